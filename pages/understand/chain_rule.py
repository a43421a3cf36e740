"""One zero in the chain and nothing learns."""

import streamlit as st

from argsoft.figures.chain import gradient_bars, loss_trace
from argsoft.gradients import Through, chain, descent
from argsoft.iris import CLASS_NAMES
from argsoft.scenario import LOGIT, LOGIT_FIELDS, Scenario, class_index
from argsoft.ui import charts, controls, factors, live, process, sentences
from argsoft.wording import chain_rule as wording
from argsoft.wording import chart_tables

FEATURE, STEPS = 0.5, 10

st.markdown(
    "A raw output (logit) adds up **inputs** times **weights**. Say one input is 0.5, a petal’s "
    "width. To change its weight, the loss must reach it:"
)


@live.picture
def picture(scenario: Scenario) -> None:
    logits, target = scenario.logits, class_index(scenario.target)
    through: Through = "softmax" if scenario.through == "softmax" else "argmax"
    rate = scenario.learning_rate
    links = chain(logits, target, through=through, feature=FEATURE)
    ahead = descent(
        logits, target, steps=STEPS, learning_rate=rate, through=through, bounds=LOGIT[:2]
    )
    factors.show(wording.factors(links, target, through), scenario.target)
    charts.side_by_side(
        charts.Chart(
            "gradient",
            "Bar chart: the slope of the loss by each logit",
            gradient_bars(links.loss_by_logit, CLASS_NAMES, title=wording.GRADIENT_TITLES[through]),
        ),
        charts.Chart(
            "trace",
            "Line chart: the loss now and after each of the next ten steps",
            loss_trace(ahead.losses, title=wording.TRACE_TITLES[through]),
        ),
        wide=True,
    )
    sentences.show(
        wording.chain_sentence(links, target, through), wording.directions(links.loss_by_logit)
    )
    sentences.table(*chart_tables.chain_rule(links, ahead))


@process.fragment
def chain_rule() -> None:
    sliders = controls.row()
    others = controls.step_choices()
    controls.dragged(others, (*LOGIT_FIELDS, "learning_rate"), picture, sliders)


chain_rule()
controls.presets()
st.markdown(wording.chain_notes())

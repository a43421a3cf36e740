"""One zero in the chain and nothing learns."""

from functools import partial

import streamlit as st

from argsoft.figures.chain import LOSS_TOPS, Columns, gradient_bars, loss_columns, loss_trace
from argsoft.iris import CLASS_NAMES
from argsoft.state import results
from argsoft.state.contents import NUMBERS
from argsoft.state.scenario import LOGIT_FIELDS
from argsoft.ui.drawing import chain_row, charts, sentences
from argsoft.ui.following import live
from argsoft.ui.inputs import controls
from argsoft.ui.visit import rendering
from argsoft.wording import chain_rule as wording
from argsoft.wording import chart_tables

CHARTS = ("loss", "trace", "gradient")

with st.container(key="letters"):
    sentences.words(wording.introduction())


@partial(live.picture, compute=results.learning)
def picture(learning: results.Learning) -> None:
    scenario, step, parts, ahead = learning
    links, loss, wanted = step.links, results.loss(scenario), results.target(scenario)
    through, tells = scenario.through, (scenario.through, NUMBERS)
    top = LOSS_TOPS[loss]
    columns = loss_columns(
        Columns(links.outputs, wanted, parts, top, is_smooth=through == "softmax"),
        CLASS_NAMES,
        title=wording.columns_title(scenario),
    )
    trace = loss_trace(
        ahead.losses,
        title=wording.trace_title(loss),
        ends=wording.trace_ends(results.STEPS_AHEAD),
        top=top,
        least=wording.least_loss(scenario),
    )
    slopes = gradient_bars(links.loss_by_logit, CLASS_NAMES, title=wording.gradient_title(scenario))
    chain_row.show(wording.factors(scenario, step), scenario.target, tells)
    drawn = zip(CHARTS, wording.charts(), (columns, trace, slopes), strict=True)
    charts.row("pictures_chain", *(charts.Chart(*each, (through,)) for each in drawn))
    sentences.summary(*wording.sentences(scenario, step), tells=tells)
    sentences.table(chart_tables.chain_rule(links, ahead), tells)


@rendering.fragment
def chain_rule() -> None:
    sliders = controls.row()
    others = controls.step_choices()
    below = controls.STEP_SLIDERS
    controls.dragged(others, LOGIT_FIELDS, picture, sliders, {}, below)


chain_rule()
controls.presets()
sentences.words(wording.suggestion())

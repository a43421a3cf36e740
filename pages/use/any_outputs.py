"""It is the same for any number of classes."""

from typing import Any

import streamlit as st

from argsoft.figures.any_bars import any_bars, logarithmic_bars
from argsoft.state.contents import ARGMAX, SOFTMAX
from argsoft.state.outputs import parse_outputs
from argsoft.state.results import answers_to_list
from argsoft.state.scenario import LOGARITHMIC, Scenario
from argsoft.ui.drawing import charts, sentences
from argsoft.ui.following import live
from argsoft.ui.inputs import controls, outputs_box
from argsoft.ui.visit import rendering
from argsoft.uncertainty import depth
from argsoft.wording import any_outputs as wording


@live.picture
def bars(scenario: Scenario) -> None:
    both = answers_to_list(scenario)
    table, titles = wording.rows(both), wording.TITLES
    *_, picked, shared = zip(*table, strict=True)
    named: dict[str, Any] = {"class_names": both.names, "leaders": both.leaders}
    if scenario.axis == LOGARITHMIC:
        softmax = logarithmic_bars(
            both.exponents,
            labels=shared,
            depth=depth(both.logits),
            title=wording.LOGARITHMIC_TITLE,
            **named,
        )
    else:
        softmax = any_bars(both.shares, labels=shared, title=titles[1], rounded=True, **named)
    argmax = any_bars(both.one_hot, labels=picked, title=titles[0], rounded=False, **named)
    charts.side_by_side(
        charts.Chart("any_argmax", wording.CHARTS[0], argmax, (ARGMAX,)),
        charts.Chart("any_softmax", wording.CHARTS[1], softmax, (SOFTMAX,)),
        wide=True,
    )
    sentences.plain(*wording.sentences(scenario, both))
    sentences.table([wording.COLUMNS, *table])


@rendering.fragment
def any_outputs() -> None:
    others, temperature = outputs_box.controls_with(("order", "axis"))
    here = st.container()
    outputs_box.prepared()
    below = st.container()

    def shown(scenario: Scenario) -> None:
        bars(scenario)
        with below:
            outputs_box.files(parse_outputs(scenario.outputs), scenario.temperature)

    with here:
        controls.dragged(others, ("temperature",), shown, temperature)


any_outputs()

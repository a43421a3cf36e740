"""Argmax and softmax work for any number of classes."""

import streamlit as st

from argsoft.state.contents import ARGMAX, SOFTMAX
from argsoft.state.results import alone, answers_to_list
from argsoft.state.scenario import ANY_OF, Scenario
from argsoft.ui.drawing import charts, list_bars, sentences
from argsoft.ui.following import live
from argsoft.ui.inputs import controls, outputs_box
from argsoft.ui.visit import rendering
from argsoft.wording import any_outputs as wording


@live.picture
def bars(scenario: Scenario) -> None:
    both = answers_to_list(scenario)
    each = alone(scenario, both) if scenario.true_classes == ANY_OF else None
    named, drawn = wording.charts(), list_bars.drawn(scenario, both, each)
    charts.side_by_side(
        *(
            charts.Chart(
                f"any_{name}", named[name], figure, (ARGMAX if name == ARGMAX else SOFTMAX,)
            )
            for name, figure in drawn.items()
        ),
        wide=True,
    )
    sentences.plain(*wording.sentences(scenario, both))
    table = [wording.columns(any_of=bool(each)), *wording.rows(both, each)]
    sentences.table(table, note=wording.spread(both.logits.tolist(), scenario.temperature))


@rendering.fragment
def any_outputs() -> None:
    others, temperature = outputs_box.controls_with(("true_classes", "order", "axis"))
    here = st.container()
    outputs_box.prepared()
    below = st.container()

    def shown(scenario: Scenario) -> None:
        bars(scenario)
        with below:
            outputs_box.files(scenario)

    with here:
        controls.dragged(others, ("temperature",), shown, temperature)
    outputs_box.slips()


any_outputs()

"""It is the same for any number of classes."""

from typing import Any

import streamlit as st

from argsoft.answers import answers
from argsoft.contents import ARGMAX, SOFTMAX
from argsoft.figures.any_bars import any_bars, logarithmic_bars
from argsoft.listing import parse_outputs
from argsoft.scenario import LOGARITHMIC, SORTED, Scenario
from argsoft.ui import charts, controls, lists, live, process, sentences
from argsoft.uncertainty import depth
from argsoft.wording import any_outputs as wording


@live.picture
def bars(scenario: Scenario) -> None:
    outputs, temperature = parse_outputs(scenario.outputs), scenario.temperature
    both = answers(outputs, temperature=temperature, largest_first=scenario.order == SORTED)
    table, titles = wording.rows(both), wording.TITLES
    *_, picked, shared = zip(*table, strict=True)
    named: dict[str, Any] = {"class_names": both.names, "leaders": both.leaders}
    if scenario.axis == LOGARITHMIC:
        softmax = logarithmic_bars(
            both.exponents,
            labels=shared,
            depth=depth(outputs.logits),
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
    sentences.plain(*wording.sentences(both, temperature))
    sentences.table(wording.COLUMNS, table)


@process.fragment
def any_outputs() -> None:
    others, temperature = lists.controls_with(("order", "axis"))
    here = st.container()
    lists.prepared()
    below = st.container()

    def shown(scenario: Scenario) -> None:
        bars(scenario)
        with below:
            lists.files(parse_outputs(scenario.outputs), scenario.temperature)

    with here:
        controls.dragged(others, ("temperature",), shown, temperature)


any_outputs()

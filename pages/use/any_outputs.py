"""It is the same for any number of classes."""

from functools import partial

import streamlit as st

from argsoft.answers import answers
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
    table = wording.rows(both)
    picked, shared = ([row[column] for row in table] for column in (2, 3))
    draw = partial(any_bars, class_names=both.names, leaders=both.leaders)
    if scenario.axis == LOGARITHMIC:
        softmax = logarithmic_bars(
            both.exponents,
            both.names,
            shared,
            leaders=both.leaders,
            depth=depth(outputs.logits),
            title=wording.LOGARITHMIC_TITLE,
        )
    else:
        softmax = draw(both.shares, labels=shared, title=wording.TITLES[1], rounded=True)
    argmax = draw(both.one_hot, labels=picked, title=wording.TITLES[0], rounded=False)
    charts.side_by_side(
        charts.Chart("any_argmax", "Bar chart of argmax: 1 for the winner, else 0", argmax),
        charts.Chart("any_softmax", "Bar chart of softmax: the share of each class", softmax),
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

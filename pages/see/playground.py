"""Argmax picks a winner. Softmax shares the credit."""

import streamlit as st

from argsoft.figures.bars import one_hot_bars, probability_bars
from argsoft.iris import CLASS_NAMES
from argsoft.scenario import Scenario
from argsoft.selection import argmax, one_hot
from argsoft.softmax import softmax
from argsoft.ui import charts, controls, live, sentences
from argsoft.wording import chart_tables, probabilities
from argsoft.wording import playground as wording

st.markdown(
    "A network that tells three irises apart has three **raw outputs**, also called **logits**. "
    "Drag one."
)


@live.picture
def bars(scenario: Scenario) -> None:
    logits = scenario.logits
    winner, shares = one_hot(argmax(logits), len(logits)), softmax(logits)
    charts.side_by_side(
        charts.Chart(
            "argmax",
            "Bar chart of argmax: 1 for the winning class, 0 for the others",
            one_hot_bars(winner, CLASS_NAMES, probabilities(winner), wording.argmax_marks(logits)),
        ),
        charts.Chart(
            "softmax",
            "Bar chart of softmax: the probability of each class",
            probability_bars(
                shares, CLASS_NAMES, probabilities(shares), wording.softmax_marks(logits)
            ),
        ),
    )
    sentences.show(wording.summary(logits))
    sentences.table(*chart_tables.playground(logits))


@st.fragment
def playground() -> None:
    bars(controls.logits())


playground()
controls.presets()

st.markdown(
    "**Try it.** Drag Virginica slowly up past Setosa. Argmax does nothing for a long time, then "
    "flips at once. Softmax moves a little with every step."
)
st.markdown(wording.lecture_note())

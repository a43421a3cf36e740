"""Argmax picks a winner. Softmax shares the credit."""

import streamlit as st

from argsoft.scenario import LOGIT_FIELDS, Scenario
from argsoft.ui import answer_bars, charts, controls, live, sentences
from argsoft.wording import chart_tables
from argsoft.wording import playground as wording

st.markdown(
    "A network that tells three irises apart has three **raw outputs**, also called **logits**. "
    "Drag one."
)


@live.picture
def bars(scenario: Scenario) -> None:
    logits = scenario.logits
    charts.side_by_side(
        charts.Chart("argmax", wording.CHARTS[0], answer_bars.argmax_bars(logits)),
        charts.Chart("softmax", wording.CHARTS[1], answer_bars.softmax_bars(logits)),
    )
    sentences.show(wording.summary(logits))
    sentences.table(*chart_tables.playground(logits))


controls.dragged({}, LOGIT_FIELDS, bars)
controls.presets()

st.markdown(
    "**Try it.** Drag Virginica slowly up past Setosa. Argmax does nothing for a long time, then "
    "flips at once. Softmax moves a little with every step."
)
st.markdown(wording.lecture_note())

"""Train with softmax, classify with argmax."""

from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from argsoft.contents import ARGMAX, SOFTMAX
from argsoft.figures.heatmap import confusion_table
from argsoft.flowers import judge
from argsoft.iris import CLASS_NAMES, SPECIES
from argsoft.network import confusion
from argsoft.scenario import Scenario
from argsoft.ui import charts, controls, iris_controls, sentences, trainings
from argsoft.ui.hiding import shows
from argsoft.wording import chart_tables
from argsoft.wording import training as wording

BOTH = (ARGMAX, SOFTMAX)  # argmax classifies with what has been trained through softmax


@controls.apart
def training(values: dict[str, Any], place: DeltaGenerator) -> None:
    with place:
        scenario = Scenario(**values, at=controls.count("at", int(values["steps"])))
    trained, step = trainings.trained(scenario), trainings.step_shown(scenario)
    film = trainings.film_figure(scenario)
    charts.side_by_side(charts.Chart("film", wording.FILM, film, BOTH))
    if shows(*BOTH) and not trainings.is_film():
        iris_controls.back_to_film(int(scenario.steps))
    sentences.summary(wording.vain(trained), wording.fruitful(trained))
    iris_controls.another_start(scenario.seed)
    if shows(*BOTH):
        st.header(wording.CLASSIFY, anchor=False)
    judged = judge(trained.through_softmax.network_after(step), trained.inputs)
    counts = confusion(SPECIES, judged.answers)
    table = confusion_table(counts, CLASS_NAMES, title=wording.TABLE)
    with st.container(key="judged"):
        charts.one(charts.Chart("confusion", wording.CONFUSION, table, BOTH))
        sentences.summary(wording.classified(judged, step), key="classified")
    with st.container(key=f"after_step_{step}"):  # tells film.js which step all of this is of
        sentences.table(*chart_tables.training(trained))


training(*iris_controls.training())

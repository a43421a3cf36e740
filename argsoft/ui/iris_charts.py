"""The irises on two maps, a mark over the one that is looked at, and its bars."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import streamlit as st

from argsoft.contents import ARGMAX, SOFTMAX
from argsoft.figures import Figure
from argsoft.figures.iris_map import argmax_map, flower_mark, softmax_map
from argsoft.flowers import judge, misclassified
from argsoft.iris import CLASS_NAMES, FEATURE_NAMES, SPECIES
from argsoft.maps import map_range
from argsoft.scenario import YOUR_OWN, Scenario
from argsoft.ui import answer_bars, charts, iris_controls, sentences, trainings
from argsoft.ui.hiding import shows
from argsoft.wording import iris as wording

MOST_KEPT = 32  # pairs of maps, about 100 kB each


def maps(scenario: Scenario) -> None:
    """Draw both maps; a click on a flower looks at it."""
    sentences.show(wording.KEY, key="key")
    with st.container(horizontal=True, gap="medium", key="maps"):
        for name, words, drawn in zip(
            NAMES, wording.MAPS, _drawn(*trainings.settings(scenario), shows(ARGMAX)), strict=True
        ):
            chart = charts.Chart(f"map_{name}", words, drawn, (name,))
            charts.clickable(chart, partial(_picked, name))


def marks(scenario: Scenario, place: Sequence[float]) -> None:
    """Draw the mark of the flower that is looked at over each of the maps just drawn.

    So the maps stay as they are while the mark moves; the style sheet puts it over them.
    """
    ends = [map_range(FEATURE_NAMES.index(name)) for name in (scenario.across, scenario.up)]
    mark = flower_mark(ends, place, own=scenario.whose == YOUR_OWN)
    charts.row("marks", *(charts.Chart(f"mark_{n}", wording.MARK, mark, (n,)) for n in NAMES))


def bars(logits: Sequence[float]) -> None:
    """Draw what argmax and softmax answer to one flower."""
    answer_bars.show(logits, wording.BARS, key="picked_")


NAMES = (ARGMAX, SOFTMAX)


@st.cache_resource(max_entries=MOST_KEPT, show_spinner=False)
def _drawn(
    across: str, up: str, rate: str, steps: str, seed: int, crossed: bool
) -> tuple[Figure, Figure]:
    """Draw both maps once for each training, with crosses over argmax's wrong answers or not."""
    scenario = Scenario(across=across, up=up, rate=rate, steps=steps, seed=seed)
    training = trainings.trained(scenario)
    network = training.through_softmax.network_after(int(steps))
    judged = judge(network, training.inputs)
    wrong = misclassified(judged, SPECIES).tolist() if crossed else []
    drawings: dict[str, Any] = {"class_names": CLASS_NAMES, "feature_names": (across, up)}
    area = trainings.mapped(scenario)
    return (
        argmax_map(area, training.flowers, SPECIES.tolist(), wrong=wrong, **drawings),
        softmax_map(area, training.flowers, SPECIES.tolist(), wrong=wrong, **drawings),
    )


def _picked(name: str) -> None:
    """Look at the flower that was clicked on a map; a second click on it changes nothing."""
    place = st.session_state[f"chart_map_{name}"]["picked"]
    if place in range(len(SPECIES)):
        iris_controls.look_at(int(place) + 1)

"""The irises on two maps, a mark over the one that is looked at, and its bars."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import streamlit as st

from argsoft.figures import Figure
from argsoft.figures.iris_map import argmax_map, flower_mark, softmax_map
from argsoft.iris import CLASS_NAMES, FEATURE_NAMES
from argsoft.iris.data import SPECIES
from argsoft.iris.flowers import judge, misclassified
from argsoft.iris.regions import axis_range
from argsoft.state.contents import ARGMAX, SOFTMAX
from argsoft.state.scenario import YOUR_OWN, Scenario
from argsoft.ui.drawing import answer_bars, cached_runs, charts, sentences
from argsoft.ui.visit.hiding import shows
from argsoft.wording import iris as wording

MOST_KEPT = 32  # pairs of maps, about 100 kB each


def maps(scenario: Scenario, look_at: Callable[[int], None]) -> None:
    """Draw both maps.

    Parameters
    ----------
    scenario : Scenario
        What the network learns from and how.
    look_at : callable
        Takes the number of a flower that is clicked, from 1 to 150.
    """
    sentences.show(wording.KEY, key="key")
    with st.container(horizontal=True, gap="medium", key="maps"):
        for name, words, drawn in zip(
            NAMES, wording.MAPS, _drawn(*cached_runs.settings(scenario), shows(ARGMAX)), strict=True
        ):
            chart = charts.Chart(f"map_{name}", words, drawn, (name,))
            charts.clickable(chart, partial(_picked, name, look_at))


def marks(scenario: Scenario, place: Sequence[float]) -> None:
    """Draw the mark of the flower that is looked at over each of the maps just drawn.

    So the maps stay as they are while the mark moves; the style sheet puts it over them.
    """
    ends = [axis_range(FEATURE_NAMES.index(name)) for name in (scenario.across, scenario.up)]
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
    runs = cached_runs.runs_of(scenario)
    network = runs.through_softmax.network_after(int(steps))
    judged = judge(network, runs.inputs)
    wrong = misclassified(judged, SPECIES).tolist() if crossed else []
    drawings: dict[str, Any] = {"class_names": CLASS_NAMES, "feature_names": (across, up)}
    area = cached_runs.regions_of(scenario)
    return (
        argmax_map(area, runs.flowers, SPECIES.tolist(), wrong=wrong, **drawings),
        softmax_map(area, runs.flowers, SPECIES.tolist(), wrong=wrong, **drawings),
    )


def _picked(name: str, look_at: Callable[[int], None]) -> None:
    """Look at the flower that was clicked on a map; a second click on it changes nothing."""
    place = st.session_state[f"chart_map_{name}"]["picked"]
    if place in range(len(SPECIES)):
        look_at(int(place) + 1)

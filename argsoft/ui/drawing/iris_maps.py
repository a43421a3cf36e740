"""Decision maps of the irises, with a mark on the selected flower, and its bars."""

from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from typing import Any

import streamlit as st

from argsoft.figures import Figure
from argsoft.figures.iris_map import argmax_map, flower_mark, softmax_map
from argsoft.iris import CLASS_NAMES, FEATURE_NAMES
from argsoft.iris.data import SPECIES
from argsoft.iris.flowers import judge, misclassified
from argsoft.iris.regions import axis_range
from argsoft.language import spoken
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
        Provides the settings of the network.
    look_at : callable
        Takes the number of a clicked flower, from 1 to 150.
    """
    sentences.show(wording.KEY, key="key")
    with st.container(horizontal=True, gap="medium", key="maps"):
        maps = _drawn(*cached_runs.settings(scenario), shows(ARGMAX), spoken())
        for name, words, drawn in zip(NAMES, wording.MAPS, maps, strict=True):
            chart = charts.Chart(f"map_{name}", words, drawn, (name,))
            charts.clickable(chart, partial(_picked, name, look_at))


def marks(scenario: Scenario, place: Sequence[float]) -> None:
    """Mark the selected flower in charts of their own, which style.css lays over the maps.

    So the maps need not be redrawn when the mark moves.
    """
    ends = [axis_range(FEATURE_NAMES.index(name)) for name in (scenario.across, scenario.up)]
    mark = flower_mark(ends, place, own=scenario.whose == YOUR_OWN)
    charts.row("marks", *(charts.Chart(f"mark_{n}", wording.MARK, mark, (n,)) for n in NAMES))


def bars(logits: Sequence[float]) -> None:
    """Draw argmax's and softmax's answers for one flower."""
    answer_bars.show(logits, wording.BARS, key="picked_")


NAMES = (ARGMAX, SOFTMAX)


@lru_cache(maxsize=MOST_KEPT)
def _drawn(
    across: str, up: str, rate: str, steps: str, seed: int, crossed: bool, _language: str
) -> tuple[Figure, Figure]:
    """Build both maps, optionally with crosses on the flowers that argmax misclassifies."""
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
    """Select the flower that was clicked on a map."""
    place = st.session_state[f"chart_map_{name}"]["picked"]
    if place in range(len(SPECIES)):
        look_at(int(place) + 1)

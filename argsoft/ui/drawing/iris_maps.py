"""Decision maps of the irises, with a mark on the selected flower, and its bars."""

from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from typing import Any

import streamlit as st

from argsoft.figures import Figure
from argsoft.figures.iris_map import Words, argmax_map, flower_mark, softmax_map
from argsoft.figures.reliability import reliability_bars
from argsoft.iris import CLASS_NAMES, FEATURE_NAMES
from argsoft.iris.data import SPECIES
from argsoft.iris.flowers import judge, misclassified
from argsoft.iris.regions import axis_range
from argsoft.language import spoken
from argsoft.language import translate as _
from argsoft.state.contents import ARGMAX, SOFTMAX
from argsoft.state.scenario import YOUR_OWN, Scenario
from argsoft.ui.drawing import answer_bars, cached_runs, charts, sentences
from argsoft.ui.visit.hiding import shows
from argsoft.wording import iris as wording
from argsoft.wording.training import axes

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
    sentences.show(wording.key(scenario, crossed=shows(ARGMAX)), key="key")
    with st.container(horizontal=True, gap="medium", key="maps"):
        maps = _drawn(*cached_runs.settings(scenario), shows(ARGMAX), spoken())
        for name, words, drawn in zip(NAMES, wording.maps(), maps, strict=True):
            chart = charts.Chart(f"map_{name}", words, drawn, (name,))
            charts.clickable(chart, partial(_picked, name, look_at))


def marks(scenario: Scenario, place: Sequence[float]) -> None:
    """Mark the selected flower in charts of their own, which style.css lays over the maps.

    So the maps need not be redrawn when the mark moves. hand.js drags the star, the mark of the
    visitor's own flower.
    """
    ends = [axis_range(FEATURE_NAMES.index(name)) for name in (scenario.across, scenario.up)]
    own = scenario.whose == YOUR_OWN
    mark, key = flower_mark(ends, place, own=own), "mark_star" if own else "mark"
    charts.row("marks", *(charts.Chart(f"{key}_{n}", wording.mark(), mark, (n,)) for n in NAMES))


def bars(logits: Sequence[float]) -> None:
    """Draw argmax's and softmax's answers for one flower."""
    answer_bars.show(logits, wording.bars(), key="picked_")


def counted(scenario: Scenario) -> None:
    """Draw how often the answers to held-out flowers are correct, by their confidence."""
    found = cached_runs.counted_of(scenario)
    title, note = wording.count_titles()
    labels, axis = wording.count_labels(found), wording.count_axis()
    drawn = reliability_bars(found, labels, title=title, note=note, axis=axis)
    charts.row("pictures_count", charts.Chart("count", wording.count_chart(), drawn, NAMES))
    sentences.summary(*wording.count_sentences(scenario, found))


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
    of_argmax, of_softmax = (
        Words(title, axes(scenario), _(wording.NOWHERE)) for title in wording.map_titles()
    )
    drawings: dict[str, Any] = {"class_names": CLASS_NAMES, "wrong": wrong}
    area = cached_runs.regions_of(scenario)
    return (
        argmax_map(area, runs.flowers, SPECIES.tolist(), words=of_argmax, **drawings),
        softmax_map(area, runs.flowers, SPECIES.tolist(), words=of_softmax, **drawings),
    )


def _picked(name: str, look_at: Callable[[int], None]) -> None:
    """Select the flower that was clicked on a map."""
    place = st.session_state[f"chart_map_{name}"]["picked"]
    if place in range(len(SPECIES)):
        look_at(int(place) + 1)

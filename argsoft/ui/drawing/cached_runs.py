"""Trainings, each done once for everyone who asks for the same, and so the same for everyone."""

import streamlit as st

from argsoft.figures import Figure
from argsoft.figures.film import film_frame
from argsoft.iris import CLASS_NAMES, FEATURE_NAMES
from argsoft.iris.data import SPECIES
from argsoft.iris.film import Film, chosen_steps, film
from argsoft.iris.regions import DecisionRegions, axis_range, decision_regions
from argsoft.iris.runs import Runs
from argsoft.state import results
from argsoft.state.scenario import Scenario

MOST_KEPT = 64  # about 100 kB each
MOST_FILMS = 8  # 0.4 MB each


def runs_of(scenario: Scenario) -> Runs:
    """Return what the settings of a scenario lead to; nothing can write to it."""
    return _trained(*settings(scenario))


def picture(scenario: Scenario) -> Figure:
    """Return the training at the step that is looked at."""
    runs, step = runs_of(scenario), step_shown(scenario)
    pictures = _film(*settings(scenario), step if step not in steps(scenario) else 0)
    return film_frame(
        pictures,
        runs.flowers,
        SPECIES,
        feature_names=(scenario.across, scenario.up),
        class_names=CLASS_NAMES,
        at=step,
    )


def steps(scenario: Scenario) -> tuple[int, ...]:
    """Return the steps that a hand, or the film, stops at."""
    return tuple(chosen_steps(int(scenario.steps)).tolist())


def regions_of(scenario: Scenario) -> DecisionRegions:
    """Return what the network answers all over the map once it has been trained through softmax."""
    runs = runs_of(scenario)
    features = (FEATURE_NAMES.index(scenario.across), FEATURE_NAMES.index(scenario.up))
    network = runs.through_softmax.network_after(int(scenario.steps))
    return decision_regions(network, features, standardization=runs.standardization)


def settings(scenario: Scenario) -> tuple[str, str, str, str, int]:
    """Return all that a network depends on."""
    return scenario.across, scenario.up, scenario.rate, scenario.steps, scenario.seed


def step_shown(scenario: Scenario) -> int:
    """Return the step that is looked at, which is the last one where there are fewer."""
    return min(scenario.at, int(scenario.steps))


@st.cache_resource(max_entries=MOST_KEPT, show_spinner=False)
def _trained(across: str, up: str, rate: str, steps: str, seed: int) -> Runs:
    """Train once for each setting."""
    return results.runs(Scenario(across=across, up=up, rate=rate, steps=steps, seed=seed))


@st.cache_resource(max_entries=MOST_FILMS, show_spinner=False)
def _film(across: str, up: str, rate: str, steps: str, seed: int, at: int) -> Film:
    """Return all pictures of a training, and one of step `at`: made once for each setting."""
    runs = runs_of(Scenario(across=across, up=up, rate=rate, steps=steps, seed=seed))
    return film(
        runs.through_argmax,
        runs.through_softmax,
        runs.standardization,
        axis_range(FEATURE_NAMES.index(across)),
        axis_range(FEATURE_NAMES.index(up)),
        at=at,
    )

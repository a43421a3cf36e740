"""Training runs and their films, cached for all visitors with the same settings."""

from functools import lru_cache

from argsoft.figures import Figure
from argsoft.figures.film import film_frame
from argsoft.iris import CLASS_NAMES, FEATURE_NAMES
from argsoft.iris.data import SPECIES
from argsoft.iris.film import Film, chosen_steps, film
from argsoft.iris.regions import DecisionRegions, axis_range, decision_regions
from argsoft.iris.runs import Runs
from argsoft.state import results
from argsoft.state.scenario import Scenario

MOST_KEPT = 64  # runs, about 100 kB each
MOST_FILMS = 8  # about 0.4 MB each


def runs_of(scenario: Scenario) -> Runs:
    """Train with the settings of a scenario; the result is shared and read-only."""
    return _trained(*settings(scenario))


def picture(scenario: Scenario) -> Figure:
    """Build the picture of a training at the selected step."""
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
    """List the steps that the film shows and the slider snaps to."""
    return tuple(chosen_steps(int(scenario.steps)).tolist())


def regions_of(scenario: Scenario) -> DecisionRegions:
    """Compute the decision regions of the network trained through softmax."""
    runs = runs_of(scenario)
    features = (FEATURE_NAMES.index(scenario.across), FEATURE_NAMES.index(scenario.up))
    network = runs.through_softmax.network_after(int(scenario.steps))
    return decision_regions(network, features, standardization=runs.standardization)


def settings(scenario: Scenario) -> tuple[str, str, str, str, int]:
    """List the settings that a network depends on."""
    return scenario.across, scenario.up, scenario.rate, scenario.steps, scenario.seed


def step_shown(scenario: Scenario) -> int:
    """Clip the selected step to the number of steps."""
    return min(scenario.at, int(scenario.steps))


@lru_cache(maxsize=MOST_KEPT)
def _trained(across: str, up: str, rate: str, steps: str, seed: int) -> Runs:
    """Train, or look the run up in the cache."""
    return results.runs(Scenario(across=across, up=up, rate=rate, steps=steps, seed=seed))


@lru_cache(maxsize=MOST_FILMS)
def _film(across: str, up: str, rate: str, steps: str, seed: int, at: int) -> Film:
    """Make the film of a training, including step `at`, or look it up in the cache."""
    runs = runs_of(Scenario(across=across, up=up, rate=rate, steps=steps, seed=seed))
    return film(
        runs.through_argmax,
        runs.through_softmax,
        runs.standardization,
        axis_range(FEATURE_NAMES.index(across)),
        axis_range(FEATURE_NAMES.index(up)),
        at=at,
    )

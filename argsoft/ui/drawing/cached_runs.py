"""Training runs and their films, cached for all visitors with the same settings."""

from functools import lru_cache
from typing import Any

from argsoft.figures import Figure
from argsoft.figures.film import Words, film_frame
from argsoft.iris import CLASS_NAMES, FEATURE_NAMES
from argsoft.iris.data import SPECIES
from argsoft.iris.film import Film, chosen_steps, film
from argsoft.iris.held_out import HeldOut
from argsoft.iris.regions import DecisionRegions, axis_range, decision_regions
from argsoft.iris.runs import Runs
from argsoft.language import translate as _
from argsoft.state import results
from argsoft.state.scenario import Scenario
from argsoft.uncertainty import Reliability
from argsoft.wording import training as wording

MOST_KEPT = 64  # runs, about 100 kB each
MOST_FILMS = 8  # about 0.4 MB each
FIELDS = ("across", "up", "rate", "steps", "seed", "loss", "versus")  # a training depends on
Values = tuple[str | int, ...]


def runs_of(scenario: Scenario) -> Runs:
    """Train with the settings of a scenario; the result is shared and read-only."""
    return _trained(_values(scenario))


def picture(scenario: Scenario) -> Figure:
    """Build the picture of a training at the selected step."""
    runs, step = runs_of(scenario), step_shown(scenario)
    pictures = _film(_values(scenario), step if step not in steps(scenario) else 0)
    words = Words(
        headings=wording.headings(scenario),
        losses=wording.loss_titles(scenario),
        axes=wording.axes(scenario),
        accuracy=_(wording.ACCURACY),
        gradient=_(wording.GRADIENT),
        step=_(wording.STEP),
    )
    return film_frame(
        pictures,
        runs.flowers,
        SPECIES,
        class_names=CLASS_NAMES,
        words=words,
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


def held_out_of(scenario: Scenario) -> HeldOut:
    """Predict each flower by a network of Iris that was trained without it."""
    return _held_out(*settings(scenario))


def counted_of(scenario: Scenario) -> Reliability:
    """Count how often those predictions are correct, at the temperature of a scenario."""
    return _counted(*settings(scenario), scenario.temperature)


def settings(scenario: Scenario) -> tuple[str, str, str, str, int]:
    """List the settings that the network of Iris depends on."""
    return scenario.across, scenario.up, scenario.rate, scenario.steps, scenario.seed


def step_shown(scenario: Scenario) -> int:
    """Clip the selected step to the number of steps."""
    return min(scenario.at, int(scenario.steps))


@lru_cache(maxsize=MOST_KEPT)
def _trained(values: Values) -> Runs:
    """Train, or look the run up in the cache."""
    return results.runs(_scenario(values))


@lru_cache(maxsize=MOST_KEPT)
def _held_out(across: str, up: str, rate: str, steps: str, seed: int) -> HeldOut:
    """Train without each fold, or look the predictions up in the cache."""
    return results.held_out(Scenario(across=across, up=up, rate=rate, steps=steps, seed=seed))


@lru_cache(maxsize=MOST_KEPT)
def _counted(
    across: str, up: str, rate: str, steps: str, seed: int, temperature: float
) -> Reliability:
    """Count, or look the result up in the cache."""
    scenario = Scenario(
        across=across, up=up, rate=rate, steps=steps, seed=seed, temperature=temperature
    )
    return results.counted(scenario, held_out_of(scenario))


@lru_cache(maxsize=MOST_FILMS)
def _film(values: Values, at: int) -> Film:
    """Make the film of a training, including step `at`, or look it up in the cache."""
    scenario = _scenario(values)
    runs = runs_of(scenario)
    return film(
        runs.through_argmax,
        runs.through_softmax,
        runs.standardization,
        axis_range(FEATURE_NAMES.index(scenario.across)),
        axis_range(FEATURE_NAMES.index(scenario.up)),
        at=at,
    )


def _values(scenario: Scenario) -> Values:
    """List the values of the fields that a training depends on."""
    return tuple(getattr(scenario, field) for field in FIELDS)


def _scenario(values: Values) -> Scenario:
    """Restore a scenario from the values of these fields."""
    given: dict[str, Any] = dict(zip(FIELDS, values, strict=True))
    return Scenario(**given)

"""Trainings, each done once for everyone who asks for the same, and so the same for everyone."""

import streamlit as st

from argsoft.figures import Figure
from argsoft.figures.training import training_film
from argsoft.film import film
from argsoft.iris import CLASS_NAMES, FEATURE_NAMES, SPECIES
from argsoft.iris_training import IrisTraining, train_on_irises
from argsoft.maps import AnswerMap, answer_map, map_range
from argsoft.scenario import BOUNDS, YOUR_OWN, Scenario
from argsoft.ui.controls import put_into_link
from argsoft.ui.visit import Played, visit

MOST_KEPT = 64  # about 100 kB each
MOST_FILMS = 8  # 0.7 MB each


def trained(scenario: Scenario) -> IrisTraining:
    """Return what the settings of a scenario lead to; nothing can write to it."""
    features = (scenario.across, scenario.up)
    return _trained(features, float(scenario.rate), int(scenario.steps), scenario.seed)


def film_figure(scenario: Scenario) -> Figure:
    """Return the same training as a film, or as one picture: the step that is looked at.

    A film that opens at another step is another film, and seven times as long as a picture. Where
    the browser has played the film that is on the page up to this step, that one stays.
    """
    film = _on_page(scenario)
    visit().film = film
    if film:
        return _film_figure(*settings(scenario), film.opened, film.turn)
    return _picture(*settings(scenario), step_shown(scenario))


def played_to(step: object) -> None:
    """Take over the step that the browser has played the film on the page to."""
    film = visit().film
    if film and isinstance(step, int | float) and BOUNDS["at"].admit(step):
        visit().film = film._replace(step=int(step))
        put_into_link("at", int(step))


def is_film() -> bool:
    """Return whether what `film_figure` has given last is a film."""
    return visit().film is not None


def _on_page(scenario: Scenario) -> Played | None:
    """Return the film that shows a step: the one on the page, or one that opens at an end."""
    of, step, now = settings(scenario), step_shown(scenario), visit().film
    if now and now.of == of and now.step == step:
        return now
    if step not in (0, int(scenario.steps)):
        return None
    # The very same film would stay where it has been played to.
    turn = 1 - now.turn if now and now[:2] == (of, step) else 0
    return Played(of, step, step, turn)


def mapped(scenario: Scenario) -> AnswerMap:
    """Return what the network answers all over the map once it has been trained through softmax."""
    training = trained(scenario)
    features = (FEATURE_NAMES.index(scenario.across), FEATURE_NAMES.index(scenario.up))
    network = training.through_softmax.network_after(int(scenario.steps))
    return answer_map(network, features, standardization=training.standardization)


def settings(scenario: Scenario) -> tuple[str, str, str, str, int]:
    """Return all that a network depends on."""
    return scenario.across, scenario.up, scenario.rate, scenario.steps, scenario.seed


def flower_of(scenario: Scenario, training: IrisTraining) -> tuple[tuple[float, ...], int | None]:
    """Return the two measurements of the flower that is looked at, in cm, and its true class."""
    features = (scenario.across, scenario.up)
    if scenario.whose == YOUR_OWN:
        return tuple(getattr(scenario, name.replace(" ", "_")) for name in features), None
    place = training.flowers[scenario.flower - 1]
    return tuple(place.tolist()), int(SPECIES[scenario.flower - 1])


def step_shown(scenario: Scenario) -> int:
    """Return the step that is looked at, which is the last one where there are fewer."""
    return min(scenario.at, int(scenario.steps))


@st.cache_resource(max_entries=MOST_KEPT, show_spinner=False)
def _trained(
    features: tuple[str, str], learning_rate: float, steps: int, seed: int
) -> IrisTraining:
    """Train once for each setting."""
    return train_on_irises(features, learning_rate=learning_rate, steps=steps, seed=seed)


@st.cache_resource(max_entries=MOST_FILMS, show_spinner=False)
def _film_figure(
    across: str, up: str, rate: str, steps: str, seed: int, at: int, turn: int
) -> Figure:
    """Draw a film once for each setting: a class that opens one link is sent one film."""
    return _picture(across, up, rate, steps, seed, at, turn, still=False)


def _picture(
    across: str,
    up: str,
    rate: str,
    steps: str,
    seed: int,
    at: int,
    turn: int = 0,
    *,
    still: bool = True,
) -> Figure:
    """Draw one picture of a film, or all."""
    training = trained(Scenario(across=across, up=up, rate=rate, steps=steps, seed=seed))
    pictures = film(
        training.through_argmax,
        training.through_softmax,
        training.standardization,
        map_range(FEATURE_NAMES.index(across)),
        map_range(FEATURE_NAMES.index(up)),
        at=at,
        still=still,
    )
    return training_film(
        pictures,
        training.flowers,
        SPECIES,
        feature_names=(across, up),
        class_names=CLASS_NAMES,
        at=at,
        turn=turn,
    )

"""What a room is asked: a question, as the parameters of a link.

Those of Predict open the question there. A step of a lesson is named as in its own link, with a
random seed if it has fresh numbers.
"""

from dataclasses import replace
from functools import lru_cache
from urllib.parse import parse_qs, urlencode

from argsoft.language import spoken
from argsoft.state.scenario import (
    BOUNDS,
    LOGIT_FIELDS,
    NO_TWINS,
    NUM_ROUNDS,
    THE_ROUNDS,
    Scenario,
)
from argsoft.teaching.lessons import Step, step_of
from argsoft.teaching.outcomes import Question
from argsoft.teaching.questions import fresh, question_about, seed_of, twin, with_seed
from argsoft.teaching.votes import has_twin, question_in

MOST_KEPT = 64
SEED = "draw_seed"  # of a step's numbers; 0 for its own
OWN_FIELDS = ("ask", *LOGIT_FIELDS, "temperature")


def asked_by(scenario: Scenario) -> str | None:
    """Write the question of a scenario as a link; None if it is answered by setting sliders.

    Examples
    --------
    >>> asked_by(Scenario(round=4)), asked_by(Scenario(ask="winner", setosa=2.0))
    ('round=4', 'ask=winner&setosa=2')
    >>> asked_by(Scenario(round=3)) is asked_by(Scenario(round=18)) is None
    True
    """
    if scenario.ask == THE_ROUNDS and scenario.round not in VOTABLE:
        return None
    names = ("round", "twins") if scenario.ask == THE_ROUNDS else OWN_FIELDS
    given = replace(scenario, twins=_of_this_round(scenario)).to_query()
    return urlencode({name: given[name] for name in names if name in given}) or "round=1"


def asked_in(step: Step | None, seed: int = 0) -> str | None:
    """Write the question of a lesson's step as a link; None if there is nothing to vote on.

    Examples
    --------
    >>> asked_in(step_of("15", 2)), asked_in(step_of("45", 13)) is asked_in(None) is None
    ('lesson=15&lesson_step=2', True)
    """
    if step is None or not step.stage.vote:
        return None
    led = Scenario(lesson=str(step.plan.minutes), lesson_step=step.place + 1, draw_seed=seed)
    return urlencode(led.to_query())


def step_in(link: str) -> Step | None:
    """Find the step of a lesson whose question a link asks; None for other questions.

    Examples
    --------
    >>> step_in("lesson=15&lesson_step=2").place, step_in("round=2")
    (1, None)
    """
    scenario = scenario_of(link)
    step = step_of(scenario.lesson, scenario.lesson_step)
    return step if step and step.stage.vote else None


def _of_this_round(scenario: Scenario) -> str:
    """Write the random seed of the round that is asked, and none of the others."""
    place = min(scenario.round, NUM_ROUNDS) - 1
    return with_seed(NO_TWINS, place, seed_of(scenario.twins, place))


@lru_cache(maxsize=MOST_KEPT)
def scenario_of(link: str) -> Scenario:
    """Read the scenario of a link.

    Examples
    --------
    >>> scenario_of("round=4").round
    4
    """
    return Scenario.from_query(parse_qs(link))


def question_of(link: str) -> Question:
    """Read the question of a link; the first round if there is none that can be voted on.

    Examples
    --------
    >>> question_of("round=4").key, question_of("ask=winner").key, question_of("round=3").key
    ('adding the same', 'winner', 'all equal')
    >>> question_of("lesson=15&lesson_step=2").key
    'which tells'
    """
    return _question(link, spoken())


@lru_cache(maxsize=MOST_KEPT)
def _question(link: str, language: str) -> Question:
    """Make the question of a link in a language."""
    del language  # spoken already; it only keeps apart what is kept
    scenario, step = scenario_of(link), step_in(link)
    if step:
        return question_in(step, scenario.draw_seed)
    if scenario.ask != THE_ROUNDS:
        return question_about(scenario.ask, scenario.logits, scenario.temperature)
    place = scenario.round - 1 if scenario.round in VOTABLE else 0
    return twin(place, seed_of(scenario.twins, place))


def twin_of(link: str, seed: int) -> str | None:
    """Write the link of the same question with fresh numbers; None if it cannot have any.

    Examples
    --------
    >>> twin_of("ask=winner", seed=3)
    'ask=winner&setosa=-1.5&versicolor=0.5&virginica=-1'
    >>> twin_of("round=4", seed=3)
    'round=4&twins=00040000000000000'
    >>> twin_of("lesson=15&lesson_step=4", seed=3), twin_of("lesson=15&lesson_step=2", seed=3)
    ('draw_seed=4&lesson=15&lesson_step=4', None)
    """
    step, before = step_in(link), scenario_of(link)
    if step:
        seeds = [n for n in range(1, int(BOUNDS[SEED].maximum) + 1) if n != before.draw_seed]
        return asked_in(step, seeds[seed % len(seeds)]) if has_twin(step) else None
    return asked_by(fresh(before, seed)) or link


def next_of(link: str) -> str | None:
    """Write the link of the next round that can be voted on; None after the last one.

    Examples
    --------
    >>> next_of("round=2"), next_of("round=17"), next_of("ask=winner")
    ('round=4', None, None)
    """
    scenario = scenario_of(link)
    later = [each for each in VOTABLE if each > scenario.round]
    is_round = scenario.ask == THE_ROUNDS and step_in(link) is None
    return f"round={later[0]}" if later and is_round else None


VOTABLE = tuple(each for each in range(1, NUM_ROUNDS + 1) if twin(each - 1, 0).options)

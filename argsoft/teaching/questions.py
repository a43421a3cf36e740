"""Questions to answer by a guess: the rounds, and questions about any logits.

The bank of rounds is in `argsoft.teaching.bank`.
"""

from collections.abc import Sequence
from dataclasses import replace
from random import Random
from typing import NamedTuple

import numpy as np

from argsoft.iris import CLASS_NAMES
from argsoft.language import listed
from argsoft.language import translate as _
from argsoft.selection import argmax, maximizers
from argsoft.softmax import softmax
from argsoft.state.scenario import (
    BOUNDS,
    HALF_T,
    KINDS,
    LARGEST_SHARE,
    LETTERS,
    NO_GUESS,
    NO_TWINS,
    SEEDS,
    THE_ROUNDS,
    THE_WINNER,
    Scenario,
)
from argsoft.teaching.bank import ROUNDS, playground, question
from argsoft.teaching.outcomes import Claim, Option, Outcome, Question, Shown, outcome
from argsoft.wording.numerals import plain, probability

MOST_OPTIONS = 4
APART = 0.02  # closer answers would test the eye, not the idea
GUESSES = (1 / 2, 1 / 3, 2 / 3)  # between two classes, among three, and of two in three
BELOW_ONE = 0.999
TWIN_LOGITS = tuple(half / 2 for half in range(-6, 7))
MOST_LEAD = 2.0
# What the first letters stand for in a round with the sliders.
REACHED, GIVEN_UP, TRIED = tuple(LETTERS)[:3]


class Tally(NamedTuple):
    """How the rounds have come out so far.

    Attributes
    ----------
    as_guessed : int
        The number that came out as guessed.
    answered : int
        The number answered.
    shown : int
        The number whose answer was shown on request; these do not count as answered.
    """

    as_guessed: int
    answered: int
    shown: int = 0


def guess_of(guesses: str, place: int) -> int | None:
    """Find the index of the answer chosen in a round, or None for no answer.

    A letter beyond the answers of the round counts as none.

    Examples
    --------
    >>> guess_of("b----------------", 0), guess_of("b----------------", 1)
    (1, None)
    """
    letter, options = guesses[place], question(place).options  # as many with any numbers
    known = LETTERS[: len(options) or len((REACHED, GIVEN_UP, TRIED))]
    return known.index(letter) if letter in known else None


def with_guess(guesses: str, place: int, letter: str = NO_GUESS) -> str:
    """Replace the guess of one round, or clear it.

    Examples
    --------
    >>> with_guess("b----------------", 2, "a"), with_guess("b----------------", 0)
    ('b-a--------------', '-----------------')
    """
    return guesses[:place] + letter + guesses[place + 1 :]


def seed_of(twins: str, place: int) -> int:
    """Return the seed of a round's numbers: 0 for the first ones.

    Examples
    --------
    >>> seed_of("0a" + "0" * 15, 1)
    10
    """
    return SEEDS.index(twins[place])


def with_twin(twins: str, place: int) -> str:
    """Take the next seed for the numbers of one round; after the last, the first again.

    Examples
    --------
    >>> with_twin("0" * 17, 1), with_twin("z" * 17, 0)
    ('01000000000000000', '0zzzzzzzzzzzzzzzz')
    """
    return with_seed(twins, place, (seed_of(twins, place) + 1) % len(SEEDS))


def with_seed(twins: str, place: int, seed: int) -> str:
    """Replace the seed of one round's numbers.

    Examples
    --------
    >>> with_seed("0" * 17, 1, 35)
    '0z000000000000000'
    """
    return twins[:place] + SEEDS[seed] + twins[place + 1 :]


def tally(guesses: str, twins: str = NO_TWINS) -> Tally:
    """Count how the rounds have come out so far.

    Examples
    --------
    >>> tally("bbb--------------")
    Tally(as_guessed=2, answered=2, shown=1)
    """
    places = range(len(ROUNDS))
    results = [is_as_guessed(guesses, place, twins) for place in places]
    answered = len(results) - results.count(None)
    over = sum(is_over(guesses, place) for place in places)
    return Tally(results.count(True), answered, over - answered)


def is_over(guesses: str, place: int) -> bool:
    """Return whether a round shows its answer, whether guessed, reached or asked for.

    Examples
    --------
    >>> [is_over("ba---------------", place) for place in range(3)]
    [True, True, False]
    """
    guess = guess_of(guesses, place)
    return guess is not None and (bool(question(place).options) or LETTERS[guess] != TRIED)


def is_as_guessed(guesses: str, place: int, twins: str = NO_TWINS) -> bool | None:
    """Return whether a round came out as guessed, or None if it has no answer yet.

    To ask for a way is not to answer.

    Examples
    --------
    >>> [is_as_guessed("ba---------------", place) for place in range(3)]
    [True, False, None]
    """
    guess = guess_of(guesses, place)
    if guess is None:
        return None
    asked = question(place, seed_of(twins, place))
    if asked.options:
        return guess == asked.right
    return True if LETTERS[guess] == REACHED else None


def twin(asked: int | Question, seed: int) -> Question:
    """Ask the same kind of question with fresh numbers.

    Parameters
    ----------
    asked : int or Question
        The place of a round, from 0; or a question, of the rounds or about any logits.
    seed : int
        0 for the first numbers of a round, any other for fresh ones, the same on every machine.

    Examples
    --------
    >>> twin(1, 2).text
    'Setosa and Versicolor have the same, largest logit. What does argmax answer?'
    >>> twin(question_about("winner", [1.43, -0.40, 0.23], 1.0), 3).before.logits
    array([-1.5,  0.5, -1. ])
    """
    if isinstance(asked, int):
        return question(asked, seed)
    if asked.key in KINDS:
        logits = _of_another_leader(asked.before.logits.tolist(), seed)
        return question_about(asked.key, logits, asked.before.temperature)
    keys = [question(place).key for place in range(len(ROUNDS))]
    return question(keys.index(asked.key), seed)


def fresh(scenario: Scenario, seed: int) -> Scenario:
    """Give the question of a scenario fresh numbers, for its link.

    Parameters
    ----------
    scenario : Scenario
        Asks a round, or a question about its own logits.
    seed : int
        Any integer of 0 or more; the same one gives the same numbers on every machine.

    Examples
    --------
    >>> fresh(Scenario(ask="winner"), seed=3).logits
    (-1.5, 0.5, -1.0)
    >>> fresh(Scenario(round=4), seed=3).twins
    '00040000000000000'
    """
    if scenario.ask != THE_ROUNDS:
        setosa, versicolor, virginica = _of_another_leader(scenario.logits, seed)
        return replace(scenario, setosa=setosa, versicolor=versicolor, virginica=virginica)
    place = min(scenario.round, len(ROUNDS)) - 1
    others = [n for n in range(1, len(SEEDS)) if n != seed_of(scenario.twins, place)]
    return replace(scenario, twins=with_seed(scenario.twins, place, others[seed % len(others)]))


def _of_another_leader(logits: Sequence[float], seed: int) -> Sequence[float]:
    """Draw logits of which another one leads, by a lead that leaves the others a share."""
    draw, leads = Random(seed), int(argmax(logits))  # noqa: S311 - not for secrets
    while True:
        # Python promises the same numbers from `random` alone, in every version.
        drawn = [TWIN_LOGITS[int(draw.random() * len(TWIN_LOGITS))] for _name in CLASS_NAMES]
        second, largest = sorted(drawn)[-2:]
        if drawn[leads] < largest <= second + MOST_LEAD:
            return drawn


def question_about(ask: str, logits: Sequence[float], temperature: float) -> Question:
    """Make a question about any logits, with the results of common mistakes to choose from.

    Parameters
    ----------
    ask : str
        The kind of question, one of `argsoft.state.scenario.KINDS`.
    logits : sequence of float, length 3
        The logits.
    temperature : float
        The temperature of softmax, above 0.

    Raises
    ------
    ValueError
        If `ask` is not one of them.

    Examples
    --------
    >>> question = question_about("largest_share", [2.0, 1.9, 0.23], 1.0)
    >>> [option.words for option in question.options]
    ['0.33', '0.45', '0.48', '0.52']
    >>> question.options[question.right].words
    '0.48'
    >>> print(question.options[0].said)
    A third each would be correct for equal logits.
    """
    kinds = {THE_WINNER: _winner, LARGEST_SHARE: _largest_share, HALF_T: _half_t}
    if ask not in kinds:
        raise ValueError(f"ask must be one of {', '.join(kinds)}, got {ask!r}")
    return kinds[ask](outcome(logits, temperature=temperature))


class Mistake(NamedTuple):
    """A wrong probability that a common mistake leads to.

    Attributes
    ----------
    value : float
        Any number; only one between 0 and 1 can be offered.
    said : str
        How it comes about.
    """

    value: float
    said: str


def _winner(state: Outcome) -> Question:
    """Ask what argmax picks."""
    behind = _("Its logit is not the largest, or not the first of the largest.")
    options = (
        Option(name, _picks(name), "" if name == state.winner else behind) for name in CLASS_NAMES
    )
    several = Option(
        _("Several at once"),
        lambda _before, after: after.one_hot.sum() > 1,
        _("Softmax gives something to several. Argmax returns one index, even in a tie."),
    )
    text, why = _("Which class does argmax pick?"), _answers_of(state)
    shown = playground(state.logits.tolist())
    return Question(THE_WINNER, text, state, state, why, shown, (*options, several))


def _largest_share(state: Outcome) -> Question:
    """Ask for the largest probability of softmax."""
    if state.temperature == 1:
        text = _("How large is the largest probability of softmax?")
    else:
        text = _("How large is the largest probability of softmax at T = {temperature}?").format(
            temperature=plain(f"{state.temperature:g}")
        )
    options = _numbers(float(state.shares.max()), _mistaken_shares(state))
    shown = Shown("flat_or_smooth", _scenario(state))
    return Question(LARGEST_SHARE, text, state, state, _answers_of(state), shown, options)


def _mistaken_shares(state: Outcome) -> list[Mistake]:
    """List what common mistakes make of the largest probability, the likeliest first."""
    logits, temperature = state.logits, state.temperature
    smallest, second, share = np.sort(state.shares).tolist()
    total = float(logits.sum())
    divided = _("That divides the logits by their sum. Softmax takes e^z of each first.")
    hot = (
        Mistake(1.0, _("That is softmax at T = 1, as if nothing divided the logits.")),
        Mistake(1 / temperature, _("That multiplies the logits by T. Softmax divides by it.")),
    )
    return [
        *([Mistake(float(logits.max()) / total, divided)] if total else []),
        *(
            each._replace(value=float(softmax(logits, temperature=each.value).max()))
            for each in (hot if temperature != 1 else ())
        ),
        Mistake(
            float(softmax(logits * np.log(2), temperature=temperature).max()),
            _("That is 2 to the power z in place of e to the power z."),
        ),
        Mistake(share / (1 - smallest), _("That leaves the smallest out of the sum.")),
        Mistake(1 / logits.size, _("A third each would be correct for equal logits.")),
        Mistake(second, _("That is the probability of the class in second place.")),
        Mistake(float(softmax(state.shares).max()), _("That is softmax of the probabilities.")),
        Mistake(1 - share, _("That is what the others have together.")),
    ]


def _half_t(before: Outcome) -> Question:
    """Ask what half the temperature does to the largest probability."""
    after = outcome(before.logits, temperature=before.temperature / 2)
    flatter = outcome(before.logits, temperature=2 * before.temperature)
    share = float(before.shares.max())
    mistakes = [
        Mistake(share, _("The winner stays, but its probability does not: its lead doubles.")),
        Mistake(share / 2, _("T divides the logits, not the probabilities.")),
        Mistake(float(flatter.shares.max()), _("That is twice the temperature.")),
        Mistake(2 * share, _("The lead doubles, not the probability.")),
        Mistake(1 / before.logits.size, _("All become equal at a very high temperature.")),
    ]
    text = _(
        "The temperature goes from {before} to {after}. What becomes of the largest probability?"
    ).format(before=plain(f"{before.temperature:g}"), after=plain(f"{after.temperature:g}"))
    options = _numbers(float(after.shares.max()), mistakes)
    doubles = _("Half of T doubles every lead before softmax sees it.")
    why, shown = f"{doubles} {_answers_of(after)}", Shown("flat_or_smooth", _scenario(after))
    return Question(HALF_T, text, before, after, why, shown, options, before_is_shown=True)


def _scenario(state: Outcome) -> Scenario:
    """Set the logits, and the temperature as far as a page can show it."""
    bounds = BOUNDS["temperature"]
    temperature = min(max(state.temperature, bounds.minimum), bounds.maximum)
    setosa, versicolor, virginica = state.logits.tolist()
    return Scenario(setosa, versicolor, virginica, temperature)


def _numbers(truth: float, mistakes: Sequence[Mistake]) -> tuple[Option, ...]:
    """Offer four probabilities in rising order: the true one, and mistakes well apart from it."""
    guessed = _("A guess, which no usual mistake leads to.")
    offered = [Mistake(truth, "")]
    guesses = (Mistake(each, guessed) for each in (truth / len(CLASS_NAMES), *GUESSES))
    for each in (*mistakes, *guesses):
        is_apart = all(abs(each.value - other.value) >= APART for other in offered)
        if 0 < each.value < 1 and is_apart and len(offered) < MOST_OPTIONS:
            offered.append(each)
    texts = ((_text(each.value), each.said) for each in sorted(offered))
    return tuple(Option(text, _reads(text), said) for text, said in texts)


def _picks(name: str) -> Claim:
    """Claim that argmax picks a class."""
    return lambda _before, after: after.winner == name


def _reads(text: str) -> Claim:
    """Claim that the largest probability reads like a text."""
    return lambda _before, after: _text(float(after.shares.max())) == text


def _text(value: float) -> str:
    """Format a probability for an answer: never as 1, though float64 may round it there."""
    return probability(min(value, BELOW_ONE))


def _answers_of(state: Outcome) -> str:
    """Say both answers in a sentence each."""
    leaders = [CLASS_NAMES[i] for i in maximizers(state.logits)]
    given = listed(
        [
            _("{probability} to {name}").format(probability=probability(share), name=name)
            for name, share in zip(CLASS_NAMES, state.shares.tolist(), strict=True)
        ]
    )
    if len(leaders) > 1:
        picks = _("{classes} tie, and argmax takes the first: {winner}.").format(
            classes=listed(leaders), winner=state.winner
        )
    else:
        picks = _("Argmax picks {winner}.").format(winner=state.winner)
    if state.temperature == 1:
        return f"{picks} " + _("Softmax gives {shares}.").format(shares=given)
    return f"{picks} " + _("Softmax at T = {temperature} gives {shares}.").format(
        temperature=plain(f"{state.temperature:g}"), shares=given
    )

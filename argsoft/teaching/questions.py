"""Questions to answer by a guess: a bank of rounds, and questions about any raw outputs.

No right answer is stored. Each answer claims something about what argmax and softmax compute, and
the right one is the one whose claim holds.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from random import Random
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from argsoft.gradients import argmax_jacobian, softmax_jacobian
from argsoft.iris import CLASS_NAMES
from argsoft.language import listed
from argsoft.selection import argmax, maximizers, one_hot
from argsoft.softmax import softmax
from argsoft.state.scenario import (
    HALF_T,
    LARGEST_SHARE,
    LETTERS,
    LOGIT_FIELDS,
    NO_GUESS,
    THE_ROUNDS,
    THE_WINNER,
    Scenario,
)
from argsoft.validation import Floats, real_array
from argsoft.wording.numerals import number, probability

LECTURE = Scenario().logits
BARS, ARGMAX_SLOPES, SOFTMAX_SLOPES = "bars", "argmax slopes", "softmax slopes"
CERTAIN = 0.95  # the share that counts as certain in a round with the sliders
MOST_OPTIONS = 4
APART = 0.02  # closer answers would test the eye, not the idea
GUESSES = (1 / 2, 1 / 3, 2 / 3)  # between two classes, among three, and of two in three
BELOW_ONE = 0.999
TWIN_LOGITS = tuple(half / 2 for half in range(-6, 7))
MOST_LEAD = 2.0
# What the first letters stand for in a round with the sliders.
REACHED, GIVEN_UP, TRIED = tuple(LETTERS)[:3]


class Outcome(NamedTuple):
    """What argmax and softmax answer in one state.

    Attributes
    ----------
    logits : ndarray of float64, shape (K,)
        The raw outputs.
    temperature : float
        The temperature of softmax.
    one_hot : ndarray of float64, shape (K,)
        Argmax's answer.
    shares : ndarray of float64, shape (K,)
        Softmax's answer.
    """

    logits: Floats
    temperature: float
    one_hot: Floats
    shares: Floats

    @property
    def softmax_slopes(self) -> Floats:
        """The slope of every share by every logit."""
        return softmax_jacobian(self.logits, temperature=self.temperature)

    @property
    def argmax_slopes(self) -> Floats:
        """The slope of every output of argmax by every logit."""
        return argmax_jacobian(self.logits)

    @property
    def winner(self) -> str:
        """The name of the class that argmax picks."""
        return CLASS_NAMES[int(argmax(self.logits))]


# Takes the state before and the state in question, and says whether something holds.
Claim = Callable[[Outcome, Outcome], bool]


class Option(NamedTuple):
    """An answer to choose.

    Attributes
    ----------
    words : str
        Its text.
    claim : callable
        Says whether it is right.
    """

    words: str
    claim: Claim


class Condition(NamedTuple):
    """One thing that the sliders must fulfil.

    Attributes
    ----------
    claim : callable
        Takes the start and the current state, and says whether the condition is met.
    missing : callable
        Takes the current state, and says what is left to do.
    """

    claim: Claim
    missing: Callable[[Outcome], str]


@dataclass(frozen=True)
class Question:
    """A question, answered by choosing one of several answers or by setting the sliders.

    Parameters
    ----------
    key : str
        A short name.
    text : str
        The question.
    before, after : Outcome
        The state at first, and the state in question; often the same.
    why : str
        The reason for the right answer, in a sentence.
    options : tuple of Option
        The answers to choose from; empty if the sliders are to be set.
    conditions : tuple of Condition
        What the sliders must fulfil; empty if there are options.
    picture : str
        What shows the answer: the bars, or a table of slopes.
    before_is_shown : bool
        Whether the picture shows the state before until it shows the answer, rather than nothing.

    Examples
    --------
    >>> question = QUESTIONS[0]
    >>> [question.options[question.right].words, len(QUESTIONS)]
    ['A third each', 12]
    """

    key: str
    text: str
    before: Outcome
    after: Outcome
    why: str
    options: tuple[Option, ...] = ()
    conditions: tuple[Condition, ...] = ()
    picture: str = BARS
    before_is_shown: bool = False

    @cached_property
    def right(self) -> int:
        """The index of the answer whose claim holds."""
        holds = [option.claim(self.before, self.after) for option in self.options]
        return holds.index(True)

    def missing(self, now: Outcome) -> list[str]:
        """List what is left to do with the sliders; empty once they are where they should be."""
        return [
            condition.missing(now)
            for condition in self.conditions
            if not condition.claim(self.before, now)
        ]


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


def outcome(logits: ArrayLike, *, temperature: float = 1.0) -> Outcome:
    """Compute what argmax and softmax answer in one state.

    Parameters
    ----------
    logits : array_like, shape (K,)
        Unnormalised scores, any real numbers.
    temperature : float
        The temperature of softmax, above 0.

    Examples
    --------
    >>> outcome([1.43, -0.40, 0.23], temperature=0.5).shares.round(2)
    array([0.9 , 0.02, 0.08])
    """
    values = real_array(logits, "logits")
    picked, shares = one_hot(argmax(values), values.size), softmax(values, temperature=temperature)
    return Outcome(values, temperature, picked, shares)


def guess_of(guesses: str, place: int) -> int | None:
    """Return the index of the answer chosen in a round, or None for no answer.

    A letter beyond the answers of the round counts as none.

    Examples
    --------
    >>> guess_of("b-----------", 0), guess_of("b-----------", 1)
    (1, None)
    """
    question, letter = QUESTIONS[place], guesses[place]
    known = LETTERS[: len(question.options) or len((REACHED, GIVEN_UP, TRIED))]
    return known.index(letter) if letter in known else None


def with_guess(guesses: str, place: int, letter: str = NO_GUESS) -> str:
    """Replace the guess of one round, or clear it.

    Examples
    --------
    >>> with_guess("b-----------", 2, "a"), with_guess("b-----------", 0)
    ('b-a---------', '------------')
    """
    return guesses[:place] + letter + guesses[place + 1 :]


def tally(guesses: str) -> Tally:
    """Count how the rounds have come out so far.

    Examples
    --------
    >>> tally("bbb---------")
    Tally(as_guessed=2, answered=2, shown=1)
    """
    places = range(len(QUESTIONS))
    results = [is_as_guessed(guesses, place) for place in places]
    answered = len(results) - results.count(None)
    over = sum(is_over(guesses, place) for place in places)
    return Tally(results.count(True), answered, over - answered)


def is_over(guesses: str, place: int) -> bool:
    """Return whether a round shows its answer, whether guessed, reached or asked for.

    Examples
    --------
    >>> [is_over("ba----------", place) for place in range(3)]
    [True, True, False]
    """
    guess = guess_of(guesses, place)
    return guess is not None and (bool(QUESTIONS[place].options) or LETTERS[guess] != TRIED)


def is_as_guessed(guesses: str, place: int) -> bool | None:
    """Return whether a round came out as guessed, or None if it has no answer yet.

    To ask for a way is not to answer.

    Examples
    --------
    >>> [is_as_guessed("ba----------", place) for place in range(3)]
    [True, False, None]
    """
    guess, question = guess_of(guesses, place), QUESTIONS[place]
    if guess is None:
        return None
    if question.options:
        return guess == question.right
    return True if LETTERS[guess] == REACHED else None


def question_about(ask: str, logits: Sequence[float], temperature: float) -> Question:
    """Make a question about any raw outputs, with the results of common mistakes to choose from.

    Parameters
    ----------
    ask : str
        The kind of question, one of `argsoft.state.scenario.KINDS`.
    logits : sequence of float, length 3
        The raw outputs.
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
    """
    kinds = {THE_WINNER: _winner, LARGEST_SHARE: _largest_share, HALF_T: _half_t}
    if ask not in kinds:
        raise ValueError(f"ask must be one of {', '.join(kinds)}, got {ask!r}")
    return kinds[ask](outcome(logits, temperature=temperature))


def twin(scenario: Scenario, seed: int) -> Scenario | None:
    """Ask the same question about fresh raw outputs, drawn from a seed.

    Parameters
    ----------
    scenario : Scenario
        A question about any raw outputs. A round of the bank has no twin.
    seed : int
        The same seed draws the same numbers on every machine.

    Returns
    -------
    Scenario or None
        Another class leads, by a lead that leaves the others a share.

    Examples
    --------
    >>> twin(Scenario(ask="winner"), seed=3).logits
    (-1.5, 0.5, -1.0)
    >>> twin(Scenario(round=1), seed=3) is None
    True
    """
    if scenario.ask == THE_ROUNDS:
        return None
    draw, leads = Random(seed), int(argmax(scenario.logits))  # noqa: S311 - not for secrets
    while True:
        # Python promises the same numbers from `random` alone, in every version.
        logits = [TWIN_LOGITS[int(draw.random() * len(TWIN_LOGITS))] for _ in CLASS_NAMES]
        second, largest = sorted(logits)[-2:]
        if logits[leads] < largest <= second + MOST_LEAD:
            fresh: dict[str, Any] = dict(zip(LOGIT_FIELDS, logits, strict=True))
            return replace(scenario, **fresh)


def _winner(state: Outcome) -> Question:
    """Ask what argmax picks."""
    options = (Option(name, _picks(name)) for name in CLASS_NAMES)
    several = Option("Several at once", lambda _, after: after.one_hot.sum() > 1)
    text, why = "Which class does argmax pick?", _answers_of(state)
    return Question(THE_WINNER, text, state, state, why, (*options, several))


def _largest_share(state: Outcome) -> Question:
    """Ask for the largest share of softmax."""
    text = f"How large is the largest share of softmax{_at(state)}?"
    options = _numbers(float(state.shares.max()), _mistaken_shares(state))
    return Question(LARGEST_SHARE, text, state, state, _answers_of(state), options)


def _mistaken_shares(state: Outcome) -> list[float]:
    """List what common mistakes make of the largest share, the likeliest first."""
    logits, temperature = state.logits, state.temperature
    smallest, second, share = np.sort(state.shares).tolist()
    total = float(logits.sum())
    hot = () if temperature == 1 else (1.0, 1 / temperature)
    return [
        *([float(logits.max()) / total] if total else []),  # divided, but not exponentiated
        *(float(softmax(logits, temperature=t).max()) for t in hot),  # no T, and times T
        float(softmax(logits * np.log(2), temperature=temperature).max()),  # 2 to the power z
        share / (1 - smallest),  # the smallest left out of the sum
        1 / logits.size,  # shared equally
        second,  # of the wrong class
        float(softmax(state.shares).max()),  # softmax twice
        1 - share,  # what the others have
    ]


def _half_t(before: Outcome) -> Question:
    """Ask what half the temperature does to the largest share."""
    after = outcome(before.logits, temperature=before.temperature / 2)
    flatter = outcome(before.logits, temperature=2 * before.temperature)
    share = float(before.shares.max())
    # It stays, it halves as T does, it moves the wrong way, it doubles, all become equal.
    mistakes = [share, share / 2, float(flatter.shares.max()), 2 * share, 1 / before.logits.size]
    text = (
        f"The temperature goes from {before.temperature:g} to {after.temperature:g}. "
        "What becomes of the largest share?"
    )
    options = _numbers(float(after.shares.max()), mistakes)
    why = f"Half of T doubles every lead before softmax sees it. {_answers_of(after)}"
    return Question(HALF_T, text, before, after, why, options, before_is_shown=True)


def _numbers(truth: float, mistakes: Sequence[float]) -> tuple[Option, ...]:
    """Offer four shares in rising order: the true one, and mistakes well apart from it."""
    values = [truth]
    for each in (*mistakes, truth / len(CLASS_NAMES), *GUESSES):
        is_apart = all(abs(each - value) >= APART for value in values)
        if 0 < each < 1 and is_apart and len(values) < MOST_OPTIONS:
            values.append(each)
    return tuple(Option(text, _reads(text)) for text in map(_text, sorted(values)))


def _picks(name: str) -> Claim:
    """Claim that argmax picks a class."""
    return lambda _, after: after.winner == name


def _reads(text: str) -> Claim:
    """Claim that the largest share reads like a text."""
    return lambda _, after: _text(float(after.shares.max())) == text


def _text(value: float) -> str:
    """Format a share for an answer: never as 1, though float64 may round it there."""
    return probability(min(value, BELOW_ONE))


def _at(state: Outcome) -> str:
    """Name the temperature unless it is 1."""
    return "" if state.temperature == 1 else f" at T = {state.temperature:g}"


def _answers_of(state: Outcome) -> str:
    """Say both answers in a sentence."""
    leaders = [CLASS_NAMES[i] for i in maximizers(state.logits)]
    tie = f"{listed(leaders)} tie, and argmax takes the first" if len(leaders) > 1 else ""
    given = [
        f"{probability(share)} to {name}"
        for name, share in zip(CLASS_NAMES, state.shares, strict=True)
    ]
    picks = f"{tie}: {state.winner}." if tie else f"Argmax picks {state.winner}."
    return f"{picks} Softmax{_at(state)} gives {listed(given)}."


# The bank of rounds. The numbers in it are computed, too.

_START = outcome(LECTURE)
_EQUAL = outcome((1.0, 1.0, 1.0))
_TIE = outcome((1.43, -0.40, 1.43))
_NEGATIVE = outcome((-1.57, -3.40, -2.77))
_SURE = outcome((5.0, -0.40, 0.23))
_WARM = outcome((2.0, 1.0, 0.0))
_COLD = outcome(_WARM.logits, temperature=0.5)
_VIRGINICA = CLASS_NAMES.index("Virginica")
_VERSICOLOR = CLASS_NAMES.index("Versicolor")
_OWN = number(LECTURE[_VIRGINICA])


def _same_shares(before: Outcome, after: Outcome) -> bool:
    """Return whether the shares are still the same."""
    return bool(np.allclose(before.shares, after.shares, rtol=0, atol=1e-12))


def _is_negative(output: int, by: int) -> Claim:
    """Claim that one slope of softmax is negative."""
    return lambda _, after: bool(after.softmax_slopes[output, by] < 0)


QUESTIONS = (
    Question(
        "all equal",
        "All three raw outputs are 1. What shares does softmax give?",
        _EQUAL,
        _EQUAL,
        "Softmax looks at the differences alone, and here there are none.",
        (
            Option("1 each", lambda _, after: bool(np.allclose(after.shares, 1))),
            Option("A third each", lambda _, after: bool(np.allclose(after.shares, 1 / 3))),
            Option("All to Setosa", lambda _, after: bool(np.allclose(after.shares, [1, 0, 0]))),
        ),
    ),
    Question(
        "a tie",
        "Setosa and Virginica have the same raw output. What does argmax answer?",
        _TIE,
        _TIE,
        "Argmax has one winner, and in a tie it takes the first in the list. Softmax gives "
        "both the same.",
        (
            Option("1 for both", lambda _, after: after.one_hot.tolist() == [1, 0, 1]),
            Option("1 for Setosa alone", lambda _, after: after.one_hot.tolist() == [1, 0, 0]),
            Option("A half for both", lambda _, after: after.one_hot.tolist() == [0.5, 0, 0.5]),
        ),
    ),
    Question(
        "certain, untouched",
        f"Make Virginica certain, with a share of {CERTAIN} or more, without touching its slider.",
        _START,
        outcome((-5.0, -5.0, LECTURE[_VIRGINICA])),
        "A share depends on the lead over the others, so lowering them is as good as raising it.",
        conditions=(
            Condition(
                lambda before, now: bool(now.logits[_VIRGINICA] == before.logits[_VIRGINICA]),
                lambda _: f"Put Virginica back to {_OWN}.",
            ),
            Condition(
                lambda _, now: bool(now.shares[_VIRGINICA] >= CERTAIN),
                lambda now: (
                    f"Virginica has {probability(float(now.shares[_VIRGINICA]))}, "
                    f"and needs {CERTAIN}."
                ),
            ),
        ),
    ),
    Question(
        "adding the same",
        "Add 2 to all three raw outputs. What happens to the shares?",
        _START,
        outcome(_START.logits + 2),
        "Every exponential grows by the same factor, and the division takes it out again.",
        (
            Option("All grow", lambda before, after: bool((after.shares > before.shares).all())),
            Option("They stay as they are", _same_shares),
            Option(
                "The largest grows",
                lambda before, after: bool(after.shares.max() > before.shares.max() + 1e-12),
            ),
        ),
        before_is_shown=True,
    ),
    Question(
        "sign flip",
        "Flip every sign: plus becomes minus, minus becomes plus. Which class leads now?",
        _START,
        outcome(-_START.logits),
        "The order is reversed: Versicolor was the smallest, and is the largest now.",
        (
            Option("Still Setosa", _picks("Setosa")),
            Option("Versicolor", _picks("Versicolor")),
            Option("Virginica", _picks("Virginica")),
        ),
        before_is_shown=True,
    ),
    Question(
        "argmax after softmax",
        "All raw outputs are negative. Take softmax first: which class does argmax pick from the "
        "shares?",
        _NEGATIVE,
        _NEGATIVE,
        "Softmax keeps the order, so argmax picks the same class from the shares as from the raw "
        "outputs: Setosa.",
        (
            Option("None", lambda _, after: bool(after.shares.max() <= 0)),
            Option("Setosa", lambda _, after: int(argmax(after.shares)) == 0),
            Option("Versicolor", lambda _, after: int(argmax(after.shares)) == 1),
            Option("Virginica", lambda _, after: int(argmax(after.shares)) == 2),
        ),
    ),
    Question(
        "halving T",
        "Softmax divides the raw outputs by a temperature T. Halve it: what becomes of the largest "
        "share?",
        _WARM,
        _COLD,
        "Half of T doubles every lead: the shares sharpen towards argmax.",
        (
            Option(
                "It halves",
                lambda before, after: bool(np.isclose(after.shares.max(), before.shares.max() / 2)),
            ),
            Option("It stays", _same_shares),
            Option(
                "It grows",
                lambda before, after: bool(before.shares.max() < after.shares.max() - 1e-12),
            ),
        ),
        before_is_shown=True,
    ),
    Question(
        "softmax twice",
        "Take softmax of the shares once more, as if they were raw outputs. What happens?",
        _START,
        outcome(_START.shares),
        "Shares lie between 0 and 1, so their differences are small: twice is nearly even. "
        "Apply it once.",
        (
            Option("Nothing", _same_shares),
            Option(
                "They become more even",
                lambda before, after: bool(np.ptp(after.shares) < np.ptp(before.shares)),
            ),
            Option(
                "The winner gets more",
                lambda before, after: bool(after.shares.max() > before.shares.max()),
            ),
        ),
        before_is_shown=True,
    ),
    Question(
        "a tie for Versicolor",
        "Make argmax pick Versicolor, although Virginica's raw output is just as large.",
        _START,
        outcome((LECTURE[0], 2.0, 2.0)),
        "In a tie argmax takes the first in the list, and Versicolor comes before Virginica. "
        "Softmax gives both the same.",
        conditions=(
            Condition(
                lambda _, now: bool(now.logits[_VERSICOLOR] == now.logits[_VIRGINICA]),
                lambda now: (
                    f"Versicolor is at {number(float(now.logits[_VERSICOLOR]))}, "
                    f"Virginica at {number(float(now.logits[_VIRGINICA]))}: make them equal."
                ),
            ),
            Condition(
                lambda _, now: now.winner == "Versicolor",
                lambda now: f"Argmax still picks {now.winner}.",
            ),
        ),
    ),
    Question(
        "slope of argmax",
        "Push Setosa's raw output up by a tiny bit. How fast does argmax's output for Setosa grow?",
        _START,
        _START,
        "Setosa has won already, and a tiny push changes no winner: the slope is 0, wherever it "
        "exists.",
        (
            Option("Not at all: 0", lambda _, after: bool(after.argmax_slopes[0, 0] == 0)),
            Option("As fast: 1", lambda _, after: bool(after.argmax_slopes[0, 0] == 1)),
            Option(
                "It jumps: no slope", lambda _, after: bool(np.isnan(after.argmax_slopes[0, 0]))
            ),
        ),
        picture=ARGMAX_SLOPES,
    ),
    Question(
        "a negative slope",
        "How fast does a share grow as you push one logit up? Which of these slopes is negative?",
        _START,
        _START,
        "One logit up pushes its own share up and the others down, since all add up to 1.",
        (
            Option("Setosa by its own logit", _is_negative(0, 0)),
            Option("Virginica by its own logit", _is_negative(2, 2)),
            Option("Versicolor by Setosa's logit", _is_negative(1, 0)),
        ),
        picture=SOFTMAX_SLOPES,
    ),
    Question(
        "certain is not right",
        "This flower truly is a Versicolor. What share does softmax give to Setosa?",
        _SURE,
        _SURE,
        "Softmax sees the raw outputs alone, never the flower: the network can be certain and "
        "wrong.",
        (
            Option("0: it is no Setosa", lambda _, after: bool(after.shares[0] == 0)),
            Option("Less than to Versicolor", lambda _, after: bool(np.diff(after.shares)[0] > 0)),
            Option("Nearly 1", lambda _, after: bool(0.9 < after.shares[0] < 1)),
        ),
    ),
)

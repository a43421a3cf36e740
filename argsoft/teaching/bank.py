"""The bank of rounds: each asks the same question of its first numbers, or of fresh ones.

Every wrong answer says why it tempts, and what is so instead.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from random import Random
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from argsoft.gradients import Descent, Through, cross_entropy_gradient, descend, descent
from argsoft.iris import CLASS_NAMES
from argsoft.language import spoken
from argsoft.language import translate as _
from argsoft.sampling import counts, gumbel_argmax
from argsoft.selection import argmax
from argsoft.softmax import softmax
from argsoft.state.scenario import (
    ADD,
    LOGIT,
    MISTAKES,
    PLAYGROUND,
    SHAKEN_ARGMAX,
    TWICE,
    Scenario,
)
from argsoft.teaching.outcomes import (
    ARGMAX_SLOPES,
    SOFTMAX_SLOPES,
    Claim,
    Condition,
    Option,
    Outcome,
    Question,
    Shown,
    outcome,
)
from argsoft.wording.numerals import decimals, number, percent, plain, probability

LECTURE = Scenario().logits
CERTAIN = 0.95  # the probability that counts as certain in a round with the sliders
STEPS, RATE = 20, 1.0  # of gradient descent
SHAKES, NEAR = 10_000, 0.03  # the counts of so many shakes are this near to softmax
WAYS: tuple[Through, ...] = ("softmax", "argmax")
HOT = 10.0
HARDLY = 0.05  # between two probabilities
HALF_DIGIT = 0.005  # numbers this close look alike
GRID = tuple(round(0.1 * n, 1) for n in range(-25, 26))  # where fresh logits are taken from

Logits = tuple[float, ...]
Ask = Callable[[Logits], Question]


class Round(NamedTuple):
    """A question of the bank.

    Attributes
    ----------
    first : tuple of float, length 3
        The logits that it asks about at first.
    ask : callable
        Takes logits, and asks about them.
    fits : callable
        Says whether it can be asked about fresh logits.
    """

    first: Logits
    ask: Ask
    fits: Callable[[Logits], bool]


def question(place: int, seed: int = 0) -> Question:
    """Ask a round, by its place from 0.

    Parameters
    ----------
    place : int
        Which round.
    seed : int
        0 for its first numbers; any other for fresh ones, the same on every machine.

    Examples
    --------
    >>> question(3).text
    'Add 2 to all three logits. What happens to the probabilities?'
    >>> question(4).before.logits, question(4, 1).before.logits
    (array([ 1.43, -0.4 ,  0.23]), array([-0.4, -1.8, -1.6]))
    """
    return _asked(place, seed, spoken())


@lru_cache(maxsize=256)
def _asked(place: int, seed: int, _language: str) -> Question:
    """Ask a round in the spoken language."""
    chosen = ROUNDS[place]
    return chosen.ask(fresh_logits(place, seed, chosen.fits) if seed else chosen.first)


def fresh_logits(place: int, seed: int, fits: Callable[[Logits], bool]) -> Logits:
    """Draw fresh logits until they fit a question.

    Examples
    --------
    >>> fresh_logits(0, 1, lambda logits: logits[0] > logits[1])
    (1.3, -2.5, -0.3)
    """
    draw = Random(1000 * place + seed)  # noqa: S311 - not for cryptography
    while True:
        # Of Python's generator, `random` alone gives the same numbers in every version.
        logits = tuple(GRID[int(draw.random() * len(GRID))] for _name in CLASS_NAMES)
        if fits(logits):
            return logits


def playground(logits: Sequence[float]) -> Shown:
    """Point to the playground, with these logits."""
    return Shown(PLAYGROUND, _with(logits))


def _with(logits: Sequence[float], **others: Any) -> Scenario:  # noqa: ANN401 - as the fields are
    """Set a scenario's logits, and other fields."""
    setosa, versicolor, virginica = logits
    return Scenario(setosa, versicolor, virginica, **others)


def _short(value: float) -> str:
    """Format a number with as few digits as it has."""
    return plain(f"{value:g}")


def _order(logits: Logits) -> list[int]:
    """List the classes, largest logit first."""
    return sorted(range(len(logits)), key=lambda i: -logits[i])


def _ranked(logits: Logits) -> list[str]:
    """Name the classes, largest logit first."""
    return [CLASS_NAMES[i] for i in _order(logits)]


def _lead(logits: Logits) -> float:
    """Subtract the second largest logit from the largest."""
    second, first = sorted(logits)[-2:]
    return first - second


def _leads(least: float, most: float) -> Callable[[Logits], bool]:
    """Accept logits, no two alike, whose largest leads by an amount in this range."""
    return lambda logits: least <= _lead(logits) <= most and len({*logits}) == len(logits)


def _same_shares(before: Outcome, after: Outcome) -> bool:
    """Return whether the probabilities are still the same."""
    return bool(np.allclose(before.shares, after.shares, rtol=0, atol=1e-12))


def _picks(name: str) -> Claim:
    """Claim that argmax picks a class."""
    return lambda _before, after: after.winner == name


def _has_shares(*shares: float) -> Claim:
    """Claim that softmax gives these probabilities."""
    return lambda _before, after: bool(np.allclose(after.shares, shares))


def _answers(*one_hot: float) -> Claim:
    """Claim that argmax gives these numbers."""
    return lambda _before, after: after.one_hot.tolist() == list(one_hot)


def _all_equal(logits: Logits) -> Question:
    logits = (logits[0],) * len(logits)
    state, each = outcome(logits), _short(logits[0])
    return Question(
        "all equal",
        _("All three logits are {logit}. What probabilities does softmax give?").format(logit=each),
        state,
        state,
        _(
            "Softmax depends on differences between logits alone, and here there are none. "
            "Argmax takes the first."
        ),
        playground(logits),
        (
            Option(
                _("1 each"),
                _has_shares(1, 1, 1),
                _("All have won, it seems. But probabilities sum to 1, and these sum to 3."),
            ),
            Option(_("A third each"), _has_shares(1 / 3, 1 / 3, 1 / 3)),
            Option(
                _("All to Setosa"),
                _has_shares(1, 0, 0),
                _("That is argmax, which takes the first in a tie. Softmax prefers nobody."),
            ),
        ),
    )


def _tie(logits: Logits) -> Question:
    first, second = sorted(_order(logits)[:2])
    logits = tuple(max(logits) if i in (first, second) else z for i, z in enumerate(logits))
    state, names = outcome(logits), {"a": CLASS_NAMES[first], "b": CLASS_NAMES[second]}
    return Question(
        "a tie",
        _("{a} and {b} have the same, largest logit. What does argmax answer?").format(**names),
        state,
        state,
        _(
            "NumPy’s argmax returns one index, the first of the largest. Softmax gives both the "
            "same."
        ),
        playground(logits),
        _tie_options(first, second, names),
    )


def _tie_options(first: int, second: int, names: dict[str, str]) -> tuple[Option, ...]:
    def one_hot(value: float, *classes: int) -> Claim:
        return _answers(*(value if i in classes else 0.0 for i in range(len(CLASS_NAMES))))

    return (
        Option(
            _("1 for both"),
            one_hot(1.0, first, second),
            _("Both are the largest, true. But argmax returns one index, so there is one 1."),
        ),
        Option(_("1 for {a} alone").format(**names), one_hot(1.0, first)),
        Option(
            _("A half for both"),
            one_hot(0.5, first, second),
            _("Sharing is fair, and softmax does it. Argmax does not share."),
        ),
    )


def _certain(logits: Logits) -> Question:
    target = _order(logits)[1]
    name, own = CLASS_NAMES[target], number(logits[target])
    start = outcome(logits)
    lowered = tuple(z if i == target else LOGIT.minimum for i, z in enumerate(logits))
    needed = decimals(CERTAIN)
    return Question(
        "certain, untouched",
        _(
            "Make {name} certain, with a probability of {needed} or more, without touching its "
            "slider."
        ).format(name=name, needed=needed),
        start,
        outcome(lowered),
        _(
            "A probability depends on the lead over the others: to lower them is as good as to "
            "raise it."
        ),
        playground(lowered),
        conditions=_certain_conditions(target, own, needed),
    )


def _certain_conditions(target: int, own: str, needed: str) -> tuple[Condition, ...]:
    name = CLASS_NAMES[target]
    return (
        Condition(
            lambda before, now: bool(now.logits[target] == before.logits[target]),
            lambda _now: _("Put {name} back to {logit}.").format(name=name, logit=own),
        ),
        Condition(
            lambda _before, now: bool(now.shares[target] >= CERTAIN),
            lambda now: _("{name} has {probability}, and needs {needed}.").format(
                name=name, probability=probability(float(now.shares[target])), needed=needed
            ),
        ),
    )


def _adding(logits: Logits) -> Question:
    start = outcome(logits)
    return Question(
        "adding the same",
        _("Add 2 to all three logits. What happens to the probabilities?"),
        start,
        outcome(start.logits + 2),
        _("Every exponential grows by the same factor, and the division takes it out again."),
        Shown("step_by_step", _with(logits, part=ADD, shift=2.0)),
        (
            Option(
                _("All grow"),
                lambda before, after: bool((after.shares > before.shares).all()),
                _("Every e^z does grow. But all three cannot: probabilities always sum to 1."),
            ),
            Option(_("They stay as they are"), _same_shares),
            Option(
                _("The largest grows"),
                lambda before, after: bool(after.shares.max() > before.shares.max() + 1e-12),
                _("That is what multiplying does. Adding leaves every difference as it was."),
            ),
        ),
        before_is_shown=True,
    )


def _flip(logits: Logits) -> Question:
    start, ranked = outcome(logits), _ranked(logits)
    said = {
        ranked[0]: _("It was the largest before. With its sign flipped it is the smallest."),
        ranked[1]: _("It was in the middle, and a reversed order leaves the middle in the middle."),
    }
    return Question(
        "sign flip",
        _(
            "Flip every sign: plus becomes minus, minus becomes plus. Which class has the largest "
            "logit now?"
        ),
        start,
        outcome(-start.logits),
        _("The order is reversed: {name} was the smallest, and is the largest now.").format(
            name=ranked[-1]
        ),
        playground([-z for z in logits]),
        tuple(Option(name, _picks(name), said.get(name, "")) for name in CLASS_NAMES),
        before_is_shown=True,
    )


def _after_softmax(logits: Logits) -> Question:
    logits = tuple(z - 3 for z in logits)  # all negative
    state, top = outcome(logits), _ranked(logits)[0]
    return Question(
        "argmax after softmax",
        _(
            "All logits are negative. Take softmax first: which class does argmax pick from the "
            "probabilities?"
        ),
        state,
        state,
        _(
            "Softmax keeps the order, so argmax picks the same class from the probabilities as "
            "from the logits: {name}."
        ).format(name=top),
        playground(logits),
        _after_softmax_options(top),
    )


def _after_softmax_options(top: str) -> tuple[Option, ...]:
    wrong = _("Its logit is not the largest. Softmax changes the numbers, never their order.")
    return (
        Option(
            _("None"),
            lambda _before, after: bool(after.shares.max() <= 0),
            _(
                "Negative logits look like a no to all. But e^z is positive for every z, and "
                "so is every probability."
            ),
        ),
        *(
            Option(name, _picks_from_shares(i), "" if name == top else wrong)
            for i, name in enumerate(CLASS_NAMES)
        ),
    )


def _picks_from_shares(index: int) -> Claim:
    """Claim that argmax picks a class from the probabilities."""
    return lambda _before, after: int(argmax(after.shares)) == index


def _halving(logits: Logits) -> Question:
    start = outcome(logits)
    return Question(
        "halving T",
        _(
            "Softmax divides the logits by a temperature T. Halve it: what becomes of the largest "
            "probability?"
        ),
        start,
        outcome(logits, temperature=0.5),
        _("Half of T doubles every lead: the probabilities sharpen towards argmax."),
        Shown("flat_or_smooth", _with(logits, temperature=0.5)),
        _halving_options(),
        before_is_shown=True,
    )


def _halving_options() -> tuple[Option, ...]:
    return (
        Option(
            _("It halves"),
            lambda before, after: bool(np.isclose(after.shares.max(), before.shares.max() / 2)),
            _("T divides the logits, not the probabilities."),
        ),
        Option(
            _("It stays"),
            _same_shares,
            _("The winner stays. Its lead, divided by half as much, is twice as large."),
        ),
        Option(
            _("It grows"),
            lambda before, after: bool(before.shares.max() < after.shares.max() - 1e-12),
        ),
    )


def _twice(logits: Logits) -> Question:
    start = outcome(logits)
    return Question(
        "softmax twice",
        _("Take softmax of the probabilities once more, as if they were logits. What happens?"),
        start,
        outcome(start.shares),
        _(
            "Probabilities lie between 0 and 1, so their differences are small: the second time "
            "gives nearly even ones. Apply softmax once."
        ),
        Shown("step_by_step", _with(logits, part=MISTAKES, mistake=TWICE)),
        _twice_options(),
        before_is_shown=True,
    )


def _twice_options() -> tuple[Option, ...]:
    return (
        Option(
            _("Nothing"),
            _same_shares,
            _(
                "They sum to 1 already, but softmax does not only divide: it takes e to the "
                "power of each first. (Log-softmax twice does change nothing.)"
            ),
        ),
        Option(
            _("They become more even"),
            lambda before, after: bool(np.ptp(after.shares) < np.ptp(before.shares)),
        ),
        Option(
            _("The winner gets more"),
            lambda before, after: bool(after.shares.max() > before.shares.max()),
            _(
                "Softmax favours the largest of its logits. But these differ by less than 1, "
                "so it hardly does."
            ),
        ),
    )


def _for_the_first(logits: Logits) -> Question:
    winner = _order(logits)[0]
    low, high = [i for i in range(len(logits)) if i != winner]
    names = {"a": CLASS_NAMES[low], "b": CLASS_NAMES[high]}
    top = max(logits) + 0.5
    solved = tuple(z if i == winner else top for i, z in enumerate(logits))
    return Question(
        "a tie for the first",
        _("Make argmax pick {a}, although the logit of {b} is just as large.").format(**names),
        outcome(logits),
        outcome(solved),
        _(
            "In a tie, NumPy’s argmax returns the first index, and {a} comes before {b}. Softmax "
            "gives both the same."
        ).format(**names),
        playground(solved),
        conditions=(
            Condition(
                lambda _before, now: bool(now.logits[low] == now.logits[high]),
                lambda now: _("{a} is at {x}, {b} at {y}: make them equal.").format(
                    **names, x=number(float(now.logits[low])), y=number(float(now.logits[high]))
                ),
            ),
            Condition(
                lambda _before, now: now.winner == CLASS_NAMES[low],
                lambda now: _("Argmax still picks {name}.").format(name=now.winner),
            ),
        ),
    )


def _slope_of_argmax(logits: Logits) -> Question:
    state, winner = outcome(logits), _order(logits)[0]
    name = CLASS_NAMES[winner]
    return Question(
        "slope of argmax",
        _(
            "Push the logit of {name} up by a tiny bit. How fast does argmax’s output for {name} "
            "grow?"
        ).format(name=name),
        state,
        state,
        _(
            "{name} has won already, and a tiny push changes no winner: the slope is 0, wherever "
            "it is defined."
        ).format(name=name),
        Shown("flat_or_smooth", _with(logits, moving=name)),
        _slope_of_argmax_options(winner),
        picture=ARGMAX_SLOPES,
    )


def _slope_of_argmax_options(winner: int) -> tuple[Option, ...]:
    def slope(value: float) -> Claim:
        return lambda _before, after: bool(after.argmax_slopes[winner, winner] == value)

    return (
        Option(_("Not at all: slope 0"), slope(0)),
        Option(
            _("As fast: slope 1"),
            slope(1),
            _("Its output is 1, but it was 1 before the push as well."),
        ),
        Option(
            _("It jumps: undefined"),
            lambda _before, after: bool(np.isnan(after.argmax_slopes[winner, winner])),
            _("It does jump, but only where {name} ties with another class.").format(
                name=CLASS_NAMES[winner]
            ),
        ),
    )


def _negative(logits: Logits) -> Question:
    state = outcome(logits)
    first, second, third = _order(logits)
    names = {"a": CLASS_NAMES[first], "b": CLASS_NAMES[second], "c": CLASS_NAMES[third]}
    own = _(
        "A small probability may look like one that falls. But its own logit always raises it: "
        "p(1 − p) is never negative."
    )
    return Question(
        "a negative slope",
        _("Push one logit up a little. Which of these slopes is negative?"),
        state,
        state,
        _(
            "One logit up pushes its own probability up and the others down, since all sum to 1: "
            "the slope is −p·p′."
        ),
        Shown("derivatives", _with(logits, output=names["c"], by=names["a"])),
        (
            Option(
                _("{a} by its own logit").format(**names),
                _is_negative(first, first),
                _("Its probability is large already, but it still grows: p(1 − p) is positive."),
            ),
            Option(_("{b} by its own logit").format(**names), _is_negative(second, second), own),
            Option(_("{c} by the logit of {a}").format(**names), _is_negative(third, first)),
        ),
        picture=SOFTMAX_SLOPES,
    )


def _is_negative(output: int, by: int) -> Claim:
    """Claim that one slope of softmax is negative."""
    return lambda _before, after: bool(after.softmax_slopes[output, by] < 0)


def _confident(logits: Logits) -> Question:
    winner, *_others, last = _order(logits)
    logits = tuple(5.0 if i == winner else z for i, z in enumerate(logits))
    state, names = outcome(logits), {"true": CLASS_NAMES[last], "top": CLASS_NAMES[winner]}
    return Question(
        "certain is not right",
        _("This flower is actually a {true}. What probability does softmax give to {top}?").format(
            **names
        ),
        state,
        state,
        _("Softmax sees the logits alone, never the flower: a network can be confident and wrong."),
        playground(logits),
        (
            Option(
                _("0: it is no {top}").format(**names),
                lambda _before, after: bool(after.shares[winner] == 0),
                _("It is none, but nobody tells softmax. And e^z is never 0."),
            ),
            Option(
                _("Less than to {true}").format(**names),
                lambda _before, after: bool(after.shares[winner] < after.shares[last]),
                _("So it should be. But the probabilities follow the logits, right or wrong."),
            ),
            Option(_("Nearly 1"), lambda _before, after: bool(0.9 < after.shares[winner] < 1)),
        ),
    )


def _no_certainty(logits: Logits) -> Question:
    first, second, _third = _order(logits)
    logits = tuple(max(logits) - 0.1 if i == second else z for i, z in enumerate(logits))
    state, top, other = outcome(logits), CLASS_NAMES[first], CLASS_NAMES[second]
    return Question(
        "argmax’s 1",
        _(
            "Argmax gives 1 to {name}, 0 to the others, and {name} leads by 0.1. What probability "
            "does softmax give to {name}?"
        ).format(name=top),
        state,
        state,
        _(
            "Argmax’s 1 says which logit is the largest, not by how much: it is no certainty. {a} "
            "and {b} are nearly level."
        ).format(a=top, b=other),
        playground(logits),
        _no_certainty_options(first, second),
    )


def _no_certainty_options(first: int, second: int) -> tuple[Option, ...]:
    def near(value: float) -> Claim:
        return lambda _before, after: bool(abs(after.shares.max() - value) < 0.05)

    return (
        Option(_("1"), near(1.0), _("A 1 looks like certainty. In a one-hot it is only a mark.")),
        Option(
            _("Twice as much as to any other"),
            lambda _before, after: bool(after.shares[first] >= 2 * after.shares[second]),
            _("A winner feels far ahead. But a lead of 0.1 is a factor of e^0.1 = 1.11."),
        ),
        Option(
            _("Hardly more than to {name}").format(name=CLASS_NAMES[second]),
            lambda _before, after: bool(0 < after.shares[first] - after.shares[second] < HARDLY),
        ),
    )


def _chain(logits: Logits) -> Question:
    target, start = _order(logits)[1], outcome(logits)
    name, share = CLASS_NAMES[target], float(start.shares[target])
    stepped = descend(logits, target, learning_rate=RATE, through="softmax")
    return Question(
        "the chain",
        _(
            "The true class is {name}, and the loss is cross-entropy: −ln p, with p = {p}. What is "
            "the slope of the loss by the logit of {name}?"
        ).format(name=name, p=probability(share)),
        start,
        outcome(stepped.round(2)),
        _(
            "−1/p times p(1 − p) is p − 1. It is negative: raise this logit, and the loss falls, "
            "as one step of gradient descent shows."
        ),
        Shown("chain_rule", _with(logits, target=name, through="softmax")),
        _chain_options(target, share),
        before_is_shown=True,
    )


def _chain_options(target: int, share: float) -> tuple[Option, ...]:
    def slope(value: float) -> Claim:
        return lambda before, _after: bool(
            abs(cross_entropy_gradient(before.logits, target)[target] - value) < HALF_DIGIT
        )

    return (
        Option(
            _("{slope}, as 1 − p").format(slope=decimals(1 - share)),
            slope(1 - share),
            _("The size is right. But the loss falls as p grows: the sign is minus."),
        ),
        Option(
            _("{slope}, as −1/p").format(slope=decimals(-1 / share)),
            slope(-1 / share),
            _(
                "That is the slope by p, the first factor of the chain. The second, p(1 − p), "
                "is still missing."
            ),
        ),
        Option(_("{slope}, as p − 1").format(slope=decimals(share - 1)), slope(share - 1)),
        Option(
            _("0"),
            slope(0.0),
            _("With argmax in place of softmax it would be: one factor would be 0."),
        ),
    )


def _training(logits: Logits) -> Question:
    target, start = _order(logits)[1], outcome(logits)
    name = CLASS_NAMES[target]
    learned = _learned(logits, target, "softmax")
    return Question(
        "training",
        _(
            "The true class is {name}. Take {steps} steps of gradient descent on the logits, once "
            "through softmax, once through argmax. Which loss falls?"
        ).format(name=name, steps=STEPS),
        start,
        outcome(learned.logits[-1].round(2)),
        _(
            "Through argmax every slope is 0, so no step goes anywhere. Through softmax, {steps} "
            "steps raise the probability of {name}."
        ).format(name=name, steps=STEPS),
        Shown("chain_rule", _with(logits, target=name, through="argmax")),
        _training_options(target),
        before_is_shown=True,
    )


def _training_options(target: int) -> tuple[Option, ...]:
    def falls(softmax_falls: bool, argmax_falls: bool) -> Claim:
        def holds(before: Outcome, _after: Outcome) -> bool:
            losses = [_learned(before.logits, target, each).losses for each in WAYS]
            return [loss[-1] < loss[0] for loss in losses] == [softmax_falls, argmax_falls]

        return holds

    return (
        Option(
            _("Both"),
            falls(True, True),
            _("Argmax is wrong here, so there is much to learn. But its slope is 0."),
        ),
        Option(_("Only through softmax"), falls(True, False)),
        Option(
            _("Only through argmax"),
            falls(False, True),
            _("Argmax decides, and a decision feels like progress. Its slope is 0, though."),
        ),
        Option(
            _("Neither"),
            falls(False, False),
            _("True of argmax. Softmax has a slope that is never 0, and follows it."),
        ),
    )


def _learned(logits: ArrayLike, target: int, through: Through) -> Descent:
    """Take steps of gradient descent on logits."""
    return descent(
        logits, target, steps=STEPS, learning_rate=RATE, through=through, bounds=LOGIT[:2]
    )


def _bolder(logits: Logits) -> Question:
    ranked, (first, _second, last) = _ranked(logits), _order(logits)
    names = {"top": ranked[0], "last": ranked[-1], "hot": _short(HOT)}
    return Question(
        "bolder draws",
        _(
            "Draw classes at random from softmax. Raise the temperature from 1 to {hot}: which is "
            "drawn more often than before?"
        ).format(**names),
        outcome(logits),
        outcome(logits, temperature=HOT),
        _(
            "A high temperature makes the probabilities more even, so the unlikely {last} comes up "
            "more often. Argmax would still pick {top} every time."
        ).format(**names),
        Shown("sample", _with(logits, temperature=HOT, draws=1000)),
        _bolder_options(first, last),
        before_is_shown=True,
    )


def _bolder_options(first: int, last: int) -> tuple[Option, ...]:
    def grows(index: int) -> Claim:
        return lambda before, after: bool(after.shares[index] > before.shares[index] + 1e-12)

    return (
        Option(
            CLASS_NAMES[first],
            grows(first),
            _("Heat sounds like more of the winner. It is cold that sharpens."),
        ),
        Option(CLASS_NAMES[last], grows(last)),
        Option(
            _("None: it stays"),
            _same_shares,
            _("The winner stays, and argmax with it. The probabilities do not."),
        ),
    )


def _shaken(logits: Logits) -> Question:
    state, winner = outcome(logits), _order(logits)[0]
    name, share = CLASS_NAMES[winner], float(state.shares[winner])
    return Question(
        "argmax, shaken",
        _(
            "Add Gumbel noise to each logit, take argmax, and count: {shakes} times. How often "
            "does {name} win?"
        ).format(shakes=plain(f"{SHAKES:,}"), name=name),
        state,
        state,
        _("With this noise, argmax wins as often as softmax says: {percent} of the time.").format(
            percent=percent(share)
        ),
        Shown("sample", _with(logits, draw=SHAKEN_ARGMAX, draws=1000)),
        _shaken_options(winner, share),
    )


def _shaken_options(winner: int, share: float) -> tuple[Option, ...]:
    def wins(value: float) -> Claim:
        return lambda _before, after: abs(_share_of_wins(after, winner) - value) < NEAR

    return (
        Option(
            _("Every time"),
            wins(1.0),
            _("Its logit is the largest. But noise lifts another above it now and then."),
        ),
        Option(
            _("One time in three"),
            wins(1 / 3),
            _("So it would be with noise alone. The lead in the logits still counts."),
        ),
        Option(_("As often as softmax says"), wins(share)),
    )


def _share_of_wins(state: Outcome, index: int) -> float:
    """Count how often a class wins under noise."""
    draws = gumbel_argmax(state.logits, SHAKES, np.random.default_rng(0))
    return float(counts(draws, state.logits.size)[index] / SHAKES)


def _fits_shaken(logits: Logits) -> bool:
    """Accept logits whose winner has far from all, and far from a third."""
    return bool(0.5 <= softmax(logits).max() <= 0.85)


ROUNDS: tuple[Round, ...] = (
    Round((1.0, 1.0, 1.0), _all_equal, lambda logits: logits[0] not in (0, 1)),
    Round((1.43, -0.40, 1.43), _tie, _leads(0.3, 3)),
    Round(LECTURE, _certain, lambda logits: _leads(0.2, 2)(logits) and sorted(logits)[1] >= -1),
    Round(LECTURE, _adding, _leads(0.3, 2)),
    Round(LECTURE, _flip, _leads(0.3, 2)),
    Round(LECTURE, _after_softmax, lambda logits: _leads(0.3, 2)(logits) and min(logits) >= -2),
    Round((2.0, 1.0, 0.0), _halving, _leads(0.3, 1.5)),
    Round(LECTURE, _twice, _leads(0.5, 2)),
    Round(LECTURE, _for_the_first, _leads(0.3, 2)),
    Round(LECTURE, _slope_of_argmax, _leads(0.3, 2)),
    Round(LECTURE, _negative, _leads(0.3, 2)),
    Round(LECTURE, _confident, lambda logits: max(logits) <= 1.5 and _leads(0.3, 2)(logits)),
    Round((1.43, -0.40, 1.33), _no_certainty, _leads(0.1, 0.2)),
    Round(LECTURE, _chain, _leads(0.3, 2)),
    Round(LECTURE, _training, _leads(0.3, 2)),
    Round(LECTURE, _bolder, _leads(0.5, 2)),
    Round(LECTURE, _shaken, _fits_shaken),
)

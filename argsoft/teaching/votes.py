"""The question of a lesson's step, and what its page shows while the class votes.

As in the bank of rounds, each answer claims something that can be checked.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from argsoft.gradients import Descent, Through, descent
from argsoft.language import translate as _
from argsoft.selection import argmax
from argsoft.softmax import softmax
from argsoft.state.contents import ARGMAX, NUMBERS, SOFTMAX
from argsoft.state.scenario import LOGIT, STAGES, THE_WINNER, WHY
from argsoft.teaching import bank
from argsoft.teaching.lessons import Step
from argsoft.teaching.outcomes import (
    ARGMAX_SLOPES,
    BARS,
    SOFTMAX_SLOPES,
    Claim,
    Option,
    Outcome,
    Question,
    Shown,
    outcome,
)
from argsoft.teaching.questions import question_about, twin
from argsoft.validation import Floats
from argsoft.wording.numerals import number
from argsoft.workings import Z_ITSELF

NOTHING: Mapping[str, str] = MappingProxyType({})
HIDDEN: Mapping[str, str] = MappingProxyType({"hide": f"{ARGMAX},{SOFTMAX}"})
ROUND_PLACES = {
    bank.question(place).key: place for place in range(len(bank.ROUNDS))
}  # in the bank, by key
SEEN = 0.05  # a probability that moves by so much is seen to move
TOO_FAST = 1000.0
TARGET = 2  # the flower is a Virginica


class Vote(NamedTuple):
    """What a class can vote on in a step of a lesson.

    Attributes
    ----------
    ask : callable
        Takes the step, and asks about its numbers.
    fresh : callable or None
        Takes a random seed above 0, and asks the same of fresh numbers; None if that cannot be.
    during, after : mapping of str to str
        Parameters in which the page differs from the step: until the answer is revealed, and from
        then on.
    """

    ask: Callable[[Step], Question]
    fresh: Callable[[int], Question] | None = None
    during: Mapping[str, str] = NOTHING
    after: Mapping[str, str] = NOTHING


def question_in(step: Step, seed: int = 0) -> Question:
    """Ask what a step of a lesson asks.

    Parameters
    ----------
    step : Step
        A step with something to vote on.
    seed : int
        0 for the numbers of the step; any other for fresh ones, if the step can have them.

    Raises
    ------
    ValueError
        If there is nothing to vote on.

    Examples
    --------
    >>> from argsoft.teaching.lessons import step_of
    >>> asked = question_in(step_of("15", 2))
    >>> asked.text, asked.options[asked.right].words
    ('Virginica has nearly caught up. Which of the two charts tells you?', 'Only softmax’s')
    """
    stage = step.stage
    if stage.vote not in VOTES:
        raise ValueError(f"step must have something to vote on, got {stage.ask!r}")
    vote = VOTES[stage.vote]
    if seed and vote.fresh:
        return vote.fresh(seed)
    return replace(vote.ask(step), text=_(stage.ask), why=_(stage.expect))


def has_twin(step: Step) -> bool:
    """Return whether the question of a step can be asked with fresh numbers.

    Examples
    --------
    >>> from argsoft.teaching.lessons import step_of
    >>> has_twin(step_of("15", 1)), has_twin(step_of("15", 2))
    (True, False)
    """
    return step.stage.vote in VOTES and VOTES[step.stage.vote].fresh is not None


def page_of(step: Step, question: Question, *, is_over: bool) -> dict[str, str]:
    """Write the parameters of a step's page while its question is open, or when it is over.

    Parameters
    ----------
    step : Step
        The step.
    question : Question
        Its question, with its own numbers or fresh ones.
    is_over : bool
        Whether the answer is revealed.

    Examples
    --------
    >>> from argsoft.teaching.lessons import step_of
    >>> step = step_of("15", 5)
    >>> [page_of(step, question_in(step), is_over=over)["at"] for over in (False, True)]
    ['0', '200']
    """
    vote, link = VOTES[step.stage.vote], step.link
    shown = question.shown if question.shown.path == link.path else Shown(link.path, link.scenario)
    own, hide = (vote.after, "") if is_over else (vote.during, step.stage.hide)
    return {**shown.query, "hide": hide, **own}


# Questions that a round of the bank asks as well.


def _of_round(key: str, during: Mapping[str, str], after: Mapping[str, str] = NOTHING) -> Vote:
    """Ask a round of the bank about the numbers of the step."""
    place = ROUND_PLACES[key]

    def ask(step: Step) -> Question:
        return bank.ROUNDS[place].ask(step.link.scenario.logits)

    return Vote(ask, lambda seed: twin(place, seed), during, after)


def _winner(step: Step) -> Question:
    return question_about(THE_WINNER, step.link.scenario.logits, 1.0)


def _fresh_winner(seed: int) -> Question:
    return twin(question_about(THE_WINNER, bank.LECTURE, 1.0), seed)


def _counts(step: Step) -> Question:
    asked = bank.ROUNDS[ROUND_PLACES["argmax, shaken"]].ask(step.link.scenario.logits)
    texts = (
        _("All for {name}").format(name=asked.after.winner),
        _("A third for each"),
        _("Softmax’s probabilities"),
    )
    options = zip(asked.options, texts, strict=True)
    return replace(asked, options=tuple(each._replace(words=text) for each, text in options))


# Questions of the lessons alone.


def _own(
    step: Step,
    *options: Option,
    after: Outcome | None = None,
    picture: str = BARS,
    before_is_shown: bool = False,
) -> Question:
    """Ask about the numbers of a step; its text and reason are those of the step."""
    state, shown = outcome(step.link.scenario.logits), Shown(step.link.path, step.link.scenario)
    return Question(
        step.stage.vote,
        "",
        state,
        after or state,
        "",
        shown,
        options,
        picture=picture,
        before_is_shown=before_is_shown,
    )


def _which_tells(step: Step) -> Question:
    def moved(by_argmax: bool, by_softmax: bool) -> Claim:
        def holds(_before: Outcome, after: Outcome) -> bool:
            lecture = outcome(bank.LECTURE)
            flips = after.winner != lecture.winner
            moves = bool(abs(after.shares - lecture.shares).max() > SEEN)
            return (flips, moves) == (by_argmax, by_softmax)

        return holds

    return _own(
        step,
        Option(
            _("Only argmax’s"),
            moved(True, False),
            _("Argmax’s chart changes when somebody overtakes, and not before."),
        ),
        Option(_("Only softmax’s"), moved(False, True)),
        Option(
            _("Both"),
            moved(True, True),
            _("Argmax’s bars are the same as before: Setosa is still ahead."),
        ),
    )


def _why_not_divide(step: Step) -> Question:
    def divided(after: Outcome) -> Floats:
        quotients: Floats = after.logits / after.logits.sum()
        return quotients

    return _own(
        step,
        Option(
            _("They would not sum to 1"),
            lambda _before, after: not np.isclose(divided(after).sum(), 1),
            _("Whatever is divided by its own sum has the sum 1."),
        ),
        Option(_("One would be negative"), lambda _before, after: bool(divided(after).min() < 0)),
        Option(
            _("Another class would win"),
            lambda _before, after: argmax(divided(after)) != argmax(after.logits),
            _("Their sum is positive here, and to divide by it keeps the order."),
        ),
    )


def _alike(step: Step) -> Question:
    def same(winner: bool, total: bool) -> Claim:
        def holds(_before: Outcome, after: Outcome) -> bool:
            won = argmax(after.one_hot) == argmax(after.shares)
            return (won, np.isclose(after.one_hot.sum(), after.shares.sum())) == (winner, total)

        return holds

    return _own(
        step,
        Option(_("The winner alone"), same(True, False), _("Add up the bars of each chart: 1.")),
        Option(_("The sum alone"), same(False, True), _("The tallest bar is Setosa’s in both.")),
        Option(_("The winner and the sum"), same(True, True)),
        Option(_("Nothing"), same(False, False), _("Look for the tallest bar, and add them up.")),
        before_is_shown=True,
    )


def _below_zero(step: Step) -> Question:
    def becomes(low: float, high: float) -> Claim:
        def holds(_before: Outcome, after: Outcome) -> bool:
            powers = np.exp(after.logits[after.logits < 0])
            return bool(((low <= powers) & (powers <= high)).all())

        return holds

    tiny = np.finfo(float).tiny
    return _own(
        step,
        Option(
            _("It stays below 0"),
            becomes(-np.inf, -tiny),
            _("e to the power z is above 0 for every z."),
        ),
        Option(
            _("It becomes 0"),
            becomes(0, 0),
            _("It comes near 0 for logits far below, and never reaches it."),
        ),
        Option(_("It becomes a number from 0 to 1"), becomes(tiny, 1 - tiny)),
        Option(
            _("Its sign is dropped"),
            lambda _before, after: bool(
                np.isclose(np.exp(after.logits), abs(after.logits))[after.logits < 0].all()
            ),
            _("That is the absolute value. It would make −5 as good as 5."),
        ),
    )


def _where_it_slopes(step: Step) -> Question:
    def slopes(logits: Floats) -> bool:
        return bool(np.nan_to_num(outcome(logits).argmax_slopes).any())

    def at_the_jump(after: Outcome) -> Floats:
        return np.concatenate([[after.logits[1:].max()], after.logits[1:]])

    ahead = np.array([1.0, 0.0, 0.0])
    return _own(
        step,
        Option(
            _("At the jump"),
            lambda _before, after: slopes(at_the_jump(after)),
            _("There the output leaps, so its derivative is undefined."),
        ),
        Option(
            _("Beyond the jump"),
            lambda _before, after: slopes(at_the_jump(after) + ahead),
            _("Setosa has won there, and more of it changes nothing."),
        ),
        Option(
            _("Nowhere"),
            lambda _before, after: (
                not any(slopes(at_the_jump(after) + side * ahead) for side in (-1, 0, 1))
            ),
        ),
        picture=ARGMAX_SLOPES,
    )


def _rows(step: Step) -> Question:
    def sums_to_zero(after: Outcome) -> bool:
        return bool(np.allclose(after.softmax_slopes.sum(axis=1), 0))

    return _own(
        step,
        Option(
            _("Every slope is 0"),
            lambda _before, after: not after.softmax_slopes.any(),
            _("That is argmax. Of softmax, none is 0."),
        ),
        Option(
            _("The logits sum to 0"),
            lambda _before, after: bool(np.isclose(after.logits.sum(), 0)),
            _("They sum to {total}, and any other sum gives the same.").format(
                total=number(sum(step.link.scenario.logits))
            ),
        ),
        Option(
            _("Raising all three changes nothing"),
            lambda _before, after: (
                sums_to_zero(after) and np.allclose(softmax(after.logits + 1), after.shares)
            ),
        ),
        picture=SOFTMAX_SLOPES,
    )


def _descended(state: Outcome, through: Through, rate: float = bank.RATE) -> Floats:
    """Take steps of gradient descent, and return the loss before and after."""
    return _descent(state, through, rate).losses[[0, -1]]


def _descent(state: Outcome, through: Through, rate: float = bank.RATE) -> Descent:
    """Take steps of gradient descent on the logits of a Virginica."""
    return descent(
        state.logits,
        TARGET,
        steps=bank.STEPS,
        learning_rate=rate,
        through=through,
        bounds=LOGIT[:2],
    )


def _zero_factor(step: Step) -> Question:
    return _own(
        step,
        Option(
            _("Its loss is 0"),
            lambda before, _after: not _descended(before, "argmax")[0],
            _("The loss is 2, as large as it gets. There is much to learn."),
        ),
        Option(
            _("Its learning rate is too low"),
            lambda before, _after: bool(np.ptp(_descended(before, "argmax", TOO_FAST))),
            _("A step is the rate times the slope: any number times 0 is 0."),
        ),
        Option(
            _("A factor of the chain is 0"),
            lambda before, _after: not before.argmax_slopes.any(),
        ),
        before_is_shown=True,
    )


def _straight(step: Step) -> Question:
    def falls(sign: int) -> Claim:
        def holds(before: Outcome, _after: Outcome) -> bool:
            first, last = _descended(before, "straight-through")
            return bool(np.sign(last - first) == sign)

        return holds

    start = outcome(step.link.scenario.logits)
    learned = _descent(start, "straight-through").logits[-1]
    return _own(
        step,
        Option(_("Yes: its loss falls"), falls(-1)),
        Option(
            _("No: its loss stays"),
            falls(0),
            _("So it is with argmax’s own slope, which is 0. This one is softmax’s."),
        ),
        Option(
            _("No: its loss rises"),
            falls(1),
            _("The slope is that of another function, but it leads the same way."),
        ),
        after=outcome(learned.round(2)),
        before_is_shown=True,
    )


_HIDDEN_ARGMAX, _HIDDEN_NUMBERS = {"hide": ARGMAX}, {"hide": NUMBERS}
_TRAINED = {"at": "200"}
VOTES: Mapping[str, Vote] = MappingProxyType(
    {
        "winner": Vote(_winner, _fresh_winner, HIDDEN),
        "which tells": Vote(_which_tells, None, HIDDEN),
        "why not divide": Vote(
            _why_not_divide, after=MappingProxyType({"part": WHY, "instead": Z_ITSELF})
        ),
        "slope": _of_round("slope of argmax", _HIDDEN_ARGMAX),
        "training": _of_round("training", NOTHING, _TRAINED),
        "alike": Vote(_alike),
        "tie": _of_round("a tie", HIDDEN),
        "below zero": Vote(_below_zero, after=MappingProxyType({"stage": STAGES[1]})),
        "adding": _of_round("adding the same", {"shift": "0"}),
        "where": Vote(_where_it_slopes, None, _HIDDEN_ARGMAX),
        "rows": Vote(_rows),
        "zero factor": Vote(_zero_factor, None, _HIDDEN_NUMBERS),
        "straight": Vote(_straight, None, NOTHING, _TRAINED),
        "counts": Vote(
            _counts, lambda seed: twin(ROUND_PLACES["argmax, shaken"], seed), {"hide": SOFTMAX}
        ),
    }
)

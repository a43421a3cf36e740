"""What a question is about, and what it takes to answer one.

No right answer is stored. Each answer claims something about what argmax and softmax compute, and
the right one is the one whose claim holds.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from numpy.typing import ArrayLike

from argsoft.gradients import argmax_jacobian, softmax_jacobian
from argsoft.iris import CLASS_NAMES
from argsoft.selection import argmax, one_hot
from argsoft.softmax import softmax
from argsoft.state.scenario import Scenario, fields_of
from argsoft.validation import Floats, real_array

BARS, ARGMAX_SLOPES, SOFTMAX_SLOPES = "bars", "argmax slopes", "softmax slopes"


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
    said : str
        Why it tempts, and what is so instead; "" for the right one, whose reason the question has.
    """

    words: str
    claim: Claim
    said: str = ""


class Shown(NamedTuple):
    """A page in the state that shows an answer.

    Attributes
    ----------
    path : str
        The path of the page.
    scenario : Scenario
        Its state.
    """

    path: str
    scenario: Scenario

    @property
    def query(self) -> dict[str, str]:
        """Parameters that open the page in exactly this state.

        They include every field of the page, even at its default: a field that a link leaves out
        keeps the visitor's value from the page before.
        """
        return {field: str(getattr(self.scenario, field)) for field in fields_of(self.path)}


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
    shown : Shown
        Where the answer can be seen.
    options : tuple of Option
        The answers to choose from; empty if the sliders are to be set.
    conditions : tuple of Condition
        What the sliders must fulfil; empty if there are options.
    picture : str
        What shows the answer: the bars, or a table of slopes.
    before_is_shown : bool
        Whether the picture shows the state before until it shows the answer, rather than nothing.
    """

    key: str
    text: str
    before: Outcome
    after: Outcome
    why: str
    shown: Shown
    options: tuple[Option, ...] = ()
    conditions: tuple[Condition, ...] = ()
    picture: str = BARS
    before_is_shown: bool = False

    @cached_property
    def right(self) -> int:
        """The index of the answer whose claim holds."""
        holds = [option.claim(self.before, self.after) for option in self.options]
        return holds.index(True)

    def said(self, guess: int | None) -> tuple[str, ...]:
        """Explain the answer: first why the guess tempts, unless it is right or missing."""
        tempting = self.options[guess].said if guess is not None and self.options else ""
        return (tempting, self.why) if tempting else (self.why,)

    def missing(self, now: Outcome) -> list[str]:
        """List what is left to do with the sliders; empty once they are where they should be."""
        return [
            condition.missing(now)
            for condition in self.conditions
            if not condition.claim(self.before, now)
        ]


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

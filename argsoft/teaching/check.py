"""A check of ten questions before a lesson and one after it: the same ideas, with fresh numbers.

The ideas are rounds of `argsoft.teaching.bank`. What a student knew before and after is then a
matter of the lesson, and not of the questions.
"""

from dataclasses import replace
from functools import lru_cache
from random import Random
from typing import NamedTuple

from argsoft.language import N_, spoken
from argsoft.state.scenario import BEFORE, BOUNDS, LETTERS, NO_GUESS, UNSURE
from argsoft.teaching.bank import ROUNDS, question
from argsoft.teaching.outcomes import Question

# How an answer is marked. A room counts these marks, not the answers.
RIGHT, NOT_RIGHT = tuple(LETTERS)[:2]
MOST_KEPT = 32


class Idea(NamedTuple):
    """What a question of the check is about.

    Attributes
    ----------
    place : int
        The round that asks about it, from 0.
    name : str
        Its name, which tells no answer; to be translated.
    """

    place: int
    name: str


# In the order of the pages.
IDEAS = (
    Idea(12, N_("Argmax’s 1")),
    Idea(1, N_("A tie")),
    Idea(5, N_("Argmax after softmax")),
    Idea(3, N_("The same added to all")),
    Idea(6, N_("Half the temperature")),
    Idea(9, N_("The slope of argmax")),
    Idea(10, N_("The slopes of softmax")),
    Idea(13, N_("The slope of the loss")),
    Idea(14, N_("Training")),
    Idea(11, N_("Confident and right")),
)


class Check(NamedTuple):
    """One of the two checks.

    Attributes
    ----------
    when : str
        `argsoft.state.scenario.BEFORE` or `AFTER`.
    seed : int
        The random seed of both, from 0 to 99.
    """

    when: str
    seed: int

    @property
    def questions(self) -> tuple[Question, ...]:
        """Ten questions, the same for everyone who has the link.

        Examples
        --------
        >>> before, after = Check("before", 7).questions, Check("after", 7).questions
        >>> [each.key for each in before] == [each.key for each in after]
        True
        >>> before[3].before.logits, after[3].before.logits
        (array([-1.2, -2.4, -0.4]), array([-0.6, -0.2, -1.3]))
        """
        return _questions(self, spoken())

    def marks(self, answers: str) -> str:
        """Mark the answers, in a letter each: `RIGHT`, `NOT_RIGHT`, or "-" for none.

        Parameters
        ----------
        answers : str
            As the field `check_answers` of a scenario.

        Examples
        --------
        >>> Check("before", 7).marks("abcdn-----")
        'bab-b-----'
        """
        return "".join(map(_mark, self.questions, answers))


@lru_cache(maxsize=MOST_KEPT)
def _questions(check: Check, _language: str) -> tuple[Question, ...]:
    """Ask in the spoken language."""
    return tuple(_fresh(idea.place, _numbers(check)) for idea in IDEAS)


def _numbers(check: Check) -> int:
    """Choose the random seed of a check's numbers, which no other check has."""
    shift = 0 if check.when == BEFORE else int(BOUNDS["check_seed"].maximum) + 1
    return 1 + check.seed + shift


def _fresh(place: int, seed: int) -> Question:
    """Ask a round with fresh numbers, and with its answers turned, so that no letter is learnt."""
    asked = question(place, seed)
    start = int(Random(seed * len(ROUNDS) + place).random() * len(asked.options))  # noqa: S311 - no secret
    return replace(asked, options=asked.options[start:] + asked.options[:start])


def _mark(asked: Question, letter: str) -> str:
    """Mark the answer to one question."""
    if letter == UNSURE:
        return NOT_RIGHT
    guess = chosen(asked, letter)
    return NO_GUESS if guess is None else RIGHT if guess == asked.right else NOT_RIGHT


def chosen(asked: Question, letter: str) -> int | None:
    """Find the index of the answer that a letter stands for; None if it stands for none.

    Examples
    --------
    >>> asked = Check("before", 7).questions[0]
    >>> [chosen(asked, letter) for letter in "acdn-"]
    [0, 2, None, None, None]
    """
    known = LETTERS[: len(asked.options)]
    return known.index(letter) if letter in known else None

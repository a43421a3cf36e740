"""A list of raw outputs as people type it: numbers, with a name before each or without."""

import math
import re
from typing import Literal, NamedTuple

MOST_CLASSES = 50
LONGEST_TEXT = 4000  # characters, so that a link still holds it
LONGEST_NAME = 40
_BREAKS = re.compile(r"[,;\n\r]")
_BRACKETS = {"[": "]", "(": ")", "{": "}"}
# Minus signs and dashes as other programs write them.
_MINUS = str.maketrans("\N{MINUS SIGN}\N{EN DASH}\N{HYPHEN}", "---")

Problem = Literal[
    "empty",
    "text too long",
    "too many",
    "not a number",
    "not finite",
    "no number",
    "name too long",
]


class OutputsError(ValueError):
    """Says why a text is no list of raw outputs.

    Attributes
    ----------
    problem : str
        What is wrong.
    place : int
        The number of the value that is wrong, from 1; or how many characters or values there are,
        where there are too many.
    text : str
        What stands there, as it was typed.
    """

    def __init__(self, problem: Problem, place: int = 0, text: str = "") -> None:
        rule = f"outputs must be a list of 1 to {MOST_CLASSES} numbers"
        super().__init__(f"{rule}, got {problem}: {place or ''} {text!r}")
        self.problem, self.place, self.text = problem, place, text


class Outputs(NamedTuple):
    """Raw outputs (logits), and what their classes are called.

    Attributes
    ----------
    logits : tuple of float, length K
        From 1 to 50 finite numbers.
    given : tuple of str, length K
        The name of each class; "" where none was given.
    """

    logits: tuple[float, ...]
    given: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """What to call each class: its name, or else its number in the list.

        Examples
        --------
        >>> parse_outputs("cat: 2.1, 0.5").names
        ('cat', '2')
        """
        return tuple(name or f"{place}" for place, name in enumerate(self.given, start=1))


def parse_outputs(text: str) -> Outputs:
    """Read a list of numbers, separated by commas, semicolons, spaces or lines.

    A name may stand before a number, with a colon between. Brackets around the whole list, and any
    kind of minus sign, are fine. White space in a name is one space. Characters that cannot be
    printed do not count.

    Parameters
    ----------
    text : str
        Any text at all.

    Returns
    -------
    Outputs

    Raises
    ------
    OutputsError
        If there is no number, or something else than numbers and names; if a number is not finite;
        if there are more than 50 numbers, 40 characters in a name or 4000 in all.

    Examples
    --------
    >>> parse_outputs("0.23, 0.99, -102, 10").logits
    (0.23, 0.99, -102.0, 10.0)
    >>> parse_outputs("big cat: 2.1 dog: -1")
    Outputs(logits=(2.1, -1.0), given=('big cat', 'dog'))
    """
    if len(text) > LONGEST_TEXT:
        raise OutputsError("text too long", len(text))
    logits: list[float] = []
    names: list[str] = []
    visible = "".join(each for each in text if each.isprintable() or each.isspace()).strip()
    for chunk in _BREAKS.split(_without_brackets(visible)):
        *named, rest = chunk.split(":")
        name: str | None = None
        for piece in named:
            words = piece.split()
            split = _first_of_name(words, name)
            _add(words[:split], name, logits, names)
            name = " ".join(words[split:])
        _add(rest.split(), name, logits, names)
    if not logits:
        raise OutputsError("empty")
    if len(logits) > MOST_CLASSES:
        raise OutputsError("too many", len(logits))
    return Outputs(tuple(logits), tuple(names))


def format_outputs(outputs: Outputs) -> str:
    """Return a list as text that `parse_outputs` reads back as the very same.

    Examples
    --------
    >>> format_outputs(parse_outputs("cat:2.10;-3"))
    'cat: 2.1, -3'
    """
    numbers = (repr(logit).removesuffix(".0") for logit in outputs.logits)
    named = zip(outputs.given, numbers, strict=True)
    return ", ".join(f"{name}: {number}" if name else number for name, number in named)


def _without_brackets(text: str) -> str:
    """Return the text within brackets around all of it."""
    return text[1:-1] if len(text) > 1 and _BRACKETS.get(text[0]) == text[-1] else text


def _first_of_name(words: list[str], waiting: str | None) -> int:
    """Return where the name before a colon begins: after the numbers that come before it."""
    start = 0 if waiting is None else 1  # the first word is the value of the name before
    plain = [not _is_number(word) for word in words[start:]]
    return start + plain.index(True) if True in plain else max(start, len(words) - 1)


def _add(words: list[str], name: str | None, logits: list[float], names: list[str]) -> None:
    """Add the numbers that these words are to the list; the first one has the name."""
    if name is not None and not words:
        raise OutputsError("no number", len(logits) + 1, name)
    for place, word in enumerate(words):
        logits.append(_number(word, len(logits) + 1))
        names.append(_short(name or "", len(logits)) if place == 0 else "")


def _is_number(word: str) -> bool:
    """Return whether a word reads as a number, finite or not."""
    try:
        float(word.translate(_MINUS))
    except ValueError:
        return False
    return "_" not in word


def _number(word: str, place: int) -> float:
    """Return the finite number that a word is."""
    if not _is_number(word):
        raise OutputsError("not a number", place, word)
    value = float(word.translate(_MINUS)) + 0.0  # -0 is 0
    if not math.isfinite(value):
        raise OutputsError("not finite", place, word)
    return value


def _short(name: str, place: int) -> str:
    """Return a name that is not too long."""
    if len(name) > LONGEST_NAME:
        raise OutputsError("name too long", place, name)
    return name

"""Read and write lists of raw outputs as people type or paste them, with or without names."""

import re
from collections.abc import Callable
from typing import Literal, NamedTuple, Self

from argsoft.state.pasting import (
    DashesError,
    SeveralRowsError,
    enumerated,
    unpacked,
    visible,
    without_brackets,
)
from argsoft.state.reading import COMMAS, ONE_OF_EACH, NumberError, plain, read_number, readings

MOST_CLASSES = 50
LONGEST_TEXT = 4000  # characters that still fit into a link
LONGEST_NAME = 40
_BREAKS = re.compile(r"[,;\n\r]")
_INNER_COMMA = re.compile(r"(?<=\d),(?=\d)")
_HELD = "\0"  # stands for a comma within a number; visible text never contains it
_COMMAS = frozenset(COMMAS)
_BETWEEN_WORDS = re.compile(r"[\s,;:]+")
# Digits around a decimal comma that cannot be two integers, as in -0,40 and 1,05.
_NO_INTEGERS = re.compile(rf"[^\w.]0{_HELD}.*|.*{_HELD}0\d.*")
_FIRM_BREAK = re.compile(r";|(?<![,\s])\t")
_COMMA_AT_LINE_END = re.compile(r",\s*(?:[\n\r]|$)")
_WIDE_SPACE = "[\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}]"
_WIDE_NUMBER = re.compile(rf"(?<![\d.])[1-9]\d{{0,2}}(?:{_WIDE_SPACE}\d{{3}})+(?!\d|\s*:)")
_QUOTED = re.compile(r"([\"'])([^\"']*)\1|“([^“”]*)”")

Problem = Literal[
    "empty",
    "text too long",
    "too many",
    "not a number",
    "not finite",
    "percentage",
    "lone sign",
    "two readings",
    "dashes",
    "rows",
    "no number",
    "name too long",
]
_FINAL = ("two readings", "not finite", "too many", "name too long")  # unpacking cannot help
_PROBLEMS: dict[str, Problem] = {"not finite": "not finite", "percentage": "percentage"}
Notation = Literal["decimal comma", "thousands", "both"]
_Read = Callable[[str], float]


class OutputsError(ValueError):
    """Raised if a text is not a list of raw outputs.

    Attributes
    ----------
    problem : str
        What is wrong.
    place : int
        Position of the bad value, from 1; or the number of characters, values or rows if there are
        too many.
    text : str
        The bad value as typed.
    meanings : tuple of str
        Possible meanings of a text with two readings.
    """

    def __init__(
        self, problem: Problem, place: int = 0, text: str = "", meanings: tuple[str, ...] = ()
    ) -> None:
        rule = f"outputs must be a list of 1 to {MOST_CLASSES} numbers"
        super().__init__(f"{rule}, got {problem}: {place or ''} {text!r}")
        self.problem, self.place, self.text, self.meanings = problem, place, text, meanings


class Remark(NamedTuple):
    """How an ambiguous text was read.

    Attributes
    ----------
    kind : str
        Whether commas are decimal, group thousands or separate values, or numbers count the lines.
    text : str
        The first part of the text read this way.
    meaning : str
        Its meaning.
    """

    kind: Literal["decimal comma", "thousands", "both", "separate", "enumeration"]
    text: str
    meaning: str


class Outputs(NamedTuple):
    """Raw outputs (logits) with the names of their classes.

    Attributes
    ----------
    logits : tuple of float, length K
        From 1 to 50 finite numbers.
    given : tuple of str, length K
        Name of each class; "" if none was given.
    remarks : tuple of Remark
        How ambiguous parts of the text were read.
    """

    logits: tuple[float, ...]
    given: tuple[str, ...]
    remarks: tuple[Remark, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Display name of each class: its name, or its number in the list.

        Examples
        --------
        >>> parse_outputs("cat: 2.1, 0.5").names
        ('cat', '2')
        """
        return tuple(name or f"{place}" for place, name in enumerate(self.given, start=1))

    def with_remark(self, remark: Remark) -> Self:
        """Add a remark."""
        return self._replace(remarks=(*self.remarks, remark))


def parse_outputs(text: str) -> Outputs:
    """Parse a list of numbers separated by commas, semicolons, spaces or line breaks.

    A name and a colon may precede a number. Brackets around the list, quotes around a name, any
    kind of minus sign, and the wrappers that other programs print around one row are accepted.
    Invisible characters are ignored, and whitespace in a name collapses. A comma between digits
    separates values, marks decimals or groups thousands if only one of these makes sense. Numbers
    that enumerate the lines are dropped. `Outputs.remarks` records such decisions.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    Outputs

    Raises
    ------
    OutputsError
        If the text contains no number, anything but numbers and names, a number that is not
        finite, or a part with two readings; or if it exceeds 50 numbers, 40 characters in a name
        or 4000 in all.

    Examples
    --------
    >>> parse_outputs("0.23, 0.99, -102, 10").logits
    (0.23, 0.99, -102.0, 10.0)
    >>> parse_outputs("big cat: 2.1 dog: -1")
    Outputs(logits=(2.1, -1.0), given=('big cat', 'dog'), remarks=())
    >>> parse_outputs("1,43; -0,40").logits, parse_outputs("tensor([[2., 1.]])").logits
    ((1.43, -0.4), (2.0, 1.0))
    """
    if len(text) > LONGEST_TEXT:
        raise OutputsError("text too long", len(text))
    seen = visible(text)
    try:
        return _parse(seen)
    except OutputsError as error:
        pasted = seen if error.problem in _FINAL else _unpacked(seen)
        if pasted == seen:
            raise
    return _parse(pasted)


def format_outputs(outputs: Outputs) -> str:
    """Format a list as text that `parse_outputs` reads back exactly, without remarks.

    Examples
    --------
    >>> format_outputs(parse_outputs("cat:2.10;-3"))
    'cat: 2.1, -3'
    """
    numbers = (repr(logit).removesuffix(".0") for logit in outputs.logits)
    named = zip(outputs.given, numbers, strict=True)
    return ", ".join(f"{name}: {number}" if name else number for name, number in named)


def _unpacked(text: str) -> str:
    """Unpack a pasted list, turning errors into `OutputsError`."""
    try:
        return unpacked(text)
    except SeveralRowsError as error:
        raise OutputsError("rows", error.rows) from error
    except DashesError as error:
        raise OutputsError("dashes", 0, error.line) from error


def _parse(text: str) -> Outputs:
    """Parse visible text."""
    counted = enumerated(text)
    if counted:
        outputs = _with_commas("\n".join(counted), values=len(counted))
        if len(outputs.logits) == len(counted):
            return outputs.with_remark(Remark("enumeration", text.split(maxsplit=1)[0], ""))
    return _with_commas(without_brackets(text))


def _with_commas(text: str, values: int | None = None) -> Outputs:
    """Parse text, deciding whether commas between digits separate values or belong to numbers."""
    held = _INNER_COMMA.sub(_HELD, text)
    words = [word for word in _BETWEEN_WORDS.split(held) if _HELD in word]
    within = _within_numbers(held) if words else {}
    _refuse_wide_numbers(text)
    if not within:
        return _split(text, _plain_number)
    size = len(next(iter(within.values())).logits)
    apart = _split_if_sensible(text, held, words, next(iter(within.values())), values)
    first, parts = words[0].replace(_HELD, ","), " and ".join(words[0].split(_HELD))
    if apart and not _may_be_within(held, len(words), size):
        return apart.with_remark(Remark("separate", first, parts)) if _DECIMAL in within else apart
    meanings = [plain(_NOTATIONS[kind](words[0])) for kind in within] + [parts] * bool(apart)
    if len(meanings) > 1:
        raise OutputsError("two readings", 0, first, tuple(meanings))
    ((kind, outputs),) = within.items()
    if kind == _DECIMAL and not any("." in word for word in words):
        _refuse_points(held)
    return outputs.with_remark(Remark(kind, first, meanings[0]))


def _within_numbers(held: str) -> dict[Notation, Outputs]:
    """Parse text in each notation, with every held comma as part of a number."""
    found: dict[Notation, Outputs] = {}
    for kind, read in _NOTATIONS.items():
        if kind == "both" and found:
            break
        try:
            found[kind] = _split(held, read)
        except OutputsError:
            continue
    return found


def _split_if_sensible(
    text: str, held: str, words: list[str], within: Outputs, values: int | None
) -> Outputs | None:
    """Parse text with every comma as a separator, if that makes sense."""
    try:
        outputs = _split(text, _plain_number)
    except OutputsError:
        return None
    miscounted = values not in (None, len(outputs.logits))
    broken = "," not in held and _FIRM_BREAK.search(held.strip("; \t\r\n"))
    nameless = len(within.given) > 1 and all(within.given) and not all(outputs.given)
    no_integers = any(map(_NO_INTEGERS.fullmatch, words))
    return None if miscounted or broken or nameless or no_integers else outputs


def _may_be_within(held: str, words: int, size: int) -> bool:
    """Return whether commas that may separate values may also be part of numbers."""
    mixed = "," in held and words < size
    return size > 1 and not mixed and not _COMMA_AT_LINE_END.search(held)


def _refuse_wide_numbers(text: str) -> None:
    """Raise if a number groups thousands by non-breaking or thin spaces."""
    wide = _WIDE_NUMBER.search(text)
    if wide:
        words = wide[0].split()
        raise OutputsError("two readings", 0, wide[0], ("".join(words), " and ".join(words)))


def _refuse_points(held: str) -> None:
    """Raise for "1.234" in a list with decimal commas: it has two readings."""
    for word in _BETWEEN_WORDS.split(held):
        try:
            point, comma = readings(word.replace(_HELD, ","))
        except NumberError:
            continue
        if point is not None and comma is not None and point != comma:
            meanings = tuple(plain(value) for value in (point, comma) if value is not None)
            raise OutputsError("two readings", 0, word, meanings)


def _split(text: str, read: _Read) -> Outputs:
    """Parse text, separating values at every comma that is not held."""
    logits: list[float] = []
    names: list[str] = []
    for chunk in _BREAKS.split(text):
        *named, rest = chunk.split(":")
        name: str | None = None
        for piece in named:
            words = piece.split()
            split = _first_of_name(words, name, read)
            _add(words[:split], name, logits, names, read)
            name = " ".join(words[split:])
        _add(rest.split(), name, logits, names, read)
    if not logits:
        raise OutputsError("empty")
    if len(logits) > MOST_CLASSES:
        raise OutputsError("too many", len(logits))
    return Outputs(tuple(logits), tuple(names))


def _first_of_name(words: list[str], waiting: str | None, read: _Read) -> int:
    """Find where the name before a colon begins: after any leading numbers."""
    start = 0 if waiting is None else 1  # the first word is the previous name's value
    wordy = [not _is_number(word, read) for word in words[start:]]
    return start + wordy.index(True) if True in wordy else max(start, len(words) - 1)


def _add(
    words: list[str], name: str | None, logits: list[float], names: list[str], read: _Read
) -> None:
    """Append the words as numbers; the first one gets the name."""
    if name is not None and not words:
        raise OutputsError("no number", len(logits) + 1, name)
    for place, word in enumerate(words):
        logits.append(_number(word, len(logits) + 1, read))
        names.append(_tidy_name(name, len(logits)) if name and place == 0 else "")


def _is_number(word: str, read: _Read) -> bool:
    """Return whether a word reads as a number, finite or not."""
    try:
        read(word)
    except NumberError as error:
        return error.problem == "not finite"
    return True


def _number(word: str, place: int, read: _Read) -> float:
    """Read a word as a finite number."""
    try:
        return read(word)
    except NumberError as error:
        lone = word.translate(ONE_OF_EACH) in ("-", "+", "\N{SOFT HYPHEN}")
        problem = "lone sign" if lone else _PROBLEMS.get(error.problem, "not a number")
        raise OutputsError(problem, place, word.replace(_HELD, ",")) from error


def _plain_number(word: str) -> float:
    """Read a word without commas as a number."""
    if not _COMMAS.isdisjoint(word):
        raise NumberError("not a number", word)
    return read_number(word)


def _decimal_comma(word: str) -> float:
    """Read a word as a number with a decimal comma."""
    return _known(readings(word.replace(_HELD, ",")).comma, word)


def _decimal_point(word: str) -> float:
    """Read a word as a number with a decimal point and commas between thousands."""
    return _known(readings(word.replace(_HELD, ",")).point, word)


def _either(word: str) -> float:
    """Read a word as a number in either notation."""
    return read_number(word.replace(_HELD, ","))


def _known(value: float | None, word: str) -> float:
    """Return a value, or raise if the word has no such reading."""
    if value is None:
        raise NumberError("not a number", word)
    return value


def _tidy_name(name: str, place: int) -> str:
    """Strip a name of surrounding quotes and check its length."""
    name = " ".join(name.replace("\N{SOFT HYPHEN}", "").split())
    if _HELD in name:
        raise OutputsError("not a number", place, name)
    while quoted := _QUOTED.fullmatch(name):
        name = (quoted[2] or quoted[3] or "").strip()
    if len(name) > LONGEST_NAME:
        raise OutputsError("name too long", place, name)
    return name


_NOTATIONS: dict[Notation, _Read] = {
    "decimal comma": _decimal_comma,
    "thousands": _decimal_point,
    "both": _either,
}
_DECIMAL: Notation = "decimal comma"

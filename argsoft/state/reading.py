"""Numbers as people type them: whatever has one meaning is read, and all else is told why not."""

import math
import re
import unicodedata
from typing import Literal, NamedTuple

LONGEST_QUOTE = 24


# What stands for a minus sign in other programs: hyphens, dashes and bars, none of them a letter.
MINUS_SIGNS = (
    "-\N{MINUS SIGN}\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}\N{EN DASH}\N{EM DASH}"
    "\N{HORIZONTAL BAR}\N{SMALL EM DASH}\N{SMALL HYPHEN-MINUS}\N{FULLWIDTH HYPHEN-MINUS}"
    "\N{SUPERSCRIPT MINUS}\N{SUBSCRIPT MINUS}\N{HEAVY MINUS SIGN}\N{MODIFIER LETTER MINUS SIGN}"
)

_PLUS_SIGNS = "+\N{FULLWIDTH PLUS SIGN}\N{SMALL PLUS SIGN}\N{SUPERSCRIPT PLUS SIGN}"

COMMAS = ",\N{FULLWIDTH COMMA}\N{ARABIC COMMA}"

_POINTS = ".\N{FULLWIDTH FULL STOP}"

PERCENT_SIGNS = "%\N{FULLWIDTH PERCENT SIGN}\N{SMALL PERCENT SIGN}\N{ARABIC PERCENT SIGN}‰"

ONE_OF_EACH = {
    ord(each): one
    for one, alike in (
        ("-", MINUS_SIGNS),
        ("+", _PLUS_SIGNS),
        (",", COMMAS),
        (".", _POINTS),
        ("%", PERCENT_SIGNS),
        ("'", "\N{RIGHT SINGLE QUOTATION MARK}\N{ARABIC THOUSANDS SEPARATOR}"),
    )
    for each in alike
}

_SOFT_HYPHEN = "\N{SOFT HYPHEN}"

_SOFT_MINUS = re.compile(rf"{_SOFT_HYPHEN}(?=\s*[.,]?\d)")

_USUAL = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?", re.ASCII | re.IGNORECASE)

_SHAPE = re.compile(
    r"(?P<sign>[+-]?)\s*(?P<digits>.*?)"
    r"(?:e(?P<e>[+-]?\d+)|\s?[×x*·]\s?10(?:\^(?P<to>[+-]?\d+)|(?P<raised>[+-]?[⁰¹²³⁴-⁹]+)))?",
    re.IGNORECASE | re.DOTALL,
)

_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def _notation(decimal: str, group: str) -> re.Pattern[str]:
    """Return what matches digits with one sign for decimals and another between thousands."""
    gap = rf"[{group}'\N{{SPACE}}\N{{NO-BREAK SPACE}}\N{{NARROW NO-BREAK SPACE}}\N{{THIN SPACE}}]"
    thousands = rf"[1-9]\d{{0,2}}(?P<gap>{gap})\d{{3}}(?:(?P=gap)\d{{3}})*"
    point = rf"[{decimal}\N{{ARABIC DECIMAL SEPARATOR}}]"
    return re.compile(rf"(?=\D?\d)(?P<whole>{thousands}|\d*)(?:{point}(?P<part>\d*))?")


_NOTATIONS = _notation(".", ","), _notation(",", ".")

_NOT_FINITE = re.compile(r"[+-]?\s*(?:nan|inf|infinity|∞)", re.IGNORECASE)

_NOT_DECIMAL = re.compile(r"[+-]?0[xob][\da-f]+", re.IGNORECASE)

NumberProblem = Literal[
    "empty", "percentage", "not finite", "underscore", "not decimal", "two readings", "not a number"
]

_SAID: dict[NumberProblem, str] = {
    "empty": "There is no number yet. Type one, such as 0.5 or −2.",
    "percentage": "“{text}” has a percent sign. Type a plain number, without it.",
    "not finite": "“{text}” is not a finite number.",
    "underscore": "“{text}” has an underscore. Type the number without it.",
    "not decimal": "“{text}” is not a decimal number. Type one, such as 16 or 0.5.",
    "two readings": "“{text}” can be read as {point} or as {comma}. Type the one that you mean.",
    "not a number": "“{text}” is not a number. Type one, such as 0.5 or −2.",
}


class NumberError(ValueError):
    """Says in a sentence why a text is no number, or not one number.

    Attributes
    ----------
    problem : str
        What is wrong.
    text : str
        The text, as it was typed.
    """

    def __init__(
        self, problem: NumberProblem, text: str, point: float = 0, comma: float = 0
    ) -> None:
        values = {"text": one_line(text), "point": plain(point), "comma": plain(comma)}
        super().__init__(_SAID[problem].format_map(values))
        self.problem, self.text = problem, text


class Readings(NamedTuple):
    """What a text says in each of two notations; None where it is no number in one of them.

    Attributes
    ----------
    point : float or None
        Where a point marks the decimals and commas part thousands, as in "1,234.5".
    comma : float or None
        Where a comma marks the decimals and points part thousands, as in "1.234,5".
    """

    point: float | None
    comma: float | None


def read_number(
    text: str, *, least: float = -math.inf, most: float = math.inf, whole: bool = False
) -> float:
    """Read a number as people type it or paste it.

    The decimals follow a point or a comma; any sign that is used as a minus is one; digits may be
    of any script; white space around the number and characters without a width do not count. One
    point alone always marks decimals. One comma before three digits may mark decimals or
    thousands: it is read as what lies in the range, if only one of the two does.

    Parameters
    ----------
    text : str
        Any text at all.
    least, most : float
        The range of legal values. It only chooses between two readings: a text with one reading is
        read also where that lies outside.
    whole : bool
        Whether only integers are legal; this, too, only chooses between two readings.

    Returns
    -------
    float
        A finite number; 0 has no sign.

    Raises
    ------
    NumberError
        If the text is no finite decimal number, or has two readings. Its message is a sentence.

    Examples
    --------
    >>> [read_number(text) for text in ("-0.40", "−0,40", "- .4", "+1e-3", "1.234,5", "1,234.5")]
    [-0.4, -0.4, -0.4, 0.001, 1234.5, 1234.5]
    >>> read_number("1,234", least=-5, most=5)
    1.234
    >>> read_number("1,234")
    Traceback (most recent call last):
        ...
    argsoft.state.reading.NumberError: “1,234” can be read as 1234 or as 1.234. Type the one \
that you mean.
    """
    if _USUAL.fullmatch(text) and math.isfinite(value := float(text)):
        return value + 0.0  # a long list is read for each redraw
    found = [value for value in readings(text) if value is not None]
    if len(set(found)) == 1 or "," not in text.translate(ONE_OF_EACH):
        return found[0]
    legal = [each for each in found if least <= each <= most and (each.is_integer() or not whole)]
    if len(legal) != 1:
        raise NumberError("two readings", text, *found)
    return legal[0]


def readings(text: str) -> Readings:
    """Return what a text says with a decimal point and with a decimal comma.

    Parameters
    ----------
    text : str
        Any text at all.

    Returns
    -------
    Readings
        Of which one at least is a finite number.

    Raises
    ------
    NumberError
        If the text is no number in either notation.

    Examples
    --------
    >>> readings("1,234"), readings("0,5"), readings("-2")
    (Readings(point=1234.0, comma=1.234), Readings(point=None, comma=0.5), \
Readings(point=-2.0, comma=-2.0))
    """
    tidy = _SOFT_MINUS.sub("-", without_invisible(text).translate(ONE_OF_EACH))
    tidy = "".join(f"{unicodedata.decimal(each, each)}" for each in tidy)
    tidy = tidy.replace(_SOFT_HYPHEN, "").strip()
    shape = _SHAPE.fullmatch(tidy)
    if shape is None:
        raise NumberError(_what_is_wrong(tidy), text)
    power = shape["e"] or shape["to"] or (shape["raised"] or "0").translate(_LOWERED)
    matches = [notation.fullmatch(shape["digits"]) for notation in _NOTATIONS]
    found = [match and _value(match, shape["sign"], power) for match in matches]
    if found == [None, None]:
        raise NumberError(_what_is_wrong(tidy), text)
    if any(value is not None and math.isinf(value) for value in found):
        raise NumberError("not finite", text)
    return Readings(*found)


def without_invisible(text: str) -> str:
    r"""Return text without controls and marks of no width; a soft hyphen and white space stay.

    Examples
    --------
    >>> without_invisible("\ufeff1\u200b2\u200e \u200d3")
    '12 3'
    """
    return "".join(
        each
        for each in text
        if each.isspace()
        or each == _SOFT_HYPHEN
        or (unicodedata.category(each) not in ("Cc", "Cf", "Cs") and each not in "\ufe0e\ufe0f")
    )


def one_line(text: str) -> str:
    r"""Return text from a visitor as one short line.

    Examples
    --------
    >>> one_line("a\n\tb"), one_line("x" * 30)
    ('a b', 'xxxxxxxxxxxxxxxxxxxxxxxx…')
    """
    line = "".join(each for each in " ".join(text.split()) if each.isprintable())
    return f"{line[:LONGEST_QUOTE]}…" if len(line) > LONGEST_QUOTE else line


def plain(value: float) -> str:
    """Return a number in full, as one would type it.

    Examples
    --------
    >>> plain(1234.0), plain(-0.4)
    ('1234', '−0.4')
    """
    return repr(value).removesuffix(".0").replace("-", "\N{MINUS SIGN}")


def _value(match: re.Match[str], sign: str, power: str) -> float:
    """Return the number that digits, a sign and a power of ten make; 0 has no sign."""
    digits = re.sub(r"\D", "", match["whole"])
    return float(f"{sign}{digits or 0}.{match['part'] or 0}e{power}") + 0.0


def _what_is_wrong(tidy: str) -> NumberProblem:
    """Return why a text without invisible characters is no number."""
    if not tidy:
        return "empty"
    if "%" in tidy or "‰" in tidy:
        return "percentage"
    if _NOT_FINITE.fullmatch(tidy):
        return "not finite"
    if _NOT_DECIMAL.fullmatch(tidy):
        return "not decimal"
    return "underscore" if re.search(r"\d_+\d", tidy) else "not a number"

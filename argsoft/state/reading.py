"""Read numbers as people type them; anything without exactly one meaning raises, saying why."""

import math
import re
import unicodedata
from typing import Literal, NamedTuple

from argsoft.language import N_

LONGEST_QUOTE = 24


# Hyphens, dashes and bars that other programs use as minus signs; none is a letter.
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
    """Compile a pattern for digits with the given decimal and thousands separators."""
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
    "empty": N_("There is no number yet. Type one, such as 0.5 or −2."),
    "percentage": N_("“{text}” has a percent sign. Type a plain number, without it."),
    "not finite": N_("“{text}” is not a finite number."),
    "underscore": N_("“{text}” has an underscore. Type the number without it."),
    "not decimal": N_("“{text}” is not a decimal number. Type one, such as 16 or 0.5."),
    "two readings": N_(
        "“{text}” can be read as {point} or as {comma}. Type the one that you mean."
    ),
    "not a number": N_("“{text}” is not a number. Type one, such as 0.5 or −2."),
}


class NumberError(ValueError):
    """Raised if a text is not a number, or has two readings; the message is a sentence.

    Attributes
    ----------
    problem : str
        What is wrong.
    text : str
        The text as typed.
    message : str
        The sentence in English, to be translated, with places for `values`.
    values : dict of str to str
        What fills its places.
    """

    def __init__(
        self, problem: NumberProblem, text: str, point: float = 0, comma: float = 0
    ) -> None:
        self.problem, self.text, self.message = problem, text, _SAID[problem]
        self.values = {"text": one_line(text), "point": plain(point), "comma": plain(comma)}
        super().__init__(self.message.format_map(self.values))


class Readings(NamedTuple):
    """Value of a text in each of two notations; None if it is not a number there.

    Attributes
    ----------
    point : float or None
        Value with a decimal point and commas between thousands, as in "1,234.5".
    comma : float or None
        Value with a decimal comma and points between thousands, as in "1.234,5".
    """

    point: float | None
    comma: float | None


def read_number(
    text: str, *, least: float = -math.inf, most: float = math.inf, whole: bool = False
) -> float:
    """Read a number as people type or paste it.

    The decimal separator is a point or a comma. Any common minus sign and digits of any script are
    accepted; surrounding whitespace and zero-width characters are ignored. A single point is always
    decimal. A single comma before three digits may be decimal or group thousands; if only one of
    the two values lies in the range, it is chosen.

    Parameters
    ----------
    text : str
        Any text.
    least, most : float
        Valid range. It only chooses between two readings; a single reading may lie outside.
    whole : bool
        Whether only integers are valid; this, too, only chooses between two readings.

    Returns
    -------
    float
        A finite number, never -0.0.

    Raises
    ------
    NumberError
        If the text is not a finite decimal number, or has two readings.

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
        return value + 0.0  # the fast path: every redraw reads the whole list
    found = [value for value in readings(text) if value is not None]
    if len(set(found)) == 1 or "," not in text.translate(ONE_OF_EACH):
        return found[0]
    valid = [each for each in found if least <= each <= most and (each.is_integer() or not whole)]
    if len(valid) != 1:
        raise NumberError("two readings", text, *found)
    return valid[0]


def readings(text: str) -> Readings:
    """Read a text with a decimal point and with a decimal comma.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    Readings
        At least one of them is a finite number.

    Raises
    ------
    NumberError
        If the text is not a number in either notation, or not finite.

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
    r"""Remove control and zero-width characters, but keep whitespace and soft hyphens.

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
    r"""Shorten a visitor's text to one line.

    Examples
    --------
    >>> one_line("a\n\tb"), one_line("x" * 30)
    ('a b', 'xxxxxxxxxxxxxxxxxxxxxxxx…')
    """
    line = "".join(each for each in " ".join(text.split()) if each.isprintable())
    return f"{line[:LONGEST_QUOTE]}…" if len(line) > LONGEST_QUOTE else line


def plain(value: float) -> str:
    """Format a number in full, with a minus sign.

    Examples
    --------
    >>> plain(1234.0), plain(-0.4)
    ('1234', '−0.4')
    """
    return repr(value).removesuffix(".0").replace("-", "\N{MINUS SIGN}")


def _value(match: re.Match[str], sign: str, power: str) -> float:
    """Combine sign, digits and power of ten; 0 loses its sign."""
    digits = re.sub(r"\D", "", match["whole"])
    return float(f"{sign}{digits or 0}.{match['part'] or 0}e{power}") + 0.0


def _what_is_wrong(tidy: str) -> NumberProblem:
    """Say why a text without invisible characters is not a number."""
    if not tidy:
        return "empty"
    if "%" in tidy or "‰" in tidy:
        return "percentage"
    if _NOT_FINITE.fullmatch(tidy):
        return "not finite"
    if _NOT_DECIMAL.fullmatch(tidy):
        return "not decimal"
    return "underscore" if re.search(r"\d_+\d", tidy) else "not a number"

"""Numbers formatted for reading: few digits, a true minus sign, words where there is no number."""

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from argsoft.language import N_, percent_pattern, separators, spoken
from argsoft.language import translate as _

MINUS = "\N{MINUS SIGN}"

LARGEST_EXPONENT = 999_999  # a longer exponent would tell a reader no more

UNDEFINED = N_("undefined")
MOST_DECIMALS = 3  # of a percentage

_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


class Rounded(NamedTuple):
    """A number rounded for reading, as plain text or as LaTeX.

    Attributes
    ----------
    digits : str
        The rounded digits, with a hyphen as the minus sign.
    exponent : int
        The power of ten that multiplies them.
    """

    digits: str
    exponent: int = 0

    @property
    def text(self) -> str:
        """The number as plain text.

        Examples
        --------
        >>> Rounded("-2.3", -49).text
        '−2.3 × 10⁻⁴⁹'
        """
        power = f" × {ten_to(self.exponent)}" if self.exponent else ""
        return plain(self.digits) + power

    @property
    def latex(self) -> str:
        r"""The number as LaTeX.

        Examples
        --------
        >>> print(Rounded("-2.3", -49).latex)
        -2.3 \cdot 10^{-49}
        """
        digits = localized(self.digits)
        digits = digits.replace(",", "{,}") if separators()[0] == "," else digits
        return rf"{digits} \cdot 10^{{{self.exponent}}}" if self.exponent else digits


def localized(digits: str) -> str:
    """Write the decimal mark and the mark between thousands of the spoken language.

    Examples
    --------
    >>> localized("1,234.50")
    '1,234.50'
    """
    point, comma = separators()
    if (point, comma) == (".", ","):
        return digits
    return digits.translate({ord("."): point, ord(","): comma})


def plain(digits: str) -> str:
    """Write digits as plain text, with a true minus sign.

    Examples
    --------
    >>> plain("-0.40")
    '−0.40'
    """
    return _plain(digits, spoken())


@lru_cache(maxsize=4096)  # a strip has thousands of numbers, of few different digits
def _plain(digits: str, _language: str) -> str:
    """Write digits in the spoken language."""
    return localized(digits).replace("-", MINUS)


def scientific(value: float, digits: int) -> Rounded:
    """Round to this many significant digits, in scientific notation.

    Examples
    --------
    >>> scientific(0.0005, 2).text
    '5.0 × 10⁻⁴'
    """
    written, exponent = f"{value:.{digits - 1}e}".split("e")
    return Rounded(written, int(exponent))


def significant(value: float, digits: int, *, grouped: bool = True) -> Rounded:
    """Round to this many significant digits, with a power of ten where one is needed.

    Parameters
    ----------
    value : float
        Any finite number.
    digits : int
        At least 1. From 17 on, as many as it takes to be exact.
    grouped : bool
        Whether commas separate thousands.

    Examples
    --------
    >>> significant(22026.5, 6).text, significant(2.28528e-49, 2).text
    ('22,026.5', '2.3 × 10⁻⁴⁹')
    """
    group = "," if grouped else ""
    # repr is the shortest text that is exact.
    written = f"{value:#{group}.{digits}g}" if digits < 17 else repr(value)
    text, _, exponent = written.partition("e")
    return Rounded(text.removesuffix("."), int(exponent or 0))


def brief(value: float) -> Rounded:
    r"""Round a number of any size to a few digits; inf and nan read as in NumPy.

    Examples
    --------
    >>> print(brief(8.2e307).latex)
    8.2 \cdot 10^{307}
    """
    size = abs(value)
    if not math.isfinite(value):
        return Rounded(f"{value}")
    if not value:
        return Rounded("0")
    if size >= 99_999.5 or size < 0.000995:
        return scientific(value, 2)
    if size >= 99.995:
        return Rounded(f"{value:,.{0 if size >= 999.95 else 1}f}")
    return Rounded(f"{value:.{_places(size)}f}")


def decimals(value: float, places: int = 2, most: int | None = None) -> str:
    """Format `value` with a fixed number of decimals.

    Parameters
    ----------
    value : float
        Any number.
    places : int
        The number of decimals.
    most : int, optional
        The number of decimals where `places` are not enough to be exact.

    Examples
    --------
    >>> decimals(-0.4), decimals(5.0, 1), decimals(5.1, 1, 2), decimals(5.15, 1, 2)
    ('−0.40', '5.0', '5.1', '5.15')
    """
    if most is not None and round(value, places) != value:
        places = most
    return plain(f"{value:.{places}f}")


def entry(value: float, places: int = 2) -> str:
    """Format a slope for a table: exactly 0 as "0", and nan in words.

    A slope that only rounds to 0 keeps its decimals and its sign.

    Examples
    --------
    >>> [entry(value) for value in (0.216, 0.0, -1e-9, float("nan"))]
    ['0.22', '0', '−0.00', 'undefined']
    """
    if math.isnan(value):
        return _(UNDEFINED)
    return decimals(value, places) if value else "0"


def signed(value: float, places: int = 2) -> str:
    """Format a slope for a bar: like `entry`, with a plus sign where it is positive.

    Examples
    --------
    >>> [signed(value) for value in (0.11, -0.32, 0.0)]
    ['+0.11', '−0.32', '0']
    """
    return f"+{entry(value, places)}" if value > 0 else entry(value, places)


def slope(value: float) -> str:
    """Format a slope beside its tangent: two significant digits, or one below 0.001.

    Examples
    --------
    >>> [slope(value) for value in (0.216, -0.0129, 5.0, 0.0)]
    ['0.22', '−0.013', '5.00', '0']
    >>> slope(7.55e-10), slope(-9.99e-5)
    ('8 × 10⁻¹⁰', '−1 × 10⁻⁴')
    """
    if math.isnan(value) or not value:
        return entry(value)
    size = abs(value)
    if size >= 0.001:
        return decimals(value, _places(size))
    return scientific(value, 1).text


def quantity(value: float) -> str:
    """Format a number of any size in a few digits; inf and nan read as in NumPy.

    Examples
    --------
    >>> [quantity(value) for value in (4.1787, 148.413, 22026.5, -0.4, 0.0067379, 0.0)]
    ['4.18', '148.4', '22,026', '−0.40', '0.0067', '0']
    >>> quantity(2.28528e-49), quantity(8.2e307), quantity(float("inf")), quantity(float("nan"))
    ('2.3 × 10⁻⁴⁹', '8.2 × 10³⁰⁷', 'inf', 'nan')
    """
    return brief(value).text


def places_of(value: float) -> int:
    """Count the decimals after the point, in full, of a number as `quantity` writes it.

    Examples
    --------
    >>> [places_of(value) for value in (4.1787, 148.413, 0.0067379, 2.28528e-5)]
    [2, 1, 4, 6]
    """
    rounded = brief(value)
    return len(rounded.digits.partition(".")[2]) - rounded.exponent


def agrees(typed: float, value: float) -> bool:
    """Check whether a number is a value to the digits that `quantity` shows.

    Examples
    --------
    >>> [agrees(typed, 0.684178) for typed in (0.68, 0.684, 0.67, 0.7)]
    [True, True, False, False]
    """
    if not value or not math.isfinite(value):
        return typed == value == 0
    return quantity(typed) == quantity(value) or abs(typed - value) < _half_a_digit(value)


def _half_a_digit(value: float) -> float:
    """Compute half a unit of the last digit that `quantity` shows of a finite number."""
    return 0.5 * 10.0 ** -places_of(value)


def quantities(values: Sequence[float]) -> list[str]:
    """Format each number like `quantity`, with more digits where two would look alike.

    Examples
    --------
    >>> quantities([123456789.0, 123456788.0, 2.0, 2.0])
    ['123,456,789', '123,456,788', '2.00', '2.00']
    """
    texts = [quantity(value) for value in values]
    alike: dict[str, set[float]] = {}
    for text, value in zip(texts, values, strict=True):
        alike.setdefault(text, set()).add(value)
    digits = {text: _digits_apart(group) for text, group in alike.items() if len(group) > 1}
    return [
        significant(value, digits[text]).text if text in digits else text
        for text, value in zip(texts, values, strict=True)
    ]


def ten_to(power: int) -> str:
    """Write 10 to a power, with a superscript.

    Examples
    --------
    >>> ten_to(-25)
    '10⁻²⁵'
    """
    return f"10{str(power).translate(_SUPERSCRIPTS)}"


def power_of_ten(exponent: float) -> str:
    """Write 10 to a power with two significant digits, even below the smallest float.

    Examples
    --------
    >>> power_of_ten(-48.641), power_of_ten(-4342.9448), power_of_ten(-0.0000001)
    ('2.3 × 10⁻⁴⁹', '1.1 × 10⁻⁴³⁴³', '1.0')
    >>> power_of_ten(-4e307)
    'under 10⁻⁹⁹⁹⁹⁹⁹'
    """
    if exponent < -LARGEST_EXPONENT:
        return _("under {number}").format(number=ten_to(-LARGEST_EXPONENT))
    whole = math.floor(exponent)
    digits = f"{10 ** (exponent - whole):.1f}"
    if digits == "10.0":
        digits, whole = "1.0", whole + 1
    return Rounded(digits, whole).text


def _digits_apart(values: set[float]) -> int:
    """Count the significant digits it takes to tell numbers apart."""
    enough = (
        n for n in range(2, 17) if len({significant(each, n) for each in values}) == len(values)
    )
    return next(enough, 17)


def _places(size: float) -> int:
    """Count the decimals that show two significant digits of a number of this size."""
    return 2 if size >= 0.0995 else 3 if size >= 0.00995 else 4


def number(value: float) -> str:
    """Format `value` with two decimals, or with as many as it takes to be exact.

    Examples
    --------
    >>> number(-0.4), number(2.5000001)
    ('−0.40', '2.5000001')
    """
    value += 0.0  # a link may hold -0.0
    rounded = f"{value:.2f}"
    text = rounded if float(rounded) == value else repr(value)
    return plain(text)


def probability(value: float) -> str:
    """Format a probability with two decimals; only 0 and 1 themselves read as certain.

    Examples
    --------
    >>> [probability(p) for p in (0.0, 0.004, 0.684178, 0.9999, 1.0)]
    ['0', '<0.01', '0.68', '>0.99', '1']
    """
    if value in (0.0, 1.0):
        return f"{value:.0f}"
    rounded = f"{value:.2f}"
    return localized({"0.00": "<0.01", "1.00": ">0.99"}.get(rounded, rounded))


def probabilities(values: Iterable[float]) -> list[str]:
    """Format each probability as `probability` does."""
    return [probability(value) for value in values]


def percent(share: float) -> str:
    """Format a share in percent, with the same digits as `probability`.

    A share that would round to 0 or 100 gets as many decimals as it takes, up to three.

    Examples
    --------
    >>> [percent(p) for p in (0.0, 0.684178, 0.996, 0.0004, 1.0)]
    ['0%', '68%', '99.6%', '0.04%', '100%']
    >>> percent(1e-9), percent(1 - 1e-9)
    ('less than 0.001%', 'more than 99.999%')
    """
    if share in (0.0, 1.0):
        return percent_pattern().format(f"{100 * share:.0f}")
    for places in range(MOST_DECIMALS + 1):
        # 100 * share could round the other way than the share itself, so move the point.
        whole, point, digits = f"{share:.{places + 2}f}".partition(".")
        if whole == "0" and digits.strip("0"):
            moved = f"{int(digits[:2])}{point if places else ''}{digits[2:]}"
            return percent_pattern().format(localized(moved))
    least, most = (percent_pattern().format(localized(end)) for end in ("0.001", "99.999"))
    if share < 0.5:
        return _("less than {percent}").format(percent=least)
    return _("more than {percent}").format(percent=most)


def whole_percent(share: float) -> str:
    """Format a probability in whole percent, no finer than `probability` labels its bar.

    Examples
    --------
    >>> [whole_percent(share) for share in (0.0, 0.0001, 0.54, 0.9998, 1.0)]
    ['0%', 'less than 1%', '54%', 'more than 99%', '100%']
    """
    label = probability(share)
    if label.startswith("<"):
        return _("less than {percent}").format(percent=percent(0.01))
    if label.startswith(">"):
        return _("more than {percent}").format(percent=percent(0.99))
    return percent(share)

"""Numbers in charts and sentences: few digits, a true minus sign, words where there is none."""

import math

MINUS = "\N{MINUS SIGN}"
UNDEFINED = "not defined"
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def decimals(value: float, places: int = 2) -> str:
    """Return `value` with a fixed number of decimals.

    Examples
    --------
    >>> decimals(-0.4), decimals(5.0, 1)
    ('−0.40', '5.0')
    """
    return f"{value:.{places}f}".replace("-", MINUS)


def entry(value: float) -> str:
    """Return a slope for a table: exactly 0 as "0", and words where there is no number.

    A slope that only rounds to 0 keeps its decimals and its sign.

    Examples
    --------
    >>> [entry(value) for value in (0.216, 0.0, -1e-9, float("nan"))]
    ['0.22', '0', '−0.00', 'not defined']
    """
    if math.isnan(value):
        return UNDEFINED
    return decimals(value) if value else "0"


def signed(value: float) -> str:
    """Return a slope for a bar: as `entry`, with its sign also where it is positive.

    Examples
    --------
    >>> [signed(value) for value in (0.11, -0.32, 0.0)]
    ['+0.11', '−0.32', '0']
    """
    return f"+{entry(value)}" if value > 0 else entry(value)


def slope(value: float) -> str:
    """Return a slope beside its tangent: two digits that count, however small it is.

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
        return decimals(value, 2 if size >= 0.0995 else 3 if size >= 0.00995 else 4)
    digit, exponent = f"{value:.0e}".split("e")
    power = str(int(exponent)).translate(_SUPERSCRIPTS)
    return f"{digit.replace('-', MINUS)} × 10{power}"

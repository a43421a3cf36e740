"""Arithmetic whose every bit is the same on every processor, for what chaos would make visible.

A training at a high learning rate is chaotic: a difference in the last bit of one number soon is a
difference in the first digit. NumPy's matrix products and exponentials leave the last bit to the
processor, since each kind adds up in its own order and has its own instructions. The functions here
only add, subtract, multiply, divide and round single numbers, which IEEE 754 settles to the last
bit, and they do so in a fixed order.

References
----------
IEEE Standard for Floating-Point Arithmetic, IEEE 754-2019, section 5.4.1.

J.-M. Muller, "Elementary Functions", 3rd edition, Birkhäuser, 2016, chapter 11, on range reduction.
"""

import math
from collections.abc import Iterable

import numpy as np
from numpy.typing import ArrayLike

from argsoft.validation import Floats, real_array

# log 2 in two parts: the first has 31 bits, so that its product with a small integer is exact.
LOG_2 = (float.fromhex("0x1.62e42feep-1"), float.fromhex("0x1.a39ef35793c76p-33"))
DOUBLINGS = float.fromhex("0x1.71547652b82fep+0")  # 1 / log 2: how often 2 goes into e
SMALLEST, LARGEST = -746.0, 710.0  # e to the power of less is 0, of more infinite
# Taylor's series as far as float64 can tell: of e^r where r is at most half of log 2, and of
# atanh(s) / s, in powers of s squared, where (1 + s) / (1 - s) is at most the square root of 2.
EXP_SERIES = tuple(1 / math.factorial(power) for power in range(14))
ATANH_SERIES = tuple(1 / (2 * power + 1) for power in range(11))


def exp(values: ArrayLike) -> Floats:
    r"""Return :math:`e^x` for each value.

    .. math:: e^x = 2^n e^r \quad \text{with} \quad n = \operatorname{round}(x / \log 2),
        \quad r = x - n \log 2

    Parameters
    ----------
    values : array_like, any shape
        Real numbers. -inf gives 0, inf gives inf, and NaN gives NaN.

    Returns
    -------
    ndarray of float64, same shape
        With a relative error of at most 1e-15.

    Raises
    ------
    ValueError
        If something is not a real number.

    Examples
    --------
    >>> exp([0.0, 1.0, -1000.0])
    array([1.        , 2.71828183, 0.        ])
    """
    rest = np.minimum(np.maximum(real_array(values, "values"), SMALLEST), LARGEST)
    doublings = np.rint(rest * DOUBLINGS)
    for part in LOG_2:
        rest -= doublings * part
    with np.errstate(over="ignore", under="ignore", invalid="ignore"):
        return np.asarray(np.ldexp(_series(EXP_SERIES, rest), doublings.astype(np.intc)))


def log1p(values: ArrayLike) -> Floats:
    r"""Return :math:`\log(1 + x)` for each value, exact also where x is tiny.

    .. math:: \log(1 + x) = n \log 2 + 2 \operatorname{artanh} \frac{f}{2 + f} \quad \text{with}
        \quad 1 + x = 2^n (1 + f)

    Parameters
    ----------
    values : array_like, any shape
        Finite numbers of 0 or more.

    Returns
    -------
    ndarray of float64, same shape
        With a relative error of at most 1e-15.

    Raises
    ------
    ValueError
        If something is not a finite number of 0 or more.

    Examples
    --------
    >>> log1p([0.0, 1e-20, 1.0])
    array([0.00000000e+00, 1.00000000e-20, 6.93147181e-01])
    """
    array = real_array(values, "values")
    legal = (array >= 0) & (array < np.inf)
    if not legal.all():
        raise ValueError(f"values must be finite numbers of 0 or more, got {array[~legal][0]}")
    with np.errstate(under="ignore"):
        fractions, doublings = np.frexp(1 + array)  # fractions from 1/2 to 1
        low = fractions < math.sqrt(0.5)
        doublings = doublings - low
        above_1 = np.where(doublings == 0, array, fractions * (1 + low) - 1)
        ratios = above_1 / (2 + above_1)
        halves = ratios * _series(ATANH_SERIES, ratios * ratios)
        return np.asarray(doublings * LOG_2[0] + (doublings * LOG_2[1] + 2 * halves))


def total(values: ArrayLike) -> Floats:
    r"""Return the sums along the last axis, each added up from the first value to the last.

    Parameters
    ----------
    values : array_like, shape (..., N)
        Real numbers, one or more along the last axis.

    Returns
    -------
    ndarray of float64, shape (...)
        Unlike those of ``np.sum``, they do not depend on how the array lies in memory.

    Raises
    ------
    ValueError
        If there is nothing to add, or something that is not a real number.

    Examples
    --------
    >>> total([[1.0, 2.0, 3.0], [0.5, 0.25, 0.25]])
    array([6., 1.])
    """
    array = real_array(values, "values")
    if array.ndim == 0 or array.shape[-1] == 0:
        raise ValueError(f"values must hold numbers along an axis, got shape {array.shape}")
    # NumPy promises the order of accumulate, and of no other sum.
    return np.asarray(np.add.accumulate(array, axis=-1)[..., -1])


def weighted_sum(weights: Iterable[Floats], values: Iterable[Floats]) -> Floats:
    r"""Return :math:`w_1 x_1 + w_2 x_2 + \ldots`, added in this order.

    Parameters
    ----------
    weights, values : iterable of ndarray of float64
        As many of either, one or more; the arrays of a pair broadcast.

    Returns
    -------
    ndarray of float64
        A new array.

    Raises
    ------
    ValueError
        If there are more of one than of the other, or none.

    Examples
    --------
    >>> weighted_sum(np.array([[2.0], [1.0]]), np.array([[1.0, 2.0], [0.5, 0.5]]))
    array([2.5, 4.5])
    """
    products = [weight * value for weight, value in zip(weights, values, strict=True)]
    if not products:
        raise ValueError(f"weights must be one or more, got {products}")
    sums = products[0]
    for product in products[1:]:
        sums = sums + product
    return np.asarray(sums)


def _series(coefficients: tuple[float, ...], values: Floats) -> Floats:
    """Return a power series, the coefficient of power 0 first, by Horner's rule."""
    result = np.full(values.shape, coefficients[-1])
    for coefficient in coefficients[-2::-1]:
        result *= values
        result += coefficient
    return result

"""Arithmetic that is bit-for-bit the same on every processor.

Training at a high learning rate is chaotic: a difference in the last bit soon reaches the first
digit. The last bits of NumPy's matrix products and exponentials depend on the processor, because
summation order and instructions differ. The functions here only add, subtract, multiply, divide
and round single numbers in a fixed order, and IEEE 754 defines each of those results exactly.

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

# log 2 in two parts: the first has 31 bits, so its product with a small integer is exact.
LOG_2 = (float.fromhex("0x1.62e42feep-1"), float.fromhex("0x1.a39ef35793c76p-33"))
DOUBLINGS = float.fromhex("0x1.71547652b82fep+0")  # 1 / log 2
SMALLEST, LARGEST = -746.0, 710.0  # exp is 0 below and inf above
# Taylor series to float64 precision: e^r for |r| up to log(2) / 2, and atanh(s) / s in powers of
# s^2 for (1 + s) / (1 - s) up to sqrt(2).
EXP_SERIES = tuple(1 / math.factorial(power) for power in range(14))
ATANH_SERIES = tuple(1 / (2 * power + 1) for power in range(11))


def exp(values: ArrayLike) -> Floats:
    r"""Compute :math:`e^x` elementwise.

    .. math:: e^x = 2^n e^r \quad \text{with} \quad n = \operatorname{round}(x / \log 2),
        \quad r = x - n \log 2

    Parameters
    ----------
    values : array_like, any shape
        Real numbers. -inf gives 0, inf gives inf, and NaN gives NaN.

    Returns
    -------
    ndarray of float64, same shape
        Relative error at most 1e-15.

    Raises
    ------
    ValueError
        If a value is not a real number.

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
    r"""Compute :math:`\log(1 + x)` elementwise, accurate even for tiny x.

    .. math:: \log(1 + x) = n \log 2 + 2 \operatorname{artanh} \frac{f}{2 + f} \quad \text{with}
        \quad 1 + x = 2^n (1 + f)

    Parameters
    ----------
    values : array_like, any shape
        Finite numbers of 0 or more.

    Returns
    -------
    ndarray of float64, same shape
        Relative error at most 1e-15.

    Raises
    ------
    ValueError
        If a value is not a finite number of 0 or more.

    Examples
    --------
    >>> log1p([0.0, 1e-20, 1.0])
    array([0.00000000e+00, 1.00000000e-20, 6.93147181e-01])
    """
    array = real_array(values, "values")
    valid = (array >= 0) & (array < np.inf)
    if not valid.all():
        raise ValueError(f"values must be finite numbers of 0 or more, got {array[~valid][0]}")
    with np.errstate(under="ignore"):
        fractions, doublings = np.frexp(1 + array)  # fractions from 1/2 to 1
        low = fractions < math.sqrt(0.5)
        doublings = doublings - low
        above_1 = np.where(doublings == 0, array, fractions * (1 + low) - 1)
        ratios = above_1 / (2 + above_1)
        halves = ratios * _series(ATANH_SERIES, ratios * ratios)
        return np.asarray(doublings * LOG_2[0] + (doublings * LOG_2[1] + 2 * halves))


def total(values: ArrayLike) -> Floats:
    r"""Sum along the last axis, strictly from the first value to the last.

    Parameters
    ----------
    values : array_like, shape (..., N)
        Real numbers; N is at least 1.

    Returns
    -------
    ndarray of float64, shape (...)
        Unlike ``np.sum``, independent of the memory layout.

    Raises
    ------
    ValueError
        If there is nothing to add, or a value is not a real number.

    Examples
    --------
    >>> total([[1.0, 2.0, 3.0], [0.5, 0.25, 0.25]])
    array([6., 1.])
    """
    array = real_array(values, "values")
    if array.ndim == 0 or array.shape[-1] == 0:
        raise ValueError(f"values must have a non-empty last axis, got shape {array.shape}")
    # NumPy guarantees the order of accumulate only.
    return np.asarray(np.add.accumulate(array, axis=-1)[..., -1])


def weighted_sum(weights: Iterable[Floats], values: Iterable[Floats]) -> Floats:
    r"""Compute :math:`w_1 x_1 + w_2 x_2 + \ldots`, adding in this order.

    Parameters
    ----------
    weights, values : iterable of ndarray of float64
        Equally many, at least one; the arrays of each pair broadcast.

    Returns
    -------
    ndarray of float64
        A new array.

    Raises
    ------
    ValueError
        If their numbers differ, or there are none.

    Examples
    --------
    >>> weighted_sum(np.array([[2.0], [1.0]]), np.array([[1.0, 2.0], [0.5, 0.5]]))
    array([2.5, 4.5])
    """
    products = [weight * value for weight, value in zip(weights, values, strict=True)]
    if not products:
        raise ValueError(f"weights must not be empty, got {products}")
    sums = products[0]
    for product in products[1:]:
        sums = sums + product
    return np.asarray(sums)


def _series(coefficients: tuple[float, ...], values: Floats) -> Floats:
    """Evaluate a power series by Horner's rule; the coefficient of power 0 comes first."""
    result = np.full(values.shape, coefficients[-1])
    for coefficient in coefficients[-2::-1]:
        result *= values
        result += coefficient
    return result

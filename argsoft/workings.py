"""Ways to turn logits into shares, worked number by number, and where each fails.

Softmax proper is in `argsoft.softmax`. This module works the textbook formula in a chosen
precision, overflow included, and the alternatives one might try instead.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from argsoft.validation import Floats, checked_logits

E_TO_Z, LARGEST_SUBTRACTED = "e_to_z", "largest_subtracted"
Z_ITSELF, Z_MINUS_SMALLEST, TWO_TO_Z = INSTEAD = (*("z_itself", "z_minus_smallest", "two_to_z"),)


class Working(NamedTuple):
    """Intermediate results from logits to shares.

    A number too large for the precision is inf; an undefined one is NaN.

    Attributes
    ----------
    inputs : ndarray of float64, shape (K,)
        The logits, or their differences from one of them.
    parts : ndarray of float64, shape (K,)
        The terms of the sum: e to the power of the inputs, or its replacement.
    running : ndarray of float64, shape (K,)
        Cumulative sum of the parts; the last entry is the total.
    shares : ndarray of float64, shape (K,)
        The parts divided by the total.
    """

    inputs: Floats
    parts: Floats
    running: Floats
    shares: Floats

    @property
    def total(self) -> float:
        """Sum of all parts."""
        return float(self.running[-1])

    @property
    def is_zero(self) -> NDArray[np.bool_]:
        """Which parts, running sums and shares are 0, shape (4, K); all False for the inputs.

        For powers of e, each of these zeros is underflow. A nonzero part whose share is 0 because
        the total is inf does not count.
        """
        found = np.equal(self, 0)
        found[0] = False
        if np.isinf(self.total):
            found[3] &= found[1]
        return found


# Each way maps logits to inputs, and inputs to parts.
_Step = Callable[[NDArray[Any]], NDArray[Any]]

_WAYS: Mapping[str, tuple[_Step, _Step]] = MappingProxyType(
    {
        E_TO_Z: (np.copy, np.exp),
        LARGEST_SUBTRACTED: (lambda z: z - z.max(), np.exp),
        TWO_TO_Z: (np.copy, np.exp2),
        Z_ITSELF: (np.copy, np.copy),
        Z_MINUS_SMALLEST: (lambda z: z - z.min(), np.copy),
    }
)

_PRECISIONS: Mapping[str, type[np.floating[Any]]] = MappingProxyType(
    {"float64": np.float64, "float32": np.float32, "float16": np.float16}
)


def worked(logits: ArrayLike, *, way: str = E_TO_Z, precision: str = "float64") -> Working:
    r"""Turn logits into shares in one of several ways, and keep the intermediate results.

    .. math:: s_i = \frac{f(z_i)}{\sum_j f(z_j)}

    Parameters
    ----------
    logits : array_like, shape (K,)
        Finite numbers :math:`z`.
    way : str
        Selects :math:`f`. "e to the power z" is the textbook softmax; "largest subtracted" adds
        the subtraction that prevents overflow. "two_to_z" is softmax at another
        temperature. "z_itself" and "z_minus_smallest" are not softmax.
    precision : str
        NumPy type for all arithmetic: float64, float32 or float16.

    Returns
    -------
    Working
        Contains inf and NaN where the way or the precision fails; showing them is the point.

    Raises
    ------
    ValueError
        If the logits are not one row of finite numbers, or `way` or `precision` is unknown.

    Examples
    --------
    >>> worked([1.43, -0.40, 0.23]).parts.round(2)
    array([4.18, 0.67, 1.26])
    >>> worked([12.0, 0.0], precision="float16").shares
    array([nan,  0.])
    >>> worked([1.0, -1.0], way="z_itself").total
    0.0
    """
    for name, value, known in (("way", way, _WAYS), ("precision", precision, _PRECISIONS)):
        if value not in known:
            raise ValueError(f"{name} must be one of {', '.join(known)}, got {value!r}")
    values, _ = checked_logits(logits)
    if values.ndim != 1 or not np.isfinite(values).all():
        raise ValueError(f"logits must be one row of finite numbers, got {logits!r}")
    begin, turn = _WAYS[way]
    with np.errstate(all="ignore"):
        inputs = begin(values.astype(_PRECISIONS[precision]))
        parts = turn(inputs)
        running = parts.cumsum()
        shares = parts / running[-1]
        return Working(*(each.astype(np.float64) for each in (inputs, parts, running, shares)))


def largest_exponent(precision: str) -> float:
    """Find the largest exponent x for which e to the power x fits into a precision.

    Parameters
    ----------
    precision : str
        float64, float32 or float16.

    Returns
    -------
    float
        Natural logarithm of the largest number of that precision.

    Examples
    --------
    >>> [round(largest_exponent(each), 1) for each in ("float16", "float32", "float64")]
    [11.1, 88.7, 709.8]
    """
    return float(np.log(np.float64(np.finfo(_PRECISIONS[precision]).max)))


def smallest_number(precision: str) -> float:
    """Find the smallest positive number of a precision; anything below half of it rounds to 0.

    Parameters
    ----------
    precision : str
        float64, float32 or float16.

    Examples
    --------
    >>> [f"{smallest_number(each):.1e}" for each in ("float16", "float32", "float64")]
    ['6.0e-08', '1.4e-45', '4.9e-324']
    """
    kind = _PRECISIONS[precision]
    return float(np.nextafter(kind(0), kind(1)))

"""Ways to turn logits into shares of a whole, worked number by number, and where each fails.

Softmax proper is in `argsoft.softmax`. Here is what stands on a blackboard beside it: the formula
as it is written, in a chosen precision, with its overflow; and what one might try in its place.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from argsoft.validation import Floats, checked_logits

E_TO_Z, LARGEST_SUBTRACTED = "e to the power z", "largest subtracted"
Z_ITSELF, Z_MINUS_SMALLEST, TWO_TO_Z = INSTEAD = (
    "z itself",
    "z minus the smallest",
    "2 to the power z",
)


class Working(NamedTuple):
    """Every number on the way from logits to shares.

    A number that is too large for the precision is inf, and one that does not exist is NaN.

    Attributes
    ----------
    inputs : ndarray of float64, shape (K,)
        What the way starts from: the logits, or their distance from one of them.
    parts : ndarray of float64, shape (K,)
        What is added up: e to the power of the inputs, or what stands in its place.
    running : ndarray of float64, shape (K,)
        The sum of the parts so far; the last one is the total.
    shares : ndarray of float64, shape (K,)
        The parts divided by the total.
    """

    inputs: Floats
    parts: Floats
    running: Floats
    shares: Floats

    @property
    def total(self) -> float:
        """The sum of all parts."""
        return float(self.running[-1])

    @property
    def is_zero(self) -> NDArray[np.bool_]:
        """Which numbers are 0 beyond the inputs, shape (4, K).

        Where e is raised to a power, each of them is underflow. A share of a sum of inf is 0 for
        another reason, and left out.
        """
        found = np.equal(self, 0)
        found[0] = False
        if np.isinf(self.total):
            found[3] &= found[1]
        return found


# For each way: what it starts from, and what it makes of that to add up.
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
    r"""Turn logits into shares in one of several ways, and keep every number.

    .. math:: s_i = \frac{f(z_i)}{\sum_j f(z_j)}

    Parameters
    ----------
    logits : array_like, shape (K,)
        Finite numbers :math:`z`.
    way : str
        What :math:`f` is. "e to the power z" is softmax as it is written, without the subtraction
        that keeps it from overflowing; "largest subtracted" has it. "2 to the power z" is softmax
        at another temperature. "z itself" and "z minus the smallest" are no softmax.
    precision : str
        The NumPy type that every number is computed in: float64, float32 or float16.

    Returns
    -------
    Working
        With inf and NaN where the way or the precision fails, which is the point.

    Raises
    ------
    ValueError
        If the logits are not one row of finite numbers, or a name is unknown.

    Examples
    --------
    >>> worked([1.43, -0.40, 0.23]).parts.round(2)
    array([4.18, 0.67, 1.26])
    >>> worked([12.0, 0.0], precision="float16").shares
    array([nan,  0.])
    >>> worked([1.0, -1.0], way="z itself").total
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
    """Return up to which number e to its power still fits into a precision.

    Parameters
    ----------
    precision : str
        float64, float32 or float16.

    Returns
    -------
    float
        The natural logarithm of the largest number of that precision.

    Examples
    --------
    >>> [round(largest_exponent(each), 1) for each in ("float16", "float32", "float64")]
    [11.1, 88.7, 709.8]
    """
    return float(np.log(np.float64(np.finfo(_PRECISIONS[precision]).max)))


def smallest_number(precision: str) -> float:
    """Return the smallest number above 0 that a precision holds: what is less than half of it is 0.

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

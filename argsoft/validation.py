"""Checks that all modules share: every refusal names the argument, the rule and the value."""

import math
import reprlib
from decimal import Decimal
from numbers import Integral, Real
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
_INEXACT = 2**53  # from here on, float64 does not hold every integer
# What is too small for a float is meant to be 0, also for callers who let NumPy raise. As a
# decorator, it costs a call about a microsecond.
underflow_is_zero = np.errstate(under="ignore")


def real_array(values: ArrayLike, name: str) -> Floats:
    """Return `values` as a float64 array.

    Parameters
    ----------
    values : array_like
        Real numbers of any shape; integers and float32 are widened.
    name : str
        What the caller calls the argument, for the message.

    Returns
    -------
    ndarray of float64
        The same numbers; the input itself where it already is such an array.

    Raises
    ------
    ValueError
        If something in `values` is not a real number or is masked, or the rows differ in length.

    Examples
    --------
    >>> real_array([1, 2], "logits")
    array([1., 2.])
    """
    if any(map(_is_masked, values if isinstance(values, list | tuple) else (values,))):
        raise ValueError(f"{name} must have no masked value, got {reprlib.repr(values)}")
    try:
        array = np.asarray(values)
        if array.dtype == np.float64:
            return array  # the usual case, and the fast one
        if array.dtype.kind not in "iuf" and not _holds_real_objects(array):
            raise TypeError(array.dtype)
        with np.errstate(over="ignore"):
            return array.astype(np.float64, copy=False)
    except (TypeError, ValueError, OverflowError) as error:
        raise ValueError(f"{name} must be real numbers, got {reprlib.repr(values)}") from error


def checked_logits(logits: ArrayLike, axis: int = -1) -> tuple[Floats, Floats]:
    """Return `logits` as a float64 array, with its maximum along `axis`.

    One look at the maximum finds every bad logit: NaN and +inf spread to it, and it is -inf only
    where all classes are masked.

    Parameters
    ----------
    logits : array_like, shape (..., K)
        Real numbers; -inf masks a class, as long as another one of its row is finite.
    axis : int
        The axis that holds the classes.

    Returns
    -------
    values : ndarray of float64
        The logits.
    maximum : ndarray of float64
        The largest along `axis`, which is kept with length 1.

    Raises
    ------
    ValueError
        If the axis is not an integer; if the logits are empty, have no such axis, are masked in
        another way, hold NaN or +inf, or a row is all -inf.

    Examples
    --------
    >>> checked_logits([1.43, -0.4, 0.23])[1]
    array([1.43])
    """
    values = real_array(logits, "logits")
    if not isinstance(axis, Integral) or isinstance(axis, bool):
        raise ValueError(f"axis must be an integer, got {axis!r}")
    if values.size == 0:
        raise ValueError(f"logits must not be empty, got shape {values.shape}")
    if not -values.ndim <= axis < values.ndim:
        raise ValueError(f"logits must have an axis {axis}, got shape {values.shape}")
    maximum: Floats = values.max(axis=axis, keepdims=True)
    finite = np.isfinite(maximum)
    if not (finite.item() if finite.size == 1 else finite.all()):
        bad = maximum[~finite][0]
        rule = "hold a finite value in every row" if bad == -np.inf else "be finite or -inf"
        raise ValueError(f"logits must {rule}, got {bad}")
    return values, maximum


def checked_number(value: float, name: str, *, least: float = -math.inf) -> float:
    """Return `value` as a float.

    Parameters
    ----------
    value : float
        A finite real number of any kind.
    name : str
        What the caller calls the argument, for the message.
    least : float
        The smallest that it may be.

    Raises
    ------
    ValueError
        If it is not a finite number, or below `least`.

    Examples
    --------
    >>> checked_number(2, "feature")
    2.0
    """
    number = _as_float(value)
    if math.isfinite(number) and number >= least:
        return number
    rule = "a finite number" if least == -math.inf else f"a finite number of {least:g} or more"
    raise ValueError(f"{name} must be {rule}, got {value!r}")


def checked_positive(value: float, name: str) -> float:
    """Return `value` as a float.

    Parameters
    ----------
    value : float
        A finite real number above 0, such as a temperature or a learning rate.
    name : str
        What the caller calls the argument, for the message.

    Raises
    ------
    ValueError
        If it is not a finite number above 0.

    Examples
    --------
    >>> checked_positive(2, "temperature")
    2.0
    """
    number = _as_float(value)
    if 0 < number < math.inf:
        return number
    raise ValueError(f"{name} must be a finite number above 0, got {value!r}")


def checked_count(count: int, name: str, *, least: int = 1) -> int:
    """Return `count` as an int.

    Parameters
    ----------
    count : int
        How many. A float or a bool is refused.
    name : str
        What the caller calls the argument, for the message.
    least : int
        The smallest that it may be.

    Raises
    ------
    ValueError
        If it is not an integer of `least` or more.

    Examples
    --------
    >>> checked_count(0, "steps")
    Traceback (most recent call last):
        ...
    ValueError: steps must be an integer of 1 or more, got 0
    """
    if isinstance(count, Integral) and not isinstance(count, bool) and count >= least:
        return int(count)
    raise ValueError(f"{name} must be an integer of {least} or more, got {count!r}")


def checked_row(logits: ArrayLike) -> Floats:
    """Return the logits of one example as a float64 array.

    Parameters
    ----------
    logits : array_like, shape (K,)
        As for `checked_logits`.

    Raises
    ------
    ValueError
        If the logits are not one row, or not legal there.

    Examples
    --------
    >>> checked_row([1, 2])
    array([1., 2.])
    """
    values, _ = checked_logits(logits)
    if values.ndim != 1:
        raise ValueError(f"logits must be one row, got shape {values.shape}")
    return values


def checked_class(index: int, name: str, num_classes: int) -> int:
    """Return `index` as an int.

    Parameters
    ----------
    index : int
        Which class. A float, a bool or a negative number is refused: a class has one number.
    name : str
        What the caller calls the argument, for the message.
    num_classes : int
        How many classes there are.

    Raises
    ------
    ValueError
        If it is not an integer from 0 to `num_classes` - 1.

    Examples
    --------
    >>> checked_class(3, "target", 3)
    Traceback (most recent call last):
        ...
    ValueError: target must be an integer from 0 to 2, got 3
    """
    whole = isinstance(index, Integral) and not isinstance(index, bool)
    if whole and 0 <= index < num_classes:
        return int(index)
    raise ValueError(f"{name} must be an integer from 0 to {num_classes - 1}, got {index!r}")


def exact_array(values: ArrayLike) -> NDArray[Any]:
    """Return real numbers as an array that compares them exactly: integers stay integers.

    Parameters
    ----------
    values : array_like
        What `real_array` has found to be real numbers.

    Returns
    -------
    ndarray
        Of integers of any size where all are, else of float64.

    Examples
    --------
    >>> exact_array([2**53, 2**53 + 1]).argmax(), exact_array([2**64, -1]).dtype
    (np.int64(1), dtype('O'))
    """
    array = np.asarray(values)
    if array.dtype.kind in "iu":
        return array
    # NumPy makes floats of integers in a list that none of its types holds together.
    rounded = not isinstance(values, np.ndarray) and np.abs(array).max(initial=0) >= _INEXACT
    if array.dtype.kind == "O" or rounded:
        objects = np.array(values, dtype=object)
        if all(isinstance(each, Integral) for each in objects.flat):
            return objects
    return array.astype(np.float64, copy=False)


def _is_masked(values: object) -> bool:
    """Return whether this is an array with a masked value, which NumPy would take as it is."""
    return isinstance(values, np.ma.MaskedArray) and bool(np.ma.is_masked(values))


def _holds_real_objects(array: NDArray[Any]) -> bool:
    """Return whether an array holds Python's real numbers, and no text that looks like them."""
    return array.dtype.kind == "O" and all(
        isinstance(each, Real | Decimal) and not isinstance(each, bool) for each in array.flat
    )


def _as_float(value: float) -> float:
    """Return a real number as a float, infinite beyond every float; NaN for what is no number."""
    try:
        return float(value) if isinstance(value, float | Real) else math.nan
    except OverflowError:
        return math.inf

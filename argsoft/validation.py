"""Shared argument checks; every error message names the argument, the rule and the value."""

import math
import reprlib
from decimal import Decimal
from numbers import Integral, Real
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
ROUNDING = 1e-9  # a sum of probabilities may miss 1 by this much
_INEXACT = 2**53  # from here on, float64 cannot represent every integer
# Underflow to 0 is intended, even if the caller told NumPy to raise on it. As a decorator, this
# costs about a microsecond per call.
underflow_is_zero = np.errstate(under="ignore")


def real_array(values: ArrayLike, name: str) -> Floats:
    """Convert `values` to a float64 array.

    Parameters
    ----------
    values : array_like
        Real numbers of any shape; integers and float32 are widened.
    name : str
        Argument name for the error message.

    Returns
    -------
    ndarray of float64
        The input itself if it already is a float64 array.

    Raises
    ------
    ValueError
        If an element is masked or not a real number, or the rows differ in length.

    Examples
    --------
    >>> real_array([1, 2], "logits")
    array([1., 2.])
    """
    if type(values) is np.ndarray and values.dtype == np.float64:
        return values  # the usual case, and the fast one
    if any(map(_is_masked, values if isinstance(values, list | tuple) else (values,))):
        raise ValueError(f"{name} must not contain masked values, got {reprlib.repr(values)}")
    try:
        array = np.asarray(values)
        if array.dtype == np.float64:
            return array
        if array.dtype.kind not in "iuf" and not _holds_real_objects(array):
            raise TypeError(array.dtype)
        with np.errstate(over="ignore"):
            return array.astype(np.float64, copy=False)
    except (TypeError, ValueError, OverflowError) as error:
        raise ValueError(f"{name} must be real numbers, got {reprlib.repr(values)}") from error


def checked_logits(logits: ArrayLike, axis: int = -1) -> tuple[Floats, Floats]:
    """Check `logits` and compute their maximum along `axis`.

    The maximum alone reveals every invalid logit: NaN and +inf propagate to it, and it is -inf only
    if all classes are masked.

    Parameters
    ----------
    logits : array_like, shape (..., K)
        Real numbers; -inf masks a class, as long as its row has a finite logit.
    axis : int
        The axis that holds the classes.

    Returns
    -------
    values : ndarray of float64
        The logits.
    maximum : ndarray of float64
        The largest logit along `axis`, which is kept with length 1.

    Raises
    ------
    ValueError
        If the axis is not an integer or does not exist, or the logits are empty, masked other than
        by -inf, NaN, +inf, or all -inf in a row.

    Examples
    --------
    >>> checked_logits([1.43, -0.4, 0.23])[1]
    array([1.43])
    """
    values = real_array(logits, "logits")
    if type(axis) is not int and (not isinstance(axis, Integral) or isinstance(axis, bool)):
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
    """Check a finite number and convert it to a float.

    Parameters
    ----------
    value : float
        A finite real number of any type.
    name : str
        Argument name for the error message.
    least : float
        Smallest valid value.

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
    """Check a positive number and convert it to a float.

    Parameters
    ----------
    value : float
        A finite real number above 0, such as a temperature or a learning rate.
    name : str
        Argument name for the error message.

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
    """Check a count and convert it to an int.

    Parameters
    ----------
    count : int
        Any integer type; floats and bools raise.
    name : str
        Argument name for the error message.
    least : int
        Smallest valid value.

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
    """Check the logits of one example and convert them to a float64 array.

    Parameters
    ----------
    logits : array_like, shape (K,)
        As for `checked_logits`.

    Raises
    ------
    ValueError
        If the logits are not one row, or as for `checked_logits`.

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
    """Check a class index and convert it to an int.

    Parameters
    ----------
    index : int
        Which class. Floats, bools and negative numbers raise: each class has one index.
    name : str
        Argument name for the error message.
    num_classes : int
        Number of classes.

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


def checked_classes(
    indices: ArrayLike, name: str, num_classes: int | None, *, least: int = 1
) -> NDArray[np.intp]:
    """Check one row of class indices and convert it to an integer array.

    Parameters
    ----------
    indices : array_like of integers, shape (N,)
        One class per example.
    name : str
        Argument name for the error message.
    num_classes : int or None
        Number of classes; None for no upper limit.
    least : int
        Smallest number of examples.

    Raises
    ------
    ValueError
        If they are not one row of integers from 0 to `num_classes` - 1, or too few.

    Examples
    --------
    >>> checked_classes([0, 2], "targets", 3)
    array([0, 2])
    """
    values = np.asarray(indices)
    row = values.ndim == 1 and values.size >= least and values.dtype.kind in "iu"
    limit = np.inf if num_classes is None else num_classes
    if row and 0 <= values.min(initial=0) <= values.max(initial=0) < limit:
        return values.astype(np.intp)
    last = "" if num_classes is None else f" to {num_classes - 1}"
    shown = reprlib.repr(indices)
    raise ValueError(f"{name} must be a row of integers from 0{last}, got {shown}")


def checked_distributions(values: ArrayLike, name: str) -> Floats:
    """Check probabilities and convert them to a float64 array.

    Parameters
    ----------
    values : array_like, shape (..., K)
        Numbers of 0 or more that sum to 1 along the last axis, up to a billionth for rounding.
    name : str
        Argument name for the error message.

    Raises
    ------
    ValueError
        If there are none, one is negative or not a number, or a row does not sum to 1.

    Examples
    --------
    >>> checked_distributions([0.5, 0.25, 0.25], "probabilities")
    array([0.5 , 0.25, 0.25])
    """
    array = real_array(values, name)
    if array.ndim and array.size and (array >= 0).all():  # never true of NaN
        with np.errstate(over="ignore", under="ignore"):
            sums = array.sum(axis=-1)
        if (np.abs(sums - 1) <= ROUNDING).all():
            return array
    shown = reprlib.repr(values)
    raise ValueError(f"{name} must be numbers of 0 or more that sum to 1, got {shown}")


def checked_distribution(values: ArrayLike, name: str) -> Floats:
    """Check one row of probabilities and convert it to a float64 array.

    Parameters
    ----------
    values : array_like, shape (K,)
        As for `checked_distributions`.
    name : str
        Argument name for the error message.

    Raises
    ------
    ValueError
        If they are not one row, or as for `checked_distributions`.

    Examples
    --------
    >>> checked_distribution([1, 0], "target")
    array([1., 0.])
    """
    array = checked_distributions(values, name)
    if array.ndim == 1:
        return array
    raise ValueError(f"{name} must be one row, got shape {array.shape}")


def checked_generator(rng: np.random.Generator) -> np.random.Generator:
    """Check a random generator.

    Parameters
    ----------
    rng : numpy.random.Generator
        For example ``np.random.default_rng(0)``.

    Raises
    ------
    ValueError
        If it is none, such as a bare seed.

    Examples
    --------
    >>> checked_generator(0)
    Traceback (most recent call last):
        ...
    ValueError: rng must be a numpy.random.Generator, got 0
    """
    if isinstance(rng, np.random.Generator):
        return rng
    raise ValueError(f"rng must be a numpy.random.Generator, got {rng!r}")


def exact_array(values: ArrayLike) -> NDArray[Any]:
    """Convert real numbers to an array that compares exactly: integers stay integers.

    Parameters
    ----------
    values : array_like
        Real numbers, checked by `real_array`.

    Returns
    -------
    ndarray
        Integers of any size if all values are integers, float64 otherwise.

    Examples
    --------
    >>> exact_array([2**53, 2**53 + 1]).argmax(), exact_array([2**64, -1]).dtype
    (np.int64(1), dtype('O'))
    """
    array = np.asarray(values)
    if array.dtype.kind in "iu":
        return array
    # NumPy converts a list of integers to floats if no integer type holds all of them.
    rounded = not isinstance(values, np.ndarray) and np.abs(array).max(initial=0) >= _INEXACT
    if array.dtype.kind == "O" or rounded:
        objects = np.array(values, dtype=object)
        if all(isinstance(each, Integral) for each in objects.flat):
            return objects
    return array.astype(np.float64, copy=False)


def _is_masked(values: object) -> bool:
    """Return whether this is an array with masked values, which np.asarray would unmask."""
    return isinstance(values, np.ma.MaskedArray) and bool(np.ma.is_masked(values))


def _holds_real_objects(array: NDArray[Any]) -> bool:
    """Return whether an object array holds only real numbers, not strings that look like them."""
    return array.dtype.kind == "O" and all(
        isinstance(each, Real | Decimal) and not isinstance(each, bool) for each in array.flat
    )


def _as_float(value: float) -> float:
    """Convert a real number to a float: inf if it overflows, NaN if it is not a number."""
    if type(value) is float:
        return value
    try:
        return float(value) if isinstance(value, Real) else math.nan
    except OverflowError:
        return math.inf

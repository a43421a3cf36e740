"""Argmax, its ties, and one-hot vectors."""

import operator

import numpy as np
from numpy.typing import ArrayLike, NDArray

from argsoft.validation import Floats, checked_logits, exact_array

Indices = NDArray[np.intp]


def argmax(logits: ArrayLike, axis: int = -1) -> np.intp | Indices:
    r"""Return the index of the largest logit, or the first such index in a tie.

    .. math:: \operatorname{argmax}(z) = \min \{ i : z_i = \max_j z_j \}

    Parameters
    ----------
    logits : array_like, shape (..., K)
        Unnormalized scores, any real numbers; -inf masks a class.
    axis : int
        The axis that holds the classes.

    Returns
    -------
    integer, or ndarray of integers without `axis`
        Indices from 0 to K - 1.

    Raises
    ------
    ValueError
        If the logits are empty, not real numbers, NaN, +inf or all -inf.

    Notes
    -----
    A tie is exact equality of two integers or two float64 numbers: 1.43 typed twice ties with
    itself, but 0.1 + 0.2 does not tie with 0.3. Picking the first index matches NumPy and PyTorch.

    See Also
    --------
    maximizers : Find all tied indices.

    Examples
    --------
    >>> int(argmax([1.43, -0.40, 0.23]))
    0
    >>> int(argmax([0.3, 0.1 + 0.2]))
    1
    """
    checked_logits(logits, axis)
    winner: np.intp | Indices = np.argmax(exact_array(logits), axis=axis)
    return winner


def maximizers(logits: ArrayLike) -> Indices:
    r"""Find every index whose logit equals the largest one.

    .. math:: \{ i : z_i = \max_j z_j \}

    Parameters
    ----------
    logits : array_like, shape (K,)
        Unnormalized scores, any real numbers; -inf masks a class.

    Returns
    -------
    ndarray of integers, shape (number of tied classes,)
        In ascending order; the first is what `argmax` returns.

    Raises
    ------
    ValueError
        If the logits are not one row, or not valid for `argmax`.

    Examples
    --------
    >>> maximizers([1.43, -0.40, 1.43])
    array([0, 2])
    """
    tied = ties(logits)
    if tied.ndim != 1:
        raise ValueError(f"logits must be one row, got shape {tied.shape}")
    return np.flatnonzero(tied)


def ties(logits: ArrayLike) -> NDArray[np.bool_]:
    """Mark every logit that equals the largest of its row.

    Parameters
    ----------
    logits : array_like, shape (..., K)
        Unnormalized scores, any real numbers; -inf masks a class.

    Returns
    -------
    ndarray of bool, same shape
        At least one True in every row; the first of them is what `argmax` returns.

    Raises
    ------
    ValueError
        If the logits are not valid for `argmax`.

    Examples
    --------
    >>> ties([[1.43, -0.40, 1.43], [0.0, 1.0, 0.0]])
    array([[ True, False,  True],
           [False,  True, False]])
    """
    checked_logits(logits)
    values = exact_array(logits)
    return np.asarray(values == values.max(axis=-1, keepdims=True), dtype=np.bool_)


def one_hot(index: ArrayLike, num_classes: int) -> Floats:
    r"""Build a vector of zeros with a single 1 at `index`.

    .. math:: \operatorname{one\_hot}(i)_j = 1 \text{ if } i = j \text{ else } 0

    Parameters
    ----------
    index : int or array_like of integers
        Which class, from 0 to `num_classes` - 1. Negative indices raise: each class has one index.
    num_classes : int
        Number of classes, at least 1.

    Returns
    -------
    ndarray of float64, shape (..., num_classes)
        One row per index; every row sums to 1.

    Raises
    ------
    ValueError
        If an index is not an integer or out of range, or `num_classes` is not a positive integer.

    Examples
    --------
    >>> one_hot(2, 3)
    array([0., 0., 1.])
    >>> one_hot(argmax([[1.43, -0.40, 0.23], [0.0, 1.0, 0.0]]), 3)
    array([[1., 0., 0.],
           [0., 1., 0.]])
    """
    try:
        classes = np.arange(operator.index(num_classes))
    except TypeError:
        classes = np.arange(0)
    if classes.size == 0:
        raise ValueError(f"num_classes must be a positive integer, got {num_classes!r}")
    indices = np.asarray(index)
    valid = indices.dtype.kind in "iu"
    if not valid or (indices.size and not 0 <= indices.min() <= indices.max() < classes.size):
        raise ValueError(f"index must be an integer from 0 to {classes[-1]}, got {index!r}")
    rows: Floats = np.equal(indices[..., np.newaxis], classes).astype(np.float64)
    return rows

"""Uncertainty of softmax: entropy, margin, and how many classes hold most of the probability."""

import numpy as np
from numpy.typing import ArrayLike

from argsoft.softmax import log_softmax, softmax
from argsoft.validation import Floats, underflow_is_zero

_DEPTHS = tuple(float(digit * 10**power) for power in range(6) for digit in (2, 5, 10))
ROUNDING = 1e-12  # a sum of shares may fall this far short


@underflow_is_zero
def entropy(logits: ArrayLike, *, temperature: float = 1.0) -> float:
    r"""Compute the entropy of softmax, in nats.

    .. math:: H = -\sum_i p_i \log p_i

    Parameters
    ----------
    logits : array_like, shape (K,)
        Unnormalized scores, any real numbers; -inf masks a class.
    temperature : float
        Above 0.

    Returns
    -------
    float
        From 0, if one class is certain, to log K, if all are equal.

    Raises
    ------
    ValueError
        As for `argsoft.softmax.softmax`, or if the logits are not one row.

    References
    ----------
    C. E. Shannon, "A mathematical theory of communication", Bell System Technical Journal 27, 1948.

    Examples
    --------
    >>> round(entropy([0.0, 0.0]), 4)
    0.6931
    """
    logarithms = _row(log_softmax(logits, temperature=temperature))
    shares = np.exp(logarithms)
    return float(-(shares * np.where(shares > 0, logarithms, 0.0)).sum()) + 0.0


def margin(logits: ArrayLike, *, temperature: float = 1.0) -> float:
    """Compute the lead of the largest probability over the next one.

    Parameters
    ----------
    logits, temperature
        As for `entropy`.

    Returns
    -------
    float
        From 0, at a tie, to 1; 1 for a single class.

    Raises
    ------
    ValueError
        As for `entropy`.

    Examples
    --------
    >>> round(margin([1.43, -0.40, 0.23]), 4)
    0.4781
    """
    shares = np.sort(_row(softmax(logits, temperature=temperature)))
    return float(shares[-1] - shares[-2]) if shares.size > 1 else 1.0


def classes_within(logits: ArrayLike, *, share: float = 0.9, temperature: float = 1.0) -> int:
    """Count the classes, largest first, that together reach a given share.

    Parameters
    ----------
    logits, temperature
        As for `entropy`.
    share : float
        Above 0, at most 1.

    Returns
    -------
    int
        From 1 to K.

    Raises
    ------
    ValueError
        As for `entropy`, or if the share is not above 0 and at most 1.

    Examples
    --------
    >>> classes_within([1.43, -0.40, 0.23]), classes_within([1.43, -0.40, 0.23], share=0.5)
    (3, 1)
    """
    return fewest_classes(_row(softmax(logits, temperature=temperature)), share)


def fewest_classes(probabilities: Floats, share: float) -> int:
    """Count the classes, largest first, that together reach a share of checked probabilities.

    Parameters
    ----------
    probabilities : ndarray of float64, shape (K,)
        Numbers of 0 or more that sum to 1.
    share : float
        Above 0, at most 1.

    Returns
    -------
    int
        From 1 to K.

    Raises
    ------
    ValueError
        If the share is not above 0 and at most 1.

    Examples
    --------
    >>> fewest_classes(np.array([0.25, 0.5, 0.25]), 0.6)
    2
    """
    if not 0 < share <= 1:
        raise ValueError(f"share must be above 0 and at most 1, got {share!r}")
    held = np.sort(probabilities)[::-1].cumsum() >= share - ROUNDING
    return int(held.argmax()) + 1 if held.any() else probabilities.size


def depth(logits: ArrayLike) -> float:
    """Find how many decades below 1 a logarithmic axis needs to show every probability.

    Parameters
    ----------
    logits : array_like, shape (K,)
        Unnormalized scores, any real numbers; -inf masks a class.

    Returns
    -------
    float
        1, 2 or 5 times a power of ten, from 2 to a million.

    Raises
    ------
    ValueError
        As for `entropy`.

    Examples
    --------
    >>> depth([0.23, 0.99, -102, 10]), depth([0.0, 0.0])
    (50.0, 2.0)
    """
    needed = -float(_row(log_softmax(logits)).min()) / np.log(10)
    return next((each for each in _DEPTHS if each >= needed), _DEPTHS[-1])


def _row(values: Floats) -> Floats:
    """Check that the values are one row."""
    if values.ndim != 1:
        raise ValueError(f"logits must be one row, got shape {values.shape}")
    return values

"""Uncertainty of softmax: entropy, margin, and whether confident answers are right as often."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from argsoft.softmax import log_softmax, softmax
from argsoft.validation import (
    Floats,
    checked_classes,
    checked_count,
    checked_distributions,
    underflow_is_zero,
)

_DEPTHS = tuple(float(digit * 10**power) for power in range(6) for digit in (2, 5, 10))
ROUNDING = 1e-12  # a sum of shares may fall this far short


class Reliability(NamedTuple):
    r"""How often answers were right, against how confident they were, bin by bin.

    Attributes
    ----------
    edges : ndarray of float64, shape (bins + 1,)
        From 0 to 1, equally far apart. A bin includes its upper edge, not its lower one.
    confidences : ndarray of float64, shape (bins,)
        Mean of the largest probabilities in each bin; NaN if it is empty.
    accuracies : ndarray of float64, shape (bins,)
        Fraction of the answers in each bin that are right; NaN if it is empty.
    counts : ndarray of integers, shape (bins,)
        Number of examples in each bin.
    expected_calibration_error : float
        Mean distance of accuracy from confidence, weighted by the counts: from 0, at perfect
        calibration, to 1.
    """

    edges: Floats
    confidences: Floats
    accuracies: Floats
    counts: NDArray[np.intp]
    expected_calibration_error: float


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


def reliability(probabilities: ArrayLike, classes: ArrayLike, bins: int = 10) -> Reliability:
    r"""Compare the confidence of predictions with how often they are right.

    .. math:: \mathrm{ECE} = \sum_b \frac{n_b}{N} \,
        \lvert \mathrm{accuracy}_b - \mathrm{confidence}_b \rvert

    Parameters
    ----------
    probabilities : array_like, shape (N, K)
        A row per example: numbers of 0 or more that sum to 1. The largest is the confidence, and
        its class, the first in a tie, the answer.
    classes : array_like of integers, shape (N,)
        True classes, from 0 to K - 1; at least one.
    bins : int
        Number of bins, 1 or more.

    Returns
    -------
    Reliability

    Raises
    ------
    ValueError
        If the probabilities are not a table of distributions, the classes are not N class indices
        below K, or `bins` is not an integer of 1 or more.

    References
    ----------
    C. Guo, G. Pleiss, Y. Sun and K. Q. Weinberger, "On calibration of modern neural networks",
    International Conference on Machine Learning, 2017, arXiv:1706.04599, section 2.

    Examples
    --------
    >>> found = reliability([[0.9, 0.1], [0.8, 0.2], [0.3, 0.7]], [0, 1, 1], bins=2)
    >>> found.counts, found.confidences, found.accuracies.round(2)
    (array([0, 3]), array([nan, 0.8]), array([ nan, 0.67]))
    >>> round(found.expected_calibration_error, 2)
    0.13
    """
    rows = checked_distributions(probabilities, "probabilities")
    if rows.ndim != 2:
        raise ValueError(f"probabilities must be a table, got shape {rows.shape}")
    truth = checked_classes(classes, "classes", rows.shape[1])
    if truth.size != len(rows):
        raise ValueError(f"classes must have length {len(rows)}, got {truth.size}")
    count = checked_count(bins, "bins")
    edges = np.arange(count + 1) / count
    confidence, right = rows.max(axis=1), rows.argmax(axis=1) == truth
    # Rounding may take a probability a little above 1.
    places = np.searchsorted(edges[1:-1], confidence, side="left")
    counts, confidences, accuracies = (
        np.bincount(places, weights, count) for weights in (None, confidence, right)
    )
    error = float(np.abs(accuracies - confidences).sum() / truth.size)
    with np.errstate(invalid="ignore"):
        return Reliability(edges, confidences / counts, accuracies / counts, counts, error)


def _row(values: Floats) -> Floats:
    """Check that the values are one row."""
    if values.ndim != 1:
        raise ValueError(f"logits must be one row, got shape {values.shape}")
    return values

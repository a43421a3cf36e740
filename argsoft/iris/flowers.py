"""Predictions of a trained network: its answers, its confidence, and its errors."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from argsoft.iris.network import Network, network_logits
from argsoft.selection import Indices, argmax
from argsoft.softmax import softmax
from argsoft.validation import Floats, checked_classes, checked_count


class Judged(NamedTuple):
    """Predictions of a network for N flowers.

    Attributes
    ----------
    logits : ndarray of float64, shape (N, K)
        Outputs of the network.
    probabilities : ndarray of float64, shape (N, K)
        Softmax of the logits.
    answers : ndarray of integers, shape (N,)
        Argmax of the logits.
    confidence : ndarray of float64, shape (N,)
        The largest probability of each flower, from 1 / K to 1.
    """

    logits: Floats
    probabilities: Floats
    answers: Indices
    confidence: Floats


def judge(network: Network, inputs: ArrayLike) -> Judged:
    """Classify every flower.

    Parameters
    ----------
    network : Network
        A network with F features and K classes.
    inputs : array_like, shape (N, F)
        Features of the flowers, standardized if the training data were.

    Returns
    -------
    Judged

    Raises
    ------
    ValueError
        If the inputs are not a table, or as for `argsoft.iris.network.network_logits`.

    Examples
    --------
    >>> judged = judge(Network(np.array([[2.0, 0.0]]), np.zeros(2)), [[1.0], [-2.0]])
    >>> judged.answers, judged.confidence.round(2)
    (array([0, 1]), array([0.88, 0.98]))
    """
    logits = network_logits(network, inputs)
    if logits.ndim != 2:
        raise ValueError(f"inputs must be a table, got shape {np.shape(inputs)}")
    probabilities = softmax(logits)
    return Judged(logits, probabilities, np.asarray(argmax(logits)), probabilities.max(axis=1))


def least_certain(judged: Judged, count: int = 5) -> Indices:
    """Find the flowers that the network is least confident about.

    Parameters
    ----------
    judged : Judged
        Predictions for N flowers.
    count : int
        Maximum number of flowers, 1 or more.

    Returns
    -------
    ndarray of integers, shape (min(count, N),)
        Indices, the least confident first; ties keep their order.

    Raises
    ------
    ValueError
        If `count` is not an integer of 1 or more.

    Examples
    --------
    >>> network = Network(np.array([[2.0, 0.0]]), np.zeros(2))
    >>> least_certain(judge(network, [[1.0], [-2.0], [0.1], [-1.0]]), 3)
    array([2, 0, 3])
    """
    return np.argsort(judged.confidence, kind="stable")[: checked_count(count, "count")]


def misclassified(judged: Judged, species: ArrayLike) -> Indices:
    """Find the flowers that the network gets wrong.

    Parameters
    ----------
    judged : Judged
        Predictions for N flowers.
    species : array_like of integers, shape (N,)
        True classes, from 0 to K - 1.

    Returns
    -------
    ndarray of integers
        Indices in ascending order; empty if all answers are right.

    Raises
    ------
    ValueError
        If the species are not N class indices below K.

    Examples
    --------
    >>> network = Network(np.array([[2.0, 0.0]]), np.zeros(2))
    >>> misclassified(judge(network, [[1.0], [-2.0], [0.1]]), [0, 0, 1])
    array([1, 2])
    """
    flowers, classes = judged.logits.shape
    truth = checked_classes(species, "species", classes)
    if truth.size == flowers:
        return np.flatnonzero(judged.answers != truth)
    raise ValueError(f"species must have length {flowers}, got {truth.size}")

"""What a trained network makes of the flowers: its answers, how sure it is, and where it errs."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from argsoft.iris.network import Network, checked_classes, network_logits
from argsoft.selection import Indices, argmax
from argsoft.softmax import softmax
from argsoft.validation import Floats, checked_count


class Judged(NamedTuple):
    """What a network makes of N flowers.

    Attributes
    ----------
    logits : ndarray of float64, shape (N, K)
        The scores of the classes.
    probabilities : ndarray of float64, shape (N, K)
        Softmax of them.
    answers : ndarray of integers, shape (N,)
        Argmax of them.
    confidence : ndarray of float64, shape (N,)
        The largest probability of each flower, from 1 / K to 1.
    """

    logits: Floats
    probabilities: Floats
    answers: Indices
    confidence: Floats


def judge(network: Network, inputs: ArrayLike) -> Judged:
    """Ask the network about every flower.

    Parameters
    ----------
    network : Network
        Of F features and K classes.
    inputs : array_like, shape (N, F)
        The features of the flowers, as the network learnt from them: standardised, if those were.

    Returns
    -------
    Judged

    Raises
    ------
    ValueError
        If the inputs are not a table, or as `argsoft.iris.network.network_logits` does.

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
    """Return the flowers that the network is least sure of.

    Parameters
    ----------
    judged : Judged
        Of N flowers.
    count : int
        How many to return, 1 or more; all of them where there are fewer.

    Returns
    -------
    ndarray of integers, shape (min(count, N),)
        The least certain one first; in their order where several are as certain.

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
    """Return the flowers for which argmax answers another class than the true one.

    Parameters
    ----------
    judged : Judged
        Of N flowers.
    species : array_like of integers, shape (N,)
        The true classes, from 0 to K - 1.

    Returns
    -------
    ndarray of integers
        In rising order; empty where all answers are right.

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
    raise ValueError(f"species must be as many as flowers, {flowers}, got {truth.size}")

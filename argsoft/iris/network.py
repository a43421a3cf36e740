"""A one-layer network: its initialization, logits, accuracy and confusion matrix."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from argsoft.iris.data import Standardization
from argsoft.reproducible import weighted_sum
from argsoft.selection import Indices
from argsoft.validation import Floats, checked_classes, checked_count, real_array

START_DEVIATION = 0.1

LARGEST = 1e100  # limit of weights and inputs: no product or square overflows


class Network(NamedTuple):
    r"""One linear layer, from features to logits.

    .. math:: z_k = \sum_f x_f W_{fk} + b_k

    Attributes
    ----------
    weights : ndarray of float64, shape (F, K)
        :math:`W`: a row per feature, a column per class.
    biases : ndarray of float64, shape (K,)
        :math:`b`: one per class.
    """

    weights: Floats
    biases: Floats


def start(num_features: int, num_classes: int = 3, *, rng: int | np.random.Generator) -> Network:
    r"""Draw the initial weights and biases of a network.

    .. math:: W_{fk}, b_k \sim \mathcal{N}(0, 0.1^2)

    Parameters
    ----------
    num_features, num_classes : int
        1 or more.
    rng : int or numpy.random.Generator
        A seed of 0 or more, for the same network every time, or a generator.

    Returns
    -------
    Network
        The values are small, so no class is far ahead, and random, so none tie.

    Raises
    ------
    ValueError
        If a number of features or classes is not an integer of 1 or more, or `rng` is invalid.

    Examples
    --------
    >>> start(2, rng=0).weights.round(2)
    array([[ 0.01, -0.01,  0.06],
           [ 0.01, -0.05,  0.04]])
    """
    features = checked_count(num_features, "num_features")
    classes = checked_count(num_classes, "num_classes")
    draws = _generator(rng).normal(0, START_DEVIATION, (features + 1, classes))
    return Network(draws[:-1], draws[-1])


def network_logits(network: Network, inputs: ArrayLike) -> Floats:
    r"""Compute the logits of a network: :math:`x W + b`.

    Parameters
    ----------
    network : Network
        F features and K classes; finite numbers from -1e100 to 1e100.
    inputs : array_like, shape (..., F)
        Features of one flower or many: finite numbers from -1e100 to 1e100.

    Returns
    -------
    ndarray of float64, shape (..., K)
        Finite, so valid for softmax, argmax and the losses.

    Raises
    ------
    ValueError
        If network or inputs have invalid shapes or numbers.

    Examples
    --------
    >>> network = Network(np.array([[1.0, 0.0], [0.0, 2.0]]), np.array([0.0, 5.0]))
    >>> network_logits(network, [3.0, 4.0])
    array([ 3., 13.])
    """
    weights, biases = checked_network(network)
    features = np.moveaxis(checked_inputs(inputs, len(weights)), -1, 0)
    logits: Floats = weighted_sum(features[..., np.newaxis], weights) + biases
    return logits


def in_own_units(network: Network, standardization: Standardization) -> Network:
    r"""Rewrite a network of standardized features for the measurements themselves.

    .. math::

        \frac{x_f - \mu_f}{\sigma_f} W_{fk} = x_f \frac{W_{fk}}{\sigma_f}
        - \mu_f \frac{W_{fk}}{\sigma_f}

    so each weight is divided by the scale, and the rest goes into the bias.

    Parameters
    ----------
    network : Network
        F features and K classes.
    standardization : Standardization
        Of the F features.

    Returns
    -------
    Network
        Gives the same logits for measurements as `network` for standardized ones, but for rounding.

    Examples
    --------
    >>> network = Network(np.array([[2.0, 6.0]]), np.array([0.0, 1.0]))
    >>> in_own_units(network, Standardization(np.array([3.0]), np.array([2.0])))
    Network(weights=array([[1., 3.]]), biases=array([-3., -8.]))
    """
    weights = network.weights / standardization.scale[:, np.newaxis]
    moved = weighted_sum(standardization.mean[:, np.newaxis], weights)
    return Network(weights, network.biases - moved)


def accuracy(targets: ArrayLike, answers: ArrayLike) -> float:
    """Compute the fraction of answers that are right.

    Parameters
    ----------
    targets, answers : array_like of integers, shape (N,)
        True and predicted class of each flower; at least one flower.

    Returns
    -------
    float
        From 0 to 1.

    Raises
    ------
    ValueError
        If they are not equally many class indices.

    Examples
    --------
    >>> accuracy([0, 1, 2, 2], [0, 1, 1, 2])
    0.75
    """
    truth, answered = _checked_pair(targets, answers, None)
    return float((truth == answered).mean())


def confusion(targets: ArrayLike, answers: ArrayLike, num_classes: int = 3) -> Indices:
    """Compute the confusion matrix.

    Parameters
    ----------
    targets, answers : array_like of integers, shape (N,)
        True and predicted class of each flower, from 0 to K - 1.
    num_classes : int
        K, 1 or more.

    Returns
    -------
    ndarray of integers, shape (K, K)
        Entry [i, j] counts the flowers of class i that were predicted as j.

    Raises
    ------
    ValueError
        If they are not equally many class indices, or one is not below K.

    Examples
    --------
    >>> confusion([0, 1, 2, 2], [0, 1, 1, 2])
    array([[1, 0, 0],
           [0, 1, 0],
           [0, 1, 1]])
    """
    classes = checked_count(num_classes, "num_classes")
    truth, answered = _checked_pair(targets, answers, classes)
    counts = np.bincount(truth * classes + answered, minlength=classes**2)
    return counts.reshape(classes, classes)


def checked_network(network: Network) -> Network:
    """Check a network and convert its arrays to float64.

    Parameters
    ----------
    network : Network
        Weights of shape (F, K) and biases of shape (K,), neither empty.

    Raises
    ------
    ValueError
        If the shapes do not match, or a number is not from -1e100 to 1e100.

    Examples
    --------
    >>> checked_network(Network([[1, 2]], [3, 4]))
    Network(weights=array([[1., 2.]]), biases=array([3., 4.]))
    """
    weights = checked_bounded(network[0], "weights")
    biases = checked_bounded(network[1], "biases")
    if weights.ndim != 2 or not weights.size or biases.shape != weights.shape[1:]:
        shapes = f"{weights.shape} and {biases.shape}"
        raise ValueError(f"weights and biases must have shapes (F, K) and (K,), got {shapes}")
    return Network(weights, biases)


def checked_inputs(inputs: ArrayLike, num_features: int) -> Floats:
    """Check inputs and convert them to a float64 array.

    Parameters
    ----------
    inputs : array_like, shape (..., F)
        Features of one flower or many.
    num_features : int
        F.

    Raises
    ------
    ValueError
        If the last axis does not hold F features, or a number is not from -1e100 to 1e100.

    Examples
    --------
    >>> checked_inputs([1, 2], 2)
    array([1., 2.])
    """
    values = checked_bounded(inputs, "inputs")
    if values.shape[-1:] == (num_features,):
        return values
    raise ValueError(f"inputs must hold {num_features} features, got shape {values.shape}")


def _generator(rng: int | np.random.Generator) -> np.random.Generator:
    """Create a random generator from a seed, or pass one through."""
    if isinstance(rng, np.random.Generator):
        return rng
    if isinstance(rng, int | np.integer) and not isinstance(rng, bool) and rng >= 0:
        return np.random.default_rng(int(rng))
    raise ValueError(f"rng must be a seed of 0 or more, or a Generator, got {rng!r}")


def checked_bounded(values: ArrayLike, name: str) -> Floats:
    """Check that values are from -1e100 to 1e100 and convert them to a float64 array.

    Parameters
    ----------
    values : array_like
        Numbers of any shape.
    name : str
        Argument name for the error message.

    Raises
    ------
    ValueError
        If a value is not a number from -1e100 to 1e100.

    Examples
    --------
    >>> checked_bounded([1, 2], "x_values")
    array([1., 2.])
    """
    array = real_array(values, name)
    inside = np.abs(array) <= LARGEST  # never true of NaN
    if inside.all():
        return array
    raise ValueError(f"{name} must be from {-LARGEST:g} to {LARGEST:g}, got {array[~inside][0]}")


def _checked_pair(
    targets: ArrayLike, answers: ArrayLike, num_classes: int | None
) -> tuple[Indices, Indices]:
    """Check that true classes and answers are equally many."""
    truth = checked_classes(targets, "targets", num_classes)
    answered = checked_classes(answers, "answers", num_classes)
    if truth.shape == answered.shape:
        return truth, answered
    raise ValueError(f"answers must have length {truth.size}, got {answered.size}")

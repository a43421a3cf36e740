"""Predictions for flowers that the network has not seen: k-fold cross-validation."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from argsoft.iris.data import standardize
from argsoft.iris.network import Network, checked_inputs, checked_network, network_logits
from argsoft.iris.training import train
from argsoft.selection import Indices
from argsoft.softmax import softmax
from argsoft.validation import Floats, checked_classes, checked_count, checked_generator


class HeldOut(NamedTuple):
    """Predictions for each flower by the network that was trained without it.

    Attributes
    ----------
    folds : ndarray of integers, shape (N,)
        The fold in which each flower was held out.
    logits : ndarray of float64, shape (N, K)
        Outputs of the network that was trained on all other folds.
    """

    folds: Indices
    logits: Floats

    def probabilities(self, *, temperature: float = 1.0) -> Floats:
        """Compute softmax of the logits at a temperature; it changes no answer.

        Parameters
        ----------
        temperature : float
            Above 0; above 1 makes the network less confident.

        Returns
        -------
        ndarray of float64, shape (N, K)

        Raises
        ------
        ValueError
            If the temperature is not a finite number above 0.

        Examples
        --------
        >>> held = HeldOut(np.array([0]), np.array([[2.0, 0.0]]))
        >>> held.probabilities(temperature=2.0).round(2)
        array([[0.73, 0.27]])
        """
        return softmax(self.logits, temperature=temperature)


def stratified_folds(classes: ArrayLike, count: int, rng: np.random.Generator) -> Indices:
    """Divide examples into folds at random, each with the same share of every class.

    Parameters
    ----------
    classes : array_like of integers, shape (N,)
        The class of each example, from 0.
    count : int
        Number of folds, from 2 to N.
    rng : numpy.random.Generator
        Its state determines the folds.

    Returns
    -------
    ndarray of integers, shape (N,)
        The fold of each example, from 0 to `count` - 1. The sizes of any two folds, and their
        numbers of any class, differ by at most 1.

    Raises
    ------
    ValueError
        If the classes are not one row of class indices, the count is not an integer from 2 to N, or
        `rng` is not a generator.

    References
    ----------
    R. Kohavi, "A study of cross-validation and bootstrap for accuracy estimation and model
    selection", International Joint Conference on Artificial Intelligence, 1995.

    Examples
    --------
    >>> stratified_folds([0, 0, 1, 1, 2, 2], 2, np.random.default_rng(0))
    array([0, 1, 1, 0, 1, 0])
    """
    truth = checked_classes(classes, "classes", None)
    number = checked_count(count, "count", least=2)
    if number > truth.size:
        raise ValueError(f"count must be at most {truth.size}, got {number}")
    shuffled = checked_generator(rng).permutation(truth.size)
    by_class = shuffled[np.argsort(truth[shuffled], kind="stable")]
    folds = np.empty(truth.size, dtype=np.intp)
    folds[by_class] = np.arange(truth.size) % number  # deals them out in turn
    return folds


def held_out(
    measurements: ArrayLike,
    species: ArrayLike,
    network: Network,
    *,
    learning_rate: float,
    steps: int,
    rng: np.random.Generator,
    folds: int = 5,
) -> HeldOut:
    """Train a network once without each fold, and predict the flowers of that fold.

    Parameters
    ----------
    measurements : array_like, shape (N, F)
        Features of N flowers, in cm. Each training standardizes those that it sees, and only them.
    species : array_like of integers, shape (N,)
        Their true classes, from 0 to K - 1.
    network : Network
        The start of every training, through softmax with cross-entropy.
    learning_rate, steps
        As for `argsoft.iris.training.train`.
    rng : numpy.random.Generator
        Its state determines the folds.
    folds : int
        Number of folds, from 2 to N.

    Returns
    -------
    HeldOut

    Raises
    ------
    ValueError
        If a feature is the same for all flowers outside a fold, or as for `stratified_folds` and
        `argsoft.iris.training.train`.

    Notes
    -----
    Every number is the same on every processor, as for `argsoft.iris.training.train`.

    Examples
    --------
    >>> from argsoft.iris.data import MEASUREMENTS, SPECIES
    >>> from argsoft.iris.network import start
    >>> from argsoft.uncertainty import reliability
    >>> petals = (MEASUREMENTS[:, 2:], SPECIES, start(2, rng=0))
    >>> unseen = held_out(*petals, learning_rate=1.0, steps=200, rng=np.random.default_rng(0))
    >>> float((unseen.logits.argmax(axis=1) == SPECIES).mean().round(2))
    0.95
    >>> reliability(unseen.probabilities(), SPECIES, 5).counts
    array([  0,   0,   2,  16, 132])
    """
    _, biases = checked_network(network)
    flowers = checked_inputs(measurements, len(network.weights))
    truth = checked_classes(species, "species", biases.size)
    if flowers.shape[:-1] != truth.shape:
        raise ValueError(f"measurements must have {truth.size} rows, got shape {flowers.shape}")
    fold_of = stratified_folds(truth, folds, rng)
    logits = np.empty((truth.size, biases.size))
    for fold in range(folds):
        out = fold_of == fold
        inputs, standardization = standardize(flowers[~out])
        run = train(
            inputs,
            truth[~out],
            network,
            through="softmax",
            learning_rate=learning_rate,
            steps=steps,
        )
        trained = run.network_after(run.steps)
        logits[out] = network_logits(trained, standardization.apply(flowers[out]))
    return HeldOut(fold_of, logits)

"""A training as a film: the network's decision regions after each of a few dozen steps."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from argsoft.iris.data import Standardization
from argsoft.iris.training import Run
from argsoft.selection import Indices
from argsoft.validation import Floats, checked_class, checked_count

PICTURES = 40  # some coincide when rounded; the step asked for is added

Winners = NDArray[np.uint8]


class Side(NamedTuple):
    """A run and its maps.

    Attributes
    ----------
    run : argsoft.iris.training.Run
        All steps, including those without a map.
    winners : ndarray of uint8, shape (P, Y, X)
        The winner at each point; the first class in a tie.
    """

    run: Run
    winners: Winners


class Film(NamedTuple):
    """Maps of two runs after the same steps.

    Attributes
    ----------
    steps : ndarray of integers, shape (P,)
        The steps that have maps, ascending from 0 to the last step.
    x_values, y_values : ndarray of float64, shapes (X,) and (Y,)
        Positions of the columns and rows of the maps: the centres of equal cells.
    through_argmax, through_softmax : Side
        The run that learns through argmax, and the one that learns through softmax.
    """

    steps: Indices
    x_values: Floats
    y_values: Floats
    through_argmax: Side
    through_softmax: Side


def film(
    through_argmax: Run,
    through_softmax: Run,
    standardization: Standardization,
    x_range: tuple[float, float],
    y_range: tuple[float, float],
    *,
    at: int,
    resolution: int = 60,
) -> Film:
    """Map the decision regions of two runs on two features, after the same steps.

    Parameters
    ----------
    through_argmax, through_softmax : argsoft.iris.training.Run
        Runs with the same number of steps.
    standardization : argsoft.iris.data.Standardization
        Standardization of the two features.
    x_range, y_range : pair of float
        Ends of the map's axes, in cm.
    at : int
        A step to include besides the first and the last.
    resolution : int
        Number of columns and of rows.

    Returns
    -------
    Film

    Raises
    ------
    ValueError
        If the runs differ in their number of steps, do not have two features, or have no step `at`,
        or the resolution is not an integer of 1 or more.

    Examples
    --------
    >>> from argsoft.iris.data import MEASUREMENTS, SPECIES, standardize
    >>> from argsoft.iris.network import start
    >>> from argsoft.iris.training import train
    >>> petals, standardization = standardize(MEASUREMENTS[:, 2:])
    >>> flowers = (petals, SPECIES, start(2, rng=0))
    >>> runs = [
    ...     train(*flowers, through=through, learning_rate=1.0, steps=100)
    ...     for through in ("argmax", "softmax")
    ... ]
    >>> shown = film(*runs, standardization, (0, 8), (0, 3), at=50)
    >>> shown.steps[:12], shown.steps[-3:]
    (array([ 0,  1,  2,  3,  4,  5,  6,  7,  8,  9, 11, 12]), array([ 79,  89, 100]))
    >>> [[len(np.unique(side.winners[i])) for i in (0, -1)] for side in shown[3:]]
    [[2, 2], [2, 3]]
    """
    last = through_softmax.steps
    if through_argmax.steps != last:
        raise ValueError(f"runs must have equal lengths, got {through_argmax.steps}, {last}")
    step = checked_class(at, "at", last + 1)
    steps = np.union1d(chosen_steps(last), [step])
    columns, rows = (
        _centres(each, checked_count(resolution, "resolution")) for each in (x_range, y_range)
    )
    points = standardization.apply(np.stack(np.meshgrid(columns, rows), axis=-1))
    sides = [Side(run, _winners(run, steps, points)) for run in (through_argmax, through_softmax)]
    return Film(steps, columns, rows, *sides)


def chosen_steps(last: int) -> Indices:
    """Choose the steps that a film shows: dense at the start, where most happens.

    Parameters
    ----------
    last : int
        The last step, at least 1.

    Examples
    --------
    >>> chosen_steps(5)
    array([0, 1, 2, 3, 4, 5])
    """
    rising = np.geomspace(1, checked_count(last, "last"), PICTURES).round().astype(np.intp)
    return np.union1d(rising, np.array([0, last], dtype=np.intp))


def _centres(ends: tuple[float, float], count: int) -> Floats:
    """Compute the centres of `count` equal cells between two ends."""
    edges = np.linspace(*ends, count + 1)
    centres: Floats = (edges[:-1] + edges[1:]) / 2
    return centres


def _winners(run: Run, steps: Indices, points: Floats) -> Winners:
    """Find the winner at each point after each of the steps."""
    weights, biases = run.weights[steps], run.biases[steps]
    if weights.shape[1] != 2:
        raise ValueError(f"runs must be of 2 features, got {weights.shape[1]}")
    if len(steps) > 1 and (weights == weights[0]).all() and (biases == biases[0]).all():
        one: Winners = _winners(run, steps[:1], points)  # constant weights, as through argmax
        return np.broadcast_to(one, (len(steps), *one.shape[1:]))
    # Class by class: np.argmax along a short last axis is slow.
    best = np.full((len(steps), *points.shape[:-1]), -np.inf)
    winners = np.zeros(best.shape, dtype=np.uint8)
    for index in range(biases.shape[1]):
        first, second = weights[:, :, index].transpose()[..., np.newaxis, np.newaxis]
        logits = points[..., 0] * first + points[..., 1] * second
        logits += biases[:, index, np.newaxis, np.newaxis]
        ahead = logits > best
        winners[ahead] = index
        np.maximum(best, logits, out=best)
    winners.setflags(write=False)
    return winners

"""Decision regions of a network on a map of two measurements, in cm, with exact borders."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from argsoft.iris.data import FEATURE_RANGES, Standardization
from argsoft.iris.network import Network, checked_bounded, checked_network, network_logits
from argsoft.selection import Indices, argmax
from argsoft.softmax import softmax
from argsoft.validation import Floats, checked_class, checked_count

MAP_MARGIN = 0.08  # fraction of the flowers' range on either side: no flower lies at the edge
SIZE = 60


class GridAnswers(NamedTuple):
    """Predictions of a two-feature network at every grid point of a map.

    Attributes
    ----------
    winners : ndarray of integers, shape (Y, X)
        The class with the largest logit; the first in a tie.
    confidence : ndarray of float64, shape (Y, X)
        Probability of the winner, from 1 / K to 1.
    probabilities : ndarray of float64, shape (Y, X, K)
        Probabilities of all classes; they sum to 1 along the last axis.
    """

    winners: Indices
    confidence: Floats
    probabilities: Floats


class DecisionRegions(NamedTuple):
    """Predictions of a two-feature network all over a map.

    Attributes
    ----------
    x_values, y_values : ndarray of float64, shapes (X,) and (Y,)
        Positions of the columns and rows of `grid`, in cm, from edge to edge of the map.
    grid : GridAnswers
        Predictions on this grid.
    areas : tuple of ndarray of float64, each of shape (V, 2)
        Each class's decision region as the vertices of a convex polygon, in cm. Its borders are
        exact, not those of the grid; V is 0 if the class wins nowhere.
    """

    x_values: Floats
    y_values: Floats
    grid: GridAnswers
    areas: tuple[Floats, ...]


def axis_range(feature: int) -> tuple[float, float]:
    """Return the ends of a feature's axis in cm, the same on every map.

    Parameters
    ----------
    feature : int
        An index of `argsoft.iris.FEATURE_NAMES`.

    Raises
    ------
    ValueError
        If there is no such feature.

    Examples
    --------
    >>> [round(end, 3) for end in axis_range(2)]
    [0.528, 7.372]
    """
    low, high = FEATURE_RANGES[_checked_feature(feature)]
    margin = MAP_MARGIN * (high - low)
    return low - margin, high + margin


def answers_on_grid(
    network: Network,
    x_values: ArrayLike,
    y_values: ArrayLike,
    *,
    standardization: Standardization | None = None,
) -> GridAnswers:
    """Classify every grid point of a map.

    Parameters
    ----------
    network : Network
        A network with two features: the first along x, the second along y.
    x_values, y_values : array_like, shapes (X,) and (Y,)
        Positions of the columns and rows: finite numbers, at least one each.
    standardization : Standardization, optional
        Applied to the positions first, if they are in cm and the network learned from
        standardized measurements.

    Returns
    -------
    GridAnswers
        Row i and column j of each array belong to ``y_values[i]`` and ``x_values[j]``.

    Raises
    ------
    ValueError
        If the network does not have two features, the positions are not rows of finite numbers, or
        as for `network_logits`.

    Examples
    --------
    >>> network = Network(np.array([[1.0, -1.0], [0.0, 0.0]]), np.zeros(2))
    >>> answers_on_grid(network, [-1.0, 1.0], [0.0]).winners
    array([[1, 0]])
    """
    weights, _ = checked_network(network)
    if len(weights) != 2:
        raise ValueError(f"network must have 2 features, got {len(weights)}")
    columns, rows = _positions(x_values, "x_values"), _positions(y_values, "y_values")
    points = np.stack(np.meshgrid(columns, rows), axis=-1)
    if standardization is not None:
        points = standardization.apply(points)
    logits = network_logits(network, points)
    probabilities = softmax(logits)
    return GridAnswers(np.asarray(argmax(logits)), probabilities.max(axis=-1), probabilities)


def decision_regions(
    network: Network,
    features: tuple[int, int],
    *,
    standardization: Standardization | None = None,
    size: int = SIZE,
) -> DecisionRegions:
    """Compute the decision regions of a network on the map of two features.

    Parameters
    ----------
    network : Network
        A network with these two features, in this order.
    features : pair of int
        Features along x and y.
    standardization : Standardization, optional
        Standardization of these features, if the network learned from standardized measurements.
    size : int
        Number of columns and of rows, 2 or more.

    Returns
    -------
    DecisionRegions

    Raises
    ------
    ValueError
        If there is no such feature, `size` is not an integer of 2 or more, or as for
        `argsoft.iris.regions.answers_on_grid`.

    Examples
    --------
    >>> network = Network(np.array([[1.0, -1.0], [0.0, 0.0]]), np.array([-4.0, 4.0]))
    >>> answers = decision_regions(network, (2, 3), size=3)
    >>> answers.grid.winners[0]
    array([1, 1, 0])
    >>> answers.areas[0][:, 0].round(2)  # from the border at 4 cm to the edge
    array([4.  , 7.37, 7.37, 4.  ])
    """
    count = checked_count(size, "size", least=2)
    x_values, y_values = (np.linspace(*axis_range(each), count) for each in features)
    grid = answers_on_grid(network, x_values, y_values, standardization=standardization)
    ends = (x_values[[0, -1]], y_values[[0, -1]])
    return DecisionRegions(x_values, y_values, grid, _areas(network, *ends, standardization))


def _positions(values: ArrayLike, name: str) -> Floats:
    """Check the positions along one axis of a map."""
    array = checked_bounded(values, name)
    if array.ndim == 1 and array.size:
        return array
    raise ValueError(f"{name} must be one row of numbers, got shape {array.shape}")


def _checked_feature(feature: int) -> int:
    """Check the index of a feature."""
    return checked_class(feature, "feature", len(FEATURE_RANGES))


def _areas(
    network: Network, x_ends: ArrayLike, y_ends: ArrayLike, standardization: Standardization | None
) -> tuple[Floats, ...]:
    """Compute the polygon of each class by clipping the map against each rival.

    Logits are linear in the measurements. So each corner carries its logits along, and linear
    interpolation on the edges finds where a rival draws level.
    """
    (left, right), (low, high) = np.asarray(x_ends), np.asarray(y_ends)
    corners = np.array([[left, low], [right, low], [right, high], [left, high]])
    inputs = corners if standardization is None else standardization.apply(corners)
    whole = np.hstack([corners, network_logits(network, inputs)])
    areas = []
    for index in range(checked_network(network).biases.size):
        area = whole
        for rival in range(whole.shape[1] - 2):
            if rival != index:
                lead = area[:, 2 + index] - area[:, 2 + rival]
                area = _kept(area, lead, wins_ties=index < rival)
        areas.append(area[:, :2])
    return tuple(areas)


def _kept(area: Floats, lead: Floats, *, wins_ties: bool) -> Floats:
    """Clip a convex polygon to the part with a positive lead, which is linear between vertices.

    If the two classes tie everywhere, the first class keeps the whole polygon.
    """
    if not (lead > 0).any():
        return area if wins_ties and not lead.any() else area[:0]
    kept: list[Floats] = []
    for i, (here, ahead) in enumerate(zip(lead, np.roll(lead, -1), strict=True)):
        if here >= 0:
            kept.append(area[i])
        if min(here, ahead) < 0 < max(here, ahead):
            step = area[(i + 1) % len(area)] - area[i]
            kept.append(area[i] + step * (here / (here - ahead)))
    return np.array(kept)

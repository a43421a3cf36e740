"""Outputs of softmax and argmax along one or two logit axes, as records ready to draw."""

import math
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from argsoft.gradients import argmax_jacobian
from argsoft.selection import argmax, one_hot
from argsoft.softmax import logsumexp, softmax
from argsoft.validation import (
    Floats,
    checked_class,
    checked_count,
    checked_number,
    checked_positive,
    checked_row,
)

BEND = 6.0  # softmax bends within this many temperatures of the jump


class Segment(NamedTuple):
    """An interval on which one output of argmax is constant.

    Attributes
    ----------
    start, end : float
        Values of the moving logit; equal if the interval is a single point.
    height : float
        The output there, 0 or 1.
    start_closed, end_closed : bool
        Whether the interval includes this end. It always includes the ends of the sweep.
    """

    start: float
    end: float
    height: float
    start_closed: bool
    end_closed: bool


class LogitSweep(NamedTuple):
    """Every output of softmax and argmax as one logit moves along an axis.

    Attributes
    ----------
    moving : int
        The class whose logit moves.
    temperature : float
        Softmax temperature.
    positions : ndarray of float64, shape (N,)
        Values of the moving logit, ascending.
    softmax_outputs : ndarray of float64, shape (K, N)
        Probability of each class; every column sums to 1.
    softmax_slopes : ndarray of float64, shape (K, N)
        Derivative of each probability by the moving logit; every column sums to 0.
    jump : float
        The largest of the other logits, where the winner changes. It may lie outside the sweep,
        and is -inf if all others are masked.
    rival : int
        The first class with that logit.
    argmax_segments : tuple of tuple of Segment
        For each class, the flat intervals of argmax's output, from left to right.
    at : float
        The moving logit as given. It may lie outside the sweep.
    softmax_at, softmax_slopes_at : ndarray of float64, shape (K,)
        Probabilities and slopes there.
    argmax_at, argmax_slopes_at : ndarray of float64, shape (K,)
        Argmax's outputs there, and their slopes: 0, or NaN for an output that jumps right there.
    """

    moving: int
    temperature: float
    positions: Floats
    softmax_outputs: Floats
    softmax_slopes: Floats
    jump: float
    rival: int
    argmax_segments: tuple[tuple[Segment, ...], ...]
    at: float
    softmax_at: Floats
    softmax_slopes_at: Floats
    argmax_at: Floats
    argmax_slopes_at: Floats


class Nudge(NamedTuple):
    """Changes in the outputs after a small change of one logit.

    Attributes
    ----------
    argmax : ndarray of float64, shape (K,)
        Change of each output of argmax: -1, 0 or 1.
    softmax : ndarray of float64, shape (K,)
        Change of each probability; they sum to 0.
    """

    argmax: Floats
    softmax: Floats


class Surface(NamedTuple):
    """One class's output over two logits.

    Attributes
    ----------
    first, second : int
        The classes whose logits run along x and y; the output is that of the first.
    positions : ndarray of float64, shape (N,)
        Logits along either axis, ascending.
    softmax_outputs, argmax_outputs : ndarray of float64, shape (N, N)
        Entry [i, j] is the output where the second logit is ``positions[i]`` and the first is
        ``positions[j]``.
    edge : ndarray of float64, shape (M, 2)
        Vertices (first logit, second logit) of the line along which argmax's output jumps, clipped
        to the frame; the second logit ascends from minimum to maximum.
    at : tuple of float
        The two logits as given. They may lie outside the frame.
    softmax_at, argmax_at : float
        The output there.
    """

    first: int
    second: int
    positions: Floats
    softmax_outputs: Floats
    argmax_outputs: Floats
    edge: Floats
    at: tuple[float, float]
    softmax_at: float
    argmax_at: float


def steepest(logits: ArrayLike, moving: int, *, temperature: float = 1.0) -> float:
    r"""Find where one class's probability is steepest as its own logit moves: where it is one half.

    .. math:: T \log \sum_{j \neq k} e^{z_j / T}

    Parameters
    ----------
    logits : array_like, shape (K,)
        At least two finite numbers.
    moving : int
        The class k whose logit moves.
    temperature : float
        The softmax temperature T, above 0.

    Returns
    -------
    float
        At least the largest of the other logits, where argmax jumps; at most T log(K - 1) above it.

    Raises
    ------
    ValueError
        If there are fewer than two classes, or an argument is out of range.

    Examples
    --------
    >>> round(steepest([1.43, -0.40, 0.23], 0), 4)
    0.657
    """
    values = checked_row(logits)
    mover = checked_class(moving, "moving", values.size)
    others = (*values[:mover].tolist(), *values[mover + 1 :].tolist())
    if not others:
        raise ValueError(f"logits must hold at least two classes, got shape {values.shape}")
    return _steepest(others, checked_positive(temperature, "temperature"))


@lru_cache(maxsize=8)
def _steepest(others: tuple[float, ...], scale: float) -> float:
    highest = max(others)
    return highest + scale * float(logsumexp((np.array(others) - highest) / scale))


def logit_sweep(
    logits: ArrayLike,
    moving: int,
    *,
    temperature: float = 1.0,
    minimum: float = -5.0,
    maximum: float = 5.0,
    points: int = 65,
) -> LogitSweep:
    r"""Sweep one logit along an axis while the others stay fixed.

    .. math:: z_m \mapsto p_i(z) \quad \text{and} \quad
        z_m \mapsto \frac{\partial p_i}{\partial z_m} = \frac{p_i (\delta_{im} - p_m)}{T}

    Parameters
    ----------
    logits : array_like, shape (K,)
        Unnormalized scores :math:`z` of at least two classes; -inf masks a class.
    moving : int
        The class :math:`m` whose logit moves, from 0 to K - 1.
    temperature : float
        :math:`T`, above 0.
    minimum, maximum : float
        The ends of the axis: finite, the first below the second.
    points : int
        Number of positions, at least 3. They are evenly spaced; if a low temperature makes the
        curve steep, half of them cluster around the jump, so it stays smooth.

    Returns
    -------
    LogitSweep

    Raises
    ------
    ValueError
        If there are fewer than two classes, `moving` is not one of them, the axis is invalid, or as
        for `argsoft.softmax.softmax`.

    Notes
    -----
    At the jump, two or more logits tie and the first class wins, as in
    `argsoft.selection.argmax`. The segment on the winner's side includes that end.

    Examples
    --------
    >>> sweep = logit_sweep([1.43, -0.40, 0.23], 0)
    >>> sweep.jump, sweep.rival, sweep.softmax_slopes_at.round(3)
    (0.23, 2, array([ 0.216, -0.075, -0.141]))
    >>> for each in sweep.argmax_segments[0]:
    ...     print(each)
    Segment(start=-5.0, end=0.23, height=0.0, start_closed=True, end_closed=False)
    Segment(start=0.23, end=5.0, height=1.0, start_closed=True, end_closed=True)
    """
    values = checked_row(logits)
    mover = checked_class(moving, "moving", values.size)
    rival = _first_rival(values, mover)
    scale = checked_positive(temperature, "temperature")
    _check_axis(minimum, maximum, points)
    others = (*values[:mover].tolist(), 0.0, *values[mover + 1 :].tolist())
    softened, slopes = _softmax_along(values, mover, values[[mover]], scale)
    frame = float(minimum), float(maximum), int(points)
    return LogitSweep(
        mover,
        scale,
        *_course(others, mover, rival, scale, frame),
        float(values[mover]),
        softened[:, 0],
        slopes[:, 0],
        one_hot(argmax(values), values.size),
        argmax_jacobian(values)[:, mover],
    )


def nudge(logits: ArrayLike, moving: int, *, by: float = 0.1, temperature: float = 1.0) -> Nudge:
    """Change one logit a little and compute the change of every output.

    Parameters
    ----------
    logits : array_like, shape (K,)
        Unnormalized scores, any real numbers; -inf masks a class.
    moving : int
        The class whose logit changes, from 0 to K - 1.
    by : float
        Finite amount to add.
    temperature : float
        Softmax temperature, above 0.

    Returns
    -------
    Nudge

    Raises
    ------
    ValueError
        If `moving` is not one of the classes, `by` is not finite, or as for
        `argsoft.softmax.softmax`.

    Examples
    --------
    >>> nudge([1.43, -0.40, 0.23], 0).softmax.round(4)
    array([ 0.0212, -0.0074, -0.0138])
    >>> nudge([1.43, -0.40, 0.23], 0).argmax
    array([0., 0., 0.])
    """
    before = checked_row(logits)
    mover = checked_class(moving, "moving", before.size)
    push = checked_number(by, "by")
    rows = np.stack([before, before])
    with np.errstate(over="ignore"):
        rows[1, mover] += push
    softened = np.subtract(*softmax(rows, temperature=temperature)[::-1])
    hardened = np.subtract(*one_hot(rows.argmax(axis=-1), before.size)[::-1])
    softened[mover] = 0
    softened[mover] = 0 - softened.sum()  # accurate even where p rounds to 1 before and after
    return Nudge(hardened, softened)


def surface(
    logits: ArrayLike,
    first: int,
    second: int,
    *,
    temperature: float = 1.0,
    minimum: float = -5.0,
    maximum: float = 5.0,
    points: int = 41,
) -> Surface:
    """Sweep two logits along two axes and compute the output of the first one's class.

    Parameters
    ----------
    logits : array_like, shape (K,)
        Unnormalized scores of at least two classes.
    first, second : int
        Two different classes, from 0 to K - 1.
    temperature : float
        Softmax temperature, above 0.
    minimum, maximum : float
        The ends of both axes: finite, the first below the second.
    points : int
        Number of evenly spaced positions along each axis, at least 3.

    Returns
    -------
    Surface

    Raises
    ------
    ValueError
        If `first` and `second` are not two classes, the axes are invalid, or as for
        `argsoft.softmax.softmax`.

    Examples
    --------
    >>> view = surface([1.43, -0.40, 0.23], 0, 1, points=3)
    >>> view.argmax_outputs
    array([[0., 0., 1.],
           [0., 0., 1.],
           [0., 0., 1.]])
    >>> view.edge
    array([[ 0.23, -5.  ],
           [ 0.23,  0.23],
           [ 5.  ,  5.  ]])
    >>> view.at, view.argmax_at
    ((1.43, -0.4), 1.0)
    """
    values = checked_row(logits)
    x = checked_class(first, "first", values.size)
    y = checked_class(second, "second", values.size)
    if x == y:
        raise ValueError(f"second must differ from first, got {second!r} for both")
    _check_axis(minimum, maximum, points)
    positions = np.linspace(minimum, maximum, points)
    grid = np.empty((points, points, values.size))
    grid[:] = values
    grid[..., x], grid[..., y] = positions, positions[:, np.newaxis]
    corners = np.array([minimum, maximum])
    rest = np.delete(values, [x, y]).max(initial=-np.inf)
    if minimum < rest < maximum:
        corners = np.insert(corners, 1, rest)
    return Surface(
        x,
        y,
        positions,
        softmax(grid, temperature=temperature)[..., x],
        (argmax(grid) == x).astype(np.float64),
        np.column_stack([np.clip(np.maximum(corners, rest), minimum, maximum), corners]),
        (float(values[x]), float(values[y])),
        float(softmax(values, temperature=temperature)[x]),
        float(argmax(values) == x),
    )


def _check_axis(minimum: float, maximum: float, points: int) -> None:
    """Raise if the axis has no length or too few points."""
    length = checked_number(maximum, "maximum") - checked_number(minimum, "minimum")
    if not length > 0:
        raise ValueError(f"minimum must be below maximum, got {minimum!r}, {maximum!r}")
    if not math.isfinite(length):
        raise ValueError(f"maximum - minimum must be finite, got {maximum!r} - {minimum!r}")
    checked_count(points, "points", least=3)


def _first_rival(values: Floats, mover: int) -> int:
    """Find the first class with the largest of the other logits."""
    if values.size == 1:
        raise ValueError(f"logits must hold at least two classes, got shape {values.shape}")
    others = values.copy()
    others[mover] = -np.inf
    first = int(others.argmax())
    return first if first != mover else int(mover == 0)


@lru_cache(maxsize=8)
def _course(
    others: tuple[float, ...],
    mover: int,
    rival: int,
    temperature: float,
    frame: tuple[float, float, int],
) -> tuple[Floats, Floats, Floats, float, int, tuple[tuple[Segment, ...], ...]]:
    """Compute the read-only parts of a sweep that do not depend on the moving logit's value."""
    values, jump = np.array(others), others[rival]
    minimum, maximum, points = frame
    positions = _positions(minimum, maximum, points, jump, BEND * temperature)
    outputs, slopes = _softmax_along(values, mover, positions, temperature)
    for each in (positions, outputs, slopes):
        each.setflags(write=False)
    places = (minimum, jump, maximum)
    segments = tuple(_segments(i, mover, rival, places) for i in range(values.size))
    return positions, outputs, slopes, jump, rival, segments


def _positions(minimum: float, maximum: float, points: int, jump: float, reach: float) -> Floats:
    """Space positions from end to end in ascending order, close enough where softmax bends."""
    low, high = max(minimum, jump - reach), min(maximum, jump + reach)
    # It bends all along the sweep, outside of it, or too sharply for float64.
    if maximum - minimum <= 2 * reach or not low < high:
        return np.linspace(minimum, maximum, points)
    inner = points // 2
    even = np.linspace(minimum, maximum, points - inner)
    return np.sort(np.concatenate([even, np.linspace(low, high, inner + 2)[1:-1]]))


def _softmax_along(
    values: Floats, mover: int, positions: Floats, temperature: float
) -> tuple[Floats, Floats]:
    """Compute each class's probability and slope at every position of the moving logit."""
    table = np.repeat(values[:, np.newaxis], positions.size, axis=1)
    table[mover] = positions
    outputs = softmax(table, temperature=temperature, axis=0)
    with np.errstate(over="ignore"):
        slopes = 0 - outputs * outputs[mover] / temperature
    slopes[mover] = 0
    slopes[mover] = 0 - slopes.sum(axis=0)  # p (1 - p), accurate even where p rounds to 1
    return outputs, slopes


def _segments(
    index: int, mover: int, rival: int, places: tuple[float, float, float]
) -> tuple[Segment, ...]:
    """Split one class's output at (minimum, jump, maximum) into flat intervals."""
    minimum, jump, maximum = places
    if index not in (mover, rival):
        return (Segment(minimum, maximum, 0.0, True, True),)
    below, above = float(index == rival), float(index == mover)
    mover_takes_tie = mover < rival
    stretches = (
        Segment(minimum, min(jump, maximum), below, True, jump > maximum or not mover_takes_tie),
        Segment(max(jump, minimum), maximum, above, jump < minimum or mover_takes_tie, True),
    )
    return tuple(
        each
        for each in stretches
        if each.start < each.end
        or (each.start == each.end and each.start_closed and each.end_closed)
    )

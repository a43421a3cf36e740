"""Outputs of softmax and argmax along one or two logit axes, as records ready to draw."""

import math
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from argsoft.gradients import argmax_jacobian
from argsoft.selection import argmax, one_hot
from argsoft.softmax import logsumexp, softmax
from argsoft.validation import (
    Floats,
    checked_class,
    checked_count,
    checked_logits,
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
    """Changes in the outputs after a small change of one logit, for each row of logits.

    Attributes
    ----------
    argmax : ndarray of float64, shape (..., K)
        Change of each output of argmax: -1, 0 or 1.
    softmax : ndarray of float64, shape (..., K)
        Change of each probability; the changes of a row sum to 0.
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


def steepest(logits: ArrayLike, moving: int, *, temperature: float = 1.0) -> Floats:
    r"""Find where one class's probability is steepest as its own logit moves: where it is one half.

    .. math:: T \log \sum_{j \neq k} e^{z_j / T}

    Parameters
    ----------
    logits : array_like, shape (..., K)
        At least two classes, all finite.
    moving : int
        The class k whose logit moves.
    temperature : float
        The softmax temperature T, above 0.

    Returns
    -------
    ndarray of float64, shape (...)
        At least the largest of the other logits, where argmax jumps; at most T log(K - 1) above it.

    Raises
    ------
    ValueError
        If there are fewer than two classes, or an argument is out of range.

    Examples
    --------
    >>> steepest([[1.43, -0.40, 0.23], [0.0, 1.0, -5.0]], 0).round(4)
    array([0.657 , 1.0025])
    """
    values, _ = checked_logits(logits)
    mover = _checked_mover(values, moving)
    scale = checked_positive(temperature, "temperature")
    others = np.delete(values, mover, axis=-1)
    highest = others.max(axis=-1, keepdims=True)
    return np.asarray(highest[..., 0] + scale * logsumexp((others - highest) / scale))


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
    frame: dict[str, Any] = {"minimum": minimum, "maximum": maximum, "points": points}
    rows = checked_row(logits)[np.newaxis]
    return logit_sweeps(rows, moving, temperature=temperature, **frame)[0]


def logit_sweeps(
    logits: ArrayLike,
    moving: int,
    *,
    temperature: float = 1.0,
    minimum: float = -5.0,
    maximum: float = 5.0,
    points: int = 65,
) -> list[LogitSweep]:
    """Sweep the same logit of many rows at once, many times faster than one after another.

    Parameters
    ----------
    logits : array_like, shape (N, K)
        Unnormalized scores of at least two classes; -inf masks a class.
    moving, temperature, minimum, maximum, points
        As for `logit_sweep`; the same for all rows.

    Returns
    -------
    list of LogitSweep, length N
        As `logit_sweep` would return it for each row. Rows that differ in the moving logit alone
        share all arrays that do not depend on it; these are read-only.

    Raises
    ------
    ValueError
        If the logits are not rows, or as for `logit_sweep`.

    Examples
    --------
    >>> for sweep in logit_sweeps([[1.43, -0.40, 0.23], [1.43, 3.00, 0.23]], 0):
    ...     print(sweep.jump, sweep.softmax_slopes_at.round(3))
    0.23 [ 0.216 -0.075 -0.141]
    3.0 [ 0.137 -0.129 -0.008]
    """
    rows, _ = checked_logits(logits)
    if rows.ndim != 2:
        raise ValueError(f"logits must be rows, got shape {rows.shape}")
    mover = _checked_mover(rows, moving)
    scale = checked_positive(temperature, "temperature")
    _check_axis(minimum, maximum, points)
    softened, slopes = _softmax_along(rows, mover, rows[:, [mover]], scale)
    frame = float(minimum), float(maximum), int(points)
    here = zip(
        _courses(rows, mover, scale, frame),
        rows[:, mover].tolist(),
        softened[..., 0],
        slopes[..., 0],
        one_hot(argmax(rows), rows.shape[1]),
        argmax_jacobian(rows)[..., mover],
        strict=True,
    )
    return [LogitSweep(mover, scale, *course, *at) for course, *at in here]


def nudge(logits: ArrayLike, moving: int, *, by: float = 0.1, temperature: float = 1.0) -> Nudge:
    """Change one logit a little and compute the change of every output.

    Parameters
    ----------
    logits : array_like, shape (..., K)
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
    before, _ = checked_logits(logits)
    mover = checked_class(moving, "moving", before.shape[-1])
    push = checked_number(by, "by")
    rows = np.stack([before, before])
    with np.errstate(over="ignore"):
        rows[1, ..., mover] += push
    softened = np.subtract(*softmax(rows, temperature=temperature)[::-1])
    hardened = np.subtract(*one_hot(rows.argmax(axis=-1), before.shape[-1])[::-1])
    softened[..., mover] = 0
    # accurate even where p rounds to 1 before and after
    softened[..., mover] = 0 - softened.sum(axis=-1)
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


def _checked_mover(values: Floats, moving: int) -> int:
    """Check the class whose logit moves, and that there is another one."""
    mover = checked_class(moving, "moving", values.shape[-1])
    if values.shape[-1] == 1:
        shape = values.shape[-1:]
        raise ValueError(f"logits must hold at least two classes, got shape {shape}")
    return mover


def _first_rivals(rows: Floats, mover: int) -> NDArray[np.intp]:
    """Find the first class with the largest of the other logits of each row."""
    others = rows.copy()
    others[:, mover] = -np.inf
    firsts = others.argmax(axis=-1)
    return np.where(firsts == mover, int(mover == 0), firsts)


class _Course(NamedTuple):
    """The read-only parts of a sweep that do not depend on the moving logit's value."""

    positions: Floats
    outputs: Floats
    slopes: Floats
    jump: float
    rival: int
    segments: tuple[tuple[Segment, ...], ...]


def _courses(
    rows: Floats, mover: int, temperature: float, frame: tuple[float, float, int]
) -> list[_Course]:
    """Compute the course of each row, once for all rows that share it."""
    fixed = rows.copy()
    fixed[:, mover] = 0.0
    shared = {key: n for n, key in reversed([*enumerate(map(tuple, fixed.tolist()))])}
    distinct = fixed[[*shared.values()]]
    rivals = _first_rivals(distinct, mover)
    jumps = distinct[np.arange(rivals.size), rivals].tolist()
    even = np.linspace(*frame)
    positions = [_positions(frame, even, jump, BEND * temperature) for jump in jumps]
    outputs, slopes = _softmax_along(distinct, mover, np.stack(positions), temperature)
    for each in (*positions, outputs, slopes):
        each.setflags(write=False)
    segments = [
        tuple(_segments(i, mover, rival, (frame[0], jump, frame[1])) for i in range(rows.shape[1]))
        for rival, jump in zip(rivals.tolist(), jumps, strict=True)
    ]
    courses = map(_Course, positions, outputs, slopes, jumps, rivals.tolist(), segments)
    of_row = dict(zip(shared, courses, strict=True))
    return [of_row[tuple(row)] for row in fixed.tolist()]


def _positions(frame: tuple[float, float, int], even: Floats, jump: float, reach: float) -> Floats:
    """Space positions from end to end in ascending order, close enough where softmax bends."""
    minimum, maximum, points = frame
    low, high = max(minimum, jump - reach), min(maximum, jump + reach)
    # It bends all along the sweep, outside of it, or too sharply for float64.
    if maximum - minimum <= 2 * reach or not low < high:
        return even
    inner = points // 2
    spread = np.linspace(minimum, maximum, points - inner)
    return np.sort(np.concatenate([spread, np.linspace(low, high, inner + 2)[1:-1]]))


def _softmax_along(
    rows: Floats, mover: int, positions: Floats, temperature: float
) -> tuple[Floats, Floats]:
    """Compute probabilities and slopes at some positions of each row's moving logit, (N, K, P)."""
    table = np.repeat(rows[..., np.newaxis], positions.shape[-1], axis=-1)
    table[:, mover] = positions
    outputs = softmax(table, temperature=temperature, axis=1)
    with np.errstate(over="ignore"):
        slopes = 0 - outputs * outputs[:, [mover]] / temperature
    slopes[:, mover] = 0
    slopes[:, mover] = 0 - slopes.sum(axis=1)  # p (1 - p), accurate even where p rounds to 1
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

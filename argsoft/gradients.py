"""Derivatives of outputs and losses by logits and weights, and gradient descent on logits."""

from collections.abc import Callable, Mapping
from itertools import pairwise
from types import MappingProxyType
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from argsoft.losses import cross_entropy, differences, squared_error
from argsoft.selection import argmax, maximizers, one_hot
from argsoft.softmax import log_softmax, shares, softmax, softmax_steps
from argsoft.validation import (
    Floats,
    checked_class,
    checked_count,
    checked_number,
    checked_positive,
    checked_row,
    real_array,
    underflow_is_zero,
)

Through = Literal["softmax", "argmax"]
Factors = tuple[Floats, float, Floats, Floats, Floats]
# Up to here, e to the power of a logit, its square and the square of the sum stay in range.
LARGEST_PLAIN_EXPONENT = 300.0


class QuotientRule(NamedTuple):
    r"""One entry of softmax's Jacobian by the quotient rule.

    .. math:: y = \frac{u}{v}, \qquad \frac{dy}{dx} = \frac{u' v - u v'}{v^2}

    Attributes
    ----------
    u : float
        :math:`e^{z_i / T}` of the output's class.
    v : float
        The sum of these exponentials over all classes.
    u_prime : float
        Derivative of `u` by the moved logit: u / T if the logit belongs to the output, else 0.
    v_prime : float
        Derivative of `v` by the moved logit: that class's exponential divided by T.
    derivative : float
        The entry itself, equal to that of `softmax_jacobian` to the last bit.
    shift : float
        Subtracted from every logit first; 0 unless the plain exponentials would leave the range.
    """

    u: float
    v: float
    u_prime: float
    v_prime: float
    derivative: float
    shift: float


class Chain(NamedTuple):
    """The chain rule from the loss down to the weights, factor by factor.

    Attributes
    ----------
    outputs : ndarray of float64, shape (K,)
        Softmax of the logits, or argmax as a one-hot vector.
    loss : float
        Cross-entropy for softmax, squared error for argmax.
    loss_by_output : ndarray of float64, shape (K,)
        dLoss/dOutput, the first factor.
    output_by_logit : ndarray of float64, shape (K, K)
        dOutput/dLogit, the middle factor; entry [i, j] is output i by logit j.
    loss_by_logit : ndarray of float64, shape (K,)
        dLoss/dLogit, the product of the first two factors.
    logit_by_weight : float
        dLogit/dWeight, the last factor: the feature that the weight multiplies.
    loss_by_weight : ndarray of float64, shape (K,)
        dLoss/dWeight for each class's weight of that feature: the product of all three.
    """

    outputs: Floats
    loss: float
    loss_by_output: Floats
    output_by_logit: Floats
    loss_by_logit: Floats
    logit_by_weight: float
    loss_by_weight: Floats


class Descent(NamedTuple):
    """The path of gradient descent on logits.

    Attributes
    ----------
    losses : ndarray of float64, shape (steps + 1,)
        Loss at the start and after each step.
    logits : ndarray of float64, shape (steps + 1, K)
        Logits at the start and after each step.
    """

    losses: Floats
    logits: Floats


@underflow_is_zero
def softmax_jacobian(logits: ArrayLike, *, temperature: float = 1.0) -> Floats:
    r"""Compute the Jacobian of softmax: each probability's derivative by each logit.

    .. math:: J_{ij} = \frac{\partial p_i}{\partial z_j} = \frac{p_i (\delta_{ij} - p_j)}{T}

    Parameters
    ----------
    logits : array_like, shape (K,)
        Unnormalized scores :math:`z`, any real numbers; -inf masks a class.
    temperature : float
        :math:`T`, above 0.

    Returns
    -------
    ndarray of float64, shape (K, K)
        Symmetric; every row and column sums to 0. Entries are from -0.25 / T to 0.25 / T; they
        may overflow to inf for temperatures below about 1e-309.

    Raises
    ------
    ValueError
        If the logits are not one row, or as for `argsoft.softmax.softmax`.

    Notes
    -----
    On the diagonal, :math:`p_i (1 - p_i)`, the second factor is the sum of the other
    probabilities: near certainty, the subtraction would round to 0 long before the slope does.

    Examples
    --------
    >>> softmax_jacobian([1.43, -0.40, 0.23]).round(2)
    array([[ 0.22, -0.08, -0.14],
           [-0.08,  0.1 , -0.02],
           [-0.14, -0.02,  0.16]])
    """
    return _slopes_at(softmax(checked_row(logits), temperature=temperature), temperature)


def argmax_jacobian(logits: ArrayLike) -> Floats:
    r"""Compute the Jacobian of argmax, which is 0 wherever it exists.

    .. math:: J_{ij} = \frac{\partial}{\partial z_j}
        \operatorname{one\_hot}(\operatorname{argmax}(z))_i = 0 \text{ where it exists}

    Parameters
    ----------
    logits : array_like, shape (K,)
        Unnormalized scores :math:`z`, any real numbers; -inf masks a class.

    Returns
    -------
    ndarray of float64, shape (K, K)
        0, or NaN where the output jumps and so has no derivative.

    Raises
    ------
    ValueError
        If the logits are not valid for `argsoft.selection.maximizers`.

    Notes
    -----
    Without a tie for the largest logit, no small move changes the winner, so all entries are 0.
    In a tie, raising a tied logit :math:`j` makes :math:`j` the only winner, and lowering it hands
    the win to the first of the other tied classes. Those two outputs jump: their entries in column
    :math:`j` are NaN. No other output changes as :math:`j` moves, so all other entries are 0.

    Examples
    --------
    >>> argmax_jacobian([1.43, -0.40, 0.23])
    array([[0., 0., 0.],
           [0., 0., 0.],
           [0., 0., 0.]])
    >>> argmax_jacobian([1.43, -0.40, 1.43])
    array([[nan,  0., nan],
           [ 0.,  0.,  0.],
           [nan,  0., nan]])
    """
    tied = maximizers(logits)
    slopes = np.zeros((np.size(logits), np.size(logits)))
    if tied.size > 1:
        slopes[tied, tied] = np.nan
        slopes[tied[0], tied[1:]] = np.nan
        slopes[tied[1], tied[0]] = np.nan
    return slopes


@underflow_is_zero
def numerical_jacobian(
    function: Callable[[Floats], ArrayLike], logits: ArrayLike, *, step: float = 1e-6
) -> Floats:
    r"""Estimate the Jacobian of any function by central differences.

    .. math:: J_{ij} \approx \frac{f_i(z + h e_j) - f_i(z - h e_j)}{2 h}

    Parameters
    ----------
    function : callable
        Maps logits of shape (K,) to outputs of shape (M,).
    logits : array_like, shape (K,)
        Finite numbers at which to estimate.
    step : float
        :math:`h`, above 0 and large enough to change every logit.

    Returns
    -------
    ndarray of float64, shape (M, K)

    Raises
    ------
    ValueError
        If the logits are not one valid row, or the step does not change each of them.

    Notes
    -----
    The error is about :math:`h^2 + 10^{-16} / h`. Across a jump of 1, where no derivative exists,
    the estimate is 1 / (2 h) or its negative.

    Examples
    --------
    >>> numerical_jacobian(softmax, [1.43, -0.40, 0.23]).round(2)
    array([[ 0.22, -0.08, -0.14],
           [-0.08,  0.1 , -0.02],
           [-0.14, -0.02,  0.16]])
    """
    values = checked_row(logits)
    columns = []
    for j, move in enumerate(np.where(np.eye(values.size), step, 0.0)):
        with np.errstate(invalid="ignore", over="ignore"):
            above, below = values + move, values - move
            width = above[j] - below[j]  # the actual step in float64
        if not 0 < width < np.inf:
            raise ValueError(f"step must move every logit, got {step!r} at {values[j]}")
        columns.append(np.subtract(function(above), function(below)) / width)
    return np.stack(columns, axis=1)


@underflow_is_zero
def cross_entropy_gradient(logits: ArrayLike, target: int, *, temperature: float = 1.0) -> Floats:
    r"""Compute the gradient of `argsoft.losses.cross_entropy` by the logits.

    .. math:: \frac{\partial L}{\partial z_j} = \frac{p_j - y_j}{T}

    Parameters
    ----------
    logits : array_like, shape (K,)
        Unnormalized scores :math:`z`, any real numbers; -inf masks a class.
    target : int
        The true class, where :math:`y` is 1; from 0 to K - 1.
    temperature : float
        :math:`T`, above 0.

    Returns
    -------
    ndarray of float64, shape (K,)
        At most 0 for the target, at least 0 for the others; they sum to 0.

    Raises
    ------
    ValueError
        As for `argsoft.losses.cross_entropy`.

    Examples
    --------
    >>> cross_entropy_gradient([1.43, -0.40, 0.23], 0).round(2)
    array([-0.32,  0.11,  0.21])
    """
    outputs = softmax(checked_row(logits), temperature=temperature)
    true_class = checked_class(target, "target", outputs.size)
    return _per_temperature(_misses(outputs, true_class), temperature)


def squared_error_gradient(outputs: ArrayLike, target: int) -> Floats:
    r"""Compute the gradient of `argsoft.losses.squared_error` by the outputs.

    .. math:: \frac{\partial L}{\partial o_i} = 2 (o_i - y_i)

    Parameters
    ----------
    outputs : array_like, shape (K,)
        Finite numbers :math:`o`.
    target : int
        The true class, where :math:`y` is 1; from 0 to K - 1.

    Returns
    -------
    ndarray of float64, shape (K,)

    Raises
    ------
    ValueError
        As for `argsoft.losses.squared_error`.

    Examples
    --------
    >>> squared_error_gradient([1.0, 0.0, 0.0], 2)
    array([ 2.,  0., -2.])
    """
    with np.errstate(over="ignore"):
        return 2 * differences(outputs, target)


@underflow_is_zero
def quotient_rule(
    logits: ArrayLike, output: int, moved: int, *, temperature: float = 1.0
) -> QuotientRule:
    """Compute one entry of softmax's Jacobian by the quotient rule.

    Parameters
    ----------
    logits : array_like, shape (K,)
        Unnormalized scores, any real numbers; -inf masks a class.
    output : int
        The class whose probability to differentiate: the row of the Jacobian.
    moved : int
        The class whose logit moves: the column.
    temperature : float
        Above 0.

    Returns
    -------
    QuotientRule
        Plain exponentials, as in a textbook, if every logit divided by the temperature is from
        -300 to 300. Otherwise the largest logit is subtracted first, which scales `u`, `v` and
        their derivatives by the same factor and leaves the result unchanged.

    Raises
    ------
    ValueError
        If `output` or `moved` is not one of the classes, or as for `softmax_jacobian`.

    Examples
    --------
    >>> rule = quotient_rule([1.43, -0.40, 0.23], 0, 0)
    >>> round(rule.u, 2), round(rule.v, 2), round(rule.derivative, 4)
    (4.18, 6.11, 0.2161)
    """
    values = checked_row(logits)
    row = checked_class(output, "output", values.size)
    column = checked_class(moved, "moved", values.size)
    entry = float(softmax_jacobian(values, temperature=temperature)[row, column])
    exponentials, shift = _exponentials(values, checked_positive(temperature, "temperature"))
    u, v = float(exponentials[row]), float(exponentials.sum())
    v_prime = float(exponentials[column]) / float(temperature)
    return QuotientRule(u, v, v_prime if row == column else 0.0, v_prime, entry, shift)


@underflow_is_zero
def chain(
    logits: ArrayLike,
    target: int,
    *,
    through: Through,
    temperature: float = 1.0,
    feature: float = 1.0,
) -> Chain:
    r"""Apply the chain rule from the loss to the weights.

    .. math:: \frac{dL}{dw_j} =
        \sum_i \frac{dL}{do_i} \cdot \frac{do_i}{dz_j} \cdot \frac{dz_j}{dw_j}

    Parameters
    ----------
    logits : array_like, shape (K,)
        Unnormalized scores :math:`z`, any real numbers; -inf masks a class.
    target : int
        The true class, from 0 to K - 1.
    through : "softmax" or "argmax"
        Maps logits to outputs :math:`o`: softmax with cross-entropy, or argmax with squared error.
    temperature : float
        Softmax temperature, above 0; argmax ignores it.
    feature : float
        The finite input :math:`x` in :math:`z_j = w_j x + \dots`.

    Returns
    -------
    Chain
        Through softmax, `loss_by_logit` is (p - y) / T to the last bit, even if a factor overflows
        (-1 / p is -inf where p rounds to 0). Through argmax it is exactly 0, or NaN for each logit
        in a tie for the largest: a missing factor leaves no product.

    Raises
    ------
    ValueError
        If `through` is neither, the feature is not finite, or as for `cross_entropy_gradient`.

    Examples
    --------
    >>> chain([1.43, -0.40, 0.23], 0, through="softmax").loss_by_logit.round(2)
    array([-0.32,  0.11,  0.21])
    >>> chain([1.43, -0.40, 0.23], 2, through="argmax").loss_by_logit
    array([0., 0., 0.])
    """
    _check_through(through)
    value = checked_number(feature, "feature")
    values = checked_row(logits)
    factors = _FACTORS[through](values, target, checked_positive(temperature, "temperature"))
    with np.errstate(over="ignore", invalid="ignore"):
        loss_by_weight = factors[-1] * value + 0.0  # without negative zeros
    return Chain(*factors, value, loss_by_weight)


@underflow_is_zero
def descend(
    logits: ArrayLike,
    target: int,
    *,
    learning_rate: float,
    through: Through,
    temperature: float = 1.0,
    bounds: tuple[float, float] = (-np.inf, np.inf),
) -> Floats:
    r"""Take one step of gradient descent on the logits.

    .. math:: z \leftarrow z - \eta \, \frac{dL}{dz}

    Parameters
    ----------
    logits, target, through, temperature
        As for `chain`.
    learning_rate : float
        :math:`\eta`, a finite number above 0.
    bounds : pair of float
        Clip logits to this range; a masked class stays masked.

    Returns
    -------
    ndarray of float64, shape (K,)
        A new array. Through argmax its values are unchanged: the slope is 0 or, at a tie, missing.

    Raises
    ------
    ValueError
        If the learning rate is not a finite number above 0, the bounds are not two numbers in
        ascending order, or as for `chain`.

    Examples
    --------
    >>> descend([1.43, -0.40, 0.23], 0, learning_rate=1.0, through="softmax").round(2)
    array([ 1.75, -0.51,  0.02])
    >>> descend([1.43, -0.40, 0.23], 2, learning_rate=1.0, through="argmax")
    array([ 1.43, -0.4 ,  0.23])
    """
    task = _checked_task(checked_row(logits), target, through, temperature, learning_rate, bounds)
    return _descended(task, 1)[1] if through == "softmax" else task.start.copy()


def descent(
    logits: ArrayLike,
    target: int,
    *,
    steps: int,
    learning_rate: float,
    through: Through,
    temperature: float = 1.0,
    bounds: tuple[float, float] = (-np.inf, np.inf),
) -> Descent:
    r"""Take several steps of gradient descent on the logits, recording each loss.

    .. math:: z^{(k + 1)} = z^{(k)} - \eta \, \frac{dL}{dz}\bigl(z^{(k)}\bigr), \qquad
        L^{(k)} = L\bigl(z^{(k)}\bigr)

    Parameters
    ----------
    logits, target, learning_rate, through, temperature, bounds
        As for `descend`.
    steps : int
        Number of steps, 1 or more.

    Returns
    -------
    Descent
        Through argmax, neither loss nor logits ever change.

    Raises
    ------
    ValueError
        If `steps` is not an integer of 1 or more, or as for `descend`.

    Examples
    --------
    >>> z = [1.43, -0.40, 0.23]
    >>> descent(z, 0, steps=3, learning_rate=1.0, through="softmax").losses.round(2)
    array([0.38, 0.25, 0.18, 0.15])
    >>> descent(z, 2, steps=3, learning_rate=1.0, through="argmax").losses
    array([2., 2., 2., 2.])
    """
    count, row = checked_count(steps, "steps"), checked_row(logits)
    task = _checked_task(row, target, through, temperature, learning_rate, bounds)
    if through == "softmax":
        visited = _descended(task, count)
        logarithms = log_softmax(visited, temperature=task.temperature)
        return Descent(0.0 - logarithms[:, task.target], visited)
    loss = squared_error(one_hot(argmax(row), row.size), task.target)
    return Descent(np.full(count + 1, loss), np.tile(row, (count + 1, 1)))


class _Task(NamedTuple):
    """Checked arguments of a descent."""

    start: Floats
    target: int
    temperature: float
    rate: float
    ends: tuple[float, float]


def _checked_task(
    row: Floats,
    target: int,
    through: Through,
    temperature: float,
    learning_rate: float,
    bounds: tuple[float, float],
) -> _Task:
    """Check the arguments of a descent other than the logits."""
    rate = checked_positive(learning_rate, "learning_rate")
    ends = real_array(bounds, "bounds")
    if ends.shape != (2,) or not ends[0] <= ends[1]:
        raise ValueError(f"bounds must be two numbers in ascending order, got {bounds!r}")
    _check_through(through)
    scale = checked_positive(temperature, "temperature")
    true_class = checked_class(target, "target", row.size)
    return _Task(row, true_class, scale, rate, (float(ends[0]), float(ends[1])))


@np.errstate(over="ignore", under="ignore", invalid="ignore")
def _descended(task: _Task, steps: int) -> Floats:
    """Descend through softmax; row k holds the logits after k steps."""
    start, target, temperature, rate, (least, most) = task
    masked = start == -np.inf
    some_are_masked = masked.any()
    rows = np.empty((steps + 1, start.size))
    rows[0] = start
    for before, after in pairwise(rows):
        slopes = _misses(shares(before, before.max(), temperature), target)
        slopes /= temperature
        slopes *= rate
        np.subtract(before, slopes, out=after)
        after.clip(least, most, out=after)
        if some_are_masked:
            after[masked] = -np.inf
    return rows


def _slopes_at(probabilities: Floats, temperature: float) -> Floats:
    """Compute the Jacobian of softmax from its probabilities."""
    slopes = 0 - _per_temperature(np.outer(probabilities, probabilities), temperature)
    np.fill_diagonal(slopes, 0)
    np.fill_diagonal(slopes, 0 - slopes.sum(axis=1))
    return slopes


def _misses(outputs: Floats, target: int) -> Floats:
    """Turn softmax's outputs into p - y, in place."""
    outputs[target] = 0
    outputs[target] = 0 - outputs.sum()  # p - 1, accurate even where p rounds to 1
    return outputs


def _check_through(through: str) -> None:
    """Raise unless `through` is "softmax" or "argmax"."""
    if through not in _FACTORS:
        raise ValueError(f'through must be "softmax" or "argmax", got {through!r}')


def _softmax_factors(values: Floats, target: int, temperature: float) -> Factors:
    """Compute outputs, loss, the first two factors and their product for softmax."""
    loss = cross_entropy(values, target, temperature=temperature)
    outputs = softmax(values, temperature=temperature)
    loss_by_output = np.zeros_like(outputs)
    with np.errstate(divide="ignore", over="ignore"):
        loss_by_output[target] = -1 / outputs[target]
    slopes = _slopes_at(outputs, temperature)
    product = _per_temperature(_misses(outputs.copy(), target), temperature)
    return outputs, loss, loss_by_output, slopes, product


def _argmax_factors(values: Floats, target: int, _: float) -> Factors:
    """Compute outputs, loss, the first two factors and their product for argmax."""
    outputs = one_hot(argmax(values), values.size)
    loss_by_output = squared_error_gradient(outputs, target)
    slopes = argmax_jacobian(values)
    product = loss_by_output @ slopes
    return outputs, squared_error(outputs, target), loss_by_output, slopes, product


_FACTORS: Mapping[str, Callable[[Floats, int, float], Factors]] = MappingProxyType(
    {"softmax": _softmax_factors, "argmax": _argmax_factors}
)


def _exponentials(values: Floats, temperature: float) -> tuple[Floats, float]:
    """Compute e to the power of each logit / T, and the shift subtracted from the logits first."""
    with np.errstate(over="ignore"):
        exponents = values / temperature
    if np.abs(exponents).max() <= LARGEST_PLAIN_EXPONENT:
        return np.exp(exponents), 0.0
    return softmax_steps(values, temperature=temperature).exponentials, float(values.max())


def _per_temperature(slopes: Floats, temperature: float) -> Floats:
    """Convert derivatives by logit / T to derivatives by the logit."""
    with np.errstate(over="ignore"):
        return slopes / float(temperature)

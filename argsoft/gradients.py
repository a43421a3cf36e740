"""Derivatives of outputs and losses by logits and weights, and gradient descent on logits."""

from collections.abc import Callable, Mapping
from itertools import pairwise, repeat
from types import MappingProxyType
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from argsoft.losses import Loss, Target, differences, mean_surprise, target_distribution
from argsoft.selection import argmax, one_hot, ties
from argsoft.softmax import log_softmax, shares, softmax, softmax_steps
from argsoft.validation import (
    Floats,
    checked_class,
    checked_count,
    checked_logits,
    checked_number,
    checked_positive,
    checked_row,
    real_array,
    underflow_is_zero,
)

Through = Literal["softmax", "argmax", "straight-through"]
# The loss that is used unless another is asked for.
USUAL_LOSS: Mapping[str, Loss] = MappingProxyType(
    {
        "softmax": "cross-entropy",
        "argmax": "squared error",
        "straight-through": "squared error",
    }
)
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

    Leading axes, if any, are those of the logits: a chain for each row.

    Attributes
    ----------
    outputs : ndarray of float64, shape (..., K)
        Softmax of the logits, or argmax as a one-hot vector.
    loss : float, or ndarray of float64, shape (...)
        Cross-entropy or squared error of the outputs. Cross-entropy of a one-hot vector is inf if
        argmax is wrong.
    loss_by_output : ndarray of float64, shape (..., K)
        dLoss/dOutput, the first factor.
    output_by_logit : ndarray of float64, shape (..., K, K)
        dOutput/dLogit, the middle factor; entry [i, j] is output i by logit j. For straight-through
        it is softmax's.
    loss_by_logit : ndarray of float64, shape (..., K)
        dLoss/dLogit, the product of the first two factors. NaN where it does not exist.
    logit_by_weight : float
        dLogit/dWeight, the last factor: the feature that the weight multiplies.
    loss_by_weight : ndarray of float64, shape (..., K)
        dLoss/dWeight for each class's weight of that feature: the product of all three.
    """

    outputs: Floats
    loss: float | Floats
    loss_by_output: Floats
    output_by_logit: Floats
    loss_by_logit: Floats
    logit_by_weight: float
    loss_by_weight: Floats

    @property
    def paths(self) -> Floats:
        """Products of the first two factors, one for each way from a logit to the loss.

        Entry [i, j] is dLoss/dOutput i times dOutput i/dLogit j. While no factor is infinite,
        column j sums to `loss_by_logit` of j. Cross-entropy and a single true class leave only the
        row of that class.

        Examples
        --------
        >>> links = chain([1.43, -0.40, 0.23], 0, through="softmax", loss="squared error")
        >>> links.paths.sum(axis=0).round(3), links.loss_by_logit.round(3)
        (array([-0.211,  0.06 ,  0.152]), array([-0.211,  0.06 ,  0.152]))
        """
        with np.errstate(over="ignore", under="ignore", invalid="ignore"):
            products: Floats = self.loss_by_output[..., np.newaxis] * self.output_by_logit
        return products + 0.0  # without negative zeros


class Step(NamedTuple):
    r"""One step of gradient descent on the logits, factor by factor.

    .. math:: \Delta z_j = -\eta
        \sum_i \frac{\partial L}{\partial o_i} \cdot \frac{\partial o_i}{\partial z_j}

    Attributes
    ----------
    links : Chain
        The factors from the loss to the logits. Its `loss_by_logit` is their product.
    learning_rate : float
        :math:`\eta`, the last factor.
    change : ndarray of float64, shape (..., K)
        :math:`\Delta z`, the step: `loss_by_logit` times the learning rate, with the other sign.
        0 where the derivative does not exist.
    logits : ndarray of float64, shape (..., K)
        Logits after the step: those before plus the change, clipped to the bounds.
    """

    links: Chain
    learning_rate: float
    change: Floats
    logits: Floats

    def each(self) -> list["Step"]:
        """List the steps of many rows, shape (N, K), one by one.

        Examples
        --------
        >>> rows = [[1.43, -0.40, 0.23], [0.0, 0.0, 0.0]]
        >>> both = descent_step(rows, 0, learning_rate=0.5, through="softmax").each()
        >>> round(both[1].links.loss, 4), both[1].change.round(2)
        (1.0986, array([ 0.33, -0.17, -0.17]))
        """
        outputs, losses, by_output, by_logit, slopes, feature, by_weight = self.links
        links = map(
            Chain,
            outputs,
            np.asarray(losses).tolist(),
            by_output,
            by_logit,
            slopes,
            repeat(feature),
            by_weight,
        )
        return list(map(Step, links, repeat(self.learning_rate), self.change, self.logits))


class Descent(NamedTuple):
    """The path of gradient descent on logits, or on many rows of logits at once.

    Attributes
    ----------
    losses : ndarray of float64, shape (steps + 1, ...)
        Loss at the start and after each step.
    logits : ndarray of float64, shape (steps + 1, ..., K)
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
    logits : array_like, shape (..., K)
        Unnormalized scores :math:`z`, any real numbers; -inf masks a class.
    temperature : float
        :math:`T`, above 0.

    Returns
    -------
    ndarray of float64, shape (..., K, K)
        Symmetric; every row and column sums to 0. Entries are from -0.25 / T to 0.25 / T; they
        may overflow to inf for temperatures below about 1e-309.

    Raises
    ------
    ValueError
        As for `argsoft.softmax.softmax`.

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
    return _softmax_slopes(softmax(logits, temperature=temperature), temperature)


def argmax_jacobian(logits: ArrayLike) -> Floats:
    r"""Compute the Jacobian of argmax, which is 0 wherever it exists.

    .. math:: J_{ij} = \frac{\partial}{\partial z_j}
        \operatorname{one\_hot}(\operatorname{argmax}(z))_i = 0 \text{ where it exists}

    Parameters
    ----------
    logits : array_like, shape (..., K)
        Unnormalized scores :math:`z`, any real numbers; -inf masks a class.

    Returns
    -------
    ndarray of float64, shape (..., K, K)
        0, or NaN where the output jumps and so has no derivative.

    Raises
    ------
    ValueError
        If the logits are not valid for `argsoft.selection.ties`.

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
    >>> argmax_jacobian([[1.0, 2.0], [2.0, 2.0]])
    array([[[ 0.,  0.],
            [ 0.,  0.]],
    <BLANKLINE>
           [[nan, nan],
            [nan, nan]]])
    """
    tied = ties(logits)
    slopes = np.zeros((*tied.shape, tied.shape[-1]))
    counts = tied.cumsum(axis=-1)
    several = tied & (counts[..., -1:] > 1)
    if several.any():  # rarely
        jumps = several[..., np.newaxis] & np.eye(tied.shape[-1], dtype=bool)
        first, second = several & (counts == 1), several & (counts == 2)
        jumps |= first[..., np.newaxis] & several[..., np.newaxis, :]
        jumps |= second[..., np.newaxis] & first[..., np.newaxis, :]
        slopes[jumps] = np.nan
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


def cross_entropy_gradient(
    logits: ArrayLike, target: Target, *, temperature: float = 1.0
) -> Floats:
    r"""Compute the gradient of `argsoft.losses.cross_entropy` by the logits.

    .. math:: \frac{\partial L}{\partial z_j} = \frac{p_j - y_j}{T}

    Parameters
    ----------
    logits : array_like, shape (K,)
        Unnormalized scores :math:`z`, any real numbers; -inf masks a class.
    target : int or array_like, shape (K,)
        The true class, where :math:`y` is 1; from 0 to K - 1. Or a distribution :math:`y`.
    temperature : float
        :math:`T`, above 0.

    Returns
    -------
    ndarray of float64, shape (K,)
        They sum to 0. For a class, at most 0 for the target, at least 0 for the others.

    Raises
    ------
    ValueError
        As for `argsoft.losses.cross_entropy`.

    Examples
    --------
    >>> cross_entropy_gradient([1.43, -0.40, 0.23], 0).round(2)
    array([-0.32,  0.11,  0.21])
    """
    return loss_gradient(logits, target, loss="cross-entropy", temperature=temperature)


@underflow_is_zero
def loss_gradient(
    logits: ArrayLike, target: Target, *, loss: Loss = "cross-entropy", temperature: float = 1.0
) -> Floats:
    r"""Compute the gradient of a loss of softmax by the logits.

    .. math:: \text{cross-entropy:} \quad \frac{p_j - y_j}{T}, \qquad \text{squared error:} \quad
        \frac{2 p_j}{T} \Bigl( (p_j - y_j) - \sum_i p_i (p_i - y_i) \Bigr)

    Parameters
    ----------
    logits : array_like, shape (K,)
        Unnormalized scores :math:`z`, any real numbers; -inf masks a class.
    target : int or array_like, shape (K,)
        The true class, where :math:`y` is 1; from 0 to K - 1. Or a distribution :math:`y`.
    loss : "cross-entropy" or "squared error"
        Of softmax's probabilities.
    temperature : float
        :math:`T`, above 0.

    Returns
    -------
    ndarray of float64, shape (K,)
        They sum to 0.

    Raises
    ------
    ValueError
        If the loss is neither, or as for `argsoft.losses.cross_entropy`.

    Notes
    -----
    Where softmax is confident and wrong, the gradient of cross-entropy is near its largest, and
    that of squared error is near 0: it has the factor :math:`p_j`.

    References
    ----------
    M. A. Nielsen, "Neural Networks and Deep Learning", Determination Press, 2015, chapter 3.

    Examples
    --------
    >>> for loss in ("cross-entropy", "squared error"):
    ...     print(loss_gradient([5.0, -5.0, -5.0], 2, loss=loss).round(5).tolist())
    [0.99991, 5e-05, -0.99995]
    [0.00027, -9e-05, -0.00018]
    """
    values = checked_row(logits)
    _, kind = checked_way("softmax", loss)
    wanted = _checked_target(target, values.size)
    scale = checked_positive(temperature, "temperature")
    with np.errstate(over="ignore"):
        return _loss_by_logit(values, wanted, ("softmax", kind), scale)


def squared_error_gradient(outputs: ArrayLike, target: Target) -> Floats:
    r"""Compute the gradient of `argsoft.losses.squared_error` by the outputs.

    .. math:: \frac{\partial L}{\partial o_i} = 2 (o_i - y_i)

    Parameters
    ----------
    outputs : array_like, shape (K,)
        Finite numbers :math:`o`.
    target : int or array_like, shape (K,)
        The true class, where :math:`y` is 1; from 0 to K - 1. Or a distribution :math:`y`.

    Returns
    -------
    ndarray of float64, shape (K,)

    Raises
    ------
    ValueError
        As for `argsoft.losses.squared_error`.

    See Also
    --------
    loss_gradient : the gradient by the logits, through softmax.

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


def infinite_when_wrong(through: Through, loss: Loss | None = None) -> bool:
    r"""Tell whether a wrong answer makes the loss infinite: :math:`-\ln 0`.

    Parameters
    ----------
    through : "softmax", "argmax" or "straight-through"
        Maps logits to outputs.
    loss : "cross-entropy" or "squared error", optional
        The loss of the outputs; the usual one if not given.

    Returns
    -------
    bool
        Argmax gives 0 to a class that does not win, and cross-entropy takes its logarithm. So True
        for that loss of argmax's outputs, which straight-through has too. Softmax never gives 0.

    Raises
    ------
    ValueError
        If `through` or `loss` is none of these.

    Examples
    --------
    >>> infinite_when_wrong("argmax", "cross-entropy"), infinite_when_wrong("argmax")
    (True, False)
    """
    way, kind = checked_way(through, loss)
    return way != "softmax" and kind == "cross-entropy"


def checked_way(through: Through, loss: Loss | None) -> tuple[Through, Loss]:
    """Check the function between logits and loss, and the loss.

    Parameters
    ----------
    through : "softmax", "argmax" or "straight-through"
        Maps logits to outputs.
    loss : "cross-entropy", "squared error" or None
        The loss of the outputs; None for the usual one of this function.

    Raises
    ------
    ValueError
        If `through` or `loss` is none of these.

    Examples
    --------
    >>> checked_way("softmax", None), checked_way("argmax", None)
    (('softmax', 'cross-entropy'), ('argmax', 'squared error'))
    """
    if through not in USUAL_LOSS:
        rule = '"softmax", "argmax" or "straight-through"'
        raise ValueError(f"through must be {rule}, got {through!r}")
    if loss is not None and loss not in USUAL_LOSS.values():
        raise ValueError(f'loss must be "cross-entropy" or "squared error", got {loss!r}')
    return through, USUAL_LOSS[through] if loss is None else loss


@underflow_is_zero
def chain(
    logits: ArrayLike,
    target: Target,
    *,
    through: Through,
    loss: Loss | None = None,
    temperature: float = 1.0,
    feature: float = 1.0,
) -> Chain:
    r"""Apply the chain rule from the loss to the weights.

    .. math:: \frac{dL}{dw_j} =
        \sum_i \frac{dL}{do_i} \cdot \frac{do_i}{dz_j} \cdot \frac{dz_j}{dw_j}

    Parameters
    ----------
    logits : array_like, shape (..., K)
        Unnormalized scores :math:`z`, any real numbers; -inf masks a class.
    target : int or array_like, shape (K,)
        The true class, from 0 to K - 1, or a distribution over the classes; the same for all rows.
    through : "softmax", "argmax" or "straight-through"
        Maps logits to outputs :math:`o`. Straight-through takes the outputs of argmax and, as if
        they were its own, the derivatives of softmax.
    loss : "cross-entropy" or "squared error", optional
        The loss of the outputs. By default cross-entropy through softmax, and squared error
        otherwise.
    temperature : float
        Softmax temperature, above 0; argmax ignores it.
    feature : float
        The finite input :math:`x` in :math:`z_j = w_j x + \dots`.

    Returns
    -------
    Chain
        Through softmax, `loss_by_logit` is that of `loss_gradient` to the last bit: (p - y) / T for
        cross-entropy, even if a factor overflows (-1 / p is -inf where p rounds to 0). Through
        argmax it is exactly 0, or NaN for each logit in a tie for the largest: a missing factor
        leaves no product. If the loss is infinite (`infinite_when_wrong`), it is NaN for all.

    Raises
    ------
    ValueError
        If `through` or `loss` is none of these, the feature is not finite, or as for
        `argsoft.softmax.softmax` and `argsoft.losses.target_distribution`.

    See Also
    --------
    descent_step : the step that follows from these factors.

    References
    ----------
    Y. Bengio, N. Léonard and A. Courville, "Estimating or propagating gradients through stochastic
    neurons for conditional computation", 2013, arXiv:1308.3432, on straight-through.

    Examples
    --------
    >>> chain([1.43, -0.40, 0.23], 0, through="softmax").loss_by_logit.round(2)
    array([-0.32,  0.11,  0.21])
    >>> chain([1.43, -0.40, 0.23], 2, through="argmax").loss_by_logit
    array([0., 0., 0.])
    >>> chain([1.43, -0.40, 0.23], 2, through="straight-through").loss_by_logit.round(2)
    array([ 0.71, -0.1 , -0.61])
    >>> chain([[1.43, -0.40, 0.23], [0.0, 0.0, 0.0]], 0, through="softmax").loss_by_logit.round(2)
    array([[-0.32,  0.11,  0.21],
           [-0.67,  0.33,  0.33]])
    """
    way = checked_way(through, loss)
    value = checked_number(feature, "feature")
    values, _ = checked_logits(logits)
    scale = checked_positive(temperature, "temperature")
    wanted = _checked_target(target, values.shape[-1])
    outputs = _outputs(values, through, scale)
    by_output = _loss_by_output(outputs, wanted, way[1])
    by_logit = _output_by_logit(values, outputs, through, scale)
    with np.errstate(over="ignore", invalid="ignore"):
        if through == "argmax":
            product = _product(by_output, by_logit)
        else:
            product = _loss_by_logit(values, wanted, way, scale)
        by_weight = product * value + 0.0  # without negative zeros
    amount = _losses(values, wanted, way, scale)[()]
    return Chain(outputs, amount, by_output, by_logit, product, value, by_weight)


def descent_step(
    logits: ArrayLike,
    target: Target,
    *,
    learning_rate: float,
    through: Through,
    loss: Loss | None = None,
    temperature: float = 1.0,
    bounds: tuple[float, float] = (-np.inf, np.inf),
) -> Step:
    r"""Take one step of gradient descent on the logits, and keep its factors.

    .. math:: z \leftarrow z - \eta \, \frac{dL}{do} \cdot \frac{do}{dz}

    Parameters
    ----------
    logits, target, learning_rate, through, loss, temperature, bounds
        As for `descend`.

    Returns
    -------
    Step
        Its `logits` are those of `descend`.

    Raises
    ------
    ValueError
        As for `descend`.

    Examples
    --------
    >>> step = descent_step([1.43, -0.40, 0.23], 0, learning_rate=0.5, through="softmax")
    >>> step.links.loss_by_output.round(2), step.links.output_by_logit[0].round(2)
    (array([-1.46,  0.  ,  0.  ]), array([ 0.22, -0.08, -0.14]))
    >>> step.links.loss_by_logit.round(2), step.change.round(2)
    (array([-0.32,  0.11,  0.21]), array([ 0.16, -0.05, -0.1 ]))
    """
    links = chain(logits, target, through=through, loss=loss, temperature=temperature)
    rate, ends = checked_positive(learning_rate, "learning_rate"), _checked_bounds(bounds)
    before = real_array(logits, "logits")
    with np.errstate(over="ignore", under="ignore", invalid="ignore"):
        fall = _followed(links.loss_by_logit, through) * rate
        after = before.copy() if through == "argmax" else _fallen(before, fall, ends)
    return Step(links, rate, 0.0 - fall, after)


@underflow_is_zero
def descend(
    logits: ArrayLike,
    target: Target,
    *,
    learning_rate: float,
    through: Through,
    loss: Loss | None = None,
    temperature: float = 1.0,
    bounds: tuple[float, float] = (-np.inf, np.inf),
) -> Floats:
    r"""Take one step of gradient descent on the logits.

    .. math:: z \leftarrow z - \eta \, \frac{dL}{dz}

    Parameters
    ----------
    logits, target, through, loss, temperature
        As for `chain`.
    learning_rate : float
        :math:`\eta`, a finite number above 0.
    bounds : pair of float
        Clip logits to this range; a masked class stays masked.

    Returns
    -------
    ndarray of float64, shape (..., K)
        A new array. Through argmax its values are unchanged: the slope is 0 or, at a tie or where
        the loss is infinite, missing.

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
    way = (through, loss)
    task = _checked_task(checked_logits(logits)[0], target, way, temperature, learning_rate, bounds)
    return np.asarray(_descended(task, 1)[1])


def descent(
    logits: ArrayLike,
    target: Target,
    *,
    steps: int,
    learning_rate: float,
    through: Through,
    loss: Loss | None = None,
    temperature: float = 1.0,
    bounds: tuple[float, float] = (-np.inf, np.inf),
) -> Descent:
    r"""Take several steps of gradient descent on the logits, recording each loss.

    .. math:: z^{(k + 1)} = z^{(k)} - \eta \, \frac{dL}{dz}\bigl(z^{(k)}\bigr), \qquad
        L^{(k)} = L\bigl(z^{(k)}\bigr)

    Parameters
    ----------
    logits, target, learning_rate, through, loss, temperature, bounds
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
    count, rows = checked_count(steps, "steps"), checked_logits(logits)[0]
    task = _checked_task(rows, target, (through, loss), temperature, learning_rate, bounds)
    visited = _descended(task, count)
    return Descent(_losses(visited, task.target, task.way, task.temperature), visited)


_Way = tuple[Through, Loss]


class _Target(NamedTuple):
    """A checked target."""

    wanted: Floats  # (K,): the distribution
    true_class: int | None  # the class that has all of it, if one does


def _checked_target(target: Target, num_classes: int) -> _Target:
    """Check a target, and find the class that has all of it."""
    wanted = target_distribution(target, num_classes)
    first = int(wanted.argmax())
    alone = wanted[first] == 1 and np.count_nonzero(wanted) == 1
    return _Target(wanted, first if alone else None)


class _Task(NamedTuple):
    """Checked arguments of a descent."""

    start: Floats
    target: _Target
    way: _Way
    temperature: float
    rate: float
    ends: tuple[float, float]


def _checked_task(
    rows: Floats,
    target: Target,
    way: tuple[Through, Loss | None],
    temperature: float,
    learning_rate: float,
    bounds: tuple[float, float],
) -> _Task:
    """Check the arguments of a descent other than the logits."""
    rate = checked_positive(learning_rate, "learning_rate")
    ends = _checked_bounds(bounds)
    checked = checked_way(*way)
    scale = checked_positive(temperature, "temperature")
    return _Task(rows, _checked_target(target, rows.shape[-1]), checked, scale, rate, ends)


def _checked_bounds(bounds: tuple[float, float]) -> tuple[float, float]:
    """Check the bounds of the logits."""
    ends = real_array(bounds, "bounds")
    if ends.shape != (2,) or not ends[0] <= ends[1]:
        raise ValueError(f"bounds must be two numbers in ascending order, got {bounds!r}")
    return float(ends[0]), float(ends[1])


@np.errstate(over="ignore", under="ignore", invalid="ignore")
def _descended(task: _Task, steps: int) -> Floats:
    """Descend on each row of logits; entry k holds them after k steps."""
    start, target, way, temperature, rate, ends = task
    if way[0] == "argmax":
        return np.repeat(start[np.newaxis], steps + 1, axis=0)  # the slope is 0, or there is none
    path = np.empty((steps + 1, *start.shape))
    path[0] = start
    for before, after in pairwise(path):
        slopes = _followed(_loss_by_logit(before, target, way, temperature), way[0])
        after[:] = _fallen(before, slopes * rate, ends)
    return path


def _fallen(before: Floats, fall: Floats, ends: tuple[float, float]) -> Floats:
    """Lower logits by an amount each, within bounds; a masked class stays masked."""
    after = np.minimum(np.maximum(before - fall, ends[0]), ends[1])
    after[before == -np.inf] = -np.inf
    return after


def _followed(slopes: Floats, through: Through) -> Floats:
    """Replace slopes that do not exist by 0: such logits stay. Those of softmax always exist."""
    return slopes if through == "softmax" else np.where(np.isnan(slopes), 0.0, slopes)


def _outputs(logits: Floats, through: Through, temperature: float) -> Floats:
    """Compute softmax, or argmax as one-hot vectors, of any number of rows."""
    if through == "softmax":
        return softmax(logits, temperature=temperature)
    return one_hot(argmax(logits), logits.shape[-1])


def _output_by_logit(
    values: Floats, outputs: Floats, through: Through, temperature: float
) -> Floats:
    """Compute the Jacobian that the chain uses."""
    if through == "argmax":
        return argmax_jacobian(values)
    if through == "softmax":
        return _softmax_slopes(outputs, temperature)
    return softmax_jacobian(values, temperature=temperature)


@np.errstate(divide="ignore", under="ignore")
def _losses(logits: Floats, target: _Target, way: _Way, temperature: float) -> Floats:
    """Compute the loss of each row of logits."""
    if way == ("softmax", "cross-entropy"):
        return mean_surprise(log_softmax(logits, temperature=temperature), target.wanted)
    outputs = _outputs(logits, way[0], temperature)
    if way[1] == "cross-entropy":
        return mean_surprise(np.log(outputs), target.wanted)
    return np.asarray(np.square(_misses(outputs, target)).sum(axis=-1))


@np.errstate(over="ignore", under="ignore", divide="ignore")
def _loss_by_output(outputs: Floats, target: _Target, loss: Loss) -> Floats:
    """Compute the first factor of the chain, 0 for an output that the loss ignores."""
    if loss == "squared error":
        return 2 * _misses(outputs.copy(), target)
    slopes = np.zeros_like(outputs)
    np.divide(-target.wanted, outputs, where=target.wanted > 0, out=slopes)
    return slopes


def _misses(outputs: Floats, target: _Target) -> Floats:
    """Turn outputs that sum to 1 into outputs - y, in place."""
    if target.true_class is None:
        outputs -= target.wanted
        return outputs
    outputs[..., target.true_class] = 0
    # p - 1, accurate even where p rounds to 1
    outputs[..., target.true_class] = 0 - outputs.sum(axis=-1)
    return outputs


def _loss_by_logit(values: Floats, target: _Target, way: _Way, temperature: float) -> Floats:
    """Compute the product of the first two factors, for softmax and straight-through."""
    probabilities = shares(values, values.max(axis=-1, keepdims=True), temperature)
    if way == ("softmax", "cross-entropy"):
        slopes = _misses(probabilities, target)
        slopes /= temperature
        return slopes
    outputs = (
        probabilities if way[0] == "softmax" else one_hot(values.argmax(axis=-1), values.shape[-1])
    )
    by_output = _loss_by_output(outputs, target, way[1])
    # Divide last: the slopes by themselves may overflow at a tiny temperature.
    return _product(by_output, _softmax_slopes(probabilities, 1.0)) / temperature


def _product(loss_by_output: Floats, output_by_logit: Floats) -> Floats:
    """Multiply two factors of each row; an infinite one leaves no product."""
    paths = loss_by_output[..., np.newaxis] * output_by_logit
    products: Floats = paths.sum(axis=-2) + 0.0  # without negative zeros
    products[np.isinf(loss_by_output).any(axis=-1)] = np.nan
    return products


def _softmax_slopes(probabilities: Floats, temperature: float) -> Floats:
    """Compute softmax's Jacobian from each row of its probabilities."""
    products = probabilities[..., np.newaxis] * probabilities[..., np.newaxis, :]
    slopes = 0 - _per_temperature(products, temperature)
    diagonal = np.einsum("...ii->...i", slopes)  # a view
    diagonal[...] = 0
    diagonal[...] = 0 - slopes.sum(axis=-1)
    return slopes


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

"""Losses: one number for how far an answer is from the true class, for training to minimize."""

from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from argsoft.selection import one_hot
from argsoft.softmax import log_softmax
from argsoft.validation import (
    Floats,
    checked_class,
    checked_count,
    checked_distribution,
    checked_number,
    checked_row,
    real_array,
    underflow_is_zero,
)

Loss = Literal["cross-entropy", "squared error"]
Target = int | Sequence[float] | Floats


@underflow_is_zero
def cross_entropy(logits: ArrayLike, target: Target, *, temperature: float = 1.0) -> float:
    r"""Compute the cross-entropy of softmax: its surprise at the target.

    .. math:: L = -\sum_i y_i \log p_i, \qquad
        \text{for a class } t: \quad L = -\log p_t = \log \sum_j e^{z_j / T} - z_t / T

    Parameters
    ----------
    logits : array_like, shape (K,)
        Unnormalized scores :math:`z`, any real numbers; -inf masks a class.
    target : int or array_like, shape (K,)
        The true class :math:`t`, from 0 to K - 1, or a distribution :math:`y` over the classes.
    temperature : float
        :math:`T`, above 0.

    Returns
    -------
    float
        In nats, from 0 to inf. Its least value is the entropy of the target: 0 for a class, more
        for a distribution. It is inf only for a masked target, or one so far below the largest
        logit that the gap overflows float64.

    Raises
    ------
    ValueError
        If the logits are not one row or not valid for `argsoft.softmax.softmax`, the target is not
        valid for `target_distribution`, or the temperature is not a finite number above 0.

    Notes
    -----
    Computed from the logits, so it stays accurate where the probability rounds to 0 or 1.

    See Also
    --------
    argsoft.gradients.cross_entropy_gradient : its gradient, (p - y) / T.

    Examples
    --------
    >>> round(cross_entropy([1.43, -0.40, 0.23], 0), 4)
    0.3795
    >>> cross_entropy([0.0, 1000.0], 0)
    1000.0
    >>> round(cross_entropy([1.43, -0.40, 0.23], [0.8, 0.1, 0.1]), 4)
    0.6825
    """
    values = checked_row(logits)
    wanted = target_distribution(target, values.size)
    return float(mean_surprise(log_softmax(values, temperature=temperature), wanted))


@underflow_is_zero
def squared_error(outputs: ArrayLike, target: Target) -> float:
    r"""Compute the squared distance from the outputs to the target.

    .. math:: L = \sum_i (o_i - y_i)^2, \qquad
        \text{for a class } t: \quad y = \operatorname{one\_hot}(t)

    Parameters
    ----------
    outputs : array_like, shape (K,)
        Finite numbers :math:`o`, such as argmax's zeros and one.
    target : int or array_like, shape (K,)
        The true class :math:`t`, from 0 to K - 1, or a distribution :math:`y` over the classes.

    Returns
    -------
    float
        0 if the outputs equal the target. For argmax and a class, either 0 or 2.

    Raises
    ------
    ValueError
        If the outputs are not one row of finite numbers, or the target is not valid for
        `target_distribution`.

    Examples
    --------
    >>> squared_error([1.0, 0.0, 0.0], 0), squared_error([1.0, 0.0, 0.0], 2)
    (0.0, 2.0)
    """
    with np.errstate(over="ignore"):
        return float(np.square(differences(outputs, target)).sum())


@underflow_is_zero
def loss_parts(outputs: ArrayLike, target: Target, *, loss: Loss) -> Floats:
    r"""Compute what each output contributes to a loss of the outputs.

    .. math:: \text{cross-entropy:} \quad -y_i \log o_i, \qquad
        \text{squared error:} \quad (o_i - y_i)^2

    Parameters
    ----------
    outputs : array_like, shape (..., K)
        Finite numbers :math:`o` of 0 or more, such as softmax's probabilities.
    target : int or array_like, shape (K,)
        The true class, from 0 to K - 1, or a distribution :math:`y` over the classes; the same for
        all rows.
    loss : "cross-entropy" or "squared error"
        The loss.

    Returns
    -------
    ndarray of float64, shape (..., K)
        0 or more; each row sums to the loss. Part of a cross-entropy is inf where the output is 0
        and the target is not.

    Raises
    ------
    ValueError
        If the loss is neither, an output is not a finite number, or is below 0 with a
        cross-entropy, or the target is not valid for `target_distribution`.

    Examples
    --------
    >>> loss_parts([0.5, 0.25, 0.25], 1, loss="cross-entropy").round(2)
    array([0.  , 1.39, 0.  ])
    >>> loss_parts([1.0, 0.0, 0.0], 1, loss="squared error")
    array([1., 1., 0.])
    """
    values = _checked_outputs(outputs)
    wanted = target_distribution(target, values.shape[-1])
    if loss == "squared error":
        with np.errstate(over="ignore"):
            return np.square(values - wanted)
    if loss != "cross-entropy":
        raise ValueError(f'loss must be "cross-entropy" or "squared error", got {loss!r}')
    if (values < 0).any():
        raise ValueError(f"outputs must be 0 or more for a cross-entropy, got {outputs!r}")
    logarithms = np.zeros_like(values)
    with np.errstate(divide="ignore"):
        np.log(values, where=wanted > 0, out=logarithms)
    return 0.0 - wanted * logarithms


def differences(outputs: ArrayLike, target: Target) -> Floats:
    r"""Subtract the target from the outputs: :math:`o - y`.

    Parameters
    ----------
    outputs, target
        As for `squared_error`.

    Returns
    -------
    ndarray of float64, shape (K,)
        A new array.

    Raises
    ------
    ValueError
        As for `squared_error`.

    Examples
    --------
    >>> differences([1.0, 0.0, 0.0], 2)
    array([ 1.,  0., -1.])
    """
    values = _checked_outputs(outputs)
    if values.ndim != 1:
        raise ValueError(f"outputs must be one row of finite numbers, got {outputs!r}")
    return values - target_distribution(target, values.size)


def _checked_outputs(outputs: ArrayLike) -> Floats:
    """Check rows of outputs, and convert them to an array."""
    values = real_array(outputs, "outputs")
    if not values.ndim or not values.size or not np.isfinite(values).all():
        raise ValueError(f"outputs must be one row of finite numbers, got {outputs!r}")
    return values


def target_distribution(target: Target, num_classes: int) -> Floats:
    """Convert a target to a distribution over the classes: one-hot for a single class.

    Parameters
    ----------
    target : int or array_like, shape (K,)
        The true class, from 0 to K - 1, or a distribution: numbers of 0 or more that sum to 1.
    num_classes : int
        K.

    Returns
    -------
    ndarray of float64, shape (K,)

    Raises
    ------
    ValueError
        If the target is neither a class nor a distribution over K classes.

    Examples
    --------
    >>> target_distribution(2, 3), target_distribution([0.5, 0.5], 2)
    (array([0., 0., 1.]), array([0.5, 0.5]))
    """
    if isinstance(target, str) or not isinstance(target, Sequence | np.ndarray):
        return one_hot(checked_class(target, "target", num_classes), num_classes)
    wanted = checked_distribution(target, "target")
    if wanted.size == num_classes:
        return wanted
    raise ValueError(f"target must hold {num_classes} probabilities, got {wanted.size}")


def smoothed_target(target: int, num_classes: int, smoothing: float) -> Floats:
    r"""Smooth a label: take a share from the true class and give it to all classes alike.

    .. math:: y_i = (1 - s) \operatorname{one\_hot}(t)_i + s / K

    Parameters
    ----------
    target : int
        The true class :math:`t`, from 0 to K - 1.
    num_classes : int
        K, 1 or more.
    smoothing : float
        :math:`s`, from 0, which leaves the one-hot vector, to 1, which makes all classes equal.

    Returns
    -------
    ndarray of float64, shape (K,)
        A distribution, for use as the target of a loss.

    Raises
    ------
    ValueError
        If the target is not one of the classes, there are none, or the smoothing is not a number
        from 0 to 1.

    References
    ----------
    C. Szegedy, V. Vanhoucke, S. Ioffe, J. Shlens and Z. Wojna, "Rethinking the Inception
    architecture for computer vision", IEEE Conference on Computer Vision and Pattern Recognition,
    2016, doi:10.1109/CVPR.2016.308, section 7.

    Examples
    --------
    >>> smoothed_target(0, 3, 0.3)
    array([0.8, 0.1, 0.1])
    """
    classes = checked_count(num_classes, "num_classes")
    true_class = checked_class(target, "target", classes)
    share = checked_number(smoothing, "smoothing")
    if not 0 <= share <= 1:
        raise ValueError(f"smoothing must be a number from 0 to 1, got {smoothing!r}")
    return (1 - share) * one_hot(true_class, classes) + share / classes


def mean_surprise(logarithms: Floats, wanted: Floats) -> Floats:
    r"""Compute cross-entropy from checked log-probabilities: :math:`-\sum_i y_i \log p_i`.

    Parameters
    ----------
    logarithms : ndarray of float64, shape (..., K)
        Logarithms in nats, at most 0; -inf where the probability is 0.
    wanted : ndarray of float64, shape (K,)
        The target :math:`y`. Where it is 0, the probability does not matter.

    Returns
    -------
    ndarray of float64, shape (...)
        At least 0.

    Examples
    --------
    >>> mean_surprise(np.array([[0.0, -np.inf], [-np.inf, 0.0]]), np.array([1.0, 0.0]))
    array([ 0., inf])
    """
    parts = np.zeros_like(logarithms)
    np.multiply(wanted, logarithms, where=wanted > 0, out=parts)
    return np.asarray(0.0 - parts.sum(axis=-1))

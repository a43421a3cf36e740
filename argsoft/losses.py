"""Losses: one number for how far an answer is from the true class, for training to minimize."""

import numpy as np
from numpy.typing import ArrayLike

from argsoft.softmax import log_softmax
from argsoft.validation import (
    Floats,
    checked_class,
    checked_row,
    real_array,
    underflow_is_zero,
)


def cross_entropy(logits: ArrayLike, target: int, *, temperature: float = 1.0) -> float:
    r"""Compute the cross-entropy of softmax: its surprise at the true class.

    .. math:: L = -\log p_t = \log \sum_j e^{z_j / T} - z_t / T

    Parameters
    ----------
    logits : array_like, shape (K,)
        Unnormalized scores :math:`z`, any real numbers; -inf masks a class.
    target : int
        The true class :math:`t`, from 0 to K - 1.
    temperature : float
        :math:`T`, above 0.

    Returns
    -------
    float
        In nats, from 0 to inf. It is inf only for a masked target, or one so far below the
        largest logit that the gap overflows float64.

    Raises
    ------
    ValueError
        If the logits are not one row or not valid for `argsoft.softmax.softmax`, the target is not
        one of the classes, or the temperature is not a finite number above 0.

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
    """
    values = checked_row(logits)
    true_class = checked_class(target, "target", values.size)
    return 0.0 - float(log_softmax(values, temperature=temperature)[true_class])


@underflow_is_zero
def squared_error(outputs: ArrayLike, target: int) -> float:
    r"""Compute the squared distance from the outputs to the one-hot vector of the true class.

    .. math:: L = \sum_i (o_i - y_i)^2 \quad \text{with } y = \operatorname{one\_hot}(t)

    Parameters
    ----------
    outputs : array_like, shape (K,)
        Finite numbers :math:`o`, such as argmax's zeros and one.
    target : int
        The true class :math:`t`, from 0 to K - 1.

    Returns
    -------
    float
        0 if the outputs equal that vector. For argmax, either 0 or 2.

    Raises
    ------
    ValueError
        If the outputs are not one row of finite numbers, or the target is not one of the classes.

    Examples
    --------
    >>> squared_error([1.0, 0.0, 0.0], 0), squared_error([1.0, 0.0, 0.0], 2)
    (0.0, 2.0)
    """
    with np.errstate(over="ignore"):
        return float(np.square(differences(outputs, target)).sum())


def differences(outputs: ArrayLike, target: int) -> Floats:
    r"""Subtract the one-hot vector of the true class from the outputs: :math:`o - y`.

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
    values = np.array(real_array(outputs, "outputs"))
    if values.ndim != 1 or not values.size or not np.isfinite(values).all():
        raise ValueError(f"outputs must be one row of finite numbers, got {outputs!r}")
    values[checked_class(target, "target", values.size)] -= 1
    return values

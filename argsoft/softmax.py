"""Softmax, the smooth argmax, and related functions, stable for every finite logit."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from argsoft.validation import (
    Floats,
    checked_logits,
    checked_positive,
    real_array,
)

# A difference of logits that overflows to -inf has an exponential of 0, as it should.
_either_is_zero = np.errstate(over="ignore", under="ignore")


class SoftmaxSteps(NamedTuple):
    """Intermediate results from logits to probabilities, in order.

    Attributes
    ----------
    shifted : ndarray of float64, shape (K,)
        Logits minus the largest one, at most 0.
    scaled : ndarray of float64, shape (K,)
        `shifted` divided by the temperature.
    exponentials : ndarray of float64, shape (K,)
        e to the power of `scaled`, from 0 to 1.
    total : float
        Sum of the exponentials, from 1 to K.
    probabilities : ndarray of float64, shape (K,)
        Exponentials divided by the total; they sum to 1.
    """

    shifted: Floats
    scaled: Floats
    exponentials: Floats
    total: float
    probabilities: Floats


@_either_is_zero
def softmax(logits: ArrayLike, *, temperature: float = 1.0, axis: int = -1) -> Floats:
    r"""Turn logits into probabilities.

    .. math:: p_i = \frac{e^{z_i / T}}{\sum_j e^{z_j / T}}

    Parameters
    ----------
    logits : array_like, shape (..., K)
        Unnormalized scores :math:`z`, any real numbers; -inf masks a class, giving it
        probability 0.
    temperature : float
        :math:`T`, above 0. Below 1 sharpens towards argmax; above 1 flattens towards equal shares.
    axis : int
        The axis that holds the classes.

    Returns
    -------
    ndarray of float64, same shape
        Probabilities from 0 to 1 that sum to 1 along `axis`.

    Raises
    ------
    ValueError
        If the logits are empty, not real numbers, NaN, +inf or all -inf, or the temperature is
        not a finite number above 0.

    Notes
    -----
    Subtracting the largest logit first changes no probability and keeps the exponentials from
    overflowing. As :math:`T \to 0`, the tied classes (`argsoft.selection.maximizers`) tend to
    equal shares; argmax picks the first of them.

    References
    ----------
    P. Blanchard, D. J. Higham and N. J. Higham, "Accurately computing the log-sum-exp and softmax
    functions", IMA J. Numer. Anal. 41(4), 2021, doi:10.1093/imanum/draa038.

    Examples
    --------
    >>> softmax([1.43, -0.40, 0.23]).round(4)
    array([0.6842, 0.1098, 0.2061])
    >>> softmax([1000.0, 1000.0])
    array([0.5, 0.5])
    """
    values, maximum = checked_logits(logits, axis)
    return shares(values, maximum, checked_positive(temperature, "temperature"), axis)


def shares(values: Floats, maximum: Floats, temperature: float, axis: int = -1) -> Floats:
    """Compute softmax of checked logits, for loops that check only once.

    The caller must ignore overflow and underflow, as `softmax` does.

    Parameters
    ----------
    values, maximum : ndarray of float64
        As returned by `argsoft.validation.checked_logits`.
    temperature : float
        Above 0.
    axis : int
        The axis that holds the classes.

    Returns
    -------
    ndarray of float64, same shape as `values`
        A new array.

    Examples
    --------
    >>> row = np.array([1000.0, 1000.0])
    >>> shares(row, row[:1], 1.0)
    array([0.5, 0.5])
    """
    weights = _scaled(values, maximum, temperature)
    np.exp(weights, out=weights)
    weights /= weights.sum(axis=axis, keepdims=True)
    return weights


@_either_is_zero
def log_softmax(logits: ArrayLike, *, temperature: float = 1.0, axis: int = -1) -> Floats:
    r"""Compute the natural logarithm of softmax, even where the probability rounds to 0 or 1.

    .. math:: \log p_i = z_i / T - \log \sum_j e^{z_j / T}

    Parameters
    ----------
    logits : array_like, shape (..., K)
        Unnormalized scores :math:`z`, any real numbers; -inf masks a class and stays -inf.
    temperature : float
        :math:`T`, above 0.
    axis : int
        The axis that holds the classes.

    Returns
    -------
    ndarray of float64, same shape
        Logarithms in nats, at most 0.

    Raises
    ------
    ValueError
        As for `softmax`.

    Examples
    --------
    >>> log_softmax([1.43, -0.40, 0.23]).round(4)
    array([-0.3795, -2.2095, -1.5795])
    >>> log_softmax([0.0, 1000.0])
    array([-1000.,     0.])
    """
    values, maximum = checked_logits(logits, axis)
    scaled = _scaled(values, maximum, checked_positive(temperature, "temperature"))
    return np.subtract(scaled, _log_total(scaled, axis), out=scaled)


@_either_is_zero
def logsumexp(logits: ArrayLike, *, axis: int = -1) -> Floats:
    r"""Compute the smooth *maximum* of the logits; softmax is its gradient.

    .. math:: \log \sum_j e^{z_j}

    Parameters
    ----------
    logits : array_like, shape (..., K)
        Unnormalized scores :math:`z`, any real numbers; -inf masks a class.
    axis : int
        The axis that holds the classes.

    Returns
    -------
    ndarray of float64, shape without `axis`
        At least the largest logit, at most log K more.

    Raises
    ------
    ValueError
        If the logits are empty, not real numbers, NaN, +inf or all -inf.

    Examples
    --------
    >>> float(logsumexp([1.43, -0.40, 0.23]).round(4))
    1.8095
    """
    values, maximum = checked_logits(logits, axis)
    return np.asarray((maximum + _log_total(_scaled(values, maximum, 1.0), axis)).squeeze(axis))


@_either_is_zero
def sigmoid(logits: ArrayLike, *, temperature: float = 1.0) -> Floats:
    r"""Turn each logit into a probability of its own, for classes that do not exclude each other.

    .. math:: \sigma(z_i / T) = \frac{1}{1 + e^{-z_i / T}}

    Parameters
    ----------
    logits : array_like, any shape
        Unnormalized scores :math:`z`: any real numbers, including infinities.
    temperature : float
        :math:`T`, above 0. Below 1 sharpens towards 0 and 1; above 1 flattens towards one half.

    Returns
    -------
    ndarray of float64, same shape
        Probabilities from 0 to 1. Unlike those of `softmax`, they need not sum to 1, and none
        depends on another logit.

    Raises
    ------
    ValueError
        If a logit is not a real number or is NaN, or the temperature is not a finite number above
        0.

    Notes
    -----
    It is softmax's probability of the first of two classes, where the logit is the first minus the
    second. So a class on its own competes with a logit of 0.

    References
    ----------
    C. M. Bishop, "Pattern Recognition and Machine Learning", Springer, 2006, section 4.2.

    Examples
    --------
    >>> sigmoid([1.43, -0.40, 0.23]).round(4)
    array([0.8069, 0.4013, 0.5572])
    >>> sigmoid([0.0, -1000.0])
    array([0.5, 0. ])
    >>> softmax([1.43, 0.23])[0] == sigmoid(1.43 - 0.23)
    np.True_
    """
    values = real_array(logits, "logits")
    if np.isnan(values).any():
        raise ValueError(f"logits must not be NaN, got {logits!r}")
    scaled = values / checked_positive(temperature, "temperature")
    small = np.exp(-np.abs(scaled))
    return np.asarray(np.where(scaled < 0, small, 1.0) / (1 + small))


@_either_is_zero
def softmax_steps(logits: ArrayLike, *, temperature: float = 1.0) -> SoftmaxSteps:
    """Compute softmax and keep the intermediate results, for a page that shows the steps.

    Parameters
    ----------
    logits : array_like, shape (K,)
        Unnormalized scores, any real numbers; -inf masks a class.
    temperature : float
        Above 0.

    Returns
    -------
    SoftmaxSteps
        Its `probabilities` equal those of `softmax` to the last bit.

    Raises
    ------
    ValueError
        If the logits are not one row, or as for `softmax`.

    Examples
    --------
    >>> steps = softmax_steps([1.0, 0.0])
    >>> steps.shifted, steps.exponentials.round(4), round(steps.total, 4)
    (array([ 0., -1.]), array([1.    , 0.3679]), 1.3679)
    """
    values, maximum = checked_logits(logits)
    if values.ndim != 1:
        raise ValueError(f"logits must be one row, got shape {values.shape}")
    scaled = _scaled(values, maximum, checked_positive(temperature, "temperature"))
    exponentials = np.exp(scaled)
    total = exponentials.sum()
    shifted = _scaled(values, maximum, 1.0)
    return SoftmaxSteps(shifted, scaled, exponentials, float(total), exponentials / total)


def _scaled(values: Floats, maximum: Floats, temperature: float) -> Floats:
    """Compute (values - maximum) / temperature in a new array; at most 0."""
    if temperature <= 1:
        shifted = values - maximum
        return shifted if temperature == 1 else np.divide(shifted, temperature, out=shifted)
    # The difference of halves cannot overflow, and a large temperature may make it small again.
    shifted = values * 0.5 - maximum * 0.5
    return np.divide(shifted, temperature * 0.5, out=shifted)


def _log_total(scaled: Floats, axis: int) -> Floats:
    """Compute log(sum(exp(scaled))), accurate even if one class holds nearly all of the sum."""
    others = np.exp(scaled)
    first = scaled.argmax(axis=axis, keepdims=True)
    np.put_along_axis(others, first, 0.0, axis=axis)  # its exponential is exactly 1
    return np.asarray(np.log1p(others.sum(axis=axis, keepdims=True)))

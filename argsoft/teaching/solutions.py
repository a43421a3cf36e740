"""Every number that a worksheet asks for: softmax by hand, its slopes, and what changes them."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from argsoft.gradients import softmax_jacobian
from argsoft.selection import argmax, maximizers, one_hot
from argsoft.softmax import softmax
from argsoft.sweeps import logit_sweep
from argsoft.validation import Floats, checked_positive
from argsoft.workings import Working, worked

ADDED = 1.0  # to every logit, which changes no share


class Solutions(NamedTuple):
    """The numbers that a worksheet on some logits asks for.

    Attributes
    ----------
    logits : ndarray of float64, shape (K,)
        As given.
    temperature : float
        As given.
    working : Working
        The steps of softmax, from the logits divided by the temperature.
    one_hot : ndarray of float64, shape (K,)
        Argmax's answer.
    jacobian : ndarray of float64, shape (K, K)
        The slope of each probability by each logit.
    leaders : tuple of int
        The classes with the largest logit.
    halved, added, flipped : ndarray of float64, shape (K,)
        The probabilities at half the temperature, with `ADDED` on every logit, and with every sign
        flipped.
    last : tuple of int
        The classes with the smallest logit, which is the largest once the signs are flipped.
    moving, rival : int
        The class whose logit moves, and the one it meets where argmax changes its answer.
    jump : float
        The value of its logit there.
    """

    logits: Floats
    temperature: float
    working: Working
    one_hot: Floats
    jacobian: Floats
    leaders: tuple[int, ...]
    halved: Floats
    added: Floats
    flipped: Floats
    last: tuple[int, ...]
    moving: int
    rival: int
    jump: float

    @property
    def others(self) -> float:
        """The probability of all other classes together, exact where the moving one's is near 1."""
        return float(np.delete(self.working.shares, self.moving).sum())

    @property
    def own_slope(self) -> float:
        """The slope of the moving class's probability by its own logit."""
        return float(self.jacobian[self.moving, self.moving])

    @property
    def cross_slope(self) -> float:
        """The slope of the moving class's probability by its rival's logit."""
        return float(self.jacobian[self.moving, self.rival])

    @property
    def loss_slope(self) -> float:
        """The slope of the cross-entropy by the probability of the true class, the moving one."""
        return -1 / float(self.working.shares[self.moving])

    @property
    def chained_slope(self) -> float:
        """The slope of that loss by the true class's logit, without rounding on the way.

        Examples
        --------
        >>> numbers = solve([1.43, -0.40, 0.23], 0)
        >>> round(numbers.loss_slope * numbers.own_slope, 4), round(numbers.chained_slope, 4)
        (-0.3158, -0.3158)
        """
        return -self.others / self.temperature


def solve(logits: ArrayLike, moving: int, *, temperature: float = 1.0) -> Solutions:
    """Work out the numbers that a worksheet asks for.

    Parameters
    ----------
    logits : array_like, shape (K,)
        Unnormalised scores of at least two classes, small enough for plain exponentials: up to 300
        once divided by the temperature.
    moving : int
        The class whose logit moves, from 0 to K - 1.
    temperature : float
        Above 0.

    Returns
    -------
    Solutions

    Raises
    ------
    ValueError
        If `moving` is not one of the classes, or as `argsoft.softmax.softmax` does.

    Examples
    --------
    >>> numbers = solve([1.43, -0.40, 0.23], 0)
    >>> numbers.working.parts.round(4), numbers.working.shares.round(4)
    (array([4.1787, 0.6703, 1.2586]), array([0.6842, 0.1098, 0.2061]))
    >>> numbers.flipped.round(4), numbers.last, numbers.jump
    (array([0.0948, 0.5907, 0.3146]), (1,), 0.23)
    """
    scale = checked_positive(temperature, "temperature")
    sweep = logit_sweep(logits, moving, temperature=scale)
    values = np.asarray(logits, dtype=np.float64)
    return Solutions(
        logits=values,
        temperature=scale,
        working=worked(values / scale),
        one_hot=one_hot(argmax(values), values.size),
        jacobian=softmax_jacobian(values, temperature=scale),
        leaders=tuple(maximizers(values).tolist()),
        halved=softmax(values, temperature=scale / 2),
        added=softmax(values + ADDED, temperature=scale),
        flipped=softmax(-values, temperature=scale),
        last=tuple(maximizers(-values).tolist()),
        moving=sweep.moving,
        rival=sweep.rival,
        jump=sweep.jump,
    )

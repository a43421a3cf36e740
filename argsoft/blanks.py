"""A worked softmax with numbers left blank, and the slips that wrong numbers may come from."""

import math
from collections.abc import Collection
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from argsoft.workings import Working, worked

E_TO_Z, TOTAL, PROBABILITY = BLANKS = ("e_to_z", "total", "probability")

OTHER_LOGIT, THE_LOGIT, MINUS_Z, E_TIMES_Z, OTHER_BASE, DIVIDED = (
    *("other_logit", "the_logit", "minus_z", "e_times_z", "other_base", "divided"),
)
ONE_MISSING, ONE_ALONE, SUM_OF_LOGITS, E_TO_THE_SUM, SUM_OF_PROBABILITIES = (
    *("one_missing", "one_alone", "sum_of_logits", "e_to_the_sum", "sum_of_probabilities"),
)
ONE_HOT, NOT_DIVIDED, BY_LARGEST, BY_OTHERS, OF_LOGITS, UPSIDE_DOWN, OTHER_CLASS, REST = (
    *("one_hot", "not_divided", "by_largest", "by_others", "of_logits", "upside_down"),
    *("other_class", "rest"),
)


class Slip(NamedTuple):
    """A wrong number, and the mistake that leads to it.

    Attributes
    ----------
    name : str
        The mistake.
    value : float
        What it gives; inf or NaN where it gives no number.
    culprit : int or None
        Index of the class that was taken by mistake or left out, if any.
    """

    name: str
    value: float
    culprit: int | None = None


def solved(logits: ArrayLike, output: int) -> dict[str, float]:
    r"""Compute the numbers that lead to the probability of one class.

    .. math:: e^{z_i}, \quad \sum_j e^{z_j}, \quad p_i = \frac{e^{z_i}}{\sum_j e^{z_j}}

    Parameters
    ----------
    logits : array_like, shape (K,)
        Finite numbers :math:`z`.
    output : int
        Index of the class :math:`i`.

    Returns
    -------
    dict of str to float
        The number of each of `BLANKS`; inf and NaN where the textbook formula overflows.

    Raises
    ------
    ValueError
        If the logits are not one row of finite numbers.

    Examples
    --------
    >>> {name: round(value, 2) for name, value in solved([1.43, -0.40, 0.23], 0).items()}
    {'e_to_z': 4.18, 'total': 6.11, 'probability': 0.68}
    """
    working = worked(logits)
    values = float(working.parts[output]), working.total, float(working.shares[output])
    return dict(zip(BLANKS, values, strict=True))


def slips(logits: ArrayLike, output: int, blank: str) -> list[Slip]:
    """List the wrong numbers that common mistakes give for a blank, the likeliest first.

    Parameters
    ----------
    logits : array_like, shape (K,)
        Finite numbers.
    output : int
        Index of the class whose probability is worked out.
    blank : str
        One of `BLANKS`.

    Returns
    -------
    list of Slip
        For some logits, a mistake gives the right number by chance.

    Raises
    ------
    ValueError
        If the logits are not one row of finite numbers, or `blank` is unknown.

    Examples
    --------
    >>> for slip in slips([1.43, -0.40, 0.23], 1, "probability")[:3]:
    ...     print(slip.name, round(slip.value, 2))
    one_hot 0.0
    not_divided 0.67
    by_largest 0.16
    """
    if blank not in _LISTS:
        raise ValueError(f"blank must be one of {', '.join(BLANKS)}, got {blank!r}")
    with np.errstate(all="ignore"):
        found = _LISTS[blank](worked(logits), output)
        return [each._replace(value=float(each.value)) for each in found]


def faded(working: Working, output: int, blanks: Collection[str]) -> Working:
    """Copy a working with NaN for every number that is blank.

    A blank probability hides those of all classes, since any two tell the third.

    Parameters
    ----------
    working : Working
        The numbers of K classes.
    output : int
        Index of the class whose probability is worked out.
    blanks : collection of str
        Some of `BLANKS`.

    Examples
    --------
    >>> faded(worked([0.0, 0.0]), 0, ["e_to_z", "probability"])[1:]
    (array([nan,  1.]), array([1., 2.]), array([nan, nan]))
    """
    inputs, parts, running, shares = (each.copy() for each in working)
    if E_TO_Z in blanks:
        parts[output] = math.nan
    if TOTAL in blanks:
        running[-1] = math.nan
    if PROBABILITY in blanks:
        shares[:] = math.nan
    return Working(inputs, parts, running, shares)


def _of_e_to_z(working: Working, output: int) -> list[Slip]:
    """List the slips in e to the power of a logit."""
    z = working.inputs[output]
    return [
        Slip(THE_LOGIT, z),
        *(Slip(OTHER_LOGIT, working.parts[k], k) for k in _others(working, output)),
        Slip(MINUS_Z, np.exp(-z)),
        Slip(E_TIMES_Z, np.e * z),
        Slip(OTHER_BASE, np.exp2(z)),
        Slip(OTHER_BASE, np.float_power(10.0, z)),
        Slip(DIVIDED, working.shares[output]),
    ]


def _of_total(working: Working, output: int) -> list[Slip]:  # noqa: ARG001 - one signature
    """List the slips in the sum."""
    sum_of_logits = working.inputs.sum()
    return [
        Slip(SUM_OF_LOGITS, sum_of_logits),
        *(Slip(ONE_MISSING, working.total - part, k) for k, part in enumerate(working.parts)),
        *(Slip(ONE_ALONE, part, k) for k, part in enumerate(working.parts)),
        Slip(E_TO_THE_SUM, np.exp(sum_of_logits)),
        Slip(SUM_OF_PROBABILITIES, 1.0),
    ]


def _of_probability(working: Working, output: int) -> list[Slip]:
    """List the slips in a probability."""
    part, total, share = working.parts[output], working.total, working.shares[output]
    return [
        Slip(ONE_HOT, float(output == working.inputs.argmax())),
        Slip(NOT_DIVIDED, part),
        Slip(BY_LARGEST, part / working.parts.max()),
        *(Slip(OTHER_CLASS, working.shares[k], k) for k in _others(working, output)),
        Slip(BY_OTHERS, part / np.subtract(total, part)),
        Slip(OF_LOGITS, working.inputs[output] / working.inputs.sum()),
        Slip(UPSIDE_DOWN, total / part),
        Slip(REST, 1 - share),
    ]


def _others(working: Working, output: int) -> list[int]:
    """List the indices of all other classes."""
    return [k for k in range(len(working.inputs)) if k != output]


_LISTS = dict(zip(BLANKS, (_of_e_to_z, _of_total, _of_probability), strict=True))

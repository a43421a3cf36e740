"""What argmax and softmax answer to any list of raw outputs, in the order it is to be shown."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from argsoft.selection import argmax, maximizers, one_hot
from argsoft.softmax import log_softmax, softmax
from argsoft.validation import Floats, underflow_is_zero

LOG_10 = float(np.log(10))


class Answers(NamedTuple):
    """Both answers, and what they were given.

    Attributes
    ----------
    names : tuple of str, length K
        What to call each class.
    logits : ndarray of float64, shape (K,)
        Its raw output.
    one_hot : ndarray of float64, shape (K,)
        1 for the class that argmax picks, 0 for the others.
    shares : ndarray of float64, shape (K,)
        Softmax of the logits.
    exponents : ndarray of float64, shape (K,)
        The logarithms of the shares to base 10, also where a share rounds to 0.
    leaders : tuple of int
        The places of the largest logits: the first is the winner, and where there are more, they
        tie.
    """

    names: tuple[str, ...]
    logits: Floats
    one_hot: Floats
    shares: Floats
    exponents: Floats
    leaders: tuple[int, ...]


@underflow_is_zero
def answers(
    names: Sequence[str],
    logits: Sequence[float],
    *,
    temperature: float = 1.0,
    largest_first: bool = False,
) -> Answers:
    """Return what argmax and softmax answer.

    Parameters
    ----------
    names : sequence of str, length K
        What to call each class.
    logits : sequence of float, length K
        Its raw output.
    temperature : float
        What softmax divides the logits by, above 0.
    largest_first : bool
        Whether to sort the classes; those that tie keep their order, so argmax's winner stays it.

    Returns
    -------
    Answers

    Raises
    ------
    ValueError
        If the temperature is not a finite number above 0.

    Examples
    --------
    >>> both = answers("abcd", [0.23, 0.99, -102, 10], largest_first=True)
    >>> both.names, both.one_hot, both.exponents.round(1)
    (('d', 'b', 'a', 'c'), array([1., 0., 0., 0.]), array([ -0. ,  -3.9,  -4.2, -48.6]))
    """
    given = np.array(logits)
    order = np.argsort(-given, kind="stable") if largest_first else np.arange(given.size)
    ordered = given[order]
    return Answers(
        tuple(names[i] for i in order),
        ordered,
        one_hot(argmax(ordered), ordered.size),
        softmax(ordered, temperature=temperature),
        log_softmax(ordered, temperature=temperature) / LOG_10,
        tuple(int(i) for i in maximizers(ordered)),
    )


class Verdict(NamedTuple):
    """Both answers to some logits, which bars, marks and sentences all speak of.

    Attributes
    ----------
    leaders : tuple of int
        Every class with the largest logit; the first is argmax's answer.
    shares : tuple of float
        Softmax.
    """

    leaders: tuple[int, ...]
    shares: tuple[float, ...]


def verdict(logits: Sequence[float], temperature: float = 1.0) -> Verdict:
    """Return both answers to some logits, worked out once for all who ask in a row.

    Parameters
    ----------
    logits : sequence of float, length K
        Any real numbers.
    temperature : float
        Of softmax, above 0.

    Raises
    ------
    ValueError
        As `argsoft.softmax.softmax` does.

    Examples
    --------
    >>> verdict([1.0, -1000.0, 1.0])
    Verdict(leaders=(0, 2), shares=(0.5, 0.0, 0.5))
    """
    return _verdict(tuple(logits), temperature)


@lru_cache(maxsize=8)
def _verdict(logits: tuple[float, ...], temperature: float) -> Verdict:
    shares = softmax(logits, temperature=temperature).tolist()
    return Verdict(tuple(maximizers(logits).tolist()), tuple(shares))

"""Argmax and softmax of any list of logits, in the order to display them."""

from collections.abc import Sequence
from itertools import compress
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from argsoft.selection import argmax, maximizers, one_hot, ties
from argsoft.softmax import log_softmax, softmax
from argsoft.validation import Floats, underflow_is_zero

LOG_10 = float(np.log(10))


class Answers(NamedTuple):
    """Argmax and softmax of named logits.

    Attributes
    ----------
    names : tuple of str, length K
        Display name of each class.
    logits : ndarray of float64, shape (K,)
        Logit of each class.
    one_hot : ndarray of float64, shape (K,)
        1 for the winner, 0 for the others.
    shares : ndarray of float64, shape (K,)
        Softmax of the logits.
    exponents : ndarray of float64, shape (K,)
        Base-10 logarithms of the shares, accurate even where a share rounds to 0.
    leaders : tuple of int
        Indices of the largest logits. The first is the winner; any others tie with it.
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
    """Compute argmax and softmax of named logits.

    Parameters
    ----------
    names : sequence of str, length K
        Display name of each class.
    logits : sequence of float, length K
        Logit of each class.
    temperature : float
        Divides the logits; above 0.
    largest_first : bool
        Whether to sort by logit, largest first. The sort is stable, so the winner stays the same.

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
    """Argmax and softmax of some logits, for bars, marks and sentences alike.

    Attributes
    ----------
    leaders : tuple of int
        Indices of the largest logits; the first is the winner.
    shares : tuple of float
        Softmax of the logits.
    """

    leaders: tuple[int, ...]
    shares: tuple[float, ...]


def verdict(logits: Sequence[float], temperature: float = 1.0) -> Verdict:
    """Compute argmax and softmax of some logits.

    Parameters
    ----------
    logits : sequence of float, length K
        Any real numbers.
    temperature : float
        Softmax temperature, above 0.

    Raises
    ------
    ValueError
        As for `argsoft.softmax.softmax`.

    Examples
    --------
    >>> verdict([1.0, -1000.0, 1.0])
    Verdict(leaders=(0, 2), shares=(0.5, 0.0, 0.5))
    """
    return verdicts([logits], temperature)[0]


def verdicts(logits: ArrayLike, temperature: float = 1.0) -> list[Verdict]:
    """Compute argmax and softmax of many rows at once.

    Parameters
    ----------
    logits : array_like, shape (N, K)
        Any real numbers.
    temperature : float
        Softmax temperature, above 0.

    Returns
    -------
    list of Verdict, length N

    Raises
    ------
    ValueError
        As for `argsoft.softmax.softmax`.

    Examples
    --------
    >>> verdicts([[0.0, 1.0], [2.0, 2.0]])[1]
    Verdict(leaders=(0, 1), shares=(0.5, 0.5))
    """
    rows = softmax(logits, temperature=temperature).tolist()
    marked = ties(logits).tolist()
    classes = range(len(rows[0]))
    return [
        Verdict(tuple(compress(classes, tied)), tuple(shares))
        for tied, shares in zip(marked, rows, strict=True)
    ]

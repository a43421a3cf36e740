"""Draw classes at random: from softmax's probabilities, or by argmax of noisy logits."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from argsoft.selection import Indices
from argsoft.softmax import log_softmax
from argsoft.uncertainty import fewest_classes
from argsoft.validation import (
    Floats,
    checked_classes,
    checked_count,
    checked_distribution,
    checked_generator,
    checked_number,
    checked_positive,
    checked_row,
)

Counts = NDArray[np.intp]


class Throws(NamedTuple):
    """Random numbers on a line that the probabilities divide, and where each one fell.

    Attributes
    ----------
    places : ndarray of float64, shape (N,)
        Each from 0 up to 1.
    classes : ndarray of integers, shape (N,)
        The class whose part of the line holds the place.
    """

    places: Floats
    classes: Indices


class Shakes(NamedTuple):
    """Logits with Gumbel noise added, and argmax of each noisy row.

    Attributes
    ----------
    noise : ndarray of float64, shape (N, K)
        Standard Gumbel noise, a row per shake.
    noisy : ndarray of float64, shape (N, K)
        Logits divided by the temperature, plus the noise. They may overflow to -inf or inf.
    winners : ndarray of integers, shape (N,)
        The class of the largest noisy logit of each shake.
    """

    noise: Floats
    noisy: Floats
    winners: Indices


def sample(probabilities: ArrayLike, size: int, rng: np.random.Generator) -> Indices:
    r"""Draw classes at random with given probabilities.

    .. math:: \min \{ i : u < p_0 + \dots + p_i \} \quad \text{with } u \sim \mathcal{U}(0, 1)

    Parameters
    ----------
    probabilities : array_like, shape (K,)
        Numbers of 0 or more that sum to 1.
    size : int
        Number of draws, 0 or more.
    rng : numpy.random.Generator
        Its state determines the draws. A longer sample begins like a shorter one.

    Returns
    -------
    ndarray of integers, shape (size,)
        Classes from 0 to K - 1, never one whose probability is 0.

    Raises
    ------
    ValueError
        If the probabilities are not one row of numbers of 0 or more that sum to 1, the size is not
        an integer of 0 or more, or `rng` is not a generator.

    See Also
    --------
    throws : Keep the random numbers too.

    References
    ----------
    L. Devroye, "Non-Uniform Random Variate Generation", Springer, 1986, section III.2.

    Examples
    --------
    >>> sample([0.7, 0.1, 0.2], 8, np.random.default_rng(0))
    array([0, 0, 0, 0, 2, 2, 0, 1])
    """
    return throws(probabilities, size, rng).classes


def throws(probabilities: ArrayLike, size: int, rng: np.random.Generator) -> Throws:
    """Draw classes at random, keeping the random numbers that decide.

    Parameters
    ----------
    probabilities, size, rng
        As for `sample`, which returns the same classes.

    Returns
    -------
    Throws

    Raises
    ------
    ValueError
        As for `sample`.

    Examples
    --------
    >>> thrown = throws([0.7, 0.1, 0.2], 5, np.random.default_rng(0))
    >>> thrown.places.round(2), thrown.classes
    (array([0.64, 0.27, 0.04, 0.02, 0.81]), array([0, 0, 0, 0, 2]))
    """
    cumulative = checked_distribution(probabilities, "probabilities").cumsum()
    count = checked_count(size, "size", least=0)
    places = checked_generator(rng).random(count) * cumulative[-1]
    # Rounding may reach the sum itself, which lies beyond the last class.
    last = np.searchsorted(cumulative, cumulative[-1])
    classes = np.minimum(np.searchsorted(cumulative, places, side="right"), last)
    return Throws(places, np.asarray(classes))


def gumbel(size: int | tuple[int, ...], rng: np.random.Generator) -> Floats:
    r"""Draw standard Gumbel noise.

    .. math:: g = -\log(-\log u) \quad \text{with } u \sim \mathcal{U}(0, 1)

    Parameters
    ----------
    size : int or tuple of int
        Shape of the result, each 0 or more.
    rng : numpy.random.Generator
        Its state determines the noise.

    Returns
    -------
    ndarray of float64, shape `size`
        Finite numbers with mean 0.577 and standard deviation 1.283, mostly from -2 to 5.

    Raises
    ------
    ValueError
        If a size is not an integer of 0 or more, or `rng` is not a generator.

    References
    ----------
    E. J. Gumbel, "Statistical theory of extreme values and some practical applications", National
    Bureau of Standards, Applied Mathematics Series 33, 1954.

    Examples
    --------
    >>> gumbel(3, np.random.default_rng(0)).round(2)
    array([-0.01,  1.16,  3.17])
    """
    lengths = size if isinstance(size, tuple) else (size,)
    shape = tuple(checked_count(length, "size", least=0) for length in lengths)
    return checked_generator(rng).gumbel(size=shape)


def gumbel_argmax(
    logits: ArrayLike, size: int, rng: np.random.Generator, *, temperature: float = 1.0
) -> Indices:
    r"""Draw classes by argmax of noisy logits: exactly as often as softmax says.

    .. math:: \operatorname{argmax}_i (z_i / T + g_i), \qquad
        P(\operatorname{argmax} = i) = \operatorname{softmax}(z / T)_i

    Parameters
    ----------
    logits : array_like, shape (K,)
        Unnormalized scores :math:`z`, any real numbers; -inf masks a class.
    size : int
        Number of draws, 0 or more.
    rng : numpy.random.Generator
        Its state determines the noise, and so the draws. More draws begin like fewer.
    temperature : float
        :math:`T`, above 0.

    Returns
    -------
    ndarray of integers, shape (size,)
        Classes from 0 to K - 1.

    Raises
    ------
    ValueError
        If the logits are not one row or not valid for `argsoft.softmax.softmax`, the temperature is
        not a finite number above 0, or as for `gumbel`.

    See Also
    --------
    shakes : Keep the noise and the noisy logits too.
    sample : Draw from the probabilities themselves.

    Notes
    -----
    This is the Gumbel-max trick.

    References
    ----------
    C. J. Maddison, D. Tarlow and T. Minka, "A* sampling", Advances in Neural Information Processing
    Systems 27, 2014, arXiv:1411.0030.

    Examples
    --------
    >>> draws = gumbel_argmax([1.43, -0.40, 0.23], 10_000, np.random.default_rng(0))
    >>> counts(draws, 3) / 10_000  # softmax is 0.684, 0.110, 0.206
    array([0.6779, 0.1116, 0.2105])
    """
    return shakes(logits, size, rng, temperature=temperature).winners


@np.errstate(over="ignore", under="ignore")
def shakes(
    logits: ArrayLike, size: int, rng: np.random.Generator, *, temperature: float = 1.0
) -> Shakes:
    """Add Gumbel noise to the logits and take argmax, keeping all in between.

    Parameters
    ----------
    logits, size, rng, temperature
        As for `gumbel_argmax`, which returns the same winners.

    Returns
    -------
    Shakes

    Raises
    ------
    ValueError
        As for `gumbel_argmax`.

    Notes
    -----
    The winners are those of log-probabilities with noise: all noisy logits minus one number. Beside
    logits of 1e20 the noise itself would be lost, and two equal ones would always give the first.

    Examples
    --------
    >>> one = shakes([1.43, -0.40, 0.23], 1, np.random.default_rng(0))
    >>> one.noise.round(2), one.noisy.round(2), one.winners
    (array([[-0.01,  1.16,  3.17]]), array([[1.42, 0.76, 3.4 ]]), array([2]))
    """
    values, scale = checked_row(logits), checked_positive(temperature, "temperature")
    noise = gumbel((checked_count(size, "size", least=0), values.size), rng)
    winners = (log_softmax(values, temperature=scale) + noise).argmax(axis=1)
    return Shakes(noise, values / scale + noise, winners)


def counts(draws: ArrayLike, num_classes: int) -> Counts:
    """Count how often each class was drawn.

    Parameters
    ----------
    draws : array_like of integers, shape (N,)
        Classes from 0 to K - 1; N may be 0.
    num_classes : int
        K, 1 or more.

    Returns
    -------
    ndarray of integers, shape (K,)
        They sum to N.

    Raises
    ------
    ValueError
        If the draws are not one row of classes, or the number of classes is not an integer of 1 or
        more.

    Examples
    --------
    >>> counts([0, 2, 0], 3)
    array([2, 0, 1])
    """
    classes = checked_count(num_classes, "num_classes")
    return np.bincount(checked_classes(draws, "draws", classes, least=0), minlength=classes)


def running_counts(draws: ArrayLike, num_classes: int) -> Counts:
    """Count how often each class was drawn, before the first draw and after each.

    Parameters
    ----------
    draws, num_classes
        As for `counts`.

    Returns
    -------
    ndarray of integers, shape (N + 1, K)
        Row n holds the counts after n draws.

    Raises
    ------
    ValueError
        As for `counts`.

    Examples
    --------
    >>> running_counts([0, 2, 0], 3)
    array([[0, 0, 0],
           [1, 0, 0],
           [1, 0, 1],
           [2, 0, 1]])
    """
    classes = checked_count(num_classes, "num_classes")
    drawn = checked_classes(draws, "draws", classes, least=0)
    steps = np.zeros((drawn.size + 1, classes), dtype=np.intp)
    steps[np.arange(1, drawn.size + 1), drawn] = 1
    return steps.cumsum(axis=0)


def top_k(probabilities: ArrayLike, k: int) -> Floats:
    r"""Keep the k largest probabilities, and divide them by their sum.

    Parameters
    ----------
    probabilities : array_like, shape (K,)
        Numbers of 0 or more that sum to 1.
    k : int
        How many to keep, 1 or more; from K on, all are kept.

    Returns
    -------
    ndarray of float64, shape (K,)
        They sum to 1; those of all other classes are 0.

    Raises
    ------
    ValueError
        If the probabilities are not valid for `sample`, or `k` is not an integer of 1 or more.

    Notes
    -----
    Of equal probabilities, the first are kept, as argmax does.

    References
    ----------
    A. Fan, M. Lewis and Y. Dauphin, "Hierarchical neural story generation", Annual Meeting of the
    Association for Computational Linguistics, 2018, doi:10.18653/v1/P18-1082.

    Examples
    --------
    >>> top_k([0.1, 0.4, 0.1, 0.4], 3).round(3)
    array([0.111, 0.444, 0.   , 0.444])
    """
    row = checked_distribution(probabilities, "probabilities")
    return _kept(row, checked_count(k, "k"))


def top_p(probabilities: ArrayLike, p: float) -> Floats:
    r"""Keep the fewest largest probabilities that reach p together, and divide them by their sum.

    Parameters
    ----------
    probabilities : array_like, shape (K,)
        Numbers of 0 or more that sum to 1.
    p : float
        The share to reach, above 0, at most 1.

    Returns
    -------
    ndarray of float64, shape (K,)
        They sum to 1; those of all other classes are 0.

    Raises
    ------
    ValueError
        If the probabilities are not valid for `sample`, or `p` is not a number above 0
        and at most 1.

    Notes
    -----
    Also called nucleus sampling. Of equal probabilities, the first are kept, as argmax does.

    References
    ----------
    A. Holtzman, J. Buys, L. Du, M. Forbes and Y. Choi, "The curious case of neural text
    degeneration", International Conference on Learning Representations, 2020, arXiv:1904.09751.

    Examples
    --------
    >>> top_p([0.1, 0.5, 0.1, 0.3], 0.75)
    array([0.   , 0.625, 0.   , 0.375])
    """
    row = checked_distribution(probabilities, "probabilities")
    if not 0 < checked_number(p, "p") <= 1:
        raise ValueError(f"p must be above 0 and at most 1, got {p!r}")
    return _kept(row, fewest_classes(row, p))


def _kept(row: Floats, count: int) -> Floats:
    """Keep the largest probabilities, the first of equal ones, and divide them by their sum."""
    largest = np.argsort(-row, kind="stable")[:count]
    kept = np.zeros_like(row)
    kept[largest] = row[largest]
    kept /= kept.sum()
    return kept

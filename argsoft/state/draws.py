"""The draws of Sample: from softmax, by argmax of noisy logits, or of a sentence's next word."""

from typing import NamedTuple

import numpy as np

from argsoft.sampling import Counts, Shakes, Throws, counts, shakes, throws, top_k, top_p
from argsoft.softmax import softmax
from argsoft.state.scenario import NEXT_WORD, SHAKEN_ARGMAX, WORD_LOGITS, Scenario
from argsoft.validation import Floats


class Shake(NamedTuple):
    """Logits with a part of one draw of Gumbel noise.

    Attributes
    ----------
    scaled : ndarray of float64, shape (K,)
        The logits divided by the temperature.
    noise : ndarray of float64, shape (K,)
        The part of the noise that is added.
    noisy : ndarray of float64, shape (K,)
        Their sum.
    winner : int
        The class of the largest sum.
    """

    scaled: Floats
    noise: Floats
    noisy: Floats
    winner: int


class Draws(NamedTuple):
    """Draws of a scenario, and what they were drawn from.

    Attributes
    ----------
    probabilities : ndarray of float64, shape (K,)
        Softmax of the logits.
    kept : ndarray of float64, shape (K,)
        The same after top-k and top-p, which only the next word has.
    counts : ndarray of integers, shape (K,)
        How often each class was drawn.
    last : int or None
        The class drawn last; None before the first draw.
    place : float or None
        The random number that decided the last draw; None before the first, and for a shake.
    shake : Shake or None
        The last shake, without noise before the first; None unless argmax is shaken.
    """

    probabilities: Floats
    kept: Floats
    counts: Counts
    last: int | None
    place: float | None
    shake: Shake | None

    @property
    def total(self) -> int:
        """The number of draws."""
        return int(self.counts.sum())

    @property
    def frequencies(self) -> Floats:
        """The share of the draws that each class has; all 0 before the first draw."""
        return self.counts / max(self.total, 1)


def drawn(scenario: Scenario) -> Draws:
    """Draw as often as a scenario says, with its random seed.

    For the next word, temperature comes first, then top-k, then top-p.

    Examples
    --------
    >>> drawn(Scenario(draws=10)).counts
    array([6, 1, 3])
    >>> drawn(Scenario(draws=10, draw="shaken_argmax")).counts
    array([5, 1, 4])
    >>> drawn(Scenario(draw="next_word", top_k=2)).kept.round(2)
    array([0.69, 0.31, 0.  , 0.  , 0.  , 0.  , 0.  ])
    """
    logits = logits_of(scenario)
    probabilities = softmax(logits, temperature=scenario.temperature)
    rng = np.random.default_rng(scenario.draw_seed)
    if scenario.draw == SHAKEN_ARGMAX:
        made = shakes(logits, scenario.draws, rng, temperature=scenario.temperature)
        return _shaken(scenario, probabilities, made)
    kept = probabilities
    if scenario.draw == NEXT_WORD:
        kept = top_p(top_k(probabilities, scenario.top_k), scenario.top_p)
    return _thrown(probabilities, kept, throws(kept, scenario.draws, rng))


def logits_of(scenario: Scenario) -> tuple[float, ...]:
    """List the logits to draw from: the three of the irises, or those of the next words.

    Examples
    --------
    >>> len(logits_of(Scenario(draw="next_word")))
    7
    """
    return WORD_LOGITS if scenario.draw == NEXT_WORD else scenario.logits


def _thrown(probabilities: Floats, kept: Floats, made: Throws) -> Draws:
    """Count the classes of random numbers on a line."""
    counted = counts(made.classes, kept.size)
    if not made.classes.size:
        return Draws(probabilities, kept, counted, None, None, None)
    last, place = int(made.classes[-1]), float(made.places[-1])
    return Draws(probabilities, kept, counted, last, place, None)


def _shaken(scenario: Scenario, probabilities: Floats, made: Shakes) -> Draws:
    """Count the winners of shakes."""
    counted = counts(made.winners, probabilities.size)
    last = int(made.winners[-1]) if made.winners.size else None
    scaled = np.divide(scenario.logits, scenario.temperature)
    noise = np.zeros_like(scaled) if last is None else scenario.noise * made.noise[-1]
    noisy = scaled + noise
    shake = Shake(scaled, noise, noisy, int(noisy.argmax()))
    return Draws(probabilities, probabilities, counted, last, None, shake)

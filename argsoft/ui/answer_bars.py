"""The two bar charts of any raw outputs, as every page draws them."""

from collections.abc import Sequence

from argsoft.figures import Figure
from argsoft.figures.bars import one_hot_bars, probability_bars
from argsoft.iris import CLASS_NAMES
from argsoft.selection import argmax, one_hot
from argsoft.softmax import softmax
from argsoft.wording import probabilities
from argsoft.wording.playground import argmax_marks, softmax_marks


def argmax_bars(logits: Sequence[float]) -> Figure:
    """Return argmax's answer to three logits, as bars with their words."""
    answer = one_hot(argmax(logits), len(logits))
    return one_hot_bars(answer, CLASS_NAMES, probabilities(answer), argmax_marks(logits))


def softmax_bars(logits: Sequence[float], *, temperature: float = 1.0) -> Figure:
    """Return softmax's answer to three logits, as bars with their words."""
    shares = softmax(logits, temperature=temperature)
    return probability_bars(shares, CLASS_NAMES, probabilities(shares), softmax_marks(logits))

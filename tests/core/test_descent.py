"""Several steps of gradient descent, and the loss after each."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from argsoft.gradients import Through, descend, descent
from argsoft.losses import cross_entropy
from tests.strategies import logits

LECTURE = [1.43, -0.40, 0.23]
BOTH = pytest.mark.parametrize("through", ["softmax", "argmax"])


def test_the_lectures_first_steps() -> None:
    ahead = descent(LECTURE, 0, steps=2, learning_rate=1.0, through="softmax")
    # mpmath at 30 digits: z - (p - y), twice
    assert ahead.logits[1] == pytest.approx([1.745821923, -0.509751446, 0.023929523], abs=1e-8)
    assert ahead.losses[0] == pytest.approx(0.379537050, abs=1e-8)  # -log 0.684178076976
    assert ahead.losses[2] < ahead.losses[1] < ahead.losses[0]


@BOTH
def test_every_step_is_that_of_descend(through: Through) -> None:
    ahead = descent(LECTURE, 2, steps=4, learning_rate=0.7, through=through, bounds=(-5.0, 5.0))
    for before, after in zip(ahead.logits, ahead.logits[1:], strict=False):
        step = descend(before, 2, learning_rate=0.7, through=through, bounds=(-5.0, 5.0))
        assert np.array_equal(after, step)


@given(logits(min_size=2, max_size=5), st.integers(1, 6), st.floats(0.1, 5))
def test_through_argmax_nothing_ever_moves(row: list[float], steps: int, rate: float) -> None:
    ahead = descent(row, 0, steps=steps, learning_rate=rate, through="argmax")
    assert (ahead.logits == np.array(row)).all()
    assert len(set(ahead.losses)) == 1


@given(logits(min_size=2, max_size=5), st.integers(1, 6))
def test_a_small_rate_never_raises_the_loss(row: list[float], steps: int) -> None:
    ahead = descent(row, 1, steps=steps, learning_rate=0.5, through="softmax")
    assert ahead.losses.shape == (steps + 1,)
    assert (np.diff(ahead.losses) <= 1e-12 * (1 + ahead.losses[0])).all()
    for values, loss in zip(ahead.logits, ahead.losses, strict=True):
        assert loss == cross_entropy(values, 1)


@pytest.mark.parametrize("steps", [0, -1, 1.5])
def test_too_few_steps_are_refused(steps: int) -> None:
    with pytest.raises(ValueError, match=rf"^steps must be an integer of 1 or more, got {steps}$"):
        descent(LECTURE, 0, steps=steps, learning_rate=1.0, through="softmax")

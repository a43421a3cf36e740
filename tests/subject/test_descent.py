"""Several steps of gradient descent, and the loss after each."""

import re
from functools import partial
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from argsoft.gradients import Through, cross_entropy_gradient, descend, descent
from argsoft.losses import cross_entropy
from tests.strategies import extreme_logits, logits, temperatures

LECTURE = [1.43, -0.40, 0.23]
BOTH = pytest.mark.parametrize("through", ["softmax", "argmax"])


def test_the_lectures_first_steps() -> None:
    ahead = descent(LECTURE, 0, steps=2, learning_rate=1.0, through="softmax")
    # mpmath at 30 digits: z - (p - y), twice
    assert ahead.logits[1] == pytest.approx([1.745821923, -0.509751446, 0.023929523], abs=1e-8)
    assert ahead.losses[0] == pytest.approx(0.379537050, abs=1e-8)  # -log 0.684178076976
    assert ahead.losses[2] < ahead.losses[1] < ahead.losses[0]


@BOTH
def test_every_step_agrees_with_descend(through: Through) -> None:
    ahead = descent(LECTURE, 2, steps=4, learning_rate=0.7, through=through, bounds=(-5.0, 5.0))
    for before, after in zip(ahead.logits, ahead.logits[1:], strict=False):
        step = descend(before, 2, learning_rate=0.7, through=through, bounds=(-5.0, 5.0))
        assert np.array_equal(after, step)


@given(
    logits() | extreme_logits(max_size=4),
    st.integers(1, 6),
    st.floats(0.001, 1000),
    temperatures() | st.floats(0.05, 10),
    st.sampled_from([(-5.0, 5.0), (0.0, 0.0), (-1e300, 1e300)]),
    st.data(),
)
def test_every_step_follows_the_gradient_to_the_last_bit(
    row: list[float],
    steps: int,
    rate: float,
    temperature: float,
    bounds: tuple[float, float],
    data: st.DataObject,
) -> None:
    target = data.draw(st.integers(0, len(row) - 1))
    settings: dict[str, Any] = {"learning_rate": rate, "temperature": temperature, "bounds": bounds}
    ahead = descent(row, target, steps=steps, through="softmax", **settings)
    here = np.array(row)
    for reached, loss in zip(ahead.logits, ahead.losses, strict=True):
        assert reached.tolist() == here.tolist()
        assert loss == cross_entropy(here, target, temperature=temperature)
        slopes = cross_entropy_gradient(here, target, temperature=temperature)
        with np.errstate(over="ignore", invalid="ignore"):
            moved = np.clip(here - rate * slopes, *bounds)
        here = np.where(here == -np.inf, here, moved)


@BOTH
def test_the_given_logits_are_left_alone(through: Through) -> None:
    row = np.array(LECTURE)
    ahead = descent(row, 0, steps=2, learning_rate=1.0, through=through)
    assert not np.shares_memory(ahead.logits, row)
    assert row.tolist() == LECTURE


def test_a_step_that_overflows_is_refused() -> None:
    far: dict[str, Any] = {"learning_rate": 1e308, "temperature": 1e-9}
    for steps in (1, 2, 5):
        with pytest.raises(ValueError, match=r"^logits must be finite or -inf, got inf$"):
            descent([0.0, 0.0], 0, steps=steps, through="softmax", **far)
    bounded = descent([0.0, 0.0], 0, steps=2, through="softmax", bounds=(-5.0, 5.0), **far)
    assert bounded.logits[1:].tolist() == [[5, -5], [5, -5]]


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


@BOTH
@pytest.mark.parametrize(
    ("bad", "message"),
    [
        ({"learning_rate": 0.0}, "learning_rate must be a finite number above 0, got 0.0"),
        ({"temperature": -1.0}, "temperature must be a finite number above 0, got -1.0"),
        ({"bounds": (5.0, -5.0)}, "bounds must be two numbers in ascending order, got (5.0, -5.0)"),
        ({"target": 3}, "target must be an integer from 0 to 2, got 3"),
        ({"logits": [1.0, np.nan]}, "logits must be finite or -inf, got nan"),
        ({"through": "max"}, 'through must be "softmax" or "argmax", got \'max\''),
    ],
)
def test_refuses_what_descend_refuses(through: Through, bad: dict[str, Any], message: str) -> None:
    good: dict[str, Any] = {
        "logits": LECTURE,
        "target": 0,
        "learning_rate": 1.0,
        "through": through,
    }
    for function in (descend, partial(descent, steps=2)):
        with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
            function(**good | bad)

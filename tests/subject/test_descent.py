"""Several steps of gradient descent, and the loss after each."""

import re
from functools import partial
from itertools import pairwise, product
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from argsoft.gradients import (
    Through,
    chain,
    cross_entropy_gradient,
    descend,
    descent,
    loss_gradient,
)
from argsoft.losses import Loss, Target, cross_entropy, smoothed_target
from tests.strategies import extreme_logits, logits, temperatures

LECTURE = [1.43, -0.40, 0.23]
SURE_AND_WRONG = [5.0, -5.0, -5.0]
BOTH = pytest.mark.parametrize("through", ["softmax", "argmax"])
WAYS = pytest.mark.parametrize(
    ("through", "loss"),
    [*product(("softmax", "argmax", "straight-through"), ("cross-entropy", "squared error"))],
)


def test_the_lectures_first_steps() -> None:
    ahead = descent(LECTURE, 0, steps=2, learning_rate=1.0, through="softmax")
    # mpmath at 30 digits: z - (p - y), twice
    assert ahead.logits[1] == pytest.approx([1.745821923, -0.509751446, 0.023929523], abs=1e-8)
    assert ahead.losses[0] == pytest.approx(0.379537050, abs=1e-8)  # -log 0.684178076976
    assert ahead.losses[2] < ahead.losses[1] < ahead.losses[0]


@WAYS
@pytest.mark.parametrize("target", [2, [0.1, 0.2, 0.7]])
def test_every_step_agrees_with_descend_and_every_loss_with_the_chain(
    through: Through, loss: Loss, target: Target
) -> None:
    way: dict[str, Any] = {"through": through, "loss": loss, "temperature": 0.8}
    bounded: dict[str, Any] = {"learning_rate": 0.7, "bounds": (-5.0, 5.0), **way}
    ahead = descent(LECTURE, target, steps=4, **bounded)
    for before, after in pairwise(ahead.logits):
        assert np.array_equal(after, descend(before, target, **bounded))
    links = [chain(row, target, **way) for row in ahead.logits]
    assert ahead.losses.tolist() == [link.loss for link in links]


def test_softmax_with_squared_error_learns_slowly_where_it_is_sure_and_wrong() -> None:
    quick, slow = (
        descent(SURE_AND_WRONG, 2, steps=10, learning_rate=1.0, through="softmax", loss=loss)
        for loss in ("cross-entropy", "squared error")
    )
    # z - (p - y), and z minus the Jacobian times 2 (p - y), mpmath at 30 digits
    assert quick.logits[1] == pytest.approx([4.000090791616, -5.000045395808, -4.000045395808])
    assert slow.logits[1] == pytest.approx([4.999727674609, -4.999909233113, -4.999818441497])
    assert quick.losses[-1] < quick.losses[0] / 5
    assert slow.losses[0] > slow.losses[-1] > slow.losses[0] - 0.001  # it falls, but hardly


def test_straight_through_moves_until_argmax_is_right() -> None:
    ahead = descent(LECTURE, 2, steps=10, learning_rate=1.0, through="straight-through")
    assert ahead.losses[0] == 2
    assert ahead.losses[-1] == 0
    first = ahead.losses.tolist().index(0)
    assert (ahead.logits[first:] == ahead.logits[first]).all()  # a loss of 0 has no slope
    assert (np.diff(ahead.logits[: first + 1], axis=0)[:, 2] > 0).all()


@pytest.mark.parametrize("through", ["argmax", "straight-through"])
def test_an_infinite_loss_moves_nothing(through: Through) -> None:
    ahead = descent(LECTURE, 2, steps=3, learning_rate=1.0, through=through, loss="cross-entropy")
    assert ahead.losses.tolist() == [np.inf] * 4
    assert ahead.logits.tolist() == [LECTURE] * 4


def test_with_a_soft_target_the_slope_reaches_zero_and_the_loss_does_not() -> None:
    soft = smoothed_target(0, 3, 0.3)
    ahead = descent(LECTURE, soft, steps=500, learning_rate=2.0, through="softmax")
    assert loss_gradient(ahead.logits[-1], soft) == pytest.approx([0, 0, 0], abs=1e-12)
    assert ahead.losses[-1] == pytest.approx(-sum(soft * np.log(soft)))
    assert np.ptp(ahead.logits[-1]) == pytest.approx(np.log(8))


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


@pytest.mark.parametrize("through", ["softmax", "argmax", "straight-through"])
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
        (
            {"through": "max"},
            'through must be "softmax", "argmax" or "straight-through", got \'max\'',
        ),
        ({"loss": "log"}, 'loss must be "cross-entropy" or "squared error", got \'log\''),
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

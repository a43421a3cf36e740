"""Underflow to 0 is intended: callers who let NumPy raise still get the same numbers."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import example, given

from argsoft.answers import answers
from argsoft.gradients import (
    chain,
    cross_entropy_gradient,
    descend,
    descent,
    numerical_jacobian,
    quotient_rule,
    softmax_jacobian,
)
from argsoft.losses import cross_entropy, squared_error
from argsoft.sampling import sample, shakes, top_p
from argsoft.softmax import log_softmax, logsumexp, sigmoid, softmax, softmax_steps
from argsoft.uncertainty import classes_within, depth, entropy, margin
from argsoft.validation import Floats
from tests.strategies import SMALLEST, extreme_logits, temperatures

FUNCTIONS: dict[str, Callable[[list[float], float], object]] = {
    "softmax": lambda z, t: softmax(z, temperature=t),
    "log_softmax": lambda z, t: log_softmax(z, temperature=t),
    "logsumexp": lambda z, _: logsumexp(z),
    "sigmoid": lambda z, t: sigmoid(z, temperature=t),
    "softmax_steps": lambda z, t: np.hstack(softmax_steps(z, temperature=t)),
    "entropy": lambda z, t: entropy(z, temperature=t),
    "margin": lambda z, t: margin(z, temperature=t),
    "classes_within": lambda z, t: classes_within(z, temperature=t),
    "depth": lambda z, _: depth(z),
    "cross_entropy": lambda z, t: cross_entropy(z, 0, temperature=t),
    "cross_entropy_gradient": lambda z, t: cross_entropy_gradient(z, 0, temperature=t),
    "softmax_jacobian": lambda z, t: softmax_jacobian(z, temperature=t),
    "quotient_rule": lambda z, t: quotient_rule(z, 0, len(z) - 1, temperature=t),
    "chain": lambda z, t: chain(z, 0, through="softmax", temperature=t, feature=1e-300)[-1],
    "chain through argmax": lambda z, _: chain(z, 0, through="argmax", feature=1e-300)[-1],
    "chain of squared error": lambda z, t: chain(
        z, 0, through="softmax", loss="squared error", temperature=t
    )[4],
    "straight-through": lambda z, t: chain(z, 0, through="straight-through", temperature=t)[4],
    "argmax with cross-entropy": lambda z, _: chain(z, 0, through="argmax", loss="cross-entropy")[
        4
    ],
    "descend": lambda z, t: descend(z, 0, through="softmax", temperature=t, learning_rate=1e-3),
    "descent": lambda z, _: descent(z, 0, through="softmax", learning_rate=1.0, steps=2).logits,
    "shakes": lambda z, t: np.vstack(shakes(z, 2, np.random.default_rng(0), temperature=t)[:2]),
    "sample": lambda z, t: sample(softmax(z, temperature=t), 9, np.random.default_rng(0)),
    "top_p": lambda z, t: top_p(softmax(z, temperature=t), 0.9),
    "answers": lambda z, t: answers([""] * len(z), z, temperature=t).exponents,
}


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("name", FUNCTIONS)
@given(extreme_logits(max_size=4), temperatures())
@example([1000.0, 0.0], 1.0)
@example([-745.0, 1e-308, -1e308], 1.0)
def test_underflow_never_raises(name: str, row: list[float], temperature: float) -> None:
    function = FUNCTIONS[name]
    with np.errstate(all="ignore"):
        expected = function(row, temperature)
    with np.errstate(all="raise"):
        np.testing.assert_array_equal(np.asarray(function(row, temperature)), np.asarray(expected))


def test_squares_and_measured_slopes_may_underflow_too() -> None:
    def least(z: Floats) -> Floats:
        return np.where(z > 0, SMALLEST, 0.0)

    with np.errstate(all="raise"):
        assert squared_error([1e-200, 1.0], 1) == 0
        assert numerical_jacobian(least, [0.0], step=1.0) == 0


def test_the_callers_error_state_is_kept() -> None:
    with np.errstate(all="raise"):
        softmax([1000.0, 0.0])
        assert np.geterr()["under"] == "raise"

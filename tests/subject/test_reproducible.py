"""Reproducible arithmetic: accurate compared with mpmath, and in the documented order."""

import math
import re
from functools import reduce
from itertools import accumulate
from typing import Any

import mpmath
import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from numpy.testing import assert_array_equal

from argsoft.reproducible import exp, log1p, total, weighted_sum
from argsoft.validation import Floats

pytestmark = pytest.mark.filterwarnings("error")

CLOSE = 1e-15  # the relative error that the docstrings promise
LARGEST = 1.7e308
NUMBERS = st.floats(-LARGEST, LARGEST)
ROWS = st.lists(NUMBERS, min_size=1, max_size=40)


def true(function: Any, value: float) -> mpmath.mpf:  # noqa: ANN401
    """Compute a function's value to 60 digits."""
    with mpmath.workdps(60):
        return function(mpmath.mpf(value))


# The exponential.


@given(st.floats(-708.3, 709.7) | st.floats(-1, 1) | st.floats(-1e-300, 1e-300))
@example(0.34657359027997264)  # half of log 2, where the number of doublings rounds up
@example(-0.34657359027997264)
@example(709.782712893384)  # the largest that does not overflow
def test_exp_is_accurate(value: float) -> None:
    power = true(mpmath.exp, value)
    assert abs(mpmath.mpf(float(exp(value))) - power) <= CLOSE * power


@given(st.floats(-746.0, -708.3))
def test_exp_underflows_gradually(value: float) -> None:
    assert float(exp(value)) == pytest.approx(float(true(mpmath.exp, value)), rel=0, abs=5e-324)


def test_exact_values_of_exp() -> None:
    values = [0.0, -0.0, -np.inf, np.inf, -1e300, 1e300, np.nan, 5e-324]
    assert_array_equal(exp(values), [1.0, 1.0, 0.0, np.inf, 0.0, np.inf, np.nan, 1.0])


def test_exp_is_monotonic_and_may_underflow() -> None:
    with np.errstate(all="raise"):
        powers = exp(np.linspace(-760, 0, 100_001).reshape(1, -1))
    assert powers.shape == (1, 100_001)
    assert (np.diff(powers) >= 0).all()


# The logarithm.


@given(st.floats(0, LARGEST) | st.floats(0, 3) | st.floats(0, 1e-9))
@example(0.41421356237309503)  # 1 + x next to the square root of 2, and at powers of 2
@example(0.41421356237309515)
@example(1.0)
@example(2**53)
@example(5e-324)
def test_log1p_is_accurate(value: float) -> None:
    logarithm = true(mpmath.log1p, value)
    least = CLOSE * logarithm if value > 1e-300 else 5e-324  # a tiny one has fewer digits
    assert abs(mpmath.mpf(float(log1p(value))) - logarithm) <= least


def test_log1p_of_0_is_0_and_the_shape_stays() -> None:
    with np.errstate(all="raise"):
        assert_array_equal(log1p([[0.0, 0.0]]), [[0.0, 0.0]])


@pytest.mark.parametrize("value", [-1e-9, -2.0, math.inf, math.nan])
def test_log1p_of_bad_numbers_is_refused(value: float) -> None:
    message = f"values must be finite numbers of 0 or more, got {value}"
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        log1p([1.0, value])


# Sums.


@given(ROWS)
@example([1.0, 1e16, -1e16, 1.0])  # 1 from first to last, 0 from last to first
@example([0.1] * 40)
def test_a_total_adds_from_the_first_to_the_last(row: list[float]) -> None:
    with np.errstate(over="ignore", invalid="ignore"):
        (expected,) = list(accumulate(row))[-1:]
        assert_array_equal(total(row), expected)


@given(st.integers(1, 200), st.integers(1, 5), st.integers(0, 2**32))
def test_a_total_does_not_depend_on_the_memory_layout(width: int, rows: int, seed: int) -> None:
    table: Floats = np.random.default_rng(seed).normal(size=(rows, width))
    wide = np.zeros((rows, 3 * width))
    wide[:, ::3] = table
    for other in (np.asfortranarray(table), wide[:, ::3], table[:, ::-1][:, ::-1]):
        assert_array_equal(total(other), total(table))
    assert_array_equal(total(table), [list(accumulate(row))[-1] for row in table.tolist()])


@pytest.mark.parametrize("values", [3.0, [], np.zeros((2, 0))])
def test_a_total_of_nothing_is_refused(values: Any) -> None:  # noqa: ANN401
    message = f"values must have a non-empty last axis, got shape {np.shape(values)}"
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        total(values)


@given(st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=9))
@example([(1.0, 1.0), (1.0, 1e16), (1.0, -1e16), (1.0, 1.0)])
def test_a_weighted_sum_adds_rounded_products_in_order(
    pairs: list[tuple[float, float]],
) -> None:
    weights, values = (np.array(each)[:, np.newaxis] for each in zip(*pairs, strict=True))
    with np.errstate(all="ignore"):
        expected = reduce(lambda so_far, product: so_far + product, [w * x for w, x in pairs])
        assert_array_equal(weighted_sum(weights, values), [expected])


def test_a_weighted_sum_broadcasts() -> None:
    table = weighted_sum(np.array([[[1.0], [2.0]], [[0.0], [1.0]]]), np.array([[1.0, 5.0], [7, 9]]))
    assert_array_equal(table, [[1.0, 5.0], [9.0, 19.0]])


def test_a_weighted_sum_needs_a_value_for_each_weight() -> None:
    with pytest.raises(ValueError, match="shorter than argument 1"):
        weighted_sum(np.ones((2, 1)), np.ones((1, 1)))
    with pytest.raises(ValueError, match=r"^weights must not be empty, got \[\]$"):
        weighted_sum([], [])


@pytest.mark.parametrize("function", [exp, log1p, total])
def test_values_that_are_not_real_numbers_are_refused(function: Any) -> None:  # noqa: ANN401
    with pytest.raises(ValueError, match=r"^values must be real numbers, got \['a'\]$"):
        function(["a"])

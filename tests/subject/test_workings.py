"""Intermediate results: exact where they fit, and failing exactly where they should."""

import math
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from argsoft.softmax import softmax
from argsoft.workings import (
    INSTEAD,
    LARGEST_SUBTRACTED,
    TWO_TO_Z,
    Z_ITSELF,
    Z_MINUS_SMALLEST,
    largest_exponent,
    smallest_number,
    worked,
)
from tests.strategies import extreme_logits, logits

pytestmark = pytest.mark.filterwarnings("error")

LECTURE = [1.43, -0.40, 0.23]
# The largest finite number of each precision (IEEE 754) and its logarithm (mpmath).
LARGEST = {"float16": 65504.0, "float32": 3.4028234663852886e38, "float64": 1.7976931348623157e308}
LIMITS = {"float16": 11.0898664, "float32": 88.7228391, "float64": 709.7827129}
SMALL = st.lists(st.floats(-20, 20), min_size=1, max_size=6)


def test_the_lectures_numbers() -> None:
    working = worked(LECTURE)
    assert_array_equal(working.inputs, LECTURE)
    assert {each.dtype for each in worked(LECTURE, precision="float16")} == {np.dtype(np.float64)}
    # mpmath at 30 digits
    assert_allclose(working.parts, [4.1786992, 0.67032005, 1.2586], rtol=1e-7)
    assert_allclose(working.running, [4.1786992, 4.84901925, 6.1076192], rtol=1e-7)
    assert working.total == pytest.approx(6.1076192, abs=1e-7)
    assert_allclose(working.shares, [0.684178076976, 0.109751446321, 0.206070476702], atol=1e-12)


@given(SMALL)
def test_without_overflow_the_plain_formula_is_softmax(row: list[float]) -> None:
    assert_allclose(worked(row).shares, softmax(row), rtol=1e-12)


@given(logits())
def test_the_largest_subtracted_is_softmax_for_any_logits(row: list[float]) -> None:
    assert_allclose(worked(row, way=LARGEST_SUBTRACTED).shares, softmax(row), rtol=1e-12)


@pytest.mark.parametrize("precision", LIMITS)
def test_the_plain_formula_breaks_at_the_limit_and_the_stable_one_does_not(precision: str) -> None:
    limit = largest_exponent(precision)
    assert limit == pytest.approx(LIMITS[precision], abs=1e-7)
    assert math.log(LARGEST[precision]) == pytest.approx(limit, rel=1e-12)
    below, above = limit * 0.99, limit * 1.01
    assert np.isfinite(worked([below, 0.0], precision=precision).shares).all()
    broken = worked([above, 0.0], precision=precision)
    assert broken.parts[0] == broken.total == math.inf
    assert math.isnan(broken.shares[0])
    stable = worked([above, 0.0], way=LARGEST_SUBTRACTED, precision=precision)
    assert_allclose(stable.shares, [1.0, 0.0], atol=1e-4)


def test_each_precision_computes_in_its_own_type() -> None:
    shares = {name: worked(LECTURE, precision=name).shares for name in LIMITS}
    assert not np.array_equal(shares["float16"], shares["float32"])
    assert not np.array_equal(shares["float32"], shares["float64"])
    for name, value in shares.items():
        assert_array_equal(value, value.astype(name), "digits that the precision cannot hold")
        assert_allclose(value, softmax(LECTURE), atol=float(np.finfo(name).eps) * 4)


@pytest.mark.parametrize(
    ("precision", "power"), [("float16", 24), ("float32", 149), ("float64", 1074)]
)
def test_the_smallest_number_agrees_with_the_standard(precision: str, power: int) -> None:
    least = smallest_number(precision)  # IEEE 754: the smallest subnormal number
    assert least == 2.0**-power
    assert worked([math.log(2) * -power], precision=precision).parts[0] <= 2 * least
    assert worked([math.log(2) * -(power + 2)], precision=precision).parts[0] == 0


def test_all_exponentials_may_underflow() -> None:
    working = worked([-2000.0, -2000.0])
    assert working.total == 0
    assert np.isnan(working.shares).all()


@pytest.mark.parametrize(
    ("row", "shares"),
    [
        ([1.43, -0.40, 0.23], [1.43 / 1.26, -0.40 / 1.26, 0.23 / 1.26]),
        ([1.0, -1.0], [math.inf, -math.inf]),
        ([0.0, 0.0], [math.nan, math.nan]),
    ],
)
def test_raw_outputs_are_not_probabilities(row: list[float], shares: list[float]) -> None:
    assert_allclose(worked(row, way=Z_ITSELF).shares, shares)


@given(SMALL.filter(lambda row: len(set(row)) > 1))
def test_minus_the_smallest_the_smallest_gets_zero(row: list[float]) -> None:
    working = worked(row, way=Z_MINUS_SMALLEST)
    assert working.shares[int(np.argmin(row))] == 0
    assert working.total > 0


def test_minus_the_smallest_equal_logits_have_no_shares() -> None:
    assert np.isnan(worked([2.0, 2.0, 2.0], way=Z_MINUS_SMALLEST).shares).all()


@given(SMALL)
def test_powers_of_two_are_softmax_at_another_temperature(row: list[float]) -> None:
    expected = softmax(row, temperature=1 / math.log(2))
    assert_allclose(worked(row, way=TWO_TO_Z).shares, expected, rtol=1e-12)


@given(extreme_logits().filter(lambda row: min(row) > -math.inf), st.sampled_from(INSTEAD))
def test_no_finite_logits_raise_or_warn(row: list[float], way: str) -> None:
    assert worked(row, way=way).shares.shape == (len(row),)


def test_the_result_shares_no_memory_with_the_input() -> None:
    row = np.array(LECTURE)
    working = worked(row, way=Z_ITSELF)
    for each in working:
        assert not np.shares_memory(each, row)


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        ({"logits": [[1.0, 2.0]]}, "logits must be one row of finite numbers"),
        ({"logits": [1.0, -math.inf]}, "logits must be one row of finite numbers"),
        ({"logits": []}, "logits must not be empty"),
        ({"logits": [1.0], "way": "3^z"}, "way must be one of e_to_z, "),
        ({"logits": [1.0], "precision": "float8"}, "precision must be one of float64, "),
    ],
)
def test_error_messages_name_what_is_wrong(bad: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}"):
        worked(**bad)  # type: ignore[arg-type]

"""Uncertainty: fixed numbers, bounds, and SciPy's entropy."""

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import entropy as scipy_entropy

from argsoft.softmax import softmax
from argsoft.uncertainty import classes_within, depth, entropy, margin
from tests.strategies import extreme_logits, logits, temperatures

LECTURE = [1.43, -0.40, 0.23]


def test_the_lectures_numbers() -> None:
    # mpmath at 30 digits
    assert entropy(LECTURE) == pytest.approx(0.827666767598, abs=1e-12)
    assert margin(LECTURE) == pytest.approx(0.684178076976 - 0.206070476702, abs=1e-12)
    assert [classes_within(LECTURE, share=each) for each in (0.68, 0.69, 0.9, 1.0)] == [1, 2, 3, 3]
    assert classes_within([0.23, 0.99, -102, 10]) == 1


@given(logits(), st.floats(0.05, 10))
def test_entropy_agrees_with_scipy(row: list[float], temperature: float) -> None:
    expected = scipy_entropy(softmax(row, temperature=temperature))
    assert entropy(row, temperature=temperature) == pytest.approx(expected, abs=1e-9)


@given(extreme_logits(), temperatures())
def test_all_measures_keep_their_bounds(row: list[float], temperature: float) -> None:
    assert 0 <= entropy(row, temperature=temperature) <= math.log(len(row)) + 1e-12
    assert 0 <= margin(row, temperature=temperature) <= 1
    assert 1 <= classes_within(row, temperature=temperature) <= len(row)
    assert 2 <= depth(row) <= 1e6


@given(logits(), st.floats(0.01, 1.0))
def test_the_counted_classes_hold_the_share_and_one_fewer_does_not(
    row: list[float], share: float
) -> None:
    largest_first = sorted(softmax(row).tolist(), reverse=True)
    count = classes_within(row, share=share)
    assert math.fsum(largest_first[:count]) >= share - 1e-9
    assert math.fsum(largest_first[: count - 1]) < share


@pytest.mark.parametrize("size", [1, 2, 10, 50])
def test_equal_classes(size: int) -> None:
    assert entropy([3.0] * size) == pytest.approx(math.log(size))
    assert margin([3.0] * size) == (1 if size == 1 else 0)
    assert classes_within([3.0] * size) == math.ceil(0.9 * size)


@given(logits())
def test_the_axis_is_deep_enough_and_no_deeper(row: list[float]) -> None:
    powers = -math.log10(max(softmax(row).min(), 1e-320))
    assert depth(row) >= powers - 1e-6 or powers >= 319
    assert depth(row) <= max(2, 2.5 * powers + 1e-6) or powers >= 319


@pytest.mark.parametrize("share", [0.0, -1.0, 1.01, math.nan])
def test_a_share_outside_0_to_1_is_refused(share: float) -> None:
    with pytest.raises(ValueError, match=r"^share must be above 0 and at most 1, got "):
        classes_within(LECTURE, share=share)


@pytest.mark.parametrize("measure", [entropy, margin, classes_within, depth])
def test_more_than_one_row_is_refused(measure: object) -> None:
    with pytest.raises(ValueError, match=re.escape("logits must be one row, got shape (1, 2)")):
        measure([[1.0, 2.0]])  # type: ignore[operator]

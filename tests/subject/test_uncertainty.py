"""Uncertainty: fixed numbers, bounds, and SciPy's entropy."""

import math
import re
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy.stats import entropy as scipy_entropy

from argsoft.softmax import softmax
from argsoft.uncertainty import classes_within, depth, entropy, margin, reliability
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


# Reliability.


def test_a_known_reliability() -> None:
    # By hand: 0.6 alone in the third bin of five; 0.7 and 0.8 in the fourth; 0.9 and 1 in the last.
    rows = [[0.6, 0.4], [0.3, 0.7], [0.8, 0.2], [0.9, 0.1], [0.0, 1.0]]
    found = reliability(rows, [1, 1, 1, 0, 1], 5)
    assert found.edges.tolist() == [0, 0.2, 0.4, 0.6, 0.8, 1]
    assert found.counts.tolist() == [0, 0, 1, 2, 2]
    assert found.confidences[2:] == pytest.approx([0.6, 0.75, 0.95])
    assert found.accuracies[2:].tolist() == [0, 0.5, 1]
    assert np.isnan([*found.confidences[:2], *found.accuracies[:2]]).all()
    # (1 x 0.6 + 2 x 0.25 + 2 x 0.05) / 5
    assert found.expected_calibration_error == pytest.approx(0.24)


@pytest.mark.parametrize("bins", range(1, 40))
def test_a_probability_on_an_edge_belongs_to_the_bin_below(bins: int) -> None:
    edges = [(k, k / bins) for k in range(1, bins + 1) if k / bins >= 0.5]
    for k, edge in edges:
        found = reliability([[edge, 1 - edge]], [0], bins)
        assert found.counts.tolist() == [int(b == k - 1) for b in range(bins)]


@given(
    st.lists(st.tuples(logits(min_size=3, max_size=3), st.integers(0, 2)), min_size=1, max_size=30),
    st.integers(1, 20),
)
@example([([0.0, 0.0, 0.0], 0)], 3)
def test_reliability_agrees_with_a_loop(
    predicted: list[tuple[list[float], int]], bins: int
) -> None:
    rows = softmax([row for row, _ in predicted])
    classes = [each for _, each in predicted]
    found = reliability(rows, classes, bins)
    error = 0.0
    for b in range(bins):
        inside = [
            (p.max(), p.argmax() == true)
            for p, true in zip(rows, classes, strict=True)
            if b / bins < p.max() <= (b + 1) / bins
        ]
        assert found.counts[b] == len(inside)
        if inside:
            confidence, right = (
                math.fsum(each) / len(inside) for each in zip(*inside, strict=True)
            )
            assert found.confidences[b] == pytest.approx(confidence)
            assert found.accuracies[b] == pytest.approx(right)
            error += len(inside) / len(rows) * abs(confidence - right)
    assert found.expected_calibration_error == pytest.approx(error, abs=1e-12)
    assert found.counts.sum() == len(rows)


@given(st.integers(0, 2**32))
def test_classes_drawn_from_the_probabilities_are_calibrated(seed: int) -> None:
    rng = np.random.default_rng(seed)
    rows = softmax(rng.normal(0, 2, (4000, 3)))
    classes = (rng.random((4000, 1)) > rows.cumsum(axis=1)).sum(axis=1)
    # Ten standard errors of a tenth of the examples, at most half each.
    assert reliability(rows, classes, 10).expected_calibration_error < 10 * 0.5 / math.sqrt(4000)
    assert reliability(rows**9 / (rows**9).sum(axis=1, keepdims=True), classes, 10)[-1] > 0.1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (([0.5, 0.5], [0]), "probabilities must be a table, got shape (2,)"),
        (
            ([[0.5, 0.4]], [0]),
            "probabilities must be numbers of 0 or more that sum to 1, got [[0.5, 0.4]]",
        ),
        (([[0.5, 0.5]], [2]), "classes must be a row of integers from 0 to 1, got [2]"),
        (([[0.5, 0.5]], [0, 1]), "classes must have length 1, got 2"),
        (([[0.5, 0.5]], [0], 0), "bins must be an integer of 1 or more, got 0"),
        (([[0.5, 0.5]], [0], 2.0), "bins must be an integer of 1 or more, got 2.0"),
    ],
)
def test_bad_predictions_are_refused(arguments: tuple[Any, ...], message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        reliability(*arguments)

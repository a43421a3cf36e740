"""Argmax, its ties, and the one-hot vector."""

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from numpy.typing import NDArray

from argsoft.selection import argmax, maximizers, one_hot
from argsoft.validation import Floats
from tests.strategies import batches, extreme_logits, logits

pytestmark = pytest.mark.filterwarnings("error")


def oracle(row: Sequence[float]) -> int:
    """Find the first index of the largest number without NumPy: `max` keeps the first."""
    return max(range(len(row)), key=lambda i: row[i])


@given(logits() | extreme_logits())
def test_argmax_agrees_with_plain_python(row: list[float]) -> None:
    assert argmax(row) == oracle(row)


@given(logits() | extreme_logits())
def test_maximizers_agree_with_plain_python(row: list[float]) -> None:
    assert maximizers(row).tolist() == [i for i, value in enumerate(row) if value == max(row)]


@given(logits() | extreme_logits())
def test_argmax_is_the_first_maximizer(row: list[float]) -> None:
    assert argmax(row) == maximizers(row)[0]


@given(st.lists(st.integers(-(2**70), 2**70) | st.integers(2**53, 2**53 + 3), min_size=1))
@example([2**53, 2**53 + 1])
@example([2**63, 2**63 + 1])
@example([2**63 - 1, 2**63, -1])
@example([-1, -(2**53) - 1, -(2**53)])
@example([2**64, 2**64 + 1])
def test_integers_compare_as_integers(row: list[int]) -> None:
    for values in (row, np.array(row, dtype=object)):
        assert argmax(values) == oracle(row)
        assert maximizers(values).tolist() == [i for i, z in enumerate(row) if z == max(row)]


@pytest.mark.parametrize("kind", [np.int8, np.uint8, np.int32, np.int64, np.uint64])
def test_integers_of_every_width_compare_as_integers(kind: type) -> None:
    largest = np.iinfo(kind).max
    row: NDArray[Any] = np.array([largest - 1, largest, 0, largest], dtype=kind)
    assert argmax(row) == 1
    assert maximizers(row).tolist() == [1, 3]
    assert argmax(np.stack([row, row[::-1]]), axis=0).tolist() == [1, 0, 1, 0]


def test_integers_beside_other_numbers_compare_as_floats() -> None:
    assert maximizers([2**53, 2**53 + 1, 0.5]).tolist() == [0, 1]
    assert maximizers(np.array([2**53, Fraction(2**53 + 1)], dtype=object)).tolist() == [0, 1]


@given(batches())
def test_argmax_looks_along_the_given_axis(batch: tuple[Floats, int]) -> None:
    values, axis = batch
    rows = np.moveaxis(values, axis, -1)
    expected = [oracle(row) for row in rows.reshape(-1, rows.shape[-1]).tolist()]
    answer = np.asarray(argmax(values, axis=axis))
    assert answer.shape == rows.shape[:-1]
    assert answer.ravel().tolist() == expected


def test_the_same_number_typed_twice_is_a_tie() -> None:
    assert maximizers([1.43, -0.40, 1.43]).tolist() == [0, 2]
    assert argmax([-0.40, 1.43, 1.43]) == 1


def test_nearly_the_same_number_is_not_a_tie() -> None:
    # 0.1 + 0.2 is 0.30000000000000004 in float64.
    assert maximizers([0.3, 0.1 + 0.2]).tolist() == [1]
    assert maximizers([1.43, math.nextafter(1.43, 2), 1.43]).tolist() == [1]


def test_zero_and_minus_zero_tie() -> None:
    assert maximizers([-0.0, 0.0]).tolist() == [0, 1]


def test_a_masked_class_never_wins() -> None:
    assert argmax([-math.inf, -1e308, -math.inf]) == 1
    assert maximizers([-math.inf, 2.0, 2.0]).tolist() == [1, 2]


def test_argmax_of_one_row_is_a_plain_index() -> None:
    assert ("a", "b", "c")[argmax([0.23, 0.99, -102])] == "b"


def test_maximizers_refuse_more_than_one_row() -> None:
    with pytest.raises(ValueError, match=r"^logits must be one row, got shape \(2, 2\)$"):
        maximizers([[1.0, 2.0], [3.0, 4.0]])


def test_one_hot_of_the_lecture() -> None:
    # Argmax of (0.23, 0.99, -102, 10): the lecture's second example.
    assert one_hot(argmax([0.23, 0.99, -102, 10]), 4).tolist() == [0, 0, 0, 1]


@given(st.integers(1, 20).flatmap(lambda k: st.tuples(st.integers(0, k - 1), st.just(k))))
def test_one_hot_is_a_single_one_at_the_index(drawn: tuple[int, int]) -> None:
    index, num_classes = drawn
    vector = one_hot(index, num_classes)
    assert vector.dtype == np.float64
    assert vector.tolist() == [float(i == index) for i in range(num_classes)]


def test_one_hot_of_a_batch_adds_an_axis() -> None:
    indices = np.array([[0, 2, 1], [2, 2, 0]], dtype=np.uint8)
    vectors = one_hot(indices, 3)
    assert vectors.shape == (2, 3, 3)
    assert np.array_equal(vectors.argmax(axis=-1), indices)
    assert np.array_equal(vectors.sum(axis=-1), np.ones((2, 3)))


@pytest.mark.parametrize("index", [3, -1, 1.0, True, None, "1", [0, 3], [0.5], 10**30])
def test_one_hot_refuses_bad_indices(index: object) -> None:
    with pytest.raises(ValueError, match=r"^index must be an integer from 0 to 2, got ") as refusal:
        one_hot(index, 3)  # type: ignore[arg-type]
    assert str(refusal.value).endswith(repr(index))


@pytest.mark.parametrize("num_classes", [0, -1, 2.5, "3", None])
def test_one_hot_refuses_bad_numbers_of_classes(num_classes: object) -> None:
    message = r"^num_classes must be a positive integer, got "
    with pytest.raises(ValueError, match=message) as refusal:
        one_hot(0, num_classes)  # type: ignore[arg-type]
    assert str(refusal.value).endswith(repr(num_classes))

"""Argument checks and their messages, which name the argument, the rule and the value."""

import math
import re
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given

from argsoft.selection import argmax
from argsoft.softmax import log_softmax, logsumexp, softmax
from argsoft.validation import (
    checked_count,
    checked_logits,
    checked_number,
    checked_positive,
    real_array,
)
from tests.strategies import extreme_logits, temperatures

pytestmark = pytest.mark.filterwarnings("error")


@pytest.mark.parametrize(
    "values",
    [
        [1, 2],
        (1.0, 2.0),
        [Decimal(1), Fraction(2)],
        np.array([1, 2], dtype=np.uint8),
        np.array([1, 2], dtype=np.float16),
        np.array([1, 2], dtype=np.float32),
        np.array([1, 2], dtype=np.longdouble),
    ],
)
def test_every_type_of_real_number_is_widened(values: object) -> None:
    array = real_array(values, "logits")  # type: ignore[arg-type]
    assert array.dtype == np.float64
    assert array.tolist() == [1.0, 2.0]


def test_float64_is_not_copied() -> None:
    values = np.array([1.0, 2.0])
    assert real_array(values, "logits") is values


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        (["a"], "['a']"),
        ("12", "'12'"),
        ([1 + 2j], "[(1+2j)]"),
        ([True, False], "[True, False]"),
        ([[1, 2], [3]], "[[1, 2], [3]]"),
        ({1: 2}, "{1: 2}"),
        ([1, None], "[1, None]"),
        (np.array([1, "2"], dtype=object), "array([1, '2'], dtype=object)"),
        (np.array([1, True], dtype=object), "array([1, True], dtype=object)"),
        (np.array([1, None], dtype=object), "array([1, None], dtype=object)"),
        (np.array([1, 2j], dtype=object), "array([1, 2j], dtype=object)"),
        (np.array(["2026-01-01"], dtype="M8[D]"), "array(['2026-01-01'], dtype='datetime64[D]')"),
    ],
)
def test_the_message_shows_what_is_not_a_real_number(values: object, shown: str) -> None:
    with pytest.raises(ValueError, match=r"^scores must be real numbers, got ") as refusal:
        real_array(values, "scores")  # type: ignore[arg-type]
    # A long value is shortened in the middle; both ends must remain.
    told = str(refusal.value).partition("got ")[2]
    assert (told[:5], told[-5:]) == (shown[:5], shown[-5:])


def test_error_messages_stay_short() -> None:
    with pytest.raises(ValueError, match=r"^logits must be real numbers, got ") as refusal:
        real_array(["a"] * 10_000 + [10**400], "logits")
    assert len(str(refusal.value)) < 200


@pytest.mark.parametrize(
    ("logits", "message"),
    [
        ([], "logits must not be empty, got shape (0,)"),
        (np.zeros((2, 0)), "logits must not be empty, got shape (2, 0)"),
        (3.0, "logits must have an axis -1, got shape ()"),
        ([1.0, math.nan], "logits must be finite or -inf, got nan"),
        ([1.0, math.inf], "logits must be finite or -inf, got inf"),
        ([-math.inf, math.inf], "logits must be finite or -inf, got inf"),
        ([[1.0, 2.0], [math.nan, 0.0]], "logits must be finite or -inf, got nan"),
        ([-math.inf, -math.inf], "logits must hold a finite value in every row, got -inf"),
        ([[1.0], [-math.inf]], "logits must hold a finite value in every row, got -inf"),
        ([10**400], "logits must be real numbers, got [100000000000000000...0000000000000000000]"),
    ],
)
def test_bad_logits_are_refused(logits: object, message: str) -> None:
    with pytest.raises(ValueError, match=r"^logits must ") as refusal:
        checked_logits(logits)  # type: ignore[arg-type]
    assert str(refusal.value) == message


@pytest.mark.parametrize("wrap", [lambda row: row, lambda row: [row, row]])
def test_masked_values_are_refused(wrap: Callable[[object], Any]) -> None:
    masked = np.ma.array([1.0, 5.0, 2.0], mask=[False, True, False])
    with pytest.raises(ValueError, match=r"^logits must not contain masked values, got "):
        checked_logits(wrap(masked))
    with pytest.raises(ValueError, match=r"^logits must not contain masked values, got "):
        softmax(wrap(masked))
    bare = np.ma.array([1.0, 5.0, 2.0])
    assert checked_logits(wrap(bare))[1].max() == 5.0


@pytest.mark.parametrize("axis", [None, (0, 1), 1.0, True, "0"])
@pytest.mark.parametrize("function", [softmax, log_softmax, logsumexp, argmax])
def test_a_non_integer_axis_is_refused(function: Callable[..., object], axis: object) -> None:
    with pytest.raises(
        ValueError, match=f"^{re.escape(f'axis must be an integer, got {axis!r}')}$"
    ):
        function(np.zeros((2, 3)), axis=axis)


def test_an_axis_may_be_a_numpy_integer() -> None:
    axis: Any = np.int64(0)
    assert softmax(np.zeros((2, 3)), axis=axis).tolist() == [[0.5] * 3] * 2


@pytest.mark.parametrize("axis", [-3, 2])
def test_a_missing_axis_is_refused(axis: int) -> None:
    message = rf"^logits must have an axis {axis}, got shape \(2, 3\)$"
    with pytest.raises(ValueError, match=message):
        checked_logits(np.zeros((2, 3)), axis)


@given(extreme_logits())
def test_valid_logits_come_back_with_their_maximum(row: list[float]) -> None:
    values, maximum = checked_logits(row)
    assert values.tolist() == row
    assert maximum.tolist() == [max(row)]


def test_the_maximum_keeps_its_axis() -> None:
    assert checked_logits([[1.0, 5.0], [7.0, 3.0]], 0)[1].tolist() == [[7.0, 5.0]]


@pytest.mark.parametrize(
    "temperature",
    [0, 0.0, -0.0, -1.0, math.nan, math.inf, -math.inf, "1", None, 1j, [1.0], Decimal(1)],
)
def test_bad_temperatures_are_refused(temperature: object) -> None:
    message = r"^temperature must be a finite number above 0, got "
    with pytest.raises(ValueError, match=message) as refusal:
        checked_positive(temperature, "temperature")  # type: ignore[arg-type]
    assert str(refusal.value).endswith(repr(temperature))


@pytest.mark.parametrize("temperature", [10**400, Fraction(1, 10**400)], ids=["large", "small"])
def test_a_temperature_that_overflows_or_underflows_is_refused(temperature: float) -> None:
    with pytest.raises(ValueError, match=r"^temperature must be a finite number above 0, got "):
        checked_positive(temperature, "temperature")


@given(temperatures())
def test_every_float_above_zero_is_a_temperature(temperature: float) -> None:
    assert checked_positive(temperature, "temperature") == temperature


@pytest.mark.parametrize("two", [2, 2.0, np.float32(2), np.int64(2), Fraction(2)])
def test_a_temperature_of_any_real_type_becomes_a_float(two: float) -> None:
    assert type(checked_positive(two, "temperature")) is float
    assert checked_positive(two, "temperature") == 2.0


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, 10**400, "1", None, 1j, [1.0]])
def test_a_number_that_is_not_finite_is_refused(value: object) -> None:
    message = f"feature must be a finite number, got {value!r}"
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        checked_number(value, "feature")  # type: ignore[arg-type]


def test_a_number_may_have_a_minimum() -> None:
    assert checked_number(-3, "feature") == -3.0
    nothing: Any = np.float32(0)
    assert checked_number(nothing, "penalty", least=0) == 0.0
    with pytest.raises(ValueError, match=r"^penalty must be a finite number of 0 or more, got -3$"):
        checked_number(-3, "penalty", least=0)


@pytest.mark.parametrize("count", [1, 0, -2, True, 2.0, "2", None])
def test_a_bad_count_is_refused(count: object) -> None:
    message = f"size must be an integer of 2 or more, got {count!r}"
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        checked_count(count, "size", least=2)  # type: ignore[arg-type]


def test_a_count_of_any_integer_type_becomes_an_int() -> None:
    two: Any = np.int64(2)
    assert type(checked_count(two, "size", least=2)) is int
    assert checked_count(1, "size") == 1

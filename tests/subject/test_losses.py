"""Losses: exact numbers, properties for any valid input, and errors."""

import math
import re
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
import scipy.special
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp, mpf, workdps

from argsoft.losses import (
    cross_entropy,
    differences,
    loss_parts,
    smoothed_target,
    squared_error,
    target_distribution,
)
from argsoft.selection import argmax, one_hot
from argsoft.softmax import softmax
from argsoft.validation import checked_class, checked_row
from tests.strategies import LARGEST, MASK, SMALLEST, extreme_logits, logits, temperatures

pytestmark = pytest.mark.filterwarnings("error")

EPSILON = 2.0**-52
SMALLEST_NORMAL = 2.0**-1022
LECTURE = [1.43, -0.40, 0.23]
SECOND = [0.23, 0.99, -102, 10]  # the lecture's example with a hopeless class
ORDINARY_ROWS = st.lists(st.floats(-1e100, 1e100), min_size=1, max_size=8)


def exact_cross_entropy(row: Sequence[float], target: int, temperature: float) -> mpf:
    """Compute the loss to 40 significant digits, even near 0, without subtracting from 1."""
    first = max(range(len(row)), key=row.__getitem__)
    with workdps(40):
        gaps = [(mpf(row[first]) - mpf(z)) / mpf(temperature) for z in row]
        others = mp.fsum(mp.exp(-gap) for i, gap in enumerate(gaps) if i != first)
        return gaps[target] + mp.log1p(others)


# Fixed numbers: mpmath at 30 digits, shortened to 13.


@pytest.mark.parametrize(
    ("row", "target", "temperature", "expected"),
    [
        (LECTURE, 0, 1.0, 0.3795370487874),
        (LECTURE, 1, 1.0, 2.209537048787),
        (LECTURE, 2, 1.0, 1.579537048787),
        (LECTURE, 0, 0.2, 0.002581636685869),
        (LECTURE, 0, 0.05, 3.775147274019e-11),  # the probability is 1 to ten digits
        (LECTURE, 1, 0.05, 36.60000000004),
        (LECTURE, 2, 3.0, 1.194652185077),
        (SECOND, 2, 1.0, 112.0001793061),
        (SECOND, 3, 1.0, 0.0001793061317636),
        ([0.0, 0.0], 1, 7.0, math.log(2)),
    ],
)
def test_cross_entropy_of_known_rows(
    row: list[float], target: int, temperature: float, expected: float
) -> None:
    answer = cross_entropy(row, target, temperature=temperature)
    assert answer == pytest.approx(expected, rel=1e-12)
    assert type(answer) is float


def test_cross_entropy_is_exact_where_the_probability_rounds_to_zero_or_one() -> None:
    assert softmax([0.0, 1000.0])[0] == 0
    assert cross_entropy([0.0, 1000.0], 0) == 1000.0
    assert softmax([0.0, 50.0])[1] == 1
    assert cross_entropy([0.0, 50.0], 1) == pytest.approx(math.exp(-50), rel=1e-14)


def test_cross_entropy_of_a_masked_target_is_infinite() -> None:
    assert cross_entropy([MASK, 0.0], 0) == math.inf
    assert cross_entropy([MASK, 0.0], 1) == 0
    assert cross_entropy([LARGEST, -LARGEST], 1) == math.inf  # the gap overflows
    assert cross_entropy([LARGEST, -LARGEST], 1, temperature=2.0) == LARGEST  # half of it does not


@pytest.mark.parametrize(
    ("outputs", "target", "expected"),
    [
        ([1.0, 0.0, 0.0], 0, 0.0),
        ([1.0, 0.0, 0.0], 2, 2.0),
        ([0.5, 0.25, 0.25], 0, 0.375),
        ([0.5, 0.25, 0.25], 1, 0.875),
        ([-3.0], 0, 16.0),
        (softmax(LECTURE), 0, 0.1542539084004),
        (softmax(LECTURE), 1, 1.30310716971),
        (softmax(LECTURE), 2, 1.110469108948),
    ],
)
def test_squared_error_of_known_outputs(outputs: list[float], target: int, expected: float) -> None:
    answer = squared_error(outputs, target)
    assert answer == pytest.approx(expected, rel=1e-12)
    assert type(answer) is float


# Cross-entropy, against arithmetic with 40 digits and against SciPy.


@given(logits(), st.floats(0.01, 100.0), st.data())
def test_cross_entropy_is_accurate(
    row: list[float], temperature: float, data: st.DataObject
) -> None:
    target = data.draw(st.integers(0, len(row) - 1))
    exact = exact_cross_entropy(row, target, temperature)
    error = abs(mpf(cross_entropy(row, target, temperature=temperature)) - exact)
    others = [z for i, z in enumerate(row) if i != row.index(max(row))]
    gap = (max(row) - max(others, default=max(row))) / temperature
    # Subnormal numbers have lost digits.
    assert error <= EPSILON * (8 + 2 * gap) * exact + SMALLEST_NORMAL


@given(logits(), st.floats(0.05, 10.0))
def test_cross_entropy_agrees_with_scipy(row: list[float], temperature: float) -> None:
    expected = -scipy.special.log_softmax(np.array(row) / temperature)
    answers = [cross_entropy(row, t, temperature=temperature) for t in range(len(row))]
    # SciPy divides first, so its differences inherit the rounding errors of large numbers.
    assert answers == pytest.approx(expected.tolist(), rel=1e-11, abs=1e-10)


# Cross-entropy, for any valid input.


@given(extreme_logits(), temperatures())
def test_cross_entropy_is_never_nan_and_never_below_zero(
    row: list[float], temperature: float
) -> None:
    for target, logit in enumerate(row):
        loss = cross_entropy(row, target, temperature=temperature)
        assert loss >= 0
        assert math.copysign(1, loss) == 1  # no -0.0 on any page
        gap = (Fraction(max(row)) - Fraction(logit)) / Fraction(temperature) if logit > MASK else 0
        beyond = gap * (1 + Fraction(1, 10**9)) >= Fraction(LARGEST) / 2
        assert loss < math.inf or logit == MASK or beyond


@given(extreme_logits(), temperatures())
def test_cross_entropies_are_those_of_probabilities(row: list[float], temperature: float) -> None:
    losses = [cross_entropy(row, t, temperature=temperature) for t in range(len(row))]
    assert math.fsum(math.exp(-loss) for loss in losses) == pytest.approx(1, abs=1e-14)


@given(extreme_logits(min_size=2), temperatures())
def test_a_larger_logit_never_has_a_larger_loss(row: list[float], temperature: float) -> None:
    rising = sorted(row)
    losses = [cross_entropy(rising, t, temperature=temperature) for t in range(len(row))]
    assert losses == sorted(losses, reverse=True)


@given(st.floats(-LARGEST, LARGEST), st.integers(1, 8), temperatures())
def test_cross_entropy_of_equal_logits_is_the_log_of_their_number(
    value: float, num_classes: int, temperature: float
) -> None:
    loss = cross_entropy([value] * num_classes, num_classes - 1, temperature=temperature)
    assert loss == pytest.approx(math.log(num_classes), rel=1e-15)


# The squared error.


@given(ORDINARY_ROWS, st.data())
def test_squared_error_agrees_with_fractions(row: list[float], data: st.DataObject) -> None:
    target = data.draw(st.integers(0, len(row) - 1))
    exact = sum((Fraction(z) - (i == target)) ** 2 for i, z in enumerate(row))
    error = abs(Fraction(squared_error(row, target)) - exact)
    assert error <= exact * Fraction(12 * EPSILON) + Fraction(8 * SMALLEST)


@given(logits() | extreme_logits())
def test_the_squared_error_of_argmax_is_zero_or_two(row: list[float]) -> None:
    outputs = one_hot(argmax(row), len(row))
    errors = [squared_error(outputs, target) for target in range(len(row))]
    assert errors == [0.0 if target == argmax(row) else 2.0 for target in range(len(row))]


def test_a_squared_error_that_overflows_is_infinite() -> None:
    assert squared_error([LARGEST, -LARGEST], 1) == math.inf


@given(ORDINARY_ROWS, st.data())
def test_differences_subtract_the_one_hot_target(row: list[float], data: st.DataObject) -> None:
    target = data.draw(st.integers(0, len(row) - 1))
    assert differences(row, target).tolist() == [z - (i == target) for i, z in enumerate(row)]


# A distribution as the target.


def test_losses_of_a_smoothed_target() -> None:
    # mpmath at 30 digits
    assert cross_entropy(LECTURE, [0.8, 0.1, 0.1]) == pytest.approx(0.6825370487874, rel=1e-12)
    answer = squared_error(softmax(LECTURE), [0.8, 0.1, 0.1])
    assert answer == pytest.approx(0.02476075458617, rel=1e-12)
    soft = smoothed_target(2, 3, 0.1)
    assert soft == pytest.approx([0.1 / 3, 0.1 / 3, 0.9 + 0.1 / 3], rel=1e-14)


def distributions(size: int) -> st.SearchStrategy[list[float]]:
    """Draw a distribution over so many classes, with zeros."""
    parts = st.lists(st.integers(0, 5), min_size=size, max_size=size).filter(any)
    return parts.map(lambda row: [part / sum(row) for part in row])


@given(logits() | extreme_logits(), temperatures(), st.data())
def test_the_loss_of_a_distribution_is_the_mean_of_the_losses_of_its_classes(
    row: list[float], temperature: float, data: st.DataObject
) -> None:
    wanted = data.draw(distributions(len(row)))
    losses = [cross_entropy(row, t, temperature=temperature) for t in range(len(row))]
    expected = sum(y * loss for y, loss in zip(wanted, losses, strict=True) if y)
    answer = cross_entropy(row, wanted, temperature=temperature)
    assert answer == pytest.approx(expected, rel=1e-12)
    assert math.copysign(1, answer) == 1


@given(logits(), st.data())
def test_the_loss_is_least_where_the_probabilities_are_the_target(
    row: list[float], data: st.DataObject
) -> None:
    wanted = np.array(data.draw(distributions(len(row))))
    entropy = scipy.special.entr(wanted).sum()
    assert cross_entropy(row, wanted) >= entropy - 1e-12
    with np.errstate(divide="ignore"):
        assert cross_entropy(np.log(wanted), wanted) == pytest.approx(entropy, abs=1e-12)
    assert squared_error(wanted, wanted) == 0


@given(logits(), temperatures(), st.data())
def test_a_one_hot_target_is_its_class_to_the_last_bit(
    row: list[float], temperature: float, data: st.DataObject
) -> None:
    target = data.draw(st.integers(0, len(row) - 1))
    wanted = one_hot(target, len(row))
    assert target_distribution(target, len(row)).tolist() == wanted.tolist()
    assert smoothed_target(target, len(row), 0.0).tolist() == wanted.tolist()
    losses = [cross_entropy(row, each, temperature=temperature) for each in (target, wanted)]
    assert losses[0] == losses[1]
    assert squared_error(row, target) == squared_error(row, wanted)


@given(logits(), st.floats(0, 1), st.data())
def test_the_parts_of_a_loss_sum_to_it(
    row: list[float], smoothing: float, data: st.DataObject
) -> None:
    true_class = data.draw(st.integers(0, len(row) - 1))
    outputs, wanted = softmax(row), smoothed_target(true_class, len(row), smoothing)
    squared = loss_parts(outputs, wanted, loss="squared error")
    assert squared.sum() == pytest.approx(squared_error(outputs, wanted))
    surprises = loss_parts(outputs, wanted, loss="cross-entropy")
    assert (surprises >= 0).all()
    if outputs.min() > SMALLEST_NORMAL:
        assert surprises.sum() == pytest.approx(cross_entropy(row, wanted), rel=1e-9, abs=1e-12)


@given(st.lists(logits(min_size=3, max_size=3), min_size=1, max_size=5))
def test_the_parts_of_many_rows_are_those_of_each(rows: list[list[float]]) -> None:
    outputs = softmax(rows)
    for loss in ("cross-entropy", "squared error"):
        many = loss_parts(outputs, 1, loss=loss)
        assert many.tolist() == [loss_parts(row, 1, loss=loss).tolist() for row in outputs]


def test_an_output_of_0_makes_a_part_infinite_only_where_the_target_is_not_0() -> None:
    assert loss_parts([1.0, 0.0, 0.0], 1, loss="cross-entropy").tolist() == [0, math.inf, 0]
    assert loss_parts([1e200, 0.0], 1, loss="squared error").tolist() == [math.inf, 1]


@pytest.mark.parametrize(
    ("outputs", "loss", "message"),
    [
        ([1.5, -0.5], "cross-entropy", "outputs must be 0 or more for a cross-entropy, got"),
        ([1.0, 0.0], "hinge", "loss must be .*, got 'hinge'"),
        ([math.nan, 0.0], "cross-entropy", "outputs must be one row of finite numbers, got"),
    ],
)
def test_bad_parts_are_refused(outputs: list[float], loss: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        loss_parts(outputs, 0, loss=loss)  # type: ignore[arg-type]


@given(st.integers(1, 12), st.floats(0, 1), st.data())
def test_smoothing_gives_a_distribution(
    num_classes: int, smoothing: float, data: st.DataObject
) -> None:
    target = data.draw(st.integers(0, num_classes - 1))
    soft = smoothed_target(target, num_classes, smoothing)
    assert math.fsum(soft) == pytest.approx(1, rel=1e-14)
    assert np.delete(soft, target).tolist() == [smoothing / num_classes] * (num_classes - 1)
    assert cross_entropy([0.0] * num_classes, soft) == pytest.approx(math.log(num_classes))


def test_smoothing_entirely_makes_all_classes_equal() -> None:
    assert smoothed_target(1, 4, 1.0).tolist() == [0.25] * 4


@pytest.mark.parametrize("function", [cross_entropy, squared_error, differences])
@pytest.mark.parametrize(
    ("target", "message"),
    [
        ([0.5, 0.5], "target must hold 3 probabilities, got 2"),
        ([0.5, 0.4, 0.0], "target must be numbers of 0 or more that sum to 1, got [0.5, 0.4, 0.0]"),
        ([2, -1, 0], "target must be numbers of 0 or more that sum to 1, got [2, -1, 0]"),
        ([math.nan, 0, 0], "target must be numbers of 0 or more that sum to 1, got [nan, 0, 0]"),
        ([], "target must be numbers of 0 or more that sum to 1, got []"),
        ([[1, 0, 0]], "target must be one row, got shape (1, 3)"),
        (["a", "b", "c"], "target must be real numbers, got ['a', 'b', 'c']"),
    ],
)
def test_a_target_that_is_no_distribution_is_refused(
    function: Callable[..., Any], target: object, message: str
) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        function(LECTURE, target)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((3, 3, 0.1), "target must be an integer from 0 to 2, got 3"),
        ((0, 0, 0.1), "num_classes must be an integer of 1 or more, got 0"),
        ((0, 3, -0.1), "smoothing must be a number from 0 to 1, got -0.1"),
        ((0, 3, 1.1), "smoothing must be a number from 0 to 1, got 1.1"),
        ((0, 3, math.nan), "smoothing must be a finite number, got nan"),
    ],
)
def test_a_bad_smoothing_is_refused(arguments: tuple[Any, ...], message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        smoothed_target(*arguments)


# Input types.


@pytest.mark.parametrize("function", [cross_entropy, squared_error, differences])
def test_the_input_is_left_alone(function: Callable[..., Any]) -> None:
    values = np.array(LECTURE)
    values.flags.writeable = False
    answer = function(values, 1)
    assert values.tolist() == LECTURE
    assert not np.shares_memory(np.asarray(answer), values)


def test_integers_work_like_floats() -> None:
    assert cross_entropy([1, 2], 0) == cross_entropy([1.0, 2.0], 0)
    assert squared_error(np.array([1, 0], dtype=np.uint8), 1) == 2.0  # 0 - 1 is not 255
    assert differences(np.array([1, 0], dtype=np.uint8), 1).dtype == np.float64
    assert cross_entropy(LECTURE, np.intp(2)) == cross_entropy(LECTURE, 2)  # type: ignore[arg-type]


# Errors.


@pytest.mark.parametrize("function", [cross_entropy, squared_error, differences])
@pytest.mark.parametrize("target", [3, -1, 10**30, 0.0, True, "0", None, math.nan])
def test_a_bad_target_is_refused(function: Callable[..., Any], target: object) -> None:
    message = f"target must be an integer from 0 to 2, got {target!r}"
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        function(LECTURE, target)


@pytest.mark.parametrize("outputs", [[], [1.0, math.nan], [math.inf, 0.0], [MASK, 1.0], 1.0])
@pytest.mark.parametrize("function", [squared_error, differences])
def test_outputs_that_are_not_a_finite_row_are_refused(
    function: Callable[..., Any], outputs: object
) -> None:
    message = f"outputs must be one row of finite numbers, got {outputs!r}"
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        function(outputs, 0)


@pytest.mark.parametrize(
    ("outputs", "message"),
    [
        ([[1.0, 0.0]], "outputs must be one row of finite numbers, got [[1.0, 0.0]]"),
        (["a"], "outputs must be real numbers, got ['a']"),
    ],
)
def test_outputs_that_are_not_real_numbers_are_refused(outputs: list[Any], message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        squared_error(outputs, 0)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ([], r"^logits must not be empty, got shape \(0,\)$"),
        ([LECTURE], r"^logits must be one row, got shape \(1, 3\)$"),
        ([1.0, math.nan], r"^logits must be finite or -inf, got nan$"),
        ([1.0, math.inf], r"^logits must be finite or -inf, got inf$"),
        ([MASK, MASK], r"^logits must hold a finite value in every row, got -inf$"),
        (["a"], r"^logits must be real numbers, got \['a'\]$"),
    ],
)
def test_bad_logits_are_refused(row: list[Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        cross_entropy(row, 0)
    with pytest.raises(ValueError, match=message):
        checked_row(row)


@pytest.mark.parametrize("temperature", [0.0, -1.0, math.nan, math.inf])
def test_bad_temperatures_are_refused(temperature: float) -> None:
    message = f"^temperature must be a finite number above 0, got {temperature!r}$"
    with pytest.raises(ValueError, match=message):
        cross_entropy(LECTURE, 0, temperature=temperature)


def test_the_message_names_the_callers_argument() -> None:
    with pytest.raises(ValueError, match=r"^moving must be an integer from 0 to 1, got 2$"):
        checked_class(2, "moving", 2)
    answer = checked_class(np.int64(1), "moving", 2)  # type: ignore[arg-type]
    assert answer == 1
    assert type(answer) is int

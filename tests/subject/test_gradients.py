"""Derivatives, each tested in several independent ways; the chain rule, descent, and errors.

Softmax's Jacobian is tested four ways: fixed numbers, the formula, central differences, and the
properties of any such matrix.
"""

import itertools
import math
import re
from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import partial
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy, composite
from mpmath import mp, mpf, workdps
from numpy.testing import assert_allclose, assert_array_equal

from argsoft.gradients import (
    LARGEST_PLAIN_EXPONENT,
    QuotientRule,
    Through,
    argmax_jacobian,
    chain,
    cross_entropy_gradient,
    descend,
    descent,
    descent_step,
    infinite_when_wrong,
    loss_gradient,
    numerical_jacobian,
    quotient_rule,
    softmax_jacobian,
    squared_error_gradient,
)
from argsoft.losses import Loss, cross_entropy, smoothed_target, squared_error
from argsoft.selection import argmax, one_hot
from argsoft.softmax import softmax
from argsoft.validation import Floats
from tests.strategies import LARGEST, MASK, SMALLEST, extreme_logits, logits, temperatures

pytestmark = pytest.mark.filterwarnings("error")

EPSILON = 2.0**-52
SMALLEST_NORMAL = 2.0**-1022
LECTURE = [1.43, -0.40, 0.23]
TIED = [1.43, -0.40, 1.43]
NAN = math.nan
THROUGHS: tuple[Through, ...] = ("softmax", "argmax", "straight-through")
LOSSES: tuple[Loss, ...] = ("cross-entropy", "squared error")
WAYS = tuple(itertools.product(THROUGHS, LOSSES))
# What is no row of logits, and what the error says.
BAD_ROWS = [
    ([], "logits must not be empty, got shape (0,)"),
    ([LECTURE], "logits must be one row, got shape (1, 3)"),
    ([1.0, math.nan], "logits must be finite or -inf, got nan"),
    ([1.0, math.inf], "logits must be finite or -inf, got inf"),
    ([MASK, MASK], "logits must hold a finite value in every row, got -inf"),
    (["a"], "logits must be real numbers, got ['a']"),
]
SLIDERS = st.floats(-5, 5) | st.sampled_from((-5.0, 5.0, 1.43, -0.40, 0.23))
ON_THE_PAGE = st.lists(SLIDERS, min_size=2, max_size=5)
TEMPERATURES_ON_THE_PAGE = st.floats(0.05, 10.0)
FAR_FROM_OVERFLOW = st.floats(1e-300, LARGEST)  # where no slope is infinite


def exact_jacobian(row: Sequence[float], temperature: float) -> list[list[mpf]]:
    """Compute p_i (delta_ij - p_j) / T to 40 digits, without subtracting from 1."""
    with workdps(40):
        shares = [mp.exp((mpf(z) - max(row)) / mpf(temperature)) for z in row]
        shares = [share / mp.fsum(shares) for share in shares]
        slopes = [[-p * q / mpf(temperature) for q in shares] for p in shares]
        for i, line in enumerate(slopes):
            line[i] = -mp.fsum(slope for j, slope in enumerate(line) if j != i)
        return slopes


def moved_to(row: Sequence[float], index: int, value: float) -> list[float]:
    """Replace the number at `index`."""
    return [*row[:index], value, *row[index + 1 :]]


def jumps(row: Sequence[float]) -> list[list[bool]]:
    """Return whether output i differs just below, at, or just above logit j.

    It only watches what argmax answers. A hair is one float, so no two logits may be neighbours.
    """
    table = np.zeros((len(row), len(row)), dtype=bool)
    for j, value in enumerate(row):
        places = (np.nextafter(value, -np.inf), value, np.nextafter(value, np.inf))
        outputs = one_hot([argmax(moved_to(row, j, float(z))) for z in places], len(row))
        table[:, j] = outputs.min(axis=0) < outputs.max(axis=0)
    answer: list[list[bool]] = table.tolist()
    return answer


@composite
def rows_with_ties(draw: DrawFn) -> list[float]:
    """Draw a row of a few distinct, widely spaced numbers, with masks."""
    scale = draw(st.sampled_from((1.0, 0.1, 1.43, 1e-300, 1e300)))
    whole = st.integers(-2, 2).map(lambda number: number * scale)
    rows = st.lists(whole | st.just(MASK), min_size=1, max_size=6)
    return draw(rows.filter(lambda row: max(row) > MASK))


def tables() -> SearchStrategy[list[list[float]]]:
    """Draw rows of one length: extreme ones, and ties."""
    number = st.floats(-700, 700) | st.sampled_from((LARGEST, -LARGEST, 0.0, 1.43, MASK))
    return st.integers(1, 9).flatmap(
        lambda size: st.lists(
            st.lists(number, min_size=size, max_size=size).filter(lambda row: max(row) > MASK),
            min_size=1,
            max_size=4,
        )
    )


def rows_and_classes(rows: SearchStrategy[list[float]]) -> SearchStrategy[tuple[list[float], int]]:
    """Draw a row and one of its classes."""
    return rows.flatmap(lambda row: st.tuples(st.just(row), st.integers(0, len(row) - 1)))


# Softmax's Jacobian, first way: fixed numbers. mpmath at 30 digits, shortened to 13.


@pytest.mark.parametrize(
    ("row", "temperature", "expected"),
    [
        (
            LECTURE,
            1.0,
            [
                [0.2160784359613, -0.07508953348948, -0.1409889024719],
                [-0.07508953348948, 0.09770606635169, -0.02261653286222],
                [-0.1409889024719, -0.02261653286222, 0.1636054353341],
            ],
        ),
        (
            LECTURE,
            0.2,
            [
                [0.01285829730044, -0.0005283638715567, -0.01232993342889],
                [-0.0005283638715567, 0.0005296735546534, -1.309683096693e-6],
                [-0.01232993342889, -1.309683096693e-6, 0.01233124311198],
            ],
        ),
        (
            LECTURE,
            0.05,
            [
                [7.550294547611e-10, -2.545962238655e-15, -7.550269087988e-10],
                [-2.545962238655e-15, 2.545962238751e-15, -9.611349995575e-26],
                [-7.550269087988e-10, -9.611349995575e-26, 7.550269087988e-10],
            ],
        ),
        (
            LECTURE,
            3.0,
            [
                [0.08255693703528, -0.03696008772047, -0.04559684931482],
                [-0.03696008772047, 0.06173517542273, -0.02477508770226],
                [-0.04559684931482, -0.02477508770226, 0.07037193701708],
            ],
        ),
        ([9.0, 9.0], 0.5, [[0.5, -0.5], [-0.5, 0.5]]),
        ([9.0, MASK, 9.0], 1.0, [[0.25, 0, -0.25], [0, 0, 0], [-0.25, 0, 0.25]]),
        ([7.0], 1.0, [[0.0]]),
    ],
)
def test_softmax_jacobian_of_known_rows(
    row: list[float], temperature: float, expected: list[list[float]]
) -> None:
    assert_allclose(softmax_jacobian(row, temperature=temperature), expected, rtol=1e-12, atol=0)


def test_softmax_jacobian_of_the_lecture_as_every_page_rounds_it() -> None:
    rounded = softmax_jacobian(LECTURE).round(2).tolist()
    assert rounded[0] == [0.22, -0.08, -0.14]  # not the lecture's 0.21, -0.07, -0.15


def test_a_slope_survives_where_the_probability_rounds_to_one() -> None:
    assert softmax([0.0, 50.0])[1] == 1
    assert softmax_jacobian([0.0, 50.0])[1, 1] == pytest.approx(math.exp(-50), rel=1e-14)


def test_a_slope_that_overflows_is_infinite() -> None:
    slopes = softmax_jacobian([0.0, 0.0], temperature=SMALLEST)
    assert slopes.tolist() == [[math.inf, -math.inf], [-math.inf, math.inf]]


# Second way: the formula.


@given(logits() | extreme_logits(), TEMPERATURES_ON_THE_PAGE)
def test_softmax_jacobian_agrees_with_the_formula(row: list[float], temperature: float) -> None:
    p = softmax(row, temperature=temperature)
    theory = (np.diag(p) - np.outer(p, p)) / temperature
    answer = softmax_jacobian(row, temperature=temperature)
    assert_allclose(answer, theory, rtol=0, atol=4 * EPSILON / temperature)


@given(logits(), st.floats(0.01, 100.0))
def test_softmax_jacobian_is_accurate(row: list[float], temperature: float) -> None:
    answer = softmax_jacobian(row, temperature=temperature)
    # The error of each probability grows with its exponent's distance from the largest.
    gaps = (max(row) - np.array(row)) / temperature
    for (i, j), slope in np.ndenumerate(answer):
        exact = exact_jacobian(row, temperature)[i][j] if slope else mpf(0)
        spread = 2 * gaps[i] + 2 * gaps[j] + 4 * gaps[gaps < 800].max()
        allowed = EPSILON * (16 + spread) * abs(exact) + SMALLEST_NORMAL / temperature
        assert abs(mpf(float(slope)) - exact) <= allowed


# Third way: central differences of softmax.


@given(ON_THE_PAGE, st.floats(0.2, 10.0))
@example(LECTURE, 1.0)
@example(LECTURE, 0.2)
@example(TIED, 3.0)
def test_softmax_jacobian_agrees_with_central_differences(
    row: list[float], temperature: float
) -> None:
    measured = numerical_jacobian(partial(softmax, temperature=temperature), row)
    derived = softmax_jacobian(row, temperature=temperature)
    assert_allclose(measured, derived, rtol=0, atol=3e-9)


def test_a_short_step_suits_a_low_temperature() -> None:
    row = [0.3, 0.25, 0.2]
    measured = numerical_jacobian(partial(softmax, temperature=0.05), row, step=1e-7)
    assert_allclose(measured, softmax_jacobian(row, temperature=0.05), rtol=1e-7)


# Fourth way: properties, for any valid input.


@given(extreme_logits(), temperatures())
@example([0.0, 0.0], SMALLEST)
@example([LARGEST, -LARGEST, LARGEST], SMALLEST)
def test_a_logit_raises_its_own_share_and_lowers_the_others(
    row: list[float], temperature: float
) -> None:
    slopes = softmax_jacobian(row, temperature=temperature)
    assert slopes.shape == (len(row), len(row))
    off_diagonal = ~np.eye(len(row), dtype=bool)
    assert (np.diag(slopes) >= 0).all()
    assert (slopes[off_diagonal] <= 0).all()
    assert not np.signbit(slopes[slopes == 0]).any()  # no -0.0 on any page
    steepest = 0.25 / temperature * (1 + 8 * EPSILON) + len(row) * SMALLEST
    assert (np.abs(slopes) <= steepest).all()
    assert_array_equal(slopes, slopes.T)


@given(extreme_logits(), FAR_FROM_OVERFLOW)
def test_rows_and_columns_sum_to_zero(row: list[float], temperature: float) -> None:
    slopes = softmax_jacobian(row, temperature=temperature)
    for line in (*slopes, *slopes.T):
        assert abs(math.fsum(line)) <= len(row) * EPSILON * max(line)


@given(logits() | extreme_logits(), TEMPERATURES_ON_THE_PAGE)
def test_softmax_jacobian_is_positive_semidefinite(row: list[float], temperature: float) -> None:
    slopes = softmax_jacobian(row, temperature=temperature)
    eigenvalues = np.linalg.eigvalsh(slopes * temperature)
    assert eigenvalues.min() >= -1e-15
    assert eigenvalues.max() <= 0.5 + 1e-15


@given(ON_THE_PAGE, TEMPERATURES_ON_THE_PAGE, st.integers(-100, 100))
def test_temperature_divides_logits_and_slopes(
    row: list[float], temperature: float, exponent: int
) -> None:
    # A power of two multiplies without rounding, so not even a bit may change.
    power = 2.0**exponent
    stretched = softmax_jacobian(np.multiply(row, power), temperature=temperature * power)
    answer = softmax_jacobian(row, temperature=temperature)
    assert_allclose(stretched * power, answer, rtol=0, atol=SMALLEST_NORMAL * max(power, 1))


@given(rows_and_classes(extreme_logits(min_size=2)), temperatures())
def test_a_masked_class_has_no_slopes(
    row_and_class: tuple[list[float], int], temperature: float
) -> None:
    row, masked = row_and_class
    row = moved_to(row, masked, MASK)
    assume(max(row) > MASK)
    slopes = softmax_jacobian(row, temperature=temperature)
    assert not slopes[masked].any()
    assert not slopes[:, masked].any()


# Argmax's Jacobian.


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (LECTURE, [[0, 0, 0], [0, 0, 0], [0, 0, 0]]),
        (TIED, [[NAN, 0, NAN], [0, 0, 0], [NAN, 0, NAN]]),
        ([2.0, 2.0, 2.0], [[NAN, NAN, NAN], [NAN, NAN, 0], [0, 0, NAN]]),
        ([1.43, 0.0, 0.0], [[0, 0, 0], [0, 0, 0], [0, 0, 0]]),  # a tie, but not for the first
        ([0.0, -0.0], [[NAN, NAN], [NAN, NAN]]),
        ([MASK, 0.0, MASK], [[0, 0, 0], [0, 0, 0], [0, 0, 0]]),
        ([7.0], [[0]]),
        ([LARGEST, LARGEST], [[NAN, NAN], [NAN, NAN]]),
    ],
)
def test_argmax_jacobian_of_known_rows(row: list[float], expected: list[list[float]]) -> None:
    assert_array_equal(argmax_jacobian(row), expected)


def test_a_near_tie_is_not_a_tie() -> None:
    for row in ([0.3, 0.1 + 0.2], [1.43, math.nextafter(1.43, 2), 1.43], [0.0, SMALLEST]):
        assert_array_equal(argmax_jacobian(row), np.zeros((len(row), len(row))))


@given(logits() | extreme_logits())
def test_without_a_tie_every_slope_of_argmax_is_zero(row: list[float]) -> None:
    assume(row.count(max(row)) == 1)
    assert argmax_jacobian(row).tolist() == [[0.0] * len(row)] * len(row)


@given(rows_with_ties())
@example([1.0, 1.0, 1.0, 1.0])
@example([0.0, 1.0, 0.0, 1.0, 1.0])
def test_a_slope_of_argmax_is_nan_exactly_where_its_output_jumps(row: list[float]) -> None:
    slopes = argmax_jacobian(row)
    assert np.isnan(slopes).tolist() == jumps(row)
    assert not slopes[~np.isnan(slopes)].any()


@given(st.lists(st.integers(-2, 2), min_size=1, max_size=6))
def test_central_differences_see_nothing_of_argmax_but_its_jumps(row: list[int]) -> None:
    def outputs(values: Floats) -> Floats:
        return one_hot(argmax(values), values.size)

    measured = numerical_jacobian(outputs, row)
    assert_array_equal(measured != 0, np.isnan(argmax_jacobian(row)))


# Central differences themselves.


@given(
    st.lists(st.floats(-1e9, 1e9), min_size=3, max_size=3),
    st.lists(st.integers(-9, 9), min_size=6, max_size=6),
)
def test_central_differences_of_a_linear_function_are_its_matrix(
    row: list[float], entries: list[int]
) -> None:
    matrix = np.reshape(entries, (2, 3)).astype(np.float64)
    measured = numerical_jacobian(lambda values: matrix @ values, row, step=1.0)
    assert measured.shape == (2, 3)
    assert_allclose(measured, matrix, rtol=0, atol=1e-5)


def test_central_differences_divide_by_the_actual_step() -> None:
    # Near 1e9 neighbouring floats are 1.2e-7 apart, so a step of 1e-6 comes to 9.5e-7.
    assert_array_equal(numerical_jacobian(lambda values: values, [1e9, 0.0]), np.eye(2))


def test_central_differences_across_a_jump_are_large() -> None:
    slopes = numerical_jacobian(lambda z: one_hot(argmax(z), z.size), [0.0, 0.0], step=1e-3)
    assert_allclose(slopes, [[500, -500], [-500, 500]], rtol=1e-12)


@pytest.mark.parametrize(
    ("row", "step", "at"),
    [
        (LECTURE, 0.0, "1.43"),
        (LECTURE, -1e-6, "1.43"),
        (LECTURE, math.nan, "1.43"),
        (LECTURE, math.inf, "1.43"),
        ([0.0, 1e12], 1e-6, "1000000000000.0"),  # too short to tell from its neighbour
        ([LARGEST], LARGEST, str(LARGEST)),
        ([MASK, 0.0], 1e-6, "-inf"),
    ],
)
def test_a_step_that_does_not_move_a_logit_is_refused(
    row: list[float], step: float, at: str
) -> None:
    message = f"step must move every logit, got {step!r} at {at}"
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        numerical_jacobian(softmax, row, step=step)


# Gradients of the losses.


@pytest.mark.parametrize(
    ("target", "temperature", "expected"),
    [
        # p - y with mpmath's p, divided by T.
        (0, 1.0, [-0.315821923024, 0.109751446321, 0.206070476702]),
        (1, 1.0, [0.684178076976, -0.890248553679, 0.206070476702]),
        (2, 1.0, [0.684178076976, 0.109751446321, -0.793929523298]),
        (2, 3.0, [0.1505794429778, 0.0818174712067, -0.2323969141845]),
    ],
)
def test_cross_entropy_gradient_of_the_lecture(
    target: int, temperature: float, expected: list[float]
) -> None:
    answer = cross_entropy_gradient(LECTURE, target, temperature=temperature)
    assert_allclose(answer, expected, rtol=0, atol=1e-12)


def test_a_gradient_survives_where_the_probability_rounds_to_one() -> None:
    tiny = math.exp(-50)
    assert_allclose(cross_entropy_gradient([0.0, 50.0], 1), [tiny, -tiny], rtol=1e-14)


@given(rows_and_classes(logits() | extreme_logits()), TEMPERATURES_ON_THE_PAGE)
def test_cross_entropy_gradient_is_p_minus_y_over_temperature(
    row_and_target: tuple[list[float], int], temperature: float
) -> None:
    row, target = row_and_target
    theory = (softmax(row, temperature=temperature) - np.eye(len(row))[target]) / temperature
    answer = cross_entropy_gradient(row, target, temperature=temperature)
    assert_allclose(answer, theory, rtol=0, atol=4 * EPSILON / temperature)


@given(rows_and_classes(ON_THE_PAGE), st.floats(0.2, 10.0))
def test_cross_entropy_gradient_agrees_with_central_differences(
    row_and_target: tuple[list[float], int], temperature: float
) -> None:
    row, target = row_and_target

    def loss(values: Floats) -> list[float]:
        return [cross_entropy(values, target, temperature=temperature)]

    (measured,) = numerical_jacobian(loss, row)
    derived = cross_entropy_gradient(row, target, temperature=temperature)
    assert_allclose(measured, derived, rtol=0, atol=2e-8)


@given(rows_and_classes(extreme_logits()), temperatures())
def test_the_target_is_raised_and_the_others_lowered(
    row_and_target: tuple[list[float], int], temperature: float
) -> None:
    row, target = row_and_target
    gradient = cross_entropy_gradient(row, target, temperature=temperature)
    assert gradient[target] <= 0
    assert (np.delete(gradient, target) >= 0).all()
    if np.isfinite(gradient).all():
        assert abs(math.fsum(gradient)) <= len(row) * (EPSILON * -gradient[target] + SMALLEST)


def test_squared_error_gradient_of_known_outputs() -> None:
    assert squared_error_gradient([1.0, 0.0, 0.0], 2).tolist() == [2.0, 0.0, -2.0]
    assert squared_error_gradient([1.0, 0.0, 0.0], 0).tolist() == [0.0, 0.0, 0.0]
    assert squared_error_gradient([0.5, 0.25, 0.25], 1).tolist() == [1.0, -1.5, 0.5]


@given(rows_and_classes(ON_THE_PAGE))
def test_squared_error_gradient_agrees_with_central_differences(
    outputs_and_target: tuple[list[float], int],
) -> None:
    outputs, target = outputs_and_target
    (measured,) = numerical_jacobian(lambda o: [squared_error(o, target)], outputs, step=1e-3)
    assert_allclose(measured, squared_error_gradient(outputs, target), rtol=0, atol=1e-9)


# The gradient of both losses by the logits, for a class or a distribution.


def targets(size: int) -> SearchStrategy[int | list[float]]:
    """Draw one of so many classes, or a distribution over them."""
    parts = st.lists(st.integers(0, 5), min_size=size, max_size=size).filter(any)
    return st.integers(0, size - 1) | parts.map(lambda row: [part / sum(row) for part in row])


def rows_and_targets(
    rows: SearchStrategy[list[float]],
) -> SearchStrategy[tuple[list[float], int | list[float]]]:
    """Draw a row and a target for it."""
    return rows.flatmap(lambda row: st.tuples(st.just(row), targets(len(row))))


@pytest.mark.parametrize(
    ("row", "target", "loss", "temperature", "expected"),
    [
        # mpmath at 30 digits, from sum_i 2 (p_i - y_i) p_i (delta_ij - p_j) / T
        (
            [5.0, -5.0, -5.0],
            2,
            "cross-entropy",
            1.0,
            [0.9999092083843, 4.539580782951e-5, -0.9999546041922],
        ),
        (
            [5.0, -5.0, -5.0],
            2,
            "squared error",
            1.0,
            [0.0002723253905174, -9.076688742921e-5, -0.0001815585030882],
        ),
        (
            LECTURE,
            0,
            "squared error",
            1.0,
            [-0.211074284831, 0.05955540650759, 0.1515188783234],
        ),
        (
            LECTURE,
            [0.8, 0.1, 0.1],
            "squared error",
            2.0,
            [-0.1090377730993, 0.03696630347113, 0.07207146962818],
        ),
        (
            LECTURE,
            [0.8, 0.1, 0.1],
            "cross-entropy",
            1.0,
            [-0.115821923024, 0.009751446321, 0.106070476702],
        ),
    ],
)
def test_loss_gradients_of_known_rows(
    row: list[float],
    target: int | list[float],
    loss: Loss,
    temperature: float,
    expected: list[float],
) -> None:
    answer = loss_gradient(row, target, loss=loss, temperature=temperature)
    assert_allclose(answer, expected, rtol=0, atol=1e-12)


@pytest.mark.parametrize("loss", LOSSES)
@given(rows_and_targets(ON_THE_PAGE), st.floats(0.2, 10.0))
def test_loss_gradients_agree_with_central_differences(
    loss: Loss, row_and_target: tuple[list[float], int | list[float]], temperature: float
) -> None:
    row, target = row_and_target

    def value(logits: Floats) -> list[float]:
        if loss == "cross-entropy":
            return [cross_entropy(logits, target, temperature=temperature)]
        return [squared_error(softmax(logits, temperature=temperature), target)]

    (measured,) = numerical_jacobian(value, row)
    derived = loss_gradient(row, target, loss=loss, temperature=temperature)
    assert_allclose(measured, derived, rtol=0, atol=2e-8)


@given(rows_and_classes(logits()), TEMPERATURES_ON_THE_PAGE)
def test_the_gradient_of_the_squared_error_is_accurate(
    row_and_target: tuple[list[float], int], temperature: float
) -> None:
    row, target = row_and_target
    answer = loss_gradient(row, target, loss="squared error", temperature=temperature)
    jacobian = exact_jacobian(row, temperature)
    gaps = (max(row) - np.array(row)) / temperature
    with workdps(40):
        powers = [mp.exp((mpf(z) - max(row)) / mpf(temperature)) for z in row]
        p = [power / mp.fsum(powers) for power in powers]
        misses = [q for i, q in enumerate(p) if i != target]
        misses.insert(target, -mp.fsum(misses))  # without subtracting from 1
        for j, slope in enumerate(answer):
            terms = [2 * miss * jacobian[i][j] for i, miss in enumerate(misses)]
            size = mp.fsum(abs(term) for term in terms)
            spread = 16 + 8 * gaps[gaps < 800].max() + 4 * min(gaps[j], 800)
            allowed = EPSILON * spread * size + 8 * SMALLEST_NORMAL / temperature
            assert abs(mpf(float(slope)) - mp.fsum(terms)) <= allowed


@pytest.mark.parametrize("loss", LOSSES)
@given(rows_and_targets(extreme_logits()), temperatures())
def test_loss_gradients_are_never_nan_and_sum_to_zero(
    loss: Loss, row_and_target: tuple[list[float], int | list[float]], temperature: float
) -> None:
    row, target = row_and_target
    gradient = loss_gradient(row, target, loss=loss, temperature=temperature)
    assert not np.isnan(gradient).any()
    if np.isfinite(gradient).all():
        largest = float(np.abs(gradient).max())
        least = 4 * EPSILON / temperature  # of p - y where p nearly equals y
        assert abs(math.fsum(gradient)) <= 8 * len(row) * (EPSILON * largest + least + SMALLEST)


@pytest.mark.parametrize("loss", LOSSES)
@given(rows_and_classes(logits()), temperatures())
def test_a_one_hot_target_has_the_gradient_of_its_class(
    loss: Loss, row_and_target: tuple[list[float], int], temperature: float
) -> None:
    row, target = row_and_target
    one, other = (
        loss_gradient(row, each, loss=loss, temperature=temperature)
        for each in (target, one_hot(target, len(row)))
    )
    assert one.tolist() == other.tolist()


def test_smoothed_the_gradient_is_zero_at_finite_logits() -> None:
    soft = smoothed_target(2, 3, 0.3)
    assert_allclose(loss_gradient(np.log(soft), soft), 0, atol=4 * EPSILON)
    assert cross_entropy(np.log(soft), soft) > 0.6


# The quotient rule.


def worked(rule: QuotientRule) -> float:
    """Return (u'v - uv') / v^2."""
    return (rule.u_prime * rule.v - rule.u * rule.v_prime) / rule.v**2


def test_the_quotient_rule_of_the_lecture() -> None:
    rule = quotient_rule(LECTURE, 0, 0)
    assert (round(rule.u, 2), round(rule.v, 2), rule.shift) == (4.18, 6.11, 0.0)
    # e^z = 4.1786992, 0.67032005, 1.2586 and their sum 6.1076192.
    assert rule.u == pytest.approx(4.1786992, rel=1e-7)
    assert rule.v == pytest.approx(6.1076192, rel=1e-7)
    assert (rule.u_prime, rule.v_prime) == (rule.u, rule.u)
    assert rule.derivative == pytest.approx(0.2160784359613, rel=1e-12)
    rule = quotient_rule(LECTURE, 0, 1)
    assert rule.u == pytest.approx(4.1786992, rel=1e-7)
    assert rule.v_prime == pytest.approx(0.67032005, rel=1e-7)
    assert rule.u_prime == 0  # the other logit is not in this exponential
    assert rule.derivative == pytest.approx(-0.07508953348948, rel=1e-12)


def test_the_quotient_rule_divides_the_slopes_by_the_temperature() -> None:
    rule = quotient_rule(LECTURE, 2, 2, temperature=0.2)
    assert rule.u == pytest.approx(math.exp(1.15), rel=1e-14)
    assert rule.u_prime == pytest.approx(math.exp(1.15) / 0.2, rel=1e-14)
    assert rule.v_prime == rule.u_prime
    assert rule.derivative == pytest.approx(0.01233124311198, rel=1e-12)


@given(logits(), TEMPERATURES_ON_THE_PAGE, st.data())
def test_the_quotient_rule_agrees_with_the_jacobian(
    row: list[float], temperature: float, data: st.DataObject
) -> None:
    classes = st.integers(0, len(row) - 1)
    i, j = data.draw(classes), data.draw(classes)
    rule = quotient_rule(row, i, j, temperature=temperature)
    # Rounding u'v - uv' loses a fraction of its two terms. The entry's exponentials are also
    # rounded differently, by a little more for each unit of the exponents.
    gaps = (max(row) - np.array(row)) / temperature
    unshifted = 0 if rule.shift else np.abs(row).max() / temperature
    share = EPSILON * (16 + 4 * max(gaps[gaps < 800].max(), unshifted))
    lost = share * (rule.u * rule.v_prime / rule.v**2 + rule.u_prime / rule.v)
    assert abs(worked(rule) - rule.derivative) <= lost + SMALLEST_NORMAL / temperature


@given(extreme_logits(), temperatures(), st.data())
def test_the_derivative_equals_the_jacobian_entry_to_the_last_bit(
    row: list[float], temperature: float, data: st.DataObject
) -> None:
    classes = st.integers(0, len(row) - 1)
    i, j = data.draw(classes), data.draw(classes)
    rule = quotient_rule(row, i, j, temperature=temperature)
    assert rule.derivative == softmax_jacobian(row, temperature=temperature)[i, j]
    assert 0 <= rule.u <= rule.v < math.inf
    assert rule.v > 0
    assert rule.u_prime == (rule.v_prime if i == j else 0)
    assert rule.v_prime >= 0


@given(logits(), TEMPERATURES_ON_THE_PAGE)
def test_the_denominator_is_the_sum_of_the_numerators(row: list[float], temperature: float) -> None:
    rules = [quotient_rule(row, i, 0, temperature=temperature) for i in range(len(row))]
    total = math.fsum(rule.u for rule in rules)
    assert all(rule.v == pytest.approx(total, rel=1e-14) for rule in rules)


@pytest.mark.parametrize("sign", [1, -1])
def test_logits_are_shifted_only_beyond_the_plain_exponents(sign: int) -> None:
    edge = LARGEST_PLAIN_EXPONENT * sign
    plain = quotient_rule([edge, 0.0], 0, 0)
    assert plain.shift == 0
    assert plain.u == pytest.approx(math.exp(edge), rel=1e-14)
    beyond = math.nextafter(edge, sign * math.inf)
    shifted = quotient_rule([beyond, 0.0], 0, 0)
    assert shifted.shift == max(beyond, 0.0)
    assert max(shifted.u, shifted.v - shifted.u) == pytest.approx(1)
    assert quotient_rule([beyond, 0.0], 0, 0, temperature=2.0).shift == 0


def test_huge_logits_are_shifted_by_the_largest() -> None:
    rule = quotient_rule([999.0, 1000.0], 0, 1)
    assert rule.shift == 1000
    assert rule.u == pytest.approx(math.exp(-1), rel=1e-15)
    assert rule.v == pytest.approx(1 + math.exp(-1), rel=1e-15)
    assert worked(rule) == pytest.approx(rule.derivative, rel=1e-14)
    assert rule.derivative == pytest.approx(-0.196611933241482, rel=1e-13)


# The chain.


@given(rows_and_classes(st.lists(st.floats(-7, 7), min_size=1, max_size=6)), st.floats(0.05, 10.0))
def test_the_product_of_the_factors_is_p_minus_y(
    row_and_target: tuple[list[float], int], temperature: float
) -> None:
    row, target = row_and_target
    link = chain(row, target, through="softmax", temperature=temperature)
    product = link.loss_by_output @ link.output_by_logit
    assert_allclose(product, link.loss_by_logit, rtol=1e-12, atol=1e-300)
    theory = (softmax(row, temperature=temperature) - np.eye(len(row))[target]) / temperature
    assert_allclose(link.loss_by_logit, theory, rtol=0, atol=4 * EPSILON / temperature)


@given(rows_and_classes(extreme_logits()), temperatures())
def test_the_factors_through_softmax_agree_with_its_functions(
    row_and_target: tuple[list[float], int], temperature: float
) -> None:
    row, target = row_and_target
    link = chain(row, target, through="softmax", temperature=temperature)
    p = softmax(row, temperature=temperature)
    assert_array_equal(link.outputs, p)
    assert link.loss == cross_entropy(row, target, temperature=temperature)
    assert_array_equal(link.output_by_logit, softmax_jacobian(row, temperature=temperature))
    expected = cross_entropy_gradient(row, target, temperature=temperature)
    assert_array_equal(link.loss_by_logit, expected)
    if p[target] > 1 / LARGEST:
        assert link.loss_by_output[target] * p[target] == pytest.approx(-1, rel=4 * EPSILON)
    else:  # -1 / p overflows
        assert link.loss_by_output[target] == -math.inf
    assert not np.delete(link.loss_by_output, target).any()


@given(rows_and_classes(ON_THE_PAGE), st.floats(0.5, 10.0), st.floats(-5, 5))
def test_the_slope_by_a_weight_agrees_with_central_differences(
    row_and_target: tuple[list[float], int], temperature: float, feature: float
) -> None:
    row, target = row_and_target

    def loss(weights: Floats) -> list[float]:
        logits_there = np.array(row) + weights * feature  # all weights 0 give the row itself
        return [cross_entropy(logits_there, target, temperature=temperature)]

    (measured,) = numerical_jacobian(loss, np.zeros(len(row)))
    link = chain(row, target, through="softmax", temperature=temperature, feature=feature)
    assert_allclose(measured, link.loss_by_weight, rtol=0, atol=1e-7)


@given(rows_and_classes(extreme_logits()), FAR_FROM_OVERFLOW, st.floats(-LARGEST, LARGEST))
@example(([0.0, 0.0], 0), 1e-300, -LARGEST)
def test_the_slope_by_a_weight_is_the_slope_by_its_logit_times_the_feature(
    row_and_target: tuple[list[float], int], temperature: float, feature: float
) -> None:
    row, target = row_and_target
    link = chain(row, target, through="softmax", temperature=temperature, feature=feature)
    assert link.logit_by_weight == feature
    expected = [slope * feature for slope in link.loss_by_logit.tolist()]
    assert link.loss_by_weight.tolist() == expected
    zeros = link.loss_by_weight[link.loss_by_weight == 0]
    assert not np.signbit(zeros).any()


def test_an_impossible_target_has_an_infinite_first_factor_and_a_finite_product() -> None:
    link = chain([0.0, 1000.0], 0, through="softmax")
    assert link.loss_by_output.tolist() == [-math.inf, 0.0]
    assert link.loss_by_logit.tolist() == [-1.0, 1.0]


@given(rows_and_classes(logits() | extreme_logits()), temperatures(), st.floats(-1e300, 1e300))
def test_without_a_tie_the_slope_through_argmax_is_zero(
    row_and_target: tuple[list[float], int], temperature: float, feature: float
) -> None:
    row, target = row_and_target
    assume(row.count(max(row)) == 1)
    link = chain(row, target, through="argmax", temperature=temperature, feature=feature)
    for product in (link.loss_by_logit, link.loss_by_weight):
        assert product.tolist() == [0.0] * len(row)
        assert not np.signbit(product).any()


@given(rows_and_classes(rows_with_ties()))
def test_in_a_tie_the_slope_through_argmax_is_nan(
    row_and_target: tuple[list[float], int],
) -> None:
    row, target = row_and_target
    tied = [row.count(max(row)) > 1 and z == max(row) for z in row]
    link = chain(row, target, through="argmax")
    for product in (link.loss_by_logit, link.loss_by_weight):
        assert np.isnan(product).tolist() == tied
        assert not product[~np.array(tied)].any()


@given(rows_and_classes(rows_with_ties() | extreme_logits()))
def test_the_factors_through_argmax(row_and_target: tuple[list[float], int]) -> None:
    row, target = row_and_target
    link = chain(row, target, through="argmax")
    outputs = [float(i == argmax(row)) for i in range(len(row))]
    assert link.outputs.tolist() == outputs
    assert link.loss == (0.0 if argmax(row) == target else 2.0)
    expected = [2 * (output - (i == target)) for i, output in enumerate(outputs)]
    assert link.loss_by_output.tolist() == expected
    assert_array_equal(link.output_by_logit, argmax_jacobian(row))


@given(rows_and_targets(ON_THE_PAGE), TEMPERATURES_ON_THE_PAGE)
def test_straight_through_takes_the_outputs_of_argmax_and_the_slopes_of_softmax(
    row_and_target: tuple[list[float], int | list[float]], temperature: float
) -> None:
    row, target = row_and_target
    link = chain(row, target, through="straight-through", temperature=temperature)
    hard = chain(row, target, through="argmax")
    soft = chain(row, target, through="softmax", temperature=temperature)
    assert link.outputs.tolist() == hard.outputs.tolist()
    assert link.loss == hard.loss
    assert link.loss_by_output.tolist() == hard.loss_by_output.tolist()
    assert link.output_by_logit.tolist() == soft.output_by_logit.tolist()


def test_straight_through_where_argmax_is_wrong_and_where_it_is_right() -> None:
    # 2 times the first minus the third row of the lecture's Jacobian, mpmath at 30 digits
    wrong = chain(LECTURE, 2, through="straight-through").loss_by_logit
    assert_allclose(wrong, [0.7141346768664, -0.1049460012545, -0.609188675612], atol=1e-12)
    assert chain(LECTURE, 0, through="straight-through").loss_by_logit.tolist() == [0.0] * 3


@pytest.mark.parametrize(("through", "loss"), WAYS)
@given(rows_and_targets(ON_THE_PAGE), TEMPERATURES_ON_THE_PAGE, st.floats(0.1, 5.0))
def test_the_factors_multiply_to_the_step_that_descent_takes(
    through: Through,
    loss: Loss,
    row_and_target: tuple[list[float], int | list[float]],
    temperature: float,
    rate: float,
) -> None:
    row, target = row_and_target
    way: dict[str, Any] = {"through": through, "loss": loss, "temperature": temperature}
    step = descent_step(row, target, learning_rate=rate, **way)
    # The step, to the last bit.
    assert step.logits.tolist() == descend(row, target, learning_rate=rate, **way).tolist()
    assert step.logits.tolist() == (np.array(row) + step.change).tolist()
    assert step.learning_rate == rate
    slopes = step.links.loss_by_logit
    missing = np.isnan(slopes)
    assert step.change[~missing].tolist() == (0.0 - rate * slopes[~missing]).tolist()
    assert step.change[missing].tolist() == [0.0] * int(missing.sum())
    # The factors, up to rounding.
    if not np.isinf(step.links.loss_by_output).any():
        by_hand = [
            sum(
                step.links.loss_by_output[i] * step.links.output_by_logit[i, j]
                for i in range(len(row))
            )
            for j in range(len(row))
        ]
        size = np.abs(step.links.paths).sum(axis=0)
        allowed = 1e-12 * size + 1e-15 / temperature
        both = zip(by_hand, step.links.paths.sum(axis=0), slopes, allowed, strict=True)
        for product, paths, slope, error in both:
            assert math.isnan(slope) == math.isnan(product) == math.isnan(paths)
            assert math.isnan(slope) or abs(product - slope) <= error
            assert math.isnan(slope) or abs(paths - slope) <= error


@pytest.mark.parametrize("through", ["argmax", "straight-through"])
@given(rows_and_targets(rows_with_ties() | ON_THE_PAGE), st.floats(0.1, 5.0))
@example((LECTURE, 2), 1.0)
@example((LECTURE, 0), 1.0)
def test_cross_entropy_of_a_wrong_argmax_is_infinite_and_moves_nothing(
    through: Through, row_and_target: tuple[list[float], int | list[float]], rate: float
) -> None:
    row, target = row_and_target
    link = chain(row, target, through=through, loss="cross-entropy")
    wanted = one_hot(target, len(row)) if isinstance(target, int) else np.array(target)
    if wanted[argmax(row)] == 1:
        assert link.loss == 0
        return
    assert link.loss == math.inf
    assert (link.loss_by_output == -math.inf).any()
    assert np.isnan(link.loss_by_logit).all()
    step = partial(descend, row, target, learning_rate=rate, through=through)
    assert step(loss="cross-entropy").tolist() == row


def test_which_losses_are_infinite_when_argmax_is_wrong() -> None:
    found = {way for way in WAYS if infinite_when_wrong(*way)}
    assert found == {("argmax", "cross-entropy"), ("straight-through", "cross-entropy")}
    assert not any(map(infinite_when_wrong, THROUGHS))  # none of the usual ones
    for through, loss in WAYS:
        wrong = chain(LECTURE, 2, through=through, loss=loss)
        assert math.isinf(wrong.loss) == infinite_when_wrong(through, loss)


@given(rows_and_classes(logits()), TEMPERATURES_ON_THE_PAGE)
def test_the_usual_losses(row_and_target: tuple[list[float], int], temperature: float) -> None:
    row, target = row_and_target
    usual: dict[Through, Loss] = dict(zip(THROUGHS, (LOSSES[0], LOSSES[1], LOSSES[1]), strict=True))
    for through, loss in usual.items():
        left, right = (
            chain(row, target, through=through, loss=each, temperature=temperature)
            for each in (None, loss)
        )
        for one, other in zip(left, right, strict=True):
            assert_array_equal(one, other)


@given(rows_and_targets(extreme_logits()), temperatures())
def test_the_squared_error_of_softmax_is_that_of_its_probabilities(
    row_and_target: tuple[list[float], int | list[float]], temperature: float
) -> None:
    row, target = row_and_target
    link = chain(row, target, through="softmax", loss="squared error", temperature=temperature)
    expected = squared_error(softmax(row, temperature=temperature), target)
    assert link.loss == pytest.approx(expected, rel=1e-12, abs=1e-15)
    assert 0 <= link.loss <= 2 + 1e-12


# Descent.


def test_a_step_of_the_lecture() -> None:
    # z - rate * (p - y), with mpmath's p.
    moved = descend(LECTURE, 0, learning_rate=1.0, through="softmax")
    assert_allclose(moved, [1.745821923024, -0.509751446321, 0.023929523298], rtol=0, atol=1e-12)
    moved = descend(LECTURE, 0, learning_rate=0.5, through="softmax", temperature=3.0)
    slopes = [(0.4517383289333 - 1) / 3, 0.2454524136201 / 3, 0.3028092574466 / 3]
    expected = [z - 0.5 * slope for z, slope in zip(LECTURE, slopes, strict=True)]
    assert_allclose(moved, expected, rtol=0, atol=1e-12)


def test_ten_steps_through_softmax_lower_the_loss_each_time() -> None:
    row = np.array(LECTURE)
    losses = [cross_entropy(row, 2)]
    for _ in range(10):
        row = descend(row, 2, learning_rate=1.0, through="softmax", bounds=(-5, 5))
        losses.append(cross_entropy(row, 2))
    assert all(after < before for before, after in itertools.pairwise(losses))
    assert argmax(row) == 2  # the target starts last and ends first


@given(rows_and_classes(ON_THE_PAGE), TEMPERATURES_ON_THE_PAGE, st.floats(0.001, 1.0))
def test_a_small_step_through_softmax_lowers_the_loss(
    row_and_target: tuple[list[float], int], temperature: float, share: float
) -> None:
    row, target = row_and_target
    # The Hessian is at most 0.5 / T^2, so at this rate a step gains at least three quarters of the
    # first-order decrease.
    rate = share * temperature**2
    gradient = cross_entropy_gradient(row, target, temperature=temperature)
    moved = descend(row, target, learning_rate=rate, through="softmax", temperature=temperature)
    before = cross_entropy(row, target, temperature=temperature)
    after = cross_entropy(moved, target, temperature=temperature)
    gain = 0.74 * rate * float(gradient @ gradient)
    assert after <= before - gain + 8 * EPSILON * (1 + before + 10 / temperature)


@given(
    rows_and_classes(rows_with_ties() | extreme_logits()),
    temperatures(),
    st.floats(SMALLEST, LARGEST),
)
def test_descent_through_argmax_changes_no_logit(
    row_and_target: tuple[list[float], int], temperature: float, rate: float
) -> None:
    row, target = row_and_target
    given_row = np.array(row)
    moved = descend(
        given_row, target, learning_rate=rate, through="argmax", temperature=temperature
    )
    assert moved.tolist() == row
    assert not np.shares_memory(moved, given_row)


@given(
    rows_and_classes(ON_THE_PAGE),
    TEMPERATURES_ON_THE_PAGE,
    st.floats(SMALLEST, LARGEST),
    st.tuples(st.floats(-5, 0), st.floats(0, 5)),
)
@example(([0.0, 0.0], 0), 0.05, LARGEST, (-5.0, 5.0))
def test_bounds_clip_the_logits(
    row_and_target: tuple[list[float], int],
    temperature: float,
    rate: float,
    bounds: tuple[float, float],
) -> None:
    row, target = row_and_target
    step = partial(descend, row, target, learning_rate=rate, through="softmax")
    moved = step(temperature=temperature, bounds=bounds)
    free = step(temperature=temperature)
    assert moved.tolist() == [min(max(z, bounds[0]), bounds[1]) for z in free.tolist()]


@given(
    tables(), st.integers(0, 7), st.sampled_from((0.0, 0.3)), temperatures(), st.sampled_from(WAYS)
)
@example([LECTURE, TIED, [5.0, -5.0, -5.0]], 0, 0.0, 1.0, ("softmax", "squared error"))
@example([LECTURE, TIED, [2.0, 2.0, 2.0]], 0, 0.0, 1.0, ("argmax", "cross-entropy"))
def test_rows_at_once_are_each_row_by_itself(
    rows: list[list[float]], index: int, smoothing: float, temperature: float, way: tuple[Any, Any]
) -> None:
    classes = len(rows[0])
    target = smoothed_target(index % classes, classes, smoothing)
    chained: dict[str, Any] = {
        "target": target,
        "through": way[0],
        "loss": way[1],
        "temperature": temperature,
    }
    moved = chained | {"learning_rate": 0.5, "bounds": (-5.0, 5.0)}
    for table in (np.array(rows), np.array(rows)[:, np.newaxis]):
        links, step = chain(table, **chained), descent_step(table, **moved)
        path = descent(table, steps=3, **moved)
        hard, soft = argmax_jacobian(table), softmax_jacobian(table, temperature=temperature)
        for row, at in zip(rows, np.ndindex(*table.shape[:-1]), strict=True):
            of_row, step_of_row = chain(row, **chained), descent_step(row, **moved)
            path_of_row = descent(row, steps=3, **moved)
            pairs = [
                *(
                    (np.asarray(many)[at], one)
                    for many, one in zip(links, of_row, strict=True)
                    if np.ndim(many)
                ),
                (links.paths[at], of_row.paths),
                (step.change[at], step_of_row.change),
                (step.logits[at], step_of_row.logits),
                (path.losses[:, *at], path_of_row.losses),
                (path.logits[:, *at], path_of_row.logits),
                (hard[at], argmax_jacobian(row)),
                (soft[at], softmax_jacobian(row, temperature=temperature)),
            ]
            for many, one in pairs:
                assert_array_equal(many, one)


def test_descent_returns_new_logits() -> None:
    for function in (partial(descend, through="softmax"), partial(descend, through="argmax")):
        row = np.array(LECTURE)
        moved = function(row, 1, learning_rate=1.0)
        assert row.tolist() == LECTURE
        assert not np.shares_memory(moved, row)


# Errors: each names the argument, the rule and the value.

OF_ONE_ROW: tuple[Callable[..., Any], ...] = (
    partial(numerical_jacobian, softmax),
    partial(cross_entropy_gradient, target=0),
    partial(loss_gradient, target=0, loss="squared error"),
    partial(quotient_rule, output=0, moved=0),
)
OF_ROWS: tuple[Callable[..., Any], ...] = (
    softmax_jacobian,
    argmax_jacobian,
    *(partial(chain, target=0, through=through, loss=loss) for through, loss in WAYS),
    *(partial(descend, target=0, learning_rate=1.0, through=through) for through in THROUGHS),
    partial(descent_step, target=0, learning_rate=1.0, through="softmax"),
)
OF_TARGETS: tuple[Callable[..., Any], ...] = (
    cross_entropy_gradient,
    loss_gradient,
    squared_error_gradient,
    *(partial(chain, through=through, loss=loss) for through, loss in WAYS),
    *(partial(descend, learning_rate=1.0, through=through) for through in THROUGHS),
    partial(descent_step, learning_rate=1.0, through="softmax"),
)
OF_TEMPERATURES: tuple[Callable[..., Any], ...] = (
    softmax_jacobian,
    partial(cross_entropy_gradient, target=0),
    partial(loss_gradient, target=0, loss="squared error"),
    partial(quotient_rule, output=0, moved=0),
    *(partial(chain, target=0, through=through, loss=loss) for through, loss in WAYS),
    *(partial(descend, target=0, learning_rate=1.0, through=through) for through in THROUGHS),
    partial(descent_step, target=0, learning_rate=1.0, through="softmax"),
)


@pytest.mark.parametrize(
    ("function", "row", "message"),
    [
        *((function, *bad) for function in OF_ONE_ROW for bad in BAD_ROWS),
        *((function, *bad) for function in OF_ROWS for bad in BAD_ROWS if bad[0] != [LECTURE]),
    ],
)
def test_bad_logits_are_refused_everywhere(
    function: Callable[..., Any], row: list[Any], message: str
) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        function(logits=row)


@pytest.mark.parametrize("function", OF_TARGETS)
@pytest.mark.parametrize("target", [3, -1, 0.0, True, "0", None])
def test_a_bad_target_is_refused(function: Callable[..., Any], target: object) -> None:
    message = f"target must be an integer from 0 to 2, got {target!r}"
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        function(LECTURE, target)


@pytest.mark.parametrize("function", OF_TEMPERATURES)
@pytest.mark.parametrize("temperature", [0.0, -1.0, math.nan, math.inf, "1"])
def test_bad_temperatures_are_refused_everywhere(
    function: Callable[..., Any], temperature: object
) -> None:
    message = f"temperature must be a finite number above 0, got {temperature!r}"
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        function(logits=LECTURE, temperature=temperature)


@pytest.mark.parametrize(
    ("output", "moved", "message"),
    [
        (3, 0, "output must be an integer from 0 to 2, got 3"),
        (-1, 0, "output must be an integer from 0 to 2, got -1"),
        (0, 3, "moved must be an integer from 0 to 2, got 3"),
        (0, 1.0, "moved must be an integer from 0 to 2, got 1.0"),
    ],
)
def test_a_bad_entry_is_refused(output: object, moved: object, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        quotient_rule(LECTURE, output, moved)  # type: ignore[arg-type]


@pytest.mark.parametrize("through", ["hardmax", "Softmax", "", None])
def test_an_unknown_function_in_the_middle_is_refused(through: object) -> None:
    message = f'through must be "softmax", "argmax" or "straight-through", got {through!r}'
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        chain(LECTURE, 0, through=through)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        descend(LECTURE, 0, learning_rate=1.0, through=through)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        infinite_when_wrong(through)  # type: ignore[arg-type]


@pytest.mark.parametrize("loss", ["log", "cross_entropy", ""])
def test_an_unknown_loss_is_refused(loss: Any) -> None:  # noqa: ANN401
    message = f'loss must be "cross-entropy" or "squared error", got {loss!r}'
    for function in (
        partial(loss_gradient, LECTURE, 0),
        partial(chain, LECTURE, 0, through="softmax"),
        partial(descent_step, LECTURE, 0, learning_rate=1.0, through="argmax"),
        partial(infinite_when_wrong, "argmax"),
    ):
        with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
            function(loss=loss)


@pytest.mark.parametrize("feature", [math.nan, math.inf, -math.inf, "0.5", None])
def test_a_feature_that_is_not_finite_is_refused(feature: Any) -> None:  # noqa: ANN401
    with pytest.raises(ValueError, match=f"^feature must be a finite number, got {feature!r}$"):
        chain(LECTURE, 0, through="softmax", feature=feature)


@pytest.mark.parametrize("through", ["softmax", "argmax"])
@pytest.mark.parametrize("rate", [0.0, -1.0, math.nan, math.inf, "1", None])
def test_a_learning_rate_that_is_not_above_zero_is_refused(
    through: Through,
    rate: Any,  # noqa: ANN401
) -> None:
    message = f"^learning_rate must be a finite number above 0, got {rate!r}$"
    with pytest.raises(ValueError, match=message):
        descend(LECTURE, 0, learning_rate=rate, through=through)


@pytest.mark.parametrize(
    "bounds", [(5.0, -5.0), (NAN, 5.0), (-5.0,), (-5.0, 0.0, 5.0), 5.0, ("a", "b")]
)
def test_bounds_that_are_not_a_range_are_refused(bounds: Any) -> None:  # noqa: ANN401
    with pytest.raises(ValueError, match=r"^bounds must be "):
        descend(LECTURE, 0, learning_rate=1.0, through="softmax", bounds=bounds)


@pytest.mark.parametrize("outputs", [[1.0, NAN], [math.inf, 0.0], [], [[1.0, 0.0]]])
def test_outputs_that_are_not_finite_are_refused(outputs: list[Any]) -> None:
    message = f"outputs must be one row of finite numbers, got {outputs!r}"
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        squared_error_gradient(outputs, 0)


def test_a_masked_class_stays_masked_within_bounds() -> None:
    stepped = descend(
        [-np.inf, 0.0, 1.0], 1, learning_rate=1.0, through="softmax", bounds=(-5.0, 5.0)
    )
    assert stepped[0] == -np.inf
    assert np.isfinite(stepped[1:]).all()


def test_the_quotient_rule_takes_any_real_temperature() -> None:
    half = quotient_rule([1.0, 2.0], 0, 0, temperature=Fraction(1, 2))  # type: ignore[arg-type]
    assert half == quotient_rule([1.0, 2.0], 0, 0, temperature=0.5)

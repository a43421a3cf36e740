"""Softmax and related functions: exact numbers, properties for logits of any size, and errors."""

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest
import scipy.special
from hypothesis import assume, example, given
from hypothesis import strategies as st
from mpmath import mp, mpf
from numpy.testing import assert_allclose

from argsoft.selection import argmax, maximizers
from argsoft.softmax import log_softmax, logsumexp, sigmoid, softmax, softmax_steps
from argsoft.validation import Floats
from tests.strategies import LARGEST, MASK, SMALLEST, batches, extreme_logits, logits, temperatures

pytestmark = pytest.mark.filterwarnings("error")

mp.dps = 40  # decimal digits of every expected number here
EPSILON = 2.0**-52
SMALLEST_NORMAL = 2.0**-1022
LECTURE = [1.43, -0.40, 0.23]
SECOND = [0.23, 0.99, -102, 10]  # the lecture's example with a hopeless class
EVERY_FUNCTION = (softmax, log_softmax, logsumexp, softmax_steps, argmax, maximizers)
WITH_TEMPERATURE = (softmax, log_softmax, softmax_steps, sigmoid)


def exact_total(row: Sequence[float], temperature: float = 1.0) -> mpf:
    """Sum the exponentials to 40 digits."""
    return mp.fsum(mp.exp(mpf(z) / temperature) for z in row)


def exact_softmax(row: Sequence[float], temperature: float = 1.0) -> list[mpf]:
    """Compute softmax by its textbook formula, to 40 digits."""
    total = exact_total(row, temperature)
    return [mp.exp(mpf(z) / temperature) / total for z in row]


def assert_as_accurate_as_promised(row: Sequence[float]) -> None:
    """Check the absolute error, and for normal numbers the relative one."""
    for z, p, exact in zip(row, softmax(row), exact_softmax(row), strict=True):
        error = abs(mpf(float(p)) - exact)
        assert error <= 1e-15
        if exact >= SMALLEST_NORMAL:
            assert error <= EPSILON * (4 + mpf(max(row)) - z) * exact


def assert_shares(probabilities: Floats) -> None:
    """Check for finite numbers from 0 to 1 that sum to 1."""
    assert np.isfinite(probabilities).all()
    assert probabilities.min() >= 0
    assert probabilities.max() <= 1
    assert abs(math.fsum(probabilities) - 1) <= 1e-15 * len(probabilities)


# Fixed numbers.


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        # mpmath at 30 digits, shortened to 12; the lecture rounds the first to 0.69 on the way.
        (LECTURE, [0.684178076976, 0.109751446321, 0.206070476702]),
        (SECOND, [5.71301e-5, 1.2215996e-4, 2.28528e-49, 0.9998207099]),
        ([1000.0, 1000.0], [0.5, 0.5]),
        ([-1000.0, -1000.0, MASK], [0.5, 0.5, 0.0]),
        ([0.0, 800.0], [0.0, 1.0]),  # e^-800 underflows
        ([7.0], [1.0]),
    ],
)
def test_softmax_of_known_rows(row: list[float], expected: list[float]) -> None:
    assert_allclose(softmax(row), expected, rtol=2e-6, atol=1e-12)


def test_the_lecture_to_the_last_digit() -> None:
    for row in (LECTURE, SECOND):
        assert_allclose(softmax(row), [float(p) for p in exact_softmax(row)], rtol=4 * EPSILON)


def test_the_steps_of_the_lecture() -> None:
    # e^z = 4.1786992, 0.67032005, 1.2586 and their sum 6.1076192, divided by the first.
    steps = softmax_steps(LECTURE)
    assert_allclose(steps.shifted, [0, -1.83, -1.20], atol=1e-15)
    assert_allclose(steps.scaled, steps.shifted)
    assert_allclose(steps.exponentials * 4.1786992, [4.1786992, 0.67032005, 1.2586], rtol=1e-7)
    assert steps.total * 4.1786992 == pytest.approx(6.1076192, rel=1e-7)


def test_the_smooth_maximum_of_the_lecture() -> None:
    assert float(logsumexp(LECTURE)) == pytest.approx(math.log(6.1076192), abs=1e-8)
    assert float(logsumexp(LECTURE)) == pytest.approx(
        float(mp.log(exact_total(LECTURE))), rel=1e-15
    )


# Against arithmetic with 40 digits.


@given(logits())
def test_softmax_is_accurate(row: list[float]) -> None:
    assert_as_accurate_as_promised(row)


@pytest.mark.parametrize("spread", [1e-9, 1.0, 30.0, 700.0])
def test_softmax_is_accurate_for_long_rows_of_any_spread(spread: float) -> None:
    rng = np.random.default_rng(20240229)
    for num_classes in (3, 10, 300):
        assert_as_accurate_as_promised(rng.uniform(-spread, spread, num_classes).tolist())


@given(logits(), st.floats(0.01, 100.0))
def test_softmax_with_a_temperature_is_accurate(row: list[float], temperature: float) -> None:
    far = mpf(max(row)) / temperature
    probabilities = softmax(row, temperature=temperature)
    for z, p, exact in zip(row, probabilities, exact_softmax(row, temperature), strict=True):
        error = abs(mpf(float(p)) - exact)
        assert error <= 1e-15
        if exact >= SMALLEST_NORMAL:
            assert error <= EPSILON * (4 + 2 * (far - mpf(z) / temperature)) * exact


@given(logits(min_size=2))
def test_log_softmax_is_accurate_for_small_and_large_shares(row: list[float]) -> None:
    second, first = sorted(range(len(row)), key=row.__getitem__)[-2:]
    gap = mpf(row[first]) - row[second]
    others = exact_total([z for i, z in enumerate(row) if i != first]) / mp.exp(row[first])
    for i, answer in enumerate(log_softmax(row)):
        exact = mpf(row[i]) - row[first] - mp.log1p(others)
        error = abs(mpf(float(answer)) - exact)
        # Subnormal numbers have lost digits.
        assert error <= EPSILON * (8 + gap) * abs(exact) + SMALLEST_NORMAL


@given(logits())
def test_logsumexp_is_accurate(row: list[float]) -> None:
    error = abs(mpf(float(logsumexp(row))) - mp.log(exact_total(row)))
    assert error <= EPSILON * (4 + abs(max(row)))


# Against SciPy.


@given(batches())
def test_agrees_with_scipy(batch: tuple[Floats, int]) -> None:
    values, axis = batch
    expected = scipy.special.softmax(values, axis=axis)
    assert_allclose(softmax(values, axis=axis), expected, rtol=1e-12, atol=1e-300)
    expected = scipy.special.log_softmax(values, axis=axis)
    assert_allclose(log_softmax(values, axis=axis), expected, rtol=1e-12, atol=1e-12)
    expected = scipy.special.logsumexp(values, axis=axis)
    assert_allclose(logsumexp(values, axis=axis), expected, rtol=1e-12, atol=1e-12)


# Properties, for any valid input.


@given(extreme_logits(), temperatures())
@example([LARGEST, -LARGEST], LARGEST)
@example([LARGEST, -LARGEST], SMALLEST)
@example([1000.0, 999.0], 1e-308)
def test_probabilities_always_sum_to_one(row: list[float], temperature: float) -> None:
    assert_shares(softmax(row, temperature=temperature))


@given(extreme_logits(), temperatures())
def test_order_is_kept(row: list[float], temperature: float) -> None:
    rising = sorted(row)
    assert (np.diff(softmax(rising, temperature=temperature)) >= 0).all()


@given(st.floats(-700, 700), st.floats(-700, 700))
def test_order_is_kept_between_neighbouring_floats(value: float, other: float) -> None:
    p = softmax([value, math.nextafter(value, math.inf), other])
    assert p[0] <= p[1]


@given(extreme_logits(), temperatures())
def test_equal_logits_get_equal_shares(row: list[float], temperature: float) -> None:
    p = softmax([*row, row[0]], temperature=temperature)
    assert p[0] == p[-1]


@given(
    st.lists(st.integers(-(2**20), 2**20), min_size=1, max_size=8),
    st.integers(-(2**40), 2**40),
)
def test_a_shift_of_all_logits_changes_nothing(row: list[int], shift: int) -> None:
    # Multiples of 1/64 this small are added without rounding, so not even a bit may change.
    moved = [(z + shift) / 64 for z in row]
    assert softmax(moved).tolist() == softmax([z / 64 for z in row]).tolist()


@given(extreme_logits(), temperatures(), st.data())
def test_the_order_of_the_classes_does_not_matter(
    row: list[float], temperature: float, data: st.DataObject
) -> None:
    order = data.draw(st.permutations(range(len(row))))
    shuffled = softmax([row[i] for i in order], temperature=temperature)
    expected = softmax(row, temperature=temperature)[order]
    assert_allclose(shuffled, expected, rtol=len(row) * EPSILON, atol=0)


@given(
    st.lists(st.integers(-(2**20), 2**20), min_size=1, max_size=8),
    st.integers(1, 2**20),
    st.integers(-1000, 900),
)
def test_temperature_divides_the_logits(row: list[int], odd: int, exponent: int) -> None:
    # Whole numbers times this temperature are exact, so not even a bit may change.
    temperature = math.ldexp(odd, exponent)
    scaled = [z * temperature for z in row]
    assert softmax(scaled, temperature=temperature).tolist() == softmax(row).tolist()


def test_a_difference_that_overflows_is_still_divided() -> None:
    # -2e308 overflows float64, but not after division by 1e308.
    assert_allclose(softmax([1e308, -1e308], temperature=1e308), softmax([1, -1]), rtol=1e-15)
    assert_allclose(log_softmax([1e308, -1e308], temperature=1e300), [0, -2e8], rtol=1e-15)


@given(extreme_logits(min_size=2))
def test_a_temperature_near_zero_shares_among_the_maximizers(row: list[float]) -> None:
    gaps = [max(row) - z for z in row if z < max(row)]
    temperature = min([*gaps, LARGEST]) / 1000
    assume(temperature > 0)  # it underflows for a gap below 5e-321
    winners = maximizers(row)
    expected = [1 / len(winners) if i in winners else 0.0 for i in range(len(row))]
    assert softmax(row, temperature=temperature).tolist() == expected


@given(logits())
def test_a_very_high_temperature_shares_equally(row: list[float]) -> None:
    assert softmax(row, temperature=1e300).tolist() == [1 / len(row)] * len(row)


@given(extreme_logits(), temperatures(), st.integers(0, 8))
def test_a_masked_class_gets_zero_and_changes_nothing(
    row: list[float], temperature: float, place: int
) -> None:
    place = min(place, len(row))
    masked = softmax([*row[:place], MASK, *row[place:]], temperature=temperature)
    assert masked[place] == 0
    without = softmax(row, temperature=temperature)
    assert_allclose(np.delete(masked, place), without, rtol=len(row) * EPSILON, atol=0)


@given(extreme_logits(), temperatures())
def test_log_softmax_is_never_nan_and_never_above_zero(
    row: list[float], temperature: float
) -> None:
    answers = log_softmax(row, temperature=temperature)
    assert (answers <= 0).all()
    shares = softmax(row, temperature=temperature)
    assert_allclose(np.exp(answers), shares, rtol=1e-12, atol=SMALLEST_NORMAL)


def test_log_softmax_survives_where_softmax_rounds_to_one() -> None:
    assert log_softmax([0.0, 1000.0, MASK]).tolist() == [-1000.0, 0.0, -math.inf]
    # The share is 1 - e^-50, which rounds to 1; its logarithm is -e^-50.
    assert log_softmax([0.0, 50.0])[1] == pytest.approx(-math.exp(-50), rel=1e-15)


@given(extreme_logits())
def test_logsumexp_lies_just_above_the_maximum(row: list[float]) -> None:
    answer = float(logsumexp(row))
    assert max(row) <= answer
    assert answer <= max(row) + math.log(len(row)) + EPSILON * abs(max(row)) + EPSILON


# Input types.


@given(st.lists(st.integers(-(2**53), 2**53), min_size=1, max_size=8))
def test_integers_work_like_floats(row: list[int]) -> None:
    as_floats = np.array(row, dtype=np.float64)
    for function in (softmax, log_softmax, logsumexp):
        answer = function(np.array(row, dtype=np.int64))
        assert answer.dtype == np.float64
        assert answer.tolist() == function(as_floats).tolist()


@given(st.lists(st.floats(width=32, allow_nan=False, allow_infinity=False), min_size=1, max_size=8))
def test_float32_is_widened_before_anything_else(row: list[float]) -> None:
    narrow = np.array(row, dtype=np.float32)
    for function in (softmax, log_softmax, logsumexp):
        answer = function(narrow)
        assert answer.dtype == np.float64
        assert answer.tolist() == function(narrow.astype(np.float64)).tolist()


@given(batches(), temperatures())
def test_a_batch_agrees_with_its_rows(batch: tuple[Floats, int], temperature: float) -> None:
    values, axis = batch
    rows = np.moveaxis(values, axis, -1)
    for function in (softmax, log_softmax):
        answer = np.moveaxis(function(values, temperature=temperature, axis=axis), axis, -1)
        assert answer.shape == rows.shape
        for index in np.ndindex(rows.shape[:-1]):
            expected = function(rows[index], temperature=temperature)
            # NumPy may sum an axis in another order, which changes the last bits.
            assert_allclose(answer[index], expected, rtol=1e-14, atol=1e-300)


@given(batches())
def test_logsumexp_of_a_batch_drops_the_axis(batch: tuple[Floats, int]) -> None:
    values, axis = batch
    rows = np.moveaxis(values, axis, -1)
    answer = logsumexp(values, axis=axis)
    assert answer.shape == rows.shape[:-1]
    for index in np.ndindex(answer.shape):
        assert_allclose(answer[index], logsumexp(rows[index]), rtol=1e-14, atol=1e-13)


@pytest.mark.parametrize(
    ("function", "options"),
    [(function, {}) for function in EVERY_FUNCTION]
    + [(function, {"temperature": t}) for function in WITH_TEMPERATURE for t in (0.5, 3.0)],
)
def test_the_input_is_left_alone(function: Callable[..., Any], options: dict[str, float]) -> None:
    values = np.array([1.43, -0.40, MASK, 0.23])
    before = values.copy()
    answer = function(values, **options)
    assert values.tolist() == before.tolist()
    parts = answer if isinstance(answer, tuple) else (answer,)
    assert not any(np.shares_memory(part, values) for part in parts)


def test_a_read_only_input_is_accepted() -> None:
    values = np.array(LECTURE)
    values.flags.writeable = False
    for function in EVERY_FUNCTION:
        function(values)


# The steps.


@given(extreme_logits(), temperatures())
def test_the_steps_agree_with_softmax(row: list[float], temperature: float) -> None:
    steps = softmax_steps(row, temperature=temperature)
    assert steps.probabilities.tolist() == softmax(row, temperature=temperature).tolist()
    assert steps.exponentials.tolist() == np.exp(steps.scaled).tolist()
    assert steps.total == steps.exponentials.sum()
    assert steps.probabilities.tolist() == (steps.exponentials / steps.total).tolist()
    assert 1 <= steps.total <= len(row)


@given(logits())
def test_the_shifted_logits_are_at_most_zero(row: list[float]) -> None:
    steps = softmax_steps(row, temperature=4.0)
    assert steps.shifted.tolist() == [z - max(row) for z in row]
    assert steps.scaled.tolist() == [z / 4 - max(row) / 4 for z in row]


# The sigmoid: each class on its own.


def test_sigmoids_of_known_logits() -> None:
    # mpmath at 30 digits
    expected = [0.8069013157668, 0.4013123398875, 0.5572478545986]
    assert_allclose(sigmoid(LECTURE), expected, rtol=1e-12)
    assert_allclose(sigmoid([10.0, -102.0]), [0.9999546021313, 5.034575358765e-45], rtol=1e-12)


@given(st.floats(-1e308, 1e308), st.floats(-700, 700))
def test_the_sigmoid_is_softmax_of_two_classes(first: float, second: float) -> None:
    with np.errstate(over="ignore"):
        assert sigmoid(first - second) == pytest.approx(softmax([first, second])[0], rel=1e-12)


@given(extreme_logits(), temperatures())
def test_a_class_on_its_own_competes_with_zero(row: list[float], temperature: float) -> None:
    found = sigmoid(row, temperature=temperature)
    pairs = np.stack([row, np.zeros(len(row))], axis=-1)
    both = softmax(pairs, temperature=temperature)
    assert_allclose(found, both[:, 0], rtol=1e-12, atol=SMALLEST_NORMAL)
    assert ((found > 0.5) <= (np.array(row) > 0)).all()


@given(st.floats(allow_nan=False), st.floats(0.01, 100))
def test_the_sigmoid_agrees_with_scipy(logit: float, temperature: float) -> None:
    expected = scipy.special.expit(np.float64(logit) / temperature)
    found = sigmoid(logit, temperature=temperature)
    assert found == pytest.approx(expected, rel=1e-12)
    assert found + sigmoid(-logit, temperature=temperature) == pytest.approx(1)


@given(logits(min_size=2), st.data())
def test_a_sigmoid_does_not_depend_on_the_other_logits(
    row: list[float], data: st.DataObject
) -> None:
    moved = data.draw(st.integers(0, len(row) - 1))
    before = sigmoid(row)
    after = sigmoid([z + (i == moved) for i, z in enumerate(row)])
    assert np.delete(after, moved).tolist() == np.delete(before, moved).tolist()


def test_the_sigmoid_takes_any_shape_and_no_nan() -> None:
    assert sigmoid([[0.0, np.inf], [-np.inf, 0.0]]).tolist() == [[0.5, 1.0], [0.0, 0.5]]
    with pytest.raises(ValueError, match=r"^logits must not be NaN, got nan$"):
        sigmoid(math.nan)


# Errors; their exact messages are tested with the checks.


@pytest.mark.parametrize("function", EVERY_FUNCTION)
@pytest.mark.parametrize(
    ("row", "message"),
    [
        ([], r"^logits must not be empty, got shape \(0,\)$"),
        ([1.0, math.nan], r"^logits must be finite or -inf, got nan$"),
        ([1.0, math.inf], r"^logits must be finite or -inf, got inf$"),
        ([MASK, MASK], r"^logits must hold a finite value in every row, got -inf$"),
        (["a"], r"^logits must be real numbers, got \['a'\]$"),
    ],
)
def test_bad_logits_are_refused_everywhere(
    function: Callable[..., Any], row: list[Any], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        function(row)


@pytest.mark.parametrize("function", WITH_TEMPERATURE)
@pytest.mark.parametrize("temperature", [0.0, -1.0, math.nan, math.inf, "1"])
def test_bad_temperatures_are_refused_everywhere(
    function: Callable[..., Any], temperature: object
) -> None:
    message = r"^temperature must be a finite number above 0, got "
    with pytest.raises(ValueError, match=message) as refusal:
        function(LECTURE, temperature=temperature)
    assert str(refusal.value).endswith(repr(temperature))


@pytest.mark.parametrize("function", [softmax, log_softmax, logsumexp, argmax])
def test_a_missing_axis_is_refused(function: Callable[..., Any]) -> None:
    with pytest.raises(ValueError, match=r"^logits must have an axis 1, got shape \(3,\)$"):
        function(LECTURE, axis=1)


def test_steps_refuse_more_than_one_row() -> None:
    with pytest.raises(ValueError, match=r"^logits must be one row, got shape \(1, 3\)$"):
        softmax_steps([LECTURE])


@pytest.mark.parametrize("function", WITH_TEMPERATURE)
def test_the_temperature_is_keyword_only(function: Callable[..., Any]) -> None:
    with pytest.raises(TypeError, match="positional"):
        function(LECTURE, 2.0)

"""Sweeps, compared with softmax and argmax of every row, and at every jump."""

import itertools
import math
import re
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, composite
from numpy.testing import assert_allclose, assert_array_equal

from argsoft.gradients import argmax_jacobian, softmax_jacobian
from argsoft.selection import argmax, one_hot
from argsoft.softmax import softmax
from argsoft.sweeps import (
    LogitSweep,
    Segment,
    logit_sweep,
    logit_sweeps,
    nudge,
    steepest,
    surface,
)
from tests.strategies import LARGEST, MASK, SMALLEST, extreme_logits, logits, temperatures
from tests.subject.test_gradients import BAD_ROWS, SLIDERS, TEMPERATURES_ON_THE_PAGE

pytestmark = pytest.mark.filterwarnings("error")

EPSILON = 2.0**-52
SMALLEST_NORMAL = 2.0**-1022
LECTURE = [1.43, -0.40, 0.23]


class Drawn(NamedTuple):
    """Arguments of a sweep in a property test."""

    row: list[float]
    moving: int
    temperature: float


@composite
def drawn(draw: DrawFn) -> Drawn:
    """Draw valid logits of two or more classes, one of the classes, and a valid temperature."""
    row = draw(logits(min_size=2, max_size=5) | extreme_logits(min_size=2, max_size=5))
    return Drawn(row, draw(st.integers(0, len(row) - 1)), draw(temperatures()))


@composite
def drawn_with_ties(draw: DrawFn) -> tuple[list[float], int, tuple[float, float]]:
    """Draw logits that tie with each other and with the frame's ends; a class; the frame."""
    few = st.integers(-2, 2).map(float)
    rows = st.lists(few | st.just(MASK) | st.floats(-3, 3), min_size=2, max_size=5)
    row = draw(rows.filter(lambda row: max(row) > MASK))
    low, high = sorted(draw(st.lists(few, min_size=2, max_size=2, unique=True)))
    return row, draw(st.integers(0, len(row) - 1)), (low, high)


def moved_to(row: Sequence[float], index: int, value: float) -> list[float]:
    """Replace the number at `index`."""
    return [*row[:index], value, *row[index + 1 :]]


def with_neighbours(value: float) -> list[float]:
    """List a number with its neighbouring floats."""
    return [math.nextafter(value, -math.inf), value, math.nextafter(value, math.inf)]


def height_at(segments: Sequence[Segment], position: float) -> float:
    """Find the height of the one segment that contains the position."""
    (height,) = (
        each.height
        for each in segments
        if each.start < position < each.end
        or (position == each.start and each.start_closed)
        or (position == each.end and each.end_closed)
    )
    return height


def assert_segments_agree_with_argmax(
    sweep: LogitSweep, row: Sequence[float], frame: tuple[float, float]
) -> None:
    """Check every position, and the jump and the ends with their neighbouring floats."""
    places = [*sweep.positions.tolist(), *itertools.chain(*map(with_neighbours, frame))]
    if math.isfinite(sweep.jump):
        places += with_neighbours(sweep.jump)
    for place in places:
        if frame[0] <= place <= frame[1]:
            winner = argmax(moved_to(row, sweep.moving, place))
            heights = [height_at(each, place) for each in sweep.argmax_segments]
            assert heights == one_hot(winner, len(row)).tolist()
    for segments in sweep.argmax_segments:
        assert (segments[0].start, segments[-1].end) == frame
        for left, right in itertools.pairwise(segments):
            assert left.end == right.start == sweep.jump
            assert left.height != right.height


# Fixed numbers: mpmath at 30 digits.


@pytest.mark.parametrize(
    ("temperature", "expected"),
    [
        (1.0, [0.2160784359613, -0.07508953348948, -0.1409889024719]),
        (0.2, [0.01285829730044, -0.0005283638715567, -0.01232993342889]),
        (0.05, [7.550294547611e-10, -2.545962238655e-15, -7.550269087988e-10]),
        (3.0, [0.08255693703528, -0.03696008772047, -0.04559684931482]),
    ],
)
def test_the_slopes_of_the_lecture(temperature: float, expected: list[float]) -> None:
    sweep = logit_sweep(LECTURE, 0, temperature=temperature)
    assert_allclose(sweep.softmax_slopes_at, expected, rtol=1e-12)


def test_the_slopes_of_the_lecture_as_the_page_rounds_them() -> None:
    slopes = [logit_sweep(LECTURE, 0, temperature=t).softmax_slopes_at[0] for t in (1, 0.2, 0.05)]
    assert [f"{slope:.3g}" for slope in slopes[:2]] == ["0.216", "0.0129"]
    assert f"{slopes[2]:.0e}" == "8e-10"


def test_the_sweep_of_the_lecture() -> None:
    sweep = logit_sweep(LECTURE, 0)
    assert (sweep.moving, sweep.temperature, sweep.at) == (0, 1.0, 1.43)
    assert (sweep.jump, sweep.rival) == (0.23, 2)
    assert_allclose(
        sweep.softmax_at, [0.684178076976, 0.109751446321, 0.206070476702], rtol=0, atol=1e-12
    )
    assert sweep.argmax_at.tolist() == [1, 0, 0]
    assert sweep.argmax_slopes_at.tolist() == [0, 0, 0]
    # The first class wins the tie, so its side includes the jump.
    assert sweep.argmax_segments == (
        (Segment(-5, 0.23, 0, True, False), Segment(0.23, 5, 1, True, True)),
        (Segment(-5, 5, 0, True, True),),
        (Segment(-5, 0.23, 1, True, False), Segment(0.23, 5, 0, True, True)),
    )


def test_the_last_class_loses_the_tie() -> None:
    sweep = logit_sweep(LECTURE, 2)
    assert (sweep.jump, sweep.rival) == (1.43, 0)
    assert sweep.argmax_segments == (
        (Segment(-5, 1.43, 1, True, True), Segment(1.43, 5, 0, False, True)),
        (Segment(-5, 5, 0, True, True),),
        (Segment(-5, 1.43, 0, True, True), Segment(1.43, 5, 1, False, True)),
    )


def test_at_a_tie_the_jumping_outputs_have_no_slope() -> None:
    sweep = logit_sweep([1.43, -0.40, 1.43], 2)
    assert sweep.argmax_at.tolist() == [1, 0, 0]
    assert_array_equal(sweep.argmax_slopes_at, [math.nan, 0, math.nan])
    assert_allclose(sweep.softmax_at[[0, 2]], 1 / (2 + math.exp(-1.83)), rtol=1e-14)


def test_the_curve_is_steepest_at_the_jump_of_two_classes() -> None:
    # p (1 - p) / T with p = 1/2.
    sweep = logit_sweep([0.0, 0.0], 1, temperature=0.05)
    assert sweep.softmax_slopes.max() == pytest.approx(5, rel=0.01)
    assert sweep.softmax_slopes_at.tolist() == [-5.0, 5.0]


# Positions.


@given(drawn(), st.floats(-1e300, 1e300), st.floats(1e-300, 1e300), st.integers(3, 40))
def test_positions_rise_from_end_to_end(
    case: Drawn, minimum: float, length: float, points: int
) -> None:
    row, moving, temperature = case
    maximum = minimum + length
    assume(minimum < maximum)
    sweep = logit_sweep(
        row, moving, temperature=temperature, minimum=minimum, maximum=maximum, points=points
    )
    assert sweep.positions.shape == (points,)
    assert (np.diff(sweep.positions) >= 0).all()
    assert (sweep.positions[0], sweep.positions[-1]) == (minimum, maximum)


@given(st.lists(st.floats(-4, 4), min_size=3, max_size=3), st.integers(0, 2), st.floats(0.05, 0.1))
def test_half_of_the_positions_lie_where_softmax_bends(
    row: list[float], moving: int, temperature: float
) -> None:
    sweep = logit_sweep(row, moving, temperature=temperature)
    near = np.abs(sweep.positions - sweep.jump) <= 6 * temperature
    assert sweep.positions.size == 65
    assert np.count_nonzero(near) >= 32
    assert np.count_nonzero(~near) >= 26
    # The drawn line misses nothing: neighbours are never far apart.
    assert np.abs(np.diff(sweep.softmax_outputs)).max() < 0.095


# Softmax along the sweep, against softmax of each row.


@given(drawn())
@example(Drawn([0.0, 0.0], 0, SMALLEST))
@example(Drawn([LARGEST, -LARGEST, MASK], 2, LARGEST))
def test_outputs_agree_with_softmax_of_each_row(case: Drawn) -> None:
    row, moving, temperature = case
    sweep = logit_sweep(row, moving, temperature=temperature, points=9)
    assert sweep.softmax_outputs.shape == (len(row), 9)
    for place, outputs in zip(sweep.positions.tolist(), sweep.softmax_outputs.T, strict=True):
        expected = softmax(moved_to(row, moving, place), temperature=temperature)
        assert_allclose(outputs, expected, rtol=8 * EPSILON, atol=SMALLEST)


@given(drawn())
@example(Drawn([0.0, 0.0], 0, SMALLEST))
@example(Drawn([LARGEST, -LARGEST, MASK], 2, LARGEST))
def test_slopes_agree_with_the_jacobian(case: Drawn) -> None:
    row, moving, temperature = case
    sweep = logit_sweep(row, moving, temperature=temperature, points=9)
    assert sweep.softmax_slopes.shape == (len(row), 9)
    least = SMALLEST_NORMAL / temperature if temperature > 1e-300 else 0
    for place, slopes in zip(sweep.positions.tolist(), sweep.softmax_slopes.T, strict=True):
        expected = softmax_jacobian(moved_to(row, moving, place), temperature=temperature)
        assert_allclose(slopes, expected[:, moving], rtol=16 * EPSILON, atol=least)
    assert (sweep.softmax_slopes[moving] >= 0).all()
    assert (np.delete(sweep.softmax_slopes, moving, axis=0) <= 0).all()


@given(st.lists(st.floats(-5, 5), min_size=2, max_size=4), st.floats(0.5, 10.0), st.data())
def test_slopes_agree_with_the_curve(
    row: list[float], temperature: float, data: st.DataObject
) -> None:
    moving = data.draw(st.integers(0, len(row) - 1))
    sweep = logit_sweep(row, moving, temperature=temperature, points=2001)
    widths = np.diff(sweep.positions)
    wide = widths > 1e-4  # two positions may nearly coincide
    measured = np.diff(sweep.softmax_outputs)[:, wide] / widths[wide]
    middle = (sweep.softmax_slopes[:, 1:] + sweep.softmax_slopes[:, :-1])[:, wide] / 2
    assert_allclose(measured, middle, rtol=0, atol=1e-4)


@given(drawn())
def test_the_point_as_given(case: Drawn) -> None:
    row, moving, temperature = case
    sweep = logit_sweep(row, moving, temperature=temperature, points=3)
    assert sweep.at == row[moving]
    assert sweep.temperature == temperature
    assert_array_equal(sweep.softmax_at, softmax(row, temperature=temperature))
    jacobian = softmax_jacobian(row, temperature=temperature)
    assert_array_equal(sweep.softmax_slopes_at, jacobian[:, moving])
    assert sweep.argmax_at.tolist() == one_hot(argmax(row), len(row)).tolist()
    assert_array_equal(sweep.argmax_slopes_at, argmax_jacobian(row)[:, moving])
    others = moved_to(row, moving, MASK)
    assert sweep.jump == max(others)
    assert sweep.rival != moving
    assert sweep.rival == next(i for i, z in enumerate(row) if i != moving and z == max(others))


# What does not depend on the value of the moving logit.


@given(drawn(), st.floats(-LARGEST, LARGEST) | st.floats(-5, 5))
@example(Drawn([0.0, 1.0], 1, 1.0), -0.0)
def test_sweeps_that_differ_only_in_the_moving_logit_share_their_course(
    case: Drawn, other: float
) -> None:
    row, moving, temperature = case
    there = moved_to(row, moving, other)
    one, two = logit_sweeps([row, there], moving, temperature=temperature, points=9)
    for name in ("positions", "softmax_outputs", "softmax_slopes", "argmax_segments"):
        assert getattr(one, name) is getattr(two, name)
    assert (one.jump, one.rival) == (two.jump, two.rival)
    assert (one.at, two.at) == (row[moving], other)
    assert_array_equal(two.softmax_at, softmax(there, temperature=temperature))
    assert two.argmax_at.tolist() == one_hot(argmax(there), len(row)).tolist()


@given(
    st.lists(st.lists(SLIDERS, min_size=3, max_size=3), min_size=1, max_size=5),
    st.integers(0, 2),
    TEMPERATURES_ON_THE_PAGE,
)
@example([LECTURE, [1.43, -0.40, 1.43], [0.0, 4.9, -5.0]], 1, 0.1)
def test_sweeps_nudges_and_peaks_of_many_rows_are_those_of_each(
    rows: list[list[float]], moving: int, temperature: float
) -> None:
    many = logit_sweeps(rows, moving, temperature=temperature, points=9)
    pushes = nudge(rows, moving, temperature=temperature)
    peaks = steepest(rows, moving, temperature=temperature)
    for row, sweep, *push, peak in zip(rows, many, *pushes, peaks, strict=True):
        alone = logit_sweep(row, moving, temperature=temperature, points=9)
        assert sweep.argmax_segments == alone.argmax_segments
        for name in {*LogitSweep._fields} - {"argmax_segments"}:
            assert_array_equal(getattr(sweep, name), getattr(alone, name))
        for one, other in zip(push, nudge(row, moving, temperature=temperature), strict=True):
            assert_array_equal(one, other)
        assert peak == steepest(row, moving, temperature=temperature)


def test_many_sweeps_need_rows() -> None:
    with pytest.raises(ValueError, match=r"^logits must be rows, got shape \(3,\)$"):
        logit_sweeps(LECTURE, 0)


@pytest.mark.parametrize(
    "other",
    [
        {"logits": [1.43, -0.40, 0.24]},
        {"moving": 2},
        {"temperature": 1.5},
        {"minimum": -4.0},
        {"maximum": 4.0},
        {"points": 51},
    ],
)
def test_sweeps_that_differ_in_anything_else_share_nothing(other: dict[str, Any]) -> None:
    settings: dict[str, Any] = {"logits": LECTURE, "moving": 0}
    one, two = logit_sweep(**settings), logit_sweep(**settings | other)
    for name in ("positions", "softmax_outputs", "softmax_slopes"):
        assert not np.shares_memory(getattr(one, name), getattr(two, name))
    rows = [moved_to((settings | other)["logits"], two.moving, z) for z in two.positions.tolist()]
    expected = softmax(np.array(rows), temperature=two.temperature).T
    assert_allclose(two.softmax_outputs, expected, rtol=8 * EPSILON)


def test_what_sweeps_share_is_read_only() -> None:
    sweep = logit_sweep(LECTURE, 0)
    for array in (sweep.positions, sweep.softmax_outputs, sweep.softmax_slopes):
        before = array.copy()
        with pytest.raises(ValueError, match="read-only"):
            array[..., 0] = 9.0
        with pytest.raises(ValueError, match="read-only"):
            np.add(array, 1, out=array)
        assert_array_equal(array, before)


def test_the_rest_of_a_sweep_is_its_own() -> None:
    for name in ("softmax_at", "softmax_slopes_at", "argmax_at", "argmax_slopes_at"):
        getattr(logit_sweep(LECTURE, 0), name)[:] = 9.0
        assert 9.0 not in getattr(logit_sweep(LECTURE, 0), name)


# Argmax along the sweep, at the jump itself, and one float below and above it.


@pytest.mark.parametrize("moving", [0, 1, 2])
@pytest.mark.parametrize(
    "row",
    [
        LECTURE,
        [0.3, 0.1 + 0.2, 0.3],  # as near as floats get
        [1.43, 1.43, -0.40],  # tied as given
        [2.0, 2.0, 2.0],
        [0.0, -0.0, 0.0],
        [-5.0, -5.0, -5.0],  # the jump at the left end
        [5.0, 5.0, 5.0],  # at the right end
        [-5.0, 5.0, -5.0],
        [5.0, -5.0, 0.0],
        [-7.0, -7.0, -9.0],  # left of the frame
        [7.0, 9.0, 9.0],  # right of it
        [math.nextafter(5, 9), math.nextafter(-5, -9), math.nextafter(5, 0)],
        [MASK, 0.0, MASK],
        [0.0, MASK, 1.0],
    ],
)
def test_segments_agree_with_argmax(row: list[float], moving: int) -> None:
    sweep = logit_sweep(row, moving)
    assert_segments_agree_with_argmax(sweep, row, (-5.0, 5.0))


@given(drawn_with_ties())
@example(([0.0, 0.0], 0, (0.0, 1.0)))
@example(([0.0, 0.0], 0, (-1.0, 0.0)))
@example(([0.0, 0.0], 1, (0.0, 1.0)))
@example(([0.0, 0.0], 1, (-1.0, 0.0)))
def test_segments_agree_with_argmax_in_any_frame(
    case: tuple[list[float], int, tuple[float, float]],
) -> None:
    row, moving, frame = case
    sweep = logit_sweep(row, moving, minimum=frame[0], maximum=frame[1], points=9)
    assert_segments_agree_with_argmax(sweep, row, frame)


@given(drawn())
def test_segments_agree_with_argmax_for_any_logits(case: Drawn) -> None:
    row, moving, temperature = case
    frame = (-1e300, 1e300)
    sweep = logit_sweep(
        row, moving, temperature=temperature, minimum=frame[0], maximum=frame[1], points=5
    )
    assert_segments_agree_with_argmax(sweep, row, frame)


def test_a_jump_at_an_end_leaves_the_winner_of_the_tie_a_single_point() -> None:
    left, right = [-5.0, -5.0], [5.0, 5.0]
    whole, point = Segment(-5, 5, 0, True, True), Segment(5, 5, 1, True, True)
    assert logit_sweep(right, 0).argmax_segments[0] == (whole._replace(end_closed=False), point)
    assert logit_sweep(right, 1).argmax_segments[1] == (whole,)
    assert logit_sweep(left, 0).argmax_segments[0] == (whole._replace(height=1),)
    whole, point = Segment(-5, 5, 1, False, True), Segment(-5, -5, 0, True, True)
    assert logit_sweep(left, 1).argmax_segments[1] == (point, whole)


# The nudge.


def test_the_nudge_of_the_lecture() -> None:
    push = nudge(LECTURE, 0)
    assert_allclose(
        push.softmax, [0.02119972759411, -0.007367128737596, -0.01383259885651], rtol=1e-12
    )
    assert f"{push.softmax[0]:+.4f}" == "+0.0212"
    assert push.argmax.tolist() == [0, 0, 0]
    assert not np.signbit(push.argmax).any()


def test_a_nudge_across_the_jump() -> None:
    row = [0.2, -0.40, 0.23]
    assert nudge(row, 0).argmax.tolist() == [1, 0, -1]
    assert nudge(row, 0, by=0.03).argmax.tolist() == [1, 0, -1]  # onto the tie, which 0 wins
    assert nudge(row, 0, by=0.029).argmax.tolist() == [0, 0, 0]
    assert nudge(row, 2, by=-0.1).argmax.tolist() == [1, 0, -1]
    assert nudge([0.0, 0.0], 1).argmax.tolist() == [-1, 1]
    assert nudge([0.0, 0.0], 0).argmax.tolist() == [0, 0]


def test_a_nudge_counts_where_the_probability_rounds_to_one() -> None:
    expected = math.exp(-50) - math.exp(-51)
    push = nudge([50.0, 0.0], 0, by=1.0)
    assert_allclose(push.softmax, [expected, -expected], rtol=1e-13)


@given(drawn(), st.floats(-LARGEST, LARGEST) | st.floats(-1, 1))
def test_a_nudge_is_the_difference_of_the_outputs(case: Drawn, by: float) -> None:
    row, moving, temperature = case
    moved = moved_to(row, moving, row[moving] + by)
    assume(math.isfinite(max(moved)))
    push = nudge(row, moving, by=by, temperature=temperature)
    change = softmax(moved, temperature=temperature) - softmax(row, temperature=temperature)
    assert_allclose(push.softmax, change, rtol=0, atol=8 * EPSILON)
    assert abs(math.fsum(push.softmax)) <= 8 * EPSILON
    assert push.softmax[moving] * by >= -EPSILON  # up to rounding
    before, after = ([float(i == argmax(z)) for i in range(len(row))] for z in (row, moved))
    assert push.argmax.tolist() == [b - a for a, b in zip(before, after, strict=True)]


@given(drawn())
def test_a_nudge_by_zero_changes_nothing(case: Drawn) -> None:
    row, moving, temperature = case
    push = nudge(row, moving, by=0.0, temperature=temperature)
    assert push.softmax.tolist() == push.argmax.tolist() == [0.0] * len(row)


def test_the_given_logits_are_left_alone() -> None:
    row = np.array(LECTURE)
    row.flags.writeable = False
    nudge(row, 0)
    logit_sweep(row, 0)
    surface(row, 0, 1, points=3)
    assert row.tolist() == LECTURE


# The surface.


@composite
def surfaces(draw: DrawFn) -> tuple[list[float], int, int]:
    """Draw logits, on the grid or anywhere, and the two moving classes."""
    values = st.integers(-5, 5).map(float) | st.floats(-700, 700) | st.just(MASK)
    row = draw(st.lists(values, min_size=2, max_size=5).filter(lambda row: max(row) > MASK))
    first, second = draw(st.permutations(range(len(row))))[:2]
    return row, first, second


@given(surfaces(), temperatures(), st.integers(3, 6))
def test_surfaces_agree_with_softmax_and_argmax(
    case: tuple[list[float], int, int], temperature: float, points: int
) -> None:
    row, first, second = case
    view = surface(row, first, second, temperature=temperature, points=points)
    assert (view.first, view.second) == (first, second)
    assert_array_equal(view.positions, np.linspace(-5, 5, points))
    assert view.softmax_outputs.shape == view.argmax_outputs.shape == (points, points)
    for (i, y), (j, x) in itertools.product(enumerate(view.positions.tolist()), repeat=2):
        full = moved_to(moved_to(row, first, x), second, y)
        expected = softmax(full, temperature=temperature)[first]
        assert_allclose(view.softmax_outputs[i, j], expected, rtol=8 * EPSILON, atol=SMALLEST)
        assert view.argmax_outputs[i, j] == (argmax(full) == first)
    assert view.at == (row[first], row[second])
    assert view.softmax_at == softmax(row, temperature=temperature)[first]
    assert view.argmax_at == (argmax(row) == first)


@given(surfaces())
@example(([0.0, 0.0, 0.23], 0, 1))
@example(([0.0, 0.0, 5.0], 0, 1))
@example(([0.0, 0.0, -5.0], 1, 0))
@example(([0.0, 0.0], 1, 0))
def test_argmax_jumps_along_the_edge_and_nowhere_else(
    case: tuple[list[float], int, int],
) -> None:
    row, first, second = case
    # If a third logit is above the frame, nothing jumps.
    assume(all(z <= 5 for i, z in enumerate(row) if i not in (first, second)))
    x, y = surface(row, first, second, points=3).edge.T
    assert (y[0], y[-1]) == (-5, 5)
    assert (np.diff(y) > 0).all()
    assert (np.abs(x) <= 5).all()
    for height in {*np.linspace(-5, 5, 21).tolist(), *y.tolist()}:
        place = float(np.interp(height, y, x))
        below, above = (
            argmax(moved_to(moved_to(row, first, place + hair), second, height)) == first
            for hair in (-1e-9, 1e-9)
        )
        assert (bool(below), bool(above)) == (False, True)


def test_the_edge_has_a_corner_where_the_third_logit_stands() -> None:
    assert surface(LECTURE, 0, 1).edge.tolist() == [[0.23, -5], [0.23, 0.23], [5, 5]]
    assert surface(LECTURE, 1, 2).edge.tolist() == [[1.43, -5], [1.43, 1.43], [5, 5]]
    assert surface([0.0, 0.0], 0, 1, minimum=-1, maximum=1).edge.tolist() == [[-1, -1], [1, 1]]


# Errors: each names the argument, the rule and the value.


@pytest.mark.parametrize(
    ("row", "message"),
    BAD_ROWS,
)
def test_bad_logits_are_refused_everywhere(row: list[Any], message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        logit_sweep(row, 0)
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        surface(row, 0, 1)
    if row != [LECTURE]:  # of many rows, there is a nudge each
        with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
            nudge(row, 0)


def test_a_single_class_has_no_rival() -> None:
    message = r"^logits must hold at least two classes, got shape \(1,\)$"
    with pytest.raises(ValueError, match=message):
        logit_sweep([1.43], 0)


@pytest.mark.parametrize("index", [3, -1, 1.0, True, None, "0"])
def test_a_missing_class_is_refused(index: Any) -> None:  # noqa: ANN401
    rule = f"must be an integer from 0 to 2, got {index!r}"
    with pytest.raises(ValueError, match=f"^{re.escape(f'moving {rule}')}$"):
        logit_sweep(LECTURE, index)
    with pytest.raises(ValueError, match=f"^{re.escape(f'moving {rule}')}$"):
        nudge(LECTURE, index)
    with pytest.raises(ValueError, match=f"^{re.escape(f'first {rule}')}$"):
        surface(LECTURE, index, 0)
    with pytest.raises(ValueError, match=f"^{re.escape(f'second {rule}')}$"):
        surface(LECTURE, 0, index)


def test_two_axes_need_two_classes() -> None:
    message = "^second must differ from first, got 1 for both$"
    with pytest.raises(ValueError, match=message):
        surface(LECTURE, 1, 1)


@pytest.mark.parametrize("temperature", [0.0, -1.0, math.nan, math.inf, "1"])
def test_bad_temperatures_are_refused_everywhere(temperature: Any) -> None:  # noqa: ANN401
    message = f"^temperature must be a finite number above 0, got {temperature!r}$"
    with pytest.raises(ValueError, match=message):
        logit_sweep(LECTURE, 0, temperature=temperature)
    with pytest.raises(ValueError, match=message):
        nudge(LECTURE, 0, temperature=temperature)
    with pytest.raises(ValueError, match=message):
        surface(LECTURE, 0, 1, temperature=temperature)


@pytest.mark.parametrize(
    ("minimum", "maximum"),
    [(0.0, 0.0), (1.0, -1.0)],
)
def test_an_axis_without_length_is_refused(minimum: float, maximum: float) -> None:
    rule = f"minimum must be below maximum, got {minimum!r}, {maximum!r}"
    with pytest.raises(ValueError, match=f"^{re.escape(rule)}$"):
        logit_sweep(LECTURE, 0, minimum=minimum, maximum=maximum)
    with pytest.raises(ValueError, match=f"^{re.escape(rule)}$"):
        surface(LECTURE, 0, 1, minimum=minimum, maximum=maximum)


@pytest.mark.parametrize("bad", [-math.inf, math.inf, math.nan, "0", None])
@pytest.mark.parametrize("end", ["minimum", "maximum"])
def test_an_end_that_is_not_finite_is_refused(end: str, bad: Any) -> None:  # noqa: ANN401
    with pytest.raises(ValueError, match=f"^{end} must be a finite number, got {bad!r}$"):
        logit_sweep(LECTURE, 0, **{end: bad})
    with pytest.raises(ValueError, match=f"^{end} must be a finite number, got {bad!r}$"):
        surface(LECTURE, 0, 1, **{end: bad})


@pytest.mark.parametrize("points", [2, 0, -1, 201.0, True, None])
def test_too_few_points_are_refused(points: Any) -> None:  # noqa: ANN401
    message = f"^points must be an integer of 3 or more, got {re.escape(repr(points))}$"
    with pytest.raises(ValueError, match=message):
        logit_sweep(LECTURE, 0, points=points)
    with pytest.raises(ValueError, match=message):
        surface(LECTURE, 0, 1, points=points)


@pytest.mark.parametrize("by", [math.nan, math.inf, -math.inf, "0.1", None])
def test_a_nudge_that_is_not_finite_is_refused(by: Any) -> None:  # noqa: ANN401
    with pytest.raises(ValueError, match=f"^by must be a finite number, got {by!r}$"):
        nudge(LECTURE, 0, by=by)


def test_an_axis_whose_length_overflows_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^maximum - minimum must be finite, got 1e\+308 - -1e"):
        logit_sweep([0.0, 1.0], 0, minimum=-1e308, maximum=1e308)


@given(st.lists(st.floats(-300, 300), min_size=2, max_size=5), st.floats(0.05, 10))
def test_softmax_is_steepest_where_its_probability_is_one_half(
    row: list[float], temperature: float
) -> None:
    peak = float(steepest(row, 0, temperature=temperature))
    assert peak >= max(row[1:])
    (share, *_) = softmax([peak, *row[1:]], temperature=temperature)
    assert share == pytest.approx(0.5, abs=1e-9)


def test_the_steepest_place_needs_two_classes_and_a_temperature() -> None:
    with pytest.raises(ValueError, match=r"^logits must hold at least two classes"):
        steepest([1.0], 0)
    with pytest.raises(ValueError, match=r"^temperature must be"):
        steepest([1.0, 2.0], 0, temperature=0.0)
    with pytest.raises(ValueError, match=r"^moving must be"):
        steepest([1.0, 2.0], 2)

"""Steps and curves as a viewer reads them: flat, open and closed ends, tangents, one frame."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest

from argsoft.figures import Figure, theme
from argsoft.figures.curves import both_plot, smooth_plot, step_plot
from argsoft.sweeps import LogitSweep, logit_sweep

NAMES = ("Setosa", "Versicolor", "Virginica")
LECTURE = (1.43, -0.40, 0.23)
ALL = pytest.mark.parametrize("draw", [step_plot, smooth_plot, both_plot])
WATCHED = pytest.mark.parametrize("watched", [[0], [0, 1, 2]])
Draw = Callable[[LogitSweep, Sequence[str], Sequence[int]], Figure]


def sweep(
    logits: Sequence[float] = LECTURE, moving: int = 0, temperature: float = 1.0
) -> LogitSweep:
    return logit_sweep(logits, moving, temperature=temperature)


def texts(figure: Figure) -> list[str]:
    return [each.text for each in figure.layout.annotations]


def lines(figure: Figure, axis: str | None = None) -> list[Any]:
    return [each for each in figure.data if each.mode == "lines" and each.yaxis == axis]


def markers(figure: Figure, symbol: str) -> list[tuple[float, float]]:
    """Return where the upper panel has the ends of steps that are drawn like this."""
    return [
        (x, y)
        for each in figure.data
        if each.mode == "markers" and each.yaxis is None and each.marker.symbol is not None
        for x, y, drawn in zip(each.x, each.y, each.marker.symbol, strict=True)
        if drawn == symbol
    ]


def pieces(line: Any) -> list[np.ndarray[Any, Any]]:  # noqa: ANN401 - a Plotly trace
    """Return the stretches of a line between its gaps."""
    points = np.column_stack([np.asarray(line.x, float), np.asarray(line.y, float)])
    gaps = np.flatnonzero(np.isnan(points[:, 0]))
    return [each[~np.isnan(each[:, 0])] for each in np.split(points, gaps) if len(each) > 1]


@ALL
@WATCHED
def test_plotly_knows_every_property(draw: Draw, watched: list[int]) -> None:
    Figure(draw(sweep(), NAMES, watched).to_dict())  # raises where it does not


def test_steps_are_flat_and_nothing_joins_them() -> None:
    (line,) = lines(step_plot(sweep(), NAMES, [0]))
    below, above = pieces(line)
    assert set(below[:, 1]) == {0}
    assert set(above[:, 1]) == {1}
    assert below[-1, 0] < 0.23 == above[0, 0]


@pytest.mark.parametrize(
    ("moving", "opened", "closed"),
    [(0, (0.23, 0.0), (0.23, 1.0)), (2, (1.43, 1.0), (1.43, 0.0))],
)
def test_the_end_that_argmax_answers_at_the_tie_is_closed(
    moving: int, opened: tuple[float, float], closed: tuple[float, float]
) -> None:
    figure = step_plot(sweep(moving=moving), NAMES, [moving])
    assert markers(figure, "circle-open") == [opened]
    assert markers(figure, "circle") == [closed]


def test_a_closed_end_has_no_ring_of_another_colour() -> None:
    figure = step_plot(sweep(), NAMES, [0])
    ends = [trace.marker for trace in figure.data if "circle-open" in (trace.marker.symbol or "")]
    assert ends
    assert [each.line.color for each in ends] == [each.color for each in ends]


def test_the_jump_is_named_after_the_largest_of_the_others() -> None:
    for draw in (step_plot, smooth_plot, both_plot):
        figure = draw(sweep(), NAMES, [0])
        assert "Virginica 0.23" in texts(figure)
        assert [each.x0 for each in figure.layout.shapes] == [0.23]
    moved = step_plot(sweep((1.43, 2.5, 0.23)), NAMES, [0])
    assert "Versicolor 2.50" in texts(moved)
    assert [each.x0 for each in moved.layout.shapes] == [2.5]


def test_every_step_says_that_its_slope_is_0() -> None:
    assert texts(step_plot(sweep(), NAMES, [0])).count("slope 0") == 2
    # With all three, the steps of two classes lie on one another at 0.
    assert texts(step_plot(sweep(), NAMES, [0, 1, 2])).count("slope 0") == 4


def test_argmax_has_slope_0_but_for_a_hole_at_the_jump() -> None:
    figure = step_plot(sweep(), NAMES, [0])
    (line,) = lines(figure, "y2")
    before, after = pieces(line)
    assert {*before[:, 1], *after[:, 1]} == {0}
    assert before[-1, 0] < 0.23 < after[0, 0]
    assert "not defined here: a tie" in texts(figure)
    assert figure.layout.annotations[-1].yref == "y2"


def test_the_tangent_has_the_slope_that_is_printed() -> None:
    figure = smooth_plot(sweep(), NAMES, [0])
    tangent = pieces(lines(figure)[-1])[0]
    run, rise = tangent[-1] - tangent[0]
    assert rise / run == pytest.approx(0.216078436, abs=1e-8)  # mpmath at 30 digits
    middle = np.interp(1.43, tangent[:, 0], tangent[:, 1])
    assert middle == pytest.approx(0.684178076976)
    assert "slope 0.22" in texts(figure)


@pytest.mark.parametrize(("temperature", "text"), [(0.2, "0.013"), (0.05, "8 × 10⁻¹⁰")])
def test_a_small_slope_is_printed_as_what_it_is(temperature: float, text: str) -> None:
    figure = smooth_plot(sweep(temperature=temperature), NAMES, [0])
    assert f"slope {text}" in texts(figure)


def test_the_moving_point_is_where_the_logit_is() -> None:
    figure = smooth_plot(sweep(), NAMES, [0, 1, 2])
    (point,) = [each for each in figure.data if each.mode == "markers" and each.yaxis is None]
    assert list(point.x) == [1.43] * 3
    assert list(point.y) == pytest.approx([0.684178, 0.109751, 0.206070], abs=1e-6)
    assert list(point.marker.color) == list(theme.CLASS_COLOURS)


@ALL
@WATCHED
def test_the_frame_stays_while_the_logits_move(draw: Draw, watched: list[int]) -> None:
    def frame(logits: Sequence[float]) -> list[object]:
        layout = draw(sweep(logits), NAMES, watched).layout
        axes = (layout.xaxis, layout.yaxis, layout.yaxis2)
        return [(axis.range, axis.domain, axis.fixedrange) for axis in axes]

    assert frame(LECTURE) == frame((-5.0, 5.0, 5.0)) == frame((5.0, -5.0, -5.0))


def test_both_functions_have_one_frame() -> None:
    step, smooth = (draw(sweep(), NAMES, [0]).layout for draw in (step_plot, smooth_plot))
    assert step.xaxis.range == smooth.xaxis.range == (-5, 5)
    assert step.yaxis.range == smooth.yaxis.range
    assert step.yaxis2.range == smooth.yaxis2.range


@ALL
@pytest.mark.parametrize("logits", [(1.43, 1.43, 1.43), (0.23, -0.40, 0.23), (5.0, 5.0, -5.0)])
@pytest.mark.parametrize("moving", [0, 1, 2])
@pytest.mark.parametrize("temperature", [0.05, 10.0])
def test_nothing_breaks_at_ties_and_ends(
    draw: Draw, logits: tuple[float, ...], moving: int, temperature: float
) -> None:
    figure = draw(sweep(logits, moving, temperature), NAMES, [0, 1, 2])
    assert not {"nan", "inf", "slope nan"} & set(" ".join(texts(figure)).split())


def test_at_a_tie_there_is_no_point_on_the_slopes_of_argmax() -> None:
    figure = step_plot(sweep((0.23, -0.40, 0.23)), NAMES, [0])
    points = [each for each in figure.data if each.mode == "markers" and each.yaxis == "y2"]
    assert all(each.marker.symbol is not None for each in points)

"""Steps and curves as a viewer reads them: flat, open and closed ends, tangents, one frame."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import Any, NamedTuple

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
    return [re.sub("<.*?>", "", each.text) for each in figure.layout.annotations]


def lines(figure: Figure, axis: str | None = None) -> list[Any]:
    return [each for each in figure.data if each.mode == "lines" and each.yaxis == axis]


def points(figure: Figure, axis: str | None = None) -> list[Any]:
    """Return the traces that show where the classes stand now, and not the ends of steps."""
    shown = [each for each in figure.data if each.mode == "markers" and each.yaxis == axis]
    return [each for each in shown if each.marker.line.color == theme.HALO_COLOUR]


def markers(figure: Figure, symbol: str) -> list[tuple[float, float]]:
    """Return where the upper panel has the ends of steps that are drawn like this."""
    return [
        (x, y)
        for each in figure.data
        if each.mode == "markers" and each.yaxis is None and each not in points(figure)
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
        assert "tie with Virginica at 0.23" in texts(figure)
        assert [each.x0 for each in figure.layout.shapes if each.visible] == [0.23, 0.23]
    moved = step_plot(sweep((1.43, 2.5, 0.23)), NAMES, [0])
    assert "tie with Versicolor at 2.50" in texts(moved)
    assert [each.x0 for each in moved.layout.shapes if each.visible] == [2.5, 2.5]


def test_the_line_at_the_jump_runs_within_each_panel() -> None:
    drawn = step_plot(sweep(), NAMES, [0]).layout.shapes
    assert [each.yref for each in drawn] == ["y domain", "y2 domain"]
    assert [(each.x0, each.y0, each.x1, each.y1) for each in drawn] == [(0.23, 0, 0.23, 1)] * 2


@ALL
@pytest.mark.parametrize("jump", [-9.0, 9.0, -np.inf])
def test_a_jump_outside_the_frame_is_not_drawn(draw: Draw, jump: float) -> None:
    figure = draw(sweep((1.43, jump, jump)), NAMES, [0])
    assert not any(each.visible for each in figure.layout.shapes)
    assert not any("tie" in each for each in texts(figure))


@pytest.mark.parametrize(
    ("logits", "watched", "words"),
    [
        (LECTURE, [0], "slope 0, not defined at a tie"),
        (LECTURE, [0, 1, 2], "slope 0, not defined at a tie"),
        (LECTURE, [1], "slope 0"),  # Versicolor never wins here
        ((0.23, -0.40, 0.23), [0], "slope not defined at a tie"),
        ((0.23, -0.40, 0.23), [1], "slope 0"),
        ((0.23, -0.40, 0.23), [0, 1, 2], "slope ■ 0, ●◆ not defined"),
        ((1.0, 1.0, 1.0), [0, 1, 2], "slope ◆ 0, ●■ not defined"),
    ],
)
def test_the_slope_of_argmax_is_in_words(
    logits: tuple[float, ...], watched: list[int], words: str
) -> None:
    assert texts(step_plot(sweep(logits), NAMES, watched))[1] == words


def test_argmax_has_slope_0_but_for_a_hole_at_the_jump() -> None:
    figure = step_plot(sweep(), NAMES, [0])
    (line,) = lines(figure, "y2")
    before, after = pieces(line)
    assert {*before[:, 1], *after[:, 1]} == {0}
    assert before[-1, 0] < 0.23 < after[0, 0]


def test_several_slopes_are_printed_beside_the_shapes_of_their_classes() -> None:
    # Exact: 0.216078, -0.075090, -0.140989 (mpmath at 30 digits).
    values = "● 0.22 ■ −0.08 ◆ −0.14"
    smooth, both = (draw(sweep(), NAMES, [0, 1, 2]) for draw in (smooth_plot, both_plot))
    assert texts(smooth)[:2] == ["● Setosa ■ Versicolor ◆ Virginica", f"slope {values}"]
    assert texts(both)[1] == f"slope: argmax 0, softmax {values}"
    for index, hue in enumerate(theme.CLASS_COLOURS):
        coloured = f'<span style="color:{hue}">{theme.CLASS_GLYPHS[index]}</span>'
        assert coloured in smooth.layout.annotations[0].text
        assert coloured in smooth.layout.annotations[1].text


def test_the_tangent_has_the_slope_that_is_printed() -> None:
    figure = smooth_plot(sweep(), NAMES, [0])
    tangent = pieces(lines(figure)[-1])[0]
    run, rise = tangent[-1] - tangent[0]
    assert rise / run == pytest.approx(0.216078436, abs=1e-8)  # mpmath at 30 digits
    middle = np.interp(1.43, tangent[:, 0], tangent[:, 1])
    assert middle == pytest.approx(0.684178076976)
    assert texts(figure)[:2] == ["Setosa’s output", "slope 0.22"]


@pytest.mark.parametrize(("temperature", "text"), [(0.2, "0.013"), (0.05, "8 × 10⁻¹⁰")])
def test_a_small_slope_is_printed_as_what_it_is(temperature: float, text: str) -> None:
    figure = smooth_plot(sweep(temperature=temperature), NAMES, [0])
    assert f"slope {text}" in texts(figure)


def test_the_moving_point_is_where_the_logit_is() -> None:
    figure = smooth_plot(sweep(), NAMES, [0, 1, 2])
    (point,) = points(figure)
    assert list(point.x) == [1.43] * 3
    assert list(point.y) == pytest.approx([0.684178, 0.109751, 0.206070], abs=1e-6)
    assert list(point.marker.color) == list(theme.CLASS_COLOURS)
    assert list(point.marker.symbol) == list(theme.CLASS_SYMBOLS)


@ALL
@pytest.mark.parametrize("moving", [0, 1, 2])
def test_every_point_has_the_shape_of_its_class(draw: Draw, moving: int) -> None:
    figure = draw(sweep(moving=moving), NAMES, [moving])
    found = [*points(figure), *points(figure, "y2")]
    assert len(found) == (4 if draw is both_plot else 2)
    assert {tuple(each.marker.symbol) for each in found} == {(theme.CLASS_SYMBOLS[moving],)}


def test_of_points_on_one_another_each_shows_around_the_next() -> None:
    figure = step_plot(sweep(), NAMES, [0, 1, 2])
    (outputs,), (slopes,) = points(figure), points(figure, "y2")
    assert list(outputs.y) == [1, 0, 0]
    setosa, versicolor, virginica = outputs.marker.size
    assert versicolor > virginica == setosa
    assert list(slopes.y) == [0, 0, 0]
    assert sorted(set(slopes.marker.size), reverse=True) == list(slopes.marker.size)


@WATCHED
def test_overlaid_each_function_has_its_own_stroke(watched: list[int]) -> None:
    figure = both_plot(sweep(), NAMES, watched)
    assert texts(figure)[0].endswith(": argmax dashed, softmax solid")
    for axis in (None, "y2"):
        hues = [each for each in lines(figure, axis) if each.line.color in theme.CLASS_COLOURS]
        flat, curved = hues[: len(watched)], hues[len(watched) :]
        assert len(flat) == len(curved) == len(watched)
        assert all(set(each.y) <= {0, 1, None} and each.line.dash for each in flat)
        assert not any(each.line.dash for each in curved)
        assert min(each.line.width for each in flat) < min(each.line.width for each in curved)


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
    assert step.xaxis.range == smooth.xaxis.range
    assert step.xaxis.range[0] < -5
    assert step.xaxis.range[1] > 5
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
    tie = sweep((0.23, -0.40, 0.23))
    assert [list(each.x) for each in points(step_plot(tie, NAMES, [0]), "y2")] == [[]]
    (point,) = points(step_plot(tie, NAMES, [0, 1, 2]), "y2")
    assert list(point.marker.symbol) == [theme.CLASS_SYMBOLS[1]]


@ALL
@WATCHED
def test_wherever_the_logits_are_the_figure_has_the_same_parts(
    draw: Draw, watched: list[int]
) -> None:
    def parts(logits: Sequence[float]) -> tuple[int, ...]:
        figure = draw(sweep(logits), NAMES, watched)
        return len(figure.data), len(figure.layout.annotations), len(figure.layout.shapes)

    assert parts(LECTURE) == parts((0.23, -0.40, 0.23)) == parts((0.0, 9.0, 9.0))


@pytest.mark.parametrize(
    ("temperature", "ticks"),
    [
        (1.0, ["−0.2", "0", "0.2"]),
        (0.05, ["−5", "0", "5"]),
        (10.0, ["−0.02", "0", "0.02"]),
        (0.25, ["−1", "0", "1"]),
    ],
)
def test_the_slopes_have_short_round_numbers(temperature: float, ticks: list[str]) -> None:
    axis = step_plot(sweep(temperature=temperature), NAMES, [0, 1, 2]).layout.yaxis2
    assert list(axis.ticktext) == ticks
    assert axis.range[0] < min(axis.tickvals)
    assert max(axis.tickvals) <= 0.25 / temperature < axis.range[1]


# Where the words stand: never in a panel, where lines run, and never over other words.


class Box(NamedTuple):
    """A rectangle in pixels, from the top left corner of a picture."""

    left: float
    right: float
    top: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        return min(self.right, other.right) > max(self.left, other.left) and min(
            self.bottom, other.bottom
        ) > max(self.top, other.top)


# A picture's width and height, and how large its letters are: Plotly lays out those of 16 px. On a
# phone, the style sheet draws 12 px on the same baseline.
PICTURES = ((165, 250, 12), (175, 330, 12), (430, 281, 16), (590, 320, 16), (590, 520, 16))
# How wide letters are, for each pixel of their size: measured in the font that Streamlit brings.
ADVANCES = {
    0.2: " ",
    0.25: ",.:i’",
    0.26: "l",
    0.29: "f",
    0.35: "rt",
    0.37: "⁻⁰¹²³⁴⁵⁶⁷⁸⁹",
    0.42: "s",
    0.46: "cx",
    0.5: "0123456789aeg×−",
    0.52: "V",
    0.54: "Shou",
    0.56: "dnp",
    0.6: "●■◆",
    0.72: "w",
    0.83: "m",
}
STATES = (
    (LECTURE, 0),
    (LECTURE, 1),
    ((0.23, -0.40, 0.23), 0),
    ((5.0, -5.0, 5.0), 0),
    ((-5.0, -5.0, -5.0), 0),
    ((1.0, -4.9, -5.0), 2),
)


def length(text: str, size: int) -> float:
    """Return how wide a text is in pixels, to within a few percent."""
    widths = {letter: width for width, letters in ADVANCES.items() for letter in letters}
    return size * sum(widths[letter] for letter in text)


def panels(figure: Figure, width: int, height: int) -> list[Box]:
    margin = figure.layout.margin
    room = height - margin.t - margin.b
    return [
        Box(
            margin.l,
            width - margin.r,
            margin.t + room * (1 - axis.domain[1]),
            margin.t + room * (1 - axis.domain[0]),
        )
        for axis in (figure.layout.yaxis, figure.layout.yaxis2)
    ]


def words(figure: Figure, width: int, height: int, size: int) -> Iterator[Box]:
    """Yield where each label is, and first the title."""
    margin, (start, end) = figure.layout.margin, figure.layout.xaxis.range
    title = figure.layout.title
    yield Box(0, width, title.pad.t, title.pad.t + 1.2 * title.font.size)
    for text, each in zip(texts(figure), figure.layout.annotations, strict=True):
        share = each.x if each.xref == "paper" else (each.x - start) / (end - start)
        place = margin.l + share * (width - margin.l - margin.r) + each.xshift
        wide = length(text, size)
        left = place if each.xanchor == "left" else place - wide / 2
        room = height - margin.t - margin.b
        foot = margin.t + room * (1 - each.y) - each.yshift
        assert (each.yref, each.yanchor) == ("paper", "bottom")
        yield Box(left, left + wide, foot - 1.1 * each.font.size, foot)


@ALL
@WATCHED
@pytest.mark.parametrize(("logits", "moving"), STATES)
@pytest.mark.parametrize("temperature", [0.05, 1.0])
def test_no_words_are_in_a_panel_or_over_other_words(
    draw: Draw, watched: list[int], logits: tuple[float, ...], moving: int, temperature: float
) -> None:
    seen = [moving] if len(watched) == 1 else watched
    figure = draw(sweep(logits, moving, temperature), NAMES, seen)
    for width, height, size in PICTURES:
        across = 2 * width if draw is both_plot else width  # one that stands alone in its row
        boxes = list(words(figure, across, height, size))
        assert len(boxes) == 4
        assert not any(one.meets(other) for one, other in combinations(boxes, 2)), (width, height)
        assert not any(
            box.meets(panel) for box in boxes for panel in panels(figure, across, height)
        ), (width, height)
        assert all(box.left >= 0 and box.right <= across for box in boxes), (width, height)

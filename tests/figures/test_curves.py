"""Steps and curves: flat segments, open and closed ends, tangents, labels, and a fixed frame."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, pairwise
from typing import Any, NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from argsoft.figures import Figure, theme
from argsoft.figures import curves as drawing
from argsoft.sweeps import LogitSweep, logit_sweep
from argsoft.wording import flat_or_smooth as wording

NAMES = ("Setosa", "Versicolor", "Virginica")


def step_plot(sweep: LogitSweep, names: Sequence[str], watched: Sequence[int]) -> Figure:
    return drawing.step_plot(sweep, watched, **wording.step_words(sweep, watched, names))


def smooth_plot(sweep: LogitSweep, names: Sequence[str], watched: Sequence[int]) -> Figure:
    return drawing.smooth_plot(sweep, watched, **wording.smooth_words(sweep, watched, names))


def both_plot(sweep: LogitSweep, names: Sequence[str], watched: Sequence[int]) -> Figure:
    return drawing.both_plot(sweep, watched, **wording.both_words(sweep, watched, names))


LECTURE = (1.43, -0.40, 0.23)
ALL = pytest.mark.parametrize("draw", [step_plot, smooth_plot, both_plot])
WATCHED = pytest.mark.parametrize("watched", [[0], [0, 1, 2]])
PANELS = ("y", "y2")  # outputs above, slopes below
Draw = Callable[[LogitSweep, Sequence[str], Sequence[int]], Figure]


def sweep(
    logits: Sequence[float] = LECTURE, moving: int = 0, temperature: float = 1.0
) -> LogitSweep:
    return logit_sweep(logits, moving, temperature=temperature)


def plain(text: str) -> str:
    return re.sub("<.*?>", "", text)


def heading(figure: Figure) -> str:
    """Return the line above both panels, which names the classes."""
    (text,) = (each.text for each in figure.layout.annotations)
    return str(text)


def label(figure: Figure, axis: str) -> Any:  # noqa: ANN401 - a Plotly trace
    """Find the trace of the text above a panel."""
    (found,) = (each for each in figure.data if each.text is not None and each.yaxis == axis)
    return found


def words_above(figure: Figure, axis: str) -> str:
    (text,) = label(figure, axis).text
    return str(text)


def texts(figure: Figure) -> list[str]:
    """Return all text from the top down: the classes, the tie at the jump, the slopes."""
    found = (heading(figure), *(words_above(figure, axis) for axis in PANELS))
    return [plain(each) for each in found]


def jump_line(figure: Figure, axis: str) -> Any:  # noqa: ANN401 - a Plotly trace
    """Find the dotted line at the jump in a panel."""
    (found,) = (each for each in figure.data if each.line.dash == "dot" and each.yaxis == axis)
    return found


def lines(figure: Figure, axis: str = "y") -> list[Any]:
    """Find the lines of a panel, without the dotted one at the jump."""
    drawn = [each for each in figure.data if each.mode == "lines" and each.yaxis == axis]
    return [each for each in drawn if each.line.dash != "dot"]


def points(figure: Figure, axis: str = "y") -> list[Any]:
    """Find the traces of the current points, without the ends of steps."""
    shown = [each for each in figure.data if each.mode == "markers" and each.yaxis == axis]
    return [each for each in shown if each.marker.line.color == theme.HALO_COLOUR]


def markers(figure: Figure, symbol: str) -> list[tuple[float, float]]:
    """Return the ends of steps in the upper panel that have a given symbol."""
    return [
        (x, y)
        for each in figure.data
        if each.mode == "markers" and each.yaxis == "y" and each not in points(figure)
        for x, y, drawn in zip(each.x, each.y, each.marker.symbol, strict=True)
        if drawn == symbol
    ]


def pieces(line: Any) -> list[np.ndarray[Any, Any]]:  # noqa: ANN401 - a Plotly trace
    """Split a line at its gaps."""
    points = np.column_stack([np.asarray(line.x, float), np.asarray(line.y, float)])
    gaps = np.flatnonzero(np.isnan(points[:, 0]))
    return [each[~np.isnan(each[:, 0])] for each in np.split(points, gaps) if len(each) > 1]


@ALL
@WATCHED
def test_plotly_knows_every_property(draw: Draw, watched: list[int]) -> None:
    Figure(draw(sweep(), NAMES, watched).to_dict())  # raises for an unknown one


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
    moved = (1.43, 2.5, 0.23)
    for draw in (step_plot, smooth_plot, both_plot):
        assert texts(draw(sweep(), NAMES, [0]))[1] == "tie with Virginica at 0.23"
        assert texts(draw(sweep(moved), NAMES, [0]))[1] == "tie with Versicolor at 2.50"


@ALL
@WATCHED
@pytest.mark.parametrize(("logits", "jump"), [(LECTURE, 0.23), ((1.43, 2.5, 0.23), 2.5)])
def test_the_line_at_the_jump_runs_through_each_panel_and_below_all_else(
    draw: Draw, watched: list[int], logits: tuple[float, ...], jump: float
) -> None:
    figure = draw(sweep(logits), NAMES, watched)
    for axis in PANELS:
        line = jump_line(figure, axis)
        assert list(line.x) == [jump, jump]
        assert list(line.y) == list(figure.layout[f"yaxis{axis[1:]}"].range)
        (first, *_) = (each for each in figure.data if each.yaxis == axis)
        assert first == line


@ALL
@pytest.mark.parametrize("jump", [-9.0, 9.0, -np.inf])
def test_a_jump_outside_the_frame_is_not_drawn(draw: Draw, jump: float) -> None:
    figure = draw(sweep((1.43, jump, jump)), NAMES, [0])
    assert [list(jump_line(figure, axis).x) for axis in PANELS] == [[], []]
    assert texts(figure)[1] == ""


@ALL
@pytest.mark.parametrize("jump", [-5.0, 5.0])
def test_a_jump_at_the_edge_of_the_frame_is_drawn(draw: Draw, jump: float) -> None:
    figure = draw(sweep((1.43, jump, jump)), NAMES, [0])
    assert [list(jump_line(figure, axis).x) for axis in PANELS] == [[jump, jump]] * 2
    assert "tie with Versicolor" in texts(figure)[1]


@pytest.mark.parametrize(
    ("logits", "watched", "words"),
    [
        (LECTURE, [0], "slope 0, undefined at a tie"),
        (LECTURE, [0, 1, 2], "slope 0, undefined at a tie"),
        (LECTURE, [1], "slope 0"),  # Versicolor never wins here
        ((0.23, -0.40, 0.23), [0], "slope undefined at a tie"),
        ((0.23, -0.40, 0.23), [1], "slope 0"),
        ((0.23, -0.40, 0.23), [0, 1, 2], "slope ■ 0, ●◆ undefined"),
        ((1.0, 1.0, 1.0), [0, 1, 2], "slope ◆ 0, ●■ undefined"),
    ],
)
def test_the_slope_of_argmax_is_in_words(
    logits: tuple[float, ...], watched: list[int], words: str
) -> None:
    assert texts(step_plot(sweep(logits), NAMES, watched))[2] == words


def test_argmax_has_slope_0_but_for_a_hole_at_the_jump() -> None:
    figure = step_plot(sweep(), NAMES, [0])
    (line,) = lines(figure, "y2")
    before, after = pieces(line)
    assert {*before[:, 1], *after[:, 1]} == {0}
    assert before[-1, 0] < 0.23 < after[0, 0]


def test_several_slopes_are_printed_beside_the_shapes_of_their_classes() -> None:
    # Exact: 0.216078, -0.075090, -0.140989 (mpmath with 30 digits).
    values = "● 0.22 ■ −0.08 ◆ −0.14"
    smooth, both = (draw(sweep(), NAMES, [0, 1, 2]) for draw in (smooth_plot, both_plot))
    assert texts(smooth)[::2] == ["● Setosa ■ Versicolor ◆ Virginica", f"slope {values}"]
    assert texts(both)[2] == f"slope: argmax 0, softmax {values}"
    for index, hue in enumerate(theme.CLASS_COLOURS):
        coloured = f'<span style="color:{hue}">{theme.CLASS_GLYPHS[index]}</span>'
        assert coloured in heading(smooth)
        assert coloured in words_above(smooth, "y2")


def test_the_tangent_has_the_slope_that_is_printed() -> None:
    figure = smooth_plot(sweep(), NAMES, [0])
    (tangent,) = pieces(lines(figure)[-1])
    run, rise = tangent[-1] - tangent[0]
    assert rise / run == pytest.approx(0.216078436, abs=1e-8)  # mpmath with 30 digits
    middle = np.interp(1.43, tangent[:, 0], tangent[:, 1])
    assert middle == pytest.approx(0.684178076976)
    assert texts(figure)[::2] == ["Setosa’s output", "slope 0.22"]


@pytest.mark.parametrize(("temperature", "text"), [(0.2, "0.013"), (0.05, "8 × 10⁻¹⁰")])
def test_a_small_slope_is_printed_as_what_it_is(temperature: float, text: str) -> None:
    figure = smooth_plot(sweep(temperature=temperature), NAMES, [0])
    assert texts(figure)[2] == f"slope {text}"


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
    for axis in PANELS:
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
    assert [text for text in texts(figure) if re.search("nan|inf", text)] == []


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
    def parts(logits: Sequence[float]) -> tuple[object, ...]:
        figure = draw(sweep(logits), NAMES, watched)
        traces = [(each.type, each.mode, each.yaxis) for each in figure.data]
        return traces, len(figure.layout.annotations), len(figure.layout.shapes)

    assert parts(LECTURE) == parts((0.23, -0.40, 0.23)) == parts((0.0, 9.0, 9.0))


@ALL
@WATCHED
def test_nothing_but_traces_changes_while_the_logit_moves(draw: Draw, watched: list[int]) -> None:
    # Plotly redraws traces many times faster than the layout.
    one, other = (draw(sweep(each), NAMES, watched) for each in (LECTURE, (0.0, -0.40, 0.23)))
    assert one.layout == other.layout
    assert one.data != other.data


@pytest.mark.parametrize(
    ("temperature", "ticks"),
    [
        (1.0, ["−0.2", "0", "0.2"]),
        (0.3, ["−0.8", "0", "0.8"]),
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


@given(st.floats(0.05, 10))
def test_the_numbers_at_the_slopes_are_short_and_apart(temperature: float) -> None:
    axis = step_plot(sweep(temperature=temperature), NAMES, [0, 1, 2]).layout.yaxis2
    assert max(map(len, axis.ticktext)) <= len("−0.02")
    # A digit is 0.66 of the font size high.
    _, panel = panels(step_plot(sweep(), NAMES, [0, 1, 2]), LOWEST)
    share = axis.tickvals[-1] / (axis.range[1] - axis.range[0])
    assert share * (panel.bottom - panel.top) > 0.66 * LOWEST.letters


# Placement of text: never in a panel, never over other text, and never over marks that reach over
# the edge of a panel.


class Box(NamedTuple):
    """A rectangle in pixels, from the top left corner of the chart."""

    left: float
    right: float
    top: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        return min(self.right, other.right) > max(self.left, other.left) and min(
            self.bottom, other.bottom
        ) > max(self.top, other.top)


class Picture(NamedTuple):
    """The size of a chart and of its text.

    Plotly lays out text for 16 px. On a phone, the style sheet draws it at 12 px on the same
    baseline, and on screens narrower than 390 px also with tighter letter spacing.
    """

    width: int
    height: int
    letters: int
    closer: float = 0.0  # as a fraction of the font size


PICTURES = (
    Picture(165, 250, 12, closer=0.035),
    Picture(175, 330, 12),
    Picture(430, 281, 16),
    Picture(590, 320, 16),
    Picture(590, 520, 16),
)
# Widths of characters as fractions of the font size, measured in Streamlit's font.
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
LOWEST = PICTURES[2]  # relative to its font size
STATES = (
    (LECTURE, 0),
    (LECTURE, 1),
    ((0.23, -0.40, 0.23), 0),
    ((5.0, -5.0, 5.0), 0),
    ((-5.0, -5.0, -5.0), 0),
    ((1.0, -4.9, -5.0), 2),
    ((4.5, -0.40, 2.7), 0),  # points and ends of steps at the top, just below the text
)
REACH = {"diamond": 1.3}  # extent of a marker, relative to a disc of the same size


def length(text: str, picture: Picture) -> float:
    """Estimate the width of a text in pixels, to within a few percent."""
    widths = {letter: width for width, letters in ADVANCES.items() for letter in letters}
    return picture.letters * sum(widths[letter] - picture.closer for letter in text)


def panels(figure: Figure, picture: Picture) -> list[Box]:
    margin = figure.layout.margin
    room = picture.height - margin.t - margin.b
    return [
        Box(
            margin.l,
            picture.width - margin.r,
            margin.t + room * (1 - axis.domain[1]),
            margin.t + room * (1 - axis.domain[0]),
        )
        for axis in (figure.layout.yaxis, figure.layout.yaxis2)
    ]


def words(figure: Figure, picture: Picture) -> Iterator[Box]:
    """Yield the box of each text: the title, the line above both panels, and those above each."""
    margin, title = figure.layout.margin, figure.layout.title
    yield Box(0, picture.width, title.pad.t, title.pad.t + 1.2 * title.font.size)
    (over_all,) = figure.layout.annotations
    assert (over_all.xref, over_all.xanchor, over_all.x) == ("paper", "left", 0)
    assert (over_all.yref, over_all.yanchor) == ("paper", "bottom")
    left = margin.l + over_all.xshift
    foot = margin.t + (picture.height - margin.t - margin.b) * (1 - over_all.y) - over_all.yshift
    wide = length(plain(over_all.text), picture)
    yield Box(left, left + wide, foot - 1.1 * over_all.font.size, foot)
    for axis, panel in zip(PANELS, panels(figure, picture), strict=True):
        trace = label(figure, axis)
        ((right, y),) = places(figure, trace, panel)
        assert (trace.textposition, trace.marker.opacity) == ("top left", 0)
        # Plotly's distance between a text and its marker, in both directions.
        off = trace.marker.size / 1.6 + 1
        right, foot = right - off, y - off - 0.25 * trace.textfont.size
        (text,) = trace.text
        wide = length(plain(text), picture)
        yield Box(right - wide, right, foot - 0.8 * picture.letters, foot + 0.25 * picture.letters)


def places(
    figure: Figure,
    trace: Any,  # noqa: ANN401 - a Plotly trace
    panel: Box,
) -> list[tuple[float, float]]:
    """Convert the points of a trace to pixels; gaps are NaN."""
    axes = (figure.layout.xaxis, figure.layout[f"yaxis{trace.yaxis[1:]}"])
    (left, right), (bottom, top) = (axis.range for axis in axes)
    across = (np.array(trace.x, float) - left) / (right - left)
    up = (np.array(trace.y, float) - bottom) / (top - bottom)
    xs = panel.left + across * (panel.right - panel.left)
    ys = panel.bottom - up * (panel.bottom - panel.top)
    return list(zip(xs.tolist(), ys.tolist(), strict=True))


def marks(figure: Figure, picture: Picture) -> Iterator[Box]:
    """Yield the box, stroke included, of each marker and line segment that leaves its panel."""
    inside = dict(zip(PANELS, panels(figure, picture), strict=True))
    for trace in figure.data:
        panel = inside[trace.yaxis]
        there = places(figure, trace, panel)
        if trace.mode == "markers":
            ends = [(each, each) for each in there]
            sizes = np.broadcast_to(trace.marker.size, len(there)) + trace.marker.line.width
            reach = [REACH.get(symbol, 1) for symbol in trace.marker.symbol]
            halves = (sizes * reach / 2).tolist()
        elif trace.mode == "lines":
            ends = [(one, other) for one, other in pairwise(there) if one[0] + other[0] < np.inf]
            halves = [trace.line.width / 2] * len(ends)
        else:
            continue
        for ((x, y), (to_x, to_y)), half in zip(ends, halves, strict=True):
            top, bottom = min(y, to_y) - half, max(y, to_y) + half
            if top < panel.top or bottom > panel.bottom:
                yield Box(min(x, to_x) - half, max(x, to_x) + half, top, bottom)


@ALL
@WATCHED
@pytest.mark.parametrize(("logits", "moving"), STATES)
@pytest.mark.parametrize("temperature", [0.05, 1.0])
def test_no_words_are_in_a_panel_or_over_other_words(
    draw: Draw, watched: list[int], logits: tuple[float, ...], moving: int, temperature: float
) -> None:
    seen = [moving] if len(watched) == 1 else watched
    figure = draw(sweep(logits, moving, temperature), NAMES, seen)
    for each in PICTURES:
        # A chart alone in its row is as wide as two.
        picture = each._replace(width=2 * each.width) if draw is both_plot else each
        boxes = list(words(figure, picture))
        others = [*panels(figure, picture), *marks(figure, picture)]
        assert len(boxes) == 4
        assert not any(one.meets(other) for one, other in combinations(boxes, 2)), picture
        assert not any(box.meets(other) for box in boxes for other in others), picture
        assert all(box.left >= 0 and box.right <= picture.width for box in boxes), picture

"""Outputs as a function of one logit: argmax in flat steps, softmax in curves, slopes below.

Outputs and slopes share the x axis, so a jump in the upper panel is over its gap in the lower one.
"""

import math
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from argsoft.figures import Figure, figure, theme
from argsoft.sweeps import LogitSweep, Segment
from argsoft.wording.numerals import plain

TOP, RIGHT, BOTTOM = 70, 12, 44  # pixels around both panels; the title and two lines go on top
LEFT, LEFT_OF_ALL = 38, 54  # pixels; with one class, the line above replaces the axis title
OUTPUTS, SLOPES = (0.48, 1.0), (0.0, 0.29)  # as fractions of the height
UPPER, LOWER = "y", "y2"  # Plotly's names of the vertical axes
LINE, THIN_LINE = 5, 3
DASHES = "8px,5px"
POINT, POINT_STEP = 14, 4
RING, DISC = 15, 10  # an open end fits around a closed one; pixels
GAP = 0.01  # between a line and the centre of an open end, as a fraction of the axis
TANGENT_REACH = 1.0  # logits to either side
SIDE, TICK = 0.3, 5  # logits and pixels: keeps points at the ends off the tick labels
EDGE, SLOPE_EDGE = 0.06, 0.18  # as fractions of an axis: room for the points at its ends
ROUND = (1, 1.5, 2, 3, 4, 5, 6, 8)  # leading digits of a tick: never close to 0
RISE, NEXT_LINE = 5, 18  # pixels: from a panel up to its text, and from there to the next line
LIFT = 1.6 * (RISE - 1)  # the marker size at which Plotly places its text that far away

# The marker of each class in its colour, as HTML for use in text.
GLYPHS = tuple(
    f'<span style="color:{colour}">{glyph}</span>'
    for colour, glyph in zip(theme.CLASS_COLOURS, theme.CLASS_GLYPHS, strict=True)
)

Part = dict[str, Any]
Floats = NDArray[np.float64]
Course = Floats | Sequence[float | None]  # gaps are None: for NaN, Plotly serializes all JSON twice


class View(NamedTuple):
    """What a chart draws of a sweep: looked up once, as a strip has hundreds of charts.

    Attributes
    ----------
    sweep : argsoft.sweeps.LogitSweep
        Outputs and slopes along the sweep.
    watched : tuple of int
        Indices of the classes to draw.
    ends : pair of float
        The ends of the axis.
    is_inside : bool
        Whether the current logit lies on the axis.
    jump : tuple of float
        Where argmax jumps, if that lies on the axis.
    jumping : tuple of int
        The watched classes whose argmax output jumps there.
    """

    sweep: LogitSweep
    watched: tuple[int, ...]
    ends: tuple[float, float]
    is_inside: bool
    jump: tuple[float, ...]
    jumping: tuple[int, ...]


class Panel(NamedTuple):
    """One of the two panels of a chart: its vertical axis and its traces."""

    axis: Part
    traces: Sequence[Part]


class Stroke(NamedTuple):
    """How a line is drawn, in Plotly's words."""

    color: str
    width: int
    dash: str


class Words(NamedTuple):
    """The words of a chart. "{0}" stands for the marker of the first class, and so on.

    Attributes
    ----------
    title : str
        Title of the chart.
    x_axis : str
        Title of the axis of both panels.
    y_axis : str
        Title of the upper panel's axis, or "".
    outputs : str
        What the upper panel shows.
    jump : str
        Where argmax jumps, or "".
    slopes : str
        The slopes at the current logit.
    """

    title: str
    x_axis: str
    y_axis: str
    outputs: str
    jump: str
    slopes: str


def step_plot(sweep: LogitSweep, watched: Sequence[int], **words: str) -> Figure:
    """Draw argmax's outputs as flat steps, with no line across the jump between them.

    A filled end belongs to its step, a hollow one does not. Where the outputs of several classes
    coincide, the first watched class has the widest line, so all of them show. The slopes below
    are 0 everywhere, with a hole at the jump, wide enough to see.

    All text is above its panel, where no line runs. The figures of a sweep have the same number of
    traces and labels wherever the logit is.

    Parameters
    ----------
    sweep : argsoft.sweeps.LogitSweep
        Outputs and slopes along the sweep.
    watched : sequence of int
        Indices of the classes to draw.
    **words : str
        The fields of `Words`.

    Returns
    -------
    plotly.graph_objects.Figure
    """
    view = _view(sweep, watched)
    outputs = Panel(_output_axis(), [*_steps(view), _points(view, sweep.argmax_at, UPPER)])
    slopes = Panel(_slope_axis(view), _step_slopes(view))
    return _figure(view, outputs, slopes, Words(**words))


def smooth_plot(sweep: LogitSweep, watched: Sequence[int], **words: str) -> Figure:
    """Draw softmax's outputs as curves, each with its tangent at the current logit.

    A curve never reaches 0 or 1, but within about 0.005 of them it cannot be told from the edge of
    the frame. The slopes below form a hill, or a valley for a class that loses. Far from the jump
    they look like 0 but are only small.

    Parameters
    ----------
    sweep, watched, **words
        As for `step_plot`.

    Returns
    -------
    plotly.graph_objects.Figure
    """
    view = _view(sweep, watched)
    outputs = Panel(
        _output_axis(),
        [
            *_curves(view, sweep.softmax_outputs, UPPER),
            _tangents(view),
            _points(view, sweep.softmax_at, UPPER),
        ],
    )
    return _figure(view, outputs, Panel(_slope_axis(view), _smooth_slopes(view)), Words(**words))


def both_plot(sweep: LogitSweep, watched: Sequence[int], **words: str) -> Figure:
    """Overlay argmax's steps, dashed, and softmax's curves, solid.

    At a low temperature, a curve hides its step nearly everywhere.

    Parameters
    ----------
    sweep, watched, **words
        As for `step_plot`.

    Returns
    -------
    plotly.graph_objects.Figure
    """
    view = _view(sweep, watched)
    outputs = Panel(
        _output_axis(),
        [
            *_steps(view, dashed=True),
            *_curves(view, sweep.softmax_outputs, UPPER),
            _tangents(view),
            _points(view, sweep.argmax_at, UPPER),
            _points(view, sweep.softmax_at, UPPER),
        ],
    )
    flat, hilly = _step_slopes(view, dashed=True), _smooth_slopes(view)
    return _figure(view, outputs, Panel(_slope_axis(view), [*flat, *hilly]), Words(**words))


def _view(sweep: LogitSweep, watched: Sequence[int]) -> View:
    """Look up what is drawn of a sweep."""
    left, right = ends = sweep.positions.item(0), sweep.positions.item(-1)
    jump = (sweep.jump,) if left <= sweep.jump <= right else ()
    both = (sweep.moving, sweep.rival) if jump else ()
    jumping = tuple(index for index in watched if index in both)
    return View(sweep, tuple(watched), ends, left <= sweep.at <= right, jump, jumping)


def _step_slopes(view: View, *, dashed: bool = False) -> list[Part]:
    """Draw the slopes of argmax: 0, with a hole where a watched output jumps."""
    lines = _zero_lines(view.ends, view.jump, view.jumping, _strokes(view.watched, dashed))
    hole = tuple((view.sweep.jump, 0.0, False, index) for index in view.jumping[:1])
    points = _points(view, view.sweep.argmax_slopes_at, LOWER)
    return [*lines, _ends_of_steps(hole, LOWER), points]


@lru_cache(maxsize=64)
def _zero_lines(
    ends: tuple[float, float],
    jump: tuple[float, ...],
    jumping: tuple[int, ...],
    strokes: tuple[tuple[int, Stroke], ...],
) -> list[Part]:
    """Draw lines at 0, with a gap for each class that jumps."""
    left, right = ends
    whole = (Segment(left, right, 0.0, True, True),)
    halves = (
        *(Segment(left, place, 0.0, True, False) for place in jump),
        *(Segment(place, right, 0.0, False, True) for place in jump),
    )
    return [
        _flat_line(ends, halves if index in jumping else whole, stroke, LOWER)
        for index, stroke in strokes
    ]


def _smooth_slopes(view: View) -> list[Part]:
    """Draw the slopes of softmax: a hill, or a valley for a class that loses."""
    return [
        *_curves(view, view.sweep.softmax_slopes, LOWER),
        _points(view, view.sweep.softmax_slopes_at, LOWER),
    ]


def _figure(view: View, outputs: Panel, slopes: Panel, words: Words) -> Figure:
    """Stack the two panels on one x axis, with a line through both at the jump."""
    texts = (words.jump, words.slopes.format(*GLYPHS))
    traces: list[Part] = []
    for panel, name, text in zip((outputs, slopes), (UPPER, LOWER), texts, strict=True):
        traces += [_jump_line(view.jump, panel.axis, name), *panel.traces]
        traces.append(_words_above(view, panel.axis, name, text))
    still = _layout(view.ends, words._replace(jump="", slopes=""))
    return figure(traces, still | {"yaxis2": slopes.axis})


@lru_cache(maxsize=64)
def _layout(ends: tuple[float, float], words: Words) -> Part:
    """Lay out both panels, but for the axis of the slopes; it is the same while a logit moves."""
    start, end = ends
    x_axis = {
        "title": _axis_title(words.x_axis),
        "range": [start - SIDE, end + SIDE],
        "nticks": 6,
        "tickangle": 0,
        "tickfont": {"size": theme.TICK_SIZE},
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "linecolor": theme.AXIS_COLOUR,
        "linewidth": 2,
        "anchor": "y2",
    }
    left = LEFT_OF_ALL if words.y_axis else LEFT
    y_axis = {"title": _axis_title(words.y_axis)} if words.y_axis else {}
    return theme.frame(words.title) | {
        "margin": {"l": left, "r": RIGHT, "t": TOP, "b": BOTTOM, "pad": 0},
        "xaxis": x_axis,
        "yaxis": _output_axis() | y_axis | {"domain": list(OUTPUTS)},
        "annotations": [_heading(words.outputs.format(*GLYPHS), left)],
    }


@cache
def _output_axis() -> Part:
    """Build the axis of the outputs, from 0 to 1 with room for the width of a line."""
    return theme.probability_axis() | {"range": [-EDGE, 1 + EDGE], "ticklen": TICK}


@lru_cache(maxsize=64)
def _axis_title(text: str) -> Part:
    """Build the title of an axis."""
    return {"text": text, "standoff": 6, "font": {"size": theme.TICK_SIZE}}


def _slope_axis(view: View) -> Part:
    """Build the axis of the slopes, up to the steepest possible at this temperature."""
    steepest = 0.25 / view.sweep.temperature
    tick = _round_below(steepest)
    falls = not {*view.watched} <= {view.sweep.moving}
    ticks = (-tick, 0.0, tick) if falls else (0.0, tick)
    texts = tuple([plain(f"{each:g}") for each in ticks])
    return _axis_of_slopes(-steepest if falls else 0.0, steepest, ticks, texts)


@lru_cache(maxsize=64)
def _axis_of_slopes(
    bottom: float, top: float, ticks: tuple[float, ...], texts: tuple[str, ...]
) -> Part:
    """Build that axis, with its numbers in the spoken language."""
    room = SLOPE_EDGE * (top - bottom)
    return theme.probability_axis() | {
        "range": [bottom - room, top + room],
        "ticklen": TICK,
        "tickvals": list(ticks),
        "ticktext": list(texts),
        "domain": list(SLOPES),
    }


@lru_cache(maxsize=64)
def _round_below(value: float) -> float:
    """Round a positive value down to a number with few digits."""
    power = 10.0 ** np.floor(np.log10(value))
    return float(max(each for each in ROUND if each * power <= value) * power)


@cache
def _strokes(watched: tuple[int, ...], dashed: bool) -> tuple[tuple[int, Stroke], ...]:
    """Pair each class with a stroke, widest first, so that coinciding lines all show."""
    thinnest, dash = (THIN_LINE, DASHES) if dashed else (LINE, "solid")
    return tuple(
        (index, Stroke(theme.CLASS_COLOURS[index], thinnest + 3 * (len(watched) - 1 - i), dash))
        for i, index in enumerate(watched)
    )


def _steps(view: View, *, dashed: bool = False) -> list[Part]:
    """Draw argmax's flat steps, with open and closed ends at the jump."""
    strokes = _strokes(view.watched, dashed)
    return _drawn_steps(view.ends, view.sweep.argmax_segments, view.jump, view.jumping, strokes)


@lru_cache(maxsize=64)
def _drawn_steps(
    ends: tuple[float, float],
    segments: tuple[tuple[Segment, ...], ...],
    jump: tuple[float, ...],
    jumping: tuple[int, ...],
    strokes: tuple[tuple[int, Stroke], ...],
) -> list[Part]:
    """Draw those steps, which are the same wherever the logit is."""
    at_jump = []
    for index in jumping:
        for each in segments[index]:
            if each.start in jump:
                at_jump.append((each.start, each.height, each.start_closed, index))
            if each.end in jump:
                at_jump.append((each.end, each.height, each.end_closed, index))
    lines = [_flat_line(ends, segments[index], stroke, UPPER) for index, stroke in strokes]
    return [*lines, _ends_of_steps(tuple(at_jump), UPPER)]


def _flat_line(
    ends: tuple[float, float], segments: tuple[Segment, ...], stroke: Stroke, axis: str
) -> Part:
    """Draw the flat segments of one class, stopping short of open ends so that they stay hollow."""
    left, right = ends
    gap = GAP * (right - left)
    xs: list[float | None] = []
    ys: list[float | None] = []
    for each in segments:
        start = each.start if each.start_closed else each.start + gap
        end = each.end if each.end_closed else each.end - gap
        if start < end:
            xs += [start, end, None]
            ys += [each.height, each.height, None]
    return _line(xs, ys, axis, **stroke._asdict())


@lru_cache(maxsize=64)
def _ends_of_steps(ends: tuple[tuple[float, float, bool, int], ...], axis: str) -> Part:
    """Draw a disc for each closed end and a ring for each open one: (x, y, closed, class)."""
    hues = [theme.CLASS_COLOURS[index] for *_, index in ends]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [x for x, *_ in ends],
        "y": [y for _, y, *_ in ends],
        "marker": {
            "symbol": ["circle" if closed else "circle-open" for _, _, closed, _ in ends],
            "size": [DISC if closed else RING for _, _, closed, _ in ends],
            "color": hues,
            "line": {"width": THIN_LINE, "color": hues},  # else Plotly outlines a disc in white
            "opacity": 1,
        },
        "cliponaxis": False,
        "yaxis": axis,
    }


def _curves(view: View, values: Floats, axis: str) -> list[Part]:
    """Draw one curve per watched class."""
    x = view.sweep.positions
    return [
        _line(x, values[index], axis, color=theme.CLASS_COLOURS[index], width=LINE)
        for index in view.watched
    ]


def _tangents(view: View) -> Part:
    """Draw the tangent at each current point, clipped to the frame."""
    (left, right), sweep = view.ends, view.sweep
    xs: list[float | None] = []
    ys: list[float | None] = []
    for index in view.watched if view.is_inside else ():
        height, rise = sweep.softmax_at.item(index), sweep.softmax_slopes_at.item(index)
        back, forth = sweep.at - left, right - sweep.at
        down, up = (height, 1 - height) if rise >= 0 else (1 - height, height)
        steep = max(abs(rise), 1e-9)
        start = sweep.at - min(TANGENT_REACH, back, down / steep)
        end = sweep.at + min(TANGENT_REACH, forth, up / steep)
        xs += [start, end, None]
        ys += [height + rise * (start - sweep.at), height + rise * (end - sweep.at), None]
    return _line(xs, ys, UPPER, color=theme.AXIS_COLOUR, width=THIN_LINE)


def _points(view: View, values: Floats, axis: str) -> Part:
    """Draw the current point of each class, unless it is undefined or outside the frame.

    Of coinciding points, the first is the largest, so that it shows around the next.
    """
    heights = values.tolist() if view.is_inside else [math.nan] * values.size
    seen = tuple(index for index in view.watched if not math.isnan(heights[index]))
    drawn = [heights[index] for index in seen]
    covering = tuple(drawn[i + 1 :].count(y) for i, y in enumerate(drawn))
    return _still_points(seen, covering, axis) | {"x": [view.sweep.at] * len(seen), "y": drawn}


@lru_cache(maxsize=64)
def _still_points(seen: tuple[int, ...], covering: tuple[int, ...], axis: str) -> Part:
    """Build what rarely changes in those points, each larger than those that it covers."""
    points = theme.class_points([], [], seen, size=POINT) | {"yaxis": axis}
    points["marker"]["size"] = [POINT + POINT_STEP * each for each in covering]
    return points


def _line(x: Course, y: Course, axis: str, **line: str | float) -> Part:
    """Draw a line that is not clipped at the edge of the frame."""
    return _still_line(axis, **line) | {"x": x, "y": y}


@lru_cache(maxsize=64)
def _still_line(axis: str, **line: str | float) -> Part:
    """Build what never moves in that line."""
    trace = {"type": "scatter", "mode": "lines", "line": line | {"simplify": False}}
    return trace | {"cliponaxis": False, "connectgaps": False, "yaxis": axis}


_JUMP_LINE: Part = {
    "type": "scatter",
    "mode": "lines",
    "line": {"color": theme.AXIS_COLOUR, "width": 2, "dash": "dot"},
}


def _jump_line(jump: tuple[float, ...], axis: Part, name: str) -> Part:
    """Draw the dotted line at the jump in one panel, unless the jump is outside the frame."""
    ends = axis["range"] if jump else []
    return _JUMP_LINE | {"x": list(jump) * 2, "y": ends, "yaxis": name}


def _words_above(view: View, axis: Part, name: str, text: str) -> Part:
    """Write a line of text above a panel, flush with its right edge.

    The text changes as the logit moves, and Plotly redraws the text of a marker much faster than
    an annotation. The marker is invisible; its size lifts the text clear of any mark that reaches
    over the edge of the panel.
    """
    return _still_words(view.ends[1] + SIDE, axis["range"][1], name) | {"text": [text]}


@lru_cache(maxsize=64)
def _still_words(x: float, y: float, axis: str) -> Part:
    """Build what never moves in that text."""
    return {
        "type": "scatter",
        "mode": "markers+text",
        "marker": {"size": LIFT, "opacity": 0},
        "x": [x],
        "y": [y],
        "textposition": "top left",
        "textfont": {"size": theme.TICK_SIZE},
        "cliponaxis": False,
        "yaxis": axis,
    }


@lru_cache(maxsize=64)
def _heading(text: str, margin: int) -> Part:
    """Write the line above both panels, flush with the left edge of the chart."""
    return {
        "text": text,
        "showarrow": False,
        "font": {"size": theme.TICK_SIZE},
        "xref": "paper",
        "x": 0,
        "xanchor": "left",
        "align": "left",
        "xshift": 2 - margin,
        "yref": "paper",
        "y": OUTPUTS[1],
        "yanchor": "bottom",
        "yshift": RISE + NEXT_LINE,
        "borderpad": 0,
    }

"""One logit runs along the axis: argmax in flat steps, softmax in curves, their slopes below.

The slopes share the axis with the outputs, so that a jump above stands over its gap below.
"""

from collections.abc import Sequence
from itertools import product
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from argsoft.figures import Figure, figure, theme
from argsoft.numerals import decimals, slope
from argsoft.sweeps import LogitSweep, Segment

ARGMAX_TITLE = "Argmax: flat steps"
SOFTMAX_TITLE = "Softmax: a smooth curve"
BOTH_TITLE = "Argmax in steps, softmax in curves"
MARGIN = {"l": 70, "r": 14, "t": 70, "b": 52, "pad": 0}
OUTPUTS, SLOPES = (0.4, 1.0), (0.0, 0.26)  # which share of the height each panel has
LINE, THIN_LINE = 5, 3
POINT = 16
RING, DISC = 15, 10  # an open end fits around a closed one
GAP = 0.01  # of the axis: how far a line keeps from the centre of an open end
TANGENT_REACH = 1.0  # to either side
EDGE = 0.03  # of the height of an axis
TEXT_GAP = 13  # pixels
LABEL_RISE, LABEL_WIDTH, LABEL_SPACING = 0.16, 0.26, 0.16  # of the height, the width, the height

Part = dict[str, Any]
Floats = NDArray[np.float64]
Course = Floats | Sequence[float | None]  # None is a gap; of NaN, Plotly writes all JSON twice


class Panel(NamedTuple):
    """One of the two parts of a chart: its vertical axis, its marks and its labels."""

    axis: Part
    traces: Sequence[Part]
    labels: Sequence[Part]


def step_plot(sweep: LogitSweep, class_names: Sequence[str], watched: Sequence[int]) -> Figure:
    """Draw argmax's outputs as flat steps: nothing joins them, since there is nothing between.

    A filled end belongs to its step, a hollow one does not. Where the outputs of several classes
    lie on one another, the first one watched is the widest and shows on both sides. Below, the
    slopes: 0 everywhere, with a hole at the jump, drawn as wide as it takes to see it.

    Parameters
    ----------
    sweep : argsoft.sweeps.LogitSweep
        What the outputs do.
    class_names : sequence of str, length K
        What to call the classes.
    watched : sequence of int
        The classes whose outputs to draw.

    Returns
    -------
    plotly.graph_objects.Figure
    """
    outputs = Panel(
        _output_axis(),
        [*_steps(sweep, watched), _points(sweep, watched, sweep.argmax_at)],
        [*_jump_label(sweep, class_names), *_step_labels(sweep, watched, "slope 0")],
    )
    return _figure(sweep, class_names, ARGMAX_TITLE, outputs, _step_slopes(sweep, watched))


def smooth_plot(sweep: LogitSweep, class_names: Sequence[str], watched: Sequence[int]) -> Figure:
    """Draw softmax's outputs as curves, each with its tangent where the logit is.

    Within about 0.005 of 0 or of 1 a curve cannot be told from the edge of the frame, which it
    never reaches. Below, the slopes: a hill, or a valley for a class that loses. What looks like 0
    far from the jump is small, not 0.

    Parameters
    ----------
    sweep, class_names, watched
        As for `step_plot`.

    Returns
    -------
    plotly.graph_objects.Figure
    """
    outputs = Panel(
        _output_axis(),
        [
            *_curves(sweep, watched, sweep.softmax_outputs),
            _tangents(sweep, watched),
            _points(sweep, watched, sweep.softmax_at),
        ],
        [
            *_jump_label(sweep, class_names),
            *_tangent_labels(sweep, watched, _prefixes(class_names, watched)),
        ],
    )
    return _figure(sweep, class_names, SOFTMAX_TITLE, outputs, _smooth_slopes(sweep, watched))


def both_plot(sweep: LogitSweep, class_names: Sequence[str], watched: Sequence[int]) -> Figure:
    """Draw argmax's steps and softmax's curves over one another, told apart by their form.

    At a low temperature a curve hides its step nearly everywhere.

    Parameters
    ----------
    sweep, class_names, watched
        As for `step_plot`.

    Returns
    -------
    plotly.graph_objects.Figure
    """
    prefixes = _prefixes(class_names, watched) if len(watched) > 1 else ["softmax: "]
    flat, hilly = _step_slopes(sweep, watched), _smooth_slopes(sweep, watched)
    outputs = Panel(
        _output_axis(),
        [
            *_steps(sweep, watched),
            *_curves(sweep, watched, sweep.softmax_outputs),
            _tangents(sweep, watched),
            _points(sweep, watched, sweep.argmax_at),
            _points(sweep, watched, sweep.softmax_at),
        ],
        [
            *_jump_label(sweep, class_names),
            *_step_labels(sweep, watched, "argmax: slope 0"),
            *_tangent_labels(sweep, watched, prefixes[: len(watched)]),
        ],
    )
    slopes = Panel(flat.axis, [*flat.traces, *hilly.traces], [])
    return _figure(sweep, class_names, BOTH_TITLE, outputs, slopes)


def _step_slopes(sweep: LogitSweep, watched: Sequence[int]) -> Panel:
    """Return the slopes of argmax: 0, with a hole where a watched output jumps."""
    left, right = _ends(sweep)
    jumping = [index for index in watched if _jumps(sweep, index)]
    whole = (Segment(left, right, 0.0, True, True),)
    halves = (
        Segment(left, sweep.jump, 0.0, True, False),
        Segment(sweep.jump, right, 0.0, False, True),
    )
    lines = [
        _flat_line(sweep, index, halves if index in jumping else whole, width)
        for width, index in _widest_first(watched)
    ]
    hole = _ends_of_steps([(sweep.jump, 0.0, False, index) for index in jumping[:1]])
    note = [_note_over(sweep, 0.0, "not defined here: a tie")] if jumping else []
    points = _points(sweep, watched, sweep.argmax_slopes_at)
    return Panel(_slope_axis(sweep, watched), [*lines, hole, points], note)


def _smooth_slopes(sweep: LogitSweep, watched: Sequence[int]) -> Panel:
    """Return the slopes of softmax: a hill, or a valley for a class that loses."""
    curves = _curves(sweep, watched, sweep.softmax_slopes)
    points = _points(sweep, watched, sweep.softmax_slopes_at)
    return Panel(_slope_axis(sweep, watched), [*curves, points], [])


def _figure(
    sweep: LogitSweep, class_names: Sequence[str], title: str, outputs: Panel, slopes: Panel
) -> Figure:
    """Put outputs above slopes, over one axis, with a line through both at the jump."""
    left, right = _ends(sweep)
    x_axis = {
        "title": _axis_title(f"{class_names[sweep.moving]}’s logit"),
        "range": [left, right],
        "nticks": 6,
        "tickfont": {"size": theme.TICK_SIZE},
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "linecolor": theme.AXIS_COLOUR,
        "linewidth": 2,
        "anchor": "y2",
    }
    jump_line = {
        "type": "line",
        "x0": sweep.jump,
        "x1": sweep.jump,
        "y0": 0,
        "y1": 1,
        "yref": "paper",
        "line": {"color": theme.AXIS_COLOUR, "width": 2, "dash": "dot"},
        "layer": "below",
    }
    layout = theme.frame(title) | {
        "margin": MARGIN,
        "xaxis": x_axis,
        "yaxis": outputs.axis | {"domain": list(OUTPUTS)},
        "yaxis2": slopes.axis | {"domain": list(SLOPES)},
        "shapes": [jump_line] if left <= sweep.jump <= right else [],
        "annotations": [*outputs.labels, *(each | {"yref": "y2"} for each in slopes.labels)],
    }
    traces = [*outputs.traces, *(each | {"yaxis": "y2"} for each in slopes.traces)]
    return figure([each for each in traces if len(each["x"])], layout)


def _output_axis() -> Part:
    """Return the axis of the outputs, from 0 to 1, with room for the width of a line."""
    return theme.probability_axis() | {"title": _axis_title("output"), "range": [-EDGE, 1 + EDGE]}


def _axis_title(text: str) -> Part:
    """Return the title of an axis."""
    return {"text": text, "standoff": 6, "font": {"size": theme.TICK_SIZE}}


def _slope_axis(sweep: LogitSweep, watched: Sequence[int]) -> Part:
    """Return the axis of the slopes, as far as they can reach at this temperature."""
    steepest = 0.25 / sweep.temperature
    bottom = 0.0 if set(watched) <= {sweep.moving} else -steepest
    ticks = sorted({bottom, 0.0, steepest})
    room = 2 * EDGE * (steepest - bottom)
    return theme.probability_axis() | {
        "title": _axis_title("slope"),
        "range": [bottom - room, steepest + room],
        "tickvals": ticks,
        "ticktext": [f"{each:.3g}".replace("-", "−") for each in ticks],
    }


def _ends(sweep: LogitSweep) -> tuple[float, float]:
    """Return the ends of the axis."""
    return float(sweep.positions[0]), float(sweep.positions[-1])


def _jumps(sweep: LogitSweep, index: int) -> bool:
    """Return whether a class's output of argmax jumps within the frame."""
    left, right = _ends(sweep)
    return index in (sweep.moving, sweep.rival) and left <= sweep.jump <= right


def _prefixes(class_names: Sequence[str], watched: Sequence[int]) -> list[str]:
    """Return what stands before each label: the class, unless the axis names it already."""
    return [f"{class_names[index]}: " if len(watched) > 1 else "" for index in watched]


def _widest_first(watched: Sequence[int]) -> list[tuple[int, int]]:
    """Return (line width, class) so that lines which lie on one another all show."""
    return [(LINE + 4 * (len(watched) - 1 - i), index) for i, index in enumerate(watched)]


def _steps(sweep: LogitSweep, watched: Sequence[int]) -> list[Part]:
    """Return argmax's flat steps, and their open and closed ends at the jump."""
    ends = []
    for index in watched:
        if not _jumps(sweep, index):
            continue
        for each in sweep.argmax_segments[index]:
            if each.start == sweep.jump:
                ends.append((each.start, each.height, each.start_closed, index))
            if each.end == sweep.jump:
                ends.append((each.end, each.height, each.end_closed, index))
    lines = [
        _flat_line(sweep, index, sweep.argmax_segments[index], width)
        for width, index in _widest_first(watched)
    ]
    return [*lines, _ends_of_steps(ends)]


def _flat_line(sweep: LogitSweep, index: int, segments: Sequence[Segment], width: int) -> Part:
    """Return one class's flat stretches, which stop short of a hollow end so that it is hollow."""
    left, right = _ends(sweep)
    gap = GAP * (right - left)
    xs: list[float | None] = []
    ys: list[float | None] = []
    for each in segments:
        start = each.start if each.start_closed else each.start + gap
        end = each.end if each.end_closed else each.end - gap
        if start < end:
            xs += [start, end, None]
            ys += [each.height, each.height, None]
    return _line(xs, ys, color=theme.CLASS_COLOURS[index], width=width)


def _ends_of_steps(ends: Sequence[tuple[float, float, bool, int]]) -> Part:
    """Return a disc for each closed end, a ring for each open one: (x, y, closed, class)."""
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
            "line": {"width": THIN_LINE, "color": hues},  # else a disc has a light ring
            "opacity": 1,
        },
        "cliponaxis": False,
    }


def _curves(sweep: LogitSweep, watched: Sequence[int], values: Floats) -> list[Part]:
    """Return softmax's curve of each class."""
    return [
        _line(sweep.positions, values[index], color=theme.CLASS_COLOURS[index], width=LINE)
        for index in watched
    ]


def _tangents(sweep: LogitSweep, watched: Sequence[int]) -> Part:
    """Return the tangent at each moving point, as much of it as lies in the frame."""
    left, right = _ends(sweep)
    xs: list[float | None] = []
    ys: list[float | None] = []
    for index in watched if left <= sweep.at <= right else ():
        height, rise = float(sweep.softmax_at[index]), float(sweep.softmax_slopes_at[index])
        back, forth = sweep.at - left, right - sweep.at
        down, up = (height, 1 - height) if rise >= 0 else (1 - height, height)
        steep = max(abs(rise), 1e-9)
        start = sweep.at - min(TANGENT_REACH, back, down / steep)
        end = sweep.at + min(TANGENT_REACH, forth, up / steep)
        xs += [start, end, None]
        ys += [height + rise * (start - sweep.at), height + rise * (end - sweep.at), None]
    return _line(xs, ys, color=theme.AXIS_COLOUR, width=THIN_LINE)


def _points(sweep: LogitSweep, watched: Sequence[int], values: Floats) -> Part:
    """Return where each class stands now; nothing outside the frame, nor where it is undefined."""
    left, right = _ends(sweep)
    seen = [i for i in watched if left <= sweep.at <= right and not np.isnan(values[i])]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [sweep.at] * len(seen),
        "y": [float(values[index]) for index in seen],
        "marker": {
            "size": POINT,
            "color": [theme.CLASS_COLOURS[index] for index in seen],
            "opacity": 1,
        },
        "cliponaxis": False,
    }


def _line(x: Course, y: Course, **line: str | float) -> Part:
    """Return a line that is not cut where it runs along the edge of the frame."""
    trace = {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": line | {"simplify": False}}
    return trace | {"cliponaxis": False, "connectgaps": False}


def _jump_label(sweep: LogitSweep, class_names: Sequence[str]) -> list[Part]:
    """Return the name and value of the rival, over the line at the jump, if it is in the frame."""
    left, right = _ends(sweep)
    if not left <= sweep.jump <= right:
        return []
    return [_note_over(sweep, 1.0, f"{class_names[sweep.rival]} {decimals(sweep.jump)}")]


def _note_over(sweep: LogitSweep, height: float, text: str) -> Part:
    """Return a label over a point of the jump, kept within the frame."""
    left, right = _ends(sweep)
    share = (sweep.jump - left) / (right - left)
    anchor = "left" if share < 0.25 else "right" if share > 0.75 else "center"
    place = {"x": sweep.jump, "y": height, "xanchor": anchor, "yanchor": "bottom"}
    return _text(text) | place | {"yshift": TEXT_GAP - 3}


def _step_labels(sweep: LogitSweep, watched: Sequence[int], label: str) -> list[Part]:
    """Return one label for all the steps that lie on one another, at the edge of the frame."""
    left, _ = _ends(sweep)
    places = {
        (each.start == left, each.start if each.start == left else each.end, each.height)
        for index in watched
        for each in sweep.argmax_segments[index]
        if each.start < each.end
    }
    return [
        _text(label)
        | {
            "x": x,
            "y": height,
            "xanchor": "left" if at_left else "right",
            "yanchor": "top" if height else "bottom",
            "yshift": -TEXT_GAP if height else TEXT_GAP,
        }
        for at_left, x, height in sorted(places)
    ]


def _tangent_labels(
    sweep: LogitSweep, watched: Sequence[int], prefixes: Sequence[str]
) -> list[Part]:
    """Return the slope of each tangent beside its point."""
    texts = [
        f"{prefix}slope {slope(float(sweep.softmax_slopes_at[index]))}"
        for prefix, index in zip(prefixes, watched, strict=True)
    ]
    rows = list(watched)
    return _labels_beside(sweep, texts, sweep.softmax_at[rows], sweep.softmax_outputs[rows])


def _labels_beside(
    sweep: LogitSweep, texts: Sequence[str], heights: Floats, curves: Floats
) -> list[Part]:
    """Return labels beside the moving points, clear of a single curve, or one over another.

    Heights and curves are shares of the frame's height.
    """
    left, right = _ends(sweep)
    if not texts or not left <= sweep.at <= right:
        return []
    if len(texts) == 1:
        side, rise = _clear_place(sweep, float(heights[0]), curves[0])
        places = [float(heights[0]) + rise]
    else:
        side, places = 1 if sweep.at < (left + right) / 2 else -1, _spread(heights)
    anchor = {"yref": "y domain", "yanchor": "middle", "xshift": side * TEXT_GAP}
    anchor |= {"x": sweep.at, "xanchor": "left" if side > 0 else "right"}
    return [_text(text) | anchor | {"y": y} for text, y in zip(texts, places, strict=True)]


def _clear_place(sweep: LogitSweep, height: float, curve: Floats) -> tuple[int, float]:
    """Return on which side of the point, and how far above it, a label is clear of the curve."""
    left, right = _ends(sweep)
    width = LABEL_WIDTH * (right - left)
    sides = (1, -1) if sweep.at < (left + right) / 2 else (-1, 1)
    best, best_clearance = (sides[0], LABEL_RISE), -1.0
    for side, rise in product(sides, (LABEL_RISE, -LABEL_RISE)):
        along = sweep.at + side * width * np.linspace(0.1, 1, 10)
        if not (left <= along[-1] <= right and 0.05 <= height + rise <= 0.97):
            continue
        distance = np.abs(np.interp(along, sweep.positions, curve) - height - rise).min()
        clearance = min(float(distance), LABEL_RISE * 0.7)
        if clearance > best_clearance:
            best, best_clearance = (side, rise), clearance
    return best


def _spread(heights: Floats) -> list[float]:
    """Return heights in the same order, moved apart far enough for a label at each."""
    order = np.argsort(heights, kind="stable")
    steps = LABEL_SPACING * np.arange(heights.size)
    raised = np.maximum.accumulate(np.clip(heights[order], 0.06, None) - steps) + steps
    room = 0.96 - LABEL_SPACING * (heights.size - 1)
    lowered = np.minimum(raised, room + steps)
    places = np.empty_like(heights)
    places[order] = lowered
    return [float(each) for each in places]


def _text(text: str) -> Part:
    """Return an annotation without an arrow."""
    return {"text": text, "showarrow": False, "font": {"size": theme.TICK_SIZE}}

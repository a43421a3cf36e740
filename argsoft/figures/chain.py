"""A loss over the outputs, its gradient by the logits, and the loss as descent follows it."""

import math
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from argsoft.figures import Figure, figure, theme
from argsoft.wording.numerals import decimals, probabilities, signed

GRADIENT_REACH = 1.7  # bars extend from -1 to 1; the rest is room for their labels
GRADIENT_MARGIN = {"l": 108, "r": 8, "t": 38, "b": 34, "pad": 0}
BAR_WIDTH = 0.66
# A loss above this lies outside the frame, and its label gets an arrow.
LOSS_TOPS = {"cross-entropy": 3.0, "squared error": 2.0}
TRACE_MARGIN = {"l": 24, "r": 56, "t": 38, "b": 34, "pad": 0}
LINE, POINT = 4, 11
ENDS = 0.9  # steps beyond the first and the last, so that their points are whole on a phone
HEAD = 1.15  # how far the axis of a trace goes beyond its last tick
BEYOND = 1e3  # far above any frame; JSON has no infinity
COLUMNS_MARGIN = {"l": 24, "r": 2, "t": 38, "b": 34, "pad": 0}
OUTPUTS, PARTS = (0.0, 0.42), (0.57, 1.0)  # as fractions of the height
ROOM = 1.4  # how far an axis goes beyond its last tick, for the numbers over the bars
ROUND = 6  # the corners of softmax's bars
TARGET, BESIDE = 10, 0.38  # a line at y, as wide as the gap between bars on a phone


class Columns(NamedTuple):
    """What stands over each other in `loss_columns`, class by class.

    Attributes
    ----------
    outputs : ndarray of float64, shape (K,)
        Probabilities, or argmax's one-hot vector.
    wanted : ndarray of float64, shape (K,)
        The target y.
    parts : ndarray of float64, shape (K,)
        What each class contributes to the loss, 0 or more.
    top : float
        The largest part that fits the frame.
    is_smooth : bool
        Whether the outputs are softmax's.
    """

    outputs: ArrayLike
    wanted: ArrayLike
    parts: ArrayLike
    top: float
    is_smooth: bool


def loss_columns(columns: Columns, class_names: Sequence[str], *, title: str) -> Figure:
    """Draw the loss as grey columns, each over the bar of the output that it comes from.

    A line beside each bar shows the target y. A part of the loss that is 0 has no column.

    Parameters
    ----------
    columns : Columns
        The numbers to draw.
    class_names : sequence of str, length K
        Name under each bar.
    title : str
        Chart title.

    Returns
    -------
    plotly.graph_objects.Figure
    """
    places = list(range(len(class_names)))
    traces = [
        _output_bars(columns, places),
        _targets(tuple(np.asarray(columns.wanted, dtype=float).tolist())),
        _losses(columns, places),
    ]
    return figure(traces, _columns_layout(tuple(class_names), columns.top, title))


@lru_cache(maxsize=64)
def _columns_layout(class_names: tuple[str, ...], top: float, title: str) -> dict[str, Any]:
    """Lay out the outputs and, over them, the parts of the loss."""
    places = list(range(len(class_names)))
    axes = {
        "xaxis": _axis([-0.5, len(places) - 0.5], places, list(class_names))
        | {"showgrid": False, "anchor": "y", "ticklabeloverflow": "allow"},
        "yaxis": _axis([0, ROOM], [0, 1], ["0", "1"]) | {"domain": list(OUTPUTS)},
        # Its thick line is 0: a label there would touch the 1 of the axis below.
        "yaxis2": _axis([0, top * ROOM], [0, top], ["", f"{top:g}"])
        | {"domain": list(PARTS), "anchor": "x", "showgrid": False}
        | {"zeroline": True, "zerolinecolor": theme.AXIS_COLOUR, "zerolinewidth": 2},
    }
    return theme.frame(title) | {"margin": COLUMNS_MARGIN} | axes


def _output_bars(columns: Columns, places: list[int]) -> dict[str, Any]:
    """Draw the outputs as bars in the colours of their classes."""
    outputs = np.asarray(columns.outputs, dtype=float)
    return _upright(len(places), theme.CLASS_COLOURS, ROUND if columns.is_smooth else 0) | {
        "y": outputs,
        "text": [f"<b>{each}</b>" for each in probabilities(outputs.tolist())],
    }


@lru_cache(maxsize=64)
def _targets(wanted: tuple[float, ...]) -> dict[str, Any]:
    """Draw a line at the target of each class, and name the largest."""
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [place - BESIDE for place in range(len(wanted))],
        "y": wanted,
        "text": ["y " if each == max(wanted) else "" for each in wanted],
        "textposition": "middle left",
        "textfont": {"size": theme.TICK_SIZE},
        "marker": {
            "symbol": "line-ew",
            "size": TARGET,
            "line": {"color": theme.AXIS_COLOUR, "width": LINE},
        },
        "cliponaxis": False,
    }


def _losses(columns: Columns, places: list[int]) -> dict[str, Any]:
    """Draw the parts of the loss as grey columns."""
    parts = np.asarray(columns.parts, dtype=float)
    return _upright(len(places), theme.AXIS_COLOUR) | {
        "y": np.minimum(parts, columns.top),
        "text": [_part(part, columns.top) for part in parts.tolist()],
        "yaxis": "y2",
    }


@cache
def _upright(count: int, colour: str | tuple[str, ...], corners: int = 0) -> dict[str, Any]:
    """Build what never moves in bars with numbers over them."""
    return {
        "type": "bar",
        "x": list(range(count)),
        "marker": {"color": colour, "cornerradius": corners},
        "textposition": "outside",
        "textangle": 0,
        "textfont": {"size": theme.TEXT_SIZE},
        "constraintext": "none",
        "cliponaxis": False,
        "width": BAR_WIDTH,
    }


def _part(part: float, top: float) -> str:
    """Label a part of a loss, unless it is 0."""
    return f"<b>{_amount(part, top)}</b>" if part else ""


def gradient_bars(gradient: ArrayLike, class_names: Sequence[str], *, title: str) -> Figure:
    """Draw the gradient of the loss with respect to the logits, one horizontal bar per class.

    A bar runs the same way as the slider of its logit, and descent moves the logit the opposite
    way. A slope that is 0 or undefined has no bar, only its label.

    Parameters
    ----------
    gradient : array_like, shape (K,)
        Each from -1 to 1, or NaN.
    class_names : sequence of str, length K
        Name beside each bar, from the top down.
    title : str
        Chart title.

    Returns
    -------
    plotly.graph_objects.Figure
    """
    slopes = np.asarray(gradient, dtype=float)
    bar = _still_gradient(len(class_names)) | {
        "x": np.where(np.isnan(slopes), 0.0, slopes),
        "text": [f"<b>{signed(slope)}</b>" for slope in slopes.tolist()],
    }
    return figure([bar], _gradient_layout(tuple(class_names), title))


@cache
def _still_gradient(count: int) -> dict[str, Any]:
    """Build what never moves in the bars of a gradient."""
    return {
        "type": "bar",
        "orientation": "h",
        "y": list(range(count)),
        "textposition": "outside",
        "textangle": 0,
        "textfont": {"size": theme.TEXT_SIZE + 2},
        "constraintext": "none",
        "cliponaxis": False,
        "width": BAR_WIDTH,
        "marker": {"color": theme.CLASS_COLOURS},
    }


@lru_cache(maxsize=64)
def _gradient_layout(class_names: tuple[str, ...], title: str) -> dict[str, Any]:
    """Lay out a bar for each class, from the top down."""
    places = list(range(len(class_names)))
    axes = {
        "xaxis": _axis([-GRADIENT_REACH, GRADIENT_REACH], [-1, 0, 1], ["−1", "0", "+1"])
        | {"zeroline": True, "zerolinecolor": theme.AXIS_COLOUR, "zerolinewidth": 2},
        "yaxis": _axis([len(places) - 0.5, -0.5], places, list(class_names))
        | {"showgrid": False, "tickfont": {"size": theme.TEXT_SIZE}},
    }
    return theme.frame(title) | {"margin": GRADIENT_MARGIN} | axes


def loss_trace(
    losses: ArrayLike, *, title: str, ends: tuple[str, str], top: float, least: float = 0.0
) -> Figure:
    """Draw the loss now and after each step of descent, over a line at its least value.

    Parameters
    ----------
    losses : array_like, shape (steps + 1,)
        Each at least 0. A loss above the top is cut off, and its label gets an arrow.
    title : str
        Chart title.
    ends : pair of str
        Names of the first and the last step.
    top : float
        Last tick of the loss axis.
    least : float
        The least value that the loss can have.

    Returns
    -------
    plotly.graph_objects.Figure
    """
    heights, reach = np.asarray(losses, dtype=float), top * HEAD
    last = heights.size - 1
    floor, line, labels = _still_trace(last, least)
    at_ends = [heights.item(0), heights.item(-1)]
    moving = {
        "y": [min(loss, reach) for loss in at_ends],
        "text": [f"<b>{_amount(loss, reach)}</b>" for loss in at_ends],
        "textposition": [
            "bottom right" if loss > reach else beside
            for loss, beside in zip(at_ends, ("top right", "middle right"), strict=True)
        ],
    }
    traces = [floor, line | {"y": np.minimum(heights, BEYOND)}, labels | moving]
    return figure(traces, _trace_layout(title, ends, top, last))


@lru_cache(maxsize=64)
def _still_trace(last: int, least: float) -> tuple[dict[str, Any], ...]:
    """Build what never moves in a trace of losses: the floor, the line and its labels."""
    floor = {
        "type": "scatter",
        "mode": "lines",
        "x": [0, last],
        "y": [least, least],
        "line": {"color": theme.AXIS_COLOUR, "width": 2, "dash": "dot"},
    }
    line = {
        "type": "scatter",
        "mode": "lines+markers",
        "x": list(range(last + 1)),
        "line": {"color": theme.AXIS_COLOUR, "width": LINE},
        "marker": {"color": theme.AXIS_COLOUR, "size": POINT, "opacity": 1},
    }
    labels = {
        "type": "scatter",
        "mode": "markers+text",
        "marker": {"size": POINT + LINE, "opacity": 0},  # keeps labels off the points
        "x": [0, last],
        "textfont": {"size": theme.TEXT_SIZE},
        "cliponaxis": False,
    }
    return floor, line, labels


@lru_cache(maxsize=64)
def _trace_layout(title: str, ends: tuple[str, str], top: float, last: int) -> dict[str, Any]:
    """Lay out the losses of all steps."""
    ticks = list(range(int(top) + 1))
    axes = {
        "xaxis": _axis([-ENDS, last + ENDS], [0, last / 2, last], [ends[0], "", ends[1]])
        | {"showgrid": False, "linecolor": theme.AXIS_COLOUR, "linewidth": 2},
        "yaxis": _axis([0, top * HEAD], ticks, [str(each) for each in ticks]),
    }
    return theme.frame(title) | {"margin": TRACE_MARGIN} | axes


def _axis(reach: list[float], places: Sequence[float], names: list[str]) -> dict[str, Any]:
    """Build an axis of fixed range with a label at each tick."""
    return {
        "range": reach,
        "tickvals": list(places),
        "ticktext": names,
        "tickangle": 0,
        "tickfont": {"size": theme.TICK_SIZE},
        "ticklen": 6,
        "tickcolor": "rgba(0, 0, 0, 0)",
        "fixedrange": True,
        "zeroline": False,
        "gridcolor": theme.GRID_COLOUR,
    }


def _amount(loss: float, top: float) -> str:
    """Format a loss, with an arrow if it is above the frame."""
    written = "∞" if math.isinf(loss) else decimals(loss)
    return f"{written} ↑" if loss > top else written

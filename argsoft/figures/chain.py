"""The gradient of the loss with respect to the logits, and the loss as descent follows it."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from argsoft.figures import Figure, figure, theme
from argsoft.wording.numerals import decimals, signed

GRADIENT_REACH = 1.7  # bars extend from -1 to 1; the rest is room for their labels
GRADIENT_MARGIN = {"l": 108, "r": 8, "t": 38, "b": 34, "pad": 0}
BAR_WIDTH = 0.66
LOSS_TOP = 3.0  # a loss above this lies outside the frame, and its label gets an arrow
TRACE_MARGIN = {"l": 36, "r": 56, "t": 38, "b": 34, "pad": 0}
LINE, POINT = 4, 11


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
    places = list(range(len(class_names)))
    bar = {
        "type": "bar",
        "orientation": "h",
        "x": np.nan_to_num(slopes, nan=0.0),
        "y": places,
        "text": [f"<b>{signed(float(slope))}</b>" for slope in slopes],
        "textposition": "outside",
        "textangle": 0,
        "textfont": {"size": theme.TEXT_SIZE + 2},
        "constraintext": "none",
        "cliponaxis": False,
        "width": BAR_WIDTH,
        "marker": {"color": theme.CLASS_COLOURS},
    }
    axes = {
        "xaxis": _axis([-GRADIENT_REACH, GRADIENT_REACH], [-1, 0, 1], ["−1", "0", "+1"])
        | {"zeroline": True, "zerolinecolor": theme.AXIS_COLOUR, "zerolinewidth": 2},
        "yaxis": _axis([len(places) - 0.5, -0.5], places, list(class_names))
        | {"showgrid": False, "tickfont": {"size": theme.TEXT_SIZE}},
    }
    return figure([bar], theme.frame(title) | {"margin": GRADIENT_MARGIN} | axes)


def loss_trace(losses: ArrayLike, *, title: str) -> Figure:
    """Draw the loss now and after each step of descent, on an axis from 0 to 3.

    Parameters
    ----------
    losses : array_like, shape (steps + 1,)
        Each at least 0. A loss above 3 is cut off, and its label gets an arrow.
    title : str
        Chart title.

    Returns
    -------
    plotly.graph_objects.Figure
    """
    heights = np.asarray(losses, dtype=float)
    last = heights.size - 1
    line = {
        "type": "scatter",
        "mode": "lines+markers",
        "x": list(range(heights.size)),
        "y": heights,
        "line": {"color": theme.AXIS_COLOUR, "width": LINE},
        "marker": {"color": theme.AXIS_COLOUR, "size": POINT, "opacity": 1},
    }
    ends = {step: float(heights[step]) for step in (0, last)}
    labels = {
        "type": "scatter",
        "mode": "markers+text",
        "marker": {"size": POINT + LINE, "opacity": 0},  # keeps labels off the points
        "x": list(ends),
        "y": [min(loss, LOSS_TOP) for loss in ends.values()],
        "text": [f"<b>{decimals(loss)}{_arrow(loss)}</b>" for loss in ends.values()],
        "textposition": [
            "bottom right" if _arrow(loss) else beside
            for loss, beside in zip(ends.values(), ("top right", "middle right"), strict=True)
        ],
        "textfont": {"size": theme.TEXT_SIZE},
        "cliponaxis": False,
    }
    axes = {
        "xaxis": _axis([-0.3, last + 0.3], [0, last / 2, last], ["now", "", f"{last} steps"])
        | {"showgrid": False, "linecolor": theme.AXIS_COLOUR, "linewidth": 2},
        "yaxis": _axis([0, LOSS_TOP], [0, 1, 2, 3], ["0", "1", "2", "3"]),
    }
    return figure([line, labels], theme.frame(title) | {"margin": TRACE_MARGIN} | axes)


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


def _arrow(loss: float) -> str:
    """Return the arrow for a loss above the frame, or nothing."""
    return " ↑" if loss > LOSS_TOP else ""

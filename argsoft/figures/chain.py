"""What the chain rule comes to: the slope of the loss by each logit, and where that leads."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from argsoft.figures import Figure, figure, theme
from argsoft.wording.numerals import decimals, signed

GRADIENT_REACH = 1.7  # from -1 to 1 go the bars; the rest is room for their labels
GRADIENT_MARGIN = {"l": 108, "r": 8, "t": 38, "b": 34, "pad": 0}
BAR_WIDTH = 0.66
LOSS_TOP = 3.0  # a loss above it lies outside of the frame, and its label says so
TRACE_MARGIN = {"l": 36, "r": 56, "t": 38, "b": 34, "pad": 0}
LINE, POINT = 4, 11


def gradient_bars(gradient: ArrayLike, class_names: Sequence[str], *, title: str) -> Figure:
    """Draw the slope of the loss by each logit: a bar a class, to the left of 0 or to the right.

    A bar lies as its logit's slider does, and its logit is to go the other way. A slope of 0, and
    one that does not exist, have no bar; the label is all there is to see.

    Parameters
    ----------
    gradient : array_like, shape (K,)
        Each from -1 to 1, or NaN.
    class_names : sequence of str, length K
        The name beside each bar, from the top.
    title : str
        What the bars are.

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
    """Draw the loss now and after each of some steps, on a frame from 0 to 3.

    Parameters
    ----------
    losses : array_like, shape (steps + 1,)
        At least 0 each. What is above 3 is cut off; an arrow at its label says so.
    title : str
        Which loss it is.

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
        "marker": {"size": POINT + LINE, "opacity": 0},  # keeps the labels off the points
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
    """Return an axis that stays as it is, with a name at each place."""
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
    """Return what says of a loss that it lies above the frame, and stands at its edge."""
    return " ↑" if loss > LOSS_TOP else ""

"""How often answers are correct, against how confident they are."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from argsoft.figures import Figure, figure, theme
from argsoft.uncertainty import Reliability

LOWEST = 0.3  # three classes: the largest probability is at least a third
HIGHEST = 1.32  # room above a bar for two lines of text
FILLED = 0.8  # how much of its bin a bar takes
ABOVE = 0.03  # gap between a bar or line and its text
LINE, HALO = 4, 8  # widths in pixels
MARGIN = {"l": 34, "r": 6, "t": 62, "b": 58, "pad": 0}


def reliability_bars(
    found: Reliability, labels: Sequence[str], *, title: str, note: str, axis: str
) -> Figure:
    """Draw a bar per bin up to the share of correct answers, and a line at the mean confidence.

    Where softmax is calibrated, every line lies on top of its bar. The frame is fixed: it begins
    at 0.3, since the largest of three probabilities is at least a third.

    Parameters
    ----------
    found : Reliability
        Confidence and accuracy, bin by bin.
    labels : sequence of str
        The text over each bar; "" for none.
    title, note : str
        Title, and a second line that explains the marks.
    axis : str
        Title of the x-axis.

    Returns
    -------
    plotly.graph_objects.Figure
    """
    width = float(found.edges[1])
    shown = found.edges[1:] > LOWEST + width / 2
    centres = (found.edges[1:] - width / 2)[shown]
    heights, means = np.nan_to_num(found.accuracies)[shown], found.confidences[shown]
    texts = [f"<b>{label}</b>" if label else "" for label in np.array(labels)[shown]]
    bars = {
        "type": "bar",
        "x": centres,
        "y": heights,
        "width": FILLED * width,
        "marker": {"color": theme.OTHER_COLOUR},
        "hoverinfo": "skip",
    }
    ends = np.array([-0.5, 0.5]) * FILLED * width
    lines = [
        {
            "type": "scatter",
            "mode": "lines",
            "x": _broken(np.add.outer(centres, ends)),
            "y": _broken(np.repeat(np.nan_to_num(means, nan=-1.0)[:, np.newaxis], 2, axis=1)),
            "line": {"color": colour, "width": thickness},
            "hoverinfo": "skip",
        }
        for colour, thickness in ((theme.HALO_COLOUR, HALO), (theme.MARK_COLOUR, LINE))
    ]
    numbers = {
        "type": "scatter",
        "mode": "text",
        "x": centres,
        "y": np.fmax(heights, means) + ABOVE,
        "text": texts,
        "textposition": "top center",
        "textfont": {"size": theme.TICK_SIZE},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }
    y_axis = theme.probability_axis() | {"range": [0, HIGHEST]}
    layout = theme.frame(title, note) | {"margin": MARGIN, "xaxis": _axis(axis), "yaxis": y_axis}
    return figure([bars, *lines, numbers], layout)


def _broken(pairs: NDArray[np.float64]) -> list[float | None]:
    """Join pairs of numbers to one row, with a gap after each pair."""
    return [each for pair in pairs.tolist() for each in (*pair, None)]


def _axis(title: str) -> dict[str, Any]:
    """Build the axis of the confidence."""
    return {
        "title": {"text": title, "font": {"size": theme.TICK_SIZE}, "standoff": 6},
        "range": [LOWEST, 1.0],
        "tickvals": [0.4, 0.6, 0.8, 1],
        "tickfont": {"size": theme.TICK_SIZE},
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "linecolor": theme.AXIS_COLOUR,
        "linewidth": 2,
    }

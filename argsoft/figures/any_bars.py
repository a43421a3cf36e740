"""Bar charts of argmax and softmax for any number of classes, from 1 to 50."""

from collections.abc import Sequence
from html import escape
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from argsoft.figures import Figure, figure, theme
from argsoft.iris import CLASS_NAMES
from argsoft.wording.numerals import ten_to

BAR_WIDTH = 0.7
ROUND = 10
FEW = 8  # up to this many bars are each named
LETTERS = 40  # characters that fit side by side on a phone
LOGARITHMIC_MARGIN = 58  # pixels, for the powers of ten beside the axis
HEADROOM = 0.2  # as a fraction of the depth: room for the number above a share of 1
_COLOURS = dict(zip(CLASS_NAMES, theme.CLASS_COLOURS, strict=True))


def any_bars(
    heights: ArrayLike,
    class_names: Sequence[str],
    labels: Sequence[str],
    *,
    leaders: Sequence[int],
    title: str,
    rounded: bool,
) -> Figure:
    """Draw one bar per class, from 0 to 1: square for argmax, rounded for softmax.

    With more than eight bars, there is room for the name of the first leader only. Where the
    numbers do not fit side by side, only the largest and the smallest are shown.

    Parameters
    ----------
    heights : array_like, shape (K,)
        From 0 to 1.
    class_names : sequence of str, length K
        Plain text; markup is escaped. The iris species keep their colours.
    labels : sequence of str, length K
        The number over each bar.
    leaders : sequence of int
        Indices of the winner, or of all classes tied for it. Their names are bold.
    title : str
        Chart title, short enough for a phone.
    rounded : bool
        Whether to round the corners, which marks the bars as shares.

    Returns
    -------
    plotly.graph_objects.Figure
    """
    bar = _bars(np.asarray(heights, dtype=float), class_names, labels, leaders)
    bar["marker"]["cornerradius"] = ROUND if rounded else 0
    axes = {"xaxis": _names(class_names, leaders), "yaxis": theme.probability_axis()}
    return figure([bar], theme.frame(title) | axes)


def logarithmic_bars(
    exponents: ArrayLike,
    class_names: Sequence[str],
    labels: Sequence[str],
    *,
    leaders: Sequence[int],
    depth: float,
    title: str,
) -> Figure:
    """Draw shares on a logarithmic axis, where tiny shares still have a bar.

    Parameters
    ----------
    exponents : array_like, shape (K,)
        Base-10 logarithm of each share: at most 0, possibly -inf.
    class_names, labels, leaders, title
        As for `any_bars`.
    depth : float
        How many powers of ten the axis extends below 1. The bar of a smaller share is cut off, and
        its number gets an arrow.

    Returns
    -------
    plotly.graph_objects.Figure
    """
    powers = np.asarray(exponents, dtype=float)
    arrows = ["" if each >= -depth else " ↓" for each in powers]
    texts = [label + arrow for label, arrow in zip(labels, arrows, strict=True)]
    bar = _bars(np.maximum(powers, -depth) + depth, class_names, texts, leaders)
    bar |= {"base": -depth}
    bar["marker"]["cornerradius"] = ROUND
    powers_shown = [-int(depth), -int(depth) // 2]
    axis = theme.probability_axis() | {
        "range": [-depth, depth * HEADROOM],
        "tickvals": [*powers_shown, 0],
        "ticktext": [*map(ten_to, powers_shown), "1"],
    }
    axes = {"xaxis": _names(class_names, leaders), "yaxis": axis}
    frame = theme.frame(title)
    frame["margin"] = frame["margin"] | {"l": LOGARITHMIC_MARGIN}
    return figure([bar], frame | axes)


def _bars(
    heights: ArrayLike, class_names: Sequence[str], labels: Sequence[str], leaders: Sequence[int]
) -> dict[str, Any]:
    """Draw one bar per class, with the number above it where all numbers fit."""
    lines = [each.replace(" × ", " ×<br>") for each in labels]
    numbered: Sequence[int] = range(len(labels))
    if len(labels) * max(len(part) for line in lines for part in line.split("<br>")) > LETTERS:
        numbered = (leaders[0], int(np.argmin(heights)))
    return {
        "type": "bar",
        "x": list(range(len(class_names))),
        "y": heights,
        "text": [f"<b>{each}</b>" if i in numbered else "" for i, each in enumerate(lines)],
        "textposition": "outside",
        "textangle": 0,
        "textfont": {"size": theme.TEXT_SIZE},
        "constraintext": "none",
        "cliponaxis": False,
        "width": BAR_WIDTH,
        "marker": {"color": [_COLOURS.get(name, theme.OTHER_COLOUR) for name in class_names]},
    }


def _names(class_names: Sequence[str], leaders: Sequence[int]) -> dict[str, Any]:
    """Build the axis with as many class names as fit, each truncated to its room."""
    named = range(len(class_names)) if len(class_names) <= FEW else leaders[:1]
    room = LETTERS // len(named)
    cut = [_cut(class_names[i], room) for i in named]
    return {
        "tickvals": list(named),
        "ticktext": [
            f"<b>{text}</b>" if i in leaders else text for i, text in zip(named, cut, strict=True)
        ],
        "tickangle": 0,
        "range": [-0.6, len(class_names) - 0.4],
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "linecolor": theme.AXIS_COLOUR,
        "linewidth": 2,
    }


def _cut(name: str, room: int) -> str:
    """Truncate a name to `room` characters, and escape its markup."""
    short = name if len(name) <= room else f"{name[: max(room - 1, 1)]}…"
    return escape(short, quote=False)  # Plotly does not decode &quot;

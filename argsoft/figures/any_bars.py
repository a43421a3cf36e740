"""Bars for any number of classes, from 1 to 50: argmax's answer, and softmax's shares."""

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
FEW = 8  # so many bars, and no more, have a name each
LETTERS = 40  # that fit side by side on a phone
LOGARITHMIC_MARGIN = 58  # for the powers of ten beside the axis
HEADROOM = 0.2  # of the depth: room over a share of 1 for its number
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
    """Draw numbers from 0 to 1, a bar a class: argmax's with corners, softmax's rounded.

    Of more than eight bars only the first leader has its name, since there is no room; and where
    the numbers do not fit side by side, the largest and the smallest one are shown.

    Parameters
    ----------
    heights : array_like, shape (K,)
        From 0 to 1.
    class_names : sequence of str, length K
        Plain text; markup in it is shown, not followed. The irises keep their colours.
    labels : sequence of str, length K
        The number over each bar.
    leaders : sequence of int
        The places of the winner, or of all that tie for it; their names are bold.
    title : str
        What the chart shows, short enough for a phone.
    rounded : bool
        Whether the bars are shares.

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
    """Draw shares on a logarithmic axis, where what is tiny is not 0.

    Parameters
    ----------
    exponents : array_like, shape (K,)
        The logarithm of each share, to base 10: at most 0, perhaps -inf.
    class_names, labels, leaders, title
        As for `any_bars`.
    depth : float
        How many powers of ten the frame reaches below 1. The bar of a smaller share is cut off, and
        an arrow at its number says so.

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
    """Return a bar a class, with its number above where all of them have room."""
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
    """Return the axis of names: as many as there is room for, cut to the room they have."""
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
    """Return a name as long as there is room, and as text that Plotly takes for no markup."""
    short = name if len(name) <= room else f"{name[: max(room - 1, 1)]}…"
    return escape(short, quote=False)  # Plotly would show what stands for a quotation mark

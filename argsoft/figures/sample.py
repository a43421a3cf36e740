"""The charts of Sample: one draw or one shake of the logits, and all of them counted."""

from collections.abc import Sequence
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from argsoft.figures import Figure, figure, theme
from argsoft.figures.bars import BAR_WIDTH, MARGIN, ROUND, Title

LESS_MARGIN = MARGIN | {"t": 76, "b": 48}
OUTLINE, OUTLINE_WIDTH = 3, 0.8  # wider than the bars, so that it stands out from their colour
LEFT = -0.66  # room for the numbers of the axis
COLUMN, COLUMN_REACH = 0.5, [-1.0, 1.45]
LEAST_NAMED = 0.07  # the name beside a smaller part would touch its neighbours'
REACH = (-5.0, 8.0)  # of noisy logits; the label of one beyond it gets an arrow
BESIDE = 0.19  # from the middle of a class to its logit, and to its noise
NOISE_WIDTH, NOISE_MARK = 4, 15


def throw_column(
    probabilities: ArrayLike,
    class_names: Sequence[str],
    place: float | None,
    label: str,
    *,
    drawn: int | None,
    title: Title,
) -> Figure:
    """Draw the line from 0 to 1, divided by the probabilities, and where a random number fell.

    Parameters
    ----------
    probabilities : array_like, shape (K,)
        Each from 0 to 1; they sum to 1.
    class_names : sequence of str, length K
        The name beside each part, from the bottom up; parts too small for one have none.
    place : float or None
        The random number, from 0 to 1; None for none.
    label : str
        What to write beside it.
    drawn : int or None
        The class that it draws; its name is bold, whatever the size of its part.
    title : pair of str
        The title of the chart, and a second line.

    Returns
    -------
    plotly.graph_objects.Figure
    """
    parts = np.asarray(probabilities, dtype=float)
    below = parts.cumsum() - parts
    column = {
        "type": "bar",
        "x": [0] * parts.size,
        "y": parts,
        "base": below,
        "width": COLUMN,
        "marker": {
            "color": _colours(parts.size),
            "line": {"color": theme.HALO_COLOUR, "width": 2},
        },
    }
    names = _texts(
        [COLUMN / 2] * parts.size,
        below + parts / 2,
        _names_beside(parts, class_names, drawn),
        "middle right",
    )
    thrown = _texts([-COLUMN / 2], [place or 0.0], [f"<b>{label}</b>  "], "middle left") | {
        "mode": "markers+text",
        "marker": {
            "symbol": "triangle-right",
            "size": NOISE_MARK,
            "color": theme.AXIS_COLOUR,
            "opacity": 0 if place is None else 1,
        },
    }
    axes = {
        "xaxis": _places(COLUMN_REACH) | {"showline": False},
        "yaxis": theme.probability_axis() | {"ticklabelposition": "inside top"},
    }
    return figure([column, names, thrown], theme.frame(*title) | {"margin": LESS_MARGIN} | axes)


def shake_bars(
    logits: ArrayLike,
    noisy: ArrayLike,
    class_names: Sequence[str],
    labels: Sequence[str],
    marks: Sequence[str],
    *,
    title: Title,
) -> Figure:
    """Draw each logit as a square bar, and beside it how far noise takes it.

    Parameters
    ----------
    logits : array_like, shape (K,)
        Finite; what lies beyond the frame is cut off.
    noisy : array_like, shape (K,)
        The same with noise.
    class_names : sequence of str, length K
        The name below each bar.
    labels : sequence of str, length K
        The value at the end of the noise; one beyond the frame gets an arrow.
    marks : sequence of str, length K
        A word under the name, such as "winner", or "" for none. Marked names are bold.
    title : pair of str
        The title of the chart, and a second line.

    Returns
    -------
    plotly.graph_objects.Figure
    """
    starts, ends = (np.clip(np.asarray(row, dtype=float), *REACH) for row in (logits, noisy))
    colours, places = _colours(starts.size), np.arange(starts.size)
    bars = {
        "type": "bar",
        "x": places - BESIDE,
        "y": starts,
        "width": 2 * BESIDE,
        "marker": {"color": colours},
    }
    # A trace each, for its colour; a constant number of them, so that a strip can move them.
    noises = map(_noise, (places + BESIDE).tolist(), starts, ends, colours, theme.CLASS_SYMBOLS)
    # An invisible mark keeps each number off the mark below it.
    tops = np.maximum(np.maximum(starts, ends), 0)
    values = _texts(places + BESIDE, tops, _values(labels, noisy)) | {
        "mode": "markers+text",
        "marker": {"size": NOISE_MARK, "opacity": 0},
    }
    names = [
        f"<b>{name}</b><br>{mark}" if mark else name
        for name, mark in zip(class_names, marks, strict=True)
    ]
    below = _texts(places, [REACH[0]] * starts.size, names, "bottom center")
    axes = {
        "xaxis": _places([-0.5, starts.size - 0.5]),
        "yaxis": theme.probability_axis()
        | {"range": [*REACH], "tickvals": [-5, 0, 5], "ticklabelposition": "inside top"}
        | {"zeroline": True, "zerolinecolor": theme.AXIS_COLOUR, "zerolinewidth": 2},
    }
    layout = theme.frame(*title) | {"margin": LESS_MARGIN} | axes
    return figure([bars, *noises, values, below], layout)


def counted_bars(
    probabilities: ArrayLike,
    frequencies: ArrayLike,
    class_names: Sequence[str],
    labels: Sequence[str],
    counts: Sequence[str],
    *,
    title: Title,
    before: ArrayLike,
) -> Figure:
    """Draw probabilities as rounded bars, and how often each class was drawn as outlines.

    Parameters
    ----------
    probabilities : array_like, shape (K,)
        Each from 0 to 1; they sum to 1.
    frequencies : array_like, shape (K,)
        Each class's share of the draws, from 0 to 1.
    class_names : sequence of str, length K
        The name under each bar.
    labels : sequence of str, length K
        The probability over each bar.
    counts : sequence of str, length K
        The number of draws under each name.
    title : pair of str
        The title of the chart, and a second line.
    before : array_like, shape (K,)
        The probabilities before some were cut off, drawn behind the others.

    Returns
    -------
    plotly.graph_objects.Figure
    """
    rows = (probabilities, frequencies, before)
    bars, shares, uncut = (np.asarray(row, dtype=float) for row in rows)
    tops = np.maximum(np.maximum(bars, shares), uncut)
    places = np.arange(bars.size)
    bar = {"type": "bar", "x": places, "width": BAR_WIDTH}
    ground = {"color": theme.GRID_COLOUR, "cornerradius": ROUND}
    filled = {"color": _colours(bars.size), "cornerradius": ROUND}
    traces = [
        bar | {"y": uncut, "marker": ground},
        bar | {"y": bars, "marker": filled},
        _outlines(shares),
        # An invisible mark keeps each number off the outline below it.
        _texts(places, tops, [f"<b>{each}</b>" for each in labels])
        | {"mode": "markers+text", "marker": {"size": 2 * OUTLINE, "opacity": 0}},
        _texts(
            places,
            [0.0] * bars.size,
            [f"{name}<br><b>{n}</b>" for name, n in zip(class_names, counts, strict=True)],
            "bottom center",
        ),
    ]
    axes = {
        "barmode": "overlay",
        "xaxis": _places([LEFT, bars.size - 0.5]),
        "yaxis": theme.probability_axis() | {"ticklabelposition": "inside top"},
    }
    return figure(traces, theme.frame(*title) | {"margin": LESS_MARGIN} | axes)


def _values(labels: Sequence[str], noisy: ArrayLike) -> list[str]:
    """Write numbers in bold, with an arrow where they lie beyond the frame."""
    sums = np.asarray(noisy, dtype=float)
    arrows = np.select([sums > REACH[1], sums < REACH[0]], [" ↑", " ↓"], "").tolist()
    return [f"<b>{label}{arrow}</b>" for label, arrow in zip(labels, arrows, strict=True)]


def _noise(x: float, start: float, end: float, colour: str, symbol: str) -> dict[str, Any]:
    """Draw a line from a logit to where noise takes it, with a mark at its end."""
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [x, x],
        "y": [start, end],
        "line": {"color": colour, "width": NOISE_WIDTH},
        "marker": {"symbol": symbol, "color": colour, "size": [0, NOISE_MARK], "opacity": 1},
        "cliponaxis": False,
    }


def _outlines(heights: NDArray[Any]) -> dict[str, Any]:
    """Draw boxes around bars, as lines: a bar behind a taller one would lose its round corners."""
    half = OUTLINE_WIDTH / 2
    corners = [[x - half, x - half, x + half, x + half, None] for x in range(heights.size)]
    levels = [[0, height, height, 0, None] for height in heights.tolist()]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [*chain.from_iterable(corners)],
        "y": [*chain.from_iterable(levels)],
        "line": {"color": theme.OTHER_COLOUR, "width": OUTLINE},
        "cliponaxis": False,
    }


def _texts(
    x: ArrayLike,
    y: ArrayLike,
    texts: Sequence[str],
    position: str = "top center",
    size: int = theme.TEXT_SIZE,
) -> dict[str, Any]:
    """Write texts at points, which a strip can move without a new layout."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": np.asarray(x, dtype=float),
        "y": np.asarray(y, dtype=float),
        "text": list(texts),
        "textposition": position,
        "textfont": {"size": size},
        "cliponaxis": False,
    }


def _names_beside(parts: ArrayLike, class_names: Sequence[str], drawn: int | None) -> list[str]:
    """Name the parts of a line that have room for it, and the one that was drawn."""
    names = [
        f" {name}" if part >= LEAST_NAMED else ""
        for name, part in zip(class_names, np.asarray(parts), strict=True)
    ]
    if drawn is not None:
        names[drawn] = f" <b>{class_names[drawn]}</b>"
    return names


def _colours(count: int) -> list[str]:
    """List the colours of the three classes, or the same one for any other number of words."""
    if count == len(theme.CLASS_COLOURS):
        return [*theme.CLASS_COLOURS]
    return [theme.OTHER_COLOUR] * count


def _places(reach: list[float]) -> dict[str, Any]:
    """Build an axis without numbers."""
    return {
        "range": reach,
        "showticklabels": False,
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "linecolor": theme.AXIS_COLOUR,
        "linewidth": 2,
    }

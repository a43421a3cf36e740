"""The way from logits to shares: a row a class, a column a step, each number over its bar."""

import math
from collections.abc import Sequence
from typing import Any

from argsoft.figures import Figure, figure, theme
from argsoft.workings import Working

COLUMNS = ((0.0, 0.38), (0.395, 0.6), (0.615, 0.8), (0.815, 1.0))  # the first has the names, too
REACHES = ((-5.0, 5.0), (0.0, 10.0), (0.0, 1.0), (0.0, 1.0))  # of the bars; the frame stays
OUTSIDE = 0.06  # of a reach: how far a bar that does not fit sticks out, at most
INDENT = 0.015  # of a reach: from the edge of a column to its numbers
NUMBER_ABOVE, BAR_BELOW, BAR_WIDTH = 0.2, 0.22, 0.34  # in heights of a row
MARGIN = {"l": 2, "r": 8, "b": 4, "pad": 0}
HEADING_ROOM, TITLE_ROOM = 30, 36


def working_bars(
    working: Working,
    class_names: Sequence[str],
    headings: Sequence[str],
    *,
    texts: Sequence[Sequence[str]],
    title: str,
    shown: int = 4,
    lit: int | None = None,
) -> Figure:
    """Draw every number of a working and a bar for it, aligned by class.

    The bars of the third column lie end to end and fill it, whatever their sum, and so each is as
    wide as the share beside it. A bar that is too long for its frame sticks out of it, and an arrow
    at its number says so; a number that does not exist has no bar.

    Parameters
    ----------
    working : argsoft.workings.Working
        Of K classes.
    class_names : sequence of str, length K
        The name of each row.
    headings : sequence of str, length 4
        What the columns hold.
    texts : sequence of sequence of str, shape (4, K)
        Each number of the working as it is to be read.
    title : str
        Whose working it is, short enough for a phone; "" for none.
    shown : int
        How many columns to fill, from the left; more than 4 are all.
    lit : int, optional
        The column that is looked at.

    Returns
    -------
    plotly.graph_objects.Figure
    """
    columns = _columns(working)[:shown]
    traces = [
        trace
        for place, (starts, ends) in enumerate(columns)
        for trace in (
            _bars(place, starts, ends),
            _numbers(place, ends, texts[place], class_names if place == 0 else ()),
        )
    ]
    layout = theme.frame(title) | _axes(len(class_names))
    layout |= {
        "margin": MARGIN | {"t": HEADING_ROOM + (TITLE_ROOM if title else 0)},
        "annotations": [_heading(i, text, i == lit) for i, text in enumerate(headings)],
        "shapes": [_ground(i, i == lit) for i in range(len(headings))]
        + [_zero(place, row) for place in range(len(columns)) for row in range(len(class_names))],
    }
    return figure(traces, layout)


_Column = tuple[list[float], list[float]]


def _columns(working: Working) -> list[_Column]:
    """Return for each column where its bars start and end."""
    inputs, parts, running, shares = ([float(v) for v in each] for each in working)
    zeros = [0.0] * len(inputs)
    sums = [each / working.total if working.total else math.nan for each in running]
    return [
        (zeros, inputs),
        (zeros, parts),
        ([0.0, *sums[:-1]], sums),
        (zeros, shares),
    ]


def _bars(place: int, starts: Sequence[float], ends: Sequence[float]) -> dict[str, Any]:
    """Return the bars of a column, cut where they leave its frame."""
    low, high = _range(place)
    cut = [
        [0.0 if math.isnan(each) else min(max(each, low), high) for each in values]
        for values in (starts, ends)
    ]
    return {
        "type": "bar",
        "orientation": "h",
        "xaxis": _axis_name(place),
        "base": cut[0],
        "x": [end - start for start, end in zip(*cut, strict=True)],
        "y": [row + BAR_BELOW for row in range(len(ends))],
        "width": BAR_WIDTH,
        "cliponaxis": False,
        "marker": {"color": theme.CLASS_COLOURS, "cornerradius": 4 if place == 3 else 0},
    }


def _numbers(
    place: int, ends: Sequence[float], numbers: Sequence[str], names: Sequence[str]
) -> dict[str, Any]:
    """Return the number over each bar of a column, after a name where there is one."""
    low, high = REACHES[place]
    texts = []
    for row, (end, number) in enumerate(zip(ends, numbers, strict=True)):
        arrow = " →" if end > high else " ←" if end < low else ""
        name = f"{names[row]} " if names else ""
        texts.append(f"{name}<b>{number}{arrow}</b>")
    return {
        "type": "scatter",
        "mode": "text",
        "xaxis": _axis_name(place),
        "x": [low + INDENT * (high - low)] * len(numbers),
        "y": [row - NUMBER_ABOVE for row in range(len(numbers))],
        "text": texts,
        "textposition": "middle right",
        "textfont": {"size": theme.TEXT_SIZE},
        "cliponaxis": False,
    }


def _range(place: int) -> list[float]:
    """Return the ends of a column's axis: its reach, and room for what sticks out."""
    low, high = REACHES[place]
    out = OUTSIDE * (high - low)
    return [low - out, high + out]


def _axis_name(place: int) -> str:
    """Return what Plotly calls the horizontal axis of a column."""
    return f"x{place + 1}" if place else "x"


def _axes(rows: int) -> dict[str, Any]:
    """Return the axes, which stay as they are: one of rows, and one across each column."""
    bare = {"fixedrange": True, "showgrid": False, "showticklabels": False, "zeroline": False}
    across = {
        _axis_name(place).replace("x", "xaxis"): bare
        | {"domain": list(COLUMNS[place]), "range": _range(place)}
        for place in range(len(COLUMNS))
    }
    return across | {"yaxis": bare | {"range": [rows - 0.5, -0.5]}}


def _heading(place: int, text: str, lit: bool) -> dict[str, Any]:
    """Return what stands over a column."""
    return {
        "text": f"<b>{text}</b>" if lit else text,
        "xref": _axis_name(place),
        "yref": "paper",
        "x": REACHES[place][0],
        "y": 1,
        "xanchor": "left",
        "yanchor": "bottom",
        "yshift": 2,
        "showarrow": False,
        "font": {"size": theme.TICK_SIZE},
    }


def _ground(place: int, lit: bool) -> dict[str, Any]:
    """Return the ground of a column, with a line around the one that is looked at."""
    left, right = REACHES[place]
    return {
        "type": "rect",
        "layer": "below",
        "xref": _axis_name(place),
        "yref": "paper",
        "x0": left,
        "x1": right,
        "y0": 0,
        "y1": 1,
        "fillcolor": theme.GROUND_COLOUR,
        "line": {"color": theme.AXIS_COLOUR, "width": 3 if lit else 0},
    }


def _zero(place: int, row: int) -> dict[str, Any]:
    """Return the line that a bar starts from, beside that bar alone: numbers stand above it."""
    middle = row + BAR_BELOW
    return {
        "type": "line",
        "layer": "below",
        "xref": _axis_name(place),
        "x0": 0,
        "x1": 0,
        "y0": middle - BAR_WIDTH * 0.62,
        "y1": middle + BAR_WIDTH * 0.62,
        "line": {"color": theme.AXIS_COLOUR, "width": 2},
    }

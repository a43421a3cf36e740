"""Softmax from logits to shares: a row per class, a column per step, each number over its bar."""

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from argsoft.figures import Figure, figure, theme
from argsoft.workings import Working

COLUMNS = (
    (0.0, 0.345),
    (0.36, 0.555),
    (0.57, 0.795),
    (0.81, 1.0),
)  # the first also holds the names
PARTS_REACH = 10.0
SUM_REACH = PARTS_REACH * 0.225 / 0.195  # in the same scale, by the widths of both columns
# Of the columns, whatever they show.
REACHES = ((-5.0, 5.0), (0.0, PARTS_REACH), (0.0, SUM_REACH), (0.0, 1.0))
OUTSIDE = 0.06  # of a reach: how much of a bar beyond it is drawn
SEEN = 0.005  # of a reach, for a bar to be seen
INDENT = 0.015  # of a reach, between its start and the numbers
APART = "\N{EN SPACE}"  # a minus sign right after a name looks like a hyphen
NUMBER_ABOVE, BAR_BELOW, BAR_WIDTH = 0.2, 0.22, 0.34  # in row heights
MARGIN = {"l": 2, "r": 8, "b": 4, "pad": 0}
HEADING_ROOM, TITLE_ROOM = 30, 36
SUM, SUM_ROOM = 2, 0.5  # the column that adds up, and the height of its result, in row heights


def working_bars(
    working: Working,
    class_names: Sequence[str],
    headings: Sequence[str],
    *,
    texts: Sequence[Sequence[str]],
    title: str,
    beyond: str = "",
    shown: int = 4,
    lit: int | None = None,
) -> Figure:
    """Draw every number of a working with its bar, aligned by class.

    The third column is written as a sum: the part of each class, and the total under a line. Its
    bars lie end to end, in the scale of the second column. A bar that leaves its scale ends at the
    edge of its column, and its number gets an arrow. NaN has no bar.

    Parameters
    ----------
    working : argsoft.workings.Working
        The numbers, for K classes.
    class_names : sequence of str, length K
        Name of each row.
    headings : sequence of str, length 4
        Column headings.
    texts : sequence of sequence of str, length 4
        The K numbers of each column, formatted; the third column has its total as well.
    title : str
        Chart title, short enough for a phone; "" for none.
    beyond : str
        What an arrow means, written beside one below the first column while there is any.
    shown : int
        Number of columns to fill, from the left; 4 or more fills all.
    lit : int, optional
        Index of the column to highlight.

    Returns
    -------
    plotly.graph_objects.Figure
    """
    columns = _columns(working)[:shown]
    arrows = [
        [_arrow(place, *bar) for bar in zip(*column, strict=True)]
        for place, column in enumerate(columns)
    ]
    found = [arrow for column in arrows for arrow in column if arrow]
    note = f"{found[0]} {beyond}" if found and beyond else ""
    traces = [
        trace
        for place, (starts, ends) in enumerate(columns)
        for trace in (
            _bars(place, starts, ends),
            _numbers(place, arrows[place], texts[place], class_names, note),
        )
    ]
    layout = theme.frame(title) | _axes(len(class_names))
    layout |= {
        "margin": MARGIN | {"t": HEADING_ROOM + (TITLE_ROOM if title else 0)},
        "annotations": [_heading(i, text, i == lit) for i, text in enumerate(headings)],
        "shapes": [_ground(i, i == lit) for i in range(len(headings))]
        + [_zero(place, row) for place in range(len(columns)) for row in range(len(class_names))]
        + ([_total_line(len(class_names))] if shown > SUM else []),
    }
    return figure(traces, layout)


_Column = tuple[list[float], list[float]]


def _columns(working: Working) -> list[_Column]:
    """Return where the bars of each column start and end."""
    inputs, parts, running, shares = ([float(v) for v in each] for each in working)
    zeros = [0.0] * len(inputs)
    return [
        (zeros, inputs),
        (zeros, parts),
        ([0.0, *running[:-1]], running),
        (zeros, shares),
    ]


def _bars(place: int, starts: Sequence[float], ends: Sequence[float]) -> dict[str, Any]:
    """Draw the bars of a column, cut off at the ends of its axis."""
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


def _arrow(place: int, start: float, end: float) -> str:
    """Say on which side a bar leaves the scale of its column, if it is long enough to be seen."""
    low, high = REACHES[place]
    if not abs(end - start) > SEEN * (high - low):  # nor NaN, a bar that starts at infinity
        return ""
    return "→" if end > high else "←" if end < low else ""


def _numbers(
    place: int,
    arrows: Sequence[str],
    numbers: Sequence[str],
    names: Sequence[str],
    note: str,
) -> dict[str, Any]:
    """Write the number over each bar of a column, and the total or the note below them.

    The first column has the names of the classes and the note.
    """
    low, high = REACHES[place]
    heights = [row - NUMBER_ABOVE for row in range(len(arrows))]
    texts = [
        f"<b>{number} {arrow}</b>" if arrow else f"<b>{number}</b>"
        for number, arrow in zip(numbers, arrows, strict=False)
    ]
    below = [f"<b>{number}</b>" for number in numbers[len(arrows) :]]
    if place == 0:
        texts = [f"{name}{APART}{text}" for name, text in zip(names, texts, strict=True)]
        below = [note]
    return {
        "type": "scatter",
        "mode": "text",
        "xaxis": _axis_name(place),
        "x": [low + INDENT * (high - low)] * len(texts + below),
        "y": heights + [len(arrows) - 0.5 + SUM_ROOM / 2] * len(below),
        "text": texts + below,
        "textposition": "middle right",
        "textfont": {"size": theme.TEXT_SIZE},
        "cliponaxis": False,
    }


def _range(place: int) -> list[float]:
    """Return the range of a column's axis: its reach, with room for bars beyond it."""
    low, high = REACHES[place]
    out = OUTSIDE * (high - low)
    return [low - out, high + out]


def _axis_name(place: int) -> str:
    """Return Plotly's name for the horizontal axis of a column."""
    return f"x{place + 1}" if place else "x"


@lru_cache(maxsize=64)
def _axes(rows: int) -> dict[str, Any]:
    """Build the fixed axes: one for the rows, and one across each column."""
    bare = {"fixedrange": True, "showgrid": False, "showticklabels": False, "zeroline": False}
    across = {
        _axis_name(place).replace("x", "xaxis"): bare
        | {"domain": list(COLUMNS[place]), "range": _range(place)}
        for place in range(len(COLUMNS))
    }
    return across | {"yaxis": bare | {"range": [rows - 0.5 + SUM_ROOM, -0.5]}}


@lru_cache(maxsize=64)
def _heading(place: int, text: str, lit: bool) -> dict[str, Any]:
    """Write the heading of a column."""
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


@lru_cache(maxsize=64)
def _ground(place: int, lit: bool) -> dict[str, Any]:
    """Draw the background of a column, outlined if it is highlighted."""
    left, right = _range(place)
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


@lru_cache(maxsize=64)
def _zero(place: int, row: int) -> dict[str, Any]:
    """Draw the zero line of one bar, beside that bar only, to stay clear of the number above."""
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


def _total_line(rows: int) -> dict[str, Any]:
    """Draw the line above the total."""
    return {
        "type": "line",
        "layer": "below",
        "xref": _axis_name(SUM),
        "x0": REACHES[SUM][0],
        "x1": REACHES[SUM][1],
        "y0": rows - 0.5,
        "y1": rows - 0.5,
        "line": {"color": theme.AXIS_COLOUR, "width": 2},
    }

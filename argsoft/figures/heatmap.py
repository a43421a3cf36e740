"""A table of slopes: a cell for each output and each logit, the darker the steeper."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from argsoft.figures import Figure, figure, theme
from argsoft.wording.numerals import signed

STEEPEST = 0.25  # no slope of softmax passes it, at temperature 1
GAP = 8  # pixels between the cells, for the outline of the chosen one
OUTLINE = 4
EDGE = 0.53  # the frame, from the centre of an outer cell: the outline fits in
# For two-line names of rows and columns, as narrow as a phone needs it.
MARGIN = {"l": 88, "r": 2, "t": 74, "b": 4, "pad": 0}


def jacobian_heatmap(
    matrix: NDArray[Any],
    class_names: Sequence[str],
    *,
    title: str,
    chosen: tuple[int, int] | None = None,
    hidden: bool = False,
) -> Figure:
    """Draw the slope of every output by every logit: a row an output, a column a logit that moves.

    The cells are grey, since a hue means a class, and translucent, so that they suit a light and a
    dark page. They tell how steep a slope is; which way it goes, its sign tells.

    Parameters
    ----------
    matrix : ndarray, shape (K, K)
        Entry [i, j] is the slope of output i by logit j; NaN where there is none.
    class_names : sequence of str, length K
        What to call the classes.
    title : str
        What the table shows, short enough for a phone.
    chosen : pair of int, optional
        The row and the column of the entry to outline.
    hidden : bool
        Whether each cell holds a question mark, and nothing else of the matrix.

    Returns
    -------
    plotly.graph_objects.Figure
    """
    row, column = chosen or (None, None)
    axes = _axes(("output", class_names, row), ("logit", class_names, column))
    outline = {"shapes": [_outline(*chosen)] if chosen else []}
    layout = theme.frame(title) | {"margin": MARGIN} | axes | outline
    texts = [signed(float(slope)).replace(" ", "<br>") for slope in matrix.flat]
    if hidden:
        matrix, texts = np.zeros_like(matrix), [theme.HIDDEN] * matrix.size
    return figure([_cells(matrix, STEEPEST), _words(texts, chosen)], layout)


def confusion_table(counts: NDArray[Any], class_names: Sequence[str], *, title: str) -> Figure:
    """Draw how many flowers of each true class were given which answer; right ones say so.

    Parameters
    ----------
    counts : ndarray of integers, shape (K, K)
        Entry [i, j] is how many flowers of class i were answered j.
    class_names : sequence of str, length K
        What to call the classes.
    title : str
        What the table shows, short enough for a phone.

    Returns
    -------
    plotly.graph_objects.Figure
    """
    most = float(counts.sum(axis=1).max())
    axes = _axes(("truly", class_names, None), ("answer", class_names, None))
    texts = [
        f"{count}" + (f"<br>{'right' if row == column else 'wrong'}" if count else "")
        for row, line in enumerate(counts.tolist())
        for column, count in enumerate(line)
    ]
    layout = theme.frame(title) | {"margin": MARGIN} | axes
    return figure([_cells(counts, most), _words(texts, None)], layout)


def _cells(matrix: NDArray[Any], most: float) -> dict[str, Any]:
    """Return the ground of each cell, the darker the further its number is from 0."""
    places = list(range(len(matrix)))
    return {
        "type": "heatmap",
        "x": places,
        "y": places,
        "z": matrix,
        "zmin": -most,
        "zmax": most,
        "colorscale": theme.STEEPNESS,
        "showscale": False,
        "xgap": GAP,
        "ygap": GAP,
    }


_Side = tuple[str, Sequence[str], int | None]


def _axes(rows: _Side, columns: _Side) -> dict[str, Any]:
    """Return both axes, the first row on top."""
    ends = _ends(range(len(rows[1])))
    return {
        "xaxis": _axis(*columns) | {"side": "top", "range": ends},
        "yaxis": _axis(*rows) | {"range": ends[::-1]},
    }


def _words(texts: Sequence[str], chosen: tuple[int, int] | None) -> dict[str, Any]:
    """Return what stands in each cell, row by row; the chosen one is bold."""
    size = math.isqrt(len(texts))
    entries = [(row, column) for row in range(size) for column in range(size)]
    return {
        "type": "scatter",
        "mode": "text",
        "x": [column for _, column in entries],
        "y": [row for row, _ in entries],
        "text": [
            f"<b>{text}</b>" if each == chosen else text
            for each, text in zip(entries, texts, strict=True)
        ],
        "textfont": {"size": theme.TEXT_SIZE},
        "cliponaxis": False,
    }


def _axis(what: str, class_names: Sequence[str], chosen: int | None) -> dict[str, Any]:
    """Return an axis with the name of each class; the chosen one is bold."""
    names = [f"{what}<br>{name}" for name in class_names]
    return {
        "tickvals": list(range(len(names))),
        "ticktext": [f"<b>{n}</b>" if i == chosen else n for i, n in enumerate(names)],
        "tickangle": 0,
        "tickfont": {"size": theme.TICK_SIZE},
        "ticklen": 6,
        "tickcolor": "rgba(0, 0, 0, 0)",
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
    }


def _ends(places: Sequence[int]) -> list[float]:
    """Return the range of an axis, which is the same whatever it shows."""
    return [-EDGE, places[-1] + EDGE]


def _outline(row: int, column: int) -> dict[str, Any]:
    """Return a line around a cell, in the gap between it and the next ones."""
    return {
        "type": "rect",
        "x0": column - 0.5,
        "x1": column + 0.5,
        "y0": row - 0.5,
        "y1": row + 0.5,
        "line": {"color": theme.AXIS_COLOUR, "width": OUTLINE},
    }

"""Tables as heatmaps: the Jacobian, darker where it is steeper, and the confusion matrix."""

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from argsoft.figures import Figure, figure, theme
from argsoft.wording.numerals import signed

STEEPEST = 0.25  # the maximum slope of softmax at temperature 1
GAP = 8  # pixels between cells, for the outline of the chosen one
OUTLINE = 4
EDGE = 0.53  # from the centre of an outer cell to the frame; the outline fits in
# Room for two-line row and column names, as narrow as a phone needs.
MARGIN = {"l": 88, "r": 2, "t": 74, "b": 4, "pad": 0}


def jacobian_heatmap(
    matrix: NDArray[Any],
    class_names: Sequence[str],
    *,
    title: str,
    sides: tuple[str, str],
    chosen: tuple[int, int] | None = None,
    hidden: bool = False,
) -> Figure:
    """Draw the slope of every output by every logit: outputs in rows, logits in columns.

    The hue of a cell shows which way its slope goes, as the sign of its number does, and the shade
    how steep it is. Cells are translucent, to suit both themes.

    Parameters
    ----------
    matrix : ndarray, shape (K, K)
        Entry [i, j] is the derivative of output i with respect to logit j, or NaN if undefined.
    class_names : sequence of str, length K
        Class names.
    title : str
        Chart title, short enough for a phone.
    sides : pair of str
        What to call rows and columns.
    chosen : pair of int, optional
        Row and column of the entry to outline.
    hidden : bool
        Whether to show a question mark in each cell, and nothing of the matrix.

    Returns
    -------
    plotly.graph_objects.Figure
    """
    row, column = chosen or (None, None)
    names = tuple(class_names)
    layout = _layout(title, (sides[0], names, row), (sides[1], names, column))
    outline = {"shapes": [_outline(*chosen)] if chosen else []}
    texts = [signed(float(slope)).replace(" ", "<br>") for slope in matrix.flat]
    if hidden:
        matrix, texts = np.zeros_like(matrix), [theme.HIDDEN] * matrix.size
    return figure(
        [_cells(matrix, STEEPEST, theme.STEEPNESS), _words(texts, chosen)], layout | outline
    )


def confusion_table(
    counts: NDArray[Any],
    class_names: Sequence[str],
    *,
    title: str,
    words: tuple[str, str, str, str],
) -> Figure:
    """Draw a confusion matrix: true classes in rows, predicted classes in columns.

    Each cell says whether its predictions are correct or wrong.

    Parameters
    ----------
    counts : ndarray of integers, shape (K, K)
        Entry [i, j] is the number of flowers of class i that were classified as j.
    class_names : sequence of str, length K
        Class names.
    title : str
        Chart title, short enough for a phone.
    words : tuple of str, length 4
        What to call rows, columns, correct and wrong predictions.

    Returns
    -------
    plotly.graph_objects.Figure
    """
    most = float(counts.sum(axis=1).max())
    rows, columns, correct, wrong = words
    names = tuple(class_names)
    layout = _layout(title, (rows, names, None), (columns, names, None))
    texts = [
        f"{count}" + (f"<br>{correct if row == column else wrong}" if count else "")
        for row, line in enumerate(counts.tolist())
        for column, count in enumerate(line)
    ]
    return figure([_cells(counts, most, theme.COUNTS), _words(texts, None)], layout)


def _cells(matrix: NDArray[Any], most: float, shades: theme.Shades) -> dict[str, Any]:
    """Shade each cell, darker the further its number is from 0."""
    places = list(range(len(matrix)))
    return {
        "type": "heatmap",
        "x": places,
        "y": places,
        "z": matrix,
        "zmin": -most,
        "zmax": most,
        "colorscale": shades,
        "showscale": False,
        "xgap": GAP,
        "ygap": GAP,
    }


_Side = tuple[str, tuple[str, ...], int | None]


@lru_cache(maxsize=64)
def _layout(title: str, rows: _Side, columns: _Side) -> dict[str, Any]:
    """Lay out a table, with the first row on top."""
    ends = _ends(range(len(rows[1])))
    return theme.frame(title) | {
        "margin": MARGIN,
        "xaxis": _axis(*columns) | {"side": "top", "range": ends},
        "yaxis": _axis(*rows) | {"range": ends[::-1]},
    }


def _words(texts: Sequence[str], chosen: tuple[int, int] | None) -> dict[str, Any]:
    """Write a text in each cell, row by row; the chosen one is bold."""
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
    """Build an axis with the name of each class; the chosen one is bold."""
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
    """Return the range of an axis over some cells."""
    return [-EDGE, places[-1] + EDGE]


def _outline(row: int, column: int) -> dict[str, Any]:
    """Draw a line around a cell, in the gap between it and its neighbours."""
    return {
        "type": "rect",
        "x0": column - 0.5,
        "x1": column + 0.5,
        "y0": row - 0.5,
        "y1": row + 0.5,
        "line": {"color": theme.AXIS_COLOUR, "width": OUTLINE},
    }

"""Flowers on a map of decision regions: argmax in flat areas, softmax in soft shades.

A cross marks each wrong answer. The mark of the selected flower is a figure of its own, overlaid on
the map.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from argsoft.figures import Figure, figure, theme
from argsoft.iris.regions import DecisionRegions

MARGIN = {"l": 34, "r": 6, "t": 62, "b": 58, "pad": 0}
STRONGEST = 0.45  # opacity where the network is certain
LEVELS = 84  # of certainty per class; with 0, those of three classes fit into a byte
FLOWER, RING, CROSS, STAR = 10, 21, 12, 19
HANDLE = 44  # pixels around the star that take the pointer
MARK_LINE, HALO = 3, 3.5  # how much wider the halo is than the mark
UNFADED = {each: {"marker": {"opacity": 1}} for each in ("selected", "unselected")}
LABEL_WIDTH, LINE_HEIGHT = 0.36, 0.13  # as fractions of the map, on a phone
OUTSIDE, CROWD, FAR = 100.0, 1.0, 0.2  # costs of a place for a label

Part = dict[str, Any]


class Words(NamedTuple):
    """The words on a map.

    Attributes
    ----------
    title : str
        Title.
    axes : pair of str
        Titles of the x and y axes.
    nowhere : str
        Stands before the classes without an area.
    """

    title: str
    axes: tuple[str, str]
    nowhere: str


def argmax_map(
    answers: DecisionRegions,
    flowers: ArrayLike,
    species: Sequence[int],
    class_names: Sequence[str],
    *,
    words: Words,
    wrong: Sequence[int] = (),
) -> Figure:
    """Draw the flowers over one flat area per class, with hard borders.

    Parameters
    ----------
    answers : argsoft.iris.regions.DecisionRegions
        Answers of the network, with up to three classes.
    flowers : array_like, shape (N, 2)
        Measurements in cm. The flowers are the last trace before the crosses, in this order, and
        the only trace that responds to the pointer.
    species : sequence of int, length N
        True class of each flower, which sets its colour and shape.
    class_names : sequence of str, length K
        Name of each area.
    words : Words
        Title, axes and so on.
    wrong : sequence of int
        Indices of the flowers to cross out.

    Returns
    -------
    plotly.graph_objects.Figure
    """
    layout = _layout(answers, flowers, class_names, words)
    layout["shapes"] = [
        _ground(area, colour)
        for area, colour in zip(answers.areas, theme.CLASS_COLOURS, strict=False)
        if len(area)
    ]
    return figure(_points(flowers, species, wrong), layout)


def softmax_map(
    answers: DecisionRegions,
    flowers: ArrayLike,
    species: Sequence[int],
    class_names: Sequence[str],
    *,
    words: Words,
    wrong: Sequence[int] = (),
) -> Figure:
    """Draw the flowers over shades, stronger where the network is more confident.

    Parameters
    ----------
    answers, flowers, species, class_names, words, wrong
        As for `argmax_map`, which differs only in the background.

    Returns
    -------
    plotly.graph_objects.Figure
    """
    layout = _layout(answers, flowers, class_names, words)
    return figure([_shades(answers), *_points(flowers, species, wrong)], layout)


def flower_mark(ends: Sequence[Sequence[float]], place: Sequence[float], *, own: bool) -> Figure:
    """Draw a mark alone, to overlay on a map, so that moving the mark does not redraw the map.

    Parameters
    ----------
    ends : pair of pair of float
        Ranges of the x and y axes of the map, in cm.
    place : sequence of float, length 2
        Position in cm.
    own : bool
        Whether to draw a star, for the visitor's own flower, or a ring around one of the map's.

    Returns
    -------
    plotly.graph_objects.Figure
    """
    symbol, size = ("star", STAR) if own else ("circle-open", RING)
    hidden = {"visible": False, "fixedrange": True}
    axes = {
        name: hidden | {"range": list(reach)}
        for name, reach in zip(("xaxis", "yaxis"), ends, strict=True)
    }
    mark = _over(np.array([place], dtype=float), symbol, size)
    handle = [_handle(place)] if own else []
    return figure([mark, *handle], theme.frame("") | {"margin": MARGIN} | axes)


def _handle(place: Sequence[float]) -> Part:
    """Draw an invisible disc by which a finger takes the star."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [place[0]],
        "y": [place[1]],
        "marker": {"symbol": "circle", "size": HANDLE, "color": "rgba(0, 0, 0, 0)"},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _ground(area: NDArray[np.float64], colour: str) -> Part:
    """Draw a flat polygon with an outline."""
    corners = "L".join(f"{x:.4f},{y:.4f}" for x, y in area)
    return {
        "type": "path",
        "layer": "below",
        "path": f"M{corners}Z",
        "fillcolor": _translucent(colour, STRONGEST),
        "line": {"color": theme.AXIS_COLOUR, "width": 2},
    }


def _shades(answers: DecisionRegions) -> Part:
    """Draw the background of softmax from one byte per grid point: the class and its confidence.

    The background is clear where all shares are equal, the least confident answer. The browser
    interpolates colours, not values, so no third class shows up between two neighbours.
    """
    winners, confidence, probabilities = answers.grid
    least = 1 / probabilities.shape[-1]
    sure = np.rint((confidence - least) / (1 - least) * LEVELS)
    return {
        "type": "heatmap",
        "x": answers.x_values,
        "y": answers.y_values,
        "z": (winners * (LEVELS + 1) + sure.clip(0, LEVELS)).astype(np.uint8),
        "zmin": 0,
        "zmax": len(theme.CLASS_COLOURS) * (LEVELS + 1) - 1,
        "colorscale": SHADES,
        "zsmooth": "fast",
        "showscale": False,
        "hoverinfo": "skip",
    }


def _translucent(colour: str, opacity: float) -> str:
    """Convert a colour such as "#8B45E6" to CSS rgba() with an opacity."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, {opacity})"


def _scale() -> list[list[float | str]]:
    """Build the colour scale: the classes one after another, each from clear to strongest."""
    last = len(theme.CLASS_COLOURS) * (LEVELS + 1) - 1
    return [
        [(place * (LEVELS + 1) + level) / last, _translucent(colour, opacity)]
        for place, colour in enumerate(theme.CLASS_COLOURS)
        for level, opacity in ((0, 0), (LEVELS, STRONGEST))
    ]


SHADES = _scale()


def _points(flowers: ArrayLike, species: Sequence[int], wrong: Sequence[int]) -> list[Part]:
    """Draw the flowers, which respond to the pointer, and the crosses over some of them."""
    places = np.asarray(flowers, dtype=float)
    x, y = places.T
    points = theme.class_points(x, y, species, size=FLOWER) | {"hoverinfo": "none"} | UNFADED
    return [points, _over(places[list(wrong)], "x-thin", CROSS)]


def _over(places: NDArray[np.float64], symbol: str, size: int) -> Part:
    """Draw dark marks in light halos, which ignore the pointer."""
    count = len(places)
    twice = np.concatenate([places, places])
    widths = [MARK_LINE + HALO] * count + [MARK_LINE] * count
    colours = [theme.HALO_COLOUR] * count + [theme.MARK_COLOUR] * count
    return {
        "type": "scatter",
        "mode": "markers",
        "x": twice[:, 0],
        "y": twice[:, 1],
        "marker": {
            "symbol": symbol,
            "size": size,
            "color": colours,
            "line": {"color": colours, "width": widths},
            "opacity": 1,
        },
        "hoverinfo": "skip",
        "cliponaxis": False,
        **UNFADED,
    }


def _layout(
    answers: DecisionRegions,
    flowers: ArrayLike,
    class_names: Sequence[str],
    words: Words,
) -> Part:
    """Build the layout, which does not depend on the marks, with the name of each area."""
    x_title, y_title = words.axes
    return theme.frame(words.title, f"{y_title} ↑") | {
        "margin": MARGIN,
        "xaxis": _axis(x_title, answers.x_values),
        "yaxis": _axis("", answers.y_values),
        "annotations": _names(answers, np.asarray(flowers, dtype=float), class_names, words),
        "clickmode": "event+select",
        "hovermode": "closest",  # without it, no flower responds to the pointer
    }


def _axis(name: str, values: NDArray[np.float64]) -> Part:
    """Build an axis that spans the map."""
    return {
        "title": {"text": name, "font": {"size": theme.TICK_SIZE}, "standoff": 6},
        "range": [float(values[0]), float(values[-1])],
        "nticks": 6,
        "tickangle": 0,
        "tickfont": {"size": theme.TICK_SIZE},
        "ticks": "outside",
        "ticklen": 5,
        "tickcolor": theme.AXIS_COLOUR,
        "linecolor": theme.AXIS_COLOUR,
        "linewidth": 2,
        "mirror": True,
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
    }


def _names(
    answers: DecisionRegions,
    flowers: NDArray[np.float64],
    class_names: Sequence[str],
    words: Words,
) -> list[Part]:
    """Label each area with its class, and list the classes without an area."""
    winners = answers.grid.winners
    crowd = _crowd(answers, flowers)
    names = list(class_names)
    here = [i for i in range(len(names)) if (winners == i).any()]
    texts = [([names[i]], winners == i) for i in here]
    if len(here) < len(names):
        absent = [name for i, name in enumerate(names) if i not in here]
        texts.append(([words.nowhere, *absent], np.ones(winners.shape, dtype=bool)))
    labels = []
    for lines, area in texts:
        row, column = _roomiest(area, crowd, len(lines))
        labels.append(
            {
                "text": "<br>".join(f"<b>{line}</b>" for line in lines),
                "x": float(answers.x_values[column]),
                "y": float(answers.y_values[row]),
                "showarrow": False,
                "font": {"size": theme.TICK_SIZE},
            }
        )
        height, width = _box(crowd.shape, len(lines))
        crowd[max(row - height, 0) : row + height, max(column - width, 0) : column + width] += 10
    return labels


def _crowd(answers: DecisionRegions, flowers: NDArray[np.float64]) -> NDArray[np.float64]:
    """Count the flowers at each grid point."""
    x_values, y_values, *_ = answers
    columns = np.searchsorted((x_values[1:] + x_values[:-1]) / 2, flowers[:, 0])
    rows = np.searchsorted((y_values[1:] + y_values[:-1]) / 2, flowers[:, 1])
    places = rows * x_values.size + columns
    counts = np.bincount(places, minlength=x_values.size * y_values.size)
    return counts.reshape(y_values.size, x_values.size).astype(float)


def _box(shape: tuple[int, ...], lines: int) -> tuple[int, int]:
    """Return the half-height and half-width of a label, in rows and columns of the grid."""
    return (
        int(np.ceil(shape[0] * LINE_HEIGHT * lines / 2)),
        int(np.ceil(shape[1] * LABEL_WIDTH / 2)),
    )


def _roomiest(area: NDArray[np.bool_], crowd: NDArray[np.float64], lines: int) -> tuple[int, int]:
    """Find the row and column where a label is best: in its area, clear of flowers, and central."""
    height, width = _box(area.shape, lines)
    size = (2 * height + 1) * (2 * width + 1)
    outside = 1 - _sums(area.astype(float), height, width) / size
    rows, columns = np.nonzero(area)
    down = (np.arange(height, area.shape[0] - height) - rows.mean()) / area.shape[0]
    across = (np.arange(width, area.shape[1] - width) - columns.mean()) / area.shape[1]
    far = np.hypot(down[:, np.newaxis], across)
    cost = OUTSIDE * outside + CROWD * _sums(crowd, height, width) + FAR * far
    row, column = np.unravel_index(np.argmin(cost), cost.shape)
    return int(row) + height, int(column) + width


def _sums(values: NDArray[np.float64], height: int, width: int) -> NDArray[np.float64]:
    """Sum over the box around each point, for all boxes that fit."""
    total = np.pad(values.cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))
    tall, wide = 2 * height + 1, 2 * width + 1
    sums: NDArray[np.float64] = (
        total[tall:, wide:] - total[:-tall, wide:] - total[tall:, :-wide] + total[:-tall, :-wide]
    )
    return sums

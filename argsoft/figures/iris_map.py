"""The flowers on the map of a network's answers: argmax in flat areas, softmax in soft shades.

A cross lies over each wrong answer. The flower that is looked at has its mark in a figure of its
own, to lie over the map.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from argsoft.figures import Figure, figure, theme
from argsoft.iris.regions import DecisionRegions

ARGMAX_TITLE = "Argmax: hard borders"
SOFTMAX_TITLE = "Softmax: soft shades"
MARGIN = {"l": 34, "r": 6, "t": 62, "b": 58, "pad": 0}
STRONGEST = 0.45  # the opacity of a ground that is certain
LEVELS = 84  # of certainty for each class: three times as many, and 0, fit into a byte
FLOWER, RING, CROSS, STAR = 10, 21, 12, 19
MARK_LINE, HALO = 3, 3.5  # the halo is wider than the mark by this
UNFADED = {each: {"marker": {"opacity": 1}} for each in ("selected", "unselected")}
NOWHERE = "nowhere:"
LABEL_WIDTH, LINE_HEIGHT = 0.36, 0.13  # of the map, on a phone
OUTSIDE, CROWD, FAR = 100.0, 1.0, 0.2  # how bad it is for a label to stand so

Part = dict[str, Any]


def argmax_map(
    answers: DecisionRegions,
    flowers: ArrayLike,
    species: Sequence[int],
    class_names: Sequence[str],
    feature_names: Sequence[str],
    *,
    wrong: Sequence[int] = (),
) -> Figure:
    """Draw the flowers over flat areas, one for each class, with hard borders.

    Parameters
    ----------
    answers : argsoft.iris.regions.DecisionRegions
        What the network answers, of up to three classes.
    flowers : array_like, shape (N, 2)
        Where each lies, in cm. They are the last trace but for the marks, in this order, and the
        only one that can be pointed at.
    species : sequence of int, length N
        The true class of each: its colour and its shape.
    class_names : sequence of str, length K
        The name of each area.
    feature_names : pair of str
        What runs along x, and what along y.
    wrong : sequence of int
        The flowers with a cross.

    Returns
    -------
    plotly.graph_objects.Figure
    """
    layout = _layout(answers, flowers, class_names, feature_names, ARGMAX_TITLE)
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
    feature_names: Sequence[str],
    *,
    wrong: Sequence[int] = (),
) -> Figure:
    """Draw the flowers over shades: the surer the network is of a class, the stronger its colour.

    Parameters
    ----------
    answers, flowers, species, class_names, feature_names, wrong
        As for `argmax_map`; what it draws but for the ground is the same.

    Returns
    -------
    plotly.graph_objects.Figure
    """
    layout = _layout(answers, flowers, class_names, feature_names, SOFTMAX_TITLE)
    return figure([_shades(answers), *_points(flowers, species, wrong)], layout)


def flower_mark(ends: Sequence[Sequence[float]], place: Sequence[float], *, own: bool) -> Figure:
    """Draw a mark alone, to lie over a map: so the map stays as it is while the mark moves.

    Parameters
    ----------
    ends : pair of pair of float
        From where to where the map that it lies over goes, across and up, in cm.
    place : sequence of float, length 2
        Where, in cm.
    own : bool
        Whether it is the visitor's own flower, a star, or one of the map's, with a ring.

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
    return figure([mark], theme.frame("") | {"margin": MARGIN} | axes)


def _ground(area: NDArray[np.float64], colour: str) -> Part:
    """Return a flat polygon with a line around it."""
    corners = "L".join(f"{x:.4f},{y:.4f}" for x, y in area)
    return {
        "type": "path",
        "layer": "below",
        "path": f"M{corners}Z",
        "fillcolor": _translucent(colour, STRONGEST),
        "line": {"color": theme.AXIS_COLOUR, "width": 2},
    }


def _shades(answers: DecisionRegions) -> Part:
    """Return the ground of softmax, a byte a point: which class, and how sure of it.

    Nothing is as unsure as equal shares, so there the ground is clear. The browser blends the
    colours of neighbours, not their numbers, and so it never passes through a third class.
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
    """Return a colour such as "#8B45E6" with an opacity."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, {opacity})"


def _scale() -> list[list[float | str]]:
    """Return the shades of all classes, one after the other, each from clear to strongest."""
    last = len(theme.CLASS_COLOURS) * (LEVELS + 1) - 1
    return [
        [(place * (LEVELS + 1) + level) / last, _translucent(colour, opacity)]
        for place, colour in enumerate(theme.CLASS_COLOURS)
        for level, opacity in ((0, 0), (LEVELS, STRONGEST))
    ]


SHADES = _scale()


def _points(flowers: ArrayLike, species: Sequence[int], wrong: Sequence[int]) -> list[Part]:
    """Return the flowers, which can be pointed at, and the crosses over some of them."""
    places = np.asarray(flowers, dtype=float)
    points = theme.class_points(places, species, size=FLOWER) | {"hoverinfo": "none"} | UNFADED
    return [points, _over(places[list(wrong)], "x-thin", CROSS)]


def _over(places: NDArray[np.float64], symbol: str, size: int) -> Part:
    """Return dark marks in light halos, which cannot be pointed at themselves."""
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
    feature_names: Sequence[str],
    title: str,
) -> Part:
    """Return the frame, which is the same whatever is marked, with the name of each area."""
    x_name, y_name = feature_names
    return theme.frame(title, f"{y_name} (cm) ↑") | {
        "margin": MARGIN,
        "xaxis": _axis(f"{x_name} (cm)", answers.x_values),
        "yaxis": _axis("", answers.y_values),
        "annotations": _names(answers, np.asarray(flowers, dtype=float), class_names),
        "clickmode": "event+select",
        "hovermode": "closest",  # else nothing can be pointed at
    }


def _axis(name: str, values: NDArray[np.float64]) -> Part:
    """Return an axis over all of the map."""
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
    answers: DecisionRegions, flowers: NDArray[np.float64], class_names: Sequence[str]
) -> list[Part]:
    """Return the name of each class in its area; and of those without one, that they have none."""
    winners = answers.grid.winners
    crowd = _crowd(answers, flowers)
    names = [f"{glyph} {n}" for glyph, n in zip(theme.CLASS_GLYPHS, class_names, strict=True)]
    here = [i for i in range(len(names)) if (winners == i).any()]
    texts = [([names[i]], winners == i) for i in here]
    if len(here) < len(names):
        absent = [name for i, name in enumerate(names) if i not in here]
        texts.append(([NOWHERE, *absent], np.ones(winners.shape, dtype=bool)))
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
    """Return how many flowers lie at each point of the grid."""
    x_values, y_values, *_ = answers
    columns = np.searchsorted((x_values[1:] + x_values[:-1]) / 2, flowers[:, 0])
    rows = np.searchsorted((y_values[1:] + y_values[:-1]) / 2, flowers[:, 1])
    places = rows * x_values.size + columns
    counts = np.bincount(places, minlength=x_values.size * y_values.size)
    return counts.reshape(y_values.size, x_values.size).astype(float)


def _box(shape: tuple[int, ...], lines: int) -> tuple[int, int]:
    """Return how many rows and columns of the grid a label reaches to either side."""
    return (
        int(np.ceil(shape[0] * LINE_HEIGHT * lines / 2)),
        int(np.ceil(shape[1] * LABEL_WIDTH / 2)),
    )


def _roomiest(area: NDArray[np.bool_], crowd: NDArray[np.float64], lines: int) -> tuple[int, int]:
    """Return the row and the column where a label is in its area, clear of flowers, and central."""
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
    """Return the sum of the box around each point whose box fits."""
    total = np.pad(values.cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))
    tall, wide = 2 * height + 1, 2 * width + 1
    sums: NDArray[np.float64] = (
        total[tall:, wide:] - total[:-tall, wide:] - total[tall:, :-wide] + total[:-tall, :-wide]
    )
    return sums

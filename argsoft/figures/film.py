"""Training, step by step: through argmax nothing changes, through softmax the map takes shape.

The axes never move.
"""

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from argsoft.figures import Figure, figure, theme
from argsoft.iris.film import Film, Side
from argsoft.wording.numerals import decimals, entry, percent, quantity

LOSS_TOP = 2.0  # a loss above this is cut off, and its number gets an arrow
LOSS_TICKS = (0, 1, 2)
HALVES = ((0.0, 0.465), (0.535, 1.0))  # as fractions of the width
KEY, MAP, LOSS = (0.96, 1.0), (0.46, 0.85), (0.0, 0.19)  # as fractions of the height
MARGIN = {"l": 62, "r": 6, "t": 8, "b": 26, "pad": 0}
HEIGHT = 390
FLOWER, SIGN, POINT, LINE = 8, 7, 11, 3
SIGNS = 6  # per row, and rows

Part = dict[str, Any]


class Words(NamedTuple):
    """The words in a film.

    Attributes
    ----------
    headings : pair of str
        Names of both trainings.
    losses : pair of str
        Names of their losses.
    axes : pair of str
        Titles of the axes of the maps.
    accuracy, gradient, step : str
        Labels, with the places {accuracy}; {length}; {step} and {last}.
    """

    headings: tuple[str, str]
    losses: tuple[str, str]
    axes: tuple[str, str]
    accuracy: str
    gradient: str
    step: str


def film_frame(
    film: Film,
    flowers: ArrayLike,
    classes: Sequence[int] | NDArray[np.intp],
    *,
    class_names: Sequence[str],
    words: Words,
    at: int,
) -> Figure:
    """Draw both training runs at one step: the decision regions above, the loss so far below.

    Each region has the colour of its class and a sparse grid of the class's hollow markers. Flowers
    have the colour and marker of their true class.

    Parameters
    ----------
    film : argsoft.iris.film.Film
        The recorded runs, with K classes.
    flowers : array_like, shape (N, 2)
        Measurements of the flowers, in cm.
    classes : sequence of int, length N
        True class of each flower.
    class_names : sequence of str, length K
        Class names.
    words : Words
        All other words.
    at : int
        Step to show, one of `film.steps`.

    Returns
    -------
    plotly.graph_objects.Figure

    Raises
    ------
    ValueError
        If the film has no frame for step `at`.
    """
    first = film.steps.tolist().index(at)
    sides = (film.through_argmax, film.through_softmax)
    fixed = [part for half in range(2) for part in _fixed(film, half)]
    changing = [
        part
        for side, loss_title in zip(sides, words.losses, strict=True)
        for part in _changing(film, side, first, words, loss_title)
    ]
    parts = [one | other for one, other in zip(fixed, changing, strict=True)]
    places = np.asarray(flowers, dtype=np.float32)
    x, y = places.T
    points = [theme.class_points(x, y, classes, size=FLOWER) | _axes_of(h) for h in range(2)]
    layout = theme.frame("") | {
        "title": {"text": ""},
        "height": HEIGHT,
        "margin": MARGIN,
        **_axes(film, words.axes),
        "annotations": [_heading(half, text) for half, text in enumerate(words.headings)],
    }
    return figure([*parts, *points, _key(class_names)], layout)


def _changing(film: Film, side: Side, picture: int, words: Words, loss_title: str) -> list[Part]:
    """Return the properties that change from step to step, one dict per trace of `_fixed`."""
    step = int(film.steps[picture])
    run, winners = side.run, side.winners[picture]
    loss, length = float(run.losses[step]), _length(float(run.gradient_norms[step]))
    accuracy = _percent(float(run.accuracies[step]))
    # float32 halves the size, and the difference is invisible.
    heights = np.minimum(run.losses[: step + 1], LOSS_TOP).astype(np.float32)
    across, up = _spread(film.x_values), _spread(film.y_values)
    signs = winners[up[:, np.newaxis], across].ravel().tolist()
    later = step > run.steps / 2
    return [
        {"type": "heatmap", "z": winners},
        {
            "marker": _SIGN
            | {
                "symbol": [_HOLLOW[each] for each in signs],
                "color": [theme.CLASS_COLOURS[each] for each in signs],
            }
        },
        {"text": [words.accuracy.format(accuracy=f"<b>{accuracy}</b>")]},
        {"x": np.arange(step + 1, dtype=np.uint32), "y": heights},
        {
            "x": [step, 0, run.steps / 2, 0, run.steps],
            "y": [min(loss, LOSS_TOP), LOSS_TOP, 0, 0, 0],
            "text": [
                f"<b>{_loss(loss)}</b>",
                f"<b>{loss_title}</b><br>{words.gradient.format(length=f'<b>{length}</b>')}",
                words.step.format(step=step, last=run.steps),
                "0",
                f"{run.steps}",
            ],
            "textposition": [
                f"{'bottom' if loss > LOSS_TOP * 0.6 else 'top'} {'left' if later else 'right'}",
                "top right",
                "bottom center",
                "bottom right",
                "bottom left",
            ],
        },
    ]


_HOLLOW = [f"{symbol}-open" for symbol in theme.CLASS_SYMBOLS]
_SIGN: Part = {"size": SIGN, "opacity": 0.5, "line": {"width": 1}}


def _fixed(film: Film, half: int) -> list[Part]:
    """Build the fixed part of each trace of a side: ground, signs, accuracy, line, numbers."""
    over, under = _axes_of(half), _axes_of(half + 2)
    across, up = film.x_values[_spread(film.x_values)], film.y_values[_spread(film.y_values)]
    signs = {
        "type": "scatter",
        "mode": "markers",
        "x": np.tile(across, up.size),
        "y": np.repeat(up, across.size),
    }
    accuracy = _words() | {
        "x": _ends(film.x_values)[1:],
        "y": _ends(film.y_values)[1:],
        "textposition": "top left",
    }
    # Corners mean argmax, as in the bar charts.
    shape = {"shape": "linear" if half else "hv", "simplify": False}
    line = {
        "type": "scatter",
        "mode": "lines",
        "line": {"color": theme.AXIS_COLOUR, "width": LINE} | shape,
        "cliponaxis": False,
    }
    # The loss beside its point; the gradient, the step and both ends have invisible points.
    numbers = _words() | {
        "mode": "markers+text",
        "marker": {"color": theme.AXIS_COLOUR, "size": [POINT, 0, 0, 0, 0], "opacity": 1},
    }
    upper, lower = [_ground(film), signs, accuracy], [line, numbers]
    return [*(part | over for part in upper), *(part | under for part in lower)]


def _ground(film: Film) -> Part:
    """Build the heatmap of the regions without its data, with hard borders between classes."""
    shades = theme.CLASS_GROUNDS
    ends = np.linspace(0, 1, len(shades) + 1).tolist()
    scale = [[end, shade] for i, shade in enumerate(shades) for end in ends[i : i + 2]]
    return {
        "type": "heatmap",
        "x": film.x_values,
        "y": film.y_values,
        "zmin": -0.5,
        "zmax": len(shades) - 0.5,
        "colorscale": scale,
        "showscale": False,
    }


def _words() -> Part:
    """Build a trace that shows text only."""
    return {
        "type": "scatter",
        "mode": "text",
        "textfont": {"size": theme.TICK_SIZE},
        "cliponaxis": False,
    }


def _key(class_names: Sequence[str]) -> Part:
    """Draw the legend: the marker and the name of each class, above both maps."""
    places = list(range(len(class_names)))
    return _words() | {
        "mode": "markers+text",
        "x": places,
        "y": [0] * len(places),
        "text": list(class_names),
        "textposition": "middle right",
        "marker": {
            "symbol": theme.CLASS_SYMBOLS[: len(places)],
            "color": theme.CLASS_COLOURS[: len(places)],
            "size": POINT,
            "opacity": 1,
        },
        **_axes_of(4),
    }


def _axes_of(panel: int) -> dict[str, str]:
    """Return Plotly's names for the axes of a panel: two maps, two losses, and the key."""
    number = str(panel + 1) if panel else ""
    return {"xaxis": f"x{number}", "yaxis": f"y{number}"}


def _axes(film: Film, titles: tuple[str, str]) -> Part:
    """Build all axes; the map on the right repeats the axes on the left without labels."""
    across, up = titles
    last = film.through_softmax.run.steps
    axes: Part = {}
    for half, domain in enumerate(HALVES):
        bare = {"showticklabels": False, "title": {"text": ""}} if half else {}
        over, under = ("" if half == 0 else "2"), f"{half + 3}"
        axes[f"xaxis{over}"] = _cm(film.x_values, across) | {"domain": list(domain)}
        axes[f"yaxis{over}"] = _cm(film.y_values, up) | {"domain": list(MAP)} | bare
        axes[f"xaxis{under}"] = _axis([0, last], "") | {
            "domain": list(domain),
            "showticklabels": False,
            "showgrid": False,
        }
        axes[f"yaxis{under}"] = _axis([0, LOSS_TOP], "", ticks=LOSS_TICKS) | {"domain": list(LOSS)}
        for panel in (over, under):
            axes[f"xaxis{panel}"]["anchor"] = f"y{panel}"
            axes[f"yaxis{panel}"]["anchor"] = f"x{panel}"
    axes["xaxis5"] = {"visible": False, "fixedrange": True, "range": [-0.05, 3], "anchor": "y5"}
    axes["yaxis5"] = {"visible": False, "fixedrange": True, "range": [-1, 1], "anchor": "x5"}
    axes["yaxis5"]["domain"] = list(KEY)
    return axes


def _cm(values: NDArray[np.float64], title: str) -> Part:
    """Build an axis of a map, from the first to the last edge of its cells."""
    return _axis(_ends(values), title) | {"nticks": 6}


def _axis(reach: list[float], title: str, *, ticks: Sequence[float] = ()) -> Part:
    """Build an axis of fixed range."""
    return {
        "range": reach,
        **({"tickvals": list(ticks)} if ticks else {}),
        "title": {"text": title, "standoff": 4, "font": {"size": theme.TICK_SIZE}},
        "tickangle": 0,
        "tickfont": {"size": theme.TICK_SIZE},
        "ticklen": 4,
        "tickcolor": "rgba(0, 0, 0, 0)",
        "fixedrange": True,
        "zeroline": False,
        "gridcolor": theme.GRID_COLOUR,
        "linecolor": theme.AXIS_COLOUR,
        "linewidth": 1,
    }


def _heading(half: int, text: str) -> Part:
    """Write the name of a side above its map."""
    return {
        "text": f"<b>{text}</b>",
        "xref": "paper",
        "yref": "paper",
        "x": HALVES[half][0],
        "y": MAP[1],
        "xanchor": "left",
        "yanchor": "bottom",
        "xshift": -4,
        "yshift": theme.TICK_SIZE + 1,  # above the accuracy
        "showarrow": False,
        "font": {"size": theme.TICK_SIZE},
    }


def _spread(values: NDArray[np.float64]) -> NDArray[np.intp]:
    """Return the indices of a few evenly spaced values."""
    count = min(SIGNS, values.size)
    return (np.arange(count) * values.size + values.size // 2) // count


def _ends(values: NDArray[np.float64]) -> list[float]:
    """Return the outer edges of equal cells, given their centres."""
    half = float(values[-1] - values[0]) / max(values.size - 1, 1) / 2
    return [float(values[0]) - half, float(values[-1]) + half]


def _percent(share: float) -> str:
    """Format a share in percent."""
    return entry(share) if math.isnan(share) else percent(share)


def _loss(loss: float) -> str:
    """Format a loss, with an arrow if it is above the frame."""
    if math.isnan(loss):
        return entry(loss)
    if math.isinf(loss):
        return "∞ ↑"
    return f"{quantity(loss)} ↑" if loss > LOSS_TOP else decimals(loss)


def _length(norm: float) -> str:
    """Format the norm of a gradient."""
    return entry(norm) if math.isnan(norm) else quantity(norm)

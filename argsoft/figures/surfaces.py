"""One output as a function of two logits: argmax is a cliff, softmax a hill."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from argsoft.figures import Figure, figure, theme
from argsoft.sweeps import Surface
from argsoft.wording.numerals import plain

EYE, CENTRE = {"x": -1.12, "y": -1.12, "z": 0.72}, {"x": 0, "y": 0, "z": -0.06}
SHAPE = {"x": 1.0, "y": 1.0, "z": 0.6}
AXIS, OUTPUT_AXIS = (-5.8, 5.8), (0.0, 1.1)  # the rest is room for the point
TICKS, OUTPUT_TICKS = (-5, 0, 5), (0, 1)
BESIDE, BELOW = 13, 9  # pixels from an edge of the surface to its tick labels
POINT = (16, 12, 8)  # sizes of the outer ring, the inner ring and the point itself
NEARER = (0.06, 0.07, 0.08)  # fractions of the way from the point to the eye
SIDES = ("left", "right")
TITLE_ROOM, AXIS_ROOM = 30, 26  # pixels above and below the surface

Part = dict[str, Any]


class Words(NamedTuple):
    """The words of a view: its title, and the names of the output and of both logits."""

    title: str
    output: str
    first: str
    second: str


def cliff(surface: Surface, **words: str) -> Figure:
    """Draw argmax's output over two logits: two plains with a cliff between.

    The face of the cliff is drawn one grid step wide; the true one is vertical.

    Parameters
    ----------
    surface : argsoft.sweeps.Surface
        The output on a grid of two logits.
    **words : str
        The fields of `Words`.

    Returns
    -------
    plotly.graph_objects.Figure
    """
    return _landscape(surface, surface.argmax_outputs, surface.argmax_at, Words(**words))


def hill(surface: Surface, **words: str) -> Figure:
    """Draw softmax's output over two logits: a hill that slopes up from everywhere.

    Parameters
    ----------
    surface, **words
        As for `cliff`.

    Returns
    -------
    plotly.graph_objects.Figure
    """
    return _landscape(surface, surface.softmax_outputs, surface.softmax_at, Words(**words))


def _landscape(surface: Surface, heights: ArrayLike, height: float, words: Words) -> Figure:
    """Draw heights from 0 to 1 in the colour of their class, and a point at the current logits.

    All text is overlaid on the scene, not drawn in it: it stays sharp when magnified, and large
    enough when the scene is small. Its positions assume the fixed camera.
    """
    ground = {
        "type": "surface",
        "x": surface.positions,
        "y": surface.positions,
        "z": heights,
        "cmin": 0,
        "cmax": 1,
        "colorscale": [[0, theme.PLAIN_COLOUR], [1, theme.CLASS_COLOURS[surface.first]]],
        "showscale": False,
        "hoverinfo": "skip",
        "contours": {"z": {"highlight": False}},
    }
    scene = {
        "xaxis": _axis(AXIS, TICKS) | {"showgrid": False},
        "yaxis": _axis(AXIS, TICKS) | {"showgrid": False},
        "zaxis": _axis(OUTPUT_AXIS, OUTPUT_TICKS),
        "camera": {"eye": EYE, "center": CENTRE},
        "aspectratio": SHAPE,
        "dragmode": False,
        "annotations": _tick_labels(),
    }
    layout = theme.frame(words.title) | {
        "scene": scene,
        "margin": {"l": 0, "r": 0, "t": TITLE_ROOM, "b": AXIS_ROOM},
        "annotations": _axis_names(words),
    }
    return figure([ground, _point(surface, height)], layout)


def _point(surface: Surface, height: float) -> Part:
    """Draw a point at the current logits, with the marker and colour of its class and two rings.

    One of the rings stands out from any ground. Each part is moved a little towards the eye along
    the line of sight, so that the surface does not hide half of it.
    """
    place = np.array([*surface.at, height])
    x, y, z = place[:, np.newaxis] + np.outer(_eye() - place, NEARER)
    return {
        "type": "scatter3d",
        "mode": "markers",
        "x": x,
        "y": y,
        "z": z,
        "marker": {
            "symbol": theme.CLASS_SYMBOLS[surface.first],
            "size": list(POINT),
            "color": [theme.MARK_COLOUR, theme.HALO_COLOUR, theme.CLASS_COLOURS[surface.first]],
            "line": {"width": 0},
            "opacity": 1,
        },
        "hoverinfo": "skip",
    }


def _eye() -> NDArray[np.float64]:
    """Convert the eye from Plotly's scene units, relative to the centre, to axis units."""
    ends = np.array([AXIS, AXIS, OUTPUT_AXIS])
    lengths = (ends[:, 1] - ends[:, 0]) / list(SHAPE.values())
    eye: NDArray[np.float64] = ends.mean(axis=1) + lengths * list(EYE.values())
    return eye


def _axis(reach: Sequence[float], ticks: Sequence[float]) -> Part:
    """Build an axis of the scene, without text."""
    return {
        "title": {"text": ""},
        "range": list(reach),
        "tickvals": list(ticks),
        "showticklabels": False,
        "gridcolor": theme.GRID_COLOUR,
        "showbackground": False,
        "showspikes": False,
        "zeroline": False,
    }


def _tick_labels() -> list[Part]:
    """Label the ticks along the two nearest edges and the leftmost one."""
    low, high = TICKS[0], TICKS[-1]
    places = [
        *((x, {"x": x, "y": low, "z": 0, "xshift": BESIDE, "yshift": -BELOW}) for x in TICKS),
        *((y, {"x": low, "y": y, "z": 0, "xshift": -BESIDE, "yshift": -BELOW}) for y in TICKS),
        *(
            (z, {"x": low, "y": high, "z": z, "xshift": -BESIDE, "yshift": BELOW})
            for z in OUTPUT_TICKS
        ),
    ]
    return [_text(plain(f"{value:g}")) | place for value, place in places]


def _axis_names(words: Words) -> list[Part]:
    """Name the axes: the output at the top, the logits below, each on its own side."""
    left, right = ({"x": x, "xanchor": side, "align": side} for x, side in enumerate(SIDES))
    top, below = ({"xref": "paper", "yref": "paper", "y": y, "yanchor": "top"} for y in (1, 0))
    return [
        _text(words.output) | top | left | {"xshift": 2},
        _text(words.second) | below | left | {"xshift": 2},
        _text(words.first) | below | right | {"xshift": -2},
    ]


def _text(text: str) -> Part:
    """Build an annotation without an arrow."""
    return {"text": text, "showarrow": False, "font": {"size": theme.TICK_SIZE}, "borderpad": 0}

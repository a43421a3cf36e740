"""One output over two logits: argmax as a cliff, softmax as a hill."""

from collections.abc import Sequence
from typing import Any

from numpy.typing import ArrayLike

from argsoft.figures import Figure, figure, theme
from argsoft.sweeps import Surface

CLIFF_TITLE = "Argmax: a cliff, flat above and below"
HILL_TITLE = "Softmax: a hill, with a slope everywhere"
EYE = {"x": -1.25, "y": -1.25, "z": 0.75}
TICKS = (-5, 0, 5)


def cliff(surface: Surface, class_names: Sequence[str]) -> Figure:
    """Draw argmax's output over two logits: two plains and an edge between.

    The face of the cliff is as wide as one step of the grid here; in truth it has no width.

    Parameters
    ----------
    surface : argsoft.sweeps.Surface
        The output over the two logits.
    class_names : sequence of str, length K
        What to call the classes.

    Returns
    -------
    plotly.graph_objects.Figure
    """
    return _landscape(surface, surface.argmax_outputs, class_names, CLIFF_TITLE)


def hill(surface: Surface, class_names: Sequence[str]) -> Figure:
    """Draw softmax's output over two logits: a slope that leads up from everywhere.

    Parameters
    ----------
    surface, class_names
        As for `cliff`.

    Returns
    -------
    plotly.graph_objects.Figure
    """
    return _landscape(surface, surface.softmax_outputs, class_names, HILL_TITLE)


def _landscape(
    surface: Surface, heights: ArrayLike, class_names: Sequence[str], title: str
) -> Figure:
    """Draw heights from 0 to 1 in the colour of their class, the higher the stronger."""
    colour = theme.CLASS_COLOURS[surface.first]
    trace = {
        "type": "surface",
        "x": surface.positions,
        "y": surface.positions,
        "z": heights,
        "cmin": 0,
        "cmax": 1,
        "colorscale": [[0, theme.PLAIN_COLOUR], [1, colour]],
        "showscale": False,
        "hoverinfo": "skip",
        "contours": {"z": {"highlight": False}},
    }
    scene = {
        "xaxis": _axis(f"{class_names[surface.first]}’s logit", TICKS),
        "yaxis": _axis(f"{class_names[surface.second]}’s logit", TICKS),
        "zaxis": _axis("output", (0, 0.5, 1)),
        "camera": {"eye": EYE, "center": {"x": 0, "y": 0, "z": -0.12}},
        "aspectratio": {"x": 1, "y": 1, "z": 0.6},
        "dragmode": "turntable",
    }
    margin = {"l": 0, "r": 0, "t": 36, "b": 0}
    return figure([trace], theme.frame(title) | {"scene": scene, "margin": margin})


def _axis(title: str, ticks: Sequence[float]) -> dict[str, Any]:
    """Return an axis of the landscape."""
    return {
        "title": {"text": title, "font": {"size": theme.TICK_SIZE}},
        "range": [ticks[0], ticks[-1]],
        "tickvals": list(ticks),
        "tickfont": {"size": theme.TICK_SIZE - 2},
        "color": theme.SCENE_TEXT_COLOUR,
        "gridcolor": theme.GRID_COLOUR,
        "showbackground": False,
        "showspikes": False,
        "zeroline": False,
    }

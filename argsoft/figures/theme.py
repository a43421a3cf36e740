"""The colours and fonts of the app, and the layout that all charts share."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from numpy.typing import NDArray

# Each has a contrast of at least 3:1 on both backgrounds, and any two are at least 44 apart (CIE76)
# in normal vision and in simulated deuteranopia, protanopia and tritanopia.
CLASS_COLOURS = ("#8B45E6", "#0E8690", "#C95C0C")
# Marker shapes, so that colour is never the only cue, and the same shapes as text.
CLASS_SYMBOLS = ("circle", "square", "diamond")
CLASS_GLYPHS = ("●", "■", "◆")
# The same hues, translucent, as a ground for points and words in both themes.
CLASS_GROUNDS = ("rgba(139, 69, 230, 0.22)", "rgba(14, 134, 144, 0.22)", "rgba(201, 92, 12, 0.22)")
# A dark mark in a light halo: one of the two stands out from any ground.
MARK_COLOUR, HALO_COLOUR = "#14151A", "#FFFFFF"
# The same hues for text, which needs 4.5:1. `.streamlit/config.toml` repeats them.
TEXT_COLOURS: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {"light": ("#802FD3", "#067179", "#A84A00"), "dark": ("#B78AF9", "#65C5B3", "#EC8937")}
)
BACKGROUNDS: Mapping[str, str] = MappingProxyType({"light": "#FFFFFF", "dark": "#14151A"})

FONT = "Source Sans, sans-serif"  # comes with Streamlit
HEIGHT = 320
TITLE_SIZE = 19
TEXT_SIZE = 18
TICK_SIZE = 16
GRID_COLOUR = "rgba(128, 128, 128, 0.25)"
AXIS_COLOUR = "rgba(128, 128, 128, 0.9)"
OTHER_COLOUR = "#80808C"  # for classes without a colour of their own; 3:1 on both backgrounds
GROUND_COLOUR = "rgba(128, 128, 128, 0.09)"  # sets a part of a chart off
Coordinates = NDArray[Any] | list[float]
Shades = tuple[tuple[float, str], ...]
# From the steepest fall through flat to the steepest rise. Text stays readable on every shade in
# both themes. The hues are not those of any class.
STEEPNESS: Shades = (
    (0.0, "rgba(29, 100, 200, 0.55)"),
    (0.5, "rgba(128, 128, 128, 0.06)"),
    (1.0, "rgba(200, 40, 70, 0.55)"),
)
# For counts, which are never negative, so only the upper half shows.
COUNTS: Shades = (
    (0.0, "rgba(128, 128, 128, 0.06)"),
    (0.5, "rgba(128, 128, 128, 0.06)"),
    (1.0, "rgba(128, 128, 128, 0.55)"),
)
PLAIN_COLOUR = "#C9C9D1"  # the bottom of a surface
HIDDEN = "?"  # stands for a number that is still to be guessed


def frame(title: str, note: str = "") -> dict[str, Any]:
    """Build the layout of a chart whose frame never moves; the page sets its size.

    Parameters
    ----------
    title : str
        Chart title, short enough for half a phone screen.
    note : str
        A second line in smaller type; "" for none.

    Returns
    -------
    dict
        Arguments for `plotly.graph_objects.Layout`.
    """
    below = f'<br><span style="font-size: {TICK_SIZE}px">{note}</span>' if note else ""
    return {
        "height": HEIGHT,
        "title": {
            "text": f"<b>{title}</b>{below}",
            "x": 0,
            "yref": "container",
            "y": 1,
            "yanchor": "top",
            "pad": {"t": 22 if note else 6},  # Plotly shifts two-line titles up
            "font": {"size": TITLE_SIZE},
        },
        "template": {},
        "paper_bgcolor": "rgba(0, 0, 0, 0)",
        "plot_bgcolor": "rgba(0, 0, 0, 0)",
        "margin": {"l": 40, "r": 0, "t": 66, "b": 54, "pad": 0},
        "font": {"size": TEXT_SIZE, "family": FONT},
        "showlegend": False,
        "hovermode": False,
        "dragmode": False,
    }


def probability_axis() -> dict[str, Any]:
    """Build the vertical axis of all probabilities, fixed from 0 to 1."""
    return {
        "range": [0, 1.02],  # Plotly draws no line at the very end
        "tickvals": [0, 0.5, 1],
        "tickfont": {"size": TICK_SIZE},
        "ticklen": 6,
        "tickcolor": "rgba(0, 0, 0, 0)",
        "ticklabeloverflow": "allow",  # the 1 stands above its line, and so above the frame
        "fixedrange": True,
        "zeroline": False,
        "gridcolor": GRID_COLOUR,
    }


def class_points(
    x: Coordinates, y: Coordinates, classes: Iterable[int], *, size: int
) -> dict[str, Any]:
    """Draw points in the colour and shape of their class, with a light outline.

    Parameters
    ----------
    x, y : ndarray or list, length N
        Coordinates.
    classes : iterable of int, length N
        The class of each.
    size : int
        Diameter in pixels.

    Returns
    -------
    dict
        A scatter trace.
    """
    known = list(classes)
    return {
        "type": "scatter",
        "mode": "markers",
        "x": x,
        "y": y,
        "marker": {
            "symbol": [CLASS_SYMBOLS[each] for each in known],
            "color": [CLASS_COLOURS[each] for each in known],
            "size": size,
            "line": {"color": HALO_COLOUR, "width": 1},
            "opacity": 1,
        },
        "cliponaxis": False,
    }

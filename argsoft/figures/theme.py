"""Every colour and font of the app, and the frame that all its charts share."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from numpy.typing import NDArray

# Each at least 3:1 on the light and on the dark background, and at least 44 apart (CIE76) from the
# others, for normal vision and for simulated deuteranopia, protanopia and tritanopia alike.
CLASS_COLOURS = ("#8B45E6", "#0E8690", "#C95C0C")
# The marker of each class, so that colour is never alone; and the same shapes for words.
CLASS_SYMBOLS = ("circle", "square", "diamond")
CLASS_GLYPHS = ("●", "■", "◆")
# The same hues as ground under points and words, on a light and on a dark page.
CLASS_GROUNDS = ("rgba(139, 69, 230, 0.22)", "rgba(14, 134, 144, 0.22)", "rgba(201, 92, 12, 0.22)")
# Light around dark: one of them stands out from any ground, on either page.
MARK_COLOUR, HALO_COLOUR = "#14151A", "#FFFFFF"
# The same hues for words, as far apart, which need 4.5:1. `.streamlit/config.toml` repeats them.
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
OTHER_COLOUR = "#80808C"  # of a class without a colour of its own: 3:1 on both backgrounds
GROUND_COLOUR = "rgba(128, 128, 128, 0.09)"  # of a part of a chart that lies apart
# From the steepest fall over flat to the steepest rise: light enough for dark words on a light
# page, and dark enough for light words on a dark one.
STEEPNESS = (
    (0.0, "rgba(128, 128, 128, 0.55)"),
    (0.5, "rgba(128, 128, 128, 0.06)"),
    (1.0, "rgba(128, 128, 128, 0.55)"),
)
PLAIN_COLOUR = "#C9C9D1"  # the low ground of a landscape
HIDDEN = "?"  # in the place of a number that is still to guess


def frame(title: str, note: str = "") -> dict[str, Any]:
    """Return the layout of a chart whose frame never moves under the hand; the page sizes it.

    Parameters
    ----------
    title : str
        What the chart shows, short enough for half of a phone.
    note : str
        What stands below the title, in smaller letters; "" for nothing.

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
            "pad": {"t": 22 if note else 6},  # Plotly moves two lines up
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
    """Return the vertical axis of every probability: fixed from 0 to 1."""
    return {
        "range": [0, 1],
        "tickvals": [0, 0.5, 1],
        "tickfont": {"size": TICK_SIZE},
        "ticklen": 6,
        "tickcolor": "rgba(0, 0, 0, 0)",
        "fixedrange": True,
        "zeroline": False,
        "gridcolor": GRID_COLOUR,
    }


def class_points(places: NDArray[Any], classes: Iterable[int], *, size: int) -> dict[str, Any]:
    """Return points in the colour and the shape of their class, light at the edge.

    Parameters
    ----------
    places : ndarray, shape (N, 2)
        Where they lie, across and up.
    classes : iterable of int, length N
        The class of each.
    size : int
        How large they are, in pixels.

    Returns
    -------
    dict
        A scatter trace.
    """
    known = list(classes)
    return {
        "type": "scatter",
        "mode": "markers",
        "x": places[:, 0],
        "y": places[:, 1],
        "marker": {
            "symbol": [CLASS_SYMBOLS[each] for each in known],
            "color": [CLASS_COLOURS[each] for each in known],
            "size": size,
            "line": {"color": HALO_COLOUR, "width": 1},
            "opacity": 1,
        },
        "cliponaxis": False,
    }

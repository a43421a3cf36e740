"""How a figure comes to the page: no toolbar, no zoom that steals a touch, always a name.

A chart that tells what the link hides is not drawn; where it hides numbers, charts have none.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import streamlit as st

from argsoft.contents import NUMBERS
from argsoft.figures import Figure
from argsoft.figures.unlabelled import without_numbers
from argsoft.ui.hiding import shows

# The key of a row of charts tells the style sheet whether it is a column on a phone.
PAIR, WIDE = "pictures", "pictures_wide"
_CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}


class Chart(NamedTuple):
    """A figure, and what a screen reader calls it.

    Attributes
    ----------
    key : str
        A short name, the same as long as the page lives.
    name : str
        What it shows; a name that changes would build the chart anew.
    figure : plotly.graph_objects.Figure
    tells : tuple of str
        Whose answer it tells: `argsoft.contents.ARGMAX`, `SOFTMAX` or both.
    """

    key: str
    name: str
    figure: Figure
    tells: tuple[str, ...]


def one(chart: Chart) -> None:
    """Draw one chart."""
    if shows(*chart.tells):
        st.plotly_chart(_figure(chart), **_options(chart))


def clickable(chart: Chart, picked: Callable[[], None]) -> None:
    """Draw one chart whose points can be clicked; the session then holds which, under its key."""
    if shows(*chart.tells):
        options = _options(chart)
        st.plotly_chart(_figure(chart), **options, on_select=picked, selection_mode="points")


def side_by_side(*charts: Chart, wide: bool = False) -> None:
    """Draw charts of equal size in one row.

    Parameters
    ----------
    *charts : Chart
        From the left.
    wide : bool
        Whether each needs the whole width of a phone, where they then stand in a column.
    """
    with st.container(horizontal=True, gap="small", key=WIDE if wide else PAIR):
        for chart in charts:
            one(chart)


def _figure(chart: Chart) -> Figure:
    """Return the figure of a chart, without its numbers where they are hidden."""
    return chart.figure if shows(NUMBERS) else without_numbers(chart.figure)


def _options(chart: Chart) -> dict[str, Any]:
    """Return what is the same for all charts, and the key and the name of this one."""
    return {
        "key": f"chart_{chart.key}",
        "alt": chart.name,
        "height": "stretch",
        "theme": None,
        "config": _CONFIG,
    }

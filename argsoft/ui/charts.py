"""How a figure comes to the page: no toolbar, no zoom that steals a touch, always a name."""

from collections.abc import Callable
from typing import Any, NamedTuple

import streamlit as st

from argsoft.figures import Figure

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
    """

    key: str
    name: str
    figure: Figure


def one(chart: Chart) -> None:
    """Draw one chart."""
    st.plotly_chart(chart.figure, **_options(chart))


def clickable(chart: Chart, picked: Callable[[], None]) -> None:
    """Draw one chart whose points can be clicked; the session then holds which, under its key."""
    st.plotly_chart(chart.figure, **_options(chart), on_select=picked, selection_mode="points")


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


def _options(chart: Chart) -> dict[str, Any]:
    """Return what is the same for all charts, and the key and the name of this one."""
    return {
        "key": f"chart_{chart.key}",
        "alt": chart.name,
        "height": "stretch",
        "theme": None,
        "config": _CONFIG,
    }

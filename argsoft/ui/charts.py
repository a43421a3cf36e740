"""How a figure comes to the page: no toolbar, no zoom that steals a touch, always a name."""

from typing import NamedTuple

import streamlit as st

from argsoft.figures import Figure

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


def side_by_side(*charts: Chart) -> None:
    """Draw charts of equal size in one row, which is a column on a phone."""
    with st.container(horizontal=True, gap="medium"):
        for chart in charts:
            st.plotly_chart(
                chart.figure,
                key=f"chart_{chart.key}",
                alt=chart.name,
                height="stretch",
                theme=None,
                config=_CONFIG,
            )

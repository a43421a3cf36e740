"""How a figure comes to the page: no toolbar, no zoom that steals a touch, always a name.

A chart that tells what the link hides is not drawn; where it hides numbers, charts have none.
All charts are drawn by one script, charts.js, with the part of plotly.js that has what they need.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import streamlit as st

from argsoft.figures import Figure
from argsoft.figures.strips import described
from argsoft.figures.unlabelled import without_numbers
from argsoft.state.contents import NUMBERS
from argsoft.ui.browser import source
from argsoft.ui.following import recording
from argsoft.ui.following.recording import is_recording
from argsoft.ui.visit.hiding import shows

# The key of a row of charts tells the style sheet whether it is a column on a phone.
PAIR, WIDE = "pictures", "pictures_wide"
_CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}

_mount = st.components.v2.component(
    "argsoft.chart",
    js=source("chart.js"),
    isolate_styles=False,
)


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
        Whose answer it tells: `argsoft.state.contents.ARGMAX`, `SOFTMAX` or both.
    solid : bool
        Whether it has three dimensions, which Streamlit's own chart draws.
    """

    key: str
    name: str
    figure: Figure
    tells: tuple[str, ...]
    solid: bool = False


def one(chart: Chart) -> None:
    """Draw one chart."""
    if shows(*chart.tells):
        _draw(chart)


def clickable(chart: Chart, picked: Callable[[], None]) -> None:
    """Draw one chart whose points can be clicked.

    When `picked` is called, the session has the place of the point under the chart's key.
    """
    if shows(*chart.tells):
        _draw(chart, picked)


def side_by_side(*charts: Chart, wide: bool = False) -> None:
    """Draw charts of equal size in one row.

    Parameters
    ----------
    *charts : Chart
        From the left.
    wide : bool
        Whether each needs the whole width of a phone, where they then stand in a column.
    """
    row(WIDE if wide else PAIR, *charts)


def row(key: str, *charts: Chart) -> None:
    """Draw charts in one row, under a key that the style sheet knows."""
    if is_recording():
        for chart in charts:
            one(chart)
        return
    with st.container(horizontal=True, gap="small", key=key):
        for chart in charts:
            one(chart)


def _draw(chart: Chart, picked: Callable[[], None] | None = None) -> None:
    """Draw a chart, without its numbers where they are hidden."""
    figure = chart.figure if shows(NUMBERS) else without_numbers(chart.figure)
    key = f"chart_{chart.key}"
    if is_recording():
        if chart.solid:
            raise recording.UnrecordableError
        recording.chart(chart.key, figure)
        return
    if chart.solid:
        st.plotly_chart(
            figure, key=key, alt=chart.name, height="stretch", theme=None, config=_CONFIG
        )
        return
    data: dict[str, Any] = {"key": chart.key, "name": chart.name, "figure": described(figure)}
    data |= {"isClickable": picked is not None, "way": recording.way_of(chart.key)}
    _mount(key=key, data=data, height="stretch", on_picked_change=picked)

"""Draw figures without a toolbar or zoom, each with an accessible name.

A chart is not drawn if the link hides its answer, and has no numbers if the link hides them.
charts.js draws all charts with a partial bundle of plotly.js.
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

# Keys of rows of charts; style.css stacks the wide ones on a phone.
PAIR, WIDE = "pictures", "pictures_wide"
_CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}

_mount = st.components.v2.component(
    "argsoft.chart",
    js=source("chart.js"),
    isolate_styles=False,
)


class Chart(NamedTuple):
    """A figure and its accessible name.

    Attributes
    ----------
    key : str
        Short name, constant for the life of the page.
    name : str
        Accessible name. Changing it rebuilds a solid chart.
    figure : plotly.graph_objects.Figure
        Figure to draw.
    tells : tuple of str
        Answers that it gives away: `argsoft.state.contents.ARGMAX`, `SOFTMAX` or both.
    solid : bool
        Whether it is three-dimensional, and so drawn by `st.plotly_chart`.
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
    """Draw a chart with clickable points.

    Session state holds the index of the point, under the chart's key, when `picked` is called.
    """
    if shows(*chart.tells):
        _draw(chart, picked)


def side_by_side(*charts: Chart, wide: bool = False) -> None:
    """Draw charts of equal size in a row.

    Parameters
    ----------
    *charts : Chart
        Charts, from left to right.
    wide : bool
        Whether to stack them on a phone.
    """
    row(WIDE if wide else PAIR, *charts)


def row(key: str, *charts: Chart) -> None:
    """Draw charts in a row with a key, which style.css refers to."""
    if is_recording():
        for chart in charts:
            one(chart)
        return
    with st.container(horizontal=True, gap="small", key=key):
        for chart in charts:
            one(chart)


def _draw(chart: Chart, picked: Callable[[], None] | None = None) -> None:
    """Draw a chart, without numbers if the link hides them."""
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

"""How a figure comes to the page: no toolbar, no zoom that steals a touch, always a name."""

from typing import Any

import streamlit as st

from argsoft.figures import theme
from argsoft.ui.controls import gliding

_CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}


def side_by_side(*charts: tuple[str, str, Any]) -> None:
    """Draw charts of equal size in one row: for each its heading, its name, and its figure.

    The name is what a screen reader says; it must not change, or the chart is built anew.
    """
    glide = gliding()
    for column, (heading, name, figure) in zip(
        st.columns(len(charts), gap="large"), charts, strict=True
    ):
        with column:
            st.markdown(heading)
            shown = theme.glide(figure) if glide else figure
            st.plotly_chart(shown, key=f"chart {name}", config=_CONFIG, alt=name)

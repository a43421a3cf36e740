"""The buttons for what a teacher takes to class: files that are made when they are asked for."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from argsoft.state.scenario import Scenario
from argsoft.teaching import handout as wording
from argsoft.teaching import tasks as worksheet_wording
from argsoft.ui.classroom.handout_file import handout
from argsoft.ui.classroom.worksheet_file import worksheet

Maker = Callable[[Scenario, str], str]


def draw(scenario: Scenario, link: str) -> None:
    """Draw a button for the handout and one for the worksheet, which are made when pressed.

    Parameters
    ----------
    scenario : Scenario
        Its logits, its temperature, and which logit moves.
    link : str
        Leads to the app with these numbers.
    """
    files: tuple[tuple[str, str, Maker], ...] = (
        ("handout", wording.DOWNLOAD, handout),
        ("worksheet", worksheet_wording.DOWNLOAD, worksheet),
    )
    with st.container(horizontal=True, gap="small", key="downloads"):
        for name, label, make in files:
            st.download_button(
                label,
                partial(make, scenario, link),
                f"argsoft_{name}.html",
                "text/html",
                key=f"download_{name}",
                on_click="ignore",
            )

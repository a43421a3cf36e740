"""Download buttons for the teacher's files, which are generated on request."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from argsoft.language import speak, spoken
from argsoft.language import translate as _
from argsoft.state.scenario import Scenario
from argsoft.teaching import handout as wording
from argsoft.teaching import tasks as worksheet_wording
from argsoft.ui.classroom import handout_file, worksheet_file

Maker = Callable[[Scenario, str], str]


def draw(scenario: Scenario, link: str) -> None:
    """Draw the download buttons for the handout and for both files of the worksheet.

    Parameters
    ----------
    scenario : Scenario
        Provides the logits, the temperature, and the logit that moves.
    link : str
        Link to the app with these numbers.
    """
    files: tuple[tuple[str, str, Maker], ...] = (
        ("handout", wording.DOWNLOAD, handout_file.handout),
        ("worksheet", worksheet_wording.DOWNLOAD_QUESTIONS, worksheet_file.questions),
        ("answers", worksheet_wording.DOWNLOAD_ANSWERS, worksheet_file.answers),
    )
    with st.container(horizontal=True, gap="small", key="downloads"):
        for name, label, make in files:
            st.download_button(
                _(label),
                partial(_made, make, scenario, link, spoken()),
                f"argsoft_{name}.html",
                "text/html",
                key=f"download_{name}",
                on_click="ignore",
            )


def _made(make: Maker, scenario: Scenario, link: str, language: str) -> str:
    """Make a file in a language; Streamlit asks for it in a thread of its own."""
    speak(language)
    return make(scenario, link)

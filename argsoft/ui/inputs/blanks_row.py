"""The worked example of Step by step with blanks to fill, one column a step."""

from html import escape

import streamlit as st

from argsoft.blanks import BLANKS
from argsoft.language import translate as _
from argsoft.state.contents import NUMBERS, SOFTMAX
from argsoft.state.scenario import BLANK, FILL_FIELDS, TYPED, Scenario
from argsoft.teaching import blanks as wording
from argsoft.ui.drawing import sentences
from argsoft.ui.following.recording import is_recording
from argsoft.ui.inputs import controls
from argsoft.ui.visit.hiding import shows
from argsoft.ui.visit.session import on_its_page
from argsoft.wording.labels import label

SIGNS = {wording.OPEN: "", wording.RIGHT: "✓ ", wording.WRONG: "✗ "}
TYPED_KEY = "_typed"  # suffix of a field's text input


def draw(scenario: Scenario) -> None:
    """Draw the three steps, each with its number, or with a blank and an answer to what is typed.

    Part of a picture: the lines follow a slider during a drag.
    """
    if not shows(SOFTMAX, NUMBERS):
        return
    if is_recording():
        for blank in BLANKS:
            _line(scenario, blank)
            _verdict(scenario, blank)
        return
    with st.container(horizontal=True, vertical_alignment="top", gap="medium", key="blanks_row"):
        for blank in BLANKS:
            with st.container(key=f"cell_{blank}", gap="xsmall"):
                _line(scenario, blank)
                _entry(scenario, blank)
                _verdict(scenario, blank)


def _line(scenario: Scenario, blank: str) -> None:
    """Draw how a number is worked out."""
    sentences.draw(f"line_{blank}", f"<p>{wording.line(scenario, blank)}</p>")


def _verdict(scenario: Scenario, blank: str) -> None:
    """Draw the answer to a typed number."""
    if blank not in wording.asked(scenario):
        return
    kind, words = wording.verdict(scenario, blank)
    look = f"{kind} class-{scenario.output.lower()}" if kind == wording.RIGHT else kind
    told = f'<p class="{look}">{SIGNS[kind]}{escape(words)}</p>'
    sentences.draw(f"verdict_{blank}", told, role="status")


def _entry(scenario: Scenario, blank: str) -> None:
    """Draw the blank to type into, and the button that shows its number or hides it again."""
    if blank not in BLANK[scenario.blanks]:
        return
    is_asked = blank in wording.asked(scenario)
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        if is_asked:
            _field(blank, getattr(scenario, blank))
        if not (is_asked and wording.is_right(scenario, blank)):
            words = wording.SHOW if is_asked else wording.HIDE
            told = {*scenario.told.split(",")} ^ {blank}
            st.button(_(words), key=f"tell_{blank}", type="tertiary", on_click=_tell, args=(told,))


def _field(blank: str, text: str) -> None:
    """Draw the text input of a blank, with what the link says was typed."""
    key = blank + TYPED_KEY
    if TYPED.read(st.session_state.get(key) or "") != text or key not in st.session_state:
        st.session_state[key] = text
    st.text_input(
        label(blank),
        key=key,
        label_visibility="collapsed",
        live=True,
        autocomplete="off",
        width=140,
        on_change=_take,
        args=(blank,),
    )


@on_its_page
def _take(blank: str) -> None:
    """Store what was typed in the link."""
    controls.put_into_link(blank, TYPED.read(st.session_state[blank + TYPED_KEY]))


@on_its_page
def _tell(told: set[str]) -> None:
    """Store which blanks show their number."""
    controls.put_into_link(FILL_FIELDS[-1], ",".join(each for each in BLANKS if each in told))

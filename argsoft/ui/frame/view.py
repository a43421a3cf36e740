"""Projector view and hidden parts, both set in the link."""

import streamlit as st

from argsoft import language
from argsoft.figures.theme import TEXT_COLOURS
from argsoft.language import translate as _
from argsoft.state.contents import CONTROLS, VIEW_FIELDS
from argsoft.state.scenario import DEFAULTS, OFF, ON
from argsoft.ui.browser import source
from argsoft.ui.inputs import controls
from argsoft.ui.visit import hiding
from argsoft.ui.visit.session import visit
from argsoft.wording import view as wording

PROJECTOR, HIDE, LANGUAGE, *_LESSON = VIEW_FIELDS
_SHEET = source("projector.css")
# Streamlit inlines the dark theme's colours; on the projector's white ground use the light ones.
_HUES = "".join(
    f'.stMarkdownColoredText[style*="{", ".join(str(each) for each in bytes.fromhex(dark[1:]))}"] '
    f"{{ color: {light} !important }}"
    for light, dark in zip(TEXT_COLOURS["light"], TEXT_COLOURS["dark"], strict=True)
)
# Hidden controls are still drawn: a remote's keys, the film and clicks on slopes act through them.
# They reveal no more than the link does.
_UNSEEN = (
    ".stMain :is(.st-key-sliders, .st-key-choices, .st-key-settings, .st-key-outputs_row, "
    ".st-key-part, .st-key-stepper, .st-key-sliders_below, .st-key-choices_below) { display: none }"
)


def speak() -> None:
    """Speak the language of the link, or else of the browser; call before drawing anything."""
    asked = st.query_params.get(LANGUAGE) or visit().kept.get(LANGUAGE)
    visit().language = language.best(asked, st.context.locale)
    language.speak(visit().language)


def arrange() -> None:
    """Apply the view in the link, and offer to show hidden parts; call before drawing the page."""
    values = controls.carried(VIEW_FIELDS)
    sheet = _SHEET + _HUES if values[PROJECTOR] == ON else ""
    st.html(f"<style>{sheet}{'' if hiding.shows(CONTROLS) else _UNSEEN}</style>")
    if values[HIDE]:
        _setting(_(wording.SHOW_ALL), "show_all", HIDE, DEFAULTS[HIDE])


def switch() -> None:
    """Draw the button that toggles the projector view."""
    now = controls.carried([PROJECTOR])[PROJECTOR]
    _setting(_(wording.PROJECTOR[now]), "projector_switch", PROJECTOR, OFF if now == ON else ON)


def _setting(label: str, key: str, field: str, value: str) -> None:
    """Draw a button that sets a field in the link."""
    st.button(label, key=key, on_click=controls.put_into_link, args=(field, value))

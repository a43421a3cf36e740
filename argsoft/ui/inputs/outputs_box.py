"""The text box for a list of raw outputs, with its presets and downloads."""

from collections.abc import Iterable
from functools import partial
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from argsoft.language import translate as _
from argsoft.state.contents import ANSWERS, PRESETS, WORDS
from argsoft.state.outputs import parse_outputs
from argsoft.state.scenario import ANY_OF, DEFAULTS, LOGIT_FIELDS, PARAMETERS, Scenario
from argsoft.ui.drawing import sentences
from argsoft.ui.inputs import controls
from argsoft.ui.visit import link
from argsoft.ui.visit.hiding import shows
from argsoft.ui.visit.session import on_its_page, visit
from argsoft.wording import any_outputs
from argsoft.wording.labels import DOWNLOAD_LABEL, label
from argsoft.wording.snippets import SLIPS, numpy_snippet, torch_snippet
from argsoft.wording.tables import csv_table

FILE_NAME = "argmax_softmax.csv"
OUTPUTS, OUTPUTS_TEXT = "outputs", "outputs_text"


def controls_with(few: Iterable[str]) -> tuple[dict[str, Any], DeltaGenerator]:
    """Draw the text box and radio groups; return their values, and a row beside the box."""
    with st.container(
        horizontal=True, vertical_alignment="bottom", gap="medium", key="outputs_row"
    ):
        values: dict[str, Any] = {OUTPUTS: _outputs()}
        place = controls.row()
    heard = any_outputs.heard(st.session_state[OUTPUTS_TEXT])
    sentences.plain(heard, key="problem", role="status", tells=())
    return values | controls.choices(few), place


def _outputs() -> str:
    """Draw the text box; return the last readable list, which is the one in the link.

    Unreadable text stays in the box, and a line below says what is wrong.
    """
    good: str = controls.carried([OUTPUTS])[OUTPUTS]
    st.session_state.setdefault(OUTPUTS_TEXT, good)
    st.text_area(label(OUTPUTS), key=OUTPUTS_TEXT, height=88, on_change=_take)
    return good


def prepared() -> None:
    """Draw a button for each prepared list, and one for the visitor's own three logits."""
    if not shows(PRESETS):
        return
    setosa, versicolor, virginica = (
        visit().kept.get(field, DEFAULTS[field]) for field in LOGIT_FIELDS
    )
    irises = f"Setosa: {setosa}, Versicolor: {versicolor}, Virginica: {virginica}"
    with st.container(horizontal=True, gap="small", key="presets"):
        for name, (words, text) in {
            **any_outputs.LISTS,
            "irises": (any_outputs.IRISES, irises),
        }.items():
            st.button(_(words), key=f"list_{name}", on_click=_fill, args=(text,))


def files(scenario: Scenario) -> None:
    """Draw a download button for the table, and code that computes the same numbers."""
    if not shows(*ANSWERS):
        return
    outputs = parse_outputs(scenario.outputs)
    chosen: dict[str, Any] = {
        "temperature": scenario.temperature,
        "any_of": scenario.true_classes == ANY_OF,
    }
    table = partial(csv_table, outputs, **chosen)
    st.download_button(
        _(DOWNLOAD_LABEL), table, FILE_NAME, "text/csv", key="download", on_click="ignore"
    )
    with st.expander(_(any_outputs.CODE), key="code", on_change="rerun") as disclosure:
        for write in (numpy_snippet, torch_snippet) if disclosure.open else ():
            st.code(write(outputs, **chosen), language=None, wrap_lines=True)


def slips() -> None:
    """Draw code with common mistakes, with what it prints and its mend."""
    if not shows(WORDS):
        return
    with st.expander(_(any_outputs.SLIPS), key="slips", on_change="rerun") as disclosure:
        slips = zip(any_outputs.slips(), SLIPS, strict=True) if disclosure.open else ()
        for told, written in slips:
            sentences.words(f"**{told.title}.** {told.why}")
            for script in written:
                st.code(script, language=None, wrap_lines=True)


@on_its_page
def _take() -> None:
    """Store the text of the box in the link, if it is readable."""
    text = st.session_state[OUTPUTS_TEXT]
    if PARAMETERS[OUTPUTS].rule.admit(text):
        link.put(OUTPUTS, [text])


def _fill(text: str) -> None:
    """Set the box and the link to a prepared list."""
    st.session_state[OUTPUTS_TEXT] = text
    _take()

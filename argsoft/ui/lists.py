"""The box for any list of raw outputs, and what belongs to it."""

from collections.abc import Callable, Iterable
from typing import Any

import streamlit as st

from argsoft.scenario import DEFAULTS, LISTINGS, LOGIT_FIELDS
from argsoft.ui import controls, sentences
from argsoft.ui.visit import visit
from argsoft.wording import DOWNLOAD_LABEL, FIELD_LABELS, any_outputs

OUTPUTS, OUTPUTS_TEXT = "outputs", "outputs_text"


def controls_with(few: Iterable[str]) -> dict[str, Any]:
    """Draw the box for a list beside the temperature, then fields with a few options."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key="listing"):
        values: dict[str, Any] = {OUTPUTS: _outputs()} | controls.numbers(
            ("temperature",), "single"
        )
    problem = any_outputs.problem(st.session_state[OUTPUTS_TEXT])
    sentences.plain(problem, key="problem", role="status")
    return values | controls.choices(few)


def _outputs() -> str:
    """Draw the box for a list of raw outputs, and return the last list that could be read.

    The link holds that list, and so it is what everyone sees who gets the link; a text that cannot
    be read stays in the box alone, with a line that says what is wrong.
    """
    good: str = controls.carried([OUTPUTS])[OUTPUTS]
    st.session_state.setdefault(OUTPUTS_TEXT, good)
    st.text_area(FIELD_LABELS[OUTPUTS], key=OUTPUTS_TEXT, height=88, on_change=_take)
    return good


def prepared() -> None:
    """Draw a button for each prepared list of raw outputs, and for the visitor's three irises."""
    setosa, versicolor, virginica = (
        visit().kept.get(field, DEFAULTS[field]) for field in LOGIT_FIELDS
    )
    irises = f"Setosa: {setosa}, Versicolor: {versicolor}, Virginica: {virginica}"
    with st.container(horizontal=True, gap="small", key="presets"):
        for name, (label, text) in {
            **any_outputs.LISTS,
            "irises": ("Your three irises", irises),
        }.items():
            st.button(label, key=f"list_{name}", on_click=_fill, args=(text,))


def download(table: Callable[[], str], name: str) -> None:
    """Draw a button that saves a table, which is made when it is pressed."""
    label = DOWNLOAD_LABEL
    st.download_button(label, table, name, "text/csv", key="download", on_click="ignore")


def _take() -> None:
    """Put the text of the box into the link, if it can be read."""
    text = st.session_state[OUTPUTS_TEXT]
    if LISTINGS[OUTPUTS].admit(text):
        st.query_params[OUTPUTS] = text


def _fill(text: str) -> None:
    """Put a prepared list into the box and into the link."""
    st.session_state[OUTPUTS_TEXT] = text
    _take()

"""One derivative of softmax worked out line by line, and what to notice in the whole matrix."""

from collections.abc import Sequence

import streamlit as st

from argsoft.state.contents import NUMBERS, SOFTMAX
from argsoft.ui.drawing import sentences
from argsoft.ui.following.recording import is_recording
from argsoft.ui.visit.hiding import shows
from argsoft.wording import derivatives as wording
from argsoft.wording import formulas

COLUMN = 520  # pixels, for two side by side


def show(logits: Sequence[float], output: int, by: int) -> None:
    """Derive the slope of one output with respect to one logit, both given as class indices."""
    if is_recording() or not shows(SOFTMAX, NUMBERS):
        return
    st.header(wording.worked_title(output, by), anchor=False)
    with st.container(horizontal=True, gap="large", key="worked"):
        for step in formulas.derived(logits, output, by):
            st.markdown(_written(step), width=COLUMN)
        st.markdown(formulas.other_short_form(logits, output, by), width=COLUMN)
        label = wording.measured_title()
        with st.expander(label, key="measured", on_change="rerun") as disclosure:
            if disclosure.open:
                st.markdown(_written(formulas.checked(logits, output, by)))
    st.header(wording.notice_title(), anchor=False)
    facts = wording.derivatives_facts(logits, output, by)
    st.markdown("\n".join(f"- {fact}" for fact in facts))
    if note := wording.derivatives_video_note(logits):
        sentences.folded(wording.video_title(), note, key="video")


def _written(step: formulas.Step) -> str:
    """Write a formula below the words that introduce it."""
    return f"{step.words}\n\n$$\n{step.formula}\n$$"

"""One derivative of softmax worked out step by step, and what to notice in the whole matrix."""

from collections.abc import Sequence

import streamlit as st

from argsoft.iris import CLASS_NAMES
from argsoft.state.contents import NUMBERS, SOFTMAX
from argsoft.ui.following.recording import is_recording
from argsoft.ui.visit.hiding import shows
from argsoft.wording import formulas
from argsoft.wording.derivatives import derivatives_facts


def show(logits: Sequence[float], output: int, by: int) -> None:
    """Derive the slope of one output with respect to one logit, both given as class indices."""
    if is_recording() or not shows(SOFTMAX, NUMBERS):
        return
    names = f"{CLASS_NAMES[output]}'s output by {CLASS_NAMES[by]}'s logit"
    st.header(f"Worked out: {names}", anchor=False)
    with st.container(horizontal=True, gap="large"):
        for steps in (formulas.derived(logits, output, by), formulas.checked(logits, output, by)):
            parts = (f"{step.words}\n\n$$\n{step.formula}\n$$" for step in steps)
            st.markdown("\n\n".join(parts), width=520)
    st.header("What to notice", anchor=False)
    st.markdown("\n".join(f"- {fact}" for fact in derivatives_facts(logits, output, by)))

"""The controls of every page. A control's key, its link parameter and its field are one name."""

import streamlit as st

from argsoft.iris import CLASS_NAMES
from argsoft.scenario import BOUNDS, DEFAULTS, LOGIT_FIELDS, PRESETS, Scenario
from argsoft.wording import PRESET_LABELS

EXACT = "_exact"  # ends the key of the number field beside a slider; live.js knows it too


def logits() -> Scenario:
    """Draw the three logits, each as a slider and as a number, and return what they are set to."""
    values = {}
    for column, field, name in zip(
        st.columns(3, gap="medium"), LOGIT_FIELDS, CLASS_NAMES, strict=True
    ):
        with column, st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            values[field] = _slider_and_number(field, name)
    return Scenario(**values)


def presets() -> None:
    """Draw a button for each prepared scenario, and one that takes everything back."""
    with st.container(horizontal=True, gap="small", key="presets"):
        for name, scenario in PRESETS.items():
            st.button(PRESET_LABELS[name], key=name, on_click=_apply, args=(scenario,))
        st.button("Reset", key="reset", type="tertiary", on_click=_apply, args=(Scenario(),))


def _slider_and_number(field: str, name: str) -> float:
    """Draw the two controls of one field and return its value."""
    low, high, step = BOUNDS[field]
    value = st.slider(name, low, high, DEFAULTS[field], step, key=field, bind="query-params")
    st.session_state[field + EXACT] = value
    st.number_input(
        f"{name}, typed",
        low,
        high,
        step=step,
        key=field + EXACT,
        format="%.2f" if round(value, 2) == value else "%s",
        label_visibility="collapsed",
        width=92,
        on_change=_commit,
        args=(field,),
    )
    return value


def _commit(field: str) -> None:
    """Let the slider, and with it the link, take over a number that was typed."""
    st.session_state[field] = st.session_state[field + EXACT]


def _apply(scenario: Scenario) -> None:
    """Set every control to `scenario`."""
    for field in BOUNDS:
        st.session_state[field] = getattr(scenario, field)

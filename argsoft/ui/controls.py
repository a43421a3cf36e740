"""The controls of every page. A control's key, its link parameter and its field are one name."""

import streamlit as st

from argsoft.iris import CLASS_NAMES
from argsoft.scenario import BOUNDS, DEFAULTS, LOGIT_FIELDS, PRESETS, Scenario
from argsoft.ui.live import motion_is_welcome

EXACT = "_exact"  # ends the key of the number field beside a slider; live.js knows it too
HUES = ("violet", "green", "orange")  # Streamlit's names for the colours of the three classes
GLIDE = "glide"


def logits() -> Scenario:
    """Draw the three logits, each as a slider and as a number, and return what they are set to."""
    values = {}
    for column, field, name, hue in zip(
        st.columns(3, gap="medium"), LOGIT_FIELDS, CLASS_NAMES, HUES, strict=True
    ):
        with column, st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            values[field] = _slider_and_number(field, name, hue)
    return Scenario(**values)


def presets() -> None:
    """Draw a button for each prepared scenario, and one that takes everything back."""
    with st.container(horizontal=True, gap="small", key="presets"):
        for name, scenario in PRESETS.items():
            st.button(name, key=f"preset {name}", on_click=_apply, args=(scenario,))
        st.button("Reset", key="reset", type="tertiary", on_click=_apply, args=(Scenario(),))


def gliding() -> bool:
    """Return whether this run shows a preset, to which the charts may travel."""
    return st.session_state.pop(GLIDE, False) and motion_is_welcome()


def _slider_and_number(field: str, name: str, hue: str) -> float:
    """Draw the two controls of one field and return its value."""
    bounds = BOUNDS[field]
    limits = {"min_value": bounds.minimum, "max_value": bounds.maximum, "step": bounds.step}
    value: float = st.slider(
        f":{hue}[{name}]", **limits, value=DEFAULTS[field], key=field, bind="query-params"
    )
    st.session_state[field + EXACT] = value
    st.number_input(
        f"{name}, typed",
        **limits,
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
    st.session_state[GLIDE] = True

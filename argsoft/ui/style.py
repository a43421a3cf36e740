"""The style sheet of the app: class colours on the sliders, and a calm, large page."""

from pathlib import Path

import streamlit as st

from argsoft.figures.theme import CLASS_COLOURS, TEXT_COLOURS
from argsoft.scenario import LOGIT_FIELDS

_FOLDER = Path(__file__).parent
_SHEET = (_FOLDER / "style.css").read_text(encoding="utf-8")
_COLOURS = "".join(
    f".st-key-{field}, .class-{field} {{ --class-colour: {colour}; "
    f"--class-text: light-dark({light}, {dark}) }}\n"
    for field, colour, light, dark in zip(
        LOGIT_FIELDS, CLASS_COLOURS, TEXT_COLOURS["light"], TEXT_COLOURS["dark"], strict=True
    )
)


def apply() -> None:
    """Put the style sheet on the page."""
    st.html(f"<style>{_COLOURS}{_SHEET}</style>")

"""The style sheet of the app: class colours on the sliders, and a calm, large page."""

from collections.abc import Iterable

import streamlit as st

from argsoft.figures.theme import CLASS_COLOURS, TEXT_COLOURS
from argsoft.state.scenario import LOGIT_FIELDS, ROUND_FIELDS
from argsoft.ui.browser import source

_SHEET = source("style.css")


def _of_classes(name: str, values: Iterable[str]) -> str:
    """Return rules that give each class its own value of a property."""
    return "".join(
        f".st-key-{field}, .st-key-{of_round}, .class-{field} {{ {name}: {value} }}\n"
        for field, of_round, value in zip(LOGIT_FIELDS, ROUND_FIELDS, values, strict=True)
    )


_LIGHT, _DARK = TEXT_COLOURS["light"], TEXT_COLOURS["dark"]
_EITHER = [f"light-dark({light}, {dark})" for light, dark in zip(_LIGHT, _DARK, strict=True)]
_TEXT = "--class-text"
# Before Safari 17.5 there is no light-dark(): there, words follow the theme of the system.
_COLOURS = (
    _of_classes("--class-colour", CLASS_COLOURS)
    + _of_classes(_TEXT, _LIGHT)
    + f"@media (prefers-color-scheme: dark) {{ {_of_classes(_TEXT, _DARK)} }}\n"
    + f"@supports (color: light-dark(red, red)) {{ {_of_classes(_TEXT, _EITHER)} }}\n"
)
# A page within another page has no menu, and so needs no room for it.
_EMBEDDED = ":root { --top: 0.8rem }\n"


def apply() -> None:
    """Put the style sheet on the page."""
    top = _EMBEDDED if st.context.is_embedded else ""
    st.html(f"<style>{_COLOURS}{top}{_SHEET}</style>")

"""The app's style sheets and class colours."""

from collections.abc import Iterable

import streamlit as st

from argsoft.figures.theme import CLASS_COLOURS, TEXT_COLOURS
from argsoft.state.scenario import LOGIT_FIELDS, ROUND_FIELDS
from argsoft.ui.browser import source

_SHEET = source("style.css")
# Apart, so that the sheet of all pages is sent once a visit.
_OF_PAGE = {path: source(f"{path}.css") for path in ("chain_rule", "predict", "sample", "teach")}


def _of_classes(name: str, values: Iterable[str]) -> str:
    """Write CSS rules that give each class its own value of a property."""
    return "".join(
        f".st-key-{field}, .st-key-{of_round}, .class-{field} {{ {name}: {value} }}\n"
        for field, of_round, value in zip(LOGIT_FIELDS, ROUND_FIELDS, values, strict=True)
    )


_LIGHT, _DARK = TEXT_COLOURS["light"], TEXT_COLOURS["dark"]
_EITHER = [f"light-dark({light}, {dark})" for light, dark in zip(_LIGHT, _DARK, strict=True)]
_TEXT = "--class-text"
# Safari before 17.5 lacks light-dark(); there, text follows the system's theme.
_COLOURS = (
    _of_classes("--class-colour", CLASS_COLOURS)
    + _of_classes(_TEXT, _LIGHT)
    + f"@media (prefers-color-scheme: dark) {{ {_of_classes(_TEXT, _DARK)} }}\n"
    + f"@supports (color: light-dark(red, red)) {{ {_of_classes(_TEXT, _EITHER)} }}\n"
)
_ROOM = source("room.css")
# An embedded page has no menu.
_EMBEDDED = ":root { --top: 0.8rem }\n"


def apply(path: str) -> None:
    """Add the style sheet of all pages, and that of the page at `path` if it has one."""
    top = _EMBEDDED if st.context.is_embedded else ""
    st.html(f"<style>{_COLOURS}{top}{_SHEET}</style>")
    if path in _OF_PAGE:
        st.html(f"<style>{_OF_PAGE[path]}</style>")


def of_room() -> None:
    """Add the style sheet of a room beside a page."""
    st.html(f"<style>{_ROOM}</style>")

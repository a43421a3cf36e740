"""What is remembered of a visit beside its controls and its link, none of which is lost with it."""

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, NamedTuple, ParamSpec

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

_KEY = "visit"
P = ParamSpec("P")


class Refused(NamedTuple):
    """A text typed into a number field that could not be used.

    Attributes
    ----------
    text : str
        What was typed, and still stands in the field.
    value : float
        What holds instead.
    """

    text: str
    value: float


@dataclass
class Visit:
    """What is remembered, under one name, since Streamlit walks through all names at each number.

    Attributes
    ----------
    page : str or None
        The path of the page that was drawn last; None at first.
    script : str or None
        What Streamlit calls its script.
    kept : dict
        What the controls, on whatever page, were last set to.
    committed : mapping or None
        All fields as the picture of the page last had them; None before there was one.
    shown : dict of deque
        The last texts that each number field beside a slider showed on this page.
    refused : dict of Refused
        For each number field, the text in it that could not be used.
    left : mapping
        Numbers as they were before a button has set them: the picture moves from there.
    """

    page: str | None = None
    script: str | None = None
    kept: dict[str, Any] = field(default_factory=dict)
    committed: Mapping[str, Any] | None = None
    shown: dict[str, deque[str]] = field(default_factory=dict)
    refused: dict[str, Refused] = field(default_factory=dict)
    left: Mapping[str, float] = field(default_factory=dict)


def visit() -> Visit:
    """Return what is remembered of the visit that this run belongs to."""
    remembered: Visit | None = st.session_state.get(_KEY)
    if remembered is None:
        remembered = st.session_state[_KEY] = Visit()
    return remembered


def running_script() -> str | None:
    """Return what Streamlit calls the script of the page of this run."""
    context = get_script_run_ctx()
    return context.page_script_hash if context else None


def link_gone_back_to() -> str | None:
    """Return the link where the browser's Back or Forward led to this run, else None."""
    context = get_script_run_ctx()
    return context.query_string if context and context.is_history_navigation else None


def on_its_page(react: Callable[P, None]) -> Callable[P, None]:
    """Make a callback of a control stay silent once its page is left.

    A field that is left by a link reports its text when its page is gone already, and with it all
    that its callback would read. An error there would leave the next page empty.
    """

    @wraps(react)
    def act(*args: P.args, **kwargs: P.kwargs) -> None:
        if visit().script in (None, running_script()):
            react(*args, **kwargs)

    return act

"""Session state besides widgets and URL; losing it affects neither."""

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, NamedTuple, ParamSpec

import streamlit as st

from argsoft.language import SOURCE
from argsoft.ui.browser.streamlit_internals import script_hash

_KEY = "visit"
P = ParamSpec("P")


class Refused(NamedTuple):
    """Unusable text in a number field.

    Attributes
    ----------
    text : str
        Text as typed, which stays in the field.
    value : float
        Value that remains in effect.
    """

    text: str
    value: float


@dataclass
class Visit:
    """State of a visit, under a single key: Streamlit's cost for each value grows with the keys.

    Attributes
    ----------
    language : str
        Language of the page.
    page : str or None
        Path of the last page drawn.
    script : str or None
        Streamlit's hash of that page's script.
    kept : dict
        Latest values of all controls, including those of other pages.
    committed : mapping or None
        Fields that the page's picture was last drawn from.
    shown : dict of deque
        Latest texts of each number field of this page.
    refused : dict of Refused
        Unusable texts, by number field.
    left : mapping
        Values before a button changed them, where the charts start to move.
    written : dict
        Values of the parameters that were written into the link of this page.
    """

    language: str = SOURCE
    page: str | None = None
    script: str | None = None
    kept: dict[str, Any] = field(default_factory=dict)
    committed: Mapping[str, Any] | None = None
    shown: dict[str, deque[str]] = field(default_factory=dict)
    refused: dict[str, Refused] = field(default_factory=dict)
    left: Mapping[str, float] = field(default_factory=dict)
    written: dict[str, list[str]] = field(default_factory=dict)


def visit() -> Visit:
    """Get the state of the current visit."""
    remembered: Visit | None = st.session_state.get(_KEY)
    if remembered is None:
        remembered = st.session_state[_KEY] = Visit()
    return remembered


def on_its_page(react: Callable[P, None]) -> Callable[P, None]:
    """Ignore a widget's callback after its page has been left.

    A text field may report its text after its page's state is gone. An exception in the callback
    would leave the next page empty.
    """

    @wraps(react)
    def act(*args: P.args, **kwargs: P.kwargs) -> None:
        if visit().script in (None, script_hash()):
            react(*args, **kwargs)

    return act

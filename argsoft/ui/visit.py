"""What is remembered of a visit beside its controls and its link, none of which is lost with it."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import streamlit as st

_KEY = "visit"


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


class Played(NamedTuple):
    """The film on the page, which the browser plays by itself.

    Attributes
    ----------
    of : tuple
        What the training depends on.
    opened : int
        The step that it was drawn at.
    step : int
        The step that it shows, as far as is known.
    turn : int
        What tells it from the same film before.
    """

    of: tuple[object, ...]
    opened: int
    step: int
    turn: int = 0


@dataclass
class Visit:
    """What is remembered, under one name, since Streamlit walks through all names at each number.

    Attributes
    ----------
    page : str or None
        The path of the page that was drawn last; None at first.
    kept : dict
        What the controls, on whatever page, were last set to.
    committed : mapping or None
        All fields as the picture of the page last had them; None before there was one.
    shown : dict of deque
        The last texts that each number field beside a slider showed.
    refused : dict of Refused
        For each number field, the text in it that could not be used.
    film : Played or None
        The film on the page, where there is one.
    """

    page: str | None = None
    kept: dict[str, Any] = field(default_factory=dict)
    committed: Mapping[str, Any] | None = None
    shown: dict[str, deque[str]] = field(default_factory=dict)
    refused: dict[str, Refused] = field(default_factory=dict)
    film: Played | None = None


def visit() -> Visit:
    """Return what is remembered of the visit that this run belongs to."""
    remembered: Visit | None = st.session_state.get(_KEY)
    if remembered is None:
        remembered = st.session_state[_KEY] = Visit()
    return remembered

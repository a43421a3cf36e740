"""Rendering, one session at a time, in the process that all visitors share."""

import gc
from collections.abc import Callable
from functools import cache, wraps
from threading import RLock
from typing import ParamSpec

import streamlit as st

YOUNG = 2_000  # new objects, where Python itself looks for garbage after each 700

# Who draws has the turn. Python runs one thread at a time anyway: pages drawn one after the other
# all stand sooner, but for the last one, than pages that it goes to and fro between.
one_at_a_time = RLock()

P = ParamSpec("P")


def fragment(draw: Callable[P, None]) -> Callable[P, None]:
    """Make a function a part of a page that runs again alone, when it is this visitor's turn."""
    return st.fragment(in_turn(draw))


def in_turn(draw: Callable[P, None]) -> Callable[P, None]:
    """Make a function wait for its turn; what it calls has the same turn."""

    @wraps(draw)
    def wait(*args: P.args, **kwargs: P.kwargs) -> None:
        with one_at_a_time:
            draw(*args, **kwargs)

    return wait


@cache
def settle() -> None:
    """Take what was imported out of the search for garbage; call it once a page has been drawn.

    Else each search walks through all libraries, while every visitor waits.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, *gc.get_threshold()[1:])

"""Render one session at a time in the process that all visitors share."""

import gc
from collections.abc import Callable
from functools import cache, wraps
from threading import RLock
from typing import ParamSpec

import streamlit as st

from argsoft.language import speak
from argsoft.ui.visit import link
from argsoft.ui.visit.session import visit

YOUNG = 2_000  # threshold of the youngest generation; Python's default is 700

# Because of the GIL, pages drawn one after another finish sooner, except for the last one, than
# pages whose threads take turns.
one_at_a_time = RLock()

P = ParamSpec("P")


def fragment(draw: Callable[P, None]) -> Callable[P, None]:
    """Make a fragment that renders in its session's turn, from the latest link."""

    @wraps(draw)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        link.keep()
        draw(*args, **kwargs)

    return st.fragment(in_turn(run))


def in_turn(draw: Callable[P, None]) -> Callable[P, None]:
    """Make a function wait for its session's turn, and speak its language; calls may be nested."""

    @wraps(draw)
    def wait(*args: P.args, **kwargs: P.kwargs) -> None:
        with one_at_a_time:
            speak(visit().language)
            draw(*args, **kwargs)

    return wait


@cache
def settle() -> None:
    """Exclude imported modules from garbage collection. Call once a page has been drawn.

    Otherwise every collection walks all libraries while all visitors wait.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, *gc.get_threshold()[1:])

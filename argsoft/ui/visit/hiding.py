"""Parts of a page that a link can hide. They are not drawn, so the browser never receives them.

Every element names the parts it belongs to or gives away, and is drawn if none of them is hidden:

========  ==========================================================================================
title     the claim above the page
words     introductions and suggestions what to try
controls  sliders and choices; these alone are hidden by CSS, see `argsoft.ui.frame.view`
argmax    argmax's charts, and any text or table that gives argmax's answer
softmax   softmax's charts, and any text, table, formula or file that gives softmax's answer
numbers   numbers in charts, and any text, table, formula or file with the numbers of an answer
sentence  the sentences below a picture
presets   the buttons for prepared states
========  ==========================================================================================
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

from argsoft.ui.visit.session import visit

_known: ContextVar[str | None] = ContextVar("known", default=None)


def hidden() -> str:
    """List the hidden parts, separated by commas."""
    known = _known.get()
    # Not from the link: a fragment must never show more than the page around it.
    return str(visit().kept.get("hide", "")) if known is None else known


@contextmanager
def looked_up_once() -> Iterator[None]:
    """Ask session state only once: a strip has hundreds of pictures, of several parts each."""
    token = _known.set(hidden())
    try:
        yield
    finally:
        _known.reset(token)


def shows(*parts: str) -> bool:
    """Check that none of these parts is hidden.

    Parameters
    ----------
    *parts : str
        Members of `argsoft.state.contents.HIDEABLE`.
    """
    return _shows(hidden(), parts)


@lru_cache(maxsize=1024)
def _shows(hides: str, parts: tuple[str, ...]) -> bool:
    """Check that none of these parts is in a list of hidden ones."""
    return {*hides.split(",")}.isdisjoint(parts)

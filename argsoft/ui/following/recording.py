"""What a picture would draw, recorded in the place of being drawn.

A chart and a sentence are recorded. All else, such as a formula or a table, asks `is_recording` and
leaves it out: it follows when the hand rests. A chart of three dimensions is moved by no strip, and
follows the hand in another way: a picture with one cannot be recorded.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from types import MappingProxyType
from typing import Any

from argsoft.figures import Figure
from argsoft.figures.strips import Frame

Ways = Mapping[str, Sequence[Mapping[str, Any]]]


class UnrecordableError(Exception):
    """What is drawn cannot be recorded."""


_charts: ContextVar[dict[str, Figure] | None] = ContextVar("charts", default=None)
_ways: ContextVar[Ways] = ContextVar("ways", default=MappingProxyType({}))
_texts: ContextVar[dict[str, str] | None] = ContextVar("texts", default=None)


@contextmanager
def recorded() -> Iterator[Frame]:
    """Record what is drawn in this context into a frame, and draw nothing."""
    charts: dict[str, Figure] = {}
    texts: dict[str, str] = {}
    tokens = _charts.set(charts), _texts.set(texts)
    try:
        yield Frame(charts, texts)
    finally:
        _charts.reset(tokens[0])
        _texts.reset(tokens[1])


@contextmanager
def arriving(ways: Ways) -> Iterator[None]:
    """Let charts that are drawn in this context move to where they are, by their keys."""
    token = _ways.set(ways)
    try:
        yield
    finally:
        _ways.reset(token)


def way_of(key: str) -> Sequence[Mapping[str, Any]]:
    """Return what changes in a chart on the way to where it is, if there is a way."""
    return _ways.get().get(key, ())


def is_recording() -> bool:
    """Return whether what is drawn is only recorded."""
    return _charts.get() is not None


def chart(key: str, figure: Figure) -> None:
    """Record a chart."""
    charts = _charts.get()
    if charts is not None:
        charts[key] = figure


def text(key: str, html: str) -> None:
    """Record a text."""
    texts = _texts.get()
    if texts is not None:
        texts[key] = html

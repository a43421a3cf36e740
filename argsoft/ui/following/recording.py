"""Record the charts and sentences of a picture instead of drawing them.

Everything else, such as formulas and tables, checks `is_recording` and is skipped: it updates when
the slider rests. A picture with a three-dimensional chart cannot be recorded, and is redrawn by the
server during a drag.
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
    """Raised when a picture cannot be recorded."""


_charts: ContextVar[dict[str, Figure] | None] = ContextVar("charts", default=None)
_ways: ContextVar[Ways] = ContextVar("ways", default=MappingProxyType({}))
_texts: ContextVar[dict[str, str] | None] = ContextVar("texts", default=None)


@contextmanager
def recorded() -> Iterator[Frame]:
    """Record into a frame what would be drawn in this context."""
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
    """Animate the charts drawn in this context, by their keys."""
    token = _ways.set(ways)
    try:
        yield
    finally:
        _ways.reset(token)


def way_of(key: str) -> Sequence[Mapping[str, Any]]:
    """Look up the animation of a chart; empty if it has none."""
    return _ways.get().get(key, ())


def is_recording() -> bool:
    """Check whether this context records instead of drawing."""
    return _charts.get() is not None


def chart(key: str, figure: Figure) -> None:
    """Record a chart, if this context records."""
    charts = _charts.get()
    if charts is not None:
        charts[key] = figure


def text(key: str, html: str) -> None:
    """Record a text, if this context records."""
    texts = _texts.get()
    if texts is not None:
        texts[key] = html

"""One file with charts that move: all of it prepared, so that it works offline from a stick.

The file holds each chart once, and beside it what differs from one stop of its scrubber to the
next. Its script picks what was prepared and computes nothing.
"""

import json
from collections.abc import Iterator, Sequence
from html import escape
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Any, NamedTuple

import numpy as np

from argsoft.figures import Figure, theme

_FOLDER = Path(__file__).parent
# What ends a script, or starts a comment in one, as JSON may write it just as well.
_INERT = str.maketrans({each: f"\\u{ord(each):04x}" for each in "<>&\u2028\u2029"})

Keys = tuple[str | int, ...]


class MovingChart(NamedTuple):
    """A chart as it stands at every stop.

    Attributes
    ----------
    name : str
        What a screen reader calls it.
    figures : sequence of plotly.graph_objects.Figure
        One for each stop.
    """

    name: str
    figures: Sequence[Figure]


class Scrubber(NamedTuple):
    """What moves the charts.

    Attributes
    ----------
    label : str
        What moves.
    stops : sequence of str
        What is said of each place where it can stand.
    start : int
        The stop that the file opens at.
    colour : str
        Of the track and the thumb.
    """

    label: str
    stops: Sequence[str]
    start: int
    colour: str


class Change(NamedTuple):
    """A place in the description of a chart, and what stands there at every stop.

    Attributes
    ----------
    path : tuple of str and int
        The keys that lead there.
    values : list
        One for each stop.
    """

    path: Keys
    values: list[Any]


def handout(
    charts: Sequence[MovingChart],
    scrubber: Scrubber,
    sentences: Sequence[str],
    *,
    title: str,
    heading: str,
    notes: Sequence[str],
    code: str = "",
) -> str:
    """Return a page in one file that asks no host for anything.

    Parameters
    ----------
    charts : sequence of MovingChart
        In the order in which they are read.
    scrubber : Scrubber
        What moves them.
    sentences : sequence of str
        What the charts show, in words: one text for each stop.
    title, heading : str
        The name of the page, and what stands over it.
    notes : sequence of str
        Lines of plain text below.
    code : str
        The QR code of the link, as SVG; "" for none.

    Returns
    -------
    str
        HTML, to be written as UTF-8. No text in it is markup.
    """
    prepared = {
        "start": scrubber.start,
        "stops": list(scrubber.stops),
        "sentences": list(sentences),
        "charts": [_described(each) for each in charts],
    }
    plotly = files("plotly").joinpath("package_data", "plotly.min.js").read_text("utf-8")
    return Template(_file("handout.html")).substitute(
        title=escape(title),
        heading=escape(heading),
        label=escape(scrubber.label),
        last=len(scrubber.stops) - 1,
        start=scrubber.start,
        value=escape(scrubber.stops[scrubber.start]),
        sentence=escape(sentences[scrubber.start]),
        charts="".join(
            f'<div role="img" aria-label="{escape(each.name)}"></div>\n' for each in charts
        ),
        notes="".join(f"<p>{escape(each)}</p>\n" for each in notes),
        code=code,
        style=_colours(scrubber.colour) + _file("handout.css"),
        plotly=plotly,
        prepared=json.dumps(prepared, allow_nan=False, separators=(",", ":")).translate(_INERT),
        script=_file("handout.js"),
    )


def changes(descriptions: Sequence[Any], path: Keys = ()) -> Iterator[Change]:
    """Yield every place where descriptions differ, as deep down as they have the same form.

    Parameters
    ----------
    descriptions : sequence
        Of dictionaries, lists, numbers and texts.
    path : tuple of str and int
        Where they stand.

    Examples
    --------
    >>> list(changes([{"x": [1, 2], "y": 0}, {"x": [1, 3], "y": 0}]))
    [Change(path=('x', 1), values=[2, 3])]
    >>> list(changes([{"x": [1, 2]}, {"x": []}]))
    [Change(path=('x',), values=[[1, 2], []])]
    """
    first, *others = descriptions
    if all(each == first for each in others):
        return
    keys = _keys(first)
    if not keys or any(_keys(each) != keys for each in others):
        yield Change(path, list(descriptions))
        return
    for key in keys:
        yield from changes([each[key] for each in descriptions], (*path, key))


def _keys(part: Any) -> list[Any]:  # noqa: ANN401 - anything that JSON can hold
    """Return what leads to the parts of a part: names, or numbers from 0."""
    if isinstance(part, list):
        return list(range(len(part)))
    return sorted(part) if isinstance(part, dict) else []


def _described(chart: MovingChart) -> dict[str, Any]:
    """Return a chart as JSON may hold it: how it stands at the first stop, and what changes."""
    plain = [
        {
            "data": [_plain(trace.to_plotly_json()) for trace in figure.data],
            "layout": _plain(figure.layout.to_plotly_json()) | {"height": None},  # the page's
        }
        for figure in chart.figures
    ]
    return {"figure": plain[0], "changes": [each._asdict() for each in changes(plain)]}


def _plain(part: Any) -> Any:  # noqa: ANN401 - anything that a figure can hold
    """Return a part of a figure without arrays, as JSON may hold it."""
    if isinstance(part, dict):
        return {key: _plain(each) for key, each in part.items()}
    if isinstance(part, np.ndarray):
        return part.tolist()
    return [_plain(each) for each in part] if isinstance(part, list | tuple) else part


def _colours(scrubber: str) -> str:
    """Return the colours of the page as CSS, light and dark."""
    light, dark = (
        f"--ground: {theme.BACKGROUNDS[each]}; --ink: {theme.BACKGROUNDS[other]}"
        for each, other in (("light", "dark"), ("dark", "light"))
    )
    return (
        f":root {{ --moving: {scrubber}; --font: {theme.FONT}; {light} }}\n"
        f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}\n"
    )


def _file(name: str) -> str:
    """Return the text of a file beside this one."""
    return (_FOLDER / name).read_text(encoding="utf-8")

"""One file with charts that move: all of it prepared, so that it works offline from a stick.

The file holds each chart once, and beside it what differs from one stop of its scrubber to the
next. Its script picks what was prepared and computes nothing.
"""

import json
from collections.abc import Sequence
from html import escape
from pathlib import Path
from string import Template
from typing import NamedTuple

from argsoft.figures import PLOTLY, Figure, theme
from argsoft.figures.strips import Frame, described, strip

_FOLDER = Path(__file__).parent
# What ends a script, or starts a comment in one, as JSON may write it just as well.
_INERT = str.maketrans({each: f"\\u{ord(each):04x}" for each in "<>&\u2028\u2029"})


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


def offline_page(
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
    frames = [
        Frame({name: figures[stop] for name, figures in charts}, {})
        for stop in range(len(scrubber.stops))
    ]
    moves = strip(frames)
    prepared = {
        "start": scrubber.start,
        "stops": list(scrubber.stops),
        "sentences": list(sentences),
        "charts": [
            {"figure": described(figures[0]), "changes": moves["charts"].get(name, [])}
            for name, figures in charts
        ],
    }
    return Template(_file("offline.html")).substitute(
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
        style=_colours(scrubber.colour) + _file("offline.css"),
        plotly=PLOTLY.read_text("utf-8"),
        prepared=json.dumps(prepared, allow_nan=False, separators=(",", ":")).translate(_INERT),
        script=_file("player.js") + _file("offline.js"),
    )


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

"""A single HTML file with charts that move, which works offline, for example from a USB stick.

The file holds each chart once, plus what changes between the stops of its scrubber. Its script only
looks up prepared values and computes nothing.
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
# Escape the characters that could break out of the script tag.
_INERT = str.maketrans({each: f"\\u{ord(each):04x}" for each in "<>&\u2028\u2029"})


class MovingChart(NamedTuple):
    """A chart at every stop.

    Attributes
    ----------
    name : str
        Name for screen readers.
    figures : sequence of plotly.graph_objects.Figure
        One for each stop.
    """

    name: str
    figures: Sequence[Figure]


class Scrubber(NamedTuple):
    """The slider that moves the charts.

    Attributes
    ----------
    label : str
        Name of the quantity that moves.
    stops : sequence of str
        The text shown at each stop.
    start : int
        Index of the stop at which the file opens.
    colour : str
        Colour of the track and the thumb.
    """

    label: str
    stops: Sequence[str]
    start: int
    colour: str


class Words(NamedTuple):
    """The words of the page.

    Attributes
    ----------
    title, heading : str
        Title of the document, and the heading on the page.
    no_script : str
        What to say where the browser runs no scripts.
    notes : sequence of str
        Lines of plain text below the charts.
    language : str
        Their language.
    """

    title: str
    heading: str
    no_script: str
    notes: Sequence[str]
    language: str = "en"


def offline_page(
    charts: Sequence[MovingChart],
    scrubber: Scrubber,
    sentences: Sequence[str],
    words: Words,
    code: str = "",
) -> str:
    """Build a page in one file that makes no network requests.

    Parameters
    ----------
    charts : sequence of MovingChart
        In reading order.
    scrubber : Scrubber
        The slider that moves them.
    sentences : sequence of str
        One text per stop that says what the charts show.
    words : Words
        All other texts.
    code : str
        The QR code of the link as SVG, or "" for none.

    Returns
    -------
    str
        HTML, to be written as UTF-8. All texts are escaped.
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
        title=escape(words.title),
        heading=escape(words.heading),
        no_script=escape(words.no_script),
        language=words.language,
        label=escape(scrubber.label),
        last=len(scrubber.stops) - 1,
        start=scrubber.start,
        value=escape(scrubber.stops[scrubber.start]),
        sentence=escape(sentences[scrubber.start]),
        charts="".join(
            f'<div role="img" aria-label="{escape(each.name)}"></div>\n' for each in charts
        ),
        notes="".join(f"<p>{escape(each)}</p>\n" for each in words.notes),
        code=code,
        style=_colours(scrubber.colour) + _file("offline.css"),
        plotly=PLOTLY.read_text("utf-8"),
        prepared=json.dumps(prepared, allow_nan=False, separators=(",", ":")).translate(_INERT),
        script=_file("player.js") + _file("offline.js"),
    )


def _colours(scrubber: str) -> str:
    """Write the colours of the page as CSS, for light and dark."""
    light, dark = (
        f"--ground: {theme.BACKGROUNDS[each]}; --ink: {theme.BACKGROUNDS[other]}"
        for each, other in (("light", "dark"), ("dark", "light"))
    )
    return (
        f":root {{ --moving: {scrubber}; --font: {theme.FONT}; {light} }}\n"
        f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}\n"
    )


def _file(name: str) -> str:
    """Read a file in this folder."""
    return (_FOLDER / name).read_text(encoding="utf-8")

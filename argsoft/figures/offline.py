"""A single HTML file with charts that move, which works offline, for example from a USB stick.

For each quantity that moves, the file holds each chart once, plus what changes between the stops.
Its script only looks up prepared values and computes nothing.
"""

import json
from collections.abc import Sequence
from html import escape
from pathlib import Path
from string import Template
from typing import Any, NamedTuple

from argsoft.figures import PLOTLY, Figure, theme
from argsoft.figures.strips import Frame, described, strip

_FOLDER = Path(__file__).parent
# Escape the characters that could break out of the script tag.
_INERT = str.maketrans({each: f"\\u{ord(each):04x}" for each in "<>&\u2028\u2029"})


class Mover(NamedTuple):
    """A quantity that the slider can move, with the charts at each of its stops.

    Attributes
    ----------
    label : str
        Name of the quantity.
    colour : str
        Colour of the track and the thumb.
    start : int
        Index of the stop at which it starts.
    stops : sequence of str
        The text shown at each stop.
    sentences : sequence of str
        What the charts show at each stop.
    figures : sequence of sequence of plotly.graph_objects.Figure
        For each stop, its charts in reading order.
    """

    label: str
    colour: str
    start: int
    stops: Sequence[str]
    sentences: Sequence[str]
    figures: Sequence[Sequence[Figure]]


class Words(NamedTuple):
    """The words of the page.

    Attributes
    ----------
    title, heading : str
        Title of the document, and the heading on the page.
    what : str
        What is to be chosen: the quantity that moves.
    no_script : str
        What to say where the browser runs no scripts.
    notes : sequence of str
        Lines of plain text below the charts.
    language : str
        Their language.
    """

    title: str
    heading: str
    what: str
    no_script: str
    notes: Sequence[str]
    language: str = "en"


def offline_page(
    movers: Sequence[Mover], opens: int, chart_names: Sequence[str], words: Words, code: str = ""
) -> str:
    """Build a page in one file that makes no network requests.

    Parameters
    ----------
    movers : sequence of Mover
        What can be moved, one at a time; the others are then where they start.
    opens : int
        Index of the one that moves first.
    chart_names : sequence of str
        Names of the charts for screen readers.
    words : Words
        All other texts.
    code : str
        The QR code of the link as SVG, or "" for none.

    Returns
    -------
    str
        HTML, to be written as UTF-8. All texts are escaped.
    """
    prepared = {"opens": opens, "movers": [_prepared(each, chart_names) for each in movers]}
    first = movers[opens]
    return Template(_file("offline.html")).substitute(
        title=escape(words.title),
        heading=escape(words.heading),
        no_script=escape(words.no_script),
        language=words.language,
        what=escape(words.what),
        movers="".join(_choice(i, each, is_on=i == opens) for i, each in enumerate(movers)),
        label=escape(first.label),
        last=len(first.stops) - 1,
        start=first.start,
        value=escape(first.stops[first.start]),
        sentence=escape(first.sentences[first.start]),
        charts="".join(
            f'<div role="img" aria-label="{escape(each)}"></div>\n' for each in chart_names
        ),
        notes="".join(f"<p>{escape(each)}</p>\n" for each in words.notes),
        code=code,
        style=_colours(first.colour) + _file("offline.css"),
        plotly=PLOTLY.read_text("utf-8"),
        prepared=json.dumps(prepared, allow_nan=False, separators=(",", ":")).translate(_INERT),
        script=_file("player.js") + _file("offline.js"),
    )


def _prepared(mover: Mover, chart_names: Sequence[str]) -> dict[str, Any]:
    """Collect what the script looks up while one quantity moves."""
    named = [dict(zip(chart_names, figures, strict=True)) for figures in mover.figures]
    moves = strip([Frame(each, {}) for each in named])["charts"]
    charts = [
        {"figure": described(figure), "changes": moves.get(name, [])}
        for name, figure in named[0].items()
    ]
    return {**mover._asdict(), "figures": None, "charts": charts}


def _choice(place: int, mover: Mover, *, is_on: bool) -> str:
    """Render a radio button that chooses what moves."""
    checked = " checked" if is_on else ""
    return (
        f'<label><input type="radio" name="mover" value="{place}" autocomplete="off"{checked}> '
        f"{escape(mover.label)}</label>\n"
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

"""A figure without its numbers: bars, lines and points alone, to be read before they are named."""

import re
from typing import Any

from argsoft.figures import Figure, figure, parts
from argsoft.wording.numerals import UNDEFINED

_TAG = re.compile("<[^>]*>")
# A number, or what stands in its place; the 2 of 2<sup>z</sup> is the name of a function.
_NUMBER = re.compile(rf"\d(?!<sup>)|\b(?:nan|inf|{UNDEFINED.split()[-1]})\b")
_BOLD = re.compile("<b>(.*?)</b>")


def without_numbers(drawn: Figure) -> Figure:
    """Return a figure without the numbers on its marks; names, titles and axes keep their words.

    Parameters
    ----------
    drawn : plotly.graph_objects.Figure
        Stays as it is.

    Returns
    -------
    plotly.graph_objects.Figure
    """
    traces, given = parts(drawn)
    layout = dict(given)
    if "annotations" in layout:
        layout["annotations"] = [
            each | {"text": _wordless(each["text"])} for each in layout["annotations"]
        ]
    return figure(_unlabelled(traces), layout)


def _unlabelled(traces: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return traces without the numbers at their points."""
    return [
        each | {"text": [_wordless(text) for text in each["text"]]} if "text" in each else each
        for each in traces
    ]


def _wordless(text: str) -> str:
    """Return a label without a bold number, or nothing where there are others in it."""
    rest = _BOLD.sub(lambda bold: "" if _has_number(bold[1]) else bold[0], text).strip()
    return "" if _has_number(rest) else rest


def _has_number(text: str) -> bool:
    """Return whether a label says a number; those in its markup are not said."""
    return bool(_NUMBER.search(_TAG.sub(lambda tag: tag[0] if tag[0] == "<sup>" else " ", text)))

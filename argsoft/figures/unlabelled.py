"""Strip the numbers from a figure, so that viewers read the marks first."""

import re
from typing import Any

from argsoft.figures import Figure, figure, parts
from argsoft.wording.numerals import UNDEFINED

_TAG = re.compile("<[^>]*>")
# A number, or a sign or word used for one; the 2 in 2<sup>z</sup> is part of a function's name.
_NUMBER = re.compile(rf"\d(?!<sup>)|∞|\b(?:nan|inf|{UNDEFINED.split()[-1]})\b")
_BOLD = re.compile("<b>(.*?)</b>")


def without_numbers(drawn: Figure) -> Figure:
    """Copy a figure without the numbers on its marks; names, titles and axes stay.

    Parameters
    ----------
    drawn : plotly.graph_objects.Figure
        Not modified.

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
    """Copy traces without the numbers on their points."""
    return [
        each | {"text": [_wordless(text) for text in each["text"]]} if "text" in each else each
        for each in traces
    ]


def _wordless(text: str) -> str:
    """Remove bold numbers from a label; return "" if any other number remains."""
    rest = _BOLD.sub(lambda bold: "" if _has_number(bold[1]) else bold[0], text).strip()
    return "" if _has_number(rest) else rest


def _has_number(text: str) -> bool:
    """Return whether the visible text of a label has a number."""
    return bool(_NUMBER.search(_TAG.sub(lambda tag: tag[0] if tag[0] == "<sup>" else " ", text)))

"""Plotly figures: arrays and plain strings in, a Figure out. No arithmetic on the subject here."""

from typing import Any

# Plotly looks for it, and fails on a copy that another visitor's first page is just importing.
import pandas  # noqa: F401
from plotly.graph_objects import Figure

__all__ = ["Figure", "figure"]


def figure(
    traces: list[dict[str, Any]],
    layout: dict[str, Any],
    frames: list[dict[str, Any]] | None = None,
) -> Figure:
    """Return a figure of plain dictionaries, unchecked.

    Checking every property would take most of the time of a move of the hand. The tests check
    each figure instead, by building it again from its own description.

    Parameters
    ----------
    traces : list of dict
        Each with its "type".
    layout : dict
    frames : list of dict, optional
        What a chart that plays changes, picture by picture.

    Returns
    -------
    plotly.graph_objects.Figure
    """
    return Figure(traces, layout, frames, _validate=False)

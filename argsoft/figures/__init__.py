"""Plotly figures: arrays and plain strings in, a Figure out. No arithmetic on the subject here."""

from plotly.graph_objects import Figure

__all__ = ["Figure"]

"""Plotly figures: arrays and plain strings in, a Figure out. No arithmetic on the subject here."""

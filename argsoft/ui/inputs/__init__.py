"""Sliders, choices, buttons and text boxes, each bound to the link."""

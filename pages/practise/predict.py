"""Guess first, then see."""

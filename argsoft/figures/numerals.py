"""Moved to argsoft.numerals."""

from argsoft.numerals import MINUS, UNDEFINED, decimals, entry, signed, slope

__all__ = ["MINUS", "UNDEFINED", "decimals", "entry", "signed", "slope"]

"""What the browser runs: the scripts and style sheets, and what puts them on a page."""

from pathlib import Path


def source(name: str) -> str:
    """Return the text of a script or a style sheet of this folder.

    Examples
    --------
    >>> source("strip.js").startswith("//")
    True
    """
    return Path(__file__).with_name(name).read_text(encoding="utf-8")

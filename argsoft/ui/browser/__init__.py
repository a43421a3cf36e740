"""Scripts and style sheets, and the code that adds them to a page."""

from pathlib import Path


def source(name: str) -> str:
    """Read a script or style sheet of this folder.

    Examples
    --------
    >>> source("strip.js").startswith("//")
    True
    """
    return Path(__file__).with_name(name).read_text(encoding="utf-8")

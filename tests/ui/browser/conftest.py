"""What Streamlit sends to every browser."""

import re
from pathlib import Path

import pytest
import streamlit


@pytest.fixture(scope="session")
def streamlits_page() -> str:
    """Return the HTML of Streamlit's page with all of its scripts."""
    folder = Path(streamlit.__file__).parent / "static"
    files = [folder / "index.html", *folder.rglob("*.js")]
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


@pytest.fixture(scope="session")
def streamlits_words(streamlits_page: str) -> set[str]:
    """Return the classes, test ids and attributes that the page may have."""
    return set(re.findall(r"\b(?:st[A-Z]|data-)[\w-]*", streamlits_page))

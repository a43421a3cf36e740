"""The style sheets: balanced braces, no nested rules, no costly selectors, no unknown names."""

import re
from pathlib import Path

import pytest

from argsoft.figures.theme import TEXT_COLOURS
from argsoft.ui.browser import style
from tests.server import ROOT

SHEETS = sorted((ROOT / "argsoft" / "ui" / "browser").glob("*.css"))


@pytest.mark.parametrize("path", SHEETS, ids=lambda p: p.name)
def test_rules_lie_in_nothing_but_media_queries(path: Path) -> None:
    sheet = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.S)
    around: list[str] = []
    for before, brace in re.findall(r"([^{};]*)([{};])", sheet):
        if brace == "{":
            assert all(each.strip().startswith("@") for each in around), before
            around.append(before)
        elif brace == "}":
            assert around, "closes what is not open"
            around.pop()
    assert around == []


@pytest.mark.parametrize("path", SHEETS, ids=lambda p: p.name)
def test_what_has_something_is_looked_for_by_name(path: Path) -> None:
    """A bare `:has` is matched against every element whenever a chart is redrawn."""
    sheet = path.read_text(encoding="utf-8")
    assert not re.search(r"(^|[\s>+~,({}]):has\(", sheet)


@pytest.mark.parametrize("path", SHEETS, ids=lambda p: p.name)
def test_streamlit_still_has_what_the_sheets_name(path: Path, streamlits_words: set[str]) -> None:
    sheet = path.read_text(encoding="utf-8")
    named = re.findall(r"\.(st[A-Z]\w*)", sheet) + re.findall(r'\[data-testid="([^"]+)"\]', sheet)
    assert set(named) - streamlits_words == set(), "renamed: find them in the browser's inspector"


def test_words_keep_the_colours_of_their_classes_before_light_dark() -> None:
    sheet = style._COLOURS
    before, after = sheet.split("@supports (color: light-dark(red, red))")
    assert "light-dark" not in before
    for theme, colours in TEXT_COLOURS.items():
        for colour in colours:
            assert f"--class-text: {colour}" in before.split("@media")[theme == "dark"], colour
            assert colour in after

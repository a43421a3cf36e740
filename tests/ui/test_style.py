"""The style sheets: every brace that opens closes, and no rule is left within another."""

import re
from pathlib import Path

import pytest

from tests.server import ROOT


@pytest.mark.parametrize(
    "path", sorted((ROOT / "argsoft" / "ui").glob("*.css")), ids=lambda p: p.name
)
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

"""The plotly.js bundle has the same release as the Python package."""

import re
from importlib.metadata import version
from importlib.resources import files

from argsoft.figures import PLOTLY as SCRIPT
from argsoft.ui.browser.scripts import PLOTLY_PATH
from tests.server import ROOT

NAME = re.compile(r"plotly-cartesian-([\d.]+)\.min\.js")
HEAD = re.compile(r"plotly\.js (?:\((.+) - minified\) )?v([\d.]+)\n")


def release(source: str) -> tuple[str | None, str]:
    """Read the name of a partial bundle, or None, and its release from a script's header."""
    head = HEAD.search(source[:500])
    assert head is not None
    return head[1], head[2]


def test_it_is_the_release_of_the_pinned_package() -> None:
    pinned = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    assert f"\nplotly=={version('plotly')}\n" in pinned
    whole = files("plotly").joinpath("package_data", "plotly.min.js").read_text(encoding="utf-8")
    part, of = release(SCRIPT.read_text(encoding="utf-8"))
    assert part == "cartesian"
    assert (None, of) == release(whole)


def test_its_name_says_its_release() -> None:
    name = NAME.fullmatch(SCRIPT.name)
    assert name is not None
    assert name[1] == release(SCRIPT.read_text(encoding="utf-8"))[1]
    assert PLOTLY_PATH.endswith(f"/{SCRIPT.name}")


def test_its_licence_is_beside_it() -> None:
    assert {path.name for path in SCRIPT.parent.iterdir()} == {"LICENSE", SCRIPT.name}
    licence = (SCRIPT.parent / "LICENSE").read_text(encoding="utf-8")
    assert "MIT License" in licence
    assert "Plotly" in licence
    assert "Licensed under the MIT license" in SCRIPT.read_text(encoding="utf-8")[:500]

"""Who may import whom, and how long anything may get: kept by reading the source."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from statistics import median
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[1]
CODE = ("argsoft", "pages", "tests", "deploy")  # the folders that hold code, where they exist
CORE = sorted(path for part in ("*.py", "wording/*.py") for path in (ROOT / "argsoft").glob(part))
FIGURES = sorted((ROOT / "argsoft" / "figures").rglob("*.py"))
UI = sorted((ROOT / "argsoft" / "ui").rglob("*.py"))
PAGES = sorted((ROOT / "pages").rglob("*.py"))
APP = ROOT / "app.py"

# The records of the core that figures draw, for example "argsoft.softmax.SoftmaxSteps".
RECORDS = (
    "argsoft.film.Film",
    "argsoft.film.Side",
    "argsoft.maps.AnswerMap",
    "argsoft.sweeps.LogitSweep",
    "argsoft.sweeps.Segment",
    "argsoft.sweeps.Surface",
    "argsoft.workings.Working",
)
# What figures share.
SHARED = (
    "argsoft.figures.Figure",
    "argsoft.figures.figure",
    "argsoft.figures.parts",
    "argsoft.figures.strips",
    "argsoft.figures.PLOTLY",
    "argsoft.numerals",
    "argsoft.iris.CLASS_NAMES",
    "argsoft.figures.theme",
)


class Rule(NamedTuple):
    """What the files of one part may import, beside the standard library.

    Attributes
    ----------
    packages : tuple of str
        Packages from outside.
    parts : tuple of str
        Parts of this project.
    names : tuple of str
        Single modules or names of this project, where the whole part would be too much.
    """

    packages: tuple[str, ...]
    parts: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


RULES = {
    "core": Rule(("numpy",), ("core",)),
    "figures": Rule(("numpy", "pandas", "plotly"), (), (*SHARED, *RECORDS)),
    "ui": Rule(("streamlit", "zxingcpp"), ("core", "figures", "ui")),
    "pages": Rule(("streamlit",), ("core", "figures", "ui")),
    "app": Rule(("streamlit",), ("ui",)),
}


def part_of(path: Path) -> str:
    """Return which row of the rules a file stands under."""
    folder, *rest = path.relative_to(ROOT).parts
    if folder == "argsoft":
        return rest[0] if rest[0] in RULES else "core"
    return folder.removesuffix(".py")


def imports(source: str) -> Iterator[str]:
    """Yield the full dotted name of everything that a source imports, wherever it does so."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            # Names are written out in full here; the dots show that this one is not.
            start = "." * node.level + (node.module or "")
            yield from (f"{start}.{alias.name}" for alias in node.names)


def is_allowed(name: str, rule: Rule) -> bool:
    """Return whether a rule lets a dotted name be imported."""
    package, *rest = name.split(".")
    if package != "argsoft":
        return package in sys.stdlib_module_names or package in rule.packages
    part = rest[0] if rest and rest[0] in ("figures", "ui") else "core"
    return part in rule.parts or any(f"{name}.".startswith(f"{each}.") for each in rule.names)


def breaches(source: str, part: str) -> list[str]:
    """Return what a source of this part imports against the rules."""
    return [name for name in imports(source) if not is_allowed(name, RULES[part])]


def module_name(path: Path) -> str:
    """Return how a file of the package is imported."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def relative(path: Path) -> str:
    """Return the path that a failing test shows."""
    return path.relative_to(ROOT).as_posix()


# Imports.


@pytest.mark.parametrize("path", [*CORE, *FIGURES, *UI, *PAGES, APP], ids=relative)
def test_imports_keep_to_the_rules(path: Path) -> None:
    assert breaches(path.read_text(encoding="utf-8"), part_of(path)) == []


@pytest.mark.parametrize(
    ("part", "line"),
    [
        ("core", "import streamlit as st"),
        ("core", "import plotly.graph_objects as go"),
        ("core", "from argsoft.figures import theme"),
        ("core", "from argsoft import ui"),
        ("core", "from . import softmax"),
        ("core", "def late():\n    import streamlit"),
        ("core", "import scipy.special"),
        ("figures", "import streamlit"),
        ("figures", "from argsoft.softmax import softmax"),
        ("figures", "from argsoft.ui import charts"),
        ("ui", "import plotly"),
        ("ui", "import numpy as np"),
        ("pages", "from numpy import exp"),
        ("pages", "import plotly.express"),
        ("app", "from argsoft.scenario import Scenario"),
        ("app", "from argsoft.figures import theme"),
    ],
)
def test_the_rules_refuse_what_they_should(part: str, line: str) -> None:
    assert len(breaches(line, part)) == 1


def test_the_files_are_found_at_all() -> None:
    assert {"softmax.py", "selection.py", "scenario.py"} <= {path.name for path in CORE}
    assert {"theme.py", "bars.py"} <= {path.name for path in FIGURES}
    assert {"controls.py", "charts.py"} <= {path.name for path in UI}
    assert "playground.py" in {path.name for path in PAGES}
    assert {part_of(path) for path in (*CORE, *FIGURES, *UI, *PAGES, APP)} == RULES.keys()


def test_the_core_has_no_import_cycles() -> None:
    modules = {module_name(path) for path in CORE}
    needs = {
        module_name(path): {
            module
            for name in imports(path.read_text(encoding="utf-8"))
            for module in (name, name.rpartition(".")[0])
            if module in modules - {"argsoft"}
        }
        for path in CORE
    }
    assert any(needs.values())
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as cycle:
        pytest.fail(" -> ".join(cycle.args[1]))


def test_the_core_runs_without_streamlit_and_plotly() -> None:
    # Each module on its own, so that none leans on what another has imported before it.
    script = """
import sys
sys.modules["streamlit"] = sys.modules["plotly"] = None
for name in sys.argv[1:]:
    for loaded in [each for each in sys.modules if each.split(".")[0] == "argsoft"]:
        del sys.modules[loaded]
    __import__(name)
    print(name)
"""
    names = [module_name(path) for path in CORE]
    done = subprocess.run(
        [sys.executable, "-c", script, *names],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == names


def test_every_part_that_runs_again_alone_waits_for_its_turn() -> None:
    sources = {path.name: path.read_text(encoding="utf-8") for path in (*UI, *PAGES)}
    assert [name for name, source in sources.items() if "st.fragment" in source] == ["process.py"]


# Sizes.


def lines_of(path: Path) -> int:
    """Return how many lines a file has."""
    return len(path.read_text(encoding="utf-8").splitlines())


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    """Yield every function of a file, methods and nested ones too."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def body_length(function: ast.FunctionDef) -> int:
    """Return how many lines a function has after its docstring."""
    first, last = function.body[0], function.body[-1]
    start = first.lineno
    if ast.get_docstring(function) is not None:
        start = (first.end_lineno or first.lineno) + 1
    return (last.end_lineno or last.lineno) - start + 1


def test_the_body_of_a_function_is_counted_after_its_docstring() -> None:
    source = 'def f():\n    """Say.\n\n    More.\n    """\n    a = 1\n\n    return a\n'
    (function,) = ast.parse(source).body
    assert isinstance(function, ast.FunctionDef)
    assert body_length(function) == 3


def test_the_router_is_short() -> None:
    assert lines_of(APP) <= 40


@pytest.mark.parametrize("path", PAGES, ids=relative)
def test_a_page_is_thin(path: Path) -> None:
    assert lines_of(path) <= 60


@pytest.mark.parametrize("path", PAGES, ids=relative)
def test_a_page_lies_in_the_folder_of_its_section(path: Path) -> None:
    # Streamlit finds a file that lies in pages/ itself, and may open it without app.py.
    assert len(path.relative_to(ROOT / "pages").parts) == 2


@pytest.mark.parametrize("path", [*CORE, *FIGURES, *UI], ids=relative)
def test_functions_are_short(path: Path) -> None:
    most = 40 if path in FIGURES else 30
    long = {each.name: body_length(each) for each in functions(path) if body_length(each) > most}
    assert long == {}


def test_functions_of_the_core_are_mostly_very_short() -> None:
    lengths = [body_length(function) for path in CORE for function in functions(path)]
    assert median(lengths) < 8


# Words.


def undocumented(tree: ast.Module | ast.ClassDef, where: str) -> list[str]:
    """Return the public functions and classes, methods among them, that have no docstring."""
    named = [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    public = [node for node in named if not node.name.startswith("_")]
    silent = [f"{where}.{node.name}" for node in public if ast.get_docstring(node) is None]
    classes = [node for node in public if isinstance(node, ast.ClassDef)]
    return silent + [
        name for each in classes for name in undocumented(each, f"{where}.{each.name}")
    ]


@pytest.mark.parametrize("path", [*CORE, *FIGURES, *UI], ids=relative)
def test_everything_public_says_what_it_is(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree) is not None
    assert undocumented(tree, module_name(path)) == []


def test_nothing_is_called_utils() -> None:
    # A file's name says what is in it.
    found = [path for folder in CODE for path in (ROOT / folder).rglob("*")]
    assert len(found) > len(CORE)
    assert [relative(path) for path in found if path.stem.strip("_") in ("util", "utils")] == []

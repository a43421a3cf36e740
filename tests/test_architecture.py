"""Check imports, sizes and docstrings by reading the source."""

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
CODE = ("argsoft", "pages", "tests", "deploy", "docs")
SOURCES = sorted(
    path for part in ("app.py", "argsoft/**/*.py", "pages/**/*.py") for path in ROOT.glob(part)
)

# Records of the subject and of iris that figures draw.
RECORDS = (
    "argsoft.iris.film.Film",
    "argsoft.iris.film.Side",
    "argsoft.iris.regions.DecisionRegions",
    "argsoft.uncertainty.Reliability",
    "argsoft.sweeps.LogitSweep",
    "argsoft.sweeps.Segment",
    "argsoft.sweeps.Surface",
    "argsoft.workings.Working",
)


class Rule(NamedTuple):
    """What a folder may import besides the standard library and itself.

    Attributes
    ----------
    packages : tuple of str
        Third-party packages.
    folders : tuple of str
        Folders of this project, excluding subfolders with their own rule.
    names : tuple of str
        Single modules or names of this project.
    """

    packages: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


# From the bottom layer up: a folder may import those listed before it.
MODEL = (
    "argsoft",
    "argsoft.iris",
    "argsoft.language",
    "argsoft.state",
    "argsoft.wording",
    "argsoft.teaching",
    "argsoft.teaching.rooms",
)
UI = (
    "argsoft.ui.browser",
    "argsoft.ui.visit",
    "argsoft.ui.following",
    "argsoft.ui.drawing",
    "argsoft.ui.inputs",
    "argsoft.ui.frame",
    "argsoft.ui.classroom",
)
RULES = {
    **{folder: Rule(("numpy",), MODEL[:place]) for place, folder in enumerate(MODEL)},
    "argsoft.language": Rule(("babel",)),
    "argsoft.teaching.rooms": Rule(("redis",), MODEL[:-1]),
    "argsoft.figures": Rule(
        ("numpy", "pandas", "plotly"),
        (),
        (*RECORDS, "argsoft.wording.numerals", "argsoft.iris.CLASS_NAMES"),
    ),
    "argsoft.ui": Rule(),
    **{
        folder: Rule(("streamlit",), (*MODEL, "argsoft.figures", *UI[:place]))
        for place, folder in enumerate(UI)
    },
    "argsoft.ui.frame": Rule(("streamlit", "zxingcpp"), (*MODEL, "argsoft.figures", *UI[:5])),
    "pages": Rule(("streamlit",), (*MODEL, "argsoft.figures", *UI)),
    "app": Rule(("streamlit",), UI),
}


def module_name(path: Path) -> str:
    """Convert a file's path to its dotted module name."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def folder_of(name: str) -> str:
    """Find the rule for a module: that of its own folder or the nearest one around it."""
    return max((f for f in RULES if f"{name}.".startswith(f"{f}.")), key=len, default="")


MODULES = {module_name(path): path for path in SOURCES}
IN_MODEL = [path for name, path in MODULES.items() if folder_of(name) in MODEL]
FIGURES = [path for name, path in MODULES.items() if folder_of(name) == "argsoft.figures"]
PAGES = [path for name, path in MODULES.items() if folder_of(name) == "pages"]
PACKAGE = [path for name, path in MODULES.items() if name.startswith("argsoft")]
APP = ROOT / "app.py"


def imports(source: str) -> Iterator[str]:
    """Yield the full dotted name of every import in a source, nested ones included."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            # Leading dots keep relative imports, which no rule allows, apart from absolute ones.
            start = "." * node.level + (node.module or "")
            yield from (f"{start}.{alias.name}" for alias in node.names)


def is_allowed(name: str, folder: str) -> bool:
    """Return whether this folder may import a dotted name."""
    rule, package = RULES[folder], name.split(".", maxsplit=1)[0]
    if package != "argsoft":
        return package in sys.stdlib_module_names or package in rule.packages
    named = any(f"{name}.".startswith(f"{each}.") for each in rule.names)
    return named or folder_of(name) in (folder, *rule.folders)


def breaches(source: str, folder: str) -> list[str]:
    """List the imports of a source that its folder's rule forbids."""
    return [name for name in imports(source) if not is_allowed(name, folder)]


def relative(path: Path) -> str:
    """Shorten a path for failing tests."""
    return path.relative_to(ROOT).as_posix()


# Imports.


@pytest.mark.parametrize("path", SOURCES, ids=relative)
def test_imports_keep_to_the_rules(path: Path) -> None:
    folder = folder_of(module_name(path))
    assert breaches(path.read_text(encoding="utf-8"), folder) == []


REFUSED = [
    ("argsoft", "import streamlit as st"),
    ("argsoft", "import plotly.graph_objects as go"),
    ("argsoft", "from argsoft.iris import CLASS_NAMES"),
    ("argsoft", "from argsoft.state.scenario import Scenario"),
    ("argsoft", "from argsoft.wording.numerals import quantity"),
    ("argsoft", "from argsoft import ui"),
    ("argsoft", "from . import softmax"),
    ("argsoft", "def late():\n    import streamlit"),
    ("argsoft", "import scipy.special"),
    ("argsoft.iris", "from argsoft.state.scenario import Scenario"),
    ("argsoft.iris", "import streamlit"),
    ("argsoft.language", "from argsoft.iris import CLASS_NAMES"),
    ("argsoft.state", "from argsoft.wording.numerals import quantity"),
    ("argsoft.state", "from argsoft import wording"),
    ("argsoft.wording", "from argsoft.teaching.lessons import PREPARED"),
    ("argsoft.wording", "from argsoft.figures import theme"),
    ("argsoft.teaching", "from argsoft.ui.drawing import charts"),
    ("argsoft.teaching", "from argsoft.figures.bars import one_hot_bars"),
    ("argsoft.teaching.rooms", "import numpy as np"),
    ("argsoft.figures", "import streamlit"),
    ("argsoft.figures", "from argsoft.softmax import softmax"),
    ("argsoft.figures", "from argsoft.iris.data import SPECIES"),
    ("argsoft.figures", "from argsoft.wording.phrases import brief"),
    ("argsoft.figures", "from argsoft.state.scenario import Scenario"),
    ("argsoft.figures", "from argsoft.ui.drawing import charts"),
    ("argsoft.ui", "from argsoft.ui.drawing import charts"),
    ("argsoft.ui.browser", "import numpy as np"),
    ("argsoft.ui.browser", "from argsoft.ui.visit.session import visit"),
    ("argsoft.ui.visit", "from argsoft.ui.following import live"),
    ("argsoft.ui.following", "from argsoft.ui.drawing import charts"),
    ("argsoft.ui.drawing", "import plotly"),
    ("argsoft.ui.drawing", "from argsoft.ui.inputs import controls"),
    ("argsoft.ui.inputs", "from argsoft.ui.frame import sharing"),
    ("argsoft.ui.frame", "from argsoft.ui.classroom import teach"),
    ("argsoft.ui.classroom", "import zxingcpp"),
    ("pages", "from numpy import exp"),
    ("pages", "import plotly.express"),
    ("app", "from argsoft.state.scenario import Scenario"),
    ("app", "from argsoft.figures import theme"),
]


@pytest.mark.parametrize(("folder", "line"), REFUSED)
def test_the_rules_refuse_what_they_should(folder: str, line: str) -> None:
    assert len(breaches(line, folder)) == 1


def test_each_folder_has_a_rule_and_an_example_of_what_it_refuses() -> None:
    assert {folder_of(name) for name in MODULES} == RULES.keys()
    assert {folder for folder, _ in REFUSED} == RULES.keys()
    folders = {module_name(path.parent) for path in PACKAGE}
    assert folders <= RULES.keys(), "a new folder needs a rule"


def test_there_are_no_import_cycles() -> None:
    needs = {
        name: {
            module
            for found in imports(path.read_text(encoding="utf-8"))
            for module in (found, found.rpartition(".")[0])
            if module in MODULES.keys() - {name, "argsoft"}
        }
        for name, path in MODULES.items()
    }
    assert any(needs.values())
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as cycle:
        pytest.fail(" -> ".join(cycle.args[1]))


def test_all_below_figures_and_ui_runs_without_streamlit_and_plotly() -> None:
    # Import each module afresh, so none relies on the imports of another.
    script = """
import sys
sys.modules["streamlit"] = sys.modules["plotly"] = None
for name in sys.argv[1:]:
    for loaded in [each for each in sys.modules if each.split(".")[0] == "argsoft"]:
        del sys.modules[loaded]
    __import__(name)
    print(name)
"""
    names = [module_name(path) for path in IN_MODEL]
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


def test_every_fragment_waits_for_its_turn() -> None:
    sources = {path.name: path.read_text(encoding="utf-8") for path in SOURCES}
    fragments = [name for name, source in sources.items() if "st.fragment" in source]
    assert fragments == ["rendering.py"]


# Sizes.


def lines_of(path: Path) -> int:
    """Count the lines of a file."""
    return len(path.read_text(encoding="utf-8").splitlines())


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    """Yield every function of a file, including methods and nested functions."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def body_length(function: ast.FunctionDef) -> int:
    """Count the lines of a function after its docstring."""
    first, last = function.body[0], function.body[-1]
    start = first.lineno
    if ast.get_docstring(function) is not None:
        start = (first.end_lineno or first.lineno) + 1
    return (last.end_lineno or last.lineno) - start + 1


def is_table(function: ast.FunctionDef) -> bool:
    """Return whether a function names a few numbers, and returns a table of words with them."""
    *before, last = function.body
    names = [each for each in before if not isinstance(each, ast.Expr)]  # but the docstring
    is_literal = isinstance(last, ast.Return) and isinstance(last.value, ast.Tuple | ast.Dict)
    return is_literal and len(names) <= 4 and all(isinstance(each, ast.Assign) for each in names)


def test_the_body_of_a_function_is_counted_after_its_docstring() -> None:
    source = 'def f():\n    """Say.\n\n    More.\n    """\n    a = 1\n\n    return a\n'
    (function,) = ast.parse(source).body
    assert isinstance(function, ast.FunctionDef)
    assert body_length(function) == 3


def test_the_router_is_short() -> None:
    assert lines_of(APP) <= 40


@pytest.mark.parametrize("path", PAGES, ids=relative)
def test_a_page_lies_in_the_folder_of_its_section(path: Path) -> None:
    # Streamlit detects files directly in pages/ and may open them without app.py.
    assert len(path.relative_to(ROOT / "pages").parts) == 2


@pytest.mark.parametrize("path", PACKAGE, ids=relative)
def test_functions_are_short(path: Path) -> None:
    most = 40 if path in FIGURES else 30
    working = [each for each in functions(path) if not is_table(each)]
    long = {each.name: body_length(each) for each in working if body_length(each) > most}
    assert long == {}


def test_functions_below_figures_and_ui_are_mostly_very_short() -> None:
    lengths = [body_length(function) for path in IN_MODEL for function in functions(path)]
    assert median(lengths) < 8


# Names and docstrings.


def undocumented(tree: ast.Module | ast.ClassDef, where: str) -> list[str]:
    """List the public functions, methods and classes without a docstring."""
    named = [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    public = [node for node in named if not node.name.startswith("_")]
    silent = [f"{where}.{node.name}" for node in public if ast.get_docstring(node) is None]
    classes = [node for node in public if isinstance(node, ast.ClassDef)]
    return silent + [
        name for each in classes for name in undocumented(each, f"{where}.{each.name}")
    ]


@pytest.mark.parametrize("path", PACKAGE, ids=relative)
def test_everything_public_has_a_docstring(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree) is not None
    assert undocumented(tree, module_name(path)) == []


def test_no_file_has_a_meaningless_name() -> None:
    found = [path for folder in CODE for path in (ROOT / folder).rglob("*")]
    assert len(found) > len(IN_MODEL)
    empty = ("util", "utils", "helper", "helpers", "common", "misc", "core")
    assert [relative(path) for path in found if path.stem.strip("_") in empty] == []

"""Fixtures and helpers to open a page in AppTest and read it."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from streamlit.components.v2.bidi_component.constants import EVENT_DELIM
from streamlit.runtime.state.session_state import STREAMLIT_INTERNAL_KEY_PREFIX
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Element, Node

from argsoft.figures.strips import DECIMALS
from argsoft.figures.working import APART
from argsoft.state.rules import Code, Pattern
from argsoft.state.scenario import BOUNDS, DEFAULTS, PARAMETERS
from argsoft.wording.step_by_step import beyond
from tests.server import PATIENCE_SECONDS

APP = Path(__file__).parents[2] / "app.py"
OpenPage = Callable[..., AppTest]
TOLERANCE = 0.5 * 10.0**-DECIMALS + 1e-9  # for numbers in charts, which are rounded


@pytest.fixture
def open_page() -> OpenPage:
    """Open a page of the app by its script and query parameters; "" is the first page."""

    def opened(script: str = "", **query: str | list[str]) -> AppTest:
        app = AppTest.from_file(str(APP), default_timeout=PATIENCE_SECONDS)
        for name, value in query.items():
            app.query_params[name] = value
        if script:
            app.switch_page(script)
        app.run()
        assert not app.exception, "the page raised an exception"
        return app

    return opened


def another(field: str) -> str:
    """Return a value of a field other than its default."""
    if field in BOUNDS:
        low, high, _ = BOUNDS[field]
        return f"{high if DEFAULTS[field] != high else low}"
    rule, options = PARAMETERS[field].rule, PARAMETERS[field].options
    if isinstance(rule, Pattern):
        return rule.characters[-1] * rule.length
    if isinstance(rule, Code):
        return rule.letters[-1] * rule.length
    return next((each for each in options if each != DEFAULTS[field]), "5, 4")


def send(app: AppTest, key: str, event: str, value: object) -> AppTest:
    """Run a page as if the script of the component with this key had sent an event."""
    (component,) = [each for each in app.get("bidi_component") if getattr(each, "key", "") == key]
    assert isinstance(component, Element)
    states = app._tree.get_widget_states()
    state = states.widgets.add()
    state.id = f"{STREAMLIT_INTERNAL_KEY_PREFIX}_{component.proto.id}{EVENT_DELIM}events"
    state.json_trigger_value = json.dumps([{"event": event, "value": value}])
    return app._run(states)


def typed(app: AppTest, field: str) -> float:
    """Read the number field beside a slider."""
    return BOUNDS[field].read(str(app.text_input(key=f"{field}_exact").value))


def rounded(values: Iterable[float]) -> Any:  # noqa: ANN401 - what pytest compares with
    """Compare equal to a list of numbers that was rounded for a chart."""
    return pytest.approx([*values], abs=TOLERANCE)


def figures(app: AppTest) -> list[dict[str, Any]]:
    """Find the figure of every chart, as sent to the browser, in page order."""
    found = (chart_data(node).get("figure") for node in app._tree)
    return [figure for figure in found if figure]


def chart_data(node: Node) -> dict[str, Any]:
    """Return the data of a chart (figure, key, name), or nothing for any other element."""
    if not isinstance(node, Element):
        return {}
    if node.type == "plotly_chart":
        return {"figure": json.loads(node.proto.spec)}
    if node.type == "bidi_component":
        data = json.loads(node.proto.json)
        return data if isinstance(data, dict) else {}
    return {}


def heights(app: AppTest) -> list[list[float]]:
    """Return the heights of the bars of every chart, as sent to the browser."""
    return [figure["data"][0]["y"] for figure in figures(app)]


def labels(app: AppTest) -> list[list[str]]:
    """Return the labels over the bars of every chart, without markup."""
    texts = [figure["data"][0].get("text", []) for figure in figures(app)]
    return [[each.removeprefix("<b>").removesuffix("</b>") for each in text] for text in texts]


def bar_numbers(app: AppTest) -> list[list[list[str]]]:
    """Read the numbers over the bars of every working, column by column."""
    return [
        [
            [
                each.replace("<b>", "").replace("</b>", "").replace(APART, " ")
                for each in trace["text"]
                if each and not each.endswith(beyond())
            ]
            for trace in figure["data"]
            if trace["type"] == "scatter"
        ]
        for figure in figures(app)
    ]


def titles(app: AppTest) -> list[str]:
    """Return the title of every chart, without markup."""
    texts = [figure["layout"]["title"]["text"] for figure in figures(app)]
    return [text.removeprefix("<b>").removesuffix("</b>") for text in texts]


def annotations(app: AppTest) -> list[list[str]]:
    """Return the annotations of every chart and the texts at its points."""
    return [
        [
            *(each["text"] for each in figure["layout"].get("annotations", [])),
            *(text for trace in figure["data"] for text in trace.get("text", []) if text),
        ]
        for figure in figures(app)
    ]


def tables(app: AppTest) -> list[list[str]]:
    """Read the cells of every heatmap table, row by row."""
    return [cells(app, place) for place in range(len(figures(app)))]


def cells(app: AppTest, place: int) -> list[str]:
    """Read the cells of one heatmap table, row by row."""
    words = figures(app)[place]["data"][1]["text"]
    return [re.sub("</?b>", "", each).replace("<br>", " ") for each in words]


def film_words(app: AppTest) -> list[str]:
    """Read all text on the training film."""
    texts = [text for trace in figures(app)[0]["data"] for text in trace.get("text", [])]
    return [re.sub("</?b>", "", text) for text in texts]


def sentence(app: AppTest) -> str:
    """Read all text on the page, in order, without bold and colour markup."""
    return " ".join(filter(None, map(_words, app._tree)))


def _words(node: Node) -> str:
    """Read the text of an element, or "" if it has none."""
    if not isinstance(node, Element):
        return ""
    if node.type == "markdown":
        text = str(node.proto.body)
        for mark in ("**", ":violet[", ":green[", ":orange[", "]"):
            text = text.replace(mark, "")
        return text
    if node.type == "html" and not node.proto.body.startswith("<style>"):
        return unescape(re.sub("<[^>]*>", "", node.proto.body.replace("</p>", " "))).strip()
    return ""


def numbers(app: AppTest) -> Iterator[float]:
    """Yield every number in every chart."""
    yield from _numbers_within(figures(app))


def _numbers_within(part: Any) -> Iterator[float]:  # noqa: ANN401 - any JSON
    """Yield the numbers in a part of a figure."""
    if isinstance(part, dict | list):
        for each in part.values() if isinstance(part, dict) else part:
            yield from _numbers_within(each)
    elif isinstance(part, int | float):
        yield part


def html(app: AppTest) -> str:
    """Join the source of all HTML elements on the page."""
    return " ".join(each.proto.body for each in app.get("html"))

"""How a page test opens a page and reads what is on it."""

import base64
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Element, Node

from argsoft.scenario import BOUNDS, CHOICES, DEFAULTS, LISTINGS, PATTERNS, SEVERALS
from tests.server import PATIENCE_SECONDS

APP = Path(__file__).parents[2] / "app.py"
OpenPage = Callable[..., AppTest]


@pytest.fixture
def open_page() -> OpenPage:
    """Open a page of the app by its script and the query of its link; "" is the first page."""

    def opened(script: str = "", **query: str | list[str]) -> AppTest:
        app = AppTest.from_file(str(APP), default_timeout=PATIENCE_SECONDS)
        for name, value in query.items():
            app.query_params[name] = value
        if script:
            app.switch_page(script)
        app.run()
        assert not app.exception, "the page shows an error instead of itself"
        return app

    return opened


def another(field: str) -> str:
    """Return a value of a field that is not at its default."""
    if field in BOUNDS:
        low, high, _ = BOUNDS[field]
        return f"{high if DEFAULTS[field] != high else low}"
    if field in PATTERNS:
        characters, length = PATTERNS[field]
        return characters[-1] * length
    if field in CHOICES:
        return next(each for each in CHOICES[field].options if each != DEFAULTS[field])
    return "5, 4" if field in LISTINGS else SEVERALS[field].options[0]


def typed(app: AppTest, field: str) -> float:
    """Return the number in the field beside a slider."""
    return BOUNDS[field].read(str(app.text_input(key=f"{field}_exact").value))


def heights(app: AppTest) -> list[list[float]]:
    """Return the heights of the bars of every chart, as the browser gets them."""
    return [_numbers(_figure(chart)["data"][0]["y"]) for chart in app.get("plotly_chart")]


def labels(app: AppTest) -> list[list[str]]:
    """Return the labels over the bars of every chart, without their markup."""
    traces = [_figure(chart)["data"][0] for chart in app.get("plotly_chart")]
    texts = [trace.get("text", []) for trace in traces]
    return [[each.removeprefix("<b>").removesuffix("</b>") for each in text] for text in texts]


def bar_numbers(app: AppTest) -> list[list[list[str]]]:
    """Return the numbers over the bars of every working, column by column."""
    figures = [_figure(chart) for chart in app.get("plotly_chart")]
    return [
        [
            [each.replace("<b>", "").replace("</b>", "") for each in trace["text"]]
            for trace in figure["data"]
            if trace["type"] == "scatter"
        ]
        for figure in figures
    ]


def titles(app: AppTest) -> list[str]:
    """Return the title of every chart, without its markup."""
    texts = [_figure(chart)["layout"]["title"]["text"] for chart in app.get("plotly_chart")]
    return [text.removeprefix("<b>").removesuffix("</b>") for text in texts]


def annotations(app: AppTest) -> list[list[str]]:
    """Return the labels within every chart."""
    layouts = [_figure(chart)["layout"] for chart in app.get("plotly_chart")]
    return [[each["text"] for each in layout.get("annotations", [])] for layout in layouts]


def tables(app: AppTest) -> list[list[str]]:
    """Return the words in the cells of every table that is a chart, row by row."""
    return [cells(app, place) for place in range(len(app.get("plotly_chart")))]


def cells(app: AppTest, place: int) -> list[str]:
    """Return the words in the cells of one table that is a chart, row by row."""
    words = _figure(app.get("plotly_chart")[place])["data"][1]["text"]
    return [re.sub("</?b>", "", each).replace("<br>", " ") for each in words]


def film_words(app: AppTest) -> list[str]:
    """Return the words on the training film as it is first shown."""
    traces = _figure(app.get("plotly_chart")[0])["data"]
    texts = [text for trace in traces for text in trace.get("text", [])]
    return [re.sub("</?b>", "", text) for text in texts]


def sentence(app: AppTest) -> str:
    """Return all words on the page, without the marks that colour them."""
    text = " ".join(each.value for each in app.markdown)
    for mark in ("**", ":violet[", ":green[", ":orange[", "]"):
        text = text.replace(mark, "")
    return text


def _figure(chart: Node) -> dict[str, Any]:
    assert isinstance(chart, Element)
    figure: dict[str, Any] = json.loads(chart.proto.spec)
    return figure


def _numbers(values: dict[str, str] | list[float]) -> list[float]:
    """Read an array as Plotly sends it: a list, or base64."""
    if isinstance(values, dict):
        raw = base64.b64decode(values["bdata"])
        return [float(each) for each in np.frombuffer(raw, dtype=values["dtype"])]
    return values


def numbers(app: AppTest) -> Iterator[float]:
    """Yield every number in every chart, wherever it stands."""
    for chart in app.get("plotly_chart"):
        yield from _numbers_within(_figure(chart))


def _numbers_within(part: Any) -> Iterator[float]:  # noqa: ANN401 - any JSON
    """Yield the numbers in a part of a figure."""
    if isinstance(part, dict) and "bdata" in part:
        yield from _numbers(part)
    elif isinstance(part, dict | list):
        for each in part.values() if isinstance(part, dict) else part:
            yield from _numbers_within(each)
    elif isinstance(part, int | float):
        yield part


def html(app: AppTest) -> str:
    """Return all that is on the page as HTML."""
    return " ".join(each.proto.body for each in app.get("html"))

"""A strip holds exactly what the page draws at each position, and nothing hidden."""

import base64
import json
import math
import random
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block, Element

from argsoft.softmax import softmax
from argsoft.state.contents import ANSWERS, PAGES, page_at
from argsoft.state.scenario import (
    BOUNDS,
    LOGIT_FIELDS,
    PARAMETERS,
    ROUND_FIELDS,
    Scenario,
    fields_of,
    parameter,
)
from argsoft.teaching.questions import TRIED
from argsoft.ui.following import strips
from argsoft.ui.following.live import KEY, MOST_ASKED, STRIP
from tests.figures.test_strips import as_json, moved
from tests.pages.conftest import OpenPage, chart_data, heights, rounded, send, typed
from tests.pages.test_hiding import CASES, said
from tests.pages.test_links import EACH, FEW
from tests.strategies import queries

PLAYED = (*LOGIT_FIELDS, "temperature")
OWN = {"whose": "your_own"}
FLAT, ALL_THREE = "flat_or_smooth", {"moving": "Virginica", "watch": "all_three"}
BARE = {"view": "overlaid", "hide": "numbers"}
FIFTY = ", ".join(f"{place / 7 - 3:.3g}" for place in range(50))
# Those that a choice has no use for are drawn as well, unseen.
SAMPLE_FIELDS = (*LOGIT_FIELDS, "temperature", "noise", "top_k", "top_p")
CHAIN = (*LOGIT_FIELDS, "learning_rate", "smoothing")
# A page with sliders, its query, and the fields of its sliders.
STATES: tuple[tuple[str, dict[str, str], tuple[str, ...]], ...] = (
    ("", {}, PLAYED),
    ("", {"setosa": "0.30000000000000004", "versicolor": "0.3", "virginica": "-5"}, PLAYED),
    ("", {"hide": "argmax,numbers", "virginica": "1.43", "temperature": "0.05"}, PLAYED),
    ("step_by_step", {}, LOGIT_FIELDS),
    ("step_by_step", {"stage": "divide", "output": "Virginica", "setosa": "5"}, LOGIT_FIELDS),
    ("step_by_step", {"stage": "all", "hide": "numbers"}, LOGIT_FIELDS),
    ("step_by_step", {"part": "add", "shift": "-3.3"}, (*LOGIT_FIELDS, "shift")),
    ("step_by_step", {"part": "break", "precision": "float16"}, (*LOGIT_FIELDS, "factor")),
    ("step_by_step", {"part": "break", "factor": "600"}, (*LOGIT_FIELDS, "factor")),
    ("step_by_step", {"part": "why"}, (*LOGIT_FIELDS, "shift")),
    (
        "step_by_step",
        {"part": "why", "instead": "z_minus_smallest"},
        (*LOGIT_FIELDS, "shift"),
    ),
    ("step_by_step", {"part": "mistakes"}, LOGIT_FIELDS),
    ("step_by_step", {"part": "mistakes", "mistake": "two_flowers"}, LOGIT_FIELDS),
    (FLAT, {}, (*LOGIT_FIELDS, "temperature")),
    (FLAT, ALL_THREE, (*LOGIT_FIELDS, "temperature")),
    (FLAT, {"view": "overlaid", "temperature": "0.05"}, (*LOGIT_FIELDS, "temperature")),
    (FLAT, BARE, (*LOGIT_FIELDS, "temperature")),
    ("derivatives", {}, LOGIT_FIELDS),
    ("derivatives", {"output": "Virginica", "by": "Versicolor", "setosa": "0.23"}, LOGIT_FIELDS),
    ("chain_rule", {}, CHAIN),
    ("chain_rule", {"target": "Setosa", "learning_rate": "5", "smoothing": "0.3"}, CHAIN),
    ("chain_rule", {"loss": "squared_error"}, CHAIN),
    ("chain_rule", {"through": "argmax"}, CHAIN),
    ("chain_rule", {"through": "argmax", "loss": "cross_entropy"}, CHAIN),
    ("iris", {}, ("flower",)),
    ("iris", {"whose": "held_out"}, ("flower", "temperature")),
    (
        "iris",
        {"across": "sepal width", "rate": "1000", "seed": "3", "flower": "1"},
        ("flower",),
    ),
    ("iris", OWN, ("flower", "petal_length", "petal_width")),
    (
        "iris",
        OWN | {"up": "sepal length", "across": "sepal length"},
        ("flower", "sepal_length"),
    ),
    (
        "iris",
        OWN | {"across": "sepal width"},
        ("flower", "sepal_width", "petal_width"),
    ),
    ("any_outputs", {}, ("temperature",)),
    ("any_outputs", {"true_classes": "any_of"}, ("temperature",)),
    ("any_outputs", {"true_classes": "any_of", "axis": "logarithmic"}, ("temperature",)),
    ("any_outputs", {"axis": "logarithmic", "temperature": "0.07"}, ("temperature",)),
    ("any_outputs", {"outputs": "<b>: 3, a: 1, b: 3", "order": "largest_first"}, ("temperature",)),
    ("any_outputs", {"outputs": FIFTY, "axis": "logarithmic"}, ("temperature",)),
    ("training", {}, ("at",)),
    ("training", {"versus": "straight_through", "loss": "squared_error"}, ("at",)),
    ("training", {"loss": "cross_entropy"}, ("at",)),
    ("training", {"at": "33", "steps": "50", "rate": "1000", "hide": "numbers"}, ("at",)),
    ("sample", {"draws": "0"}, SAMPLE_FIELDS),
    ("sample", {"draw": "shaken_argmax", "draws": "1010", "setosa": "5"}, SAMPLE_FIELDS),
    ("sample", {"draw": "next_word", "top_k": "3", "temperature": "1.4"}, SAMPLE_FIELDS),
    ("predict", {"round": "3"}, ROUND_FIELDS),
    ("predict", {"round": "9", "guesses": f"--------{TRIED}---"}, ROUND_FIELDS),
)
MOVES = [(path, query, field) for path, query, fields in STATES for field in fields]
# No strip, since strips do not support 3-D charts.
SOLID = (FLAT, {"view": "two_logits"}, (*LOGIT_FIELDS, "temperature"))
LEGAL = {"number": 7}  # the remaining fields of a message
NO_NUMBERS = (math.nan, math.inf, -math.inf, True, "7", None)


Once = Callable[[str, dict[str, str]], tuple[AppTest, str]]


class Seen(NamedTuple):
    """Charts and texts on a page that a strip can move, by key."""

    charts: dict[str, Any]
    texts: dict[str, str]


class Taken(NamedTuple):
    """The reply when a slider is taken: its positions, and the strip, packed and unpacked."""

    places: list[float]
    packed: bytes
    strip: dict[str, Any]


def opened(open_page: OpenPage, path: str, query: Mapping[str, str | list[str]]) -> AppTest:
    return open_page(page_at(path).script if path else "", **query)


def seen(app: AppTest) -> Seen:
    """Collect the charts and texts of a page, as sent to the browser."""
    found = [data for data in map(chart_data, app._tree) if "figure" in data and "key" in data]
    return Seen({data["key"]: data["figure"] for data in found}, dict(texts(app._tree)))


def texts(block: Block, container: str = "") -> Iterator[tuple[str, str]]:
    """Yield the key of each container and the text in it."""
    for part in block.children.values():
        if isinstance(part, Block):
            yield from texts(part, getattr(part.proto, "id", ""))
        elif part.type == "html" and container:
            body = re.sub("^<div role=[^>]*>(.*)</div>$", r"\1", part.proto.body, flags=re.DOTALL)
            yield container.split("-", 2)[-1], body


def answer(app: AppTest) -> dict[str, Any]:
    """Return the reply of the page to a slider that was taken; empty if it was ignored."""
    (component,) = [each for each in app.get("bidi_component") if getattr(each, "key", "") == STRIP]
    assert isinstance(component, Element)
    brought: dict[str, Any] = json.loads(component.proto.json)
    return brought


def take(app: AppTest, field: str, **rest: object) -> Taken:
    """Take a slider, and unpack the reply."""
    send(app, STRIP, "taken", {"field": field, "value": typed(app, field), "number": 7, **rest})
    assert not app.exception
    brought = answer(app)
    assert brought.keys() == {"number", "places", "strip"}
    assert brought["number"] == 7
    packed = base64.b64decode(brought["strip"])
    return Taken(brought["places"], packed, json.loads(zlib.decompress(packed)) if packed else {})


def at(place: int, here: Seen, strip: Mapping[str, Any]) -> Seen:
    """Apply a strip to a page at a position, as the browser does."""
    assert strip["charts"].keys() <= here.charts.keys()
    assert {len(change["path"]) for change in strip["texts"]} <= {1}, "see show in charts.js"
    assert {change["path"][0] for change in strip["texts"]} <= here.texts.keys()
    made = strip["charts"]
    charts = {key: moved(drawn, made.get(key, ()), place) for key, drawn in here.charts.items()}
    return Seen(charts, moved(here.texts, strip["texts"], place))


@pytest.fixture(autouse=True)
def none_made() -> Iterator[None]:
    """Clear the cache of strips around each test."""
    strips._made.cache_clear()
    yield
    strips._made.cache_clear()


# What strips hold.


@pytest.mark.parametrize(("path", "query", "field"), MOVES)
def test_a_strip_holds_what_the_page_draws_at_its_places(
    open_page: OpenPage, path: str, query: Mapping[str, str], field: str
) -> None:
    app = opened(open_page, path, query)
    here = seen(app)
    places, packed, strip = take(app, field)
    assert as_json(seen(app)) == as_json(here), "taking a slider moves nothing"
    assert 0 < len(packed) <= strips.MOST_BYTES
    # One position per case, since each needs another page.
    draw = random.Random(f"{path}{query}{field}")  # noqa: S311 - not for cryptography
    place = draw.choice((0, len(places) // 3, len(places) - 1))
    there = seen(opened(open_page, path, {**query, field: parameter(places[place])}))
    assert as_json(at(place, here, strip)) == as_json(there), places[place]


@pytest.mark.parametrize("path", sorted({path for path, *_ in STATES} - {"predict"}))
@settings(FEW, max_examples=EACH // 2)
@given(data=st.data())
def test_whatever_a_link_holds_its_strip_begins_with_the_page(
    open_page: OpenPage, path: str, data: st.DataObject
) -> None:
    drawn = data.draw(queries(fields_of(path)), label="query")
    app = opened(open_page, path, {name: given for name, given in drawn.items() if given != []})
    here = seen(app)
    field = data.draw(st.sampled_from(sliders(app)), label="field")
    places, _, strip = take(app, field, byKey=True)
    if typed(app, field) in places and strip:  # the film skips some steps
        assert as_json(at(places.index(typed(app, field)), here, strip)) == as_json(here)


def sliders(app: AppTest) -> list[str]:
    """Return the fields with a slider on a page."""
    keys = [str(each.key) for each in (*app.slider, *app.select_slider)]
    return [key.removesuffix("_slider") for key in keys]


@pytest.mark.parametrize(("path", "query", "fields"), [*STATES, SOLID])
def test_the_states_name_all_sliders(
    open_page: OpenPage, path: str, query: Mapping[str, str], fields: tuple[str, ...]
) -> None:
    assert {*sliders(opened(open_page, path, query))} == {*fields}


def test_the_states_are_of_all_pages_with_sliders(open_page: OpenPage) -> None:
    paths = {path for path, *_ in STATES}
    for page in PAGES:
        drawn = sliders(opened(open_page, page.path, {}))
        assert page.path in paths or not drawn, page.title
    numbers = {name for name in BOUNDS if PARAMETERS[name].has_slider} - {"round"}
    assert {field for _, _, fields in STATES for field in fields} == numbers


@pytest.mark.parametrize("field", SOLID[2])
def test_where_there_is_no_strip_the_page_says_so(open_page: OpenPage, field: str) -> None:
    assert take(opened(open_page, *SOLID[:2]), field).packed == b""


def test_a_strip_too_large_at_all_places_has_half_of_them(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_page()
    places, packed, _ = take(app, "setosa")
    monkeypatch.setattr(strips, "MOST_BYTES", len(packed) - 1)
    strips._made.cache_clear()
    fewer, smaller, _ = take(app, "setosa")
    assert 0 < len(smaller) < len(packed)
    assert len(fewer) == pytest.approx(len(places) / 2, abs=3)
    assert {*Scenario().logits} <= {*fewer}, "ties are among them"


def test_a_strip_too_long_to_wait_for_is_not_sent(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_page()
    monkeypatch.setattr(strips, "MOST_BYTES", 1)
    assert take(app, "setosa").packed == b""


def test_a_strip_is_made_once_wherever_its_slider_is_taken(open_page: OpenPage) -> None:
    first, second = (
        take(open_page(setosa="2", virginica=at), "virginica") for at in ("1", "-3.017")
    )
    assert second == first
    assert strips._made.cache_info().hits == 1
    third = take(open_page(setosa="2", hide="softmax"), "virginica")
    assert third.strip.keys() == first.strip.keys()
    assert third != first
    assert strips._made.cache_info().hits == 1


# What strips must not hold.


# Cases without a slider or without a strip; only a question that is answered by sliders has them.
STILL = (
    SOLID[1],
    *(query for path, query, _ in CASES if path == "predict" and query.get("round") != "3"),
)


@pytest.mark.parametrize(
    ("path", "query", "told"),
    [case for case in CASES if case[0] in {path for path, *_ in STATES} and case[1] not in STILL],
)
def test_what_is_hidden_is_in_no_strip(
    open_page: OpenPage, path: str, query: Mapping[str, str], told: Mapping[str, tuple[str, ...]]
) -> None:
    app = opened(open_page, path, query)
    field = sliders(app)[-1]
    take(app, field)  # so that a strip of the unhidden page is in the cache
    for part in {*ANSWERS, *told}:
        hiding = opened(open_page, path, {**query, "hide": part})
        strip = take(hiding, field).strip
        assert strip, part
        words = json.dumps(said(strip), ensure_ascii=False)
        assert [each for each in told.get(part, ()) if each in words] == [], part
        assert strip["charts"].keys() <= seen(hiding).charts.keys()
        assert {change["path"][0] for change in strip["texts"]} <= seen(hiding).texts.keys()


def test_what_is_shown_is_in_its_strip(open_page: OpenPage) -> None:
    strip = take(open_page(), "setosa").strip
    words = json.dumps(said(strip), ensure_ascii=False)
    for word in ("<br>winner", "Argmax answers", "Softmax gives", "0.68", "68%"):
        assert word in words
    assert strip["charts"].keys() == {"logits", "argmax", "softmax"}


# Illegal messages.


def junk() -> SearchStrategy[Any]:
    """Draw any JSON except bare numbers; Python's JSON includes NaN and infinity."""
    one = st.none() | st.booleans() | st.text() | st.sampled_from(("7", "NaN", "setosa"))
    few = st.floats() | st.integers() | one
    return one | st.lists(few, max_size=3) | st.dictionaries(st.text(), few, max_size=3)


def spoilt(field: str, value: float, fields: Iterable[str]) -> SearchStrategy[Any]:
    """Draw a message about a slider with one illegal value."""
    low, high, _ = BOUNDS[field]
    nearly: dict[str, tuple[Any, ...]] = {
        "field": tuple(sorted(BOUNDS.keys() - {*fields})),
        "value": (*NO_NUMBERS, math.nextafter(low, -math.inf), high + 1, 1e308, -(10**30)),
        "number": (*NO_NUMBERS, 0, -1, MOST_ASKED + 1, 10**400),
    }
    names = st.sampled_from(sorted(nearly))
    spoil = names.flatmap(lambda name: st.tuples(st.just(name), st.sampled_from(nearly[name])))
    spoil_more = st.tuples(names, junk().filter(lambda bad: bad not in fields))
    message = {"field": field, "value": value, **LEGAL}
    return st.one_of(spoil, spoil_more).map(lambda pair: message | dict([pair]))


@pytest.fixture
def once(open_page: OpenPage) -> Once:
    """Open a page once for all messages of a test, and serialize its charts and texts."""

    @cache
    def opened_once(path: str, query: tuple[tuple[str, str], ...]) -> tuple[AppTest, str]:
        app = opened(open_page, path, dict(query))
        return app, as_json(seen(app))

    return lambda path, query: opened_once(path, tuple(query.items()))


@pytest.mark.parametrize(
    ("path", "query", "fields"), {path: (path, *rest) for path, *rest in STATES}.values()
)
@FEW
@given(data=st.data())
def test_no_message_breaks_a_page_or_brings_a_strip_in_vain(
    once: Once, path: str, query: dict[str, str], fields: tuple[str, ...], data: st.DataObject
) -> None:
    app, before = once(path, query)
    field = data.draw(st.sampled_from(fields))
    message = data.draw(spoilt(field, typed(app, field), fields), label="message")
    send(app, STRIP, "taken", message)
    assert not app.exception
    assert answer(app) == {}
    assert as_json(seen(app)) == before


@FEW
@given(message=junk() | st.floats() | st.integers())
@example({"value": 1.43, **LEGAL})
@example({"field": "setosa", **LEGAL})
@example({"field": "setosa", "value": 1.43})
@example([{"field": "setosa", "value": 1.43, **LEGAL}])
def test_a_malformed_message_brings_no_strip(once: Once, message: object) -> None:
    app, before = once("", {})
    send(app, STRIP, "taken", message)
    assert not app.exception
    assert answer(app) == {}
    assert as_json(seen(app)) == before


CANNOT_BE: dict[str, tuple[Any, ...]] = {
    "field": ("shift", "round", "seed", "colour", "", None, ["setosa"]),
    "value": (*NO_NUMBERS, 5.01, -5.01, 1e308, [1], {}),
    "number": (*NO_NUMBERS, 0, -1, 1e9, 10**400, [7]),
}


@pytest.mark.parametrize("name", CANNOT_BE)
def test_an_illegal_value_brings_no_strip(once: Once, name: str) -> None:
    app, before = once("", {})
    for bad in CANNOT_BE[name]:
        send(app, STRIP, "taken", {"field": "setosa", "value": 1.43, **LEGAL, name: bad})
        assert not app.exception, bad
        assert answer(app) == {}, bad
        assert as_json(seen(app)) == before


@pytest.mark.parametrize("values", [{"round": 13}, {"seed": 3}, {"temperature": 2}, {"setosa": 2}])
def test_no_field_without_a_slider_moves_in_the_hand(
    open_page: OpenPage, values: dict[str, float]
) -> None:
    app = opened(open_page, "predict", {"round": "3"})
    before = as_json(seen(app))
    send(app, KEY, "held", {"values": values, "number": 1})
    assert not app.exception
    assert as_json(seen(app)) == before


def test_a_value_in_the_hand_moves_the_picture_and_nothing_else(open_page: OpenPage) -> None:
    app = open_page()
    send(app, KEY, "held", {"values": {"setosa": -5}, "number": 1})
    assert heights(app)[2] == rounded(softmax([-5, -0.40, 0.23]))
    assert app.slider(key="setosa").value == 1.43
    assert "setosa" not in app.query_params

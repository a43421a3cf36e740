"""Strips: the changes, applied to the first description, give that of any position."""

import copy
import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from hypothesis.strategies import SearchStrategy

from argsoft.figures import Figure, figure, parts
from argsoft.figures.bars import probability_bars
from argsoft.figures.strips import DECIMALS, Change, Frame, changes, described, strip
from argsoft.iris import CLASS_NAMES
from argsoft.softmax import softmax
from tests.strategies import logits

TOLERANCE = 0.5 * 10.0**-DECIMALS + 1e-12
Descriptions = list[dict[str, Any]]


def moved(description: Any, made: Iterable[Mapping[str, Any]], place: int) -> Any:  # noqa: ANN401 - JSON
    """Apply changes to a description, as the browser does."""
    whole = copy.deepcopy(description)
    for change in made:
        part = whole
        for key in change["path"][:-1]:
            part = part[key]
        part[change["path"][-1]] = change["values"][change["at"][place]]
    return whole


def as_json(part: Any) -> str:  # noqa: ANN401 - JSON
    """Serialize to JSON that browsers accept, without NaN and infinity."""
    return json.dumps(part, allow_nan=False, sort_keys=True)


def leaves() -> SearchStrategy[Any]:
    """Draw a property of a trace, from few values, so that some do not change."""
    number = st.floats(-5, 5) | st.sampled_from((math.nan, -0.0, 0.00004, 0.00005, 1 / 3))
    return st.one_of(
        st.sampled_from((None, True, "a", "<b>b</b>", 1, 1.0)),
        number,
        st.lists(number | st.text(max_size=2), max_size=3),
        st.lists(st.lists(number, max_size=2), max_size=2),
        st.tuples(number, number),
        arrays(np.float64, st.integers(0, 3), elements=number),
        arrays(np.float64, (2, 3), elements=number),
        arrays(np.float32, 2, elements=st.floats(-5, 5, width=32)),
        arrays(np.int64, 2, elements=st.integers(-9, 9)),
        arrays(np.bool_, 2),
    )


def traces() -> SearchStrategy[dict[str, Any]]:
    """Draw a trace, or anything with the structure of one."""
    inner = st.fixed_dictionaries({"color": leaves()}, optional={"size": leaves()})
    return st.fixed_dictionaries(
        {"type": st.just("bar"), "y": leaves()},
        optional={
            "x": leaves(),
            "marker": inner | leaves(),
            "parts": st.lists(inner | leaves(), max_size=2) | leaves(),
        },
    )


def rows() -> SearchStrategy[list[Figure]]:
    """Draw figures for the positions of a slider, of one structure or of several."""
    one_form = traces().flatmap(
        lambda trace: st.lists(
            st.fixed_dictionaries({key: st.just(value) | leaves() for key, value in trace.items()}),
            min_size=1,
            max_size=4,
        )
    )
    layouts = st.fixed_dictionaries({"title": leaves()}, optional={"notes": st.lists(traces())})
    alike = one_form.map(lambda each: [figure([trace], {"height": 300}) for trace in each])
    built = st.builds(figure, st.lists(traces(), max_size=2), layouts)
    return alike | st.lists(built, min_size=1, max_size=4)


# Changes.


@given(rows())
def test_the_changes_of_any_place_give_the_description_of_that_place(figures: list[Figure]) -> None:
    made = strip([Frame({"a": each}, {}) for each in figures])
    made = json.loads(as_json(made))  # as the browser receives it
    first = described(figures[0])
    for place, drawn in enumerate(figures):
        there = moved(first, made["charts"].get("a", ()), place)
        assert as_json(there) == as_json(described(drawn))


@given(rows())
def test_a_change_is_no_longer_than_it_has_to_be(figures: list[Figure]) -> None:
    made = strip([Frame({"a": each}, {}) for each in figures])["charts"].get("a", ())
    for change in made:
        words = [as_json(value) for value in change["values"]]
        assert len({*words}) == len(words) > 1, "several values, each sent once"
        assert {*change["at"]} == {*range(len(words))}, "every value is used"
        assert len(change["at"]) == len(figures)
    paths = [change["path"] for change in made]
    assert all(paths), "player.js sets the last key of a path, so it needs one"
    assert not [(a, b) for a in paths for b in paths if a != b and b[: len(a)] == a]


@given(st.lists(st.dictionaries(st.sampled_from("abc"), leaves()), min_size=1, max_size=4))
def test_changes_leave_what_they_look_at_as_it_is(descriptions: Descriptions) -> None:
    before = repr(descriptions)
    list(changes(descriptions))
    assert repr(descriptions) == before


def test_what_differs_in_form_is_taken_as_a_whole() -> None:
    title, bare = {"title": {"text": "a"}}, {"title": None}
    assert list(changes([title, bare, title])) == [
        Change(("title",), [{"text": "a"}, None], [0, 1, 0])
    ]
    one, two = {"notes": [{"x": 1}]}, {"notes": [{"x": 1}, {"x": 2}]}
    assert list(changes([one, two])) == [Change(("notes",), [one["notes"], two["notes"]], [0, 1])]


def test_of_parts_in_a_list_each_changes_by_itself() -> None:
    one = {"notes": [{"x": 1, "y": 0}, {"x": 2, "y": 0}]}
    two = {"notes": [{"x": 1, "y": 0}, {"x": 3, "y": 0}]}
    assert list(changes([one, two])) == [Change(("notes", 1, "x"), [2, 3], [0, 1])]


def test_what_nobody_sees_change_does_not() -> None:
    assert list(changes([{"x": 0.10000}, {"x": 0.10001}])) == []
    assert list(changes([{"x": np.array([0.10000])}, {"x": np.array([0.10001])}])) == []


# Strips.


@given(rows(), st.data())
def test_a_figure_that_is_drawn_again_is_as_good_as_a_copy(
    figures: list[Figure], data: st.DataObject
) -> None:
    order = data.draw(st.lists(st.sampled_from(range(len(figures))), min_size=1))
    again = [Frame({"a": figures[n]}, {}) for n in order]
    copies = [Frame({"a": figure(*copy.deepcopy(parts(figures[n])))}, {}) for n in order]
    assert as_json(strip(again)) == as_json(strip(copies))


@given(st.lists(logits(min_size=3, max_size=3), min_size=1, max_size=5))
def test_a_strip_moves_bars_and_sentences(places: list[list[float]]) -> None:
    drawn = [_bars(row) for row in places]
    texts = [{"summary": f"<p>{row[0]:.2f}</p>", "rest": "<p>stays</p>"} for row in places]
    made = strip([Frame({"bars": a}, b) for a, b in zip(drawn, texts, strict=True)])
    for place, (bars, text) in enumerate(zip(drawn, texts, strict=True)):
        there = moved(described(drawn[0]), made["charts"].get("bars", ()), place)
        assert as_json(there) == as_json(described(bars))
        assert moved(texts[0], made["texts"], place) == text
    assert {change["path"] for change in made["texts"]} <= {("summary",)}


def test_what_never_changes_is_in_no_strip() -> None:
    frame = Frame({"bars": _bars([1, 2, 3])}, {"summary": "<p>stays</p>"})
    assert strip([frame, frame]) == strip([frame]) == {"charts": {}, "texts": []}


def _bars(row: Sequence[float]) -> Figure:
    shares = softmax(row)
    words = [f"{share:.2f}" for share in shares]
    return probability_bars(shares, CLASS_NAMES, words, [""] * len(words), title=("", ""))


# Descriptions.


@given(traces())
def test_a_description_is_json_and_no_finer_than_a_screen(trace: Any) -> None:  # noqa: ANN401 - any trace
    drawn = figure([trace], {"notes": [trace]})
    plain = described(drawn)
    assert json.loads(as_json(plain)) == plain
    assert plain.keys() == {"data", "layout"}
    for part in (plain["data"], plain["layout"]["notes"]):
        assert len(part) == 1
    for raw, sent in zip(_values(trace), _values(plain["data"][0]), strict=True):
        if not isinstance(raw, float):
            assert sent == raw
        elif math.isnan(raw):
            assert sent is None
        else:
            assert sent == round(sent, DECIMALS) == pytest.approx(raw, abs=TOLERANCE)


@given(traces())
def test_a_description_leaves_its_figure_as_it_is(trace: Any) -> None:  # noqa: ANN401 - any trace
    drawn = figure([trace], {})
    before = repr(parts(drawn))
    described(drawn)
    assert repr(parts(drawn)) == before


def test_a_figure_that_was_built_is_described_all_the_same() -> None:
    drawn = figure([{"type": "bar", "y": [0.123456]}], {"template": {}})
    before = described(drawn)
    assert drawn.data[0].y == (0.123456,)  # reading a property builds the figure
    again = described(drawn)
    assert again["data"] == before["data"] == [{"type": "bar", "y": [0.1235]}]
    assert again["layout"] == before["layout"]


@pytest.mark.parametrize("kind", ["int8", "uint8", "int64", "uint32"])
def test_whole_numbers_stay_whole(kind: str) -> None:
    (trace,) = described(figure([{"y": np.array([0, 7], dtype=kind)}], {}))["data"]
    assert as_json(trace) == '{"y": [0, 7]}'


def _values(part: Any) -> Iterator[Any]:  # noqa: ANN401 - any part of a figure
    """Yield the leaves of a nested structure, in order."""
    if isinstance(part, dict):
        for each in part.values():
            yield from _values(each)
    elif isinstance(part, list | tuple):
        for each in part:
            yield from _values(each)
    elif isinstance(part, np.ndarray):
        yield from _values(part.tolist())
    else:
        yield part

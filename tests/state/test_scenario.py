"""The shareable state: its bounds and links, and agreement with Streamlit's own parser."""

import itertools
import math
import re
from collections.abc import Sequence
from dataclasses import FrozenInstanceError, asdict, fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from argsoft.iris import CLASS_NAMES
from argsoft.selection import maximizers
from argsoft.state.contents import PATHS, VIEW_FIELDS
from argsoft.state.rules import MOST_PLACES, Bounds, Choice, Code, LogarithmicBounds, Several
from argsoft.state.scenario import (
    BOUNDS,
    DEFAULTS,
    LOGIT,
    LOGIT_FIELDS,
    PARAMETERS,
    PRESETS,
    Refusal,
    Scenario,
    refusals,
)
from tests.strategies import link_texts, queries, scenarios

ONE_SLIDER = """
import streamlit as st
st.slider("setosa", -5.0, 5.0, 1.43, 0.01, key="setosa", bind="query-params")
"""
BAD = [5.01, -5.01, 9e99, math.nan, math.inf, -math.inf, "1", None, 10**400, 1j]


# The state.


def test_the_defaults_are_the_lecture() -> None:
    assert Scenario().logits == (1.43, -0.40, 0.23)
    assert dict(DEFAULTS) == asdict(Scenario())


def test_the_logits_range_from_minus_5_to_5_in_steps_of_a_hundredth() -> None:
    assert LOGIT == (-5.0, 5.0, 0.01)
    assert {BOUNDS[name] for name in LOGIT_FIELDS} == {LOGIT}


def test_each_field_has_one_name() -> None:
    assert [each.name for each in fields(Scenario)] == list(DEFAULTS) == list(PARAMETERS)
    assert all(each.label and each.meaning for each in PARAMETERS.values())
    # Refusals name classes by their fields.
    assert tuple(name.lower() for name in CLASS_NAMES) == LOGIT_FIELDS


def test_every_page_of_a_field_exists() -> None:
    assert {path for each in PARAMETERS.values() for path in each.pages} == {*PATHS}
    assert {name for name, each in PARAMETERS.items() if not each.pages} == {*VIEW_FIELDS}


def test_a_scenario_is_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        Scenario().setosa = 1.0  # type: ignore[misc]


@pytest.mark.parametrize("table", [BOUNDS, PARAMETERS, DEFAULTS, PRESETS])
def test_shared_tables_are_read_only(table: dict[str, object]) -> None:
    with pytest.raises(TypeError):
        table["setosa"] = 0.0


def test_integers_become_floats() -> None:
    logits = Scenario(1, -5, 5).logits
    assert logits == (1.0, -5.0, 5.0)
    assert {type(value) for value in logits} == {float}


@pytest.mark.parametrize("name", BOUNDS)
@pytest.mark.parametrize("value", [1000.01, -10.01, *BAD[2:]])
def test_a_field_out_of_bounds_is_refused(name: str, value: object) -> None:
    message = rf"^{name} must be {BOUNDS[name].words}, got "
    with pytest.raises(ValueError, match=message) as refusal:
        Scenario(**{name: value})  # type: ignore[arg-type]
    assert str(refusal.value).endswith(repr(value))


CHOICES = [name for name, each in PARAMETERS.items() if isinstance(each.rule, Choice)]


@pytest.mark.parametrize("name", CHOICES)
@pytest.mark.parametrize("value", ["abc def", "SETOSA", "abc", None, 1])
def test_an_unknown_option_is_refused(name: str, value: object) -> None:
    with pytest.raises(ValueError, match=rf"^{name} must be one of .*, got {value!r}$"):
        Scenario(**{name: value})  # type: ignore[arg-type]


@given(st.floats(allow_nan=False))
def test_bounds_admit_their_ends_and_all_between(value: float) -> None:
    assert Bounds(-5.0, 5.0, 0.01).admit(value) is (-5 <= value <= 5)


def test_bounds_admit_both_ends_and_no_nan() -> None:
    assert LOGIT.admit(-5.0)
    assert LOGIT.admit(5.0)
    assert not LOGIT.admit(math.nextafter(5.0, 6.0))
    assert not LOGIT.admit(math.nan)


def valid_numbers(bounds: Bounds) -> st.SearchStrategy[float]:
    """Draw any valid number of a field; half of them are steps of its slider."""
    low, high, step = bounds
    if bounds.whole:
        return st.integers(int(low), int(high))
    steps = st.integers(0, round((high - low) / step))
    return st.floats(low, high) | steps.map(lambda n: min(round(low + n * step, 10), high))


# Moving one field.


@given(scenarios(), st.sampled_from(tuple(BOUNDS)), st.data())
def test_moved_agrees_with_replace(scenario: Scenario, field: str, data: st.DataObject) -> None:
    value = data.draw(valid_numbers(BOUNDS[field]))
    before = asdict(scenario)
    for given_value in (value, float(value)):  # a browser sends 3 for 3.0, or 3.0 for 3
        moved = scenario.moved(field, given_value)
        expected = replace(scenario, **{field: given_value})  # type: ignore[arg-type]
        assert moved == expected
        assert repr(moved) == repr(expected), "the type of the field is kept"
        assert hash(moved) == hash(expected)
    assert asdict(scenario) == before
    assert moved is not scenario


@pytest.mark.parametrize("name", BOUNDS)
@pytest.mark.parametrize("value", [1000.01, -10.01, *BAD[2:]])
def test_no_field_moves_out_of_its_bounds(name: str, value: Any) -> None:  # noqa: ANN401
    message = f"{name} must be {BOUNDS[name].words}, got {value!r}"
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        Scenario().moved(name, value)


# Places of a slider.

LINEAR = [name for name, rule in BOUNDS.items() if not isinstance(rule, LogarithmicBounds)]


@given(st.sampled_from(LINEAR), st.data())
def test_the_places_of_a_slider(field: str, data: st.DataObject) -> None:
    bounds = BOUNDS[field]
    values = data.draw(st.lists(valid_numbers(bounds), min_size=1, max_size=4))
    places = bounds.places(*values)
    assert list(places) == sorted(set(places))
    assert {bounds.minimum, bounds.maximum, *values} <= set(places)
    assert (places[0], places[-1]) == (bounds.minimum, bounds.maximum)
    assert all(bounds.admit(each) for each in places)
    assert {type(each) for each in places} == {int if bounds.whole else float}
    assert len(places) <= MOST_PLACES + 3 + len(values), "even places, ends and values"


@given(st.sampled_from(LINEAR), st.data())
def test_places_are_evenly_spaced_from_the_first_value(field: str, data: st.DataObject) -> None:
    bounds = BOUNDS[field]
    start = data.draw(valid_numbers(bounds))
    places = bounds.places(start)
    gaps = [after - before for before, after in itertools.pairwise(places)]
    stride = max(gaps)
    assert all(gap == pytest.approx(stride, abs=1e-9) for gap in gaps[1:-1])
    steps = stride / bounds.step
    assert steps == pytest.approx(round(steps), abs=1e-6), "places are steps of the slider"
    finest = (bounds.maximum - bounds.minimum) / bounds.step / MOST_PLACES
    assert finest <= round(steps) < finest + 1


@pytest.mark.parametrize("name", sorted(BOUNDS.keys() - set(LINEAR)))
@given(st.data())
def test_the_places_of_a_logarithmic_slider(name: str, data: st.DataObject) -> None:
    bounds = BOUNDS[name]
    assert isinstance(bounds, LogarithmicBounds)
    values = data.draw(st.lists(valid_numbers(bounds), max_size=4))
    places = bounds.places(*values)
    assert list(places) == sorted(set(places))
    ends = {bounds.minimum, bounds.maximum}
    assert set(places) == {*ends, *bounds.stops, *values}
    assert all(bounds.admit(each) for each in places)


def test_a_logarithmic_track_includes_ends_that_are_not_stops() -> None:
    assert LogarithmicBounds(0.06, 0.11, 0.01).places() == (
        0.06,
        0.063,
        0.071,
        0.08,
        0.09,
        0.1,
        0.11,
    )


# Presets.


def test_the_first_preset_is_the_lecture() -> None:
    assert next(iter(PRESETS.items())) == ("lecture", Scenario())


@pytest.mark.parametrize(
    ("name", "tied"), [("two_way_tie", 2), ("all_equal", 3), ("close_call", 1), ("runaway", 1)]
)
def test_presets_tie_where_they_say_so(name: str, tied: int) -> None:
    assert len(maximizers(PRESETS[name].logits)) == tied


def test_presets_match_their_names() -> None:
    first, second = sorted(PRESETS["close_call"].logits)[:0:-1]
    assert 0 < first - second < 0.1
    first, second = sorted(PRESETS["runaway"].logits)[:0:-1]
    assert first - second > 3
    assert max(PRESETS["all_negative"].logits) < 0


def test_no_two_presets_are_the_same() -> None:
    assert len(set(PRESETS.values())) == len(PRESETS)


# Links.


@given(scenarios())
def test_a_link_restores_its_scenario(scenario: Scenario) -> None:
    query = scenario.to_query()
    assert Scenario.from_query(query) == scenario
    assert refusals(query, DEFAULTS) == []


@given(scenarios())
def test_a_link_omits_exactly_the_defaults(scenario: Scenario) -> None:
    changed = {name for name, value in asdict(scenario).items() if value != DEFAULTS[name]}
    assert set(scenario.to_query()) == changed


@given(queries())
def test_no_text_in_a_link_can_raise(query: dict[str, str | list[str]]) -> None:
    scenario = Scenario.from_query(query)
    for name, value in asdict(scenario).items():
        assert PARAMETERS[name].rule.admit(value)


@given(queries())
def test_each_value_is_either_used_or_refused(query: dict[str, str | list[str]]) -> None:
    scenario = Scenario.from_query(query)
    refused = {each.name for each in refusals(query, DEFAULTS)}
    for name in DEFAULTS:
        value = getattr(scenario, name)
        if name in query and name not in refused:
            texts = query[name]
            given = [texts] if isinstance(texts, str) else [each for each in texts if each]
            given = given[-1:] if isinstance(PARAMETERS[name].rule, Choice) else given
            rule = PARAMETERS[name].rule
            (text,) = [",".join(given)] if isinstance(rule, Several) else given or [""]
            read = float(text) if isinstance(rule, Bounds) else text
            if isinstance(rule, Bounds) and rule.whole:
                read = int(float(text))
                assert read == float(text) or not PARAMETERS[name].is_view
            assert value == (rule.read(text) if isinstance(rule, Code) else read)
        else:
            assert value == DEFAULTS[name]
    assert refused <= query.keys()


@given(queries())
def test_unknown_parameters_change_nothing(query: dict[str, str | list[str]]) -> None:
    known = {name: value for name, value in query.items() if name in DEFAULTS}
    assert Scenario.from_query(query) == Scenario.from_query(known)
    assert refusals(query, DEFAULTS) == refusals(known, DEFAULTS)


def test_only_the_fields_of_a_page_are_refused() -> None:
    query = {"setosa": "abc", "temperature": "0"}
    assert refusals(query, LOGIT_FIELDS) == [Refusal("setosa", "abc")]
    assert refusals(query, ["temperature"]) == [Refusal("temperature", "0")]


def test_a_bad_value_affects_no_other() -> None:
    query = {"setosa": "abc", "versicolor": "2.5", "virginica": "9e99", "colour": "red"}
    assert Scenario.from_query(query) == Scenario(versicolor=2.5)
    assert refusals(query, DEFAULTS) == [Refusal("setosa", "abc"), Refusal("virginica", "9e99")]


def test_a_value_given_twice_is_refused_with_both_texts() -> None:
    assert Scenario.from_query({"setosa": ["1", "2"]}) == Scenario()
    assert refusals({"setosa": ["1", "2"]}, LOGIT_FIELDS) == [Refusal("setosa", "1 and 2")]
    assert Scenario.from_query({"setosa": ["2.5"]}) == Scenario(setosa=2.5)


def test_the_last_of_several_choices_counts() -> None:
    assert Scenario.from_query({"target": ["Setosa", "Virginica"]}).target == "Virginica"
    assert Scenario.from_query({"at": ["3", "7"]}).at == DEFAULTS["at"]
    assert refusals({"at": ["3", "-7"]}, ["at"]) == [Refusal("at", "3 and -7")]


@pytest.mark.parametrize("text", ["-0.7", "500.2", "inf"])
def test_a_whole_number_is_checked_before_it_is_truncated(text: str) -> None:
    assert refusals({"at": text}, ["at"]) == [Refusal("at", text)]


def test_a_link_may_name_several_options_at_once_or_one_by_one() -> None:
    for hide in ("softmax,sentence", ["softmax", "sentence"]):
        assert Scenario.from_query({"hide": hide}).hide == "softmax,sentence"
    for hide in ("softmax,softmax", "softmax,", "Softmax", "roses", ["softmax", "roses"]):
        assert len(refusals({"hide": hide}, ["hide"])) == 1


# Streamlit's own parser: the controls must show the values of the scenario.


def streamlit_reads(texts: str | Sequence[str]) -> float:
    """Read the value of a slider that Streamlit binds to a link with this parameter."""
    app = AppTest.from_string(ONE_SLIDER)
    app.query_params["setosa"] = texts
    app.run()
    assert not app.exception
    value = app.slider(key="setosa").value
    assert isinstance(value, float)
    return value


@pytest.mark.parametrize(
    "text",
    [
        *("abc", "nan", "inf", "-inf", "9e99", "2,5", "0x10", "1e0", "-0.0", " 2.5", "", "5", "-5"),
        *("5.0000001", "1_0e-1", "--1", "+1", "2.5000001", "1e-400", "2.5\n", "\u0661", "1\0"),
        *(["1", "2"], ["1", "1"], ["1", ""], ["", "1"], ["", ""], ["1", "abc"]),
    ],
    ids=repr,
)
def test_links_read_as_streamlit_reads_them(text: str | list[str]) -> None:
    # repr tells -0.0 from 0.0.
    assert repr(Scenario.from_query({"setosa": text}).setosa) == repr(streamlit_reads(text))


def test_the_streamlit_probe_sees_links() -> None:
    # Otherwise the test above would only compare defaults.
    assert streamlit_reads("2.5") == 2.5
    assert streamlit_reads("abc") == 1.43


@given(link_texts())
def test_links_accept_any_python_float(text: str) -> None:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    usable = -5 <= value <= 5
    assert (refusals({"setosa": text}, LOGIT_FIELDS) == []) is usable


@pytest.mark.parametrize(
    ("former", "now"),
    [
        ({"view": "over two logits"}, {"view": "two_logits"}),
        ({"part": "why e?", "instead": "2 to the power z"}, {"part": "why", "instead": "two_to_z"}),
        ({"mistake": "sure means right"}, {"mistake": "confident"}),
        ({"axis": "plain", "order": "largest first"}, {"order": "largest_first"}),
        (
            {"topic": "your own link", "link_page": "Any outputs"},
            {"topic": "builder", "link_page": "any_outputs"},
        ),
        ({"ask": "half the temperature"}, {"ask": "half_temperature"}),
    ],
)
def test_a_link_made_before_an_option_had_its_value_still_works(
    former: dict[str, str], now: dict[str, str]
) -> None:
    assert refusals(former, former) == []
    assert Scenario.from_query(former).to_query() == now


@pytest.mark.parametrize("name", CHOICES)
def test_no_former_value_hides_one_of_today(name: str) -> None:
    rule = PARAMETERS[name].rule
    assert isinstance(rule, Choice)
    assert not rule.former.keys() & rule.labels.keys()
    assert set(rule.former.values()) <= rule.labels.keys()

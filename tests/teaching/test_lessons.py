"""Prepared links and lesson plans: complete, in order, and true."""

import math
from dataclasses import replace

import pytest

from argsoft.softmax import softmax
from argsoft.state.contents import PAGES
from argsoft.state.scenario import DEFAULTS, Scenario, fields_of, refusals
from argsoft.teaching.lessons import PLANS, PREPARED, Plan, PreparedLink, query

LINKS = pytest.mark.parametrize("link", PREPARED.values(), ids=PREPARED)
TEACH = "teach"


def test_every_page_has_a_prepared_link_but_the_one_that_lists_them() -> None:
    assert {link.path for link in PREPARED.values()} == {page.path for page in PAGES} - {TEACH}
    assert len(PREPARED) >= 14


def test_they_are_in_the_order_of_the_menu() -> None:
    places = [PAGES.index(link.page) for link in PREPARED.values()]
    assert places == sorted(places)


def test_no_two_are_called_the_same_or_open_the_same() -> None:
    assert len({link.title for link in PREPARED.values()}) == len(PREPARED)
    assert len({(link.path, link.scenario) for link in PREPARED.values()}) == len(PREPARED)


@LINKS
def test_a_link_names_every_field_of_its_page(link: PreparedLink) -> None:
    assert query(link).keys() == set(fields_of(link.page.path))
    assert refusals(query(link), DEFAULTS) == []


@LINKS
def test_a_link_brings_the_whole_scenario_back(link: PreparedLink) -> None:
    # So it sets nothing that its page has no control for.
    assert Scenario.from_query(query(link)) == link.scenario


@LINKS
def test_a_link_explains_itself_in_few_words(link: PreparedLink) -> None:
    assert link.says
    assert not any(mark in " ".join(link.says) for mark in ("**", ":violet", "$", "nan "))
    for text in (link.shows, link.why):
        assert text.endswith((".", "?"))
        assert len(text) < 130


def test_what_a_link_says_follows_its_state() -> None:
    # Text written by hand could become false.
    said = [link.says for link in PREPARED.values() if link.path == ""]
    assert len(set(said)) == len(said)
    close = PREPARED["close_call"]
    assert "47% to Setosa, 45% to Virginica" in close.says[0]
    assert replace(close, scenario=Scenario(virginica=-5.0)).says != close.says


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("add_the_same", "no probability moves"),
        ("break_it", "inf ÷ inf is nan"),
        ("why_e", "−0.32 for Versicolor"),
        ("twice", "0.68 becomes 0.46"),
        ("two_flowers", "its probability is lower"),
        ("cold", "nearly the step"),
        ("textbook_slopes", "probability rises by 0.22 per unit"),
        ("tie_slopes", "its derivative is undefined"),
        ("chain_softmax", "not 0"),
        ("chain_argmax", "though argmax is wrong here"),
        ("trained", "Nothing moves"),
        ("too_fast", "oscillates"),
        ("doubtful", "Flower 84 is a Versicolor"),
        ("sure_and_wrong", "which is wrong. Softmax gives 70% to Virginica"),
        ("two_classes", "sigmoid of the difference"),
        ("source_list", "2.3 × 10⁻⁴⁹: too small to see, and yet not 0"),
    ],
)
def test_a_link_shows_what_it_was_made_for(key: str, words: str) -> None:
    assert words in " ".join(PREPARED[key].says)


def test_the_numbers_on_the_cards() -> None:
    lecture, close = PREPARED["lecture"].scenario.logits, PREPARED["close_call"].scenario.logits
    assert softmax(lecture)[0] == pytest.approx(2 / 3, abs=0.02)
    assert close[0] - close[2] == pytest.approx(0.05)
    assert math.exp(PREPARED["add_the_same"].scenario.shift) == pytest.approx(7, abs=0.5)
    assert "7.39 times" in " ".join(PREPARED["add_the_same"].says)


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: f"{plan.minutes}")
def test_the_minutes_of_a_lesson_add_up(plan: Plan) -> None:
    ends = [0, *(stage.end for stage in plan.stages)]
    assert [stage.start for stage in plan.stages] == ends[:-1], "no gap, and no overlap"
    assert ends[-1] == plan.minutes
    assert all(stage.end - stage.start >= 2 for stage in plan.stages)


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: f"{plan.minutes}")
def test_every_stage_opens_a_link_and_asks_something(plan: Plan) -> None:
    for stage in plan.stages:
        assert stage.link in PREPARED
        assert stage.ask.endswith(("?", "charts."))
        assert stage.then.endswith(".")
        assert stage.expect.endswith(".")


def test_there_is_a_short_lesson_and_a_whole_one() -> None:
    assert [plan.minutes for plan in PLANS] == [15, 45]

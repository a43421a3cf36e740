"""The page Predict, run in a session through app.py."""

import re
from html import escape
from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

from argsoft.softmax import softmax
from argsoft.state.scenario import (
    KINDS,
    LETTERS,
    NO_GUESSES,
    NUM_ROUNDS,
    ROUND_FIELDS,
    SUMMARY,
    Scenario,
)
from argsoft.teaching.outcomes import Outcome
from argsoft.teaching.questions import GIVEN_UP, REACHED, seed_of, twin
from tests.pages.conftest import OpenPage, figures, heights, html, labels, rounded, sentence, tables

SCRIPT = "pages/practise/predict.py"
QUESTIONS = tuple(twin(place, 0) for place in range(NUM_ROUNDS))
TO_CHOOSE = [place for place, question in enumerate(QUESTIONS) if question.options]
TO_SET = [place for place, question in enumerate(QUESTIONS) if question.conditions]


def press(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    assert not app.exception
    return app


def keys(app: AppTest) -> set[str]:
    return {each.key for each in app.button if each.key}


def linked(app: AppTest, field: str) -> str:
    """Return a parameter of the link, which AppTest may store as a list."""
    value = app.query_params[field]
    return value if isinstance(value, str) else value[0]


def asked(app: AppTest) -> str:
    """Read the question, without the colour markup of class names."""
    return re.sub(r"\*\*:\w+\[(\w+)\]\*\*", r"\1", app.header[0].value)


def links(app: AppTest) -> list[tuple[str, dict[str, str]]]:
    """Read the links from an answer to the pages that show it."""
    found = [each.proto for each in app.get("page_link") if each.proto.label.startswith("See it")]
    return [(each.label, dict(parse_qsl(each.query_string))) for each in found]


def shown(app: AppTest) -> list[list[str]] | list[list[float]]:
    """Read the picture: the cells of a table, or the heights of bars."""
    return tables(app) if len(figures(app)) == 1 else heights(app)


def both(outcome: Outcome) -> list[object]:
    """Return the heights of all bars of an outcome, for comparison."""
    return [rounded(outcome.one_hot), rounded(outcome.shares)]


@pytest.mark.parametrize("place", TO_CHOOSE)
def test_a_round_hides_its_answer_until_a_guess(open_page: OpenPage, place: int) -> None:
    question = QUESTIONS[place]
    app = open_page(SCRIPT, round=str(place + 1))
    assert asked(app) == question.text
    before = shown(app)
    if question.before_is_shown:
        assert before == both(question.before)
    else:
        assert before in ([[0, 0, 0]] * 2, [["?"] * 9])
    assert question.why not in sentence(app)
    assert "✓" not in html(app)
    assert "{ --from:" not in html(app)
    press(app, f"option_{LETTERS[question.right]}")
    assert question.why in sentence(app)
    assert "correct, your guess" in html(app)
    assert "Correct. 1 of 1 so far." in html(app)
    assert shown(app) != before or question.key == "adding the same"
    if len(figures(app)) == 2:
        assert shown(app) == both(question.after)
    assert linked(app, "guesses")[place] == LETTERS[question.right]


def test_a_wrong_guess_is_said_kindly_and_not_changed_by_the_answer(open_page: OpenPage) -> None:
    app = press(open_page(SCRIPT), "option_a")
    assert "Not correct. 0 of 1 so far." in html(app)
    assert not {f"option_{letter}" for letter in LETTERS} & keys(app)
    assert QUESTIONS[0].options[0].said in sentence(app), "why it tempts"
    assert QUESTIONS[0].why in sentence(app)
    assert QUESTIONS[0].options[2].said not in sentence(app)
    press(app, "again")
    assert "guesses" not in app.query_params
    assert labels(app) == [["?"] * 3] * 2


def test_a_right_guess_has_the_reason_alone_and_a_link_to_see_it(open_page: OpenPage) -> None:
    app = open_page(SCRIPT)
    assert not links(app)
    press(app, "option_b")
    assert not any(each.said and each.said in sentence(app) for each in QUESTIONS[0].options)
    assert links(app) == [("See it: Playground", QUESTIONS[0].shown.query)]
    hiding = open_page(SCRIPT, guesses="b" + 16 * "-", hide="softmax")
    assert not links(hiding), "a link would tell the answer"


def test_again_asks_a_twin_with_fresh_numbers(open_page: OpenPage) -> None:
    app = press(open_page(SCRIPT, round="5", guesses="b---a" + 12 * "-"), "again")
    assert linked(app, "twins") == "00001" + 12 * "0"
    assert linked(app, "guesses") == "b" + 16 * "-", "other rounds keep their guesses"
    fresh = twin(4, 1)
    assert heights(app)[1] == rounded(fresh.before.shares)
    press(app, f"option_{LETTERS[fresh.right]}")
    assert "Correct. 2 of 2 so far." in html(app)
    assert heights(app)[1] == rounded(fresh.after.shares)
    again = open_page(SCRIPT, **{name: linked(app, name) for name in app.query_params})
    assert heights(again) == heights(app), "the link has the numbers"
    press(app, "start_over")
    assert not {"round", "guesses", "twins"} & set(app.query_params)


def test_a_twin_with_the_sliders_starts_from_its_own_numbers(open_page: OpenPage) -> None:
    place = TO_SET[0]
    app = press(open_page(SCRIPT, round=str(place + 1), setosa="2.5"), "again")
    seed = seed_of(linked(app, "twins"), place)
    fresh = twin(place, seed)
    assert [app.slider(key=field).value for field in ROUND_FIELDS] == fresh.before.logits.tolist()
    assert asked(app) == fresh.text
    press(app, "show_me")
    assert heights(app)[1] == rounded(fresh.after.shares)
    assert linked(app, "setosa") == "2.5"


def test_a_link_from_when_there_were_twelve_rounds_still_works(open_page: OpenPage) -> None:
    app = open_page(SCRIPT, round="4", guesses="b--b--------")
    assert "Correct. 2 of 2 so far." in html(app)
    assert not app.warning
    press(app, "next")
    press(app, "option_b")
    assert linked(app, "guesses") == "b--bb" + 12 * "-"


def test_the_rounds_are_gone_through_and_the_tally_grows(open_page: OpenPage) -> None:
    app = open_page(SCRIPT)
    assert app.button(key="back").disabled
    for place, question in enumerate(QUESTIONS):
        assert f"Round {place + 1} of {NUM_ROUNDS}" in html(app)
        press(app, f"option_{LETTERS[question.right]}" if question.options else "show_me")
        press(app, "next")
    assert linked(app, "round") == str(SUMMARY)
    assert app.button(key="next").disabled
    won, shown = len(TO_CHOOSE), len(TO_SET)
    assert f"{won} of {won} are correct. {shown} were shown to you" in sentence(app)
    press(app, "start_over")
    assert not {"round", "guesses"} & set(app.query_params)


@pytest.mark.parametrize("place", TO_SET)
def test_a_goal_is_set_with_the_sliders(open_page: OpenPage, place: int) -> None:
    question = QUESTIONS[place]
    app = press(open_page(SCRIPT, round=str(place), setosa="3"), "next")
    sliders = [app.slider(key=field) for field in ROUND_FIELDS]
    assert [each.value for each in sliders] == list(Scenario().logits)
    press(app, "check")
    assert f"Not yet. {question.missing(question.before)[0]}" in sentence(app)
    assert "so far" not in html(app)
    for field, value in zip(ROUND_FIELDS, question.after.logits.tolist(), strict=True):
        app.slider(key=field).set_value(value).run()
    assert question.why not in sentence(app)
    press(app, "check")
    assert f"Reached. {question.why}" in sentence(app)
    assert linked(app, "guesses")[place] == REACHED
    assert heights(app)[1] == rounded(question.after.shares)


def test_a_goal_can_be_given_up(open_page: OpenPage) -> None:
    place = TO_SET[0]
    app = press(open_page(SCRIPT, round=str(place + 1)), "show_me")
    assert heights(app)[1] == rounded(QUESTIONS[place].after.shares)
    assert "Shown to you, so it does not count." in html(app)
    assert "0 of" not in html(app), "without a guess, there is no miss"
    assert "check" not in keys(app)


# The summary.


def test_the_summary_says_how_each_round_came_out_and_opens_those_to_look_at(
    open_page: OpenPage,
) -> None:
    app = open_page(SCRIPT, round=str(SUMMARY), guesses="ab" + GIVEN_UP + "a" + 13 * "-")
    items = re.findall(r"<li .*?</li>", html(app))
    verdicts = ("✗ not correct", "✓ correct", "shown to you", "✗ not correct")
    for place, item in enumerate(items):
        assert escape(QUESTIONS[place].text) in item
        assert (verdicts[place] if place < len(verdicts) else "still open") in item
        assert (escape(QUESTIONS[place].why) in item) is (place in (0, 2, 3)), "no answer too early"
    assert "1 of 3 are correct. 1 was shown to you" in sentence(app)
    opened = [key for key in keys(app) if key.startswith("open_round_")]
    assert len(opened) == NUM_ROUNDS - 1
    press(app, "open_round_1")
    assert asked(app) == QUESTIONS[0].text
    assert linked(app, "guesses") == "ab" + GIVEN_UP + "a" + 13 * "-"


# The visitor's own raw outputs.


@pytest.mark.parametrize("place", TO_SET)
def test_no_round_touches_the_visitors_own_raw_outputs(open_page: OpenPage, place: int) -> None:
    app = press(open_page(SCRIPT, round=str(place), setosa="2.5"), "next")
    app.slider(key="round_setosa").set_value(-5.0).run()
    press(app, "show_me")
    assert linked(app, "setosa") == "2.5"
    assert "Setosa 2.50" in sentence(app), "questions for a room use the visitor's own"
    app.switch_page("pages/see/playground.py").run()
    assert app.slider(key="setosa").value == 2.5
    assert app.slider(key="versicolor").value == Scenario().versicolor
    app.switch_page(SCRIPT).run()
    now = [app.slider(key=field).value for field in ROUND_FIELDS]
    assert now == QUESTIONS[place].after.logits.tolist(), "the round is as it was left"


def test_a_link_to_a_round_shows_where_its_sender_had_moved_the_sliders(
    open_page: OpenPage,
) -> None:
    place = TO_SET[0]
    app = open_page(SCRIPT, round=str(place + 1), round_versicolor="-5", versicolor="4")
    assert heights(app)[1] == rounded(softmax([1.43, -5, 0.23]))
    assert "Versicolor 4.00" in sentence(app)


def test_sliders_of_a_round_do_not_go_along_once_it_is_left(open_page: OpenPage) -> None:
    place = TO_SET[0]
    app = press(open_page(SCRIPT, round=str(place + 1), round_versicolor="-5"), "next")
    app.switch_page("pages/see/playground.py").run()
    assert not {*ROUND_FIELDS} & {*app.query_params}


def test_a_link_shows_the_same_round_guess_and_tally(open_page: OpenPage) -> None:
    app = open_page(SCRIPT, round="4", guesses="b--b" + 13 * "-")
    assert "Correct. 2 of 2 so far." in html(app)
    assert not app.warning


def test_a_letter_that_no_answer_has_is_no_guess(open_page: OpenPage) -> None:
    app = open_page(SCRIPT, guesses="d" + NO_GUESSES[1:])
    assert labels(app) == [["?"] * 3] * 2


# For a room.


def test_any_state_is_a_question_by_its_link(open_page: OpenPage) -> None:
    app = open_page(SCRIPT, ask="largest_share", setosa="2", versicolor="1.9")
    assert "Setosa 2.00, Versicolor 1.90 and Virginica 0.23" in sentence(app)
    assert labels(app) == [["?"] * 3] * 2
    assert [app.button(key=f"option_{each}").label for each in LETTERS] == [
        "0.33",
        "0.45",
        "0.48",
        "0.52",
    ]
    press(app, "option_a")
    assert "your guess" in app.button(key="option_a").label
    assert labels(app) == [["?"] * 3] * 2, "a guess alone reveals nothing"
    press(app, "reveal_on")
    assert heights(app)[1] == rounded(softmax([2, 1.9, 0.23]))
    assert "✗ your guess" in html(app)
    press(app, "reveal_off")
    assert not {"reveal", "guess"} & set(app.query_params)
    press(app, "leave")
    assert "ask" not in app.query_params
    assert linked(app, "setosa") == "2"


def test_half_the_temperature_shows_where_it_starts(open_page: OpenPage) -> None:
    app = open_page(SCRIPT, ask="half_temperature", temperature="2")
    assert heights(app)[1] == rounded(softmax(Scenario().logits, temperature=2))
    press(app, "reveal_on")
    assert heights(app)[1] == rounded(softmax(Scenario().logits))


def test_the_page_makes_a_question_of_your_own_raw_outputs(open_page: OpenPage) -> None:
    for place, kind in enumerate(KINDS):
        app = press(open_page(SCRIPT, round="3", setosa="2"), f"kind_{place}")
        assert linked(app, "ask") == kind
        assert "Setosa 2.00" in sentence(app)


def test_a_sign_in_front_of_a_number_is_no_markup(open_page: OpenPage) -> None:
    app = open_page(SCRIPT, ask="largest_share", setosa="5", temperature="0.5")
    assert r"\>0.99" in [each.label for each in app.button]

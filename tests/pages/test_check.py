"""The check on the page Predict, taken alone, and its links on Teach."""

from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Element

from argsoft.state.scenario import AFTER, BEFORE, LETTERS, NO_ANSWERS, NUM_CHECKED, UNSURE, Scenario
from argsoft.teaching import predict as wording
from argsoft.teaching.check import IDEAS, Check, chosen
from argsoft.teaching.questions import with_guess
from tests.pages.conftest import OpenPage, figures, html, sentence

SCRIPT, TEACH = "pages/practise/predict.py", "pages/teach/teach.py"
SEVEN = Check(BEFORE, 7)
RIGHT = "".join(LETTERS[each.right] for each in SEVEN.questions)


def press(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    assert not app.exception
    return app


def link(app: AppTest) -> dict[str, str]:
    """Read the link of a page, whose values AppTest may store as lists."""
    pairs = app.query_params.items()
    return {name: value if isinstance(value, str) else value[-1] for name, value in pairs}


def everything(app: AppTest) -> str:
    """Read all that a page tells or draws."""
    return f"{sentence(app)} {html(app)} {figures(app)} {[each.label for each in app.button]}"


def ways(app: AppTest) -> list[dict[str, str]]:
    """Read the links to the pages that show an answer."""
    found = [each.proto for each in app.get("page_link") if isinstance(each, Element)]
    return [dict(parse_qsl(each.query_string)) for each in found if "See it" in each.label]


def expect_nothing_told(app: AppTest, number: int) -> None:
    """Expect a question of the check that does not say what is right."""
    asked = SEVEN.questions[number - 1]
    shown = everything(app)
    assert asked.why not in shown
    assert not any(each.said and each.said in shown for each in asked.options)
    assert not any(sign in shown for sign in "✓✗")
    assert "orrect" not in shown.replace(wording.CHOOSE_IN_CHECK, "")
    assert ways(app) == []


def test_ten_questions_are_answered_and_nothing_is_told_before_the_end(
    open_page: OpenPage,
) -> None:
    wrong = next(letter for letter in "abc" if letter != RIGHT[1])
    given = with_guess(with_guess(with_guess(RIGHT, 1, wrong), 4, UNSURE), 8)
    app = open_page(SCRIPT, check=BEFORE, check_seed="7")
    assert app.button(key="back").disabled
    for number in range(1, NUM_CHECKED + 1):
        assert f"Before the lesson: {number} of 10" in html(app)
        expect_nothing_told(app, number)
        if given[number - 1] != "-":
            press(app, f"option_{given[number - 1]}")
            assert "(your answer)" in app.button(key=f"option_{given[number - 1]}").label
            expect_nothing_told(app, number)
        if number < NUM_CHECKED:
            press(app, "next")
    assert link(app)["check_answers"] == given
    assert "1 question is still open." in sentence(app)
    press(app, "back")
    press(app, "next")
    press(app, "next")
    assert "7 of 10 are correct." in sentence(app)
    for place, asked in enumerate(SEVEN.questions):
        assert (f"{place + 1}. {asked.text}" in sentence(app)) is (place in (1, 4, 8))
    tied = SEVEN.questions[1]
    assert tied.options[chosen(tied, wrong) or 0].said in sentence(app)
    for place, own in ((1, "Your answer: "), (4, "You did not know"), (8, "You gave no answer")):
        asked = SEVEN.questions[place]
        assert asked.why in sentence(app)
        assert f"Correct: “{asked.options[asked.right].words}”" in sentence(app)
        assert own in sentence(app)
    assert ways(app) == [SEVEN.questions[place].shown.query for place in (1, 4, 8)]


def test_a_link_a_reload_and_another_page_keep_all_answers(open_page: OpenPage) -> None:
    app = open_page(
        SCRIPT, check=AFTER, check_seed="3", check_question="4", check_answers="abcn------"
    )
    assert "After the lesson: 4 of 10" in html(app)
    assert "4 answered" in html(app)
    assert "(your answer)" in app.button(key="option_n").label
    again = open_page(SCRIPT, **link(app))
    assert everything(again) == everything(app)
    app.switch_page("pages/see/playground.py").run()
    app.switch_page(SCRIPT).run()
    assert everything(again) == everything(app)
    assert not app.warning


def test_an_answer_may_be_changed_and_all_may_be_right(open_page: OpenPage) -> None:
    app = open_page(
        SCRIPT,
        check=BEFORE,
        check_seed="7",
        check_question="10",
        check_answers=with_guess(RIGHT, 9, UNSURE),
    )
    press(app, f"option_{RIGHT[9]}")
    assert "still open" not in sentence(app)
    press(app, "next")
    assert "All 10 are correct." in sentence(app)
    assert ways(app) == []
    press(app, "start_over")
    assert link(app) == {"check": BEFORE, "check_seed": "7"}
    press(open_page(SCRIPT, **link(app), check_question="11"), "leave")
    left = press(open_page(SCRIPT, **link(app), round="4", check_question="11"), "leave")
    assert "Round 4 of 17" in html(left)
    assert {*link(left)} == {"round", "check_seed"}


def test_a_letter_that_no_answer_has_is_none(open_page: OpenPage) -> None:
    app = open_page(SCRIPT, check=BEFORE, check_answers="d" + NO_ANSWERS[1:])
    assert "(your answer)" not in str([each.label for each in app.button])
    result = open_page(SCRIPT, check=BEFORE, check_answers="d" * 10, check_question="11")
    assert "You gave no answer." in sentence(result)


def test_a_room_is_offered_at_the_first_question_alone(open_page: OpenPage) -> None:
    for number, count in (("1", 1), ("2", 0), ("11", 0)):
        app = open_page(SCRIPT, check=BEFORE, check_question=number)
        assert [each.key for each in app.button].count("open_room") == count


@pytest.mark.parametrize("seed", ["0", "7"])
def test_teach_has_both_links_with_their_seed(open_page: OpenPage, seed: str) -> None:
    app = open_page(TEACH, topic="check", check_seed=seed)
    for when in (BEFORE, AFTER):
        target = str(app.text_area(key=f"{when}_text").value)
        query = dict(parse_qsl(target.partition("?")[2]))
        assert Scenario.from_query(query) == Scenario(check=when, check_seed=int(seed))
        assert target.startswith("predict?"), "beside this page"
    assert html(app).count('class="qr-code"') == 2
    opened = [
        dict(parse_qsl(each.proto.query_string, keep_blank_values=True))
        for each in app.get("page_link")
        if isinstance(each, Element) and each.proto.page == "predict"
    ]
    assert [each["check"] for each in opened if "check" in each] == [BEFORE, AFTER]
    starts = [each for each in opened if "check" in each]
    assert all(each["check_answers"] == NO_ANSWERS and not each["room"] for each in starts)
    app.text_input(key="check_seed_exact").set_value("42").run()
    assert "check_seed=42" in str(app.text_area(key="after_text").value)
    assert IDEAS[0].name not in sentence(app)

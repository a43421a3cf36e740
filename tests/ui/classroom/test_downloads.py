"""The teacher's downloads are offered, and generated only on request."""

import pytest
from streamlit.testing.v1 import AppTest

from argsoft.state.scenario import Scenario
from argsoft.teaching import handout as handout_wording
from argsoft.teaching import tasks as worksheet_wording
from argsoft.ui.classroom.downloads import Maker
from argsoft.ui.classroom.handout_file import handout
from argsoft.ui.classroom.worksheet_file import answers, questions
from tests.server import PATIENCE_SECONDS


def draw() -> None:
    from argsoft.state.scenario import Scenario  # noqa: PLC0415 - a script of its own
    from argsoft.ui.classroom.downloads import draw as draw_downloads  # noqa: PLC0415

    draw_downloads(Scenario(setosa=2.0), "https://example.org/")


def test_all_are_offered_and_none_is_made_before_it_is_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[Scenario] = []
    for maker in ("handout_file.handout", "worksheet_file.questions", "worksheet_file.answers"):
        monkeypatch.setattr(f"argsoft.ui.classroom.{maker}", lambda each, _: made.append(each))
    app = AppTest.from_function(draw, default_timeout=PATIENCE_SECONDS).run()
    assert not app.exception
    buttons = [each.proto for each in app.get("download_button")]
    assert [each.label for each in buttons] == [
        handout_wording.DOWNLOAD,
        worksheet_wording.DOWNLOAD_QUESTIONS,
        worksheet_wording.DOWNLOAD_ANSWERS,
    ]
    assert made == []


def test_the_answers_are_in_a_file_of_their_own() -> None:
    asked, answered = questions(Scenario(), "x"), answers(Scenario(), "x")
    assert "0.6842" in answered
    assert "0.6842" not in asked, "the questions alone"
    assert asked.count('class="line"') >= 20, "room for working"
    assert answered.count('class="line"') == 0
    assert asked.count("<li>") == answered.count("<li>") == 9


@pytest.mark.parametrize("make", [handout, questions, answers])
def test_only_what_they_say_they_use_is_in_them(make: Maker) -> None:
    same = Scenario(flower=3, across="sepal width", outputs="<b>: 1", topic="handout")
    assert make(Scenario(), "x") == make(same, "x")
    assert make(Scenario(), "x") != make(Scenario(moving="Virginica"), "x")

"""The teacher's downloads are offered, and generated only on request."""

import pytest
from streamlit.testing.v1 import AppTest

from argsoft.state.scenario import Scenario
from argsoft.teaching import handout as handout_wording
from argsoft.teaching import tasks as worksheet_wording
from argsoft.ui.classroom.downloads import Maker
from argsoft.ui.classroom.handout_file import handout
from argsoft.ui.classroom.worksheet_file import worksheet


def draw() -> None:
    from argsoft.state.scenario import Scenario  # noqa: PLC0415 - a script of its own
    from argsoft.ui.classroom.downloads import draw as draw_downloads  # noqa: PLC0415

    draw_downloads(Scenario(setosa=2.0), "https://example.org/")


def test_both_are_offered_and_none_is_made_before_it_is_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[Scenario] = []
    monkeypatch.setattr(
        "argsoft.ui.classroom.downloads.handout", lambda scenario, _: made.append(scenario)
    )
    monkeypatch.setattr(
        "argsoft.ui.classroom.downloads.worksheet", lambda scenario, _: made.append(scenario)
    )
    app = AppTest.from_function(draw).run()
    assert not app.exception
    buttons = [each.proto for each in app.get("download_button")]
    assert [each.label for each in buttons] == [
        handout_wording.DOWNLOAD,
        worksheet_wording.DOWNLOAD,
    ]
    assert made == []


@pytest.mark.parametrize("make", [handout, worksheet])
def test_only_what_they_say_they_use_is_in_them(make: Maker) -> None:
    same = Scenario(flower=3, across="sepal width", outputs="<b>: 1", topic="handout")
    assert make(Scenario(), "x") == make(same, "x")
    assert make(Scenario(), "x") != make(Scenario(moving="Virginica"), "x")

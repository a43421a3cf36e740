"""A room that a lesson's step opens, beside the page of the step."""

import time
from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from argsoft.state.contents import page_at
from argsoft.state.scenario import Scenario
from argsoft.teaching.lessons import PLANS, Step
from argsoft.teaching.rooms import words
from argsoft.teaching.rooms.room import MOST_SECONDS, Room, lock_of
from argsoft.ui.classroom import rooms
from argsoft.ui.classroom.attendance import attendance
from tests.pages.conftest import OpenPage, chart_data, figures, html, send, sentence
from tests.pages.test_rooms import code_of, found, joined, kept, linked, options_of, step, vote

SHORT, LONG = PLANS


@pytest.fixture(autouse=True)
def _no_rooms() -> Iterator[None]:
    """Begin without rooms, and leave none behind."""
    yield
    attendance.cache_clear()


def led(open_page: OpenPage, of: Step) -> AppTest:
    """Open a step of a lesson by its link."""
    return open_page("" if not of.link.path else page_at(of.link.path).script, **of.query)


def opened(open_page: OpenPage, of: Step) -> tuple[AppTest, str]:
    """Open a room for a step; return the leading tab and the code."""
    leader = led(open_page, of)
    leader.button(key="open_room").click().run()
    assert not leader.exception
    return leader, code_of(leader)


def here(app: AppTest) -> Scenario:
    return Scenario.from_query(linked(app))


def keys(app: AppTest) -> list[str]:
    return [each.key for each in app.button if each.key]


def test_a_step_is_voted_on_beside_its_page(open_page: OpenPage) -> None:
    leader, code = opened(open_page, Step(SHORT, 1))
    assert found(code).question == "lesson=15&lesson_step=2"
    assert code in html(leader)
    assert leader.slider(key="virginica").value == 1.38, "the page of the step stays"
    assert figures(leader)[1:] == [], "and hides both answers"
    phones = joined(open_page, code, 5)
    assert "Which of the two charts tells you?" in phones[0].header[0].value
    assert options_of(phones[0]) == ["option_a", "option_b", "option_c"]
    vote(phones, "abbbc")
    leader.run()
    assert "5 of 5 have voted" in sentence(leader)
    assert SHORT.stages[1].expect not in sentence(phones[0]) + sentence(leader)
    step(leader, "show")
    assert [each for each in leader._tree if chart_data(each).get("key") == "guess_votes"]
    assert figures(leader)[2:] == []
    step(leader, "reveal")
    assert here(leader).hide == ""
    assert len(figures(leader)) == 4, "the votes, and the page's three charts"
    assert "✓" in html(leader)
    assert SHORT.stages[1].expect in sentence(phones[0].run())
    assert "room_ask" not in keys(leader), "this one has no twin"
    step(leader, "close")
    assert words.CLOSED in sentence(leader)
    leader.button(key="leave_room").click().run()
    assert "room" not in linked(leader)
    assert leader.button(key="open_room")


def test_the_answer_moves_the_page_and_a_twin_has_fresh_numbers(open_page: OpenPage) -> None:
    leader, code = opened(open_page, Step(LONG, 4))
    assert here(leader).shift == 0
    step(leader, "reveal")
    assert here(leader).shift == 2
    assert leader.slider(key="shift").value == 2.0
    step(leader, "ask")
    twin = found(code).question
    assert "draw_seed" in twin
    assert (here(leader).shift, here(leader).lesson_step) == (0, 5)
    assert here(leader).logits != (1.43, -0.40, 0.23)
    (phone,) = joined(open_page, code)
    shown = here(leader)
    assert f"{shown.setosa:.2f}".replace("-", "−") in sentence(phone)
    step(leader, "reveal")
    assert (here(leader).shift, here(leader).logits) == (2, shown.logits)


def test_a_film_is_at_its_end_when_the_answer_is_shown(open_page: OpenPage) -> None:
    leader, _ = opened(open_page, Step(SHORT, 4))
    step(leader, "reveal")
    assert here(leader).at == 200


def test_the_next_step_is_asked_in_the_same_room(open_page: OpenPage) -> None:
    leader, code = opened(open_page, Step(SHORT, 0))
    step(leader, "reveal")
    assert here(leader).hide == ""
    leader.button(key="lesson_next_here").click().run()
    assert code_of(leader) == code
    assert found(code).turn == "1.1", "not before the leader asks it"
    leader.button(key="room_ahead").click().run()
    assert found(code).question == "lesson=15&lesson_step=2"
    assert here(leader).hide == "argmax,softmax"
    assert "room_ahead" not in keys(leader)


def test_a_room_goes_along_to_other_pages_and_does_not_change_them(open_page: OpenPage) -> None:
    leader, code = opened(open_page, Step(SHORT, 0))
    leader.switch_page(page_at("iris").script).run()
    assert code_of(leader) == code
    before = linked(leader)
    assert before.pop("hide")
    step(leader, "reveal")
    assert not leader.exception
    assert linked(leader) == before, "it is not the page of the step"
    leader.switch_page(page_at("predict").script).run()
    assert SHORT.stages[0].ask in str([each.value for each in leader.header])


def test_after_a_reload_the_tab_leads_again_and_others_never_do(open_page: OpenPage) -> None:
    leader, _ = opened(open_page, Step(SHORT, 0))
    remembered, query = kept(leader)["keep"], linked(leader)
    again, stranger = open_page(**query), open_page(**query)
    assert "room_show" not in keys(again)
    send(again, rooms.MEMORY, "kept", remembered)
    assert "room_show" in keys(again)
    send(stranger, rooms.MEMORY, "kept", remembered | {"id": "0" * 32})
    assert "room_show" not in keys(stranger)
    assert remembered["id"] not in html(stranger) + sentence(stranger)


def test_a_phone_on_another_page_finds_its_way_back(open_page: OpenPage) -> None:
    attendance().rooms.open(Room("ZZZZ", lock_of("x"), "round=2", time.time() + MOST_SECONDS))
    phone = open_page(room="zzzz")
    (way,) = (
        each.proto
        for each in phone.get("page_link")
        if each.proto.label == words.told(words.TO_ROOM, "ZZZZ")
    )
    assert way.query_string == "room=ZZZZ"
    assert attendance()._seats == {}, "whoever looks elsewhere is not counted"


def test_some_steps_have_no_room(open_page: OpenPage) -> None:
    for of, count in ((Step(LONG, 0), 1), (Step(LONG, 1), 0), (Step(LONG, 11), 0)):
        assert keys(led(open_page, of)).count("open_room") == count
    assert keys(open_page()).count("open_room") == 0, "nor has a page without a lesson"


def test_the_class_gets_the_page_without_the_room(open_page: OpenPage) -> None:
    leader, code = opened(open_page, Step(SHORT, 1))
    leader.button(key="share").click().run()
    link = str(leader.text_area(key="link_text").value)
    assert code not in link
    assert "virginica=1.38" in link

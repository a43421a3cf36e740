"""Rooms that vote, on the page Predict: what the leader and the phones see and can do."""

import json
import re
import time
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from argsoft.state.scenario import LETTERS, ROOM_CODE
from argsoft.teaching.check import Check
from argsoft.teaching.questions import twin
from argsoft.teaching.rooms import words
from argsoft.teaching.rooms.codes import MOST_WRONG
from argsoft.teaching.rooms.room import (
    ASK,
    FINISHED,
    MOST_ROOMS,
    MOST_SECONDS,
    MOST_VOTERS,
    Room,
    UnreachableError,
    kept_check,
    lock_of,
)
from argsoft.ui.classroom import rooms
from argsoft.ui.classroom.attendance import VARIABLE, attendance
from tests.pages.conftest import (
    APP,
    OpenPage,
    chart_data,
    figures,
    heights,
    html,
    labels,
    send,
    sentence,
)

PREDICT = "pages/practise/predict.py"
STEPS = ("show", "again", "reveal", "ask", "close")
NOW = time.time()


@pytest.fixture(autouse=True)
def _no_rooms() -> Iterator[None]:
    """Begin without rooms, and leave none behind."""
    yield
    attendance.cache_clear()
    rooms._wrong_codes.cache_clear()


def opened(open_page: OpenPage, **query: str) -> tuple[AppTest, str]:
    """Open a room; return the leading tab and the code."""
    leader = open_page(PREDICT, **query)
    leader.button(key="open_room").click().run()
    assert not leader.exception
    return leader, code_of(leader)


def code_of(app: AppTest) -> str:
    """Read the code in the link of a page."""
    return linked(app)["room"]


def linked(app: AppTest) -> dict[str, str]:
    """Read the link of a page."""
    pairs = app.query_params.items()
    return {name: value if isinstance(value, str) else value[-1] for name, value in pairs}


def joined(open_page: OpenPage, code: str, count: int = 1) -> list[AppTest]:
    """Join a room with several phones."""
    return [open_page(PREDICT, room=code) for _ in range(count)]


def vote(phones: Sequence[AppTest], letters: str) -> None:
    for phone, letter in zip(phones, letters, strict=True):
        phone.button(key=f"option_{letter}").click().run()


def step(leader: AppTest, move: str) -> AppTest:
    return leader.button(key=f"room_{move}").click().run()


def found(code: str) -> Room:
    room = attendance().rooms.find(code)
    assert room
    return room


def kept(app: AppTest, key: str = rooms.MEMORY) -> dict[str, Any]:
    """Read what the tab is to remember."""
    (data,) = [json.loads(each.proto.json) for each in app.get("bidi_component") if each.key == key]
    return dict(data)


def steps_of(app: AppTest) -> set[str]:
    keys = {each.key for each in app.button}
    return {each for each in STEPS if f"room_{each}" in keys}


def options_of(app: AppTest) -> list[str]:
    return [each.key for each in app.button if each.key and each.key.startswith("option")]


def shown_bars(app: AppTest, key: str) -> list[list[str]]:
    """Read the labels over the bars of a chart, those of the vote or check before first."""
    for node in app._tree:
        if chart_data(node).get("key") == key:
            traces = chart_data(node)["figure"]["data"]
            return [[re.sub("</?b>", "", text) for text in each["text"]] for each in traces]
    return []


def shown_votes(app: AppTest) -> list[list[str]]:
    return shown_bars(app, "guess_votes")


def test_a_lesson_in_a_room(open_page: OpenPage) -> None:
    leader, code = opened(open_page, round="4")
    assert ROOM_CODE.admit(code)
    assert code in html(leader)
    phones = joined(open_page, code, 6)
    for phone in phones:
        assert options_of(phone) == ["option_a", "option_b", "option_c"]
        assert steps_of(phone) == set(), "a phone can only vote"
    vote(phones[:2], "aa")
    assert "2 of 2 have voted" in sentence(leader.run())
    vote(phones[2:], "bbbb")
    assert "your vote" in phones[0].button(key="option_a").label
    leader.run()
    assert "6 of 6 have voted" in sentence(leader)
    assert shown_votes(leader) == [], "the votes stay hidden until they are shown"
    assert "winner" in labels(leader)[0] or heights(leader)[0] == [1, 0, 0]  # the state before
    assert shown_votes(step(leader, "show")) == [["2", "4", "0"]]
    assert words.WAIT in sentence(phones[0].run())
    assert options_of(phones[0]) == []
    step(leader, "again")
    assert shown_votes(leader) == []
    for phone in phones:
        phone.run()
    assert words.CHOOSE_AGAIN in sentence(phones[0])
    assert "your vote" not in phones[0].button(key="option_a").label
    vote(phones, "bbbbbc")
    assert shown_votes(step(leader, "show")) == [["2", "4", "0"], ["0", "5", "1"]]
    why = twin(3, 0).why
    assert why not in sentence(leader)
    assert why not in sentence(phones[0].run())
    assert why in sentence(step(leader, "reveal"))
    for phone in phones:
        assert why in sentence(phone.run())
    assert "✓ your vote" not in html(phones[5])
    assert "✗ your vote" in html(phones[5])
    leader.button(key="room_ask").click().run()
    assert twin(4, 0).text in [each.value for each in leader.header]
    assert twin(4, 0).text in [each.value for each in phones[0].run().header]
    step(leader, "close")
    for app in (leader, phones[0].run()):
        assert words.CLOSED in sentence(app)
        assert kept(app)["keep"] is None, "the tab forgets the room"


def test_a_twin_question_has_fresh_numbers_in_the_leaders_link(open_page: OpenPage) -> None:
    leader, code = opened(open_page, ask="largest_share", setosa="2")
    (phone,) = joined(open_page, code)
    step(leader, "reveal")
    before = found(code)
    assert leader.button(key="room_ask").label == words.TWIN
    step(leader, "ask")
    after = found(code)
    assert after.question != before.question
    assert (after.turn, after.voted) == ("2.1", 0)
    for name in ("setosa", "versicolor", "virginica"):
        if name in after.question:
            assert f"{name}={linked(leader)[name]}" in after.question
    assert heights(phone.run()) == [[0.0] * 3] * 2, "the new answer is hidden"


def test_any_own_question_can_be_asked_in_an_open_room(open_page: OpenPage) -> None:
    leader, code = opened(open_page, round="1", temperature="2")
    leader.button(key="kind_2").click().run()
    assert found(code).question == "ask=half_temperature&temperature=2"
    assert linked(leader)["ask"] == "half_temperature"
    assert "goes from 2 to 1" in str([each.value for each in joined(open_page, code)[0].header])


def test_few_votes_are_shown_with_the_answer_alone(open_page: OpenPage) -> None:
    leader, code = opened(open_page, round="1")
    vote(joined(open_page, code, 4), "aabb")
    step(leader, "show")
    assert shown_votes(leader) == []
    assert "With fewer than 5 votes" in sentence(leader)
    step(leader, "again")
    vote(joined(open_page, code, 5), "bbbbb")
    assert shown_votes(step(leader, "show")) == [["0", "5", "0"]], "nor as outlines"
    assert shown_votes(step(leader, "reveal")) == [["2", "2", "0"], ["0", "5", "0"]]


def test_a_vote_after_closing_is_told_in_a_friendly_line(open_page: OpenPage) -> None:
    leader, code = opened(open_page, round="1")
    (phone,) = joined(open_page, code)
    step(leader, "show")
    vote([phone], "a")  # it has not heard of it yet
    assert words.LATE in sentence(phone)
    assert "your vote" not in html(phone)
    assert found(code).voted == 0


def test_a_full_room_is_told(open_page: OpenPage) -> None:
    _, code = opened(open_page, round="1")
    for number in range(MOST_VOTERS):
        attendance().rooms.vote(code, "1.1", str(number), "a")
    (phone,) = joined(open_page, code)
    vote([phone], "b")
    assert words.FULL in sentence(phone)
    assert found(code).counts == (MOST_VOTERS, 0, 0, 0)


def test_no_room_is_free(open_page: OpenPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attendance().rooms, "open", lambda _: "full")
    page = open_page(PREDICT, round="1")
    page.button(key="open_room").click().run()
    assert words.NO_SPACE in sentence(page)
    assert "room" not in page.query_params
    assert MOST_ROOMS == 500


@pytest.mark.parametrize("typed", ["{}", " {} ", "{0[0]} {0[1]}-{0[2]}{0[3]}"])
def test_a_code_is_typed_in_any_case_and_with_spaces(open_page: OpenPage, typed: str) -> None:
    _, code = opened(open_page, round="1")
    phone = open_page(PREDICT)
    phone.text_input(key="room_code").set_value(typed.format(code).lower()).run()
    assert code_of(phone) == code
    assert phone.button(key="option_a")


@pytest.mark.parametrize("typed", ["hello", "XXX", "<b>BCDF</b>", "B" * 9999])
def test_what_is_no_code_is_answered_with_an_example(open_page: OpenPage, typed: str) -> None:
    phone = open_page(PREDICT)
    phone.text_input(key="room_code").set_value(typed).run()
    assert not phone.exception
    assert words.told(words.NOT_A_CODE) in sentence(phone)
    assert typed not in sentence(phone), "nothing typed is shown"
    assert "room" not in phone.query_params


def test_a_wrong_code_waits_for_its_room(open_page: OpenPage) -> None:
    phone = open_page(PREDICT, room="zzzz")
    assert words.told(words.NO_ROOM, "ZZZZ") in sentence(phone)
    assert kept(phone)["keep"], "it may come back"
    attendance().rooms.open(Room("ZZZZ", lock_of("x"), "round=2", NOW + MOST_SECONDS))
    assert phone.run().button(key="option_a")
    phone.button(key="leave_room").click().run()
    assert "room" not in phone.query_params
    assert phone.button(key="next"), "the rounds"


def test_wrong_codes_are_limited_and_a_right_one_is_never_delayed(open_page: OpenPage) -> None:
    _, code = opened(open_page, round="1")
    wrong = rooms._wrong_codes()
    assert [wrong.is_one_too_many() for _ in range(MOST_WRONG)] == [False] * MOST_WRONG
    assert words.TOO_MANY in sentence(open_page(PREDICT, room="ZZZZ"))
    (phone,) = joined(open_page, code)
    assert phone.button(key="option_a")


def test_only_the_tab_that_opened_a_room_leads_it(open_page: OpenPage) -> None:
    leader, _ = opened(open_page, round="1")
    secret = kept(leader)["keep"]["id"]
    query = linked(leader)
    assert secret not in str(query)
    other = open_page(PREDICT, **query)
    assert steps_of(other) == set(), "the link alone leads nothing"
    assert secret not in str([each.proto for each in other.get("bidi_component")])
    guessed = kept(other)["keep"] | {"id": "0" * 32, "leads": True, "snapshot": {}}
    send(other, rooms.MEMORY, "kept", guessed)
    assert words.LOST in sentence(other)
    assert steps_of(other) == set()
    back = open_page(PREDICT, **query)
    send(back, rooms.MEMORY, "kept", kept(leader)["keep"])
    assert steps_of(back) == steps_of(leader)


def test_a_room_that_the_process_forgot_is_opened_again_by_its_tab(open_page: OpenPage) -> None:
    leader, code = opened(open_page, round="1")
    phones = joined(open_page, code, 6)
    vote(phones, "aaabbb")
    step(leader, "again")
    for phone in phones:
        phone.run()
    vote(phones[:5], "bbbbb")
    remembered = [kept(each)["keep"] for each in (leader.run(), *phones)]
    attendance.cache_clear()
    early = open_page(PREDICT, room=code)
    send(early, rooms.MEMORY, "kept", remembered[1])
    assert words.told(words.NO_ROOM, code) in sentence(early)
    back = open_page(PREDICT, room=code)
    send(back, rooms.MEMORY, "kept", remembered[0])
    assert steps_of(back) == {"show", "again", "reveal", "close"}
    assert (found(code).turn, found(code).first) == ("1.2", (3, 3, 0, 0))
    early.run()
    assert found(code).counts == (0, 1, 0, 0)
    for each in remembered[2:]:
        send(open_page(PREDICT, room=code), rooms.MEMORY, "kept", each)
    assert found(code).counts == (0, 5, 0, 0), "all votes are back, none twice"
    send(open_page(PREDICT, room=code), rooms.MEMORY, "kept", remembered[1])
    assert found(code).voted == 5


def test_who_only_knows_the_code_cannot_open_the_room_again(open_page: OpenPage) -> None:
    leader, code = opened(open_page, round="1")
    (phone,) = joined(open_page, code)
    vote([phone], "b")
    secret, told = kept(leader)["keep"], kept(phone)["keep"]
    attendance.cache_clear()
    other = open_page(PREDICT, room=code)
    send(other, rooms.MEMORY, "kept", secret | {"id": "0" * 32})
    assert words.LOST in sentence(other)
    assert attendance().rooms.find(code) is None
    # Even if somebody had found another secret of this code, no phone would follow.
    attendance().rooms.open(Room(code, lock_of("0" * 32), "round=2", NOW + MOST_SECONDS))
    back = open_page(PREDICT, room=code)
    send(back, rooms.MEMORY, "kept", told)
    assert options_of(back) == []
    assert words.told(words.NO_ROOM, code) in sentence(back)
    attendance.cache_clear()
    led = open_page(PREDICT, room=code)
    send(led, rooms.MEMORY, "kept", secret)
    assert steps_of(led)
    assert options_of(back.run())
    assert found(code).counts == (0, 1, 0, 0), "its own leader has it back, with the vote"


def test_a_room_ends_after_two_hours_and_stays_ended(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    leader, _ = opened(open_page, round="1")
    later = time.time() + MOST_SECONDS + 1
    monkeypatch.setattr(time, "time", lambda: later)
    monkeypatch.setattr(attendance().rooms, "_clock", lambda: later)
    assert words.told(words.ENDED) in sentence(leader.run())
    assert steps_of(leader) == set()


class Away:
    """A store that does not answer."""

    def __getattr__(self, name: str) -> object:
        def fail(*_: object, **__: object) -> None:
            raise UnreachableError

        return fail


def test_a_store_that_is_away_is_said_and_loses_no_vote(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    leader, code = opened(open_page, round="1")
    (phone,) = joined(open_page, code)
    with monkeypatch.context() as away:
        away.setattr(attendance(), "rooms", Away())
        vote([phone], "b")
        for app in (leader.run(), phone, open_page(PREDICT, room=code)):
            assert not app.exception
            assert words.UNREACHABLE in sentence(app)
        page = open_page(PREDICT, round="1")
        page.button(key="open_room").click().run()
        assert words.UNREACHABLE in sentence(page)
    phone.run()
    assert found(code).counts == (0, 1, 0, 0)
    assert steps_of(leader.run())


def test_a_wrong_setting_is_refused_on_every_page(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv(VARIABLE, "http://127.0.0.1")
    attendance.cache_clear()
    page = AppTest.from_file(str(APP), default_timeout=60).run()
    assert page.exception
    assert "ValueError: ARGSOFT_ROOMS must be empty or the address of a store" in caplog.text
    assert "ARGSOFT" not in page.exception[0].message, "that is for the host, not for visitors"


def test_rounds_with_sliders_have_no_room(open_page: OpenPage) -> None:
    for round_, count in (("2", 1), ("3", 0), ("18", 0)):
        page = open_page(PREDICT, round=round_)
        assert [each.key for each in page.button].count("open_room") == count


def test_no_answer_is_sent_before_it_is_revealed(open_page: OpenPage) -> None:
    leader, code = opened(open_page, round="12")
    (phone,) = joined(open_page, code)
    vote([phone], "a")
    question = twin(11, 0)
    for app in (phone, step(leader, "show"), phone.run()):
        everything = sentence(app) + html(app) + str(figures(app))
        assert question.why not in everything
        assert "✓" not in everything
        assert heights(app)[:2] == [[0.0] * 3] * 2


def test_a_step_needs_the_room_and_not_only_the_page(open_page: OpenPage) -> None:
    leader, code = opened(open_page, round="1")
    attendance().rooms.move(code, lock_of(kept(leader)["keep"]["id"]), ASK, "round=2")
    assert "have the same, largest logit" in str([each.value for each in leader.run().header])


# A check before a lesson and after it.

SEVEN = {"check": "before", "check_seed": "7"}


def answer_directly(code: str, marks: str, count: int) -> None:
    """Give papers with these marks to the store of the rooms, as other phones would."""
    room = found(code)
    for number in range(count):
        attendance().rooms.vote(code, room.turn, f"phone {number}", marks + FINISHED)


def answer(phone: AppTest, letters: str) -> None:
    """Answer the questions of a check one after the other."""
    for letter in letters:
        phone.button(key=f"option_{letter}").click().run()
        phone.button(key="next").click().run()
        assert not phone.exception


def shown_shares(app: AppTest) -> list[list[str]]:
    return shown_bars(app, "check")


def test_a_class_takes_a_check_before_and_after_a_lesson(open_page: OpenPage) -> None:
    leader, code = opened(open_page, **SEVEN)
    assert html(leader).count('class="qr-code"') == 1
    assert "Nobody is here yet" in sentence(leader)
    answer_directly(code, "aaaaaabbbb", 4)
    (phone,) = joined(open_page, code)
    right = "".join(LETTERS[each.right] for each in Check("before", 7).questions)
    assert words.PAPER in sentence(phone)
    answer(phone, right[:9])
    assert "4 of 4 have finished" in sentence(leader.run())
    answer(phone, right[9])
    assert words.ALL_IN in sentence(phone)
    assert "orrect" not in sentence(phone).replace(words.PAPER, "")
    assert "5 of 5 have finished" in sentence(leader.run())
    assert figures(leader) == [], "nothing else is seen"
    assert shown_shares(step(leader, "show")) == [["100"] * 6 + ["20"] * 4]
    assert "On average, 6.8 of 10 were correct." in sentence(leader)
    assert words.CHECK_OVER in sentence(phone.run())
    assert "orrect" not in sentence(phone), "what was missed would teach to the check"

    # The lesson, with a question of its own.
    leader.button(key="kind_0").click().run()
    assert "check" not in linked(leader)
    assert phone.run().button(key="option_a").label.startswith("A: ")
    assert shown_shares(step(leader, "reveal")) == []
    leader.button(key="room_after").click().run()
    assert (linked(leader)["check"], linked(leader)["check_seed"]) == ("after", "7")

    phone.run()
    assert "After the lesson: 1 of 10" in html(phone), "from the first question again"
    assert "0 answered" in html(phone)
    answer_directly(code, "aaaaaaaaab", 5)
    after = Check("after", 7).questions
    wrong = next(letter for letter in "abc" if letter != LETTERS[after[0].right])
    answer(phone, wrong + "".join(LETTERS[each.right] for each in after[1:]))
    assert "6 of 6 have finished" in sentence(leader.run())
    assert shown_shares(leader) == []
    step(leader, "reveal")
    now = ["83"] + ["100"] * 8 + ["17"]
    assert shown_shares(leader) == [["100"] * 6 + ["20"] * 4, now]
    assert "6.8 of 10 were correct before the lesson, and 9.0 after it" in sentence(leader)
    assert "9 of 10 are correct." in sentence(phone.run())
    assert after[0].why in sentence(phone)
    assert figures(phone) == [], "the class is on the projector"
    step(leader, "close")
    leader.button(key="leave_room").click().run()
    assert not {"room", "check"} & {*linked(leader)}


@pytest.mark.parametrize("is_reloaded", [False, True])
def test_a_new_room_knows_the_check_before_the_lesson(
    open_page: OpenPage, *, is_reloaded: bool
) -> None:
    leader, code = opened(open_page, **SEVEN)
    answer_directly(code, "aaaaaabbb-", 5)
    attendance().rooms.vote(code, "1.1", "another", "---------a-")
    step(leader, "close")
    first = kept(leader)["first"]
    assert kept(leader)["keep"] is None, "the room itself is forgotten"
    if is_reloaded:
        leader = open_page(PREDICT, **SEVEN | {"check": "after"})
        send(leader, rooms.FIRST_MEMORY, "kept", first)
    else:
        leader.button(key="leave_room").click().run()
        leader.switch_page("pages/teach/teach.py").run()
        leader.switch_page(PREDICT)
        leader.query_params.update(SEVEN | {"check": "after"})
        leader.run()
    assert kept(leader, rooms.FIRST_MEMORY)["keep"] == first
    leader.button(key="open_room").click().run()
    again = code_of(leader)
    assert again != code
    answer_directly(again, "aaaaaaaaaa", 5)
    outlines = shown_shares(step(leader, "reveal"))
    assert outlines == [["100"] * 6 + ["0"] * 3 + [""], ["100"] * 10], "nothing of one student"
    assert kept_check(first, NOW + 2 * MOST_SECONDS) is None, "that would be another class"


def test_a_check_shows_nothing_of_few(open_page: OpenPage) -> None:
    leader, code = opened(open_page, **SEVEN)
    answer_directly(code, "aaaaaaaaaa", 4)
    step(leader, "show")
    assert figures(leader) == []
    assert "fewer than 5" in sentence(leader)
    assert "%" not in sentence(leader)
    leader.button(key="room_ask").click().run()
    answer_directly(code, "aaaaaaaaaa", 4)
    attendance().rooms.vote(code, found(code).turn, "one more", "b" + "-" * 10)
    step(leader, "reveal")
    assert shown_shares(leader) == [["80"] + [""] * 9], "late, and counted where it answers"
    assert "too few answers" in html(leader)
    (phone,) = joined(open_page, code)
    assert words.NOT_TAKEN in sentence(phone)


def test_a_phone_comes_back_to_its_answers_and_sends_them_again(open_page: OpenPage) -> None:
    leader, code = opened(open_page, **SEVEN)
    (phone,) = joined(open_page, code)
    answer(phone, "abn")
    counts = found(code).counts
    remembered = [kept(each)["keep"] for each in (leader.run(), phone)]
    assert remembered[1]["letter"] == "abn-------", "what was answered, and not what is right"
    attendance.cache_clear()
    query = linked(phone)
    back = open_page(PREDICT, room=code)
    send(back, rooms.MEMORY, "kept", remembered[0])
    assert sum(found(code).counts) == 0
    again = open_page(PREDICT, **query)
    send(again, rooms.MEMORY, "kept", remembered[1])
    assert found(code).counts == counts
    assert "Before the lesson: 4 of 10" in html(again)
    again.button(key="back").click().run()
    assert "(your answer)" in again.button(key="option_n").label


@pytest.mark.parametrize("letters", ["aaaaaaaaaaa", "zzzzzzzzzz", "<b>", "a"])
def test_what_a_tab_remembers_is_sent_only_if_it_fits(open_page: OpenPage, letters: str) -> None:
    _, code = opened(open_page, **SEVEN)
    (phone,) = joined(open_page, code)
    send(phone, rooms.MEMORY, "kept", kept(phone)["keep"] | {"turn": "1.1", "letter": letters})
    assert not phone.exception
    assert sum(found(code).counts) == 0
    assert "0 answered" in html(phone)


def test_an_answer_after_the_check_is_told_and_not_counted(open_page: OpenPage) -> None:
    leader, code = opened(open_page, **SEVEN)
    (phone,) = joined(open_page, code)
    step(leader, "show")
    phone.button(key="option_a").click().run()
    assert words.LATE in sentence(phone)
    assert sum(found(code).counts) == 0

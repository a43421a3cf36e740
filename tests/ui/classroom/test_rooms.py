"""What a tab in a room takes back from its browser."""

import pytest

from argsoft.teaching.rooms.room import Room, lock_of
from argsoft.ui.classroom.rooms import Member

NAME = "0123456789abcdef" * 2
KEPT = {
    **{"id": NAME, "leads": False, "lock": lock_of("x")},
    **{"turn": "1.2", "letter": "b", "snapshot": {}},
}

JUNK: tuple[object, ...] = (None, 1, [])


def test_a_phone_takes_its_vote_back_once() -> None:
    member = Member("BCDF")
    member.take_back(KEPT)
    assert member.kept == KEPT
    member.take_back(KEPT | {"id": "f" * 32})
    assert member.name == NAME, "one tab is one voter"


def test_a_leading_tab_takes_its_secret_and_its_room_back() -> None:
    before = Member("BCDF", leads=True)
    before.snapshot = Room("BCDF", lock_of(before.name), "round=1", 7200.0).snapshot()
    after = Member("BCDF")
    after.take_back(before.kept)
    assert after.kept == before.kept
    after.become_phone("")
    assert not after.leads
    assert after.name != before.name, "its name was a secret"


@pytest.mark.parametrize(
    "sent",
    [
        *(None, "", [], {}),
        *({name: value for name, value in KEPT.items() if name != left} for left in KEPT),
        *(KEPT | {name: value} for name in KEPT for value in JUNK),
        *(KEPT | {"id": name} for name in ("", "x" * 32, NAME.upper(), NAME * 2)),
    ],
)
def test_anything_else_is_ignored(sent: object) -> None:
    member = Member("BCDF")
    fresh = member.kept
    member.take_back(sent)
    assert member.kept == fresh
    assert member.is_final, "the browser is to keep the fresh one instead"


@pytest.mark.parametrize("lock", ["", "x", "x" * 64, "f" * 63, "<b>"])
def test_no_lock_but_one_of_a_room_is_taken(lock: str) -> None:
    member = Member("BCDF")
    member.take_back(KEPT | {"lock": lock})
    assert (member.lock, member.letter) == ("", "b")


@pytest.mark.parametrize("letter", ["", "ab", "abcd", "e", "<b>"])
def test_no_letter_but_that_of_an_answer_is_taken(letter: str) -> None:
    member = Member("BCDF")
    member.take_back(KEPT | {"letter": letter})
    assert member.letter == ""

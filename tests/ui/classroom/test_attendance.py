"""Who is told of which change of a room, and how the tabs in it are counted."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from argsoft.teaching.rooms.memory import MemoryRooms
from argsoft.teaching.rooms.room import MOST_SECONDS, SHOW, Room, lock_of
from argsoft.ui.classroom.attendance import VARIABLE, Attendance, attendance

LOCK = lock_of("x")


@dataclass
class FakeTab:
    """A tab that notes when it is asked to rerun, and does so later."""

    session: str
    is_open: bool = True
    asked: list[Callable[[], bool]] = field(default_factory=list)

    def rerun(self, is_needed: Callable[[], bool]) -> None:
        self.asked.append(is_needed)

    def reruns(self) -> int:
        """Count the reruns that are still needed, and forget them."""
        asked, self.asked = self.asked, []
        return sum(each() for each in asked)


class Hall:
    """An attendance with a room, a leading tab, and two phones."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        # Its own thread would tick at any time.
        monkeypatch.setattr(Attendance, "_tick_on", lambda _: None)
        self.rooms = MemoryRooms()
        self.attendance = Attendance(self.rooms)
        self.rooms.open(Room("BCDF", LOCK, "round=1", time.time() + MOST_SECONDS))
        self.tabs = [FakeTab(name) for name in ("leader", "phone", "another", "elsewhere")]
        self.leader, self.phone, self.another, self.elsewhere = self.tabs
        for tab in self.tabs:
            code = "ZZZZ" if tab is self.elsewhere else "BCDF"
            self.enter(tab, code, "1.1.voting")

    def enter(self, tab: FakeTab, code: str, seen: str) -> None:
        seat = self.attendance.enter(tab, code, leads=tab is self.leader)  # type: ignore[arg-type]
        seat.seen = seen

    def reruns(self) -> list[int]:
        return [tab.reruns() for tab in self.tabs]


@pytest.fixture
def hall(monkeypatch: pytest.MonkeyPatch) -> Hall:
    return Hall(monkeypatch)


def test_a_new_phase_is_drawn_in_every_tab_of_the_room(hall: Hall) -> None:
    hall.rooms.move("BCDF", LOCK, SHOW)
    assert hall.reruns() == [1, 1, 1, 0]


def test_who_shows_it_already_is_not_drawn_again(hall: Hall) -> None:
    hall.rooms.move("BCDF", LOCK, SHOW)
    hall.enter(hall.leader, "BCDF", "1.1.shown")  # it has drawn itself after its own step
    assert hall.reruns() == [0, 1, 1, 0]


def test_votes_are_told_to_the_leader_alone_and_together(hall: Hall) -> None:
    for voter in ("x", "y", "z"):
        hall.rooms.vote("BCDF", "1.1", voter, "a")
    assert hall.reruns() == [0, 0, 0, 0], "not before the next tick"
    hall.attendance.tick()
    assert hall.reruns() == [1, 0, 0, 0]
    hall.attendance.tick()
    assert hall.reruns() == [0, 0, 0, 0], "nothing runs while nothing happens"


def test_votes_run_only_what_counts_them(hall: Hall) -> None:
    counter = FakeTab("leader")
    hall.attendance.count_in(counter)  # type: ignore[arg-type]
    hall.rooms.vote("BCDF", "1.1", "x", "a")
    hall.attendance.tick()
    assert (counter.reruns(), hall.reruns()) == (1, [0, 0, 0, 0])
    hall.rooms.move("BCDF", LOCK, SHOW)
    assert (counter.reruns(), hall.reruns()) == (0, [1, 1, 1, 0]), "a phase is drawn as a whole"


def test_whoever_waits_for_a_room_is_told_when_it_opens(hall: Hall) -> None:
    hall.enter(hall.elsewhere, "ZZZZ", "")
    hall.rooms.open(Room("ZZZZ", LOCK, "round=1", time.time() + MOST_SECONDS))
    assert hall.reruns() == [0, 0, 0, 1]


def test_all_look_again_when_anything_may_have_changed(hall: Hall) -> None:
    hall.attendance.changed("", "")
    assert hall.reruns() == [1, 1, 1, 1]


def test_phones_are_counted_and_those_that_left_are_forgotten(hall: Hall) -> None:
    hall.attendance.tick()
    assert hall.rooms.here("BCDF") == 2
    assert hall.leader.reruns() == 1, "the leader is told"
    hall.phone.is_open = False
    hall.attendance._ticks = 4
    hall.attendance.tick()
    assert hall.rooms.here("BCDF") == 1
    hall.rooms.move("BCDF", LOCK, SHOW)
    assert hall.phone.asked == []


def test_the_thread_ends_when_all_have_left() -> None:
    there = Attendance(MemoryRooms())
    there.enter(FakeTab("one", is_open=False), "BCDF", leads=False)  # type: ignore[arg-type]
    ticker = there._ticker
    assert ticker
    ticker.join(timeout=60)
    assert there._ticker is None


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("http://127.0.0.1", "got 'http://127.0.0.1': .*scheme"),
        ("redis://127.0.0.1:port", "got 'redis://127.0.0.1:port': .*[Pp]ort"),
        ("ftp://:secret@host", r"got 'ftp://:\*\*\*@host'"),
    ],
)
def test_a_wrong_address_of_the_store_is_refused(
    monkeypatch: pytest.MonkeyPatch, url: str, told: str
) -> None:
    monkeypatch.setenv(VARIABLE, url)
    attendance.cache_clear()
    with pytest.raises(ValueError, match=f"^ARGSOFT_ROOMS must be .*redis://.*, {told}") as refused:
        attendance()
    assert "secret" not in str(refused.value)
    monkeypatch.delenv(VARIABLE)
    assert isinstance(attendance().rooms, MemoryRooms)
    attendance.cache_clear()

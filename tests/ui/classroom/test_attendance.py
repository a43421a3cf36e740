"""Who is told of which change of a room, and how the tabs in it are counted."""

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from argsoft.teaching.rooms.memory import MemoryRooms
from argsoft.teaching.rooms.room import ASK, CLOSE, MOST_SECONDS, REVEAL, SHOW, Room, lock_of
from argsoft.ui.classroom.attendance import DRAW_SECONDS, VARIABLE, Attendance, Seat, attendance

LOCK = lock_of("x")


@dataclass
class FakeTab:
    """A tab that notes when it is asked to rerun or to show something, and does so later."""

    session: str
    is_open: bool = True
    fragment: str = "page"
    asked: list[Callable[[], bool]] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    shown: list[object] = field(default_factory=list)

    def rerun(self, is_needed: Callable[[], bool], *, after: float = 0.0) -> None:
        self.asked.append(is_needed)
        self.waits.append(after)

    def show(self, drawn: Sequence[ForwardMsg], is_taken: Callable[[], bool]) -> None:
        if is_taken():
            self.shown += [json.loads(each.delta.new_element.bidi_component.json) for each in drawn]

    def reruns(self) -> int:
        """Count the reruns that are still needed, and forget them."""
        asked, self.asked = self.asked, []
        return sum(each() for each in asked)


@dataclass
class FakeGuest:
    """A phone's vote, and what its component is told."""

    look: str | None = "a"
    told: str = ""


def message(data: object, key: str = "memory") -> ForwardMsg:
    """Draw a component on a page."""
    drawn = ForwardMsg()
    drawn.metadata.delta_path[:] = [0, 7]
    drawn.delta.new_element.bidi_component.id = f"$$ID-0-{key}"
    drawn.delta.new_element.bidi_component.json = json.dumps(data)
    return drawn


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

    def phones(self, *looks: str | None) -> list[FakeTab]:
        """Let phones with these votes sit down."""
        tabs = [FakeTab(str(place)) for place in range(len(looks))]
        for tab, look in zip(tabs, looks, strict=True):
            self.draw(tab, FakeGuest(look, f"own {tab.session}"), "1.1.voting")
        return tabs

    def draw(self, tab: FakeTab, guest: FakeGuest, seen: str) -> Seat:
        """Draw the room on a phone."""
        seat = self.attendance.enter(tab, "BCDF", leads=False, guest=guest)  # type: ignore[arg-type]
        seat.seen = seen
        drawn = [message("the answer", "chart"), message(guest.told)]
        self.attendance.drawn(seat, drawn, "memory")
        return seat


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


def test_phones_that_will_look_the_same_are_drawn_once(hall: Hall) -> None:
    phones = hall.phones("a", "b", "a", "a")
    for tab in phones:
        tab.asked.clear()
    hall.rooms.move("BCDF", LOCK, REVEAL)
    assert [tab.waits[-1] for tab in phones] == [0, 0, DRAW_SECONDS, DRAW_SECONDS]
    hall.draw(phones[0], FakeGuest("a", "own 0"), "1.1.revealed")
    assert [tab.shown for tab in phones] == [
        *([], [], ["the answer", "own 2"], ["the answer", "own 3"])
    ], "each with what is its own"
    assert [tab.reruns() for tab in phones] == [0, 1, 0, 0], "the others need no run"
    hall.draw(phones[2], FakeGuest("a", "own 2"), "1.1.revealed")
    assert [len(tab.shown) for tab in phones] == [0, 0, 2, 2], "and nothing twice"


@pytest.mark.parametrize("differs", ["another vote", "another place", "a page", "words of its own"])
def test_a_phone_that_will_look_different_is_drawn_by_itself(hall: Hall, differs: str) -> None:
    first, other = hall.phones("a", "b" if differs == "another vote" else "a")
    seat = hall.attendance._seats[other.session]
    if differs == "another place":
        seat.place = (0, 8)
    if differs == "a page":
        other.fragment = "another"
    if differs == "words of its own":
        seat.guest = FakeGuest(None)
    hall.rooms.move("BCDF", LOCK, REVEAL)
    hall.draw(first, FakeGuest("a"), "1.1.revealed")
    assert (other.shown, other.waits[-1], other.reruns()) == ([], 0, 1)


@pytest.mark.parametrize(("move", "version"), [(ASK, "2.1.voting"), (CLOSE, "1.1.closed")])
def test_what_has_new_widgets_is_drawn_in_every_tab(hall: Hall, move: str, version: str) -> None:
    first, other = hall.phones("a", "a")
    hall.rooms.move("BCDF", LOCK, move, "round=2" if move == ASK else "")
    hall.draw(first, FakeGuest("a"), version)
    assert (other.shown, other.waits[-1], other.reruns()) == ([], 0, 1)


def test_what_refers_to_the_cache_of_a_browser_is_not_sent_to_others(hall: Hall) -> None:
    first, other = hall.phones("a", "a")
    hall.rooms.move("BCDF", LOCK, REVEAL)
    seat = hall.attendance._seats[first.session]
    seat.seen = "1.1.revealed"
    hall.attendance.drawn(seat, [message("x"), ForwardMsg(ref_hash="known")], "memory")
    assert (other.shown, other.reruns()) == ([], 1)


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

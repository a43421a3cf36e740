"""What both stores of rooms do, in memory and in a Redis."""

import itertools
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from argsoft.state.scenario import LETTERS, ROOM_CODE
from argsoft.teaching.rooms import room as rules
from argsoft.teaching.rooms.room import (
    AGAIN,
    ASK,
    CLOSE,
    CLOSED,
    COUNTED,
    FULL,
    GONE,
    LATE,
    MOST_ROOMS,
    MOST_SECONDS,
    MOST_VOTERS,
    REVEAL,
    SHOW,
    TAKEN,
    VOTING,
    Room,
    Rooms,
    UnreachableError,
    lock_of,
)
from argsoft.teaching.rooms.shared import SharedRooms
from tests.server import PATIENCE_SECONDS, Store
from tests.teaching.rooms.conftest import SECRET, Opened

LOCK = lock_of(SECRET)


def found(rooms: Rooms, code: str = "BCDF") -> Room:
    room = rooms.find(code)
    assert room
    return room


def test_a_room_is_found_as_it_was_opened(rooms: Rooms, opened: Opened) -> None:
    room = opened(number=3, ballot=2, counts=(1, 2, 3, 4), first=(4, 3, 2, 1), phase="shown")
    assert rooms.find("BCDF") == room
    assert rooms.find("BCDG") is None


def test_a_code_in_use_is_taken_and_its_room_stays(rooms: Rooms, opened: Opened) -> None:
    room = opened()
    other = Room("BCDF", lock_of("another"), "round=2", room.ends)
    assert rooms.open(other) == TAKEN
    assert rooms.find("BCDF") == room


def test_a_voter_has_one_vote_and_may_change_it(rooms: Rooms, opened: Opened) -> None:
    turn = opened().turn
    for voter, letter in (("x", "a"), ("y", "b"), ("x", "b"), ("x", "b"), ("z", "d")):
        assert rooms.vote("BCDF", turn, voter, letter) == COUNTED
    assert found(rooms).counts == (0, 2, 0, 1)
    assert rooms.vote("BCDF", turn, "x", "c", is_repeated=True) == COUNTED
    assert rooms.vote("BCDF", turn, "w", "c", is_repeated=True) == COUNTED
    assert found(rooms).counts == (0, 2, 1, 1), "a repeated vote changes none that is there"


def test_a_vote_counts_for_its_own_turn_alone(rooms: Rooms, opened: Opened) -> None:
    turn = opened().turn
    assert rooms.vote("BCDF", "1.2", "x", "a") == LATE
    assert rooms.vote("BCDG", turn, "x", "a") == GONE
    rooms.move("BCDF", LOCK, SHOW)
    assert rooms.vote("BCDF", turn, "x", "a") == LATE
    assert found(rooms).voted == 0
    rooms.move("BCDF", LOCK, AGAIN)
    assert rooms.vote("BCDF", turn, "x", "a") == LATE
    assert rooms.vote("BCDF", found(rooms).turn, "x", "a") == COUNTED


def test_a_second_vote_stands_beside_the_first(rooms: Rooms, opened: Opened) -> None:
    turn = opened().turn
    for voter in "vwxyz":
        rooms.vote("BCDF", turn, voter, "a")
    again = rooms.move("BCDF", LOCK, AGAIN)
    assert again
    assert (again.first, again.counts, again.phase) == ((5, 0, 0, 0), (0, 0, 0, 0), VOTING)
    rooms.vote("BCDF", again.turn, "v", "b")
    assert found(rooms).counts == (0, 1, 0, 0), "the letters of the first vote must be forgotten"
    asked = rooms.move("BCDF", LOCK, ASK, "round=2")
    assert asked
    assert (asked.turn, asked.question, asked.first, asked.voted) == ("2.1", "round=2", None, 0)


ASKED = "check=before&check_seed=7"


def takes_a_check(rooms: Rooms, opened: Opened) -> Room:
    """Open a room that asks another question first."""
    opened()
    room = rooms.move("BCDF", LOCK, ASK, ASKED)
    assert room
    return room


def test_papers_of_a_check_are_counted_in_each_place(rooms: Rooms, opened: Opened) -> None:
    turn = takes_a_check(rooms, opened).turn
    votes = [("x", "ab---------"), ("y", "bb--------a"), ("x", "aa-b-------")]
    for voter, paper in votes:
        assert rooms.vote("BCDF", turn, voter, paper) == COUNTED
    counts = found(rooms).counts
    assert [counts[start:][:4] for start in range(0, 44, 4)] == [
        *((1, 1, 0, 0), (1, 1, 0, 0), (0, 0, 0, 0), (0, 1, 0, 0)),
        *((0, 0, 0, 0),) * 6,
        (1, 0, 0, 0),
    ]
    assert rooms.vote("BCDF", turn, "x", "b" * 10 + "-", is_repeated=True) == COUNTED
    assert found(rooms).counts == counts, "a repeated paper changes none that is there"
    assert rooms.vote("BCDF", "1.1", "z", "a" * 11) == LATE
    with pytest.raises(ValueError, match="got 'nope'"):
        rooms.vote("BCDF", turn, "z", "nope")


def test_a_check_stays_known_until_the_one_after(rooms: Rooms, opened: Opened) -> None:
    turn = takes_a_check(rooms, opened).turn
    for number in range(5):
        rooms.vote("BCDF", turn, str(number), "ab" * 5 + "a")
    before = found(rooms).counts
    rooms.move("BCDF", LOCK, SHOW)
    for asked in ("round=4", "check=after&check_seed=7"):
        moved = rooms.move("BCDF", LOCK, ASK, asked)
        assert moved
        assert (found(rooms), moved.checked, moved.voted) == (moved, before, 0)
    for number in range(6):
        rooms.vote("BCDF", found(rooms).turn, str(number), "a" * 11)
    shown = rooms.move("BCDF", LOCK, REVEAL)
    assert shown
    assert (shown.correct, shown.correct_before) == ((1.0,) * 10, (1.0, 0.0) * 5)
    rooms.move("BCDF", LOCK, CLOSE)
    assert found(rooms).checked is None


def test_papers_from_many_threads_are_all_counted_once(rooms: Rooms, opened: Opened) -> None:
    turn = takes_a_check(rooms, opened).turn

    def answer(number: int) -> str:
        marks = ("ab"[number % 2] * (number // 40 + 1)).ljust(10, "-")
        return rooms.vote("BCDF", turn, str(number % 40), f"{marks}-")

    with ThreadPoolExecutor(8) as pool:
        assert Counter(pool.map(answer, range(200))) == {COUNTED: 200}
    assert sum(found(rooms).counts[:4]) == 40
    assert min(found(rooms).counts) >= 0


def test_only_the_key_of_its_tab_leads_a_room(rooms: Rooms, opened: Opened) -> None:
    room = opened()
    for move in (SHOW, AGAIN, REVEAL, ASK, CLOSE):
        assert rooms.move("BCDF", lock_of("a guess"), move) is None
    assert rooms.find("BCDF") == room
    assert rooms.move("BCDG", LOCK, SHOW) is None


def test_a_step_at_the_wrong_time_changes_nothing(rooms: Rooms, opened: Opened) -> None:
    opened()
    revealed = rooms.move("BCDF", LOCK, REVEAL)
    assert rooms.move("BCDF", LOCK, SHOW) == rooms.move("BCDF", LOCK, AGAIN) == revealed


def test_a_closed_room_says_so_and_has_forgotten_its_votes(rooms: Rooms, opened: Opened) -> None:
    turn = opened().turn
    rooms.vote("BCDF", turn, "x", "a")
    rooms.move("BCDF", LOCK, CLOSE)
    room = found(rooms)
    assert (room.phase, room.question, room.voted) == (CLOSED, "", 0)
    assert rooms.vote("BCDF", turn, "x", "a") == LATE


def test_a_room_ends_by_itself(rooms: Rooms, now: list[float]) -> None:
    short = Room("BCDF", LOCK, "round=1", now[0] + 2)
    rooms.open(short)
    rooms.vote("BCDF", short.turn, "x", "a")
    now[0] += 3  # for the memory; the Redis has a clock of its own
    end = time.monotonic() + PATIENCE_SECONDS
    while rooms.find("BCDF"):
        assert time.monotonic() < end
        time.sleep(0.1)
    assert rooms.vote("BCDF", short.turn, "y", "a") == GONE
    assert rooms.open(Room("BCDF", LOCK, "round=1", now[0] + MOST_SECONDS)) == "opened"
    assert found(rooms).voted == 0


def test_rooms_and_voters_are_limited(rooms: Rooms, opened: Opened, now: list[float]) -> None:
    room = opened()
    assert (MOST_ROOMS, MOST_VOTERS) == (500, 500)
    for number in range(MOST_VOTERS):
        assert rooms.vote("BCDF", room.turn, str(number), "a") == COUNTED
    assert rooms.vote("BCDF", room.turn, "one more", "a") == FULL
    assert rooms.vote("BCDF", room.turn, "7", "b") == COUNTED, "who has voted may change it"
    assert found(rooms).counts == (499, 1, 0, 0)
    codes = map("".join, itertools.product(reversed(ROOM_CODE.letters), repeat=ROOM_CODE.length))
    assert next(codes) == "ZZZZ"
    for code in itertools.islice(codes, MOST_ROOMS - 1):
        opened(code)
    assert rooms.open(Room("ZZZZ", LOCK, "", now[0] + MOST_SECONDS)) == FULL
    assert rooms.find("ZZZZ") is None


def test_votes_from_many_threads_are_all_counted_once(rooms: Rooms, opened: Opened) -> None:
    turn = opened().turn

    def vote(number: int) -> str:
        return rooms.vote("BCDF", turn, str(number % 40), LETTERS[number % 3])

    with ThreadPoolExecutor(8) as pool:
        assert Counter(pool.map(vote, range(240))) == {COUNTED: 240}
    assert found(rooms).voted == 40


def test_no_vote_is_lost_or_counted_twice_while_the_vote_is_taken_again(
    rooms: Rooms, opened: Opened
) -> None:
    turn = opened().turn
    with ThreadPoolExecutor(8) as pool:
        said = [pool.submit(rooms.vote, "BCDF", turn, str(n), "a") for n in range(60)]
        again = pool.submit(rooms.move, "BCDF", LOCK, AGAIN).result()
        counted = [each.result() for each in said].count(COUNTED)
    assert again
    assert again.first == (counted, 0, 0, 0)
    assert found(rooms).voted == 0


def test_every_change_is_told(rooms: Rooms, opened: Opened) -> None:
    told: list[tuple[str, str]] = []
    heard = threading.Event()

    def changed(code: str, version: str) -> None:
        told.append((code, version))
        if version in ("", "1.1.closed"):
            heard.set()

    rooms.listen(changed)
    if isinstance(rooms, SharedRooms):
        assert heard.wait(PATIENCE_SECONDS), "it says that it listens now"
    told.clear()
    turn = opened().turn
    rooms.vote("BCDF", turn, "x", "a")
    rooms.vote("BCDF", turn, "x", "a")  # changes nothing
    rooms.note("BCDF", "here", 3)
    rooms.note("BCDF", "here", 3)
    rooms.move("BCDF", LOCK, SHOW)
    heard.clear()
    rooms.move("BCDF", LOCK, CLOSE)
    assert heard.wait(PATIENCE_SECONDS)
    versions = [version for _, version in told]
    assert versions == ["1.1.voting", "", "", "1.1.shown", "1.1.closed"]
    assert {code for code, _ in told} == {"BCDF"}


def test_those_who_are_here_are_counted_in_all_places(rooms: Rooms, opened: Opened) -> None:
    opened()
    assert rooms.here("BCDF") == 0
    rooms.note("BCDF", "one", 3)
    rooms.note("BCDF", "another", 4)
    rooms.note("BCDF", "one", 2)
    assert rooms.here("BCDF") == 6
    assert rooms.here("BCDG") == 0


@pytest.mark.usefixtures("store")  # or this one is skipped as well
def test_a_store_that_is_away_is_said_at_once_and_comes_back() -> None:
    own = Store()
    rooms = SharedRooms(own.url)
    room = Room("BCDF", LOCK, "round=1", time.time() + MOST_SECONDS)
    told: list[str] = []
    assert rooms.open(room) == "opened"
    rooms.listen(lambda code, version: told.append(f"{code}{version}"))
    own.stop()
    for ask in (lambda: rooms.find("BCDF"), lambda: rooms.vote("BCDF", "1.1", "x", "a")):
        with pytest.raises(UnreachableError):
            ask()
    own = Store(own.port)
    end = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            assert rooms.find("BCDF") is None
            break
        except UnreachableError:
            assert time.monotonic() < end
            time.sleep(0.05)
    told.clear()
    assert rooms.open(room) == "opened"
    while "BCDF1.1.voting" not in told and "" not in told:
        assert time.monotonic() < end, "whoever comes back must look again"
        time.sleep(0.05)
    own.stop()


def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="scheme"):
        SharedRooms("http://127.0.0.1")


def test_the_time_is_two_hours() -> None:
    assert rules.HOURS == 2

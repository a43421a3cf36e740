"""Rooms in the memory of one process: the default, which needs nothing."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import RLock

from argsoft.teaching.rooms.room import (
    COUNTED,
    FULL,
    GONE,
    LATE,
    MOST_ROOMS,
    MOST_VOTERS,
    MOVES,
    OPENED,
    TAKEN,
    VOTING,
    Changed,
    Room,
)


@dataclass
class _Kept:
    """A room, the vote of each voter in the current vote, and the tabs that each process has."""

    room: Room
    letters: dict[str, str] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)


class MemoryRooms:
    """Rooms in memory; see `argsoft.teaching.rooms.room.Rooms`.

    Parameters
    ----------
    clock : callable
        Returns the seconds since 1970.
    """

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self._clock, self._lock = clock, RLock()
        self._kept: dict[str, _Kept] = {}
        self._listeners: list[Changed] = []

    def open(self, room: Room) -> str:
        """Keep a new room, if there is space and its code is free."""
        with self._lock:
            now = self._clock()
            self._kept = {code: k for code, k in self._kept.items() if now < k.room.ends}
            if room.code in self._kept:
                return TAKEN
            if len(self._kept) >= MOST_ROOMS:
                return FULL
            self._kept[room.code] = _Kept(room)
        self._tell(room.code, room.version)
        return OPENED

    def find(self, code: str) -> Room | None:
        """Find a room that has not ended."""
        with self._lock:
            kept = self._get(code)
            return kept.room if kept else None

    def move(self, code: str, lock: str, move: str, question: str = "") -> Room | None:
        """Let the leader take a step, if the phase allows it."""
        with self._lock:
            kept = self._get(code)
            if kept is None or kept.room.lock != lock:
                return None
            before = kept.room
            if move not in MOVES[before.phase]:
                return before
            kept.room = before.moved(move, question)
            if kept.room.turn != before.turn or not kept.room.question:
                kept.letters.clear()
        self._tell(code, kept.room.version)
        return kept.room

    def vote(
        self, code: str, turn: str, voter: str, letter: str, *, is_repeated: bool = False
    ) -> str:
        """Count a vote, if it is in time and there is space."""
        with self._lock:
            kept = self._get(code)
            if kept is None:
                return GONE
            if (kept.room.turn, kept.room.phase) != (turn, VOTING):
                return LATE
            before = kept.letters.get(voter)
            if before is None and len(kept.letters) >= MOST_VOTERS:
                return FULL
            if before == letter or (before and is_repeated):
                return COUNTED
            kept.room = kept.room.with_vote(letter, before)
            kept.letters[voter] = letter
        self._tell(code, "")
        return COUNTED

    def note(self, code: str, place: str, count: int) -> None:
        """Note how many tabs a process has in a room."""
        with self._lock:
            kept = self._get(code)
            if kept is None or kept.places.get(place) == count:
                return
            kept.places[place] = count
        self._tell(code, "")

    def here(self, code: str) -> int:
        """Count the tabs in a room."""
        with self._lock:
            kept = self._get(code)
            return sum(kept.places.values()) if kept else 0

    def listen(self, changed: Changed) -> None:
        """Tell about every change from now on."""
        self._listeners.append(changed)

    def _get(self, code: str) -> _Kept | None:
        """Look up a room that has not ended."""
        kept = self._kept.get(code)
        return kept if kept and self._clock() < kept.room.ends else None

    def _tell(self, code: str, version: str) -> None:
        """Tell all listeners, without holding the lock."""
        for listener in self._listeners:
            listener(code, version)

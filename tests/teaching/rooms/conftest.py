"""Fixtures: rooms in memory, and in a Redis."""

from collections.abc import Callable

import pytest
import redis

from argsoft.teaching.rooms.memory import MemoryRooms
from argsoft.teaching.rooms.room import MOST_SECONDS, Room, Rooms, lock_of
from argsoft.teaching.rooms.shared import SharedRooms

SECRET = "a secret of the tab"  # noqa: S105
Opened = Callable[..., Room]


@pytest.fixture
def now() -> list[float]:
    """Return a clock that the test can set, for rooms in memory."""
    return [1_000_000.0]


@pytest.fixture(params=["memory", "shared"])
def rooms(request: pytest.FixtureRequest, now: list[float]) -> Rooms:
    """Return an empty store of rooms, of each kind in turn."""
    if request.param == "memory":
        return MemoryRooms(clock=lambda: now[0])
    url = request.getfixturevalue("store").url
    client = redis.Redis.from_url(url)
    client.flushall()
    now[0] = float(client.time()[0])
    client.close()
    return SharedRooms(url)


@pytest.fixture
def opened(rooms: Rooms, now: list[float]) -> Opened:
    """Open a room."""

    def open_one(code: str = "BCDF", **others: object) -> Room:
        room = Room(code, lock_of(SECRET), "round=1", now[0] + MOST_SECONDS, **others)  # type: ignore[arg-type]
        assert rooms.open(room) == "opened"
        return room

    return open_one

"""Rooms in a Valkey or Redis, which several processes share."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import redis

from argsoft.state.scenario import LETTERS, NO_GUESS
from argsoft.teaching.rooms.room import (
    FULL,
    MOST_ROOMS,
    MOST_SECONDS,
    MOST_VOTERS,
    MOVES,
    OPENED,
    TAKEN,
    Changed,
    Room,
    UnreachableError,
    places_of,
)

PREFIX = "argsoft:room:"
INDEX, CHANNEL = "argsoft:rooms", "argsoft:changes"
PATIENCE_SECONDS = 1.0  # since one visitor's page is drawn at a time
RETRY_SECONDS = 0.5
OTHER_COUNTS = ("first", "checked")
PRESENT_SECONDS = 15  # a process that dies is counted for so long
# One step, so that a vote is counted wholly or not at all, and in no vote but its own.
VOTE = """
local room, letters = KEYS[1], KEYS[2]
local turn, voter, paper, most, channel, code, repeated = unpack(ARGV)
if redis.call('EXISTS', room) == 0 then return 'gone' end
local number, ballot, phase = unpack(redis.call('HMGET', room, 'number', 'ballot', 'phase'))
if number .. '.' .. ballot ~= turn or phase ~= 'voting' then return 'late' end
local before = redis.call('HGET', letters, voter)
if not before and redis.call('HLEN', letters) >= tonumber(most) then return 'full' end
if before == paper or (before and repeated == '1') then return 'counted' end
redis.call('HSET', letters, voter, paper)
redis.call('PEXPIRE', letters, redis.call('PTTL', room))
for place = 1, #paper do
  local new, old = paper:sub(place, place), before and before:sub(place, place) or '-'
  if new ~= '-' then redis.call('HINCRBY', room, new .. place, 1) end
  if old ~= '-' then redis.call('HINCRBY', room, old .. place, -1) end
end
redis.call('PUBLISH', channel, code .. ' ')
return 'counted'
"""


class SharedRooms:
    """Rooms in a store; see `argsoft.teaching.rooms.room.Rooms`.

    Parameters
    ----------
    url : str
        The address of the store, such as ``redis://127.0.0.1:6379``.

    Raises
    ------
    ValueError
        If the address is none.
    """

    def __init__(self, url: str) -> None:
        # Any, since redis-py's types are those of both of its clients at once.
        self._client: Any = redis.Redis.from_url(
            url.replace("valkey", "redis", 1),
            decode_responses=True,
            socket_timeout=PATIENCE_SECONDS,
            socket_connect_timeout=PATIENCE_SECONDS,
            health_check_interval=10,
            retry=None,
        )
        self._vote = self._client.register_script(VOTE)
        self._deaf_until = 0.0  # do not make every visitor wait for a store that is away

    def open(self, room: Room) -> str:
        """Keep a new room, if there is space and its code is free."""

        def put(pipe: Any) -> str:  # noqa: ANN401 - as the client
            now = int(pipe.time()[0])
            if pipe.exists(_key(room.code)):
                return TAKEN
            if pipe.zcount(INDEX, now, "+inf") >= MOST_ROOMS:
                return FULL
            pipe.multi()
            pipe.zremrangebyscore(INDEX, "-inf", now)
            pipe.zadd(INDEX, {room.code: room.ends})
            pipe.expire(INDEX, int(MOST_SECONDS))
            pipe.delete(_letters(room.code))
            _write(pipe, room)
            return OPENED

        return str(self._atomically(put, _key(room.code), INDEX))

    def find(self, code: str) -> Room | None:
        """Find a room that has not ended."""
        with self._reached():
            return _read(code, self._client.hgetall(_key(code)))

    def move(self, code: str, lock: str, move: str, question: str = "") -> Room | None:
        """Let the leader take a step, if the phase allows it."""

        def put(pipe: Any) -> Room | None:  # noqa: ANN401
            before = _read(code, pipe.hgetall(_key(code)))
            if before is None or before.lock != lock:
                return None
            if move not in MOVES[before.phase]:
                return before
            room = before.moved(move, question)
            pipe.multi()
            if room.turn != before.turn or not room.question:
                pipe.delete(_letters(code))
            _write(pipe, room)
            return room

        moved: Room | None = self._atomically(put, _key(code))
        return moved

    def vote(
        self, code: str, turn: str, voter: str, letter: str, *, is_repeated: bool = False
    ) -> str:
        """Count a vote, if it is in time and there is space."""
        if not set(letter) <= {*LETTERS, NO_GUESS}:
            raise ValueError(f"letter must be of {LETTERS}, got {letter!r}")
        told: list[str | int] = [turn, voter, letter, MOST_VOTERS, CHANNEL, code, int(is_repeated)]
        with self._reached():
            return str(self._vote(keys=[_key(code), _letters(code)], args=told))

    def note(self, code: str, place: str, count: int) -> None:
        """Note how many tabs a process has in a room, for as long as it keeps noting it."""
        with self._reached():
            pipe = self._client.pipeline()
            pipe.set(_place(code, place), count, ex=PRESENT_SECONDS, get=True)
            pipe.sadd(_places(code), place)
            pipe.expire(_places(code), int(MOST_SECONDS))
            before = pipe.execute()[0]
            if before != str(count):
                self._client.publish(CHANNEL, f"{code} ")

    def here(self, code: str) -> int:
        """Count the tabs in a room, in all processes."""
        with self._reached():
            places = self._client.smembers(_places(code))
            keys = [_place(code, each) for each in places]
            counts = self._client.mget(keys) if keys else []
            return sum(int(each) for each in counts if each)

    def listen(self, changed: Changed) -> None:
        """Tell about every change from now on, from a thread."""
        threading.Thread(target=self._listen, args=(changed,), daemon=True).start()

    def _listen(self, changed: Changed) -> None:
        """Follow the store, and come back to it whenever it was away."""
        is_away = False
        while True:
            try:
                with self._client.pubsub(ignore_subscribe_messages=True) as heard:
                    heard.subscribe(CHANNEL)
                    heard.get_message(timeout=PATIENCE_SECONDS)
                    self._deaf_until, is_away = 0.0, False
                    changed("", "")
                    while True:
                        message = heard.get_message(timeout=PATIENCE_SECONDS)
                        if message:
                            changed(*message["data"].split(" "))
            except redis.RedisError:
                if not is_away:
                    changed("", "")
                is_away = True
                time.sleep(RETRY_SECONDS)

    def _atomically(self, put: Callable[[Any], Any], *keys: str) -> Any:  # noqa: ANN401
        """Read and write in one step, again if anything has changed in between."""
        with self._reached():
            return self._client.transaction(put, *keys, value_from_callable=True)

    @contextmanager
    def _reached(self) -> Iterator[None]:
        """Say in our own words that the store does not answer, at once if it just did not."""
        if time.monotonic() < self._deaf_until:
            raise UnreachableError
        try:
            yield
        except redis.RedisError as error:
            self._deaf_until = time.monotonic() + RETRY_SECONDS
            raise UnreachableError from error


def _write(pipe: Any, room: Room) -> None:  # noqa: ANN401
    """Write a room, and tell all processes."""
    pipe.hset(_key(room.code), mapping=_fields(room))
    pipe.expireat(_key(room.code), int(room.ends))
    pipe.publish(CHANNEL, f"{room.code} {room.version}")


def _fields(room: Room) -> dict[str, str | int | float]:
    """List the fields of a room; letters with their places have the counts."""
    names = ("lock", "question", "ends", "number", "ballot", "phase")
    counts = dict(zip(_counted(room.question), room.counts, strict=True))
    others = {name: " ".join(map(str, getattr(room, name) or ())) for name in OTHER_COUNTS}
    return {name: getattr(room, name) for name in names} | counts | others


def _counted(question: str) -> list[str]:
    """Name the fields that have the counts: each letter, in each place of a vote."""
    places = range(1, places_of(question) + 1)
    return [f"{letter}{place}" for place in places for letter in LETTERS]


def _read(code: str, fields: Mapping[str, str]) -> Room | None:
    """Make a room of its fields."""
    if not fields:
        return None
    return Room(
        code,
        fields["lock"],
        fields["question"],
        float(fields["ends"]),
        int(fields["number"]),
        int(fields["ballot"]),
        fields["phase"],
        tuple(int(fields[each]) for each in _counted(fields["question"])),
        *(tuple(map(int, fields[each].split())) or None for each in OTHER_COUNTS),
    )


def _key(code: str) -> str:
    return f"{PREFIX}{code}"


def _letters(code: str) -> str:
    return f"{PREFIX}{code}:letters"


def _places(code: str) -> str:
    return f"{PREFIX}{code}:places"


def _place(code: str, place: str) -> str:
    return f"{PREFIX}{code}:at:{place}"

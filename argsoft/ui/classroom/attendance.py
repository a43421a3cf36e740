"""Which tabs show which room, so that a change is drawn in them without their asking."""

import os
import threading
import time
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Protocol
from urllib.parse import urlsplit
from uuid import uuid4

from argsoft.teaching.rooms.memory import MemoryRooms
from argsoft.teaching.rooms.room import REVEALED, SHOWN, Rooms, UnreachableError
from argsoft.ui.browser.streamlit_internals import Message, Tab, is_whole, place_of, told_instead

VARIABLE = "ARGSOFT_ROOMS"
ADDRESS = "empty or the address of a store such as redis://127.0.0.1:6379"
TICK_SECONDS = 0.25  # at most one update of the leading tab in this time
DRAW_SECONDS = 1.0  # in which one of the phones that will look the same must have been drawn
COUNT_EVERY, NOTE_EVERY = 4, 20  # ticks between two counts, and two notes of the same count


class Guest(Protocol):
    """What a phone is in a room."""

    @property
    def look(self) -> Hashable:
        """What it shows besides the room; None if it has something to say of its own."""

    @property
    def told(self) -> object:
        """What its component is told, which is its own."""


@dataclass
class Seat:
    """A tab in a room.

    Attributes
    ----------
    tab : Tab
        The tab.
    code : str
        The code of the room, though there may be none.
    leads : bool
        Whether it leads the room.
    seen : str or None
        The version of the room that it shows, or None while it is being drawn.
    counter : Tab or None
        The tab with the fragment that says how many have voted, if it leads.
    guest : Guest or None
        Who sits there, if it is a phone.
    place : tuple of int
        Where in its page it draws the room.
    """

    tab: Tab
    code: str
    leads: bool = False
    seen: str | None = None
    counter: Tab | None = None
    guest: Guest | None = None
    place: tuple[int, ...] = ()

    @property
    def look(self) -> Hashable:
        """What phones have in common that show the same, once votes are closed; None if unknown."""
        told = self.guest.look if self.guest else None
        return told and (self.tab.fragment, self.place, told)


class Attendance:
    """The tabs of this process, by the room that they show.

    Parameters
    ----------
    rooms : Rooms
        Where the rooms are kept.
    """

    def __init__(self, rooms: Rooms) -> None:
        self.rooms, self._place = rooms, uuid4().hex
        self._seats: dict[str, Seat] = {}
        self._lock = threading.Lock()
        self._leaders_to_call: set[str] = set()
        self._counts: Counter[str] = Counter()
        self._ticks = 0
        self._ticker: threading.Thread | None = None
        rooms.listen(self.changed)

    def enter(self, tab: Tab, code: str, *, leads: bool, guest: Guest | None = None) -> Seat:
        """Note that a tab shows a room, before it looks the room up."""
        seat = Seat(tab, code, leads, guest=guest)
        with self._lock:
            self._seats[tab.session] = seat
            if self._ticker is None:
                self._ticker = threading.Thread(target=self._tick_on, daemon=True)
                self._ticker.start()
        return seat

    def count_in(self, tab: Tab) -> None:
        """Tell this fragment of a leading tab about new votes, and not the one around it."""
        with self._lock:
            seat = self._seats.get(tab.session)
        if seat:
            seat.counter = tab

    def changed(self, code: str, version: str) -> None:
        """Draw a room anew wherever it is shown: its phase everywhere, its counts to the leader."""
        if code and not version:
            self._leaders_to_call.add(code)
            return
        alike: set[Hashable] = set()
        for seat in self._in(code):
            look = seat.look if _is_over(version) else None
            after = DRAW_SECONDS if look in alike else 0.0
            seat.tab.rerun(partial(self._lacks, seat.tab.session, version), after=after)
            if look and seat.tab.is_open:
                alike.add(look)

    def drawn(self, seat: Seat, drawn: Sequence[Message], key: str) -> None:
        """Note what a phone was sent, and send it to all that will look the same.

        A run costs the server ten times as much, and a class would wait for 200 of them.

        Parameters
        ----------
        seat : Seat
            The phone.
        drawn : sequence of Message
            All that draws the room in its tab.
        key : str
            Key of the component there that is told what is the phone's own.
        """
        seat.place, version = place_of(drawn), seat.seen or ""
        if not (_is_over(version) and seat.look and is_whole(drawn)):
            return
        for each in self._in(seat.code):
            if each.guest and each.look == seat.look and self._lacks(each.tab.session, version):
                own = told_instead(drawn, key, each.guest.told)
                each.tab.show(own, partial(self._takes, each.tab.session, version))

    def _takes(self, session: str, version: str) -> bool:
        """Return whether a tab does not show this version yet, and note that it will."""
        lacks = self._lacks(session, version)
        if lacks:
            self._seats[session].seen = version
        return lacks

    def _lacks(self, session: str, version: str) -> bool:
        """Return whether a tab does not show this version of its room yet."""
        seat = self._seats.get(session)
        return seat is not None and (not version or seat.seen != version)

    def _in(self, code: str) -> list[Seat]:
        """List the seats in a room, or in all rooms."""
        with self._lock:
            return [seat for seat in self._seats.values() if code in ("", seat.code)]

    def _tick_on(self) -> None:
        """Call leaders and count tabs for as long as there is any."""
        while self._is_attended():
            time.sleep(TICK_SECONDS)
            self._ticks += 1
            try:
                self.tick()
            except UnreachableError:
                continue

    def _is_attended(self) -> bool:
        """Return whether there is any tab; else forget the ticker."""
        with self._lock:
            if not self._seats:
                self._ticker = None
            return bool(self._seats)

    def tick(self) -> None:
        """Tell leaders of new votes; from time to time, count the tabs in each room."""
        if self._ticks % COUNT_EVERY == 0:
            self._count()
        while self._leaders_to_call:
            for seat in self._in(self._leaders_to_call.pop()):
                if seat.leads:
                    (seat.counter or seat.tab).rerun(lambda: True)

    def _count(self) -> None:
        """Note how many tabs are in each room, if it has changed or was noted long ago."""
        with self._lock:
            self._seats = {name: seat for name, seat in self._seats.items() if seat.tab.is_open}
            counts = Counter(seat.code for seat in self._seats.values() if not seat.leads)
        before, self._counts = self._counts, counts
        for code in before | counts:
            if counts[code] != before[code] or self._ticks % NOTE_EVERY == 0:
                self.rooms.note(code, self._place, counts[code])


def _is_over(version: str) -> bool:
    """Return whether votes are closed in a version of a room, and phones have nothing to choose."""
    return version.endswith((f".{SHOWN}", f".{REVEALED}"))


@cache
def attendance() -> Attendance:
    """Get the attendance of this process, with the rooms that the environment names.

    The first run of the app asks for it, so that a wrong address is seen at once and not in class.

    Raises
    ------
    ValueError
        If `ARGSOFT_ROOMS` is not the address of a store.
    """
    url = os.environ.get(VARIABLE, "").strip()
    if not url:
        return Attendance(MemoryRooms())
    # Loads in 0.2 s, which most hosts need not spend.
    from argsoft.teaching.rooms.shared import SharedRooms  # noqa: PLC0415

    try:
        return Attendance(SharedRooms(url))
    except ValueError as error:
        secret = urlsplit(url).password or ""
        told = url.replace(f":{secret}@", ":***@") if secret else url
        raise ValueError(f"{VARIABLE} must be {ADDRESS}, got {told!r}: {error}") from None

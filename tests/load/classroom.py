"""A class on one page at once: ``python tests/load/classroom.py --page iris --students 30``.

Start a minimal page of three sliders and two charts, then the app, and let a class of students use
one after the other. Students speak Streamlit's protocol over the websocket, without a browser, so
only the server is timed: from the release of a slider to the end of the script. Every answer is
checked. An error on the page counts as an error, and so do charts without the numbers for the value
that was sent.

By default, each student acts about every two seconds. With ``--burst``, all act at the same time;
with ``--soak 20``, they come and go for twenty minutes. With ``--drag``, each student has different
numbers and drags for two of every four seconds; with ``--together``, all drag the same slider of
one link. The students run on this machine, too: on a single core, or beside other work, the times
come out too long.

The exit code is 1 after any error.
"""

import argparse
import asyncio
import random
import sys
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qs

import numpy as np
import psutil

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # run from anywhere, not installed

from argsoft.state.scenario import BOUNDS, Scenario
from tests.load.lessons import LESSONS, MINIMAL, Lesson
from tests.load.student import FRAME_SECONDS, Door, Student
from tests.server import Server

STAY_SECONDS, SETTLING_MINUTES = 60.0, 5
DRAG_SECONDS, DRAG_EVERY = 2.0, 4.0
MODES = ("steady", "burst", "drag", "together", "soak")
FLOOR = Path(__file__).with_name("minimal.py")
MEGABYTE = 1e6
KILOBYTES = "sent for a drag, kB"

Row = tuple[str, float]


class Plan(NamedTuple):
    """Settings of a class: mode, size, duration, seconds between actions and of arrival."""

    mode: str = "steady"
    students: int = 30
    seconds: float = 20.0
    every: float = 2.0
    ramp: float = 5.0


class Seat:
    """A student, and the scenario on their page."""

    def __init__(self, door: Door, lesson: Lesson, number: int) -> None:
        self.lesson, self.rng = lesson, random.Random(number)  # noqa: S311 - not for cryptography
        self.student = Student(door, lesson.link)
        self.scenario = Scenario.from_query(parse_qs(lesson.link.partition("?")[2]))

    async def act(self) -> float:
        """Move one control; return the seconds until the answer."""
        field, value, self.scenario = self.lesson.draw(self.rng, self.scenario)
        return await self.student.set(field, value, self.right)

    async def drag(self, seconds: float) -> tuple[float, float]:
        """Drag one control; return the seconds to its strip and to the right charts."""
        field, last, self.scenario = self.lesson.draw(self.rng, self.scenario)
        low, high, _ = BOUNDS[field]
        way = [self.rng.uniform(low, high) for _ in range(int(seconds / FRAME_SECONDS))]
        values = [int(each) if BOUNDS[field].whole else round(each, 2) for each in way]
        return await self.student.drag(field, [*values, last], self.right)

    def right(self, student: Student) -> bool:
        """Return whether the charts show the current scenario."""
        return self.lesson.stands(self.scenario, student.charts)


class Room:
    """A page of a server, with the class that uses it."""

    def __init__(self, server: Server, lesson: Lesson, plan: Plan) -> None:
        self.process, self.door = psutil.Process(server.process.pid), Door.of(server.url)
        self.lesson, self.plan = lesson, plan
        self.seats: list[Seat] = []
        self.errors: Counter[str] = Counter()
        self.loads: list[float] = []
        self.arrived = 0

    async def arrive(self, delay: float = 0.0) -> Seat:
        """Let a student arrive after a delay in seconds."""
        await asyncio.sleep(delay)
        one = self.lesson._replace(fields=self.lesson.fields[:1])
        together = self.plan.mode == "together"
        seat = Seat(self.door, one if together else self.lesson, self.arrived)
        self.arrived += 1
        self.loads.append(await seat.student.open())
        if not seat.right(seat.student):
            self.errors["wrong at first"] += 1
        self.seats.append(seat)
        return seat

    async def leave(self, seat: Seat) -> None:
        """Let a student leave, and record their errors."""
        self.errors.update(seat.student.errors)
        self.seats.remove(seat)
        await seat.student.leave()

    async def fill(self) -> None:
        """Warm up imports and caches with one visitor, then let the class arrive."""
        # A freshly started server reports inner pages as not found once (see arrival.js).
        first = Student(self.door, "")
        await first.open()
        await first.leave()
        visitor = await self.arrive()
        for _ in range(3):
            await visitor.act()
        await self.leave(visitor)
        self.loads.clear()
        await asyncio.sleep(1)
        self.memory_before = self.memory
        gaps = self.plan.ramp / self.plan.students
        await asyncio.gather(*(self.arrive(i * gaps) for i in range(self.plan.students)))

    @property
    def memory(self) -> float:
        """Memory of the server in MB."""
        return float(self.process.memory_info().rss) / MEGABYTE

    @property
    def received(self) -> int:
        """Bytes that the server has sent to the students present."""
        return sum(seat.student.received for seat in self.seats)

    @property
    def cpu(self) -> float:
        """CPU time of the server in seconds."""
        used = self.process.cpu_times()
        return float(used.user + used.system)


async def steady(room: Room, seat: Seat, end: float) -> list[float]:
    """Let a student act every few seconds until the end; return the time of each answer."""
    times = []
    while (pause := seat.rng.expovariate(1 / room.plan.every)) < end - time.perf_counter():
        await asyncio.sleep(pause)
        times.append(await seat.act())
    return times


async def act(room: Room) -> list[Row]:
    """Let the class act for a while, independently or all at once."""
    cpu, end = room.cpu, time.perf_counter() + room.plan.seconds
    last = []
    if room.plan.mode == "burst":
        times = []
        while time.perf_counter() < end:
            await asyncio.sleep(room.plan.every)
            answers = await asyncio.gather(*(seat.act() for seat in room.seats))
            times += answers
            last.append(max(answers))
    else:
        all_times = await asyncio.gather(*(steady(room, seat, end) for seat in room.seats))
        times = [each for one in all_times for each in one]
    rows = [
        *((f"answer, p{p}, ms", 1000 * percentile(times, p)) for p in (50, 95, 99)),
        ("first load, p95, ms", 1000 * percentile(room.loads, 95)),
        ("server CPU an action, ms", 1000 * (room.cpu - cpu) / len(times)),
        ("memory a student, MB", (room.memory - room.memory_before) / len(room.seats)),
        ("actions", len(times)),
    ]
    return rows + [("last one served, worst burst, ms", 1000 * max(last, default=0))] * bool(last)


async def scatter(seat: Seat) -> None:
    """Let a student set random numbers."""
    for _ in seat.lesson.fields:
        await seat.act()


async def dragging(seat: Seat, end: float) -> list[tuple[float, float]]:
    """Let a student drag repeatedly until the end; return the times of each drag."""
    await asyncio.sleep(seat.rng.uniform(0, DRAG_EVERY))
    times = []
    while (start := time.perf_counter()) < end:
        times.append(await seat.drag(DRAG_SECONDS))
        await asyncio.sleep(max(0.0, start + DRAG_EVERY - time.perf_counter()))
    return times


async def drag(room: Room) -> list[Row]:
    """Let the class drag for a while."""
    if room.plan.mode == "drag":
        await asyncio.gather(*map(scatter, room.seats))
    cpu, received, end = room.cpu, room.received, time.perf_counter() + room.plan.seconds
    all_times = await asyncio.gather(*(dragging(seat, end) for seat in room.seats))
    drags = [each for one in all_times for each in one]
    times = zip(
        ("strip after taking", "right picture after letting go"),
        zip(*drags, strict=True),
        strict=True,
    )
    return [
        *(
            (f"{what}, p{p}, ms", 1000 * percentile(seconds, p))
            for what, seconds in times
            for p in (50, 95)
        ),
        ("server CPU a drag, ms", 1000 * (room.cpu - cpu) / len(drags)),
        (KILOBYTES, (room.received - received) / 1000 / len(drags)),
        ("drags", len(drags)),
    ]


async def stay(room: Room, seat: Seat, end: float) -> None:
    """Let students act for a while and be replaced, one after another, until the end."""
    while time.perf_counter() < end:
        await steady(room, seat, time.perf_counter() + seat.rng.expovariate(1 / STAY_SECONDS))
        await room.leave(seat)
        seat = await room.arrive()


async def soak(room: Room) -> list[Row]:
    """Let students come and go, and record the memory every minute."""
    end = time.perf_counter() + room.plan.seconds
    tasks = [asyncio.create_task(stay(room, seat, end)) for seat in list(room.seats)]
    memory = [room.memory]
    while time.perf_counter() < end:
        await asyncio.sleep(min(60.0, end - time.perf_counter()))
        memory.append(room.memory)
        print(f"minute {len(memory) - 1:3}{memory[-1]:10.1f} MB", flush=True)
    await asyncio.gather(*tasks)
    later = memory[SETTLING_MINUTES:]
    slope = np.polyfit(range(len(later)), later, 1)[0] if len(later) > 1 else np.nan
    return [
        ("visits", room.arrived),
        ("first load, p95, ms", 1000 * percentile(room.loads, 95)),
        (f"memory a minute after the first {SETTLING_MINUTES}, MB", float(slope)),
    ]


def measure(script: str | Path, lesson: Lesson, plan: Plan) -> tuple[list[Row], Counter[str]]:
    """Let a class use a page of an app; return the measurements and the errors."""
    server = Server(script)
    try:
        return asyncio.run(attend(server, lesson, plan))
    finally:
        server.stop()


async def attend(server: Server, lesson: Lesson, plan: Plan) -> tuple[list[Row], Counter[str]]:
    """Let a class use a page of a running server."""
    room = Room(server, lesson, plan)
    await room.fill()
    rows = await {"drag": drag, "together": drag, "soak": soak}.get(plan.mode, act)(room)
    for seat in list(room.seats):
        await room.leave(seat)
    return rows, room.errors


def percentile(values: list[float] | tuple[float, ...], percent: float) -> float:
    """Return the smallest value that at least this percentage of values do not exceed."""
    return float(np.percentile(values, percent, method="inverted_cdf"))


def show(rows: list[Row], floor: list[Row], errors: Counter[str]) -> None:
    """Print each measurement; if the minimal page has it too, also that and the ratio."""
    low = dict(floor)
    print(f"{'':44}{'page':>9}{'minimal':>9}{'ratio':>7}")
    for name, value in rows:
        digits = 0 if name in ("actions", "drags", "visits") else 2 if "MB" in name else 1
        beside = f"{low[name]:9.{digits}f}{value / low[name]:7.2f}" if low.get(name) else ""
        print(f"{name:44}{value:9.{digits}f}{beside}")
    print(f"{'errors':44}{errors.total():9}")
    for what, times in errors.most_common(5):
        print(f"  {times} x {what}")


def main() -> int:
    """Measure, print, and return 1 after any error."""
    ask = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    ask.add_argument("--page", default="playground", choices=LESSONS, help="what the class opens")
    ask.add_argument("--students", type=int, help="how many (default 200, and 30 to drag)")
    ask.add_argument("--seconds", type=float, help="how long (default 20)")
    ask.add_argument("--every", type=float, default=2, help="seconds between actions, on average")
    ask.add_argument("--burst", action="store_true", help="all act at one instant")
    ask.add_argument("--drag", action="store_true", help="all drag, from numbers of their own")
    ask.add_argument("--together", action="store_true", help="all drag one slider of one link")
    ask.add_argument("--soak", type=float, metavar="MINUTES", help="students come and go")
    options = ask.parse_args()
    mode = next((mode for mode in MODES[1:] if getattr(options, mode)), MODES[0])
    students = options.students or (30 if mode == "drag" else 200)
    seconds = options.seconds or 60 * (options.soak or 0) or 20.0
    plan = Plan(mode, students, seconds, options.every)
    print(f"{options.page}, {mode}: {students} students")
    floor: list[Row] = []
    if mode in ("steady", "burst"):
        floor, _ = measure(FLOOR, MINIMAL, plan)
    rows, errors = measure("app.py", LESSONS[options.page], plan)
    show(rows, floor, errors)
    return int(errors.total() > 0)


if __name__ == "__main__":
    sys.exit(main())

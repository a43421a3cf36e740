"""A room that votes: ``python tests/load/room.py --phones 200``.

A leading tab opens a room, phones join it and rest, all vote within ten seconds, and the answer is
revealed. Measured are the processor time of the server, the time from a vote to its count on the
projector, and the time from the reveal to the answer on each phone. With ``--shared``, the room is
in a Redis. With ``--check``, the room takes a check: each phone answers nine questions as fast as
it can, and the tenth within ten seconds; the projector counts who has finished.

Phones speak Streamlit's protocol over the websocket, without a browser. They run on this machine,
too: beside other work, times come out too long. The exit code is 1 after any error.
"""

import argparse
import asyncio
import random
import re
import sys
import time
from bisect import bisect_left
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import psutil

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # run from anywhere, not installed

from argsoft.state.scenario import NUM_CHECKED
from argsoft.teaching.questions import twin
from argsoft.teaching.rooms import words
from argsoft.teaching.rooms.room import REVEAL, SHOW
from tests.load.classroom import percentile
from tests.load.student import Door, Student
from tests.server import Server, Store

CODE = re.compile(r'<span class="code">(\w+)</span>')
VOTED = re.compile(r"<strong>(\d+) of (\d+)</strong>")


class Task(NamedTuple):
    """A question for a room, the step that ends it, and what each phone says then.

    Attributes
    ----------
    link : str
        Where the room is opened.
    questions : int
        Number of questions; the last one is measured.
    end : str
        The leader's step.
    told : str
        Text on each phone.
    """

    link: str
    questions: int
    end: str
    told: str


QUESTION = Task("predict?round=1", 1, REVEAL, twin(0, 0).why)
CHECK = Task("predict?check=before&check_seed=7", NUM_CHECKED, SHOW, words.CHECK_OVER)


class Plan(NamedTuple):
    """Settings: phones, seconds to join, rest and vote, and what is asked."""

    phones: int = 200
    joining: float = 5.0
    resting: float = 30.0
    voting: float = 10.0
    task: Task = QUESTION


class Measured(NamedTuple):
    """What was measured.

    Attributes
    ----------
    resting : float
        Processor time of the server while nothing happens, as a share of a core.
    runs : int
        Runs of all pages in that time, which should be none.
    vote_cpu, reveal_cpu : float
        Processor time of the server for a vote, and for a phone at the reveal, in seconds.
    votes, reveals : list of float
        Seconds from each vote to the projector, and from the reveal to each phone.
    errors : Counter
        Errors by what they were.
    """

    resting: float
    runs: int
    vote_cpu: float
    reveal_cpu: float
    votes: list[float]
    reveals: list[float]
    errors: Counter[str]


def cpu(server: Server) -> float:
    """Return the processor time of a server in seconds."""
    used = psutil.Process(server.process.pid).cpu_times()
    return float(used.user + used.system)


async def hold(server: Server, plan: Plan) -> Measured:
    """Hold a vote in a room of a running server."""
    door = Door.of(server.url)
    first = Student(door, "")  # a freshly started server reports inner pages as not found once
    await first.open()
    await first.leave()
    leader = Student(door, plan.task.link)
    await leader.open()
    await leader.press("open_room")
    code = next(found[1] for _, text in leader.heard if (found := CODE.search(text)))
    phones = [Student(door, f"predict?room={code}") for _ in range(plan.phones)]
    await asyncio.gather(*(join(each, plan.joining) for each in phones))
    await leader.hear(f"0 of {plan.phones}", 0)
    await asyncio.sleep(1)
    everybody = [leader, *phones]
    used, runs = cpu(server), sum(each.runs for each in everybody)
    await asyncio.sleep(plan.resting)
    resting = (cpu(server) - used) / plan.resting
    runs = sum(each.runs for each in everybody) - runs
    await asyncio.gather(*(answer(each, plan.task.questions - 1) for each in phones))
    used = cpu(server)
    sent = await asyncio.gather(*(vote(each, plan.voting) for each in phones))
    await leader.hear(f"{plan.phones} of {plan.phones}", 0)
    votes, vote_cpu = to_projector(leader, sorted(sent)), (cpu(server) - used) / plan.phones
    used, start = cpu(server), time.perf_counter()
    await leader.press(f"room_{plan.task.end}")
    heard = await asyncio.gather(*(each.hear(plan.task.told, start) for each in phones))
    reveals = [at - start for at in heard]
    reveal_cpu = (cpu(server) - used) / plan.phones
    for each in everybody:
        await each.leave()
    errors = Counter(error for each in everybody for error in each.errors)
    return Measured(resting, runs, vote_cpu, reveal_cpu, votes, reveals, errors)


async def join(phone: Student, within: float) -> None:
    """Join at some time."""
    await asyncio.sleep(random.uniform(0, within))  # noqa: S311 - not for cryptography
    await phone.open()


async def answer(phone: Student, count: int) -> None:
    """Answer so many questions of a check, and go on to the next one."""
    for _ in range(count):
        await phone.press(f"option_{random.choice('abc')}")  # noqa: S311
        await phone.press("next")


async def vote(phone: Student, within: float) -> float:
    """Vote at some time, and return when."""
    await asyncio.sleep(random.uniform(0, within))  # noqa: S311
    at = time.perf_counter()
    await phone.press(f"option_{random.choice('abc')}")  # noqa: S311
    return at


def to_projector(leader: Student, sent: list[float]) -> list[float]:
    """Return for each vote how long it took until the projector showed as many votes."""
    shown = [(int(found[1]), at) for at, text in leader.heard if (found := VOTED.search(text))]
    counts = [count for count, _ in shown]
    return [shown[bisect_left(counts, place)][1] - at for place, at in enumerate(sent, 1)]


def main() -> int:
    """Measure, print, and return 1 after any error."""
    ask = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    ask.add_argument("--phones", type=int, default=Plan().phones)
    ask.add_argument("--resting", type=float, default=Plan().resting, help="seconds (default 30)")
    ask.add_argument("--check", action="store_true", help="take a check of ten questions")
    ask.add_argument("--shared", action="store_true", help="keep the room in a Redis")
    options = ask.parse_args()
    store = Store() if options.shared else None
    server = Server(rooms=store.url if store else "")
    try:
        task = CHECK if options.check else QUESTION
        plan = Plan(options.phones, resting=options.resting, task=task)
        measured = asyncio.run(hold(server, plan))
    finally:
        server.stop()
        if store:
            store.stop()
    show(measured)
    return int(measured.errors.total() > 0)


def show(measured: Measured) -> None:
    """Print what was measured."""
    print(f"at rest                {100 * measured.resting:8.2f} % of a core")
    print(f"runs at rest           {measured.runs:8}")
    print(f"server CPU a vote      {1000 * measured.vote_cpu:8.1f} ms")
    print(f"server CPU a reveal    {1000 * measured.reveal_cpu:8.1f} ms a phone")
    for name, seconds in (("vote on the projector", measured.votes), ("reveal", measured.reveals)):
        times = (f"p{p} {1000 * percentile(seconds, p):.0f} ms" for p in (50, 95, 100))
        print(f"{name:22} {', '.join(times)}")
    print(f"errors                 {measured.errors.total():8}")
    for what, times_ in measured.errors.most_common(5):
        print(f"  {times_} x {what}")


if __name__ == "__main__":
    sys.exit(main())

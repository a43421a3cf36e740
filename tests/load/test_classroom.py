"""A small class on real pages: every student gets the right answers, and no errors."""

import asyncio
from collections import Counter
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import pytest

from argsoft.state.scenario import Scenario
from tests.load.classroom import KILOBYTES, Plan, Row, attend
from tests.load.lessons import LESSONS, MINIMAL, Lesson
from tests.load.student import Door, Student
from tests.server import Server

T = TypeVar("T")
SMALL = Plan(students=10, seconds=1.0, every=0.3, ramp=0.3)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """Start the app."""
    server = Server()
    yield server
    assert "Traceback" not in server.stop()


def in_thread(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine in a new thread, since Playwright may have left an event loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def held(server: Server, lesson: Lesson, plan: Plan) -> tuple[list[Row], Counter[str]]:
    """Hold a class; return the measurements and the errors."""
    return in_thread(attend(server, lesson, plan))


@pytest.mark.parametrize(("page", "mode"), [("iris", "steady"), ("playground", "drag")])
def test_a_class_gets_right_answers_at_once(server: Server, page: str, mode: str) -> None:
    rows, errors = held(server, LESSONS[page], SMALL._replace(mode=mode))
    assert not errors
    done = dict(rows)
    assert done[KILOBYTES if mode == "drag" else "actions"] > 0
    assert done.get(KILOBYTES, 0) < 30, "each redraw sends scripts or unchanged data"


def test_a_wrong_answer_is_an_error(server: Server) -> None:
    stubborn = MINIMAL._replace(expected=lambda _: {"softmax": [0.5]})
    _, errors = held(server, stubborn, SMALL._replace(students=1))
    assert errors["wrong at first"] == 2
    assert any(each.startswith("wrong answer to") for each in errors)


def test_the_first_move_of_a_visit_is_drawn(server: Server) -> None:
    async def visit() -> tuple[dict[str, str], dict[str, str]]:
        student = Student(Door.of(server.url), "")
        await student.open()
        before = dict(student.charts)
        await student.hold("setosa", 3.0)
        await student.leave()
        return before, student.charts

    before, after = in_thread(visit())
    assert LESSONS["playground"].stands(Scenario(setosa=3.0), after)
    assert not LESSONS["playground"].stands(Scenario(setosa=3.0), before)

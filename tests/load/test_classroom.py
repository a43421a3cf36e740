"""A small class on real pages: everyone gets their own right answer, and nobody an error."""

import asyncio
from collections.abc import Iterator

import pytest

from tests.load.classroom import Plan, attend
from tests.load.lessons import LESSONS, MINIMAL
from tests.server import Server

SMALL = Plan(students=10, seconds=1.0, every=0.3, ramp=0.3)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """Start the app."""
    server = Server()
    yield server
    assert "Traceback" not in server.stop()


@pytest.mark.parametrize(("page", "mode"), [("iris", "steady"), ("playground", "drag")])
def test_a_class_gets_right_answers_at_once(server: Server, page: str, mode: str) -> None:
    rows, errors = asyncio.run(attend(server, LESSONS[page], SMALL._replace(mode=mode)))
    assert not errors
    done = dict(rows)
    assert done["redraws a second, slowest student" if mode == "drag" else "actions"] > 0


def test_a_wrong_answer_is_an_error(server: Server) -> None:
    stubborn = MINIMAL._replace(expected=lambda _: {"softmax": [0.5]})
    _, errors = asyncio.run(attend(server, stubborn, SMALL._replace(students=1)))
    assert errors["wrong at first"] == 2
    assert any(each.startswith("wrong answer to") for each in errors)

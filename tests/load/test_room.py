"""A small class in a room: nothing runs at rest, every vote counts, and all see the answer."""

import pytest

from tests.load.room import CHECK, QUESTION, Plan, Task, hold
from tests.load.test_classroom import in_thread, server  # noqa: F401 - a fixture
from tests.server import Server


@pytest.mark.parametrize(("task", "phones"), [(QUESTION, 8), (CHECK, 3)])
def test_phones_rest_vote_and_see_the_answer(server: Server, task: Task, phones: int) -> None:  # noqa: F811
    plan = Plan(phones, joining=0.3, resting=1.0, voting=0.5, task=task)
    measured = in_thread(hold(server, plan))
    assert not measured.errors
    assert measured.runs == 0, "nothing runs while nothing happens"
    assert len(measured.votes) == len(measured.reveals) == plan.phones

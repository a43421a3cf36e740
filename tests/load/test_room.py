"""A small class in a room: nothing runs at rest, every vote counts, and all see the answer."""

from tests.load.room import Plan, hold
from tests.load.test_classroom import in_thread, server  # noqa: F401 - a fixture
from tests.server import Server


def test_phones_rest_vote_and_see_the_answer(server: Server) -> None:  # noqa: F811
    plan = Plan(phones=8, joining=0.3, resting=2.0, voting=0.5)
    measured = in_thread(hold(server, plan))
    assert not measured.errors
    assert measured.runs == 0, "nothing runs while nothing happens"
    assert len(measured.votes) == len(measured.reveals) == plan.phones

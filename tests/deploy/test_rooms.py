"""A room that two replicas behind nginx share, with its store and one replica lost."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from argsoft.teaching.rooms import words
from tests.browser.conftest import Arrive, Visit
from tests.deploy.conftest import NGINX, Front
from tests.deploy.test_nginx import visitors
from tests.server import PATIENCE_SECONDS, Server, Store

pytestmark = pytest.mark.skipif(
    not NGINX and not os.environ.get("CI"),
    reason="no nginx to test with: install it (on Debian, apt-get install nginx)",
)


class Shared:
    """Two replicas with one store behind one nginx."""

    def __init__(self, folder: Path) -> None:
        self.store = Store()
        with ThreadPoolExecutor() as pool:
            self.replicas = list(pool.map(lambda _: Server(rooms=self.store.url), range(2)))
        self.front = Front([each.port for each in self.replicas], folder)

    def stop(self) -> None:
        for each in (self.front, *self.replicas, self.store):
            each.stop()


@pytest.fixture
def shared(store: Store, tmp_path: Path) -> Iterator[Shared]:
    del store  # or this test is skipped as well
    shared = Shared(tmp_path)
    yield shared
    shared.stop()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def vote(phone: Page, letter: str) -> None:
    phone.locator(f".st-key-option_{letter} button").click()
    expect(phone.locator(".st-key-why")).to_have_text(words.COUNTED)


def test_a_room_outlives_a_replica_and_its_store(arrive: Arrive, shared: Shared) -> None:
    visits: list[Visit] = [arrive(at=shared.front) for _ in range(4)]
    projector = visits[0].open("predict?round=1")
    press(projector, words.OPEN)
    code = projector.locator(".room-code .code").inner_text()
    phones = [each.open(f"predict?room={code}") for each in visits[1:]]
    assert min(map(visitors, shared.replicas)) > 0, "both replicas have someone in the room"
    attendance = projector.locator(".st-key-attendance")
    expect(attendance).to_have_text("0 of 3 have voted")
    for phone, letter in zip(phones, "abb", strict=True):
        vote(phone, letter)
    expect(attendance).to_have_text("3 of 3 have voted")

    # A replica is killed. Its tabs go on at the other one, and no vote is lost.
    for page in (projector, *phones):
        page.evaluate("window.old = true")
    shared.replicas[0].process.kill()
    lost = [projector, *phones]
    projector.wait_for_function("() => document.querySelector('.st-key-attendance')")
    for phone in phones:
        expect(phone.locator(".st-key-why")).to_have_text(words.COUNTED)
    expect(attendance).to_have_text("3 of 3 have voted")
    press(projector, words.AGAIN)
    for phone in phones:
        expect(phone.locator(".st-key-why")).to_have_text(words.CHOOSE_AGAIN)
        vote(phone, "b")
    assert any(not page.evaluate("window.old") for page in lost), "some have moved"

    # The store restarts and has forgotten all: that is said, and then all is as before.
    shared.store.stop()
    says = projector.locator(".st-key-room_says")
    expect(says).to_have_text(words.UNREACHABLE)
    shared.store = Store(shared.store.port)
    expect(attendance).to_have_text("3 of 3 have voted", timeout=1000 * PATIENCE_SECONDS)
    press(projector, words.REVEAL)
    for phone in phones:
        expect(phone.locator("ul.options > .guess")).to_contain_text(f"✓ {words.YOUR_VOTE}"[2:])
    bars = projector.locator(".st-key-chart_guess_votes .bartext")
    expect(bars).to_have_text(["1", "2", "0", "0", "3", "0"])
    for visit in visits:
        visit.forgive()

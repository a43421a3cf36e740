"""A check in a room on the screen: one leader, two phones, and others by the store."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from argsoft.state.scenario import LETTERS
from argsoft.teaching import predict as wording
from argsoft.teaching.check import Check
from argsoft.teaching.rooms import words
from argsoft.teaching.rooms.room import FINISHED
from argsoft.teaching.rooms.shared import SharedRooms
from tests.browser.conftest import Arrive, complaints
from tests.browser.visitor import violations
from tests.server import Server, Store

OTHERS = 4  # who take the check as well, with half of their answers correct
FITS = "document.documentElement.scrollWidth <= innerWidth"


@pytest.fixture
def shared_server(store: Store) -> Iterator[Server]:
    """Start a server whose rooms are in a store, where the test can vote as well."""
    server = Server(rooms=store.url)
    yield server
    assert complaints(server.stop()) == []


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def answers(when: str) -> str:
    """Answer everything correctly."""
    return "".join(LETTERS[each.right] for each in Check(when, 7).questions)


def answer(phone: Page, letters: str) -> None:
    """Answer the questions from here on, with the finger alone."""
    for letter in letters:
        option = phone.locator(f".st-key-option_{letter} button")
        option.tap()
        expect(option).to_contain_text(wording.YOUR_ANSWER)
        progress, on = phone.locator(".tally > :first-child"), phone.locator(".st-key-next button")
        before, is_last = progress.inner_text(), wording.FINISH in on.inner_text()
        on.tap()
        if not is_last:
            expect(progress).not_to_have_text(before)


def others_answer(store: Store, code: str) -> None:
    rooms = SharedRooms(store.url)
    room = rooms.find(code)
    assert room
    for number in range(OTHERS):
        assert rooms.vote(code, room.turn, str(number), "ab" * 5 + FINISHED) == "counted"


def expect_all_beside_the_question(phone: Page) -> None:
    """Expect a phone on its side to show a long question, its answers and its picture at once."""
    phone.set_viewport_size({"width": 844, "height": 390})
    for key in ("option_a", "option_b", "option_c", "option_n", "next"):
        expect(phone.locator(f".st-key-{key} button")).to_be_in_viewport(ratio=1)
    for key in ("argmax", "softmax"):
        expect(phone.locator(f".st-key-chart_guess_{key} svg").first).to_be_in_viewport(ratio=0.9)
    assert phone.evaluate(FITS)
    phone.set_viewport_size({"width": 390, "height": 664})


def test_a_class_is_checked_before_and_after(
    store: Store, shared_server: Server, arrive: Arrive
) -> None:
    leader = arrive(at=shared_server).open("predict?check=before&check_seed=7")
    press(leader, words.OPEN)
    code = leader.locator(".room-code .code").inner_text()
    attendance, chart = leader.locator(".st-key-attendance"), leader.locator(".st-key-chart_check")
    percentages = chart.locator(".bartext").filter(has_text=re.compile(r"\d"))
    expect(leader.get_by_role("button", name=words.SHOW_RESULTS)).to_be_in_viewport(ratio=1)
    expect(leader.locator(".st-key-check_ways .qr-code")).to_be_in_viewport(ratio=1)
    assert violations(leader) == []

    phone = arrive(at=shared_server, width=390, height=664, touch=True).open(f"predict?room={code}")
    for key in ("option_a", "option_b", "option_c", "option_n", "next"):
        button = phone.locator(f".st-key-{key} button")
        expect(button).to_be_in_viewport(ratio=1)
        box = button.bounding_box()
        assert box
        assert box["height"] >= 44
    expect_all_beside_the_question(phone)
    answer(phone, answers("before")[:2])
    phone.reload()
    expect(phone.locator(".tally")).to_contain_text("3 of 10")
    press(phone, wording.BACK)
    option = phone.locator(f".st-key-option_{answers('before')[1]} button")
    expect(option).to_contain_text(wording.YOUR_ANSWER)
    expect(attendance).to_have_text("0 of 1 have finished")
    expect(chart).to_have_count(0)
    others_answer(store, code)
    expect(attendance).to_have_text("4 of 4 have finished")
    press(leader, words.SHOW_RESULTS)
    # The phone has answered the first two; with fewer than five answers, there is no bar.
    expect(percentages).to_have_text(["100", "20"])
    expect(phone.locator(".st-key-why")).to_have_text(words.CHECK_OVER)
    assert violations(leader) == []
    assert violations(phone) == []

    press(leader, words.CHECK_AFTER)
    expect(phone.locator(".tally")).to_contain_text("1 of 10")
    late = arrive(at=shared_server, width=844, height=390, touch=True).open(f"predict?room={code}")
    others_answer(store, code)
    answer(phone, answers("after"))
    expect(phone.locator(".st-key-why")).to_have_text(words.ALL_IN)
    answer(late, answers("after")[0])
    expect(attendance).to_have_text("5 of 5 have finished")
    assert "orrect" not in phone.locator(".stMain").inner_text(), "nothing is told before the end"
    leader.keyboard.press("PageDown")
    expect(percentages).to_have_text(["100", "20"] + ["100", "20"] * 5)
    expect(phone.locator(".st-key-state")).to_have_text("All 10 are correct.")
    expect(late.locator(".st-key-state")).to_have_text("1 of 10 is correct.")
    expect(late.locator(".stPageLink", has_text="See it")).to_have_count(9)
    for page in (leader, phone, late):
        assert page.evaluate(FITS)
    assert violations(late) == []
    press(leader, words.CLOSE)
    expect(phone.locator(".st-key-room_says")).to_have_text(words.CLOSED)

"""A room on the screen: what fits, who leads after a reload, and what a tab remembers."""

import re

import pytest
import zxingcpp
from playwright.sync_api import Page, expect

from argsoft.teaching.rooms import words
from tests.browser.conftest import Arrive
from tests.browser.visitor import scanned, violations

STORED = "JSON.stringify({...sessionStorage, ...localStorage})"


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def code_of(projector: Page) -> str:
    return projector.locator(".room-code .code").inner_text()


def vote(phone: Page, letter: str) -> None:
    phone.locator(f".st-key-option_{letter} button").click()
    expect(phone.locator(".st-key-why")).to_have_text(words.COUNTED)


def test_a_projector_and_two_phones(arrive: Arrive) -> None:
    projector = arrive().open("predict?ask=largest_share&setosa=2&projector=on")
    press(projector, words.OPEN)
    code = code_of(projector)
    attendance = projector.locator(".st-key-attendance")
    expect(attendance).to_have_text("Nobody is here yet")
    found = scanned(projector.locator(".st-key-room_column .qr-code"))
    assert found.format == zxingcpp.BarcodeFormat.QRCode
    assert found.text.endswith(f"/predict?room={code}")
    for name in (words.SHOW, words.AGAIN, words.REVEAL, words.CLOSE):
        expect(projector.get_by_role("button", name=name)).to_be_in_viewport(ratio=1)
    expect(attendance).to_be_in_viewport(ratio=1)
    assert violations(projector) == []

    typed = arrive(width=390, height=664, touch=True, theme="dark").open("predict")
    typed.get_by_label(words.CODE).fill(f" {code[:2].lower()} {code[2:].lower()}")
    press(typed, words.JOIN)
    scanning = arrive(width=844, height=390, touch=True).open(f"predict?room={code.lower()}")
    expect(attendance).to_have_text("0 of 2 have voted")
    for letter in "abcd":
        expect(typed.locator(f".st-key-option_{letter} button")).to_be_in_viewport(ratio=1)
        box = typed.locator(f".st-key-option_{letter} button").bounding_box()
        assert box
        assert box["height"] >= 44
    vote(typed, "a")
    vote(scanning, "c")
    expect(attendance).to_have_text("2 of 2 have voted")
    assert violations(typed) == []
    assert typed.evaluate("document.documentElement.scrollWidth <= innerWidth")

    expect_reloads_to_lose_nothing(arrive, projector, typed)
    expect(attendance).to_have_text("2 of 2 have voted")

    # The remote reveals, and the bars move on the phones as well.
    press(projector, words.SHOW)
    expect(projector.locator(".st-key-chart_guess_votes")).to_have_count(0)
    expect(projector.locator(".st-key-why")).to_contain_text("fewer than 5 votes")
    press(projector, words.REVEAL)
    for page in (projector, typed, scanning):
        labels = page.locator(".st-key-chart_guess_softmax .bartext")
        expect(labels.first).to_have_text("0.79")
    assert violations(projector) == []
    projector.keyboard.press("PageDown")
    expect(typed.locator(".st-key-why")).to_have_text(words.CHOOSE)
    expect(projector.locator(".st-key-chart_guess_votes")).to_have_count(0)
    press(projector, words.CLOSE)
    expect(typed.locator(".st-key-room_says")).to_have_text(words.CLOSED)
    typed.wait_for_function(f"!{STORED}.includes('argsoft')")
    press(typed, words.BACK)
    typed.wait_for_url(lambda url: "room" not in url)


def expect_reloads_to_lose_nothing(arrive: Arrive, projector: Page, phone: Page) -> None:
    """Expect a leading tab to lead and a phone to know its vote, and the address to lead nobody."""
    secret = re.findall("[0-9a-f]{32}", projector.evaluate(STORED))
    assert len(secret) == 1
    assert secret[0] not in projector.url
    stranger = arrive().open(projector.url.rpartition("/")[2])
    expect(stranger.locator(".st-key-option_a button")).to_be_visible()
    expect(stranger.get_by_role("button", name=words.SHOW)).to_have_count(0)
    assert secret[0] not in stranger.content() + str(stranger.evaluate(STORED))
    stranger.close()
    for page in (projector, phone):
        page.reload()
    expect(projector.get_by_role("button", name=words.SHOW)).to_be_visible()
    expect(phone.locator(".st-key-option_a")).to_contain_text(words.YOUR_VOTE)


@pytest.mark.parametrize(("width", "height"), [(390, 664), (768, 1024)])
def test_a_small_projector_shows_the_code_first(arrive: Arrive, width: int, height: int) -> None:
    projector = arrive(width=width, height=height, touch=True).open("predict?round=10")
    press(projector, words.OPEN)
    expect(projector.locator(".room-code")).to_be_in_viewport(ratio=1)
    assert projector.evaluate("document.documentElement.scrollWidth <= innerWidth")
    press(projector, words.CLOSE)

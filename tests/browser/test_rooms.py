"""A room on the screen: what fits, who leads after a reload, and what a tab remembers."""

import re
from urllib.parse import urlencode

import pytest
import zxingcpp
from playwright.sync_api import Page, expect

from argsoft.teaching.lessons import PLANS, Step
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


def test_a_step_of_a_lesson_is_voted_on_beside_its_page(arrive: Arrive) -> None:
    step = Step(PLANS[0], 0)
    projector = arrive().open(f"?{urlencode(step.query)}&projector=on")
    press(projector, words.OPEN)
    panel = projector.locator(".st-key-room_panel")
    code = panel.locator(".code").inner_text()
    expect(projector.locator(".st-key-chart_softmax")).to_have_count(0)
    phones = [arrive(width=390, height=664, touch=True).open(f"predict?room={code}")]
    phones += [arrive().open(f"predict?room={code}") for _ in range(4)]
    for phone, letter in zip(phones, "abaac", strict=True):
        vote(phone, letter)
    expect(panel.locator(".st-key-attendance")).to_have_text("5 of 5 have voted")
    press(projector, words.SHOW)
    expect(panel.locator(".st-key-chart_guess_votes .bartext")).to_have_text(["3", "1", "1", "0"])
    found = scanned(panel.locator(".qr-code"))
    assert found.text.endswith(f"/predict?room={code}"), "late phones still find it"
    expect(panel.locator(".st-key-checks")).to_be_in_viewport(ratio=1)
    assert violations(projector) == []
    expect(projector.locator(".st-key-chart_softmax")).to_have_count(0)
    press(projector, words.REVEAL)
    for bars in (
        projector.locator(".st-key-chart_softmax"),
        *(phone.locator(".st-key-chart_guess_softmax") for phone in phones),
    ):
        expect(bars.locator(".bartext").first).to_have_text("0.68")
    expect(phones[1].get_by_text(step.stage.expect)).to_be_visible()
    expect_own_votes_and_names(phones, "abaac")
    press(phones[3], f"Leave room {code}")  # which was sent what another phone has drawn
    phones[3].wait_for_url(lambda url: "room" not in url)
    projector.reload()
    expect(projector.get_by_role("button", name=words.TWIN)).to_be_visible()
    press(projector, words.CLOSE)
    expect(phones[0].locator(".st-key-room_says")).to_have_text(words.CLOSED)
    assert violations(phones[0]) == []


def expect_own_votes_and_names(phones: list[Page], letters: str) -> None:
    """Expect each phone to show its own vote beside the answer, and to keep its own name."""
    for phone, letter in zip(phones, letters, strict=True):
        own = phone.locator(".st-key-options li.guess")
        expect(own).to_contain_text(words.YOUR_VOTE)
        expect(own).to_contain_text(words.NAMES["abcd".index(letter)])
        expect(phone.locator(".st-key-options button")).to_have_count(0)
    names = {name for phone in phones for name in re.findall('id":"([0-9a-f]{32})', kept(phone))}
    assert len(names) == len(phones)


def kept(phone: Page) -> str:
    """Read what a tab keeps for itself."""
    return str(phone.evaluate(STORED)).replace("\\", "")


def test_the_code_stays_while_votes_are_shown(arrive: Arrive) -> None:
    projector = arrive().open("predict?round=1&projector=on")
    press(projector, words.OPEN)
    code = code_of(projector)
    press(projector, words.REVEAL)
    expect(projector.locator(".st-key-chart_guess_votes")).to_be_visible()
    assert scanned(projector.locator(".st-key-room_late .qr-code")).text.endswith(f"room={code}")
    for key in ("room_late", "checks"):
        expect(projector.locator(f".st-key-{key}")).to_be_in_viewport(ratio=1)
    press(projector, words.CLOSE)
    expect(projector.locator(".qr-code")).to_have_count(0)

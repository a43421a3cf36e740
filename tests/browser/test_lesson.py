"""A lesson that leads, with a presenter's keys, and the notes in a window of their own."""

import re

from playwright.sync_api import Page, expect

from argsoft.state.scenario import STAGES
from argsoft.teaching import teach as wording
from argsoft.teaching.lessons import PLANS, Step
from tests.browser.conftest import Arrive
from tests.browser.visitor import slider, violations

SHORT = PLANS[0]


def expect_step(page: Page, place: int) -> None:
    """Expect a step's line, and nothing of its answer."""
    line = page.locator(".st-key-lesson_words")
    expect(line).to_contain_text(f"{place + 1} of {len(SHORT.stages)}")
    expect(line).to_contain_text(SHORT.stages[place].ask)
    expect(page.locator("h1")).to_have_text(Step(SHORT, place).link.page.claim)
    page.wait_for_selector(".stApp[data-test-script-state=notRunning]")
    expect(page.get_by_text(SHORT.stages[place].expect)).to_have_count(0)


def expect_nothing_below_the_foot(page: Page) -> None:
    """Expect the line in few rows, and the last button of the page above the foot."""
    line, last, foot = (
        page.locator(f".st-key-{key}").bounding_box() for key in ("lesson", "presets", "foot")
    )
    assert line
    assert last
    assert foot
    assert line["height"] <= 50
    assert last["y"] + last["height"] <= foot["y"]


def test_a_remote_leads_and_the_notes_follow(arrive: Arrive) -> None:
    visit = arrive(theme="dark")
    page = visit.open("teach?topic=lessons&projector=on&setosa=-3")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name=wording.NOTES).click()
    notes = opened.value
    notes.get_by_role("radio", name="on", exact=True).wait_for(state="attached")
    page.bring_to_front()
    page.get_by_role("link", name=wording.START).click()
    expect_step(page, 0)
    expect(slider(page, "Setosa")).to_have_value("1.43")
    page.keyboard.press("PageDown")
    expect_step(page, 1)
    expect(slider(page, "Virginica")).to_have_value("1.38")
    expect_nothing_below_the_foot(page)
    now = notes.locator("[class*=st-key-stage_][aria-current=step]")
    expect(now).to_contain_text(SHORT.stages[1].expect)
    page.keyboard.press("PageDown")
    expect_step(page, 2)
    expect(page).to_have_url(re.compile("projector=on"))
    for stage in STAGES[1:]:  # Step by step takes it
        page.keyboard.press("PageDown")
        expect(page).to_have_url(re.compile(f"stage={stage}"))
    expect_step(page, 2)
    page.keyboard.press("PageDown")  # its last step
    expect_step(page, 3)
    expect(now).to_contain_text(SHORT.stages[3].expect)
    page.keyboard.press("PageUp")
    expect_step(page, 2)
    page.get_by_role("link", name=wording.LEAVE).click()
    expect(page.locator(".st-key-lesson")).to_have_count(0)
    page.get_by_role("link", name=re.compile("Go on: step 3 of 5")).click()
    expect_step(page, 2)
    notes.close()
    with page.context.expect_page() as opened:
        page.keyboard.press("F8")
    expect(opened.value.get_by_text(SHORT.stages[2].expect)).to_be_visible()
    opened.value.close()
    expect_step(page, 2)


def test_the_line_fits_a_phone_and_is_accessible(arrive: Arrive) -> None:
    page = arrive(width=390, height=664, touch=True).open("?lesson=15&lesson_step=2")
    line, fold = page.locator(".st-key-lesson"), page.locator(".st-key-lesson summary")
    question = page.get_by_text(wording.line(Step(SHORT, 1)).split("**")[2].strip())
    expect(fold).to_have_text("Lesson: 2 of 5")
    expect(question).to_be_hidden()
    box = line.bounding_box()
    assert box
    assert box["height"] < 64, "one row"
    for key in ("argmax", "softmax"):
        expect(page.locator(f".st-key-chart_{key} svg").first).to_be_in_viewport(ratio=0.75)
    fold.tap()
    expect(question).to_be_visible()
    expect(page.get_by_role("link", name=wording.LEAVE)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(page) == []
    page = arrive().open("")
    page.wait_for_selector(".stApp[data-test-script-state=notRunning]")
    page.locator("h1").click()
    page.keyboard.press("PageDown")
    page.wait_for_function("document.querySelector('.stMain').scrollTop > 0")
    assert "lesson" not in page.url, "without a lesson, Page Down scrolls"

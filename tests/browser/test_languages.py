"""Browsers in other languages: right-to-left ones, and automatic translation."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Arrive
from tests.browser.visitor import grab, slider

# Imitates automatic translation: each text node becomes an element with other words.
TRANSLATE = """() => {
  const texts = document.createTreeWalker(document.querySelector('.stMain'), NodeFilter.SHOW_TEXT);
  const all = [];
  while (texts.nextNode()) if (/[a-z]/.test(texts.currentNode.data)) all.push(texts.currentNode);
  for (const text of all) {
    if (text.parentElement.closest('svg, style, button')) continue;
    const font = document.createElement('font');
    font.textContent = text.data.replace(/[aeiou]/g, 'ö');
    text.replaceWith(font);
  }
}"""


@pytest.mark.parametrize("language", ["ar", "he", "fa"])
def test_right_is_more_in_a_browser_that_reads_from_the_right(
    arrive: Arrive, language: str
) -> None:
    page = arrive(language=language).open()
    x, y = grab(page, "Setosa")
    page.mouse.move(x + 40, y, steps=5)
    page.mouse.up()
    page.wait_for_url(re.compile("setosa="))
    said = float(str(slider(page, "Setosa").get_attribute("aria-valuetext")))
    assert said > 2
    thumb = slider(page, "Setosa").locator("xpath=ancestor::*[@data-rac][1]")
    box, track = thumb.bounding_box(), thumb.locator("xpath=..").bounding_box()
    assert box
    assert track
    part = (box["x"] + box["width"] / 2 - track["x"]) / track["width"]
    assert part == pytest.approx((said + 5) / 10, abs=0.01), "thumb and number must agree"
    slider(page, "Setosa").focus()
    page.keyboard.press("ArrowRight")
    expect(slider(page, "Setosa")).to_have_attribute("aria-valuetext", f"{said + 0.01:.2f}")


def test_a_translated_page_still_says_what_is_so(arrive: Arrive) -> None:
    visit = arrive()
    page = visit.open()
    expect(page.get_by_text("Setosa leads Virginica by 1.20")).to_be_visible()
    page.evaluate(TRANSLATE)
    expect(page.get_by_text("lööds")).to_be_visible()
    page.get_by_role("button", name="Two-way tie").click()
    expect(page.locator(".st-key-summary")).to_contain_text("tie at 1.43")
    expect(page.locator(".st-key-summary")).not_to_contain_text("1.20")


@pytest.mark.parametrize("title", ["Step by step", "Iris"])
def test_a_translated_page_can_be_left(arrive: Arrive, title: str) -> None:
    visit = arrive()
    page = visit.open(title.lower().replace(" ", "_"))
    page.evaluate(TRANSLATE)
    page.get_by_role("link", name=re.compile("^(N|n).xt: ")).click()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_contain_text(re.compile("Argmax is flat|any number of classes"))
    assert page.locator("[data-testid=stException], .stAlertContainer").count() == 0

"""Accessibility of every page: axe, keyboard, magnification, reduced motion, forced colours."""

import contextlib
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Page, TimeoutError, expect

from argsoft.state.contents import Page as At
from argsoft.wording.labels import TABLE_LABEL
from tests.browser.conftest import PAGE_STANDS, Arrive
from tests.browser.visitor import BUT_CONTRAST, CONTRAST, EVERYTHING, THIRDS, violations
from tests.server import PATIENCE_SECONDS

# Tall, since axe checks contrast only in the viewport.
WINDOW = (1280, 2000)
SIZES = {(390, 3500): BUT_CONTRAST, WINDOW: EVERYTHING}  # a phone adds no colours
MAGNIFIED = (320, 640)  # 1280 at 400%, where WCAG asks for reflow; 200% has twice that
WIDER = "() => document.documentElement.scrollWidth - innerWidth"
SEEN = "h1, h2, p, button, input, td, text, [data-rac]"
# Finds text and controls that stick out of the window.
CUT = """() => [...document.querySelectorAll('.stMain :is(PARTS)')]
  .filter((e) => e.checkVisibility() && e.type !== 'range') // of a slider, only the thumb shows
  .filter((e) => { const b = e.getBoundingClientRect();
    return b.width > 1 && (b.right > innerWidth + 1 || b.left < -1); })
  .map((e) => e.textContent || e.ariaLabel || e.className)""".replace("PARTS", SEEN)
CHARTS = """() => [...document.querySelectorAll('[class*="st-key-chart_"]')].map((chart) => {
  const named = [...chart.querySelectorAll('[aria-label]')].map((e) => e.ariaLabel);
  return named.find((name) => /^[A-Z].{14,}/.test(name)) ?? '';
})"""

TRACK = ".stSlider [role=group] > [data-rac] > :first-child"
THUMB = ".stSlider [role=group] > [data-rac] > [data-rac]"
NOT_CHOSEN = "[data-testid=stRadioOption]:not([data-selected=true]) > div > :first-child"
CHOSEN = "[data-testid=stRadioOption][data-selected=true] > div > :first-child"
COLOUR = "(part) => getComputedStyle(document.querySelector(part)).backgroundColor"


@THIRDS
def test_every_page_is_for_everybody(arrive: Arrive, pages: Sequence[At]) -> None:
    visit = arrive()
    found: dict[tuple[str, str], Sequence[object]] = {}
    for at in pages:
        visit.page.emulate_media(color_scheme="light")
        page = visit.turn(f"{at.path}?virginica=1.43")
        for (width, height), asked in SIZES.items():
            resize(page, width, height)
            found[at.title, f"{width}"] = violations(page, asked)
        page.emulate_media(color_scheme="dark")
        expect(page.locator(".stApp")).to_have_css("color-scheme", "dark")
        found[at.title, "dark"] = violations(page, CONTRAST)
        resize(page, *MAGNIFIED)
        assert page.evaluate(WIDER) <= 0
        with contextlib.suppress(TimeoutError):  # a chart takes a moment to resize
            page.wait_for_function(f"() => !({CUT})().length")
        found[at.title, "magnified"] = page.evaluate(CUT)
        names = page.evaluate(CHARTS)
        assert all(names)
        if names:
            expect_a_sentence_and_a_table(page)
    assert {at: wrong for at, wrong in found.items() if wrong} == {}


def resize(page: Page, width: int, height: int) -> None:
    """Resize the window and wait until the page has adapted."""
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_function(PAGE_STANDS)


def expect_a_sentence_and_a_table(page: Page) -> None:
    """Expect the charts on a page as a sentence, and as a table once it is opened."""
    expect(page.locator(".st-key-summary, .st-key-why").first).not_to_be_empty()
    if not page.get_by_text(TABLE_LABEL).count():  # a table would give the answer away
        assert "predict" in page.url
        return
    expect(page.get_by_role("cell")).to_have_count(0)
    page.get_by_text(TABLE_LABEL).click()
    expect(page.get_by_role("columnheader").nth(1)).to_be_visible()
    expect(page.get_by_role("cell").nth(1)).to_be_visible()


# Records the look of every focusable element, and of its surroundings, without focus.
AT_REST = """() => {
  const marks = ['outlineStyle', 'outlineWidth', 'boxShadow', 'borderColor', 'backgroundColor'];
  window.looks = (e) => {
    const parts = [e, ...e.querySelectorAll('*')];
    if (e.labels?.[0]) parts.push(...e.labels[0].querySelectorAll('*'));
    for (let up = e, n = 0; up && n < 5; n++, up = up.parentElement) parts.push(up);
    return parts.map((part) => marks.map((mark) => getComputedStyle(part)[mark]).join()).join('|');
  };
  const all = document.querySelectorAll('input, button, textarea, a, summary, [tabindex]');
  window.atRest = new Map([...all].map((e) => [e, looks(e)]));
}"""
# Describes the focused element, once its focus is visible; that may fade in.
FOCUSED = """async (patience) => {
  const focused = document.activeElement, start = performance.now();
  const row = focused.type === 'range' ? focused.closest('.stSlider') : focused;
  const { top, bottom, left } = row.getBoundingClientRect();
  const scroll = document.querySelector('.stMain').scrollTop;
  const again = focused === document.body || focused.reached === true;
  focused.reached = true;
  const isShown = () => looks(focused) !== atRest.get(focused);
  const frame = () => new Promise(requestAnimationFrame);
  while (!again && !isShown() && performance.now() - start < 1000 * patience) await frame();
  const text = focused.ariaLabel || focused.labels?.[0]?.textContent || focused.textContent;
  return {
    again,
    shown: again || isShown(),
    name: `${focused.tagName} ${text.slice(0, 40)}`,
    main: focused.closest('.stMain') !== null,
    box: [top + scroll, bottom + scroll, left],
  };
}"""
# Finds elements that the Tab key should have reached; of a radio group, the checked one.
MISSED = """() => [...document.querySelectorAll('.stMain :is(input, button, textarea, a, summary)')]
  .filter((e) => e.checkVisibility() && !e.disabled && e.tabIndex >= 0 && !e.reached)
  .filter((e) => e.type !== 'radio' || e.checked)
  .map((e) => e.outerHTML.slice(0, 120))"""
MOST_STOPS = 90


def stops(page: Page) -> list[dict[str, Any]]:
    """Press Tab through a whole page, and describe each stop."""
    page.evaluate(AT_REST)
    found: list[dict[str, Any]] = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED, PATIENCE_SECONDS)
        if stop["again"]:
            return found
        assert stop["shown"], f"{stop['name']} has no visible focus"
        found.append(stop)
    pytest.fail("the Tab key never leaves the page")


def in_order(one: list[float], other: list[float]) -> bool:
    """Return whether a box precedes another: to its left in the same row, or above it."""
    (_, bottom, left), (top, other_bottom, other_left) = one, other
    same_row = top < bottom and one[0] < other_bottom
    return left <= other_left if same_row else bottom <= top


@THIRDS
def test_the_keyboard_comes_to_everything_in_order_and_shows_where_it_is(
    arrive: Arrive, pages: Sequence[At]
) -> None:
    visit = arrive(reduced_motion="reduce")
    for at in pages:
        page = visit.open(at.path)
        found = stops(page)
        assert page.evaluate(MISSED) == [], at.title
        turns = pairwise(stop for stop in found if stop["main"])
        wrong = [(a, b) for a, b in turns if not in_order(a["box"], b["box"])]
        assert wrong == [], at.title


def test_in_forced_colours_sliders_and_choices_can_be_seen(arrive: Arrive) -> None:
    page = arrive(forced_colors="active").open("flat_or_smooth")
    ground = page.evaluate(COLOUR, ".stApp")
    drawn = {part: page.evaluate(COLOUR, part) for part in (TRACK, THUMB, CHOSEN)}
    assert ground not in drawn.values()
    assert page.evaluate(COLOUR, NOT_CHOSEN) != drawn[CHOSEN]

"""Everybody can use every page: by axe, by keyboard alone, magnified, and without motion."""

import pytest
from playwright.sync_api import expect

from argsoft.contents import PAGES
from tests.browser.conftest import PAGE_STANDS, Arrive
from tests.browser.visitor import violations

SIZES = ((1920, 1080), (1280, 720), (390, 844))
MAGNIFIED = (320, 640)  # 1280 at 400 %, where WCAG asks for reflow; 200 % has twice that
WIDER = "() => document.documentElement.scrollWidth - innerWidth"
# The words and controls that stick out of the window.
CUT = """() => [...document.querySelectorAll('.stMain :is(h1, h2, p, button, input, label, td, text)')]
  .filter((e) => e.checkVisibility() && !e.closest('.old-picture'))
  .filter((e) => { const b = e.getBoundingClientRect();
    return b.width > 1 && (b.right > innerWidth + 1 || b.left < -1); })
  .map((e) => e.textContent || e.ariaLabel)"""
CHARTS = """() => [...document.querySelectorAll('[class*="st-key-chart_"]')].map((chart) => {
  const named = [...chart.querySelectorAll('[aria-label]')].map((e) => e.ariaLabel);
  return named.find((name) => /^[A-Z].{14,}/.test(name)) ?? '';
})"""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page(arrive: Arrive, theme: str) -> None:
    visit = arrive(theme=theme)
    found = {}
    for at in PAGES:
        page = visit.open(at.path)
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            page.wait_for_function(PAGE_STANDS)
            found[at.title, width] = violations(page)
    assert {where: what for where, what in found.items() if what} == {}


def test_a_magnified_page_loses_nothing(arrive: Arrive) -> None:
    visit = arrive(width=MAGNIFIED[0], height=MAGNIFIED[1])
    for at in PAGES:
        page = visit.open(f"{at.path}?virginica=1.43")
        assert page.evaluate(WIDER) <= 0, at.title
        assert page.evaluate(CUT) == [], at.title


def test_every_chart_has_a_name_and_a_sentence(arrive: Arrive) -> None:
    visit = arrive()
    for at in PAGES:
        page = visit.open(at.path)
        names = page.evaluate(CHARTS)
        assert all(names), at.title
        if names:
            expect(page.locator(".st-key-summary").first).not_to_be_empty()

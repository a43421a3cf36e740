"""The page Teach: its prepared links in one visit, its cards, and its accessibility."""

import pytest
from playwright.sync_api import Page, expect

from argsoft.teaching import teach as wording
from argsoft.teaching.lessons import PLANS, PREPARED
from tests.browser.conftest import Arrive
from tests.browser.visitor import violations

# For each topic, a text that shows once it is open.
TOPICS = {
    "prepared links": PREPARED["predict"].title,
    "lesson plans": PLANS[0].aim,
    "misconceptions": wording.mistakes()[-1].said,
    "glossary": wording.glossary()[-1].meaning,
    "sources": wording.formulas()[-1].name,
}


def opened(arrive: Arrive, path: str, **look: int | str) -> Page:
    page = arrive(**look).open(path)
    expect(page.get_by_role("link", name=PREPARED["predict"].title)).to_be_visible()
    return page


def test_a_prepared_link_of_every_page_in_one_visit(arrive: Arrive) -> None:
    page = opened(arrive, "teach?setosa=-3&temperature=7&flower=3&outputs=1,2")
    teach = page.get_by_role("link", name="Teach", exact=True)
    last = {link.path: link for link in PREPARED.values()}
    # Backwards, since later links set fields that earlier ones leave at their defaults.
    for link in reversed([*last.values()]):
        page.get_by_role("link", name=link.title, exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(link.page.claim)
        for each in link.says:
            expect(page.get_by_test_id("stMain")).to_contain_text(each)
        expect(page.get_by_role("alert")).to_have_count(0)
        teach.click()


def test_a_click_anywhere_on_a_card_opens_it(arrive: Arrive) -> None:
    page = opened(arrive, "teach")
    # By force, since the link that covers this text takes the click.
    page.get_by_text(PREPARED["two_way_tie"].why).click(force=True)
    expect(page.get_by_text("tie at 1.43")).to_be_visible()
    assert "/teach" not in page.url


@pytest.mark.parametrize(("width", "height", "theme"), [(1280, 720, "light"), (390, 844, "dark")])
def test_everybody_can_use_it(arrive: Arrive, width: int, height: int, theme: str) -> None:
    page = opened(arrive, "teach", width=width, height=height, theme=theme)
    for topic, words in TOPICS.items():
        page.get_by_role("radio", name=topic).check(force=True)
        expect(page.get_by_text(words).last).to_be_attached()
        page.wait_for_selector(".stApp[data-test-script-state=notRunning]")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert violations(page) == [], topic

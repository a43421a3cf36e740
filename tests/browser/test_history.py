"""Back and Forward: pages show what their address says, and each page is one history entry."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import PAGE_STANDS, Arrive
from tests.browser.visitor import slider, typed

LENGTH = "history.length"
# Whether no script has run for a while: a visitor looks at a page before going back.
RESTED = """() => {
  const isRunning = !document.querySelector('.stApp[data-test-script-state=notRunning]');
  if (isRunning || !window.restedSince) window.restedSince = performance.now();
  return performance.now() - restedSince > 500;
}"""


def turn(page: Page, name: str, link: str) -> None:
    """Go to a page by the menu, and wait until it is complete at its link."""
    page.get_by_role("link", name=name, exact=True).first.click()
    expect_page(page, link)


def expect_page(page: Page, link: str) -> None:
    page.wait_for_url(f"**{link}")
    page.wait_for_function(PAGE_STANDS)
    page.evaluate("window.restedSince = 0")
    page.wait_for_function(RESTED)


def expect_logit(page: Page, name: str, value: str) -> None:
    expect(slider(page, name)).to_have_value(value)
    expect(typed(page, name)).to_have_value(f"{float(value):.2f}")


def test_each_page_gone_back_to_shows_what_its_address_says(arrive: Arrive) -> None:
    page = arrive().open("?setosa=5")
    length = page.evaluate(LENGTH)
    turn(page, "Step by step", "/step_by_step?setosa=5")
    slider(page, "Setosa").press("Home")
    expect_page(page, "/step_by_step?setosa=-5")
    turn(page, "Derivatives", "/derivatives?setosa=-5")
    for go, link, value in (
        (page.go_back, "/step_by_step?setosa=-5", "-5"),
        (page.go_back, "/?setosa=5", "5"),
        (page.go_forward, "/step_by_step?setosa=-5", "-5"),
        (page.go_forward, "/derivatives?setosa=-5", "-5"),
        (page.go_back, "/step_by_step?setosa=-5", "-5"),
        (page.go_back, "/?setosa=5", "5"),
    ):
        go()
        expect_page(page, link)
        expect_logit(page, "Setosa", value)
        expect_page(page, link)  # and stays there
    assert page.evaluate(LENGTH) == length + 2, "one entry for a page, none for a state"


def test_a_page_gone_back_to_does_not_keep_what_was_set_later(arrive: Arrive) -> None:
    page = arrive().open("flat_or_smooth?temperature=2.0&watch=all+three")
    expect_page(page, "/flat_or_smooth?temperature=2&watch=all_three")
    turn(page, "Any outputs", "/any_outputs?*temperature=2*")
    slider(page, "Temperature").press("End")
    page.wait_for_url("**temperature=10*")
    box = page.get_by_role("textbox", name="Logits")
    box.fill("3, 4")
    page.wait_for_url("**outputs=3%2C+4*")
    turn(page, "Playground", "/?*outputs=3%2C+4*")
    page.go_back()
    page.wait_for_url("**/any_outputs?*temperature=10*")
    expect(box).to_have_value("3, 4")
    expect(typed(page, "Temperature")).to_have_value("10.00")
    page.go_back()
    expect_page(page, "/flat_or_smooth?temperature=2&watch=all_three")
    expect(typed(page, "Temperature")).to_have_value("2.00")
    expect(page.get_by_role("radio", name="all three")).to_be_checked()
    assert "outputs" not in page.url


def test_a_state_that_is_set_makes_no_entry_and_a_short_link(arrive: Arrive) -> None:
    page = arrive().open("training?seed=1.0")
    expect_page(page, "/training?seed=1")
    length = page.evaluate(LENGTH)
    page.get_by_role("button", name="Another random seed").click()
    expect_page(page, "/training?seed=2")
    turn(page, "Playground", "/?seed=2")
    for preset, said in (("All equal", "virginica=1"), ("One runaway", "setosa=5")):
        page.get_by_role("button", name=preset).click()
        page.wait_for_url(re.compile(said))
    expect_logit(page, "Setosa", "5")
    assert page.evaluate(LENGTH) == length + 1
    assert not re.search(r"\.0(&|$)", page.url)
    page.go_back()
    expect_page(page, "/training?seed=2")
    expect(page.get_by_role("textbox", name="Random seed")).to_have_value("2")

"""Faults around the app: when the server dies or the network drops, open pages recover."""

import os
import time
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import PAGE_STANDS, Arrive, complaints
from tests.browser.visitor import slider
from tests.server import Cable, Server

DROP_SECONDS = float(os.environ.get("DROP_SECONDS", "3"))
CONNECTED = ".stApp[data-test-connection-state=CONNECTED]"
# Everything a visitor sees: the link, texts, control values, and texts in charts.
LOOK = """() => {
  const all = (part) => [...document.querySelectorAll(part)];
  return {
    link: location.href,
    words: all('.stMain :is(h1, h2, p, td)').map((e) => e.innerText),
    controls: all('.stMain :is(input, textarea)').map((e) => [e.value, e.checked]),
    charts: all('.js-plotly-plot text').map((e) => e.textContent),
  };
}"""


def press(name: str, key: str) -> Callable[[Page], None]:
    """Return an action that presses a key on a slider."""
    return lambda page: slider(page, name).press(key)


def pick(name: str) -> Callable[[Page], None]:
    """Return an action that picks a radio option."""
    return lambda page: page.get_by_role("radio", name=name, exact=True).check(force=True)


def type_list(text: str) -> Callable[[Page], None]:
    """Return an action that types a list of logits."""
    return lambda page: page.get_by_role("textbox", name="Logits").fill(text)


# Per page: a first action, what the link then contains, and an action after the recovery.
ACTIONS = {
    "": (press("Virginica", "End"), "virginica=5", press("Setosa", "Home")),
    "flat_or_smooth": (pick("all three"), "watch=all_three", press("Temperature", "End")),
    "iris": (press("Flower number", "End"), "flower=150", press("Flower number", "Home")),
    "any_outputs": (type_list("cat: 3, dog: 1"), "cat", type_list("cat: 3, dog: 2")),
}
VIEW = "projector=off&hide=presets&temperature=2"  # some pages have no control for these


BACK = f"(before) => !window.before && ({PAGE_STANDS})() && JSON.stringify(({LOOK})()) === before"


def remember(page: Page) -> str:
    """Record what a page shows, and mark its document, to recognize a reload."""
    page.wait_for_function(PAGE_STANDS)
    page.evaluate("window.before = true")
    seen: str = page.evaluate(f"JSON.stringify(({LOOK})())")
    return seen


def expect_reaction(page: Page, action: Callable[[Page], None]) -> None:
    """Do an action, and expect the link and the texts of the page to change."""
    words, link = f"JSON.stringify(({LOOK})().words)", page.url
    before = page.evaluate(words)
    action(page)
    page.wait_for_url(lambda url: url != link)
    page.wait_for_function(f"(before) => {words} !== before", arg=before)


def test_every_page_comes_back_when_its_server_is_killed_and_started(arrive: Arrive) -> None:
    server = Server()
    visits = {path: arrive(at=server) for path in ACTIONS}
    for path, visit in visits.items():
        page = visit.open(f"{path}?{VIEW}")
        action, said, _ = ACTIONS[path]
        action(page)
        page.wait_for_url(f"**{said}*")
    before = {path: remember(visit.page) for path, visit in visits.items()}
    server.process.kill()
    server.stop()
    for visit in visits.values():
        expect(visit.page.locator(CONNECTED)).to_have_count(0)
    server = Server(port=server.port)
    start = time.monotonic()
    for path, visit in visits.items():
        visit.page.wait_for_function(BACK, arg=before[path])
    print(f"back after {time.monotonic() - start:.1f} s")
    for path, (_, _, action) in ACTIONS.items():
        expect_reaction(visits[path].page, action)
    playground = visits[""].page
    playground.get_by_role("link", name="Flat or smooth", exact=True).click()
    expect(slider(playground, "Temperature")).to_have_attribute("aria-valuetext", "2.00")
    for visit in visits.values():
        expect(visit.page.get_by_role("dialog")).to_have_count(0)
        visit.forgive()
        visit.page.close()
    assert complaints(server.stop()) == []


def test_an_open_page_comes_back_when_the_network_does(arrive: Arrive, cable: Cable) -> None:
    visits = [arrive(at=cable) for _ in range(2)]
    playground, listing = (
        visit.open(f"{path}?{VIEW}")
        for visit, path in zip(visits, ("", "any_outputs"), strict=True)
    )
    press("Virginica", "End")(playground)
    playground.wait_for_url("**virginica=5*")
    type_list("cat: 3, dog")(listing)
    problem = listing.get_by_role("status")
    expect(problem).to_contain_text("dog")
    before = [remember(page) for page in (playground, listing)]
    cable.cut()
    for page in (playground, listing):
        expect(page.locator(CONNECTED)).to_have_count(0)
    time.sleep(DROP_SECONDS)
    cable.mend()
    for page, seen in zip((playground, listing), before, strict=True):
        page.wait_for_selector(CONNECTED)
        expect(page.get_by_role("dialog")).to_have_count(0)
        assert page.evaluate(f"window.before && JSON.stringify(({LOOK})())") == seen
        page.wait_for_function("!document.body.inert")  # it checks which server came back
    expect_reaction(playground, press("Setosa", "Home"))
    expect_reaction(listing, type_list("cat: 3, dog: 2"))
    for visit in visits:
        visit.forgive()


def test_a_complaint_of_a_page_is_heard(arrive: Arrive) -> None:
    visit = arrive()
    page = visit.open("iris")
    page.evaluate("console.error('a complaint')")
    assert "a complaint" in str(visit.complaints)
    visit.forgive()

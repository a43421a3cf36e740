"""Privacy: pages call no other host and store nothing about the visitor."""

import tomllib

from playwright.sync_api import expect

from argsoft.state.contents import PAGES
from argsoft.wording import view as wording
from tests.browser.conftest import PAGE_STANDS, Arrive
from tests.browser.visitor import STREAMLITS_PLOTLY
from tests.server import ROOT

XSRF = "_streamlit_xsrf"  # Streamlit's own, with nothing about the visitor
# Lists all stored keys, except the theme chosen in Streamlit's menu.
KEPT = """() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]
  .filter((key) => !key.startsWith('stActiveTheme'))"""


def test_every_page_calls_nobody_and_keeps_nothing(arrive_new: Arrive) -> None:
    visit = arrive_new()
    sockets: list[str] = []
    asked: list[str] = []
    visit.page.on("request", lambda request: asked.append(request.url))
    visit.page.on("websocket", lambda socket: sockets.append(socket.url))
    for place, at in enumerate(PAGES):
        if place == 0:
            page = visit.open("?setosa=2")
        else:
            page.get_by_role("link", name=at.title, exact=True).first.click()
            expect(page.get_by_role("heading", level=1)).to_have_text(at.claim)
            page.wait_for_function(PAGE_STANDS)
        for disclosure in page.locator("details > summary").all():
            disclosure.click()
    page.get_by_role("button", name=wording.SHARE, exact=True).click()
    expect(page.get_by_role("dialog").get_by_role("img")).to_be_visible()
    page.get_by_role("button", name="Close", exact=True).click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_test_id("stMainMenu").get_by_role("button").click()
    assert page.evaluate(KEPT) == []
    assert page.evaluate("indexedDB.databases().then((all) => all.length)") == 0
    assert (
        page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    )
    assert {cookie["name"] for cookie in page.context.cookies()} <= {XSRF}
    assert [url for url in asked if STREAMLITS_PLOTLY in url] == []
    assert {url.split("/")[2] for url in sockets} == {visit.url.split("/")[2]}


def test_the_protections_of_streamlit_stay_on() -> None:
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert settings["browser"]["gatherUsageStats"] is False
    assert settings["server"].get("enableXsrfProtection", True)
    assert settings["server"].get("enableCORS", True)
    assert "corsAllowedOrigins" not in settings["server"]

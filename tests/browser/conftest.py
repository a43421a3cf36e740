"""A real server and a real Chromium for the tests that use the app as a visitor does."""

import os
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, sync_playwright

from tests.server import Address, Server, launch_chromium

CHARTS_STAND = """() => {
  const charts = [...document.querySelectorAll('[class*="st-key-chart_"]')];
  return charts.length && charts.every((chart) => chart.querySelector('.main-svg'));
}"""
# A browser that comes to an inner page asks there first, before it finds the server at the root.
ASKED_AT_THE_PAGE = "/_stcore/"


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """One server for all tests that do not ask for a fresh one; it must never print a traceback."""
    server = Server()
    yield server
    assert "Traceback" not in server.stop()


@pytest.fixture
def fresh_server() -> Iterator[Server]:
    """A server that nobody has visited yet."""
    server = Server()
    yield server
    assert "Traceback" not in server.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium; where there is none, these tests are skipped, except in CI."""
    with sync_playwright() as playwright:
        try:
            browser = launch_chromium(playwright)
        except Error as error:
            if os.environ.get("CI"):
                raise
            pytest.skip(f"no Chromium to test with: {error.message.splitlines()[0]}")
        yield browser
        browser.close()


class Visit:
    """One visitor's browser tab, and everything in it that must not happen."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url = page, url
        self.strangers: list[str] = []
        self.errors: list[str] = []
        own = (url, url.replace("http", "ws"), "data:", "blob:")
        page.on(
            "request", lambda r: None if r.url.startswith(own) else self.strangers.append(r.url)
        )
        page.on("console", self._note)
        page.on("pageerror", lambda e: self.errors.append(str(e)))

    def _note(self, message: ConsoleMessage) -> None:
        if message.type == "error" and ASKED_AT_THE_PAGE not in message.location["url"]:
            self.errors.append(message.text)

    def open(self, path: str = "") -> Page:
        """Open a page of the app and wait until its charts stand."""
        self.page.goto(f"{self.url}/{path}")
        self.page.wait_for_function(
            "document.querySelectorAll('.js-plotly-plot .point').length >= 6"
        )
        self.page.wait_for_selector(".stApp[data-test-script-state=notRunning]")
        return self.page


Arrive = Callable[..., Visit]


@pytest.fixture
def arrive(browser: Browser, server: Server) -> Iterator[Arrive]:
    """Let a visitor arrive; whatever they do, no page calls strangers or reports errors."""
    visits: list[Visit] = []

    def arrived(
        *,
        at: Server | Address = server,
        width: int = 1280,
        height: int = 720,
        theme: str = "light",
        reduced_motion: str = "no-preference",
    ) -> Visit:
        page = browser.new_page(
            viewport={"width": width, "height": height},
            color_scheme=theme,  # type: ignore[arg-type]
            reduced_motion=reduced_motion,  # type: ignore[arg-type]
        )
        visits.append(Visit(page, at.url))
        return visits[-1]

    yield arrived
    for visit in visits:
        if not visit.page.is_closed():
            assert visit.page.locator("[data-testid=stException]").count() == 0
            visit.page.close()
        assert not visit.strangers, "the page asked other hosts for something"
        assert not visit.errors

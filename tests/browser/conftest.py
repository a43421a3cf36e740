"""Fixtures for tests in a real browser: a server, and visitors in Chromium."""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page

from tests.server import PATIENCE_SECONDS, Address, Cable, Server

CHARTS_STAND = """() => {
  const charts = [...document.querySelectorAll('[class*="st-key-chart_"]')];
  const height = (chart) => chart.querySelector('.main-svg')?.clientHeight;
  const stands = (chart) => Math.abs(height(chart) - chart.clientHeight) < 2;
  return charts.length && charts.every(stands);
}"""
# As CHARTS_STAND, but also true on a page without charts, once it is complete. The footer is drawn
# last; embedded pages have none.
PAGE_STANDS = CHARTS_STAND.replace(
    "return charts.length",
    "return document.querySelector('.stApp[data-test-script-state=notRunning] h1') &&"
    " (document.querySelector('.st-key-foot') || location.search.includes('embed'))",
)
# When a visit starts at an inner page, Streamlit first looks for the server below that path.
SEARCH = "/_stcore/"
STREAMLITS_SCRIPTS = "/static/js/"


def complaints(output: str) -> list[str]:
    """Return the lines a server has printed, apart from expected ones."""
    usual = (
        *("You can now view your Streamlit app", "URL:", "Uvicorn server started", "Stopping..."),
        "Invalid HTTP request received.",  # uvicorn says no more about these
        # A slider asked for a strip while its page was being replaced.
        "does not exist anymore - it might have been removed during a preceding full-app rerun",
    )
    lines = [line.strip() for line in output.splitlines()]
    return [line for line in lines if line and not any(each in line for each in usual)]


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """Start one server for all tests, which must print nothing unexpected."""
    server = Server()
    yield server
    assert complaints(server.stop()) == []


@pytest.fixture
def fresh_server() -> Iterator[Server]:
    """Start a server that nobody has visited yet."""
    server = Server()
    yield server
    assert complaints(server.stop()) == []


class Visit:
    """A visitor's browser tab, which records errors and requests to other hosts."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url = page, url
        self.strangers: list[str] = []
        self.errors: list[str] = []
        self.complaints: list[str] = []
        self._begun = False
        own = (url, url.replace("http", "ws"), "data:", "blob:")
        page.on(
            "request", lambda r: None if r.url.startswith(own) else self.strangers.append(r.url)
        )
        page.on("console", self._note)
        page.on("pageerror", lambda e: self.errors.append(str(e)))

    def _note(self, message: ConsoleMessage) -> None:
        place = message.location["url"]
        # Until app.py has run once, Streamlit does not know inner pages and logs an error.
        unknown = not self._begun and urlsplit(self.page.url).path != "/"
        usual = SEARCH in place or (unknown and STREAMLITS_SCRIPTS in place)
        if message.type == "error" and not usual:
            self.complaints.append(f"{message.text} {place}")

    def open(self, path: str = "") -> Page:
        """Open a page of the app and wait until it is complete."""
        self.page.goto(f"{self.url}/{path}")
        self.page.wait_for_function(PAGE_STANDS)
        self._begun = True
        return self.page

    def forgive(self) -> None:
        """Discard the complaints so far, which the test has caused on purpose."""
        self.complaints.clear()


Arrive = Callable[..., Visit]


@pytest.fixture
def arrive(browser: Browser, server: Server) -> Iterator[Arrive]:
    """Open tabs for visitors, and fail if any page reports an error or calls another host."""
    visits: list[Visit] = []

    def arrived(
        *,
        at: Server | Address | Cable = server,
        width: int = 1280,
        height: int = 720,
        theme: str = "light",
        reduced_motion: str = "no-preference",
        touch: bool = False,
        language: str = "en-US",
        forced_colors: str = "none",
    ) -> Visit:
        page = browser.new_page(
            viewport={"width": width, "height": height},
            has_touch=touch,
            is_mobile=touch,
            locale=language,
            forced_colors=forced_colors,  # type: ignore[arg-type]
            color_scheme=theme,  # type: ignore[arg-type]
            reduced_motion=reduced_motion,  # type: ignore[arg-type]
        )
        page.set_default_timeout(1000 * PATIENCE_SECONDS)
        visits.append(Visit(page, at.url))
        return visits[-1]

    yield arrived
    for visit in visits:
        if not visit.page.is_closed():
            assert visit.page.locator("[data-testid=stException]").count() == 0
            visit.page.close()
        assert not visit.strangers, "the page sent requests to other hosts"
        assert not visit.errors
        assert not visit.complaints


@pytest.fixture
def cable(server: Server) -> Iterator[Cable]:
    """Connect to the server through a cable that the test can cut."""
    cable = Cable(server)
    yield cable
    cable.remove()

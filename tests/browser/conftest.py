"""Fixtures for tests in a real browser: a server, and visitors in Chromium."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache, partial
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request, WebSocket
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

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
# Goes to a link of the app, as Back does.
TURN = """(link) => {
  history.pushState({}, '', link);
  dispatchEvent(new PopStateEvent('popstate'));
}"""
AT_REST = f"() => !window.argsoftBusy() && ({PAGE_STANDS})()"
# When a visit starts at an inner page, Streamlit first looks for the server below that path.
SEARCH = "/_stcore/"
STREAMLITS_SCRIPTS = "/static/js/"
EXCEPTION = "[data-testid=stException]"
AWAY = (-1, -1)  # outside of the window


def complaints(output: str) -> list[str]:
    """Return the lines a server has printed, apart from expected ones."""
    usual = (
        *("You can now view your Streamlit app", "URL:", "Uvicorn server started", "Stopping..."),
        "Invalid HTTP request received.",  # uvicorn says no more about these
        # A slider asked for a strip while its page was being replaced.
        "does not exist anymore - it might have been removed during a preceding full-app rerun",
        "not exist anymore when this request is processed",
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


def ends_a_run(frame: str | bytes) -> bool:
    """Return whether a message to the browser says that the whole script has run."""
    message = ForwardMsg.FromString(frame.encode() if isinstance(frame, str) else frame)
    is_end = message.WhichOneof("type") == "script_finished"
    return bool(is_end and message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY)


class Visit:
    """A visitor's browser tab, which records errors and requests to other hosts."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url = page, url
        self.strangers: list[str] = []
        self.errors: list[str] = []
        self.complaints: list[str] = []
        self._begun = False
        self._own = (url, url.replace("http", "ws"), "data:", "blob:")
        for event, note in self._notes():
            page.on(event, note)

    def _notes(self) -> list[tuple[Any, Callable[[Any], None]]]:
        return [
            *(("request", self._ask), ("console", self._note), ("pageerror", self._fail)),
            ("websocket", self._connect),
        ]

    def _connect(self, socket: WebSocket) -> None:
        self._socket = socket

    def _ask(self, request: Request) -> None:
        if not request.url.startswith(self._own):
            self.strangers.append(request.url)

    def _fail(self, error: Error) -> None:
        self.errors.append(str(error))

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

    def turn(self, path: str = "") -> Page:
        """Go to a page of the open app, which takes less than half as long as opening it."""
        if not self._begun:
            return self.open(path)
        with self._socket.expect_event("framereceived", ends_a_run):
            self.page.evaluate(TURN, f"/{path}")
        self.page.wait_for_function(AT_REST)
        return self.page

    def forgive(self) -> None:
        """Discard the complaints so far, which the test has caused on purpose."""
        self.complaints.clear()

    def end(self) -> None:
        """Leave the app, and fail if its page has reported an error or called another host."""
        raised = 0 if self.page.is_closed() else self.page.locator(EXCEPTION).count()
        for event, note in self._notes():
            self.page.remove_listener(event, note)
        assert not raised
        assert not self.strangers, "the page sent requests to other hosts"
        assert not self.errors
        assert not self.complaints


Arrive = Callable[..., Visit]


class Profile:
    """A browser profile that keeps its tabs for later visits.

    To open a page in a tab that has shown the app before takes a third of the time: its scripts
    are in the caches, compiled.

    Parameters
    ----------
    browser : Browser
        The browser, which knows nothing of other profiles.
    touch : bool
        Whether it is on a phone.
    language : str
        The language that it prefers.
    """

    def __init__(self, browser: Browser, touch: bool, language: str) -> None:
        self.context = browser.new_context(has_touch=touch, is_mobile=touch, locale=language)
        self.context.set_default_timeout(1000 * PATIENCE_SECONDS)
        self._tabs: list[Page] = []

    def tab(self) -> Page:
        """Return a tab without a page."""
        return self._tabs.pop() if self._tabs else self.context.new_page()

    def keep(self, tab: Page) -> None:
        """Keep a tab without its page, its history and its pointer; close one that has stored."""
        if tab.url.startswith("http") and tab.evaluate("sessionStorage.length"):
            tab.close()
            return
        tab.goto("about:blank")
        tab.mouse.up()
        tab.mouse.move(*AWAY)
        devtools = self.context.new_cdp_session(tab)
        devtools.send("Page.resetNavigationHistory")
        devtools.detach()
        self._tabs.append(tab)


Profiles = Callable[[bool, str], Profile]


@pytest.fixture(scope="session")
def profiles(browser: Browser) -> Profiles:
    """Keep one browser profile for each kind of device and each language."""
    return cache(partial(Profile, browser))


@pytest.fixture
def arrive(profiles: Profiles, server: Server) -> Iterator[Arrive]:
    """Open tabs for visitors, and fail if any page reports an error or calls another host."""
    yield from arrivals(profiles, server)


@pytest.fixture
def arrive_new(browser: Browser, server: Server) -> Iterator[Arrive]:
    """As `arrive`, with empty caches, no permissions, and tabs that no other test will use."""
    with ExitStack() as stack:

        def profile(touch: bool, language: str) -> Profile:
            made = Profile(browser, touch, language)
            stack.callback(made.context.close)
            return made

        yield from arrivals(profile, server)


def arrivals(profiles: Profiles, server: Server) -> Iterator[Arrive]:
    """Yield a function that opens tabs, and end all visits afterwards."""
    visits: dict[Visit, Profile] = {}

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
        profile = profiles(touch, language)
        page = profile.tab()
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(
            forced_colors=forced_colors,  # type: ignore[arg-type]
            color_scheme=theme,  # type: ignore[arg-type]
            reduced_motion=reduced_motion,  # type: ignore[arg-type]
        )
        visit = Visit(page, at.url)
        visits[visit] = profile
        return visit

    yield arrived
    for visit, profile in visits.items():
        visit.end()
        if not visit.page.is_closed():
            profile.keep(visit.page)


@pytest.fixture
def cable(server: Server) -> Iterator[Cable]:
    """Connect to the server through a cable that the test can cut."""
    cable = Cable(server)
    yield cable
    cable.remove()

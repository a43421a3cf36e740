"""A visitor with Safari's engine, and one with Firefox."""

from collections.abc import Callable, Iterator

import pytest

from tests.browser.conftest import CHARTS_STAND, PAGE_STANDS, SEARCH
from tests.engines.firefox import firefox
from tests.engines.webkit import webkit
from tests.engines.window import Window
from tests.server import Server

# Where a visit begins at an inner page, Streamlit looks for the server below that page first.
THINKING_ALOUD = (SEARCH, "The page that you have requested does not seem to exist.")
Arrive = Callable[..., Window]


@pytest.fixture(scope="session")
def firefox_window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    """One Firefox for all tests."""
    with firefox(tmp_path_factory.mktemp("firefox")) as window:
        yield window


@pytest.fixture(scope="session")
def webkit_window() -> Iterator[Window]:
    """One WebKit for all tests."""
    with webkit() as window:
        yield window


@pytest.fixture(params=["firefox", "webkit"])
def window(request: pytest.FixtureRequest) -> Iterator[Window]:
    """Each browser in turn; whatever is done, no page calls strangers or reports errors."""
    window: Window = request.getfixturevalue(f"{request.param}_window")
    yield window
    errors = [each for each in window.errors() if not any(own in each for own in THINKING_ALOUD)]
    assert errors == []
    assert window.strangers() == [], "the page asked other hosts for something"


@pytest.fixture
def arrive(window: Window, server: Server) -> Iterator[Arrive]:
    """Let a visitor open a page of the app and wait until it and its charts stand."""

    def arrived(path: str = "") -> Window:
        window.open(f"{server.url}/{path}")
        for stands in (PAGE_STANDS, CHARTS_STAND):  # a page that still has no chart stands, too
            window.wait_until(stands)
        return window

    yield arrived
    assert window.evaluate("() => !document.querySelector('[data-testid=stException]')")

"""Fixtures: visitors in WebKit, Safari's engine, and in Firefox."""

from collections.abc import Callable, Iterator

import pytest

from tests.browser.conftest import (
    CHARTS_STAND,
    PAGE_STANDS,
    SEARCH,
    server,  # noqa: F401 - a fixture
)
from tests.engines.firefox import firefox
from tests.engines.webkit import webkit
from tests.engines.window import Window
from tests.server import Server

# When a visit starts at an inner page, Streamlit first looks for the server below that path.
THINKING_ALOUD = (SEARCH, "The page that you have requested does not seem to exist.")
Arrive = Callable[..., Window]


@pytest.fixture(scope="session")
def firefox_window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    """Start one Firefox for all tests."""
    with firefox(tmp_path_factory.mktemp("firefox")) as window:
        yield window


@pytest.fixture(scope="session")
def webkit_window() -> Iterator[Window]:
    """Start one WebKit for all tests."""
    with webkit() as window:
        yield window


@pytest.fixture(params=["firefox", "webkit"])
def window(request: pytest.FixtureRequest) -> Iterator[Window]:
    """Use each browser in turn; fail if any page reports an error or calls another host."""
    window: Window = request.getfixturevalue(f"{request.param}_window")
    yield window
    errors = [each for each in window.errors() if not any(own in each for own in THINKING_ALOUD)]
    assert errors == []
    assert window.strangers() == [], "the page sent requests to other hosts"


@pytest.fixture
def arrive(window: Window, server: Server) -> Iterator[Arrive]:  # noqa: F811
    """Open a page of the app, and wait until it and its charts are complete."""

    def arrived(path: str = "") -> Window:
        window.open(f"{server.url}/{path}")
        for stands in (PAGE_STANDS, CHARTS_STAND):  # PAGE_STANDS also holds before the first chart
            window.wait_until(stands)
        return window

    yield arrived
    assert window.evaluate("() => !document.querySelector('[data-testid=stException]')")

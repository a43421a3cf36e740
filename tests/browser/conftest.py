"""A real server and a real Chromium for the tests that use the app as a visitor does."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page, sync_playwright

ROOT = Path(__file__).parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
START_SECONDS = 60
CHARTS_STAND = "document.querySelectorAll('.js-plotly-plot .point path').length >= 6"


class Server:
    """The app on a port of its own on this machine, with nothing warmed up."""

    def __init__(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless=true"]
        self.process = subprocess.Popen(
            [*command, "--server.address=127.0.0.1", f"--server.port={self.port}"],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._wait()

    def stop(self) -> str:
        """End the server and return what it printed."""
        self.process.terminate()
        return self.process.communicate(timeout=START_SECONDS)[0]

    def _wait(self) -> None:
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end and self.process.poll() is None:
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=1):
                    return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError(f"the server did not start: {self.stop()}")


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
    """An installed Chromium, or else Playwright's own; CHROMIUM names another one."""
    installed = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chrome")
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=installed, args=FLAGS)
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
        page.on("console", lambda m: self.errors.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: self.errors.append(str(e)))

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
        at: Server = server,
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
        assert visit.page.locator("[data-testid=stException]").count() == 0
        visit.page.close()
        assert not visit.strangers, "the page asked other hosts for something"
        assert not visit.errors

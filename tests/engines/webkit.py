"""WebKit, the engine of Safari, as WebKitGTK on a virtual screen."""

import contextlib
import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from selenium.common.exceptions import WebDriverException
from selenium.webdriver import Remote
from selenium.webdriver.remote.client_config import ClientConfig
from selenium.webdriver.remote.command import Command
from selenium.webdriver.remote.remote_connection import RemoteConnection
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

from tests.engines.window import HEIGHT, SECONDS, WIDTH, Window, is_stranger, program

BROWSER = "webkit2gtk-4.1/MiniBrowser"
SCREEN = f"{WIDTH + 100}x{HEIGHT + 200}x24"
# WebDriver does not report the errors and requests of a page, so record them in the page before it
# draws anything. An image, script or style sheet that fails to load counts as an error.
NOTE = """(() => {
  if (window.left) return 'not there yet';
  [window.errors, window.asked] = [[], []];
  const note = (...said) => errors.push(said.join(' '));
  const error = console.error;
  console.error = (...said) => (note(...said), error(...said));
  const fetch = window.fetch;
  window.fetch = (what, ...rest) => (asked.push(what.url ?? String(what)), fetch(what, ...rest));
  addEventListener('error', (e) => note(e.message ?? `no ${e.target.src ?? e.target.href}`), true);
  addEventListener('unhandledrejection', (e) => note(e.reason));
  addEventListener('securitypolicyviolation', (e) => note('refused', e.blockedURI));
  return document.querySelector('.stApp, .main-svg') ? 'too late' : 'noting';
})()"""

ASKED = """() => [...(window.asked ?? []),
  ...performance.getEntriesByType('resource').map(({name}) => name)]"""


class WebKit(Window):
    """A window of WebKitGTK.

    Parameters
    ----------
    driver : Remote
        The WebDriver session; it must not wait for pages to load.
    """

    def __init__(self, driver: Remote) -> None:
        self._driver = driver
        driver.set_script_timeout(SECONDS)
        driver.set_window_size(WIDTH, HEIGHT)
        self.wait_until("(width) => innerWidth === width", WIDTH)
        frame = HEIGHT - self.evaluate("() => innerHeight")
        driver.set_window_size(WIDTH, HEIGHT + frame)
        self.wait_until("(height) => innerHeight === height", HEIGHT)

    def go(self, url: str) -> None:
        end = time.monotonic() + SECONDS
        while not self._went(url):
            assert time.monotonic() < end, f"{url} always drew before its errors were recorded"

    def _went(self, url: str) -> bool:
        """Open a URL, and return whether its errors are recorded from the start."""
        self.text("window.left = 'left'")
        self._driver.get(url)
        state = "not there yet"
        while state == "not there yet":
            with contextlib.suppress(WebDriverException):  # raised between two pages
                state = self.text(NOTE)
        return state == "noting"

    def back(self) -> None:
        self._driver.back()

    def forward(self) -> None:
        self._driver.forward()

    def text(self, expression: str) -> str:
        return str(self._driver.execute_script(f"return {expression}"))

    def perform(self, source: dict[str, Any]) -> None:
        self._driver.execute(Command.W3C_ACTIONS, {"actions": [source]})

    def let_go(self) -> None:
        self._driver.execute(Command.W3C_CLEAR_ACTIONS)

    def errors(self) -> list[str]:
        return list(self.evaluate("() => window.errors ?? ['the page has been loaded anew']"))

    def strangers(self) -> list[str]:
        urls = [str(url) for url in self.evaluate(ASKED)]
        return [url for url in urls if is_stranger(url)]


@contextlib.contextmanager
def webkit() -> Iterator[Window]:
    """Start a WebKitGTK on its own virtual screen."""
    driver = program("WebKitWebDriver")
    browser = next(Path("/usr/lib").glob(f"*/{BROWSER}"), BROWSER)
    options = Options()
    options.binary_location = program("MiniBrowser", str(browser))
    options.add_argument("--automation")
    options.page_load_strategy = "none"
    with screen() as display:
        service = Service(driver, env=os.environ | {"DISPLAY": display})
        service.start()
        try:
            address = ClientConfig(service.service_url, timeout=SECONDS)
            with Remote(RemoteConnection(client_config=address), options=options) as remote:
                yield WebKit(remote)
        finally:
            service.stop()


@contextlib.contextmanager
def screen() -> Iterator[str]:
    """Start a virtual screen, and yield its display name."""
    command = [program("Xvfb"), "-displayfd", "1", "-screen", "0", SCREEN, "-nolisten", "tcp"]
    pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
    with subprocess.Popen(command, text=True, stdout=pipe, stderr=nothing) as process:
        try:
            assert process.stdout
            yield f":{int(process.stdout.readline())}"
        finally:
            process.terminate()

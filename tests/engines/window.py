"""A browser window with the few actions that a visit needs, whatever its engine."""

import json
import os
import shutil
import time
from abc import ABC, abstractmethod
from typing import Any
from urllib.parse import urlsplit

import pytest

SECONDS = 60  # a busy machine is not a bug
WIDTH, HEIGHT = 1280, 720
ENTER, CONTROL = "\ue007", "\ue009"  # WebDriver's codes for non-printing keys
CENTRE = """(selector, around) => {
  const found = document.querySelector(selector);
  const element = around ? found?.closest(around) : found;
  if (!element) return null;
  element.scrollIntoView({block: 'center', behavior: 'instant'});
  const {left, top, width, height} = element.getBoundingClientRect();
  return [Math.round(left + width / 2), Math.round(top + height / 2)];
}"""
# Stores the last position of the pointer, once the page has handled it in the next frame.
FOLLOW = """() => {
  const twoFramesLater = (act) => requestAnimationFrame(() => requestAnimationFrame(act));
  const note = ({clientX}) => twoFramesLater(() => { window.pointerX = clientX; });
  addEventListener('pointermove', note, {capture: true});
}"""


class Window(ABC):
    """A window with a real pointer and keyboard, which records errors and foreign requests."""

    def open(self, url: str) -> None:
        """Open a URL with nothing pressed and nothing recorded."""
        self.let_go()
        self.go(url)

    def evaluate(self, script: str, *values: object) -> Any:  # noqa: ANN401 - any JSON
        """Call a JavaScript function with some values."""
        given = json.dumps(values)
        return json.loads(self.text(f"JSON.stringify([({script})(...{given}) ?? null])"))[0]

    def wait_until(self, condition: str, *values: object) -> None:
        """Wait until a JavaScript function returns a true value."""
        end = time.monotonic() + SECONDS
        while not self.evaluate(condition, *values):
            assert time.monotonic() < end, f"not within {SECONDS} s: {condition} {values}"
            time.sleep(0.05)

    def press(self, selector: str, around: str = "") -> tuple[int, int]:
        """Press the pointer on an element, or on an ancestor of it, and return the position."""
        x, y = self._centre(selector, around)
        self.evaluate(FOLLOW)
        self._point(_to(x, y), {"type": "pointerDown", "button": 0})
        return x, y

    def move(self, start: tuple[int, int], by: int, steps: int = 5) -> None:
        """Move the pointer sideways from a start, in steps, and wait until the page has seen it."""
        x, y = start
        self._point(*(_to(x + by * step // steps, y) for step in range(1, steps + 1)))
        self.wait_until("(x) => window.pointerX === x", x + by)

    def release(self) -> None:
        """Release the pointer where it is."""
        self._point({"type": "pointerUp", "button": 0})

    def click(self, selector: str) -> None:
        """Press and release the pointer on an element."""
        x, y = self._centre(selector)
        up, down = ({"type": f"pointer{way}", "button": 0} for way in ("Up", "Down"))
        self._point(_to(x, y), down, up)

    def fill(self, selector: str, text: str) -> None:
        """Click into a field and replace its text."""
        self.click(selector)
        self._type([("keyDown", CONTROL), ("keyDown", "a"), ("keyUp", "a"), ("keyUp", CONTROL)])
        self.key(text)

    def key(self, keys: str) -> None:
        """Press one key after another."""
        self._type([(event, key) for key in keys for event in ("keyDown", "keyUp")])

    @abstractmethod
    def go(self, url: str) -> None:
        """Start recording, and open a URL."""

    @abstractmethod
    def back(self) -> None:
        """Go back in the history."""

    @abstractmethod
    def forward(self) -> None:
        """Go forward in the history."""

    @abstractmethod
    def text(self, expression: str) -> str:
        """Evaluate a JavaScript expression to a string."""

    @abstractmethod
    def perform(self, source: dict[str, Any]) -> None:
        """Perform the actions of an input source, in the format of WebDriver and WebDriver BiDi."""

    @abstractmethod
    def let_go(self) -> None:
        """Release all buttons and keys."""

    @abstractmethod
    def errors(self) -> list[str]:
        """Return the errors in the page since it was opened."""

    @abstractmethod
    def strangers(self) -> list[str]:
        """Return the URLs requested from other hosts since the page was opened."""

    def _centre(self, selector: str, around: str = "") -> tuple[int, int]:
        """Find the centre of an element, once it exists and has stopped moving."""
        before, end = None, time.monotonic() + SECONDS
        while (now := self.evaluate(CENTRE, selector, around)) is None or now != before:
            assert time.monotonic() < end, f"not within {SECONDS} s: {selector} at rest"
            before = now
            time.sleep(0.05)
        x, y = now
        return int(x), int(y)

    def _point(self, *actions: dict[str, Any]) -> None:
        kind = {"pointerType": "mouse"}
        self.perform(
            {"type": "pointer", "id": "mouse", "parameters": kind, "actions": list(actions)}
        )

    def _type(self, presses: list[tuple[str, str]]) -> None:
        actions = [{"type": event, "value": key} for event, key in presses]
        self.perform({"type": "key", "id": "keyboard", "actions": actions})


def _to(x: int, y: int) -> dict[str, Any]:
    return {"type": "pointerMove", "x": x, "y": y, "duration": 0, "origin": "viewport"}


def is_stranger(url: str) -> bool:
    """Return whether a URL leads to another machine."""
    scheme, host = urlsplit(url)[:2]
    return scheme in ("http", "https", "ws", "wss") and not host.startswith("127.0.0.1")


def program(name: str, path: str | None = None) -> str:
    """Find a program; if it is missing, skip the test, or fail in CI."""
    found = shutil.which(path or name)
    if found:
        return found
    missing = f"there is no {name} to test with"
    if os.environ.get("CI"):
        raise RuntimeError(missing)
    pytest.skip(missing)

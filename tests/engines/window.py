"""A browser window in the few verbs that a visit takes, whatever engine draws it."""

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
ENTER, CONTROL = "\ue007", "\ue009"  # as WebDriver writes keys that print nothing
CENTRE = """(selector, around) => {
  const found = document.querySelector(selector);
  const element = around ? found?.closest(around) : found;
  if (!element) return null;
  element.scrollIntoView({block: 'center', behavior: 'instant'});
  const {left, top, width, height} = element.getBoundingClientRect();
  return [Math.round(left + width / 2), Math.round(top + height / 2)];
}"""
# Where the pointer has last been, once what the page does at the next frame is done as well.
FOLLOW = """() => {
  const twoFramesLater = (act) => requestAnimationFrame(() => requestAnimationFrame(act));
  const note = ({clientX}) => twoFramesLater(() => { window.pointerX = clientX; });
  addEventListener('pointermove', note, {capture: true});
}"""


class Window(ABC):
    """A window whose pointer and keyboard are real, and what must not happen in it."""

    def open(self, url: str) -> None:
        """Open an address with nothing pressed and nothing noted."""
        self.let_go()
        self.go(url)

    def evaluate(self, script: str, *values: object) -> Any:  # noqa: ANN401 - whatever it says
        """Return what a function in JavaScript returns for some values."""
        given = json.dumps(values)
        return json.loads(self.text(f"JSON.stringify([({script})(...{given}) ?? null])"))[0]

    def wait_until(self, condition: str, *values: object) -> None:
        """Wait until a function in JavaScript returns something true."""
        end = time.monotonic() + SECONDS
        while not self.evaluate(condition, *values):
            assert time.monotonic() < end, f"not within {SECONDS} s: {condition} {values}"
            time.sleep(0.05)

    def press(self, selector: str, around: str = "") -> tuple[int, int]:
        """Press the pointer on an element, or on what is around it, and return where that is."""
        x, y = self._centre(selector, around)
        self.evaluate(FOLLOW)
        self._point(_to(x, y), {"type": "pointerDown", "button": 0})
        return x, y

    def move(self, start: tuple[int, int], by: int, steps: int = 5) -> None:
        """Move the pointer beside where it was pressed, in steps, and wait until that is seen."""
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
        """Click into a field and type over what is there."""
        self.click(selector)
        self._type([("keyDown", CONTROL), ("keyDown", "a"), ("keyUp", "a"), ("keyUp", CONTROL)])
        self.key(text)

    def key(self, keys: str) -> None:
        """Press one key after another."""
        self._type([(event, key) for key in keys for event in ("keyDown", "keyUp")])

    @abstractmethod
    def go(self, url: str) -> None:
        """Begin to note what happens, and open an address."""

    @abstractmethod
    def back(self) -> None:
        """Go back to the page before, as the button beside the address does."""

    @abstractmethod
    def forward(self) -> None:
        """Go forward again."""

    @abstractmethod
    def text(self, expression: str) -> str:
        """Return the text that an expression in JavaScript stands for."""

    @abstractmethod
    def perform(self, source: dict[str, Any]) -> None:
        """Let a pointer or a keyboard act, as WebDriver and WebDriver BiDi both write it."""

    @abstractmethod
    def let_go(self) -> None:
        """Release every button and every key."""

    @abstractmethod
    def errors(self) -> list[str]:
        """Return what has gone wrong in the page since it was opened."""

    @abstractmethod
    def strangers(self) -> list[str]:
        """Return what other hosts have been asked for since the page was opened."""

    def _centre(self, selector: str, around: str = "") -> tuple[int, int]:
        """Return where an element is, once it is there and has stopped moving."""
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
    """Return whether an address leads to another machine."""
    scheme, host = urlsplit(url)[:2]
    return scheme in ("http", "https", "ws", "wss") and not host.startswith("127.0.0.1")


def program(name: str, path: str | None = None) -> str:
    """Find a program; where it is missing, the test is skipped, except in CI."""
    found = shutil.which(path or name)
    if found:
        return found
    missing = f"there is no {name} to test with"
    if os.environ.get("CI"):
        raise RuntimeError(missing)
    pytest.skip(missing)

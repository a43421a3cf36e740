"""Firefox, driven over its built-in WebDriver BiDi."""

import contextlib
import json
import os
import subprocess
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

from tests.engines.window import HEIGHT, SECONDS, WIDTH, Window, is_stranger, program

NOTED = ("log.entryAdded", "network.beforeRequestSent")


class Firefox(Window):
    """A tab of Firefox.

    Parameters
    ----------
    socket : ClientConnection
        Connection to a Firefox without a session.
    """

    def __init__(self, socket: ClientConnection) -> None:
        self._socket, self._numbers = socket, count()
        self._events: list[dict[str, Any]] = []
        self._ask("session.new", capabilities={})
        self._ask("session.subscribe", events=NOTED)
        self._tab = self._ask("browsingContext.getTree")["contexts"][0]["context"]
        size = {"width": WIDTH, "height": HEIGHT}
        self._ask("browsingContext.setViewport", context=self._tab, viewport=size)

    def go(self, url: str) -> None:
        self._ask("browsingContext.navigate", context=self._tab, url="about:blank", wait="complete")
        self._events.clear()  # events of the page before
        self._ask("browsingContext.navigate", context=self._tab, url=url, wait="interactive")

    def back(self) -> None:
        self._ask("browsingContext.traverseHistory", context=self._tab, delta=-1)

    def forward(self) -> None:
        self._ask("browsingContext.traverseHistory", context=self._tab, delta=1)

    def text(self, expression: str) -> str:
        target = {"context": self._tab}
        answer = self._ask(
            "script.evaluate", expression=expression, target=target, awaitPromise=False
        )
        if answer["type"] == "exception":
            raise RuntimeError(answer["exceptionDetails"]["text"])
        return str(answer["result"]["value"])

    def perform(self, source: dict[str, Any]) -> None:
        self._ask("input.performActions", context=self._tab, actions=[source])

    def let_go(self) -> None:
        self._ask("input.releaseActions", context=self._tab)

    def errors(self) -> list[str]:
        said = self._noted("log.entryAdded")
        return [str(entry["text"]) for entry in said if entry["level"] == "error"]

    def strangers(self) -> list[str]:
        asked = self._noted("network.beforeRequestSent")
        urls = [str(each["request"]["url"]) for each in asked]
        return [url for url in urls if is_stranger(url)]

    def _noted(self, method: str) -> list[dict[str, Any]]:
        self._ask("session.status")  # earlier events arrive before this answer
        return [event["params"] for event in self._events if event["method"] == method]

    def _ask(self, method: str, **params: object) -> dict[str, Any]:
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while (answer := json.loads(self._socket.recv(SECONDS))).get("id") != number:
            self._events.append(answer)
        if answer["type"] == "error":
            raise RuntimeError(f"{method}: {answer['error']}: {answer['message']}")
        return dict(answer["result"])


@contextlib.contextmanager
def firefox(profile: Path) -> Iterator[Window]:
    """Start a headless Firefox; the variable FIREFOX overrides Debian's.

    Parameters
    ----------
    profile : Path
        An empty folder.
    """
    command = [program("firefox-esr", os.environ.get("FIREFOX")), "--headless", "--no-remote"]
    command += ["--profile", str(profile), "--remote-debugging-port", "0"]
    nothing = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=nothing, stderr=nothing) as process:
        try:
            url = f"ws://127.0.0.1:{_port(profile, process)}/session"
            # No pings: a Firefox that a busy machine keeps waiting would be taken for dead.
            with connect(
                url, max_size=None, ping_interval=None, open_timeout=SECONDS, proxy=None
            ) as socket:
                yield Firefox(socket)
        finally:
            process.terminate()


def _port(profile: Path, process: subprocess.Popen[bytes]) -> int:
    """Wait until Firefox has written its port to a file."""
    note, end = profile / "WebDriverBiDiServer.json", time.monotonic() + SECONDS
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(FileNotFoundError, json.JSONDecodeError):
            return int(json.loads(note.read_text(encoding="utf-8"))["ws_port"])
        time.sleep(0.05)
    raise RuntimeError("Firefox did not start")

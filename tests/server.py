"""Run the app on a server and visit it with a browser, for tests and benchmarks."""

import asyncio
import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from playwright.sync_api import Browser, Playwright

ROOT = Path(__file__).resolve().parents[1]
# Chromium features to disable. The last two render popups of the address bar, unseen, in every
# window, and take a fifth of a page's time. Playwright disables the others by default, since they
# use the network or alter navigation, but our flag replaces its own.
WITHOUT = (
    *("HttpsUpgrades", "LensOverlay", "MediaRouter", "OptimizationHints", "PaintHolding"),
    *("WebUIOmniboxAimPopup", "WebUIOmniboxPopup"),
)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--process-per-site",  # tabs of one profile share what was compiled
    f"--disable-features={','.join(WITHOUT)}",
]
REDIS = shutil.which("redis-server")
PATIENCE_SECONDS = 60  # timeout of every wait: a busy machine is not a bug


def free_port(port: int = 0) -> int:
    """Find a free port: the given one, or any if it is 0."""
    with socket.socket() as free:
        free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        free.bind(("127.0.0.1", port))
        return int(free.getsockname()[1])


class Program:
    """A program that listens on a local port, with its output.

    Parameters
    ----------
    command : sequence of str
        Starts the program.
    port : int
        The port it listens on.
    environment : mapping of str to str
        Variables to add to the environment.
    """

    def __init__(
        self,
        command: Sequence[str | Path],
        port: int,
        environment: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.port, self.url = port, f"http://127.0.0.1:{port}"
        # A pipe that nobody reads would fill up and block the program.
        self.output = tempfile.TemporaryFile("w+")  # noqa: SIM115 - closed by stop
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=os.environ | dict(environment),
            stdout=self.output,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._wait()

    def stop(self) -> str:
        """End the program and return what it printed."""
        self.process.terminate()
        self.process.wait(timeout=PATIENCE_SECONDS)
        with self.output:
            self.output.seek(0)
            return self.output.read()

    def _wait(self) -> None:
        end = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < end and self.process.poll() is None:
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=1):
                    return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError(f"{self.process.args!r} did not start: {self.stop()}")


class Store(Program):
    """A Redis on a local port, which keeps nothing on disk.

    Parameters
    ----------
    port : int
        The port; 0 for any free one.
    """

    def __init__(self, port: int = 0) -> None:
        port = free_port(port)
        options = [
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--appendonly",
            "no",
            "--loglevel",
            "warning",
        ]
        super().__init__([REDIS or "redis-server", "--port", str(port), *options], port)
        self.url = f"redis://127.0.0.1:{port}"


class Server(Program):
    """An app on a local port, with cold caches.

    Parameters
    ----------
    script : str or Path
        The app to run.
    runner : sequence of str
        Python arguments that run Streamlit.
    port : int
        The port; 0 for any free one.
    rooms : str
        The address of the store of the rooms; empty to keep them in memory.
    """

    def __init__(
        self,
        script: str | Path = "app.py",
        runner: tuple[str, ...] = ("-m", "streamlit"),
        port: int = 0,
        rooms: str = "",
    ) -> None:
        port = free_port(port)
        options = ["--server.headless=true", "--server.address=127.0.0.1"]
        super().__init__(
            [sys.executable, *runner, "run", script, *options, f"--server.port={port}"],
            port,
            {"ARGSOFT_ROOMS": rooms},
        )


class Address(NamedTuple):
    """URL of an app."""

    url: str


@contextlib.contextmanager
def slow_link(server: Server, delay_ms: float) -> Iterator[Address]:
    """Add latency to a server: half of the delay, in milliseconds, each way."""
    loop = asyncio.new_event_loop()

    async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while data := await reader.read(65536):
                loop.call_later(delay_ms / 2000, writer.write, data)
        loop.call_later(delay_ms / 2000, writer.close)

    async def forward(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there = await asyncio.open_connection("127.0.0.1", server.port)
        await asyncio.gather(pump(reader, there[1]), pump(there[0], writer))

    async def listen() -> asyncio.Server:
        return await asyncio.start_server(forward, "127.0.0.1", 0)

    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    listening = asyncio.run_coroutine_threadsafe(listen(), loop).result()
    yield Address(f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}")
    loop.call_soon_threadsafe(loop.stop)
    thread.join()


class Cable:
    """A proxy to a server that can be cut: open connections end and new ones are refused.

    Parameters
    ----------
    server : Server
        The server behind it.
    """

    def __init__(self, server: Server) -> None:
        self._server, self._port = server, 0
        self._open: set[asyncio.StreamWriter] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self.mend()
        self.url = f"http://127.0.0.1:{self._port}"

    def mend(self) -> None:
        """Connect or reconnect."""
        listening = asyncio.start_server(self._forward, "127.0.0.1", self._port)
        self._listener = asyncio.run_coroutine_threadsafe(listening, self._loop).result()
        self._port = self._listener.sockets[0].getsockname()[1]

    def cut(self) -> None:
        """End all connections and refuse new ones."""

        async def end() -> None:
            self._listener.close()
            for writer in self._open:
                writer.transport.abort()

        asyncio.run_coroutine_threadsafe(end(), self._loop).result()

    def remove(self) -> None:
        """Cut it for good."""

        async def rest() -> None:
            others = asyncio.all_tasks() - {asyncio.current_task()}
            await asyncio.gather(*others, return_exceptions=True)

        self.cut()
        asyncio.run_coroutine_threadsafe(rest(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    async def _forward(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            there = await asyncio.open_connection("127.0.0.1", self._server.port)
        except OSError:  # the server is down
            writer.close()
            return
        ends = {writer, there[1]}
        self._open |= ends
        await asyncio.gather(self._pump(reader, there[1]), self._pump(there[0], writer))
        self._open -= ends

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while data := await reader.read(65536):
                writer.write(data)
        writer.close()


def launch_chromium(playwright: Playwright) -> Browser:
    """Start the Chromium named by CHROMIUM, an installed one, or else Playwright's own."""
    installed = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chrome")
    return playwright.chromium.launch(executable_path=installed, args=FLAGS)

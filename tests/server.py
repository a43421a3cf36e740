"""The app on a server of its own, and a browser to visit it with: for tests and benchmarks."""

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
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Playwright

ROOT = Path(__file__).resolve().parents[1]
# What Chromium shall do without. The last two draw what hangs from the address bar, unseen and for
# each window: a fifth of a page's time. Playwright turns the others off where nothing is said:
# they call somebody or change what is opened.
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
    f"--disable-features={','.join(WITHOUT)}",
]
PATIENCE_SECONDS = 60  # for what a test waits for: a busy machine is not a bug


def free_port(port: int = 0) -> int:
    """Return a port that nobody listens on: this one, or any where it is 0."""
    with socket.socket() as free:
        free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        free.bind(("127.0.0.1", port))
        return int(free.getsockname()[1])


class Program:
    """A program that listens on a port of this machine, and what it prints.

    Parameters
    ----------
    command : sequence of str
        What starts it.
    port : int
        Where it listens.
    """

    def __init__(self, command: Sequence[str | Path], port: int) -> None:
        self.port, self.url = port, f"http://127.0.0.1:{port}"
        # A pipe that nobody reads would fill up, and stop the program.
        self.output = tempfile.TemporaryFile("w+")  # noqa: SIM115 - closed by stop
        self.process = subprocess.Popen(
            command, cwd=ROOT, stdout=self.output, stderr=subprocess.STDOUT, text=True
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


class Server(Program):
    """An app on a port of this machine, with nothing warmed up.

    Parameters
    ----------
    script : str or Path
        The app to run.
    runner : sequence of str
        The Python code or module that runs Streamlit.
    port : int
        The port; 0 is any free one.
    """

    def __init__(
        self,
        script: str | Path = "app.py",
        runner: tuple[str, ...] = ("-m", "streamlit"),
        port: int = 0,
    ) -> None:
        port = free_port(port)
        options = ["--server.headless=true", "--server.address=127.0.0.1"]
        super().__init__(
            [sys.executable, *runner, "run", script, *options, f"--server.port={port}"], port
        )


class Address(NamedTuple):
    """Where an app can be visited."""

    url: str


@contextlib.contextmanager
def slow_link(server: Server, delay_ms: float) -> Iterator[Address]:
    """Put a server far away: half of the delay, in milliseconds, is added each way."""
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
    """What leads to a server and can be cut: then open connections end, and new ones are refused.

    Parameters
    ----------
    server : Server
        What it leads to.
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
        """Connect, again or for the first time."""
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
        there = await asyncio.open_connection("127.0.0.1", self._server.port)
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
    """Start an installed Chromium, or else Playwright's own; CHROMIUM names another one."""
    installed = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chrome")
    return playwright.chromium.launch(executable_path=installed, args=FLAGS)

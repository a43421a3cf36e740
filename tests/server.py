"""The app on a server of its own, and a browser to visit it with: for tests and benchmarks."""

import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

from playwright.sync_api import Browser, Playwright

ROOT = Path(__file__).resolve().parents[1]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
START_SECONDS = 60


class Server:
    """An app on a free port of this machine, with nothing warmed up.

    Parameters
    ----------
    script : str or Path
        The app to run.
    runner : sequence of str
        The Python code or module that runs Streamlit.
    """

    def __init__(
        self, script: str | Path = "app.py", runner: tuple[str, ...] = ("-m", "streamlit")
    ) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        options = ["--server.headless=true", "--server.address=127.0.0.1"]
        self.process = subprocess.Popen(
            [sys.executable, *runner, "run", script, *options, f"--server.port={self.port}"],
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


def launch_chromium(playwright: Playwright) -> Browser:
    """Start an installed Chromium, or else Playwright's own; CHROMIUM names another one."""
    installed = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chrome")
    return playwright.chromium.launch(executable_path=installed, args=FLAGS)

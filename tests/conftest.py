"""Shared settings and fixtures."""

import os
import sys
from collections.abc import Iterator
from functools import cache
from importlib import import_module

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, Error, expect, sync_playwright

from tests.server import PATIENCE_SECONDS, REDIS, ROOT, Store, launch_chromium

EXAMPLES = int(os.environ.get("EXAMPLES", "25"))  # per property; the full run uses 1000

# Folders of tests that depend on the time of other programs.
REAL = {ROOT / "tests" / folder for folder in ("browser", "deploy", "engines", "load")}

settings.register_profile(
    "argsoft",
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=bool(os.environ.get("CI")),  # CI draws the same examples on every run
)
settings.load_profile("argsoft")
expect.set_options(timeout=1000 * PATIENCE_SECONDS)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run a test with a real browser or server once more if it fails; pytest counts these."""
    for item in items:
        if item.path.parent in REAL:
            item.add_marker(pytest.mark.flaky(reruns=1))


def pytest_collection_finish() -> None:
    """Make AppTest scan the installed packages for components once, not in every run.

    That would take five times as long as the rest of a run.
    """
    if "streamlit" in sys.modules:
        scanner = import_module("streamlit.components.v2.manifest_scanner")
        vars(scanner)["scan_component_manifests"] = cache(scanner.scan_component_manifests)


@pytest.fixture(scope="session")
def store() -> Iterator[Store]:
    """Start a Redis; without one, skip these tests, except in CI."""
    if not REDIS and not os.environ.get("CI"):
        pytest.skip("no Redis to test with: install it (on Debian, apt-get install redis-server)")
    store = Store()
    yield store
    store.stop()


def pytest_xdist_auto_num_workers() -> int:
    """Start more workers than processors: tests of browsers wait more than they compute."""
    return (os.cpu_count() or 1) + 2


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Launch Chromium; without one, skip these tests, except in CI."""
    with sync_playwright() as playwright:
        try:
            browser = launch_chromium(playwright)
        except Error as error:
            if os.environ.get("CI"):
                raise
            pytest.skip(f"no Chromium to test with: {error.message.splitlines()[0]}")
        yield browser
        browser.close()

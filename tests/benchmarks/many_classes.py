"""Compare redraws of fifty classes and of three: ``python tests/benchmarks/many_classes.py``.

Drags the temperature of both in a real Chromium, alternating, and compares the time per redraw.
Exits with code 1 if fifty classes take more than 1.5 times as long.
"""

import sys
from pathlib import Path
from statistics import median
from urllib.parse import quote

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # run from anywhere, not installed

from tests.benchmarks.drag import Limit, drag, opened, report
from tests.server import Server, launch_chromium

TURNS, MOST = 5, 1.5
LISTS = {size: ", ".join(f"{(7 * n) % 11 / 2}" for n in range(size)) for size in (3, 50)}


def main() -> int:
    """Measure, print, and return 1 if the ratio misses its limit."""
    times: dict[int, list[float]] = {size: [] for size in LISTS}
    app = Server()
    with sync_playwright() as playwright:
        browser = launch_chromium(playwright)
        for _ in range(TURNS):
            for size, text in LISTS.items():
                url = f"{app.url}/any_outputs?outputs={quote(text)}"
                page, hand = opened(browser, url, "Temperature")
                times[size].append(1000 / drag(page, hand).per_second)
                page.close()
        browser.close()
    app.stop()
    few, many = (median(each) for each in times.values())
    print(f"time of a redraw: 3 classes {few:.0f} ms, 50 classes {many:.0f} ms")
    return report([Limit("50 classes, ratio to 3", many / few, most=MOST)])


if __name__ == "__main__":
    sys.exit(main())

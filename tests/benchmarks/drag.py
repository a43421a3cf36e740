"""How closely the charts follow the hand: ``python tests/benchmarks/drag.py``.

Drags a slider of a page, Setosa on the playground unless ``--slider`` and ``--page`` name another,
in a real Chromium and counts the moments at which its liveliest chart has changed. In the same run
and browser, the same drag redraws two bar charts with plotly.js alone, on a page without a server:
the floor for the playground. A minimal Streamlit page with one chart tells how long the first chart
has to take. ``--delay 100`` adds a round trip of that many milliseconds.

The ratio of the gaps, the lag and the script time are what the design is held to; ends with exit
code 1 where one misses. Redraws per second depend on the machine, too.
"""

import argparse
import re
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import plotly
from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # run from anywhere, not installed

from tests.server import Server, launch_chromium, slow_link

MOVES, PAUSE_MS, WAY = 120, 16, 0.85
MOST_GAP, MOST_LAG_MS, MOST_FIRST_CHART = 1.5, 250, 1.25
MOST_SCRIPT_MS = 8.0  # and 10 for a page with more than two bar charts

# Runs Streamlit and prints how long each run of the script took.
TIMED = """
import time
from streamlit.runtime.scriptrunner import script_runner
from streamlit.web.cli import main
run = script_runner.ScriptRunner._run_script
def timed(self, data):
    start = time.thread_time()  # the browser keeps both cores busy: waiting is not counted
    run(self, data)
    print(f"script {1000 * (time.thread_time() - start):.2f} ms", flush=True)
script_runner.ScriptRunner._run_script = timed
main(prog_name="streamlit")
"""
DRAWN = ".js-plotly-plot :is(.trace path, .hm)"
MINIMAL = """
import plotly.graph_objects as go
import streamlit as st
st.plotly_chart(go.Figure(go.Bar(y=[1, 2, 3])))
"""
# Notes for each chart when it has changed.
WATCH = """() => {
  window.redraws = [];
  const marks = '.trace path, .hm image, .bartext, .annotation-text, .textpoint text';
  const shape = (plot) => [...plot.querySelectorAll(marks)]
    .map((mark) => mark.getAttribute('d') || mark.href?.baseVal || mark.textContent).join();
  const last = [];
  const look = () => {
    document.querySelectorAll('.js-plotly-plot').forEach((plot, n) => {
      const now = shape(plot);
      redraws[n] ??= [];
      if (now && last[n] && now !== last[n]) redraws[n].push(performance.now());
      last[n] = now || last[n];
    });
    requestAnimationFrame(look);
  };
  look();
}"""
MOST_REDRAWN = "redraws.sort((one, other) => other.length - one.length)[0]"
FLOOR = """<div id=one style="width:528px;height:288px"></div>
<div id=two style="width:528px;height:288px"></div>
<input type=range min=-5 max=5 step=0.01 value=1.43 style="width:228px">"""
FLOOR_SCRIPT = """() => {
  const names = ['Setosa', 'Versicolor', 'Virginica'], layout = {yaxis: {range: [0, 1]}};
  const draw = (z) => {
    const e = [z, -0.4, 0.23].map(Math.exp), total = e[0] + e[1] + e[2];
    const shares = e.map((each) => each / total);
    const winner = shares.map((share) => Number(share === Math.max(...shares)));
    for (const [id, y] of [['one', winner], ['two', shares]])
      Plotly.react(id, [{type: 'bar', x: names, y, text: y.map((v) => v.toFixed(2))}], layout);
  };
  draw(1.43);
  document.querySelector('input').oninput = (event) => draw(Number(event.target.value));
}"""


class Drag(NamedTuple):
    """What one drag showed: redraws a second, the median gap and the lag after the last move."""

    per_second: float
    gap_ms: float
    lag_ms: float


def drag(page: Page, x: float, y: float, end_of_track: float) -> Drag:
    """Press at (x, y), move most of the way to the end, hold until all is drawn, and let go."""
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate(WATCH)
    start = page.evaluate("performance.now()")
    for step in range(1, MOVES + 1):
        page.mouse.move(x + WAY * (end_of_track - x) * step / MOVES, y)
        page.wait_for_timeout(PAUSE_MS)
    end = page.evaluate("performance.now()")
    page.wait_for_timeout(1500)
    redraws = page.evaluate(MOST_REDRAWN)
    page.mouse.up()
    moving = [each for each in redraws if each <= end]
    gaps = [after - before for before, after in pairwise(moving)]
    return Drag(
        1000 * len(moving) / (end - start), median(gaps), max(0.0, max(redraws, default=end) - end)
    )


def drag_the_floor(browser: Browser) -> Drag:
    """Drag a bare slider on a page that has nothing but plotly.js."""
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    page.set_content(FLOOR)
    page.add_script_tag(path=Path(plotly.__path__[0]) / "package_data" / "plotly.min.js")
    page.evaluate(FLOOR_SCRIPT)
    box: Any = page.locator("input").bounding_box()
    end = box["x"] + box["width"]
    figures = drag(page, box["x"] + 0.643 * box["width"], box["y"] + box["height"] / 2, end)
    page.close()
    return figures


def drag_the_page(browser: Browser, url: str, slider: str) -> Drag:
    """Drag a slider of the app."""
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    page.goto(url)
    page.wait_for_selector(DRAWN, state="attached")
    page.wait_for_selector(".stApp[data-test-script-state=notRunning]")
    thumb = page.get_by_role("slider", name=slider).locator("xpath=ancestor::*[@data-rac][1]")
    box: Any = thumb.bounding_box()
    track: Any = thumb.locator("xpath=..").bounding_box()
    end = track["x"] + track["width"]
    figures = drag(page, box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, end)
    page.close()
    return figures


def first_chart(browser: Browser, url: str) -> float:
    """Return the seconds until the first chart of a page stands, for a browser without a cache."""
    context = browser.new_context()
    page = context.new_page()
    start = time.perf_counter()
    page.goto(url)
    # It looks at each frame, where waiting for a selector looks twice a second.
    page.wait_for_function("(marks) => document.querySelector(marks)", arg=DRAWN)
    seconds = time.perf_counter() - start
    context.close()
    return seconds


def report(rows: list[tuple[str, float, float]]) -> int:
    """Print each figure beside its limit, and return how many miss."""
    for name, value, limit in rows:
        print(f"{name:48}{value:8.2f}   at most {limit:.2f}{'  MISSED' * (value > limit)}")
    return sum(value > limit for _, value, limit in rows)


def main() -> int:
    """Measure, print, and return 1 where a figure misses its limit."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--delay", type=float, default=0.0, help="added round trip in milliseconds")
    ask.add_argument("--page", default="", help="path of a page")
    ask.add_argument("--slider", default="Setosa", help="what to drag")
    delay, path = (options := ask.parse_args()).delay, options.page
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        minimal_script = Path(folder) / "minimal.py"
        minimal_script.write_text(MINIMAL)
        browser = launch_chromium(playwright)
        app, minimal = Server(runner=("-c", TIMED)), Server(minimal_script)
        loads = [
            (first_chart(browser, app.url), first_chart(browser, minimal.url)) for _ in range(5)
        ]
        floor = drag_the_floor(browser)
        with slow_link(app, delay) as far_away:
            page = drag_the_page(
                browser, f"{(far_away if delay else app).url}/{path}", options.slider
            )
        minimal.stop()
        runs = [float(each) for each in re.findall(r"script ([\d.]+) ms", app.stop())]
        browser.close()
    print(f"redraws per second: floor {floor.per_second:.1f}, page {page.per_second:.1f}")
    print(f"median gap: floor {floor.gap_ms:.0f} ms, page {page.gap_ms:.0f} ms")
    ours, bare = (median(each) for each in zip(*loads, strict=True))
    rows = [
        ("lag after the last move, ms", page.lag_ms, MOST_LAG_MS + delay),
        (
            "script time of a drag update, ms",
            median(runs[-MOVES // 2 :]),
            MOST_SCRIPT_MS + 2 * bool(path),
        ),
        ("first chart, ratio to a minimal page", ours / bare, MOST_FIRST_CHART),
    ]
    if not (delay or path):
        rows.append(
            ("gap between redraws, ratio to the floor", page.gap_ms / floor.gap_ms, MOST_GAP)
        )
    return int(report(rows) > 0)


if __name__ == "__main__":
    sys.exit(main())

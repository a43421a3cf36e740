"""Measure how closely the charts follow a drag: ``python tests/benchmarks/drag.py``.

Drags a slider in a real Chromium and counts the redraws of the page's charts, starting 600 ms after
the grab. The slider is Setosa on the playground unless ``--page`` and ``--slider`` name another.
Two pages without a server serve as baselines: plotly.js redraws two bar charts there, or the
page's own figures from an earlier drag. ``--delay 300`` adds a round trip of 300 ms, and
``--throttle 4`` leaves Chromium a quarter of the processor, as on a cheap phone. ``--loads 5`` also
compares the time to the first chart with that of a minimal Streamlit page, with empty caches.

Exits with code 1 if a value misses its limit.
"""

import argparse
import json
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import plotly
from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # run from anywhere, not installed

from tests.server import Server, launch_chromium, slow_link

MOVES, PAUSE_MS, WAY, WARM_MS = 120, 16, 0.85, 600
MOST_MESSAGES, MOST_FIRST_MS = 8, 250
MOST_LAG_MS, MOST_OF_MINIMAL = (100, 200), (1.0, 0.85)  # at full speed, throttled
BARS = ("", "step_by_step", "any_outputs", "predict")  # pages whose charts are bars
LEAST_OF_FLOOR = {True: 0.9, False: 0.7}  # keyed by whether the page is one of these
MINIMAL = """
import plotly.graph_objects as go
import streamlit as st
st.plotly_chart(go.Figure(go.Bar(y=[1, 2, 3])))
"""
BARS_SIZE = {"width": 560, "height": 300}
DRAWN = ".js-plotly-plot :is(.trace path, .hm)"
# Records when the numbers in the charts change, and keeps the figures if asked to.
WATCH = """(keeps) => {
  window.redraws = [];
  window.figures = [];
  const plots = () => [...document.querySelectorAll('.js-plotly-plot')];
  const shown = () => plots().filter((plot) => plot._fullData);
  const figure = ({ data, layout }) => JSON.stringify({ data, layout });
  const rows = (z) => z && Array.from(z, (row) => Array.from(row).join());
  const numbers = ({ x, y, z }) => [x && Array.from(x), y && Array.from(y), rows(z)].join('|');
  let last;
  const look = () => {
    const now = shown().map((plot) => plot._fullData.map(numbers).join()).join();
    if (last && now !== last) redraws.push(performance.now());
    if (now !== last && keeps) figures.push(shown().map(figure));
    last = now;
    requestAnimationFrame(look);
  };
  look();
}"""
# Counts WebSocket messages.
COUNT = """() => {
  window.messages = 0;
  const { send } = WebSocket.prototype;
  WebSocket.prototype.send = function (...all) { messages += 1; return send.apply(this, all); };
}"""
BARE = """<input type=range min=0 max=1 step=0.001 value=0 style="width: {track}px">
<br>{charts}"""
BARS_ALONE = """() => {
  const names = ['Setosa', 'Versicolor', 'Virginica'], layout = { yaxis: { range: [0, 1] } };
  const draw = (z) => {
    const e = [z, -0.4, 0.23].map(Math.exp), total = e[0] + e[1] + e[2];
    const shares = e.map((each) => each / total);
    const winner = shares.map((share) => Number(share === Math.max(...shares)));
    for (const [id, y] of [['chart0', winner], ['chart1', shares]])
      Plotly.react(id, [{ type: 'bar', x: names, y, text: y.map((v) => v.toFixed(2)) }], layout);
  };
  draw(1.43);
  const input = document.querySelector('input');
  input.oninput = () => draw(1.43 + 3.57 * input.valueAsNumber);
}"""
FIGURES_ALONE = """(figures) => {
  const draw = (part) => {
    const place = Math.min(figures.length - 1, Math.floor(part * figures.length));
    figures[place].forEach((figure, n) => {
      const { data, layout } = JSON.parse(figure);
      Plotly.react(`chart${n}`, data, layout);
    });
  };
  draw(0);
  document.querySelector('input').oninput = ({ target }) => draw(Number(target.value));
}"""


class Drag(NamedTuple):
    """Measurements of one drag.

    Attributes
    ----------
    per_second : float
        Redraws per second, starting `WARM_MS` after the grab.
    first_ms : float
        From the grab to the first redraw.
    lag_ms : float
        From the last move to the last redraw.
    """

    per_second: float
    first_ms: float
    lag_ms: float


class Hand(NamedTuple):
    """Path of a drag in pixels, from a point towards the end of a track."""

    x: float
    y: float
    end: float
    track: float


def drag(page: Page, hand: Hand, *, keeps: bool = False) -> Drag:
    """Press, move most of the way to the end, hold until everything is drawn, and release."""
    page.mouse.move(hand.x, hand.y)
    page.mouse.down()
    page.evaluate(WATCH, keeps)
    start = page.evaluate("performance.now()")
    for step in range(1, MOVES + 1):
        page.mouse.move(hand.x + WAY * (hand.end - hand.x) * step / MOVES, hand.y)
        page.wait_for_timeout(PAUSE_MS)
    end = page.evaluate("performance.now()")
    page.wait_for_timeout(1500)
    redraws = page.evaluate("redraws")
    page.mouse.up()
    page.wait_for_timeout(1200)
    warm = [each for each in redraws if start + WARM_MS <= each <= end]
    first, last = min(redraws, default=end), max(redraws, default=end)
    return Drag(1000 * len(warm) / (end - start - WARM_MS), first - start, max(0.0, last - end))


def throttle(page: Page, times: float) -> None:
    """Slow down a page's processor by a factor."""
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": times})


def opened(browser: Browser, url: str, slider: str) -> tuple[Page, Hand]:
    """Open a page of the app and locate its slider."""
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    page.goto(url)
    page.wait_for_selector(DRAWN, state="attached")
    page.wait_for_selector(".stApp[data-test-script-state=notRunning]")
    page.wait_for_timeout(1500)
    thumb = page.get_by_role("slider", name=slider).first.locator("xpath=ancestor::*[@data-rac][1]")
    thumb.scroll_into_view_if_needed()
    box: Any = thumb.bounding_box()
    track: Any = thumb.locator("xpath=..").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    return page, Hand(x, y, track["x"] + track["width"], track["width"])


def drag_alone(
    browser: Browser, hand: Hand, times: float, figures: list[list[str]] | None = None
) -> Drag:
    """Drag a bare slider along the same path on a page with nothing but plotly.js."""
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    way = hand.end - hand.x
    layouts = [json.loads(each)["layout"] for each in figures[0]] if figures else 2 * [BARS_SIZE]
    charts = "".join(
        f'<div id=chart{n} style="float: left; width: {each["width"]}px; '
        f'height: {each["height"]}px"></div>'
        for n, each in enumerate(layouts)
    )
    page.set_content(BARE.format(track=way + 16, charts=charts))
    page.add_script_tag(path=Path(plotly.__path__[0]) / "package_data" / "plotly.min.js")
    page.evaluate(FIGURES_ALONE if figures else BARS_ALONE, figures)
    throttle(page, times)
    box: Any = page.locator("input").bounding_box()
    x, y = box["x"] + 8, box["y"] + box["height"] / 2
    figures_of_drag = drag(page, Hand(x, y, x + way, way))
    page.close()
    return figures_of_drag


def first_chart(browser: Browser, url: str, times: float) -> float:
    """Time the first chart of a page, in seconds, with an empty cache."""
    context = browser.new_context()
    page = context.new_page()
    throttle(page, times)
    start = time.perf_counter()
    page.goto(url)
    # This polls on every frame, wait_for_selector only twice a second.
    page.wait_for_function("(marks) => document.querySelector(marks)", arg=DRAWN)
    seconds = time.perf_counter() - start
    context.close()
    return seconds


class Limit(NamedTuple):
    """A measured value and its limits."""

    name: str
    value: float
    least: float = 0.0
    most: float = float("inf")


def report(limits: list[Limit]) -> int:
    """Print each value with its limit, and count those that miss."""
    missed = [each for each in limits if not each.least <= each.value <= each.most]
    for each in limits:
        held = f"at least {each.least}" if each.least else f"at most {each.most:g}"
        print(f"{each.name:44}{each.value:8.2f}   {held}{'  MISSED' * (each in missed)}")
    return len(missed)


def followed(browser: Browser, url: str, options: argparse.Namespace) -> list[Limit]:
    """Compare a drag on a page with drags on plotly.js alone."""
    page, hand = opened(browser, url, options.slider)
    drag(page, hand, keeps=True)
    figures = page.evaluate("figures")
    page.close()
    page, hand = opened(browser, url, options.slider)
    throttle(page, options.throttle)
    page.evaluate(COUNT)
    ours = drag(page, hand)
    messages = page.evaluate("messages")
    page.close()
    bars = drag_alone(browser, hand, options.throttle)
    own = drag_alone(browser, hand, options.throttle, figures)
    print(
        f"redraws/s {ours.per_second:.1f}, two bar charts {bars.per_second:.1f}, "
        f"its own charts {own.per_second:.1f}"
    )
    least = LEAST_OF_FLOOR[options.page.partition("?")[0] in BARS]
    slow = options.throttle > 1
    return [
        Limit("redraws, ratio to two bar charts", ours.per_second / bars.per_second, least),
        Limit("redraws, ratio to its own charts", ours.per_second / own.per_second),
        Limit(
            "first redraw, ms", ours.first_ms, most=MOST_FIRST_MS * options.throttle + options.delay
        ),
        Limit("last redraw after the last move, ms", ours.lag_ms, most=MOST_LAG_MS[slow]),
        Limit("messages", messages, most=MOST_MESSAGES),
    ]


def first_charts(browser: Browser, url: str, options: argparse.Namespace) -> list[Limit]:
    """Compare the time to the first chart of a page with that of a minimal page."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        script = Path(folder) / "minimal.py"
        script.write_text(MINIMAL)
        minimal = Server(script)
        stack.callback(minimal.stop)
        loads = [
            [first_chart(browser, each, options.throttle) for each in (url, minimal.url)]
            for _ in range(options.loads)
        ]
    ours, bare = (median(each) for each in zip(*loads, strict=True))
    print(f"first chart {ours:.2f} s, of a minimal page {bare:.2f} s")
    most = MOST_OF_MINIMAL[options.throttle > 1]
    return [Limit("first chart, ratio to a minimal page", ours / bare, most=most)]


def main() -> int:
    """Measure, print, and return 1 if a value misses its limit."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--page", default="", help="path of a page")
    ask.add_argument("--slider", default="Setosa", help="what to drag")
    ask.add_argument("--delay", type=float, default=0.0, help="added round trip in milliseconds")
    ask.add_argument("--throttle", type=float, default=1.0, help="by how much Chromium is slowed")
    ask.add_argument("--loads", type=int, default=0, help="how often to load the first chart")
    options = ask.parse_args()
    with ExitStack() as stack:
        browser, app = launch_chromium(stack.enter_context(sync_playwright())), Server()
        stack.callback(app.stop)
        away = stack.enter_context(slow_link(app, options.delay)) if options.delay else app
        limits = followed(browser, f"{away.url}/{options.page}", options)
        limits += (
            first_charts(browser, f"{app.url}/{options.page}", options) if options.loads else []
        )
        browser.close()
    return int(report(limits) > 0)


if __name__ == "__main__":
    sys.exit(main())

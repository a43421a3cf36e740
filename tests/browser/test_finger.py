"""Touch on a phone: a drag shows its effect, and swipes scroll wherever they start."""

import re
from contextlib import suppress
from math import log, radians, tan

import pytest
from playwright.sync_api import Locator, Page, TimeoutError, expect

from argsoft.iris import CLASS_NAMES
from tests.browser.conftest import AT_REST, CHARTS_STAND, Arrive
from tests.browser.finger import Finger, centre, says, scrolled, thumb, track
from tests.browser.visitor import TWO_FRAMES, slider, typed

WINDOWS = {
    "phone": (390, 664),
    "small phone": (360, 640),
    "tablet": (768, 1024),
    "phone on its side": (844, 390),
}
KEYBOARD = 300  # pixels that the on-screen keyboard covers in portrait
PATHS = (
    *("", "step_by_step?stage=all", "step_by_step?part=break", "flat_or_smooth"),
    *("derivatives", "chain_rule", "iris?whose=your_own", "any_outputs", "predict?round=3"),
)
SLIDERLESS = ("sample", "teach", "teach?topic=builder")
SLIDERS = "[data-testid=stSlider]:visible input[type=range]"
ENOUGH = 0.85
# SHOWN: the marks of each chart. SEEN: how much of each chart is in the window and not covered.
SHOWN = """() => Object.fromEntries(charts().map(([key, plot]) => {
  const kinds = '.trace path, .hm image, .bartext, .annotation-text, .textpoint text, .point';
  const marks = [...plot.querySelectorAll(kinds)];
  const words = (e) => e.textContent + e.getAttribute('transform');
  return [key, marks.map((e) => e.getAttribute('d') || e.href?.baseVal || words(e)).join()];
}))"""
SEEN = """() => Object.fromEntries(charts().map(([key, plot]) => {
  const { left, top, width, height } = plot.getBoundingClientRect();
  const ninths = [...Array(9).keys()].map((i) => (i + 0.5) / 9);
  const places = ninths.flatMap((x) => ninths.map((y) => [left + x * width, top + y * height]));
  const around = plot.parentElement;
  const here = (e) => e && (around.contains(e) || e.contains(plot));
  const seen = places.filter(([x, y]) => here(document.elementFromPoint(x, y)));
  return [key, seen.length / places.length];
}))"""
MOVED = f"""(before) => {{
  const now = ({SHOWN})();
  return Object.keys(now).filter((key) => key in before && now[key] !== before[key]);
}}"""
# Whether at least two of these charts, or the only one, are visible.
IN_SIGHT = f"""(keys) => {{
  const seen = ({SEEN})();
  return keys.filter((key) => seen[key] >= {ENOUGH}).length >= Math.min(2, keys.length);
}}"""
MOVED_IN_SIGHT = f"(before) => ({IN_SIGHT})(({MOVED})(before))"
SECONDS_TO_SEE = 5
LOOK_MS = 50  # between looks, since each takes some milliseconds
CHARTS = """window.charts = () => [...document.querySelectorAll('[class*="st-key-chart_"]')]
  .map((e) => [e.className.match(/st-key-chart_\\w+/)[0], e.querySelector('.js-plotly-plot')])
  .filter(([, plot]) => plot)"""
SMALLEST_TEXT = """() => Math.min(...[...document.querySelectorAll('.js-plotly-plot text')]
  .filter(e => e.textContent.trim()).map(e => parseFloat(getComputedStyle(e).fontSize)))"""
SHARES = """() => [...document.querySelectorAll('.st-key-chart_softmax .bartext')]
  .map((e) => e.textContent)"""
# Finds targets less than 44 px wide or high, except links within text.
SMALL_TARGETS = """() => {
  const kinds = 'button, summary, [role=button], [data-testid=stRadioOption], textarea, ' +
    '[data-testid=stPageLink-NavLink], input:not([type=range]):not([type=radio])';
  const shown = [...document.querySelectorAll(kinds)]
    .map((e) => [e.ariaLabel || e.textContent, e.getBoundingClientRect()])
    .filter(([, { right, width }]) => right > 0 && width > 2);
  return shown.filter(([, { width, height }]) => width < 43.5 || height < 43.5)
    .map(([name, { width, height }]) => [name, width, height]);
}"""
SIDEWAYS = """() => { const main = document.querySelector('.stMain');
  return main.scrollWidth - main.clientWidth; }"""


def on_a_phone(arrive: Arrive, path: str = "") -> tuple[Page, Finger]:
    """Open a page on a phone, and return it with a finger."""
    page = arrive(width=390, height=664, touch=True).open(path)
    return page, Finger(page)


def shares(page: Page) -> list[str]:
    """Read the numbers over softmax's bars."""
    return list(page.evaluate(SHARES))


def fill(field: Locator, text: str) -> None:
    """Replace the text in a field by typing."""
    field.fill("")
    field.press_sequentially(text)


def way(page: Page, name: str, *, prefers_left: bool) -> float:
    """Return by how many pixels the thumb of a slider can move; negative to the left."""
    box = track(page, name).bounding_box()
    assert box
    left = centre(thumb(page, name))[0] - box["x"]
    room = left if prefers_left else box["width"] - left
    pixels = min(60, room - 4) if room > 30 else -60
    return -pixels if prefers_left else pixels


def is_true(page: Page, condition: str, arg: object) -> bool:
    """Return whether a condition comes true within a few seconds."""
    with suppress(TimeoutError):
        page.wait_for_function(condition, arg=arg, timeout=1000 * SECONDS_TO_SEE)
        return True
    return False


def moved_in_sight(
    page: Page, finger: Finger, name: str, *, prefers_left: bool
) -> tuple[list[str], bool]:
    """Drag a slider by touch; return which charts move, and whether they are visible meanwhile."""
    page.wait_for_function(AT_REST)  # the last drag may still be answered
    thumb(page, name).scroll_into_view_if_needed()
    before = page.evaluate(SHOWN)
    with finger.holding(name, way(page, name, prefers_left=prefers_left)):
        page.wait_for_function(f"(old) => ({MOVED})(old).length", arg=before, polling=LOOK_MS)
        is_seen = is_true(page, MOVED_IN_SIGHT, before)
        return page.evaluate(MOVED, before), is_seen


def in_sight(page: Page, finger: Finger, name: str, charts: list[str]) -> bool:
    """Touch a slider, and return whether these charts are visible meanwhile."""
    thumb(page, name).scroll_into_view_if_needed()
    with finger.touching(name):
        return is_true(page, IN_SIGHT, charts)


@pytest.mark.parametrize("path", PATHS)
def test_what_a_finger_moves_is_on_the_screen(arrive: Arrive, path: str) -> None:
    visit = arrive(width=390, height=664, touch=True)
    page, finger, unseen = visit.open(path), Finger(visit.page), []
    page.evaluate(CHARTS)
    page.wait_for_selector(SLIDERS)
    expect_large_targets(page)
    names = [str(each.get_attribute("aria-label")) for each in page.locator(SLIDERS).all()]
    moved: dict[str, list[str]] = {}
    for place, name in enumerate(names):
        # The first goes the other way: where all logits are equal, temperature changes nothing.
        moved[name], is_seen = moved_in_sight(page, finger, name, prefers_left=not place)
        unseen += [] if is_seen else [("phone", name)]
    for window, (width, height) in WINDOWS.items():
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate(TWO_FRAMES)
        page.wait_for_function(CHARTS_STAND)
        assert page.evaluate(SIDEWAYS) == 0, window
        if window != "tablet":
            assert page.evaluate(SMALLEST_TEXT) >= 12, window
        unseen += [
            (window, name)
            for name in (names if window != "phone" else [])
            if not in_sight(page, finger, name, moved[name])
        ]
    assert unseen == []


@pytest.mark.parametrize("degrees", [60.5, 90, 119.5])
def test_a_swipe_up_from_a_slider_scrolls_and_sets_nothing(arrive: Arrive, degrees: float) -> None:
    page, finger = on_a_phone(arrive)
    finger.swipe(centre(thumb(page, "Setosa")), 150, degrees)
    page.wait_for_function("document.querySelector('.stMain').scrollTop > 80")
    finger.swipe(centre(track(page, "Virginica")), 100, degrees)
    page.wait_for_function("document.querySelector('.stMain').scrollTop > 130")
    assert [says(page, name) for name in CLASS_NAMES] == ["1.43", "-0.40", "0.23"]
    assert "=" not in page.url


@pytest.mark.parametrize("degrees", [-29.5, 0, 29.5])
def test_a_level_swipe_sets_and_loses_nothing_of_its_way(arrive: Arrive, degrees: float) -> None:
    page, finger = on_a_phone(arrive)
    (x, y), before = centre(thumb(page, "Versicolor")), shares(page)
    finger.down((x, y))
    finger.move(50, -50 * tan(radians(degrees)))
    page.wait_for_function(f"(old) => ({SHARES})().join() !== old.join()", arg=before)
    assert "=" not in page.url, "the link must change only when the finger is lifted"
    assert centre(thumb(page, "Versicolor"))[0] - x == pytest.approx(50, abs=1)
    finger.up()
    page.wait_for_url(re.compile("versicolor="))
    assert scrolled(page) == 0, "a slanted drag must not scroll the page"


def test_a_tap_beside_a_thumb_moves_it_when_the_finger_is_lifted(arrive: Arrive) -> None:
    page, finger = on_a_phone(arrive)
    box = track(page, "Virginica").bounding_box()
    assert box
    finger.down((box["x"] + 0.9 * box["width"], box["y"] + box["height"] / 2))
    page.wait_for_timeout(300)  # a fixed wait, since nothing should happen
    assert says(page, "Virginica") == "0.23"
    finger.up()
    page.wait_for_url(re.compile("virginica="))
    assert float(says(page, "Virginica")) == pytest.approx(4.0, abs=0.08)


def test_two_fingers_zoom_the_page_and_set_nothing(arrive: Arrive) -> None:
    page, finger = on_a_phone(arrive)
    finger.spread(centre(thumb(page, "Versicolor")))
    page.wait_for_function("visualViewport.scale > 1.5")
    assert [says(page, name) for name in CLASS_NAMES] == ["1.43", "-0.40", "0.23"]


@pytest.mark.parametrize(
    "path", ["", "flat_or_smooth", "flat_or_smooth?view=two_logits", "training", "iris"]
)
def test_a_swipe_over_any_chart_scrolls(arrive: Arrive, path: str) -> None:
    page, finger = on_a_phone(arrive, path)
    for place in range(page.locator(".js-plotly-plot:visible").count()):
        page.evaluate("document.querySelector('.stMain').scrollTop = 0")
        chart = page.locator(".js-plotly-plot:visible").nth(place)
        if centre(chart)[1] > 600:
            chart.scroll_into_view_if_needed()
        before = scrolled(page)
        finger.swipe(centre(chart), 90, 80)
        page.wait_for_function(
            "(old) => document.querySelector('.stMain').scrollTop > old + 40", arg=before
        )
    assert page.url.endswith(path), "a swipe must set nothing"


def test_a_tap_on_a_flower_picks_it(arrive: Arrive) -> None:
    page, finger = on_a_phone(arrive, "iris")
    finger.tap(centre(page.locator(".st-key-chart_map_argmax .point").nth(40)))
    page.wait_for_url(re.compile(r"flower=\d"))
    assert scrolled(page) == 0
    expect(typed(page, "Flower number")).not_to_have_value("84")


@pytest.mark.parametrize("path", ["", "flat_or_smooth", "derivatives", "chain_rule", "any_outputs"])
def test_the_keyboard_on_the_screen_covers_no_chart(arrive: Arrive, path: str) -> None:
    page, finger = on_a_phone(arrive, path)
    fields = page.locator("[class*=_exact] input")
    for place in range(fields.count()):
        finger.tap(centre(fields.nth(place)))
        page.wait_for_selector(":root[data-typing]", state="attached")
        page.wait_for_function(CHARTS_STAND)
        boxes = [each.bounding_box() for each in page.locator(".js-plotly-plot").all()]
        assert max(box["y"] + box["height"] for box in boxes if box) <= 664 - KEYBOARD
        expect(fields.nth(place)).to_be_in_viewport(ratio=1)
        fields.nth(place).blur()
        page.wait_for_function("!document.documentElement.hasAttribute('data-typing')")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_each_stop_of_the_temperature_can_be_hit(arrive: Arrive) -> None:
    page, finger = on_a_phone(arrive, "flat_or_smooth")
    box = track(page, "Temperature").bounding_box()
    assert box
    for stop in (0.5, 1, 2):
        part = log(stop / 0.05) / log(10 / 0.05)
        finger.tap((box["x"] + part * box["width"], box["y"] + box["height"] / 2))
        expect(typed(page, "Temperature")).to_have_value(f"{stop:.2f}")
        expect(slider(page, "Temperature")).to_have_attribute("aria-valuetext", f"{stop:.2f}")
    page.wait_for_url(re.compile("temperature=2"))
    fill(typed(page, "Temperature"), "0,37")
    page.wait_for_url(re.compile(r"temperature=0\.37"))
    expect(slider(page, "Temperature")).to_have_attribute("aria-valuetext", "0.355")


def expect_large_targets(page: Page) -> None:
    """Expect what a finger presses to be as large as a finger."""
    page.wait_for_function("document.querySelector('[data-testid=stPageLink-NavLink]')")  # footer
    assert page.evaluate(SMALL_TARGETS) == []


# The other pages are in the test of what a finger moves.
@pytest.mark.parametrize("path", ["step_by_step", "training", "iris", "predict", *SLIDERLESS])
def test_what_a_finger_presses_is_as_large_as_a_finger(arrive: Arrive, path: str) -> None:
    expect_large_targets(on_a_phone(arrive, path)[0])

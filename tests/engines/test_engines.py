"""What visitors do most, in Firefox and WebKit."""

import time
from collections.abc import Iterable
from pathlib import Path

import pytest

from argsoft.selection import argmax, one_hot
from argsoft.softmax import softmax
from argsoft.state.scenario import PRESETS, Scenario
from argsoft.ui.classroom.handout_file import handout
from argsoft.wording.numerals import probability
from argsoft.wording.playground import summary
from tests.browser.conftest import PAGE_STANDS
from tests.engines.conftest import Arrive
from tests.engines.window import ENTER, HEIGHT, SECONDS, Window

SLIDER, FIELD = ".st-key-setosa input[type=range]", ".st-key-setosa_exact input"
THUMB = "[data-rac]"  # around the input itself, which is invisible
SWITCH = ".st-key-projector_switch button"
VALUE = "(field) => document.querySelector(field).value"
BOX = ".st-key-outputs_row textarea"
NEXT = ".st-key-next_page a"
HOLDS = "(field, value) => document.querySelector(field)?.value === value"
LETTERS = """(selector) => Math.min(...[...document.querySelectorAll(`${selector} .bartext`)]
  .map((text) => parseFloat(getComputedStyle(text).fontSize)))"""
LINKS = """(query) => {
  const plain = (pairs) => pairs.map(([field, text]) => [field, Number(text) || text]).sort();
  return plain([...new URLSearchParams(location.search)]).join()
    === plain(Object.entries(query)).join();
}"""
# Whether the bars of a chart have these labels.
NAMED = """(selector, names) => {
  const bars = [...document.querySelectorAll(`${selector} .bartext`)];
  return JSON.stringify(bars.map((bar) => bar.textContent)) === JSON.stringify(names);
}"""
# Whether a page is complete, with its charts and at this exact address.
STANDS_AT = f"""(address) => location.pathname + location.search === address
  && ({PAGE_STANDS})() && document.querySelector('.stMain .js-plotly-plot') !== null"""
# The paths of all lines, bars and points of each chart.
DRAWN = """() => [...document.querySelectorAll('[class*="st-key-chart_"] .js-plotly-plot')].map(
  (chart) => [...chart.querySelectorAll('.trace path')].map((path) => path.getAttribute('d') +
    path.getAttribute('transform')).join())"""
# Whether each chart has a point at the value of a slider.
STAND_AT = """(slider) => {
  const value = document.querySelector(slider).valueAsNumber;
  const charts = [...document.querySelectorAll('[class*="st-key-chart_"] .js-plotly-plot')];
  const points = (chart) => chart.calcdata.filter(([{trace}]) => trace.mode === 'markers').flat();
  const at = ({x}) => Math.abs(x - value) < 1e-9;
  return charts.length === 2 && charts.every((chart) => points(chart).some(at));
}"""


def expect_bars(window: Window, scenario: Scenario, places: Iterable[str]) -> None:
    """Expect argmax's chart and softmax's to show a scenario."""
    answers = one_hot(argmax(scenario.logits), 3), softmax(scenario.logits)
    for place, values in zip(places, answers, strict=True):
        window.wait_until(NAMED, place, [probability(value) for value in values])


def expect_picture(window: Window, scenario: Scenario) -> None:
    """Expect the playground to show a scenario."""
    expect_bars(window, scenario, (".st-key-chart_argmax", ".st-key-chart_softmax"))


def in_hand(window: Window) -> float:
    """Wait until softmax's bars show the held value of Setosa, and return it."""
    end = time.monotonic() + SECONDS
    while True:  # once it pauses, the slider snaps to the nearest position of its strip
        value, number = (float(window.evaluate(VALUE, field)) for field in (SLIDER, FIELD))
        shares = softmax(Scenario(setosa=value).logits)
        names = [probability(share) for share in shares]
        if value == number and window.evaluate(NAMED, ".st-key-chart_softmax", names):
            return value
        assert time.monotonic() < end, f"the bars do not show {value}"
        time.sleep(0.05)


def expect_link(window: Window, scenario: Scenario) -> None:
    """Expect the link to hold a scenario, without fields at their default."""
    window.wait_until(LINKS, scenario.to_query())


@pytest.mark.parametrize("path", ["", "flat_or_smooth", "training", "predict", "iris"])
def test_a_page_opens_without_an_error(arrive: Arrive, path: str) -> None:
    window = arrive(path)
    assert window.evaluate("() => document.querySelectorAll('[role=alert]').length") == 0


def test_the_charts_follow_a_slider_that_is_held(arrive: Arrive) -> None:
    window = arrive()
    start = window.press(SLIDER, around=THUMB)
    for stop in (40, -60):
        window.move(start, by=stop)
        held = in_hand(window)
        assert (held > 1.43) == (stop > 0)
        expect_picture(window, Scenario(setosa=held))
        expect_link(window, Scenario())  # a held value is not in the link
    window.release()
    expect_link(window, Scenario(setosa=held))
    expect_picture(window, Scenario(setosa=held))


def test_both_curves_follow_a_slider_that_is_held(arrive: Arrive) -> None:
    window = arrive("flat_or_smooth")
    before = window.evaluate(DRAWN)
    start = window.press(SLIDER, around=THUMB)
    window.move(start, by=-40)
    window.wait_until(STAND_AT, SLIDER)
    value = float(window.evaluate(VALUE, SLIDER))
    held = window.evaluate(DRAWN)
    assert not set(held) & set(before), "each chart must change"
    expect_link(window, Scenario())  # a held value is not in the link
    window.release()
    expect_link(window, Scenario(setosa=value))
    window.wait_until(STAND_AT, SLIDER)
    assert window.evaluate(DRAWN) == held, "the release must change no chart"


def test_a_typed_number_is_taken(arrive: Arrive) -> None:
    window = arrive()
    window.fill(FIELD, "-2,5")
    expect_link(window, Scenario(setosa=-2.5))
    expect_picture(window, Scenario(setosa=-2.5))
    window.wait_until(HOLDS, SLIDER, "-2.5")
    window.fill(FIELD, "abc")
    window.wait_until("() => document.querySelector('[role=alert]')?.textContent.includes('abc')")
    expect_link(window, Scenario(setosa=-2.5))  # an invalid number changes nothing


def test_a_page_turned_shows_what_was_typed_and_one_gone_back_to_its_address(
    arrive: Arrive,
) -> None:
    window = arrive("?setosa=5")

    def expect_setosa(path: str, value: str) -> None:
        window.wait_until(STANDS_AT, f"{path}?setosa={value}")
        window.wait_until(HOLDS, SLIDER, value)

    window.click(NEXT)
    expect_setosa("/step_by_step", "5")
    window.back()
    expect_setosa("/", "5")
    window.fill(FIELD, "2.5")
    window.click(NEXT)
    expect_setosa("/step_by_step", "2.5")
    window.fill(FIELD, "-1.5")
    window.wait_until(LINKS, {"setosa": "-1.5"})
    window.back()
    expect_setosa("/", "2.5")
    window.forward()
    expect_setosa("/step_by_step", "-1.5")


def test_a_list_that_is_typed_is_kept_when_its_page_is_left(arrive: Arrive) -> None:
    window = arrive("any_outputs")
    window.fill(BOX, ENTER.join(("1,43", "-0,40", "0,23")))
    window.click(NEXT)
    window.wait_until(STANDS_AT, "/sample?outputs=1%2C43%0A-0%2C40%0A0%2C23")
    window.back()
    window.wait_until(HOLDS, BOX, "1,43\n-0,40\n0,23")
    expect_bars(window, Scenario(), (".st-key-chart_any_argmax", ".st-key-chart_any_softmax"))


def test_a_preset_sets_everything(arrive: Arrive) -> None:
    window = arrive("?virginica=3")
    window.click(".st-key-all_equal button")
    expect_picture(window, PRESETS["all_equal"])
    expect_link(window, PRESETS["all_equal"])  # without any earlier setting
    window.wait_until(HOLDS, SLIDER, "1")
    window.wait_until(HOLDS, FIELD, "1.00")


def test_the_projector_view_and_back(arrive: Arrive) -> None:
    window = arrive("?setosa=2")
    chart = ".st-key-chart_softmax"
    small = window.evaluate(LETTERS, chart)
    window.click(SWITCH)
    expect_link(window, Scenario(setosa=2.0, projector="on"))
    window.wait_until(f"(chart, least) => ({LETTERS})(chart) >= least", chart, 0.03 * HEIGHT)
    expect_picture(window, Scenario(setosa=2.0))
    window.click(SWITCH)
    expect_link(window, Scenario(setosa=2.0))  # without losing earlier settings
    window.wait_until(f"(chart, size) => ({LETTERS})(chart) === size", chart, small)
    expect_picture(window, Scenario(setosa=2.0))


def test_the_handout_opens_from_a_file(window: Window, tmp_path: Path) -> None:
    file = tmp_path / "handout.html"
    file.write_text(handout(Scenario(), "https://example.org/teach"), encoding="utf-8")
    window.open(file.as_uri())
    charts = [f".charts > div:nth-child({place})" for place in (1, 2)]
    expect_bars(window, Scenario(), charts)
    start = window.press("#scrubber")
    for stop in (-150, 100):
        window.move(start, by=stop)
        said = window.evaluate("() => document.querySelector('output').textContent")
        held = Scenario(setosa=float(said.replace("−", "-")))
        assert (held.setosa > 0) == (stop > 0)
        expect_bars(window, held, charts)
        sentence = "(text) => document.getElementById('sentence').textContent === text"
        window.wait_until(sentence, summary(held.logits))
    window.release()
    expect_bars(window, held, charts)
    assert window.evaluate("() => performance.getEntriesByType('resource').length") == 0

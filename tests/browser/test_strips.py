"""Dragging a slider: a strip moves the page, whatever the server does meanwhile."""

import os
import signal
import time
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, WebSocket, expect

from argsoft.state.scenario import Scenario
from argsoft.wording import chart_tables
from argsoft.wording.labels import TABLE_LABEL
from argsoft.wording.playground import summary
from tests.browser.conftest import AT_REST, Arrive, ends_a_run
from tests.browser.visitor import grab, held, slider, typed
from tests.server import PATIENCE_SECONDS, Cable, Server, slow_link

SUMMARY = ".st-key-summary"
# Records what is painted in each frame, after all scripts have run: the number beside the slider,
# the sentence and softmax's labels. Repeats are skipped.
WATCH = """() => {
  window.seen = [];
  const clock = document.body.appendChild(document.createElement('i'));
  clock.style.cssText = 'position: fixed; height: 1px; min-width: 1px';
  new ResizeObserver(() => {
    const labels = document.querySelectorAll('.st-key-chart_softmax .bartext');
    const now = [
      document.querySelector('.st-key-setosa_exact input').value,
      document.querySelector('.st-key-summary').textContent,
      [...labels].map((label) => label.textContent).join(),
    ].join();
    if (now !== seen.at(-1)) seen.push(now);
    requestAnimationFrame(() => clock.classList.toggle('wide'));
  }).observe(clock);
  document.body.appendChild(document.createElement('style')).textContent = 'i.wide { width: 2px }';
}"""
# Whether the server has confirmed a value of Setosa.
COMMITTED = "(value) => argsoftPicture.committed.setosa === value"
# The positions of the points on both surfaces, or false if one is missing.
POINTS = """() => {
  const points = ['cliff', 'hill'].map((chart) => {
    const data = document.querySelector(`.st-key-chart_${chart} .js-plotly-plot`)?.data;
    return data?.find(({mode}) => mode === 'markers');
  });
  return points.every(Boolean) && JSON.stringify(points.map(({x, y, z}) => [x, y, z]));
}"""
# Counts how often the pointer rested for more than 200 ms.
REST = """() => {
  let moved = performance.now();
  window.rests = 0;
  const rest = () => { rests += performance.now() - moved > 200; moved = performance.now(); };
  for (const event of ['pointermove', 'pointerup']) addEventListener(event, rest, {capture: true});
}"""
# Collects how many traces each layer of each chart has, in each frame.
LAYERS = """() => {
  window.layers = new Set();
  const look = () => {
    const charts = [...document.querySelectorAll('.stMain .js-plotly-plot')];
    const traces = (layer) => layer.querySelectorAll('.trace').length;
    const each = (chart) => [...chart.querySelectorAll('.mlayer')].map(traces);
    layers.add(JSON.stringify(charts.map(each)));
    requestAnimationFrame(look);
  };
  look();
}"""
A_FRAME = "() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))"
CONNECTED = ".stApp[data-test-connection-state=CONNECTED]"
IDLE = ".stApp[data-test-script-state=notRunning]"


def setosa(value: float) -> str:
    """Return the playground's sentence for a value of Setosa, the other logits at their default."""
    return summary(Scenario(setosa=value).logits)


def in_hand(page: Page) -> float:
    """Wait until the page shows the held value of Setosa, and return it."""
    return held(page, "Setosa", setosa, page.locator(SUMMARY))


def expect_committed(page: Page, value: float) -> None:
    """Expect a value in the link, the number field and the sentence, with the server idle."""
    page.wait_for_url(lambda url: parse_qs(urlsplit(url).query).get("setosa") == [f"{value:g}"])
    page.wait_for_selector(IDLE)
    expect(typed(page, "Setosa")).to_have_value(f"{value:.2f}")
    expect(page.locator(SUMMARY)).to_have_text(setosa(value))


def messages(page: Page, event: str = "framesent") -> list[bytes]:
    """Return a list that collects the messages a page sends, from its next load on."""
    heard: list[bytes] = []

    def note(frame: str | bytes) -> None:
        heard.append(frame.encode() if isinstance(frame, str) else frame)

    def listen(socket: WebSocket) -> None:
        socket.on(event, note)  # type: ignore[call-overload]

    page.on("websocket", listen)
    return heard


def wait_for_message(page: Page, sent: list[bytes], number: int) -> None:
    """Wait until the page has sent the n-th held value."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not any(f'"number":{number},"isPut"'.encode() in each for each in sent):
        assert time.monotonic() < end, f"the page has not sent value {number}"
        page.wait_for_timeout(10)


def test_a_drag_is_a_few_messages(arrive: Arrive) -> None:
    visit = arrive()
    sent = messages(visit.page)
    page = visit.open()
    before = len(sent)
    page.evaluate(REST)
    x, y = grab(page, "Setosa")
    for stop in range(60):
        page.mouse.move(x - stop, y)
        page.wait_for_timeout(16)
    value = in_hand(page)
    page.mouse.move(x - 90, y, steps=30)
    assert in_hand(page) < value
    value = in_hand(page)
    page.mouse.up()
    expect_committed(page, value)
    # One message for the strip, one per rest (a busy machine causes some), and one for the release.
    assert len(sent) - before <= 2 + page.evaluate("rests")
    assert sum(b"taken" in each for each in sent) == 1, "one drag must fetch one strip"


@pytest.mark.parametrize("path", ["flat_or_smooth", "chain_rule?smoothing=0.2", "any_outputs"])
def test_the_first_slider_taken_on_a_page_gets_a_strip_at_once(arrive: Arrive, path: str) -> None:
    visit = arrive()
    sent, received = messages(visit.page), messages(visit.page, "framereceived")
    page = visit.open(path)
    page.wait_for_function(AT_REST)
    sent.clear()
    received.clear()
    box = page.locator(".stSlider:visible [data-rac] [data-rac]").first.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    end = time.monotonic() + PATIENCE_SECONDS
    while not any(b'"places"' in each for each in received):
        assert time.monotonic() < end, "no strip has come"
        page.wait_for_timeout(10)
    page.mouse.up()
    assert sum(b"taken" in each for each in sent) == 1
    assert not any(map(ends_a_run, received)), "the whole page was run first"


def test_the_charts_move_while_the_server_is_stopped(fresh_server: Server, arrive: Arrive) -> None:
    page = arrive(at=fresh_server).open()
    x, y = grab(page, "Setosa")
    page.mouse.move(x - 20, y, steps=4)
    values = {in_hand(page)}
    os.kill(fresh_server.process.pid, signal.SIGSTOP)
    try:
        for stop in (-60, 40, -90):
            page.mouse.move(x + stop, y, steps=4)
            values.add(in_hand(page))
        value = in_hand(page)
        page.mouse.up()
    finally:
        os.kill(fresh_server.process.pid, signal.SIGCONT)
    assert len(values) == 4
    expect_committed(page, value)


def test_what_a_lost_connection_has_lost_is_committed_once_it_is_back(
    arrive: Arrive, cable: Cable
) -> None:
    visit = arrive(at=cable)
    page = visit.open()
    x, y = grab(page, "Setosa")
    page.mouse.move(x - 20, y, steps=4)
    value = in_hand(page)
    cable.cut()
    expect(page.locator(CONNECTED)).to_have_count(0)
    page.mouse.move(x - 60, y, steps=4)  # Streamlit disables widgets meanwhile
    page.mouse.up()
    cable.mend()
    page.wait_for_selector(CONNECTED)
    expect_committed(page, value)
    visit.forgive()


def test_an_answer_that_is_late_never_sets_the_page_back(server: Server, arrive: Arrive) -> None:
    with slow_link(server, delay_ms=800) as far_away:
        visit = arrive(at=far_away)
        sent = messages(visit.page)
        page = visit.open()
        x, y = grab(page, "Setosa")
        page.mouse.move(x - 20, y, steps=4)
        values = [in_hand(page)]
        wait_for_message(page, sent, 1)
        page.mouse.move(x - 60, y, steps=4)
        values.append(in_hand(page))
        page.evaluate(WATCH)
        page.wait_for_function("argsoftPicture.seen === 1")  # the reply is about the previous value
        page.wait_for_selector(IDLE)
        wait_for_message(page, sent, 2)
        assert len(page.evaluate("seen")) == 1
        page.mouse.move(x - 90, y, steps=4)
        values.append(in_hand(page))
        page.evaluate("seen.length = 0")
        page.mouse.up()
        page.wait_for_function("argsoftPicture.seen === 2")
        expect_committed(page, values[-1])
        assert len(page.evaluate("seen")) == 1
        assert len(set(values)) == 3
        page.close()


@pytest.mark.parametrize("delay_ms", [0, 300])
def test_what_is_let_go_of_stays_as_it_is(server: Server, arrive: Arrive, delay_ms: float) -> None:
    with slow_link(server, delay_ms) as far_away:
        page = arrive(at=far_away).open()
        page.evaluate(WATCH)
        x, y = grab(page, "Setosa")
        page.mouse.move(x - 30, y, steps=4)
        value = in_hand(page)
        page.evaluate("seen.length = 0")
        page.mouse.up()
        page.wait_for_function(COMMITTED, arg=value)
        expect_committed(page, value)
        assert len(page.evaluate("seen")) == 1
        x, y = grab(page, "Setosa")
        page.mouse.move(x - 30, y, steps=4)
        before = in_hand(page)
        page.mouse.move(x - 75, y, steps=2)
        page.evaluate("seen.length = 0")
        page.mouse.up()  # at once: the display may lag a moment, then stays
        page.wait_for_function(f"!({COMMITTED})({value})")
        value = float(slider(page, "Setosa").input_value())
        expect_committed(page, value)
        numbers = [float(each.partition(",")[0]) for each in page.evaluate("seen")]
        assert numbers == sorted(numbers, reverse=True)
        assert numbers[-1] == value < before
        page.close()


def test_a_slider_that_is_taken_again_at_once_stays_where_it_was(
    server: Server, arrive: Arrive
) -> None:
    with slow_link(server, delay_ms=300) as far_away:
        page = arrive(at=far_away).open()
        page.evaluate(WATCH)
        x, y = grab(page, "Setosa")
        for stop in (-30, -60, -90):
            page.mouse.move(x + stop, y, steps=4)
            value = in_hand(page)
            page.evaluate("seen.length = 0")
            page.mouse.up()
            page.mouse.down()  # before the server has replied
            page.wait_for_function(COMMITTED, arg=value)
            page.wait_for_selector(IDLE)
            assert len(page.evaluate("seen")) == 1
        page.mouse.up()
        expect_committed(page, value)
        assert len(page.evaluate("seen")) == 1
        page.close()


def test_what_is_released_between_two_places_is_shown_exactly(arrive: Arrive) -> None:
    page = arrive().open("?setosa=1.4")  # its strip has places at 1.39 and 1.43
    for way in (-31, 22, -17):  # released while it moves, so before it snaps
        x, y = grab(page, "Setosa")
        before = page.url
        page.mouse.move(x + way, y, steps=4)
        page.mouse.up()
        page.wait_for_function("(before) => location.href !== before", arg=before)
        expect_committed(page, float(parse_qs(urlsplit(page.url).query)["setosa"][0]))
    page.goto(urlsplit(page.url)._replace(query="setosa=1.4").geturl())
    expect_committed(page, 1.4)
    x, y = grab(page, "Setosa")
    page.mouse.move(x + 20, y, steps=4)
    page.mouse.move(x, y)
    page.mouse.up()  # where it began, so that the server has nothing new to say
    expect_committed(page, 1.4)
    page.wait_for_function(COMMITTED, arg=1.4)
    expect(page.locator(SUMMARY)).not_to_have_text(setosa(1.39))


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("", "Temperature"),
        ("step_by_step?part=why", "Add to all"),
        ("chain_rule", "Setosa"),
        ("sample?draw=next_word", "Top-k"),
    ],
)
def test_no_part_of_a_picture_vanishes_while_another_moves(
    arrive: Arrive, path: str, name: str
) -> None:
    page = arrive().open(path)
    page.evaluate(LAYERS)
    before = typed(page, name).input_value()
    x, y = grab(page, name)
    towards = -1 if name == "Top-k" else 1  # it stands at its end
    for step in range(1, 25):
        page.mouse.move(x + towards * 3 * step, y)
        page.evaluate(A_FRAME)
    expect(typed(page, name)).not_to_have_value(before)
    page.mouse.up()
    assert len(page.evaluate("() => [...layers]")) == 1


def test_the_table_follows_what_is_held_at_rest(arrive: Arrive) -> None:
    page = arrive().open()
    page.get_by_text(TABLE_LABEL).click()
    cells = page.locator(".st-key-table td")
    expect(cells).to_have_count(12)
    x, y = grab(page, "Setosa")
    for stop in (-30, -60):
        page.mouse.move(x + stop, y, steps=4)
        value = in_hand(page)
        _, *rows = chart_tables.playground(Scenario(setosa=value).logits)
        expect(cells).to_have_text([cell for row in rows for cell in row])
        assert "setosa" not in page.url
    page.mouse.up()
    expect_committed(page, value)


def test_what_no_strip_can_move_follows_the_server(arrive: Arrive) -> None:
    visit = arrive(width=900, height=600)  # three dimensions are slow without a graphics card
    sent = messages(visit.page)
    page = visit.open("flat_or_smooth?view=two_logits")
    before = len(sent)
    for name in ("Setosa", "Virginica"):
        x, y = grab(page, name)
        for stop in (20, 40):
            points = page.evaluate(POINTS)
            page.mouse.move(x + stop, y, steps=4)
            page.wait_for_function(f"(old) => ({POINTS})() && ({POINTS})() !== old", arg=points)
        page.mouse.up()
        page.wait_for_url(f"**{name.lower()}=*")
    assert len(sent) - before > 4

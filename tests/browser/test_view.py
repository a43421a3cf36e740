"""The frame of every page: sharing, embedding, the projector view, printing, hidden parts, keys."""

import re
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Page, TimeoutError, WebSocket, expect

from argsoft.state.contents import PAGES
from argsoft.state.contents import Page as At
from argsoft.wording import view as wording
from tests.browser.conftest import CHARTS_STAND, Arrive
from tests.browser.visitor import grab, scanned, slider, violations

# The size of each text with a digit in a chart, in percent of the window's height.
NUMBERS_IN_CHARTS = r"""() => [...document.querySelectorAll('.main-svg :is(text, tspan)')]
  .filter((e) => e.getClientRects().length)
  .map((e) => {
    const words = [...e.childNodes].filter((n) => n.nodeType === 3).map((n) => n.data).join('');
    const { a, b } = (e.closest('text') ?? e).getScreenCTM();
    const size = Math.hypot(a, b) * parseFloat(getComputedStyle(e).fontSize);
    return [words, (100 * size) / innerHeight];
  })
  .filter(([words]) => /\d/.test(words))"""


def share(page: Page) -> None:
    page.get_by_role("button", name="Share", exact=True).click()
    expect(page.get_by_role("dialog").get_by_role("img")).to_be_visible()


def leave(page: Page) -> None:
    page.get_by_role("button", name="Close", exact=True).click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def decoded(page: Page) -> str:
    """Decode the QR code in the dialog."""
    return scanned(page.get_by_role("dialog").get_by_role("img", name=wording.QR_NAME)).text


def test_a_qr_code_and_the_link_are_the_very_page(arrive: Arrive) -> None:
    page = arrive(theme="dark").open("flat_or_smooth?temperature=0.2&hide=presets")
    x, y = grab(page, "Setosa")
    page.mouse.move(x + 40, y, steps=3)
    page.mouse.up()
    page.wait_for_url("**setosa=**")
    page.get_by_role("radio", name="all three").check(force=True)
    page.wait_for_url("**watch=**")
    page.wait_for_selector(".stApp[data-test-script-state=notRunning]")
    share(page)
    expect(page.get_by_role("textbox", name=wording.LINK)).to_have_value(page.url)
    assert decoded(page) == page.url
    code = page.get_by_role("dialog").get_by_role("img").bounding_box()
    assert code
    assert code["height"] >= 0.6 * 720, "large enough for the back row"
    assert violations(page) == []
    here = slider(page, "Setosa").input_value()
    elsewhere = arrive(width=390, height=844).open(page.url.split("/", 3)[3])
    expect(slider(elsewhere, "Setosa")).to_have_value(here)
    expect(slider(elsewhere, "Temperature")).to_have_attribute("aria-valuetext", "0.20")
    expect(elsewhere.get_by_role("radio", name="all three")).to_be_checked()
    expect(elsewhere.get_by_role("button", name="Two-way tie")).to_have_count(0)


@pytest.mark.parametrize("secure", [True, False])
def test_the_link_is_copied(arrive_new: Arrive, secure: bool) -> None:
    visit = arrive_new()  # shares at once, and on an inner page
    if secure:
        visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    else:  # as over http from another computer
        visit.page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: null})")
    page = visit.open("derivatives?setosa=2")
    page.evaluate("document.addEventListener('copy', () => window.copied = getSelection() + '')")
    share(page)
    page.get_by_role("button", name=wording.COPY_LINK).click()
    expect(page.get_by_role("button", name=wording.COPIED)).to_be_visible()
    if secure:
        assert page.evaluate("navigator.clipboard.readText()") == page.url
    else:
        assert page.evaluate("copied") == page.url
    leave(page)
    assert page.url.endswith("/derivatives?setosa=2"), "sharing must leave no trace in the link"


@pytest.fixture
def another_site() -> Iterator[ThreadingHTTPServer]:
    """Serve another site, whose only page is its attribute `body`."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(self.server.body)  # type: ignore[attr-defined]

        def log_message(self, *_: object) -> None:
            """Log nothing."""

    site = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=site.serve_forever, daemon=True).start()
    yield site
    site.shutdown()
    site.server_close()


def test_the_embed_code_works_on_another_site(
    arrive: Arrive, another_site: ThreadingHTTPServer
) -> None:
    visit = arrive()
    page = visit.open("?setosa=-2")
    share(page)
    box = page.get_by_role("textbox", name=wording.EMBED)
    expect(box).to_have_value(re.compile("embed=true"))
    code = box.input_value()
    another_site.body = f"<!doctype html><title>A</title>{code}".encode()  # type: ignore[attr-defined]
    port = another_site.server_address[1]
    elsewhere = arrive()
    elsewhere.page.goto(f"http://127.0.0.1:{port}/")
    elsewhere.strangers.clear()  # the other site itself
    inside = elsewhere.page.frame_locator("iframe")
    expect(inside.get_by_role("slider", name="Setosa")).to_have_value("-2")
    expect(inside.locator(".stApp[data-test-script-state=notRunning]")).to_be_attached()
    inside.get_by_role("slider", name="Setosa").press("End")
    expect(inside.locator(".st-key-summary")).to_contain_text("Argmax answers Setosa")
    for menu in ("Chain rule", "Teach"):
        expect(inside.get_by_role("link", name=menu)).to_have_count(0)
    expect(inside.get_by_role("button", name="Share")).to_have_count(0)
    expect(page.get_by_role("link", name="Teach").first).to_be_visible()


def test_a_link_that_no_phone_can_open_says_so(arrive: Arrive) -> None:
    page = arrive().open("?setosa=-2")
    share(page)
    note = page.get_by_role("dialog").get_by_role("note")
    expect(note).to_contain_text("no phone can open it")
    expect(note).to_contain_text("--server.address 0.0.0.0")
    page = arrive().open("teach?topic=handout")
    expect(page.get_by_role("note")).to_contain_text("no phone can open it")


# The height of the page and the top of its heading.
EXTENT = """() => ['.stMainBlockContainer', 'h1'].map((each) => {
  const { top, bottom } = document.querySelector(each).getBoundingClientRect();
  return each === 'h1' ? top : bottom - top;
})"""


FITS = "([height, top]) => top < 24 && height <= innerHeight && height >= innerHeight - 60"


def test_an_embedded_page_is_as_high_as_its_code_says_and_begins_at_the_top(arrive: Arrive) -> None:
    visit = arrive(width=800)
    wrong = {}
    for at in PAGES:
        visit.page.set_viewport_size({"width": 800, "height": at.height})
        page = visit.open(f"{at.path}?embed=true")
        try:
            page.wait_for_function(f"() => ({FITS})(({EXTENT})())", timeout=15_000)
        except TimeoutError:
            wrong[at.title] = (at.height, page.evaluate(EXTENT))
    assert wrong == {}, "the height in the embed code must fit, without a blank band on top"


@pytest.mark.parametrize("at", PAGES[:-1], ids=lambda at: at.title)  # Teach has no chart
def test_the_projector_view_is_large_on_every_page(arrive: Arrive, at: At) -> None:
    visit = arrive(theme="dark")
    page = visit.open(f"{at.path}?projector=on&stage=all&axis=logarithmic&watch=all_three")
    for width, height in ((1280, 720), (1920, 1080)):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_function(CHARTS_STAND)
        sizes = page.evaluate(NUMBERS_IN_CHARTS)
        assert sizes
        assert [(word, size) for word, size in sizes if size < 3] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    look = "({ backgroundColor, color }) => [backgroundColor, color]"
    stage = page.evaluate(f"({look})(getComputedStyle(document.querySelector('.stApp')))")
    assert stage == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
    expect(page.get_by_role("link", name="Teach", exact=True)).not_to_be_visible()
    expect(page.get_by_role("button", name=wording.PROJECTOR["on"])).to_be_in_viewport()


# Records during printing the width of the paper and the left and right edges of each chart.
ON_PAPER = """() => matchMedia('print').addEventListener('change', ({ matches }) => {
  if (!matches) return;
  const charts = [...document.querySelectorAll('[class*="st-key-chart_"]')];
  const { clientWidth } = document.documentElement;
  const ends = (e) => [e.getBoundingClientRect().left, e.getBoundingClientRect().right];
  window.paper = [clientWidth, charts.map((e) => [ends(e), ends(e.querySelector('.main-svg'))])];
})"""
DRAWN = "[...document.querySelectorAll('.main-svg')].map((each) => each.clientWidth)"
A4_MM, MARGIN_MM, INCH_MM = 210, 10, 25.4


def test_no_chart_is_wider_than_its_paper(arrive: Arrive) -> None:
    visit = arrive()
    most = (A4_MM - 2 * MARGIN_MM) / INCH_MM * 96 + 3
    margin = dict.fromkeys(("left", "right"), f"{MARGIN_MM}mm")
    for path in ("step_by_step?stage=all", "training", "iris", "flat_or_smooth"):
        page = visit.open(path)
        page.evaluate(ON_PAPER)
        on_screen = page.evaluate(DRAWN)
        page.pdf(format="A4", margin=margin)  # type: ignore[arg-type]
        width, charts = page.evaluate("paper")
        assert width < most, "Chromium would shrink a page that is too wide, and then cut it"
        assert charts
        for (left, right), (start, end) in charts:
            assert 0 <= left - 1 <= start < end <= right + 1 <= width
        assert page.evaluate(DRAWN) == on_screen


def test_the_projector_view_is_live_and_a_key_leaves_it(arrive: Arrive) -> None:
    page = arrive(theme="dark").open("?setosa=1")
    ground = page.locator(".stApp")
    expect(ground).to_have_css("background-color", "rgb(20, 21, 26)")
    slider(page, "Setosa").focus()
    page.keyboard.press("F2")
    expect(ground).to_have_css("background-color", "rgb(255, 255, 255)")
    word = page.locator(".st-key-summary").get_by_text("Setosa").first
    expect(word).to_have_css("color", "rgb(128, 47, 211)")  # the text colour for a light page
    page.wait_for_url("**projector=on")
    page.wait_for_function(CHARTS_STAND)
    assert violations(page) == []
    before = page.locator(".st-key-summary").inner_text()
    x, y = grab(page, "Setosa")
    page.mouse.move(x + 150, y, steps=5)
    expect(page.locator(".st-key-summary")).not_to_have_text(before)
    assert "setosa=1&" in page.url, "the hand has not let go yet"
    page.mouse.up()
    page.reload()
    expect(page.get_by_role("button", name=wording.PROJECTOR["on"])).to_be_visible()
    page.wait_for_selector(".stApp[data-test-script-state=notRunning]")
    page.keyboard.press("F2")
    expect(ground).to_have_css("background-color", "rgb(20, 21, 26)")
    expect(page.get_by_role("link", name="Teach", exact=True)).to_be_visible()
    page.wait_for_url(lambda url: "projector" not in url)


def test_a_magnified_flower_is_picked_where_it_is_seen(arrive: Arrive) -> None:
    page = arrive().open("iris?projector=on")
    flower = page.locator(".st-key-chart_map_softmax .scatterlayer .point").nth(120)
    flower.click(force=True)
    page.wait_for_url("**flower=121")
    expect(page.locator(".st-key-summary")).to_contain_text("Flower 121 ")


def test_keys_and_links_lead_on_and_back_with_all_numbers(arrive: Arrive) -> None:
    page = arrive().open("?setosa=2&hide=sentence")
    page.get_by_role("link", name="Next: Step by step").click()
    page.wait_for_url(re.compile(r"/step_by_step\?"))
    page.wait_for_function(CHARTS_STAND)
    page.keyboard.press("PageDown")  # without Alt, it advances the steps of this page
    page.wait_for_url("**stage=exponentiate**")
    slider(page, "Setosa").focus()
    page.keyboard.press("Alt+PageDown")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Argmax is flat")
    expect(slider(page, "Setosa")).to_have_value("2")
    page.wait_for_function(CHARTS_STAND)
    page.keyboard.press("Alt+PageUp")
    expect(page.get_by_role("heading", level=1)).to_contain_text("exponentiate, add up")
    expect(page.get_by_role("link", name="Previous: Playground")).to_be_visible()
    expect(page.locator(".st-key-summary")).not_to_be_visible()
    assert "hide=sentence" in page.url


def test_what_a_teacher_hid_comes_back_at_one_click(arrive: Arrive) -> None:
    page = arrive().open("?hide=softmax,numbers&virginica=1.38")
    charts = [page.locator(f".st-key-chart_{name}") for name in ("argmax", "softmax")]
    expect(charts[0]).to_be_visible()
    expect(charts[1]).to_have_count(0)
    expect(charts[0].locator(".bartext")).to_have_count(0)
    page.get_by_role("button", name=wording.SHOW_ALL).click()
    expect(charts[1]).to_be_visible()
    page.wait_for_function(CHARTS_STAND)
    expect(charts[1].locator(".bartext").first).to_have_text("0.47")
    assert page.url.endswith("/?virginica=1.38")
    expect(page.get_by_role("button", name=wording.SHOW_ALL)).to_have_count(0)


def test_what_is_hidden_never_comes_over_the_wire(arrive: Arrive) -> None:
    visit, frames = arrive(), list[bytes]()

    def listen(socket: WebSocket) -> None:
        socket.on("framereceived", lambda data: frames.append(_bytes(data)))

    visit.page.on("websocket", listen)
    page = visit.open("?hide=softmax,numbers&projector=on")
    x, y = grab(page, "Virginica")
    before = len(frames)
    page.mouse.move(x + 150, y, steps=8)
    winner = page.locator(".st-key-chart_argmax .js-plotly-plot .xtick", has_text="winner")
    expect(winner).to_contain_text("Virginica")
    assert len(frames) > before, "the hand has not let go yet"
    page.mouse.up()
    page.wait_for_url("**virginica=**")
    page.wait_for_selector(".stApp[data-test-script-state=notRunning]")
    secrets = (b"Softmax gives", b"Softmax: probabilities", b'"0.68', b"Argmax answers", b"<td>")
    assert [each for each in secrets if any(each in frame for frame in frames)] == []
    page.get_by_role("button", name=wording.SHOW_ALL).click()
    expect(page.locator(".st-key-summary")).to_contain_text("Softmax gives")
    expect(page.get_by_role("button", name=wording.PROJECTOR["on"])).to_be_visible()
    told = (b"Softmax gives", b"Softmax: probabilities", b"Argmax answers")
    assert [each for each in told if not any(each in frame for frame in frames)] == []


def _bytes(data: str | bytes) -> bytes:
    return data.encode() if isinstance(data, str) else data

"""The files for teachers, opened from disk: no server, no network, a real Chromium."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from argsoft.softmax import softmax
from argsoft.state.scenario import Scenario
from argsoft.ui.classroom import handout_file
from argsoft.ui.classroom.downloads import Maker
from argsoft.ui.classroom.handout_file import handout
from argsoft.ui.classroom.worksheet_file import answers, questions
from argsoft.ui.frame import nearby
from argsoft.wording import view as view_wording
from argsoft.wording.numerals import number, probability
from argsoft.wording.playground import summary
from tests.browser.visitor import scanned, violations
from tests.server import PATIENCE_SECONDS

LONG_LINK = f"https://example.org/{'long/' * 12}teach?setosa=-0.30000000000000004&topic=handout"
# The widest numbers that a link can set, and a tie with the longest sentence.
WIDE = Scenario(
    setosa=-0.30000000000000004,
    versicolor=-4.123456789012345,
    virginica=-4.123456789012345,
    temperature=0.05000000000000001,
    moving="Versicolor",
)


@pytest.fixture
def offline(browser: Browser) -> Iterator[Page]:
    """Open a tab without network, and fail if it requests anything but files."""
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    context.set_offline(True)
    context.set_default_timeout(1000 * PATIENCE_SECONDS)
    page, asked, said = context.new_page(), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    assert asked, "no file was opened"
    assert [each for each in asked if not each.startswith(("file:", "data:", "blob:"))] == []
    assert said == []
    context.close()


def opened(page: Page, folder: Path, text: str) -> None:
    file = folder / "file.html"
    file.write_text(text, encoding="utf-8")
    page.goto(file.as_uri())


def charts(page: Page) -> Locator:
    return page.get_by_role("img", name="chart")


def picture(page: Page) -> tuple[list[float], str | None]:
    """Return the heights of softmax's bars and the path of the tangent, the third line."""
    bars = charts(page).nth(1).locator(".point path").all()
    tangent = charts(page).nth(3).locator(".scatterlayer .js-line").nth(2)
    heights = [(bar.bounding_box() or {"height": 0.0})["height"] for bar in bars]
    return heights, tangent.get_attribute("d")


def expect_state(page: Page, scenario: Scenario) -> None:
    """Expect every part of the page to show a scenario in which Setosa's logit moves."""
    shares = softmax(scenario.logits)
    expect(page.get_by_role("slider")).to_have_attribute("aria-valuetext", number(scenario.setosa))
    expect(page.locator("output")).to_have_text(number(scenario.setosa))
    expect(page.get_by_role("status").last).to_have_text(summary(scenario.logits))
    expect(charts(page).nth(1).locator(".bartext")).to_have_text([probability(p) for p in shares])
    expect(charts(page).nth(0).locator(".bartext")).to_have_text(
        ["1" if p == max(shares) else "0" for p in shares]
    )


def test_the_scrubber_moves_everything_offline(offline: Page, tmp_path: Path) -> None:
    opened(offline, tmp_path, handout(Scenario(), LONG_LINK))
    expect_state(offline, Scenario())
    before = picture(offline)
    scrubber = offline.get_by_role("slider", name="Setosa’s logit")
    scrubber.press("ArrowRight")
    expect_state(offline, Scenario(setosa=1.5))
    scrubber.press("ArrowLeft")
    expect_state(offline, Scenario())  # exactly, though 1.43 is off the 0.1 grid
    assert picture(offline) == before
    scrubber.press("Home")
    expect_state(offline, Scenario(setosa=-5.0))
    lowest = picture(offline)
    assert lowest[0][0] < before[0][0] - 20, "softmax's bar must fall with its logit"
    box = scrubber.bounding_box()
    assert box
    y = box["y"] + box["height"] / 2
    offline.mouse.move(box["x"] + 12, y)
    offline.mouse.down()
    offline.mouse.move(box["x"] + box["width"] / 2, y, steps=5)
    held = replace(Scenario(), setosa=float(offline.locator("output").inner_text()))
    assert abs(held.setosa) < 0.3
    expect_state(offline, held)
    moved = picture(offline)
    assert moved[0][0] > lowest[0][0] + 20
    assert len({lowest[1], moved[1], before[1]}) == 3, "the tangent must move along"
    offline.mouse.up()
    expect_state(offline, held)
    offline.get_by_role("radio", name="Temperature").check()
    hot = softmax(Scenario().logits, temperature=10.0)
    offline.get_by_role("slider", name="Temperature").press("End")
    expect(charts(offline).nth(1).locator(".bartext")).to_have_text([probability(p) for p in hot])
    offline.get_by_role("radio", name="Setosa’s logit").check()
    expect_state(offline, Scenario())  # one at a time, each from the start


def test_a_phone_has_no_part_out_of_sight(offline: Page, tmp_path: Path) -> None:
    offline.set_viewport_size({"width": 390, "height": 844})
    opened(offline, tmp_path, handout(WIDE, LONG_LINK))
    scrubber = offline.get_by_role("slider", name="Versicolor’s logit")
    expect(charts(offline).last.locator(".main-svg").first).to_be_visible()
    assert offline.evaluate("document.documentElement.scrollWidth") == 390
    assert violations(offline) == []
    charts(offline).last.scroll_into_view_if_needed()
    expect(scrubber).to_be_in_viewport(ratio=1)
    for make in (questions, answers):
        opened(offline, tmp_path, make(WIDE, LONG_LINK))
        assert offline.evaluate("document.documentElement.scrollWidth") == 390
        assert violations(offline) == []


@pytest.mark.parametrize("make", [handout, questions])
def test_a_phone_reads_the_link_that_it_can_open(
    offline: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Maker
) -> None:
    here, there = (f"http://{host}:8501/?setosa=2" for host in ("localhost", "192.168.1.5"))
    monkeypatch.setattr(handout_file, "stops", lambda scenario, _: [scenario])  # for speed
    monkeypatch.setattr("streamlit.get_option", {}.get)
    monkeypatch.setattr(nearby, "own_address", lambda: "192.168.1.5")
    offline.emulate_media(color_scheme="dark", media="print")
    opened(offline, tmp_path, make(Scenario(), here))
    codes = offline.get_by_role("img", name=view_wording.QR_NAME)
    expect(codes).to_have_count(1)
    expect(offline.get_by_text(f" {there} (")).to_have_count(1)
    for code in codes.all():
        found = scanned(code)
        assert found.text == there
        corners = found.position
        assert corners.top_right.x - corners.top_left.x >= 25 * 96 / 25.4 - 1, "2.5 cm on paper"
    offline.emulate_media(media="screen")
    assert scanned(codes.first).text == there
    monkeypatch.setattr(nearby, "own_address", lambda: None)
    nobody_can = make(Scenario(), here)
    assert nobody_can.count(f" {here} (") == 1
    assert view_wording.QR_NAME not in nobody_can


def test_it_prints_on_as_many_pages_as_promised(offline: Page, tmp_path: Path) -> None:
    for text, count in (
        (questions(Scenario(), ""), 2),
        (questions(WIDE, LONG_LINK), 2),
        (answers(WIDE, LONG_LINK), 1),
        (handout(WIDE, LONG_LINK), 1),
    ):
        opened(offline, tmp_path, text)
        for paper in ("A4", "Letter"):
            assert offline.pdf(format=paper).count(b"/Type /Page\n") == count, paper
    expect(charts(offline).first.locator(".main-svg").first).to_have_css(
        "width", re.compile("^56")
    )  # back at screen size

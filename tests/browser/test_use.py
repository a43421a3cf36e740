"""The pages under Use, with a real hand: typed lists, names that stay names, code to copy."""

import csv
import io
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from argsoft.scenario import Scenario
from argsoft.softmax import softmax
from tests.browser.conftest import Arrive
from tests.browser.visitor import grab, slider, violations
from tests.server import Server

TRAP = "<img src=x onerror=window.bad=1> $x^2$"


def box(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Raw outputs")


def said(page: Page) -> Locator:
    return page.locator(".st-key-summary")


def problem(page: Page) -> Locator:
    return page.get_by_role("status")


def list_in_link(page: Page) -> str:
    return Scenario.from_query(parse_qs(urlsplit(page.url).query)).outputs


def test_a_list_is_drawn_while_it_is_typed(arrive: Arrive) -> None:
    page = arrive().open("any_outputs")
    box(page).fill("")
    expect(problem(page)).to_contain_text("There is no number yet")
    expect(said(page)).to_contain_text("Argmax picks class 4")
    box(page).press_sequentially("cat: 2.1, dog: 0.5", delay=40)
    expect(said(page)).to_contain_text("Argmax picks cat (2.10)")
    expect(problem(page)).to_have_text("")
    assert box(page).input_value() == "cat: 2.1, dog: 0.5", "no letter is lost on the way"
    page.wait_for_url(lambda url: "dog" in url)
    page.reload()
    expect(box(page)).to_have_value("cat: 2.1, dog: 0.5")
    expect(said(page)).to_contain_text("Argmax picks cat (2.10)")


def test_what_cannot_be_read_changes_no_picture(arrive: Arrive) -> None:
    page = arrive().open("any_outputs?outputs=1,2")
    before = page.url
    box(page).fill("1, 2, abc")
    expect(problem(page)).to_have_text("The third value, “abc”, is not a number.")
    expect(said(page)).to_contain_text("Argmax picks class 2")
    box(page).fill("9," * 50_000)
    expect(problem(page)).to_contain_text("100,000 characters")
    expect(said(page)).to_contain_text("Argmax picks class 2")
    assert page.url == before


def test_the_temperature_is_live(arrive: Arrive) -> None:
    page = arrive().open("any_outputs?outputs=1,2,3")
    x, y = grab(page, "Temperature")
    bars = page.locator(".st-key-chart_any_softmax .js-plotly-plot .bartext")
    for stop in (20, 60):
        page.mouse.move(x + stop, y, steps=4)
        value = float(slider(page, "Temperature").input_value())
        share = softmax([1, 2, 3], temperature=value)[2]
        expect(bars.last).to_have_text(f"{share:.2f}")
        assert "temperature" not in page.url
    page.mouse.up()
    page.wait_for_url(f"**temperature={value:g}")
    assert list_in_link(page) == "1,2,3"


def test_names_never_come_alive(arrive: Arrive) -> None:
    page = arrive().open("any_outputs")
    box(page).fill(f"{TRAP}: 3, <b>b</b>: 2, $$e$$: 1")
    expect(said(page)).to_contain_text(f"Argmax picks {TRAP}")
    page.get_by_text("All numbers in a table").click()
    expect(page.get_by_role("cell", name="<b>b</b>")).to_be_visible()
    box(page).fill(f"3, {TRAP}")
    expect(problem(page)).to_contain_text("“<img")
    assert page.evaluate("window.bad") is None
    assert page.locator(".stMain img").count() == 0
    assert page.locator(".stMain .katex").count() == 0


def test_the_list_goes_along_and_comes_back(arrive: Arrive) -> None:
    page = arrive().open("any_outputs?outputs=cat:+2,+dog:+1")
    page.get_by_role("link", name="Playground").click()
    expect(slider(page, "Setosa")).to_have_value("1.43")
    page.get_by_role("link", name="Any outputs").click()
    expect(box(page)).to_have_value("cat: 2, dog: 1")
    page.get_by_role("button", name="Your three irises").click()
    expect(said(page)).to_contain_text("Argmax picks Setosa (1.43)")
    assert "cat" not in list_in_link(page)


def test_the_download_is_the_table(arrive: Arrive) -> None:
    page = arrive().open("any_outputs?outputs=cat:+2,+dog:+1")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the table").click()
    assert download.value.suggested_filename == "argmax_softmax.csv"
    text = download.value.path().read_text(encoding="utf-8")
    head, *rows = csv.reader(io.StringIO(text))
    assert head == ["class", "raw output", "argmax", "softmax"]
    assert [float(row[3]) for row in rows] == softmax([2, 1]).tolist()


def test_the_code_to_copy_is_there_when_it_is_asked_for(arrive: Arrive) -> None:
    page = arrive().open("any_outputs?outputs=cat:+2,+dog:+1")
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    assert not page.get_by_text("import numpy").count()
    page.get_by_text("The same in code").click()
    expect(page.get_by_text("names = ['cat', 'dog']")).to_have_count(2)
    assert any("Highlighter" in url for url in loaded), "it must not be loaded before"
    assert violations(page) == []


def test_a_cold_link_to_a_list(fresh_server: Server, arrive: Arrive) -> None:
    page = arrive(at=fresh_server).open("any_outputs?outputs=a:+1,+b:+5&axis=logarithmic")
    expect(said(page)).to_contain_text("Argmax picks b (5.00)")
    expect(page.get_by_role("radio", name="logarithmic")).to_be_checked()
    expect(page.get_by_role("dialog")).to_have_count(0)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(1280, 720), (390, 844)])
def test_everybody_can_use_it(arrive: Arrive, width: int, height: int, theme: str) -> None:
    page = arrive(width=width, height=height, theme=theme).open("any_outputs")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(page) == []

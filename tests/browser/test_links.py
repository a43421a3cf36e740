"""Hostile links: the server answers, the page works, and no injected markup takes effect."""

import csv
import http.client
import io
import re
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import expect

from argsoft.state.contents import PAGES
from argsoft.wording import view as wording
from argsoft.wording.any_outputs import CODE
from argsoft.wording.labels import TABLE_LABEL
from tests.browser.conftest import PAGE_STANDS, Arrive
from tests.browser.visitor import slider
from tests.server import PATIENCE_SECONDS, Server, slow_link

ADDRESSES = {
    "very long": "/?setosa=" + "9" * 50_000,  # with its other lines, a request may have 65,536
    "too long": "/?setosa=" + "9" * 600_000,
    "null": "/iris?flower=%00",
    "null in the path": "/ir%00is",
    "no UTF-8": "/any_outputs?outputs=%ff%fe%c3%28",
    "half an escape": "/?setosa=%e0%4&versicolor=%",
    "many": "/?" + "&".join(f"p{n}=1" for n in range(10_000)),
    "rather many": "/?" + "&".join(f"p{n}=1" for n in range(900)),
    "one many times": "/?" + "&".join(f"setosa={n}" for n in range(900)),
    "climbing": "/..%2f..%2f..%2fetc%2fpasswd",
    "climbing in the static folder": "/static/..%2f..%2f..%2f..%2fapp.py",
    "a script": "/%3Cscript%3Ealert(1)%3C/script%3E?setosa=%3Cscript%3E",
    "an old protocol": "/?x=y HTTP/0.9",
}
WORST = ("very long", "no UTF-8", "half an escape", "rather many", "one many times")
# Class names with markup of HTML, Plotly, LaTeX, Markdown, Streamlit and spreadsheets.
NAMES = (
    ("<img src=x onerror=window.bad=1>", "<b>b</b><br><i>i</i>", "say \"hi\" & 'ho' &lt"),
    ("<a href=javascript&#58window.bad=1>a</a>", "$x^2$ $$y$$", "[a](b) **b** `c` ~d~ _e_"),
    ("=1+1", "@SUM(A1)", "<script>window.bad=1</script>"),
)
TRAP = "<b>$x$</b> :red[r] :material/home: [a](javascript:window.bad=1) **b** ` <img src=x>"
ALIVE = ".stMain :is(img:not(.qr-code), script, iframe, .katex, a[href^=javascript], text a)"


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES)
def test_the_server_answers_any_address(server: Server, address: str) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE_SECONDS)
    connection._validate_path = lambda _: None  # type: ignore[attr-defined]
    try:
        connection.request("GET", address)
        answer = connection.getresponse()
        said = answer.read()
    except ConnectionError:  # it may hang up on very long requests
        assert len(address) > 100_000
        return
    finally:
        connection.close()
    assert answer.status < 500
    assert b"root:" not in said
    assert b"Traceback" not in said


def test_the_worst_links_open_a_page_that_works(arrive: Arrive) -> None:
    visit = arrive()
    for name in WORST:
        page = visit.open(ADDRESSES[name].removeprefix("/"))
        expect(page.locator(".st-key-summary")).not_to_be_empty()
        expect(page.get_by_role("dialog")).to_have_count(0)
    page = visit.open("?setosa=2")
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(slider(page, "Setosa")).to_have_value("2")


def fields_in(url: str) -> set[str]:
    """Return the names of the parameters in a link."""
    return set(parse_qs(urlsplit(url).query))


def test_no_text_of_a_visitor_comes_alive(arrive: Arrive) -> None:
    traps = "&".join(
        f"{field}={quote(TRAP)}" for field in ("temperature", "order", "hide", "outputs")
    )
    page = arrive().open(f"any_outputs?axis=logarithmic&{traps}")
    page.wait_for_url(lambda url: not {"temperature", "order"} & fields_in(url))
    assert "axis" in fields_in(page.url), "only rejected parameters are removed"
    notice = page.get_by_role("alert")
    expect(notice).to_contain_text("not <b>$x$</b> :red[r] :mate…")
    expect(notice.locator("b, strong, a, .katex, span[style*=color], [role=img]")).to_have_count(0)
    expect(notice.locator("code")).to_have_count(4)
    for label in (TABLE_LABEL, CODE):
        page.get_by_text(label).click()
    box = page.get_by_role("textbox", name="Logits")
    for names in NAMES:
        box.fill(", ".join(f"{name}: {3 - place}" for place, name in enumerate(names)))
        expect(page.locator(".st-key-summary")).to_contain_text(names[0])
        cells = page.locator(".st-key-table td:first-child")
        expect(cells).to_have_text([*names])
        for chart in ("argmax", "softmax"):
            ticks = page.locator(f".st-key-chart_any_{chart} .js-plotly-plot .xtick text")
            expect(ticks).to_have_text([re.compile(f"^{re.escape(name[:11])}") for name in names])
        expect(page.locator(".st-key-code code").first).to_contain_text(f"names = {[*names]!r}")
        expect(page.locator(ALIVE)).to_have_count(0)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the table").click()
    assert download.value.suggested_filename == "argmax_softmax.csv"
    rows = [*csv.reader(io.StringIO(download.value.path().read_text(encoding="utf-8-sig")))]
    assert [row[0] for row in rows[1:]] == ["'=1+1", "'@SUM(A1)", "<script>window.bad=1</script>"]
    box.fill(f"3, {TRAP.replace(':', '')}")
    expect(page.get_by_role("status")).to_contain_text("<b>$x$</b>")
    page.get_by_role("button", name="Share", exact=True).click()
    expect(page.get_by_role("textbox", name=wording.LINK)).to_have_value(page.url)
    expect(page.get_by_role("dialog").locator(ALIVE.replace(".stMain ", ""))).to_have_count(0)
    assert page.evaluate("window.bad") is None


def test_what_is_chosen_before_an_answer_has_come_is_kept(server: Server, arrive: Arrive) -> None:
    with slow_link(server, delay_ms=600) as far_away:
        page = arrive(at=far_away).open("flat_or_smooth")
        for option in ("all three", "overlaid"):  # both with the link of before
            page.get_by_text(option).click()
        page.wait_for_url(lambda url: fields_in(url) == {"watch", "view"})
        page.wait_for_selector(".stApp[data-test-script-state=notRunning]")
        for option in ("all three", "overlaid"):
            expect(page.get_by_role("radio", name=option)).to_be_checked()
        assert fields_in(page.url) == {"watch", "view"}
        page.close()


def test_a_tabs_title_begins_with_its_page(arrive: Arrive) -> None:
    page = arrive().open("step_by_step?stage=all")
    expect(page).to_have_title("Step by step · argsoft")
    for each in PAGES:
        page.get_by_role("link", name=each.title, exact=True).first.click()
        expect(page).to_have_title(f"{each.title} · argsoft")
        page.wait_for_function(PAGE_STANDS)
    page.go_back()
    expect(page).to_have_title(f"{PAGES[-2].title} · argsoft")

"""Typing and at once doing something else loses no input and leaves no page empty."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from argsoft.state.scenario import Scenario
from argsoft.wording import view as wording
from argsoft.wording.playground import summary
from tests.browser.conftest import PAGE_STANDS, Arrive, complaints
from tests.browser.test_faults import CONNECTED
from tests.browser.visitor import slider, typed
from tests.server import Server

# Elements that still arrive on a page that stays empty, besides components that are not charts.
KEPT = ("heading", "html")
# Records, beyond a reload, what the page answers, and whether it takes input when it is connected.
NOTE_ANSWERS = """(connected) => {
  window.before = true;
  sessionStorage.clear();
  const words = () => document.querySelector('.st-key-summary')?.textContent;
  const first = words();
  const look = () => words() && words() !== first && sessionStorage.setItem('answered', words());
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true });
  const note = () => document.querySelector(connected) &&
    sessionStorage.setItem('inert', document.body.inert);
  new MutationObserver(note).observe(document.body, { subtree: true, attributes: true });
}"""
FILLED = f"() => ({PAGE_STANDS})() && document.querySelector('.stMain .js-plotly-plot')"


def write(page: Page, text: str) -> None:
    """Type over the text in the focused field, without confirming it."""
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type(text)


def click_next(page: Page) -> None:
    page.get_by_role("link", name=re.compile("^Next:")).click()


def press_next(page: Page) -> None:
    page.keyboard.press("Alt+PageDown")


def click_menu(page: Page) -> None:
    page.get_by_role("link", name="Derivatives", exact=True).click()


@pytest.mark.parametrize("pause", [0, 150], ids=["at once", "after a moment"])
@pytest.mark.parametrize("turn", [click_next, press_next, click_menu])
def test_a_number_that_is_typed_is_on_the_next_page(
    arrive: Arrive, turn: Callable[[Page], None], pause: int
) -> None:
    page = arrive().open()
    typed(page, "Setosa").click()
    write(page, "2.5")
    page.wait_for_timeout(pause)
    turn(page)
    page.wait_for_url(re.compile(r"/(step_by_step|derivatives)\?setosa=2\.5$"))
    page.wait_for_function(FILLED)
    expect(slider(page, "Setosa")).to_have_value("2.5")
    expect(slider(page, "Virginica")).to_have_value("0.23")


def test_a_link_that_is_shared_has_the_number_just_typed(arrive: Arrive) -> None:
    page = arrive().open("any_outputs")
    typed(page, "Temperature").click()
    write(page, "2.5")
    page.get_by_role("button", name="Share", exact=True).click()
    shared = page.get_by_role("textbox", name=wording.LINK)
    expect(shared).to_have_value(re.compile(r"/any_outputs\?temperature=2\.5$"))
    expect(page.get_by_role("dialog")).to_have_count(1)


def test_a_preset_wins_over_the_number_typed_before_it(arrive: Arrive) -> None:
    page = arrive().open()
    typed(page, "Setosa").click()
    write(page, "15")
    page.get_by_role("button", name="All equal").click()
    page.wait_for_url("**/?setosa=1&versicolor=1&virginica=1")
    expect(typed(page, "Setosa")).to_have_value("1.00")
    expect(page.locator(".st-key-sliders [role=alert]")).to_have_count(0)


def test_a_whole_number_and_a_list_are_kept_by_the_menu(arrive: Arrive) -> None:
    page = arrive().open("training")
    page.get_by_role("textbox", name="Random seed").click()
    write(page, "7")
    page.get_by_role("link", name="Any outputs", exact=True).click()
    page.wait_for_url("**/any_outputs?seed=7")
    box = page.get_by_role("textbox", name="Logits")
    page.wait_for_function(PAGE_STANDS)
    box.click()
    write(page, "3, 4, 5")
    page.get_by_role("link", name="Iris", exact=True).click()
    page.wait_for_url(lambda url: "/iris?" in url and "outputs=3%2C+4%2C+5" in url)
    assert "seed=7" in page.url


def test_a_link_clicked_while_a_preset_glides_is_followed(arrive: Arrive) -> None:
    page = arrive().open()
    page.get_by_role("button", name="All equal").click()
    press_next(page)
    page.wait_for_url("**/step_by_step?setosa=1&versicolor=1&virginica=1")
    page.wait_for_function(FILLED)
    expect(slider(page, "Setosa")).to_have_value("1")


def test_a_page_that_stands_empty_is_asked_for_again(arrive_new: Arrive) -> None:
    visit = arrive_new()  # its route would stay with the tab
    lost: list[str] = []
    is_losing = False

    def lose(route: WebSocketRoute) -> None:
        """Drop the elements of one run on their way to the browser, except the title."""
        server = route.connect_to_server()

        def forward(message: str | bytes) -> None:
            nonlocal is_losing
            assert isinstance(message, bytes)
            said = ForwardMsg.FromString(message)
            element = said.delta.new_element
            drawn = said.WhichOneof("type") == "delta" and element.WhichOneof("type")
            if drawn == "bidi_component":
                drawn = "chart" if "-chart_" in element.bidi_component.id else "html"
            if is_losing and drawn and drawn not in KEPT:
                lost.append(drawn)
                element.Clear()
                element.empty.SetInParent()
                said.hash = ""  # else the browser would cache it
                message = said.SerializeToString()
            if said.WhichOneof("type") == "script_finished" and lost:
                is_losing = False
            route.send(message)

        server.on_message(forward)

    visit.page.route_web_socket(re.compile("_stcore/stream"), lose)
    page = visit.open()
    is_losing = True
    click_menu(page)
    page.wait_for_url("**/derivatives")
    page.wait_for_function(FILLED)
    expect(slider(page, "Setosa")).to_have_value("1.43")
    assert "chart" in lost
    assert not is_losing, "the page must ask for one more run only"


def test_nothing_that_was_answered_is_lost_when_a_server_is_started_anew(arrive: Arrive) -> None:
    server = Server()
    visit = arrive(at=server)
    page = visit.open()
    slider(page, "Virginica").press("Home")
    page.wait_for_url("**/?virginica=-5")
    expect(page.locator(".st-key-summary")).to_have_text(summary(Scenario(virginica=-5).logits))
    page.wait_for_function(PAGE_STANDS)
    server.process.kill()
    server.stop()
    expect(page.locator(CONNECTED)).to_have_count(0)
    page.evaluate(NOTE_ANSWERS, CONNECTED)
    server = Server(port=server.port)
    page.wait_for_selector(CONNECTED)
    page.keyboard.press("End")
    page.wait_for_function(f"() => !window.before && ({PAGE_STANDS})()")
    assert page.url.endswith("?virginica=-5"), "the page that is back is the one before"
    noted = page.evaluate("[sessionStorage.inert, sessionStorage.answered]")
    assert noted == ["true", None], "a page about to be loaded anew must take and answer nothing"
    slider(page, "Virginica").press("End")
    page.wait_for_url("**/?virginica=5")
    visit.forgive()
    page.close()
    assert complaints(server.stop()) == []

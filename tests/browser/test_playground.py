"""The playground with a real pointer, a real keyboard and a real clock."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect
from streamlit.proto.BackMsg_pb2 import BackMsg

from argsoft.selection import argmax, one_hot
from argsoft.softmax import softmax
from argsoft.state.scenario import PRESETS, Scenario
from argsoft.wording.labels import PRESET_LABELS
from argsoft.wording.numerals import probability
from argsoft.wording.playground import summary
from tests.browser.conftest import PAGE_STANDS, Arrive
from tests.browser.visitor import grab, held, slider, typed
from tests.server import Server, slow_link

# Records before each frame how many charts are empty, and the heights of softmax's visible bars.
FILM = """() => {
  window.film = [];
  const shown = (bar) => getComputedStyle(bar).visibility === 'visible';
  const bars = (chart) => [...chart.querySelectorAll('.point path')].filter(shown);
  const look = () => {
    const charts = [...document.querySelectorAll('[class*="st-key-chart_"]')];
    film.push({
      missing: charts.filter((chart) => !bars(chart).length).length,
      heights: bars(document.querySelector('.st-key-chart_softmax'))
        .map((bar) => Math.round(bar.getBBox().height)),
    });
    requestAnimationFrame(look);
  };
  look();
}"""


def expect_picture(page: Page, scenario: Scenario) -> None:
    """Expect both charts and the sentence to show `scenario`."""
    answers = {
        "argmax": one_hot(argmax(scenario.logits), 3),
        "softmax": softmax(scenario.logits),
    }
    for chart, values in answers.items():
        labels = page.locator(f".st-key-chart_{chart} .js-plotly-plot .bartext")
        expect(labels).to_have_text([probability(value) for value in values])
    expect(page.locator(".st-key-summary")).to_have_text(summary(scenario.logits))


def held_picture(page: Page, name: str) -> Scenario:
    """Wait until the whole picture shows the held slider, and return the scenario."""

    def scenario(value: float) -> Scenario:
        return Scenario().moved(name.lower(), value)

    said = page.locator(".st-key-summary")
    value = held(page, name, lambda value: summary(scenario(value).logits), said)
    expect_picture(page, scenario(value))
    return scenario(value)


def linked(url: str) -> Scenario:
    return Scenario.from_query(parse_qs(urlsplit(url).query))


def expect_link(page: Page, scenario: Scenario) -> None:
    """Expect the link to hold `scenario`, without fields at their default."""
    page.wait_for_url(lambda url: linked(url) == scenario)
    assert set(parse_qs(urlsplit(page.url).query)) == set(scenario.to_query())


def test_the_picture_follows_a_slider_that_is_held(arrive: Arrive) -> None:
    page = arrive().open()
    x, y = grab(page, "Virginica")
    for stop in (20, 45, 10):
        page.mouse.move(x + stop, y, steps=4)
        in_hand = held_picture(page, "Virginica")
        assert in_hand.virginica != 0.23
        expect(typed(page, "Virginica")).to_have_value(f"{in_hand.virginica:.2f}")
        assert linked(page.url) == Scenario(), "a held value must not be in the link"
    page.mouse.up()
    expect_link(page, in_hand)
    expect_picture(page, in_hand)


def test_a_slider_dragged_back_to_its_start_leaves_the_picture_there(arrive: Arrive) -> None:
    page = arrive().open()
    x, y = grab(page, "Setosa")
    page.mouse.move(x + 40, y, steps=4)
    expect(page.locator(".st-key-summary")).not_to_have_text(summary(Scenario().logits))
    page.mouse.move(x, y, steps=4)
    page.mouse.up()
    expect_picture(page, Scenario())
    assert "setosa" not in page.url


def test_a_slow_link_never_leaves_the_picture_behind(server: Server, arrive: Arrive) -> None:
    with slow_link(server, delay_ms=400) as far_away:
        page = arrive(at=far_away).open()
        x, y = grab(page, "Setosa")
        page.mouse.move(x + 40, y, steps=30)
        expect(page.locator(".st-key-summary")).not_to_have_text(summary(Scenario().logits))
        page.mouse.move(x + 20, y, steps=30)
        page.mouse.move(x, y, steps=30)
        page.mouse.up()
        expect_picture(page, Scenario())
        x, y = grab(page, "Virginica")
        page.mouse.move(x + 40, y, steps=30)
        page.mouse.up()
        value = float(slider(page, "Virginica").input_value())
        expect_link(page, Scenario(virginica=value))
        expect_picture(page, Scenario(virginica=value))
        page.close()


def test_one_drag_after_another(arrive: Arrive) -> None:
    page = arrive().open()
    for name, way in (("Setosa", -30), ("Versicolor", 50), ("Virginica", 20)):
        x, y = grab(page, name)
        page.mouse.move(x + way, y, steps=6)
        page.mouse.up()
        page.wait_for_url(f"**{name.lower()}=*")
    expect_picture(page, linked(page.url))
    assert not set(linked(page.url).logits) & set(Scenario().logits)


def test_no_chart_is_missing_for_a_frame_while_a_slider_is_dragged(arrive: Arrive) -> None:
    page = arrive().open()
    x, y = grab(page, "Setosa")
    page.evaluate(FILM)
    for stop in range(10, 80, 10):  # wait for each, so that a slow machine draws all of them
        page.mouse.move(x + stop, y, steps=4)
        held_picture(page, "Setosa")
    film = page.evaluate("film")
    page.mouse.up()
    assert len({tuple(frame["heights"]) for frame in film}) > 5, "the film shows no movement"
    assert not [frame for frame in film if frame["missing"]]


def test_the_playground_works_by_keyboard_alone(arrive: Arrive) -> None:
    page = arrive().open()
    for _ in range(20):
        page.keyboard.press("Tab")
        if slider(page, "Setosa").evaluate("slider => slider === document.activeElement"):
            break
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**/?setosa=1.44")
    page.keyboard.press("End")
    page.wait_for_url("**/?setosa=5")
    expect_picture(page, Scenario(setosa=5.0))
    page.keyboard.press("Tab")
    expect(typed(page, "Setosa")).to_be_focused()
    page.keyboard.type("-2.5")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?setosa=-2.5")
    expect_picture(page, Scenario(setosa=-2.5))
    page.get_by_role("button", name="All equal").focus()
    page.keyboard.press("Enter")
    expect_picture(page, PRESETS["all_equal"])
    assert slider(page, "Virginica").input_value() == "1"


def test_keys_faster_than_the_server_answers(arrive: Arrive) -> None:
    page = arrive().open()
    slider(page, "Setosa").focus()
    for key in ("ArrowRight", "ArrowRight", "End", "ArrowLeft"):
        page.keyboard.press(key)
    expect_picture(page, Scenario(setosa=4.99))
    expect(typed(page, "Setosa")).to_have_value("4.99")
    expect_link(page, Scenario(setosa=4.99))
    for _ in range(5):
        page.keyboard.press("ArrowDown")
    expect_picture(page, Scenario(setosa=4.94))
    expect(typed(page, "Setosa")).to_have_value("4.94")
    expect_link(page, Scenario(setosa=4.94))


def test_a_typed_tie(arrive: Arrive) -> None:
    page = arrive().open()
    typed(page, "Virginica").click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("1.43")
    expect_picture(page, PRESETS["two_way_tie"])
    page.wait_for_url("**/?virginica=1.43")
    expect_picture(page, PRESETS["two_way_tie"])
    typed(page, "Virginica").press("ControlOrMeta+a")
    page.keyboard.type("9")
    expect_picture(page, PRESETS["two_way_tie"])
    expect(page.get_by_role("alert")).to_contain_text("from −5 to 5, not “9”")
    page.keyboard.press("Tab")
    assert page.url.endswith("/?virginica=1.43")


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_presets_glide_unless_motion_is_unwelcome(arrive: Arrive, motion: str) -> None:
    page = arrive(reduced_motion=motion).open()
    page.evaluate(FILM)
    for name, scenario in PRESETS.items():
        page.get_by_role("button", name=PRESET_LABELS[name]).click()
        expect_picture(page, scenario)
        expect(typed(page, "Setosa")).to_have_value(f"{scenario.setosa:.2f}")
        expect(slider(page, "Setosa")).to_have_value(f"{scenario.setosa:g}")
        expect_link(page, scenario)
    drawn = {tuple(frame["heights"]) for frame in page.evaluate("film")}
    stations = {softmax(scenario.logits).tobytes() for scenario in PRESETS.values()}
    assert (len(drawn) > len(stations)) == (motion != "reduce"), drawn
    page.get_by_role("button", name="Reset").click()
    expect_picture(page, Scenario())
    expect_link(page, Scenario())


def test_a_chart_is_never_shown_in_a_wrong_size(arrive: Arrive) -> None:
    page = arrive(reduced_motion="reduce").open()
    for width, height in ((1280, 720), (1920, 1080), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        page.reload()
        page.wait_for_function(PAGE_STANDS)
        page.evaluate(FILM)
        page.get_by_role("button", name="One runaway").click()
        expect_picture(page, PRESETS["runaway"])
        page.wait_for_function("new Set(film.map((frame) => frame.heights.join())).size > 1")
        drawn = [frame["heights"] for frame in page.evaluate("film")]
        before, after = drawn[0], drawn[-1]
        for heights in drawn:  # rounding is off by a pixel, a wrong size by many
            assert heights in (pytest.approx(before, abs=3), pytest.approx(after, abs=3))
        page.get_by_role("button", name="Reset").click()
        expect_link(page, Scenario())


def fired(frame: str | bytes) -> list[str]:
    """Return the ids of the widgets with a trigger value in a message to the server."""
    message = BackMsg.FromString(frame.encode() if isinstance(frame, str) else frame)
    states = message.rerun_script.widget_states.widgets
    return [
        each.id for each in states if (each.WhichOneof("value") or "").endswith("trigger_value")
    ]


def test_a_move_and_a_preset_that_leave_together_both_arrive(arrive: Arrive) -> None:
    # Streamlit then sends both in one message that reruns only the picture's fragment.
    visit = arrive(reduced_motion="reduce")
    sent: list[list[str]] = []

    def note(frame: str | bytes) -> None:
        sent.append(fired(frame))

    visit.page.on("websocket", lambda socket: socket.on("framesent", note))
    page = visit.open()
    page.wait_for_function("window.argsoftPicture && !document.body.inert")
    page.evaluate(
        """argsoftPicture.send("held", {values: {setosa: 1.5}, number: argsoftPicture.seen + 1});
        document.querySelector(".st-key-all_equal button").click()"""
    )
    expect_picture(page, PRESETS["all_equal"])
    expect(slider(page, "Versicolor")).to_have_value("1")
    page.wait_for_url("**versicolor=1*")
    assert 2 in map(len, sent), "the two events left separately, so nothing was tested"


def test_a_cold_deep_link(fresh_server: Server, arrive: Arrive) -> None:
    page = arrive(at=fresh_server).open("?setosa=2.5&virginica=-1")
    expect_picture(page, Scenario(setosa=2.5, virginica=-1.0))
    page.reload()
    expect_picture(page, Scenario(setosa=2.5, virginica=-1.0))
    assert page.url.endswith("/?setosa=2.5&virginica=-1")
    expect(page.get_by_role("alert")).to_have_count(0)


@pytest.mark.parametrize("preset", ["lecture", "all_equal"])
def test_the_first_look_needs_no_scrolling(arrive: Arrive, preset: str) -> None:
    link = "&".join(f"{name}={value}" for name, value in PRESETS[preset].to_query().items())
    page = arrive().open(f"?{link}")
    seen = [
        slider(page, name).locator("xpath=..") for name in ("Setosa", "Versicolor", "Virginica")
    ]
    seen += page.locator(".js-plotly-plot, .st-key-summary").all()
    for part in seen:
        box = part.bounding_box()
        assert box
        assert box["y"] > 0
        assert box["y"] + box["height"] <= 720

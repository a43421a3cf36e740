"""The page Predict, by pointer and by keyboard, alone and in front of a room."""

from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from argsoft.state.scenario import NUM_ROUNDS
from argsoft.teaching.outcomes import outcome
from argsoft.teaching.questions import twin
from argsoft.wording.numerals import probability
from tests.browser.conftest import Arrive
from tests.browser.visitor import grab, slider, typed, violations

# Records the heights of softmax's visible bars once per frame.
FILM = """() => {
  window.film = [];
  const look = () => {
    const bars = [...document.querySelectorAll('.st-key-chart_guess_softmax .point path')];
    const shown = bars.filter((bar) => getComputedStyle(bar).visibility === 'visible');
    film.push(shown.map((bar) => bar.getBoundingClientRect().height));
    requestAnimationFrame(look);
  };
  look();
}"""


def numbers(page: Page, chart: str = "softmax") -> list[str]:
    """Read the labels over the bars of a chart."""
    bars = page.locator(f".st-key-chart_guess_{chart} .js-plotly-plot .bartext")
    return bars.all_text_contents()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).first.click()


def test_the_bars_move_from_where_they_were_to_the_answer(arrive: Arrive) -> None:
    page = arrive().open("predict?round=7")
    page.evaluate(FILM)
    press(page, "It grows")
    expect(page.locator("ul.options > .right")).to_contain_text("correct, your guess")
    page.wait_for_function("film.at(-1)[0] > 1.25 * film[0][0]")
    labels = page.locator(".st-key-chart_guess_softmax .js-plotly-plot .bartext")
    expect(labels).to_have_text([probability(p) for p in twin(6, 0).after.shares])
    largest = [round(heights[0]) for heights in page.evaluate("film") if heights]
    assert len(set(largest)) > 3, "the bars must glide"
    falls = [before - after for before, after in pairwise(largest)]
    assert max(falls) <= 0, "the bar must not shrink on the way"


def test_the_answer_is_not_in_the_page_before_the_guess(arrive: Arrive) -> None:
    page = arrive(reduced_motion="reduce").open("predict?round=12")
    question = twin(11, 0)
    secret = (question.why[:30], "0.99", "winner", "✓")
    assert numbers(page) == numbers(page, "argmax") == ["?"] * 3
    assert not [
        each for each in secret if each in page.locator("section.main, .stMain").inner_html()
    ]
    page.evaluate(FILM)
    page.get_by_role("button", name="Nearly 1").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Correct.")).to_be_visible()
    assert all(each in page.content() for each in secret)
    expect(page.locator(".st-key-chart_guess_softmax .bartext").first).to_have_text("0.99")
    heights = {tuple(map(round, heights)) for heights in page.evaluate("film")}
    assert len(heights) == 2, "with reduced motion, the bars must not glide"


def test_a_goal_is_reached_by_pointer_and_by_keyboard(arrive: Arrive) -> None:
    page = arrive().open("predict?round=3")
    x, y = grab(page, "Setosa")
    page.mouse.move(x - 400, y, steps=6)
    held = [probability(p) for p in outcome([-5, -0.4, 0.23]).shares]
    expect(page.locator(".st-key-chart_guess_softmax .js-plotly-plot .bartext")).to_have_text(held)
    page.mouse.up()
    page.wait_for_url("**round_setosa=-5*")
    check = page.get_by_role("button", name="Check")
    check.click()
    expect(page.locator(".st-key-why")).to_contain_text("Not yet. Virginica has")
    assert "so far" not in page.locator(".tally").inner_text()
    slider(page, "Versicolor").focus()
    page.keyboard.press("Home")
    expect(page.locator(".st-key-why")).to_contain_text("That is it")
    check.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-why")).to_contain_text("Reached.")
    expect(page.get_by_role("status").filter(has_text="1 of 1")).to_be_visible()


def test_guesses_survive_a_reload_and_are_shared_by_the_link(arrive: Arrive) -> None:
    page = arrive().open("predict")
    press(page, "1 each")
    expect(page.locator("ul.options")).to_be_visible()
    page.keyboard.press("PageDown")
    press(page, "1 for Setosa alone")
    page.wait_for_url("**guesses=ab*")
    page.reload()
    for each in (page, arrive().open(page.url.rpartition("/")[2])):
        expect(each.locator(".tally")).to_contain_text("Round 2 of 17 Correct. 1 of 2 so far.")
        assert each.locator(".st-key-options button").count() == 0


def test_any_state_is_a_question_for_a_room(arrive: Arrive) -> None:
    page = arrive().open("predict?ask=largest_share&setosa=2&versicolor=1.9")
    options = page.locator(".st-key-options button")
    assert numbers(page) == ["?"] * 3
    for each in options.all():
        assert (
            float(each.locator("p").evaluate("p => parseFloat(getComputedStyle(p).fontSize)")) > 23
        )
    reveal = page.get_by_role("button", name="Reveal")
    bottom = reveal.bounding_box()
    assert bottom
    assert bottom["y"] + bottom["height"] < 720, "everything must fit the window"
    page.keyboard.press("PageDown")  # as a presenter's remote does
    expect(page.locator("ul.options > .right")).to_contain_text("✓ correct")
    expect(page.locator(".st-key-why")).to_contain_text("0.48 to Setosa")
    page.wait_for_url("**reveal=on*")
    for link in ("Playground", "Predict"):
        page.get_by_role("link", name=link).click()
        expect(page.get_by_role("link", name=link)).to_have_attribute("aria-current", "page")
    expect(options.first).to_be_visible()
    assert numbers(page) == ["?"] * 3, "coming back must hide the answer again"


@pytest.mark.parametrize("place", [1, 3])
def test_a_question_for_a_room_is_seen_from_its_beginning(arrive: Arrive, place: int) -> None:
    page = arrive().open(f"predict?round={place}")  # with its own question, or with the sliders
    kind = page.get_by_role("button", name="How large is the largest probability?")
    expect(kind).to_be_hidden()
    page.get_by_text("Ask a room", exact=True).click()
    kind.scroll_into_view_if_needed()
    assert page.locator(".stMain").evaluate("main => main.scrollTop") > 100
    kind.focus()
    page.keyboard.press("Enter")
    question = page.get_by_role("heading", name="How large is the largest probability of softmax?")
    expect(question).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("button", name="Reveal")).to_be_in_viewport(ratio=1)
    assert page.locator(".stMain").evaluate("main => main.scrollTop") == 0


def test_everybody_can_use_it(arrive: Arrive) -> None:
    page = arrive(width=390, height=844, theme="dark").open("predict?round=3")
    assert violations(page) == []
    press(page, "Next")
    expect(page.get_by_role("button", name="All grow")).to_be_in_viewport()
    press(page, "All grow")
    expect(page.locator("ul.options > .guess")).to_contain_text("✗ your guess")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(page) == []


def test_a_round_with_sliders_leaves_the_visitors_own_raw_outputs_alone(arrive: Arrive) -> None:
    page = arrive().open("predict?round=3&setosa=2.5")
    typed(page, "Setosa").fill("3")
    page.keyboard.press("Enter")
    page.wait_for_url("**round_setosa=3*")
    expect(page.locator(".st-key-for_room")).to_contain_text("Setosa 2.50")
    friend = arrive().open(page.url.rpartition("/")[2])
    expect(typed(friend, "Setosa")).to_have_value("3.00")
    press(page, "Show me one way")
    expect(typed(page, "Setosa")).to_have_value("-5.00")
    expect(page.locator(".tally")).to_contain_text("Shown to you")
    page.get_by_role("link", name="Playground", exact=True).click()
    expect(page.locator(".st-key-chart_softmax")).to_be_visible()
    expect(typed(page, "Setosa")).to_have_value("2.50")
    expect(typed(page, "Versicolor")).to_have_value("-0.40")


def test_the_last_round_ends_with_a_summary(arrive: Arrive) -> None:
    page = arrive().open("predict?round=17&guesses=aba---------")
    press(page, "As often as softmax says")
    expect(page.locator(".tally")).to_contain_text("3 of 4 so far")
    page.keyboard.press("PageDown")  # as a presenter's remote does
    expect(page.get_by_role("heading", name="How it came out")).to_be_visible()
    expect(page.locator("ol.summary > li")).to_have_count(NUM_ROUNDS)
    expect(page.locator(".st-key-state")).to_contain_text("3 of 4 are correct.")
    assert violations(page) == []

"""The pages under Understand: charts follow drags, and numbers carry over between pages."""

import math
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, Page, expect

from argsoft.figures.working import REACHES
from argsoft.state.scenario import Scenario
from argsoft.sweeps import logit_sweep
from argsoft.wording.numerals import quantity, slope
from argsoft.wording.step_by_step import beyond
from tests.browser.conftest import PAGE_STANDS, Arrive
from tests.browser.visitor import grab, held, slider, typed
from tests.server import Server


def setosa(url: str) -> float:
    """Return the value of Setosa in a link."""
    return Scenario.from_query(parse_qs(urlsplit(url).query)).setosa


def go(page: Page, title: str) -> None:
    """Go to a page by the menu."""
    page.get_by_role("link", name=title, exact=True).click()
    page.wait_for_selector(".stApp[data-test-script-state=notRunning]")


def test_a_cold_link_to_an_inner_page(fresh_server: Server, arrive: Arrive) -> None:
    page = arrive(at=fresh_server).open("chain_rule?setosa=2.5")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_contain_text("One zero in the chain and nothing learns.")
    expect(page.get_by_role("link", name="Playground", exact=True)).to_be_visible()
    expect(slider(page, "Setosa")).to_have_value("2.5")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.reload()
    expect(slider(page, "Setosa")).to_have_value("2.5")
    assert page.url.endswith("/chain_rule?setosa=2.5")


def test_numbers_go_along_from_page_to_page(arrive: Arrive) -> None:
    page = arrive().open("?setosa=0.3&virginica=0.30000000000000004")
    for title in ("Step by step", "Flat or smooth", "Derivatives", "Chain rule", "Playground"):
        go(page, title)
        expect(slider(page, "Setosa")).to_have_value("0.3")
        expect(typed(page, "Setosa")).to_have_value("0.30")
        expect(typed(page, "Versicolor")).to_have_value("-0.40")
        expect(typed(page, "Virginica")).to_have_value("0.30000000000000004")
        assert setosa(page.url) == 0.3


def over_bars(page: Page, picture: int) -> Locator:
    """Find the numbers over the bars of one working, column by column."""
    return page.locator(f".st-key-chart_working_{picture} .js-plotly-plot .textpoint text")


def numbers_over_bars(page: Page, picture: int) -> list[str]:
    """Read the numbers over the bars of one working, column by column."""
    return over_bars(page, picture).all_text_contents()


def test_the_steps_are_gone_through_by_button_and_by_key(arrive: Arrive) -> None:
    page = arrive().open("step_by_step")
    said = page.locator(".st-key-summary")
    expect(said).to_contain_text("Press Next")
    assert len(numbers_over_bars(page, 0)) == 3
    page.get_by_role("button", name="Next").click()
    expect(said).to_contain_text("e to the power z")
    page.keyboard.press("PageDown")
    expect(said).to_contain_text("Add the three up")
    page.keyboard.press("PageDown")
    expect(said).to_contain_text("4.18 ÷ 6.11 ≈ 0.68")
    for place, share in enumerate(("0.68", "0.11", "0.21"), start=-3):
        expect(over_bars(page, 0).nth(place)).to_have_text(share)
    assert page.evaluate("document.querySelector('.stMain').scrollTop") == 0, "the key also scrolls"
    page.wait_for_url("**stage=divide")
    page.reload()
    page.wait_for_function(PAGE_STANDS)
    expect(page.get_by_text("4 of 5: divide")).to_be_visible()
    page.keyboard.press("PageUp")
    expect(said).to_contain_text("Add the three up")
    assert not {"setosa", "versicolor", "virginica"} & set(parse_qs(urlsplit(page.url).query))


def test_the_shares_stay_while_the_same_is_added_to_all(arrive: Arrive) -> None:
    def said(value: float) -> str:
        grown = math.exp(1.43 + value)
        return quantity(grown) + (" →" if grown > REACHES[1][1] else "")

    page = arrive().open("step_by_step?part=add")
    before = numbers_over_bars(page, 0)
    part = over_bars(page, 1).filter(has_not_text=beyond()).nth(3)
    x, y = grab(page, "Add to all")
    for stop in (40, 90, -30):
        page.mouse.move(x + stop, y, steps=4)
        value = held(page, "Add to all", said, part)
        assert value != 0
        assert numbers_over_bars(page, 1)[-3:] == before[-3:]
        assert numbers_over_bars(page, 0) == before
    page.mouse.up()
    page.wait_for_url(f"**shift={value:g}")


def test_softmax_overflows_under_the_hand_unless_it_is_stable(arrive: Arrive) -> None:
    page = arrive().open("step_by_step?part=break&precision=float16&factor=7")
    said = page.locator(".st-key-summary")
    expect(said).to_contain_text("Both still work")
    slider(page, "Multiply all by").focus()
    page.keyboard.press("ArrowRight")
    expect(said).to_contain_text("inf ÷ inf is nan")
    expect(over_bars(page, 0).filter(has_text="nan").first).to_be_visible()
    assert not {"nan", "inf", "inf →"} & set(numbers_over_bars(page, 1))


def test_a_blank_is_filled_by_keyboard_and_judged_while_a_slider_is_held(arrive: Arrive) -> None:
    page = arrive().open("step_by_step?part=fill")
    blank, verdict = page.get_by_label("Probability"), page.locator(".st-key-verdict_probability")
    blank.focus()
    page.keyboard.type("4,18")
    expect(verdict).to_have_text("✗ That is eᶻ, not divided yet. Divide Setosa’s eᶻ by the sum.")
    page.wait_for_url("**probability=4%2C18")
    assert numbers_over_bars(page, 0)[-3:] == ["?"] * 3
    blank.fill("0,68")
    expect(verdict).to_have_text("✓ Correct.")
    expect(over_bars(page, 0).last).to_have_text("0.21")
    x, y = grab(page, "Setosa")
    page.mouse.move(x + 40, y, steps=4)
    expect(verdict).to_contain_text("✗")
    expect(over_bars(page, 0).last).to_have_text("?")
    assert "setosa" not in page.url, "the slider is still held"
    page.mouse.up()
    page.get_by_role("button", name="Show it").click()
    page.wait_for_url("**told=probability**")
    expect(over_bars(page, 0).filter(has_text="?")).to_have_count(0)
    expect(blank).to_have_count(0)


def test_the_tangent_follows_a_slider_that_is_held(arrive: Arrive) -> None:
    def said(value: float) -> str:
        return f"slope {slope(float(logit_sweep([value, -0.40, 0.23], 0).softmax_slopes_at[0]))}"

    page = arrive().open("flat_or_smooth")
    texts = page.locator(".st-key-chart_curves .js-plotly-plot .textpoint text")
    x, y = grab(page, "Setosa")
    for stop in (15, 25, -20):
        page.mouse.move(x + stop, y, steps=4)
        value = held(page, "Setosa", said, texts.filter(has_text="slope"))
        assert value != 1.43
        assert "setosa" not in page.url, "a held value must not be in the link"
    page.mouse.up()
    page.wait_for_url(f"**setosa={value:g}")


def test_an_entry_is_chosen_by_pointing_at_it_or_by_keyboard(arrive: Arrive) -> None:
    page = arrive().open("derivatives")
    heading = page.get_by_role("heading", level=2).first
    expect(heading).to_have_text("Worked out: Setosa’s output by Setosa’s logit")
    cell = page.locator(".st-key-chart_softmax_slopes .textpoint text").nth(5)
    box = cell.bounding_box()
    assert box
    page.mouse.click(box["x"] + 30, box["y"] + 20)
    expect(heading).to_have_text("Worked out: Versicolor’s output by Virginica’s logit")
    page.wait_for_url(lambda url: {"output", "by"} <= parse_qs(urlsplit(url).query).keys())
    page.get_by_role("radio", name="Versicolor").first.focus()
    page.keyboard.press("ArrowUp")
    expect(heading).to_have_text("Worked out: Setosa’s output by Virginica’s logit")
    assert setosa(page.url) == 1.43, "no logit must move"


def test_the_steps_go_on_while_the_button_is_held(arrive: Arrive) -> None:
    page = arrive().open("chain_rule?target=Setosa")
    box = page.get_by_role("button", name="Take one step").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    # One step from the lecture's logits leads to 1.7458, the third one beyond 2.
    page.wait_for_url(lambda url: setosa(url) > 2)
    page.mouse.up()
    expect(page.locator(".st-key-summary")).to_contain_text("Raise it")
    assert setosa(page.url) < 5


def test_what_a_step_depends_on_stands_in_one_row(arrive: Arrive) -> None:
    page = arrive().open("chain_rule")
    choices = page.get_by_role("radiogroup")
    expect(choices).to_have_count(3)
    row = [*choices.all(), page.get_by_role("button", name="Take one step")]
    tops = [box["y"] for each in row if (box := each.bounding_box())]
    assert len(tops) == 4
    assert max(tops) - min(tops) < 60, "the choices are not in one row"
    chart = page.locator(".st-key-chart_loss").bounding_box()
    assert chart
    for name in ("Learning rate", "Label smoothing"):
        box = slider(page, name).bounding_box()
        assert box
        assert box["y"] > chart["y"] + chart["height"], "six fields above the picture, no more"


def test_no_step_leads_anywhere_through_argmax(arrive: Arrive) -> None:
    page = arrive().open("chain_rule?through=argmax&target=Virginica")
    for _ in range(3):
        page.get_by_role("button", name="Take one step").click()
        page.wait_for_selector(".stApp[data-test-script-state=notRunning]")
    expect(page.locator(".st-key-summary")).to_contain_text("the product is 0")
    assert not {"setosa", "versicolor", "virginica"} & set(parse_qs(urlsplit(page.url).query))
    page.get_by_text("softmax", exact=True).click()
    expect(page.locator(".st-key-summary")).to_contain_text("the gradient reaches every logit")


def test_choices_are_in_the_link(arrive: Arrive) -> None:
    page = arrive().open("flat_or_smooth")
    page.get_by_text("all three").click()
    page.wait_for_url("**watch=all_three")
    page.get_by_text("overlaid").click()
    expect(page.locator(".st-key-chart_overlaid")).to_be_visible()
    expect(page.locator(".st-key-chart_steps")).to_have_count(0)
    page.reload()
    expect(page.get_by_role("radio", name="all three")).to_be_checked()
    expect(page.get_by_role("radio", name="overlaid")).to_be_checked()

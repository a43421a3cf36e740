"""The pages under Use: typed lists, downloads and code, the training film, the iris maps."""

import csv
import io
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from argsoft.softmax import softmax
from argsoft.state.scenario import Scenario
from argsoft.wording import sample
from tests.browser.conftest import CHARTS_STAND, Arrive
from tests.browser.finger import Finger, centre
from tests.browser.visitor import grab, held, slider, typed, violations
from tests.server import Server


def box(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Logits")


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
    expect(said(page)).to_contain_text("Argmax picks cat (2.4)")
    box(page).press_sequentially("cat: 2.1, dog: 0.5", delay=40)
    expect(said(page)).to_contain_text("Argmax picks cat (2.1)")
    expect(problem(page)).to_have_text("")
    assert box(page).input_value() == "cat: 2.1, dog: 0.5", "no letter must be lost while typing"
    page.wait_for_url(lambda url: "dog" in url)
    page.reload()
    expect(box(page)).to_have_value("cat: 2.1, dog: 0.5")
    expect(said(page)).to_contain_text("Argmax picks cat (2.1)")


def test_what_cannot_be_read_changes_no_picture(arrive: Arrive) -> None:
    page = arrive().open("any_outputs?outputs=1,2")
    before = page.url
    box(page).fill("1, 2, abc")
    expect(problem(page)).to_have_text("Value 3, “abc”, is not a number.")
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
        value = float(str(slider(page, "Temperature").get_attribute("aria-valuetext")))
        share = softmax([1, 2, 3], temperature=value)[2]
        expect(bars.last).to_have_text(f"{share:.2f}")
        assert "temperature" not in page.url
    page.mouse.up()
    page.wait_for_url(re.compile(rf"temperature={value:g}$"))
    assert list_in_link(page) == "1,2,3"


def test_the_list_goes_along_and_comes_back(arrive: Arrive) -> None:
    page = arrive().open("any_outputs?outputs=cat:+2,+dog:+1")
    page.get_by_role("link", name="Playground", exact=True).click()
    expect(slider(page, "Setosa")).to_have_value("1.43")
    page.get_by_role("link", name="Any outputs", exact=True).click()
    expect(box(page)).to_have_value("cat: 2, dog: 1")
    page.get_by_role("button", name="Your three irises").click()
    expect(said(page)).to_contain_text("Argmax picks Setosa (1.43)")
    assert "cat" not in list_in_link(page)


def test_the_download_is_the_table(arrive: Arrive) -> None:
    page = arrive().open("any_outputs?outputs=cat:+2,+dog:+1")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the table").click()
    assert download.value.suggested_filename == "argmax_softmax.csv"
    text = download.value.path().read_text(encoding="utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text))
    assert head == ["class", "logit", "argmax", "softmax"]
    assert [float(row[3]) for row in rows] == softmax([2, 1]).tolist()


def test_the_code_to_copy_is_there_when_it_is_asked_for(arrive: Arrive) -> None:
    page = arrive().open("any_outputs?outputs=cat:+2,+dog:+1")
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    assert not page.get_by_text("import numpy").count()
    page.get_by_text("The same in NumPy and PyTorch").click()
    expect(page.get_by_text("names = ['cat', 'dog']")).to_have_count(2)
    assert any(url.endswith(".js") for url in loaded), "the code view must load only when opened"
    assert violations(page) == []


# The texts of cells that have more lines than words.
BROKEN = """(region) => [...region.querySelectorAll('th, td')].filter((cell) => {
  const range = document.createRange();
  range.selectNodeContents(cell);
  const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
  return lines.size > cell.textContent.trim().split(/\\s+/).length;
}).map((cell) => cell.textContent)"""


def test_a_table_keeps_its_words_whole_on_a_narrow_phone(arrive: Arrive) -> None:
    page = arrive(width=320, height=640, touch=True).open("training")
    page.get_by_text("All numbers in a table").tap()
    table = page.get_by_role("region", name="All numbers in a table")
    expect(table.get_by_role("columnheader", name="Step")).to_be_visible()
    assert table.evaluate(BROKEN) == []
    table.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("(region) => region.scrollLeft > 0", arg=table.element_handle())
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    assert violations(page) == []


def test_a_cold_link(fresh_server: Server, arrive: Arrive) -> None:
    page = arrive(at=fresh_server).open("training?seed=3&at=10")
    expect(page.get_by_text("step 10 of 200").first).to_be_visible()
    expect(page.get_by_role("link", name="Playground", exact=True)).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.url.endswith("training?seed=3&at=10")


def test_a_link_to_a_list(arrive: Arrive) -> None:
    page = arrive().open("any_outputs?outputs=a:+1,+b:+5&axis=logarithmic")
    expect(said(page)).to_contain_text("Argmax picks b (5)")
    expect(page.get_by_role("radio", name="logarithmic")).to_be_checked()
    expect(page.get_by_role("dialog")).to_have_count(0)


# Training.

# Whether both sides of the film show a step on the way. Polled in every frame, so none is missed.
EARLY = """() => {
  const words = document.querySelectorAll('.st-key-chart_film .js-plotly-plot .textpoint text');
  const early = /^step [1-9][0-9]? of (200|50)$(?<!50 of 50)/;
  return [...words].filter((each) => early.test(each.textContent)).length === 2;
}"""
# Whether the film has not changed for a while.
STILL = """() => {
  const words = document.querySelectorAll('.st-key-chart_film .js-plotly-plot .textpoint text');
  const now = [...words].map((each) => each.textContent).join();
  if (now !== window.shown) [window.shown, window.since] = [now, performance.now()];
  return performance.now() - window.since > 600;
}"""
# Records the step that the film shows whenever a message goes to the server.
SENDS = """() => {
  window.sends = [];
  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (...message) {
    const words = document.querySelector('.st-key-chart_film .js-plotly-plot')?.textContent;
    sends.push(Number(/step (\\d+) of/.exec(words)?.[1]));
    return send.apply(this, message);
  };
}"""


def film(page: Page) -> Locator:
    """Find the texts on the film: accuracy, loss, gradient and step of each side."""
    return page.locator(".st-key-chart_film .js-plotly-plot .textpoint text")


def press(page: Page, word: str) -> None:
    """Press the button that plays or pauses the film."""
    page.get_by_role("button", name=word, exact=True).click()


def step(page: Page) -> Locator:
    """Find the number field beside the slider of steps."""
    return typed(page, "Show step")


def test_the_film_plays_without_the_server_and_only_one_side_moves(arrive: Arrive) -> None:
    page = arrive().open("training?steps=50")
    expect(film(page).filter(has_text="step 0 of 50")).to_have_count(2)
    grounds = page.locator(".st-key-chart_film image")
    grounds.evaluate_all("(all) => all.forEach((each) => (each.stays = true))")
    page.evaluate(SENDS)
    press(page, "Train")
    page.wait_for_function(EARLY)
    expect(film(page).filter(has_text="step 50 of 50")).to_have_count(2)
    expect(film(page).filter(has_text="accuracy: 33%")).to_have_count(1)
    expect(film(page).filter(has_text="Squared error")).to_have_text("Squared errorgradient 0")
    assert set(page.evaluate("sends")) <= {0, 50}, "no message may leave while it plays"
    # In Firefox, new images would load late and flicker.
    assert grounds.evaluate_all("(all) => all.map((each) => each.stays)") == [True, True]


def test_the_film_can_be_paused_and_its_slider_dragged(arrive: Arrive) -> None:
    page = arrive().open("training?at=200")
    press(page, "Train")
    page.wait_for_function(EARLY)
    press(page, "Pause")
    page.wait_for_function(STILL)
    x, y = grab(page, "Show step")
    page.mouse.move(x - 900, y, steps=5)
    expect(film(page).filter(has_text="step 0 of 200")).to_have_count(2)
    page.mouse.up()
    page.wait_for_url("**/training")  # 0 is the default
    expect(step(page)).to_have_value("0")
    expect(page.get_by_text("After step 0 through softmax")).to_be_visible()


# Records at the end of each frame the steps shown on the page, and the names in the legend.
READ = r"""() => {
  window.read = [];
  const texts = (selector) => [...document.querySelectorAll(selector)]
    .filter((each) => getComputedStyle(each).visibility !== 'hidden')
    .map((each) => each.textContent);
  const look = () => {
    const words = texts('.st-key-chart_film .js-plotly-plot .textpoint text');
    const film = words.map((word) => /^step (\d+) of/.exec(word)?.[1]).find(Boolean);
    const { value: field } = document.querySelector('.st-key-at_exact input');
    const said = /After step (\d+)/.exec(texts('.st-key-classified p').join())?.[1];
    const names = ['Setosa', 'Versicolor', 'Virginica'].filter((name) => words.includes(name));
    read.push({ film, field, said, names: names.length });
  };
  const probe = document.body.appendChild(document.createElement('div'));
  probe.style.cssText = 'position: fixed; height: 1px';
  const next = () => { // resize observers run after all scripts of a frame
    probe.style.width = probe.style.width === '1px' ? '2px' : '1px';
    requestAnimationFrame(next);
  };
  new ResizeObserver(look).observe(probe);
  next();
}"""


def test_everything_on_the_page_shows_the_step_that_the_film_shows(arrive: Arrive) -> None:
    page = arrive().open("training?at=0&steps=50")
    expect(film(page).filter(has_text="step 0 of 50")).to_have_count(2)
    expect(page.get_by_text("After step 0 through softmax")).to_be_visible()
    page.evaluate(READ)
    press(page, "Train")
    expect(page.get_by_text("After step 50 through softmax")).to_be_visible()
    page.wait_for_url("**at=50*")
    expect(step(page)).to_have_value("50")
    expect(film(page).filter(has_text="step 50 of 50")).to_have_count(2)
    read = page.evaluate("read")
    assert len({each["film"] for each in read}) > 5, "the film must play"
    assert [each for each in read if each["names"] != 3] == [], "the legend must stay"
    for place in ("field", "said"):
        assert [each for each in read if each.get(place) not in (None, each["film"])] == []
    assert {"0", "50"} <= {each.get("said") for each in read}


def test_a_step_that_is_typed_after_a_film_is_shown(arrive: Arrive) -> None:
    page = arrive().open("training?steps=50")
    press(page, "Train")
    page.wait_for_function(EARLY)
    press(page, "Pause")
    page.wait_for_function("location.search.includes('at=')")
    step(page).fill("50")
    step(page).press("Enter")
    expect(film(page).filter(has_text="step 50 of 50")).to_have_count(2)
    expect(page.get_by_text("After step 50 through softmax")).to_be_visible()
    press(page, "Train")
    page.wait_for_function(EARLY)


def test_the_film_plays_and_stops_by_keyboard(arrive: Arrive) -> None:
    page = arrive().open("training")
    slider(page, "Show step").focus()
    train, pause = (
        page.get_by_role("button", name=name, exact=True) for name in ("Train", "Pause")
    )
    page.keyboard.press("Shift+Tab")
    expect(train).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_function(EARLY)
    expect(pause).to_be_focused()
    page.keyboard.press("Space")
    expect(train).to_be_focused()
    page.wait_for_function(STILL)
    expect(film(page).filter(has_text="step 200 of 200")).to_have_count(0)


def test_a_step_is_looked_at_by_keyboard_and_is_in_the_link(arrive: Arrive) -> None:
    page = arrive().open("training?at=20")
    expect(film(page).filter(has_text="step 20 of 200")).to_have_count(2)
    slider(page, "Show step").press("ArrowRight")
    expect(film(page).filter(has_text="step 21 of 200")).to_have_count(2)
    page.wait_for_url("**at=21*")
    expect(page.get_by_text("After step 21 through softmax")).to_be_visible()


def test_a_fractional_step_is_refused_in_the_link_and_in_the_field(arrive: Arrive) -> None:
    page = arrive().open("training?at=2.7")
    expect(page.get_by_text("Show step must be a whole number")).to_be_visible()
    field = step(page)
    expect(field).to_have_value("0")
    expect(film(page).filter(has_text="step 0 of 200")).to_have_count(2)
    field.fill("2,7")
    expect(page.get_by_text("It stays at 0")).to_be_visible()
    expect(field).to_have_value("2,7")
    expect(film(page).filter(has_text="step 0 of 200")).to_have_count(2)


def test_who_wants_no_motion_gets_the_result_and_the_slider(arrive: Arrive) -> None:
    page = arrive(reduced_motion="reduce").open("training?at=200")
    expect(film(page).filter(has_text="step 200 of 200")).to_have_count(2)
    for word in ("Train", "Pause"):
        expect(page.get_by_role("button", name=word, exact=True)).to_have_count(0)
    expect(slider(page, "Show step")).to_be_enabled()


# Iris.


def point(page: Page, chart: str, flower: int) -> None:
    """Click a flower on a map."""
    points = page.locator(f".st-key-chart_map_{chart} .js-plotly-plot .trace.scatter").nth(0)
    box = points.locator(".points path").nth(flower - 1).bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


@pytest.mark.parametrize("chart", ["argmax", "softmax"])
def test_a_flower_is_picked_by_a_click_and_goes_into_the_link(arrive: Arrive, chart: str) -> None:
    page = arrive().open("iris?seed=2")
    expect(said(page)).to_contain_text("Flower 84 is a Versicolor")
    point(page, chart, 61)
    # Flower 80 is at the same place.
    expect(said(page)).to_contain_text("petal length 3.5 cm, petal width 1.0 cm")
    page.wait_for_url("**flower=*")
    assert "seed=2" in page.url
    point(page, chart, 61)
    page.wait_for_selector(".stApp[data-test-script-state=notRunning]")
    expect(said(page)).to_contain_text("petal length 3.5 cm, petal width 1.0 cm")


# Whether the sentence has changed and shows the held value.
SAYS_LENGTH = """(before) => {
  const said = document.querySelector('.st-key-summary').innerText;
  const { value } = document.querySelector('.st-key-petal_length input[type=range]');
  const length = Number(value).toFixed(2).replace(/0$/, '');
  return said !== before && said.includes(`petal length ${length} cm`);
}"""


def test_your_own_flower_follows_the_hand(arrive: Arrive) -> None:
    page = arrive().open("iris?whose=your_own")
    drawn = page.locator(".st-key-chart_map_argmax .main-svg").first
    drawn.evaluate("map => (map.marked = true)")
    before = said(page).inner_text()
    x, y = grab(page, "Petal length (cm)")
    for stop in (-20, -45):
        page.mouse.move(x + stop, y, steps=4)
        page.wait_for_function(SAYS_LENGTH, arg=before)
        before = said(page).inner_text()
        assert "petal_length" not in page.url
    length = float(slider(page, "Petal length (cm)").input_value())
    assert drawn.evaluate("map => map.marked"), "the map must not be redrawn"
    page.mouse.up()
    page.wait_for_url(f"**petal_length={length:g}*")
    assert "and that is" not in said(page).inner_text()


STAR = ".st-key-chart_mark_star_softmax .js-plotly-plot .points path.point"


def test_the_star_is_dragged_by_finger_and_by_mouse(arrive: Arrive) -> None:
    page = arrive(width=390, height=664, touch=True).open("iris?whose=your_own")
    star, finger, link = page.locator(STAR).last, Finger(page), page.url
    expect(said(page)).to_contain_text("petal length 4.9 cm, petal width 1.7 cm")
    x, y = centre(star)
    finger.down((x, y))
    finger.move(-60, 50)
    expect(said(page)).to_contain_text("Argmax answers Setosa")
    assert page.url == link, "not before it is released"
    assert centre(star) == pytest.approx((x - 60, y + 50), abs=2)
    assert page.evaluate("document.querySelector('.stMain').scrollTop") == 0
    finger.up()
    page.wait_for_url(lambda url: "petal_length=" in url and "petal_width=" in url)
    for name, (size,) in parse_qs(urlsplit(page.url).query).items():
        if name.startswith("petal"):
            label = name.replace("_", " ")
            expect(said(page)).to_contain_text(f"{label} {size} cm")
            expect(slider(page, f"{label.capitalize()} (cm)")).to_have_value(size)
    assert centre(star) == pytest.approx((x - 60, y + 50), abs=2), "it stays where it was put"
    page.mouse.move(*centre(star))
    page.mouse.down()
    page.mouse.move(x, y, steps=4)
    page.mouse.up()
    expect(said(page)).to_contain_text("Argmax answers Virginica")
    assert page.get_by_role("radio", name="your own").is_checked(), "no flower below was picked"


# Whether the mark and its flower have nearly the same centre.
MARKED = """([chart, place]) => {
  const plot = (kind) => document.querySelector(`.st-key-chart_${kind}_${chart} .js-plotly-plot`);
  const flowers = plot('map')?.querySelector('.trace.scatter').querySelectorAll('.points path');
  const both = [flowers?.[place], plot('mark')?.querySelector('.points path')];
  if (!both.every(Boolean)) return false;
  const [there, here] = both
    .map((each) => each.getBoundingClientRect())
    .map((box) => [box.x + box.width / 2, box.y + box.height / 2]);
  return Math.hypot(there[0] - here[0], there[1] - here[1]) < 3;
}"""


def test_the_mark_lies_on_its_flower(arrive: Arrive) -> None:
    page = arrive(height=900).open("iris?flower=42")
    for width in (1280, 820, 390):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_function(CHARTS_STAND)
        for chart in ("argmax", "softmax"):
            page.wait_for_function(MARKED, arg=[chart, 41])


def test_its_raw_outputs_open_in_the_playground(arrive: Arrive) -> None:
    page = arrive().open("iris?flower=84")
    page.get_by_role("link", name="Open these logits").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Argmax picks a winner")
    expect(said(page)).to_contain_text("Softmax gives 54% to Virginica")
    assert page.get_by_text("could not be used").count() == 0


def test_a_wrong_answer_is_one_click_away(arrive: Arrive) -> None:
    page = arrive().open("iris?flower=1&whose=your_own")
    page.locator(".st-key-picks_wrong button").last.click()
    expect(said(page)).to_contain_text("which is wrong")
    expect(page.get_by_role("radio", name="one of the 150")).to_be_checked()
    page.wait_for_url("**flower=*")
    assert "whose" not in page.url


# Sample.


def test_draws_are_counted_follow_the_hand_and_are_in_the_link(arrive: Arrive) -> None:
    page = arrive().open("sample")
    page.get_by_role("button", name="Draw 1,000").click()
    expect(said(page)).to_contain_text("In 1,010 draws:")
    page.wait_for_url("**draws=1010*")
    x, y = grab(page, "Setosa")
    page.mouse.move(x - 60, y, steps=6)

    def words(value: float) -> str:
        return "".join(sample.sentences(Scenario(setosa=value, draws=1010)))

    held(page, "Setosa", words, said(page).locator("[role=none]"))
    assert "setosa" not in page.url, "nothing is committed before the release"
    page.mouse.up()
    page.wait_for_url("**setosa=*")
    page.get_by_text("by shaking argmax").click()
    page.get_by_role("button", name="Shake 1", exact=True).click()
    expect(said(page)).to_contain_text("In 1,011 shakes, argmax picks:")
    expect(page.locator(".st-key-chart_one_draw")).to_contain_text("winner")
    assert violations(page) == []

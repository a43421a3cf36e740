"""Every width from phone to projector: numbers beside their sliders, nothing cut or covered."""

import pytest
from playwright.sync_api import Page, expect

from argsoft.state.contents import PAGES
from tests.browser.conftest import CHARTS_STAND, PAGE_STANDS, Arrive
from tests.browser.visitor import TWO_FRAMES

WIDTHS = range(320, 1921, 16)
# Finds layout faults: a number not beside its slider, text cut or overlapping, a page too wide.
FAULTS = """() => {
  const faults = [], box = (e) => e.getBoundingClientRect(), range = document.createRange();
  const within = (e) => (range.selectNodeContents(e), range.getBoundingClientRect());
  const shown = (e) =>
    e?.checkVisibility() && box(e).width > 1 && box(e).height > 1 && box(e).right > 0;
  for (const pair of document.querySelectorAll('[class*="st-key-pair_"]')) {
    const track = pair.querySelector('[role=group] > [data-rac]');
    const field = pair.querySelector('[class*=_exact] input');
    if (!shown(track)) continue;
    const [line, number] = [box(track), box(field)], middle = (number.top + number.bottom) / 2;
    const beside = middle > line.top && middle < line.bottom && number.left >= line.right;
    if (!beside) faults.push(`${field.ariaLabel} is not beside its slider`);
    if (line.width < LEAST_TRACK) faults.push(`${field.ariaLabel} has a short track`);
    if (field.scrollWidth > field.clientWidth) faults.push(`${field.ariaLabel} is cut`);
  }
  const kinds = '.stMain :is(label p, h1, h2, .stButton p, .stMarkdown p, input[type=text])';
  const words = [...document.querySelectorAll(kinds)].filter((e) => shown(e) && !e.closest(CARDS));
  for (const e of words)
    if (e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline')
      faults.push(`cut: ${e.textContent}`);
  const shared = (a, b, from, to) => Math.min(a[to], b[to]) - Math.max(a[from], b[from]);
  const texts = words.map((e) => [e, e.value ? box(e) : within(e)]);
  for (const [i, [one, a]] of texts.entries())
    for (const [other, b] of texts.slice(i + 1)) {
      const isOver = shared(a, b, 'left', 'right') > 2 && shared(a, b, 'top', 'bottom') > 6;
      if (!isOver || one.contains(other) || other.contains(one)) continue;
      faults.push(`${one.textContent || one.value} over ${other.textContent || other.value}`);
    }
  const main = document.querySelector('.stMain');
  if (main.scrollWidth > main.clientWidth) faults.push('too wide');
  return faults.map((each) => each.slice(0, 90));
}""".replace("CARDS", "'.st-key-cards, .st-key-foot'").replace("LEAST_TRACK", "45")
# Opens the page in an iframe, which a script can resize.
NARROW = """(src) => {
  const narrow = document.createElement('iframe');
  narrow.style.cssText = 'border: 0; height: 900px; width: 320px';
  document.body.replaceChildren(narrow);
  narrow.src = src;
}"""
# Finds the faults at each width, from the narrowest up. Resizing charts takes most of the time, and
# the page sets their width anyway, so they follow at every tenth width only.
WALK = """async (widths) => {
  const found = {}, draw = window.Plotly?.react;
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const hidden = document.head.appendChild(document.createElement('style'));
  for (const [place, width] of widths.entries()) {
    hidden.textContent = place % 10 ? '.js-plotly-plot { overflow: hidden; width: 100% }' : '';
    if (draw) Plotly.react = place % 10 ? () => {} : draw;
    frameElement.style.width = `${width}px`;
    await frame();
    const faults = (FAULTS)();
    if (faults.length) found[width] = faults;
  }
  return found;
}""".replace("FAULTS", FAULTS)


def faults_at(page: Page, width: int) -> list[str]:
    """Find the layout faults of a page at a width."""
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate(TWO_FRAMES)
    return list(page.evaluate(FAULTS))


@pytest.mark.parametrize("path", [*(page.path for page in PAGES), "iris?whose=your_own"])
def test_at_every_width_numbers_stay_at_their_sliders_and_nothing_is_cut(
    arrive: Arrive, path: str
) -> None:
    visit = arrive(width=WIDTHS[-1], height=900)
    visit.page.goto(f"{visit.url}/_stcore/health")  # a nearly empty page of the same origin
    visit.page.evaluate(NARROW, f"/{path}")
    _, page = visit.page.frames
    page.wait_for_selector("[data-testid=stPageLink-NavLink]")  # in the footer, which is drawn last
    page.wait_for_function(PAGE_STANDS)
    assert page.evaluate(WALK, list(WIDTHS)) == {}


def test_larger_text_of_the_system_loses_nothing(arrive: Arrive) -> None:
    visit = arrive(width=390, height=664)
    visit.open().add_style_tag(content=":root { font-size: 23.4px !important }")  # 130% of 18
    for path in ("", "flat_or_smooth", "iris?whose=your_own"):
        page = visit.turn(path)
        assert [faults_at(page, width) for width in (360, 390, 768)] == [[], [], []], path


def test_a_projector_cuts_no_number_and_no_name(arrive: Arrive) -> None:
    visit = arrive(width=1920, height=1080)
    for path in ("?", "flat_or_smooth?", "training?", "iris?whose=your_own&"):
        page = visit.turn(f"{path}projector=on")
        for width, height in ((1920, 1080), (1280, 720), (1024, 768)):
            page.set_viewport_size({"width": width, "height": height})
            page.evaluate(TWO_FRAMES)
            assert page.evaluate(FAULTS) == [], (path, width)


def test_a_projector_shows_the_working_with_its_sentence(arrive: Arrive) -> None:
    page = arrive(width=1920, height=1080).open("step_by_step?stage=all&projector=on")
    for part in ("formula", "summary"):
        box = page.locator(f".st-key-{part}").bounding_box()
        foot = page.locator(".st-key-foot").bounding_box()
        assert box
        assert foot
        assert box["y"] + box["height"] <= foot["y"], part


def test_a_narrow_projector_shows_the_button_that_trains(arrive: Arrive) -> None:
    page = arrive(width=1024, height=768).open("training?projector=on")
    page.wait_for_function(CHARTS_STAND)
    expect(page.get_by_role("button", name="Train", exact=True)).to_be_in_viewport(ratio=1)

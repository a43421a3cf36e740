"""Every width from a phone to a projector: numbers at their sliders, nothing cut or covered."""

import pytest
from playwright.sync_api import Page

from argsoft.contents import PAGES
from tests.browser.conftest import CHARTS_STAND, Arrive

WIDTHS = range(320, 1921, 16)
# What is wrong: a number off its slider's line, words cut or over words, a page too wide.
FAULTS = """() => {
  const faults = [], box = (e) => e.getBoundingClientRect(), range = document.createRange();
  const within = (e) => (range.selectNodeContents(e), range.getBoundingClientRect());
  const text = (e) => e.value ? box(e) : within(e);
  const shown = (e) => e && box(e).width > 1 && box(e).height > 1 && box(e).right > 0;
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
  for (const [i, one] of words.entries())
    for (const other of words.slice(i + 1)) {
      if (one.contains(other) || other.contains(one)) continue;
      const [a, b] = [text(one), text(other)];
      if (shared(a, b, 'left', 'right') > 2 && shared(a, b, 'top', 'bottom') > 6)
        faults.push(`${one.textContent || one.value} over ${other.textContent || other.value}`);
    }
  const main = document.querySelector('.stMain');
  if (main.scrollWidth > main.clientWidth) faults.push('too wide');
  return faults.map((each) => each.slice(0, 90));
}""".replace("CARDS", "'.st-key-cards, .st-key-foot'").replace("LEAST_TRACK", "45")
TRAIN = ".updatemenu-button"
TWO_FRAMES = """() => new Promise((done) =>
  requestAnimationFrame(() => requestAnimationFrame(() => done(true))))"""


def faults_at(page: Page, width: int) -> list[str]:
    """Return what is wrong with a page at a width."""
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate(TWO_FRAMES)
    return list(page.evaluate(FAULTS))


@pytest.mark.parametrize("path", [*(page.path for page in PAGES), "iris?whose=your+own"])
def test_at_every_width_numbers_stay_at_their_sliders_and_nothing_is_cut(
    arrive: Arrive, path: str
) -> None:
    page = arrive(width=WIDTHS[0]).open(path)
    page.wait_for_selector("[data-testid=stPageLink-NavLink]")  # of the foot: all is drawn
    found = {width: faults for width in WIDTHS if (faults := faults_at(page, width))}
    assert found == {}


@pytest.mark.parametrize("path", ["", "flat_or_smooth", "iris?whose=your+own"])
def test_larger_text_of_the_system_loses_nothing(arrive: Arrive, path: str) -> None:
    page = arrive(width=390, height=664).open(path)
    page.wait_for_selector("[data-testid=stPageLink-NavLink]")
    page.add_style_tag(content=":root { font-size: 23.4px !important }")  # 130 % of 18
    assert [faults_at(page, width) for width in (360, 390, 768)] == [[], [], []]


@pytest.mark.parametrize("path", ["", "flat_or_smooth", "training", "iris?whose=your+own"])
def test_a_projector_cuts_no_number_and_no_name(arrive: Arrive, path: str) -> None:
    page = arrive(width=1920, height=1080).open(f"{path}{'&' if '?' in path else '?'}projector=on")
    page.wait_for_selector("[data-testid=stPageLink-NavLink]")
    for width, height in ((1920, 1080), (1280, 720), (1024, 768)):
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate(TWO_FRAMES)
        assert page.evaluate(FAULTS) == [], width


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
    box, foot = (page.locator(each).first.bounding_box() for each in (TRAIN, ".st-key-foot"))
    assert box
    assert foot
    assert box["y"] + box["height"] <= foot["y"]

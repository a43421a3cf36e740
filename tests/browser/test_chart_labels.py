"""Text in the charts of Flat or smooth, as drawn: nothing crosses it, nothing is cut."""

from playwright.sync_api import Page

from tests.browser.conftest import Arrive
from tests.browser.visitor import STREAMLITS_PLOTLY

STATES = (
    "",
    "watch=all_three",
    "setosa=0.23",
    "setosa=5&virginica=5&watch=all_three",
    "setosa=-5&versicolor=-5&virginica=-5&watch=all_three&view=overlaid",
    "temperature=0.05&view=overlaid",
    "temperature=10&moving=Versicolor",
    "view=two_logits",
)
# Finds faults of text in charts, as [fault, text, cause]. Text is measured by its ink, lines with
# their stroke.
FAULTS = """() => {
  const faults = [];
  const context = document.createElement('canvas').getContext('2d');
  const bounds = (corners, matrix) => {
    const at = corners.map(([x, y]) => new DOMPoint(x, y).matrixTransform(matrix));
    const [xs, ys] = [at.map((p) => p.x), at.map((p) => p.y)];
    return [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  };
  const ink = (text) => {
    const last = text.getNumberOfChars() - 1;
    const { fontStyle, fontWeight, fontSize, fontFamily } = getComputedStyle(text);
    context.font = `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`;
    const { actualBoundingBoxAscent: up, actualBoundingBoxDescent: down } =
      context.measureText(text.textContent);
    const [start, end] = [text.getStartPositionOfChar(0), text.getEndPositionOfChar(last)];
    const corners = [start.x, end.x].flatMap((x) => [[x, start.y - up], [x, start.y + down]]);
    return bounds(corners, text.getScreenCTM());
  };
  for (const chart of document.querySelectorAll('.js-plotly-plot')) {
    const frame = chart.getBoundingClientRect();
    const drawn = [...chart.querySelectorAll('.main-svg text')]
      .filter((e) => e.textContent.trim() && getComputedStyle(e).visibility !== 'hidden')
      .map((e) => [e.textContent, ink(e)]);
    if (drawn.length < 8) faults.push(['few words', chart.textContent, drawn.length]);
    const kinds = '.scatterlayer path, .shapelayer path';
    const points = [...chart.querySelectorAll(kinds)].flatMap((path) => {
      const { stroke, strokeWidth } = getComputedStyle(path);
      const half = stroke === 'none' ? 0 : parseFloat(strokeWidth) / 2;
      const [length, matrix] = [path.getTotalLength(), path.getScreenCTM()];
      const name = path.getAttribute('class') ?? path.closest('g').getAttribute('class');
      return Array.from({ length: Math.ceil(length / 2) + 1 }, (_, i) => {
        const { x, y } = path.getPointAtLength(Math.min(2 * i, length)).matrixTransform(matrix);
        return [x, y, half, name];
      });
    });
    drawn.forEach(([word, [left, right, top, bottom]], which) => {
      if (left < frame.left || right > frame.right || top < frame.top || bottom > frame.bottom)
        faults.push(['cut', word, '']);
      for (const [other, [l, r, t, b]] of drawn.slice(which + 1))
        if (Math.min(right, r) > Math.max(left, l) && Math.min(bottom, b) > Math.max(top, t))
          faults.push(['over one another', word, other]);
      const hit = points.find(
        ([x, y, h]) => x > left - h && x < right + h && y > top - h && y < bottom + h,
      );
      if (hit) faults.push(['crossed', word, hit[3]]);
    });
  }
  return faults;
}"""


def faults(page: Page) -> list[list[str]]:
    """Find the faults of text in the charts of a page."""
    found: list[list[str]] = page.evaluate(FAULTS)
    return found


def test_no_words_are_crossed_or_over_one_another_or_cut(arrive: Arrive) -> None:
    visit = arrive()
    asked: list[str] = []
    visit.page.on("request", lambda request: asked.append(request.url))
    found = {}
    for state in STATES:
        page = visit.turn(f"flat_or_smooth?{state}")
        page.evaluate("document.fonts.ready.then(() => true)")
        assert page.locator(".js-plotly-plot").count() == (1 if "overlaid" in state else 2)
        found[state] = faults(page)
        assert any(STREAMLITS_PLOTLY in url for url in asked) == ("two_logits" in state)
    assert {each: wrong for each, wrong in found.items() if wrong} == {}


def test_no_words_are_cut_in_the_projector_view(arrive: Arrive) -> None:
    visit = arrive()
    for state in ("watch=all_three", "view=two_logits"):
        page = visit.turn(f"flat_or_smooth?projector=on&{state}")
        assert faults(page) == [], state

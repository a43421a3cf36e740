"""Draw the pictures of the README from the running app: ``python docs/pictures.py``.

They show the playground while a hand holds a slider, in both themes.
"""

import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # run from anywhere, not installed

from tests.server import Server, launch_chromium

FOLDER = Path(__file__).parent
SIZE = {"width": 1280, "height": 720}
THEMES = ("light", "dark")
HELD, PIXELS = "Setosa", -15  # which slider is held, and how far from where it was
IS_MOVED = "() => document.querySelector('.st-key-setosa_exact input').value !== '1.43'"
# Nothing moves any more: words fade in, and a chart is drawn a frame after its slider.
IS_STILL = "() => document.getAnimations().every(({ playState }) => playState !== 'running')"


def draw(browser: Browser, url: str, theme: str, folder: Path = FOLDER) -> Path:
    """Write a picture of the playground, and return its path."""
    page = browser.new_page(viewport=SIZE, color_scheme=theme, device_scale_factor=1.5)  # type: ignore[arg-type]
    page.goto(url)
    page.wait_for_selector(".st-key-foot")
    page.wait_for_selector(".js-plotly-plot .point")
    thumb = page.get_by_role("slider", name=HELD).locator("xpath=ancestor::*[@data-rac][1]")
    box = thumb.bounding_box()
    if not box:
        raise RuntimeError(f"{HELD} has no slider")
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + PIXELS, y, steps=10)
    page.wait_for_function(IS_MOVED)
    page.wait_for_timeout(1000)
    page.wait_for_function(IS_STILL)
    path = folder / f"playground-{theme}.png"
    page.screenshot(path=path)
    page.close()
    return path


def main() -> None:
    """Draw all pictures."""
    app = Server()
    with sync_playwright() as playwright:
        browser = launch_chromium(playwright)
        for theme in THEMES:
            print(draw(browser, app.url, theme).relative_to(FOLDER.parent))
        browser.close()
    app.stop()


if __name__ == "__main__":
    main()

"""Touch input on a phone, as raw touch events."""

from collections.abc import Iterator
from contextlib import contextmanager
from math import cos, radians, sin

from playwright.sync_api import Locator, Page

from tests.browser.visitor import slider

STEPS = 12  # touch events per swipe
FEW_STEPS = 3  # per drag that only has to begin
TICK_MS = 16  # between touch events, as on a 60 Hz screen

Point = tuple[float, float]


class Finger:
    """A finger that touches, moves and lifts."""

    def __init__(self, page: Page) -> None:
        self.page, self._at = page, (0.0, 0.0)
        self._touches = page.context.new_cdp_session(page)

    def _send(self, kind: str, *points: Point) -> None:
        touches = [{"x": x, "y": y} for x, y in points]
        self._touches.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})

    def down(self, at: Point) -> None:
        """Touch the screen."""
        self._at = at
        self._send("touchStart", at)

    def move(self, across: float, down: float, steps: int = STEPS) -> None:
        """Move over the screen by a number of pixels."""
        x, y = self._at
        for i in range(1, steps + 1):
            self._at = (x + across * i / steps, y + down * i / steps)
            self._send("touchMove", self._at)
            self.page.wait_for_timeout(TICK_MS)

    def up(self) -> None:
        """Lift the finger."""
        self._send("touchEnd")

    def swipe(self, at: Point, pixels: float, degrees: float) -> None:
        """Swipe from a point; 0 degrees is to the right, 90 is up."""
        self.down(at)
        self.move(pixels * cos(radians(degrees)), -pixels * sin(radians(degrees)))
        self.up()

    def tap(self, at: Point) -> None:
        """Tap a point."""
        self.down(at)
        self.up()

    def spread(self, at: Point) -> None:
        """Put two fingers down around a point and move them apart."""
        (x, y), near = at, 20.0
        pairs = [[(x - far, y - far / 2), (x + far, y + far / 2)] for far in range(20, 140, 10)]
        self._send("touchStart", (x - near, y - near / 2), (x + near, y + near / 2))
        for pair in pairs:
            self._send("touchMove", *pair)
            self.page.wait_for_timeout(TICK_MS)
        self._send("touchEnd")

    @contextmanager
    def holding(self, name: str, across: float) -> Iterator[None]:
        """Drag the thumb of a slider by a number of pixels, and back at the end of the block.

        The page is then as it was, so that the server need not prepare the next drag anew.
        """
        self.down(centre(thumb(self.page, name)))
        self.move(across, 0, FEW_STEPS)
        yield
        self.move(-across, 0, 1)
        self.up()

    @contextmanager
    def touching(self, name: str) -> Iterator[None]:
        """Touch the thumb of a slider during the block, and set nothing."""
        self.down(centre(thumb(self.page, name)))
        yield
        self._send("touchCancel")


def thumb(page: Page, name: str) -> Locator:
    """Find the thumb of a slider."""
    return slider(page, name).locator("xpath=ancestor::*[@data-rac][1]")


def track(page: Page, name: str) -> Locator:
    """Find the track of a slider."""
    return thumb(page, name).locator("xpath=..")


def centre(element: Locator) -> Point:
    """Compute the centre of an element."""
    box = element.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def says(page: Page, name: str) -> str:
    """Read the value text of a slider."""
    return str(slider(page, name).get_attribute("aria-valuetext"))


def scrolled(page: Page) -> float:
    """Return the scroll position of the page."""
    return float(page.evaluate("document.querySelector('.stMain').scrollTop"))

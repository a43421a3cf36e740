"""A visitor's finger on the glass of a phone: touches as the system reports them."""

from collections.abc import Iterator
from contextlib import contextmanager
from math import cos, radians, sin

from playwright.sync_api import Locator, Page

from tests.browser.visitor import slider

STEPS = 12  # of a swipe
TICK_MS = 16  # from one touch to the next, as a screen reports them

Point = tuple[float, float]


class Finger:
    """A finger, which touches, moves and lifts."""

    def __init__(self, page: Page) -> None:
        self.page, self._at = page, (0.0, 0.0)
        self._touches = page.context.new_cdp_session(page)

    def _send(self, kind: str, *points: Point) -> None:
        touches = [{"x": x, "y": y} for x, y in points]
        self._touches.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})

    def down(self, at: Point) -> None:
        """Touch the glass."""
        self._at = at
        self._send("touchStart", at)

    def move(self, across: float, down: float) -> None:
        """Move on over the glass, by so many pixels."""
        x, y = self._at
        for i in range(1, STEPS + 1):
            self._at = (x + across * i / STEPS, y + down * i / STEPS)
            self._send("touchMove", self._at)
            self.page.wait_for_timeout(TICK_MS)

    def up(self) -> None:
        """Lift the finger."""
        self._send("touchEnd")

    def swipe(self, at: Point, pixels: float, degrees: float) -> None:
        """Swipe from a point: 0 degrees is to the right, 90 is up."""
        self.down(at)
        self.move(pixels * cos(radians(degrees)), -pixels * sin(radians(degrees)))
        self.up()

    def tap(self, at: Point) -> None:
        """Touch a point and lift."""
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
        """Hold a slider, drag its thumb so many pixels, and let go at the end."""
        self.down(centre(thumb(self.page, name)))
        self.move(across, 0)
        yield
        self.up()


def thumb(page: Page, name: str) -> Locator:
    """Find the thumb of a slider."""
    return slider(page, name).locator("xpath=ancestor::*[@data-rac][1]")


def track(page: Page, name: str) -> Locator:
    """Find the track of a slider."""
    return thumb(page, name).locator("xpath=..")


def centre(element: Locator) -> Point:
    """Return the middle of an element."""
    box = element.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def says(page: Page, name: str) -> str:
    """Return what a slider says."""
    return str(slider(page, name).get_attribute("aria-valuetext"))


def scrolled(page: Page) -> float:
    """Return how far the page has been scrolled."""
    return float(page.evaluate("document.querySelector('.stMain').scrollTop"))

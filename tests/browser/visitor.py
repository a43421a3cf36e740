"""A visitor's hands and eyes: how a browser test finds a control, takes it, and looks at a page."""

import io
import time
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import pytest
import zxingcpp
from axe_playwright_python.sync_playwright import DEFAULT_OPTIONS, Axe
from PIL import Image
from playwright.sync_api import Locator, Page

from argsoft.state.contents import PAGES
from tests.server import PATIENCE_SECONDS

# For what is asked of every page: a page that is opened where another one was comes twice as fast.
THIRDS = pytest.mark.parametrize("pages", [PAGES[third::3] for third in range(3)], ids="123")
# Whether nothing is on its way to another look, such as words that fade in.
NOTHING_FADES = """() => document.getAnimations().every(({ playState, effect }) =>
  playState !== 'running' || effect.getTiming().iterations === Infinity)"""
# Until what has just been set has been drawn.
TWO_FRAMES = """() => new Promise((done) =>
  requestAnimationFrame(() => requestAnimationFrame(() => done(true))))"""
STREAMLITS_PLOTLY = "static/js/PlotlyChart."  # 5 MB, for what has three dimensions alone
# Streamlit's own, which no app can mend: (rule, a part of the element).
STREAMLITS_OWN = [("landmark-", "stMain"), ("region", "stHeader"), ("skip-link", "")]
EVERYTHING: Mapping[str, Any] = MappingProxyType({})
# The contrast of words takes two thirds of the time: for a page whose colours have been looked at,
# and for one that differs from such a page by its colours alone.
OFF = {"enabled": False}
BUT_CONTRAST: Mapping[str, Any] = MappingProxyType({"rules": {"color-contrast": OFF}})
CONTRAST: Mapping[str, Any] = MappingProxyType({"runOnly": ["color-contrast"]})


def slider(page: Page, name: str) -> Locator:
    """Find a slider by its label."""
    return page.get_by_role("slider", name=name)


def typed(page: Page, name: str) -> Locator:
    """Find the number beside a slider."""
    return page.get_by_role("textbox", name=f"{name}, typed")


def grab(page: Page, name: str) -> tuple[float, float]:
    """Press the pointer on the thumb of a slider and return where it is."""
    box = slider(page, name).locator("xpath=ancestor::*[@data-rac][1]").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    return x, y


def held(page: Page, name: str, says: Callable[[float], str], where: Locator) -> float:
    """Return where a slider in the hand stands, once an element says what it should say there.

    Parameters
    ----------
    says : callable
        Takes a number and returns what is said of it.
    where : Locator
        The element.
    """
    end = time.monotonic() + PATIENCE_SECONDS
    while True:  # the slider, too, moves once its strip is there: to the nearest place of that
        value = float(slider(page, name).input_value())
        said = where.text_content()
        if said == says(value):
            return value
        assert time.monotonic() < end, f"{name} is at {value}, and yet it says {said}"
        page.wait_for_timeout(20)


def scanned(code: Locator) -> zxingcpp.Barcode:
    """Return what a phone reads from a QR code, and where on its picture."""
    (found,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(code.screenshot())))
    return found


def violations(page: Page, asked: Mapping[str, Any] = EVERYTHING) -> list[tuple[str, str]]:
    """Return what axe finds wrong with a page, as rule and element, but for what is Streamlit's."""
    page.wait_for_function(NOTHING_FADES)
    found = [
        (rule["id"], node["html"])
        for rule in Axe().run(page, options=DEFAULT_OPTIONS | asked).response["violations"]
        for node in rule["nodes"]
    ]
    return [
        (rule, element)
        for rule, element in found
        if not any(rule.startswith(own) and part in element for own, part in STREAMLITS_OWN)
    ]

"""Helpers for browser tests: find a control, grab it, and check what the page shows."""

import io
import time
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import pytest
import zxingcpp
from axe_playwright_python.base import AXE_SCRIPT
from axe_playwright_python.sync_playwright import DEFAULT_OPTIONS, Axe
from PIL import Image
from playwright.sync_api import Locator, Page

from argsoft.state.contents import PAGES
from tests.server import PATIENCE_SECONDS

# For tests of every page: opening pages in one tab takes half the time, so split them in three.
THIRDS = pytest.mark.parametrize("pages", [PAGES[third::3] for third in range(3)], ids="123")
# Whether no transition or animation is running.
NOTHING_FADES = """() => document.getAnimations().every(({ playState, effect }) =>
  playState !== 'running' || effect.getTiming().iterations === Infinity)"""
# Waits until the last change has been painted.
TWO_FRAMES = """() => new Promise((done) =>
  requestAnimationFrame(() => requestAnimationFrame(() => done(true))))"""
STREAMLITS_PLOTLY = "static/js/PlotlyChart."  # 5 MB, needed for 3-D charts only
# Violations in Streamlit itself, which an app cannot fix: (rule, part of the element).
STREAMLITS_OWN = [("landmark-", "stMain"), ("region", "stHeader"), ("skip-link", "")]
EVERYTHING: Mapping[str, Any] = MappingProxyType({})
# Contrast takes two thirds of the time. One set of rules is for pages whose colours were already
# checked, the other for pages where only the colours differ.
OFF = {"enabled": False}
BUT_CONTRAST: Mapping[str, Any] = MappingProxyType({"rules": {"color-contrast": OFF}})
CONTRAST: Mapping[str, Any] = MappingProxyType({"runOnly": ["color-contrast"]})


def slider(page: Page, name: str) -> Locator:
    """Find a slider by its label."""
    return page.get_by_role("slider", name=name)


def typed(page: Page, name: str) -> Locator:
    """Find the number field beside a slider."""
    return page.get_by_role("textbox", name=f"{name}, typed")


def grab(page: Page, name: str) -> tuple[float, float]:
    """Press the pointer on the thumb of a slider, and return its position."""
    box = slider(page, name).locator("xpath=ancestor::*[@data-rac][1]").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    return x, y


def held(page: Page, name: str, says: Callable[[float], str], where: Locator) -> float:
    """Wait until an element shows the text for a held slider, and return the slider's value.

    Parameters
    ----------
    says : callable
        Takes a value and returns the expected text.
    where : Locator
        The element with the text.
    """
    end = time.monotonic() + PATIENCE_SECONDS
    while True:  # once it pauses, the slider snaps to the nearest position of its strip
        value = float(slider(page, name).input_value())
        said = where.text_content()
        number = float(typed(page, name).input_value())
        if said == says(value) and number == value:
            return value
        assert time.monotonic() < end, f"{name} is at {value}, but says {number}, and {said}"
        page.wait_for_timeout(20)


def scanned(code: Locator) -> zxingcpp.Barcode:
    """Decode the QR code in a screenshot of an element."""
    (found,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(code.screenshot())))
    return found


def violations(page: Page, asked: Mapping[str, Any] = EVERYTHING) -> list[tuple[str, str]]:
    """Run axe on a page, and return (rule, element) for all violations but Streamlit's own."""
    page.wait_for_function(NOTHING_FADES)
    axe = Axe("" if page.evaluate("'axe' in window") else AXE_SCRIPT)  # half a megabyte
    found = [
        (rule["id"], node["html"])
        for rule in axe.run(page, options=DEFAULT_OPTIONS | asked).response["violations"]
        for node in rule["nodes"]
    ]
    return [
        (rule, element)
        for rule, element in found
        if not any(rule.startswith(own) and part in element for own, part in STREAMLITS_OWN)
    ]

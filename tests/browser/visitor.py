"""A visitor's hands and eyes: how a browser test finds a control, takes it, and looks at a page."""

import io

import zxingcpp
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Locator, Page

# Whether nothing is on its way to another look, such as words that fade in.
NOTHING_FADES = """() => document.getAnimations().every(({ playState, effect }) =>
  playState !== 'running' || effect.getTiming().iterations === Infinity)"""
# Streamlit's own, which no app can mend: (rule, a part of the element).
STREAMLITS_OWN = [("landmark-", "stMain"), ("region", "stHeader"), ("skip-link", "")]


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


def scanned(code: Locator) -> zxingcpp.Barcode:
    """Return what a phone reads from a QR code, and where on its picture."""
    (found,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(code.screenshot())))
    return found


def violations(page: Page) -> list[tuple[str, str]]:
    """Return what axe finds wrong with a page, as rule and element, but for what is Streamlit's."""
    page.wait_for_function(NOTHING_FADES)
    found = [
        (rule["id"], node["html"])
        for rule in Axe().run(page).response["violations"]
        for node in rule["nodes"]
    ]
    return [
        (rule, element)
        for rule, element in found
        if not any(rule.startswith(own) and part in element for own, part in STREAMLITS_OWN)
    ]

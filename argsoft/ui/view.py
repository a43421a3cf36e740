"""How a page is shown: large for a room, or with parts of it hidden. Both are in its link."""

from pathlib import Path
from types import MappingProxyType

import streamlit as st

from argsoft.contents import VIEW_FIELDS
from argsoft.figures.theme import TEXT_COLOURS
from argsoft.scenario import DEFAULTS, OFF, ON
from argsoft.ui import controls
from argsoft.wording import view as wording

PROJECTOR, HIDE = VIEW_FIELDS
_SHEET = Path(__file__).with_name("projector.css").read_text(encoding="utf-8")
# Streamlit writes the hue of a dark page into its coloured words; on white they need the other one.
_HUES = "".join(
    f'.stMarkdownColoredText[style*="{", ".join(str(each) for each in bytes.fromhex(dark[1:]))}"] '
    f"{{ color: {light} !important }}"
    for light, dark in zip(TEXT_COLOURS["light"], TEXT_COLOURS["dark"], strict=True)
)
_CHART = '[class*="st-key-chart_"]'
# What each part is on the pages that have it.
PARTS = MappingProxyType(
    {
        "title": "h1",
        "words": ".stMainBlockContainer > .stVerticalBlock > .stElementContainer > .stMarkdown",
        "controls": ", ".join(
            f".st-key-{row}"
            for row in ("sliders", "choices", "settings", "listing", "part", "stepper")
        ),
        "argmax": f'{_CHART}[class*="argmax"], .st-key-chart_steps, .st-key-chart_cliff',
        "softmax": f'{_CHART}[class*="softmax"], .st-key-chart_curves, .st-key-chart_hill, '
        '[class*="st-key-chart_working"]',
        "numbers": f"{_CHART} :is(.bartext, .textpoint), "
        f'{_CHART}:not([class*="working"]) .annotation',
        "sentence": ".st-key-summary, .st-key-network, .st-key-changed, .st-key-classified, "
        ".st-key-why",
        "presets": '.st-key-presets, [class*="st-key-picks_"]',
    }
)


def arrange() -> None:
    """Show the page as its link says, and a way back from what is hidden; before the page."""
    values = controls.carried(VIEW_FIELDS)
    hidden = [PARTS[part] for part in values[HIDE].split(",") if part]
    sheet = _SHEET + _HUES if values[PROJECTOR] == ON else ""
    if hidden:
        sheet += f".stMain :is({', '.join(hidden)}) {{ display: none }}"
    st.html(f"<style>{sheet}</style>")
    if hidden:
        _setting(wording.SHOW_ALL, "show_all", HIDE, DEFAULTS[HIDE])


def switch() -> None:
    """Draw the button to the projector view, or back from it."""
    now = controls.carried([PROJECTOR])[PROJECTOR]
    _setting(wording.PROJECTOR[now], "projector_switch", PROJECTOR, OFF if now == ON else ON)


def _setting(label: str, key: str, field: str, value: str) -> None:
    """Draw a button that sets a field."""
    st.button(label, key=key, on_click=controls.put_into_link, args=(field, value))

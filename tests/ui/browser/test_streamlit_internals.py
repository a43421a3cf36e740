"""What the app needs of Streamlit beyond its documentation, and what to do where it is gone."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from argsoft.ui.browser import source
from argsoft.ui.browser.streamlit_internals import NAMES, names_script

SCRIPTS = sorted(path.name for path in (Path(__file__).parents[3] / "argsoft/ui").rglob("*.js"))
WHAT_TO_DO = {
    "connected": "Find how the page marks an open connection; connection.js reloads by it.",
    "connectionState": "Find the attribute of `connected`; connection.js watches it.",
    "running": "Find how the page marks a run; hand.js and order.js wait for its end.",
    "scriptState": "Find the attribute of `running`; order.js watches it.",
    "scripts": "Find where index.html loads its scripts from; charts.js finds plotly.js by it.",
    "scrolled": "Find what scrolls; asked.js and finger.js scroll it, order.js looks into it.",
    "page": "Find what holds all elements of a page; charts.js measures its width for print.",
    "elements": "Find the classes of these elements; order.js refills a page without any.",
    "html": "Find what st.html draws into; charts.js updates sentences there.",
    "plot": "Find what st.plotly_chart draws into; charts.js zooms it for print.",
    "thumb": "Find what takes a slider's pointer events; hand.js presses it to commit.",
    "track": "Find a slider's track; finger.js delays its touches.",
    "locale": "Find how React Aria is told the locale; else sliders run backwards in Arabic.",
    "falseAlarm": "Read the title of the dialog; without one, remove arrival.js.",
}


def literals(name: str) -> Iterator[str]:
    """Yield what a selector names: classes, attributes and test ids; a plain text as a whole."""
    if re.fullmatch(r"[\w .-]+", name) and not name.startswith("."):
        yield name
    else:
        yield from re.findall(r"st[A-Z]\w+|data-[\w-]+|static/js|CONNECTED|running", name)


@pytest.mark.parametrize("name", NAMES)
def test_the_page_still_has(name: str, streamlits_page: str, streamlits_words: set[str]) -> None:
    found = list(literals(NAMES[name]))
    assert found, name
    for each in found:
        is_word = re.match("st[A-Z]|data-", each)
        assert each in (streamlits_words if is_word else streamlits_page), WHAT_TO_DO[name]


def test_every_name_has_advice_and_is_used() -> None:
    assert WHAT_TO_DO.keys() == NAMES.keys()
    used = {name for script in SCRIPTS for name in re.findall(r"STREAMLIT\.(\w+)", source(script))}
    assert used == NAMES.keys()


def test_no_script_has_names_of_its_own() -> None:
    for script in SCRIPTS:
        code = re.sub(r"//.*", "", source(script))
        assert not re.search(r"\.st[A-Z]|data-test|data-rac", code), f"{script}: move to NAMES"


def test_no_name_can_end_the_script() -> None:
    assert "</" not in names_script()


def _run() -> None:
    import streamlit as st  # noqa: PLC0415 - a script of its own

    from argsoft.ui.browser import streamlit_internals  # noqa: PLC0415

    st.text(streamlit_internals.script_hash())
    st.text(streamlit_internals.query_gone_back_to())


def test_a_run_knows_its_script_and_how_it_began() -> None:
    app = AppTest.from_function(_run).run()
    advice = (
        "Find what identifies a page's script (on_its_page ignores callbacks of other pages), and "
        "whether Back or Forward began the run (controls.arrive then restores the link)."
    )
    assert not app.exception, advice
    script, query = (each.value for each in app.text)
    assert re.fullmatch("[0-9a-f]{32}", script), advice
    assert query == "None", advice

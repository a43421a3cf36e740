"""Undocumented parts of Streamlit that the app relies on.

Look here first after updating Streamlit. ``tests/ui/browser/test_streamlit_internals.py`` has a
test for each item, and each failure says what to do. ``tests/ui/browser/test_style.py`` checks the
names in style sheets, and ``tests/browser`` the behaviour.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

# Selectors and names that the scripts use as `STREAMLIT.connected` and so on.
NAMES: Mapping[str, str] = MappingProxyType(
    {
        "connected": "[data-test-connection-state=CONNECTED]",
        "connectionState": "data-test-connection-state",
        "running": "[data-test-script-state=running]",
        "scriptState": "data-test-script-state",
        "scripts": 'script[src*="static/js/"]',
        "scrolled": ".stMain",
        "page": ".stMainBlockContainer > .stVerticalBlock",
        "elements": ".stMarkdown, .stSlider, .stRadio, .stTextArea, .stButton",
        "html": ".stHtml > div",
        "plot": ".stPlotlyChart .js-plotly-plot",
        "thumb": "[data-rac]",
        "track": "[data-testid=stSlider] [role=group] > [data-rac]",
        "locale": "react-aria.i18n.locale",
        "falseAlarm": "Page not found",
    }
)


def names_script() -> str:
    """Write `NAMES` as a JavaScript constant.

    Examples
    --------
    >>> names_script().startswith("const STREAMLIT = {")
    True
    """
    return f"const STREAMLIT = {json.dumps(dict(NAMES))};\n"


def file_url(name: str, path: Path) -> str:
    """Serve the folder of a file as a component; return the file's URL, relative to the app.

    Parameters
    ----------
    name : str
        Name of the component.
    path : Path
        File to serve.
    """
    folder = st.components.v1.declare_component(name, path=path.parent)
    return f"component/{folder.name}/{path.name}"


def script_hash() -> str | None:
    """Get the hash by which Streamlit knows the current page's script."""
    context = get_script_run_ctx()
    return context.page_script_hash if context else None


def query_gone_back_to() -> str | None:
    """Get the query string if Back or Forward started this run, else None."""
    context = get_script_run_ctx()
    return context.query_string if context and context.is_history_navigation else None

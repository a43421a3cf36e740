"""Undocumented parts of Streamlit that the app relies on.

Look here first after updating Streamlit. ``tests/ui/browser/test_streamlit_internals.py`` has a
test for each item, and each failure says what to do. ``tests/ui/browser/test_style.py`` checks the
names in style sheets, and ``tests/browser`` the behaviour.
"""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import streamlit as st
from streamlit import runtime
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner import RerunData, get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_run_context import ThreadState
from streamlit.runtime.state import get_session_state

REST_SECONDS = 0.03  # between two looks whether a tab rests

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


def is_bound(field: str) -> bool:
    """Check whether a widget owns a parameter of the link; then nothing else may set it."""
    with get_session_state().query_params() as query:
        return bool(query.is_bound(field))


def query_gone_back_to() -> str | None:
    """Get the query string if Back or Forward started this run, else None."""
    context = get_script_run_ctx()
    return context.query_string if context and context.is_history_navigation else None


class Tab(NamedTuple):
    """A browser tab, and the fragment that it shows.

    Attributes
    ----------
    session : str
        Streamlit's name of the tab's connection.
    fragment : str
        Streamlit's name of the fragment.
    """

    session: str
    fragment: str

    @property
    def is_open(self) -> bool:
        """Whether the tab is connected and still shows the fragment."""
        return _session(self) is not None

    def rerun(self, is_needed: Callable[[], bool]) -> None:
        """Run the fragment once more, as soon as nothing else runs in the tab; from any thread.

        Streamlit reruns a fragment for its own tab only, on an event or on a timer.

        Parameters
        ----------
        is_needed : callable
            Asked just before, since the tab may have rerun by itself.
        """
        session = _session(self)
        if session is not None:
            session._event_loop.call_soon_threadsafe(_rerun_at_rest, self, is_needed)


def this_tab() -> Tab:
    """Get the tab that this run is for, and the fragment that runs."""
    context = get_script_run_ctx()
    return Tab(context.session_id if context else "", ThreadState.get().fragment_id or "")


def _session(tab: Tab) -> AppSession | None:
    """Look up the session of a tab that still shows its fragment."""
    if not runtime.exists():  # in a test
        return None
    session = runtime.get_instance().get_app_session(tab.session)
    return session if session and session.has_fragment(tab.fragment) else None


def _rerun_at_rest(tab: Tab, is_needed: Callable[[], bool]) -> None:
    """Run a fragment, or look again soon while its tab is busy. Runs on the event loop."""
    session = _session(tab)
    if session is None or not is_needed():
        return
    if session._scriptrunner is not None or not session._browser_queue.is_empty():
        # Its link may be about to change, so a run now could bring the old one back; and a run
        # drops what an earlier one has not sent yet.
        session._event_loop.call_later(REST_SECONDS, _rerun_at_rest, tab, is_needed)
        return
    before = session._client_state
    again = RerunData(
        query_string=before.query_string,
        page_script_hash=before.page_script_hash,
        fragment_id=tab.fragment,
        is_auto_rerun=True,
        context_info=before.context_info,
    )
    session._create_scriptrunner(again)

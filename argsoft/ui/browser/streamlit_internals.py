"""Undocumented parts of Streamlit that the app relies on.

Look here first after updating Streamlit. ``tests/ui/browser/test_streamlit_internals.py`` has a
test for each item, and each failure says what to do. ``tests/ui/browser/test_style.py`` checks the
names in style sheets, and ``tests/browser`` the behaviour.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import streamlit as st
from streamlit import runtime
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.forward_msg_cache import populate_hash_if_needed
from streamlit.runtime.scriptrunner import RerunData, get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.run_descriptor import RunDescriptor
from streamlit.runtime.scriptrunner_utils.script_run_context import ThreadState
from streamlit.runtime.state import get_session_state

Message = ForwardMsg  # what a server tells a tab
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

    def rerun(self, is_needed: Callable[[], bool], *, after: float = 0.0) -> None:
        """Run the fragment once more, as soon as nothing else runs in the tab; from any thread.

        Streamlit reruns a fragment for its own tab only, on an event or on a timer.

        Parameters
        ----------
        is_needed : callable
            Asked just before, since the tab may have rerun by itself.
        after : float
            Seconds to wait.
        """
        if (session := _session(self)) is not None:
            loop = session._event_loop
            loop.call_soon_threadsafe(loop.call_later, after, _rerun_at_rest, self, is_needed)

    def show(self, drawn: Sequence[Message], is_taken: Callable[[], bool]) -> None:
        """Show what this fragment has drawn in another tab, without a run; from any thread.

        Every widget in it must be one that the tab has already, since only a run registers widgets.

        Parameters
        ----------
        drawn : sequence of Message
            What was overheard there.
        is_taken : callable
            Asked just before, since the tab may have rerun by itself.
        """
        if (session := _session(self)) is not None:
            session._event_loop.call_soon_threadsafe(_show_at_rest, self, drawn, is_taken)


@contextmanager
def overheard() -> Iterator[list[Message]]:
    """Listen to what this run tells its tab."""
    context, heard = get_script_run_ctx(), list[Message]()
    if context is None:
        yield heard
        return
    tell = context._enqueue

    def listen(message: Message) -> None:
        heard.append(message)
        tell(message)

    context._enqueue = listen
    try:
        yield heard
    finally:
        context._enqueue = tell


def place_of(drawn: Sequence[Message]) -> tuple[int, ...]:
    """Return where in its page something was drawn."""
    return tuple(drawn[0].metadata.delta_path) if drawn else ()


def is_whole(drawn: Sequence[Message]) -> bool:
    """Return whether a browser that has not seen any of it before can draw it."""
    return not any(each.HasField("ref_hash") for each in drawn)


def told_instead(drawn: Sequence[Message], key: str, data: object) -> list[Message]:
    """Give other data to one of the components that were drawn."""
    return [_with_data(each, data) if _is_component(each, key) else each for each in drawn]


def _is_component(message: Message, key: str) -> bool:
    """Return whether a message draws the component of a key."""
    return message.delta.new_element.bidi_component.id.endswith(f"-{key}")


def _with_data(message: Message, data: object) -> Message:
    """Copy a message that draws a component, with other data for it."""
    other = Message()
    other.CopyFrom(message)
    other.delta.new_element.bidi_component.json = json.dumps(data)
    other.ClearField("hash")
    populate_hash_if_needed(other)
    return other


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
    if not _rests(session):
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


def _show_at_rest(tab: Tab, drawn: Sequence[Message], is_taken: Callable[[], bool]) -> None:
    """Send what a run of a tab's fragment would, once the tab rests. Runs on the event loop."""
    session = _session(tab)
    if session is None:
        return
    if not _rests(session):
        session._event_loop.call_later(REST_SECONDS, _show_at_rest, tab, drawn, is_taken)
    elif is_taken():
        run = RunDescriptor.create([tab.fragment])
        page = session._client_state.page_script_hash
        finished = Message.FINISHED_FRAGMENT_RUN_SUCCESSFULLY
        session._enqueue_forward_msg(session._create_new_session_message(page, run))
        for message in drawn:
            session._enqueue_forward_msg(message)
        session._enqueue_forward_msg(session._create_script_finished_message(finished, run))


def _rests(session: AppSession) -> bool:
    """Return whether nothing runs in a session, and all of it is sent."""
    return session._scriptrunner is None and session._browser_queue.is_empty()

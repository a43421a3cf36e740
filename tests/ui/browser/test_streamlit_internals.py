"""What the app needs of Streamlit beyond its documentation, and what to do where it is gone."""

import asyncio
import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit import runtime
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.runtime.scriptrunner import RerunData
from streamlit.runtime.scriptrunner_utils.run_descriptor import RunDescriptor
from streamlit.testing.v1 import AppTest

from argsoft.ui.browser import source
from argsoft.ui.browser.streamlit_internals import (
    NAMES,
    REST_SECONDS,
    Tab,
    is_whole,
    names_script,
    place_of,
    told_instead,
)

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


def _tab() -> None:
    import streamlit as st  # noqa: PLC0415 - a script of its own

    from argsoft.ui.browser.streamlit_internals import this_tab  # noqa: PLC0415

    st.text(this_tab())

    @st.fragment
    def part() -> None:
        st.text(this_tab())

    part()


def test_a_fragment_knows_its_tab() -> None:
    outside, inside = (each.value for each in AppTest.from_function(_tab).run().text)
    advice = "Find where Streamlit keeps the id of the running fragment; rooms call tabs by it."
    assert "fragment=''" in outside, advice
    assert re.search(r"fragment='[0-9a-f]{8,}'", inside), advice


class Session:
    """As much of Streamlit's session as a rerun needs."""

    def __init__(self) -> None:
        self._scriptrunner: object = None
        self._browser_queue = ForwardMsgQueue()
        self._client_state = ClientState(query_string="room=BCDF", page_script_hash="abc")
        self._event_loop = asyncio.new_event_loop()
        self.runs: list[RerunData] = []

    def has_fragment(self, fragment: str) -> bool:
        return fragment == "shown"

    def _create_scriptrunner(self, data: RerunData) -> None:
        self.runs.append(data)

    def _enqueue_forward_msg(self, message: ForwardMsg) -> None:
        self._browser_queue.enqueue(message)

    def _create_new_session_message(self, page: str, run: RunDescriptor) -> ForwardMsg:
        begun = ForwardMsg()
        begun.new_session.page_script_hash = page
        begun.metadata.run.fragment_ids[:] = run.fragment_ids
        return begun

    def _create_script_finished_message(self, status: int, run: RunDescriptor) -> ForwardMsg:
        ended = ForwardMsg(script_finished=status)  # type: ignore[arg-type]
        ended.metadata.run.fragment_ids[:] = run.fragment_ids
        return ended

    def pass_time(self, seconds: float = 0.0) -> None:
        self._event_loop.run_until_complete(asyncio.sleep(seconds))


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    session = Session()
    found = {"session": session}
    there = SimpleNamespace(get_app_session=found.get)
    monkeypatch.setattr(runtime, "exists", lambda: True)
    monkeypatch.setattr(runtime, "get_instance", lambda: there)
    yield session
    session._event_loop.close()


def test_a_tab_is_rerun_with_its_link_once_it_rests(session: Session) -> None:
    session._scriptrunner = "a run of its own"
    Tab("session", "shown").rerun(lambda: True)
    session.pass_time()
    assert session.runs == []
    session._scriptrunner = None
    message = ForwardMsg(script_finished=ForwardMsg.FINISHED_SUCCESSFULLY)
    session._browser_queue.enqueue(message)
    session.pass_time(2 * REST_SECONDS)
    assert session.runs == [], "not before all of it is sent"
    session._browser_queue.flush()
    session.pass_time(2 * REST_SECONDS)
    (run,) = session.runs
    assert (run.fragment_id, run.query_string, run.page_script_hash) == (
        *("shown", "room=BCDF", "abc"),
    )
    assert run.widget_states is None, "no callback may run again"


def test_a_tab_that_is_up_to_date_or_gone_is_not_rerun(session: Session) -> None:
    Tab("session", "shown").rerun(lambda: False)
    for gone in (Tab("session", "left"), Tab("closed", "shown")):
        assert not gone.is_open
        gone.rerun(lambda: True)
    session.pass_time(2 * REST_SECONDS)
    assert session.runs == []
    assert Tab("session", "shown").is_open


def test_a_tab_shows_what_another_has_drawn_once_it_rests(session: Session) -> None:
    session._scriptrunner = "a run of its own"
    drawn, tab = ForwardMsg(), Tab("session", "shown")
    drawn.delta.fragment_id, heard = "shown", [drawn]
    tab.show(heard, lambda: True)
    session.pass_time()
    assert session._browser_queue.is_empty()
    session._scriptrunner = None
    session.pass_time(2 * REST_SECONDS)
    begun, told, ended = session._browser_queue.flush()
    assert begun.new_session.page_script_hash == "abc"
    assert told == drawn
    assert ended.script_finished == ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY
    assert begun.metadata.run.fragment_ids == ended.metadata.run.fragment_ids == ["shown"]
    tab.show(heard, lambda: False)
    Tab("session", "left").show(heard, lambda: True)
    session.pass_time(2 * REST_SECONDS)
    assert session._browser_queue.is_empty(), "up to date, or gone"
    assert session.runs == []


def _overheard() -> None:
    import streamlit as st  # noqa: PLC0415 - a script of its own

    from argsoft.ui.browser import streamlit_internals as internals  # noqa: PLC0415

    st.text("before")
    mount = st.components.v2.component("overheard", js="export default () => {}")
    with internals.overheard() as st.session_state.heard:
        with st.container():
            st.text("inside")
        mount(key="memory", data={"own": 1})
    st.text("after")


def test_what_a_run_tells_its_tab_is_overheard() -> None:
    app = AppTest.from_function(_overheard).run()
    advice = "Find where a run hands over its messages; phones are sent what one of them has drawn."
    heard = app.session_state.heard
    assert [each.value for each in app.text] == ["before", "inside", "after"], "it still gets them"
    block, text, memory = heard
    assert (place_of(heard), place_of([])) == ((0, 1), ()), advice
    assert text.delta.new_element.text.body == "inside", advice
    other = told_instead(heard, "memory", {"own": 2})
    assert other[:2] == [block, text]
    assert other[2].delta.new_element.bidi_component.json == '{"own": 2}', advice
    assert memory.delta.new_element.bidi_component.json == '{"own": 1}', "the first keeps its own"
    assert other[2].hash not in ("", memory.hash)
    assert is_whole(heard)
    assert not is_whole([*heard, ForwardMsg(ref_hash="kept by a browser")])


def test_streamlits_session_has_what_a_rerun_needs() -> None:
    advice = "See how AppSession.request_rerun begins a run, and do the same in Tab.rerun."
    source_of_session = inspect.getsource(AppSession)
    for name in ("_scriptrunner", "_browser_queue", "_client_state", "_event_loop"):
        assert f"self.{name}" in source_of_session, advice
    assert list(inspect.signature(AppSession._create_scriptrunner).parameters)[1:] == [
        "initial_rerun_data"
    ], advice
    assert callable(AppSession.has_fragment), advice
    assert callable(ForwardMsgQueue.is_empty), advice
    advice = "See which messages a run of a fragment begins and ends with, and do so in Tab.show."
    begin = inspect.signature(AppSession._create_new_session_message).parameters
    assert list(begin)[1:3] == ["page_script_hash", "run_descriptor"], advice
    end = inspect.signature(AppSession._create_script_finished_message).parameters
    assert list(end)[1:] == ["status", "run_descriptor"], advice
    assert callable(AppSession._enqueue_forward_msg), advice

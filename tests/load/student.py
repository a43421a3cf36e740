"""A student's browser tab without a browser: a client for Streamlit's protocol."""

import asyncio
import json
import time
import urllib.request
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, NamedTuple, Self
from urllib.parse import parse_qs, urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from argsoft.ui.following.live import KEY as LIVE
from argsoft.ui.following.live import STRIP
from argsoft.ui.inputs.controls import EXACT, SLIDER, as_text

PATIENCE_SECONDS = 60.0
FRAME_SECONDS = 1 / 60
CHART = "chart_"  # prefix of the keys of charts

Right = Callable[["Student"], bool]


class Widget(NamedTuple):
    """A widget: its state, and the fragment that reruns when it changes."""

    state: WidgetState
    fragment: str


class Kept(NamedTuple):
    """A cached message, and the number of runs since it was last used."""

    message: ForwardMsg
    age: int = 0


class Door(NamedTuple):
    """Access to a server: its URL and the XSRF token that it gives a browser."""

    url: str
    token: str

    @classmethod
    def of(cls, url: str) -> Self:
        """Fetch the token of a server."""
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with direct.open(f"{url}/_stcore/health") as answer:
            cookie = answer.headers.get("Set-Cookie") or "=PLACEHOLDER_AUTH_TOKEN"
        return cls(url, cookie.split("=", 1)[1].split(";")[0].strip('"'))


class Student:
    """A student who opens a page, moves its controls, and stores what the server sends.

    Attributes
    ----------
    charts : dict
        Figure of each chart on the page as JSON text, by key.
    errors : list of str
        Short descriptions of errors.
    received : int
        Bytes that the server has sent.
    heard : list of (float, str)
        HTML and Markdown that the server has sent, with the time of each.
    runs : int
        Number of runs, whoever asked for them.
    """

    def __init__(self, door: Door, link: str) -> None:
        self.charts: dict[str, str] = {}
        self.errors: list[str] = []
        self.heard: list[tuple[float, str]] = []
        self.received = self.runs = 0
        self._door = door
        self._page, _, query = link.partition("?")
        self._query, self._page_hash = parse_qs(query), ""
        self._widgets: dict[str, Widget] = {}
        self._kept: dict[str, Kept] = {}
        self._fragments: Sequence[str] = ()  # of the current run; empty for a full run
        self._most_age = 0
        self._sent = self._answered = 0  # numbers of the last held value, sent and answered
        self._taken, self._strip = 0, ""  # number of takes, and the strip of the last one
        self._ended, self._leaving = asyncio.Event(), False
        self._socket: ClientConnection
        self._reader: asyncio.Task[None]

    # Actions of a student.

    async def open(self) -> float:
        """Open the page; return the seconds until it is complete."""
        start = time.perf_counter()
        self._socket = await connect(
            f"ws{self._door.url.removeprefix('http')}/_stcore/stream",
            subprotocols=["streamlit", self._door.token],  # type: ignore[list-item]
            origin=self._door.url,  # type: ignore[arg-type]
            additional_headers={"Cookie": f"_streamlit_xsrf={self._door.token}"},
            proxy=None,
            max_size=None,
            max_queue=None,
            ping_interval=None,
            open_timeout=PATIENCE_SECONDS,
        )
        self._reader = asyncio.create_task(self._read())
        await self._ask()
        await self._end()
        return time.perf_counter() - start

    async def leave(self) -> None:
        """Close the tab."""
        self._leaving = True
        await self._socket.close()
        with suppress(ConnectionClosed):
            await self._reader

    async def press(self, key: str) -> None:
        """Press a button, and wait until the script has finished."""
        button = self._widgets[key]
        await self._ask(button, WidgetState(id=button.state.id, trigger_value=True))
        await self._end()

    async def hear(self, text: str, since: float) -> float:
        """Wait until the server has sent a text since a time, and return when it came."""
        end = time.perf_counter() + PATIENCE_SECONDS
        while time.perf_counter() < end:
            for at, heard in reversed(self.heard):
                if at < since:
                    break
                if text in heard:
                    return at
            await asyncio.sleep(FRAME_SECONDS)
        self.errors.append(f"never heard {text!r}")
        return float("inf")

    async def set(self, field: str, value: float, right: Right) -> float:
        """Release a control at a value; return the seconds until the script has finished.

        The page must then be `right`, or an error is recorded.
        """
        start = time.perf_counter()
        await self._ask(self._moved(field, value))
        await self._end()
        seconds = time.perf_counter() - start
        if not right(self):
            self.errors.append(f"wrong answer to {field} = {value:g}")
        return seconds

    async def drag(self, field: str, values: list[float], right: Right) -> tuple[float, float]:
        """Drag a control through values, one per frame, and release it at the last one.

        Like hand.js, ask for a strip first. With a strip, send nothing until the end; without one,
        send a value whenever the one before is answered. Return the seconds until the strip
        arrived, and the seconds from the release until the page was `right`.
        """
        start = time.perf_counter()
        strip = await self.take(field)
        prepared = time.perf_counter() - start
        for value in values:
            if not strip and self._answered >= self._sent:
                await self._hold(field, value)
            await asyncio.sleep(FRAME_SECONDS)
        start = time.perf_counter()
        await self._ask(self._moved(field, values[-1]))
        while time.perf_counter() - start < PATIENCE_SECONDS:
            await self._end()
            if right(self):
                return prepared, time.perf_counter() - start
        self.errors.append("no right picture after a drag")
        return prepared, PATIENCE_SECONDS

    async def take(self, field: str) -> str:
        """Take a control; return its packed strip, or "" if there is none."""
        self._taken += 1
        self._strip = ""
        asked = {"field": field, "value": self._value(field), "number": self._taken}
        await self._tell(STRIP, "taken", asked)
        await self._end()
        return self._strip

    async def hold(self, field: str, value: float) -> None:
        """Move a control without releasing it."""
        await self._hold(field, value)
        await self._end()

    async def _hold(self, field: str, value: float) -> None:
        """Send the held value to the server."""
        self._sent += 1
        await self._tell(LIVE, "held", {"values": {field: value}, "number": self._sent})

    async def _tell(self, key: str, event: str, value: dict[str, Any]) -> None:
        """Send an event of a component."""
        component = self._widgets[key]
        events = json.dumps([{"event": event, "value": value}])
        name = f"$$STREAMLIT_INTERNAL_KEY_{component.state.id}__events"
        await self._ask(component, WidgetState(id=name, json_trigger_value=events))

    def _control(self, field: str) -> Widget:
        """Find the control of a field."""
        keys = (field, field + SLIDER, field + EXACT)
        return next(self._widgets[key] for key in keys if key in self._widgets)

    def _value(self, field: str) -> float:
        """Read the value of a slider."""
        state = self._control(field).state
        kind = state.WhichOneof("value")
        assert kind
        return float(getattr(state, kind).data[0])

    def _moved(self, field: str, value: float) -> Widget:
        """Set the value of a control, and the parameter of the link bound to it."""
        widget = self._control(field)
        kind = widget.state.WhichOneof("value")
        if kind == "double_array_value":
            widget.state.double_array_value.data[:] = [value]
        elif kind == "string_array_value":
            widget.state.string_array_value.data[:] = [as_text(field, value)]
        elif kind == "string_value":
            widget.state.string_value = f"{value:.12g}"
        else:
            widget.state.double_value = value
        self._query[field] = [f"{value:.12g}"]
        return widget

    # Messages to and from the server.

    async def _ask(self, cause: Widget | None = None, *triggers: WidgetState) -> None:
        """Request a run of a widget's fragment, or a full run."""
        self._ended.clear()
        states = [each.state for each in self._widgets.values() if each.state.WhichOneof("value")]
        request: Any = {
            "query_string": urlencode(self._query, doseq=True),
            "fragment_id": cause.fragment if cause else "",
            "page_script_hash": self._page_hash,
            "page_name": "" if self._page_hash else self._page,
            "widget_states": {"widgets": [*states, *triggers]},
            "cached_message_hashes": list(self._kept),
            "context_info": {"timezone": "UTC", "locale": "en-US", "url": self._door.url},
        }
        await self._socket.send(BackMsg(rerun_script=request).SerializeToString())

    async def _end(self) -> None:
        """Wait until a run has ended."""
        try:
            await asyncio.wait_for(self._ended.wait(), PATIENCE_SECONDS)
        except TimeoutError:
            self.errors.append("no answer in time")
        self._ended.clear()

    async def _read(self) -> None:
        """Receive messages until the student leaves or the connection is lost."""
        try:
            async for raw in self._socket:
                assert isinstance(raw, bytes)
                self.received += len(raw)
                self._receive(ForwardMsg.FromString(raw))
        finally:
            if not self._leaving:
                self.errors.append("connection lost")
                self._ended.set()

    def _receive(self, message: ForwardMsg) -> None:
        """Handle a message from the server."""
        match message.WhichOneof("type"):
            case "ref_hash":
                if message.ref_hash in self._kept:
                    self._keep(message.ref_hash, self._kept[message.ref_hash].message)
                else:
                    self.errors.append("the server refers to what was never sent")
            case "delta":
                self._keep(message.hash, message)
            case "new_session":
                self._page_hash = message.new_session.page_script_hash
                self._fragments = message.metadata.run.fragment_ids
                self._most_age = message.new_session.config.max_cached_message_age
            case "navigation":  # in a first run, only this message has the page
                self._page_hash = message.navigation.page_script_hash
            case "page_not_found":
                self.errors.append("page not found")
            case "script_finished":
                if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                    self.errors.append("script does not compile")
                if message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    self.runs += 1
                    self._forget()
                    self._ended.set()

    def _keep(self, name: str, message: ForwardMsg) -> None:
        """Draw the element of a message, and cache the message if the server says so."""
        if message.metadata.cacheable:
            self._kept[name] = Kept(message)
        if message.delta.HasField("new_element"):
            self._draw(message.delta.new_element, message.delta.fragment_id)

    def _forget(self) -> None:
        """Drop cached messages that were not used for a while, as browsers do after a run."""
        for name, (message, age) in list(self._kept.items()):
            if not self._fragments or message.delta.fragment_id in self._fragments:
                if age < self._most_age:
                    self._kept[name] = Kept(message, age + 1)
                else:
                    del self._kept[name]

    def _draw(self, element: Any, fragment: str) -> None:  # noqa: ANN401 - a protobuf message
        """Add an element to the page."""
        kind = element.WhichOneof("type")
        drawn = getattr(element, kind)
        key = str(getattr(drawn, "id", "")).split("-", 2)[-1]  # $$ID-<hash>-<key>
        if kind == "exception":
            self.errors.append(f"{drawn.type}: {drawn.message}"[:200])
        elif kind in ("html", "markdown"):
            self.heard.append((time.perf_counter(), drawn.body))
        elif kind == "button":
            self._widgets[key] = Widget(WidgetState(id=drawn.id), fragment)
        elif kind == "plotly_chart":
            self.charts[key] = drawn.spec
        elif kind == "bidi_component":
            data = json.loads(drawn.json or drawn.mixed.json or "{}")
            if key.startswith(CHART):
                self.charts[key] = json.dumps(data["figure"])
            elif key == LIVE:
                self._answered = max(self._answered, data["answered"])
            elif key == STRIP and data.get("number") == self._taken:
                self._strip = data["strip"]
            self._widgets[key] = Widget(WidgetState(id=drawn.id), fragment)
        elif kind in VALUES:
            known = self._widgets.get(key)
            state = WidgetState(id=drawn.id)
            if known and not drawn.set_value:
                state.MergeFrom(known.state)
                state.id = drawn.id
            else:
                VALUES[kind](state, drawn)
            self._widgets[key] = Widget(state, fragment)


def _numbers(state: WidgetState, drawn: Any) -> None:  # noqa: ANN401
    if drawn.type == drawn.SELECT_SLIDER:
        stops = [drawn.options[int(each)] for each in drawn.default]
        state.string_array_value.data.extend(drawn.raw_value if drawn.set_value else stops)
        return
    state.double_array_value.data.extend(drawn.value if drawn.set_value else drawn.default)


def _text(state: WidgetState, drawn: Any) -> None:  # noqa: ANN401
    state.string_value = drawn.value if drawn.set_value else drawn.default


def _option(state: WidgetState, drawn: Any) -> None:  # noqa: ANN401
    state.string_value = drawn.raw_value if drawn.set_value else drawn.options[drawn.default]


# How to read the initial state of each kind of widget.
VALUES: dict[str, Callable[[WidgetState, Any], None]] = {
    "slider": _numbers,
    "text_area": _text,
    "text_input": _text,
    "radio": _option,
    "selectbox": _option,
}

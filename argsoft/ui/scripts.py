"""The scripts that watch every page in the browser; none of them has a picture of its own."""

from pathlib import Path
from typing import Any
from uuid import uuid4

import streamlit as st

from argsoft.contents import PATHS
from argsoft.scenario import BOUNDS
from argsoft.ui.live import BUTTONS

_FOLDER = Path(__file__).parent
# Each key, as a browser names it with its modifier, and what it presses.
_KEYS = {
    "F2": ".st-key-projector_switch button",
    "Alt+PageUp": ".st-key-previous_page a",
    "Alt+PageDown": ".st-key-next_page a",
}
_WATCHED = {
    "fields": list(BOUNDS),
    "presets": {
        button: {field: value for field, value in values.items() if field in BOUNDS}
        for button, values in BUTTONS.items()
    },
}
_SERVER = uuid4().hex  # one for each start of the server


def _script(name: str) -> Any:  # noqa: ANN401 - Streamlit does not export the type
    """Return what puts a script on the page."""
    return st.components.v2.component(
        f"argsoft.{name}", js=(_FOLDER / f"{name}.js").read_text(encoding="utf-8")
    )


_connection, _hand, _keys, _steady = map(_script, ("connection", "hand", "keys", "steady"))


def run() -> None:
    """Let the scripts watch the page; what they are told never changes, so that they stay."""
    with st.container(key="scripts"):
        _steady(data={"paths": PATHS})
        _hand(data=_WATCHED)
        _keys(data=_KEYS)
        _connection(data={"server": _SERVER}, on_back_change=_nothing)


def _nothing() -> None:
    """Stand in for a callback: that the page runs again is all that is wanted."""

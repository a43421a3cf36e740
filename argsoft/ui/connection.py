"""What brings an open page back when its server or its network was gone for a while."""

from pathlib import Path
from uuid import uuid4

import streamlit as st

_SERVER = uuid4().hex  # one for each start of the server
_mount = st.components.v2.component(
    "argsoft.connection",
    js=Path(__file__).with_name("connection.js").read_text(encoding="utf-8"),
)


def watch() -> None:
    """Let the page ask for all that is on it once it is connected again; see connection.js."""
    _mount(key="connection", data={"server": _SERVER}, on_back_change=_nothing)


def _nothing() -> None:
    """Stand in for a callback: that the page runs again is all that is wanted."""

"""The scripts that watch every page in the browser; none of them has a picture of its own."""

from pathlib import Path
from uuid import uuid4

import streamlit as st

from argsoft import figures
from argsoft.contents import PATHS
from argsoft.scenario import BOUNDS
from argsoft.ui.charts import PLOTLY_PATH

KEY = "watching"
PLAYER = (Path(figures.__file__).parent / "player.js").read_text(encoding="utf-8")
_NAMES = (
    *("order", "arrival", "address", "language", "charts", "finger"),
    *("hand", "keys", "asked", "connection"),
)
# All that they are told. It never changes, so that they stay.
_TOLD = {
    "paths": PATHS,
    "fields": list(BOUNDS),
    # Each key, as a browser names it with its modifier, and what it presses.
    "keys": {
        "F2": ".st-key-projector_switch button",
        "Alt+PageUp": ".st-key-previous_page a",
        "Alt+PageDown": ".st-key-next_page a",
    },
    "plotly": PLOTLY_PATH,
    "server": uuid4().hex,  # one for each start of the server
}


def _source(name: str) -> str:
    """Return the text of a script."""
    return Path(__file__).with_name(f"{name}.js").read_text(encoding="utf-8")


def _block(name: str) -> str:
    """Return a script as a block, which keeps its names to itself."""
    return f"{{\n{_source(name).replace('export default', 'all.push(watch);')}}}\n"


# One component for all, since Streamlit does much for each, whenever anything on the page is set.
_mount = st.components.v2.component(
    "argsoft.scripts",
    js=f"const all = [];\n{PLAYER}{''.join(map(_block, _NAMES))}"
    "export default (page) => all.forEach((watch) => watch(page));\n",
)


def run() -> None:
    """Let the scripts watch the page."""
    with st.container(key="scripts"):
        _mount(key=KEY, data=_TOLD, on_back_change=_nothing)


def _nothing() -> None:
    """Stand in for a callback: that the page runs again is all that is wanted."""

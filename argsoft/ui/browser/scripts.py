"""The scripts that watch every page in the browser; none of them has a picture of its own."""

from pathlib import Path
from uuid import uuid4

import streamlit as st

from argsoft import figures
from argsoft.figures import PLOTLY
from argsoft.state.contents import PATHS
from argsoft.state.scenario import BOUNDS
from argsoft.ui.browser import source

KEY = "watching"
_folder = st.components.v1.declare_component("plotly", path=PLOTLY.parent)
# Where a browser finds what draws the charts, from the address of the app on.
PLOTLY_PATH = f"component/{_folder.name}/{PLOTLY.name}"
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


def _block(name: str) -> str:
    """Return a script as a block, which keeps its names to itself."""
    return f"{{\n{source(f'{name}.js').replace('export default', 'all.push(watch);')}}}\n"


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

"""The scripts that watch every page in the browser; none of them has a picture of its own."""

from pathlib import Path
from uuid import uuid4

import streamlit as st

from argsoft.contents import PATHS
from argsoft.scenario import BOUNDS
from argsoft.ui import trainings
from argsoft.ui.controls import LOGARITHMIC
from argsoft.ui.live import BUTTONS

KEY = "watching"
LINEAR = BOUNDS.keys() - LOGARITHMIC.keys()
_NAMES = (
    *("order", "address", "language", "steady", "finger"),
    *("hand", "keys", "film", "asked", "connection"),
)
# All that they are told. It never changes, so that they stay.
_TOLD = {
    "paths": PATHS,
    "fields": list(BOUNDS),
    "presets": {
        button: {field: value for field, value in values.items() if field in LINEAR}
        for button, values in BUTTONS.items()
    },
    # Each key, as a browser names it with its modifier, and what it presses.
    "keys": {
        "F2": ".st-key-projector_switch button",
        "Alt+PageUp": ".st-key-previous_page a",
        "Alt+PageDown": ".st-key-next_page a",
    },
    "server": uuid4().hex,  # one for each start of the server
}


def _block(name: str) -> str:
    """Return a script as a block, which keeps its names to itself."""
    source = Path(__file__).with_name(f"{name}.js").read_text(encoding="utf-8")
    return f"{{\n{source.replace('export default', 'all.push(watch);')}}}\n"


# One component for all, since Streamlit does much for each, whenever anything on the page is set.
_mount = st.components.v2.component(
    "argsoft.scripts",
    js=f"const all = [];\n{''.join(map(_block, _NAMES))}"
    "export default (page) => all.forEach((watch) => watch(page));\n",
)


def run() -> None:
    """Let the scripts watch the page."""
    with st.container(key="scripts"):
        _mount(key=KEY, data=_TOLD, on_back_change=_nothing, on_film_change=_played)


def _played() -> None:
    """Let the page follow a film that has come to rest."""
    trainings.played_to(st.session_state[KEY]["film"])


def _nothing() -> None:
    """Stand in for a callback: that the page runs again is all that is wanted."""

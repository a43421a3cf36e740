"""Scripts that run on every page; none renders anything."""

from pathlib import Path
from uuid import uuid4

import streamlit as st

from argsoft import figures
from argsoft.figures import PLOTLY
from argsoft.language import spoken
from argsoft.state.contents import PATHS
from argsoft.state.scenario import BOUNDS
from argsoft.ui.browser import source
from argsoft.ui.browser.streamlit_internals import file_url, names_script

KEY = "watching"
PLOTLY_PATH = file_url("plotly", PLOTLY)
PLAYER = (Path(figures.__file__).parent / "player.js").read_text(encoding="utf-8")
_NAMES = (
    *("order", "arrival", "address", "language", "charts", "finger"),
    *("hand", "keys", "asked", "connection", "lesson"),
)


def _unused(key: str, buttons: str) -> str:
    """Write the selector of a step's link, unless one of these buttons has a shortcut."""
    return f".stMain:not(:has(:is({buttons}) kbd)) .st-key-lesson_{key} :is(a, button)"


# Constant for a language, so that the component is not mounted again.
_TOLD = {
    "paths": PATHS,
    "fields": list(BOUNDS),
    # Selectors of what each key clicks. `st.page_link` has no shortcut, and a button's F2 does
    # nothing while a text field has the focus.
    "keys": {
        "F2": ".st-key-projector_switch button",
        "Alt+PageUp": ".st-key-previous_page a",
        "Alt+PageDown": ".st-key-next_page a",
        "F8": ".st-key-lesson_notes a",
        # The keys of a presenter's remote, unless buttons of the page have them.
        "PageUp": _unused("back", ".st-key-back, .st-key-reveal_off"),
        "PageDown": _unused("next", ".st-key-next, .st-key-reveal_on, [class*=st-key-room_]"),
    },
    "plotly": PLOTLY_PATH,
    "server": uuid4().hex,  # changes when the server restarts
}


def _block(name: str) -> str:
    """Wrap a script in a block, to scope its names."""
    return f"{{\n{source(f'{name}.js').replace('export default', 'all.push(watch);')}}}\n"


# A single component, because Streamlit handles each one in every run.
_mount = st.components.v2.component(
    "argsoft.scripts",
    js=f"{names_script()}const all = [];\n{PLAYER}{''.join(map(_block, _NAMES))}"
    "export default (page) => all.forEach((watch) => watch(page));\n",
)


def run() -> None:
    """Start the scripts."""
    with st.container(key="scripts"):
        _mount(key=KEY, data=_TOLD | {"language": spoken()}, on_back_change=_nothing)


def _nothing() -> None:
    """Do nothing: the trigger only has to rerun the page."""

"""Pictures that follow the visitor's hand: a slider under the pointer, a number half typed.

`st.slider` sends its value on release. The component here has no picture; it watches the page's
native controls and sends the value of a held one as a trigger, which lasts for one run of the
picture's own fragment and so cannot outlive the drag. The release commits the slider and the link
as ever, and where the component finds nothing to watch, the picture still follows the release.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import streamlit as st

from argsoft.scenario import BOUNDS, DEFAULTS, LOGIT_FIELDS, PRESETS, Scenario

KEY = "live"
COMMITTED = "committed"
RESET = "reset"
# The buttons that set controls at once, by their keys, and what each sets.
BUTTONS: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        **{
            name: {f: getattr(scenario, f) for f in LOGIT_FIELDS}
            for name, scenario in PRESETS.items()
        },
        RESET: DEFAULTS,
    }
)
_WATCHED = {
    "fields": list(BOUNDS),
    "presets": {
        button: {field: value for field, value in values.items() if field in BOUNDS}
        for button, values in BUTTONS.items()
    },
}

# In the script, where they cost nothing at each move of the hand.
_SCRIPT = f"const WATCHED = {json.dumps(_WATCHED)};\n"

_mount = st.components.v2.component(
    "argsoft.live", js=_SCRIPT + Path(__file__).with_name("live.js").read_text(encoding="utf-8")
)


def picture(draw: Callable[[Scenario], None]) -> Callable[[Scenario], None]:
    """Make a function that draws a scenario follow the hand; a page has one such picture.

    Parameters
    ----------
    draw : callable
        Draws charts and words, no controls. It runs again, and it alone, for every move.

    Returns
    -------
    callable
        Takes the scenario that the controls have committed; `draw` gets it with the value in hand.

    Examples
    --------
    A page says ``@live.picture`` above its ``def bars(scenario)``, and then calls
    ``bars(controls.logits())``.
    """

    @st.fragment
    def follow(scenario: Scenario, committed: dict[str, object]) -> None:
        if any(st.session_state.get(name) != value for name, value in committed.items()):
            st.rerun()  # a release left together with a move, and only this fragment was told
        _mount(key=KEY, data={"answered": _sent().get("number", 0)}, on_held_change=_nothing)
        held = _still_in_hand(scenario)
        draw(replace(scenario, **held) if held else scenario)

    def start(scenario: Scenario) -> None:
        now = vars(scenario)
        known = st.session_state.to_dict().items()  # asking for each of them takes longer
        follow(scenario, {n: v for n, v in known if n in now and now[n] == v})

    return start


def in_hand() -> dict[str, Any] | None:
    """Return the legal values that the browser says are in hand; None where it says nothing."""
    match _sent():
        case {"values": dict(values)}:
            return {
                field: value
                for field, value in values.items()
                if field in BOUNDS and BOUNDS[field].admit(value)
            }
    return None


def _still_in_hand(scenario: Scenario) -> dict[str, Any]:
    """Return the values in hand, without those that the visitor has let go of in this very run."""
    now = vars(scenario)
    before = st.session_state.get(COMMITTED, now)
    st.session_state[COMMITTED] = now
    return {name: value for name, value in (in_hand() or {}).items() if before[name] == now[name]}


def _sent() -> dict[str, Any]:
    """Return the last message of the component, which lasts for this run."""
    sent = st.session_state.get(KEY, {}).get("held")
    return sent if isinstance(sent, dict) else {}


def _nothing() -> None:
    """Stand in for a callback: Streamlit only keeps the values of events that have one."""

"""Pictures that follow the visitor's hand: a slider under the pointer, a number half typed.

`st.slider` sends its value on release. The component here has no picture; it watches the page's
native controls and sends the value of a held one as a trigger, which lasts for one run of the
picture's own fragment and so cannot outlive the drag. The release commits the slider and the link
as ever, and where the component finds nothing to watch, the picture still follows the release.
"""

from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import streamlit as st

from argsoft.scenario import BOUNDS, PRESETS, Scenario

KEY = "live"
COMMITTED = "committed"
RESET = "reset"
# The buttons that set all controls at once, by their keys.
BUTTONS = {**PRESETS, RESET: Scenario()}
_WATCHED = {
    "fields": list(BOUNDS),
    "presets": {button: asdict(scenario) for button, scenario in BUTTONS.items()},
}

_mount = st.components.v2.component(
    "argsoft.live", js=Path(__file__).with_name("live.js").read_text(encoding="utf-8")
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
    def follow(scenario: Scenario) -> None:
        if any(st.session_state.get(name, now) != now for name, now in asdict(scenario).items()):
            st.rerun()  # a release left together with a move, and only this fragment was told
        answered = _sent().get("number", 0)
        _mount(key=KEY, data={**_WATCHED, "answered": answered}, on_held_change=_nothing)
        draw(replace(scenario, **_still_in_hand(scenario)))

    return follow


def in_hand() -> dict[str, float] | None:
    """Return the legal values that the browser says are in hand; None where it says nothing."""
    match _sent():
        case {"values": dict(values)}:
            return {
                field: value
                for field, value in values.items()
                if field in BOUNDS and isinstance(value, int | float) and BOUNDS[field].admit(value)
            }
    return None


def _still_in_hand(scenario: Scenario) -> dict[str, float]:
    """Return the values in hand, without those that the visitor has let go of in this very run."""
    now = asdict(scenario)
    before = st.session_state.get(COMMITTED, now)
    st.session_state[COMMITTED] = now
    return {name: value for name, value in (in_hand() or {}).items() if before[name] == now[name]}


def _sent() -> dict[str, Any]:
    """Return the last message of the component, which lasts for this run."""
    sent = st.session_state.get(KEY, {}).get("held")
    return sent if isinstance(sent, dict) else {}


def _nothing() -> None:
    """Stand in for a callback: Streamlit only keeps the values of events that have one."""

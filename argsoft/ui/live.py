"""Pictures that follow the visitor's hand: a slider under the pointer, a number half typed.

`st.slider` sends its value on release. The component here has no picture; it watches the page's
native controls and sends the value of a held one as a trigger, which lasts for one run of the
picture's own fragment and so cannot outlive the drag. The release commits the slider and the link
as ever, and where the component finds nothing to watch, the picture still follows the release.
"""

from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

import streamlit as st

from argsoft.scenario import BOUNDS, PRESETS, Scenario

KEY = "live"
# What the component watches: the controls of the fields, and the buttons with these keys.
_WATCHED = {
    "fields": list(BOUNDS),
    "presets": {name: asdict(scenario) for name, scenario in PRESETS.items()}
    | {"reset": asdict(Scenario())},
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
        sent = st.session_state.get(KEY, {}).get("held")
        answered = sent["number"] if sent else 0
        _mount(key=KEY, data={**_WATCHED, "answered": answered}, on_held_change=_nothing)
        draw(_with(scenario, sent))

    return follow


def _with(scenario: Scenario, sent: object) -> Scenario:
    """Return the scenario with the values that the browser sent, where they are legal ones."""
    match sent:
        case {"values": dict(values)}:
            legal = {
                field: value
                for field, value in values.items()
                if field in BOUNDS and isinstance(value, int | float) and BOUNDS[field].admit(value)
            }
            return replace(scenario, **legal)
    return scenario


def _nothing() -> None:
    """Stand in for a callback: Streamlit only keeps the values of events that have one."""

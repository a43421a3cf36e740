"""Pictures that follow the visitor's hand: a slider under the pointer, a number half typed.

`st.slider` sends its value on release. The component here has no picture; it watches the page's
native controls and sends the value of a held one as a trigger, which lasts for one run of the
picture's own fragment and so cannot outlive the drag. The release commits the slider and the link
as ever, and where the component finds nothing to watch, the picture still follows the release.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import streamlit as st

from argsoft.scenario import BOUNDS, Scenario

KEY = "live"

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
    In a page: ``@live.picture`` above ``def bars(scenario): ...``, then ``bars(controls.logits())``.
    """

    @st.fragment
    def follow(scenario: Scenario) -> None:
        sent = st.session_state.get(KEY, {}).get("held")
        _mount(
            key=KEY,
            data={"fields": list(BOUNDS), "answered": sent["number"] if sent else 0},
            on_held_change=_nothing,
            on_reduced_motion_change=_nothing,
        )
        draw(_with(scenario, sent))

    return follow


def motion_is_welcome() -> bool:
    """Return whether the visitor's device has not asked for reduced motion."""
    return not st.session_state.get(KEY, {}).get("reduced_motion")


def _with(scenario: Scenario, sent: object) -> Scenario:
    """Return the scenario with the value that the browser sent, where that is a legal one."""
    match sent:
        case {"field": str(field), "value": int() | float() as value}:
            if field in BOUNDS and BOUNDS[field].admit(value):
                return replace(scenario, **{field: value})
    return scenario


def _nothing() -> None:
    """Stand in for a callback: Streamlit only keeps the values of events that have one."""

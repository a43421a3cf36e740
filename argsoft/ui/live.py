"""Pictures that follow the visitor's hand on a slider.

`st.slider` sends its value on release. A script, hand.js, watches the page's native controls; the
component here lends it a way to send the value of a held one as a trigger, which lasts for one run
of the picture's own fragment and so cannot outlive the drag. The release commits the slider and the
link as ever, and where the script finds nothing to watch, the picture still follows the release.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import streamlit as st

from argsoft.contents import page_at
from argsoft.scenario import BOUNDS, DEFAULTS, LOGIT_FIELDS, PRESETS, Scenario
from argsoft.ui import process
from argsoft.ui.visit import visit

KEY = "live"
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
    ``controls.dragged({}, LOGIT_FIELDS, bars)``.
    """

    @process.fragment
    def follow(scenario: Scenario, committed: Mapping[str, object]) -> None:
        if any(st.session_state.get(name) != value for name, value in committed.items()):
            st.rerun()  # a release left together with a move, and only this fragment was told
        answered = _sent().get("number", 0)
        now = _mount(key=KEY, data={"answered": answered}, on_held_change=_nothing)
        # Of the first move, only this one knows.
        held = _still_in_hand(scenario, legal_values(now.held))
        draw(replace(scenario, **held) if held else scenario)

    def start(scenario: Scenario) -> None:
        follow(scenario, _bound(scenario))

    return start


def _bound(scenario: Scenario) -> dict[str, object]:
    """Return those fields that a control of this page holds, and no picture has changed."""
    now, fields = vars(scenario), page_at(visit().page or "").fields
    return {name: now[name] for name in fields if st.session_state.get(name) == now[name]}


def legal_values(sent: object) -> dict[str, Any] | None:
    """Return the values of a message that are within their bounds; None where it has no values."""
    match sent:
        case {"values": dict(values)}:
            return {
                field: value
                for field, value in values.items()
                if field in BOUNDS and BOUNDS[field].admit(value)
            }
    return None


def _still_in_hand(scenario: Scenario, held: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return the values in hand, without those that the visitor has let go of in this very run."""
    remembered, now = visit(), vars(scenario)
    before = remembered.committed or now
    remembered.committed = now
    return {name: value for name, value in (held or {}).items() if before[name] == now[name]}


def _sent() -> dict[str, Any]:
    """Return the last message of the component, which lasts for this run."""
    sent = st.session_state.get(KEY, {}).get("held")
    return sent if isinstance(sent, dict) else {}


def _nothing() -> None:
    """Stand in for a callback: Streamlit only keeps the values of events that have one."""

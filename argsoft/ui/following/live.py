"""Pictures that follow the visitor's hand on a slider.

`st.slider` sends its value on release. A script, hand.js, watches the page's native controls. When
one is taken into the hand, it asks for a strip: what the picture is at each place of that slider.
While the hand moves, it picks a place, and nothing goes to the server. Where there is no strip, or
the hand rests, it sends the value in hand as a trigger, which lasts for one run of the picture's
own fragment and so cannot outlive the drag. The release commits the slider and the link as ever,
and where the script finds nothing to watch, the picture still follows the release.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any, NamedTuple

import streamlit as st

from argsoft.state.scenario import (
    BOUNDS,
    DEFAULTS,
    LOGIT_FIELDS,
    PARAMETERS,
    PRESETS,
    Scenario,
    fields_of,
)
from argsoft.ui.browser import source
from argsoft.ui.following import recording, strips
from argsoft.ui.visit import rendering
from argsoft.ui.visit.session import visit

Places = Callable[[Scenario], Sequence[float]]
KEY, STRIP = "live", "strip"
MOST_ASKED = 1_000_000  # strips, in one visit
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

_mount, _mount_strip = (
    st.components.v2.component(f"argsoft.{name}", js=source(f"{name}.js"))
    for name in ("live", "strip")
)


def picture(draw: strips.Draw, places: Places | None = None) -> Callable[[Scenario], None]:
    """Make a function that draws a scenario follow the hand; a page has one such picture.

    Parameters
    ----------
    draw : callable
        Draws charts and words, no controls. It is recorded for every place of a slider in the hand.
    places : callable, optional
        Takes a scenario and returns where the slider of the page can be put, where that is not
        about everywhere.

    Returns
    -------
    callable
        Takes the scenario that the controls have committed; `draw` gets it with the value in hand.

    Examples
    --------
    A page says ``@live.picture`` above its ``def bars(scenario)``, and then calls
    ``controls.dragged({}, LOGIT_FIELDS, bars)``.
    """

    @rendering.fragment
    def follow(scenario: Scenario, committed: Mapping[str, object]) -> None:
        _catch_up(committed)
        now = _mount(key=KEY, data=_told(scenario), on_held_change=_nothing)
        values = legal_values(now.held) or {}
        held = _still_in_hand(scenario, {f: value for f, value in values.items() if _slides(f)})
        if held:
            draw(replace(scenario, **held))
        else:
            left, visit().left = visit().left, {}
            with recording.arriving(strips.way(draw, scenario, left)):
                draw(scenario)

    @rendering.fragment
    def prepare(scenario: Scenario, committed: Mapping[str, object]) -> None:
        _catch_up(committed)
        answer = _answer(draw, places, scenario)
        _mount_strip(key=STRIP, data=answer, on_taken_change=_nothing)

    def start(scenario: Scenario) -> None:
        committed = _bound(scenario)
        prepare(scenario, committed)
        follow(scenario, committed)

    return start


def _answer(draw: strips.Draw, places: Places | None, scenario: Scenario) -> dict[str, Any]:
    """Return the strip that the script asks for, if it asks for one."""
    asked = _asked(st.session_state.get(STRIP, {}).get("taken"))
    if asked is None:
        return {}
    taken = scenario.moved(asked.field, asked.value)
    stops = places(taken) if places else ()
    if asked.by_key and not places:
        stops = BOUNDS[asked.field].near(asked.value)
    return {"number": asked.number} | strips.moving(draw, taken, asked.field, stops)


class _Asked(NamedTuple):
    """Which slider has been taken into the hand, or is moved by keys, and where it stands."""

    field: str
    value: float
    number: float
    by_key: bool


def _asked(sent: object) -> _Asked | None:
    """Return what a message asks for; None where that cannot be."""
    match sent:
        case {
            "field": str(field),
            "value": int() | float() as value,
            "number": int() | float() as number,
            **rest,
        } if (
            _slides(field)
            and BOUNDS[field].admit(value)
            and 1 <= number <= MOST_ASKED
            and bool not in map(type, (value, number))
        ):
            return _Asked(field, value, number, rest.get("byKey") is True)
    return None


def _slides(field: str) -> bool:
    """Return whether a field has a slider on this page; others must not move under a picture."""
    return field in visit().shown and PARAMETERS[field].has_slider


def _bound(scenario: Scenario) -> dict[str, object]:
    """Return what the controls of this page hold, but for those that a picture has changed."""
    now, fields = vars(scenario), fields_of(visit().page or "")
    return {
        name: _holds(name)
        for name in fields
        if name not in st.session_state or st.session_state[name] == now[name]
    }


def _holds(field: str) -> object:
    """Return what a control holds; of one that is a view, what its link holds."""
    return st.session_state.get(field, st.query_params.get(field))


def _catch_up(committed: Mapping[str, object]) -> None:
    """Run the page again where a release left together with a message for one fragment alone."""
    if any(_holds(name) != value for name, value in committed.items()):
        st.rerun()


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


def is_told() -> bool:
    """Return whether a slider in the hand has asked for this run."""
    return bool(_sent() or st.session_state.get(STRIP, {}).get("taken"))


def _still_in_hand(scenario: Scenario, held: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values in hand, without those that the visitor has let go of in this very run.

    Those come from the component itself: of the first move, only that knows.
    """
    remembered, now = visit(), vars(scenario)
    before = remembered.committed or now
    remembered.committed = now
    return {name: value for name, value in held.items() if before[name] == now[name]}


def _told(scenario: Scenario) -> dict[str, Any]:
    """Return what the browser is told: its last message, and the numbers that hold."""
    fields = fields_of(visit().page or "")
    numbers = {field: getattr(scenario, field) for field in fields if field in BOUNDS}
    return {"answered": _sent().get("number", 0), "committed": numbers}


def _sent() -> dict[str, Any]:
    """Return the last message of the component, which lasts for this run."""
    sent = st.session_state.get(KEY, {}).get("held")
    return sent if isinstance(sent, dict) else {}


def _nothing() -> None:
    """Stand in for a callback: Streamlit only keeps the values of events that have one."""

"""Update pictures while a slider is dragged.

`st.slider` sends its value on release only. So hand.js watches the sliders. When a drag begins, it
requests a strip: the picture at each position of that slider. While the slider moves, the browser
plays the strip without the server. If there is no strip, or the slider rests, hand.js sends the
current value as a trigger, which lasts for one run of the picture's fragment and so cannot outlive
the drag. The release commits the slider and the link as usual. If hand.js finds no sliders, the
picture still updates on release.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any, NamedTuple

import streamlit as st

from argsoft.state.contents import VIEW_FIELDS
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
from argsoft.ui.visit.session import on_its_page, visit

Places = Callable[[Scenario], Sequence[float]]
Committed = Mapping[str, tuple[object, ...]]  # what each control may hold
KEY, STRIP = "live", "strip"
MOST_ASKED = 1_000_000  # strips per visit
RESET = "reset"
# Values set by each preset button, by the button's key.
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


def picture(
    draw: strips.Draw, places: Places | None = None, compute: strips.Compute = strips.nothing
) -> Callable[[Scenario], None]:
    """Decorate the function that draws a page's picture, to update it during a drag.

    A page has at most one such picture.

    Parameters
    ----------
    draw : callable
        Draws charts and words, but no widgets. It is recorded for each position of the slider.
    places : callable, optional
        Takes a scenario and returns the slider's positions. By default, positions all along the
        slider.
    compute : callable, optional
        Takes scenarios, and returns what `draw` takes for each. It is called once for all
        positions of the slider. By default, `draw` takes the scenario.

    Returns
    -------
    callable
        Takes the committed scenario, and calls `draw` with the value being dragged.

    Examples
    --------
    A page says ``@live.picture`` above its ``def bars(scenario)``, and then calls
    ``controls.dragged({}, LOGIT_FIELDS, bars)``. With ``@partial(live.picture,
    compute=results.slopes)``, it takes one of the results instead.
    """

    @rendering.fragment
    def follow(scenario: Scenario, committed: Committed) -> None:
        _catch_up(committed)
        now = _mount(key=KEY, data=_told(scenario), on_held_change=_put_down)
        values = legal_values(now.held) or {}
        held = _still_in_hand(scenario, {f: value for f, value in values.items() if _slides(f)})
        if held:
            draw(*compute([replace(scenario, **held)]))
        else:
            left, visit().left = visit().left, {}
            with recording.arriving(strips.way(draw, scenario, left, compute)):
                draw(*compute([scenario]))

    @rendering.fragment
    def prepare(scenario: Scenario, committed: Committed) -> None:
        _catch_up(committed)
        answer = _answer(draw, places, compute, scenario)
        _mount_strip(key=STRIP, data=answer, on_taken_change=_nothing)

    def start(scenario: Scenario) -> None:
        committed = _bound(scenario)
        prepare(scenario, committed)
        follow(scenario, committed)

    return start


def _answer(
    draw: strips.Draw, places: Places | None, compute: strips.Compute, scenario: Scenario
) -> dict[str, Any]:
    """Make the strip that hand.js has requested, if any."""
    asked = _asked(st.session_state.get(STRIP, {}).get("taken"))
    if asked is None:
        return {}
    stops = places(scenario) if places else ()
    if asked.by_key and not places:
        stops = BOUNDS[asked.field].near(asked.value)
    return {"number": asked.number} | strips.moving(draw, scenario, asked.field, stops, compute)


class _Asked(NamedTuple):
    """A request for the strip of a slider that is dragged or moved by keys."""

    field: str
    value: float
    number: float
    by_key: bool


def _asked(sent: object) -> _Asked | None:
    """Parse a request for a strip; return None if it is invalid."""
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
    """Check whether a field has a slider on this page, so that the browser may move it."""
    return field in visit().shown and PARAMETERS[field].has_slider


def _bound(scenario: Scenario) -> Committed:
    """Read the controls of this page and the view, except what the scenario overrides."""
    now, fields = vars(scenario), (*fields_of(visit().page or ""), *VIEW_FIELDS)
    # A control below the picture holds nothing yet, and then the value of the scenario.
    return {
        name: (now[name],) if name in st.session_state else (now[name], _holds(name))
        for name in fields
        if st.session_state.get(name, now[name]) == now[name]
    }


def _holds(field: str) -> object:
    """Read a field from session state, or else from the link."""
    return st.session_state.get(field, st.query_params.get(field))


def _catch_up(committed: Committed) -> None:
    """Rerun the whole page if a change arrived together with a message for this fragment only."""
    if any(_holds(name) not in values for name, values in committed.items()):
        st.rerun()


def legal_values(sent: object) -> dict[str, Any] | None:
    """Parse the values of a message, dropping illegal ones; return None if it has no values."""
    match sent:
        case {"values": dict(values)}:
            return {
                field: value
                for field, value in values.items()
                if field in BOUNDS and BOUNDS[field].admit(value)
            }
    return None


def is_told() -> bool:
    """Check whether a slider being dragged requested this run."""
    return bool(_sent() or st.session_state.get(STRIP, {}).get("taken"))


def _still_in_hand(scenario: Scenario, held: Mapping[str, Any]) -> dict[str, Any]:
    """Drop held values whose sliders have been released in this run."""
    remembered, now = visit(), vars(scenario)
    before = remembered.committed or now
    remembered.committed = now
    return {name: value for name, value in held.items() if before[name] == now[name]}


@on_its_page
def _put_down() -> None:
    """Set the sliders to where a mark on a chart was dragged to, when it is released."""
    sent = _sent()
    if sent.get("isPut") is True:
        for field, value in (legal_values(sent) or {}).items():
            if _slides(field) and not PARAMETERS[field].is_view:
                st.session_state[field] = BOUNDS[field].typed(value)
                visit().refused.pop(field, None)


def _told(scenario: Scenario) -> dict[str, Any]:
    """Tell the browser which message was answered last, and which numbers are committed."""
    fields = fields_of(visit().page or "")
    numbers = {field: getattr(scenario, field) for field in fields if field in BOUNDS}
    return {"answered": _sent().get("number", 0), "committed": numbers}


def _sent() -> dict[str, Any]:
    """Read the component's message, which lasts for one run."""
    sent = st.session_state.get(KEY, {}).get("held")
    return sent if isinstance(sent, dict) else {}


def _nothing() -> None:
    """Do nothing: Streamlit keeps a trigger's value only if it has a callback."""

"""The controls of every page. A control's key, its link parameter and its field are one name."""

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Literal
from urllib.parse import parse_qs

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from argsoft.gradients import descend
from argsoft.state.contents import PRESETS, VIEW_FIELDS
from argsoft.state.rules import Bounds, LogarithmicBounds
from argsoft.state.scenario import (
    BOUNDS,
    DEFAULTS,
    LOGIT,
    LOGIT_FIELDS,
    PARAMETERS,
    Scenario,
    class_index,
    fields_of,
    parameter,
)
from argsoft.ui.drawing import sentences
from argsoft.ui.following import live
from argsoft.ui.following.live import BUTTONS, RESET
from argsoft.ui.visit import rendering
from argsoft.ui.visit.hiding import shows
from argsoft.ui.visit.session import Refused, link_gone_back_to, on_its_page, running_script, visit
from argsoft.wording.labels import PRESET_LABELS
from argsoft.wording.refusals import number_refusal

LabelVisibility = Literal["visible", "hidden", "collapsed"]
SHOWN_MOST = 16  # texts that a number field is known to have shown
STEP, STEP_FIELDS = "step", ("target", "through", "learning_rate")
STEP_DECIMALS = 4  # of a logit after a step, so that links stay short
EXACT = "_exact"  # ends the key of the number field beside a slider; hand.js knows it too
SLIDER = "_slider"  # ends the key of a slider that is a view of its field; so does hand.js
LOGARITHMIC: Mapping[str, LogarithmicBounds] = {
    name: rule for name, rule in BOUNDS.items() if isinstance(rule, LogarithmicBounds)
}
NOTHING: Mapping[str, float] = MappingProxyType({})
# Fields whose value lives in the link alone.
VIEWS = frozenset(name for name, each in PARAMETERS.items() if each.is_view)


def arrive(path: str) -> None:
    """Bring what is set on one page along to the next; once a run, before the page of this path.

    Streamlit takes from the link what another page had bound to it. It still was in that page's
    link, and from here on it is in this one's, too. Where the new link has a value, that one holds.
    And where the browser went back or forward, its link alone holds.
    """
    now, link = visit(), link_gone_back_to()
    turned, now.script = now.page != path, running_script()
    if turned:
        now.shown.clear()
        now.left = {}
    if turned and now.page is not None and link is not None:
        now.page = path
        _restore(path, link)
    if now.page is None:  # a visit begins, at whatever page
        carried(field for field in st.query_params if field in DEFAULTS)
    elif turned:
        for field, value in now.kept.items():
            if field in st.query_params:
                # Brought along to a page without its control, it would win over the new link.
                st.session_state.pop(field, None)
            elif value != DEFAULTS[field]:
                choose(field, value)
                st.query_params[field] = parameter(value)
    now.page = path


def _restore(path: str, link: str) -> None:
    """Show the page of this path as a link says, and nothing else.

    Streamlit means to, but before it looks, it takes out of the link what another page had bound to
    it. So the whole link is put back, and looked at in a run of its own.
    """
    given = parse_qs(link, keep_blank_values=True)
    for field in (*fields_of(path), *VIEW_FIELDS):
        visit().kept.pop(field, None)
    known = {field: values for field, values in given.items() if field in DEFAULTS}
    st.query_params.from_dict(known)
    carried(known)
    st.rerun()


def row(key: str = "sliders") -> DeltaGenerator:
    """Draw an empty row, for sliders."""
    return st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key=key)


def apart(draw: Callable[..., None]) -> Callable[..., None]:
    """Make a function a part of a page that runs again alone, when a control of its own is set.

    What its controls depend on beside them may be set at the same instant, or by one of its own
    buttons. Then the whole page runs again.

    Parameters
    ----------
    draw : callable
        Takes what the controls beside it are set to, as a mapping, and anything else.
    """

    @rendering.fragment
    def run(others: Mapping[str, Any], before: Sequence[Any], *rest: object) -> None:
        if _as_set(others) != before:
            st.rerun()
        draw(others, *rest)

    def start(others: Mapping[str, Any], *rest: object) -> None:
        run(others, _as_set(others), *rest)

    return start


def _as_set(fields: Iterable[str]) -> list[Any]:
    """Return what the controls of some fields hold, and the link."""
    return [(st.session_state.get(field), st.query_params.get(field)) for field in fields]


@apart
def dragged(
    others: Mapping[str, Any],
    fields: Iterable[str],
    draw: Callable[[Scenario], None],
    place: DeltaGenerator | None = None,
    most: Mapping[str, float] = NOTHING,
) -> None:
    """Draw sliders, and what depends on them; when one is let go, only this runs again.

    Parameters
    ----------
    others : mapping
        What the other controls of the page are set to.
    fields : iterable of str
        What the sliders set.
    draw : callable
        Takes the scenario of all controls.
    place : DeltaGenerator, optional
        A row further up, for the sliders.
    most : mapping of str to float
        Where a slider ends that ends before its bounds; all beyond is its end.
    """
    draw(Scenario(**others, **numbers(fields, place, most)))


def numbers(
    fields: Iterable[str],
    place: DeltaGenerator | None = None,
    most: Mapping[str, float] = NOTHING,
) -> dict[str, Any]:
    """Draw fields with a number in one row, each as a slider and as a number; return the values."""
    values: dict[str, float] = {}
    bounds = {f: BOUNDS[f]._replace(maximum=most[f]) if f in most else BOUNDS[f] for f in fields}
    with place or row():
        for field, rule in bounds.items():
            with st.container(
                horizontal=True, vertical_alignment="bottom", gap="small", key=f"pair_{field}"
            ):
                values[field] = _slider(field, rule)
                # At an end that moves, it is at its default, wherever that is.
                at_end = values[field] == most.get(field)
                visit().kept[field] = DEFAULTS[field] if at_end else values[field]
                _number(field, values, rule)
        for field, rule in bounds.items():
            _refusal(field, rule)
    return values


def _refusal(field: str, bounds: Bounds) -> None:
    """Draw why the text in a number field could not be used, where it could not."""
    refused = visit().refused.get(field)
    if refused:
        words = number_refusal(field, *refused, bounds)
        sentences.plain(words, key=f"refused_{field}", role="alert", tells=())


def count(field: str) -> int:
    """Draw a field with a whole number as a number to type, which lives in the link."""
    value = int(_now(field))
    if value == DEFAULTS[field]:
        st.query_params.pop(field, None)
    visit().kept[field] = value
    _number(field, {field: value}, BOUNDS[field], "visible")
    _refusal(field, BOUNDS[field])
    return value


def pick_one(field: str) -> str:
    """Draw a field with a few long options, and return the one that is chosen."""
    options = PARAMETERS[field].options
    chosen: str = st.selectbox(
        PARAMETERS[field].label,
        options,
        options.index(DEFAULTS[field]),
        key=field,
        width=145,
        bind="query-params",
    )
    visit().kept[field] = chosen
    return chosen


def carried(fields: Iterable[str]) -> dict[str, Any]:
    """Return fields as the link has them that have no control here, and keep them for all pages."""
    values = linked(fields)
    visit().kept.update(values)
    return values


def forget(fields: Iterable[str]) -> None:
    """Leave fields behind: they do not go along to the next page."""
    visit().kept.update((field, DEFAULTS[field]) for field in fields)


def linked(fields: Iterable[str]) -> dict[str, Any]:
    """Return fields as the link has them, which are gone with it on the next page."""
    given = query(fields)
    scenario = Scenario.from_query(given)
    return {field: getattr(scenario, field) for field in given}


def query(names: Iterable[str]) -> dict[str, list[str]]:
    """Return all that the link holds under some names."""
    return {name: st.query_params.get_all(name) for name in names}


def several(field: str) -> str:
    """Draw a field that names any number of a few options, and return it with commas between.

    Its parameter is not bound: Streamlit would repeat it for each option, and a link grows long.
    """
    now: str = carried([field])[field]
    st.pills(
        PARAMETERS[field].label,
        PARAMETERS[field].options,
        selection_mode="multi",
        default=[each for each in now.split(",") if each],
        key=f"{field}_chosen",
        on_change=_take_several,
        args=(field,),
    )
    return now


def put_into_link(field: str, value: str | float) -> None:
    """Set a field that has no bound control; what is at its default is left out of the link."""
    if value == DEFAULTS[field]:
        st.query_params.pop(field, None)
    else:
        st.query_params[field] = parameter(value)


def choices(fields: Iterable[str]) -> dict[str, Any]:
    """Draw fields with a few options in one row, and return which is chosen for each."""
    with st.container(horizontal=True, gap="medium", key="choices"):
        return {field: choice(field) for field in fields}


def choice(field: str, label_visibility: LabelVisibility = "visible") -> str:
    """Draw a field with a few options, and return the one that is chosen."""
    options = PARAMETERS[field].options
    chosen = st.radio(
        PARAMETERS[field].label,
        options,
        index=options.index(DEFAULTS[field]),
        key=field,
        horizontal=True,
        width="content",
        bind="query-params",
        label_visibility=label_visibility,
    )
    visit().kept[field] = chosen
    return chosen


def step_choices() -> dict[str, Any]:
    """Draw what a step of gradient descent depends on beside the sliders, and return the values.

    The button at the end takes one step; held down, it steps on (see hand.js).
    """
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key="choices"):
        values = {field: choice(field) for field in STEP_FIELDS if field not in BOUNDS}
        st.button("Take one step of gradient descent", key=STEP, on_click=_step)
    return values


def stepper(field: str, beside: str) -> dict[str, Any]:
    """Draw a field as steps to go through, by button and by key, and a choice beside it.

    The keys are those that a presenter's remote sends.
    """
    options = PARAMETERS[field].options
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="stepper"):
        values = {field: choice(field, label_visibility="collapsed")}
        place = options.index(values[field])
        with st.container(horizontal=True, gap="small", width="content", key="turns"):
            for label, key, turn in (
                ("Back", "PageUp", place - 1),
                ("Next", "PageDown", place + 1),
            ):
                # Said now, since a browser may still report an old choice with the button.
                to = options[min(max(turn, 0), len(options) - 1)]
                st.button(label, key=label.lower(), shortcut=key, on_click=choose, args=(field, to))
        return values | {beside: choice(beside)}


def choose(field: str, value: str | float) -> None:
    """Set a field: by its control or, where that is a view of the link, in the link."""
    if field in VIEWS:
        put_into_link(field, value)
    else:
        st.session_state[field] = value


def presets() -> None:
    """Draw a button for each prepared scenario, and one that takes everything back."""
    if not shows(PRESETS):
        return
    with st.container(horizontal=True, gap="small", key="presets"):
        for name, values in BUTTONS.items():
            look: Literal["secondary", "tertiary"] = "tertiary" if name == RESET else "secondary"
            label = PRESET_LABELS[name]
            st.button(label, key=name, type=look, on_click=_apply, args=(values,))


def _slider(field: str, bounds: Bounds) -> float:
    """Draw the slider of a field, which holds its value and binds it to the link."""
    low, high, step = bounds
    default: float = DEFAULTS[field]
    label = PARAMETERS[field].label
    if field in LOGARITHMIC:
        return _logarithmic_slider(field)
    if field in VIEWS:
        return _limited_slider(field, bounds)
    return st.slider(label, low, high, default, step, key=field, bind="query-params")


def _logarithmic_slider(field: str) -> float:
    """Draw a slider that is a view of what the link holds, at the nearest of its stops.

    `st.slider` is linear, and `st.select_slider` cannot hold a number between its stops.
    """
    value, key, bounds = _now(field), field + SLIDER, LOGARITHMIC[field]
    if value == DEFAULTS[field]:  # as the link says in vain, or says what nobody needs to be told
        st.query_params.pop(field, None)
    st.session_state[key] = bounds.stop_near(value)
    st.select_slider(
        PARAMETERS[field].label,
        bounds.stops,
        key=key,
        format_func=lambda stop: as_text(field, stop),
        on_change=_take_stop,
        args=(field,),
    )
    return value


def _limited_slider(field: str, bounds: Bounds) -> float:
    """Draw a slider whose end may move, which is a view of what the link holds."""
    low, high, step = bounds
    value, key = min(_now(field), high), field + SLIDER
    if value == high:  # its default, wherever that is
        st.query_params.pop(field, None)
    st.session_state[key] = value
    st.slider(
        PARAMETERS[field].label, low, high, step=step, key=key, on_change=_take_stop, args=(field,)
    )
    return value


@on_its_page
def _take_stop(field: str) -> None:
    """Put the stop that a slider has been moved to into the link."""
    choose(field, st.session_state[field + SLIDER])


def _number(
    field: str,
    drawn: Mapping[str, float],
    bounds: Bounds,
    label_visibility: LabelVisibility = "collapsed",
) -> None:
    """Draw a number of those drawn as a field that shows it and takes a typed one.

    It is a field of text: one for numbers has no minus on an iPhone, takes no decimal comma, and
    drops what it cannot read without a word.
    """
    key, value, remembered = field + EXACT, drawn[field], visit()
    text = st.session_state.get(key)
    if remembered.refused.get(field) != (text, value):
        remembered.refused.pop(field, None)
        # A field that is new on its page may be empty in the browser, whatever Streamlit thinks.
        if field not in remembered.shown or not _says(bounds, text, value):
            st.session_state[key] = as_text(field, value)
    shown = remembered.shown.setdefault(field, deque(maxlen=SHOWN_MOST))
    shown.append(st.session_state[key])
    label = PARAMETERS[field].label
    st.text_input(
        label if label_visibility == "visible" else f"{label}, typed",
        key=key,
        label_visibility=label_visibility,
        live=True,
        autocomplete="off",
        width=140 if label_visibility == "visible" else "stretch",
        on_change=_commit,
        args=(field, drawn, bounds),
    )


def as_text(field: str, value: float) -> str:
    """Return a number with as many digits as its slider has, or as it takes to be exact."""
    step = BOUNDS[field].step
    if isinstance(step, int):
        return f"{value:.0f}"
    places = 0 if step >= 1 else 1 if step >= 0.1 else 2
    return f"{value:.{places}f}" if round(value, places) == value else str(value)


def _says(bounds: Bounds, text: str | None, value: float) -> bool:
    """Return whether a text in a number field says a value."""
    try:
        return text is not None and bounds.read(text) == value
    except ValueError:
        return False


@on_its_page
def _commit(field: str, drawn: Mapping[str, float], bounds: Bounds) -> None:
    """Let the slider and the link take over a number that was typed.

    A text that cannot be read stays in its field, beside words that say why. A browser that has
    just moved another control, or has a slider in the hand, may still report a text from before.
    That is no typing, and known by being a text shown before, while something else has changed.
    """
    remembered, text = visit(), st.session_state[field + EXACT]
    moved = any(_now(name) != value for name, value in drawn.items())
    pressed = any(st.session_state.get(button) for button in (*BUTTONS, STEP))
    if text in remembered.shown.get(field, ()) and (moved or pressed or live.is_told()):
        return
    try:
        choose(field, bounds.read(text))
    except ValueError:
        remembered.refused[field] = Refused(text, drawn[field])


def _now(field: str) -> float:
    """Return what a control says in this very run, before it is drawn."""
    if field in VIEWS:
        value: float = linked([field]).get(field, DEFAULTS[field])
        return value
    return float(st.session_state[field])


@on_its_page
def _step() -> None:
    """Move the logits one step down the slope of the loss; through argmax they stay as they are."""
    scenario = Scenario(**{name: st.session_state[name] for name in (*LOGIT_FIELDS, *STEP_FIELDS)})
    moved = descend(
        scenario.logits,
        class_index(scenario.target),
        learning_rate=scenario.learning_rate,
        through=scenario.through,
        bounds=LOGIT[:2],
    )
    for field, old, new in zip(LOGIT_FIELDS, scenario.logits, moved.tolist(), strict=True):
        if new != old:
            st.session_state[field] = round(new, STEP_DECIMALS)
    visit().refused.clear()


@on_its_page
def _take_several(field: str) -> None:
    """Put what has been chosen of several into the link."""
    put_into_link(field, ",".join(st.session_state[f"{field}_chosen"]))


def _apply(values: Mapping[str, float | str]) -> None:
    """Set those controls that the page has."""
    here = [f for f in values if f in st.session_state or f + SLIDER in st.session_state]
    visit().left = {field: _now(field) for field in here if field in BOUNDS}
    for field in here:
        choose(field, values[field])
    visit().refused.clear()

"""Controls shared by all pages; widget key, URL parameter and field have the same name."""

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any, Literal
from urllib.parse import parse_qs

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from argsoft.language import translate as _
from argsoft.state import results
from argsoft.state.contents import PRESETS, VIEW_FIELDS
from argsoft.state.rules import Bounds, Choice, LogarithmicBounds
from argsoft.state.scenario import (
    BOUNDS,
    DEFAULTS,
    LOGIT_FIELDS,
    PARAMETERS,
    Scenario,
    fields_of,
    parameter,
)
from argsoft.ui.browser.streamlit_internals import query_gone_back_to, script_hash
from argsoft.ui.drawing import sentences
from argsoft.ui.following import live
from argsoft.ui.following.live import BUTTONS, RESET
from argsoft.ui.visit import link, rendering
from argsoft.ui.visit.hiding import shows
from argsoft.ui.visit.session import Refused, on_its_page, visit
from argsoft.wording.labels import PRESET_LABELS, label, option_label, typed_label
from argsoft.wording.refusals import number_refusal

LabelVisibility = Literal["visible", "hidden", "collapsed"]
SHOWN_MOST = 16  # texts remembered per number field: one for each answer still on its way
STEP, STEP_CHOICES, STEP_SLIDERS = (
    "step",
    ("target", "through", "loss"),
    ("learning_rate", "smoothing"),
)
STEP_DECIMALS = 4  # keep links short after a step
EXACT = "_exact"  # key suffix of a number field; hand.js relies on it
SLIDER = "_slider"  # key suffix of a slider that only displays its field; hand.js relies on it
LOGARITHMIC: Mapping[str, LogarithmicBounds] = {
    name: rule for name, rule in BOUNDS.items() if isinstance(rule, LogarithmicBounds)
}
NOTHING: Mapping[str, float] = MappingProxyType({})
# Fields whose value is stored in the link; their widgets only display it.
VIEWS = frozenset(
    name for name, each in PARAMETERS.items() if each.is_view or isinstance(each.rule, Choice)
)


def arrive(path: str) -> None:
    """Carry state over from the previous page. Call once a run, before drawing the page at `path`.

    On a page change Streamlit removes the parameters that the previous page had bound. Put them
    back. Values in the new link take precedence; after Back or Forward, only the link counts.
    """
    now, gone_back_to = visit(), query_gone_back_to()
    turned, now.script = now.page != path, script_hash()
    if turned:
        now.shown.clear()
        now.left = {}
    if turned and now.page is not None and gone_back_to is not None:
        now.page = path
        _restore(path, gone_back_to)
    if now.page is None:  # a new visit
        carried(field for field in st.query_params if field in DEFAULTS)
    elif turned:
        for field, value in now.kept.items():
            if field in st.query_params:
                # A stale session value would override the link on a page without this control.
                st.session_state.pop(field, None)
            elif value != DEFAULTS[field]:
                choose(field, value)
                link.put(field, [parameter(value)])
    now.page = path


def _restore(path: str, query_string: str) -> None:
    """Reset the page at `path` to the state in a link.

    Streamlit removes the previous page's bound parameters before it reads the link. Put the whole
    link back and rerun.
    """
    given = parse_qs(query_string, keep_blank_values=True)
    for field in (*fields_of(path), *VIEW_FIELDS):
        visit().kept.pop(field, None)
    known = {field: values for field, values in given.items() if field in DEFAULTS}
    st.query_params.from_dict(known)
    carried(known)
    st.rerun()


def row(key: str = "sliders") -> DeltaGenerator:
    """Draw an empty row for sliders."""
    return st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key=key)


def apart(draw: Callable[..., None]) -> Callable[..., None]:
    """Make a fragment that reruns when its own widgets change.

    If any of the other controls has changed as well, rerun the whole page.

    Parameters
    ----------
    draw : callable
        Takes a mapping with the values of the other controls, then any further arguments.
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
    """Read each field from session state and from the link."""
    return [(st.session_state.get(field), st.query_params.get(field)) for field in fields]


@apart
def dragged(
    others: Mapping[str, Any],
    fields: Iterable[str],
    draw: Callable[[Scenario], None],
    place: DeltaGenerator | None = None,
    most: Mapping[str, float] = NOTHING,
    below: Iterable[str] = (),
) -> None:
    """Draw sliders and the picture that depends on them; releasing a slider reruns only this.

    Parameters
    ----------
    others : mapping
        Values of the page's other controls.
    fields : iterable of str
        One slider is drawn for each.
    draw : callable
        Takes the scenario that all controls describe.
    place : DeltaGenerator, optional
        Row for the sliders. By default, a new row.
    most : mapping of str to float
        Maxima below those of the bounds. Larger values are clipped.
    below : iterable of str
        Fields of further sliders, below the picture.
    """
    values = numbers(fields, place, most)
    if not below:
        draw(Scenario(**others, **values))
        return
    picture = st.container()
    numbers(below, row("sliders_below"), drawn=values)
    with picture:
        draw(Scenario(**others, **values))


def numbers(
    fields: Iterable[str],
    place: DeltaGenerator | None = None,
    most: Mapping[str, float] = NOTHING,
    drawn: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """Draw a row of sliders, each with a number field; return their values, with those drawn."""
    values: dict[str, Any] = {} if drawn is None else drawn
    bounds = {f: BOUNDS[f]._replace(maximum=most[f]) if f in most else BOUNDS[f] for f in fields}
    with place or row():
        for field, rule in bounds.items():
            with st.container(
                horizontal=True, vertical_alignment="bottom", gap="small", key=f"pair_{field}"
            ):
                values[field] = _slider(field, rule)
                visit().kept[field] = values[field]
                _number(field, values, rule)
        for field, rule in bounds.items():
            _refusal(field, rule)
    return values


def _refusal(field: str, bounds: Bounds) -> None:
    """Draw the reason why the text in a number field was refused, if it was."""
    refused = visit().refused.get(field)
    if refused:
        words = number_refusal(field, *refused, bounds)
        sentences.plain(words, key=f"refused_{field}", role="alert", tells=())


def count(field: str) -> int:
    """Draw a number field for an integer stored in the link; return its value."""
    value = int(_now(field))
    _leave_out_default(field, value)
    visit().kept[field] = value
    _number(field, {field: value}, BOUNDS[field], "visible")
    _refusal(field, BOUNDS[field])
    return value


def pick_one(field: str) -> str:
    """Draw a select box, for long options; return the chosen one."""
    return _chosen(field, st.selectbox, width=207)


def carried(fields: Iterable[str]) -> dict[str, Any]:
    """Read fields without a widget from the link, and carry them to the other pages."""
    values = linked(fields)
    visit().kept.update(values)
    return values


def forget(fields: Iterable[str]) -> None:
    """Reset fields to their defaults on the next page."""
    visit().kept.update((field, DEFAULTS[field]) for field in fields)


def linked(fields: Iterable[str]) -> dict[str, Any]:
    """Read fields from the link, without carrying them to other pages."""
    given = query(fields)
    scenario = Scenario.from_query(given)
    return {field: getattr(scenario, field) for field in given}


def query(names: Iterable[str]) -> dict[str, list[str]]:
    """Read query parameters, with repeated values as a list."""
    return {name: st.query_params.get_all(name) for name in names}


def several(field: str) -> str:
    """Draw a multiple choice; return the chosen options, separated by commas.

    The parameter is not bound: Streamlit would repeat it for each option, which makes links long.
    """
    now: str = carried([field])[field]
    st.pills(
        label(field),
        PARAMETERS[field].options,
        format_func=partial(option_label, field),
        selection_mode="multi",
        default=[each for each in now.split(",") if each],
        key=f"{field}_chosen",
        on_change=_take_several,
        args=(field,),
    )
    return now


def put_into_link(field: str, value: str | float) -> None:
    """Store a value in the link, or remove the parameter if the value is the default."""
    link.put(field, [] if value == DEFAULTS[field] else [parameter(value)])


def choices(
    fields: Iterable[str], key: str = "choices", clears: Iterable[str] = ()
) -> dict[str, Any]:
    """Draw a row of radio groups, which clear other fields of the link; return the options."""
    with st.container(horizontal=True, gap="medium", key=key):
        return {field: choice(field, clears) for field in fields}


def choice(field: str, clears: Iterable[str] = ()) -> str:
    """Draw a radio group, which clears other fields of the link; return the chosen option."""
    return _chosen(field, st.radio, clears, horizontal=True, width="content")


def _chosen(
    field: str, draw: Callable[..., object], clears: Iterable[str] = (), **look: object
) -> str:
    """Draw a choice at the value in the link; return the value.

    It is not bound: Streamlit would write the label into the link, in the visitor's language.
    """
    value = _kept(field)
    if st.session_state.get(field) != value:
        st.session_state[field] = value
    draw(
        label(field),
        PARAMETERS[field].options,
        key=field,
        format_func=partial(option_label, field),
        on_change=_take_choice,
        args=(field, tuple(clears)),
        **look,
    )
    return value


def _kept(field: str) -> str:
    """Read a choice from the link, write it there in its current form, and keep it."""
    value: str = linked([field]).get(field, DEFAULTS[field])
    put_into_link(field, value)  # in place of a former or unusable one
    visit().kept[field] = value
    return value


def step_choices() -> dict[str, Any]:
    """Draw the settings of gradient descent and a button that takes one step; return the settings.

    hand.js repeats the step while the button is held down.
    """
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key="choices"):
        values = {field: choice(field) for field in STEP_CHOICES}
        st.button(_("Take one step"), key=STEP, on_click=_step)
    return values


def stepper(field: str, beside: str, progress: Callable[[str], str]) -> dict[str, Any]:
    """Draw Back and Next for the options of a field, and a radio group; return both values.

    PageUp and PageDown, the keys of a presenter's remote, press the buttons. In a lesson, they turn
    its step at the first and the last option.

    Parameters
    ----------
    field : str
        Field that the buttons set.
    beside : str
        Field of the radio group.
    progress : callable
        Takes the current option, and says in words which one it is.
    """
    options, value = PARAMETERS[field].options, _kept(field)
    place = options.index(value)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="stepper"):
        with st.container(
            horizontal=True, vertical_alignment="center", gap="small", width="content", key="turns"
        ):
            for words, key, shortcut, turn in (
                (_("Back"), "back", "PageUp", place - 1),
                (_("Next"), "next", "PageDown", place + 1),
            ):
                # Bind the target here: the browser may report an outdated choice with the click.
                to = options[min(max(turn, 0), len(options) - 1)]
                key_of = None if to == value and is_led() else shortcut
                st.button(words, key=key, shortcut=key_of, on_click=choose, args=(field, to))
            st.markdown(progress(value), width="content")
        return {field: value, beside: choice(beside)}


def is_led() -> bool:
    """Check whether a lesson leads over the page."""
    return bool(linked(["lesson"])["lesson"])


def choose(field: str, value: str | float) -> None:
    """Set a field where it is stored: in session state or in the link."""
    if field in VIEWS:
        put_into_link(field, value)
    else:
        st.session_state[field] = value


def presets() -> None:
    """Draw a button for each prepared scenario, and one that resets all controls."""
    if not shows(PRESETS):
        return
    with st.container(horizontal=True, gap="small", key="presets"):
        for name, values in BUTTONS.items():
            look: Literal["secondary", "tertiary"] = "tertiary" if name == RESET else "secondary"
            st.button(_(PRESET_LABELS[name]), key=name, type=look, on_click=_apply, args=(values,))


def _slider(field: str, bounds: Bounds) -> float:
    """Draw the slider of a field; return its value."""
    low, high, step = bounds
    default: float = DEFAULTS[field]
    if field in LOGARITHMIC:
        return _logarithmic_slider(field)
    if field in VIEWS:
        return _limited_slider(field, bounds)
    return st.slider(label(field), low, high, default, step, key=field, bind="query-params")


def _logarithmic_slider(field: str) -> float:
    """Draw a logarithmic slider at the stop nearest to the value in the link; return the value.

    The link stores the value because `st.select_slider` cannot hold numbers between its stops, and
    `st.slider` is linear.
    """
    value, key, bounds = _now(field), field + SLIDER, LOGARITHMIC[field]
    _leave_out_default(field, value)
    st.session_state[key] = bounds.stop_near(value)
    st.select_slider(
        label(field),
        bounds.stops,
        key=key,
        format_func=lambda stop: as_text(field, stop),
        on_change=_take_stop,
        args=(field,),
    )
    return value


def _limited_slider(field: str, bounds: Bounds) -> float:
    """Draw a slider whose maximum may change, at the value in the link; return the value."""
    low, high, step = bounds
    value, key = min(_now(field), high), field + SLIDER
    _leave_out_default(field, value)
    st.session_state[key] = value
    st.slider(label(field), low, high, step=step, key=key, on_change=_take_stop, args=(field,))
    return value


def _leave_out_default(field: str, value: float) -> None:
    """Remove a default from the link: it is redundant, or replaces what is unreadable."""
    if value == DEFAULTS[field]:
        link.put(field, [])


@on_its_page
def _take_stop(field: str) -> None:
    """Store the position of a slider in the link."""
    choose(field, st.session_state[field + SLIDER])


def _number(
    field: str,
    drawn: Mapping[str, float],
    bounds: Bounds,
    label_visibility: LabelVisibility = "collapsed",
) -> None:
    """Draw a number field.

    It is a text input because `st.number_input` shows no minus sign on an iPhone keyboard, rejects
    decimal commas, and drops unreadable input silently.

    Parameters
    ----------
    field : str
        Field to show.
    drawn : mapping of str to float
        Values of all fields in the row, complete once the row is drawn.
    bounds : Bounds
        Legal values.
    label_visibility : {"visible", "hidden", "collapsed"}
        Whether the label is drawn.
    """
    key, value, remembered = field + EXACT, drawn[field], visit()
    text = st.session_state.get(key)
    if remembered.refused.get(field) != (text, value):
        remembered.refused.pop(field, None)
        # A new field may be empty in the browser although session state has its text.
        if field not in remembered.shown or not _says(bounds, text, value):
            st.session_state[key] = as_text(field, value)
    shown = remembered.shown.setdefault(field, deque(maxlen=SHOWN_MOST))
    shown.append(st.session_state[key])
    st.text_input(
        label(field) if label_visibility == "visible" else typed_label(field),
        key=key,
        label_visibility=label_visibility,
        live=True,
        autocomplete="off",
        width=140 if label_visibility == "visible" else "stretch",
        on_change=_commit,
        args=(field, drawn, bounds),
    )


def as_text(field: str, value: float) -> str:
    """Format a number with as many decimals as its slider, or more if it needs them."""
    step = BOUNDS[field].step
    if isinstance(step, int):
        return f"{value:.0f}"
    places = 0 if step >= 1 else 1 if step >= 0.1 else 2
    return f"{value:.{places}f}" if round(value, places) == value else str(value)


def _says(bounds: Bounds, text: str | None, value: float) -> bool:
    """Check whether a text reads as this value."""
    try:
        return text is not None and bounds.read(text) == value
    except ValueError:
        return False


@on_its_page
def _commit(field: str, drawn: Mapping[str, float], bounds: Bounds) -> None:
    """Set a field to the number typed into its text input; keep unreadable text and say why.

    Streamlit calls this for stale text too: a browser that has not yet received our last answer
    sends the old text along with the next event of another control. So ignore a text shown before
    if another control has changed with it.

    Two exact ways were tried. A new key for each text takes the focus from a field just tabbed to.
    A fragment for each field names its events, but not in `AppTest`.
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
    """Look up the current value of a field, before its control is drawn."""
    if field in VIEWS:
        value: float = linked([field]).get(field, DEFAULTS[field])
        return value
    return float(st.session_state[field])


@on_its_page
def _step() -> None:
    """Take one step of gradient descent on the logits; through argmax they do not move."""
    fields = (*LOGIT_FIELDS, *STEP_CHOICES, *STEP_SLIDERS)
    scenario = Scenario(**{name: st.session_state[name] for name in fields})
    moved = results.step(scenario).logits.tolist()
    for field, old, new in zip(LOGIT_FIELDS, scenario.logits, moved, strict=True):
        if new != old:
            st.session_state[field] = round(new, STEP_DECIMALS)
    visit().refused.clear()


@on_its_page
def _take_choice(field: str, clears: Iterable[str]) -> None:
    """Store the chosen option in the link, and clear what only made sense with another."""
    put_into_link(field, st.session_state[field])
    for other in clears:
        put_into_link(other, DEFAULTS[other])


@on_its_page
def _take_several(field: str) -> None:
    """Store the options of a multiple choice in the link."""
    put_into_link(field, ",".join(st.session_state[f"{field}_chosen"]))


def _apply(values: Mapping[str, float | str]) -> None:
    """Set the controls that this page has, and start the charts from their old values."""
    linked_here = {*st.query_params}.intersection(fields_of(visit().page or ""))
    drawn = linked_here.union(st.session_state)
    here = [f for f in values if f in drawn or f + SLIDER in drawn]
    visit().left = {field: _now(field) for field in here if field in BOUNDS}
    for field in here:
        choose(field, values[field])
    visit().refused.clear()

"""The line over a page in a lesson: what to ask, what to do then, and the way on."""

from collections.abc import Callable, Mapping
from html import escape
from typing import Literal
from urllib.parse import urljoin

import streamlit as st

from argsoft.language import translate as _
from argsoft.state.contents import page_named
from argsoft.state.scenario import BOUNDS, LESSONS, NO_LESSON, ON, Scenario, fields_of
from argsoft.teaching import teach as wording
from argsoft.teaching.lessons import Step, step_of
from argsoft.ui.browser.streamlit_internals import is_bound
from argsoft.ui.drawing import sentences
from argsoft.ui.frame import sharing
from argsoft.ui.inputs import controls
from argsoft.ui.visit.session import on_its_page, visit

FIELDS = ("lesson", "lesson_step")


def draw(path: str, also: Callable[[Step, str], None]) -> None:
    """Draw the line over a page, if a lesson is led; an embedded page has none.

    Parameters
    ----------
    path : str
        Path of the page.
    also : callable
        Takes the step and the path, and draws more into the line.
    """
    values = controls.linked(FIELDS)
    step = step_of(values["lesson"], values["lesson_step"])
    if step is None or st.context.is_embedded:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="lesson"):
        with st.container(key="lesson_words"):
            # Folds the line on a small screen, see style.css.
            folded = escape(wording.folded(step))
            st.html(f"<details><summary>{folded}</summary></details>")
            st.markdown(sentences.coloured(wording.line(step)))
        if step.before:
            open_step(step.before, _(wording.BACK), path, key="lesson_back")
        if step.after:
            open_step(step.after, _(wording.NEXT), path, key="lesson_next")
        open_step(step, _(wording.HERE_AGAIN), path, key="lesson_again")
        also(step, path)
        notes(step, _(wording.NOTES_HERE), key="lesson_notes", look="tertiary")
        _leave(step)


def open_step(step: Step, label: str, path: str, key: str) -> None:
    """Draw the way from the page at `path` to a step, in exactly the state that it prepares.

    Parameters
    ----------
    step : Step
        Where it leads.
    label : str
        What the link says.
    path : str
        Path of the page that it is drawn on.
    key : str
        Key of the container around the link.
    """
    with st.container(key=key, width="content"):
        if step.link.path == path:  # a link to the same page would leave its widgets as they are
            st.button(label, key=f"{key}_here", type="tertiary", on_click=_set, args=(step,))
        else:
            st.page_link(step.link.page.script, label=label, query_params=step.query)


def notes(
    step: Step, label: str, key: str, look: Literal["secondary", "tertiary"] = "secondary"
) -> None:
    """Draw the link that opens the notes of a lesson, with what to expect, in a window of its own.

    Parameters
    ----------
    step : Step
        Where the lesson is.
    label : str
        What the link says.
    key : str
        Key of the container around the link.
    look : {"secondary", "tertiary"}
        How it looks.
    """
    query = {
        **{"topic": LESSONS, "plan": str(step.plan.minutes), "notes": ON},
        **{"lesson_step": str(step.place + 1)},
    }
    address = urljoin(st.context.url or "", page_named("teach").path)
    with st.container(key=key, width="content"):
        st.link_button(label, sharing.link(address, query), type=look)


def _leave(step: Step) -> None:
    """Draw the way out, to the list of lessons, which remembers the step."""
    query = {
        **{"topic": LESSONS, "plan": str(step.plan.minutes)},
        **{"lesson": NO_LESSON, "lesson_step": str(step.place + 1)},
    }
    with st.container(key="lesson_leave", width="content"):
        st.page_link(page_named("teach").script, label=_(wording.LEAVE), query_params=query)


def _set(step: Step) -> None:
    """Put this page into the state of a step."""
    put(step.link.path, step.query)


@on_its_page
def put(path: str, query: Mapping[str, str], *, glides: bool = False) -> None:
    """Put the page at `path`, which is open, into the state of a link.

    Parameters
    ----------
    path : str
        Path of the page.
    query : mapping of str to str
        Parameters of the link.
    glides : bool
        Whether the charts move there from where they are.
    """
    scenario, kept = Scenario.from_query(query), visit().kept
    if glides:
        visit().left = {f: kept[f] for f in query if f in BOUNDS and f in visit().shown}
    for field in query:
        value = kept[field] = getattr(scenario, field)
        if field not in controls.VIEWS and field in fields_of(path):
            st.session_state[field] = value
        if not is_bound(field):
            controls.put_into_link(field, value)
    visit().refused.clear()

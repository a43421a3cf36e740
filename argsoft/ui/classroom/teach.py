"""The topics of the Teach page, one function each."""

from collections.abc import Callable, Mapping, Sequence
from html import escape
from types import MappingProxyType
from urllib.parse import urljoin

import streamlit as st

from argsoft.iris import CLASS_NAMES
from argsoft.language import translate as _
from argsoft.softmax import softmax
from argsoft.state.contents import ANSWERS, NUMBERS, SOFTMAX, page_named
from argsoft.state.draws import logits_of
from argsoft.state.outputs import parse_outputs
from argsoft.state.scenario import (
    BUILDER,
    GLOSSARY,
    HANDOUT,
    LESSONS,
    LINKS,
    LOGIT_FIELDS,
    MISCONCEPTIONS,
    ON,
    SOURCES,
    Scenario,
    fields_of,
)
from argsoft.teaching import teach as wording
from argsoft.teaching.lessons import PLANS, PREPARED, Step, query, step_of
from argsoft.ui.classroom import downloads
from argsoft.ui.drawing import sentences
from argsoft.ui.frame import lesson, sharing
from argsoft.ui.inputs import controls
from argsoft.ui.visit import rendering
from argsoft.ui.visit.hiding import shows
from argsoft.ui.visit.session import visit
from argsoft.wording import playground

# Pages whose cards show the shares of the three logits.
_THREE = ("", "step_by_step", "flat_or_smooth", "derivatives", "chain_rule")


def prepared_links() -> None:
    """Draw a card for each prepared link; the whole card is clickable."""
    sentences.words(_(wording.OPENS))
    with st.container(horizontal=True, gap="small", key="cards"):
        for key, link in PREPARED.items():
            with st.container(border=True, gap=None, key=f"card_{key}"):
                st.html(f'<span class="of-page">{escape(_(link.page.title))}</span>')
                _open(key, _(link.title))
                sentences.show(_(link.shows), _(link.why), key=f"shows_{key}", tells=ANSWERS)
                _thumbnail(link.path, link.scenario)


def lesson_plans() -> None:
    """Draw a choice of lessons: where the chosen one starts, or its notes."""
    chosen, notes = controls.choices(("plan", "notes")).values()
    plan = next(each for each in PLANS if str(each.minutes) == chosen)
    if notes == ON:
        sentences.words(_(wording.NOTES_LEAD))
        with st.container(gap=None, key=f"notes_of_{plan.minutes}"):
            for place in range(len(plan.stages)):
                _step(Step(plan, place))
        return
    st.header(wording.lesson(plan), anchor=False)
    sentences.words(_(plan.aim))
    sentences.words(_(wording.PLANS_LEAD))
    with st.container(horizontal=True, vertical_alignment="center", gap="medium", key="leading"):
        lesson.open_step(Step(plan, 0), _(wording.START), "teach", key="start_lesson")
        left = controls.linked(["lesson_step"])["lesson_step"]
        step = step_of(chosen, left)
        if step and step.before:
            words = _(wording.GO_ON).format(step=step.place + 1, total=len(plan.stages))
            lesson.open_step(step, words, "teach", key="go_on")
        lesson.notes(step or Step(plan, 0), _(wording.NOTES), key="open_notes")


def misconceptions() -> None:
    """Draw each common misconception with its correction and a link."""
    sentences.words(_(wording.MISTAKES_LEAD))
    with st.container(horizontal=True, gap="medium", key="mistakes"):
        for place, mistake in enumerate(wording.mistakes()):
            with st.container(gap=None, key=f"mistaken_{place}"):
                st.header(_(wording.QUOTED).format(said=mistake.said), anchor=False)
                sentences.show(mistake.truth, key=f"truth_{place}")
                _open(mistake.link, wording.where(mistake.link))


def glossary() -> None:
    """Draw the glossary, each term with a link to where it is shown."""
    sentences.words(_(wording.GLOSSARY_LEAD))
    with st.container(gap=None, key="glossary"):
        for place, term in enumerate(wording.glossary()):
            with st.container(horizontal=True, gap="medium", key=f"term_{place}"):
                sentences.show(wording.entry(term), key=f"means_{place}")
                if term.link:
                    _open(term.link, wording.where(term.link))


def sources() -> None:
    """Draw the sources and formulas."""
    st.header(_(wording.READING), anchor=False)
    st.markdown("\n".join(f"- {wording.reference(each)}" for each in wording.SOURCES))
    sentences.words(playground.lecture_note(), (SOFTMAX, NUMBERS))
    st.header(_(wording.FORMULAS), anchor=False)
    with st.container(horizontal=True, gap="medium", key="formulas"):
        for place, formula in enumerate(wording.formulas()):
            with st.container(gap=None, key=f"formula_{place}"):
                st.markdown(formula.name)
                st.latex(formula.latex)


@rendering.fragment
def your_own_link() -> None:
    """Draw the link builder: a page, its view and numbers, and the resulting link."""
    sentences.words(_(wording.BUILDER_LEAD))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key="settings"):
        page = page_named(controls.pick_one("link_page"))
        projector = controls.choice("link_projector")
        hide = controls.several("link_hide")
    numbers = [field for field in (*LOGIT_FIELDS, "temperature") if field in fields_of(page.path)]
    if numbers:
        controls.numbers(numbers)
    set_there = {field: v for field, v in visit().kept.items() if field in fields_of(page.path)}
    scenario = Scenario(**set_there | {"projector": projector, "hide": hide})
    sharing.panel(_link_to(page.path, scenario), page)


@rendering.fragment
def handout() -> None:
    """Draw the numbers for the handout and the worksheet, and the download buttons."""
    sentences.words(_(wording.HANDOUT_LEAD))
    numbers = controls.numbers((*LOGIT_FIELDS, "temperature"))
    scenario = Scenario(**numbers, moving=controls.choice("moving"))
    if shows(*ANSWERS):  # the files contain all answers
        link = _link_to("flat_or_smooth", scenario)
        downloads.draw(scenario, link)
        sharing.notice(link)


TOPIC: Mapping[str, Callable[[], None]] = MappingProxyType(
    {
        LINKS: prepared_links,
        LESSONS: lesson_plans,
        BUILDER: your_own_link,
        HANDOUT: handout,
        MISCONCEPTIONS: misconceptions,
        GLOSSARY: glossary,
        SOURCES: sources,
    }
)


def _link_to(path: str, scenario: Scenario) -> str:
    """Build the link to a page in a given state."""
    address = urljoin(st.context.url or "", path or "./")
    return sharing.link(address, scenario.to_query())


def _open(key: str, label: str) -> None:
    """Draw a link to a prepared state."""
    link = PREPARED[key]
    st.page_link(link.page.script, label=label, query_params=query(link))


def _step(step: Step) -> None:
    """Draw a step of a lesson: its time, link, question, what to do then, and expected answer."""
    key = f"{step.plan.minutes}_{step.place + 1}"
    with st.container(horizontal=True, gap="medium", key=f"stage_{key}"):
        st.subheader(wording.minutes(step.stage), anchor=False)
        with st.container(gap=None, key=f"what_{key}"):
            st.page_link(
                step.link.page.script,
                label=wording.where(step.stage.link),
                query_params=step.query,
            )
            asked = _(wording.ASK).format(question=_(step.stage.ask)), _(step.stage.then)
            expected = _(wording.EXPECT).format(answer=_(step.stage.expect))
            sentences.show(*asked, *([expected] if shows(*ANSWERS) else []), key=f"do_{key}")


def _thumbnail(path: str, scenario: Scenario) -> None:
    """Draw the shares of a state as a small, decorative bar chart, if it has any."""
    if not shows(SOFTMAX):
        return
    if path in _THREE:
        names, logits = [name.lower() for name in CLASS_NAMES], scenario.logits
    elif path == "sample":
        logits = logits_of(scenario)
        own = logits == scenario.logits
        names = [name.lower() for name in CLASS_NAMES] if own else ["other"] * len(logits)
    elif path == "any_outputs":
        logits = parse_outputs(scenario.outputs).logits
        names = ["other"] * len(logits)
    else:
        return
    shares = softmax(logits, temperature=scenario.temperature).tolist()
    st.html(_bars(names, shares))


def _bars(names: Sequence[str], shares: Sequence[float]) -> str:
    """Render shares as bars that screen readers skip."""
    bars = "".join(
        f'<span class="class-{name}" style="height:{max(share, 0.02):.1%}"></span>'
        for name, share in zip(names, shares, strict=True)
    )
    return f'<div class="shares" aria-hidden="true">{bars}</div>'

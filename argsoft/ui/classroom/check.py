"""The check of *Predict*: ten questions before a lesson or after it, and what came of them.

Nothing says which answers are correct before the result.
"""

from collections.abc import Callable, Sequence
from functools import partial
from html import escape

import streamlit as st

from argsoft.figures.bars import check_bars
from argsoft.language import translate as _
from argsoft.state.contents import ANSWERS
from argsoft.state.scenario import (
    NO_ANSWERS,
    NO_CHECK,
    NUM_CHECKED,
    RESULT,
    UNSURE,
    Scenario,
)
from argsoft.teaching import predict as wording
from argsoft.teaching.check import IDEAS, RIGHT, Check, chosen
from argsoft.teaching.outcomes import Question
from argsoft.teaching.questions import with_guess
from argsoft.teaching.rooms import words
from argsoft.ui.classroom import predict
from argsoft.ui.classroom.predict import Take
from argsoft.ui.drawing import charts, sentences
from argsoft.ui.inputs import controls
from argsoft.ui.visit.session import on_its_page

Go = Callable[[int], None]
Shares = Sequence[float | None]


def alone(scenario: Scenario) -> None:
    """Draw the check that a link opens for one student: a question, or the result."""
    check = Check(scenario.check, scenario.check_seed)
    answers, number = scenario.check_answers, scenario.check_question
    if number == RESULT:
        result(check, answers)
        with st.container(horizontal=True, gap="small", key="checks"):
            st.button(_(wording.START_OVER), key="start_over", on_click=_start_over)
            st.button(_(wording.LEAVE), key="leave", type="tertiary", on_click=_leave)
        return
    ask(check, answers, number, partial(controls.put_into_link, "check_answers"))
    explain = wording.left_out(answers) if number == NUM_CHECKED else ""
    predict.explain(explain or _(wording.CHOOSE_IN_CHECK))
    turns(check, answers, number, partial(controls.put_into_link, "check_question"))


def ask(check: Check, answers: str, number: int, take: Take) -> None:
    """Draw a question of a check, counted from 1.

    Parameters
    ----------
    take : callable
        Takes all answers when one is chosen.
    """
    place, asked = number - 1, check.questions[number - 1]

    def choose(letter: str) -> None:
        take(with_guess(answers, place, letter))

    predict.ask(asked)
    predict.state(asked, is_over=False)
    predict.picture(asked, is_over=False)
    guess = chosen(asked, answers[place])
    with st.container(key="answers"):
        predict.options(asked, guess, choose, own=_(wording.YOUR_ANSWER))
        _unsure(choose, is_chosen=answers[place] == UNSURE)


def _unsure(take: Take, *, is_chosen: bool) -> None:
    """Draw the answer of those who do not know yet."""
    label = _(wording.NOT_KNOWN)
    if is_chosen:
        label = f"{label} ({_(wording.YOUR_ANSWER)})"
    with st.container(horizontal=True, key="checks"):
        st.button(label, key=f"option_{UNSURE}", on_click=take, args=(UNSURE,))


def turns(check: Check, answers: str, number: int, go: Go) -> None:
    """Draw the navigation between the questions of a check.

    PageUp and PageDown, the keys of a presenter's remote, press Back and Next.
    """
    on = wording.FINISH if number >= NUM_CHECKED else wording.NEXT
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="rounds"):
        for label, key, shortcut, to in (
            (wording.BACK, "back", "PageUp", number - 1),
            (on, "next", "PageDown", number + 1),
        ):
            st.button(
                _(label),
                key=key,
                shortcut=shortcut,
                disabled=not 1 <= to <= RESULT,
                on_click=go,
                args=(to,),
            )
        progress = wording.check_progress(check.when, min(number, NUM_CHECKED))
        st.html(
            f'<div class="tally"><span>{progress}</span> '
            f'<span role="status">{wording.answered(answers)}</span></div>'
        )


def result(check: Check, answers: str) -> None:
    """Draw how many answers are correct, and each question that was missed with what is so."""
    marks = check.marks(answers)
    st.header(_(wording.RESULT), anchor=False)
    sentences.show(wording.score(marks.count(RIGHT)), key="state", tells=ANSWERS)
    for place, asked in enumerate(check.questions):
        if marks[place] != RIGHT:
            _missed(place, asked, answers[place])


def _missed(place: int, asked: Question, letter: str) -> None:
    """Draw a question that was missed, what is so, and where it can be seen."""
    with st.container(gap=None, key=f"missed_{place + 1}"):
        question = _("{number}. {question}").format(number=place + 1, question=asked.text)
        sentences.plain(question, key=f"question_{place + 1}", tells=ANSWERS)
        told = wording.state(asked.before), *wording.missed(asked, letter)
        sentences.summary(*told, key=f"so_{place + 1}", tells=ANSWERS)
        predict.see(asked)


def class_result(shares: Shares, before: Shares | None) -> None:
    """Draw the share of a class that answered each question correctly, and how it was before."""
    numbers = [str(place + 1) for place in range(NUM_CHECKED)]
    title = _(words.CORRECT), _(words.BOTH) if before else ""
    drawn = check_bars(shares, numbers, title=title, before=before)
    charts.row("pictures_check", charts.Chart("check", _(words.SHARES_CHART), drawn, ()))
    said = [
        words.came_out(now, then, is_after=before is not None)
        for now, then in zip(shares, before or shares, strict=True)
    ]
    items = "".join(
        f"<li><span>{escape(_(idea.name))}</span> <span>{escape(each)}</span></li>"
        for idea, each in zip(IDEAS, said, strict=True)
    )
    st.html(f'<ol class="ideas">{items}</ol>')


@on_its_page
def _start_over() -> None:
    """Take the same check again."""
    controls.put_into_link("check_answers", NO_ANSWERS)
    controls.put_into_link("check_question", 1)


@on_its_page
def _leave() -> None:
    """Go from the check to the rounds."""
    _start_over()
    controls.put_into_link("check", NO_CHECK)

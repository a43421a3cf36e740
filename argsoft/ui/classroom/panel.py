"""The room of a lesson's step, beside the page of the step: the projector shows both."""

import secrets

import streamlit as st

from argsoft.language import translate as _
from argsoft.state.contents import page_named
from argsoft.teaching.lessons import Step, step_of
from argsoft.teaching.outcomes import Question
from argsoft.teaching.rooms import words
from argsoft.teaching.rooms.asking import asked_in, question_of, step_in, twin_of
from argsoft.teaching.rooms.room import ASK, CLOSED, REVEAL, VOTING, Room, UnreachableError
from argsoft.teaching.votes import page_of
from argsoft.ui.browser import style
from argsoft.ui.classroom import predict, rooms
from argsoft.ui.classroom.rooms import Member
from argsoft.ui.drawing import sentences
from argsoft.ui.frame import lesson
from argsoft.ui.inputs import controls
from argsoft.ui.visit import rendering

AHEAD = "ahead"  # key of the button that asks the question of the step on the screen


def invite(step: Step, path: str) -> None:
    """Draw the button that opens a room for a step on its own page, unless there is one.

    Parameters
    ----------
    step : Step
        The step of the lesson.
    path : str
        Path of the page that is open.
    """
    asked = asked_in(step)
    if asked and step.link.path == path and not controls.linked(["room"])["room"]:
        with st.container(key="step_room", width="content"):
            label = _(words.OPEN)
            st.button(label, key="open_room", type="tertiary", on_click=_open, args=(path, asked))
        rooms.say()


def draw(path: str) -> None:
    """Draw the room that this tab leads beside the page at `path`; Predict draws its own."""
    if path == rooms.PATH or st.context.is_embedded:
        return
    code = controls.carried(["room"])["room"]
    if code:
        _panel(code, path)


@rendering.fragment
def _panel(code: str, path: str) -> None:
    member = rooms.member_in(code)
    if member.is_stale or controls.linked(["room"])["room"] != code:
        member.is_stale = False
        st.rerun()
    if member.leads:
        _lead(member, path)
    else:
        _way(member)
        rooms.remember(member)


def _way(member: Member) -> None:
    """Draw the way to the room, for a phone that looks at another page."""
    label = words.told(words.TO_ROOM, member.code)
    with st.container(key="room_way"):
        st.page_link(page_named("predict").script, label=label, query_params={"room": member.code})


def _lead(member: Member, path: str) -> None:
    """Draw the room that this tab leads, or say what became of it."""
    style.of_room()
    with st.container(key="room_panel"):
        try:
            _seat, room = rooms.look(member)
        except UnreachableError:
            return
        if room and room.phase != CLOSED and member.leads:
            _open_room(member, room, path)
        else:
            rooms.say_none(member, words.CLOSED if room else words.NO_ROOM)
            leave = words.told(words.LEAVE, member.code)
            st.button(leave, key="leave_room", on_click=rooms.leave)
        rooms.remember(member, room)


def _open_room(member: Member, room: Room, path: str) -> None:
    """Draw the code, who has voted, the answers, the votes, and what the leader can do."""
    question, step = question_of(room.question), _step_here(path)
    with st.container(key="room_ways"):
        rooms.ways_in(room)
        rooms.counted(room)
    if room.check:
        rooms.name_check(room)
    else:
        _question(room, question, step)
    with st.container(horizontal=True, gap="small", key="checks"):
        _steps(member, room, step, path)
    is_told = room.is_over and room.check is None
    predict.explain(question.why if is_told else words.hint(room), tells=())
    rooms.check_result(room)


def _question(room: Room, question: Question, step: Step | None) -> None:
    """Draw the question, unless the lesson's line has it, with its votes."""
    if step is None or question.text != _(step.stage.ask):
        sentences.plain(question.text, key="room_asks", tells=())
    if room.split:
        rooms.votes(question, room)
    predict.marked(question, None, names=words.NAMES, is_over=room.is_over)


def _steps(member: Member, room: Room, step: Step | None, path: str) -> None:
    """Draw the leader's buttons."""
    asked, twin = asked_in(step), twin_of(room.question, secrets.randbelow(rooms.SEEDS))
    ahead = asked if asked and step != step_in(room.question) else None
    if ahead:
        act = (member, path, ASK, ahead)
        is_taken = room.check is not None and room.phase == VOTING
        rooms.step(words.ASK_THIS, AHEAD, _move, act, is_first=not is_taken)
    if room.check:
        rooms.check_steps(member, room)
        return
    rooms.check_after(member, room)
    if room.is_over and twin and not ahead:
        rooms.step(words.TWIN, ASK, _move, (member, path, ASK, twin), is_first=True)
    for place, (label, move) in enumerate(rooms.possible(room)):
        is_first = place == 0 and not room.is_over and not ahead
        rooms.step(label, move, _move, (member, path, move), is_first=is_first)


def _step_here(path: str) -> Step | None:
    """Find the step of the lesson, if it is on the page at `path`."""
    values = controls.linked(lesson.FIELDS)
    step = step_of(values["lesson"], values["lesson_step"])
    return step if step and step.link.path == path else None


def _open(path: str, asked: str) -> None:
    """Open a room for a step, whose page then hides the answer."""
    rooms.open_room(asked)
    if rooms.member_in().leads:
        _put(path, asked, is_over=False)


def _move(member: Member, path: str, move: str, asked: str = "") -> None:
    """Take a step of the leader; the page follows a new question and its answer."""
    room = rooms.move(member, move, asked)
    if room and move in (ASK, REVEAL):
        member.is_stale = _put(path, room.question, is_over=room.is_over)


def _put(path: str, asked: str, *, is_over: bool) -> bool:
    """Put the page of a step into the state of its question; return whether anything was put.

    If another page is open, that one stays as it is, and only shows what was hidden for the vote.
    """
    step = step_in(asked)
    if step is None or (step.link.path != path and not is_over):
        return False
    query = page_of(step, question_of(asked), is_over=is_over)
    own = query if step.link.path == path else {"hide": query["hide"]}
    lesson.put(path, own, glides=True)
    return True

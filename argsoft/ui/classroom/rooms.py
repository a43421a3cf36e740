"""Rooms on the screen: the leading tab on the projector, and the phones, which are on Predict."""

import secrets
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Any
from urllib.parse import urljoin

import streamlit as st

from argsoft.figures.bars import vote_bars
from argsoft.language import translate as _
from argsoft.state.scenario import (
    AFTER,
    BEFORE,
    LETTERS,
    NO_ANSWERS,
    NO_CHECK,
    NO_GUESS,
    NUM_CHECKED,
    PARAMETERS,
    RESULT,
    ROOM_CODE,
    THE_ROUNDS,
    Scenario,
)
from argsoft.teaching import predict as wording
from argsoft.teaching.check import Check
from argsoft.teaching.outcomes import Question
from argsoft.teaching.questions import seed_of, with_seed
from argsoft.teaching.rooms import words
from argsoft.teaching.rooms.asking import (
    OWN_FIELDS,
    after_of,
    asked_by,
    check_of,
    next_of,
    question_of,
    scenario_of,
    step_in,
    twin_of,
)
from argsoft.teaching.rooms.codes import WrongCodes, code_of
from argsoft.teaching.rooms.room import (
    AGAIN,
    ASK,
    CLOSE,
    CLOSED,
    COUNTED,
    FULL,
    LATE,
    MOST_SECONDS,
    MOVES,
    OPENED,
    REVEAL,
    SHOW,
    TAKEN,
    VOTING,
    Counts,
    Room,
    UnreachableError,
    is_lock,
    is_paper,
    is_voter,
    kept_check,
    lock_of,
    no_votes,
    paper_of,
    reopened,
)
from argsoft.ui.browser import source
from argsoft.ui.browser.streamlit_internals import overheard, this_tab
from argsoft.ui.classroom import check as checks
from argsoft.ui.classroom import predict
from argsoft.ui.classroom.attendance import Seat, attendance
from argsoft.ui.drawing import charts, sentences
from argsoft.ui.following import strips
from argsoft.ui.frame import sharing
from argsoft.ui.inputs import controls
from argsoft.ui.visit import rendering
from argsoft.ui.visit.session import on_its_page

MEMBER, MEMORY, TYPED = "member", "room_memory", "room_code"
# What this tab keeps of the check before a lesson; see room.js.
FIRST, FIRST_MEMORY = "first-check", "first_memory"
PATH = "predict"
MOST_TRIES = 20  # codes, until a free one is found
SECRET_BYTES = 16
SEEDS = 1_000_000
TWIN = "twin"  # key of the second of two buttons that ask on
# What a vote that does not count is answered with; a room that is gone is seen by itself.
ANSWERS = {LATE: words.LATE, FULL: words.FULL}

_mount = st.components.v2.component("argsoft.room", js=source("room.js"))


@dataclass
class Member:
    """What this tab is in a room.

    Attributes
    ----------
    code : str
        The code of the room.
    name : str
        Random: the secret of a leading tab, or the name under which a phone votes.
    leads : bool
        Whether it leads the room.
    lock : str
        The lock of the room that a phone was in, since another may get the same code.
    turn, letter : str
        The last vote.
    snapshot : dict
        The room as the leading tab last saw it.
    is_final : bool
        Whether what the browser remembers has been taken.
    says : str
        A line about what was last done.
    is_stale : bool
        Whether more must be drawn again than the fragment that runs.
    view : tuple of str
        What its page depends on besides the room, as `strips.view` says.
    """

    code: str = ""
    name: str = field(default_factory=lambda: secrets.token_hex(SECRET_BYTES))
    leads: bool = False
    lock: str = ""
    turn: str = ""
    letter: str = ""
    snapshot: dict[str, Any] = field(default_factory=dict)
    is_final: bool = False
    says: str = ""
    is_stale: bool = False
    view: strips.View = ("", "")

    @property
    def look(self) -> Hashable:
        """What phones have in common that show the same; None if it has more to say."""
        return None if self.says or self.is_stale else (self.view, self.turn, self.letter)

    @property
    def told(self) -> dict[str, Any]:
        """What room.js is told in a room that is not closed."""
        return {"code": self.code, "isFinal": self.is_final, "keep": self.kept}

    @property
    def kept(self) -> dict[str, Any]:
        """What the browser keeps for a reload, see room.js."""
        kept = {"id": self.name, "leads": self.leads, "lock": self.lock, "turn": self.turn}
        return kept | {"letter": self.letter, "snapshot": self.snapshot}

    def take_back(self, sent: object) -> None:
        """Become what the browser has kept, once; a visitor may have changed it to anything."""
        is_first, self.is_final = not self.is_final, True
        match sent:
            case {
                "id": str(name),
                "leads": bool(leads),
                "lock": str(lock),
                "turn": str(turn),
                "letter": str(letter),
                "snapshot": dict(snapshot),
            } if is_first and is_voter(name):
                self.name, self.leads, self.snapshot = name, leads, snapshot
                self.lock = lock if is_lock(lock) else ""
                self.turn, self.letter = turn, letter if _is_vote(letter) else ""

    def take_says(self) -> str:
        """Take the line about what was last done, to say it once."""
        says, self.says = self.says, ""
        return says

    def become_phone(self, says: str) -> None:
        """Stop leading, under another name, since this one was a secret."""
        self.name, self.leads, self.is_final, self.says = Member().name, False, True, says


def _is_vote(letters: str) -> bool:
    """Return whether a tab may have voted so, in some room."""
    return letters in tuple(LETTERS) or PARAMETERS["check_answers"].rule.admit(letters)


@cache
def _wrong_codes() -> WrongCodes:
    """Get the limit of wrong codes in this process."""
    return WrongCodes()


def member_in(code: str = "") -> Member:
    """Get what this tab is in a room, or in the last one."""
    member: Member | None = st.session_state.get(MEMBER)
    if member is None or (code and member.code not in ("", code)):
        member = st.session_state[MEMBER] = Member()
    member.code = code or member.code
    return member


# Before a room.


def invite(scenario: Scenario) -> None:
    """Draw the button that opens a room for the question of a scenario, if it can be voted on."""
    asked = asked_by(scenario)
    if asked:
        with st.container(key="invitation"):
            st.button(_(words.OPEN), key="open_room", on_click=open_room, args=(asked,))
            check = check_of(asked)
            invitation = words.INVITATION if check is None else words.INVITATION_TO_CHECK
            sentences.words(words.told(invitation))
            say()
        if check and check.when == AFTER:
            _recall()


def join() -> None:
    """Draw the field for the code of a room."""
    st.header(_(words.JOINING), anchor=False)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="join"):
        st.text_input(_(words.CODE), key=TYPED, on_change=_join, autocomplete="off", width=200)
        st.button(_(words.JOIN), key="join_room", on_click=_join)
    say()


@on_its_page
def _join() -> None:
    """Open the room of the typed code."""
    text = st.session_state.get(TYPED, "")
    code = ROOM_CODE.read(text)
    member = member_in(code)
    member.says = "" if code or not text else words.NOT_A_CODE
    if code:
        controls.put_into_link("room", code)


@on_its_page
def open_room(asked: str) -> None:
    """Open a room for a question, and lead it from this tab."""
    try:
        member = _opened(asked)
    except UnreachableError:
        member = Member(says=words.UNREACHABLE)
    st.session_state[MEMBER] = member
    if member.code:
        controls.put_into_link("room", member.code)


def _opened(asked: str) -> Member:
    """Open a room under a free code; return its leader, or who says why there is none."""
    for _attempt in range(MOST_TRIES):
        member = Member(leads=True)
        member.code = code_of(member.name)
        check = check_of(asked)
        room = Room(
            member.code,
            lock_of(member.name),
            asked,
            ends=time.time() + MOST_SECONDS,
            counts=no_votes(asked),
            checked=None if check and check.when == BEFORE else _before_lesson(),
        )
        said = attendance().rooms.open(room)
        if said == OPENED:
            return member
        if said != TAKEN:
            break
    return Member(says=words.NO_SPACE)


# In a room.


def draw(code: str, own: Callable[[], Scenario]) -> None:
    """Draw a room, as its leader or as a phone.

    Parameters
    ----------
    code : str
        The code in the link.
    own : callable
        Returns the visitor's own raw outputs, for the leader's next question.
    """
    member = member_in(code)
    member.is_stale, member.view = False, strips.view()
    try:
        seat, room = look(member)
    except UnreachableError:
        return
    with overheard() as drawn:
        _draw(member, room, own)
    if room and room.phase != CLOSED and not member.leads:
        attendance().drawn(seat, drawn, MEMORY)


def _draw(member: Member, room: Room | None, own: Callable[[], Scenario]) -> None:
    """Draw a room, or say that there is none."""
    with st.container(key="asked"):
        if room is None or room.phase == CLOSED:
            _no_room(member, room)
        elif member.leads:
            _lead(member, room)
        else:
            _take_part(member, room)
    if room and room.phase != CLOSED and member.leads:
        with st.container(key="for_room"):
            st.header(_(words.ANOTHER), anchor=False)
            mine = own()
            predict.kinds(lambda kind: _ask(member, _own_question(mine, kind)))
            check_after(member, room)
    if room is None or room.phase != VOTING or member.leads or room.check:  # else, the ballot does
        remember(member, room)


def look(member: Member) -> tuple[Seat, Room | None]:
    """Take a seat in a room, and look at it.

    Returns
    -------
    Seat
        The seat.
    Room or None
        The room, if there is one.

    Raises
    ------
    UnreachableError
        If the store of the rooms does not answer; the page says it already.
    """
    guest = None if member.leads else member
    seat = attendance().enter(this_tab(), member.code, leads=member.leads, guest=guest)
    try:
        room = _found(member)
    except UnreachableError:
        seat.seen = ""
        sentences.plain(_(words.UNREACHABLE), key="room_says", role="status", tells=())
        remember(member)
        raise
    seat.leads, seat.seen = member.leads, room.version if room else ""
    return seat, room


@rendering.fragment
def counted(before: Room) -> None:
    """Draw how many have voted; a vote runs this alone on the projector.

    Parameters
    ----------
    before : Room
        The room as the fragment around this one shows it.
    """
    hall = attendance()
    hall.count_in(this_tab())
    try:
        room, here = hall.rooms.find(before.code), hall.rooms.here(before.code)
    except UnreachableError:
        room, here = None, 0
    if room is None or words.hint(room) != words.hint(before):
        st.rerun()
    said = words.attendance(room.voted, here, is_check=room.check is not None)
    sentences.summary(said, key="attendance", tells=())


def _found(member: Member) -> Room | None:
    """Look up the room; if it was forgotten, the leading tab opens it again."""
    rooms = attendance().rooms
    room = rooms.find(member.code)
    if member.leads:
        if room is None and member.snapshot:
            room = _open_again(member)
        elif room and room.lock != lock_of(member.name):
            member.become_phone(words.LOST)
        if room and member.leads:
            member.snapshot = room.snapshot()
        return room
    if room and member.lock not in ("", room.lock):
        return None  # somebody else has opened a room of this code
    member.lock = room.lock if room else member.lock
    if room and room.phase == VOTING and room.turn == member.turn:
        paper = paper_of(room.question, member.letter)
        if is_paper(paper, room.question):
            # In case the room was opened again without the votes.
            rooms.vote(member.code, member.turn, member.name, paper, is_repeated=True)
    return room


def _open_again(member: Member) -> Room | None:
    """Open the room again as the leading tab remembers it, unless its time is over."""
    rooms = attendance().rooms
    if code_of(member.name) != member.code:
        member.become_phone(words.LOST)
        return None
    try:
        room = reopened(member.code, lock_of(member.name), member.snapshot, time.time())
    except ValueError:
        member.become_phone(words.ENDED)
        return None
    rooms.open(room)
    return rooms.find(member.code)


def _no_room(member: Member, room: Room | None) -> None:
    """Say that there is no such room, and let a visitor type another code."""
    known = bool(member.letter or member.leads or member.is_final)
    is_guess = room is None and not known and _wrong_codes().is_one_too_many()
    say_none(member, words.TOO_MANY if is_guess else words.CLOSED if room else words.NO_ROOM)
    join()
    st.button(_(words.BACK), key="leave_room", on_click=leave)


def say_none(member: Member, text: str) -> None:
    """Say why there is no room to see, or what became of it just now."""
    says = member.take_says() or text
    sentences.plain(words.told(says, member.code), key="room_says", role="status", tells=())


def _lead(member: Member, room: Room) -> None:
    """Draw a room on the projector."""
    if room.check:
        _lead_check(member, room)
        return
    question = question_of(room.question)
    predict.ask(question)
    predict.state(question, is_over=room.is_over)
    with st.container(horizontal=True, gap="medium", key="room_row"):
        with st.container(key="room_picture"):
            predict.picture(question, is_over=room.is_over)
        with st.container(key="room_column"):
            votes(question, room) if room.split else ways_in(room)
        if room.split:
            with st.container(key="room_late"):
                ways_in(room)
    predict.marked(question, None, names=words.NAMES, is_over=room.is_over)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="checks"):
        _steps(member, room)
        counted(room)
    predict.explain(question.why if room.is_over else words.hint(room), tells=())


def _lead_check(member: Member, room: Room) -> None:
    """Draw a check on the projector: how many have finished, and later what came of it."""
    name_check(room)
    if room.phase == VOTING:
        with st.container(gap="small", key="check_ways"):
            ways_in(room)
    else:
        check_result(room)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="checks"):
        check_steps(member, room)
        counted(room)
        if room.phase != VOTING:
            st.markdown(words.told(words.TITLE, room.code))
    predict.explain(words.hint(room), tells=())


def name_check(room: Room) -> None:
    """Draw the name of the check that a room takes."""
    if room.check:
        st.header(_(wording.CHECKS[room.check.when]), anchor=False)


def check_result(room: Room) -> None:
    """Draw the share of correct answers to each question, if it may be seen by now."""
    if room.correct:
        checks.class_result(room.correct, room.correct_before)


def check_steps(member: Member, room: Room) -> None:
    """Draw the leader's buttons in a check."""
    is_before = room.check is not None and room.check.when == BEFORE
    if room.phase == VOTING:
        # After the lesson, the phones see their own results as well.
        shown = SHOW if is_before else REVEAL
        _step(words.SHOW_RESULTS, shown, move, (member, shown), is_first=True)
    elif is_before:
        after = after_of(room.question)
        # Not by a remote's key, which may be pressed once too often.
        _step(words.CHECK_AFTER, ASK, _ask, (member, after), is_first=False)
    _step(words.CLOSE, CLOSE, move, (member, CLOSE), is_first=False)


def check_after(member: Member, room: Room) -> None:
    """Draw the button that begins the check after the lesson, if this room has taken the first."""
    if room.checked and room.check is None:
        seed = controls.linked(["check_seed"])["check_seed"]
        after = asked_by(Scenario(check=AFTER, check_seed=seed))
        _step(words.CHECK_AFTER, AFTER, _ask, (member, after), is_first=False)


def _steps(member: Member, room: Room) -> None:
    """Draw the leader's buttons; Page Down, a presenter's remote, presses the first of them."""
    twin, after = twin_of(room.question, secrets.randbelow(SEEDS)), next_of(room.question)
    if room.is_over and after:
        _step(words.NEXT, ASK, _ask, (member, after), is_first=True)
    if room.is_over and twin:
        _step(words.TWIN, TWIN if after else ASK, _ask, (member, twin), is_first=not after)
    for place, (label, move_) in enumerate(possible(room)):
        is_first = place == 0 and not room.is_over
        _step(label, move_, move, (member, move_), is_first=is_first)


def possible(room: Room) -> list[tuple[str, str]]:
    """List the leader's steps in the phase of a room, each with its label."""
    steps = [(words.SHOW, SHOW), (words.AGAIN, AGAIN), (words.REVEAL, REVEAL), (words.CLOSE, CLOSE)]
    return [each for each in steps if each[1] in MOVES[room.phase]]


def _step(label: str, key: str, act: Any, args: tuple[Any, ...], *, is_first: bool) -> None:  # noqa: ANN401
    """Draw one of the leader's buttons; the first also has a key."""
    shortcut = "PageDown" if is_first else None
    step(label, key, act, args, is_first=is_first, shortcut=shortcut)


def step(
    label: str,
    key: str,
    act: Any,  # noqa: ANN401 - a callback
    args: tuple[Any, ...],
    *,
    is_first: bool,
    shortcut: str | None = None,
) -> None:
    """Draw one of the leader's buttons."""
    st.button(
        _(label),
        key=f"room_{key}",
        type="primary" if is_first else "tertiary" if key == CLOSE else "secondary",
        shortcut=shortcut,
        on_click=act,
        args=args,
    )


def ways_in(room: Room) -> None:
    """Draw the code of a room, its link and its QR code."""
    there = urljoin(st.context.url or "", PATH)
    link = sharing.reachable(sharing.link(there, {"room": room.code}))
    name = _(words.TITLE).format(code=f'<span class="code">{room.code}</span>')
    st.html(f'<p class="room-code">{name}</p>')
    sharing.draw_qr_code(link)
    sentences.plain(link.partition("//")[2], key="room_link", tells=())


def votes(question: Question, room: Room) -> None:
    """Draw the votes, with the vote before as outlines."""
    count = len(question.options)
    split, before = room.split or (), room.split_before
    marks = words.marks(split[:count], question.right if room.is_over else None)
    letters = [each.upper() for each in LETTERS[:count]]
    drawn = vote_bars(
        split[:count],
        letters,
        marks,
        title=words.votes_title(room),
        before=before and before[:count],
    )
    charts.row("pictures_votes", charts.Chart("guess_votes", _(words.VOTES_CHART), drawn, ()))


def _take_part(member: Member, room: Room) -> None:
    """Draw a room on a phone."""
    if room.check:
        _take_check(member, room, room.check)
        return
    question = question_of(room.question)
    predict.ask(question)
    predict.state(question, is_over=room.is_over)
    predict.picture(question, is_over=room.is_over)
    if room.phase == VOTING:
        if member.says == words.LATE:  # for the vote before
            member.says = ""
        _ballot(room)
    else:
        guess = _guess(member, room, question)
        predict.marked(
            question, guess, names=words.NAMES, own=_(words.YOUR_VOTE), is_over=room.is_over
        )
        said = question.said(guess) if room.is_over else (_(member.take_says() or words.WAIT),)
        predict.explain(*said, tells=())
    _way_out(room)


def _take_check(member: Member, room: Room, check: Check) -> None:
    """Draw a check on a phone: a question, and its own result once the leader shows those."""
    is_begun = member.turn == room.turn and len(member.letter) == NUM_CHECKED
    answers = member.letter if is_begun else NO_ANSWERS
    number = controls.linked(["check_question"])["check_question"] if is_begun else 1
    if room.is_over and is_begun:
        checks.result(check, answers)
    elif room.phase == VOTING and number < RESULT:
        checks.ask(check, answers, number, _vote_in(room))
    if not (room.is_over and is_begun):
        predict.explain(_state_of_check(member, room, answers, number), tells=())
    if room.phase == VOTING:
        checks.turns(check, answers, number, partial(_turn, member, room.turn, answers))
    _way_out(room)


def _state_of_check(member: Member, room: Room, answers: str, number: int) -> str:
    """Say what goes on in a check, until the result is shown."""
    says = member.take_says()
    if says or room.phase != VOTING:
        return _(says or (words.NOT_TAKEN if room.is_over else words.CHECK_OVER))
    if NO_GUESS not in answers:
        return _(words.ALL_IN)
    if number == RESULT:
        return _(words.OPEN_QUESTIONS).format(left_out=wording.left_out(answers))
    return _(words.PAPER)


def _turn(member: Member, turn: str, answers: str, number: int) -> None:
    """Go to a question of a check, on a paper of the vote that is open."""
    member.turn, member.letter = turn, answers
    controls.put_into_link("check_question", number)


def _way_out(room: Room) -> None:
    """Draw the button that leaves a room: one element, since each costs every phone."""
    label = words.told(words.LEAVE, room.code)
    st.button(label, key="leave_room", type="tertiary", on_click=leave)


@rendering.fragment
def _ballot(room: Room) -> None:
    """Draw the answers to choose from: a vote runs this alone, and not the picture."""
    member, question = member_in(room.code), question_of(room.question)
    if member.is_stale:
        st.rerun()
    guess, names = _guess(member, room, question), words.NAMES
    predict.options(question, guess, _vote_in(room), names=names, own=_(words.YOUR_VOTE))
    choose = words.CHOOSE if room.ballot == 1 else words.CHOOSE_AGAIN
    # That it was too late is said again when the phone hears that the vote is closed.
    told = member.says if member.says == words.LATE else member.take_says()
    says = told or (choose if guess is None else words.COUNTED)
    predict.explain(_(says), tells=())
    remember(member)


def _guess(member: Member, room: Room, question: Question) -> int | None:
    """Find the index of the answer that this tab has voted for; None for none."""
    letters = LETTERS[: len(question.options)]
    is_voted = member.turn == room.turn and member.letter in letters
    return letters.index(member.letter) if is_voted else None


def _vote_in(room: Room) -> predict.Take:
    """Make the callback of the answers."""
    return lambda letters: _vote(room, letters)


def _vote(room: Room, letters: str) -> None:
    """Send a vote, which the tab remembers: a letter, or all answers to a check so far."""
    member = member_in(room.code)
    paper = paper_of(room.question, letters)
    try:
        said = attendance().rooms.vote(room.code, room.turn, member.name, paper)
    except UnreachableError:
        said = COUNTED  # sent again when the store is back
    if said == COUNTED:
        if member.turn != room.turn:
            controls.put_into_link("check_question", 1)  # of the check before, it may be the last
        member.turn, member.letter = room.turn, letters
    member.says = ANSWERS.get(said, "")


def move(member: Member, move_: str, asked: str = "") -> Room | None:
    """Take a step of the leader; return the room after it, if there is one to lead.

    A store that is away is said by the page.
    """
    rooms = attendance().rooms
    try:
        _keep_first(rooms.find(member.code))
        return rooms.move(member.code, lock_of(member.name), move_, asked)
    except UnreachableError:
        return None


def _ask(member: Member, asked: str) -> None:
    """Ask another question, and put it into the leader's link."""
    if move(member, ASK, asked) is None or step_in(asked):
        return
    scenario = scenario_of(asked)
    for name in ("check", "check_seed") if scenario.check else ("check", "round", *OWN_FIELDS):
        controls.put_into_link(name, getattr(scenario, name))
    if scenario.ask == THE_ROUNDS and not scenario.check:
        twins, place = controls.linked(["twins"])["twins"], scenario.round - 1
        controls.put_into_link("twins", with_seed(twins, place, seed_of(scenario.twins, place)))


def _own_question(own: Scenario, kind: str) -> str:
    """Write the link of a question about the visitor's own raw outputs."""
    values = {name: getattr(own, name) for name in OWN_FIELDS}
    return asked_by(Scenario(**values | {"ask": kind})) or ""


@on_its_page
def leave() -> None:
    """Forget the room; on Predict, go back to the rounds."""
    controls.put_into_link("room", "")
    controls.put_into_link("check", NO_CHECK)
    st.session_state.pop(MEMBER, None)


def say() -> None:
    """Say once what came of the last try."""
    says = member_in().take_says()
    if says:
        sentences.plain(words.told(says), key="room_problem", role="alert", tells=())


# What the tab remembers.


def remember(member: Member, room: Room | None = None) -> None:
    """Let the tab keep what it is in the room, or forget it when the room is closed."""
    now = member_in(member.code)
    data = now.told | ({"keep": None} if room and room.phase == CLOSED else {})
    if now.leads and FIRST in st.session_state:
        data["first"] = st.session_state[FIRST]
    _mount(key=MEMORY, data=data, on_kept_change=_take_back, on_woke_change=_wake)


def _keep_first(room: Room | None) -> None:
    """Keep what the check before the lesson has come to, for a room that is opened later."""
    counts = room and room.before_lesson
    if room and counts:
        st.session_state[FIRST] = {"id": FIRST, "ends": room.ends, "counts": counts}


def _before_lesson() -> Counts | None:
    """Get what the check before the lesson came to, in a room of this tab."""
    return kept_check(st.session_state.get(FIRST), time.time())


def _recall() -> None:
    """Ask the tab what the check before the lesson came to, in case of a reload since then."""
    known = st.session_state.get(FIRST)
    data = {"code": FIRST, "isFinal": known is not None, "keep": known or {"id": ""}}
    _mount(key=FIRST_MEMORY, data=data, on_kept_change=_take_first, on_woke_change=_wake)


def _take_first() -> None:
    """Take what the tab remembers of the check before the lesson."""
    sent = st.session_state[FIRST_MEMORY].get("kept")
    if kept_check(sent, time.time()):
        st.session_state[FIRST] = sent


def _take_back() -> None:
    """Take what the tab remembers from before a reload."""
    member_in().take_back(st.session_state[MEMORY].get("kept"))
    _wake()


def _wake() -> None:
    """Draw all of the room again."""
    member_in().is_stale = True

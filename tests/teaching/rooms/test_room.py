"""A room: its phases, its counts, and who may see what when."""

import json
import re
from dataclasses import asdict, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argsoft.state.scenario import (
    LETTERS,
    LOGIT_FIELDS,
    NO_GUESS,
    NUM_CHECKED,
    ROOM_CODE,
    THE_ROUNDS,
    UNSURE,
    Scenario,
)
from argsoft.teaching.check import NOT_RIGHT, RIGHT, Check
from argsoft.teaching.questions import fresh
from argsoft.teaching.rooms import room as rules
from argsoft.teaching.rooms.asking import (
    after_of,
    asked_by,
    check_of,
    next_of,
    question_of,
    scenario_of,
    twin_of,
)
from argsoft.teaching.rooms.codes import MOST_WRONG, WITHIN_SECONDS, WrongCodes, code_of
from argsoft.teaching.rooms.room import (
    AGAIN,
    ASK,
    CLOSE,
    FEWEST_SHOWN,
    FINISHED,
    LONGEST_QUESTION,
    MOST_SECONDS,
    MOVES,
    NO_VOTES,
    PHASES,
    REVEAL,
    REVEALED,
    SHOW,
    SHOWN,
    VOTING,
    Room,
    is_paper,
    lock_of,
    no_votes,
    paper_of,
    reopened,
)
from tests.strategies import scenarios

ROOM = Room("BCDF", lock_of("x"), "round=1", ends=MOST_SECONDS)
COUNTS = st.tuples(*[st.integers(0, 60)] * len(LETTERS))
ROOMS = st.builds(
    replace,
    st.just(ROOM),
    number=st.integers(1, 9),
    ballot=st.integers(1, 9),
    phase=st.sampled_from(PHASES[:3]),
    counts=COUNTS,
    first=st.none() | COUNTS,
)


@given(ROOMS)
def test_no_split_is_seen_before_it_may_be(room: Room) -> None:
    for counts, split in ((room.counts, room.split), (room.first, room.split_before)):
        enough = counts is not None and sum(counts) >= FEWEST_SHOWN
        may = room.phase == REVEALED or (room.phase == SHOWN and enough)
        assert split == (counts if may else None)


@given(ROOMS, st.lists(st.sampled_from([*MOVES[VOTING], "other"]), max_size=6))
def test_every_step_is_allowed_or_refused_and_leaves_a_legal_room(
    room: Room, moves: list[str]
) -> None:
    for move in moves:
        if move not in MOVES[room.phase]:
            with pytest.raises(ValueError, match=f"^move must be .* when {room.phase}, got"):
                room.moved(move)
            continue
        before, room = room, room.moved(move, "round=2")
        assert room.code == before.code
        assert (room.turn == before.turn) == (move not in (AGAIN, ASK))
        if move == AGAIN:
            assert (room.first, room.counts, room.phase) == (before.counts, NO_VOTES, VOTING)
        if move in (SHOW, REVEAL):
            assert room.counts == before.counts
        if move in (ASK, CLOSE):
            assert (room.first, room.voted) == (None, 0)


@given(st.lists(st.tuples(st.integers(0, 4), st.sampled_from(LETTERS))))
def test_as_many_letters_are_counted_as_there_are_voters(votes: list[tuple[int, str]]) -> None:
    room, letters = ROOM, dict[int, str]()
    for voter, letter in votes:
        room = room.with_vote(letter, letters.get(voter))
        letters[voter] = letter
    assert room.counts == tuple([*letters.values()].count(each) for each in LETTERS)


@pytest.mark.parametrize("letter", ["", "ab", "e", "A"])
def test_no_other_letter_is_counted(letter: str) -> None:
    with pytest.raises(ValueError, match=r"^vote is not one of a room, got"):
        ROOM.with_vote(letter)


@given(ROOMS)
def test_a_room_is_the_same_after_its_tab_has_opened_it_again(room: Room) -> None:
    snapshot = json.loads(json.dumps(room.snapshot()))
    again = reopened(room.code, room.lock, snapshot, now=1.0)
    open_vote = room.phase == VOTING
    assert again == (replace(room, counts=NO_VOTES) if open_vote else room)


JUNK = [
    {},
    ROOM.snapshot() | {"phase": "closed"},
    ROOM.snapshot() | {"phase": "open"},
    ROOM.snapshot() | {"counts": [1, 2, 3]},
    ROOM.snapshot() | {"counts": [501, 0, 0, 0]},
    ROOM.snapshot() | {"counts": [True, 0, 0, 0]},
    ROOM.snapshot() | {"counts": None},
    ROOM.snapshot() | {"first": "abcd"},
    ROOM.snapshot() | {"number": 0},
    ROOM.snapshot() | {"ballot": 1.5},
    ROOM.snapshot() | {"ends": "soon"},
    ROOM.snapshot() | {"ends": 1e99},
    ROOM.snapshot() | {"ends": float("nan")},
    ROOM.snapshot() | {"ends": 0.0},
    ROOM.snapshot() | {"question": "x" * 501},
    ROOM.snapshot() | {"question": 1},
    ROOM.snapshot() | {"more": 1},
    ROOM.snapshot() | {"question": "check=before"},
    ROOM.snapshot() | {"checked": [1, 2, 3, 4]},
    ROOM.snapshot() | {"checked": 1},
]


@pytest.mark.parametrize("snapshot", JUNK, ids=str)
def test_nothing_else_is_opened_again(snapshot: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"got|snapshot"):
        reopened("BCDF", ROOM.lock, snapshot, now=1.0)


@pytest.mark.parametrize("code", ["", "bcdf", "BCD", "BCDA"])
def test_a_room_needs_a_code(code: str) -> None:
    with pytest.raises(ValueError, match=r"^code is not one of a room"):
        Room(code, ROOM.lock, "round=1", 1.0)


def test_a_room_holds_nothing_about_its_voters() -> None:
    names = set(ROOM.snapshot()) | {"code", "lock"}
    assert names == set(Room.__dataclass_fields__)
    assert rules.HOURS == 2


# A check before a lesson and after it.

TAKES = replace(ROOM, question="check=before&check_seed=7", counts=no_votes("check=before"))
MARKS = st.text(RIGHT + NOT_RIGHT + NO_GUESS, min_size=NUM_CHECKED, max_size=NUM_CHECKED).filter(
    lambda marks: set(marks) != {NO_GUESS}
)
PAPERS = st.lists(MARKS.map(lambda marks: marks + (NO_GUESS if NO_GUESS in marks else FINISHED)))


def taken(papers: list[str], room: Room = TAKES) -> Room:
    for paper in papers:
        room = room.with_vote(paper)
    return room


@given(PAPERS)
def test_each_question_of_a_check_is_counted_by_those_who_answered_it(papers: list[str]) -> None:
    room = taken(papers)
    assert room.voted == sum(NO_GUESS not in paper for paper in papers), "who have finished"
    assert (room.correct, room.split) == (None, None), "nothing is seen while they answer"
    for phase in (SHOWN, REVEALED):
        shown = replace(room, phase=phase)
        assert shown.split is shown.split_before is None
        for place in range(NUM_CHECKED):
            marks = [paper[place] for paper in papers if paper[place] != NO_GUESS]
            share = marks.count(RIGHT) / len(marks) if len(marks) >= FEWEST_SHOWN else None
            assert (shown.correct or [None] * NUM_CHECKED)[place] == share


@given(MARKS, MARKS)
def test_a_paper_takes_the_place_of_the_one_before(one: str, other: str) -> None:
    papers = [each + NO_GUESS for each in (one, other)]
    assert TAKES.with_vote(papers[0]).with_vote(papers[1], papers[0]) == taken(papers[1:])


def test_the_check_before_is_remembered_until_the_one_after_and_through_other_questions() -> None:
    papers = [RIGHT * 4 + NOT_RIGHT * 6 + FINISHED] * 5
    before = taken(papers).moved(SHOW)
    assert before.correct == (1.0,) * 4 + (0.0,) * 6
    assert before.correct_before is None
    other = before.moved(ASK, "round=4")
    assert (other.correct, other.correct_before, other.split) == (None, None, None)
    after = other.moved(REVEAL).moved(ASK, after_of(TAKES.question))
    assert after.check == Check("after", 7)
    assert (after.voted, after.correct_before) == (0, None), "hidden while they answer"
    shown = taken([RIGHT * 11] * 6, after).moved(REVEAL)
    assert (shown.correct, shown.correct_before) == ((1.0,) * 10, before.correct)
    assert shown.moved(ASK, TAKES.question).checked is None, "a new class"
    assert shown.moved(CLOSE).checked is None
    assert replace(after, checked=None).moved(REVEAL).correct_before is None


@given(PAPERS.filter(len), st.sampled_from([SHOW, REVEAL, ASK]))
def test_a_check_is_the_same_after_its_tab_has_opened_it_again(
    papers: list[str], move: str
) -> None:
    room = taken(papers).moved(move, after_of(TAKES.question))
    again = reopened(room.code, room.lock, json.loads(json.dumps(room.snapshot())), now=1.0)
    assert again == room


@pytest.mark.parametrize("paper", ["a", "", "a" * 10, "a" * 12, "-" * 11, "aaaaanaaaaa", "e" * 11])
def test_no_other_paper_is_counted(paper: str) -> None:
    assert not is_paper(paper, TAKES.question)
    with pytest.raises(ValueError, match=r"^vote is not one of a room, got"):
        TAKES.with_vote(paper)


@given(
    st.text(NO_GUESS + LETTERS + UNSURE, max_size=12), st.sampled_from(["round=1", "check=after"])
)
def test_any_answers_make_a_paper_or_none(answers: str, question: str) -> None:
    paper = paper_of(question, answers)
    if is_paper(paper, question):
        room = replace(ROOM, question=question, counts=no_votes(question))
        assert sum(room.with_vote(paper).counts) >= 1


# Codes.


def test_codes_have_no_look_alikes_and_differ() -> None:
    assert set("AEIOUVLQ01258S") & set(ROOM_CODE.letters) <= {"S"}, "S is never beside a 5"
    codes = [code_of(str(secret)) for secret in range(40)]
    assert len({*codes}) >= 39
    assert all(re.fullmatch(f"[{ROOM_CODE.letters}]{{4}}", code) for code in codes)
    assert {*"".join(codes)} == {*ROOM_CODE.letters}, "all letters occur"
    assert code_of("7") == codes[7], "the same secret gives the same code"


@given(st.text())
def test_any_text_reads_as_a_code_or_as_none(text: str) -> None:
    code = ROOM_CODE.read(text)
    assert code == "" or re.fullmatch(f"[{ROOM_CODE.letters}]{{4}}", code)
    assert ROOM_CODE.read(f" {code.lower()} ") == code


def test_wrong_codes_are_limited_to_some_a_minute() -> None:
    now = 0.0
    wrong = WrongCodes(clock=lambda: now)
    for _ in range(3):
        assert [wrong.is_one_too_many() for _ in range(MOST_WRONG + 2)].count(True) == 2
        now += WITHIN_SECONDS


# Questions.


@given(scenarios())
def test_any_question_is_a_short_link_that_asks_the_same(scenario: Scenario) -> None:
    link = asked_by(scenario)
    if link is not None:
        assert len(link) <= LONGEST_QUESTION
        assert asked_by(scenario_of(link)) == link
        assert (check_of(link) is not None) is bool(scenario.check)
        assert question_of(link).options


@given(scenarios(), st.integers(0, 10**6))
def test_a_twin_asks_the_same_of_another_leader(scenario: Scenario, seed: int) -> None:
    scenario = replace(scenario, check="")
    other = fresh(scenario, seed)
    assert other == fresh(scenario, seed)
    if scenario.ask == THE_ROUNDS:
        assert other.twins != scenario.twins
        assert replace(other, twins=scenario.twins) == scenario
        return
    leads = [max(LOGIT_FIELDS, key=lambda name: getattr(each, name)) for each in (scenario, other)]
    assert leads[0] != leads[1]
    before, after = asdict(scenario), asdict(other)
    assert {name for name in before if before[name] != after[name]} <= {*LOGIT_FIELDS}
    question = question_of(twin_of(asked_by(scenario) or "", seed) or "")
    assert len({option.words for option in question.options}) == len(question.options)


def test_the_next_round_is_one_that_can_be_voted_on() -> None:
    link: str | None = "round=1"
    asked = []
    while link:
        asked.append(question_of(link).key)
        link = next_of(link)
    assert len(asked) == len(set(asked)) == 15
    assert next_of("check=before") is None

"""A room: its phases, its counts, and who may see what when."""

import json
import re
from dataclasses import asdict, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argsoft.state.scenario import LETTERS, LOGIT_FIELDS, ROOM_CODE, THE_ROUNDS, Scenario
from argsoft.teaching.questions import fresh
from argsoft.teaching.rooms import room as rules
from argsoft.teaching.rooms.asking import (
    asked_by,
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
    lock_of,
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
    with pytest.raises(ValueError, match="tuple"):
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
        question = question_of(link)
        assert question.options
        assert asked_by(scenario_of(link)) == link


@given(scenarios(), st.integers(0, 10**6))
def test_a_twin_asks_the_same_of_another_leader(scenario: Scenario, seed: int) -> None:
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

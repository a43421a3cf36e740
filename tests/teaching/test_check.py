"""The checks before and after a lesson: the same ideas, with other numbers in each."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from argsoft.state.scenario import (
    AFTER,
    BEFORE,
    BOUNDS,
    LETTERS,
    NO_ANSWERS,
    NO_GUESS,
    NUM_CHECKED,
    PARAMETERS,
    UNSURE,
    Scenario,
)
from argsoft.teaching.bank import question
from argsoft.teaching.check import IDEAS, NOT_RIGHT, RIGHT, Check, chosen

SEEDS = st.integers(*map(int, BOUNDS["check_seed"][:2]))
CHECKS = st.builds(Check, st.sampled_from((BEFORE, AFTER)), SEEDS)
ANSWERS = st.text(NO_GUESS + LETTERS + UNSURE, min_size=NUM_CHECKED, max_size=NUM_CHECKED)


def right(check: Check) -> str:
    """Answer every question correctly."""
    return "".join(LETTERS[each.right] for each in check.questions)


def test_a_check_has_ten_ideas_each_once_and_in_few_words() -> None:
    assert len({idea.place for idea in IDEAS}) == len({i.name for i in IDEAS}) == NUM_CHECKED == 10
    assert all(question(idea.place).options for idea in IDEAS)
    assert max(len(idea.name) for idea in IDEAS) <= 24


@given(SEEDS)
def test_before_and_after_ask_the_same_with_other_numbers(seed: int) -> None:
    before, after = Check(BEFORE, seed).questions, Check(AFTER, seed).questions
    assert len(before) == len(after) == NUM_CHECKED
    for idea, one, other in zip(IDEAS, before, after, strict=True):
        first = question(idea.place)
        numbers = [each.before.logits.tolist() for each in (first, one, other)]
        assert one.key == other.key == first.key
        assert [numbers.count(each) for each in numbers] == [1, 1, 1], "nor those of the rounds"


@given(CHECKS)
def test_every_question_has_one_right_answer_and_is_the_same_for_all(check: Check) -> None:
    for asked in check.questions:
        holds = [each.claim(asked.before, asked.after) for each in asked.options]
        assert holds.count(True) == 1
        assert holds[asked.right]
        assert len({each.words for each in asked.options}) == len(asked.options)
        assert Scenario.from_query(asked.shown.query) == asked.shown.scenario
    assert right(Check(*check)) == right(check)


def test_no_letter_can_be_learnt() -> None:
    letters = [right(Check(when, seed)) for when in (BEFORE, AFTER) for seed in range(100)]
    for place in range(NUM_CHECKED):
        found = Counter(each[place] for each in letters)
        assert len(found) >= 3
        assert max(found.values()) < 100, "of 200"


def test_no_two_seeds_ask_the_same() -> None:
    asked = {
        str([each.before.logits.tolist() for each in Check(when, seed).questions])
        for when in (BEFORE, AFTER)
        for seed in range(100)
    }
    assert len(asked) == 200


@given(CHECKS, ANSWERS)
def test_each_answer_is_marked_by_itself(check: Check, answers: str) -> None:
    marks = check.marks(answers)
    for asked, letter, mark in zip(check.questions, answers, marks, strict=True):
        guess = chosen(asked, letter)
        if guess is None:
            assert mark == (NOT_RIGHT if letter == UNSURE else NO_GUESS)
        else:
            assert (mark == RIGHT) is (guess == asked.right)
            assert letter in LETTERS[: len(asked.options)]


@given(CHECKS)
def test_all_answers_can_be_right(check: Check) -> None:
    assert PARAMETERS["check_answers"].rule.admit(right(check))
    assert check.marks(right(check)) == RIGHT * NUM_CHECKED
    assert check.marks(NO_ANSWERS) == NO_ANSWERS

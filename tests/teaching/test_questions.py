"""The questions: every right answer follows from the core, and no wrong one does."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from argsoft.state.scenario import (
    HALF_T,
    KINDS,
    LARGEST_SHARE,
    LETTERS,
    LOGIT,
    NO_GUESSES,
    NUM_ROUNDS,
    PARAMETERS,
    THE_WINNER,
    Scenario,
)
from argsoft.teaching.questions import (
    BARS,
    GIVEN_UP,
    QUESTIONS,
    REACHED,
    TRIED,
    Option,
    Question,
    Tally,
    guess_of,
    is_as_guessed,
    is_over,
    outcome,
    question_about,
    tally,
    with_guess,
)
from tests.strategies import scenarios

BY_KEY = {question.key: question for question in QUESTIONS}
TO_CHOOSE = [question for question in QUESTIONS if question.options]
TO_SET = [question for question in QUESTIONS if question.conditions]
# Worked out by hand: a wrong claim and a wrong core might agree.
RIGHT = {
    "all equal": "A third each",
    "a tie": "1 for Setosa alone",
    "adding the same": "They stay as they are",
    "sign flip": "Versicolor",
    "argmax after softmax": "Setosa",
    "halving T": "It grows",
    "softmax twice": "They become more even",
    "slope of argmax": "Not at all: 0",
    "a negative slope": "Versicolor by Setosa's logit",
    "certain is not right": "Nearly 1",
}


def holding(question: Question) -> list[str]:
    """List the answers whose claim holds."""
    return [o.words for o in question.options if o.claim(question.before, question.after)]


def option(key: str, words: str) -> Option:
    return next(each for each in BY_KEY[key].options if each.words == words)


# The bank.


def test_there_are_twelve_rounds_and_some_are_answered_with_the_sliders() -> None:
    assert len(QUESTIONS) == len(BY_KEY) == NUM_ROUNDS
    assert len(TO_SET) >= 2
    assert {question.key for question in TO_CHOOSE} == RIGHT.keys()
    assert all(bool(each.options) is not bool(each.conditions) for each in QUESTIONS)


@pytest.mark.parametrize("question", TO_CHOOSE, ids=lambda each: each.key)
def test_one_answer_follows_from_the_core_and_no_other_does(question: Question) -> None:
    assert holding(question) == [RIGHT[question.key]]
    assert question.options[question.right].words == RIGHT[question.key]
    assert len({each.words for each in question.options}) == len(question.options) <= len(LETTERS)


def test_a_wrong_answer_would_be_right_if_its_mistake_were_true() -> None:
    # A claim that can never hold would test nothing.
    equal, tie, start = (outcome(z) for z in ([1, 1, 1], [1.43, -0.4, 1.43], [1.43, -0.4, 0.23]))
    mistaken = [
        ("all equal", "1 each", equal, equal._replace(shares=equal.logits)),
        ("all equal", "All to Setosa", equal, equal._replace(shares=equal.one_hot)),
        ("a tie", "1 for both", tie, tie._replace(one_hot=np.array([1.0, 0, 1]))),
        ("a tie", "A half for both", tie, tie._replace(one_hot=np.array([0.5, 0, 0.5]))),
        ("adding the same", "All grow", start, start._replace(shares=start.shares + 2)),
        ("adding the same", "The largest grows", start, outcome(start.logits * 2)),
        ("sign flip", "Still Setosa", start, start),
        ("sign flip", "Virginica", start, outcome([0, 0, 1])),
        ("argmax after softmax", "None", start, start._replace(shares=-start.shares)),
        ("halving T", "It halves", start, start._replace(shares=start.shares / 2)),
        ("halving T", "It stays", start, start),
        ("softmax twice", "Nothing", start, start),
        ("softmax twice", "The winner gets more", start, outcome(start.logits * 2)),
        ("slope of argmax", "It jumps: no slope", tie, tie),
        ("certain is not right", "Less than to Versicolor", start, outcome([0, 1, 0])),
        ("certain is not right", "0: it is no Setosa", start, outcome([0, 1000, 0])),
    ]
    for key, words, before, after in mistaken:
        assert words != RIGHT[key]
        assert option(key, words).claim(before, after), (key, words)


@pytest.mark.parametrize("question", TO_CHOOSE, ids=lambda each: each.key)
def test_what_is_shown_before_gives_nothing_away(question: Question) -> None:
    if question.before_is_shown:
        assert question.picture == BARS
        assert not np.array_equal(question.before.logits, question.after.logits) or (
            question.before.temperature != question.after.temperature
        )


# With the sliders.


@pytest.mark.parametrize("question", TO_SET, ids=lambda each: each.key)
def test_a_goal_is_out_of_reach_at_the_start_and_can_be_reached(question: Question) -> None:
    assert question.before.logits.tolist() == list(Scenario().logits)
    assert question.missing(question.before)
    assert question.missing(question.after) == []
    assert all(LOGIT.admit(logit) for logit in question.after.logits.tolist())


def test_what_is_missing_is_said_one_by_one() -> None:
    certain, tie = BY_KEY["certain, untouched"], BY_KEY["a tie for Versicolor"]
    assert certain.missing(outcome([-5, -5, 0.24])) == ["Put Virginica back to 0.23."]
    assert certain.missing(outcome([0, -5, 0.23])) == ["Virginica has 0.56, and needs 0.95."]
    assert len(certain.missing(outcome([0, 0, 0]))) == 2
    assert tie.missing(outcome([1.43, 1, 1])) == ["Argmax still picks Setosa."]
    (unequal,) = tie.missing(outcome([1.43, 2, 1]))
    assert "Versicolor is at 2.00, Virginica at 1.00" in unequal


# For a room.


@given(scenarios(), st.sampled_from(KINDS))
def test_any_state_makes_a_question_with_one_right_answer(scenario: Scenario, ask: str) -> None:
    question = question_about(ask, scenario.logits, scenario.temperature)
    words = [each.words for each in question.options]
    assert holding(question) == [words[question.right]]
    assert len(words) == len(LETTERS)
    assert len(set(words)) == len(words), "no two answers may read alike"
    if ask != THE_WINNER:
        assert all(re.fullmatch(r"<0\.01|0\.\d\d|>0\.99", each) for each in words), words
        assert not {"0.00"} & {*words}, "no share is 0"


@pytest.mark.parametrize("ask", KINDS)
@pytest.mark.parametrize(
    ("logits", "temperature"),
    [
        *(((0, 0, 0), 1), ((1, 1, 1), 1), ((1.43, -0.4, 1.43), 1), ((5, -5, -5), 0.05)),
        *(((5, 5, -5), 0.05), ((-5, -5, -5), 10), ((1, -1, 0), 1), ((5, -0.4, 0.23), 1)),
    ],
)
def test_ties_and_extremes_too(ask: str, logits: tuple[float, ...], temperature: float) -> None:
    question = question_about(ask, logits, temperature)
    words = [each.words for each in question.options]
    assert holding(question) == [words[question.right]]
    assert len({*words}) == len(words) == len(LETTERS)


def test_the_mistakes_are_the_usual_ones() -> None:
    share = question_about(LARGEST_SHARE, (1.43, -0.4, 0.23), 1.0)
    # mpmath: shared equally 0.333333, with 2 in the place of e 0.582567, 0.684178, and without
    # Versicolor in the sum 0.768525
    assert [each.words for each in share.options] == ["0.33", "0.58", "0.68", "0.77"]
    # 2 / 1.83 is no share: 0.333333, 0.674457, 0.792989, 0.854458
    other = question_about(LARGEST_SHARE, (2.0, -0.4, 0.23), 1.0)
    assert [each.words for each in other.options] == ["0.33", "0.67", "0.79", "0.85"]
    # Divided without the exponentials 2 / 3.5, without T 0.628532, times T 0.843795; 0.481024
    warm = question_about(LARGEST_SHARE, (2.0, 1.0, 0.5), 2.0)
    assert [each.words for each in warm.options] == ["0.48", "0.57", "0.63", "0.84"]
    half = question_about(HALF_T, (1.43, -0.4, 0.23), 1.0)
    assert [each.words for each in half.options] == ["0.34", "0.51", "0.68", "0.90"]
    assert half.options[half.right].words == "0.90"
    tie = question_about(THE_WINNER, (1.0, 2.0, 2.0), 1.0)
    assert tie.options[tie.right].words == "Versicolor"
    assert "tie, and argmax takes the first" in tie.why


def test_there_are_no_other_kinds() -> None:
    with pytest.raises(ValueError, match=r"^ask must be one of winner, .*, got 'roses'$"):
        question_about("roses", (1, 2, 3), 1.0)


# The guesses.


@given(scenarios(), st.integers(0, NUM_ROUNDS - 1), st.sampled_from(LETTERS))
def test_a_guess_is_kept_and_changes_no_other(scenario: Scenario, place: int, letter: str) -> None:
    guesses = with_guess(scenario.guesses, place, letter)
    assert PARAMETERS["guesses"].rule.admit(guesses)
    assert guess_of(guesses, place) in (LETTERS.index(letter), None)
    assert with_guess(guesses, place, scenario.guesses[place]) == scenario.guesses
    assert guess_of(with_guess(guesses, place), place) is None


@given(scenarios())
def test_no_guesses_in_a_link_break_the_tally(scenario: Scenario) -> None:
    right, answered, shown = tally(scenario.guesses)
    assert 0 <= right <= answered <= NUM_ROUNDS
    assert 0 <= shown <= len(TO_SET)
    assert answered + shown == sum(is_over(scenario.guesses, place) for place in range(NUM_ROUNDS))


def test_all_right_and_all_but_one() -> None:
    letters = [LETTERS[each.right] if each.options else REACHED for each in QUESTIONS]
    assert tally("".join(letters)) == Tally(NUM_ROUNDS, NUM_ROUNDS)
    wrong = with_guess("".join(letters), 0, "a")
    assert tally(wrong) == Tally(NUM_ROUNDS - 1, NUM_ROUNDS)
    assert tally(NO_GUESSES) == Tally(0, 0)


@pytest.mark.parametrize(
    ("letter", "came_out", "is_shown", "counted"),
    [
        (REACHED, True, True, (1, 1, 0)),
        (GIVEN_UP, None, True, (0, 0, 1)),
        (TRIED, None, False, (0, 0, 0)),
    ],
)
def test_a_goal_counts_when_it_is_reached_and_neither_when_it_is_tried_nor_shown(
    letter: str, came_out: bool | None, is_shown: bool, counted: tuple[int, int, int]
) -> None:
    place = QUESTIONS.index(TO_SET[0])
    guesses = with_guess(NO_GUESSES, place, letter)
    assert is_as_guessed(guesses, place) is came_out
    assert is_over(guesses, place) is is_shown
    assert tally(guesses) == counted

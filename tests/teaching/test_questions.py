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
    NO_TWINS,
    NUM_ROUNDS,
    PARAMETERS,
    SEEDS,
    THE_WINNER,
    Scenario,
)
from argsoft.teaching.bank import question as asked
from argsoft.teaching.outcomes import BARS, Option, Question, outcome
from argsoft.teaching.questions import (
    GIVEN_UP,
    REACHED,
    TRIED,
    Tally,
    guess_of,
    is_as_guessed,
    is_over,
    question_about,
    seed_of,
    tally,
    twin,
    with_guess,
    with_twin,
)
from tests.strategies import scenarios

QUESTIONS = tuple(asked(place) for place in range(NUM_ROUNDS))
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
    "slope of argmax": "Not at all: slope 0",
    "a negative slope": "Versicolor by the logit of Setosa",
    "certain is not right": "Nearly 1",
    "argmax’s 1": "Hardly more than to Virginica",
    # p = 0.206070 of Virginica, so p - 1 = -0.793930
    "the chain": "−0.79, as p − 1",
    "training": "Only through softmax",
    "bolder draws": "Versicolor",
    "argmax, shaken": "As often as softmax says",
}


def holding(question: Question) -> list[str]:
    """List the answers whose claim holds."""
    return [o.words for o in question.options if o.claim(question.before, question.after)]


def option(key: str, words: str) -> Option:
    return next(each for each in BY_KEY[key].options if each.words == words)


# The bank.


def test_every_round_is_answered_by_choosing_or_with_the_sliders() -> None:
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
        ("sign flip", "Setosa", start, start),
        ("sign flip", "Virginica", start, outcome([0, 0, 1])),
        ("argmax after softmax", "None", start, start._replace(shares=-start.shares)),
        ("halving T", "It halves", start, start._replace(shares=start.shares / 2)),
        ("halving T", "It stays", start, start),
        ("softmax twice", "Nothing", start, start),
        ("softmax twice", "The winner gets more", start, outcome(start.logits * 2)),
        ("slope of argmax", "It jumps: undefined", tie, tie),
        ("certain is not right", "Less than to Versicolor", start, outcome([0, 1, 0])),
        ("certain is not right", "0: it is no Setosa", start, outcome([0, 1000, 0])),
        ("argmax’s 1", "1", start, start._replace(shares=start.one_hot)),
        ("argmax’s 1", "Twice as much as to any other", start, outcome([2, -1, 1])),
        ("bolder draws", "None: it stays", start, start),
        ("bolder draws", "Setosa", start, outcome([3, -0.4, 0.23])),
        ("argmax, shaken", "Every time", start, outcome([50, 0, 0])),
        ("argmax, shaken", "One time in three", start, equal),
        ("the chain", "0", outcome([0, 0, 50]), start),
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


@pytest.mark.parametrize("question", TO_CHOOSE, ids=lambda each: each.key)
def test_every_wrong_answer_says_why_it_tempts(question: Question) -> None:
    silent = [place for place, each in enumerate(question.options) if not each.said]
    assert silent == [question.right], "the right one has the reason of the question"
    for place, option in enumerate(question.options):
        assert question.said(place) == tuple(filter(None, (option.said, question.why)))
        assert all(text.endswith((".", ")")) for text in question.said(place))
    assert question.said(None) == (question.why,)
    assert len({each.said for each in question.options}) >= len(question.options) - 1


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda each: each.key)
def test_an_answer_can_be_seen_on_another_page(question: Question) -> None:
    path, scenario = question.shown
    assert path not in ("predict", "teach")
    assert Scenario.from_query(question.shown.query) == scenario
    if path == "":
        shown = outcome(scenario.logits)
        assert shown.shares == pytest.approx(question.after.shares)


# With fresh numbers.


@given(st.integers(0, NUM_ROUNDS - 1), st.integers(0, 999))
def test_a_twin_asks_the_same_with_fresh_numbers(place: int, seed: int) -> None:
    first, fresh = QUESTIONS[place], twin(place, seed)
    assert fresh.key == first.key
    assert len(fresh.options) == len(first.options)
    assert (fresh.picture, fresh.before_is_shown) == (first.picture, first.before_is_shown)
    if seed:
        assert fresh.before.logits.tolist() != first.before.logits.tolist()
    if fresh.options:
        assert holding(fresh) == [fresh.options[fresh.right].words]
        assert len({each.words for each in fresh.options}) == len(fresh.options)
        assert [not each.said for each in fresh.options].index(True) == fresh.right
    else:
        assert fresh.missing(fresh.before)
        assert fresh.missing(fresh.after) == []
    for state in (fresh.before, fresh.after):
        assert (np.abs(state.logits) <= LOGIT.maximum + 2).all()
    assert Scenario.from_query(fresh.shown.query) == fresh.shown.scenario


def test_twins_differ_from_each_other_and_are_the_same_for_all() -> None:
    for place in range(NUM_ROUNDS):
        made = {tuple(twin(place, seed).before.logits.tolist()) for seed in range(36)}
        assert len(made) >= 25, QUESTIONS[place].key
    assert twin(3, 1).before.logits.tolist() == twin(QUESTIONS[3], 1).before.logits.tolist()


@pytest.mark.parametrize("ask", KINDS)
def test_a_question_about_any_logits_has_twins_too(ask: str) -> None:
    first = question_about(ask, Scenario().logits, 2.0)
    fresh, other = twin(first, 1), twin(first, 2)
    assert fresh.key == other.key == ask
    assert fresh.before.temperature == 2
    assert fresh.before.logits.tolist() != other.before.logits.tolist()
    assert len(holding(fresh)) == 1


def test_each_round_has_a_seed_of_its_own() -> None:
    twins = with_twin(with_twin(NO_TWINS, 2), 2)
    assert [seed_of(twins, place) for place in (1, 2, 3)] == [0, 2, 0]
    assert with_twin("z" * NUM_ROUNDS, 0)[0] == "0", "after the last seed, the first"
    guesses = with_guess(NO_GUESSES, 4, LETTERS[QUESTIONS[4].right])
    moved = next(n for n in range(1, 36) if twin(4, n).right != QUESTIONS[4].right)
    assert is_as_guessed(guesses, 4) is True
    assert is_as_guessed(guesses, 4, NO_TWINS[:4] + SEEDS[moved] + NO_TWINS[5:]) is False


# With the sliders.


@pytest.mark.parametrize("question", TO_SET, ids=lambda each: each.key)
def test_a_goal_is_out_of_reach_at_the_start_and_can_be_reached(question: Question) -> None:
    assert question.before.logits.tolist() == list(Scenario().logits)
    assert question.missing(question.before)
    assert question.missing(question.after) == []
    assert all(LOGIT.admit(logit) for logit in question.after.logits.tolist())


def test_what_is_missing_is_said_one_by_one() -> None:
    certain, tie = BY_KEY["certain, untouched"], BY_KEY["a tie for the first"]
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

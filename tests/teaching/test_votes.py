"""The question of a lesson's step, and what its page shows while the class votes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argsoft.state.scenario import HALF_T, MOST_LESSON_STEPS, Scenario, fields_of, refusals
from argsoft.teaching.lessons import PLANS, Step, step_of
from argsoft.teaching.outcomes import Question
from argsoft.teaching.rooms.asking import asked_in, next_of, question_of, step_in, twin_of
from argsoft.teaching.votes import VOTES, has_twin, page_of, question_in

STEPS = [Step(plan, place) for plan in PLANS for place in range(len(plan.stages))]
VOTED = [step for step in STEPS if step.stage.vote]
EACH = pytest.mark.parametrize("step", VOTED, ids=lambda step: step.stage.vote)


def rights(question: Question) -> int:
    return sum(bool(each.claim(question.before, question.after)) for each in question.options)


def test_nearly_all_steps_can_be_voted_on() -> None:
    # To draw both charts, to say how often an answer is right, and Predict, which has own rooms.
    assert len(STEPS) - len(VOTED) == 3
    assert {step.stage.vote for step in VOTED} == set(VOTES)


@EACH
def test_one_answer_is_right_and_each_wrong_one_is_explained(step: Step) -> None:
    question = question_in(step)
    assert 3 <= len(question.options) <= 4
    assert rights(question) == 1
    for place, option in enumerate(question.options):
        assert bool(option.said) == (place != question.right)
        assert len(option.words) <= 35, "it is a button on a phone"
    assert (question.text, question.why) == (step.stage.ask, step.stage.expect)


@EACH
@given(seed=st.integers(1, 99))
def test_fresh_numbers_ask_the_same(step: Step, seed: int) -> None:
    if not has_twin(step):
        assert question_in(step, seed).text == step.stage.ask
        return
    fresh = question_in(step, seed)
    assert rights(fresh) == 1
    assert fresh.before.logits.tolist() != question_in(step).before.logits.tolist()


@EACH
@given(seed=st.integers(0, 99), is_over=st.booleans())
def test_the_page_is_always_in_a_legal_state(step: Step, seed: int, is_over: bool) -> None:
    query = page_of(step, question_in(step, seed), is_over=is_over)
    assert query.keys() == {*fields_of(step.link.path), "hide"}
    assert refusals(query, query) == []


@EACH
def test_the_answer_is_hidden_or_still_to_come(step: Step) -> None:
    before, after = (page_of(step, question_in(step), is_over=is_over) for is_over in (False, True))
    nothing_to_hide = ("alike", "rows")  # asked about what is on the screen
    assert (before == after) == (step.stage.vote in nothing_to_hide)
    assert after["hide"] == ""


def test_fresh_numbers_are_those_of_the_page() -> None:
    step = step_of("45", 5)
    assert step
    question = question_in(step, 7)
    for is_over, shift in ((False, 0.0), (True, 2.0)):
        shown = Scenario.from_query(page_of(step, question, is_over=is_over))
        assert shown.logits == tuple(question.before.logits)
        assert shown.shift == shift


def test_a_step_without_a_question_is_refused() -> None:
    last = Step(PLANS[1], len(PLANS[1].stages) - 1)
    assert asked_in(last) is None
    with pytest.raises(ValueError, match=r"^step must have something to vote on"):
        question_in(last)


@EACH
@given(seed=st.integers(0, 10**6))
def test_a_link_asks_the_question_of_its_step_and_a_twin_asks_it_again(
    step: Step, seed: int
) -> None:
    link = asked_in(step)
    assert link
    assert step_in(link) == step
    assert question_of(link).text == step.stage.ask
    assert next_of(link) is None
    again = twin_of(link, seed)
    assert (again is None) == (not has_twin(step))
    if again:
        assert step_in(again) == step
        assert twin_of(again, seed) != again


@given(
    st.sampled_from(["15", "45", "90", ""]),
    st.integers(-1, MOST_LESSON_STEPS + 1),
    st.integers(-1, 100),
)
def test_any_link_asks_something(lesson: str, number: int, seed: int) -> None:
    link = f"lesson={lesson}&lesson_step={number}&draw_seed={seed}&ask={HALF_T}"
    assert question_of(link).options

"""The worksheet: its answers follow from the core, for any state that a visitor can reach."""

import math
import re
from dataclasses import asdict

import numpy as np
import pytest
from hypothesis import example, given

from argsoft.gradients import cross_entropy_gradient, softmax_jacobian
from argsoft.iris import CLASS_NAMES
from argsoft.selection import argmax, maximizers
from argsoft.softmax import softmax
from argsoft.state.scenario import PRESETS, Scenario, class_index
from argsoft.teaching.solutions import Solutions, solve
from argsoft.teaching.tasks import Table, Task, exact, share, tasks
from argsoft.wording.numerals import number
from tests.strategies import scenarios

CORNERS = (
    Scenario(5.0, -5.0, -5.0, temperature=0.05, moving="Virginica"),
    Scenario(1.0, 1.0, 1.0),
    Scenario(virginica=1.43, moving="Versicolor"),
    Scenario(-1.57, -3.4, -3.4, temperature=10.0),
    Scenario(0.0, -0.0, 5e-324),
)


def worked_out(scenario: Scenario) -> Solutions:
    moving = class_index(scenario.moving)
    return solve(scenario.logits, moving, temperature=scenario.temperature)


def asked(scenario: Scenario) -> tuple[Task, ...]:
    return tasks(worked_out(scenario))


def table(task: Task) -> Table:
    assert task.table
    return task.table


def column(task: Task, name: str) -> list[str]:
    which = table(task).columns.index(name)
    return [row[which] for row in table(task).rows]


def shares(text: str) -> list[str]:
    """Find the share of each class in an answer."""
    found = re.match(
        r"The probabilities are Setosa (\S+(?: × \S+)?), Versicolor (\S+(?: × \S+)?) "
        r"and Virginica (\S+(?: × \S+)?)\. ",
        text,
    )
    assert found
    return list(found.groups())


def test_the_lectures_numbers() -> None:
    steps, slopes, *_ = asked(Scenario())
    # mpmath at 30 digits
    assert column(steps, "e to the power z") == ["4.1787", "0.6703", "1.2586", "6.1076"]
    assert column(steps, "softmax") == ["0.6842", "0.1098", "0.2061", "1"]
    assert column(steps, "argmax") == ["1", "0", "0", "1"]
    assert table(slopes).rows[0] == ("Setosa", "+0.2161", "−0.0751", "−0.1410")


@given(scenarios())
@example(CORNERS[0])
@example(CORNERS[1])
def test_the_numbers_are_those_of_the_core(scenario: Scenario) -> None:
    numbers, logits, scale = worked_out(scenario), scenario.logits, scenario.temperature
    expected = softmax(logits, temperature=scale)
    np.testing.assert_allclose(numbers.working.shares, expected, rtol=1e-12)
    np.testing.assert_allclose(numbers.added, expected, rtol=1e-12)
    np.testing.assert_array_equal(numbers.jacobian, softmax_jacobian(logits, temperature=scale))
    np.testing.assert_array_equal(numbers.halved, softmax(logits, temperature=scale / 2))
    np.testing.assert_array_equal(numbers.flipped, softmax([-z for z in logits], temperature=scale))
    assert numbers.one_hot.argmax() == argmax(logits)
    for logit, part in zip(logits, numbers.working.parts, strict=True):
        assert part == pytest.approx(math.exp(logit / scale))


@given(scenarios())
@example(CORNERS[0])
@example(CORNERS[2])
def test_the_tables_hold_the_numbers(scenario: Scenario) -> None:
    numbers, (steps, slopes, *_) = worked_out(scenario), asked(scenario)
    assert column(steps, "logit z")[:3] == [number(each) for each in scenario.logits]
    assert column(steps, "softmax")[:3] == [share(p) for p in numbers.working.shares.tolist()]
    power = "e to the power z" if scenario.temperature == 1 else "e to that power"
    parts = [*numbers.working.parts.tolist(), numbers.working.total]
    assert column(steps, power) == [exact(each) for each in parts]
    assert ("z ÷ temperature" in table(steps).columns) == (scenario.temperature != 1)
    for i, row in enumerate(table(slopes).rows):
        for j, text in enumerate(row[1:]):
            assert text.startswith("+" if i == j else "−")
            assert text.lstrip("+−") == exact(abs(float(numbers.jacobian[i, j])))


@given(scenarios())
@example(CORNERS[0])
@example(CORNERS[1])
@example(CORNERS[2])
@example(CORNERS[3])
def test_the_answers_name_the_right_winners(scenario: Scenario) -> None:
    *_, halved, _, flipped, _, _ = (each.answer for each in asked(scenario))
    numbers, flips = worked_out(scenario), [-z for z in scenario.logits]
    assert shares(halved) == [share(p) for p in numbers.halved.tolist()]
    assert shares(flipped) == [share(p) for p in numbers.flipped.tolist()]
    winner, last = (CLASS_NAMES[int(argmax(each))] for each in (scenario.logits, flips))
    leaders, losers = maximizers(scenario.logits).size, maximizers(flips).size
    assert ("Nothing changes" in halved) == ("Nothing changes" in flipped) == (leaders == 3)
    assert ("tied" in halved) == (leaders == 2)
    assert (" now tie " in flipped) == (losers == 2)
    assert flipped.endswith(f"{last}.") or f"now answers {last}, " in flipped
    assert leaders == 3 or halved.endswith(f"{winner}.")


@given(scenarios())
@example(CORNERS[0])
@example(CORNERS[2])
def test_argmax_changes_its_answer_where_it_is_said_to(scenario: Scenario) -> None:
    answer = asked(scenario)[7].answer
    numbers = worked_out(scenario)

    def winner(moved: float) -> str:
        logits = list(scenario.logits)
        logits[numbers.moving] = moved
        return CLASS_NAMES[int(argmax(logits))]

    below, above = (winner(math.nextafter(numbers.jump, to)) for to in (-9.0, 9.0))
    assert answer.startswith(f"At {number(numbers.jump)}, where {above} meets {below},")
    assert f"Below it the answer is {below}, above it {above}." in answer
    assert answer.endswith(f"the first in the list, {winner(numbers.jump)}.")


@given(scenarios())
@example(CORNERS[4])
def test_no_share_is_printed_as_0_or_1_and_nothing_as_no_number(scenario: Scenario) -> None:
    steps, *others = asked(scenario)
    printed = [*column(steps, "softmax")[:3], *shares(others[3].answer), *shares(others[5].answer)]
    assert not {"0", "1", "0.0000", "1.0000"} & set(printed)
    cells = " ".join(
        text for task in (steps, others[0]) for row in table(task).rows for text in row
    )
    assert not re.search(r"\b(nan|inf)\b", cells + " ".join(each.answer for each in others))


@pytest.mark.parametrize("scenario", [*PRESETS.values(), *CORNERS])
def test_the_questions_give_no_answer_away(scenario: Scenario) -> None:
    assert len(asked(scenario)) == 9
    for task in asked(scenario):
        assert task.lines or task.table
        assert task.answer not in task.question
    steps, slopes, *_ = asked(scenario)
    assert (table(steps).given, table(slopes).given) == (2, 1)


def test_only_the_logits_the_temperature_and_what_moves_count() -> None:
    other = {"flower": 3, "outputs": "<b>: 1", "topic": "handout", "across": "sepal width"}
    assert asked(Scenario(**asdict(Scenario()) | other)) == asked(Scenario())


@pytest.mark.parametrize(("moving", "temperature"), [(3, 1.0), (0, 0.0), (0, math.nan)])
def test_what_is_no_class_or_no_temperature_is_refused(moving: int, temperature: float) -> None:
    with pytest.raises(ValueError, match=r"moving|temperature"):
        solve([1.0, 2.0, 3.0], moving, temperature=temperature)


@given(scenarios())
@example(CORNERS[0])
@example(CORNERS[2])
def test_the_rules_give_the_slopes_of_the_core(scenario: Scenario) -> None:
    numbers, (_, _, quotient, chain, *_) = worked_out(scenario), asked(scenario)
    own = exact(float(numbers.jacobian[numbers.moving, numbers.moving]))
    cross = float(numbers.jacobian[numbers.moving, numbers.rival])
    assert f"= +{own}. By" in quotient.answer
    assert quotient.answer.endswith(f"= {exact(cross)}.")
    p = float(numbers.working.shares[numbers.moving])
    assert chain.answer.startswith(f"{exact(-1 / p)} × +{own} = {exact(numbers.chained_slope)}. ")
    assert numbers.loss_slope * numbers.own_slope == pytest.approx(numbers.chained_slope)


def test_the_slope_of_the_loss_is_that_of_the_core() -> None:
    numbers = worked_out(Scenario(moving="Virginica"))
    gradient = cross_entropy_gradient(Scenario().logits, 2)
    assert numbers.chained_slope == pytest.approx(gradient[2])

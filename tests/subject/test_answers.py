"""Argmax and softmax of any list of logits, in one record."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from argsoft.answers import answers, verdict, verdicts
from argsoft.selection import argmax, maximizers, one_hot
from argsoft.softmax import softmax
from argsoft.state.outputs import Outputs
from tests.strategies import extreme_logits, lists, logits, temperatures

TEMPERATURES = st.floats(0.05, 10.0)


def test_the_lectures_second_example() -> None:
    both = answers("1234", [0.23, 0.99, -102, 10])
    # mpmath at 30 digits
    expected = [5.71301e-5, 1.2215996e-4, 2.28528e-49, 0.9998207099]
    assert both.shares.tolist() == pytest.approx(expected, rel=1e-5)
    assert both.one_hot.tolist() == [0, 0, 0, 1]
    assert (10**both.exponents).tolist() == pytest.approx(expected, rel=1e-5)


@given(lists(), TEMPERATURES, st.booleans())
def test_answers_agree_with_selection_and_softmax(
    outputs: Outputs, temperature: float, largest_first: bool
) -> None:
    both = answers(
        outputs.names, outputs.logits, temperature=temperature, largest_first=largest_first
    )
    in_order = sorted(zip(both.names, both.logits.tolist(), strict=True))
    assert in_order == sorted(zip(outputs.names, outputs.logits, strict=True))
    np.testing.assert_array_equal(both.shares, softmax(both.logits, temperature=temperature))
    assert both.one_hot.tolist() == one_hot(argmax(both.logits), len(both.logits)).tolist()
    assert list(both.leaders) == maximizers(both.logits).tolist()
    winner = outputs.names[int(argmax(outputs.logits))]
    assert both.names[both.leaders[0]] == winner, "sorting must not change the winner of a tie"
    if largest_first:
        assert both.logits.tolist() == sorted(outputs.logits, reverse=True)
    else:
        assert both.names == outputs.names


# Verdicts.


@given(logits() | extreme_logits(), temperatures() | TEMPERATURES)
def test_a_verdict_is_argmax_and_softmax(row: list[float], temperature: float) -> None:
    given_row = list(row)
    for said in (verdict(row, temperature), verdict(tuple(row), temperature)):
        assert said.leaders[0] == argmax(row)
        assert list(said.leaders) == maximizers(row).tolist()
        assert list(said.shares) == softmax(row, temperature=temperature).tolist()
    assert {type(each) for each in said.leaders} == {int}
    assert {type(each) for each in said.shares} == {float}
    assert row == given_row


@given(logits(max_size=4))
def test_the_default_temperature_of_a_verdict_is_1(row: list[float]) -> None:
    assert verdict(row) == verdict(row, 1.0)
    assert list(verdict(row).shares) == softmax(row).tolist()


@given(st.lists(logits(min_size=3, max_size=3), min_size=1, max_size=5), temperatures())
def test_verdicts_on_many_rows_are_those_on_each(
    rows: list[list[float]], temperature: float
) -> None:
    assert verdicts(rows, temperature) == [verdict(row, temperature) for row in rows]


@pytest.mark.parametrize("row", [[], [math.nan], [math.inf, 0.0], [-math.inf]])
def test_a_verdict_on_bad_logits_is_refused(row: list[float]) -> None:
    with pytest.raises(ValueError, match=r"^logits must "):
        verdict(row)


@pytest.mark.parametrize("temperature", [0.0, -1.0, math.nan, math.inf])
def test_a_verdict_at_a_bad_temperature_is_refused(temperature: float) -> None:
    with pytest.raises(ValueError, match=r"^temperature must be a finite number above 0, got "):
        verdict([1.0, 2.0], temperature)

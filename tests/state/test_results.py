"""Results for a scenario: the workings that each part of Step by step compares."""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal, assert_equal

from argsoft.losses import cross_entropy
from argsoft.selection import argmax
from argsoft.softmax import softmax
from argsoft.state.results import along, answered, compared, learning, slopes
from argsoft.state.scenario import (
    ADD,
    BREAK,
    COMMON_MISTAKES,
    FILL,
    LOGIT_FIELDS,
    MISTAKES,
    STEPS,
    SURE,
    TWICE,
    TWO_FLOWERS,
    WHY,
    Scenario,
)
from argsoft.workings import (
    Z_ITSELF,
)
from tests.strategies import scenarios

pytestmark = pytest.mark.filterwarnings("error")

LECTURE = [1.43, -0.40, 0.23]
SLIDERS = st.lists(st.integers(-500, 500).map(lambda n: n / 100), min_size=3, max_size=3)


@given(scenarios())
def test_every_part_has_its_workings(scenario: Scenario) -> None:
    first, *others = compared(scenario)
    assert len(others) == (scenario.part not in (STEPS, FILL))
    if scenario.part in (STEPS, ADD, MISTAKES):
        assert_allclose(first.shares, softmax(scenario.logits), rtol=1e-12)


@given(scenarios(), st.floats(-10, 10))
def test_a_shift_multiplies_the_parts_and_keeps_the_shares(
    scenario: Scenario, shift: float
) -> None:
    before, after = compared(replace(scenario, part=ADD, shift=shift))
    assert_allclose(after.parts, before.parts * math.exp(shift), rtol=1e-12)
    assert_allclose(after.shares, before.shares, rtol=1e-12)


def test_large_factors_break_only_the_plain_formula() -> None:
    plain, stable = compared(Scenario(part=BREAK, factor=600.0))
    assert math.isnan(plain.shares[0])
    assert_allclose(stable.shares, [1, 0, 0], atol=1e-300)


def test_the_chosen_alternative_replaces_e() -> None:
    softmaxs, other = compared(Scenario(part=WHY, instead=Z_ITSELF, shift=1.0))
    assert_allclose(softmaxs.shares, softmax(LECTURE))
    assert_array_equal(other.parts, np.add(LECTURE, 1.0))


def test_softmax_twice_flattens_and_bounds_the_loss() -> None:
    once, twice = compared(Scenario(part=MISTAKES, mistake=TWICE))
    assert_allclose(twice.shares, softmax(once.shares))
    assert np.ptp(twice.shares) < np.ptp(once.shares)
    # The best case for three classes is softmax of (1, 0, 0): e / (e + 2).
    assert cross_entropy([1.0, 0.0, 0.0], 0) == pytest.approx(0.551, abs=5e-4)


def at(row: list[float]) -> Scenario:
    """Build the scenario of the mistakes at these raw outputs."""
    setosa, versicolor, virginica = row
    return Scenario(setosa, versicolor, virginica, part=MISTAKES)


@given(SLIDERS)
def test_a_surer_network_answers_the_same(row: list[float]) -> None:
    surer = compared(replace(at(row), mistake=SURE))[1]
    assert argmax(surer.inputs) == argmax(row)
    assert surer.shares.max() >= softmax(row).max() - 1e-15


@given(SLIDERS)
def test_the_other_flower_has_a_higher_logit_and_a_smaller_share(row: list[float]) -> None:
    one, other = compared(replace(at(row), mistake=TWO_FLOWERS))
    assert other.inputs[0] > one.inputs[0]
    assert other.shares[0] < one.shares[0]


def test_all_mistakes_are_tested() -> None:
    assert set(COMMON_MISTAKES) == {TWICE, SURE, TWO_FLOWERS}


# Many scenarios at once, as a strip needs them.


@pytest.mark.parametrize("compute", [answered, along, learning, slopes])
@given(
    many=st.lists(scenarios(), max_size=3), one=scenarios(), logits=st.lists(SLIDERS, max_size=3)
)
def test_many_scenarios_are_computed_as_each_would_be(
    compute: Callable[[Sequence[Scenario]], Sequence[Any]],
    many: list[Scenario],
    one: Scenario,
    logits: list[list[float]],
) -> None:
    moves: list[dict[str, Any]] = [dict(zip(LOGIT_FIELDS, row, strict=True)) for row in logits]
    alike = [replace(one, **each) for each in moves]
    together = [*many, *alike, one]
    found = compute(together)
    assert [each.scenario for each in found] == together
    for scenario, each in zip(together, found, strict=True):
        assert_equal(each, compute([scenario])[0])

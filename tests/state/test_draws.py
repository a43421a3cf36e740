"""The draws of a scenario: the same for the same link, and as often as softmax says."""

import math

import numpy as np
import pytest
from hypothesis import given

from argsoft.sampling import gumbel_argmax, sample
from argsoft.softmax import softmax
from argsoft.state.draws import drawn
from argsoft.state.scenario import NEXT_WORD, SHAKEN_ARGMAX, WORD_LOGITS, Scenario
from tests.strategies import scenarios


@given(scenarios())
def test_any_scenario_has_draws_that_add_up(scenario: Scenario) -> None:
    made = drawn(scenario)
    assert made.total == made.counts.sum() == scenario.draws
    assert made.kept.sum() == pytest.approx(1)
    assert (made.counts[made.kept == 0] == 0).all(), "what is cut off is never drawn"
    assert (made.last is None) is (scenario.draws == 0)
    if made.last is not None:
        assert made.counts[made.last] > 0
    assert (made.shake is not None) is (scenario.draw == SHAKEN_ARGMAX)


def test_the_draws_are_those_of_the_core() -> None:
    rng = np.random.default_rng
    thrown = sample(softmax(Scenario().logits), 10, rng(3))
    shaken = gumbel_argmax(Scenario().logits, 10, rng(3))
    assert drawn(Scenario(draw_seed=3)).counts.tolist() == np.bincount(thrown).tolist()
    made = drawn(Scenario(draw_seed=3, draw=SHAKEN_ARGMAX))
    assert made.counts.tolist() == np.bincount(shaken).tolist()
    assert made.last == shaken[-1]


@pytest.mark.parametrize("draw", ["softmax", SHAKEN_ARGMAX])
def test_ten_thousand_draws_are_close_to_softmax(draw: str) -> None:
    made = drawn(Scenario(draw=draw, draws=10_000))
    # mpmath with 30 digits
    expected = np.array([0.684178076976, 0.109751446321, 0.206070476702])
    errors = np.sqrt(expected * (1 - expected) / 10_000)
    assert (np.abs(made.frequencies - expected) < 5 * errors).all()


def test_noise_is_added_bit_by_bit() -> None:
    none, half, full = (
        drawn(Scenario(draw=SHAKEN_ARGMAX, draws=1, noise=part)).shake for part in (0.0, 0.5, 1.0)
    )
    assert none
    assert half
    assert full
    assert none.noisy.tolist() == [1.43, -0.40, 0.23]
    assert half.noise == pytest.approx(full.noise / 2)
    # -log(-log(u)) of the first three random numbers of seed 0
    assert full.noise.round(2).tolist() == [-0.01, 1.16, 3.17]
    assert (none.winner, full.winner) == (0, 2)


def test_a_part_of_the_noise_changes_no_count() -> None:
    counts = [drawn(Scenario(draw=SHAKEN_ARGMAX, noise=part)).counts.tolist() for part in (0.0, 1)]
    assert counts[0] == counts[1]


def test_temperature_comes_before_top_k_and_top_k_before_top_p() -> None:
    made = drawn(Scenario(draw=NEXT_WORD, temperature=2.0, top_k=3, top_p=0.75))
    warm = [math.exp(logit / 2) for logit in WORD_LOGITS[:3]]
    first, second = (each / sum(warm) for each in warm[:2])
    assert first < 0.75 <= first + second, "top-p keeps two of the three"
    assert made.kept[:2] == pytest.approx(np.array([first, second]) / (first + second))
    assert made.kept[2:].tolist() == [0, 0, 0, 0, 0]
    assert made.probabilities == pytest.approx(softmax(WORD_LOGITS, temperature=2.0))


def test_temperature_makes_draws_bolder() -> None:
    cold, hot = (drawn(Scenario(temperature=t, draws=1000)) for t in (0.1, 10.0))
    assert cold.counts.tolist() == [1000, 0, 0]
    assert hot.counts.min() > 250

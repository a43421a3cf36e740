"""The one-layer network: its start, logits, accuracy and map."""

import math
import re
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from argsoft.iris.data import MEASUREMENTS, Standardization, standardize
from argsoft.iris.network import (
    LARGEST,
    START_DEVIATION,
    Network,
    accuracy,
    checked_network,
    confusion,
    in_own_units,
    network_logits,
    start,
)
from argsoft.iris.regions import answers_on_grid
from argsoft.selection import argmax
from argsoft.softmax import softmax

pytestmark = pytest.mark.filterwarnings("error")

NETWORK = Network(np.array([[1.0, -2.0, 0.5], [0.0, 3.0, -1.0]]), np.array([0.1, 0.2, -0.3]))
ANSWERS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=30)
POSITIONS = st.lists(st.floats(-9, 9) | st.sampled_from((0.0, 0.5)), min_size=1, max_size=4)


# The start.


def test_a_seed_determines_the_start() -> None:
    first, second = start(4, 3, rng=7), start(4, 3, rng=7)
    assert first.weights.shape == (4, 3)
    assert first.biases.shape == (3,)
    assert_array_equal(first.weights, second.weights)
    assert_array_equal(first.biases, second.biases)
    assert not np.shares_memory(first.weights, second.weights)


def test_different_seeds_start_differently() -> None:
    starts = [start(2, rng=seed) for seed in range(50)]
    assert len({network.weights.tobytes() for network in starts}) == 50
    assert len({network.biases.tobytes() for network in starts}) == 50


def test_a_generator_advances() -> None:
    rng = np.random.default_rng(7)
    first, second = start(2, rng=rng), start(2, rng=rng)
    assert_array_equal(first.weights, start(2, rng=7).weights)
    assert (first.weights != second.weights).all()


def test_a_start_is_small_around_zero() -> None:
    weights, _ = start(200, 50, rng=0)
    error = START_DEVIATION / math.sqrt(weights.size)
    assert abs(weights.mean()) < 4 * error
    assert weights.std() == pytest.approx(START_DEVIATION, abs=4 * error)


def test_no_class_ties_with_another_at_the_start() -> None:
    _, standardization = standardize(MEASUREMENTS)
    average = standardization.apply(standardization.mean)  # all zeros, so only the biases count
    for seed in range(50):
        assert len(set(network_logits(start(4, rng=seed), average).tolist())) == 3


# Logits.


def test_logits_by_hand() -> None:
    assert_allclose(network_logits(NETWORK, [2.0, 10.0]), [2.1, 26.2, -9.3], rtol=1e-15)
    assert_allclose(network_logits(NETWORK, [0.0, 0.0]), NETWORK.biases)


@given(st.lists(st.lists(st.floats(-1e9, 1e9), min_size=2, max_size=2), max_size=5))
def test_each_flower_has_its_own_logits(rows: list[list[float]]) -> None:
    together = network_logits(NETWORK, np.reshape(rows, (len(rows), 2)))
    assert together.shape == (len(rows), 3)
    for row, answer in zip(rows, together, strict=True):
        expected = [
            math.fsum([row[0] * NETWORK.weights[0, k], row[1] * NETWORK.weights[1, k], bias])
            for k, bias in enumerate(NETWORK.biases)
        ]
        assert_allclose(answer, expected, rtol=0, atol=1e-14 * (1 + max(map(abs, row))))


@given(st.integers(0, 149), st.lists(st.floats(-1e3, 1e3), min_size=15, max_size=15))
def test_a_network_in_own_units_takes_measurements(flower: int, numbers: list[float]) -> None:
    network = Network(np.reshape(numbers[:12], (4, 3)), np.array(numbers[12:]))
    inputs, standardization = standardize(MEASUREMENTS)
    found = network_logits(in_own_units(network, standardization), MEASUREMENTS[flower])
    assert_allclose(found, network_logits(network, inputs[flower]), rtol=0, atol=1e-8)


def test_the_largest_valid_numbers_do_not_overflow() -> None:
    network = Network(np.full((2, 2), LARGEST), np.full(2, LARGEST))
    logits = network_logits(network, [[LARGEST, LARGEST], [LARGEST, -LARGEST]])
    assert np.isfinite(logits).all()


# Accuracy and confusion matrix.


@given(ANSWERS)
def test_the_confusion_matrix_counts_every_pair(pairs: list[tuple[int, int]]) -> None:
    targets, answers = zip(*pairs, strict=True)
    counts = confusion(targets, answers, 4)
    assert counts.shape == (4, 4)
    for (i, j), count in np.ndenumerate(counts):
        assert count == pairs.count((i, j))


@given(ANSWERS)
def test_accuracy_agrees_with_the_confusion_matrix(pairs: list[tuple[int, int]]) -> None:
    targets, answers = zip(*pairs, strict=True)
    right = sum(target == answer for target, answer in pairs)
    assert accuracy(targets, answers) == right / len(pairs)
    assert accuracy(targets, answers) == np.trace(confusion(targets, answers, 4)) / len(pairs)


# The map.


@given(POSITIONS, POSITIONS)
def test_every_point_of_the_map_agrees_with_the_network(
    x_values: list[float], y_values: list[float]
) -> None:
    answer = answers_on_grid(NETWORK, x_values, y_values)
    assert answer.winners.shape == (len(y_values), len(x_values))
    for i, y in enumerate(y_values):
        for j, x in enumerate(x_values):
            logits = network_logits(NETWORK, [x, y])
            probabilities = softmax(logits)
            assert_allclose(answer.probabilities[i, j], probabilities, rtol=0, atol=1e-13)
            assert answer.confidence[i, j] == answer.probabilities[i, j].max()
            assert logits[answer.winners[i, j]] >= logits.max() - 1e-13


def test_a_map_in_centimetres_is_standardized_for_the_network() -> None:
    _, standardization = standardize(MEASUREMENTS[:, 2:])
    x_values, y_values = np.linspace(1.0, 6.9, 5), np.linspace(0.1, 2.5, 4)
    answer = answers_on_grid(NETWORK, x_values, y_values, standardization=standardization)
    flower = standardization.apply([x_values[3], y_values[1]])
    assert_allclose(answer.probabilities[1, 3], softmax(network_logits(NETWORK, flower)))
    plain = answers_on_grid(NETWORK, x_values, y_values)
    assert not np.allclose(answer.probabilities, plain.probabilities)


def test_where_classes_tie_on_the_map_the_first_one_wins() -> None:
    nothing = Network(np.zeros((2, 3)), np.zeros(3))
    answer = answers_on_grid(nothing, [0.0, 1.0], [0.0])
    assert answer.winners.tolist() == [[0, 0]]
    assert_allclose(answer.confidence, 1 / 3)


def test_the_boundary_lies_where_two_logits_are_equal() -> None:
    network = Network(np.array([[1.0, -1.0], [1.0, -1.0]]), np.zeros(2))  # x + y = 0
    values = np.linspace(-2, 2, 9)
    answer = answers_on_grid(network, values, values)
    below = values[:, np.newaxis] + values < 0
    assert_array_equal(answer.winners, below)
    assert_array_equal(answer.winners, np.asarray(argmax(answer.probabilities)))


# Errors: each names the argument, the rule and the value.


@pytest.mark.parametrize("count", [0, -1, 2.0, True, "2", None])
@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("num_features", lambda count: start(count, rng=0)),
        ("num_classes", lambda count: start(2, count, rng=0)),
        ("num_classes", lambda count: confusion([0], [0], count)),
    ],
)
def test_too_few_features_or_classes_are_refused(
    name: str, function: Callable[[object], Any], count: object
) -> None:
    message = f"{name} must be an integer of 1 or more, got {count!r}"
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        function(count)


@pytest.mark.parametrize("rng", [None, -1, 1.5, True, "0"])
def test_a_bad_seed_is_refused(rng: Any) -> None:  # noqa: ANN401
    message = f"rng must be a seed of 0 or more, or a Generator, got {rng!r}"
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        start(2, rng=rng)


@pytest.mark.parametrize(
    ("weights", "biases", "message"),
    [
        ([[1.0]], [1.0, 2.0], "shapes (F, K) and (K,), got (1, 1) and (2,)"),
        ([1.0], [1.0], "shapes (F, K) and (K,), got (1,) and (1,)"),
        ([[]], [], "shapes (F, K) and (K,), got (1, 0) and (0,)"),
    ],
)
def test_networks_with_bad_shapes_are_refused(
    weights: list[Any], biases: list[float], message: str
) -> None:
    network = Network(np.array(weights), np.array(biases))
    whole = f"weights and biases must have {message}"
    with pytest.raises(ValueError, match=f"^{re.escape(whole)}$"):
        checked_network(network)


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf, 1.01e100])
def test_numbers_that_would_overflow_are_refused(number: float) -> None:
    calls: Sequence[tuple[str, Callable[[], object]]] = (
        ("weights", lambda: checked_network(Network(np.array([[number]]), np.zeros(1)))),
        ("biases", lambda: checked_network(Network(np.zeros((1, 1)), np.array([number])))),
        ("inputs", lambda: network_logits(NETWORK, [0.0, number])),
        ("x_values", lambda: answers_on_grid(NETWORK, [number], [0.0])),
        ("y_values", lambda: answers_on_grid(NETWORK, [0.0], [number])),
    )
    for name, call in calls:
        message = f"{name} must be from -1e+100 to 1e+100, got {number}"
        with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
            call()


@pytest.mark.parametrize("inputs", [[1.0], [[1.0, 2.0, 3.0]], []])
def test_inputs_with_other_features_are_refused(inputs: list[Any]) -> None:
    message = f"inputs must hold 2 features, got shape {np.shape(inputs)}"
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        network_logits(NETWORK, inputs)


@pytest.mark.parametrize("bad", [[0, 3], [-1, 0], [0.0, 1.0], [], [[0, 1]], [True, False], 1])
def test_bad_classes_are_refused(bad: Any) -> None:  # noqa: ANN401
    message = f"must be a row of integers from 0 to 2, got {bad!r}"
    with pytest.raises(ValueError, match=f"^{re.escape(f'targets {message}')}$"):
        confusion(bad, [0, 1])
    with pytest.raises(ValueError, match=f"^{re.escape(f'answers {message}')}$"):
        confusion([0, 1], bad)


def test_accuracy_takes_any_number_of_classes_but_no_other_numbers() -> None:
    assert accuracy([7, 1], [7, 2]) == 0.5
    message = "targets must be a row of integers from 0, got [-1, 0]"
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        accuracy([-1, 0], [0, 0])


def test_fewer_answers_than_targets_are_refused() -> None:
    message = "^answers must have length 3, got 1$"
    with pytest.raises(ValueError, match=message):
        accuracy([0, 1, 2], [0])
    with pytest.raises(ValueError, match=message):
        confusion([0, 1, 2], [0])


def test_a_map_without_two_features_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^network must have 2 features, got 4$"):
        answers_on_grid(start(4, rng=0), [0.0], [0.0])


@pytest.mark.parametrize("values", [[], [[0.0]], 0.0])
def test_positions_that_are_not_a_row_are_refused(values: Any) -> None:  # noqa: ANN401
    message = f"must be one row of numbers, got shape {np.shape(values)}"
    with pytest.raises(ValueError, match=f"^{re.escape(f'x_values {message}')}$"):
        answers_on_grid(NETWORK, values, [0.0])
    with pytest.raises(ValueError, match=f"^{re.escape(f'y_values {message}')}$"):
        answers_on_grid(NETWORK, [0.0], values)


def test_a_point_that_standardization_makes_huge_is_refused() -> None:
    tiny = Standardization(np.zeros(2), np.full(2, 1e-300))
    with pytest.raises(ValueError, match=r"^inputs must be from .*, got inf$"):
        answers_on_grid(NETWORK, [1e50], [0.0], standardization=tiny)

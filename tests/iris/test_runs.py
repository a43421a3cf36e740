"""Two runs on the irises from one start, determined by the seed, for any features and rate."""

import math
import re
from collections.abc import Iterator
from itertools import chain, product
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from argsoft.iris import FEATURE_NAMES
from argsoft.iris.data import MEASUREMENTS, SPECIES
from argsoft.iris.network import accuracy, network_logits, start
from argsoft.iris.runs import Runs, train_both_ways
from argsoft.iris.training import train
from argsoft.validation import Floats

pytestmark = pytest.mark.filterwarnings("error")

PETALS = ("petal length", "petal width")
PAIRS = list(product(FEATURE_NAMES, repeat=2))


def petals(seed: int = 0, learning_rate: float = 1.0, steps: int = 200) -> Runs:
    return train_both_ways(PETALS, learning_rate=learning_rate, steps=steps, seed=seed)


def arrays(training: Runs) -> Iterator[Floats]:
    """Yield every array of a result."""
    for part in chain(training[:2], *training[2:]):
        if isinstance(part, np.ndarray):
            yield part


# What the network learns.


@pytest.mark.parametrize("seed", range(5))
def test_softmax_learns_the_petals_and_argmax_nothing(seed: int) -> None:
    training = petals(seed)
    assert training.through_softmax.accuracies[-1] >= 0.94
    vain = training.through_argmax
    assert (vain.gradient_norms == 0).all()
    assert (vain.weights == vain.weights[0]).all()
    assert (vain.losses == vain.losses[0]).all()


def test_both_runs_train_from_the_start_of_the_seed() -> None:
    training = petals(7, 0.5, 20)
    network = start(2, rng=7)
    expected = [
        train(training.inputs, SPECIES, network, through="argmax", learning_rate=0.5, steps=20),
        train(training.inputs, SPECIES, network, through="softmax", learning_rate=0.5, steps=20),
    ]
    for run, other in zip(training[3:], expected, strict=True):
        assert_array_equal(run.weights[0], network.weights)
        assert_array_equal(run.weights, other.weights)
        assert_array_equal(run.biases, other.biases)
        assert_array_equal(run.losses, other.losses)


def test_both_runs_take_the_same_loss() -> None:
    settings: dict[str, Any] = {"learning_rate": 1.0, "steps": 20, "seed": 0}
    squared = train_both_ways(PETALS, loss="squared error", **settings)
    usual = train_both_ways(PETALS, **settings)
    assert squared.through_argmax.losses.tolist() == usual.through_argmax.losses.tolist()
    assert squared.through_softmax.losses[-1] < 0.2 < usual.through_softmax.losses[-1]
    infinite = train_both_ways(PETALS, loss="cross-entropy", **settings)
    assert infinite.through_argmax.losses.tolist() == [math.inf] * 21
    assert infinite.through_softmax.losses.tolist() == usual.through_softmax.losses.tolist()


def test_the_accuracy_agrees_with_the_last_network() -> None:
    training = petals()
    logits = network_logits(training.through_softmax.network_after(200), training.inputs)
    expected = accuracy(SPECIES, logits.argmax(axis=1))
    assert training.through_softmax.accuracies[-1] == expected


@pytest.mark.parametrize("features", PAIRS)
def test_any_two_features_teach_something(features: tuple[str, str]) -> None:
    training = train_both_ways(features, learning_rate=1.0, steps=200, seed=0)
    columns = [FEATURE_NAMES.index(name) for name in features]
    assert_array_equal(training.flowers, MEASUREMENTS[:, columns])
    assert_allclose(training.inputs.mean(axis=0), 0, atol=1e-12)
    assert_allclose(training.inputs.std(axis=0), 1)
    assert_allclose(training.standardization.undo(training.inputs), training.flowers)
    run = training.through_softmax
    assert not run.diverged
    assert run.losses[-1] < run.losses[0]
    assert run.accuracies[-1] > 0.5, "chance is 1/3"


@pytest.mark.parametrize("name", FEATURE_NAMES)
def test_the_same_feature_twice_has_one_slope_twice(name: str) -> None:
    run = train_both_ways((name, name), learning_rate=1.0, steps=50, seed=0).through_softmax
    moved = run.weights - run.weights[0]
    assert_allclose(moved[:, 0], moved[:, 1], atol=1e-12)


# Repeated calls.


def test_the_seed_determines_everything() -> None:
    for one, other in zip(arrays(petals(3)), arrays(petals(3)), strict=True):
        assert_array_equal(one, other)
    starts = {petals(seed, steps=1).through_softmax.weights[0].tobytes() for seed in range(20)}
    assert len(starts) == 20


def test_all_arrays_are_read_only() -> None:
    found = list(arrays(petals(steps=5)))
    assert len(found) == 2 + 2 + 2 * 5
    for array in found:
        assert not array.flags.writeable
        with pytest.raises(ValueError, match="read-only"):
            array[...] = 0


def test_results_share_no_memory() -> None:
    one, other = petals(steps=5), petals(steps=5)
    for first, second in product(arrays(one), arrays(other)):
        assert not np.shares_memory(first, second)
    for array in arrays(one):
        assert not np.shares_memory(array, MEASUREMENTS)
        assert not np.shares_memory(array, SPECIES)
    for array in one.through_softmax[:-1]:
        assert not any(np.shares_memory(array, vain) for vain in one.through_argmax[:-1])


# Any rate.


@example(0.01, PETALS)
@example(1000.0, PETALS)
@example(1000.0, ("sepal width", "sepal width"))
@given(
    st.floats(-2, 3).map(lambda power: float(np.clip(10**power, 0.01, 1000))),
    st.sampled_from(PAIRS),
)
def test_any_rate_stays_finite_without_a_warning(
    learning_rate: float, features: tuple[str, str]
) -> None:
    training = train_both_ways(features, learning_rate=learning_rate, steps=500, seed=0)
    run = training.through_softmax
    assert run.steps == training.through_argmax.steps == 500
    assert np.isfinite(run.weights).all()
    assert np.isfinite(run.biases).all()
    assert not np.isnan(run.losses).any()
    assert ((run.accuracies >= 0) & (run.accuracies <= 1)).all()


def test_a_single_step() -> None:
    run = petals(steps=1).through_softmax
    assert run.losses.shape == (2,)
    assert run.losses[1] < run.losses[0]


# Errors.


@pytest.mark.parametrize("name", ["Petal length", "", "petal", "species"])
def test_a_missing_feature_is_refused(name: str) -> None:
    known = "sepal length, sepal width, petal length, petal width"
    message = f"features must be two of {known}, got {name!r}"
    for features in ((name, "petal width"), ("petal width", name)):
        with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
            train_both_ways(features, learning_rate=1.0, steps=1, seed=0)


@pytest.mark.parametrize("learning_rate", [0.0, -1.0, math.inf, math.nan])
def test_a_bad_rate_is_refused(learning_rate: float) -> None:
    message = r"^learning_rate must be a finite number above 0, got "
    with pytest.raises(ValueError, match=message):
        petals(learning_rate=learning_rate)


@pytest.mark.parametrize("steps", [0, -1, 1.5])
def test_a_training_without_steps_is_refused(steps: int) -> None:
    with pytest.raises(ValueError, match=r"^steps must be an integer of 1 or more, got "):
        petals(steps=steps)


@pytest.mark.parametrize("seed", [-1, 0.5])
def test_a_negative_seed_is_refused(seed: int) -> None:
    with pytest.raises(ValueError, match=r"^rng must be a seed of 0 or more, or a Generator, got "):
        petals(seed)

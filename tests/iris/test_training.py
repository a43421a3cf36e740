"""Training, compared with independent results: by hand, differences, another optimizer."""

import math
import re
from collections.abc import Callable, Sequence
from functools import partial
from itertools import product
from typing import Any, NamedTuple

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, composite
from numpy.testing import assert_allclose, assert_array_equal
from scipy.optimize import minimize

from argsoft.gradients import Through, chain, infinite_when_wrong
from argsoft.iris.data import MEASUREMENTS, SPECIES, standardize
from argsoft.iris.network import LARGEST, Network, accuracy, network_logits, start
from argsoft.iris.training import Run, follow, network_gradient, network_loss, train
from argsoft.losses import Loss, cross_entropy, squared_error
from argsoft.selection import argmax, one_hot
from argsoft.softmax import softmax
from argsoft.validation import Floats

pytestmark = pytest.mark.filterwarnings("error")

PETALS, _ = standardize(MEASUREMENTS[:, 2:])
ALL_FOUR, _ = standardize(MEASUREMENTS)
BOTH = pytest.mark.parametrize("through", ["softmax", "argmax"])
WAYS = pytest.mark.parametrize(
    ("through", "loss"),
    [*product(("softmax", "argmax", "straight-through"), ("cross-entropy", "squared error"))],
)
# Neither argmax nor straight-through can take a step with an infinite loss.
INFINITE = pytest.mark.parametrize("through", ["argmax", "straight-through"])
petals = partial(train, PETALS, SPECIES)
BARE = Network(np.zeros((2, 3)), np.zeros(3))


class Case(NamedTuple):
    """A few flowers, their classes, and a network for them."""

    inputs: Floats
    targets: list[int]
    network: Network


@composite
def cases(draw: DrawFn, *, largest: float = 3.0) -> Case:
    """Draw up to six flowers of up to three features, in up to four classes."""
    flowers, features = draw(st.integers(1, 6)), draw(st.integers(1, 3))
    classes = draw(st.integers(2, 4))
    numbers = st.floats(-largest, largest) | st.integers(-1, 1).map(float)  # sometimes tied

    def table(*shape: int) -> Floats:
        size = math.prod(shape)
        return np.reshape(draw(st.lists(numbers, min_size=size, max_size=size)), shape)

    indices = st.integers(0, classes - 1)
    targets = draw(st.lists(indices, min_size=flowers, max_size=flowers))
    return Case(
        table(flowers, features), targets, Network(table(features, classes), table(classes))
    )


def has_tie(case: Case, distance: float = 0.0) -> bool:
    """Return whether any flower's two largest logits are at most `distance` apart."""
    logits = np.sort(network_logits(case.network, case.inputs), axis=1)
    return bool((logits[:, -1] - logits[:, -2] <= distance).any())


def parameters(network: Network) -> Floats:
    """Concatenate all weights and all biases in one row."""
    return np.concatenate([network.weights.ravel(), network.biases])


def as_network(row: Floats, like: Network) -> Network:
    """Convert a row of parameters back to a network."""
    weights, biases = np.split(row, [like.weights.size])
    return Network(weights.reshape(like.weights.shape), biases)


def measured_gradient(loss: Callable[[Network], float], network: Network) -> Floats:
    """Estimate the gradient of a loss by central differences."""
    row, step = parameters(network), 1e-5
    slopes = []
    for index in range(row.size):
        move = np.zeros(row.size)
        move[index] = step
        above, below = (loss(as_network(row + each, network)) for each in (move, -move))
        slopes.append((above - below) / (2 * step))
    return np.array(slopes)


def by_hand(  # the lecture's formulas, flower by flower, without NumPy
    case: Case,
    *,
    through: Through,
    squared: bool = False,
    rate: float,
    steps: int,
    penalty: float,
) -> dict[str, list[Any]]:
    """Compute the losses, accuracies, gradient norms, weights and biases of a run."""
    flowers, (weights, biases) = case.inputs.tolist(), (each.tolist() for each in case.network)
    features, classes = range(len(weights)), range(len(biases))
    record: dict[str, list[Any]] = {
        name: [] for name in ("losses", "accuracies", "norms", "weights", "biases")
    }
    for _ in range(steps + 1):
        loss, right = 0.0, 0
        by_weight = [[penalty * weights[f][k] for k in classes] for f in features]
        by_bias = [0.0 for _ in classes]
        for flower, target in zip(flowers, case.targets, strict=True):
            z = [sum(flower[f] * weights[f][k] for f in features) + biases[k] for k in classes]
            winner = z.index(max(z))
            right += winner == target
            powers = [math.exp(each - max(z)) for each in z]
            p = [power / sum(powers) for power in powers]
            if through == "softmax" and not squared:
                loss += max(z) - z[target] + math.log(sum(powers))
                by_logit = [p[k] - (k == target) for k in classes]
            else:
                outputs = p if through == "softmax" else [float(k == winner) for k in classes]
                misses = [outputs[k] - (k == target) for k in classes]
                loss += sum(miss**2 for miss in misses)
                slopes = [[p[i] * ((i == k) - p[k]) for i in classes] for k in classes]
                by_logit = [sum(2 * misses[i] * slopes[k][i] for i in classes) for k in classes]
            if through == "argmax":
                by_logit = [0.0 for _ in classes]
            for k in classes:
                by_bias[k] += by_logit[k] / len(flowers)
                for f in features:
                    by_weight[f][k] += by_logit[k] * flower[f] / len(flowers)
        squares = sum(weight**2 for row in weights for weight in row)
        record["losses"].append(loss / len(flowers) + penalty / 2 * squares)
        record["accuracies"].append(right / len(flowers))
        record["norms"].append(math.hypot(*(g for row in by_weight for g in row), *by_bias))
        record["weights"].append(weights)
        record["biases"].append(biases)
        weights = [[weights[f][k] - rate * by_weight[f][k] for k in classes] for f in features]
        biases = [biases[k] - rate * by_bias[k] for k in classes]
    return record


def assert_is(run: Run, record: dict[str, list[Any]]) -> None:
    """Assert that a run agrees with a record computed by hand."""
    arrays = (run.losses, run.accuracies, run.gradient_norms, run.weights, run.biases)
    for name, array in zip(record, arrays, strict=True):
        assert_allclose(array, record[name], rtol=1e-12, atol=1e-12, err_msg=name)


# The gradient.


@given(cases(), st.sampled_from((0.0, 0.3)))
def test_the_gradient_through_softmax_agrees_with_central_differences(
    case: Case, penalty: float
) -> None:
    inputs, targets, network = case
    ask = partial(network_loss, inputs=inputs, targets=targets, through="softmax", penalty=penalty)
    slope = partial(network_gradient, network, inputs, targets, through="softmax", penalty=penalty)
    for loss in ("cross-entropy", "squared error"):
        measured = measured_gradient(partial(ask, loss=loss), network)
        assert_allclose(parameters(slope(loss=loss)), measured, rtol=0, atol=1e-8)


@given(cases())
@example(Case(np.array([[1.0]]), [1], Network(np.array([[2.0, 0.0]]), np.zeros(2))))
def test_the_gradient_through_argmax_is_zero(case: Case) -> None:
    inputs, targets, network = case
    assume(not has_tie(case, distance=1e-3))
    loss = partial(network_loss, inputs=inputs, targets=targets, through="argmax")
    derived = parameters(network_gradient(network, inputs, targets, through="argmax"))
    assert derived.tobytes() == np.zeros(derived.size).tobytes()  # and no -0.0
    assert not measured_gradient(loss, network).any()


@WAYS
@given(cases())
@example(Case(np.zeros((2, 1)), [0, 2], Network(np.zeros((1, 3)), np.zeros(3))))
@example(Case(np.eye(2), [1, 1], Network(np.array([[1.0, 1.0, 0.0], [5, 1, 0]]), np.zeros(3))))
@example(Case(np.array([[1.0]]), [0], Network(np.array([[2.0, 0.0]]), np.zeros(2))))
def test_the_gradient_is_the_mean_of_the_flowers_chain_rules(
    through: Through, loss: Loss, case: Case
) -> None:
    # In a tie, or where the loss is infinite, both are NaN for the same weights.
    inputs, targets, network = case
    derived = network_gradient(network, inputs, targets, through=through, loss=loss)
    for f, row in enumerate(derived.weights):
        by_weight = [
            chain(
                logits, target, through=through, loss=loss, feature=float(flower[f])
            ).loss_by_weight
            for logits, target, flower in zip(
                network_logits(network, inputs), targets, inputs, strict=True
            )
        ]
        assert_allclose(row, np.mean(by_weight, axis=0), rtol=0, atol=1e-13)
    by_logit = [
        chain(logits, target, through=through, loss=loss).loss_by_logit
        for logits, target in zip(network_logits(network, inputs), targets, strict=True)
    ]
    assert_allclose(derived.biases, np.mean(by_logit, axis=0), rtol=0, atol=1e-13)


@WAYS
@given(cases())
def test_the_loss_is_the_mean_of_the_chains_losses(
    through: Through, loss: Loss, case: Case
) -> None:
    inputs, targets, network = case
    rows = zip(network_logits(network, inputs), targets, strict=True)
    losses = [
        float(chain(logits, target, through=through, loss=loss).loss) for logits, target in rows
    ]
    found = network_loss(network, inputs, targets, through=through, loss=loss)
    assert found == pytest.approx(np.mean(losses), rel=1e-12, abs=1e-15)


@given(cases())
def test_the_loss_is_the_mean_of_the_flowers_losses(case: Case) -> None:
    inputs, targets, network = case
    rows = list(zip(network_logits(network, inputs), targets, strict=True))
    entropies = [cross_entropy(logits, target) for logits, target in rows]
    loss = network_loss(network, inputs, targets, through="softmax")
    assert loss == pytest.approx(np.mean(entropies), rel=1e-13, abs=1e-15)
    classes = network.biases.size
    errors = [squared_error(one_hot(argmax(logits), classes), target) for logits, target in rows]
    assert network_loss(network, inputs, targets, through="argmax") == np.mean(errors)


def test_the_penalty_counts_weights_and_not_biases() -> None:
    network = Network(np.array([[1.0, -2.0]]), np.array([30.0, 40.0]))
    ask = partial(network_loss, network, [[0.0]], [1], through="argmax")
    assert ask(penalty=0.5) - ask() == pytest.approx(0.25 * 5)
    slopes = network_gradient(network, [[0.0]], [1], through="argmax", penalty=0.5)
    assert slopes.weights.tolist() == [[0.5, -1.0]]
    assert slopes.biases.tolist() == [0.0, 0.0]


# A whole run, by hand.


@pytest.mark.parametrize("seed", [0, 1])
@pytest.mark.parametrize("penalty", [0.0, 0.05])
@pytest.mark.parametrize("features", [2, 4])
def test_a_run_on_all_flowers_by_hand(seed: int, penalty: float, features: int) -> None:
    inputs = ALL_FOUR[:, -features:]
    case = Case(inputs, SPECIES.tolist(), start(features, rng=seed))
    run = train(*case, through="softmax", learning_rate=0.8, steps=40, penalty=penalty)
    assert_is(run, by_hand(case, through="softmax", rate=0.8, steps=40, penalty=penalty))


@given(cases(), st.floats(0.01, 1.0), st.sampled_from((0.0, 0.1)))
def test_a_run_on_any_flowers_by_hand(case: Case, rate: float, penalty: float) -> None:
    run = train(*case, through="softmax", learning_rate=rate, steps=5, penalty=penalty)
    record = by_hand(case, through="softmax", rate=rate, steps=5, penalty=penalty)
    # The winner of a near tie may depend on rounding.
    assume(not any(has_tie(case._replace(network=run.network_after(k)), 1e-9) for k in range(6)))
    assert_is(run, record)


@given(cases(), st.floats(0.01, 1.0), st.sampled_from((0.0, 0.1)))
def test_a_run_through_argmax_by_hand(case: Case, rate: float, penalty: float) -> None:
    run = train(*case, through="argmax", learning_rate=rate, steps=5, penalty=penalty)
    assume(not any(has_tie(case._replace(network=run.network_after(k)), 1e-9) for k in range(6)))
    assert_is(run, by_hand(case, through="argmax", rate=rate, steps=5, penalty=penalty))


@pytest.mark.parametrize("through", ["softmax", "straight-through"])
@given(cases(), st.floats(0.01, 1.0), st.sampled_from((0.0, 0.1)))
def test_a_run_with_squared_error_by_hand(
    through: Through, case: Case, rate: float, penalty: float
) -> None:
    way: dict[str, Any] = {"through": through, "steps": 5, "penalty": penalty}
    run = train(*case, loss="squared error", learning_rate=rate, **way)
    assume(not any(has_tie(case._replace(network=run.network_after(k)), 1e-9) for k in range(6)))
    assert_is(run, by_hand(case, squared=True, rate=rate, **way))


# Squared error through softmax, and straight-through.


@pytest.mark.parametrize(
    ("through", "loss", "seed", "losses", "right"),
    [
        # Found here; no digit may change, on any processor.
        (
            "softmax",
            "squared error",
            0,
            (0.6597861450020449, 0.43264597137571686, 0.16918112844292432, 0.06309329178269713),
            (0, 118, 144, 143),
        ),
        (
            "softmax",
            "squared error",
            1,
            (0.6205179484620217, 0.42130881167694373, 0.16956791765304755, 0.06310951999493304),
            (97, 102, 144, 143),
        ),
        ("straight-through", None, 0, (2.0, 188 / 150, 12 / 150, 12 / 150), (0, 56, 144, 144)),
        (
            "straight-through",
            None,
            1,
            (106 / 150, 200 / 150, 12 / 150, 12 / 150),
            (97, 50, 144, 144),
        ),
    ],
)
def test_known_runs(
    through: Through,
    loss: Loss | None,
    seed: int,
    losses: tuple[float, ...],
    right: tuple[int, ...],
) -> None:
    way: dict[str, Any] = {"through": through, "loss": loss}
    run = petals(start(2, rng=seed), learning_rate=1.0, steps=200, **way)
    assert run.losses[[0, 1, 20, 200]].tolist() == list(losses)
    assert (run.accuracies * 150).round()[[0, 1, 20, 200]].tolist() == list(right)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("features", [2, 4])
def test_straight_through_learns_the_irises_in_jumps(seed: int, features: int) -> None:
    inputs = ALL_FOUR[:, -features:]
    network = start(features, rng=seed)
    run = train(inputs, SPECIES, network, through="straight-through", learning_rate=1.0, steps=200)
    assert run.accuracies[-50:].mean() >= 0.94
    assert run.losses == pytest.approx(2 * (1 - run.accuracies))  # it counts the wrong answers
    assert run.rises > 20  # softmax has none at this rate
    assert not run.diverged


@pytest.mark.parametrize("seed", range(5))
def test_softmax_learns_with_squared_error_too(seed: int) -> None:
    way: dict[str, Any] = {"through": "softmax", "loss": "squared error"}
    run = petals(start(2, rng=seed), learning_rate=1.0, steps=200, **way)
    assert run.accuracies[-1] >= 0.94
    assert run.losses[0] > 0.5
    assert run.losses[-1] < 0.07
    assert run.rises == 0
    assert not run.diverged


@pytest.mark.parametrize("through", ["softmax", "argmax", "straight-through"])
def test_without_a_loss_each_way_takes_its_usual_one(through: Through) -> None:
    usual: Loss = "cross-entropy" if through == "softmax" else "squared error"
    one, other = (
        petals(start(2, rng=1), through=through, loss=loss, learning_rate=1.0, steps=20)
        for loss in (None, usual)
    )
    for left, right in zip(one, other, strict=True):
        assert_array_equal(left, right)


# Cross-entropy of argmax.


@INFINITE
def test_cross_entropy_of_wrong_answers_is_infinite_and_moves_nothing(through: Through) -> None:
    network = start(2, rng=0)
    way: dict[str, Any] = {"through": through, "loss": "cross-entropy"}
    run = petals(network, learning_rate=1.0, steps=5, penalty=0.1, **way)
    assert run.losses.tolist() == [math.inf] * 6
    assert np.isnan(run.gradient_norms).all()
    assert (run.weights == network.weights).all()
    assert (run.biases == network.biases).all()
    assert len(set(run.accuracies.tolist())) == 1
    assert not run.diverged  # the learning rate is not to blame


@INFINITE
def test_cross_entropy_of_right_answers_is_zero(through: Through) -> None:
    flowers = ([[1.0], [-1.0]], [0, 1], Network(np.array([[1.0, -1.0]]), np.zeros(2)))
    way: dict[str, Any] = {"through": through, "loss": "cross-entropy"}
    assert network_loss(flowers[2], *flowers[:2], **way) == 0
    run = train(*flowers, learning_rate=1.0, steps=3, **way)
    assert run.losses.tolist() == [0.0] * 4
    assert run.accuracies.tolist() == [1.0] * 4
    assert not np.isnan(run.gradient_norms).any()


# Through softmax.


@pytest.mark.parametrize("seed", range(5))
def test_two_hundred_steps_learn_the_irises(seed: int) -> None:
    run = petals(start(2, rng=seed), through="softmax", learning_rate=1.0, steps=200)
    assert run.accuracies[-1] >= 0.94
    assert run.losses[0] > 0.9
    assert run.losses[-1] < 0.15
    assert run.rises == 0
    assert not run.diverged


@given(cases(), st.floats(0.05, 1.0), st.sampled_from((0.0, 0.2)))
def test_a_small_rate_lowers_the_loss_by_as_much_as_the_gradient_promises(
    case: Case, share: float, penalty: float
) -> None:
    # The Hessian of the cross-entropy is at most half the largest eigenvalue of the inputs' second
    # moments. Up to the inverse rate, a step gains at least half of the first-order decrease.
    design = np.column_stack([case.inputs, np.ones(len(case.inputs))])
    turns = np.linalg.eigvalsh(design.T @ design / len(design)).max() / 2 + penalty
    rate = share / turns
    run = train(*case, through="softmax", learning_rate=rate, steps=10, penalty=penalty)
    promised = rate / 2 * np.square(run.gradient_norms[:-1])
    assert (run.losses[1:] <= run.losses[:-1] - promised + 1e-13 * (1 + run.losses[0])).all()
    assert run.rises == 0
    assert not run.diverged


def test_the_optimum_agrees_with_another_optimizer() -> None:
    run = petals(start(2, rng=0), through="softmax", learning_rate=1.5, steps=3000, penalty=0.02)

    def loss_and_slopes(row: Floats) -> tuple[float, Floats]:  # independent of argsoft
        network = as_network(row, BARE)
        logits = PETALS @ network.weights + network.biases
        powers = np.exp(logits)
        shares = powers / powers.sum(axis=1, keepdims=True)
        misses = (shares - np.eye(3)[SPECIES]) / 150
        loss = -np.log(shares[np.arange(150), SPECIES]).mean()
        by_weight = PETALS.T @ misses + 0.02 * network.weights
        slopes = np.concatenate([by_weight.ravel(), misses.sum(axis=0)])
        return float(loss + 0.01 * np.square(network.weights).sum()), slopes

    found = minimize(loss_and_slopes, np.zeros(9), jac=True, method="BFGS", options={"gtol": 1e-10})
    best = as_network(found.x, BARE)
    assert run.losses[-1] == pytest.approx(found.fun, abs=1e-12)
    assert_allclose(run.weights[-1], best.weights, rtol=0, atol=1e-6)
    # Adding a number to all biases changes no probability, so compare their differences.
    assert_allclose(np.ptp(run.biases[-1] - best.biases), 0, rtol=0, atol=1e-6)
    assert run.gradient_norms[-1] < 1e-8


# Through argmax.


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("rate", [0.01, 1.0, 1000.0, 1e300])
def test_through_argmax_no_weight_changes_by_a_bit(seed: int, rate: float) -> None:
    network = start(2, rng=seed)
    run = petals(network, through="argmax", learning_rate=rate, steps=50)
    for step in range(51):
        assert run.weights[step].tobytes() == network.weights.tobytes()
        assert run.biases[step].tobytes() == network.biases.tobytes()
    assert not run.gradient_norms.any()
    assert len(set(run.losses.tolist())) == len(set(run.accuracies.tolist())) == 1
    assert not run.diverged


def test_through_argmax_the_loss_counts_the_wrong_answers() -> None:
    run = petals(start(2, rng=1), through="argmax", learning_rate=1.0, steps=1)
    assert run.losses.tolist() == pytest.approx([2 * (1 - share) for share in run.accuracies])


@given(cases(), st.floats(1e-3, 1e3))
@example(Case(np.array([[-1.0]]), [0], Network(np.array([[-0.0, 3.0]]), np.zeros(2))), 1.0)
@example(Case(np.array([[1.0]]), [0], Network(np.zeros((1, 3)), np.zeros(3))), 1.0)
def test_through_argmax_nothing_moves_with_or_without_a_tie(case: Case, rate: float) -> None:
    run = train(*case, through="argmax", learning_rate=rate, steps=3)
    for step in range(4):
        assert run.weights[step].tobytes() == case.network.weights.tobytes()
        assert run.biases[step].tobytes() == case.network.biases.tobytes()
    assert np.isnan(run.gradient_norms).tolist() == [has_tie(case)] * 4
    assert not run.diverged


def test_a_single_tied_flower_stops_the_descent() -> None:
    network = Network(np.array([[1.0, -1.0]]), np.zeros(2))
    two = partial(train, targets=[1, 0], network=network, learning_rate=1.0, steps=2)
    tied = two(inputs=[[1.0], [0.0]], through="argmax", penalty=0.1)
    assert np.isnan(tied.gradient_norms).all()
    assert tied.weights.tolist() == [network.weights.tolist()] * 3  # nor does the penalty act
    apart = two(inputs=[[1.0], [0.1]], through="argmax", penalty=0.1)
    assert_allclose(apart.weights[:, 0, 0], [1.0, 0.9, 0.81])  # only the penalty acts


# The record.


@BOTH
@pytest.mark.parametrize("steps", [1, 7])
def test_the_record_has_the_start_and_every_step(through: Through, steps: int) -> None:
    network = start(2, rng=3)
    run = petals(network, through=through, learning_rate=0.5, steps=steps, penalty=0.01)
    assert run.steps == steps
    assert run.losses.shape == run.accuracies.shape == run.gradient_norms.shape == (steps + 1,)
    assert run.weights.shape == (steps + 1, 2, 3)
    assert run.biases.shape == (steps + 1, 3)
    assert_array_equal(run.network_after(0).weights, network.weights)
    assert_array_equal(run.network_after(0).biases, network.biases)
    for step in range(steps + 1):
        at = run.network_after(step)
        loss = network_loss(at, PETALS, SPECIES, through=through, penalty=0.01)
        slopes = network_gradient(at, PETALS, SPECIES, through=through, penalty=0.01)
        norm = np.linalg.norm(parameters(slopes))
        assert run.losses[step] == pytest.approx(loss, rel=1e-14)
        assert run.gradient_norms[step] == pytest.approx(norm, rel=1e-13)
        answers = np.asarray(argmax(network_logits(at, PETALS)))
        assert run.accuracies[step] == accuracy(SPECIES, answers)


def test_longer_runs_begin_like_shorter_ones() -> None:
    short, long = (
        petals(start(2, rng=0), through="softmax", learning_rate=1.0, steps=steps)
        for steps in (5, 9)
    )
    assert_array_equal(long.weights[:6], short.weights)
    assert_array_equal(long.losses[:6], short.losses)


def test_the_seed_determines_the_whole_run() -> None:
    runs = [
        petals(start(2, rng=seed), through="softmax", learning_rate=1.0, steps=20)
        for seed in (4, 4, 5)
    ]
    for first, second, other in zip(*runs, strict=True):
        assert np.array_equal(first, second)
        assert isinstance(first, bool) or not np.array_equal(first, other)


def test_a_run_is_read_only_and_its_own() -> None:
    network = Network(np.zeros((1, 2)), np.zeros(2))
    inputs, targets = np.array([[1.0], [2.0]]), np.array([0, 1])
    first, second = (
        train(inputs, targets, network, through="softmax", learning_rate=1.0, steps=3)
        for _ in range(2)
    )
    kept = first.weights.copy()
    inputs[:] = targets[:] = 0
    network.weights[:] = network.biases[:] = 9
    assert_array_equal(first.weights, kept)
    for mine, other in zip(first[:5], second[:5], strict=True):
        assert not np.shares_memory(mine, other)
        with pytest.raises(ValueError, match="read-only"):
            mine[...] = 7
    for array in first.network_after(1):
        with pytest.raises(ValueError, match="read-only"):
            array[...] = 7


def test_training_leaves_its_inputs_alone() -> None:
    network = start(2, rng=0)
    before = parameters(network)
    inputs, targets = PETALS.copy(), SPECIES.copy()
    train(inputs, targets, network, through="softmax", learning_rate=1.0, steps=3)
    assert_array_equal(parameters(network), before)
    assert_array_equal(inputs, PETALS)
    assert_array_equal(targets, SPECIES)


@BOTH
def test_a_followed_flower_agrees_with_the_networks(through: Through) -> None:
    run = petals(start(2, rng=0), through=through, learning_rate=1.0, steps=30)
    flower = PETALS[99]
    followed = follow(run, flower)
    assert followed.probabilities.shape == followed.logits.shape == (31, 3)
    for step in range(31):
        logits = network_logits(run.network_after(step), flower)
        assert_allclose(followed.logits[step], logits, rtol=0, atol=1e-14)
        assert_allclose(followed.probabilities[step], softmax(logits), rtol=0, atol=1e-14)
        assert followed.answers[step] == argmax(logits)
    before, after = followed.probabilities[[0, -1], SPECIES[99]]
    assert after == before if through == "argmax" else after > before + 0.1


# Learning rates that are too high.


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("steps", [20, 100, 500])
def test_a_learning_rate_of_a_thousand_diverges(seed: int, steps: int) -> None:
    run = petals(start(2, rng=seed), through="softmax", learning_rate=1000.0, steps=steps)
    assert run.diverged
    assert run.rises >= 2
    assert run.losses.max() > 50
    assert np.isfinite(run.losses).all()
    probabilities = follow(run, PETALS[0]).probabilities
    assert np.isfinite(probabilities).all()
    assert_allclose(probabilities.sum(axis=1), 1, rtol=1e-12)


def test_a_run_that_overshoots_and_recovers_has_not_diverged() -> None:
    run = petals(start(2, rng=0), through="softmax", learning_rate=30.0, steps=200)
    assert run.losses.max() > 4 * run.losses[0]
    assert run.rises == 3
    assert not run.diverged


@WAYS
@given(cases(largest=1e3), st.floats(1e-300, 1.7e308), st.floats(0, 1.7e308))
@example(Case(np.array([[LARGEST]]), [0], Network(np.full((1, 2), LARGEST), np.ones(2))), 1e9, 1.0)
@example(Case(np.ones((1, 1)), [0], Network(np.ones((1, 2)), np.zeros(2))), 1e308, 1e308)
@example(Case(np.ones((1, 1)), [0], Network(np.array([[0.0, 1]]), np.ones(2))), 1e308, 1e308)
def test_probabilities_are_finite_at_any_rate(
    through: Through, loss: Loss, case: Case, rate: float, penalty: float
) -> None:
    way: dict[str, Any] = {"through": through, "loss": loss, "penalty": penalty}
    run = train(*case, learning_rate=rate, steps=5, **way)
    assert (np.abs(run.weights) <= LARGEST).all()
    assert (np.abs(run.biases) <= LARGEST).all()
    assert not np.isnan(run.losses).any()
    for flower in case.inputs:
        assert np.isfinite(follow(run, flower).probabilities).all()
    if not (run.diverged or infinite_when_wrong(through, loss)):
        assert max(run.losses[3:]) <= run.losses[0] * (1 + 1e-9) < math.inf


def test_an_erratic_loss_has_diverged_even_if_it_ends_low() -> None:
    sepals, _ = standardize(MEASUREMENTS[:, :2])
    leaps = partial(train, sepals, SPECIES, through="softmax", learning_rate=30.0, steps=500)
    runs = [leaps(start(2, rng=seed)) for seed in range(5)]
    assert all(run.diverged for run in runs)
    assert any(run.losses[-1] < run.losses[0] for run in runs)


def test_a_step_beyond_the_limit_is_not_taken_and_diverges() -> None:
    run = petals(start(2, rng=0), through="softmax", learning_rate=1e200, steps=5)
    assert len(set(run.losses.tolist())) == 1  # it never moved
    assert run.diverged


def test_too_high_a_rate_for_the_penalty_drives_the_weights_apart() -> None:
    # Each step multiplies the weights by 1 - 3 = -2, until the limit is reached.
    run = petals(start(2, rng=0), through="argmax", learning_rate=3.0, steps=400, penalty=1.0)
    assert_allclose(run.weights[9], -512 * run.weights[0])
    assert_array_equal(run.weights[-1], run.weights[-2])
    assert LARGEST / 2 < np.abs(run.weights[-1]).max() <= LARGEST
    assert run.diverged


def test_rounding_at_the_optimum_is_not_divergence() -> None:
    onwards = partial(petals, through="softmax", learning_rate=0.5, penalty=0.02)
    there = onwards(start(2, rng=0), steps=4000)
    assert (np.diff(there.losses) > 0).any()  # in the last digit
    assert there.rises == 0
    again = onwards(there.network_after(int(there.losses.argmin())), steps=300)
    assert again.losses.max() > again.losses[0]
    assert not again.diverged


# Errors: each names the argument, the rule and the value.

OF_TASKS: Sequence[Callable[..., Any]] = (
    partial(train, learning_rate=1.0, steps=1),
    network_loss,
    network_gradient,
)


@pytest.mark.parametrize("function", OF_TASKS)
@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"through": "hardmax"},
            'through must be "softmax", "argmax" or "straight-through", got \'hardmax\'',
        ),
        ({"loss": "log"}, 'loss must be "cross-entropy" or "squared error", got \'log\''),
        ({"targets": [0, 3]}, "targets must be a row of integers from 0 to 2, got [0, 3]"),
        ({"targets": [0.0, 1.0]}, "targets must be a row of integers from 0 to 2, got [0.0, 1.0]"),
        ({"targets": [0]}, "inputs must have 1 rows, got shape (2, 2)"),
        ({"inputs": [1.0, 2.0]}, "inputs must have 2 rows, got shape (2,)"),
        ({"inputs": [[1.0], [2.0]]}, "inputs must hold 2 features, got shape (2, 1)"),
        ({"inputs": [[math.nan, 0], [0, 0]]}, "inputs must be from -1e+100 to 1e+100, got nan"),
        ({"inputs": [["a", "b"]]}, "inputs must be real numbers, got [['a', 'b']]"),
        (
            {"network": Network(np.zeros((2, 3)), np.array([math.inf, 0, 0]))},
            "biases must be from -1e+100 to 1e+100, got inf",
        ),
        (
            {"network": Network(np.zeros((2, 3)), np.zeros(2))},
            "weights and biases must have shapes (F, K) and (K,), got (2, 3) and (2,)",
        ),
        ({"penalty": -0.1}, "penalty must be a finite number of 0 or more, got -0.1"),
        ({"penalty": math.nan}, "penalty must be a finite number of 0 or more, got nan"),
        ({"penalty": math.inf}, "penalty must be a finite number of 0 or more, got inf"),
    ],
)
def test_bad_arguments_are_refused_everywhere(
    function: Callable[..., Any], changes: dict[str, Any], message: str
) -> None:
    good = {"inputs": [[0.0, 1.0], [1.0, 0.0]], "targets": [0, 1], "network": start(2, rng=0)}
    function(**good, through="softmax")
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        function(**{**good, "through": "softmax", **changes})


@BOTH
@pytest.mark.parametrize("rate", [0.0, -1.0, math.nan, math.inf])
def test_a_learning_rate_that_is_not_above_zero_is_refused(through: Through, rate: float) -> None:
    message = f"^learning_rate must be a finite number above 0, got {rate!r}$"
    with pytest.raises(ValueError, match=message):
        petals(start(2, rng=0), through=through, learning_rate=rate, steps=1)


@pytest.mark.parametrize("steps", [0, -1, 1.5, True, None])
def test_too_few_steps_are_refused(steps: Any) -> None:  # noqa: ANN401
    with pytest.raises(
        ValueError, match=rf"^steps must be an integer of 1 or more, got {steps!r}$"
    ):
        petals(start(2, rng=0), through="softmax", learning_rate=1.0, steps=steps)


@pytest.mark.parametrize("step", [-1, 4, 1.0, True])
def test_a_step_outside_the_run_is_refused(step: Any) -> None:  # noqa: ANN401
    run = petals(start(2, rng=0), through="softmax", learning_rate=1.0, steps=3)
    with pytest.raises(ValueError, match=rf"^step must be an integer from 0 to 3, got {step!r}$"):
        run.network_after(step)


@pytest.mark.parametrize(
    ("flower", "message"),
    [
        ([1.0], "inputs must hold 2 features, got shape (1,)"),
        ([[1.0, 2.0]], "flower must be one row, got shape (1, 2)"),
        ([1.0, math.nan], "inputs must be from -1e+100 to 1e+100, got nan"),
    ],
)
def test_a_bad_flower_is_refused(flower: list[Any], message: str) -> None:
    run = petals(start(2, rng=0), through="softmax", learning_rate=1.0, steps=3)
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        follow(run, flower)

"""Held-out predictions: folds, no flower seen in training, fixed numbers, and calibration."""

import re
from collections import Counter
from functools import partial
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from argsoft.iris.data import MEASUREMENTS, SPECIES, standardize
from argsoft.iris.held_out import HeldOut, held_out, stratified_folds
from argsoft.iris.network import network_logits, start
from argsoft.iris.training import train
from argsoft.softmax import softmax
from argsoft.uncertainty import reliability

pytestmark = pytest.mark.filterwarnings("error")

PETALS = MEASUREMENTS[:, 2:]


def petals(seed: int = 0, **changes: Any) -> HeldOut:  # noqa: ANN401
    settings: dict[str, Any] = {"learning_rate": 1.0, "steps": 200} | changes
    rng = np.random.default_rng(seed)
    return held_out(PETALS, SPECIES, start(2, rng=seed), rng=rng, **settings)


# Folds.


@given(st.lists(st.integers(0, 3), min_size=2, max_size=40), st.integers(2, 8), st.integers(0, 99))
def test_folds_have_equal_sizes_and_equal_shares_of_each_class(
    classes: list[int], count: int, seed: int
) -> None:
    assume(count <= len(classes))
    folds = stratified_folds(classes, count, np.random.default_rng(seed)).tolist()
    assert set(folds) == set(range(count))
    sizes = Counter(folds).values()
    assert max(sizes) - min(sizes) <= 1
    for each in set(classes):
        found = [
            sum(f == fold and k == each for f, k in zip(folds, classes, strict=True))
            for fold in range(count)
        ]
        assert max(found) - min(found) <= 1


def test_the_generator_determines_the_folds() -> None:
    first, same, other = (
        stratified_folds(SPECIES, 5, np.random.default_rng(seed)).tolist() for seed in (0, 0, 1)
    )
    assert first == same != other
    assert first[:10] == [1, 0, 1, 1, 4, 1, 2, 2, 4, 1]


# Predictions.


def test_no_flower_is_predicted_by_a_network_that_saw_it() -> None:
    unseen = petals(steps=20)
    for fold in range(5):
        out = unseen.folds == fold
        assert np.bincount(SPECIES[out]).tolist() == [10, 10, 10]
        inputs, standardization = standardize(PETALS[~out])
        run = train(
            inputs,
            SPECIES[~out],
            start(2, rng=0),
            through="softmax",
            learning_rate=1.0,
            steps=20,
        )
        logits = network_logits(run.network_after(20), standardization.apply(PETALS[out]))
        assert unseen.logits[out].tolist() == logits.tolist()


def test_known_predictions() -> None:
    unseen = petals()
    assert (unseen.logits.argmax(axis=1) == SPECIES).sum() == 143
    assert unseen.logits[0].tolist() == [
        8.218832273491127,
        3.518508184621087,
        -11.658592514213902,
    ]  # to the last bit, on every processor
    assert petals().logits.tolist() == unseen.logits.tolist()
    assert petals(1).logits.tolist() != unseen.logits.tolist()


@pytest.mark.parametrize("folds", [2, 5, 150])
def test_any_number_of_folds_learns(folds: int) -> None:
    unseen = petals(folds=folds, steps=60)
    assert (unseen.logits.argmax(axis=1) == SPECIES).mean() > 0.9
    assert set(unseen.folds.tolist()) == set(range(folds))


@given(st.floats(0.05, 20))
def test_temperature_divides_the_logits_and_changes_no_answer(temperature: float) -> None:
    held = HeldOut(np.zeros(2, dtype=np.intp), np.array([[2.0, 0.0, 1.0], [-1.0, 3.0, 0.5]]))
    found = held.probabilities(temperature=temperature)
    assert found == pytest.approx(softmax(held.logits / temperature))
    assert found.argmax(axis=1).tolist() == held.logits.argmax(axis=1).tolist()


def test_confidence_can_be_counted() -> None:
    unseen = petals()
    errors = [
        reliability(unseen.probabilities(temperature=each), SPECIES).expected_calibration_error
        for each in (0.5, 1.0, 4.0)
    ]
    assert errors == pytest.approx([0.034, 0.052, 0.295], abs=5e-4)
    hot = reliability(unseen.probabilities(temperature=4.0), SPECIES)
    many = hot.counts >= 10
    assert (hot.accuracies[many] > hot.confidences[many] + 0.1).all()  # right more often than said


# Errors.


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"species": [0]}, "measurements must have 1 rows, got shape (150, 2)"),
        ({"species": [0.5]}, "species must be a row of integers from 0 to 2, got [0.5]"),
        ({"measurements": [[1.0]]}, "inputs must hold 2 features, got shape (1, 1)"),
        ({"folds": 1}, "count must be an integer of 2 or more, got 1"),
        ({"folds": 151}, "count must be at most 150, got 151"),
        ({"rng": 0}, "rng must be a numpy.random.Generator, got 0"),
        ({"learning_rate": 0.0}, "learning_rate must be a finite number above 0, got 0.0"),
        ({"steps": 0}, "steps must be an integer of 1 or more, got 0"),
    ],
)
def test_bad_arguments_are_refused(changes: dict[str, Any], message: str) -> None:
    good: dict[str, Any] = {
        "measurements": PETALS,
        "species": SPECIES,
        "network": start(2, rng=0),
        "learning_rate": 1.0,
        "steps": 1,
        "rng": np.random.default_rng(0),
    }
    partial(held_out, **good)()
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        held_out(**good | changes)

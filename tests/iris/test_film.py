"""The film of a training: its steps, and maps that agree with the network."""

import re
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from argsoft.iris.data import MEASUREMENTS, SPECIES, standardize
from argsoft.iris.film import PICTURES, Film, film
from argsoft.iris.network import network_logits, start
from argsoft.iris.regions import axis_range
from argsoft.iris.runs import Runs, train_both_ways
from argsoft.iris.training import Run, train

pytestmark = pytest.mark.filterwarnings("error")

X_RANGE, Y_RANGE = axis_range(2), axis_range(3)


@cache
def petals(steps: int = 200, learning_rate: float = 1.0) -> Runs:
    features = ("petal length", "petal width")
    return train_both_ways(features, learning_rate=learning_rate, steps=steps, seed=0)


def filmed(training: Runs, at: int = 0, resolution: int = 12) -> Film:
    runs = (training.through_argmax, training.through_softmax)
    ranges = (X_RANGE, Y_RANGE)
    return film(*runs, training.standardization, *ranges, at=at, resolution=resolution)


# The steps.


@given(st.sampled_from([1, 2, 3, 50, 200, 500]), st.data())
def test_the_first_the_last_and_the_requested_step_are_shown(
    last: int, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, last))
    steps = filmed(petals(last), at, resolution=1).steps
    assert (steps[0], steps[-1]) == (0, last)
    assert at in steps
    assert (np.diff(steps) > 0).all()
    assert len(steps) <= PICTURES + 2


def test_the_start_is_dense_and_the_jumps_never_shrink_by_more_than_rounding() -> None:
    steps = filmed(petals(500)).steps
    assert steps[:10].tolist() == list(range(10))
    assert (np.diff(np.diff(steps)) >= -1).all()


def test_a_single_step_has_a_picture_before_and_after() -> None:
    for at in (0, 1):
        shown = filmed(petals(1), at)
        assert shown.steps.tolist() == [0, 1]
        assert shown.through_softmax.winners.shape == (2, 12, 12)


# The maps.


@pytest.mark.parametrize("learning_rate", [1.0, 1000.0])
def test_each_winner_agrees_with_the_network_after_that_step(learning_rate: float) -> None:
    training = petals(learning_rate=learning_rate)
    shown = filmed(training, at=37)
    points = np.stack(np.meshgrid(shown.x_values, shown.y_values), axis=-1)
    inputs = training.standardization.apply(points)
    for side, run in zip(shown[3:], training[3:], strict=True):
        assert side.run is run
        assert side.winners.shape == (len(shown.steps), 12, 12)
        for step, winners in zip(shown.steps.tolist(), side.winners, strict=True):
            logits = network_logits(run.network_after(step), inputs)
            assert_array_equal(winners, logits.argmax(axis=-1))


@given(st.integers(1, 9), st.floats(-5, 5), st.floats(0.1, 9))
def test_the_cells_are_equal_and_fill_the_map(resolution: int, low: float, width: float) -> None:
    training = petals(1)
    runs = (training.through_argmax, training.through_softmax)
    ends = (low, low + width)
    shown = film(*runs, training.standardization, ends, (0, 1), at=0, resolution=resolution)
    cell = width / resolution
    assert shown.x_values.shape == shown.y_values.shape == (resolution,)
    assert_allclose(shown.x_values, low + cell * (np.arange(resolution) + 0.5), atol=1e-9)


def test_columns_are_the_first_feature_and_rows_the_second() -> None:
    training = petals()
    runs = (training.through_argmax, training.through_softmax)
    wide = film(*runs, training.standardization, X_RANGE, (-9, -8), at=0, resolution=5)
    assert (wide.x_values[0] > 0, wide.y_values[-1] < -8) == (True, True)
    last = wide.through_softmax.winners[-1]
    assert last[:, 0].tolist() == [0] * 5, "short petals"


def test_maps_change_through_softmax_and_never_through_argmax() -> None:
    shown = filmed(petals())
    assert (shown.through_argmax.winners == shown.through_argmax.winners[0]).all()
    assert_array_equal(shown.through_argmax.winners[0], shown.through_softmax.winners[0])
    assert (shown.through_softmax.winners[-1] != shown.through_softmax.winners[0]).any()
    assert set(np.unique(shown.through_softmax.winners[-1])) == {0, 1, 2}


def test_the_first_of_tied_classes_wins() -> None:
    inputs, standardization = standardize(MEASUREMENTS[:, 2:])
    network = start(2, rng=0)
    tied = network._replace(weights=np.zeros((2, 3)), biases=np.array([-1.0, 2.0, 2.0]))
    run = train(inputs, SPECIES, tied, through="softmax", learning_rate=1.0, steps=1)
    shown = film(run, run, standardization, X_RANGE, Y_RANGE, at=0, resolution=3)
    assert (shown.through_softmax.winners[0] == 1).all()


def test_the_maps_are_read_only_with_a_byte_per_winner() -> None:
    for side in filmed(petals())[3:]:
        assert side.winners.dtype == np.uint8
        assert not side.winners.flags.writeable
        with pytest.raises(ValueError, match="read-only"):
            side.winners[0] = 0


# Errors.


def test_runs_of_different_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match=r"^runs must have equal lengths, got 200, 50$"):
        film(
            petals(200).through_argmax,
            petals(50).through_softmax,
            petals().standardization,
            X_RANGE,
            Y_RANGE,
            at=0,
        )


@pytest.mark.parametrize("at", [-1, 201, 1.0, True])
def test_a_missing_step_is_refused(at: int) -> None:
    message = re.escape(f"at must be an integer from 0 to 200, got {at!r}")
    with pytest.raises(ValueError, match=f"^{message}$"):
        filmed(petals(), at)


@pytest.mark.parametrize("resolution", [0, -1, 2.0, True])
def test_a_map_without_cells_is_refused(resolution: int) -> None:
    message = re.escape(f"resolution must be an integer of 1 or more, got {resolution!r}")
    with pytest.raises(ValueError, match=f"^{message}$"):
        filmed(petals(), resolution=resolution)


@pytest.mark.parametrize("features", [1, 3, 4])
def test_runs_without_two_features_are_refused(features: int) -> None:
    inputs, _ = standardize(MEASUREMENTS[:, :features])
    run: Run = train(
        inputs, SPECIES, start(features, rng=0), through="softmax", learning_rate=1.0, steps=1
    )
    with pytest.raises(ValueError, match=rf"^runs must be of 2 features, got {features}$"):
        film(run, run, petals().standardization, X_RANGE, Y_RANGE, at=0)

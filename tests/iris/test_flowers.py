"""Predictions of a network: its answers, the least certain flowers, and its errors."""

import math
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal
from numpy.typing import ArrayLike

from argsoft.iris.data import SPECIES
from argsoft.iris.flowers import Judged, judge, least_certain, misclassified
from argsoft.iris.network import Network, network_logits
from argsoft.iris.runs import train_both_ways
from argsoft.softmax import softmax

pytestmark = pytest.mark.filterwarnings("error")

PETALS = train_both_ways(("petal length", "petal width"), learning_rate=1.0, steps=200, seed=0)
TRAINED = PETALS.through_softmax.network_after(200)
AS_IS = Network(np.eye(3), np.zeros(3))  # its logits are its inputs
ROWS = st.lists(
    st.lists(st.sampled_from((0.0, 0.5, 1.0)) | st.floats(-50, 50), min_size=3, max_size=3),
    min_size=1,
    max_size=12,
)


def trained() -> Judged:
    return judge(TRAINED, PETALS.inputs)


# The answers.


def test_the_answers_agree_with_those_for_each_flower_alone() -> None:
    judged = trained()
    assert judged.logits.shape == judged.probabilities.shape == (150, 3)
    assert judged.answers.shape == judged.confidence.shape == (150,)
    for flower, inputs in enumerate(PETALS.inputs):
        logits = network_logits(TRAINED, inputs)
        assert_allclose(judged.logits[flower], logits, rtol=1e-12, atol=1e-12)
        assert_allclose(judged.probabilities[flower], softmax(logits), rtol=1e-12)
        assert judged.answers[flower] == logits.argmax()
        assert judged.confidence[flower] == max(judged.probabilities[flower])


@given(ROWS)
def test_answers_are_argmax_and_probabilities_softmax(
    rows: list[list[float]],
) -> None:
    judged = judge(AS_IS, rows)
    assert judged.answers.tolist() == [row.index(max(row)) for row in rows]
    assert_allclose(judged.probabilities.sum(axis=1), 1)
    assert (judged.confidence >= 1 / 3 - 1e-15).all()
    assert (judged.confidence <= 1).all()


@pytest.mark.parametrize("inputs", [[1.0, 2.0, 3.0], np.zeros((2, 2, 3))])
def test_inputs_that_are_not_a_table_are_refused(inputs: ArrayLike) -> None:
    message = re.escape(f"inputs must be a table, got shape {np.shape(inputs)}")
    with pytest.raises(ValueError, match=f"^{message}$"):
        judge(AS_IS, inputs)


def test_a_wrong_number_of_features_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^inputs must hold 2 features, got shape \(150, 1\)$"):
        judge(TRAINED, PETALS.inputs[:, :1])
    with pytest.raises(ValueError, match=r"^inputs must be from -1e\+100 to 1e\+100, got nan$"):
        judge(AS_IS, [[0.0, math.nan, 0.0]])


# Confidence.


def test_the_least_certain_irises_lie_where_versicolor_meets_virginica() -> None:
    judged = trained()
    flowers = least_certain(judged)
    assert len(flowers) == 5
    assert set(SPECIES[flowers]) == {1, 2}
    assert (judged.confidence[flowers] < 2 / 3).all()
    others = np.setdiff1d(np.arange(150), flowers)
    assert judged.confidence[flowers].max() <= judged.confidence[others].min()


@given(ROWS, st.integers(1, 20))
def test_the_least_certain_comes_first_and_ties_stay_in_order(
    rows: list[list[float]], count: int
) -> None:
    judged = judge(AS_IS, rows)
    ranks = [(confidence, flower) for flower, confidence in enumerate(judged.confidence)]
    assert least_certain(judged, count).tolist() == [flower for _, flower in sorted(ranks)[:count]]


@pytest.mark.parametrize("count", [0, -1, 2.0, True])
def test_a_count_below_one_is_refused(count: int) -> None:
    with pytest.raises(ValueError, match=r"^count must be an integer of 1 or more, got "):
        least_certain(trained(), count)


# The errors.


def test_the_errors_on_the_irises_agree_with_the_accuracy() -> None:
    wrong = misclassified(trained(), SPECIES)
    assert len(wrong) == round(150 * (1 - PETALS.through_softmax.accuracies[200]))
    assert 0 < len(wrong) <= 9  # at least 94% are right
    assert (SPECIES[wrong] > 0).all(), "Setosa is never mistaken"
    assert (trained().answers[wrong] != SPECIES[wrong]).all()


@given(ROWS, st.data())
def test_each_flower_is_right_or_among_the_errors(
    rows: list[list[float]], data: st.DataObject
) -> None:
    judged = judge(AS_IS, rows)
    species = data.draw(st.lists(st.integers(0, 2), min_size=len(rows), max_size=len(rows)))
    pairs = enumerate(zip(judged.answers.tolist(), species, strict=True))
    assert misclassified(judged, species).tolist() == [i for i, (one, two) in pairs if one != two]


def test_nothing_is_wrong_where_the_answers_are_the_truth() -> None:
    assert_array_equal(misclassified(trained(), trained().answers), [])


@pytest.mark.parametrize("count", [149, 151])
def test_a_wrong_number_of_species_is_refused(count: int) -> None:
    message = f"^species must have length 150, got {count}$"
    with pytest.raises(ValueError, match=message):
        misclassified(trained(), np.resize(SPECIES, count))


@pytest.mark.parametrize("species", [[3] * 150, [-1] * 150, [0.5] * 150, [], [[0] * 150]])
def test_unknown_species_are_refused(species: ArrayLike) -> None:
    with pytest.raises(ValueError, match=r"^species must be a row of integers from 0 to 2, got "):
        misclassified(trained(), species)

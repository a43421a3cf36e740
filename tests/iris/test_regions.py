"""Decision regions: the ends of the map, its grid, and areas with exact borders."""

import math
import re
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from argsoft.iris import FEATURE_NAMES
from argsoft.iris.data import MEASUREMENTS, Standardization
from argsoft.iris.network import Network, network_logits
from argsoft.iris.regions import MAP_MARGIN, SIZE, DecisionRegions, axis_range, decision_regions
from argsoft.iris.runs import train_both_ways
from argsoft.validation import Floats

pytestmark = pytest.mark.filterwarnings("error")

PETALS = train_both_ways(("petal length", "petal width"), learning_rate=1.0, steps=200, seed=0)
TRAINED = PETALS.through_softmax.network_after(200)
FEATURES = st.tuples(st.integers(0, 3), st.integers(0, 3))
NUMBERS = st.integers(-3, 3).map(float) | st.floats(-20, 20).map(lambda each: round(each, 6))
NETWORKS = st.integers(1, 5).flatmap(
    lambda classes: st.lists(
        st.tuples(NUMBERS, NUMBERS, NUMBERS), min_size=classes, max_size=classes
    ).map(lambda rows: Network(np.transpose(rows)[:2], np.transpose(rows)[2]))
)


def petals() -> DecisionRegions:
    return decision_regions(TRAINED, (2, 3), standardization=PETALS.standardization)


def logits_at(places: Floats, network: Network, standardization: Standardization | None) -> Floats:
    return network_logits(network, standardization.apply(places) if standardization else places)


def turns(area: Floats) -> Floats:
    """Compute how a polygon turns at each vertex: twice the signed area of a triangle."""
    before, after = np.roll(area, 1, axis=0), np.roll(area, -1, axis=0)
    one, other = area - before, after - area
    return np.asarray(one[:, 0] * other[:, 1] - one[:, 1] * other[:, 0])


def content(area: Floats) -> float:
    """Compute the area of a polygon with counterclockwise vertices."""
    ahead = np.roll(area, -1, axis=0)
    return float((area[:, 0] * ahead[:, 1] - area[:, 1] * ahead[:, 0]).sum() / 2)


def whole(answers: DecisionRegions) -> float:
    return float(np.ptp(answers.x_values) * np.ptp(answers.y_values))


def outside(area: Floats, place: Floats) -> float:
    """Compute how far, in cm, a point lies outside a polygon."""
    ahead = np.roll(area, -1, axis=0)
    edges, ways = ahead - area, place - area
    lengths = np.hypot(*edges.transpose())
    long = lengths > 1e-12
    across = (edges[:, 0] * ways[:, 1] - edges[:, 1] * ways[:, 0])[long] / lengths[long]
    return float(-across.min()) if long.any() else math.inf


# The ends.


@pytest.mark.parametrize("feature", range(4))
def test_every_flower_lies_well_within_the_map(feature: int) -> None:
    low, high = axis_range(feature)
    column = MEASUREMENTS[:, feature]
    margin = MAP_MARGIN * np.ptp(column)
    assert margin > 0
    assert column.min() - low == pytest.approx(margin)
    assert high - column.max() == pytest.approx(margin)


@pytest.mark.parametrize("feature", [-1, 4, 1.0, True])
def test_a_missing_feature_is_refused(feature: int) -> None:
    message = f"feature must be an integer from 0 to 3, got {feature!r}"
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        axis_range(feature)
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        decision_regions(TRAINED, (2, feature))


# The grid.


def test_the_grid_goes_from_edge_to_edge() -> None:
    answers = petals()
    assert answers.x_values.size == answers.y_values.size == SIZE
    for values, feature in ((answers.x_values, 2), (answers.y_values, 3)):
        assert (values[0], values[-1]) == axis_range(feature)
        assert_allclose(np.diff(values), np.ptp(values) / (SIZE - 1))


@given(NETWORKS, FEATURES, st.booleans())
def test_each_answer_agrees_with_the_network_at_that_point(
    network: Network, features: tuple[int, int], standardized: bool
) -> None:
    standardization = PETALS.standardization if standardized else None
    answers = decision_regions(network, features, standardization=standardization, size=4)
    for row, y in enumerate(answers.y_values):
        for column, x in enumerate(answers.x_values):
            logits = logits_at(np.array([x, y]), network, standardization)
            winner = answers.grid.winners[row, column]
            assert logits[winner] == pytest.approx(logits.max(), rel=1e-12, abs=1e-12)
            shares = np.exp(logits - logits.max()) / np.exp(logits - logits.max()).sum()
            assert_allclose(answers.grid.probabilities[row, column], shares, atol=1e-12)
            assert answers.grid.confidence[row, column] == pytest.approx(shares.max())


@pytest.mark.parametrize("size", [1, 0, -3, 2.5, True])
def test_a_map_without_two_ends_is_refused(size: Any) -> None:  # noqa: ANN401
    with pytest.raises(ValueError, match=f"^size must be an integer of 2 or more, got {size!r}$"):
        decision_regions(TRAINED, (2, 3), size=size)


@pytest.mark.parametrize("size", [2, 7])
def test_the_areas_do_not_depend_on_the_grid(size: int) -> None:
    coarse = decision_regions(TRAINED, (2, 3), standardization=PETALS.standardization, size=size)
    assert coarse.grid.winners.shape == (size, size)
    for one, other in zip(coarse.areas, petals().areas, strict=True):
        assert_array_equal(one, other)


# The areas.


def test_on_the_petals_each_class_has_its_area_from_small_to_large() -> None:
    areas = petals().areas
    assert len(areas) == 3
    centres = [area.mean(axis=0) for area in areas]
    for one, other in pairwise(centres):
        assert (one < other).all()


@given(NETWORKS, FEATURES, st.booleans())
def test_the_areas_are_convex_and_cover_the_map_once(
    network: Network, features: tuple[int, int], standardized: bool
) -> None:
    standardization = PETALS.standardization if standardized else None
    answers = decision_regions(network, features, standardization=standardization, size=2)
    assert len(answers.areas) == network.biases.size
    for area in answers.areas:
        assert area.shape[1] == 2
        if len(area):
            assert len(area) >= 3
            assert (turns(area) >= -1e-9).all(), "a convex polygon never turns right"
            ends = [(values[0], values[-1]) for values in (answers.x_values, answers.y_values)]
            for values, (low, high) in zip(area.transpose(), ends, strict=True):
                assert low - 1e-9 <= values.min() <= values.max() <= high + 1e-9
    total = math.fsum(content(area) for area in answers.areas if len(area))
    assert total == pytest.approx(whole(answers), rel=1e-6)


@given(NETWORKS, FEATURES)
def test_each_point_lies_in_the_area_of_its_winner(
    network: Network, features: tuple[int, int]
) -> None:
    answers = decision_regions(network, features, size=9)
    for row, y in enumerate(answers.y_values):
        for column, x in enumerate(answers.x_values):
            place = np.array([x, y])
            logits = np.sort(network_logits(network, place))
            if len(logits) == 1 or logits[-1] - logits[-2] > 1e-6:
                area = answers.areas[answers.grid.winners[row, column]]
                assert len(area)
                assert outside(area, place) < 1e-6


@given(NETWORKS, FEATURES)
def test_at_every_inner_vertex_the_largest_logits_tie(
    network: Network, features: tuple[int, int]
) -> None:
    answers = decision_regions(network, features, size=2)
    ends = np.array([answers.x_values, answers.y_values])
    for index, area in enumerate(answers.areas):
        logits = network_logits(network, area) if len(area) else np.empty((0, 1))
        for place, row in zip(area, logits, strict=True):
            assert row[index] == pytest.approx(row.max(), abs=1e-9)
            at_a_corner = all(np.isclose(ends[i], place[i]).any() for i in range(2))
            if not at_a_corner:
                assert np.isclose(row, row[index], rtol=0, atol=1e-9).sum() >= 2


def test_neighbours_share_the_ends_of_their_border_where_their_logits_are_equal() -> None:
    areas = petals().areas
    for one, other in pairwise(range(3)):
        apart = np.abs(areas[one][:, np.newaxis] - areas[other]).max(axis=-1)
        shared = areas[one][apart.min(axis=1) < 1e-9]
        assert len(shared) == 2
        logits = logits_at(shared, TRAINED, PETALS.standardization)
        assert_allclose(logits[:, one], logits[:, other], rtol=0, atol=1e-12)


def test_a_border_by_hand() -> None:
    # x + 1 = 3 at x = 2, within the range of sepal widths, 1.808 to 4.592.
    network = Network(np.array([[1.0, 0.0], [0.0, 0.0]]), np.array([1.0, 3.0]))
    ahead, behind = decision_regions(network, (1, 1)).areas
    assert (ahead[:, 0].min(), ahead[:, 0].max()) == pytest.approx((2.0, 4.592))
    assert (behind[:, 0].min(), behind[:, 0].max()) == pytest.approx((1.808, 2.0))


def test_a_class_that_wins_nowhere_has_no_area() -> None:
    network = Network(np.zeros((2, 3)), np.array([1.0, -1.0, 0.5]))
    first, *others = decision_regions(network, (0, 2)).areas
    assert len(first) == 4
    for area in others:
        assert area.shape == (0, 2)


@pytest.mark.parametrize("classes", [1, 2, 4])
def test_if_all_tie_the_first_class_has_the_whole_map(classes: int) -> None:
    answers = decision_regions(Network(np.zeros((2, classes)), np.zeros(classes)), (2, 3))
    assert content(answers.areas[0]) == pytest.approx(whole(answers))
    assert [len(area) for area in answers.areas[1:]] == [0] * (classes - 1)
    assert not answers.grid.winners.any()


@pytest.mark.parametrize("name", FEATURE_NAMES)
def test_the_same_feature_along_both_axes(name: str) -> None:
    training = train_both_ways((name, name), learning_rate=1.0, steps=50, seed=0)
    feature = FEATURE_NAMES.index(name)
    network = training.through_softmax.network_after(50)
    answers = decision_regions(
        network, (feature, feature), standardization=training.standardization
    )
    assert_array_equal(answers.x_values, answers.y_values)
    total = math.fsum(content(area) for area in answers.areas if len(area))
    assert total == pytest.approx(whole(answers))


# Errors.


@pytest.mark.parametrize("features", [1, 3])
def test_a_network_without_two_features_is_refused(features: int) -> None:
    network = Network(np.zeros((features, 3)), np.zeros(3))
    with pytest.raises(ValueError, match=rf"^network must have 2 features, got {features}$"):
        decision_regions(network, (2, 3))


def test_a_network_that_is_not_finite_is_refused() -> None:
    network = Network(np.full((2, 3), math.nan), np.zeros(3))
    with pytest.raises(ValueError, match=r"^weights must be from -1e\+100 to 1e\+100, got nan$"):
        decision_regions(network, (2, 3))

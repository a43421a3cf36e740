"""The 150 flowers, compared with an independent copy and published means; standardization."""

import csv
import gzip
import math
import re
from pathlib import Path
from typing import Any

import numpy as np
import plotly
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from numpy.testing import assert_allclose, assert_array_equal

from argsoft.iris import CLASS_NAMES, FEATURE_NAMES
from argsoft.iris.data import FEATURE_RANGES, MEASUREMENTS, SPECIES, Standardization, standardize
from argsoft.validation import Floats

pytestmark = pytest.mark.filterwarnings("error")

COPY = Path(plotly.__file__).parent / "package_data" / "datasets" / "iris.csv.gz"
# Two flowers as in the UCI repository, and so in Plotly, and as Fisher printed them.
WRONG = {35: [4.9, 3.1, 1.5, 0.1], 38: [4.9, 3.1, 1.5, 0.1]}
RIGHT = {35: [4.9, 3.1, 1.5, 0.2], 38: [4.9, 3.6, 1.4, 0.1]}
TABLES = arrays(
    np.float64,
    array_shapes(min_dims=2, max_dims=2, max_side=6),
    elements=st.floats(-1e6, 1e6) | st.sampled_from((0.0, 0.1, 5.8)),
)


def plotlys_copy() -> tuple[list[str], list[list[float]], list[str]]:
    """Load Plotly's column names, measurements and species."""
    with gzip.open(COPY, "rt", encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    return header, [[float(text) for text in row[:4]] for row in rows], [row[4] for row in rows]


# The data.


def test_the_flowers_agree_with_an_independent_copy() -> None:
    header, measurements, species = plotlys_copy()
    assert [name.replace("_", " ") for name in header[:4]] == list(FEATURE_NAMES)
    assert [name.capitalize() for name in species] == [CLASS_NAMES[i] for i in SPECIES]
    for flower, wrong in WRONG.items():
        assert measurements[flower - 1] == wrong  # if it fails, the copy was fixed: drop this loop
        measurements[flower - 1] = RIGHT[flower]
    assert MEASUREMENTS.tolist() == measurements


def test_the_means_are_those_that_fisher_published() -> None:
    # The means of each species, as every description of the data gives them.
    published = {
        "Setosa": [5.006, 3.428, 1.462, 0.246],
        "Versicolor": [5.936, 2.770, 4.260, 1.326],
        "Virginica": [6.588, 2.974, 5.552, 2.026],
    }
    for index, name in enumerate(CLASS_NAMES):
        flowers = MEASUREMENTS[index == SPECIES]
        assert flowers.shape == (50, 4)
        assert_allclose(flowers.mean(axis=0), published[name], rtol=1e-12)


def test_the_sums_of_squares_of_setosa_tell_the_right_copy_from_the_wrong_one() -> None:
    # Squared deviations from the means above; the two wrong flowers would change three of them.
    setosa = MEASUREMENTS[SPECIES == 0]
    deviations = np.square(setosa - setosa.mean(axis=0)).sum(axis=0)
    assert_allclose(deviations, [6.0882, 7.0408, 1.4778, 0.5442], rtol=1e-12)


def test_the_file_has_a_header_that_names_the_features() -> None:
    path = Path(__file__).parents[2] / "argsoft" / "iris" / "iris.csv"
    header = path.read_text(encoding="utf-8").splitlines()[0]
    assert header.split(",") == [*FEATURE_NAMES, "species"]


def test_the_flowers_are_read_only() -> None:
    assert MEASUREMENTS.dtype == np.float64
    assert SPECIES.dtype == np.intp
    with pytest.raises(ValueError, match="read-only"):
        MEASUREMENTS[0, 0] = 9.9
    with pytest.raises(ValueError, match="read-only"):
        SPECIES[0] = 2


def test_the_ranges_are_tight_around_the_flowers() -> None:
    assert FEATURE_RANGES == ((4.3, 7.9), (2.0, 4.4), (1.0, 6.9), (0.1, 2.5))


# Standardization.


def test_standardized_features_have_mean_zero_and_deviation_one() -> None:
    standardized, _ = standardize(MEASUREMENTS)
    assert_allclose(standardized.mean(axis=0), 0, rtol=0, atol=1e-14)
    assert_allclose(np.square(standardized).mean(axis=0), 1, rtol=1e-14)


def test_a_new_flower_is_standardized_alike() -> None:
    standardized, standardization = standardize(MEASUREMENTS[:, 2:])
    assert_array_equal(standardization.apply(MEASUREMENTS[7, 2:]), standardized[7])
    assert_allclose(standardization.apply(standardization.mean), [0, 0])
    assert_allclose(standardization.apply(standardization.mean + standardization.scale), [1, 1])


@given(TABLES)
def test_standardizing_by_hand(table: Floats) -> None:
    assume((np.ptp(table, axis=0) > 1e-3).all())
    standardized, standardization = standardize(table)
    for feature, column in enumerate(table.transpose().tolist()):
        mean = math.fsum(column) / len(column)
        scale = math.sqrt(math.fsum((value - mean) ** 2 for value in column) / len(column))
        expected = [(value - mean) / scale for value in column]
        # The mean's rounding error scales with the numbers, which may far exceed their spread.
        allowed = 1e-12 * (1 + max(map(abs, column)) / scale)
        assert_allclose(standardized[:, feature], expected, rtol=0, atol=allowed)
    assert_allclose(standardization.undo(standardized), table, rtol=1e-9, atol=1e-9)


def test_standardizing_returns_new_arrays() -> None:
    table = np.array([[1.0], [3.0]])
    standardized, standardization = standardize(table)
    standardized[:] = 7
    assert table.tolist() == [[1.0], [3.0]]
    assert standardization.mean.tolist() == [2.0]


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ([1.0, 2.0], "measurements must be a table of finite numbers, got [1.0, 2.0]"),
        ([[]], "measurements must be a table of finite numbers, got [[]]"),
        ([[math.nan]], "measurements must be a table of finite numbers, got [[nan]]"),
        ([[math.inf]], "measurements must be a table of finite numbers, got [[inf]]"),
        ([["a"]], "measurements must be real numbers, got [['a']]"),
        ([[1.0]], "measurements must vary in every feature, got deviations [0.]"),
        ([[1e308], [-1e308]], "measurements must vary in every feature, got deviations [inf]"),
    ],
)
def test_measurements_without_a_scale_are_refused(table: list[Any], message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        standardize(table)


def test_a_constant_feature_is_refused_even_if_rounding_makes_it_vary() -> None:
    table = np.full((3, 1), 0.1)
    assert table.std() > 0  # the mean of three 0.1 is not exactly 0.1
    with pytest.raises(ValueError, match=r"^measurements must vary in every feature, got dev"):
        standardize(table)


@pytest.mark.parametrize("values", [[1.0], [[1.0, 2.0, 3.0]], []])
def test_measurements_with_other_features_are_refused(values: list[Any]) -> None:
    standardization = Standardization(np.zeros(2), np.ones(2))
    shape = re.escape(str(np.shape(values)))
    with pytest.raises(ValueError, match=f"^measurements must hold 2 features, got shape {shape}$"):
        standardization.apply(values)
    with pytest.raises(ValueError, match=f"^standardized must hold 2 features, got shape {shape}$"):
        standardization.undo(values)

"""Sampling: frequencies against softmax, fixed draws, truncated distributions, and errors."""

import math
import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from scipy.special import softmax as scipy_softmax

from argsoft.sampling import (
    counts,
    gumbel,
    gumbel_argmax,
    running_counts,
    sample,
    shakes,
    throws,
    top_k,
    top_p,
)
from argsoft.selection import Indices, argmax
from argsoft.softmax import softmax
from argsoft.validation import Floats
from tests.strategies import LARGEST, MASK, SMALLEST, extreme_logits, logits, temperatures

pytestmark = pytest.mark.filterwarnings("error")

LECTURE = [1.43, -0.40, 0.23]
DRAWS = 10_000
SEEDS = st.integers(0, 2**32)
ON_THE_PAGE = st.lists(st.floats(-5, 5), min_size=1, max_size=6)
DISTRIBUTIONS = logits().map(softmax)
WHOLE_PARTS = st.lists(st.integers(0, 4), min_size=1, max_size=8).filter(any)


def generator(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


def assert_frequencies(draws: Indices, probabilities: Floats) -> None:
    """Assert that each class is drawn as often as it should be, to five standard errors.

    The normal distribution is too narrow for a few expected draws, so five draws more are fine.
    """
    found = np.bincount(draws, minlength=probabilities.size)
    errors = np.sqrt(draws.size * probabilities * (1 - probabilities))
    assert (np.abs(found - draws.size * probabilities) <= 5 * errors + 5).all()


# Frequencies.


@given(ON_THE_PAGE, st.floats(0.05, 10), SEEDS)
@example(LECTURE, 1.0, 0)
def test_frequencies_are_those_of_softmax(row: list[float], temperature: float, seed: int) -> None:
    expected = scipy_softmax(np.divide(row, temperature))
    assert_frequencies(
        sample(softmax(row, temperature=temperature), DRAWS, generator(seed)), expected
    )
    shaken = gumbel_argmax(row, DRAWS, generator(seed), temperature=temperature)
    assert_frequencies(shaken, expected)


@given(extreme_logits(), temperatures(), SEEDS)
@example([1e20, 1e20, -1e20], 1.0, 0)  # noise is lost beside such logits
@example([LARGEST, LARGEST, -LARGEST], 1.0, 1)
@example([LARGEST, -LARGEST], LARGEST, 2)
@example([0.0, 0.0, MASK], SMALLEST, 3)
@example([0.0, SMALLEST], SMALLEST, 4)
def test_frequencies_of_any_logits_are_those_of_softmax(
    row: list[float], temperature: float, seed: int
) -> None:
    expected = softmax(row, temperature=temperature)
    assert_frequencies(
        gumbel_argmax(row, DRAWS, generator(seed), temperature=temperature), expected
    )
    assert_frequencies(sample(expected, DRAWS, generator(seed)), expected)


@given(SEEDS)
def test_gumbel_noise_has_the_known_distribution(seed: int) -> None:
    noise = gumbel(DRAWS, generator(seed))
    # Mean: the Euler-Mascheroni constant. Variance: pi^2 / 6. P(g <= x) = exp(-exp(-x)).
    assert noise.mean() == pytest.approx(np.euler_gamma, abs=5 * math.pi / math.sqrt(6 * DRAWS))
    for place in (-1.0, 0.0, 1.0, 3.0):
        share = math.exp(-math.exp(-place))
        error = math.sqrt(share * (1 - share) / DRAWS)
        assert (noise <= place).mean() == pytest.approx(share, abs=5 * error)


def test_temperature_makes_draws_bolder() -> None:
    cold, hot = (
        counts(gumbel_argmax(LECTURE, 1000, generator(), temperature=each), 3)
        for each in (0.1, 10.0)
    )
    assert cold[0] == 1000
    assert hot.min() > 250


# Draws from a seed: the same for everyone who opens the link.


def test_known_draws() -> None:
    draws = sample(softmax(LECTURE), 10, generator())
    # random() gives 0.637, 0.270, 0.041, 0.017, 0.813, 0.913, ...; the sums are 0.684, 0.794, 1
    assert draws.tolist() == [0, 0, 0, 0, 2, 2, 0, 1, 0, 2]
    assert draws.dtype == np.intp
    assert gumbel_argmax(LECTURE, 10, generator()).tolist() == [2, 0, 0, 2, 1, 0, 2, 0, 0, 2]


def test_throws_are_the_draws_of_sample_and_the_numbers_that_decide() -> None:
    probabilities = softmax(LECTURE)
    thrown = throws(probabilities, 10, generator())
    assert thrown.classes.tolist() == sample(probabilities, 10, generator()).tolist()
    assert thrown.places == pytest.approx(generator().random(10))
    below = np.array([0, *probabilities.cumsum()])
    assert (below[thrown.classes] <= thrown.places).all()
    assert (thrown.places < below[thrown.classes + 1]).all()


@given(logits(), st.integers(0, 30), st.integers(0, 30), SEEDS)
def test_more_draws_begin_like_fewer(row: list[float], few: int, more: int, seed: int) -> None:
    short, long = (gumbel_argmax(row, n, generator(seed)) for n in (few, few + more))
    assert long[:few].tolist() == short.tolist()
    short, long = (sample(softmax(row), n, generator(seed)) for n in (few, few + more))
    assert long[:few].tolist() == short.tolist()


@given(DISTRIBUTIONS, SEEDS)
def test_a_class_without_probability_is_never_drawn(probabilities: Floats, seed: int) -> None:
    padded = np.concatenate([[0.0], probabilities, [0.0, 0.0]])
    drawn = np.unique(sample(padded, 1000, generator(seed)))
    assert (padded[drawn] > 0).all()


class _Highest(np.random.Generator):
    """A generator whose every draw is the largest number below 1."""

    def random(self, size: int) -> Floats:  # type: ignore[override]
        return np.full(size, np.nextafter(1.0, 0.0))


@given(st.lists(st.floats(0.01, 1), min_size=1, max_size=40))
@example([0.1] * 10)
def test_the_highest_draw_gives_the_last_class_with_a_probability(parts: list[float]) -> None:
    probabilities = np.array([*parts, 0.0]) / math.fsum(parts)
    rng = _Highest(np.random.PCG64(0))
    assert sample(probabilities, 2, rng).tolist() == [len(parts) - 1] * 2


# A shake, in parts.


@given(ON_THE_PAGE, st.floats(0.05, 10), st.integers(1, 5), SEEDS)
def test_a_shake_adds_noise_and_takes_argmax(
    row: list[float], temperature: float, size: int, seed: int
) -> None:
    shaken = shakes(row, size, generator(seed), temperature=temperature)
    assert shaken.noise.tolist() == gumbel((size, len(row)), generator(seed)).tolist()
    assert np.array_equal(shaken.noisy, np.array(row) / temperature + shaken.noise)
    assert shaken.winners.tolist() == np.asarray(argmax(shaken.noisy)).tolist()
    draws = gumbel_argmax(row, size, generator(seed), temperature=temperature)
    assert shaken.winners.tolist() == draws.tolist()


def test_a_known_shake() -> None:
    one = shakes(LECTURE, 1, generator())
    # -log(-log(1 - u)) for u = 0.636961687, 0.269786714, 0.040973524, mpmath at 30 digits
    assert one.noise[0] == pytest.approx([-0.01315993270245, 1.157030013476, 3.173983808415])
    assert one.noisy[0] == pytest.approx([1.416840067298, 0.7570300134759, 3.403983808415])
    assert one.winners.tolist() == [2]


# Counts.


@given(logits(), st.integers(0, 50), SEEDS)
def test_running_counts_end_with_all_counts(row: list[float], size: int, seed: int) -> None:
    draws = gumbel_argmax(row, size, generator(seed))
    steps = running_counts(draws, len(row))
    assert steps.shape == (size + 1, len(row))
    assert steps[-1].tolist() == counts(draws, len(row)).tolist()
    for n in range(size + 1):
        assert steps[n].tolist() == [draws[:n].tolist().count(k) for k in range(len(row))]


# What top-k and top-p keep.


def test_known_truncations() -> None:
    assert top_k(softmax(LECTURE), 1).tolist() == [1, 0, 0]
    # softmax of 1.43 and 0.23 alone, mpmath at 30 digits
    both = [0.768524783499, 0.0, 0.231475216501]
    assert top_k(softmax(LECTURE), 2) == pytest.approx(both, abs=1e-12)
    assert top_p(softmax(LECTURE), 0.9) == pytest.approx(softmax(LECTURE))
    assert top_p(softmax(LECTURE), 0.85) == pytest.approx(both, abs=1e-12)
    assert top_p(softmax(LECTURE), 0.68).tolist() == [1, 0, 0]
    assert top_p([0.5, 0.25, 0.25], 0.75).tolist() == pytest.approx([2 / 3, 1 / 3, 0])


def test_of_equal_probabilities_the_first_are_kept() -> None:
    assert top_k([0.25] * 4, 2).tolist() == [0.5, 0.5, 0, 0]
    assert top_k([0.2, 0.4, 0.4], 1).tolist() == [0, 1, 0]
    assert top_p([0.25] * 4, 0.5).tolist() == [0.5, 0.5, 0, 0]


@given(WHOLE_PARTS, st.integers(1, 10))
def test_top_k_keeps_the_first_of_the_largest(parts: list[int], k: int) -> None:
    kept = top_k(np.array(parts) / sum(parts), k)
    chosen = sorted(range(len(parts)), key=lambda i: (-parts[i], i))[:k]
    total = sum(parts[i] for i in chosen)
    expected = [parts[i] / total if i in chosen else 0 for i in range(len(parts))]
    assert kept == pytest.approx(expected)


@given(WHOLE_PARTS, st.data())
def test_top_p_keeps_the_fewest_that_reach_the_share(parts: list[int], data: st.DataObject) -> None:
    # A share of 64ths is exact, and so is the comparison with whole parts.
    share = data.draw(st.integers(1, 64))
    count = int(np.count_nonzero(top_p(np.array(parts) / sum(parts), share / 64)))
    largest = sorted(parts, reverse=True)
    assert 64 * sum(largest[:count]) >= share * sum(parts)
    assert 64 * sum(largest[: count - 1]) < share * sum(parts)


@given(DISTRIBUTIONS, st.integers(1, 10), st.floats(SMALLEST, 1))
@example(np.full(3, 1 / 3), 3, 1.0)
def test_what_is_kept_is_a_distribution(probabilities: Floats, k: int, p: float) -> None:
    before = probabilities.copy()
    for kept in (top_k(probabilities, k), top_p(probabilities, p)):
        assert math.fsum(kept) == pytest.approx(1, abs=1e-12)
        assert (kept >= probabilities * (kept > 0)).all() or kept == pytest.approx(probabilities)
        assert not np.shares_memory(kept, probabilities)
    assert np.array_equal(probabilities, before)
    assert top_p(probabilities, 1.0) == pytest.approx(probabilities, abs=1e-11)
    assert top_k(probabilities, probabilities.size) == pytest.approx(probabilities)


@given(DISTRIBUTIONS, st.integers(1, 8), SEEDS)
def test_only_what_is_kept_is_drawn(probabilities: Floats, k: int, seed: int) -> None:
    kept = top_k(probabilities, k)
    assume((kept == 0).any())
    assert (kept[sample(kept, 500, generator(seed))] > 0).all()


# Errors.

OF_PROBABILITIES: tuple[Callable[[Any], object], ...] = (
    lambda p: sample(p, 1, generator()),
    lambda p: top_k(p, 1),
    lambda p: top_p(p, 0.5),
)
OF_SIZES: tuple[Callable[[Any], object], ...] = (
    lambda size: sample([1.0], size, generator()),
    lambda size: gumbel(size, generator()),
    lambda size: gumbel((2, size), generator()),
    lambda size: gumbel_argmax([1.0], size, generator()),
)
OF_GENERATORS: tuple[Callable[[Any], object], ...] = (
    lambda rng: sample([1.0], 1, rng),
    lambda rng: gumbel(1, rng),
    lambda rng: gumbel_argmax([1.0], 1, rng),
)


@pytest.mark.parametrize("function", OF_PROBABILITIES)
@pytest.mark.parametrize(
    "values",
    [[], 1.0, [0.5, 0.4], [1.5, -0.5], [math.nan, 1.0], [math.inf, 0.0], [[0.5], [0.5]], [1, 1]],
)
def test_what_is_no_distribution_is_refused(
    function: Callable[[Any], object], values: object
) -> None:
    message = f"probabilities must be numbers of 0 or more that sum to 1, got {values!r}"
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        function(values)


@pytest.mark.parametrize("function", OF_PROBABILITIES)
def test_several_rows_or_no_numbers_are_refused(function: Callable[[Any], object]) -> None:
    with pytest.raises(ValueError, match=r"^probabilities must be one row, got shape \(1, 2\)$"):
        function([[0.5, 0.5]])
    with pytest.raises(ValueError, match=r"^probabilities must be real numbers, got \['a'\]$"):
        function(["a"])


@pytest.mark.parametrize("function", OF_SIZES)
@pytest.mark.parametrize("size", [-1, 1.5, "2", True, None])
def test_a_bad_size_is_refused(function: Callable[[Any], object], size: object) -> None:
    message = f"size must be an integer of 0 or more, got {size!r}"
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        function(size)


@pytest.mark.parametrize("function", OF_GENERATORS)
@pytest.mark.parametrize("rng", [0, None, np.random.RandomState(0)])
def test_a_bad_generator_is_refused(function: Callable[[Any], object], rng: object) -> None:
    with pytest.raises(ValueError, match=r"^rng must be a numpy.random.Generator, got "):
        function(rng)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ([], "logits must not be empty, got shape (0,)"),
        ([LECTURE], "logits must be one row, got shape (1, 3)"),
        ([1.0, math.inf], "logits must be finite or -inf, got inf"),
        ([MASK, MASK], "logits must hold a finite value in every row, got -inf"),
    ],
)
def test_bad_logits_are_refused(row: list[Any], message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        gumbel_argmax(row, 1, generator())


@pytest.mark.parametrize("temperature", [0.0, -1.0, math.nan, math.inf])
def test_a_bad_temperature_is_refused(temperature: float) -> None:
    message = f"^temperature must be a finite number above 0, got {temperature!r}$"
    with pytest.raises(ValueError, match=message):
        gumbel_argmax(LECTURE, 1, generator(), temperature=temperature)


@pytest.mark.parametrize("k", [0, -1, 1.0, None])
def test_a_bad_k_is_refused(k: object) -> None:
    with pytest.raises(ValueError, match=rf"^k must be an integer of 1 or more, got {k!r}$"):
        top_k([1.0], k)  # type: ignore[arg-type]


@pytest.mark.parametrize("p", [0.0, -0.5, 1.5])
def test_a_bad_p_is_refused(p: float) -> None:
    with pytest.raises(ValueError, match=rf"^p must be above 0 and at most 1, got {p!r}$"):
        top_p([1.0], p)
    with pytest.raises(ValueError, match=r"^p must be a finite number, got nan$"):
        top_p([1.0], math.nan)


@pytest.mark.parametrize("function", [counts, running_counts])
@pytest.mark.parametrize("draws", [[3], [-1], [0.5], [[0]], 0])
def test_what_are_no_draws_is_refused(function: Callable[..., object], draws: object) -> None:
    message = f"draws must be a row of integers from 0 to 2, got {draws!r}"
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        function(draws, 3)
    with pytest.raises(ValueError, match=r"^num_classes must be an integer of 1 or more, got 0$"):
        function([0], 0)

"""Frames of the training film: the numbers each one shows, and axes that never move."""

import json
import math
from functools import cache

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal
from plotly.basedatatypes import BaseTraceType

from argsoft.figures import Figure, theme
from argsoft.figures.film import LOSS_TOP, Words, film_frame
from argsoft.figures.strips import Frame, strip
from argsoft.iris import CLASS_NAMES
from argsoft.iris.data import SPECIES
from argsoft.iris.film import Film, film
from argsoft.iris.regions import axis_range
from argsoft.iris.runs import Runs, train_both_ways
from argsoft.iris.training import Run
from argsoft.wording.numerals import UNDEFINED, decimals, quantity
from tests.figures.test_iris_map import sizes

WORDS = Words(
    headings=("Argmax", "Softmax"),
    losses=("Squared error", "Cross-entropy"),
    axes=("petal length (cm)", "petal width (cm)"),
    accuracy="accuracy: {accuracy}",
    gradient="gradient {length}",
    step="step {step} of {last}",
)
FEATURES = ("petal length", "petal width")
# Indices of the traces of the left side; those of the right side follow in the same order.
GROUND, SIGNS, ACCURACY, LOSSES, NUMBERS = range(5)
PER_SIDE = 5


@cache
def petals(steps: int = 200, learning_rate: float = 1.0) -> Runs:
    return train_both_ways(FEATURES, learning_rate=learning_rate, steps=steps, seed=0)


def filmed(training: Runs, at: int = 0, run: Run | None = None) -> Film:
    right = run or training.through_softmax
    runs = (training.through_argmax, right)
    return film(*runs, training.standardization, axis_range(2), axis_range(3), at=at)


def drawn(shown: Film, at: int = 0) -> Figure:
    figure = film_frame(
        shown,
        petals(1).flowers,
        SPECIES,
        class_names=CLASS_NAMES,
        words=WORDS,
        at=at,
    )
    Figure(figure.to_dict())  # validates every property
    return figure


def picture(shown: Film, step: int) -> dict[int, BaseTraceType]:
    """Draw a step and return its traces by index."""
    return dict(enumerate(drawn(shown, step).data))


def words(trace: BaseTraceType) -> list[str]:
    return [text.replace("<b>", "").replace("</b>", "") for text in trace.text]


def assert_shows(parts: dict[int, BaseTraceType], run: Run, step: int, side: int) -> None:
    """Compare the numbers on one side with those of the run at a step."""
    first = side * PER_SIDE
    assert words(parts[first + ACCURACY]) == [f"accuracy: {run.accuracies[step]:.0%}"]
    line, numbers = parts[first + LOSSES], parts[first + NUMBERS]
    assert_array_equal(line.x, np.arange(step + 1))
    assert_allclose(line.y, np.minimum(run.losses[: step + 1], LOSS_TOP), rtol=1e-6)
    loss = run.losses[step]
    assert (numbers.x[0], numbers.y[0]) == (step, min(loss, LOSS_TOP))
    length = quantity(float(run.gradient_norms[step]))
    assert words(numbers) == [
        f"{quantity(loss)} ↑" if loss > LOSS_TOP else decimals(loss),
        f"{WORDS.losses[side]}<br>gradient {length}",
        f"step {step} of {run.steps}",
        "0",
        f"{run.steps}",
    ]


# Frames.


@pytest.mark.parametrize("at", [0, 37, 200])
def test_the_first_picture_is_that_of_the_step_asked_for(at: int) -> None:
    shown = filmed(petals(), at)
    figure = drawn(shown, at)
    place = shown.steps.tolist().index(at)
    parts = dict(enumerate(figure.data))
    for side, (run, winners) in enumerate(shown[3:]):
        assert_array_equal(parts[side * PER_SIDE + GROUND].z, winners[place])
        assert_shows(parts, run, at, side)


def test_a_step_without_a_frame_is_refused() -> None:
    shown = filmed(petals())
    missing = min(set(range(200)) - set(shown.steps.tolist()))
    with pytest.raises(ValueError, match="not in list"):
        drawn(shown, missing)


def test_the_numbers_of_every_picture_are_those_of_the_runs() -> None:
    shown = filmed(petals(), at=37)
    for step in shown.steps.tolist():
        parts = picture(shown, step)
        for side, run in enumerate((shown.through_argmax.run, shown.through_softmax.run)):
            assert_shows(parts, run, step, side)


def test_the_map_through_argmax_stays_and_the_one_through_softmax_is_the_films() -> None:
    shown = filmed(petals())
    for step, winners in zip(shown.steps.tolist(), shown.through_softmax.winners, strict=True):
        parts = picture(shown, step)
        assert_array_equal(parts[GROUND].z, shown.through_argmax.winners[-1])
        assert_array_equal(parts[PER_SIDE + GROUND].z, winners)


def test_each_sign_is_that_of_the_class_at_its_place() -> None:
    shown = filmed(petals(), at=200)
    figure = drawn(shown, at=200)
    for side, (_, winners) in enumerate(shown[3:]):
        signs = figure.data[side * PER_SIDE + SIGNS]
        assert len(signs.x) == len(signs.marker.symbol) >= 16
        for x, y, symbol, colour in zip(
            signs.x, signs.y, signs.marker.symbol, signs.marker.color, strict=True
        ):
            row, column = (shown.y_values == y).argmax(), (shown.x_values == x).argmax()
            winner = winners[-1, row, column]
            assert (shown.x_values[column], shown.y_values[row]) == (x, y)
            assert symbol == f"{theme.CLASS_SYMBOLS[winner]}-open"
            assert colour == theme.CLASS_COLOURS[winner]


# What does not change.


def test_from_step_to_step_nothing_moves_but_what_the_training_changes() -> None:
    shown = filmed(petals())
    frames = [Frame({"film": drawn(shown, step)}, {}) for step in shown.steps.tolist()]
    places = {each["path"][:2] for each in strip(frames)["charts"]["film"]}
    right = range(PER_SIDE, 2 * PER_SIDE)
    assert places == {("data", trace) for trace in (LOSSES, NUMBERS, *right)}


def test_both_halves_have_the_same_axes_which_no_hand_moves() -> None:
    layout = drawn(filmed(petals())).layout
    for left, right in ((1, 2), (3, 4)):
        for way in ("xaxis", "yaxis"):
            one, other = layout[f"{way}{left}"], layout[f"{way}{right}"]
            assert one.range == other.range
            assert one.fixedrange
            assert other.fixedrange
    assert layout.xaxis.range == pytest.approx(axis_range(2))
    assert layout.yaxis.range == pytest.approx(axis_range(3))
    assert layout.xaxis.title.text == "petal length (cm)"
    assert layout.yaxis.title.text == "petal width (cm)"
    assert layout.yaxis3.tickvals == layout.yaxis4.tickvals
    assert layout.yaxis4.showticklabels is not False, "each loss has an axis of its own"
    assert layout.xaxis3.range == (0, 200)
    assert layout.yaxis3.range == (0, LOSS_TOP)
    headings = [each.text for each in layout.annotations]
    assert headings == [f"<b>{each}</b>" for each in WORDS.headings]


def test_the_frame_is_the_same_for_any_run_of_as_many_steps() -> None:
    one, other = (drawn(filmed(petals(learning_rate=rate))).layout for rate in (1.0, 1000.0))
    assert one == other


def test_the_flowers_lie_on_both_maps_as_their_true_classes_and_the_key_names_them() -> None:
    *_, left, right, key = drawn(filmed(petals())).data
    for flowers, axis in ((left, "x"), (right, "x2")):
        assert flowers.xaxis == axis
        assert_allclose(np.transpose([flowers.x, flowers.y]), petals().flowers, rtol=1e-6)
        assert list(flowers.marker.symbol) == [theme.CLASS_SYMBOLS[each] for each in SPECIES]
        assert list(flowers.marker.color) == [theme.CLASS_COLOURS[each] for each in SPECIES]
    assert tuple(key.text) == CLASS_NAMES
    assert tuple(key.marker.symbol) == theme.CLASS_SYMBOLS
    assert tuple(key.marker.color) == theme.CLASS_COLOURS


def test_every_word_can_be_read() -> None:
    found = list(sizes(drawn(filmed(petals())).to_dict()))
    assert len(found) >= 10
    assert min(found) >= 14


# Extremes.


def test_a_run_that_diverges_is_cut_and_an_arrow_says_so() -> None:
    training = petals(learning_rate=1000.0)
    assert training.through_softmax.diverged
    shown = filmed(training)
    cut = 0
    for step in shown.steps.tolist():
        parts = picture(shown, step)
        assert_shows(parts, shown.through_softmax.run, step, side=1)
        assert max(parts[PER_SIDE + LOSSES].y) <= LOSS_TOP
        cut += words(parts[PER_SIDE + NUMBERS])[0].endswith(" ↑")
    assert cut


@pytest.mark.parametrize(
    ("loss", "shown_as"), [(math.inf, "∞ ↑"), (math.nan, UNDEFINED), (1e300, "1.0 × 10³⁰⁰ ↑")]
)
@pytest.mark.filterwarnings("error")
def test_a_loss_that_is_no_number_has_a_word(loss: float, shown_as: str) -> None:
    run = petals(50).through_softmax
    losses, lengths, accuracies = (
        run.losses.copy(),
        run.gradient_norms.copy(),
        run.accuracies.copy(),
    )
    losses[20:], lengths[20:], accuracies[20:] = loss, math.nan, math.nan
    run = run._replace(losses=losses, gradient_norms=lengths, accuracies=accuracies)
    figure = drawn(filmed(petals(50), at=50, run=run), at=50)
    assert words(figure.data[PER_SIDE + ACCURACY]) == [f"accuracy: {UNDEFINED}"]
    numbers = words(figure.data[PER_SIDE + NUMBERS])
    assert numbers[:3] == [shown_as, f"{WORDS.losses[1]}<br>gradient {UNDEFINED}", "step 50 of 50"]
    json.loads(figure.to_json(), parse_constant=pytest.fail)  # browsers reject NaN and Infinity

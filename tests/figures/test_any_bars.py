"""Bars for any number of classes: escaped names, numbers where they fit, a fixed frame."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from argsoft.answers import Answers, answers
from argsoft.figures import Figure, theme
from argsoft.figures.any_bars import any_bars, logarithmic_bars
from argsoft.state.outputs import Outputs, parse_outputs
from argsoft.uncertainty import depth
from argsoft.wording.any_outputs import share
from tests.strategies import lists

SOURCE = answers("1234", [0.23, 0.99, -102, 10])


def answers_of(outputs: Outputs, temperature: float = 1.0) -> Answers:
    """Apply argmax and softmax to a list."""
    return answers(outputs.names, outputs.logits, temperature=temperature)


def drawn(both: Answers, *, logarithmic: bool = False) -> Figure:
    labels = [share(float(each)) for each in both.exponents]
    if logarithmic:
        deep = depth(both.logits)
        figure = logarithmic_bars(
            both.exponents, both.names, labels, leaders=both.leaders, depth=deep, title="Softmax"
        )
    else:
        figure = any_bars(
            both.shares, both.names, labels, leaders=both.leaders, title="Softmax", rounded=True
        )
    Figure(figure.to_dict())  # validates every property
    return figure


def numbers(figure: Figure) -> list[str]:
    texts = [text.removeprefix("<b>").removesuffix("</b>") for text in figure.data[0].text]
    return [text.replace("<br>", " ") for text in texts]


def test_the_sources_example() -> None:
    figure = drawn(SOURCE)
    assert numbers(figure) == ["5.7 × 10⁻⁵", "1.2 × 10⁻⁴", "2.3 × 10⁻⁴⁹", "0.9998"]
    assert list(figure.data[0].y) == SOURCE.shares.tolist()
    assert list(figure.layout.xaxis.ticktext) == ["1", "2", "3", "<b>4</b>"]
    assert list(figure.layout.yaxis.range) == [0, 1.02]


def test_on_a_logarithmic_axis_what_is_tiny_has_a_bar() -> None:
    figure = drawn(SOURCE, logarithmic=True)
    (bars,) = figure.data
    assert bars.base == -50
    np.testing.assert_allclose(np.add(bars.y, bars.base), SOURCE.exponents)
    assert min(bars.y) > 0
    assert figure.layout.yaxis.range[0] == -50
    assert list(figure.layout.yaxis.ticktext) == ["10⁻⁵⁰", "10⁻²⁵", "1"]
    assert numbers(figure) == numbers(drawn(SOURCE))


def test_what_is_below_the_frame_is_cut_and_an_arrow_says_so() -> None:
    both = answers_of(parse_outputs("0, -20, -1000"), temperature=0.05)
    deep = 500.0
    figure = logarithmic_bars(
        both.exponents, both.names, ["a", "b", "c"], leaders=[0], depth=deep, title="Softmax"
    )
    assert [text.endswith("↓") for text in numbers(figure)] == [False, False, True]
    assert list(figure.data[0].y)[2] == 0


def test_argmax_has_corners_and_softmax_has_none() -> None:
    look = {"class_names": SOURCE.names, "labels": ["0"] * 4, "leaders": [3], "title": ""}
    argmax, softmax = (
        any_bars(SOURCE.one_hot, rounded=rounded, **look)  # type: ignore[arg-type]
        for rounded in (False, True)
    )
    assert argmax.data[0].marker.cornerradius == 0
    assert softmax.data[0].marker.cornerradius > 0


def test_the_irises_keep_their_colours_and_nobody_else_gets_one() -> None:
    figure = drawn(answers_of(parse_outputs("Virginica: 1, cat: 2, Setosa: 3")))
    setosa, _, virginica = theme.CLASS_COLOURS
    assert list(figure.data[0].marker.color) == [virginica, theme.OTHER_COLOUR, setosa]


@pytest.mark.parametrize("size", [1, 2, 8, 9, 50])
def test_names_stand_where_there_is_room(size: int) -> None:
    figure = drawn(answers_of(Outputs(tuple(range(size)), ("a name of many letters",) * size)))
    names = figure.layout.xaxis.ticktext
    assert len(names) == (size if size <= 8 else 1)
    assert all(
        len(name.replace("<b>", "").replace("</b>", "")) <= 40 / len(names) for name in names
    )
    assert "<b>" in names[-1]


@given(lists(), st.booleans())
def test_no_name_is_markup_and_no_number_overlaps(outputs: Outputs, logarithmic: bool) -> None:
    both = answers_of(outputs)
    figure = drawn(both, logarithmic=logarithmic)
    for name in figure.layout.xaxis.ticktext:
        inner = name.removeprefix("<b>").removesuffix("</b>")
        assert not {"<", ">"} & set(inner)
    shown = [text for text in figure.data[0].text if text]
    widest = max(len(line) for text in shown for line in text[3:-4].split("<br>"))
    assert len(shown) <= 2 or len(shown) * widest <= 40
    assert all(math.isfinite(each) for each in figure.data[0].y)

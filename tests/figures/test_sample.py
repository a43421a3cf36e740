"""The charts of Sample: where a number fell, what noise adds, and how often each was drawn."""

from typing import Any

import numpy as np
import pytest
from plotly.graph_objects import Figure

from argsoft.figures import theme
from argsoft.figures.sample import REACH, counted_bars, shake_bars, throw_column
from argsoft.figures.unlabelled import without_numbers

NAMES = ("Setosa", "Versicolor", "Virginica")
SHARES = [0.684, 0.110, 0.206]
TITLE = ("One draw", "random number, 0 to 1")


def column(place: float | None = 0.94, drawn: int | None = 2) -> Figure:
    return throw_column(SHARES, NAMES, place, "0.94", drawn=drawn, title=TITLE)


def shaken(noisy: list[float]) -> Figure:
    labels, marks = ["1.42", "0.76", "3.40"], ["", "", "winner"]
    return shake_bars([1.43, -0.40, 0.23], noisy, NAMES, labels, marks, title=TITLE)


def counted(shares: list[float], frequencies: list[float]) -> Figure:
    labels, counts = [f"{each:.2f}" for each in shares], ["6", "1", "3"]
    return counted_bars(
        shares, frequencies, NAMES, labels, counts, title=TITLE, before=[0.6, 0.3, 0.1]
    )


ALL = (column(), column(None, None), shaken([1.42, 0.76, 3.40]), counted(SHARES, [0.6, 0.1, 0.3]))


@pytest.mark.parametrize("figure", ALL)
def test_plotly_knows_every_property_and_no_frame_moves(figure: Figure) -> None:
    Figure(figure.to_dict())  # raises for an unknown property
    layout: dict[str, Any] = figure.layout.to_plotly_json()
    assert layout["xaxis"]["fixedrange"] is layout["yaxis"]["fixedrange"] is True
    assert layout["dragmode"] is layout["hovermode"] is False
    assert layout["margin"] == ALL[0].layout.margin.to_plotly_json()


def test_the_line_is_divided_from_0_to_1_in_the_order_of_the_classes() -> None:
    bars, names, thrown = column().data
    assert list(bars.base) == pytest.approx([0, 0.684, 0.794])
    assert bars.base[-1] + bars.y[-1] == pytest.approx(1)
    assert tuple(bars.marker.color) == theme.CLASS_COLOURS
    assert list(names.text) == [" Setosa", " Versicolor", " <b>Virginica</b>"]
    assert list(thrown.y) == [0.94]
    assert thrown.marker.opacity == 1


def test_no_number_is_thrown_before_the_first_draw() -> None:
    *_, thrown = column(None, None).data
    assert thrown.marker.opacity == 0


def test_a_small_part_is_named_only_where_the_number_fell() -> None:
    row = [0.96, 0.04, 0.0]
    quiet = throw_column(row, NAMES, 0.5, "0.50", drawn=0, title=TITLE)
    hit = throw_column(row, NAMES, 0.97, "0.97", drawn=1, title=TITLE)
    assert list(quiet.data[1].text) == [" <b>Setosa</b>", "", ""]
    assert list(hit.data[1].text) == [" Setosa", " <b>Versicolor</b>", ""]


def test_noise_leads_from_each_logit_to_its_sum() -> None:
    bars, *noises, labels, names = shaken([1.42, 0.76, 3.40]).data
    assert list(bars.y) == [1.43, -0.40, 0.23]
    assert [list(each.y) for each in noises] == [[1.43, 1.42], [-0.40, 0.76], [0.23, 3.40]]
    assert [each.marker.symbol for each in noises] == list(theme.CLASS_SYMBOLS)
    assert list(labels.text) == ["<b>1.42</b>", "<b>0.76</b>", "<b>3.40</b>"]
    assert list(names.text) == ["Setosa", "Versicolor", "<b>Virginica</b><br>winner"]


def test_what_lies_beyond_the_frame_is_cut_off_with_an_arrow() -> None:
    _, *noises, labels, _ = shaken([20.0, 0.76, -99.0]).data
    assert [each.y[1] for each in noises] == [REACH[1], 0.76, REACH[0]]
    assert list(labels.text) == ["<b>1.42 ↑</b>", "<b>0.76</b>", "<b>3.40 ↓</b>"]


def test_outlines_stand_at_the_frequencies_on_bars_of_the_probabilities() -> None:
    before, bars, outlines, labels, names = counted(SHARES, [0.6, 0.1, 0.3]).data
    assert list(before.y) == [0.6, 0.3, 0.1]
    assert list(bars.y) == SHARES
    levels = np.array(outlines.y, dtype=float).reshape(3, -1)
    assert levels[:, 1:3].tolist() == [[0.6, 0.6], [0.1, 0.1], [0.3, 0.3]]
    assert (levels[:, [0, 3]] == 0).all()
    assert list(labels.y) == [0.684, 0.3, 0.3], "a number stands above all that it belongs to"
    assert names.text[0] == "Setosa<br><b>6</b>"


def test_without_numbers_names_and_marks_stay() -> None:
    bare = without_numbers(counted(SHARES, [0.6, 0.1, 0.3]))
    assert list(bare.data[3].text) == ["", "", ""]
    assert list(bare.data[4].text) == ["Setosa<br>", "Versicolor<br>", "Virginica<br>"]


def test_words_have_the_colour_of_no_class() -> None:
    row = [0.25] * 4
    figure = throw_column(row, "abcd", 0.5, "0.50", drawn=2, title=TITLE)
    assert {*figure.data[0].marker.color} == {theme.OTHER_COLOUR}

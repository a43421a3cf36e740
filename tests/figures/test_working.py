"""Softmax step by step: numbers in rows, and bars in a fixed frame."""

import math
from itertools import pairwise

import numpy as np
import pytest

from argsoft.figures import Figure, theme
from argsoft.figures.working import APART, REACHES, working_bars
from argsoft.softmax import softmax
from argsoft.wording.step_by_step import texts
from argsoft.workings import Working, worked

NAMES = ("Setosa", "Versicolor", "Virginica")
LECTURE = [1.43, -0.40, 0.23]
HEADINGS = ("logit z", "e<sup>z</sup>", "add up", "divide ≈")


def drawn(working: Working, shown: int = 4, lit: int | None = None, title: str = "") -> Figure:
    figure = working_bars(
        working, NAMES, HEADINGS, texts=texts(working), title=title, shown=shown, lit=lit
    )
    return Figure(figure.to_dict())  # validates every property


def numbers(figure: Figure) -> list[list[str]]:
    """Return the numbers over the bars, column by column from the left."""
    columns = sorted(
        (each for each in figure.data if each.type == "scatter"), key=lambda each: each.xaxis or "x"
    )
    for column in columns:
        assert list(column.y) == sorted(column.y), "rows in order"
    return [[plain(text) for text in column.text if text] for column in columns]


def plain(text: str) -> str:
    return text.replace("<b>", "").replace("</b>", "").replace(APART, " ")


def bars(figure: Figure, place: int) -> list[tuple[float, float]]:
    """Return the start and the end of each bar of a column."""
    (trace,) = [
        each
        for each in figure.data
        if each.type == "bar" and (each.xaxis or "x") == ("x", "x2", "x3", "x4")[place]
    ]
    assert list(trace.marker.color) == list(theme.CLASS_COLOURS)
    return [(base, base + length) for base, length in zip(trace.base, trace.x, strict=True)]


def test_every_number_stands_in_its_row_and_column() -> None:
    assert numbers(drawn(worked(LECTURE))) == [
        ["Setosa 1.43", "Versicolor −0.40", "Virginica 0.23"],
        ["4.18", "0.67", "1.26"],
        ["4.18", "+0.67", "+1.26", "= 6.11"],
        ["0.68", "0.11", "0.21"],
    ]


def test_what_has_become_0_is_written_as_asked_and_a_raw_output_of_0_is_not() -> None:
    working = worked([0.0, -2000.0, -1.0])
    tiny = texts(working, zero="tiny")
    figure = working_bars(working, NAMES, HEADINGS, texts=tiny, title="")
    assert numbers(figure)[0] == ["Setosa 0", "Versicolor −2,000 ←", "Virginica −1.00"]
    assert numbers(figure)[1][1] == numbers(figure)[3][1] == "tiny"


def test_the_bars_are_as_long_as_the_numbers() -> None:
    working = worked(LECTURE)
    figure = drawn(working)
    assert bars(figure, 0) == [(0, each) for each in LECTURE]
    np.testing.assert_allclose([end for _, end in bars(figure, 1)], working.parts)
    np.testing.assert_allclose([end for _, end in bars(figure, 3)], softmax(LECTURE))


def test_the_sum_is_laid_end_to_end_in_the_scale_of_its_parts() -> None:
    working = worked(LECTURE)
    figure = drawn(working)
    pieces = bars(figure, 2)
    assert pieces[0][0] == 0
    assert pieces[-1][1] == pytest.approx(working.total)
    for (_, end), (start, _) in pairwise(pieces):
        assert start == pytest.approx(end)
    np.testing.assert_allclose([end - start for start, end in pieces], working.parts)
    scales = [
        (axis.domain[1] - axis.domain[0]) / (axis.range[1] - axis.range[0])
        for axis in (figure.layout.xaxis2, figure.layout.xaxis3)
    ]
    assert scales[0] == pytest.approx(scales[1]), "4.18 is as long in both columns"


def test_a_bar_too_short_to_be_seen_gets_no_arrow() -> None:
    with np.errstate(over="ignore", invalid="ignore"):
        sums = numbers(drawn(worked([858.0, -240.0, 3.0])))[2]
    assert [each.endswith("→") for each in sums] == [True, False, False, False]


def test_an_arrow_is_explained_below_the_first_column_while_there_is_one() -> None:
    for logits, note in (
        (LECTURE, ""),
        ([3.43, 1.60, 2.23], "→ beyond"),
        ([0, -6, -9], "← beyond"),
    ):
        working = worked(logits)
        figure = working_bars(
            working, NAMES, HEADINGS, texts=texts(working), title="", beyond="beyond"
        )
        column = next(each for each in figure.data if each.type == "scatter")
        assert column.text[-1] == note
        assert column.y[-1] > len(NAMES) - 0.5, "below the last row"


@pytest.mark.parametrize("shown", [1, 2, 3, 4])
def test_only_the_steps_so_far_are_shown_and_the_last_is_lit(shown: int) -> None:
    figure = drawn(worked(LECTURE), shown=shown, lit=shown - 1)
    assert len(numbers(figure)) == shown
    headings = [each.text for each in figure.layout.annotations]
    assert headings == [f"<b>{h}</b>" if i == shown - 1 else h for i, h in enumerate(HEADINGS)]
    grounds = [each for each in figure.layout.shapes if each.type == "rect"]
    assert [bool(each.line.width) for each in grounds] == [i == shown - 1 for i in range(4)]


def test_what_does_not_fit_is_cut_and_an_arrow_says_so() -> None:
    figure = drawn(worked(np.multiply(LECTURE, 100)))
    assert numbers(figure)[0] == ["Setosa 143.0 →", "Versicolor −40.00 ←", "Virginica 23.00 →"]
    for place, (low, high) in enumerate(REACHES):
        axis = figure.layout["xaxis" + (str(place + 1) if place else "")]
        assert axis.range[0] < low < high < axis.range[1]
        for start, end in bars(figure, place):
            assert (
                axis.range[0] - 1e-9 <= min(start, end) <= max(start, end) <= axis.range[1] + 1e-9
            )
    assert bars(figure, 0)[0][1] > REACHES[0][1], "it goes on to the edge"
    grounds = [each for each in figure.layout.shapes if each.type == "rect"]
    for ground, place in zip(grounds, range(4), strict=True):
        for start, end in bars(figure, place):
            assert min(start, end) >= ground.x0 - 1e-9, "no bar sticks out"
            assert max(start, end) <= ground.x1 + 1e-9, "no bar sticks out"


def test_what_does_not_exist_has_a_word_and_no_bar() -> None:
    figure = drawn(worked([1000.0, 0.0, 0.0]))
    assert [column[0] for column in numbers(figure)] == ["Setosa 1,000 →", "inf →", "inf →", "nan"]
    assert bars(figure, 3)[0] == (0, 0)
    for place in range(4):
        assert all(math.isfinite(each) for bar in bars(figure, place) for each in bar)


def test_the_frame_stays_whatever_it_shows() -> None:
    one, other = (
        drawn(worked(each)).layout.to_plotly_json() for each in (LECTURE, [5.0, -5.0, 900.0])
    )
    for axis in ("xaxis", "xaxis2", "xaxis3", "xaxis4", "yaxis", "margin"):
        assert one[axis] == other[axis]


def test_a_title_has_its_room() -> None:
    bare, titled = drawn(worked(LECTURE)), drawn(worked(LECTURE), title="Softmax")
    assert "Softmax" in titled.layout.title.text
    assert titled.layout.margin.t >= bare.layout.margin.t + theme.TITLE_SIZE

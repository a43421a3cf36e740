"""The bar charts of the playground: heights, labels, names, and a frame that both share."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np
import pytest
from plotly.graph_objects import Figure

from argsoft.figures import bars as drawing
from argsoft.figures import theme

NAMES = ("Setosa", "Versicolor", "Virginica")
ONE_HOT = [1.0, 0.0, 0.0]
SHARES = [0.684, 0.110, 0.206]
LABELS = ("1", "0", "0")
MARKS = ("winner", "", "")
TITLES = (("Argmax", "1 for the largest, else 0"), ("Softmax", "probabilities that sum to 1"))
one_hot_bars = partial(drawing.one_hot_bars, title=TITLES[0])
probability_bars = partial(drawing.probability_bars, title=TITLES[1])
logit_bars = partial(drawing.logit_bars, title="Logits")
hidden_bars = partial(drawing.hidden_bars, titles=TITLES)
BOTH = pytest.mark.parametrize("draw", [one_hot_bars, probability_bars])
Draw = Callable[..., Figure]


def drawn(
    draw: Draw, heights: Sequence[float] = SHARES, labels: Sequence[str] = LABELS
) -> dict[str, Any]:
    """Draw a chart and return its layout."""
    layout: dict[str, Any] = draw(
        heights, NAMES, labels=labels, marks=MARKS
    ).layout.to_plotly_json()
    return layout


@pytest.mark.parametrize(("draw", "heights"), [(one_hot_bars, ONE_HOT), (probability_bars, SHARES)])
def test_the_heights_are_the_numbers(draw: Draw, heights: list[float]) -> None:
    (bars,) = draw(heights, NAMES, labels=LABELS, marks=MARKS).data
    assert bars.type == "bar"
    assert list(bars.y) == heights


@BOTH
def test_heights_may_be_an_array_which_is_left_alone(draw: Draw) -> None:
    heights = np.array(SHARES)
    figure = draw(heights, NAMES, labels=LABELS, marks=MARKS)
    assert list(figure.data[0].y) == SHARES
    assert heights.tolist() == SHARES


@BOTH
def test_every_bar_carries_its_label_and_a_zero_too(draw: Draw) -> None:
    (bars,) = draw(ONE_HOT, NAMES, labels=LABELS, marks=MARKS).data
    assert list(bars.text) == ["<b>1</b>", "<b>0</b>", "<b>0</b>"]
    # Above the bar, upright, never shrunk or clipped: a bar of height 0 has nothing else.
    assert bars.textposition == "outside"
    assert bars.textangle == 0
    assert bars.constraintext == "none"
    assert bars.cliponaxis is False


@BOTH
def test_names_stand_under_the_bars_and_marked_ones_are_bold(draw: Draw) -> None:
    axis = drawn(draw)["xaxis"]
    assert axis["ticktext"] == ["<b>Setosa</b><br>winner", "Versicolor", "Virginica"]
    assert axis["tickvals"] == list(draw(SHARES, NAMES, labels=LABELS, marks=MARKS).data[0].x)


@BOTH
def test_each_class_has_its_colour(draw: Draw) -> None:
    (bars,) = draw(SHARES, NAMES, labels=LABELS, marks=MARKS).data
    assert tuple(bars.marker.color) == theme.CLASS_COLOURS


def test_argmax_has_corners_and_softmax_curves() -> None:
    square = one_hot_bars(ONE_HOT, NAMES, labels=LABELS, marks=MARKS)
    rounded = probability_bars(SHARES, NAMES, labels=LABELS, marks=MARKS)
    assert square.data[0].marker.cornerradius == 0
    assert rounded.data[0].marker.cornerradius >= 8


@BOTH
@pytest.mark.parametrize("heights", [SHARES, ONE_HOT, [0.334, 0.333, 0.333]])
def test_the_vertical_axis_is_always_0_to_1(draw: Draw, heights: list[float]) -> None:
    axis = drawn(draw, heights)["yaxis"]
    assert axis["range"] == [0, 1.02], "a line at the very end would not be drawn"
    assert axis["tickvals"] == [0, 0.5, 1]
    assert axis["ticklabelposition"] == "inside top", "a number stands on its line"
    assert axis["fixedrange"] is True


def test_both_charts_have_one_frame() -> None:
    # Only the bars may differ, so that they can be compared by eye.
    argmax, softmax = drawn(one_hot_bars, ONE_HOT), drawn(probability_bars, SHARES)
    assert "Argmax" in argmax["title"].pop("text")
    assert "Softmax" in softmax["title"].pop("text")
    assert argmax == softmax
    square = one_hot_bars(ONE_HOT, NAMES, labels=LABELS, marks=MARKS).data[0]
    rounded = probability_bars(SHARES, NAMES, labels=LABELS, marks=MARKS).data[0]
    assert square.width == rounded.width
    assert list(square.x) == list(rounded.x)


@BOTH
def test_the_frame_does_not_move_with_what_it_shows(draw: Draw) -> None:
    assert drawn(draw, ONE_HOT, LABELS) == drawn(draw, SHARES, (">0.99", "<0.01", "<0.01"))
    assert {"height", "margin"} <= drawn(draw).keys()


@BOTH
def test_plotly_knows_every_property(draw: Draw) -> None:
    Figure(draw(SHARES, NAMES, labels=LABELS, marks=MARKS).to_dict())  # raises for an unknown one


@BOTH
def test_a_touch_is_never_stolen(draw: Draw) -> None:
    layout = drawn(draw)
    assert layout["dragmode"] is False
    assert layout["hovermode"] is False
    assert layout["xaxis"]["fixedrange"] is True
    assert layout["yaxis"]["fixedrange"] is True


@BOTH
def test_direct_labels_replace_the_legend(draw: Draw) -> None:
    assert drawn(draw)["showlegend"] is False


@BOTH
def test_text_is_large_enough_for_a_room(draw: Draw) -> None:
    figure = draw(SHARES, NAMES, labels=LABELS, marks=MARKS)
    sizes = (
        figure.layout.font.size,
        figure.layout.yaxis.tickfont.size,
        figure.data[0].textfont.size,
    )
    assert min(sizes) >= 14


@BOTH
def test_a_mark_too_few_is_refused(draw: Draw) -> None:
    with pytest.raises(ValueError, match="shorter"):
        draw(SHARES, NAMES, labels=LABELS, marks=MARKS[:2])


def test_hidden_bars_have_the_same_frame_and_no_height() -> None:
    shown = (
        one_hot_bars([1, 0, 0], NAMES, ["1", "0", "0"], ["winner", "", ""]),
        probability_bars([0.7, 0.2, 0.1], NAMES, ["0.7", "0.2", "0.1"], ["winner", "", ""]),
    )
    for hidden, answer in zip(hidden_bars(NAMES), shown, strict=True):
        assert hidden.layout.yaxis == answer.layout.yaxis
        assert hidden.layout.title == answer.layout.title
        assert list(hidden.data[0].y) == [0, 0, 0]
        assert list(hidden.data[0].text) == ["<b>?</b>"] * 3
        assert list(hidden.layout.xaxis.ticktext) == list(NAMES), "no winner is marked"


def test_hidden_bars_may_have_risen() -> None:
    flat, shares = [0.0, 0.5, 0.0], [0.25, 0.5, 0.1]
    risen = hidden_bars(NAMES, flat, shares)
    for one, still, heights in zip(risen, hidden_bars(NAMES), (flat, shares), strict=True):
        assert list(one.data[0].y) == heights
        assert list(one.data[0].text) == ["<b>?</b>"] * 3, "the numbers must stay hidden"
        assert one.layout == still.layout
        Figure(one.to_dict())  # validates every property


@pytest.mark.parametrize("place", [0, 1])
def test_one_hidden_chart_may_rise_alone(place: int) -> None:
    given: list[list[float] | None] = [None, None]
    given[place] = [0.2, 0.3, 0.5]
    heights = [list(each.data[0].y) for each in hidden_bars(NAMES, *given)]
    assert heights[place] == [0.2, 0.3, 0.5]
    assert heights[1 - place] == [0, 0, 0]


def test_hidden_bars_of_height_0_are_those_without_heights() -> None:
    flat = [0.0, 0.0, 0.0]
    for one, other in zip(hidden_bars(NAMES, flat, flat), hidden_bars(NAMES), strict=True):
        assert one.to_dict() == other.to_dict()


def test_a_caption_stands_below_names_and_marks_and_is_text() -> None:
    figure = probability_bars(
        SHARES, NAMES, labels=LABELS, marks=MARKS, title=("Softmax", ""), caption="<0.01 + >0.99"
    )
    bars, caption = figure.data
    assert list(bars.y) == SHARES
    assert list(caption.text) == ["<br><br><br>&lt;0.01 + &gt;0.99"]
    assert (list(caption.x), list(caption.y)) == ([1], [0])
    assert caption.textposition == "bottom center"
    assert figure.layout.margin.b > drawing.MARGIN["b"]
    assert figure.layout.yaxis.range == (0, 1.02)
    Figure(figure.to_dict())  # raises for an unknown property


@pytest.mark.parametrize("logits", [[1.43, -0.40, 0.23], [5.0, -5.0, 0.0]])
def test_logits_go_up_and_down_in_a_fixed_frame(logits: list[float]) -> None:
    figure = logit_bars(logits, NAMES, ["a", "b", "c"])
    bars, numbers = figure.data
    assert list(bars.y) == logits
    assert tuple(bars.marker.color) == theme.CLASS_COLOURS
    assert list(numbers.text) == ["<b>a</b>", "<b>b</b>", "<b>c</b>"]
    assert all(at > max(logit, 0) for at, logit in zip(numbers.y, logits, strict=True))
    low, high = figure.layout.yaxis.range
    assert low < -5
    assert high > max(numbers.y)
    assert list(figure.layout.xaxis.ticktext) == list(NAMES)
    assert (
        figure.layout.xaxis.range
        == probability_bars(SHARES, NAMES, labels=LABELS, marks=MARKS).layout.xaxis.range
    )
    Figure(figure.to_dict())  # raises for an unknown property


VOTES, EARLIER = (3, 1, 0), (1, 0, 1)
vote_bars = partial(
    drawing.vote_bars, letters="ABC", marks=("✓", "", ""), title=("Votes", "4 votes")
)


def test_votes_are_shares_of_all_and_carry_their_counts() -> None:
    (bars,) = vote_bars(VOTES).data
    assert list(bars.y) == [0.75, 0.25, 0.0]
    assert list(bars.text) == ["<b>3</b>", "<b>1</b>", "<b>0</b>"]
    assert bars.marker.color == theme.OTHER_COLOUR, "no class's colour"
    assert list(vote_bars((0, 0, 0)).data[0].y) == [0.0, 0.0, 0.0]


def test_the_vote_before_stands_to_the_left_as_outlines() -> None:
    before, now = vote_bars(VOTES, before=EARLIER).data
    assert list(before.y) == [0.5, 0.0, 0.5]
    assert list(now.y) == [0.75, 0.25, 0.0]
    assert before.marker.color == "rgba(0, 0, 0, 0)"
    assert before.marker.line.color == now.marker.color
    gaps = [right - left for left, right in zip(before.x, now.x, strict=True)]
    assert min(gaps) > (before.width + now.width) / 2, "they must not touch"


def check_bars(*shares: float | None, before: tuple[float | None, ...] | None = None) -> Figure:
    names = [str(place + 1) for place in range(len(shares))]
    return drawing.check_bars(shares, names, title=("Correct", ""), before=before)


def test_a_check_has_its_percentages_over_its_bars() -> None:
    (bars,) = check_bars(0.5, 1.0, None, 0.0).data
    assert list(bars.y) == [0.5, 1.0, 0.0, 0.0]
    assert list(bars.text) == ["<b>50</b>", "<b>100</b>", "<b></b>", "<b>0</b>"]
    assert bars.marker.color == theme.OTHER_COLOUR, "no class's colour"


def test_a_check_before_stands_to_the_left_as_outlines() -> None:
    figure = check_bars(0.5, 1.0, before=(0.25, None))
    before, now = figure.data
    assert (list(before.y), list(now.y)) == ([0.25, 0.0], [0.5, 1.0])
    assert list(before.text) == ["<b>25</b>", "<b></b>"]
    assert before.marker.color == "rgba(0, 0, 0, 0)"
    assert before.marker.line.color == now.marker.color
    assert min(b - a for a, b in zip(before.x, now.x, strict=True)) > before.width
    assert now.x[0] + now.width / 2 < before.x[1] - before.width / 2, "pairs must not touch"
    assert figure.layout.yaxis.range == (0, 1.02)
    assert list(figure.layout.xaxis.ticktext) == ["1", "2"]
    assert figure.layout.yaxis.showticklabels is False, "they would meet the percentages"
    Figure(figure.to_dict())  # refuses unknown properties


@pytest.mark.parametrize("before", [None, EARLIER])
def test_votes_have_the_frame_of_the_answers(before: tuple[int, ...] | None) -> None:
    figure = vote_bars(VOTES, before=before)
    frame, other = figure.layout, one_hot_bars(ONE_HOT, NAMES, labels=LABELS, marks=MARKS).layout
    assert frame.yaxis == other.yaxis
    assert frame.margin == other.margin
    assert list(frame.xaxis.ticktext) == ["<b>A</b><br>✓", "B", "C"]
    Figure(figure.to_dict())  # refuses unknown properties

"""The gradient of the loss as bars, and the loss during descent, on fixed frames."""

import json
from typing import Any

import numpy as np
import pytest
from numpy.typing import ArrayLike

from argsoft.figures import Figure, theme
from argsoft.figures.chain import Columns, gradient_bars, loss_columns, loss_trace
from argsoft.figures.strips import described
from argsoft.losses import Loss, loss_parts, smoothed_target
from argsoft.softmax import softmax
from argsoft.validation import Floats

NAMES = ("Setosa", "Versicolor", "Virginica")
GRADIENT = [-0.315821923, 0.109751446, 0.206070477]  # p - y at the lecture's logits, by mpmath


def trace(losses: ArrayLike, least: float = 0.0) -> Figure:
    return loss_trace(losses, title="Loss", ends=("now", "later"), top=3, least=least)


def over(
    outputs: ArrayLike, wanted: int | list[float] | Floats, loss: Loss, top: float = 3.0
) -> Figure:
    """Draw the columns of a loss over the outputs."""
    parts = loss_parts(outputs, wanted, loss=loss)
    return loss_columns(
        Columns(outputs, wanted, parts, top, is_smooth=True),
        NAMES,
        title="Loss = −ln p",
    )


def bar_labels(figure: Figure) -> list[str]:
    return [text.removeprefix("<b>").removesuffix("</b>") for text in figure.data[0].text]


def course(figure: Figure) -> Any:  # noqa: ANN401 - a Plotly trace
    """Find the trace of the loss."""
    (found,) = (each for each in figure.data if each.mode == "lines+markers")
    return found


def labels(figure: Figure) -> Any:  # noqa: ANN401 - a Plotly trace
    """Find the trace of the labels on the loss."""
    (found,) = (each for each in figure.data if each.text is not None)
    return found


def test_bars_go_to_the_side_of_their_sign() -> None:
    figure = gradient_bars(GRADIENT, NAMES, title="p − y")
    (bars,) = figure.data
    assert list(bars.x) == GRADIENT
    assert bar_labels(figure) == ["−0.32", "+0.11", "+0.21"]
    assert list(bars.marker.color) == list(theme.CLASS_COLOURS)
    assert list(figure.layout.yaxis.ticktext) == list(NAMES)
    assert figure.layout.yaxis.range[0] > figure.layout.yaxis.range[1], "the first class is on top"


def test_a_slope_of_0_and_none_have_a_label_and_no_bar() -> None:
    figure = gradient_bars([0.0, float("nan"), float("nan")], NAMES, title="argmax")
    assert list(figure.data[0].x) == [0, 0, 0]
    assert bar_labels(figure) == ["0", "undefined", "undefined"]


def test_the_frame_of_the_bars_stays() -> None:
    first, other = (
        gradient_bars(each, NAMES, title="p − y").layout for each in (GRADIENT, [1.0, -1.0, 0.0])
    )
    assert first.xaxis.range == other.xaxis.range
    assert first.xaxis.range[0] < -1 < 1 < first.xaxis.range[1]


def test_the_loss_is_labelled_now_and_at_the_end() -> None:
    losses = np.linspace(2.0, 0.5, 11)
    figure = trace(losses)
    assert list(course(figure).y) == losses.tolist()
    said = labels(figure)
    assert dict(zip(said.x, said.text, strict=True)) == {0: "<b>2.00</b>", 10: "<b>0.50</b>"}
    assert list(said.y) == [2.0, 0.5], "each label is at its point"
    assert figure.layout.yaxis.range[0] == 0


@pytest.mark.parametrize("losses", [[9.0] * 11, [3.0] * 11, [0.0] * 11])
def test_the_frame_of_the_loss_stays(losses: list[float]) -> None:
    figure, other = trace(losses), trace([1.0] * 11)
    assert figure.layout == other.layout
    assert [(each.type, each.mode) for each in figure.data] == [
        (each.type, each.mode) for each in other.data
    ]
    assert all(("↑" in text) == (losses[0] > 3) for text in labels(figure).text)


def test_a_loss_above_the_frame_is_cut_off_and_named_within_it() -> None:
    figure = trace([9.0, 5.0, 1.0])
    said, top = labels(figure), figure.layout.yaxis.range[1]
    assert course(figure).cliponaxis is None, "by default, Plotly clips it at the frame"
    assert list(said.y) == [top, 1.0], "Plotly drops the label of a point outside the frame"
    assert list(said.text) == ["<b>9.00 ↑</b>", "<b>1.00</b>"]
    assert said.textposition[0].startswith("bottom"), "below the edge, not in the title"


def test_no_number_lies_on_its_point_or_is_cut() -> None:
    figure = trace([2.0, 0.5])
    said = labels(figure)
    kept_off = said.marker.size / 1.6 + 1  # Plotly's distance from the invisible marker
    assert said.marker.opacity == 0
    assert kept_off > course(figure).marker.size / 2
    assert said.cliponaxis is False
    # The last label is in the margin: four characters, each 0.55 of the font size wide.
    assert list(said.textposition) == ["top right", "middle right"]
    assert kept_off + 0.55 * said.textfont.size * len("0.00") < figure.layout.margin.r


def test_a_loss_without_end_is_drawn_beyond_the_frame_and_json_can_hold_it() -> None:
    figure = trace([np.inf] * 3)
    assert set(labels(figure).text) == {"<b>∞ ↑</b>"}
    assert min(course(figure).y) > figure.layout.yaxis.range[1]
    columns = over([1.0, 0.0, 0.0], [0, 0, 1], "cross-entropy")
    assert list(columns.data[2].text) == ["", "", "<b>∞ ↑</b>"]
    for each in (figure, columns):
        json.loads(json.dumps(described(each)), parse_constant=pytest.fail)


def test_a_dotted_line_shows_the_least_loss() -> None:
    floor = trace([2.0, 1.0], least=0.64).data[0]
    assert list(floor.y) == [0.64, 0.64]
    assert floor.line.dash == "dot"


def test_cross_entropy_stands_over_the_bar_of_the_true_class_and_grows_as_p_falls() -> None:
    heights = []
    for logit in (2.0, 0.0, -2.0):
        bars, targets, losses = over(softmax([0.0, 0.0, logit]), [0, 0, 1], "cross-entropy").data
        assert [each > 0 for each in losses.y] == [False, False, True]
        assert list(losses.x) == list(bars.x), "each column is over its bar"
        assert all(target < bar for target, bar in zip(targets.x, bars.x, strict=True))
        assert (bars.yaxis, losses.yaxis) == (None, "y2")
        assert list(targets.y) == [0, 0, 1]
        assert [each.strip() for each in targets.text] == ["", "", "y"]
        heights.append(losses.y[2])
    assert heights == sorted(heights)
    assert heights[1] == pytest.approx(np.log(3))


def test_every_output_has_a_part_in_squared_error_and_in_a_soft_target() -> None:
    outputs = softmax([1.43, -0.40, 0.23])
    squared = over(outputs, [0, 0, 1], "squared error").data[2]
    assert list(squared.y) == pytest.approx([0.468, 0.012, 0.630], abs=5e-4)
    soft = over(outputs, smoothed_target(2, 3, 0.3), "cross-entropy").data[2]
    assert all(soft.y > 0)
    assert all(soft.text)


def test_the_frame_of_the_columns_stays() -> None:
    one, other = (over(each, [0, 0, 1], "cross-entropy") for each in ([1, 0, 0], [0, 0, 1]))
    assert one.layout == other.layout
    assert list(one.data[2].y) == [0, 0, 3], "a column ends at the last tick"
    assert one.layout.yaxis.domain[1] < one.layout.yaxis2.domain[0], "over it, not across it"


def test_argmax_has_corners_and_softmax_has_none() -> None:
    drawn = [
        loss_columns(
            Columns([1, 0, 0], [0, 0, 1], [0, 0, 3], 3.0, is_smooth=is_smooth),
            NAMES,
            title="",
        )
        for is_smooth in (False, True)
    ]
    square, round_ = (each.data[0].marker.cornerradius for each in drawn)
    assert square == 0 < round_


def test_plotly_knows_every_property() -> None:
    Figure(over(softmax([1.43, -0.40, 0.23]), [0, 0, 1], "cross-entropy").to_dict())
    Figure(gradient_bars(GRADIENT, NAMES, title="p − y").to_dict())
    Figure(trace([1.0, 9.0]).to_dict())

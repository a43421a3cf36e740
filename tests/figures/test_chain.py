"""The gradient of the loss as bars, and the loss during descent, on fixed frames."""

from typing import Any

import numpy as np
import pytest

from argsoft.figures import Figure, theme
from argsoft.figures.chain import gradient_bars, loss_trace

NAMES = ("Setosa", "Versicolor", "Virginica")
GRADIENT = [-0.315821923, 0.109751446, 0.206070477]  # p - y at the lecture's logits, by mpmath


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
    figure = loss_trace(losses, title="Loss")
    assert list(course(figure).y) == losses.tolist()
    said = labels(figure)
    assert dict(zip(said.x, said.text, strict=True)) == {0: "<b>2.00</b>", 10: "<b>0.50</b>"}
    assert list(said.y) == [2.0, 0.5], "each label is at its point"
    assert figure.layout.yaxis.range[0] == 0


@pytest.mark.parametrize("losses", [[9.0] * 11, [3.0] * 11, [0.0] * 11])
def test_the_frame_of_the_loss_stays(losses: list[float]) -> None:
    figure, other = loss_trace(losses, title="Loss"), loss_trace([1.0] * 11, title="Loss")
    assert figure.layout == other.layout
    assert [(each.type, each.mode) for each in figure.data] == [
        (each.type, each.mode) for each in other.data
    ]
    assert all(("↑" in text) == (losses[0] > 3) for text in labels(figure).text)


def test_a_loss_above_the_frame_is_cut_off_and_named_within_it() -> None:
    figure = loss_trace([9.0, 5.0, 1.0], title="Loss")
    said, top = labels(figure), figure.layout.yaxis.range[1]
    assert course(figure).cliponaxis is None, "by default, Plotly clips it at the frame"
    assert list(said.y) == [top, 1.0], "Plotly drops the label of a point outside the frame"
    assert list(said.text) == ["<b>9.00 ↑</b>", "<b>1.00</b>"]
    assert said.textposition[0].startswith("bottom"), "below the edge, not in the title"


def test_no_number_lies_on_its_point_or_is_cut() -> None:
    figure = loss_trace([2.0, 0.5], title="Loss")
    said = labels(figure)
    kept_off = said.marker.size / 1.6 + 1  # Plotly's distance from the invisible marker
    assert said.marker.opacity == 0
    assert kept_off > course(figure).marker.size / 2
    assert said.cliponaxis is False
    # The last label is in the margin: four characters, each 0.55 of the font size wide.
    assert list(said.textposition) == ["top right", "middle right"]
    assert kept_off + 0.55 * said.textfont.size * len("0.00") < figure.layout.margin.r


def test_plotly_knows_every_property() -> None:
    Figure(gradient_bars(GRADIENT, NAMES, title="p − y").to_dict())
    Figure(loss_trace([1.0, 9.0], title="Loss").to_dict())

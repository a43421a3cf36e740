"""The slope of the loss as bars, and the loss ahead, on frames that stay."""

import numpy as np
import pytest

from argsoft.figures import Figure, theme
from argsoft.figures.chain import gradient_bars, loss_trace

NAMES = ("Setosa", "Versicolor", "Virginica")
GRADIENT = [-0.315821923, 0.109751446, 0.206070477]  # p - y of the lecture, mpmath


def bar_labels(figure: Figure) -> list[str]:
    return [text.removeprefix("<b>").removesuffix("</b>") for text in figure.data[0].text]


def test_bars_go_to_the_side_of_their_sign() -> None:
    figure = gradient_bars(GRADIENT, NAMES, title="p − y")
    (bars,) = figure.data
    assert list(bars.x) == GRADIENT
    assert bar_labels(figure) == ["−0.32", "+0.11", "+0.21"]
    assert list(bars.marker.color) == list(theme.CLASS_COLOURS)
    assert list(figure.layout.yaxis.ticktext) == list(NAMES)
    assert figure.layout.yaxis.range[0] > figure.layout.yaxis.range[1], "the first is on top"


def test_a_slope_of_0_and_none_have_a_label_and_no_bar() -> None:
    figure = gradient_bars([0.0, float("nan"), float("nan")], NAMES, title="argmax")
    assert list(figure.data[0].x) == [0, 0, 0]
    assert bar_labels(figure) == ["0", "not defined", "not defined"]


def test_the_frame_of_the_bars_stays() -> None:
    first, other = (
        gradient_bars(each, NAMES, title="p − y").layout for each in (GRADIENT, [1.0, -1.0, 0.0])
    )
    assert first.xaxis.range == other.xaxis.range
    assert first.xaxis.range[0] < -1 < 1 < first.xaxis.range[1]


def test_the_loss_is_labelled_now_and_at_the_end() -> None:
    losses = np.linspace(2.0, 0.5, 11)
    figure = loss_trace(losses, title="Loss")
    (line,) = figure.data
    assert list(line.y) == losses.tolist()
    labels = {each.x: each.text for each in figure.layout.annotations}
    assert labels == {0: "<b>2.00</b>", 10: "<b>0.50</b>"}
    assert figure.layout.yaxis.range[0] == 0


@pytest.mark.parametrize("losses", [[9.0] * 11, [0.0] * 11])
def test_the_frame_of_the_loss_stays(losses: list[float]) -> None:
    figure = loss_trace(losses, title="Loss")
    assert figure.layout.yaxis.range == loss_trace([1.0] * 11, title="Loss").layout.yaxis.range
    assert ("↑" in figure.layout.annotations[0].text) == (losses[0] > 3)


def test_plotly_knows_every_property() -> None:
    Figure(gradient_bars(GRADIENT, NAMES, title="p − y").to_dict())
    Figure(loss_trace([1.0, 9.0], title="Loss").to_dict())

"""Tables as heatmaps: numbers, signs, the chosen entry, and fixed shades."""

from functools import partial

import numpy as np
import pytest

from argsoft.figures import Figure, heatmap
from argsoft.figures.heatmap import confusion_table
from argsoft.gradients import argmax_jacobian, softmax_jacobian

NAMES = ("Setosa", "Versicolor", "Virginica")
jacobian_heatmap = partial(heatmap.jacobian_heatmap, sides=("output", "logit"))
LECTURE = [1.43, -0.40, 0.23]
TIE = [1.43, -0.40, 1.43]


def table(figure: Figure) -> list[list[str]]:
    """Return the texts in the cells, row by row from the top."""
    (words,) = [each for each in figure.data if each.type == "scatter"]
    cells = dict(zip(zip(words.y, words.x, strict=True), words.text, strict=True))
    top_first = sorted({row for row, _ in cells})
    assert figure.layout.yaxis.range[0] > figure.layout.yaxis.range[1], "the first row is on top"
    return [[cells[row, column] for column in range(3)] for row in top_first]


def test_every_slope_stands_in_its_cell_with_its_sign() -> None:
    figure = jacobian_heatmap(softmax_jacobian(LECTURE), NAMES, title="Softmax")
    assert table(figure) == [
        ["+0.22", "−0.08", "−0.14"],
        ["−0.08", "+0.10", "−0.02"],
        ["−0.14", "−0.02", "+0.16"],
    ]
    (cells,) = [each for each in figure.data if each.type == "heatmap"]
    assert np.array_equal(cells.z, softmax_jacobian(LECTURE))


def test_where_there_is_no_slope_it_says_so() -> None:
    figure = jacobian_heatmap(argmax_jacobian(TIE), NAMES, title="Argmax")
    no = "undefined"
    assert table(figure) == [[no, "0", no], ["0", "0", "0"], [no, "0", no]]


@pytest.mark.parametrize("chosen", [(0, 0), (0, 2), (2, 1)])
def test_the_chosen_entry_is_outlined_and_bold(chosen: tuple[int, int]) -> None:
    matrix = softmax_jacobian(LECTURE)
    figure = jacobian_heatmap(matrix, NAMES, title="Softmax", chosen=chosen)
    (outline,) = figure.layout.shapes
    assert ((outline.y0 + outline.y1) / 2, (outline.x0 + outline.x1) / 2) == chosen
    bold = [
        (i, j) for i, row in enumerate(table(figure)) for j, text in enumerate(row) if "<b>" in text
    ]
    assert bold == [chosen]
    assert [text for text in figure.layout.yaxis.ticktext if "<b>" in text] == [
        f"<b>output<br>{NAMES[chosen[0]]}</b>"
    ]


def test_nothing_is_outlined_unless_chosen() -> None:
    assert not jacobian_heatmap(softmax_jacobian(LECTURE), NAMES, title="Softmax").layout.shapes


def test_the_shades_do_not_move_with_the_numbers() -> None:
    for logits in (LECTURE, [5.0, -5.0, -5.0]):
        cells = jacobian_heatmap(softmax_jacobian(logits), NAMES, title="Softmax").data[0]
        assert (cells.zmin, cells.zmax) == (-0.25, 0.25)


def test_the_hue_tells_a_rise_from_a_fall_of_the_same_size() -> None:
    scale = jacobian_heatmap(softmax_jacobian(LECTURE), NAMES, title="Softmax").data[0].colorscale
    (_, fall), (_, flat), (_, rise) = scale
    assert fall != rise
    assert flat.startswith("rgba(128, 128, 128")
    assert "rgba(200" in rise
    counts = confusion_table(np.eye(3), NAMES, title="", words=("", "", "", "")).data[0].colorscale
    assert all(colour.startswith("rgba(128, 128, 128") for _, colour in counts)


def test_plotly_knows_every_property() -> None:
    for matrix in (softmax_jacobian(LECTURE), argmax_jacobian(TIE)):
        Figure(jacobian_heatmap(matrix, NAMES, title="Softmax", chosen=(1, 2)).to_dict())


def test_a_confusion_table_says_how_many_and_whether_rightly() -> None:
    counts = np.array([[50, 0, 0], [0, 47, 3], [0, 4, 46]])
    words = ("true", "predicted", "correct", "wrong")
    figure = confusion_table(counts, NAMES, title="Answers", words=words)
    Figure(figure.to_dict())  # validates every property
    assert table(figure) == [
        ["50<br>correct", "0", "0"],
        ["0", "47<br>correct", "3<br>wrong"],
        ["0", "4<br>wrong", "46<br>correct"],
    ]
    assert [text.split("<br>")[0] for text in figure.layout.yaxis.ticktext] == ["true"] * 3
    assert [text.split("<br>")[0] for text in figure.layout.xaxis.ticktext] == ["predicted"] * 3


def test_a_hidden_table_holds_nothing_of_its_numbers() -> None:
    shown = jacobian_heatmap(softmax_jacobian(LECTURE), NAMES, title="Softmax")
    hidden = jacobian_heatmap(softmax_jacobian(LECTURE), NAMES, title="Softmax", hidden=True)
    assert table(hidden) == [["?"] * 3] * 3
    (cells,) = [each for each in hidden.data if each.type == "heatmap"]
    assert not np.any(cells.z)
    assert hidden.layout == shown.layout

"""Figures without their numbers: marks, names, titles and axes stay."""

import pytest

from argsoft.figures import figure
from argsoft.figures.bars import probability_bars
from argsoft.figures.unlabelled import without_numbers
from argsoft.iris import CLASS_NAMES


@pytest.mark.parametrize(
    ("label", "left"),
    [
        *(
            ("<b>0.68</b>", ""),
            ("<b><0.01</b>", ""),
            ("0", ""),
            ("−0.14", ""),
            ("1.2 ×<br>10⁻⁴", ""),
        ),
        *(("Setosa <b>1.43</b>", "Setosa"), ("<b>nan</b>", ""), ("<b>inf →</b>", "")),
        *(
            ("undefined", ""),
            ("accuracy: <b>95%</b>", "accuracy:"),
            ("<b>∞ ↑</b>", ""),
            ("step 200 of 200", ""),
        ),
        *(("tie with Virginica at 0.23", ""), ("slope 0, undefined at a tie", "")),
        *(("<b>?</b>", "<b>?</b>"), ("<b>● Setosa</b>", "<b>● Setosa</b>"), ("", "")),
        # Numbers in the markup do not count.
        (
            '<span style="color:#8B45E6">●</span> Setosa',
            '<span style="color:#8B45E6">●</span> Setosa',
        ),
        *(("<b>2<sup>z</sup></b>", "<b>2<sup>z</sup></b>"), ("e<sup>z</sup>", "e<sup>z</sup>")),
    ],
)
def test_a_label_keeps_its_words_and_loses_its_number(label: str, left: str) -> None:
    trace = {"type": "scatter", "x": [0], "y": [0], "text": [label]}
    drawn = figure([trace], {"annotations": [{"text": label}]})
    bare = without_numbers(drawn).to_dict()
    assert bare["data"][0]["text"] == [left]
    assert bare["layout"]["annotations"] == [{"text": left}]
    assert drawn.to_dict()["data"][0]["text"] == [label], "the original figure is unchanged"


def test_all_else_stays() -> None:
    bars = probability_bars(
        [0.7, 0.2, 0.1], CLASS_NAMES, ["0.70", "0.20", "0.10"], ["", "", ""], title=("", "")
    )
    drawn, bare = bars.to_dict(), without_numbers(bars).to_dict()
    assert bare["layout"] == drawn["layout"]
    assert bare["data"] == [drawn["data"][0] | {"text": ["", "", ""]}]

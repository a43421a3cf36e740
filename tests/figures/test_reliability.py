"""Accuracy by confidence: bars, lines, labels, and a fixed frame."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from argsoft.figures import Figure, theme
from argsoft.figures.reliability import reliability_bars
from argsoft.uncertainty import Reliability, reliability

WORDS = {"title": "Accuracy", "note": "bars and lines", "axis": "probability"}


def counted(confidences: list[float], classes: list[int]) -> Reliability:
    rest = [(1 - each) / 2 for each in confidences]
    return reliability([*zip(confidences, rest, rest, strict=True)], classes, 10)


def drawn(found: Reliability) -> Figure:
    labels = [f"{count}" if count else "" for count in found.counts]
    figure = reliability_bars(found, labels, **WORDS)
    Figure(figure.to_dict())  # validates every property
    return figure


def test_a_bar_shows_the_share_that_is_correct_and_a_line_the_mean_confidence() -> None:
    # Two answers of 0.92 and 0.98 with one correct, and one of 0.55 that is correct.
    bars, halo, lines, labels = drawn(counted([0.92, 0.98, 0.55], [0, 1, 0])).data
    assert [round(each, 2) for each in bars.x] == [0.35, 0.45, 0.55, 0.65, 0.75, 0.85, 0.95]
    assert list(bars.y) == [0, 0, 1, 0, 0, 0, 0.5]
    assert lines.y[6:8] == pytest.approx([0.55, 0.55])
    assert lines.y[18:20] == pytest.approx([0.95, 0.95])
    assert lines.y[2] is None, "lines do not touch"
    assert lines.y[0] < 0, "no line where there is no flower"
    assert list(lines.x) == list(halo.x)
    assert (halo.line.color, lines.line.color) == (theme.HALO_COLOUR, theme.MARK_COLOUR)
    assert list(labels.text) == ["", "", "<b>1</b>", "", "", "", "<b>2</b>"]
    assert labels.y[6] > 0.95, "above the bar and the line"


@given(st.lists(st.tuples(st.floats(0.34, 1), st.integers(0, 2)), min_size=1, max_size=30))
def test_the_frame_holds_every_bar_and_stays(answers: list[tuple[float, int]]) -> None:
    figure = drawn(counted(*map(list, zip(*answers, strict=True))))
    assert figure.layout == drawn(counted([0.5], [0])).layout
    bars, _, lines, labels = figure.data
    low, high = figure.layout.yaxis.range
    assert max(*bars.y, np.nanmax(np.array(labels.y, dtype=float))) < high
    assert all(each is None or each == -1 or low <= each <= 1 for each in lines.y)
    assert len(bars.x) == len(labels.x) == 7, "from a third to 1"

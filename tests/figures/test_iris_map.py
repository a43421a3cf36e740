"""The flowers on both maps: places, colours, marks, areas, and a fixed frame."""

import re
from collections.abc import Callable, Iterator
from functools import cache

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal
from plotly.basedatatypes import BaseTraceType

from argsoft.figures import Figure, theme
from argsoft.figures.iris_map import (
    LEVELS,
    STRONGEST,
    Words,
    argmax_map,
    flower_mark,
    softmax_map,
)
from argsoft.iris import CLASS_NAMES
from argsoft.iris.data import SPECIES
from argsoft.iris.flowers import judge, misclassified
from argsoft.iris.network import Network
from argsoft.iris.regions import DecisionRegions, axis_range, decision_regions
from argsoft.iris.runs import train_both_ways

FEATURES = ("petal length", "petal width")
PETALS = train_both_ways(FEATURES, learning_rate=1.0, steps=200, seed=0)
TRAINED = PETALS.through_softmax.network_after(200)
WRONG = misclassified(judge(TRAINED, PETALS.inputs), SPECIES).tolist()
WORDS = Words("Title", ("petal length (cm)", "petal width (cm)"), "nowhere:")
BOTH = pytest.mark.parametrize("draw", [argmax_map, softmax_map])
Draw = Callable[..., Figure]


@cache
def answers() -> DecisionRegions:
    return decision_regions(TRAINED, (2, 3), standardization=PETALS.standardization)


def drawn(draw: Draw, ground: DecisionRegions | None = None, **marks: object) -> Figure:
    species = SPECIES.tolist()
    figure = draw(ground or answers(), PETALS.flowers, species, CLASS_NAMES, words=WORDS, **marks)
    Figure(figure.to_dict())  # validates every property
    return figure


def points(figure: Figure) -> list[BaseTraceType]:
    """Find the traces of the flowers and the crosses."""
    found = [trace for trace in figure.data if trace.type == "scatter"]
    assert len(found) == 2
    return found


def places(trace: BaseTraceType) -> list[tuple[float, float]]:
    return list(zip(trace.x, trace.y, strict=True))


def sizes(part: object) -> Iterator[float]:
    """Yield the size of every font in a figure's description."""
    if isinstance(part, dict):
        for name, value in part.items():
            if name.endswith("font") and "size" in value:
                yield value["size"]
            yield from sizes(value)
    elif isinstance(part, list | tuple):
        for value in part:
            yield from sizes(value)


# The flowers.


@BOTH
def test_all_flowers_are_one_trace_in_order_each_as_its_true_class(draw: Draw) -> None:
    flowers, *_ = points(drawn(draw, wrong=WRONG))
    assert_array_equal(places(flowers), PETALS.flowers)
    assert len(flowers.x) == 150
    assert list(flowers.marker.symbol) == [theme.CLASS_SYMBOLS[each] for each in SPECIES]
    assert list(flowers.marker.color) == [theme.CLASS_COLOURS[each] for each in SPECIES]


@BOTH
def test_only_flowers_can_be_pointed_at_and_a_click_fades_none(draw: Draw) -> None:
    figure = drawn(draw, wrong=WRONG)
    flowers, *_ = points(figure)
    assert flowers.hoverinfo == "none", "no tooltip, but it can still be clicked"
    for trace in figure.data:
        assert (trace.hoverinfo == "skip") == (trace is not flowers)
        if trace.type == "scatter":
            assert trace.marker.opacity == 1
    assert flowers.selected.marker.opacity == flowers.unselected.marker.opacity == 1
    assert figure.layout.clickmode == "event+select"
    assert figure.layout.hovermode == "closest"


# The marks.


@BOTH
def test_a_cross_lies_over_each_wrong_answer_and_nowhere_else(draw: Draw) -> None:
    assert WRONG
    _, crosses, *_ = points(drawn(draw, wrong=WRONG))
    expected = [tuple(place) for place in PETALS.flowers[WRONG].tolist()]
    assert places(crosses) == expected * 2, "each mark and its halo"
    assert "x" in crosses.marker.symbol
    count = len(WRONG)
    assert list(crosses.marker.color) == [theme.HALO_COLOUR] * count + [theme.MARK_COLOUR] * count
    halo, mark = crosses.marker.line.width[0], crosses.marker.line.width[-1]
    assert halo > mark > 0


@BOTH
def test_without_marks_there_is_nothing_over_the_flowers(draw: Draw) -> None:
    for trace in points(drawn(draw))[1:]:
        assert not len(trace.x)


@pytest.mark.parametrize("own", [False, True])
def test_a_mark_lies_over_the_map_in_the_same_frame(own: bool) -> None:
    ends = [axis_range(2), axis_range(3)]
    mark = flower_mark(ends, PETALS.flowers[70], own=own)
    Figure(mark.to_dict())  # validates every property
    trace, *handle = mark.data
    assert [each.marker.size for each in handle] == ([44] if own else []), "a finger takes the star"
    place = tuple(PETALS.flowers[70].tolist())
    assert places(trace) == [place, place], "the mark and its halo"
    assert trace.marker.symbol == ("star" if own else "circle-open")
    assert trace.marker.size > points(drawn(softmax_map))[0].marker.size
    assert trace.hoverinfo == "skip"
    for draw in (argmax_map, softmax_map):
        frame = drawn(draw).layout
        assert mark.layout.margin == frame.margin
        assert mark.layout.height == frame.height
        for axis in ("xaxis", "yaxis"):
            assert mark.layout[axis].range == frame[axis].range
            assert mark.layout[axis].domain == frame[axis].domain
            assert not mark.layout[axis].visible
    assert mark.layout.paper_bgcolor == mark.layout.plot_bgcolor == "rgba(0, 0, 0, 0)"


# The backgrounds.


def test_argmax_has_a_flat_area_for_each_class_under_the_flowers() -> None:
    shapes = drawn(argmax_map).layout.shapes
    assert len(shapes) == 3
    for shape, area, colour in zip(shapes, answers().areas, theme.CLASS_COLOURS, strict=True):
        assert shape.layer == "below"
        assert shape.fillcolor == rgba(colour, STRONGEST)
        corners = re.fullmatch(r"M(.+)Z", shape.path)
        assert corners
        numbers = [[float(each) for each in pair.split(",")] for pair in corners[1].split("L")]
        assert_allclose(numbers, area, atol=1e-4)


def rgba(colour: str, opacity: float) -> str:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return f"rgba({red}, {green}, {blue}, {opacity})"


def test_softmax_has_shades_the_stronger_the_surer() -> None:
    ground = drawn(softmax_map).data[0]
    assert ground.type == "heatmap"
    shades = np.asarray(ground.z)
    classes, levels = np.divmod(shades, LEVELS + 1)
    winners, confidence, _ = answers().grid
    assert_array_equal(classes, winners)
    assert_allclose(levels / LEVELS, (confidence - 1 / 3) * 3 / 2, atol=0.5 / LEVELS + 1e-12)
    scale = dict(ground.colorscale)
    for place, colour in enumerate(theme.CLASS_COLOURS):
        for level, opacity in ((0, 0), (LEVELS, STRONGEST)):
            share = (place * (LEVELS + 1) + level) / ground.zmax
            assert scale[share] == rgba(colour, opacity)


def test_equal_shares_are_clear_and_certainty_is_the_strongest() -> None:
    unsure = decision_regions(Network(np.zeros((2, 3)), np.zeros(3)), (2, 3))
    certain = decision_regions(Network(np.zeros((2, 3)), np.array([0.0, 0.0, 900.0])), (2, 3))
    assert set(np.ravel(drawn(softmax_map, unsure).data[0].z)) == {0}
    assert set(np.ravel(drawn(softmax_map, certain).data[0].z)) == {3 * (LEVELS + 1) - 1}


@BOTH
def test_each_area_is_named_within_it(draw: Draw) -> None:
    names = drawn(draw).layout.annotations
    assert len(names) == 3
    for index, name in enumerate(names):
        assert name.text == f"<b>{CLASS_NAMES[index]}</b>", "without a dot like a flower's"
        column = np.abs(answers().x_values - name.x).argmin()
        row = np.abs(answers().y_values - name.y).argmin()
        assert answers().grid.winners[row, column] == index


@BOTH
@pytest.mark.parametrize("winner", range(3))
def test_a_class_that_wins_nowhere_is_said_to_and_has_no_area(draw: Draw, winner: int) -> None:
    alone = decision_regions(Network(np.zeros((2, 3)), np.eye(3)[winner]), (2, 3))
    figure = drawn(draw, alone)
    here, nowhere = [name.text for name in figure.layout.annotations]
    assert CLASS_NAMES[winner] in here
    assert nowhere.startswith(f"<b>{WORDS.nowhere}</b>")
    for index, name in enumerate(CLASS_NAMES):
        assert (name in nowhere) == (index != winner)
    assert len(figure.layout.shapes) == (1 if draw is argmax_map else 0)


# The frame.


@BOTH
def test_the_frame_stays_whatever_is_marked(draw: Draw) -> None:
    bare = drawn(draw).layout
    marked = drawn(draw, wrong=WRONG).layout
    assert bare == marked


def test_both_maps_and_all_networks_have_one_frame() -> None:
    other = decision_regions(Network(np.zeros((2, 3)), np.eye(3)[1]), (2, 3))
    frames = [
        drawn(draw, ground).layout.to_plotly_json()
        for draw in (argmax_map, softmax_map)
        for ground in (answers(), other)
    ]
    for frame in frames:
        assert frame["xaxis"]["range"] == list(axis_range(2))
        assert frame["yaxis"]["range"] == list(axis_range(3))
        for part in ("xaxis", "yaxis", "margin", "height"):
            assert frame[part] == frames[0][part]
        assert frame["xaxis"]["title"]["text"] == "petal length (cm)"
        assert "petal width (cm) ↑" in frame["title"]["text"]
        assert frame["xaxis"]["fixedrange"]
        assert frame["yaxis"]["fixedrange"]


@BOTH
def test_every_word_can_be_read(draw: Draw) -> None:
    found = list(sizes(drawn(draw).to_dict()))
    assert len(found) >= 6, "title, axis titles, ticks, names and the default font"
    assert min(found) >= 14


def test_both_maps_are_small_enough_for_a_phone() -> None:
    figures = [
        draw(answers(), PETALS.flowers, SPECIES.tolist(), CLASS_NAMES, words=WORDS, wrong=WRONG)
        for draw in (argmax_map, softmax_map)
    ]
    assert sum(len(figure.to_json().encode()) for figure in figures) < 60_000

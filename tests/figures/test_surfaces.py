"""The cliff and the hill, in the same frame."""

from collections.abc import Callable, Sequence
from itertools import combinations

import numpy as np
import pytest

from argsoft.figures import Figure, theme
from argsoft.figures import surfaces as drawing
from argsoft.sweeps import Surface, surface
from argsoft.wording.flat_or_smooth import view_words

NAMES = ("Setosa", "Versicolor", "Virginica")
TITLES = ("Argmax: a cliff, else flat", "Softmax: a hill, never flat")
VIEW = surface([1.43, -0.40, 0.23], 0, 2, points=5)


def cliff(view: Surface, names: Sequence[str]) -> Figure:
    words = view_words(names[view.first], names[view.second])
    return drawing.cliff(view, title=TITLES[0], **words)


def hill(view: Surface, names: Sequence[str]) -> Figure:
    words = view_words(names[view.first], names[view.second])
    return drawing.hill(view, title=TITLES[1], **words)


BOTH = pytest.mark.parametrize("draw", [cliff, hill])
Draw = Callable[[Surface, Sequence[str]], Figure]


def test_the_heights_are_the_outputs() -> None:
    assert np.array_equal(cliff(VIEW, NAMES).data[0].z, VIEW.argmax_outputs)
    assert np.array_equal(hill(VIEW, NAMES).data[0].z, VIEW.softmax_outputs)
    assert set(np.ravel(cliff(VIEW, NAMES).data[0].z)) == {0, 1}


@BOTH
def test_both_have_one_frame_and_named_axes(draw: Draw) -> None:
    layout = draw(VIEW, NAMES).layout
    assert layout.scene == cliff(VIEW, NAMES).layout.scene
    assert not layout.scene.dragmode, "the labels fit this view only"
    assert layout.scene.zaxis.range[0] == 0
    assert layout.scene.zaxis.range[1] > 1
    names = {each.text: (each.x, each.y) for each in layout.annotations}
    assert names == {
        "Setosa’s output": (0, 1),
        "Virginica’s logit": (0, 0),
        "Setosa’s logit": (1, 0),
    }


@BOTH
def test_the_numbers_of_the_axes_stand_at_their_edges_and_apart(draw: Draw) -> None:
    scene = draw(VIEW, NAMES).layout.scene
    assert not any(axis.showticklabels for axis in (scene.xaxis, scene.yaxis, scene.zaxis))
    found = [(each.text, each.x, each.y, each.z) for each in scene.annotations]
    assert found == [
        ("−5", -5, -5, 0),
        ("0", 0, -5, 0),
        ("5", 5, -5, 0),
        ("−5", -5, -5, 0),
        ("0", -5, 0, 0),
        ("5", -5, 5, 0),
        ("0", -5, 5, 0),
        ("1", -5, 5, 1),
    ]
    # Two labels at one corner are shifted to different sides of it.
    places = [(e.x, e.y, e.z, e.xshift, e.yshift) for e in scene.annotations]
    for one, other in combinations(places, 2):
        if one[:3] == other[:3]:
            assert abs(one[3] - other[3]) >= 20 or abs(one[4] - other[4]) >= 16


@pytest.mark.parametrize("logits", [(1.43, -0.40, 0.23), (-5.0, 5.0, 0.0), (5.0, -5.0, 5.0)])
@pytest.mark.parametrize(("first", "second"), [(0, 2), (1, 0), (2, 1)])
def test_the_current_point_is_seen_where_the_logits_are(
    logits: tuple[float, ...], first: int, second: int
) -> None:
    view = surface(logits, first, second, points=5)
    for draw, height in ((cliff, view.argmax_at), (hill, view.softmax_at)):
        figure = draw(view, NAMES)
        _, point = figure.data
        assert (point.type, point.marker.symbol) == ("scatter3d", theme.CLASS_SYMBOLS[first])
        assert list(point.marker.color)[-1] == theme.CLASS_COLOURS[first]
        assert {theme.MARK_COLOUR, theme.HALO_COLOUR} < set(point.marker.color)
        assert sorted(point.marker.size, reverse=True) == list(point.marker.size)
        scene = figure.layout.scene
        axes = (scene.xaxis, scene.yaxis, scene.zaxis)
        middle, length = np.array([((a + b) / 2, b - a) for a, b in (e.range for e in axes)]).T
        scale = np.array([scene.aspectratio[each] for each in "xyz"]) / length
        eye = np.array([scene.camera.eye[each] for each in "xyz"])
        place = (np.array([logits[first], logits[second], height]) - middle) * scale
        before = 1.0
        for parts in zip(point.x, point.y, point.z, strict=True):
            drawn = (np.array(parts) - middle) * scale
            share = float(np.linalg.norm(drawn - eye) / np.linalg.norm(place - eye))
            # On the line of sight, in front of the true place and of the ring around it.
            assert drawn == pytest.approx(eye + share * (place - eye), abs=1e-12)
            assert 0.9 < share < before
            before = share
            assert (np.abs(np.array(parts) - middle) <= length / 2).all()


def test_plotly_knows_every_property() -> None:
    for draw in (cliff, hill):
        Figure(draw(VIEW, NAMES).to_dict())

"""The cliff and the hill, on one frame."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from argsoft.figures import Figure
from argsoft.figures.surfaces import cliff, hill
from argsoft.sweeps import Surface, surface

NAMES = ("Setosa", "Versicolor", "Virginica")
VIEW = surface([1.43, -0.40, 0.23], 0, 2, points=5)
BOTH = pytest.mark.parametrize("draw", [cliff, hill])
Draw = Callable[[Surface, Sequence[str]], Figure]


def test_the_heights_are_the_outputs() -> None:
    assert np.array_equal(cliff(VIEW, NAMES).data[0].z, VIEW.argmax_outputs)
    assert np.array_equal(hill(VIEW, NAMES).data[0].z, VIEW.softmax_outputs)
    assert set(np.ravel(cliff(VIEW, NAMES).data[0].z)) == {0, 1}


@BOTH
def test_both_have_one_frame_and_named_axes(draw: Draw) -> None:
    scene = draw(VIEW, NAMES).layout.scene
    assert scene == cliff(VIEW, NAMES).layout.scene
    assert scene.xaxis.title.text == "Setosa’s logit"
    assert scene.yaxis.title.text == "Virginica’s logit"
    assert scene.zaxis.range == (0, 1)


def test_plotly_knows_every_property() -> None:
    for draw in (cliff, hill):
        Figure(draw(VIEW, NAMES).to_dict())

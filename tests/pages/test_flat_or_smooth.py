"""The page Flat or smooth, run in a session through app.py."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from argsoft.state.scenario import PARAMETERS
from argsoft.sweeps import logit_sweep
from argsoft.wording.flat_or_smooth import jump_sentence
from tests.pages.conftest import OpenPage, annotations, sentence, titles

PAGE = "pages/understand/flat_or_smooth.py"
LECTURE = (1.43, -0.40, 0.23)


def choose(app: AppTest, field: str, option: str) -> None:
    app.radio(key=field).set_value(option).run()
    assert not app.exception


def test_it_opens_on_the_jump_of_the_lecture(open_page: OpenPage) -> None:
    app = open_page(PAGE)
    assert titles(app) == ["Argmax: flat steps", "Softmax: a smooth curve"]
    step, smooth = annotations(app)
    assert {*step} == {
        "Setosa’s output",
        "slope 0, undefined at a tie",
        "tie with Virginica at 0.23",
    }
    assert "slope 0.22" in smooth
    assert "Argmax jumps at 0.23, where Setosa meets Virginica" in sentence(app)
    assert "argmax’s output changes by 0, softmax’s by +0.0212" in sentence(app)
    assert not app.warning


def test_the_jump_moves_with_the_largest_of_the_others(open_page: OpenPage) -> None:
    app = open_page(PAGE)
    app.slider(key="versicolor").set_value(2.0).run()
    assert jump_sentence(logit_sweep([1.43, 2.0, 0.23], 0)) in sentence(app)
    assert all("tie with Versicolor at 2.00" in each for each in annotations(app))
    assert not any("tie with Virginica at 0.23" in each for each in annotations(app))


def test_any_class_can_run_along_the_axis(open_page: OpenPage) -> None:
    app = open_page(PAGE, moving="Virginica")
    assert jump_sentence(logit_sweep(LECTURE, 2)) in sentence(app)
    choose(app, "moving", "Versicolor")
    assert jump_sentence(logit_sweep(LECTURE, 1)) in sentence(app)


def test_all_three_outputs_can_be_watched(open_page: OpenPage) -> None:
    app = open_page(PAGE)
    choose(app, "watch", "all_three")
    assert "softmax’s by +0.0212, −0.0074, −0.0138" in sentence(app)
    (slopes,) = [each for each in annotations(app)[1] if each.startswith("slope ")]
    assert re.sub("<.*?>", "", slopes) == "slope ● 0.22 ■ −0.08 ◆ −0.14"


@pytest.mark.parametrize(
    ("view", "shown"),
    [
        ("overlaid", ["Argmax in steps, softmax in curves"]),
        (
            "two_logits",
            ["Argmax: a cliff, else flat", "Softmax: a hill, never flat"],
        ),
    ],
)
def test_other_views_are_drawn_on_request(open_page: OpenPage, view: str, shown: list[str]) -> None:
    app = open_page(PAGE)
    assert titles(app) != shown
    choose(app, "view", view)
    assert titles(app) == shown
    assert titles(open_page(PAGE, view=view)) == shown


@pytest.mark.parametrize(
    ("temperature", "slope"), [("1", "0.22"), ("0.2", "0.013"), ("0.05", "8 × 10⁻¹⁰")]
)
def test_a_low_temperature_kills_the_slope(
    open_page: OpenPage, temperature: str, slope: str
) -> None:
    app = open_page(PAGE, temperature=temperature)
    assert f"slope {slope}" in annotations(app)[1]
    assert ("training would hardly move" in sentence(app)) == (temperature == "0.05")
    assert ("it is steep only close to the jump" in sentence(app)) == (temperature == "0.2")


@pytest.mark.parametrize("setosa", ["0.23", "5", "-5"])
@pytest.mark.parametrize("temperature", ["0.05", "10"])
@pytest.mark.parametrize("view", PARAMETERS["view"].options)
def test_nothing_false_at_ties_and_ends(
    open_page: OpenPage, setosa: str, temperature: str, view: str
) -> None:
    app = open_page(PAGE, setosa=setosa, temperature=temperature, view=view, watch="all_three")
    assert "nan" not in sentence(app).lower()
    assert ("Softmax’s slope there is" in sentence(app)) == (setosa == "0.23")

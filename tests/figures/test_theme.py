"""Colours: contrast, and distances for every kind of colour vision."""

import tomllib
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from argsoft.figures.theme import (
    AXIS_COLOUR,
    BACKGROUNDS,
    CLASS_COLOURS,
    GRID_COLOUR,
    TEXT_COLOURS,
    frame,
    probability_axis,
)
from argsoft.validation import Floats

CONFIG = Path(__file__).parents[2] / ".streamlit" / "config.toml"
# Simulated colour vision deficiencies, as matrices on linear RGB: G. M. Machado, M. M. Oliveira and
# L. A. F. Fernandes, "A physiologically-based model for simulation of color vision deficiency",
# IEEE Trans. Vis. Comput. Graph. 15(6), 2009, severity 1.0.
VISIONS = {
    "normal": [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
# Linear sRGB to XYZ under D65 (IEC 61966-2-1).
TO_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)


def linear(colour: str) -> Floats:
    """Convert a colour such as "#8B45E6" to linear RGB, each from 0 to 1."""
    encoded = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """Compute the contrast ratio of WCAG 2.2, from 1 to 21."""
    dark, light = sorted(float(linear(each) @ [0.2126, 0.7152, 0.0722]) for each in (one, other))
    return (light + 0.05) / (dark + 0.05)


def lab(rgb: Floats) -> Floats:
    """Convert linear RGB to CIE L*a*b*, with white at (100, 0, 0)."""
    x, y, z = TO_XYZ @ rgb.clip(0, 1) / TO_XYZ.sum(axis=1)
    bend = (6 / 29) ** 3
    f = [t ** (1 / 3) if t > bend else t / (3 * (6 / 29) ** 2) + 4 / 29 for t in (x, y, z)]
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def distance(one: str, other: str, vision: str) -> float:
    """Compute the CIE76 distance of two colours in a kind of colour vision."""
    eye = np.array(VISIONS[vision])
    return float(np.linalg.norm(lab(eye @ linear(one)) - lab(eye @ linear(other))))


# The measures themselves, on colours with known values.


def test_contrast_of_known_pairs() -> None:
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)  # just misses 4.5


def test_lab_of_known_colours() -> None:
    assert lab(linear("#FFFFFF")) == pytest.approx([100, 0, 0], abs=1e-4)
    assert lab(linear("#FF0000")) == pytest.approx([53.24, 80.09, 67.20], abs=0.01)


@pytest.mark.parametrize("vision", VISIONS)
def test_every_eye_sees_grey_as_grey(vision: str) -> None:
    assert np.array(VISIONS[vision]).sum(axis=1) == pytest.approx([1, 1, 1], abs=2e-6)


def test_the_usual_trio_is_hard_to_tell_apart() -> None:
    # Okabe and Ito's vermillion, green and blue are only about 17 apart in some vision.
    usual = ("#0072B2", "#D55E00", "#009E73")
    nearest = min(distance(*pair, vision) for vision in VISIONS for pair in combinations(usual, 2))
    assert nearest == pytest.approx(17, abs=1)


# The colours of the app.


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("colour", CLASS_COLOURS)
def test_marks_stand_out_from_either_background(colour: str, theme: str) -> None:
    assert contrast(colour, BACKGROUNDS[theme]) >= 3


@pytest.mark.parametrize(
    ("theme", "colour"), [(theme, each) for theme, trio in TEXT_COLOURS.items() for each in trio]
)
def test_words_can_be_read_on_their_background(theme: str, colour: str) -> None:
    assert contrast(colour, BACKGROUNDS[theme]) >= 4.5


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("pair", list(combinations(CLASS_COLOURS, 2)), ids="-".join)
def test_class_colours_are_far_apart_for_every_eye(pair: tuple[str, str], vision: str) -> None:
    assert distance(*pair, vision) >= 44


def test_both_themes_are_there() -> None:
    assert set(TEXT_COLOURS) == set(BACKGROUNDS) == {"light", "dark"}
    assert len(set(CLASS_COLOURS)) == 3
    assert all(len(set(trio)) == 3 for trio in TEXT_COLOURS.values())


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_settings_of_streamlit_repeat_the_theme(theme: str) -> None:
    settings = tomllib.loads(CONFIG.read_text(encoding="utf-8"))["theme"][theme]
    # Streamlit's names for text colours are fixed; our teal is its green.
    names = ("violetTextColor", "greenTextColor", "orangeTextColor")
    assert tuple(settings[name] for name in names) == TEXT_COLOURS[theme]
    assert settings["backgroundColor"] == BACKGROUNDS[theme]


# The frame of every chart.


def test_charts_show_the_background_of_the_page() -> None:
    layout = frame("Argmax")
    assert layout["paper_bgcolor"] == layout["plot_bgcolor"] == "rgba(0, 0, 0, 0)"
    assert layout["title"]["text"] == "<b>Argmax</b>"


def test_lines_are_grey_since_colour_means_class() -> None:
    for colour in (GRID_COLOUR, AXIS_COLOUR):
        red, green, blue, _ = colour.removeprefix("rgba(").split(",")
        assert int(red) == int(green) == int(blue)


def test_each_chart_gets_a_frame_of_its_own() -> None:
    frame("Argmax")["margin"]["l"] = 999
    probability_axis()["range"].append(2)
    assert frame("Argmax")["margin"]["l"] != 999
    assert probability_axis()["range"] == [0, 1.02]

"""The page Sample, run in a session through app.py."""

import pytest
from streamlit.testing.v1 import AppTest

from argsoft.softmax import softmax
from argsoft.state.draws import drawn
from argsoft.state.scenario import MOST_DRAWS, NEXT_WORD, SHAKEN_ARGMAX, Scenario
from argsoft.ui.inputs.sample_controls import NUMBERS
from tests.pages.conftest import OpenPage, chart_data, figures, rounded, sentence, typed

SCRIPT = "pages/use/sample.py"


def press(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    assert not app.exception
    return app


def linked(app: AppTest) -> Scenario:
    """Read the scenario in the link."""
    return Scenario.from_query(dict(app.query_params))


def bars(app: AppTest) -> list[float]:
    """Read the heights of the probabilities."""
    heights: list[float] = figures(app)[-1]["data"][1]["y"]
    return heights


def outlines(app: AppTest) -> list[float]:
    """Read the heights of the outlines."""
    levels: list[float] = figures(app)[-1]["data"][2]["y"]
    return levels[1::5]


def ways(app: AppTest) -> list[bool]:
    """Return whether each chart moves to where it is."""
    return [bool(data["way"]) for data in map(chart_data, app._tree) if "way" in data]


def test_it_opens_with_ten_draws_from_the_lectures_example(open_page: OpenPage) -> None:
    app = open_page(SCRIPT)
    assert bars(app) == rounded(softmax(Scenario().logits))
    assert outlines(app) == rounded([0.6, 0.1, 0.3])
    assert "In 10 draws: Setosa 6 (60%)" in sentence(app)
    assert not {"draw", "draws", "draw_seed"} & {*app.query_params}


@pytest.mark.parametrize("draw", ["softmax", SHAKEN_ARGMAX, NEXT_WORD])
def test_draws_are_added_counted_and_linked(open_page: OpenPage, draw: str) -> None:
    app = open_page(SCRIPT, draw=draw)
    before = outlines(app)
    for key, total in (("draw_1", 11), ("draw_10", 21), ("draw_1000", 1021)):
        press(app, key)
        assert linked(app).draws == total
        assert any(ways(app)), "a chart moves there"
    assert outlines(app) == rounded(drawn(linked(app)).frequencies)
    assert outlines(app) != before
    again = open_page(SCRIPT, draw=draw, draws="1021")
    assert outlines(again) == outlines(app)
    assert sentence(again) == sentence(app)


def test_starting_over_takes_the_next_seed(open_page: OpenPage) -> None:
    app = press(open_page(SCRIPT), "start_over")
    assert (linked(app).draws, linked(app).draw_seed) == (0, 1)
    assert outlines(app) == [0, 0, 0]
    assert "No draws yet" in sentence(app)
    press(app, "draw_10")
    assert outlines(app) == rounded(drawn(Scenario(draw_seed=1)).frequencies)
    assert linked(press(open_page(SCRIPT, draw_seed="99"), "start_over")).draw_seed == 0


def test_there_is_an_end_to_drawing(open_page: OpenPage) -> None:
    app = press(open_page(SCRIPT, draws=str(MOST_DRAWS - 1)), "draw_10")
    assert linked(app).draws == MOST_DRAWS
    assert app.button(key="draw_1").disabled
    assert not app.button(key="start_over").disabled


def test_a_shake_adds_its_noise_from_none_to_all(open_page: OpenPage) -> None:
    app = open_page(SCRIPT, draw=SHAKEN_ARGMAX, draws="0", noise="0.5")
    press(app, "draw_1")
    assert linked(app).noise == 1
    assert ways(app) == [True, False], "the last shake moves, the counts are those at once"
    assert "Virginica 3.40 (0.23 + 3.17). Argmax picks Virginica." in sentence(app)
    app.slider(key="noise").set_value(0.0).run()
    assert "Argmax picks Setosa." in sentence(app)
    assert outlines(app) == [0, 0, 1]


def test_temperature_moves_the_bars_and_the_draws(open_page: OpenPage) -> None:
    app = open_page(SCRIPT, temperature="0.1", draws="1000")
    assert bars(app) == rounded(softmax(Scenario().logits, temperature=0.1))
    assert outlines(app) == [1, 0, 0]
    assert "Argmax picks Setosa every time, at any temperature." in sentence(app)


def test_the_next_word_keeps_what_top_k_and_top_p_keep(open_page: OpenPage) -> None:
    app = open_page(SCRIPT, draw=NEXT_WORD, top_k="2", draws="1000")
    assert len(figures(app)) == 1
    assert bars(app)[2:] == [0] * 5
    assert outlines(app)[2:] == [0] * 5
    assert "2 of 7 words may be drawn" in sentence(app)
    app.slider(key="top_p").set_value(0.05).run()
    assert bars(app) == [1, *[0] * 6]


def test_what_another_choice_has_set_is_kept(open_page: OpenPage) -> None:
    app = open_page(SCRIPT, setosa="2.5", draw=NEXT_WORD, top_k="3")
    assert {field: typed(app, field) for field in NUMBERS}["setosa"] == 2.5
    app.radio(key="draw").set_value("softmax").run()
    assert typed(app, "setosa") == 2.5
    app.slider(key="setosa").set_value(1.0).run()
    app.radio(key="draw").set_value(NEXT_WORD).run()
    assert (typed(app, "setosa"), typed(app, "top_k")) == (1.0, 3)


def test_the_draws_go_along_to_other_pages_and_back(open_page: OpenPage) -> None:
    app = press(open_page(SCRIPT), "draw_1000")
    app.switch_page("pages/see/playground.py").run()
    app.switch_page(SCRIPT).run()
    assert linked(app).draws == 1010
    assert "In 1,010 draws" in sentence(app)

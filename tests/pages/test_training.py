"""The page Training, run in a session through app.py."""

import pytest
from streamlit.testing.v1 import AppTest

from argsoft.iris import FEATURE_NAMES
from argsoft.iris.data import SPECIES
from argsoft.iris.runs import train_both_ways
from argsoft.state import results
from argsoft.state.scenario import DEFAULTS
from tests.pages.conftest import OpenPage, cells, figures, film_words, sentence

PAGE = "pages/use/training.py"
PETALS = ("petal length", "petal width")


def alerts(app: AppTest) -> list[str]:
    return [each.proto.body for each in app.get("html") if 'role="alert"' in each.proto.body]


def headings(app: AppTest) -> list[str]:
    texts = [each["text"] for each in figures(app)[0]["layout"]["annotations"]]
    return [each.removeprefix("<b>").removesuffix("</b>") for each in texts]


def seed(app: AppTest) -> object:
    return int(app.text_input(key="seed_exact").value or "")


def test_it_opens_before_the_first_step_near_chance(open_page: OpenPage) -> None:
    app = open_page(PAGE)
    words = film_words(app)
    assert words.count("step 0 of 200") == 2
    assert words.count("accuracy: 33%") == 2, "a third of the answers are correct by chance"
    assert "1.10" in words, "ln 3, the loss of three equal probabilities"
    assert "Squared error<br>gradient 0" in words
    assert app.button(key="train").label == "Train"


def test_the_film_ends_with_one_side_trained(open_page: OpenPage) -> None:
    app = open_page(PAGE, at="200")
    said = sentence(app)
    assert "Through argmax the gradient is always 0. Nothing moves" in said
    assert "squared error stays at 1.33, accuracy at 33%" in said
    assert "cross-entropy goes from 1.10 to 0.11 at step 200, and accuracy from 33% to 95%" in said
    words = film_words(app)
    assert {"accuracy: 95%", "accuracy: 33%"} <= set(words)
    assert words.count("step 200 of 200") == 2
    assert "Filled: true class. Hollow: prediction." in said


def test_a_seed_in_a_link_stays(open_page: OpenPage) -> None:
    app = open_page(PAGE, seed="0", at="200")
    assert {"accuracy: 95%", "accuracy: 0%"} <= set(film_words(app))
    assert "from 1.08 to 0.11" in sentence(app)


def test_straight_through_learns_and_the_page_says_what_was_swapped(open_page: OpenPage) -> None:
    app = open_page(PAGE, at="200")
    app.radio(key="versus").set_value("straight_through").run()
    assert headings(app) == ["Straight-through", "Softmax"]
    said = sentence(app)
    assert "softmax’s slope in place of argmax’s 0 (backward). So it learns" in said
    assert "gumbel_softmax(hard=True)" in said
    assert "Nothing moves" not in said
    assert "accuracy: 33%" not in film_words(app)
    assert app.query_params["versus"] == "straight_through"


@pytest.mark.parametrize("versus", ["argmax", "straight_through"])
def test_both_sides_can_have_the_same_loss(open_page: OpenPage, versus: str) -> None:
    app = open_page(PAGE, loss="squared_error", versus=versus)
    assert sum(each.startswith("Squared error") for each in film_words(app)) == 2
    app.radio(key="loss").set_value("cross_entropy").run()
    assert "∞ ↑" in film_words(app)
    assert "There is no gradient, and nothing moves. Choose squared error." in sentence(app)


def test_argmax_classifies_after_training(open_page: OpenPage) -> None:
    app = open_page(PAGE, at="200")
    table = cells(app, 1)
    assert table[:2] == ["50 correct", "0"]
    counts = [int(each.split()[0]) for each in table]
    assert sum(counts) == len(SPECIES)
    assert counts[0] + counts[4] + counts[8] == 143
    assert "143 of 150 answers are correct (95%)" in sentence(app)
    assert "Probabilities agree for 150 of 150" in sentence(app)


def test_an_earlier_step_can_be_looked_at(open_page: OpenPage) -> None:
    app = open_page(PAGE, at="3")
    assert film_words(app).count("step 3 of 200") == 2
    assert "After step 3 through softmax" in sentence(app)
    app.text_input(key="at_exact").set_value("4").run()
    assert film_words(app).count("step 4 of 200") == 2
    seed = DEFAULTS["seed"]
    run = train_both_ways(PETALS, learning_rate=1.0, steps=200, seed=seed).through_softmax
    assert f"({float(run.accuracies[4]):.0%})" in sentence(app)


def test_a_step_beyond_the_last_is_the_last(open_page: OpenPage) -> None:
    app = open_page(PAGE, at="400", steps="50")
    assert film_words(app).count("step 50 of 50") == 2
    assert not app.exception


def test_another_start_is_another_run_and_in_the_link(open_page: OpenPage) -> None:
    app = open_page(PAGE, seed="98")
    before = film_words(app)
    app.button(key="another_start").click().run()
    assert seed(app) == int(app.query_params["seed"]) == 99
    assert film_words(app) != before
    app.button(key="another_start").click().run()
    assert seed(app) == 0
    again = open_page(PAGE, seed="98")
    assert film_words(again) == before, "the same link shows the same run"


@pytest.mark.parametrize("across", FEATURE_NAMES)
@pytest.mark.parametrize("up", FEATURE_NAMES)
def test_any_two_features_can_be_trained_on(open_page: OpenPage, across: str, up: str) -> None:
    app = open_page(PAGE, across=across, up=up, steps="50")
    assert "Nothing moves" in sentence(app)
    assert "cross-entropy goes from" in sentence(app)


def test_a_learning_rate_too_high_is_a_result(open_page: OpenPage) -> None:
    app = open_page(PAGE, rate="1000")
    assert "the learning rate is too high here: the steps overshoot" in sentence(app)
    assert "oscillates" in sentence(app)
    app.radio(key="rate").set_value("0.1").run()
    assert "cross-entropy goes from 1.10" in sentence(app)


def test_the_same_training_is_done_once(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    def counted(*features: object, **settings: object) -> object:
        asked.append((features, settings))
        return train_both_ways(*features, **settings)  # type: ignore[arg-type]

    monkeypatch.setattr(results, "train_both_ways", counted)
    open_page(PAGE, seed="77", steps="50")
    first = film_words(open_page(PAGE, seed="77", steps="50"))
    other = film_words(open_page(PAGE, seed="78", steps="50"))
    assert len(asked) == 2
    assert first != other


@pytest.mark.parametrize("text", ["7.9", "0,5", "100", "x"])
def test_a_start_that_is_no_whole_number_is_refused_in_words(
    open_page: OpenPage, text: str
) -> None:
    app = open_page(PAGE, seed="7", steps="50")
    before = film_words(app)
    app.text_input(key="seed_exact").set_value(text).run()
    assert film_words(app) == before
    assert app.query_params["seed"] == "7"
    assert any("Random seed stays at 7" in each or "It stays at 7" in each for each in alerts(app))
    assert app.text_input(key="seed_exact").value == text
    linked = open_page(PAGE, seed="7.9", steps="50")
    assert "Random seed must be a whole number" in linked.warning[0].value
    assert seed(linked) == DEFAULTS["seed"]


def test_a_step_is_refused_beyond_the_last_one(open_page: OpenPage) -> None:
    app = open_page(PAGE, at="20", steps="50")
    app.text_input(key="at_exact").set_value("100").run()
    assert any("from 0 to 50, not “100”. It stays at 20" in each for each in alerts(app))
    app.text_input(key="at_exact").set_value("50").run()
    assert not alerts(app)
    app.text_input(key="at_exact").set_value("0").run()
    assert "at" not in app.query_params

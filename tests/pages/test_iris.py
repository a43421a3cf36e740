"""The page Iris, run in a session through app.py."""

import re

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from argsoft.iris import CLASS_NAMES
from argsoft.iris.data import MEASUREMENTS, SPECIES
from argsoft.iris.flowers import Judged, judge, least_certain, misclassified
from argsoft.iris.runs import train_both_ways
from argsoft.softmax import softmax
from argsoft.state import results
from argsoft.state.scenario import Scenario
from argsoft.wording.iris import MOST_LISTED
from tests.pages.conftest import OpenPage, figures, html, rounded, send, sentence

PAGE = "pages/use/iris.py"
PETALS = ("petal length", "petal width")
SEED = Scenario().seed


def judged(seed: int = SEED, steps: int = 200) -> Judged:
    training = train_both_ways(PETALS, learning_rate=1.0, steps=steps, seed=seed)
    return judge(training.through_softmax.network_after(steps), training.inputs)


def bars(app: AppTest) -> list[list[float]]:
    """Return the bars of argmax and softmax."""
    return [figure["data"][0]["y"] for figure in figures(app)[-2:]]


def picks(app: AppTest, name: str) -> list[int]:
    """Return the flowers in a row of buttons."""
    keys = [str(button.key) for button in app.button]
    return [int(key.removeprefix(f"{name}_")) for key in keys if key.startswith(f"{name}_")]


@pytest.mark.parametrize("flower", [1, 71, 84, 150])
def test_a_flower_shows_its_numbers_and_its_true_class(open_page: OpenPage, flower: int) -> None:
    app = open_page(PAGE, flower=str(flower))
    everyone, place = judged(), flower - 1
    answer, truth = int(everyone.answers[place]), int(SPECIES[place])
    one_hot, shares = bars(app)
    assert one_hot == [float(i == answer) for i in range(3)]
    assert shares == rounded(everyone.probabilities[place])
    length, width = MEASUREMENTS[place, 2:]
    said = sentence(app)
    assert f"Flower {flower} is a {CLASS_NAMES[truth]}: petal length {length} cm" in said
    assert f"petal width {width} cm" in said
    assert f"Argmax answers {CLASS_NAMES[answer]}" in said
    assert f"which is {'correct' if answer == truth else 'wrong'}" in said


def test_the_least_certain_and_the_wrong_ones_are_one_click_away(open_page: OpenPage) -> None:
    app = open_page(PAGE, whose="your_own")
    everyone = judged()
    assert picks(app, "unsure") == [int(i) + 1 for i in least_certain(everyone)]
    assert picks(app, "wrong") == [int(i) + 1 for i in misclassified(everyone, SPECIES)]
    flower = picks(app, "wrong")[-1]
    app.button(key=f"wrong_{flower}").click().run()
    assert app.slider(key="flower").value == flower
    assert app.radio(key="whose").value == "one_of_150"
    assert f"Flower {flower} is a" in sentence(app)
    assert "which is wrong" in sentence(app)


def test_of_many_wrong_ones_the_rest_is_counted(open_page: OpenPage) -> None:
    app = open_page(PAGE, steps="50", rate="1000", across="sepal width", up="sepal width", seed="0")
    training = train_both_ways(
        ("sepal width", "sepal width"), learning_rate=1000.0, steps=50, seed=0
    )
    everyone = judge(training.through_softmax.network_after(50), training.inputs)
    rest = len(misclassified(everyone, SPECIES)) - MOST_LISTED
    assert len(picks(app, "wrong")) == MOST_LISTED == 16
    assert f"and {rest} more" in sentence(app)


def test_a_flower_of_ones_own_is_classified(open_page: OpenPage) -> None:
    app = open_page(PAGE, whose="your_own")
    app.slider(key="petal_length").set_value(1.4).run()
    app.slider(key="petal_width").set_value(0.2).run()
    assert bars(app)[0] == [1, 0, 0]
    assert "Your own flower: petal length 1.4 cm, petal width 0.2 cm" in sentence(app)
    assert "and that is" not in sentence(app), "its true class is unknown"
    assert bars(app)[1] == rounded(judged().probabilities[0])


def test_the_sliders_are_those_of_the_features(open_page: OpenPage) -> None:
    app = open_page(PAGE, whose="your_own", across="sepal width", up="sepal width")
    assert [each.key for each in app.slider] == ["flower", "sepal_width"]
    app.selectbox(key="up").set_value("petal width").run()
    assert [each.key for each in app.slider] == ["flower", "sepal_width", "petal_width"]
    assert not app.exception


def test_the_network_is_the_one_of_the_link(open_page: OpenPage) -> None:
    app = open_page(PAGE, seed="3", steps="50")
    assert bars(app)[1] == rounded(judged(3, 50).probabilities[83])
    assert "50 steps at learning rate 1, random seed 3" in sentence(app)


def test_what_was_trained_goes_along(open_page: OpenPage) -> None:
    app = open_page("pages/use/training.py", seed="5", steps="50")
    app.switch_page(PAGE).run()
    assert "50 steps at learning rate 1, random seed 5" in sentence(app)
    app.slider(key="flower").set_value(7).run()
    assert "50 steps at learning rate 1, random seed 5" in sentence(app)


@pytest.mark.parametrize("flower", [1, 84, 118])
def test_the_largest_logit_is_the_sum_that_the_page_writes(
    open_page: OpenPage, flower: int
) -> None:
    said = sentence(open_page(PAGE, flower=str(flower))).replace("\N{NO-BREAK SPACE}", " ")
    (written,) = re.findall("is about (.*?): each measurement", said)
    terms = re.findall(r"([−+]?) ?([\d.]+)(?: × ([\d.]+))?", written)
    products = [float(f"{sign}{a}".replace("−", "-")) * float(b or 1) for sign, a, b in terms]
    assert [bool(b) for *_, b in terms] == [True, True, False], "two measurements and a bias"
    # Each weight is rounded by at most 0.005, and no measurement is above 8 cm.
    assert sum(products) == pytest.approx(judged().logits[flower - 1].max(), abs=0.09)


@pytest.mark.parametrize("flower", [1, 84, 118])
def test_the_playground_gets_the_raw_outputs(open_page: OpenPage, flower: int) -> None:
    app = open_page(PAGE, flower=str(flower))
    link = app.get("page_link")[0]
    query = link.proto.query_string
    sent = Scenario.from_query(dict(pair.split("=") for pair in query.split("&")))
    # The playground clips logits at -5, which may change the smallest share a little.
    assert softmax(sent.logits) == pytest.approx(judged().probabilities[flower - 1], abs=2e-3)


def count_labels(app: AppTest) -> list[str]:
    """Return the numbers over the bars of the chart of confidence."""
    texts = figures(app)[-1]["data"][-1]["text"]
    return [re.sub("</?b>", "", text).replace("<br>", " ") for text in texts if text]


@pytest.mark.parametrize(
    ("temperature", "error"), [("0.5", "0.034"), ("1", "0.052"), ("4", "0.30")]
)
def test_what_confidence_promises_is_counted(
    open_page: OpenPage, temperature: str, error: str
) -> None:
    app = open_page(PAGE, whose="held_out", seed="0", temperature=temperature)
    assert "143 of 150 answers are correct: 95%" in html(app)
    assert f"Bars and lines are {error}" in html(app)
    pairs = [re.findall(r"\d+", label) for label in count_labels(app)]
    assert [sum(int(pair[n]) for pair in pairs) for n in (0, 1)] == [143, 150]


def test_temperature_moves_the_confidence_and_no_answer(open_page: OpenPage) -> None:
    app = open_page(PAGE, whose="held_out")
    before = count_labels(app)
    app.select_slider(key="temperature_slider").set_value(4.0).run()
    assert "At temperature 4.00" in html(app)
    assert "too modest" in html(app)
    assert count_labels(app) != before
    scenario = Scenario(temperature=4.0)
    found = results.counted(scenario, results.held_out(scenario))
    assert figures(app)[-1]["data"][0]["y"] == rounded(np.nan_to_num(found.accuracies)[3:])


def test_the_count_takes_the_place_of_the_flower(open_page: OpenPage) -> None:
    app = open_page(PAGE, flower="7", temperature="4")
    assert "Count it" not in html(app)
    flower = bars(app)
    app.radio(key="whose").set_value("held_out").run()
    assert "At temperature 4.00" in html(app)
    assert "Flower 7" not in html(app)
    assert len(figures(app)) == 1
    app.radio(key="whose").set_value("one_of_150").run()
    assert bars(app) == flower, "looked at without temperature"
    assert app.query_params["temperature"] == "4"


def test_the_cross_and_the_mark_are_in_the_legend(open_page: OpenPage) -> None:
    key = next(each.value for each in open_page(PAGE).markdown if "◆" in each.value)
    assert "✕ wrong" in key
    assert "◯ this one" in key
    own = open_page(PAGE, whose="your_own", hide="argmax")
    key = next(each.value for each in own.markdown if "◆" in each.value)
    assert "✕" not in key, "it would give argmax's answers away"
    assert "★ yours" in key


def test_a_star_that_was_dragged_sets_both_sliders(open_page: OpenPage) -> None:
    app = open_page(PAGE, whose="your_own")
    values = {"petal_length": 1.4, "petal_width": 0.2}
    send(app, "live", "held", {"values": values, "number": 1})
    assert "petal length 1.4 cm, petal width 0.2 cm" in sentence(app)
    assert app.slider(key="petal_length").value == 4.9, "not before it is released"
    send(app, "live", "held", {"values": values, "number": 2, "isPut": True})
    assert [app.slider(key=each).value for each in values] == [1.4, 0.2]
    assert app.text_input(key="petal_length_exact").value == "1.40"
    assert "petal length 1.4 cm" in sentence(app)
    for wrong in (
        {"petal_length": 99},
        {"sepal_width": 3.5},
        {"temperature": 2.0},
        {"petal_length": "1"},
    ):
        send(app, "live", "held", {"values": wrong, "number": 3, "isPut": True})
        assert not app.exception
        assert [app.slider(key=each).value for each in values] == [1.4, 0.2]
    assert "temperature" not in app.query_params

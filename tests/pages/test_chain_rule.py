"""The page Chain rule, run in a session through app.py."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from argsoft.gradients import descend
from argsoft.state.scenario import LOGIT_FIELDS
from tests.pages.conftest import OpenPage, annotations, figures, labels, sentence, titles

PAGE = "pages/understand/chain_rule.py"
LECTURE = (1.43, -0.40, 0.23)
CONFIDENT = {"setosa": "5", "versicolor": "-5", "virginica": "-5"}  # and wrong
LOSS, TRACE, GRADIENT = range(3)  # the charts, in order
COLUMNS = 2  # the trace of the columns in the first


def factors(app: AppTest) -> list[str]:
    """Read the factors of the chain rule, in order."""
    page = " ".join(each.proto.body for each in app.get("html"))
    return re.findall(r'<span class="value">([^<]*)</span>', page)


def columns(app: AppTest) -> list[str]:
    """Read the numbers over the columns of the loss."""
    texts = figures(app)[LOSS]["data"][COLUMNS]["text"]
    return [re.sub("</?b>", "", each) for each in texts]


def logits(app: AppTest) -> tuple[float, ...]:
    values: dict[str, float] = {field: app.slider(key=field).value for field in LOGIT_FIELDS}  # type: ignore[misc]
    return tuple(values.values())


def test_it_opens_where_there_is_something_to_learn(open_page: OpenPage) -> None:
    app = open_page(PAGE)
    assert factors(app) == ["−4.853", "0.1636", "−0.79", "−1.0", "+0.79"]
    assert titles(app) == [
        "Cross-entropy: −ln probability",
        "Cross-entropy by step",
        "Slope = probability − target",
    ]
    assert labels(app)[LOSS] == ["0.68", "0.11", "0.21"]
    assert columns(app) == ["", "", "1.58"], "cross-entropy stands over the true class alone"
    assert labels(app)[GRADIENT] == ["+0.68", "+0.11", "−0.79"]
    words = " ".join(sentence(app).split())  # a formula does not break
    assert "p ≈ 0.2061, so L ≈ 1.58. The slope of ln p is 1 ÷ p, so L’s is −1 ÷ p" in words
    assert "Virginica: −0.79. Raise it." in sentence(app)
    assert "so the gradient reaches every logit" in sentence(app)


def test_a_link_that_names_the_true_class_stays(open_page: OpenPage) -> None:
    app = open_page(PAGE, target="Setosa")
    assert factors(app)[:3] == ["−1.462", "0.2161", "−0.32"]
    assert labels(app)[GRADIENT] == ["−0.32", "+0.11", "+0.21"]


@pytest.mark.parametrize("target", ["Versicolor", "Virginica"])
def test_through_argmax_every_product_is_0(open_page: OpenPage, target: str) -> None:
    app = open_page(PAGE, target=target)
    app.radio(key="through").set_value("argmax").run()
    assert factors(app) == ["−2", "0", "0", "−1.0", "0"]
    assert labels(app)[GRADIENT] == ["0", "0", "0"]
    assert columns(app).count("1.00") == 2
    assert "so the product is 0: nothing learns" in sentence(app)
    assert titles(app)[LOSS] == "Squared error: (output − target)²"
    assert "probability − target" not in " ".join(titles(app)), "p − y is softmax's"


def test_argmax_cannot_have_cross_entropy_and_the_page_says_why(open_page: OpenPage) -> None:
    app = open_page(PAGE, through="argmax", loss="cross_entropy")
    assert factors(app) == ["−∞", "0", "undefined", "−1.0", "0"]
    assert columns(app) == ["", "", "∞ ↑"]
    assert "argmax gives 0 to Virginica. ln 0 is −∞" in sentence(app)
    assert "undefined" in annotations(app)[GRADIENT][0]
    app.button(key="step").click().run()
    assert logits(app) == LECTURE
    app.radio(key="target").set_value("Setosa").run()
    assert "Argmax gives it 1, so L = 0." in sentence(app)


def test_nobody_can_blame_the_loss(open_page: OpenPage) -> None:
    app = open_page(PAGE, loss="squared_error")
    assert factors(app) == ["−1.588", "0.1636", "0.1979", "−0.46", "−1.0", "+0.46"]
    assert titles(app)[GRADIENT] == "Slope of the loss by logit"
    app.button(key="step").click().run()
    assert logits(app)[2] == pytest.approx(0.23 + 0.46, abs=0.005)
    slow = open_page(PAGE, loss="squared_error", **CONFIDENT)
    assert "slope is −0.00018; with cross-entropy it would be −0.99995" in sentence(slow)


def test_with_soft_targets_the_gradient_reaches_0_and_the_loss_does_not(
    open_page: OpenPage,
) -> None:
    app = open_page(PAGE, smoothing="0.3", learning_rate="5")
    assert len(factors(app)) == 6, "each output has a part in the slope"
    assert all(columns(app))
    for _ in range(12):
        app.button(key="step").click().run()
    assert {each.lstrip("+−") for each in labels(app)[GRADIENT]} == {"0.00"}
    assert "falls to 0.64 at best" in sentence(app)
    assert "L = 0.64" in sentence(app)
    assert max(logits(app)) < 5


@pytest.mark.parametrize("rate", ["1", "0.5"])
def test_a_step_moves_the_logits_and_the_link(open_page: OpenPage, rate: str) -> None:
    app = open_page(PAGE, learning_rate=rate, target="Setosa")
    app.button(key="step").click().run()
    moved = descend(LECTURE, 0, learning_rate=float(rate), through="softmax")
    assert logits(app) == pytest.approx(moved, abs=1e-4)
    assert logits(app) != LECTURE
    assert {name: float(app.query_params[name]) for name in LOGIT_FIELDS} == dict(
        zip(LOGIT_FIELDS, logits(app), strict=True)
    )


def test_the_chain_ends_in_the_step_that_the_button_takes(open_page: OpenPage) -> None:
    app = open_page(PAGE, smoothing="0.2", loss="squared_error", learning_rate="2.5")
    said = re.search(r"the step: 0\.23 → ([\d.]+)", sentence(app))
    assert said
    app.button(key="step").click().run()
    assert f"{logits(app)[2]:.2f}" == said[1] != "0.23"


def test_ten_steps_stay_within_bounds(open_page: OpenPage) -> None:
    app = open_page(PAGE, learning_rate="5", setosa="4.9", target="Virginica")
    for _ in range(10):
        app.button(key="step").click().run()
        assert not app.exception
    assert all(-5 <= logit <= 5 for logit in logits(app))
    assert logits(app)[2] > logits(app)[0]


def test_a_step_through_argmax_moves_nothing(open_page: OpenPage) -> None:
    app = open_page(PAGE, through="argmax", target="Versicolor")
    app.button(key="step").click().run()
    assert logits(app) == LECTURE
    assert not set(app.query_params) & set(LOGIT_FIELDS)


def test_at_a_tie_argmax_has_no_slope_and_the_page_says_so(open_page: OpenPage) -> None:
    app = open_page(PAGE, through="argmax", target="Setosa", virginica="1.43")
    assert factors(app)[1] == "undefined"
    assert labels(app)[GRADIENT] == ["undefined", "0", "undefined"]
    assert "Setosa and Virginica tie. Argmax jumps there" in sentence(app)
    app.button(key="step").click().run()
    assert logits(app) == (1.43, -0.40, 1.43)

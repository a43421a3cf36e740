"""The page Chain rule, run in a session through app.py."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from argsoft.gradients import descend
from argsoft.state.scenario import LOGIT_FIELDS
from tests.pages.conftest import OpenPage, labels, sentence, titles

PAGE = "pages/understand/chain_rule.py"
LECTURE = (1.43, -0.40, 0.23)


def factors(app: AppTest) -> list[str]:
    """Read the factors of the chain rule, in order."""
    page = " ".join(each.proto.body for each in app.get("html"))
    return re.findall(r'<span class="value">([^<]*)</span>', page)


def logits(app: AppTest) -> tuple[float, ...]:
    values: dict[str, float] = {field: app.slider(key=field).value for field in LOGIT_FIELDS}  # type: ignore[misc]
    return tuple(values.values())


def test_it_opens_with_softmax_in_the_middle(open_page: OpenPage) -> None:
    app = open_page(PAGE)
    assert factors(app) == ["−1.46", "0.22", "0.50", "−0.16"]
    assert labels(app)[0] == ["−0.32", "+0.11", "+0.21"]
    assert "Setosa: −0.32. Raise this logit." in sentence(app)
    assert "so the loss tells every logit where to go" in sentence(app)


@pytest.mark.parametrize("target", ["Versicolor", "Virginica"])
def test_through_argmax_every_product_is_0(open_page: OpenPage, target: str) -> None:
    app = open_page(PAGE, target=target)
    app.radio(key="through").set_value("argmax").run()
    assert factors(app) == ["−2", "0", "0.50", "0"]
    assert labels(app)[0] == ["0", "0", "0"]
    assert "every product is 0: nothing learns" in sentence(app)
    assert "squared error" in titles(app)[1]


def test_another_true_class_pulls_another_way(open_page: OpenPage) -> None:
    app = open_page(PAGE)
    app.radio(key="target").set_value("Virginica").run()
    assert labels(app)[0] == ["+0.68", "+0.11", "−0.79"]
    assert "Virginica: −0.79. Raise this logit." in sentence(app)


@pytest.mark.parametrize("rate", ["1", "0.5"])
def test_a_step_moves_the_logits_and_the_link(open_page: OpenPage, rate: str) -> None:
    app = open_page(PAGE, learning_rate=rate)
    app.button(key="step").click().run()
    moved = descend(LECTURE, 0, learning_rate=float(rate), through="softmax")
    assert logits(app) == pytest.approx(moved, abs=1e-4)
    assert logits(app) != LECTURE
    assert {name: float(app.query_params[name]) for name in LOGIT_FIELDS} == dict(
        zip(LOGIT_FIELDS, logits(app), strict=True)
    )


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
    app = open_page(PAGE, through="argmax", virginica="1.43")
    assert factors(app)[1] == "undefined"
    assert labels(app)[0] == ["undefined", "0", "undefined"]
    assert "Setosa and Virginica tie. There argmax jumps" in sentence(app)
    app.button(key="step").click().run()
    assert logits(app) == (1.43, -0.40, 1.43)

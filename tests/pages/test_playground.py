"""The playground, run in a session through app.py."""

from dataclasses import replace

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.testing.v1 import AppTest

from argsoft.softmax import softmax
from argsoft.state.scenario import LOGIT_FIELDS, PRESETS, Scenario
from argsoft.wording.labels import PRESET_LABELS
from argsoft.wording.playground import summary
from tests.pages.conftest import OpenPage, figures, heights, html, labels, rounded, sentence, tables


def typed(app: AppTest, field: str) -> str:
    """Read the text in the number field beside a slider."""
    return str(app.text_input(key=f"{field}_exact").value)


def beside(app: AppTest) -> list[list[str]]:
    """Read the texts that stand beside the bars of each chart: numbers, or a caption."""
    return [figure["data"][1]["text"] for figure in figures(app)]


def settings(app: AppTest) -> tuple[float, ...]:
    """Read the three sliders, and check that the number fields agree."""
    sliders = tuple(app.slider(key=field).value for field in LOGIT_FIELDS)
    assert sliders == tuple(float(typed(app, field)) for field in LOGIT_FIELDS)
    return sliders


def test_it_opens_with_the_lectures_example(open_page: OpenPage) -> None:
    app = open_page()
    assert settings(app) == (1.43, -0.40, 0.23)
    logits, one_hot, shares = heights(app)
    assert logits == [1.43, -0.40, 0.23]
    assert one_hot == [1, 0, 0]
    # mpmath with 30 digits
    assert shares == rounded([0.684178076976, 0.109751446321, 0.206070476702])
    assert labels(app)[1:] == [["1", "0", "0"], ["0.68", "0.11", "0.21"]]
    assert beside(app) == [
        ["<b>1.43</b>", "<b>−0.40</b>", "<b>0.23</b>"],
        ["<br><br><br>index 0 · one-hot [1, 0, 0]"],
        ["<br><br><br>0.68 + 0.11 + 0.21 = 1.00"],
    ]
    assert not app.warning


def test_logit_is_introduced_beside_raw_output(open_page: OpenPage) -> None:
    text = sentence(open_page())
    assert "multiplies an iris’s measurements by learned weights and adds up" in text
    assert "one raw output, or logit, per species" in text
    assert "A 1 from argmax is no certainty" in text


def test_the_words_of_the_charts_are_explained_on_demand(open_page: OpenPage) -> None:
    app = open_page()
    (terms,) = [each for each in app.expander if each.label.startswith("Index, one-hot")]
    assert not terms.proto.expanded
    (said,) = [each.value for each in terms.markdown]
    for term in ("Index", "One-hot", "Probability", "Temperature"):
        assert f"- **{term}**" in said
    hidden = open_page(hide="words")
    assert not any(each.label.startswith("Index") for each in hidden.expander)


def test_temperature_divides_the_logits_and_leaves_argmax_alone(open_page: OpenPage) -> None:
    app = open_page(temperature="0.5")
    logits, one_hot, shares = heights(app)
    assert (logits, one_hot) == ([1.43, -0.40, 0.23], [1, 0, 0])
    # exp(2.86), exp(-0.8) and exp(0.46) over their sum, by decimal with 30 digits
    assert shares == rounded([0.895695805984, 0.023048503726, 0.081255690288])
    assert beside(app)[2] == ["<br><br><br>0.90 + 0.02 + 0.08 = 1.00"]
    assert "At temperature 0.50, softmax gives 90% to Setosa" in sentence(app)
    app.select_slider(key="temperature_slider").set_value(10.0).run()
    assert heights(app)[:2] == [logits, one_hot]
    assert app.query_params["temperature"] == "10"
    app.button(key="reset").click().run()
    assert not app.query_params
    assert "At temperature" not in sentence(app)


def test_numpy_prints_the_numbers_on_screen(open_page: OpenPage) -> None:
    app = open_page(setosa="2")
    assert not app.code, "it is folded away"
    app.session_state["code"] = True
    app.run()
    (script,) = app.code
    assert "logits = np.array([2.0, -0.4, 0.23])" in script.value
    assert "np.exp(logits)" in script.value
    assert "StatQuest’s video rounds" in sentence(app)
    assert "Above logits of about 700 this overflows" in sentence(app)
    app.slider(key="setosa").set_value(-2.0).run()
    assert "print(np.argmax(logits))\n# 2" in app.code[0].value


@pytest.mark.parametrize("field", LOGIT_FIELDS)
def test_a_slider_moves_both_charts_and_the_words(open_page: OpenPage, field: str) -> None:
    app = open_page()
    app.slider(key=field).set_value(3.21).run()
    logits = replace(Scenario(), **{field: 3.21}).logits  # type: ignore[arg-type]
    _, one_hot, shares = heights(app)
    assert one_hot == [float(name == field) for name in LOGIT_FIELDS]
    assert shares == rounded(softmax(logits))
    assert summary(logits) in sentence(app)
    assert summary(Scenario().logits) not in sentence(app)


def test_a_typed_number_is_taken_as_it_is(open_page: OpenPage) -> None:
    app = open_page()
    app.text_input(key="virginica_exact").set_value("0.30000000000000004").run()
    assert settings(app)[2] == 0.1 + 0.2


@pytest.mark.parametrize("text", ["-0,4", "−0.40", "- .4", "\u00ad0.4"])
def test_a_number_is_read_however_it_is_typed(open_page: OpenPage, text: str) -> None:
    app = open_page(setosa="2")
    app.text_input(key="setosa_exact").set_value(text).run()
    assert app.slider(key="setosa").value == -0.4
    assert typed(app, "setosa") == text  # equal value: the page leaves the text alone
    assert "stays at" not in html(app)


@pytest.mark.parametrize("text", ["15", "abc", "", "1e9", "nan", "<b>1</b>"])
def test_what_is_no_legal_number_is_said_and_changes_nothing(
    open_page: OpenPage, text: str
) -> None:
    app = open_page(virginica="2")
    app.text_input(key="setosa_exact").set_value(text).run()
    assert app.slider(key="setosa").value == 1.43
    assert app.slider(key="virginica").value == 2
    assert typed(app, "setosa") == text
    assert "stays at 1.43." in html(app)
    assert "<b>1" not in html(app)


@pytest.mark.parametrize("button", ["lecture", "runaway", "reset"])
def test_a_preset_takes_a_refused_text_along(open_page: OpenPage, button: str) -> None:
    app = open_page()
    app.text_input(key="setosa_exact").set_value("15").run()
    app.button(key=button).click().run()
    assert float(typed(app, "setosa")) == app.slider(key="setosa").value
    assert "stays at" not in html(app)


def test_a_text_that_is_reported_once_its_page_is_left_stops_no_page(open_page: OpenPage) -> None:
    app = open_page()
    field = app.text_input(key="setosa_exact").set_value("2.5")
    app.switch_page("pages/understand/derivatives.py")
    app._run(WidgetStates(widgets=[field._widget_state]))  # alone, since the sliders are gone
    assert not app.exception
    assert len(tables(app)) == 2


def test_a_typed_tie_is_a_tie(open_page: OpenPage) -> None:
    app = open_page()
    app.text_input(key="virginica_exact").set_value("1.43").run()
    _, one_hot, shares = heights(app)
    assert one_hot == [1, 0, 0]
    assert shares[0] == shares[2]
    assert "Setosa and Virginica tie at 1.43" in sentence(app)


def test_almost_a_tie_is_none(open_page: OpenPage) -> None:
    app = open_page(setosa="0.3", virginica=repr(0.1 + 0.2), versicolor="-2")
    assert heights(app)[1] == [0, 0, 1]
    assert "leads Setosa by less than 0.01" in sentence(app)
    assert "tie at" not in sentence(app)


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_sets_everything(open_page: OpenPage, name: str) -> None:
    app = open_page(setosa="-5", versicolor="-5", virginica="-5")
    app.button(key=name).click().run()
    assert app.button(key=name).label == PRESET_LABELS[name]
    assert settings(app) == PRESETS[name].logits
    assert heights(app)[2] == rounded(softmax(PRESETS[name].logits))
    assert not set(app.query_params) - set(LOGIT_FIELDS)
    assert Scenario.from_query(app.query_params) == PRESETS[name]


def test_reset_takes_everything_back(open_page: OpenPage) -> None:
    app = open_page(setosa="2.5", virginica="-1")
    app.button(key="reset").click().run()
    assert settings(app) == Scenario().logits
    assert not app.query_params


def test_a_link_restores_everything(open_page: OpenPage) -> None:
    app = open_page(setosa="2.5", virginica="-1")
    assert settings(app) == (2.5, -0.40, -1.0)
    assert heights(app)[2] == rounded(softmax([2.5, -0.40, -1.0]))
    assert not app.warning


def test_unknown_parameters_are_left_alone(open_page: OpenPage) -> None:
    app = open_page(setosa="2", colour="red")
    assert app.query_params["colour"] == "red"
    assert not app.warning

"""The page Any outputs, run in a session through app.py."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from argsoft.softmax import sigmoid, softmax
from argsoft.state.outputs import MOST_CLASSES, parse_outputs
from argsoft.state.scenario import Scenario
from argsoft.wording.any_outputs import LISTS, SOURCE_LIST
from tests.pages.conftest import OpenPage, heights, html, rounded, titles

PAGE = "pages/use/any_outputs.py"
BOX = "outputs_text"


def link(app: AppTest) -> str:
    """Return the list of outputs in the page's link."""
    return Scenario.from_query(app.query_params).outputs


def typed(app: AppTest, text: str) -> AppTest:
    app.text_area(key=BOX).set_value(text).run()
    assert not app.exception
    return app


def shares(app: AppTest) -> list[float]:
    return heights(app)[1]


def rows(app: AppTest) -> list[list[str]]:
    """Open the table and read its cells, row by row."""
    app.session_state["table"] = True
    app.run()
    lines = re.findall("<tr>(.*?)</tr>", html(app))
    return [re.findall("<t[hd][^>]*>(.*?)</t[hd]>", line) for line in lines]


def test_it_opens_with_a_contest_between_names(open_page: OpenPage) -> None:
    app = open_page(PAGE)
    assert app.text_area(key=BOX).value == "cat: 2.4, dog: 2.1, sofa: 0.6, fish: -1.9"
    assert heights(app) == [[1, 0, 0, 0], rounded(softmax([2.4, 2.1, 0.6, -1.9]))]
    assert "Softmax gives cat a probability of 0.52, and the next, dog, 0.39." in html(app)
    assert "Entropy" not in html(app), "behind the table"
    rows(app)
    assert any(
        "Margin: the largest probability is 0.14 above" in each.value for each in app.markdown
    )


def test_the_sources_four_are_one_click_away(open_page: OpenPage) -> None:
    app = open_page(PAGE)
    app.button(key="list_source").click().run()
    assert link(app) == SOURCE_LIST == "0.23, 0.99, -102, 10"
    one_hot, probabilities = heights(app)
    assert one_hot == [0, 0, 0, 1]
    # mpmath with 30 digits
    expected = [5.71301e-5, 1.2215996e-4, 2.28528e-49, 0.9998207099]
    assert probabilities == rounded(expected)
    assert "Argmax picks class 4 (10)" in html(app)
    assert "Class 3 gets 2.3 × 10⁻⁴⁹: too small to see, and yet not 0" in html(app)
    assert rows(app)[0] == ["Class", "Logit", "Argmax", "Softmax"]
    assert rows(app)[4] == ["4", "10.00", "1", "0.9998"]


def test_a_typed_list_is_drawn_and_in_the_link(open_page: OpenPage) -> None:
    app = typed(open_page(PAGE), "cat: 2.1, dog: 0.5")
    assert shares(app) == rounded(softmax([2.1, 0.5]))
    assert link(app) == "cat: 2.1, dog: 0.5"
    assert "Argmax picks cat (2.1)" in html(app)
    assert "Two classes: softmax is the sigmoid of the difference" in html(app)
    again = open_page(PAGE, outputs=link(app))
    assert again.text_area(key=BOX).value == "cat: 2.1, dog: 0.5"
    assert shares(again) == shares(app)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1, 2, abc", "Value 3, “abc”, is not a number."),
        ("1, nan", "Value 2, “nan”, is not a finite number."),
        ("inf", "Value 1, “inf”, is not a finite number."),
        ("", "There is no number yet."),
        ("1," * (MOST_CLASSES + 1), "That is 51 numbers; at most 50 can be shown."),
        ("x" * 100_000, "That is 100,000 characters; at most 4,000 fit into a link."),
        ("<b>x</b>", "&lt;b&gt;x&lt;/b&gt;"),
    ],
)
def test_what_cannot_be_read_is_said_and_the_last_picture_stays(
    open_page: OpenPage, text: str, said: str
) -> None:
    app = typed(open_page(PAGE, temperature="2"), "cat: 2.1, dog: 0.5")
    before, words = heights(app), rows(app)
    typed(app, text)
    assert said in html(app)
    assert heights(app) == before
    assert rows(app) == words
    assert link(app) == "cat: 2.1, dog: 0.5", "the link matches the screen"
    assert app.text_input(key="temperature_exact").value == "2.00"
    typed(app, "7")
    assert said not in html(app)
    assert shares(app) == [1]


def test_how_a_list_is_read_is_said(open_page: OpenPage) -> None:
    app = typed(open_page(PAGE), "1,43\n-0,40\n0,23")
    assert "“1,43” is read as 1.43, with a decimal comma." in html(app)
    assert shares(app) == rounded(softmax([1.43, -0.40, 0.23]))
    again = open_page(PAGE, outputs=link(app))
    assert shares(again) == shares(app)
    assert "with a decimal comma" in html(again)
    typed(app, "1,5\n2,5")
    assert "“1,5” may be 1.5 or 1 and 5." in html(app)
    assert shares(app) == shares(again), "an ambiguous list keeps the last picture"


def test_the_temperature_is_heeded(open_page: OpenPage) -> None:
    app = open_page(PAGE, outputs="1, 2, 3")
    app.select_slider(key="temperature_slider").set_value(0.05).run()
    assert shares(app) == rounded(softmax([1, 2, 3], temperature=0.05))
    assert heights(app)[0] == [0, 0, 1]


def test_softmax_and_sigmoid_stand_side_by_side(open_page: OpenPage) -> None:
    app = open_page(PAGE)
    app.radio(key="true_classes").set_value("any_of").run()
    logits = parse_outputs(link(app)).logits
    assert titles(app) == ["Softmax: probabilities that sum to 1", "Sigmoid: each class on its own"]
    assert heights(app) == [rounded(softmax(logits)), rounded(sigmoid(logits))]
    assert "Above one half: cat, dog and sofa." in html(app)
    assert "Argmax picks" not in html(app)
    assert rows(app)[0][-1] == "Sigmoid"
    again = open_page(PAGE, true_classes="any_of", temperature="10", axis="logarithmic")
    assert titles(again)[1] == "Sigmoid on a logarithmic axis"
    assert all(height > 0 for height in shares(again))


def test_code_that_goes_wrong_is_explained_where_it_is_opened(open_page: OpenPage) -> None:
    app = open_page(PAGE)
    assert not app.code
    app.session_state["slips"] = True
    app.run()
    assert [each.value.splitlines()[0] for each in app.code] == [
        "import numpy as np",
        "import torch",
    ] * 3
    assert sum("Softmax over the batch" in each.value for each in app.markdown) == 1


def test_a_list_is_sorted_on_request(open_page: OpenPage) -> None:
    app = open_page(PAGE, outputs="b: 1, a: 3, c: 2")
    assert [row[0] for row in rows(app)[1:]] == ["b", "a", "c"]
    app.radio(key="order").set_value("largest_first").run()
    assert [row[0] for row in rows(app)[1:]] == ["a", "c", "b"]
    assert shares(app) == sorted(shares(app), reverse=True)
    assert heights(app)[0] == [1, 0, 0]


def test_on_the_logarithmic_axis_every_share_has_a_bar(open_page: OpenPage) -> None:
    app = open_page(PAGE, axis="logarithmic", outputs=SOURCE_LIST)
    assert titles(app)[1] == "Softmax on a logarithmic axis"
    assert all(height > 0 for height in shares(app)), "every share has a bar"


@pytest.mark.parametrize("name", LISTS)
def test_a_prepared_list_replaces_the_text(open_page: OpenPage, name: str) -> None:
    label, text = LISTS[name]
    app = typed(open_page(PAGE), "abc")
    button = app.button(key=f"list_{name}")
    assert button.label == label
    button.click().run()
    assert app.text_area(key=BOX).value == text == link(app)
    assert len(shares(app)) == len(parse_outputs(text).logits)
    assert "not a number" not in html(app)


def test_a_button_lists_the_visitors_own_irises(open_page: OpenPage) -> None:
    app = open_page("pages/see/playground.py", setosa="2.5")
    app.switch_page(PAGE).run()
    app.button(key="list_irises").click().run()
    assert link(app) == "Setosa: 2.5, Versicolor: -0.4, Virginica: 0.23"
    assert shares(app) == rounded(softmax([2.5, -0.4, 0.23]))


def test_the_code_and_the_download_have_the_numbers_on_screen(open_page: OpenPage) -> None:
    app = open_page(PAGE, outputs="cat: 2.1, dog: 0.5", temperature="0.5")
    app.session_state["code"] = True
    app.run()
    numpy, torch = (each.value for each in app.code)
    for code in (numpy, torch):
        assert "names = ['cat', 'dog']" in code
        assert "[2.1, 0.5]" in code
        assert "temperature = 0.5" in code
    assert len(app.get("download_button")) == 1


def test_one_class_gets_all_of_it(open_page: OpenPage) -> None:
    app = open_page(PAGE, outputs="-7")
    assert heights(app) == [[1], [1]]
    assert "One class: softmax gives it 1, whatever the number" in html(app)
    assert "Entropy" not in html(app)

"""The page Step by step, run in a session through app.py."""

import json
import math
import re

import pytest
from streamlit.testing.v1 import AppTest

from argsoft.state.scenario import PARTS, STAGES
from argsoft.wording.step_by_step import progress
from tests.pages.conftest import OpenPage, bar_numbers, figures, html, sentence, titles

PAGE = "pages/understand/step_by_step.py"
LECTURE = [
    ["Setosa 1.43", "Versicolor −0.40", "Virginica 0.23"],
    ["4.18", "0.67", "1.26"],
    ["4.18", "+0.67", "+1.26", "= 6.11"],
    ["0.68", "0.11", "0.21"],
]


def stage(app: AppTest) -> str:
    """Return the stage that the page says it shows."""
    place = next(n for n, name in enumerate(STAGES) if progress(name) in sentence(app))
    return STAGES[place]


def test_it_opens_with_the_logits_alone(open_page: OpenPage) -> None:
    app = open_page(PAGE)
    assert bar_numbers(app) == [LECTURE[:1]]
    assert r"\frac{e^{\boxed{1.43}}}" in sentence(app)
    assert "Press Next" in sentence(app)
    assert "0.68" not in sentence(app), "the answer must stay hidden"


def test_the_stepper_reveals_one_stage_at_a_time(open_page: OpenPage) -> None:
    app = open_page(PAGE)
    said = set()
    for place, name in enumerate(STAGES):
        assert stage(app) == name
        assert bar_numbers(app) == [LECTURE[: place + 1]]
        assert app.query_params.get("stage", STAGES[0]) == name
        said.add(sentence(app))
        app.button(key="next").click().run()
    assert stage(app) == STAGES[-1], "the last stage stays"
    assert len(said) == len(STAGES)
    for _ in STAGES:
        app.button(key="back").click().run()
    assert stage(app) == STAGES[0], "the first stage stays"
    assert not app.query_params


@pytest.mark.parametrize(
    ("stage", "lit"),
    [
        ("exponentiate", r"\frac{\boxed{4.18}}{\boxed{4.18} + \boxed{0.67} + \boxed{1.26}}"),
        ("add_up", r"\frac{4.18}{\boxed{6.11}}"),
        ("divide", r"\approx \boxed{0.68}"),
    ],
)
def test_the_formula_is_lit_where_the_stage_is(open_page: OpenPage, stage: str, lit: str) -> None:
    formula = sentence(open_page(PAGE, stage=stage)).replace("]", "")
    assert lit in formula
    assert formula.count("boxed") == lit.count("boxed"), "nothing else is lit"


def test_all_shows_the_whole_formula_with_nothing_lit(open_page: OpenPage) -> None:
    text = sentence(open_page(PAGE, stage="all", output="Virginica"))
    assert r"\approx \frac{1.26}{4.18 + 0.67 + 1.26} \approx \frac{1.26}{6.11} \approx 0.21" in text
    assert "boxed" not in text


def test_the_same_added_to_all_moves_no_share(open_page: OpenPage) -> None:
    app = open_page(PAGE, part="add")
    before, after = bar_numbers(app)
    assert before == after == LECTURE
    app.slider(key="shift").set_value(2.0).run()
    before, after = bar_numbers(app)
    assert before == LECTURE
    assert after[1] == ["30.88 →", "4.95", "9.30"]
    assert after[3] == LECTURE[3]
    assert titles(app)[1] == "Plus 2.00 each"
    assert "6.11 became 45.13" in sentence(app)
    assert "this factor cancels: no probability moves" in sentence(app)
    cancelled = (
        r"\frac{\cancel{e^{2.00}}\,e^{1.43}}{\cancel{e^{2.00}}\,(e^{1.43} + e^{-0.40} + e^{0.23})}"
    )
    assert cancelled in sentence(app)


@pytest.mark.parametrize(
    ("precision", "limit"), [("float16", 11.1), ("float32", 88.7), ("float64", 709.8)]
)
def test_it_breaks_at_the_limit_of_each_precision(
    open_page: OpenPage, precision: str, limit: float
) -> None:
    fits, breaks = math.floor(limit / 1.43), math.ceil(limit / 1.43)
    app = open_page(PAGE, part="break", precision=precision, factor=str(fits))
    plain, stable = bar_numbers(app)
    assert plain[3] == stable[3]
    assert f"holds eᶻ up to z = {limit}" in sentence(app)
    app.text_input(key="factor_exact").set_value(str(breaks)).run()
    plain, stable = bar_numbers(app)
    assert plain[1][0] == "inf →"
    assert plain[3][0] == "nan"
    assert stable[3][0] == "1.00"
    assert "inf ÷ inf is nan" in sentence(app)


@pytest.mark.parametrize(
    ("precision", "factor", "written", "least"),
    # The smallest positive numbers of IEEE 754 are 2⁻²⁴, 2⁻¹⁴⁹ and 2⁻¹⁰⁷⁴.
    [
        ("float16", "15", "<10⁻⁷", "6.0 × 10⁻⁸"),
        ("float32", "100", "<10⁻⁴⁴", "1.4 × 10⁻⁴⁵"),
        ("float64", "700", "<10⁻³²³", "4.9 × 10⁻³²⁴"),
    ],
)
def test_no_share_is_printed_as_0_but_as_underflow(
    open_page: OpenPage, precision: str, factor: str, written: str, least: str
) -> None:
    app = open_page(PAGE, part="break", precision=precision, factor=factor)
    _, stable = bar_numbers(app)
    assert stable[1] == stable[3] == ["1.00", written, written]
    said = sentence(app)
    assert f"{written} is underflow" in said
    assert f"those of Versicolor and Virginica are below {least}" in said
    app.text_input(key="factor_exact").set_value("5").run()
    assert "underflow" not in sentence(app)


def test_what_is_divided_by_inf_is_no_underflow(open_page: OpenPage) -> None:
    app = open_page(PAGE, part="break", factor="500")
    plain, stable = bar_numbers(app)
    # mpmath: e^-600 = 2.65e-261 and e^-915 = 4.2e-398
    assert plain[3] == ["nan", "0", "0"]
    assert plain[2][-1] == "= inf"
    assert stable[3] == ["1.00", "<10⁻³²³", "2.7 × 10⁻²⁶¹"]
    assert "all else ÷ inf is 0, which no probability can be" in sentence(app)
    assert "those of Versicolor are below 4.9 × 10⁻³²⁴" in sentence(app)


def test_it_also_breaks_where_all_vanish(open_page: OpenPage) -> None:
    app = open_page(PAGE, part="break", factor="1000", setosa="-2", versicolor="-1", virginica="-3")
    assert bar_numbers(app)[0][3] == ["nan", "nan", "nan"]
    assert bar_numbers(app)[0][2] == ["<10⁻³²³", "+<10⁻³²³", "+<10⁻³²³", "= <10⁻³²³"]
    assert "0 ÷ 0 is nan" in sentence(app)


def test_alternatives_to_e_to_the_power_z(open_page: OpenPage) -> None:
    app = open_page(PAGE, part="why")
    softmax, other = bar_numbers(app)
    assert softmax == LECTURE
    assert other[3] == ["1.13 →", "−0.32 ←", "0.18"]
    assert "−0.32 for Versicolor and 1.13 for Setosa: no probability is" in sentence(app)
    assert other[2] == ["1.43", "−0.40", "+0.23", "= 1.26"]
    app.slider(key="shift").set_value(1.0).run()
    softmax, other = bar_numbers(app)
    assert softmax[3] == LECTURE[3]
    assert other[3] == ["0.57", "0.14", "0.29"]
    assert "These look like probabilities" in sentence(app)


@pytest.mark.parametrize("instead", ["z_itself", "z_minus_smallest"])
def test_a_sum_of_0_cannot_be_divided_by(open_page: OpenPage, instead: str) -> None:
    zeros = dict.fromkeys(("setosa", "versicolor", "virginica"), "0")
    app = open_page(PAGE, part="why", instead=instead, **zeros)
    assert "nothing can be divided by 0" in sentence(app)
    assert bar_numbers(app)[1][3] == ["nan", "nan", "nan"]


def test_each_alternative_says_whether_it_works(open_page: OpenPage) -> None:
    app = open_page(PAGE, part="why", instead="z_minus_smallest")
    assert "Versicolor gets exactly 0" in sentence(app)
    app.radio(key="instead").set_value("two_to_z").run()
    assert "This works" in sentence(app)
    assert bar_numbers(app)[1][3] == ["0.58", "0.16", "0.25"]


@pytest.mark.parametrize(
    ("mistake", "shares", "words"),
    [
        ("softmax_twice", ["0.46", "0.26", "0.28"], "the cross-entropy cannot fall below 0.551"),
        ("confident", ["0.97", "0.0040", "0.026"], "only counting tells"),
        ("two_flowers", ["0.23", "0.27", "0.50"], "2.43 against 1.43; yet its probability"),
    ],
)
def test_each_mistake_has_its_shares_and_its_words(
    open_page: OpenPage, mistake: str, shares: list[str], words: str
) -> None:
    app = open_page(PAGE, part="mistakes", mistake=mistake)
    once, other = bar_numbers(app)
    assert once == LECTURE
    assert other[3] == shares
    assert words in sentence(app)


@pytest.mark.parametrize("part", PARTS)
def test_every_part_follows_the_raw_outputs(open_page: OpenPage, part: str) -> None:
    app = open_page(PAGE, part=part, stage="all")
    before = bar_numbers(app), sentence(app)
    app.slider(key="virginica").set_value(3.0).run()
    for old, new in zip(before, (bar_numbers(app), sentence(app)), strict=True):
        assert old != new
    assert not app.exception


@pytest.mark.parametrize("part", PARTS)
def test_at_most_six_fields_stand_above_the_picture(open_page: OpenPage, part: str) -> None:
    app = open_page(PAGE, part=part)
    stepper = [each for each in app.button if each.key in ("back", "next")]
    assert len(stepper) == (2 if part == "steps" else 0)
    assert len(app.slider) + len(app.radio) + bool(stepper) <= 6


def filled(app: AppTest) -> list[str]:
    """Return the answer to each blank."""
    return re.findall(r'role="status"><p class="[^"]*">([^<]*)</p>', html(app))


def everything(app: AppTest) -> str:
    """Return all that the page sends besides the text inputs: charts, texts and tables."""
    return html(app) + json.dumps(figures(app)) + " ".join(each.value for each in app.markdown)


@pytest.mark.parametrize(
    ("blanks", "numbers", "hidden"),
    [
        (
            "last",
            [["4.18", "0.67", "1.26"], ["4.18", "+0.67", "+1.26", "= 6.11"], ["?"] * 3],
            ["0.68"],
        ),
        (
            "last_two",
            [["4.18", "0.67", "1.26"], ["4.18", "+0.67", "+1.26", "= ?"], ["?"] * 3],
            ["0.68", "6.11"],
        ),
        (
            "all",
            [["?", "0.67", "1.26"], ["?", "+0.67", "+1.26", "= ?"], ["?"] * 3],
            ["0.68", "6.11", "4.18"],
        ),
    ],
)
def test_what_is_blank_cannot_be_read_anywhere(
    open_page: OpenPage, blanks: str, numbers: list[list[str]], hidden: list[str]
) -> None:
    app = open_page(PAGE, part="fill", blanks=blanks)
    app.session_state["table"] = True
    app.run()
    assert bar_numbers(app) == [[LECTURE[0], *numbers]]
    assert len(app.text_input) - 3 == len(hidden), "beside the sliders, a blank each"
    assert [text for text in hidden if text in everything(app)] == []
    assert "<td>?</td>" in html(app)
    for key in ("e_to_z", "total", "probability")[-len(hidden) :]:
        app.button(key=f"tell_{key}").click().run()
    assert bar_numbers(app) == [LECTURE]
    assert all(text in everything(app) for text in hidden), "or the test looks in the wrong place"


def test_a_blank_answers_what_is_typed_and_the_link_keeps_it(open_page: OpenPage) -> None:
    app = open_page(PAGE, part="fill")
    assert filled(app) == ["To 2 decimals."]
    app.text_input(key="probability_typed").set_value(" 4,18 ").run()
    assert app.query_params["probability"] == "4,18"
    (said,) = filled(app)
    assert said == "✗ That is eᶻ, not divided yet. Divide Setosa’s eᶻ by the sum."
    assert "0.68" not in everything(app)
    app.text_input(key="probability_typed").set_value("0,684").run()
    assert filled(app) == ["✓ Correct."]
    assert bar_numbers(app) == [LECTURE]
    assert "Complete: softmax gives Setosa the probability 0.68" in sentence(app)
    again = open_page(PAGE, part="fill", probability="0,684")
    assert again.text_input(key="probability_typed").value == "0,684"
    assert filled(again) == ["✓ Correct."]


def test_what_is_typed_is_judged_by_the_logits_of_now(open_page: OpenPage) -> None:
    app = open_page(PAGE, part="fill", probability="0.68")
    app.slider(key="setosa").set_value(-1.0).run()
    assert filled(app) == ["✗ Not correct. Divide Setosa’s eᶻ by the sum."]
    assert bar_numbers(app)[0][3] == ["?"] * 3
    app.slider(key="setosa").set_value(1.43).run()
    assert filled(app) == ["✓ Correct."]


def test_a_number_is_shown_on_request_and_hidden_again(open_page: OpenPage) -> None:
    app = open_page(PAGE, part="fill", blanks="last_two", total="6")
    app.button(key="tell_probability").click().run()
    assert app.query_params["told"] == "probability"
    assert bar_numbers(app)[0][3] == LECTURE[3]
    assert filled(app) == ["Good so far. To 2 decimals."], "of the sum alone"
    assert "correct" not in html(app).lower(), "nobody is scolded"
    app.button(key="tell_probability").click().run()
    assert "told" not in app.query_params
    assert bar_numbers(app)[0][3] == ["?"] * 3
    assert app.text_input(key="total_typed").value == "6"


@pytest.mark.parametrize(("field", "value"), [("output", "Virginica"), ("blanks", "all")])
def test_another_class_or_other_blanks_start_empty(
    open_page: OpenPage, field: str, value: str
) -> None:
    app = open_page(PAGE, part="fill", probability="0.68", told="total")
    app.radio(key=field).set_value(value).run()
    assert set(app.query_params) == {"part", field}
    assert app.text_input(key="probability_typed").value == ""
    assert "✓" not in html(app)


def test_markup_that_is_typed_stays_text(open_page: OpenPage) -> None:
    app = open_page(PAGE, part="fill", probability="<b>**x**</b>")
    assert "“&lt;b&gt;**x**&lt;/b&gt;” is not a number" in "".join(filled(app))


def test_the_table_has_the_sum_in_a_row_of_its_own(open_page: OpenPage) -> None:
    app = open_page(PAGE, stage="all")
    app.session_state["table"] = True
    app.run()
    assert "<tr><td>Sum</td><td></td><td>6.11</td><td></td></tr>" in html(app)
    assert "4.85" not in html(app), "no running total is a class's own"


def test_reset_takes_the_stage_back(open_page: OpenPage) -> None:
    app = open_page(PAGE, stage="divide", output="Virginica", projector="on")
    app.button(key="reset").click().run()
    assert stage(app) == STAGES[0]
    assert set(app.query_params) == {"projector"}

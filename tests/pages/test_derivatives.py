"""The page Derivatives, run in a session through app.py."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from argsoft.wording.phrases import unbroken
from tests.pages.conftest import OpenPage, sentence, tables, titles

PAGE = "pages/understand/derivatives.py"


def formulas(app: AppTest) -> str:
    return " ".join(re.findall(r"\$\$(.+?)\$\$", sentence(app), re.DOTALL))


def test_it_opens_with_the_exact_numbers_of_the_lecture(open_page: OpenPage) -> None:
    app = open_page(PAGE)
    assert titles(app) == ["Softmax: never 0", "Argmax: 0, or undefined"]
    softmax, argmax = tables(app)
    assert softmax == [
        "+0.22",
        "−0.08",
        "−0.14",
        "−0.08",
        "+0.10",
        "−0.02",
        "−0.14",
        "−0.02",
        "+0.16",
    ]
    assert argmax == ["0"] * 9
    assert "its own probability rises by 0.22 per unit" in sentence(app)
    assert not app.warning


@pytest.mark.parametrize("by", ["Setosa", "Virginica"])
def test_both_short_forms_are_worked_out_whichever_entry_is_chosen(
    open_page: OpenPage, by: str
) -> None:
    said = sentence(open_page(PAGE, by=by))
    rule, parts = said.index("the slope of $u/v$ is $(u'v - uv')/v^2$"), said.index("4.1787")
    assert rule < parts, "the rule comes before its numbers"
    assert r"= p_i\,(1 - p_i)" in said
    assert r"0.68418 \cdot 0.31582" in said
    assert r"= -p_i\,p_j" in said
    share = {"Setosa": "0.10975", "Virginica": "0.20607"}[by]
    assert rf"-0.68418 \cdot {share}" in said
    assert f"only {by}’s term moves" in said
    assert "z_i" not in said, "a symbol that no sentence explains"


def test_the_first_entry_is_worked_through_the_quotient_rule(open_page: OpenPage) -> None:
    worked = formulas(open_page(PAGE))
    # e^z, their sum, p and 1 - p, by mpmath with 30 digits; then one slope in three ways.
    for part in ("4.1787", "6.1076", "0.68418", "0.31582"):
        assert part in worked
    assert worked.count("0.21608") == 1
    # Symbols first, line by line to the short form.
    order = [worked.index(each) for each in ("u'v - uv'", r"\frac{v - u}{v}", r"= p_i\,(1 - p_i)")]
    assert order == sorted(order)


def test_another_entry_is_worked_out_when_chosen(open_page: OpenPage) -> None:
    app = open_page(PAGE)
    app.radio(key="by").set_value("Virginica").run()
    assert formulas(app).count("-0.14099") == 1
    assert "0.21608" not in formulas(app)
    assert "Raise Virginica’s logit" in sentence(app)
    linked = open_page(PAGE, output="Versicolor", by="Virginica")
    assert formulas(linked).count("-0.022617") == 1


def test_what_to_notice_has_its_numbers(open_page: OpenPage) -> None:
    words = sentence(open_page(PAGE))
    for part in (unbroken("0.22 − 0.08 − 0.14 = 0"), "It is symmetric", "Plus on the diagonal"):
        assert part in words
    certain = sentence(open_page(PAGE, setosa="5", versicolor="-5", virginica="-5"))
    assert "with Setosa at >0.99" in certain


@pytest.mark.parametrize(("setosa", "shown"), [("1.43", True), ("1.44", False)])
def test_the_lectures_numbers_are_explained_at_its_logits(
    open_page: OpenPage, setosa: str, shown: bool
) -> None:
    words = sentence(open_page(PAGE, setosa=setosa))
    assert ("StatQuest’s video rounds to 0.21, −0.07 and −0.15" in words) is shown


def test_a_tie_has_no_slope_through_argmax(open_page: OpenPage) -> None:
    app = open_page(PAGE, virginica="1.43")
    assert tables(app)[1].count("undefined") == 4
    assert "so argmax’s winner changes right here: its derivative is undefined" in sentence(app)


@pytest.mark.parametrize("logits", [("5", "-5", "-5"), ("5", "5", "5"), ("-5", "5", "5")])
def test_nothing_breaks_at_the_ends(open_page: OpenPage, logits: tuple[str, str, str]) -> None:
    setosa, versicolor, virginica = logits
    app = open_page(PAGE, setosa=setosa, versicolor=versicolor, virginica=virginica)
    assert "nan" not in (sentence(app) + formulas(app)).lower()

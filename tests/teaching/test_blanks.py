"""Blanks to fill: which numbers are correct, and what is said of the others."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from argsoft.blanks import BLANKS, PROBABILITY, TOTAL, slips, solved
from argsoft.iris import CLASS_NAMES
from argsoft.state.reading import read_number
from argsoft.state.scenario import BLANK, LOGIT, TYPED, Scenario, class_index
from argsoft.teaching.blanks import RIGHT, WRONG, faded, is_right, line, still_open, verdict
from argsoft.wording.numerals import agrees, brief, places_of
from tests.strategies import link_texts

LOGITS = st.builds(
    Scenario,
    *[st.floats(LOGIT.minimum, LOGIT.maximum)] * 3,
    blanks=st.just("all"),
    output=st.sampled_from(CLASS_NAMES),
)
MINUS_AND_MARKS = ((".", "-"), (",", "\N{MINUS SIGN}"), ("\N{FULLWIDTH FULL STOP}", "-"))


def value(scenario: Scenario, blank: str) -> float:
    """Return the number asked for."""
    return solved(scenario.logits, class_index(scenario.output))[blank]


def filled(scenario: Scenario, blank: str, text: str) -> Scenario:
    """Type a text into a blank."""
    fields: dict[str, Any] = {blank: text}
    return replace(scenario, **fields)


def typed(
    scenario: Scenario, blank: str, number: Decimal, mark: str = ".", minus: str = "-"
) -> Scenario:
    """Type a number into a blank, with a decimal mark and a minus sign."""
    text = f"{number:f}".replace(".", mark).replace("-", minus)
    return filled(scenario, blank, text)


def as_shown(number: float) -> Decimal:
    """Read the digits that the page shows of a number."""
    rounded = brief(number)
    return Decimal(rounded.digits.replace(",", "")).scaleb(rounded.exponent)


@given(LOGITS, st.sampled_from(BLANKS), st.sampled_from(MINUS_AND_MARKS))
def test_a_number_rounded_as_shown_is_correct(
    scenario: Scenario, blank: str, marks: tuple[str, str]
) -> None:
    shown = as_shown(value(scenario, blank))
    answered = typed(scenario, blank, shown, *marks)
    assert is_right(answered, blank)
    assert verdict(answered, blank).words == "Correct."
    assert blank not in still_open(answered)


@given(LOGITS, st.sampled_from(BLANKS), st.sampled_from((-1, 1)))
def test_one_digit_off_is_not(scenario: Scenario, blank: str, off: int) -> None:
    number = value(scenario, blank)
    wrong = as_shown(number) + off * Decimal(1).scaleb(-places_of(number))
    answered = typed(scenario, blank, wrong)
    assert not is_right(answered, blank)
    assert verdict(answered, blank).kind == WRONG
    assert blank in still_open(answered)


@given(LOGITS, st.sampled_from(BLANKS))
def test_more_digits_than_shown_are_correct_too(scenario: Scenario, blank: str) -> None:
    number = value(scenario, blank)
    for places in range(places_of(number), 12):
        assert is_right(filled(scenario, blank, f"{number:.{places}f}"), blank)


@given(LOGITS, st.sampled_from(BLANKS), link_texts())
def test_every_text_has_an_answer(scenario: Scenario, blank: str, text: str) -> None:
    answered = filled(scenario, blank, TYPED.read(text))
    assert verdict(answered, blank).words
    assert (verdict(answered, blank).kind == RIGHT) is is_right(answered, blank)


@given(
    st.floats(-2000, 2000),
    st.floats(-2000, 2000),
    st.sampled_from(BLANKS),
    st.floats(-1e300, 1e300),
)
def test_no_number_agrees_with_what_overflows(
    first: float, second: float, blank: str, number: float
) -> None:
    for each in (
        solved([first, second], 0)[blank],
        *(s.value for s in slips([first, second], 0, blank)),
    ):
        assert agrees(number, each) in (True, False)
        assert not agrees(number, float("inf"))
        assert not agrees(number, float("nan"))


@given(LOGITS, st.sampled_from(BLANKS))
def test_what_is_typed_reads_as_the_same_number_in_any_form(scenario: Scenario, blank: str) -> None:
    shown = as_shown(value(scenario, blank))
    texts = [getattr(typed(scenario, blank, shown, *marks), blank) for marks in MINUS_AND_MARKS]
    assert {read_number(text, least=-1000, most=1000) for text in texts} == {float(shown)}


@pytest.mark.parametrize(
    ("blank", "output", "text", "said"),
    [
        ("e_to_z", "Setosa", "1.43", "the logit itself"),
        ("e_to_z", "Setosa", "0.67", "e to the power of Versicolor’s logit. Take Setosa’s, 1.43"),
        ("e_to_z", "Versicolor", "1,49", "e to the power 0.40: the sign is the other one"),
        ("e_to_z", "Setosa", "26.92", "another base"),
        ("total", "Setosa", "1.26", "adds up the logits"),
        ("total", "Setosa", "4.85", "Virginica is missing"),
        ("total", "Setosa", "1", "what the probabilities sum to"),
        ("probability", "Setosa", "1", "argmax’s answer"),
        ("probability", "Versicolor", "0", "argmax’s answer"),
        ("probability", "Setosa", "4.18", "not divided yet"),
        ("probability", "Versicolor", "0.16", "divides by the largest"),
        ("probability", "Setosa", "68", "in percent"),
        ("probability", "Setosa", "0.21", "Virginica’s probability"),
        ("probability", "Setosa", "0.6", "Good so far. To 2 decimals"),
        ("probability", "Setosa", "0.69", "only the last digit is off"),
        ("probability", "Setosa", "0.5", "Not correct. Divide Setosa’s eᶻ by the sum"),
        ("probability", "Setosa", "", "To 2 decimals"),
        ("probability", "Setosa", "x", "“x” is not a number"),
        ("probability", "Setosa", "68%", "percent sign"),
    ],
)
def test_a_likely_mistake_is_named(blank: str, output: str, text: str, said: str) -> None:
    scenario = filled(Scenario(blanks="all", output=output), blank, text)
    assert said in verdict(scenario, blank).words
    assert not is_right(scenario, blank)


def test_a_line_hides_what_is_blank_and_completes_what_is_not() -> None:
    scenario = Scenario(blanks="all")
    assert [line(scenario, each).split("</strong> ")[1] for each in BLANKS] == [
        "e<sup>1.43</sup> =",
        "? + 0.67 + 1.26 =",
        "? ÷ ? =",
    ]
    done = replace(scenario, e_to_z="4.18", told="total")
    assert [line(done, each).split("</strong> ")[1] for each in BLANKS] == [
        "e<sup>1.43</sup> =",
        "4.18 + 0.67 + 1.26 = 6.11",
        "4.18 ÷ 6.11 =",
    ]


def test_what_is_shown_on_request_is_no_longer_blank() -> None:
    scenario = Scenario(blanks="last_two", told="probability")
    assert still_open(scenario) == (TOTAL,)
    assert not np.isnan(faded(scenario).shares).any()
    assert still_open(Scenario(told="total")) == (PROBABILITY,), "nothing else is shown"


def test_more_and_more_is_blank() -> None:
    assert [len(each) for each in BLANK.values()] == [1, 2, 3]
    assert [still_open(Scenario(blanks=each)) for each in BLANK] == [*BLANK.values()]

"""Reading lists as people type them: what counts, what is refused and why, and no surprise."""

import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from argsoft.listing import (
    LONGEST_NAME,
    LONGEST_TEXT,
    MOST_CLASSES,
    Outputs,
    OutputsError,
    format_outputs,
    parse_outputs,
)
from tests.strategies import link_texts, lists

LISTS = st.text("0123456789.-+eE,;: \n\tabc[]()_naif−–", max_size=60)


@given(lists())
def test_what_is_written_reads_back_as_the_very_same(outputs: Outputs) -> None:
    assert parse_outputs(format_outputs(outputs)) == outputs


@given(st.text() | LISTS | link_texts())
@example("\ud800: 1")
@example("a" * (LONGEST_TEXT + 1))
@example("1" * LONGEST_TEXT)
def test_any_text_is_read_or_refused_and_nothing_else(text: str) -> None:
    try:
        outputs = parse_outputs(text)
    except OutputsError:
        return
    assert 1 <= len(outputs.logits) == len(outputs.given) <= MOST_CLASSES
    assert all(math.isfinite(each) for each in outputs.logits)
    for name in outputs.given:
        assert name.isprintable()
        assert len(name) <= LONGEST_NAME
        name.encode()  # half of a character would end the connection
    assert parse_outputs(format_outputs(outputs)) == outputs


@pytest.mark.parametrize(
    "text",
    [
        "0.23, 0.99, -102, 10",
        "0.23 0.99 -102 10",
        "0.23\n0.99\n-102\n10",
        "0.23;0.99;-102;10",
        " 0.23 ,\t0.99\r\n-102.0,, 1e1,",
        "[0.23, 0.99, −102, 10]",
        "(0.23 0.99 –102 10.)",
    ],
)
def test_separators_brackets_and_minus_signs(text: str) -> None:
    assert parse_outputs(text).logits == (0.23, 0.99, -102.0, 10.0)


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("cat: 2.1", ("cat",)),
        ("cat:2.1,dog :0.5", ("cat", "dog")),
        ("cat: 2.1 dog: 0.5", ("cat", "dog")),
        ("big  cat: 2.1 3 small dog: 0.5", ("big cat", "", "small dog")),
        ("2.1 dog: 0.5", ("", "dog")),
        ("class 1: 2, class 2: 3", ("class 1", "class 2")),
        ("1: 2, 2: 3", ("1", "2")),
        (": 2", ("",)),
        ("猫: 2, ναι: 1", ("猫", "ναι")),
        ("a\x00\u202eb: 1", ("ab",)),
        ("<b>x</b>: 1, $y$: 2, :red[z]: 3", ("<b>x</b>", "$y$")),
    ],
)
def test_names(text: str, given: tuple[str, ...]) -> None:
    if ":red" in text:  # a colon ends a name, so this is one name without a number
        with pytest.raises(OutputsError):
            parse_outputs(text)
        text = text.partition(", :red")[0]
    outputs = parse_outputs(text)
    assert outputs.given == given
    assert outputs.names == tuple(name or str(place) for place, name in enumerate(given, start=1))


@pytest.mark.parametrize(
    ("text", "problem", "place", "quoted"),
    [
        ("", "empty", 0, ""),
        (" ,;\n", "empty", 0, ""),
        ("1, 2, abc", "not a number", 3, "abc"),
        ("1 2 x 3", "not a number", 3, "x"),
        ("1_0", "not a number", 1, "1_0"),
        ("0x10", "not a number", 1, "0x10"),
        ("cat: dog: 3", "not a number", 1, "dog"),
        ("1, nan", "not finite", 2, "nan"),
        ("-inf", "not finite", 1, "-inf"),
        ("1e999", "not finite", 1, "1e999"),
        ("cat:", "no number", 1, "cat"),
        ("1, cat: , 2", "no number", 2, "cat"),
        (f"{'x' * 41}: 1", "name too long", 1, "x" * 41),
        ("1," * 51, "too many", 51, ""),
        ("1" * 4001, "text too long", 4001, ""),
    ],
)
def test_a_refusal_says_what_and_where(text: str, problem: str, place: int, quoted: str) -> None:
    with pytest.raises(OutputsError) as refusal:
        parse_outputs(text)
    error = refusal.value
    assert (error.problem, error.place, error.text) == (problem, place, quoted)
    assert str(error).startswith(f"outputs must be a list of 1 to 50 numbers, got {problem}: ")


def test_the_limits_are_reached() -> None:
    assert len(parse_outputs("1," * MOST_CLASSES).logits) == MOST_CLASSES
    assert parse_outputs(f"{'x' * LONGEST_NAME}: 1").given == ("x" * LONGEST_NAME,)
    assert parse_outputs("1" + " " * (LONGEST_TEXT - 1)).logits == (1.0,)


def test_minus_zero_is_zero() -> None:
    assert math.copysign(1, parse_outputs("-0.0").logits[0]) == 1

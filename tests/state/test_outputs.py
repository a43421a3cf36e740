"""Parsing lists as people type them: what is accepted, what is refused, and why."""

import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from argsoft.state.outputs import (
    LONGEST_NAME,
    LONGEST_TEXT,
    MOST_CLASSES,
    Outputs,
    OutputsError,
    Remark,
    format_outputs,
    parse_outputs,
)
from argsoft.state.reading import MINUS_SIGNS
from tests.strategies import link_texts, lists

LISTS = st.text(
    "0123456789.-+eE,;: \n\tabc[]()_naif−–\"'%，、\xad\u200b\u200c\u200d👩", max_size=60
)
JOINERS = "\u200c\u200d"


@given(lists())
def test_formatted_lists_parse_back_exactly(outputs: Outputs) -> None:
    assert parse_outputs(format_outputs(outputs)) == outputs._replace(remarks=())


@given(st.text() | LISTS | link_texts())
@example("\ud800: 1")
@example("a" * (LONGEST_TEXT + 1))
@example("1" * LONGEST_TEXT)
def test_any_text_is_either_parsed_or_refused(text: str) -> None:
    try:
        outputs = parse_outputs(text)
    except OutputsError:
        return
    assert 1 <= len(outputs.logits) == len(outputs.given) <= MOST_CLASSES
    assert all(math.isfinite(each) for each in outputs.logits)
    for name in outputs.given:
        assert name.translate(dict.fromkeys(map(ord, JOINERS))).isprintable()
        assert len(name) <= LONGEST_NAME
        name.encode()  # a lone surrogate would end the connection
    assert parse_outputs(format_outputs(outputs)) == outputs._replace(remarks=())


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
        ("Fuß\xadball\u200bspiel: 1", ("Fußballspiel",)),
        ("👩\u200d💻: 2, ❤\ufe0f\u200d🔥: 1", ("👩\u200d💻", "❤\ufe0f\u200d🔥")),
        ("می\u200cروم: 1", ("می\u200cروم",)),
        ("a\u200d 1\u200d: \u200d1\u200d0", ("a 1",)),
        (
            "\U0001f3f4\U000e0067\U000e0062\U000e007f: 1",
            ("\U0001f3f4\U000e0067\U000e0062\U000e007f",),
        ),
        ("\"cat\": 2.1, 'big dog': 1, “fox”: 0", ("cat", "big dog", "fox")),
        ("it's: 1, 'a' or 'b': 2", ("it's", "'a' or 'b'")),
        ("<b>x</b>: 1, $y$: 2, :red[z]: 3", ("<b>x</b>", "$y$")),
    ],
)
def test_names(text: str, given: tuple[str, ...]) -> None:
    if ":red" in text:  # its colon ends a name that has no number
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
        ("1, 68%", "percentage", 2, "68%"),
        ("68 ٪", "percentage", 1, "68٪"),
        ("1 - 2", "lone sign", 2, "-"),
        ("- 0.4\n- 0.2", "dashes", 0, "- 0.4"),
        ("[[1, 2], [3, 4]]", "rows", 2, ""),
        ("tensor([1, nan])", "not finite", 2, "nan"),
        ("tensor([1, abc])", "not a number", 2, "abc"),
        ("1\xad2", "not a number", 1, "1\xad2"),
    ],
)
def test_errors_say_what_and_where(text: str, problem: str, place: int, quoted: str) -> None:
    with pytest.raises(OutputsError) as refusal:
        parse_outputs(text)
    error = refusal.value
    assert (error.problem, error.place, error.text) == (problem, place, quoted)
    assert str(error).startswith(f"outputs must be a list of 1 to 50 numbers, got {problem}: ")


def test_the_limits_are_inclusive() -> None:
    assert len(parse_outputs("1," * MOST_CLASSES).logits) == MOST_CLASSES
    assert parse_outputs(f"{'x' * LONGEST_NAME}: 1").given == ("x" * LONGEST_NAME,)
    assert parse_outputs("1" + " " * (LONGEST_TEXT - 1)).logits == (1.0,)


def test_minus_zero_is_zero() -> None:
    assert math.copysign(1, parse_outputs("-0.0").logits[0]) == 1


@pytest.mark.parametrize("minus", [*MINUS_SIGNS, "\xad", "\xad\u200b", "- ", "\u2212\xa0"])
def test_every_minus_sign_is_accepted(minus: str) -> None:
    outputs = parse_outputs(f"1.43, {minus}0.40, cat: {minus}.5")
    assert outputs == Outputs((1.43, -0.4, -0.5), ("", "", "cat"))


# Commas between values or within numbers.

MEANT = (1.43, -0.4, 0.23)
SOURCE = Remark("decimal comma", "1,43", "1.43")


@pytest.mark.parametrize(
    ("text", "logits", "remark"),
    [
        ("1,43\n-0,40\n0,23", MEANT, SOURCE),
        ("1,43\r\n\N{MINUS SIGN}0,40\r\n0,23", MEANT, SOURCE),
        ("1,43; -0,40; 0,23", MEANT, SOURCE),
        ("1,43;-0,40;0,23;", MEANT, SOURCE),
        ("1,43\t-0,40\t0,23", MEANT, SOURCE),
        ("1,43 -0,40 0,23", MEANT, SOURCE),
        ("1,43, -0,40, 0,23", MEANT, SOURCE),
        ("[1,43; -0,40; 0,23]", MEANT, SOURCE),
        ("1. 1,43\n2. -0,40\n3. 0,23", MEANT, SOURCE),
        ("1,5;2,5", (1.5, 2.5), Remark("decimal comma", "1,5", "1.5")),
        ("1,05 2,5", (1.05, 2.5), Remark("decimal comma", "1,05", "1.05")),
        ("-0,5", (-0.5,), Remark("decimal comma", "-0,5", "−0.5")),
        ("1.234,5; 2,5", (1234.5, 2.5), Remark("decimal comma", "1.234,5", "1234.5")),
        ("1.234,5; 1.234", (1234.5, 1234.0), Remark("decimal comma", "1.234,5", "1234.5")),
        ("1,234.5; 2.5", (1234.5, 2.5), Remark("thousands", "1,234.5", "1234.5")),
        ("0,5; 1.5", (0.5, 1.5), Remark("both", "0,5", "0.5")),
        ("1,2", (1.0, 2.0), Remark("separate", "1,2", "1 and 2")),
        ("0,5", (0.0, 5.0), Remark("separate", "0,5", "0 and 5")),
        ("1,2, 3", (1.0, 2.0, 3.0), Remark("separate", "1,2", "1 and 2")),
        ("1,2,\n3,4", (1.0, 2.0, 3.0, 4.0), Remark("separate", "1,2", "1 and 2")),
        ("1.234,5", (1.234, 5.0), Remark("separate", "1.234,5", "1.234 and 5")),
        ("1. 0.7\n2. 0.2", (0.7, 0.2), Remark("enumeration", "1.", "")),
        ("1. 0.7, 2. 0.2", (0.7, 0.2), Remark("enumeration", "1.", "")),
        ("4. 2\n5. 3\n\n6. 4\n", (2.0, 3.0, 4.0), Remark("enumeration", "4.", "")),
    ],
)
def test_an_ambiguous_text_says_how_it_was_read(
    text: str, logits: tuple[float, ...], remark: Remark
) -> None:
    outputs = parse_outputs(text)
    assert outputs.logits == logits
    assert outputs.remarks[0] == remark


def test_names_reveal_decimal_commas() -> None:
    for text in ("cat: 1,43\ndog: 0,40", "cat: 1,43, dog: 0,40", "cat\t1,43\ndog\t0,40"):
        assert parse_outputs(text) == Outputs((1.43, 0.4), ("cat", "dog"), (SOURCE,))
    named = parse_outputs("1. cat: 0.7\n2. dog: 0.2")
    assert (named.logits, named.given) == ((0.7, 0.2), ("cat", "dog"))


@pytest.mark.parametrize(
    ("text", "quoted", "meanings"),
    [
        ("1,5\n2,5", "1,5", ("1.5", "1 and 5")),
        ("3 1,5", "1,5", ("1.5", "1 and 5")),
        ("0,5, 0,7", "0,5", ("0.5", "0 and 5")),
        ("1.5\n2,5", "2,5", ("2.5", "2 and 5")),
        ("1,234\n2,345", "1,234", ("1.234", "1234", "1 and 234")),
        ("1,234; 2,345", "1,234", ("1.234", "1234")),
        ("22,026", "22,026", ("22.026", "22026")),
        ("1,5; 1.234", "1.234", ("1.234", "1234")),
        ("1\u202f234; 2", "1\u202f234", ("1234", "1 and 234")),
    ],
)
def test_two_readings_are_refused(text: str, quoted: str, meanings: tuple[str, ...]) -> None:
    with pytest.raises(OutputsError) as refusal:
        parse_outputs(text)
    error = refusal.value
    assert (error.problem, error.text, error.meanings) == ("two readings", quoted, meanings)


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=20), st.sampled_from(";\n\t "))
@example([1.43, -0.40, 0.23], "\n")
@example([1.0, 2.0], " ")
def test_decimal_commas_are_never_read_as_other_numbers(row: list[float], between: str) -> None:
    written = [f"{value:.2f}" for value in row]
    meant = tuple(float(each) + 0.0 for each in written)
    german = between.join(written).replace(".", ",")
    if between in ";\t":
        assert parse_outputs(german).logits == meant
        return
    try:
        assert parse_outputs(german).logits == meant
    except OutputsError as refusal:
        assert refusal.problem == "two readings"  # noqa: PT017


@pytest.mark.parametrize(
    "text", ["1,2,3", "1,-2", "0.23,0.99,-102,10", "1,2.5\n3", "10,-20 5", "100,200,300", "1, 2\n3"]
)
def test_commas_that_can_only_separate_need_no_remark(text: str) -> None:
    outputs = parse_outputs(text)
    assert outputs.remarks == ()
    assert outputs.logits == tuple(map(float, text.replace(",", " ").split()))


@pytest.mark.parametrize("text", ["1. 0.7 2. 0.2", "1. 2. 3.", "[1. 2.]", "1. 0.7\n3. 0.2", "1. 5"])
def test_numbers_with_a_trailing_point_are_values_unless_they_enumerate(text: str) -> None:
    outputs = parse_outputs(text)
    assert outputs.logits == tuple(map(float, text.strip("[]").split()))
    assert outputs.remarks == ()

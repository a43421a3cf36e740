"""Reading a number as people type it: the right value or an error, never another number."""

import math
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from argsoft.state.reading import MINUS_SIGNS, NumberError, plain, read_number
from tests.strategies import LARGEST, link_texts

INVISIBLE = "\u200b\u200c\u200d\ufeff\u2060\u200e\u200f\u061c\u202a\u202c\u2066\u2069\ufe0f\x00"
SPACES = "\t\n\r \u00a0\u1680\u2003\u2009\u202f\u3000"
FULL_WIDTH = str.maketrans("0123456789.,+-", "０１２３４５６７８９．，＋－")
ARABIC = str.maketrans("0123456789.,", "٠١٢٣٤٥٦٧٨٩٫٬")
NUMBERS = st.floats(-LARGEST, LARGEST) | st.floats(-5, 5) | st.floats(-1e7, 1e7)
TEXTS = st.text("0123456789.-+eE,;' \xad\u200b_%x×⁻⁸^−–nai٫٬", max_size=12)


def german(value: float) -> str:
    """Format a number with two decimals in German notation."""
    return f"{value:,.2f}".translate(str.maketrans(".,", ",."))


@given(NUMBERS, st.sampled_from(MINUS_SIGNS + "\xad"))
@example(-0.4, "\xad")
def test_two_decimals_read_back_in_every_notation(value: float, minus: str) -> None:
    expected = float(f"{value:.2f}") + 0.0
    written = f"{value:.2f}"
    english = f"{value:,.2f}"
    for text in (
        written,
        written.replace(".", ","),
        english,
        german(value),
        english.replace(",", "\u202f"),
        german(value).replace(".", " "),
        german(value).replace(".", "’"),
        written.translate(FULL_WIDTH),
        english.translate(ARABIC),
        written.replace("-", "- "),
    ):
        read = read_number(text.replace("-", minus))
        assert (read, math.copysign(1, read)) == (expected, math.copysign(1, expected))


@given(NUMBERS)
def test_every_float_reads_back_from_python_and_the_app(value: float) -> None:
    value += 0.0
    assert read_number(repr(value)) == value
    assert read_number(plain(value)) == value
    assert read_number(f"{value:.17e}".replace(".", ",")) == value


@given(NUMBERS, st.sampled_from(INVISIBLE), st.sampled_from(SPACES))
def test_invisible_characters_are_ignored(value: float, invisible: str, space: str) -> None:
    text = invisible.join(f"{space}{value!r}{space}")
    assert read_number(text) == value


@given(st.text() | TEXTS | link_texts())
@example("1" + "\u00a0" * 5000 + "x")
@example("1" * 5000)
@example("1e" + "9" * 5000)
def test_any_text_is_a_finite_number_or_a_sentence(text: str) -> None:
    try:
        value = read_number(text)
    except NumberError as refusal:
        said = str(refusal)
    else:
        assert math.isfinite(value)
        assert read_number(plain(value)) == value
        return
    assert said.isprintable()
    assert said.endswith(".")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0,5", 0.5),
        ("-0,4", -0.4),
        ("\N{MINUS SIGN}0.40", -0.4),
        ("\N{SOFT HYPHEN}0.40", -0.4),
        ("\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}.4", -0.4),
        ("\N{SOFT HYPHEN} 0.40", -0.4),
        ("- 0.40", -0.4),
        ("-\t,4", -0.4),
        ("+0.4", 0.4),
        ("+ 0,4", 0.4),
        ("1e-3", 0.001),
        ("1E\N{MINUS SIGN}3", 0.001),
        ("1,5e3", 1500.0),
        ("1.", 1.0),
        ("0,", 0.0),
        (".5", 0.5),
        ("-0", 0.0),
        ("007", 7.0),
        ("1.234", 1.234),
        ("1234,567", 1234.567),
        ("0,234", 0.234),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1,234,567", 1234567.0),
        ("1.234.567", 1234567.0),
        ("1 234,5", 1234.5),
        ("1'234.5", 1234.5),
        ("1٬234٫5", 1234.5),
        ("1٫234", 1.234),
        ("1.2 × 10⁻⁴", 1.2e-4),  # as the app writes it
        ("−1.2 × 10⁸", -1.2e8),
        ("1.2*10^-4", 1.2e-4),
        ("٠٫٥", 0.5),
    ],
)
def test_text_with_one_reading_is_read(text: str, value: float) -> None:
    assert read_number(text) == value


@pytest.mark.parametrize(
    ("text", "problem", "said"),
    [
        ("", "empty", "There is no number yet. Type one, such as 0.5 or −2."),
        (" \u200b", "empty", "There is no number yet. Type one, such as 0.5 or −2."),
        ("68%", "percentage", "“68%” has a percent sign. Type a plain number, without it."),
        ("68 ٪", "percentage", "“68 ٪” has a percent sign. Type a plain number, without it."),
        ("nan", "not finite", "“nan” is not a finite number."),
        ("-Infinity", "not finite", "“-Infinity” is not a finite number."),
        ("1e999", "not finite", "“1e999” is not a finite number."),
        ("1_000", "underscore", "“1_000” has an underscore. Type the number without it."),
        ("0x10", "not decimal", "“0x10” is not a decimal number. Type one, such as 16 or 0.5."),
        (
            "1,234",
            "two readings",
            "“1,234” can be read as 1234 or as 1.234. Type the one that you mean.",
        ),
        (
            "\N{MINUS SIGN}1,000",
            "two readings",
            "“−1,000” can be read as −1000 or as −1. Type the one that you mean.",
        ),
    ],
)
def test_an_error_message_is_a_sentence(text: str, problem: str, said: str) -> None:
    with pytest.raises(NumberError) as refusal:
        read_number(text)
    assert (refusal.value.problem, refusal.value.text, str(refusal.value)) == (problem, text, said)


@pytest.mark.parametrize(
    "text",
    [
        "abc",
        "--0.4",
        "+-0.4",
        "1-2",
        "1\N{SOFT HYPHEN}2",
        "0.4-",
        "±0.4",
        "1.2.3",
        "1,2,3",
        "1,2.3",
        "12,34.5",
        "1,234.567,8",
        "1\n234",
        "1 2",
        "1, 2",
        "1/2",
        "½",
        "²",
        "1.2 × 108",  # 10⁸ pasted without its superscript
        "1e",
        "e5",
        "-",
        ".",
        ",",
        "(0.4)",
        "0.4 cm",
        "0、5",
    ],
)
def test_text_that_is_not_a_number_is_quoted(text: str) -> None:
    quoted = re.escape(" ".join(text.replace("\N{SOFT HYPHEN}", "").split()))
    with pytest.raises(NumberError, match=f"^“{quoted}” is not a number. Type one, such as "):
        read_number(text)


def test_a_long_text_is_quoted_in_part() -> None:
    with pytest.raises(NumberError, match=r"^“aaaaaaaaaaaaaaaaaaaaaaaa…” is not a number"):
        read_number("a" * 100)


@pytest.mark.parametrize(
    ("least", "most", "whole", "value"),
    [
        (-5.0, 5.0, False, 1.234),
        (2.0, 5000.0, False, 1234.0),
        (1.0, 5000.0, True, 1234.0),
        (1.0, 5000.0, False, None),
        (-1.0, 1.0, False, None),
        (-5.0, 5.0, True, None),
    ],
)
def test_a_range_chooses_between_two_readings(
    least: float, most: float, whole: bool, value: float | None
) -> None:
    if value is None:
        with pytest.raises(NumberError, match=r"can be read as 1234 or as 1\.234\."):
            read_number("1,234", least=least, most=most, whole=whole)
    else:
        assert read_number("1,234", least=least, most=most, whole=whole) == value


def test_a_range_does_not_change_a_single_reading() -> None:
    assert read_number("15", least=-5, most=5) == 15
    assert read_number("1.234", least=1000, most=5000) == 1.234

"""The answers to any list: as a table, as code that runs, and in words."""

import csv
import io
import math
import re
import runpy
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp, mpf, workdps

from argsoft.answers import Answers, answers
from argsoft.softmax import sigmoid, softmax
from argsoft.state.outputs import Outputs, format_outputs, parse_outputs
from argsoft.state.results import alone, answers_to_list
from argsoft.state.scenario import Scenario
from argsoft.wording import any_outputs as wording
from argsoft.wording.numerals import power_of_ten, quantities, quantity
from argsoft.wording.snippets import SLIPS, numpy_snippet, torch_snippet
from argsoft.wording.tables import columns, csv_table
from tests.strategies import link_texts, lists

SOURCE = parse_outputs("0.23, 0.99, -102, 10")
TEMPERATURES = st.floats(0.05, 10.0)
TRAPS = ("=1+1", "+1", "-1", "@SUM(A1)", "a'b\"c", "</script>", "\\n", "{0}", "%s", "猫")
# Scripts in PyTorch are collected only where it is installed.
SNIPPETS = [numpy_snippet, torch_snippet] if find_spec("torch") else [numpy_snippet]
MISTAKEN = [script.numpy for script in SLIPS]
MISTAKEN += [script.torch for script in SLIPS if find_spec("torch")]


def answers_of(outputs: Outputs, temperature: float = 1.0) -> Answers:
    """Compute both answers to a list."""
    return answers(outputs.names, outputs.logits, temperature=temperature)


def test_a_share_below_every_float_still_has_its_logarithm() -> None:
    both = answers_of(parse_outputs("0, -10000"))
    assert both.shares[1] == 0
    assert both.exponents[1] == pytest.approx(-10000 / math.log(10))
    assert wording.rows(both)[1][3] == "1.1 × 10⁻⁴³⁴³"


# The table for a spreadsheet.


@given(lists(), TEMPERATURES)
def test_the_table_holds_every_number_exactly(outputs: Outputs, temperature: float) -> None:
    text = csv_table(outputs, temperature=temperature)
    unmarked = text.encode().decode("utf-8-sig")
    assert unmarked != text, "Excel needs the mark"
    head, *body = csv.reader(io.StringIO(unmarked, newline=""))
    assert tuple(head) == columns()
    assert [float(row[1]) for row in body] == list(outputs.logits)
    assert [float(row[3]) for row in body] == softmax(
        outputs.logits, temperature=temperature
    ).tolist()
    assert [row[0].removeprefix("'") for row in body] == [
        name.removeprefix("'") for name in outputs.names
    ]
    assert not any(row[0].startswith(("=", "+", "-", "@")) for row in body), "formulas"


# The code to copy: it is run.


def run(script: str, folder: Path) -> list[list[str]]:
    """Run a script, and split what it prints from the right, since a name may hold anything."""
    file = folder / "snippet.py"
    file.write_text(script, encoding="utf-8")
    out = io.StringIO()
    with redirect_stdout(out):
        runpy.run_path(str(file))
    return [line.rsplit(", ", 2) for line in out.getvalue().splitlines()]


@pytest.mark.parametrize("snippet", SNIPPETS)
@pytest.mark.parametrize("text", ["0.23, 0.99, -102, 10", "7", "cat: 2, dog: 2", "1e308, -1e308"])
@pytest.mark.parametrize("temperature", [0.05, 1.0, 2.5])
@pytest.mark.filterwarnings("ignore:overflow")
def test_the_code_prints_the_numbers_of_the_page(
    tmp_path: Path, text: str, temperature: float, snippet: Callable[..., str]
) -> None:
    outputs = parse_outputs(text)
    both = answers_of(outputs, temperature=temperature)
    printed = run(snippet(outputs, temperature=temperature), tmp_path)
    assert [line[0] for line in printed] == list(outputs.names)
    assert [float(line[1]) for line in printed] == both.one_hot.tolist()
    assert [float(line[2]) for line in printed] == pytest.approx(both.shares.tolist(), rel=1e-12)


@pytest.mark.parametrize("snippet", SNIPPETS)
@pytest.mark.parametrize("temperature", [0.05, 2.5])
@pytest.mark.parametrize("text", ["2.4, -1.9", "1e308, -1e308", "-800, 0"])
@pytest.mark.filterwarnings("ignore:overflow")
def test_the_code_prints_sigmoid_where_any_class_may_be_true(
    tmp_path: Path, text: str, temperature: float, snippet: Callable[..., str]
) -> None:
    outputs = parse_outputs(text)
    printed = run(snippet(outputs, temperature=temperature, any_of=True), tmp_path)
    for place, function in ((1, softmax), (2, sigmoid)):
        expected = function(outputs.logits, temperature=temperature)
        assert [float(line[place]) for line in printed] == pytest.approx(expected.tolist())
    _, *rows = csv.reader(io.StringIO(csv_table(outputs, any_of=True), newline=""))
    assert [float(row[4]) for row in rows] == sigmoid(outputs.logits).tolist()


@pytest.mark.parametrize("script", MISTAKEN)
def test_code_with_a_mistake_prints_what_it_says(script: str) -> None:
    out = io.StringIO()
    with redirect_stdout(out):
        exec(compile(script, "slip", "exec"), {})  # noqa: S102 - our own script
    wrong, right = re.findall("# (wrong|right): (.*)", script)
    assert [("wrong", "right"), out.getvalue().splitlines()] == [
        (wrong[0], right[0]),
        [wrong[1], right[1]],
    ]


def test_each_mistake_has_its_code_and_its_reason() -> None:
    assert len(wording.slips()) == len(SLIPS) == 3
    for script in SLIPS:
        compile(script.torch, "slip", "exec")
        assert script.torch.count("wrong:") == script.torch.count("right:") == 1


@pytest.mark.parametrize("name", TRAPS)
def test_no_name_gets_out_of_its_quotes(tmp_path: Path, name: str) -> None:
    outputs = Outputs((1.0, 2.0), (name, ""))
    assert [line[0] for line in run(numpy_snippet(outputs), tmp_path)] == [name, "2"]


@given(lists(), TEMPERATURES)
def test_code_for_any_list_is_code(outputs: Outputs, temperature: float) -> None:
    for snippet in (numpy_snippet, torch_snippet):
        compile(snippet(outputs, temperature=temperature), "snippet", "exec")


def test_the_code_needs_nothing_of_ours(tmp_path: Path) -> None:
    file = tmp_path / "snippet.py"
    file.write_text(numpy_snippet(SOURCE), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-I", file], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert done.stdout.splitlines()[3].startswith("4, 1, 0.99982")


# In words.


@given(link_texts() | st.text())
def test_a_problem_is_said_exactly_where_there_is_one(text: str) -> None:
    try:
        parse_outputs(text)
        readable = True
    except ValueError:
        readable = False
    said = wording.problem(text)
    assert (said == "") is readable
    assert readable or wording.heard(text) == said
    assert len(wording.heard(text)) < 250
    assert wording.heard(text).isprintable()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1, 2, abc", "Value 3, “abc”, is not a number."),
        ("1 " * 11 + "x", "Value 12, “x”, is not a number."),
        ("1 " * 20 + "x", "Value 21, “x”, is not a number."),
        ("nan", "Value 1, “nan”, is not a finite number."),
        ("cat:", "No number comes after the name “cat”."),
        ("", "There is no number yet. Type or paste some, such as 2.1, 0.5, −1."),
        ("1," * 60, "That is 60 numbers; at most 50 can be shown."),
        ("x" * 100_000, "That is 100,000 characters; at most 4,000 fit into a link."),
        ("68%", "Value 1, “68%”, has a percent sign. Type plain numbers, without it."),
        ("1 - 2", "Value 2, “-”, is a lone sign. Put it directly before its number."),
        (
            "1,5\n2,5",
            "“1,5” may be 1.5 or 1 and 5. Type a point for decimals, and a space after a comma "
            "that separates.",
        ),
        (
            "- 1\n- 2",
            "The dash in “- 1” may be a minus sign, or mark a line. Leave out the space after it, "
            "or the dash.",
        ),
        ("[[1, 2], [3, 4]]", "That is 2 rows of numbers. Paste one of them."),
    ],
)
def test_problems(text: str, said: str) -> None:
    assert wording.problem(text) == wording.heard(text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1, 2", ""),
        ("1,43\n-0,40", "“1,43” is read as 1.43, with a decimal comma."),
        ("1,234.5; 2", "“1,234.5” is read as 1234.5, with a comma between thousands."),
        ("0,5; 1.5", "“0,5” is read as 0.5."),
        ("0,5", "“0,5” is read as 0 and 5. Type a point for decimals."),
        ("1. 0.7\n2. 0.2", "“1.” and the like only count the values."),
        (
            "1. 0,7\n2. 0,2",
            "“0,7” is read as 0.7, with a decimal comma. “1.” and the like only count the values.",
        ),
    ],
)
def test_how_a_list_was_read_is_said(text: str, said: str) -> None:
    assert wording.heard(text) == said


@given(lists(), TEMPERATURES)
def test_there_is_something_to_say_of_every_list(outputs: Outputs, temperature: float) -> None:
    both = answers_of(outputs, temperature=temperature)
    scenario = Scenario(outputs=format_outputs(outputs), temperature=temperature)
    said = " ".join(wording.sentences(scenario))
    assert ("tie at" in said) is (len(both.leaders) > 1)
    rows = wording.rows(both)
    assert len(rows) == len(outputs.logits)
    assert not {"nan", "inf"} & {text for row in rows for text in row[1:]}


@given(lists(), TEMPERATURES)
def test_sigmoid_asks_about_each_class_alone(outputs: Outputs, temperature: float) -> None:
    text = format_outputs(outputs)
    scenario = Scenario(outputs=text, temperature=temperature, true_classes="any_of")
    both = answers_to_list(scenario)
    each = alone(scenario, both)
    np.testing.assert_allclose(10**each.exponents, each.shares, rtol=1e-9, atol=1e-300)
    asks, when = wording.sentences(scenario)
    assert ("None is above one half" in asks) is (max(outputs.logits) <= 0)
    assert "tie at" not in asks
    assert "exactly one class is true" in when
    assert [len(row) for row in wording.rows(both, each)] == [5] * len(outputs.logits)


def test_what_sigmoid_answers_is_told() -> None:
    # By mpmath: 1/(1+e^-2.4) = 0.916827, 1/(1+e^-2.1) = 0.890903, 1/(1+e^-0.6) = 0.645656,
    # 1/(1+e^1.9) = 0.130108; the sum is 2.583496.
    said = wording.sentences(Scenario(true_classes="any_of"))[0]
    assert "Above one half: cat, dog and sofa." in said
    assert "All together are about 2.58, and need not be 1" in said
    assert "cat gets 0.52" in said


def test_two_classes_are_the_sigmoid() -> None:
    said = wording.special(answers_of(parse_outputs("yes: 1.2, no: 0.4"), temperature=0.5), 0.5)
    assert "the sigmoid of the difference divided by 0.50" in said
    assert "1 ÷ (1 + e^−1.60) = 0.83" in said


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("temperature", [0.05, 1.0, 10.0])
def test_two_huge_classes_are_the_sigmoid(temperature: float) -> None:
    tie = wording.sentences(Scenario(outputs="1e308, 1e308", temperature=temperature))
    assert "1 ÷ (1 + e^0) = 0.50" in tie[-1]
    apart = answers_of(parse_outputs("1e308, -1e308"), temperature=temperature)
    assert wording.special(apart, temperature).endswith(" = 1.")
    close = answers_of(parse_outputs("1000000001, 1000000000"), temperature=0.5)
    assert "1 ÷ (1 + e^−2.00) = 0.88" in wording.special(close, 0.5)


@pytest.mark.parametrize(
    ("text", "outputs"),
    [
        ("123456789, 123456788", ["123,456,789", "123,456,788"]),
        ("0.30000000000000004, 0.3, 0", ["0.30000000000000004", "0.3", "0"]),
        ("2.001, 2, 2", ["2.001", "2.000", "2.000"]),
        ("-1.00001e20, -1.00002e20", ["−1.00001 × 10²⁰", "−1.00002 × 10²⁰"]),
        ("1e308, 1e308", ["1.0 × 10³⁰⁸", "1.0 × 10³⁰⁸"]),
    ],
)
def test_raw_outputs_that_differ_look_different(text: str, outputs: list[str]) -> None:
    both = answers_of(parse_outputs(text))
    assert [row[1] for row in wording.rows(both)] == outputs
    assert outputs[0] in wording.answer(both)


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=2, max_size=6))
def test_numbers_look_alike_only_where_they_are_the_same(values: list[float]) -> None:
    texts = quantities(values)
    for i, value in enumerate(values):
        assert [texts[i] == text for text in texts] == [value == other for other in values]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1, 1, 1, 1, 1", "5 classes tie at 1. Argmax takes the first in the list, class 1."),
        ("a: 1, b: 1", "A and b tie at 1. Argmax takes the first in the list, a."),
    ],
)
def test_ties_are_named(text: str, said: str) -> None:
    assert said in wording.answer(answers_of(parse_outputs(text)))


@given(st.floats(-300, 0) | st.floats(-1e300, 0) | st.just(-math.inf))
def test_a_share_of_any_size_has_a_true_text(exponent: float) -> None:
    text = wording.share(exponent)
    if text.startswith(("under", ">", "<")):
        assert exponent < -999_999 or exponent > math.log10(0.9999)
        return
    digits, _, power = text.partition(" × 10")
    superscripts = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
    with workdps(30):
        printed = mpf(digits) * mpf(10) ** int(power.translate(superscripts) or 0)
        assert abs(mp.log10(printed) - exponent) < 0.03
    assert (text == "1") is (exponent == 0)


@given(st.floats(1e-300, 1e300))
def test_quantities_are_right_to_two_digits(value: float) -> None:
    text = quantity(value).replace(",", "")
    digits, _, power = text.partition(" × 10")
    exponent = power.translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")) or "0"
    assert float(f"{digits}e{exponent}") == pytest.approx(value, rel=0.051)
    assert len(quantity(value)) <= 12
    assert quantity(-value) == f"−{quantity(value)}"


@given(st.floats(-400, 0))
def test_a_power_of_ten_never_has_ten_before_the_point(exponent: float) -> None:
    digits = power_of_ten(exponent).partition(" × ")[0]
    assert 1 <= float(digits) < 10

"""The words on screen: their numbers must be honest, and text from a link must stay text."""

import io
import re
from contextlib import redirect_stdout
from decimal import Decimal
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from argsoft.answers import verdict
from argsoft.iris import CLASS_NAMES
from argsoft.language import listed
from argsoft.selection import argmax, maximizers
from argsoft.softmax import softmax
from argsoft.state import results
from argsoft.state.reading import LONGEST_QUOTE
from argsoft.state.scenario import (
    BOUNDS,
    DEFAULTS,
    PARAMETERS,
    PRESETS,
    Refusal,
    Scenario,
    refusals,
)
from argsoft.wording.labels import PRESET_LABELS
from argsoft.wording.numerals import MINUS, number, percent, probability
from argsoft.wording.playground import (
    argmax_marks,
    lecture_note,
    no_certainty,
    one_hot_caption,
    softmax_marks,
    sum_caption,
    summary,
)
from argsoft.wording.refusals import refusal_notice
from argsoft.wording.snippets import logits_snippet
from argsoft.wording.training import hard_sentence
from tests.strategies import link_texts, queries, scenarios

CODE_SPAN = re.compile(r"`[^`\n]+`")


def percents(text: str) -> list[Decimal]:
    """Return every percentage in a sentence, as printed."""
    return [Decimal(each) for each in re.findall(r"([\d.]+)%", text)]


# Percentages.


@given(st.floats(0, 1))
@example(0.29)  # 0.29 * 100 is below 29 in float64
@example(0.145)  # below 0.145 in float64, and yet 14.5 in percent
@example(0.005)
@example(0.995)
def test_a_percentage_has_the_digits_of_the_probability(value: float) -> None:
    bar, sentence = probability(value), percent(value)
    if bar == "<0.01":
        assert sentence == "less than 0.001%" or Decimal(sentence.removesuffix("%")) < 1
    elif bar == ">0.99":
        assert sentence == "more than 99.999%" or Decimal(sentence.removesuffix("%")) > 99
    else:
        assert percents(sentence) == [100 * Decimal(bar)]


@given(st.floats(0, 1) | st.floats(0, 1e-4))
@example(0.99999)
def test_a_percentage_is_off_by_half_its_last_decimal_at_most(value: float) -> None:
    text = percent(value)
    (shown,) = percents(text)
    if text.startswith("less"):
        assert 100 * Decimal(value) < shown
    elif text.startswith("more"):
        assert 100 * Decimal(value) > shown
    else:
        last = Decimal(1).scaleb(shown.as_tuple().exponent)  # type: ignore[arg-type]
        assert abs(shown - 100 * Decimal(value)) <= last / 2


@given(st.floats(0, 1) | st.floats(0, 1e-4))
@example(5e-324)
@example(1 - 2**-53)
def test_a_percentage_is_0_or_100_only_where_the_share_is_none_or_all(value: float) -> None:
    (shown,) = percents(percent(value))
    assert (shown == 0) is (value == 0)
    assert (shown == 100) is (value == 1)


@given(st.lists(st.floats(0, 1) | st.floats(0, 1e-4), min_size=2))
def test_a_larger_share_never_reads_as_a_smaller_one(values: list[float]) -> None:
    shown = percents(" ".join(map(percent, sorted(values))))
    assert shown == sorted(shown)


def test_a_percentage_has_as_few_decimals_as_it_takes() -> None:
    shares = (0.684178, 0.996, 0.004, 1 - 2e-5, 2e-5, 1.0)
    assert [*map(percent, shares)] == ["68%", "99.6%", "0.4%", "99.998%", "0.002%", "100%"]


# Single numbers.


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_reads_back_exactly(value: float) -> None:
    text = number(value)
    assert "-" not in text
    assert float(text.replace(MINUS, "-")) == value


def test_a_number_has_two_decimals_where_they_are_enough() -> None:
    assert [number(value) for value in (1.43, -0.4, 2, 1.005)] == ["1.43", "−0.40", "2.00", "1.005"]


@given(st.floats(0, 1))
@example(0.004999)
@example(0.005)
@example(0.994999)
@example(0.995)
@example(0.0)
@example(1.0)
def test_a_probability_is_certain_only_where_it_is(value: float) -> None:
    text = probability(value)
    assert (text == "0") is (value == 0)
    assert (text == "1") is (value == 1)
    assert Decimal(text.lstrip("<>")) not in (0, 1) or value in (0, 1)


@given(st.floats(0, 1))
def test_a_probability_is_right_to_two_decimals(value: float) -> None:
    text = probability(value)
    bound = Decimal(text.lstrip("<>"))
    if text.startswith("<"):
        assert value < bound
    elif text.startswith(">"):
        assert value > bound
    else:
        assert abs(bound - Decimal(value)) <= Decimal("0.005")


def test_names_are_listed_as_in_a_sentence() -> None:
    assert listed(["A"]) == "A"
    assert listed(["A", "B"]) == "A and B"
    assert listed(["A", "B", "C"]) == "A, B and C"


# Marks.


@given(scenarios())
def test_argmax_marks_one_winner(scenario: Scenario) -> None:
    marks = argmax_marks(verdict(scenario.logits))
    assert marks.index("winner") == argmax(scenario.logits)
    assert sorted(marks) == ["", "", "winner"]


@given(scenarios())
def test_softmax_marks_a_winner_or_every_tied_class(scenario: Scenario) -> None:
    leaders = maximizers(scenario.logits)
    word = "tie" if len(leaders) > 1 else "winner"
    expected = tuple(word if i in leaders else "" for i in range(3))
    assert softmax_marks(verdict(scenario.logits)) == expected


# The sentence.


@given(scenarios())
def test_the_sentence_has_the_digits_of_the_bars(scenario: Scenario) -> None:
    bars = {probability(share) for share in softmax(scenario.logits).tolist()}
    shown = percents(summary(scenario.logits))
    for bar in bars - {"<0.01", ">0.99"}:
        assert 100 * Decimal(bar) in shown


@given(scenarios())
def test_the_sentence_calls_nothing_certain_that_is_not(scenario: Scenario) -> None:
    assert all(0 < each < 100 for each in percents(summary(scenario.logits)))


@given(scenarios())
def test_the_sentence_names_the_answer_of_argmax(scenario: Scenario) -> None:
    winner = CLASS_NAMES[argmax(scenario.logits)]
    text = summary(scenario.logits)
    if len(maximizers(scenario.logits)) > 1:
        assert f"Argmax takes the first in the list, {winner}." in text
    else:
        assert text.startswith(f"{winner} leads ")
        assert f"Argmax answers {winner}, all or nothing." in text


@given(scenarios())
def test_the_sentence_says_tie_exactly_where_there_is_one(scenario: Scenario) -> None:
    leaders = [CLASS_NAMES[i] for i in maximizers(scenario.logits)]
    text = summary(scenario.logits)
    assert (" tie at " in text) is (len(leaders) > 1)
    if len(leaders) > 1:
        assert text.startswith(f"{listed(leaders)} tie at {number(max(scenario.logits))}.")


@given(scenarios())
def test_tied_classes_share_one_number(scenario: Scenario) -> None:
    shown = percents(summary(scenario.logits))
    by_size = sorted(scenario.logits, reverse=True)
    for (one, shown_one), (other, shown_other) in pairwise(zip(by_size, shown, strict=True)):
        assert shown_one == shown_other or one != other


@given(scenarios())
def test_the_sentence_names_the_classes_from_the_largest_share_down(scenario: Scenario) -> None:
    named = re.findall("|".join(CLASS_NAMES), summary(scenario.logits).partition("gives")[2])
    by_size = sorted(range(3), key=lambda i: -scenario.logits[i])
    assert named == [CLASS_NAMES[i] for i in by_size]


@pytest.mark.parametrize(
    ("logits", "lead"),
    [
        ([1.43, -0.40, 0.23], "Setosa leads Virginica by 1.20."),
        ([0.0, -5.0, 5.0], "Virginica leads Setosa by 5.00."),
        ([0.0, 0.004, -1.0], "Versicolor leads Setosa by less than 0.01."),
        # 0.1 + 0.2 and 0.3 are no tie, and must not read as one.
        ([0.3, -1.0, 0.1 + 0.2], "Virginica leads Setosa by less than 0.01."),
    ],
)
def test_the_sentence_says_by_how_much(logits: list[float], lead: str) -> None:
    assert summary(logits).startswith(lead)


def test_the_sentence_fits_any_classes() -> None:
    text = summary([0.23, 0.99, -102, 10], ["a", "b", "c", "d"])
    assert text.startswith("d leads b by 9.01. Argmax answers d, all or nothing.")
    # What is beyond the labels of the bars is never said to be 0.
    assert text.endswith(
        "more than 99% to d, less than 1% to b, less than 1% to a and less than 1% to c."
    )


def test_the_sentence_names_the_temperature_and_none_that_is_1() -> None:
    logits = [1.43, -0.40, 0.23]
    assert "temperature" not in summary(logits)
    text = summary(logits, temperature=0.05)
    assert "At temperature 0.05, softmax gives more than 99% to Setosa" in text
    assert text.count("less than 1% to") == 2


def test_the_sentence_fits_a_single_class() -> None:
    text = "A is the only class. Argmax answers A, all or nothing. Softmax gives 100% to A."
    assert summary([1.0], ["A"]) == text


@given(scenarios())
def test_the_sum_says_equal_only_where_the_digits_sum_to_1(scenario: Scenario) -> None:
    text = sum_caption(verdict(scenario.logits, scenario.temperature))
    terms = [
        probability(share)
        for share in softmax(scenario.logits, temperature=scenario.temperature).tolist()
    ]
    assert text.startswith(" + ".join(terms))
    is_plain = all(term[0] not in "<>" for term in terms)
    is_exact = is_plain and sum(map(Decimal, terms)) == 1
    assert text.endswith(" = 1.00" if is_exact else " ≈ 1")


@given(scenarios())
def test_the_one_hot_vector_has_its_1_at_the_index(scenario: Scenario) -> None:
    winner = argmax(scenario.logits)
    vector = ", ".join("1" if i == winner else "0" for i in range(3))
    assert one_hot_caption(verdict(scenario.logits)) == f"index {winner} · one-hot [{vector}]"


@given(scenarios())
def test_the_script_prints_what_its_comments_say(scenario: Scenario) -> None:
    logits, temperature = scenario.logits, scenario.temperature
    script = logits_snippet(logits, temperature=temperature)
    printed = io.StringIO()
    with redirect_stdout(printed):
        exec(script, {})  # noqa: S102 - our own
    index, *shares = printed.getvalue().split(maxsplit=1)
    assert f"print(np.argmax(logits))\n# {index}\n" in script
    said = np.fromstring(script.splitlines()[-1].partition("# ")[2].strip("[]"), sep=" ")
    found = np.fromstring(shares[0].strip("[]\n"), sep=" ")
    np.testing.assert_allclose(said, found, rtol=1e-7)
    np.testing.assert_allclose(found, softmax(logits, temperature=temperature), atol=1e-8)


def test_the_lecture_note_gives_the_exact_share() -> None:
    # 0.684178076976 by mpmath; the lecture prints 0.69.
    assert "0.6842" in lecture_note()
    assert "0.69" in lecture_note()


def test_a_close_call_is_no_certainty() -> None:
    # mpmath: exp(1.43) / (exp(1.43) + exp(-0.40) + exp(1.38)) = 0.4736
    assert f"only 0.47 in “{PRESET_LABELS['close_call']}”" in no_certainty()


def test_every_preset_has_a_label_of_its_own() -> None:
    assert [name for name in PRESET_LABELS if name in PRESETS] == list(PRESETS)
    assert len(set(PRESET_LABELS.values())) == len(PRESET_LABELS)


def test_training_through_argmax_at_a_tie_is_told_in_whole_sentences() -> None:
    scenario = Scenario(steps="50")
    runs = results.runs(scenario)
    norms = np.full_like(runs.through_argmax.gradient_norms, np.nan)
    tied = runs._replace(through_argmax=runs.through_argmax._replace(gradient_norms=norms))
    assert "there is no gradient, since two logits tie. Nothing moves:" in hard_sentence(
        scenario, tied
    )


# Text that comes from a link.


def skeleton(notice: str) -> str:
    """Blank out what a notice quotes."""
    return CODE_SPAN.sub("`…`", notice)


def test_no_refusal_no_notice() -> None:
    assert refusal_notice([]) == ""


def test_a_notice_says_which_value_what_range_and_what_instead() -> None:
    notice = refusal_notice([Refusal("setosa", "abc"), Refusal("versicolor", "9e99")])
    assert "Setosa must be a number from −5 to 5, not `abc`, so you see 1.43" in notice
    assert "Versicolor must be a number from −5 to 5, not `9e99`, so you see −0.40" in notice
    assert "Virginica" not in notice


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("setosa", "5.0001", "Setosa must be a number from −5 to 5"),
        ("temperature", "0", "Temperature must be a number from 0.05 to 10"),
        ("learning_rate", "99", "Learning rate must be a number from 0.1 to 5"),
        ("factor", "0", "Multiply all by must be a number from 1 to 1000"),
        ("flower", "0", "Flower number must be a whole number from 1 to 150"),
        ("flower", "151", "Flower number must be a whole number from 1 to 150"),
        ("seed", "-1", "Random seed must be a whole number from 0 to 99"),
        ("seed", "100", "Random seed must be a whole number from 0 to 99"),
        ("round", "19", "Round must be a whole number from 1 to 18"),
        ("steps", "51", "Steps must be 50, 200 or 500"),
        ("moving", "Rose", "Which logit moves must be Setosa, Versicolor or Virginica"),
        ("output", "Rose", "Output must be Setosa, Versicolor or Virginica"),
        ("through", "max", "Output function must be softmax or argmax"),
        ("precision", "float8", "Precision must be float64, float32 or float16"),
        ("ask", "roses", "Question must be the rounds, "),
        ("guesses", "bbb", "17 characters, each one of - a b c d"),
        ("check_seed", "100", "Random seed must be a whole number from 0 to 99"),
        ("check_question", "12", "Question of the check must be a whole number from 1 to 11"),
        ("check_answers", "abc", "10 characters, each one of - a b c d n"),
        ("outputs", "1,nan", "must be a list of 1 to 50 numbers"),
        ("projector", "1", f"{PARAMETERS['projector'].label} must be"),
        ("hide", "softmax,roses", f"{PARAMETERS['hide'].label} must be"),
        ("topic", "party games", f"{PARAMETERS['topic'].label} must be"),
    ],
)
def test_a_notice_says_the_rule_of_each_kind(name: str, text: str, said: str) -> None:
    notice = refusal_notice(refusals({name: text}, [name]))
    assert said in notice
    assert f"not `{text}`" in notice


def test_a_refused_step_shows_the_start() -> None:
    assert "so you see 0." in refusal_notice([Refusal("at", "900")])


@given(queries())
def test_a_notice_has_one_code_span_for_each_refusal(query: dict[str, str | list[str]]) -> None:
    refused = refusals(query, DEFAULTS)
    notice = refusal_notice(refused)
    assert len(CODE_SPAN.findall(notice)) == len(refused)
    assert notice.count("`") == 2 * len(refused)


@given(link_texts(), st.sampled_from(tuple(BOUNDS)))
@example("`", "setosa")
@example("", "setosa")
@example("\u200b", "setosa")  # invisible
@example("a\nb", "setosa")
def test_text_from_a_link_stays_inside_its_code_span(text: str, name: str) -> None:
    notice = refusal_notice([Refusal(name, text)])
    # The words around it do not depend on it.
    assert skeleton(notice) == skeleton(refusal_notice([Refusal(name, "abc")]))
    (span,) = CODE_SPAN.findall(notice)
    assert span.isprintable()
    assert len(span) <= LONGEST_QUOTE + 3  # with its two marks and the dots


def test_white_space_in_a_text_is_one_space() -> None:
    assert "not `a b c`," in refusal_notice([Refusal("setosa", " a\n b\t\u2003c ")])


def test_a_short_text_is_quoted_as_it_is_and_a_long_one_cut() -> None:
    assert "not `<b>:red[x]`," in refusal_notice([Refusal("setosa", "<b>:red[x]")])
    long = "0123456789" * 9
    assert f"not `{long[:LONGEST_QUOTE]}…`," in refusal_notice([Refusal("setosa", long)])

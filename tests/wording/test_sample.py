"""The words of Sample: their numbers are those of the draws."""

import re

import pytest
from hypothesis import given

from argsoft.state.draws import drawn
from argsoft.state.scenario import NEXT_WORD, SHAKEN_ARGMAX, WORD_LOGITS, Scenario
from argsoft.wording.sample import WORDS, buttons, class_names, note, sentences, suggestion
from tests.strategies import scenarios


def said(scenario: Scenario) -> str:
    return " ".join(sentences(scenario))


@given(scenarios())
def test_any_scenario_has_whole_sentences(scenario: Scenario) -> None:
    for text in (*sentences(scenario), suggestion(scenario)):
        assert text.endswith((".", "”"))
        assert not re.search(r"\bnan\b|None|\{|\}|-\d", text), text


def test_each_word_has_a_logit() -> None:
    assert len(WORDS) == len(WORD_LOGITS) == len(class_names(Scenario(draw=NEXT_WORD)))


def test_one_draw_is_no_plural() -> None:
    assert "In 1 draw:" in said(Scenario(draws=1))
    assert "In 1 shake, argmax picks:" in said(Scenario(draws=1, draw=SHAKEN_ARGMAX))
    assert "In 1,000 draws:" in said(Scenario(draws=1000))


def test_no_draws_are_said_to_be_none() -> None:
    for draw in ("softmax", SHAKEN_ARGMAX, NEXT_WORD):
        words = said(Scenario(draw=draw, draws=0))
        assert words.startswith("No draws yet.")
        assert "last" not in words


def test_a_shake_is_worked_out() -> None:
    words = said(Scenario(draw=SHAKEN_ARGMAX, draws=1))
    assert "Setosa 1.42 (1.43 − 0.01), Versicolor 0.76 (−0.40 + 1.16)" in words
    assert "Virginica 3.40 (0.23 + 3.17). Argmax picks Virginica." in words
    assert "Without noise, argmax picks Setosa every time." in words
    calm = said(Scenario(draw=SHAKEN_ARGMAX, draws=1, noise=0.0))
    assert "Setosa 1.43 (1.43 + 0)" in calm
    assert "Argmax picks Setosa." in calm


@pytest.mark.parametrize("temperature", [0.05, 1.0, 10.0])
def test_argmax_does_not_care_about_temperature(temperature: float) -> None:
    words = said(Scenario(temperature=temperature))
    assert "Argmax picks Setosa every time, at any temperature." in words


def test_the_next_word_is_read_in_its_sentence() -> None:
    scenario = Scenario(draw=NEXT_WORD, draws=7)
    last = drawn(scenario).last
    assert last is not None
    assert f"“The bee lands on the {WORDS[last]}.”" in said(scenario)
    assert "may be drawn" not in said(scenario), "nothing is cut off"


def test_what_is_cut_off_is_said() -> None:
    # mpmath: (e^3.1 + e^2.3) / sum of all seven = 0.7534
    assert "2 of 7 words may be drawn: their probabilities, 0.75 together" in said(
        Scenario(draw=NEXT_WORD, top_k=2)
    )
    assert "1 of 7 words may be drawn: its probability, 0.52, becomes 1." in said(
        Scenario(draw=NEXT_WORD, top_p=0.5)
    )


def test_only_what_needs_it_has_a_note() -> None:
    assert note(Scenario()) == ""
    assert "Gumbel" in note(Scenario(draw=SHAKEN_ARGMAX))
    assert "made up" in note(Scenario(draw=NEXT_WORD))
    assert buttons(Scenario(draw=SHAKEN_ARGMAX))[2] == "Shake 1,000"

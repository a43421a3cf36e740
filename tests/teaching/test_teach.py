"""The words of the page Teach: its corrections are true, and it explains every term."""

import math
import re
from itertools import pairwise
from pathlib import Path

import pytest

from argsoft.gradients import argmax_jacobian, softmax_jacobian
from argsoft.selection import argmax, maximizers
from argsoft.softmax import logsumexp, softmax
from argsoft.state.scenario import PRESETS, Scenario
from argsoft.teaching import teach
from argsoft.teaching.lessons import PREPARED

ROOT = Path(__file__).parents[2]
LECTURE = Scenario().logits


def truth(part: str) -> str:
    """Return the correction of the one mistake that contains these words."""
    (mistake,) = (each for each in teach.mistakes() if part in each.said)
    return mistake.truth


def terms() -> set[str]:
    """Collect every term of the glossary, in lower case."""
    return {word.lower() for term in teach.glossary() for word in (term.name, *term.also)}


# Mistakes.


def test_each_mistake_is_there_once_and_is_answered_by_a_page() -> None:
    assert len({mistake.said for mistake in teach.mistakes()}) == len(teach.mistakes()) >= 10
    assert {mistake.link for mistake in teach.mistakes()} <= PREPARED.keys()


def test_every_softmax_share_is_above_0_and_logsumexp_is_the_smooth_maximum() -> None:
    assert "smooth maximum is logsumexp" in truth("finds the maximum")
    assert (softmax(LECTURE) > 0).all()
    assert max(LECTURE) < logsumexp(LECTURE) < max(LECTURE) + math.log(3)


def test_a_tie_is_no_fifty_fifty() -> None:
    assert "takes the first in the list" in truth("fifty-fifty")
    assert "arg max is a set: all classes that tie" in truth("fifty-fifty")
    tie = PRESETS["two_way_tie"].logits
    assert argmax(tie) == 0
    assert maximizers(tie).tolist() == [0, 2]


def test_a_1_is_no_certainty() -> None:
    share = softmax(PREPARED["close_call"].scenario.logits)[0]
    assert f"probability of {share:.2f}." in truth("certain")
    assert share < 0.5


def test_a_negative_logit_has_a_probability() -> None:
    assert f"{LECTURE[1]:.2f}".replace("-", "−") in truth("below 0")
    assert f"{softmax(LECTURE)[1]:.0%}" in truth("below 0")


def test_times_3_is_surer_and_no_better() -> None:
    tripled = softmax([3 * z for z in LECTURE])
    assert f"from {softmax(LECTURE)[0]:.2f} to {tripled[0]:.2f}" in truth("better one")
    assert argmax(tripled) == argmax(LECTURE)


def test_the_derivative_of_argmax_is_0_or_does_not_exist() -> None:
    assert "it is undefined" in truth("always 0")
    assert (argmax_jacobian(LECTURE) == 0).all()
    assert any(math.isnan(each) for each in argmax_jacobian(PRESETS["two_way_tie"].logits).flat)


def test_the_same_added_or_subtracted_moves_no_share() -> None:
    assert "No probability changes" in truth("Add the same")
    assert "changes no probability" in truth("Subtracting the largest")
    for shift in (2.0, -max(LECTURE)):
        moved = softmax([z + shift for z in LECTURE])
        assert moved == pytest.approx(softmax(LECTURE), rel=1e-14)


def test_doubling_is_temperature_one_half() -> None:
    doubled = softmax([2 * z for z in LECTURE])
    assert f"{softmax(LECTURE)[0]:.2f} becomes {doubled[0]:.2f}" in truth("Double all")
    assert doubled == pytest.approx(softmax(LECTURE, temperature=0.5))


def test_a_lead_multiplies() -> None:
    for lead in (1.0, 2.0):
        first, second = softmax([lead, 0.0])
        assert f"{first / second:.2f} times" in truth("Twice the lead")


def test_twice_softmax_evens_out() -> None:
    once = softmax(LECTURE)
    said = truth("Softmax twice")
    assert f"{once[0]:.2f} becomes {softmax(once)[0]:.2f}" in said
    assert f"pass {softmax([1.0, 0.0, 0.0])[0]:.2f}" in said


def test_the_smallest_share_is_not_0() -> None:
    share = softmax([0.23, 0.99, -102, 10])[2]
    assert f"{share:.1e}" == "2.3e-49"
    assert "for the logits 0.23, 0.99, −102 and 10 is" in truth("0.00 is 0")
    assert "2.3 × 10⁻⁴⁹" in truth("0.00 is 0")


def test_a_low_temperature_has_next_to_no_slope() -> None:
    cold = PREPARED["cold"].scenario.temperature
    slope = softmax_jacobian(LECTURE, temperature=cold)[0, 0]
    assert f"{slope:.0e}" == "8e-10"
    assert f"temperature {cold}," in truth("low temperature")
    assert f"the slope of {softmax_jacobian(LECTURE)[0, 0]:.2f} is 8 × 10⁻¹⁰" in truth(
        "low temperature"
    )


def test_no_temperature_changes_the_winner() -> None:
    assert truth("change which class").startswith("Never")
    for temperature in (0.05, 1.0, 10.0):
        assert argmax(softmax(LECTURE, temperature=temperature)) == argmax(LECTURE)


# Words.


def test_the_glossary_is_alphabetical_and_says_nothing_twice() -> None:
    names = [term.name.lower() for term in teach.glossary()]
    assert all(first < second for first, second in pairwise(names))
    assert len(terms()) == sum(1 + len(term.also) for term in teach.glossary())


def test_every_word_is_shown_on_some_page_but_one() -> None:
    assert [term.name for term in teach.glossary() if not term.link] == ["Logsumexp"]
    assert {term.link for term in teach.glossary()} - {""} <= PREPARED.keys()


def test_softmax_is_the_slope_of_logsumexp() -> None:
    (meaning,) = (term.meaning for term in teach.glossary() if term.name == "Logsumexp")
    assert "Softmax is its slope" in meaning
    above, below = ([LECTURE[0] + push, *LECTURE[1:]] for push in (1e-6, -1e-6))
    slope = (logsumexp(above) - logsumexp(below)) / 2e-6
    assert slope == pytest.approx(softmax(LECTURE)[0], rel=1e-6)


def test_every_word_that_a_page_introduces_is_explained() -> None:
    # A page prints a word in bold where it introduces it.
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "pages").rglob("*.py")]
    for path in (ROOT / "argsoft/wording").glob("*.py"):
        _before, _name, rest = path.read_text(encoding="utf-8").partition("def introduction")
        sources.append(rest.partition("\ndef ")[0])
    bold = {word for text in sources for word in re.findall(r"\*\*([A-Za-z][a-z ]+)\*\*", text)}
    assert {"slope", "logit"} <= bold
    assert {word.lower().removesuffix("s") for word in bold} <= terms()


@pytest.mark.parametrize(
    "word",
    [
        *("softmax", "argmax", "one-hot", "logit", "raw output", "probability", "share", "tie"),
        *("temperature", "slope", "derivative", "Jacobian", "gradient", "gradient descent"),
        *("loss", "cross-entropy", "squared error", "learning rate", "logsumexp", "overflow"),
        *("index", "winner", "random seed", "confusion matrix", "accuracy"),
        *("entropy", "margin", "sigmoid", "nat", "chain rule", "class", "training", "float16"),
    ],
)
def test_a_key_word_is_explained(word: str) -> None:
    assert word.lower() in terms()


# Sources.


def test_the_sources_are_those_of_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8").partition("## Sources")[2]
    for source in teach.SOURCES:
        title = source.citation.partition(": ")[2].partition(", ")[0]
        assert title in " ".join(readme.split()).replace("*", "")
        assert source.address.removeprefix("https://doi.org/") in readme
    assert len(teach.SOURCES) == readme.count("\n- ")

"""The language of the visitor: catalogs, lists, numbers, and where it comes from."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argsoft import language
from argsoft.language import N_, best, languages, listed, names, plural, speak, spoken
from argsoft.language import translate as _
from argsoft.wording.numerals import Rounded, number, percent, probability, quantity
from argsoft.wording.playground import summary
from tests.language import pseudo
from tests.language.pseudo import LANGUAGE

PLACES = re.compile(r"\{(\w*)\}")


@pytest.fixture
def translated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Speak the pseudo-language."""
    pseudo.write(tmp_path)
    monkeypatch.setattr(language, "CATALOGS", tmp_path)
    speak(LANGUAGE)
    yield
    speak(language.SOURCE)
    language._catalog.cache_clear()


def test_there_is_english_alone() -> None:
    assert languages() == ("en",)
    assert names() == {"en": "English"}
    assert spoken() == "en"


@pytest.mark.parametrize("preferred", [None, "", "de", "de-AT", "xx", "en-US", "!"])
def test_every_browser_gets_english_without_a_translation(preferred: str | None) -> None:
    assert best(None, preferred) == "en"
    assert best("de", preferred) == "en"


@pytest.mark.usefixtures("translated")
@pytest.mark.parametrize(
    ("asked", "preferred", "chosen"),
    [
        (None, "cs-CZ", "cs"),
        (None, "cs", "cs"),
        (None, "fr", "en"),
        ("en", "cs", "en"),
        ("cs", "en", "cs"),
        ("tlh", "cs", "cs"),
    ],
)
def test_the_link_decides_before_the_browser(
    asked: str | None, preferred: str, chosen: str
) -> None:
    assert languages() == ("en", "cs")
    assert names()["cs"] == "Čeština"
    assert best(asked, preferred) == chosen


@pytest.mark.usefixtures("translated")
def test_a_message_is_translated_when_it_is_shown() -> None:
    label = N_("Share")
    assert _(label) == "Šĥåŕé ẋẋ"
    assert label == "Share", "the mark alone translates nothing"
    speak("en")
    assert _(label) == "Share"


@pytest.mark.usefixtures("translated")
def test_numbers_are_written_as_the_language_does() -> None:
    assert number(-0.4) == "−0,40"
    assert quantity(22026.5) == "22\N{NO-BREAK SPACE}026"
    assert percent(0.684178) == "68\N{NO-BREAK SPACE}%"
    assert probability(0.684178) == "0,68"
    assert Rounded("1,234.5", 3).latex == "1\N{NO-BREAK SPACE}234{,}5 \\cdot 10^{3}"
    assert Rounded("-2.3", -49).text == "−2,3 × 10⁻⁴⁹"
    assert listed(["A", "B", "C"]) == "A, B a\N{NO-BREAK SPACE}C"
    assert "0,01" in summary([1.43, 1.4299, 0])


def test_english_keeps_the_digits_as_they_are() -> None:
    assert Rounded("1,234.5", 3).latex == r"1,234.5 \cdot 10^{3}"
    assert plural("{count} vote", "{count} votes", 1).format(count=1) == "1 vote"


def test_every_message_is_found_and_its_places_are_named() -> None:
    found = [
        each
        for message in pseudo.messages()
        for each in ([message] if isinstance(message, str) else message)
    ]
    assert "Argmax answers {winner}, all or nothing." in found
    assert "Projector view" in found
    assert "" not in found, "gettext translates the empty message into the catalog's head"
    assert [each for each in found if "" in PLACES.findall(each)] == []
    assert [each for each in found if each != each.strip()] == [], "a part of a sentence"


@given(st.text(st.characters(codec="ascii")))
def test_the_pseudo_language_keeps_the_places_to_fill(message: str) -> None:
    assert PLACES.findall(pseudo.pseudo(message)) == PLACES.findall(message)


def test_every_apostrophe_is_typographic() -> None:
    found = ["".join(message) for message in pseudo.messages()]
    assert any("’" in each for each in found)
    formula = re.compile(r"\$[^$]*\$")  # in which ' is a prime
    assert not [each for each in found if "'" in formula.sub("", each)]

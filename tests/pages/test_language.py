"""Every page in a pseudo-language: no English is left, and its numbers are the language's."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from google.protobuf.message import Message
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Element, Node

from argsoft import language
from argsoft.iris import CLASS_NAMES
from argsoft.state.contents import PAGES
from argsoft.state.rules import Choice
from argsoft.state.scenario import NUM_ROUNDS, PARAMETERS, SUMMARY, fields_of
from argsoft.ui.classroom.attendance import attendance
from tests.language import pseudo
from tests.pages.conftest import OpenPage, chart_data

TRANSLATED = (
    *("playground", "step_by_step", "flat_or_smooth", "derivatives", "chain_rule", "training"),
    *("iris", "any_outputs", "sample", "predict", "teach"),
)
SHOWN_FIELDS = {"alt", "body", "content", "help", "label", "options", "placeholder", "title"}
FIGURE_WORDS = {"text", "ticktext", "title", "name", "colorbar"}
# Names, code and signs that no language translates.
UNTRANSLATED = {
    *CLASS_NAMES,
    *(
        "argmax",
        "softmax",
        "argsoft",
        "English",
        "exp",
        "inf",
        "nan",
        "NumPy",
        "PyTorch",
        "float64",
    ),
    *("float64", "float32", "float16", "ARGMAX", "SOFTMAX"),
    *("cat", "dog", "sofa", "fish"),  # a list that a visitor may type
}
MARKUP = re.compile(
    r"(?s:<style>.*?</style>)|\[[^]]*\]\(https[^)]*\)|<[^>]*>|`[^`]*`|\$[^$]*\$|\\(?:begin|end)\{\w+\}|https?://\S+|:[a-z]+\[|\\(?:text|mathrm)\b|\\[a-z]+"
)
WORD = re.compile(r"[A-Za-z]{3,}\d*")


@pytest.fixture(autouse=True)
def _translated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    pseudo.write(tmp_path)
    monkeypatch.setattr(language, "CATALOGS", tmp_path)
    monkeypatch.setattr(language, "best", lambda *_: pseudo.LANGUAGE)
    yield
    language.speak(language.SOURCE)
    language._catalog.cache_clear()


def strings(part: Any) -> Iterator[str]:  # noqa: ANN401 - any JSON
    """Yield every text in a part of a figure."""
    match part:
        case str():
            yield part
        case dict():
            yield from (text for each in part.values() for text in strings(each))
        case list() | tuple():
            yield from (text for each in part for text in strings(each))


def figure_words(part: Any) -> Iterator[str]:  # noqa: ANN401 - any JSON
    """Yield the words in a figure: titles, labels, ticks."""
    if isinstance(part, dict):
        for key, each in part.items():
            yield from (
                strings(each)
                if key == "ticktext" or (key in FIGURE_WORDS and isinstance(each, str | list))
                else figure_words(each)
            )
    elif isinstance(part, list):
        for each in part:
            yield from figure_words(each)


def proto_words(message: Message) -> Iterator[str]:
    """Yield the visible texts of an element."""
    for field, value in message.ListFields():
        if isinstance(value, Message):
            yield from proto_words(value)
        elif field.name in SHOWN_FIELDS:
            yield from [value] if isinstance(value, str) else _each(value)


def _each(values: Any) -> Iterator[str]:  # noqa: ANN401 - any repeated field
    """Yield the visible texts of a repeated field."""
    for each in values:
        yield from proto_words(each) if isinstance(each, Message) else [str(each)]


def words(node: Node) -> Iterator[str]:
    """Yield all that an element shows."""
    if chart := chart_data(node):
        yield from figure_words(chart.get("figure", {}))
        yield from strings([chart.get(key, "") for key in ("name", "label", "done")])
    elif isinstance(node, Element) or isinstance(getattr(node, "proto", None), Message):
        yield from proto_words(node.proto)


def english(app: AppTest) -> dict[str, str]:
    """Find untranslated words, with the text that each stands in."""
    return {
        word: text
        for node in app._tree
        for text in words(node)
        for word in WORD.findall(unescape(MARKUP.sub(" ", text)))
        if word not in UNTRANSLATED
    }


def states(path: str) -> Iterator[dict[str, str]]:
    """Yield the page's default state, then one with each option of each of its choices."""
    yield {}
    if path == "predict":
        for number in range(1, SUMMARY + 1):
            yield {"round": f"{number}", "guesses": "abc"[number % 3] * NUM_ROUNDS}
        yield {"check": "before", "check_question": "11", "check_answers": "abcdn-abcd"}
        yield {"check": "after", "check_question": "10", "check_answers": "nnnnnnnnnn"}
    if path == "step_by_step":
        yield {"part": "fill", "blanks": "all", "e_to_z": "1.43", "total": "6", "probability": "1"}
        yield {"part": "fill", "probability": "0.68"}
        yield {"part": "fill", "blanks": "all", "e_to_z": "x", "total": "5%", "probability": "inf"}
    if path == "teach":
        yield {"topic": "lessons", "plan": "45", "notes": "on", "lesson": "15"}
        yield {"topic": "lessons", "lesson_step": "3"}
    for field in fields_of(path):
        rule = PARAMETERS[field].rule
        if isinstance(rule, Choice) and rule.options != CLASS_NAMES:
            yield from ({field: option} for option in rule.options)


@pytest.mark.parametrize("page", [page for page in PAGES if page.name in TRANSLATED])
def test_no_english_is_left(open_page: OpenPage, page: Any) -> None:  # noqa: ANN401
    found: dict[str, str] = {}
    for query in states(page.path):
        app = open_page("" if page is PAGES[0] else page.script, **query)
        found |= english(app)
        assert re.search("[åéîöû]", app.title[0].value)
    assert found == {}


def test_no_english_is_left_in_a_check_of_a_class(open_page: OpenPage) -> None:
    script, found = "pages/practise/predict.py", dict[str, str]()
    language.speak(pseudo.LANGUAGE)  # AppTest asks for the labels again before each click
    leader = open_page(script, check="before")
    leader.button(key="open_room").click().run()
    code = str(dict(leader.query_params)["room"]).strip("[']")
    phone, found = open_page(script, room=code), found | english(leader)
    turns = ("1.1", "show", "ask"), ("2.1", "reveal", "close")
    for turn, show, on in turns:
        for voter in "vwxyz":
            attendance().rooms.vote(code, turn, voter, "a-" * 5 + "-")
        leader.button(key=f"room_{show}").click().run()
        found |= english(leader) | english(phone.run())
        leader.button(key=f"room_{on}").click().run()
        found |= english(leader) | english(phone.run())
    attendance.cache_clear()
    found.pop(code, None)
    assert found == {}


def test_english_would_be_found(open_page: OpenPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "best", lambda *_: language.SOURCE)
    found = english(open_page())
    assert {"Projector", "winner", "probabilities", "index"} - found.keys() <= {"index"}


def test_numbers_are_written_as_the_language_does(open_page: OpenPage) -> None:
    # hand.js reads the stops of a select slider as numbers; its thumb shows none.
    nodes = [node for node in open_page()._tree if node.type != "select_slider"]
    texts = [text for node in nodes for text in words(node)]
    assert any("0,68" in text for text in texts)
    assert any("68\N{NO-BREAK SPACE}%" in text for text in texts)
    shown = [MARKUP.sub(" ", text) for text in texts]
    assert [text for text in shown if re.search(r"\b0\.\d", text)] == []

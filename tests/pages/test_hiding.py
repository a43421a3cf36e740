"""What a link hides is not sent to the browser at all, neither as text nor in a chart."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Node

from argsoft.state.contents import ANSWERS, CONTROLS, HIDEABLE, PAGES, TITLE, Page, page_at
from tests.pages.conftest import TOLERANCE, OpenPage, figures, html, numbers

ALWAYS = ("argsoft.scripts", "argsoft.live", "argsoft.strip")  # the same on every page
# A page, its query, and for each part that can be hidden, strings that would reveal it. By mpmath:
# exp(1.43) / (exp(1.43) + exp(-0.40) + exp(0.23)) = 0.6842.
CASES: tuple[tuple[str, dict[str, str], dict[str, tuple[str, ...]]], ...] = (
    (
        "",
        {},
        {
            "words": ("one **raw output**", "Try it", "no certainty", "StatQuest’s video"),
            "argmax": (
                "chart_argmax",
                "Argmax answers",
                "<br>winner",
                "flips at once",
                "<td>1</td>",
                "one-hot [1",
                "np.argmax",
            ),
            "softmax": ("chart_softmax", "Softmax gives", "0.68", "68%", "at the start", "+ 0.11"),
            "numbers": ("0.68", "<b>1</b>", "68%", "0.6842", "<td>1</td>", "<b>1.43</b>", "[1, 0"),
            "sentence": ("Argmax answers", "Softmax gives"),
            "presets": ("Close call", "Two-way tie"),
        },
    ),
    (
        "step_by_step",
        {"stage": "all"},
        {
            "argmax": ("Argmax answers",),
            "softmax": ("chart_working", "Softmax gives", "displaystyle", "<td>0.68</td>"),
            "numbers": ("6.11", "4.18", "68%", "displaystyle", "<td>0.68</td>"),
            "sentence": ("Softmax gives",),
            "presets": ("Close call",),
        },
    ),
    (
        "step_by_step",
        {"part": "fill", "probability": "0.68"},
        {
            "softmax": ("chart_working", "Correct", "÷", "Complete:", "probability_typed"),
            "numbers": ("4.18", "Correct", "÷", "Complete:", "probability_typed"),
            "sentence": ("Complete:",),
        },
    ),
    (
        "step_by_step",
        {"part": "break", "factor": "600"},
        {
            "softmax": ("chart_working_1", "inf ÷ inf"),
            "numbers": ("<b>nan</b>", "<b>inf →</b>", "inf ÷ inf", "858.0"),
            "sentence": ("inf ÷ inf",),
        },
    ),
    (
        "flat_or_smooth",
        {"watch": "all_three"},
        {
            "words": ("Try it",),
            "argmax": ("chart_steps", "Argmax jumps", "point hops", "slope 0"),
            "softmax": (
                "chart_curves",
                "softmax 0.22",
                "+0.0212",
                "never gets to 0 or 1",
                "<td>0.68</td>",
            ),
            "numbers": ("slope 0", "</span> 0.22", "+0.0212", "tie with", "<td>0.68</td>"),
            "sentence": ("Argmax jumps", "Nudge"),
            "presets": ("Close call",),
        },
    ),
    (
        "flat_or_smooth",
        {"view": "overlaid"},
        {
            "argmax": ("chart_overlaid",),
            "softmax": ("chart_overlaid",),
            "numbers": ("softmax 0.22",),
        },
    ),
    (
        "flat_or_smooth",
        {"view": "two_logits"},
        {"argmax": ("chart_cliff",), "softmax": ("chart_hill",)},
    ),
    (
        "derivatives",
        {},
        {
            "words": ("Jacobian", "Try it"),
            "argmax": ("chart_argmax_slopes", "Argmax does not move", "derivative is undefined"),
            "softmax": ("chart_softmax_slopes", "0.22", "0.21608", "video rounds", "symmetric"),
            "numbers": ("0.22", "−0.14", "0.21608", "video rounds", "<td>0</td>"),
            "sentence": ("Argmax does not move",),
            "presets": ("Close call",),
        },
    ),
    (
        "chain_rule",
        {},
        {
            "words": ("is the loss", "Try it"),
            "softmax": (
                *("chart_loss", "chart_gradient", "chart_trace"),
                *("p ≈ 0.2061", "p × (1 − p)", "∂p/∂z is", "1.58"),
            ),
            "numbers": ("−4.853", "p ≈ 0.2061", "−0.79", "1.58"),
            "sentence": ("∂p/∂z is", "Raise it"),
            "presets": ("Close call",),
        },
    ),
    (
        "chain_rule",
        {"through": "argmax", "target": "Virginica"},
        {
            "argmax": (
                *("chart_loss", "chart_gradient", "chart_trace"),
                *("argmax is wrong here", "with a = 0"),
            ),
            "numbers": ("with a = 0", "the product is 0"),
        },
    ),
    (
        "training",
        {"at": "200"},
        {
            "argmax": ("chart_film", "chart_confusion", ">Through argmax<", "143 of 150"),
            "softmax": ("chart_film", "chart_confusion", ">Through softmax<", "143 of 150"),
            "numbers": (
                "95%",
                "1.10 to 0.11",
                "<b>0.11</b>",
                "143 of 150",
                "50<br>correct",
                "step 200 of 200",
            ),
            "sentence": (">Through softmax<", "143 of 150"),
        },
    ),
    (
        "iris",
        {},
        {
            "argmax": (
                *("chart_map_argmax", "chart_mark_argmax", "chart_picked_argmax", "<br>winner"),
                *("Argmax answers", "Wrong answers"),
            ),
            "softmax": (
                *("chart_map_softmax", "chart_mark_softmax", "chart_picked_softmax"),
                *("Softmax gives", "least confident"),
            ),
            "numbers": (
                "Softmax gives",
                "logits are",
                "query_string",
            ),
            "sentence": ("Argmax answers", "logits are"),
            "presets": ("least confident", "Wrong answers"),
        },
    ),
    (
        "iris",
        {"whose": "held_out"},
        {
            "argmax": ("chart_count", "Count it"),
            "softmax": ("chart_count", "Count it"),
            "numbers": ("Count it", "<br>of "),
            "sentence": ("Count it",),
        },
    ),
    (
        "any_outputs",
        {"outputs": "cat: 2, dog: 1"},
        {
            "argmax": ("chart_any_argmax", "Argmax picks", "<td>1</td>", "download"),
            "softmax": ("chart_any_softmax", "0.73", "Margin", "sigmoid", "softmax(", "download"),
            "numbers": ("0.73", "<b>1</b>", "<td>1</td>", "Margin", "download"),
            "sentence": ("Argmax picks",),
            "presets": ("A tie", "Eight classes"),
        },
    ),
    (
        "any_outputs",
        {"axis": "logarithmic", "outputs": "0.23, 0.99, -102, 10"},
        {"softmax": ("chart_any_softmax", "10⁻⁴"), "numbers": ("× 10⁻⁴", "×<br>10⁻⁴")},
    ),
    (
        "sample",
        {},
        {
            "words": ("Try it",),
            "softmax": ("chart_one_draw", "chart_all_draws", "In 10 draws", "<td>0.68</td>"),
            "argmax": ("Argmax picks",),
            "numbers": ("<b>0.68</b>", "<b>6</b>", "<b>0.94</b>", "In 10 draws", "<td>60%</td>"),
            "sentence": ("In 10 draws",),
            "presets": ("Close call",),
        },
    ),
    (
        "sample",
        {"draw": "shaken_argmax"},
        {
            "argmax": ("chart_one_draw", "chart_all_draws", "<br>winner", "The last shake"),
            "softmax": ("chart_one_draw", "chart_all_draws", "Softmax gives", "Gumbel"),
            "numbers": ("<b>0.18</b>", "<b>5</b>", "The last shake"),
        },
    ),
    (
        "predict",
        {"guesses": "b-----------"},
        {
            "argmax": ("chart_guess_argmax", "✓", "Correct.", "here there are none"),
            "softmax": ("chart_guess_softmax", "✓", "Correct.", "0.33"),
            "numbers": ("<b>0.33</b>", "✓", "Correct."),
            "sentence": ("here there are none",),
        },
    ),
    (
        "predict",
        {"check": "before", "check_question": "11", "check_answers": "bbbbbbbbbn"},
        {
            "argmax": ("Correct: ", "of 10"),
            "softmax": ("Correct: ", "of 10"),
            "numbers": ("Correct: ", "of 10"),
            "sentence": ("Correct: ",),
        },
    ),
    (
        "predict",
        {"ask": "half_temperature", "reveal": "on"},
        {
            "argmax": ("chart_guess_argmax", "Argmax picks <strong", "✓"),
            "softmax": ("chart_guess_softmax", "gives 0.90", "✓"),
            "numbers": ("gives 0.90", "<b>0.90</b>", "✓"),
            "sentence": ("gives 0.90",),
        },
    ),
    (
        "predict",
        {"round": "10", "guesses": "---------a--"},
        {"argmax": ("chart_guess_table", "changes no winner"), "numbers": ("changes no winner",)},
    ),
    (
        "predict",
        {"round": "3", "guesses": "--c---------"},
        {"softmax": ("chart_guess_softmax", "Not yet"), "numbers": ("Not yet",)},
    ),
    (
        "teach",
        {},
        {
            "words": ("exactly this state",),
            "softmax": ('class="shares"', "shows_"),
            "argmax": ("shows_",),
            "numbers": ("shows_",),
        },
    ),
    ("teach", {"topic": "lessons", "notes": "on"}, dict.fromkeys(ANSWERS, ("**Expect:**",))),
    (
        "teach",
        {"topic": "handout"},
        dict.fromkeys(ANSWERS, ("download_handout", "download_worksheet", "download_answers")),
    ),
    ("teach", {"topic": "sources"}, dict.fromkeys(("softmax", "numbers"), ("0.6842",))),
)


def parts(node: Node) -> Iterator[str]:
    """Yield the content of every element in a part of the page, as sent to the browser."""
    message = getattr(node, "proto", None)
    if message is not None:
        sent = {field.name: value for field, value in message.ListFields()}
        body = str(sent.get("body", ""))
        is_sheet = body.startswith("<style>") and "{ --from:" not in body
        if not is_sheet and sent.get("component_name") not in ALWAYS:
            for name in ("json", "spec"):
                if name in sent:
                    sent[name] = said(json.loads(sent[name]))
            yield str(sent)
    for child in getattr(node, "children", {}).values():
        yield from parts(child)


def said(part: Any) -> Any:  # noqa: ANN401 - any JSON
    """Blank the raw numbers in a part of a figure, and keep its texts."""
    if isinstance(part, dict):
        return {name: said(each) for name, each in part.items()}
    if isinstance(part, list):
        return [said(each) for each in part]
    return "" if isinstance(part, int | float) else part


def everything(app: AppTest) -> str:
    """Join all content of a page, as sent to the browser."""
    return "\n".join(parts(app._tree))


def opened(open_page: OpenPage, path: str, query: Mapping[str, str]) -> AppTest:
    """Open a page with its table and its code."""
    app = open_page(page_at(path).script if path else "", **query)
    app.session_state["table"] = app.session_state["code"] = True
    app.run()
    assert not app.exception
    return app


@pytest.mark.parametrize(("path", "query", "told"), CASES)
def test_what_is_hidden_is_not_sent(
    open_page: OpenPage, path: str, query: Mapping[str, str], told: Mapping[str, tuple[str, ...]]
) -> None:
    shown = everything(opened(open_page, path, query))
    for part, telling in told.items():
        assert [each for each in telling if each not in shown] == [], part
        kept = everything(opened(open_page, path, {**query, "hide": part}))
        assert [each for each in telling if each in kept] == [], part


def test_the_cases_cover_all_pages() -> None:
    assert {path for path, *_ in CASES} == {page.path for page in PAGES}


@pytest.mark.parametrize(("path", "query"), [case[:2] for case in CASES])
def test_without_numbers_no_chart_has_any_but_on_its_axes(
    open_page: OpenPage, path: str, query: Mapping[str, str]
) -> None:
    app = opened(open_page, path, {**query, "hide": "numbers"})
    for figure in figures(app):
        traces = [*figure["data"], *(each for f in figure.get("frames", ()) for each in f["data"])]
        texts = [text for trace in traces for text in trace.get("text", ())]
        texts += [each["text"] for each in figure["layout"].get("annotations", ())]
        words = [re.sub("<[^>]*>", "", text) for text in texts]
        assert [text for text in words if re.search(r"\d|nan|inf|defined", text)] == []


def test_no_chart_holds_a_hidden_share(open_page: OpenPage) -> None:
    # The share at the default logits, by mpmath: exp(1.43) / (exp(1.43) + exp(-0.40) + exp(0.23)).
    share = pytest.approx(0.684178, abs=TOLERANCE)
    assert share in list(numbers(open_page()))
    assert share not in list(numbers(open_page(hide="softmax")))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.title)
def test_a_hidden_claim_is_not_sent(open_page: OpenPage, page: Page) -> None:
    app = open_page(page.script if page.path else "", hide=TITLE)
    assert not app.title
    assert page.claim not in everything(app)


def test_hidden_controls_are_unseen_and_hold_what_the_link_sets(open_page: OpenPage) -> None:
    app = open_page(hide=CONTROLS, setosa="2.5")
    assert app.slider(key="setosa").value == 2.5
    assert ".st-key-sliders, .st-key-choices" in html(app)
    assert "display: none" in html(app)
    assert "display: none }" not in html(open_page(hide="words", setosa="2.5"))


@pytest.mark.parametrize("part", HIDEABLE)
def test_what_is_not_hidden_stays(open_page: OpenPage, part: str) -> None:
    kept = everything(opened(open_page, "", {"hide": part}))
    for other, word in (
        (TITLE, "Argmax picks a winner."),
        ("words", "one **raw output**"),
        (CONTROLS, "sliders"),
        ("argmax", "chart_argmax"),
        ("softmax", "chart_softmax"),
        ("numbers", "<b>1</b>" if part == "softmax" else "<b>0.68</b>"),
        ("presets", "Close call"),
    ):
        assert other == part or word in kept, other


def test_a_fragment_run_does_not_send_what_is_hidden(open_page: OpenPage) -> None:
    app = open_page(hide="softmax,numbers")
    app.slider(key="virginica").set_value(1.38).run()
    assert "chart_argmax" in everything(app)
    assert "chart_softmax" not in everything(app)
    assert "Softmax gives" not in everything(app)

"""The handout file: its size, its requests, its numbers, and its escaped texts."""

import json
import re
from functools import cache
from html.parser import HTMLParser
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import ArrayLike

from argsoft.figures import figure
from argsoft.figures.offline import Mover, Words, offline_page
from argsoft.figures.strips import DECIMALS
from argsoft.iris import CLASS_NAMES
from argsoft.selection import argmax, one_hot
from argsoft.softmax import softmax
from argsoft.state.scenario import BOUNDS, LOGIT_FIELDS, PRESETS, Scenario, class_index
from argsoft.sweeps import logit_sweep
from argsoft.ui.classroom import handout_file
from argsoft.wording.numerals import slope
from argsoft.wording.playground import summary
from tests.strategies import link_texts, scenarios

LINK = "https://example.org/teach?setosa=2&moving=Setosa"
MOST_BYTES = 6_000_000
TRAP = '</script><script>alert(1)</script><!-- "&\u2028 <img src=https://example.org/x>'


class Reader(HTMLParser):
    """Parser that collects the elements of a page, and the text in each."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.texts.append("")

    def handle_data(self, data: str) -> None:
        if self.texts:
            self.texts[-1] += data

    def text(self, tag: str, which: int = 0) -> str:
        places = [i for i, (name, _) in enumerate(self.elements) if name == tag]
        return self.texts[places[which]]


@cache
def page(scenario: Scenario) -> str:
    return handout_file.handout(scenario, LINK)


def first_mover(text: str) -> dict[str, Any]:
    """Look up what moves when the file opens."""
    content = prepared(text)
    mover: dict[str, Any] = content["movers"][content["opens"]]
    return mover


def prepared(text: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(Reader(text).text("script", 1))
    return content


def at(stop: int, chart: dict[str, Any]) -> dict[str, Any]:
    """Build a chart at a stop, as the script of the page does."""
    picture: dict[str, Any] = json.loads(json.dumps(chart["figure"]))
    for change in chart["changes"]:
        *path, last = change["path"]
        place: Any = picture
        for key in path:
            place = place[key]
        place[last] = change["values"][change["at"][stop]]
    return picture


def rounded(values: ArrayLike) -> list[float]:
    """Round numbers to screen precision, as in the file."""
    numbers: list[float] = (np.asarray(values, float).round(DECIMALS) + 0.0).tolist()
    return numbers


def outputs(chart: dict[str, Any], mode: str) -> list[dict[str, Any]]:
    """Find the traces of one mode in the upper panel of a chart of curves."""
    return [each for each in chart["data"] if (each["mode"], each["yaxis"]) == (mode, "y")]


def is_dotted(line: dict[str, Any]) -> bool:
    """Return whether a line is the one at the jump."""
    return bool(line["line"].get("dash") == "dot")


def without_plotly(text: str) -> str:
    start = text.index("<script>")
    return text[:start] + text[text.index("</script>", start) :]


def small(**texts: Any) -> str:  # noqa: ANN401 - any argument of a handout
    """Build a handout of one chart with two stops."""
    bars = [figure([{"type": "bar", "x": [0], "y": [y]}], {"height": 1}) for y in (1, 2)]
    words: dict[str, Any] = {
        "title": "t",
        "heading": "h",
        "what": "w",
        "no_script": "s",
        "notes": [],
    } | texts
    name, label = words.pop("name", "n"), words.pop("label", "l")
    sentences = words.pop("sentences", ["one", "two"])
    return offline_page(
        [Mover(label, "#123456", 1, ["1", "2"], sentences, [[each] for each in bars])],
        0,
        [name],
        Words(**words),
    )


# The file.


def test_it_fits_an_old_stick_with_the_largest_numbers() -> None:
    for scenario in (Scenario(), Scenario(-1.2345678901234567, 1e-300, 1 / 3, 0.05000000000000001)):
        assert len(page(scenario).encode()) <= MOST_BYTES


def test_nothing_in_it_leads_a_browser_to_a_host() -> None:
    text = page(Scenario())
    reader = Reader(text)
    reaching = {"src", "href", "srcset", "action", "data", "poster", "background"}
    assert not [attrs for _, attrs in reader.elements if reaching & attrs.keys()]
    assert "url(" not in without_plotly(text)
    assert "@import" not in without_plotly(text)
    # The policy also stops plotly.js from making requests.
    policies = [a["content"] for _, a in reader.elements if "http-equiv" in a]
    assert len(policies) == 1
    assert policies[0] is not None
    assert policies[0].startswith("default-src 'none';")
    assert "http" not in policies[0]


def test_it_says_its_language_its_letters_and_its_width() -> None:
    elements = Reader(page(Scenario())).elements
    assert ("html", {"lang": "en"}) in elements
    assert ("meta", {"charset": "utf-8"}) in elements
    assert "viewport" in [attrs.get("name") for _, attrs in elements]
    assert page(Scenario()).index("charset") < 1000  # browsers look for it only near the start


def test_the_link_is_text() -> None:
    text = without_plotly(page(Scenario()))
    assert "https://example.org/teach?setosa=2&amp;moving=Setosa" in text
    assert text.count("example.org") == 1


def test_its_script_computes_nothing() -> None:
    script = Reader(page(Scenario())).text("script", 2)
    assert "Plotly.react" in script
    assert not re.findall(r"Math\.|[^=]=?\*[^/]|\*\*|parseFloat|Number\(", script)


# The numbers.


@pytest.mark.parametrize(
    "scenario",
    [
        Scenario(),
        Scenario(-1.2345678901234567, moving="Virginica", temperature=0.05),
        Scenario(1.0, 1.0, 1.0, moving="Versicolor", temperature=10.0),
        PRESETS["runaway"],
    ],
)
def test_every_stop_shows_the_right_numbers(scenario: Scenario) -> None:
    content = first_mover(page(scenario))
    moving = class_index(scenario.moving)
    places = sorted({i / 10 for i in range(-50, 51)} | {scenario.logits[moving]})
    assert len(content["stops"]) == len(content["sentences"]) == len(places)
    assert places[content["start"]] == scenario.logits[moving]
    for stop in {0, 17, 60, 63, len(places) - 1, content["start"]}:
        logits = list(scenario.logits)
        logits[moving] = places[stop]
        sweep = logit_sweep(logits, moving, temperature=scenario.temperature)
        bars, shares, steps, curves = (at(stop, each) for each in content["charts"])
        assert bars["data"][0]["y"] == one_hot(argmax(logits), 3).tolist()
        expected = softmax(logits, temperature=scenario.temperature)
        assert shares["data"][0]["y"] == rounded(expected)
        curve, tangent = (each for each in outputs(curves, "lines") if not is_dotted(each))
        assert curve["y"] == rounded(sweep.softmax_outputs[moving])
        (point,) = outputs(curves, "markers")
        assert (point["x"], point["y"]) == (rounded([places[stop]]), rounded([expected[moving]]))
        run, rise = (tangent[axis][1] - tangent[axis][0] for axis in "xy")
        finest = 10.0**-DECIMALS
        assert rise == pytest.approx(sweep.softmax_slopes_at[moving] * run, abs=2 * finest)
        points = [t for t in outputs(steps, "markers") if t["x"] == rounded([places[stop]])]
        assert points[-1]["y"] == rounded([sweep.argmax_at[moving]])
        words = [text for t in curves["data"] for text in t.get("text", [])]
        assert words[-1] == f"slope {slope(float(sweep.softmax_slopes_at[moving]))}"
        spoken = summary(logits, temperature=scenario.temperature)
        assert content["sentences"][stop] == spoken


def test_the_pictures_are_the_apps_own() -> None:
    content = first_mover(page(Scenario()))
    own_figures = handout_file.figures(Scenario(), "setosa")
    for chart, drawn in zip(content["charts"], own_figures, strict=True):
        shown, own = at(content["start"], chart), json.loads(drawn.to_json(engine="json"))
        assert [each["type"] for each in shown["data"]] == [each["type"] for each in own["data"]]
        assert shown["layout"] | {"height": 0} == own["layout"] | {"height": 0}


@given(scenarios())
def test_the_stop_it_opens_at_is_the_state_itself(scenario: Scenario) -> None:
    for field in (*LOGIT_FIELDS, "temperature"):
        states = handout_file.stops(scenario, field)
        values = [getattr(each, field) for each in states]
        assert scenario in states
        assert values == sorted(set(values))
        low, high, _ = BOUNDS[field]
        assert (values[0], values[-1]) == (low, high)


def test_the_temperature_moves_too() -> None:
    content = prepared(page(Scenario()))
    assert [each["label"] for each in content["movers"]] == [
        *(f"{name}’s logit" for name in CLASS_NAMES),
        "Temperature",
    ]
    temperature = content["movers"][3]
    for stop in (0, temperature["start"], len(temperature["stops"]) - 1):
        value = float(temperature["stops"][stop])
        expected = softmax(Scenario().logits, temperature=value)
        assert at(stop, temperature["charts"][1])["data"][0]["y"] == rounded(expected)
    assert temperature["stops"][temperature["start"]] == "1.00"


# What changes.


def test_what_stays_is_held_once() -> None:
    content = prepared(page(Scenario()))
    logits = content["movers"][:3]  # temperature bends the whole curve
    for chart in (each for mover in logits for each in mover["charts"]):
        paths = [tuple(each["path"]) for each in chart["changes"]]
        assert ("data",) not in paths
        assert all(len(json.dumps(each["values"])) < 5_000 for each in chart["changes"])


# Escaping.


@pytest.mark.parametrize(
    "where", ["title", "heading", "what", "no_script", "name", "label", "notes", "sentences"]
)
def test_markup_in_a_text_does_not_come_alive(where: str) -> None:
    texts: dict[str, Any] = {where: TRAP}
    if where in ("notes", "sentences"):
        texts = {where: [TRAP, TRAP]}
    calm, trapped = Reader(small(notes=["", ""])), Reader(small(**{"notes": ["", ""]} | texts))
    assert [tag for tag, _ in trapped.elements] == [tag for tag, _ in calm.elements]
    assert TRAP in "".join(trapped.texts) or TRAP in [
        value for _, attrs in trapped.elements for value in attrs.values()
    ]
    if where == "sentences":
        assert prepared(small(**texts))["movers"][0]["sentences"] == [TRAP, TRAP]


@given(link_texts() | st.text("<>&\"'$\\{}/!-", max_size=20))
def test_no_link_breaks_out(link: str) -> None:
    calm = [tag for tag, _ in Reader(without_plotly(small(notes=["n"]))).elements]
    assert [tag for tag, _ in Reader(without_plotly(small(notes=[link]))).elements] == calm

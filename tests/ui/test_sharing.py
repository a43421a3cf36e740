"""Links and the code that embeds them: what is in them comes out of them again."""

from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

from hypothesis import given

from argsoft.scenario import Scenario
from argsoft.ui.sharing import embed_code, link
from tests.strategies import scenarios

BASE = "https://example.org/argsoft/iris"


class Sources(HTMLParser):
    """Collects what the frames of a page show."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[dict[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag == "iframe"
        self.found.append(dict(attrs))


def frame(target: str, name: str) -> dict[str, str | None]:
    """Return the attributes of the one frame in the code."""
    sources = Sources()
    sources.feed(embed_code(target, name))
    (only,) = sources.found
    return only


@given(scenarios())
def test_a_link_holds_the_whole_scenario(scenario: Scenario) -> None:
    target = link(BASE, scenario.to_query())
    assert target.isascii()
    assert Scenario.from_query(parse_qs(urlsplit(target).query)) == scenario


def test_a_link_to_the_defaults_is_the_bare_address() -> None:
    assert link(BASE, {}) == BASE


@given(scenarios())
def test_the_embedded_page_is_the_linked_one(scenario: Scenario) -> None:
    target = link(BASE, scenario.to_query())
    source = frame(target, "Iris")["src"]
    assert source
    query = parse_qs(urlsplit(source).query)
    assert query.pop("embed") == ["true"]
    assert Scenario.from_query(query) == scenario


def test_no_markup_gets_out_of_the_code() -> None:
    attributes = frame(link(BASE, {"outputs": '"><script>'}), '"><b>')
    assert attributes["title"] == '"><b>'
    assert {*attributes} == {"src", "title", "style"}

"""Links and embed codes round-trip: what goes in comes out again."""

from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

from hypothesis import given

from argsoft.state.contents import PAGES, Page, page_at
from argsoft.state.scenario import Scenario
from argsoft.ui.frame.sharing import embed_code, link
from tests.strategies import scenarios

IRIS = page_at("iris")
BASE = "https://example.org/argsoft/iris"


class Sources(HTMLParser):
    """Collect the attributes of all frames."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[dict[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag == "iframe"
        self.found.append(dict(attrs))


def frame(target: str, page: Page) -> dict[str, str | None]:
    """Parse an embed code; return the attributes of its only frame."""
    sources = Sources()
    sources.feed(embed_code(target, page))
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
    source = frame(target, IRIS)["src"]
    assert source
    query = parse_qs(urlsplit(source).query)
    assert query.pop("embed") == ["true"]
    assert Scenario.from_query(query) == scenario


def test_no_markup_gets_out_of_the_code() -> None:
    page = IRIS._replace(title='"><b>')
    attributes = frame(link(BASE, {"outputs": '"><script>'}), page)
    assert attributes["title"] == '"><b>'
    assert {*attributes} == {"src", "title", "style"}


def test_the_code_is_as_high_as_the_page_needs() -> None:
    for page in PAGES:
        style = frame(BASE, page)["style"]
        assert style
        assert f"height: {page.height}px" in style

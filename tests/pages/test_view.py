"""The frame of every page: hidden parts, the projector view, links to the neighbouring pages."""

import pytest
from streamlit.testing.v1 import AppTest

from argsoft.state.contents import HIDEABLE, PAGES, Page
from argsoft.state.scenario import Scenario
from argsoft.wording import view as wording
from tests.pages.conftest import OpenPage, html, labels, sentence


def state(app: AppTest) -> Scenario:
    """Read the scenario in the link."""
    return Scenario.from_query(dict(app.query_params))


def offers_what_is_hidden(app: AppTest) -> bool:
    return "show_all" in [button.key for button in app.button]


def words_and_charts(app: AppTest) -> tuple[list[str], list[list[str]], list[str | None]]:
    """Return the texts, the chart labels and the buttons of a page."""
    words = [each.value for each in (*app.title, *app.markdown)]
    return words, labels(app), [each.key for each in app.button]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.title)
def test_every_page_has_its_claim_and_its_foot(open_page: OpenPage, page: Page) -> None:
    app = open_page(page.script if page.path else "")
    assert [title.value for title in app.title] == [page.claim]
    assert not app.warning
    place = PAGES.index(page)
    near = [each.title for each in (*PAGES[max(place - 1, 0) : place], *PAGES[place + 1 :][:1])]
    links = [each.proto.label for each in app.get("page_link")][-len(near) :]
    assert [link.split(": ")[1] for link in links] == near
    assert app.button(key="share").label == wording.SHARE


def test_nothing_is_hidden_or_large_unless_the_link_says_so(open_page: OpenPage) -> None:
    app = open_page()
    assert not offers_what_is_hidden(app)
    assert "--magnified" not in html(app)


@pytest.mark.parametrize("part", HIDEABLE)
def test_a_part_is_hidden_by_link_and_shown_by_one_button(open_page: OpenPage, part: str) -> None:
    app = open_page(hide=part, setosa="2.5")
    before = words_and_charts(open_page(setosa="2.5"))
    app.button(key="show_all").click().run()
    assert words_and_charts(app) == before
    assert not offers_what_is_hidden(app)
    assert state(app) == Scenario(setosa=2.5), "everything else stays"


def test_the_projector_view_goes_on_and_off(open_page: OpenPage) -> None:
    app = open_page(setosa="2.5")
    app.button(key="projector_switch").click().run()
    assert "--magnified" in html(app)
    assert state(app) == Scenario(setosa=2.5, projector="on")
    assert app.button(key="projector_switch").label == wording.PROJECTOR["on"]
    app.button(key="projector_switch").click().run()
    assert "--magnified" not in html(app)
    assert state(app) == Scenario(setosa=2.5)


def test_the_view_goes_along_to_the_next_page(open_page: OpenPage) -> None:
    app = open_page(projector="on", hide="sentence")
    app.switch_page("pages/use/iris.py").run()
    assert "--magnified" in html(app)
    assert "Argmax answers" not in sentence(app)
    assert state(app) == Scenario(projector="on", hide="sentence")
    app.button(key="show_all").click().run()
    assert "--magnified" in html(app), "showing hidden parts keeps the view"
    assert "Argmax answers" in sentence(app)

"""Every page in the pseudo-language, a third longer than English: nothing is cut or covered."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from argsoft.state.contents import PAGES
from tests.browser.conftest import Arrive, complaints
from tests.browser.test_widths import faults_at
from tests.language import pseudo
from tests.server import Server

WIDTHS = (390, 1280)


@pytest.fixture(scope="module")
def translated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Start a server that has the pseudo-language."""
    catalogs = tmp_path_factory.mktemp("catalogs")
    pseudo.write(Path(catalogs))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ARGSOFT_CATALOGS", str(catalogs))
        server = Server()
    yield server
    assert complaints(server.stop()) == []


def test_longer_words_are_not_cut_and_cover_nothing(arrive: Arrive, translated: Server) -> None:
    visit = arrive(at=translated, language=pseudo.LANGUAGE)
    found = {}
    for at in PAGES:
        page = visit.turn(at.path)
        for width in WIDTHS:
            if faults := faults_at(page, width):
                found[at.name, width] = faults
        expect(page.locator("html")).to_have_attribute("lang", pseudo.LANGUAGE)
    assert found == {}


def test_the_link_chooses_the_language_and_keeps_it(arrive: Arrive, translated: Server) -> None:
    visit = arrive(at=translated, language=pseudo.LANGUAGE)
    page = visit.open("?lang=en&setosa=2")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text(PAGES[0].claim)
    page.get_by_role("link", name=PAGES[1].title, exact=True).first.click()
    expect(heading).to_have_text(PAGES[1].claim)
    page.get_by_role("radio", name="Čeština").check(force=True)
    expect(heading).to_have_text(pseudo.pseudo(PAGES[1].claim))
    page.wait_for_url(f"**lang={pseudo.LANGUAGE}**")
    assert "setosa=2" in page.url

"""The shipped nginx configuration, with two replicas behind it and real visitors in front."""

import gzip
import http.client
import os
import re
import time
from collections.abc import Iterator
from email.message import Message
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from argsoft.state.contents import PAGES
from argsoft.ui.browser.scripts import PLOTLY_PATH
from tests.browser.conftest import PAGE_STANDS, Arrive, complaints
from tests.browser.visitor import STREAMLITS_PLOTLY, slider
from tests.deploy.conftest import NGINX, Front
from tests.server import PATIENCE_SECONDS, Server

pytestmark = pytest.mark.skipif(
    not NGINX and not os.environ.get("CI"),
    reason="no nginx to test with: install it (on Debian, apt-get install nginx)",
)


def get(url: str, **headers: str) -> tuple[int, Message, bytes]:
    """Send a GET request; return status, headers and body."""
    at = urlsplit(url)
    connection = http.client.HTTPConnection(at.netloc, timeout=PATIENCE_SECONDS)
    try:
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request("GET", at.path, headers=names)
        answer = connection.getresponse()
        return answer.status, answer.headers, b"" if answer.status == 101 else answer.read()
    finally:
        connection.close()


def script(front: Front) -> str:
    """Find the URL of Streamlit's main script, the largest file of every page."""
    found = re.search(rb"static/js/index\.[^\"]+\.js", get(front.url + "/")[2])
    assert found
    return f"{front.url}/{found[0].decode()}"


def knock(front: Front, origin: str) -> int:
    """Request a websocket from an origin, and return the status."""
    return get(
        f"{front.url}/_stcore/stream",
        Origin=origin,
        Connection="Upgrade",
        Upgrade="websocket",
        Sec_WebSocket_Key="dGhlIHNhbXBsZSBub25jZQ==",
        Sec_WebSocket_Version="13",
        Sec_WebSocket_Protocol="streamlit",
    )[0]


def visitors(replica: Server) -> int:
    """Read the number of active sessions of a replica."""
    _, _, body = get(f"{replica.url}/_stcore/metrics")
    found = re.search(rb"^active_sessions (\d+)$", body, re.MULTILINE)
    assert found
    return int(found[1])


def said(page: Page) -> str:
    return page.locator(".st-key-summary").inner_text()


# Without a browser.


def test_a_file_is_compressed_once_for_all_browsers_and_stays_with_them(front: Front) -> None:
    expect_compressed_once(front, script(front))


def expect_compressed_once(front: Front, url: str) -> None:
    asked = ("gzip", "gzip, deflate, br, zstd", "br;q=1.0, gzip;q=0.8")
    answers = [get(url, Accept_Encoding=each) for each in asked]
    for status, headers, body in answers:
        assert (status, headers["Content-Encoding"]) == (200, "gzip")
        assert headers["Cache-Control"] == "public, immutable, max-age=31536000"
        assert headers.get_all("Vary") == ["Accept-Encoding"]
        assert body == answers[0][2]
    _, headers, plain = get(url)
    assert headers["Content-Encoding"] is None
    assert plain == gzip.decompress(answers[0][2])
    assert len(answers[0][2]) < 0.4 * len(plain)
    kept = [each.read_bytes() for each in front.cache.rglob("*") if each.is_file()]
    key = f"\nKEY: {urlsplit(url).path}\n".encode()
    assert len([each for each in kept if key in each]) == 1


def test_the_page_itself_is_revalidated(front: Front) -> None:
    _, headers, _ = get(front.url + "/?setosa=2", Accept_Encoding="gzip")
    assert headers["Cache-Control"] == "no-cache"
    assert headers["Content-Encoding"] == "gzip"


def test_health_and_headers(front: Front) -> None:
    status, headers, body = get(f"{front.url}/_stcore/health")
    assert (status, body) == (200, b"ok")
    assert headers["Server"] == "nginx"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "unsafe-eval" not in headers["Content-Security-Policy"]
    # Embedding must work on any site.
    assert headers["X-Frame-Options"] is None
    assert "frame-ancestors" not in headers["Content-Security-Policy"]


def test_other_sites_are_kept_out(front: Front) -> None:
    assert knock(front, front.url) == 101
    assert knock(front, "http://elsewhere.example") == 403
    _, headers, _ = get(f"{front.url}/_stcore/health", Origin="http://elsewhere.example")
    assert headers["Access-Control-Allow-Origin"] is None
    assert headers["Set-Cookie"].startswith("_streamlit_xsrf=")


@pytest.mark.parametrize("path", ["metrics", "upload_file/a/b", "agent/interact", "agent/mcp"])
def test_what_the_app_does_not_use_is_closed(front: Front, path: str) -> None:
    assert get(f"{front.url}/_stcore/{path}")[0] == 404


# With a browser.


def test_what_draws_charts_is_compressed_once_by_whichever_replica_has_it(
    arrive: Arrive, front: Front, replicas: list[Server]
) -> None:
    url = f"{front.url}/{PLOTLY_PATH}"
    arrive(at=replicas[-1]).open()  # now this one serves it
    expect_compressed_once(front, url)
    assert len(get(url, Accept_Encoding="gzip")[2]) < 0.6e6


class Loads:
    """Requests of a browser tab, and their size on the wire.

    Parameters
    ----------
    page : Page
        A tab that has not loaded anything yet.
    """

    def __init__(self, page: Page) -> None:
        self.urls: dict[str, str] = {}
        self.sizes: dict[str, float] = {}
        told = page.context.new_cdp_session(page)
        told.on("Network.requestWillBeSent", self._ask)
        told.on("Network.loadingFinished", self._end)
        told.send("Network.enable")

    def _ask(self, event: dict[str, Any]) -> None:
        self.urls[event["requestId"]] = event["request"]["url"]

    def _end(self, event: dict[str, Any]) -> None:
        self.sizes[event["requestId"]] = event["encodedDataLength"]

    @property
    def megabytes(self) -> float:
        """Total size on the wire, in MB."""
        return sum(self.sizes.values()) / 1e6


def test_a_newcomer_loads_little_and_who_comes_back_next_to_nothing(
    arrive_new: Arrive, replicas: list[Server]
) -> None:
    alone, behind = arrive_new(at=replicas[0]), arrive_new()
    for visit, most in ((alone, 4.8), (behind, 1.9)):
        loads = Loads(visit.page)
        visit.open().wait_for_load_state("networkidle")
        print(f"{visit.url}: {loads.megabytes:.2f} MB")
        assert loads.megabytes < most
        assert not any(STREAMLITS_PLOTLY in url for url in loads.urls.values())
    before = loads.megabytes
    behind.open().wait_for_load_state("networkidle")
    again = loads.megabytes - before
    print(f"{behind.url} again: {1000 * again:.1f} kB")
    assert again < 0.01


def test_every_page_works_under_the_headers(arrive: Arrive) -> None:
    page = arrive().open()
    before = said(page)
    slider(page, "Setosa").press("Home")
    expect(page.locator(".st-key-summary")).not_to_have_text(before)
    page.wait_for_url("**setosa=-5*")
    for each in PAGES:
        page.get_by_role("link", name=each.title, exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(each.claim)
        page.wait_for_selector(".stApp[data-test-script-state=notRunning]")


def test_it_can_be_embedded(arrive_new: Arrive) -> None:
    visit = arrive_new()
    code = f'<title>A</title><iframe src="{visit.url}/?embed=true&setosa=-2"></iframe>'
    elsewhere = "http://localhost:9/"
    visit.page.route(elsewhere, lambda route: route.fulfill(content_type="text/html", body=code))
    # Else Chromium asks for permission before another site may embed a local page.
    visit.page.context.grant_permissions(["local-network-access"])
    visit.page.goto(elsewhere)
    visit.strangers.clear()  # the other site itself
    inside = visit.page.frame_locator("iframe")
    expect(inside.get_by_role("slider", name="Setosa")).to_have_value("-2")
    expect(inside.locator(".stApp[data-test-script-state=notRunning]")).to_be_attached()
    inside.get_by_role("slider", name="Setosa").press("End")
    expect(inside.locator(".st-key-summary")).to_contain_text("Argmax answers Setosa")


def test_a_download_comes_whichever_replica_is_asked(
    arrive: Arrive, front: Front, replicas: list[Server]
) -> None:
    page = arrive().open("any_outputs?outputs=1,2,3")
    with page.expect_download() as download:
        page.get_by_test_id("stDownloadButton").get_by_role("button").click()
    path = urlsplit(download.value.url).path
    assert path.startswith("/media/")
    # Only one replica has the file.
    assert sorted(get(each.url + path)[0] for each in replicas) == [200, 404]
    content = download.value.path().read_bytes()
    for _ in range(4):
        status, _, body = get(front.url + path)
        assert (status, body) == (200, content)
    assert get(f"{front.url}/media/{'0' * 56}.csv")[0] == 404


@pytest.fixture
def mortal(replicas: list[Server]) -> Iterator[list[Server]]:
    """Let a test kill replicas, and start them again for the others."""
    yield replicas
    for place, each in enumerate(replicas):
        if each.process.poll() is not None:
            assert complaints(each.stop()) == []
            replicas[place] = Server(port=each.port)


def test_visitors_of_a_dead_replica_go_on_with_their_numbers(
    arrive: Arrive, front: Front, mortal: list[Server]
) -> None:
    page = arrive().open("?setosa=2&versicolor=1.5")
    slider(page, "Virginica").press("Home")
    page.wait_for_url("**virginica=-5*")
    expect(page.locator(".st-key-summary")).to_contain_text("less than 1% to Virginica")
    before, url = said(page), page.url
    dead, other = sorted(mortal, key=visitors, reverse=True)
    assert visitors(dead) > visitors(other)
    page.evaluate("window.old = true")
    dead.process.kill()
    end = time.monotonic() + PATIENCE_SECONDS
    while not visitors(other):
        assert time.monotonic() < end, "no visitor has come to the other replica"
        page.wait_for_timeout(50)
    page.wait_for_function("() => !window.old")  # the page reloads itself on the other replica
    expect(page.locator(".st-key-summary")).to_have_text(before)
    page.wait_for_function(PAGE_STANDS)
    assert page.url == url
    slider(page, "Versicolor").press("End")
    expect(page.locator(".st-key-summary")).to_contain_text("Argmax answers Versicolor")
    page.wait_for_url("**versicolor=5*")
    values = {each: slider(page, each).input_value() for each in ("Setosa", "Virginica")}
    assert values == {"Setosa": "2", "Virginica": "-5"}
    assert get(f"{front.url}/_stcore/health")[0] == 200

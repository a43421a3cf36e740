"""A whole lesson in a room: a projector, and six phones in three engines."""

from collections.abc import Iterator
from functools import cache, partial

import pytest
from playwright.sync_api import Browser, Page, expect

from argsoft.teaching.questions import twin
from argsoft.teaching.rooms import words
from tests.browser.conftest import Profile, complaints
from tests.engines.window import Window
from tests.server import Cable, Server

PHONE = {"width": 390, "height": 664}
BACK = "() => !window.before && document.querySelector('.st-key-attendance')"
FORGOTTEN = "() => Object.keys(sessionStorage).every((key) => !key.includes('argsoft'))"
SAYS = "(text) => document.querySelector('.stMain')?.innerText.includes(text)"


class Phone:
    """A phone in any engine."""

    def __init__(self, at: Page | Window, url: str) -> None:
        self.at = at
        if isinstance(at, Page):
            at.goto(url)
        else:
            at.open(url)

    def vote(self, letter: str) -> None:
        button = f".st-key-option_{letter} button"
        if isinstance(self.at, Page):
            self.at.locator(button).click()
        else:
            self.at.wait_until("(at) => document.querySelector(at) !== null", button)
            self.at.click(button)
        self.says(words.COUNTED)

    def says(self, text: str) -> None:
        """Wait until a text is on the page, without asking for it."""
        if isinstance(self.at, Page):
            self.at.wait_for_function(SAYS, arg=text)
        else:
            self.at.wait_until(SAYS, text)


class Lesson:
    """A server of its own, and the pages at it."""

    def __init__(self, browser: Browser) -> None:
        self.server = Server()
        self._profile = cache(partial(Profile, browser))
        self.pages: list[Page] = []
        self.errors: list[str] = []

    def page(self, width: int = 1280, height: int = 720, *, touch: bool = False) -> Page:
        page = self._profile(touch, "en-US").tab()
        page.set_viewport_size({"width": width, "height": height})
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.pages.append(page)
        return page

    def restart(self) -> None:
        """Kill the server, and start it anew: it has forgotten everything."""
        self.server.process.kill()
        self.server.stop()
        self.server = Server(port=self.server.port)


@pytest.fixture
def lesson(browser: Browser) -> Iterator[Lesson]:
    lesson = Lesson(browser)
    yield lesson
    for context in {page.context for page in lesson.pages}:
        context.close()
    assert lesson.errors == []
    assert complaints(lesson.server.stop()) == []


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def votes(projector: Page) -> list[str]:
    """Read the numbers over the bars of votes, those of the vote before first."""
    projector.locator(".st-key-chart_guess_votes .bartext").first.wait_for()
    return projector.locator(".st-key-chart_guess_votes .bartext").all_text_contents()


def test_a_lesson_with_three_votes(
    lesson: Lesson, firefox_window: Window, webkit_window: Window
) -> None:
    projector = lesson.page()
    projector.goto(f"{lesson.server.url}/predict?round=4")
    press(projector, words.OPEN)
    code = projector.locator(".room-code .code").inner_text()
    link = f"{lesson.server.url}/predict?room={code}"
    cable = Cable(lesson.server)
    windows = [firefox_window, webkit_window]
    tabs = [lesson.page(**PHONE, touch=True) for _ in range(4)]
    asleep, offline = tabs[0], tabs[1]
    others: list[Page | Window] = [asleep, *tabs[2:], *windows]
    phones = [Phone(each, link) for each in others]
    phones.insert(1, Phone(offline, link.replace(lesson.server.url, cable.url)))

    # The first vote; one phone loses its connection, and one falls asleep.
    attendance = projector.locator(".st-key-attendance")
    expect(attendance).to_have_text("0 of 6 have voted")
    for phone, letter in zip(phones, "aabbbb", strict=True):
        phone.vote(letter)
    expect(attendance).to_have_text("6 of 6 have voted")
    cable.cut()
    sleep = asleep.context.new_cdp_session(asleep)
    sleep.send("Page.setWebLifecycleState", {"state": "frozen"})
    assert projector.locator(".st-key-chart_guess_votes").count() == 0, "not before it is shown"

    # The second vote, after the discussion.
    press(projector, words.AGAIN)
    for phone in phones[2:]:
        phone.says(words.CHOOSE_AGAIN)
        phone.vote("b")
    cable.mend()
    sleep.send("Page.setWebLifecycleState", {"state": "active"})
    for phone in phones[:2]:
        phone.says(words.CHOOSE_AGAIN)
        phone.vote("b")
    expect(attendance).to_have_text("6 of 6 have voted")

    # The process is killed: the tab opens its room again, and all votes come back.
    projector.evaluate("window.before = true")
    lesson.restart()
    projector.wait_for_function(BACK)
    expect(attendance).to_have_text("6 of 6 have voted")
    assert projector.locator(".room-code .code").inner_text() == code
    press(projector, words.SHOW)
    for phone in phones:
        phone.says(words.WAIT)
    assert votes(projector) == ["2", "4", "0", "0", "6", "0"]

    # The answer, on all phones; then another question with the third vote.
    for page in (projector, *tabs):
        assert twin(3, 0).why not in page.content()
    press(projector, words.REVEAL)
    for phone in phones:
        phone.says(twin(3, 0).why)
    press(projector, words.NEXT)
    for phone in phones:
        phone.says(words.CHOOSE)
        phone.vote("b")
    expect(attendance).to_have_text("6 of 6 have voted")
    press(projector, words.CLOSE)
    for phone in phones:
        phone.says(words.CLOSED)
    for page in (projector, *tabs):
        page.wait_for_function(FORGOTTEN)
    for window in windows:
        assert window.strangers() == []
    cable.remove()

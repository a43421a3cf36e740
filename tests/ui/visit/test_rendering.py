"""Sessions render in turn, and imported modules are exempt from garbage collection."""

import gc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from streamlit.testing.v1 import AppTest

from argsoft.ui.visit import rendering
from tests.pages.conftest import APP
from tests.server import PATIENCE_SECONDS


@pytest.fixture(autouse=True)
def collector() -> Iterator[None]:
    """Restore the garbage collector's settings."""
    before = gc.get_threshold()
    rendering.settle.cache_clear()
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


def is_walked(thing: object) -> bool:
    """Check whether the garbage collector tracks an object."""
    return any(each is thing for each in gc.get_objects())


def test_what_was_imported_is_left_out_of_the_search_for_garbage() -> None:
    imported: list[object] = []
    assert is_walked(imported)
    rendering.settle()
    assert not is_walked(imported)
    assert not is_walked(vars(rendering))
    assert gc.get_threshold()[0] == rendering.YOUNG
    assert gc.isenabled(), "garbage is still looked for"


def test_it_is_done_once() -> None:
    rendering.settle()
    of_a_visitor: list[object] = []
    rendering.settle()
    assert is_walked(of_a_visitor)


def is_free() -> bool:
    """Check whether another session could render now."""

    def look() -> bool:
        if is_free := rendering.one_at_a_time.acquire(blocking=False):
            rendering.one_at_a_time.release()
        return is_free

    with ThreadPoolExecutor(1) as another_visitor:
        return another_visitor.submit(look).result()


def test_a_part_of_a_page_and_what_it_calls_are_drawn_in_one_turn() -> None:
    seen = []

    @rendering.in_turn
    def part() -> None:
        seen.append(is_free())

    @rendering.in_turn
    def page() -> None:
        part()
        seen.append(is_free())

    page()
    assert seen == [False, False]
    assert is_free()


def test_a_part_that_fails_gives_its_turn_away() -> None:
    @rendering.in_turn
    def part() -> None:
        raise LookupError

    with pytest.raises(LookupError):
        part()
    assert is_free()


def test_every_page_is_drawn_in_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    monkeypatch.setattr("argsoft.ui.frame.foot.draw", lambda _: seen.append(is_free()))
    AppTest.from_file(str(APP), default_timeout=PATIENCE_SECONDS).run()
    assert seen == [False]
    assert is_free()

"""What the server process is told once, for all visitors."""

import gc
from collections.abc import Iterator

import pytest

from argsoft.ui import process


@pytest.fixture(autouse=True)
def collector() -> Iterator[None]:
    """Leave the search for garbage as it was."""
    before = gc.get_threshold()
    process.settle.cache_clear()
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


def test_what_was_imported_is_left_out_of_the_search_for_garbage() -> None:
    gc.unfreeze()
    walked = len(gc.get_objects())
    process.settle()
    assert len(gc.get_objects()) < walked / 10
    assert gc.get_threshold()[0] == process.YOUNG
    assert gc.isenabled(), "garbage is still looked for"


def test_it_is_done_once() -> None:
    process.settle()
    frozen = gc.get_freeze_count()
    kept = [[] for _ in range(1000)]  # type: ignore[var-annotated] # new objects
    process.settle()
    assert gc.get_freeze_count() == frozen
    assert len(kept) == 1000

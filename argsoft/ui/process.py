"""The process of the server, which all visitors share."""

import gc
from functools import cache

YOUNG = 3_000  # new objects, where Python itself looks for garbage after each 700


@cache
def settle() -> None:
    """Take what was imported out of the search for garbage; call it once a page has been drawn.

    Else each search walks through all libraries, while every visitor waits.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, *gc.get_threshold()[1:])

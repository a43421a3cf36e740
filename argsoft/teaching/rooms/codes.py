"""Codes of rooms: drawn at random, and guessed in vain."""

import secrets
import time
from collections import deque
from collections.abc import Callable

from argsoft.state.scenario import ROOM_CODE

MOST_WRONG, WITHIN_SECONDS = 60, 60.0


def new_code(choose: Callable[[str], str] = secrets.choice) -> str:
    """Draw a code.

    Examples
    --------
    >>> new_code(choose=min), len(new_code())
    ('BBBB', 4)
    """
    return "".join(choose(ROOM_CODE.letters) for _ in range(ROOM_CODE.length))


class WrongCodes:
    """Limits wrong codes for all visitors together, since a school has one address.

    A right code is never delayed: it is looked up first, and only what is wrong is counted.

    Parameters
    ----------
    clock : callable
        Returns the time in seconds.

    Examples
    --------
    >>> wrong = WrongCodes(clock=lambda: 0.0)
    >>> [wrong.is_one_too_many() for _ in range(61)].count(True)
    1
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._times: deque[float] = deque(maxlen=MOST_WRONG)

    def is_one_too_many(self) -> bool:
        """Count a wrong code; return whether there were too many within a minute."""
        now = self._clock()
        while self._times and now - self._times[0] >= WITHIN_SECONDS:
            self._times.popleft()
        if len(self._times) == MOST_WRONG:
            return True
        self._times.append(now)
        return False

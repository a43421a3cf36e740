"""Codes of rooms: derived from a secret, and guessed in vain."""

import time
from collections import deque
from collections.abc import Callable
from hashlib import scrypt

from argsoft.state.scenario import ROOM_CODE

SALT, COST = b"argsoft.room", 2**14  # 16 MB and about 50 ms

MOST_WRONG, WITHIN_SECONDS = 60, 60.0


def code_of(secret: str) -> str:
    """Derive the code of a room from the secret of the tab that leads it.

    So whoever only knows the code cannot open the same room after a process has died: to find a
    secret for it takes about 100,000 tries, and each is as slow as this function: an hour or two of
    a processor. The phones that were in the room are safe even then, since they know its lock.

    Examples
    --------
    >>> code_of("secret"), code_of("another")
    ('GKZS', 'TYYD')
    """
    digest = scrypt(secret.encode(), salt=SALT, n=COST, r=8, p=1, dklen=8)
    number, letters = int.from_bytes(digest, "big"), ROOM_CODE.letters
    places = [number // len(letters) ** place for place in range(ROOM_CODE.length)]
    return "".join(letters[each % len(letters)] for each in places)


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

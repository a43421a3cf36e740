"""A room in which a class votes on a question: its phases, its votes, and who may see what.

A room knows letters and how often each was chosen, and nothing about those who chose them. A class
may also take a check of ten questions there. Then a vote is a *paper*: for each question a letter
that says whether it was answered rightly, or "-" for no answer yet, and at the end one that says
whether all are answered.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any, Protocol, Self

from argsoft.state.scenario import AFTER, BEFORE, LETTERS, NO_GUESS, NUM_CHECKED, ROOM_CODE
from argsoft.teaching.check import RIGHT, Check
from argsoft.teaching.rooms.asking import check_of

HOURS = 2
MOST_SECONDS = 3600.0 * HOURS
MOST_ROOMS, MOST_VOTERS = 500, 500
MOST_TURNS = 999  # questions in a room, and votes on a question
LONGEST_QUESTION = 500  # characters
FEWEST_SHOWN = 5  # voters; with fewer, the split would tell who chose what

VOTING, SHOWN, REVEALED, CLOSED = PHASES = ("voting", "shown", "revealed", "closed")
SHOW, AGAIN, REVEAL, ASK, CLOSE = ("show", "again", "reveal", "ask", "close")
MOVES: Mapping[str, tuple[str, ...]] = {
    VOTING: (SHOW, AGAIN, REVEAL, ASK, CLOSE),
    SHOWN: (AGAIN, REVEAL, ASK, CLOSE),
    REVEALED: (ASK, CLOSE),
    CLOSED: (),
}
# What becomes of a vote, and of a room to open.
COUNTED, LATE, FULL, GONE = ("counted", "late", "full", "gone")
OPENED, TAKEN = ("opened", "taken")

Counts = tuple[int, ...]
Shares = tuple[float | None, ...]  # None where too few have answered
NO_VOTES: Counts = (0,) * len(LETTERS)
CHECKED = len(LETTERS) * (NUM_CHECKED + 1)
FINISHED = RIGHT  # the last letter of a paper whose questions are all answered


class UnreachableError(Exception):
    """Raised when the store of the rooms does not answer."""


@dataclass(frozen=True)
class Room:
    """A room.

    Parameters
    ----------
    code : str
        Its code, as `argsoft.state.scenario.ROOM_CODE` says.
    lock : str
        The hash of the secret by which the tab that opened it leads it.
    question : str
        The parameters of a link to Predict that asks its question.
    ends : float
        When it closes by itself, in seconds since 1970.
    number : int
        The number of the question in this room, from 1.
    ballot : int
        The number of the vote on this question, from 1.
    phase : str
        One of `PHASES`.
    counts : tuple of int, length 4
        How often each letter was chosen; in a check, in each place of a paper, length 44.
    first : tuple of int, length 4, or None
        The same for the vote before on the same question.
    checked : tuple of int, length 44, or None
        What the check before the lesson came to, if this room has taken it.

    Raises
    ------
    ValueError
        If any of them is not what it should be.

    Examples
    --------
    >>> room = Room("BCDF", lock_of("secret"), "round=1", ends=7200.0)
    >>> room = room.with_vote("a").with_vote("b").with_vote("a", instead_of="b")
    >>> room.counts, room.voted, room.split
    ((2, 0, 0, 0), 2, None)
    >>> room.moved(REVEAL).split
    (2, 0, 0, 0)
    """

    code: str
    lock: str
    question: str
    ends: float
    number: int = 1
    ballot: int = 1
    phase: str = VOTING
    counts: Counts = NO_VOTES
    first: Counts | None = None
    checked: Counts | None = None

    def __post_init__(self) -> None:
        _require(bool(self.code) and ROOM_CODE.admit(self.code), "code", self.code)
        _require(len(self.lock) == len(lock_of("")), "lock", self.lock)
        _require(len(self.question) <= LONGEST_QUESTION, "question", self.question[:50])
        _require(0 <= self.ends < float("inf"), "ends", self.ends)
        for name in ("number", "ballot"):
            value = getattr(self, name)
            _require(_is_count(value, MOST_TURNS) and value > 0, name, value)
        _require(self.phase in PHASES, "phase", self.phase)
        lengths = {"counts": len(no_votes(self.question))}
        lengths |= {"first": lengths["counts"], "checked": CHECKED}
        for name, length in lengths.items():
            value = getattr(self, name)
            _require(
                _are_counts(value, length) or (value is None and name != "counts"), name, value
            )

    @property
    def turn(self) -> str:
        """Which vote this is, among all in this room."""
        return f"{self.number}.{self.ballot}"

    @property
    def version(self) -> str:
        """What a phone shows: it is drawn anew when this changes."""
        return f"{self.turn}.{self.phase}"

    @property
    def check(self) -> Check | None:
        """The check that is taken; None while one question alone is asked."""
        return check_of(self.question)

    @property
    def voted(self) -> int:
        """The number of votes; in a check, of papers with all questions answered."""
        return sum(self.counts[-len(LETTERS) :])

    @property
    def is_over(self) -> bool:
        """Whether the answer is shown."""
        return self.phase == REVEALED

    @property
    def correct(self) -> Shares | None:
        """The share of right answers to each question of a check, if they may be seen by now."""
        return self._correct(self.counts)

    @property
    def correct_before(self) -> Shares | None:
        """The same for the check before the lesson, in the check after it."""
        is_after = self.check is not None and self.check.when == AFTER
        return self._correct(self.checked) if self.checked and is_after else None

    @property
    def before_lesson(self) -> Counts | None:
        """What the check before the lesson came to, without questions that few have answered."""
        is_before = self.check is not None and self.check.when == BEFORE
        counts = self.counts if is_before else self.checked
        if counts is None:
            return None
        places = (counts[start:][: len(LETTERS)] for start in range(0, CHECKED, len(LETTERS)))
        return sum((each if sum(each) >= FEWEST_SHOWN else NO_VOTES for each in places), ())

    @property
    def split(self) -> Counts | None:
        """The counts, if they may be seen by now."""
        return self.counts if self._may_show(self.counts) else None

    @property
    def split_before(self) -> Counts | None:
        """The counts of the vote before, if there was one and they may be seen by now."""
        return self.first if self.first and self._may_show(self.first) else None

    def moved(self, move: str, question: str = "") -> Self:
        """Take a step of the leader.

        Parameters
        ----------
        move : str
            Show the votes, vote again, reveal the answer, ask another question, or close.
        question : str
            The other question.

        Raises
        ------
        ValueError
            If the phase does not allow it.
        """
        if move not in MOVES[self.phase]:
            allowed = ", ".join(MOVES[self.phase]) or "nothing"
            raise ValueError(f"move must be {allowed} when {self.phase}, got {move!r}")
        if move == AGAIN:
            fresh = {"counts": no_votes(self.question), "first": self.counts, "phase": VOTING}
            return replace(self, ballot=self.ballot + 1, **fresh)  # type: ignore[arg-type]
        if move == ASK:
            start = {"ballot": 1, "phase": VOTING, "counts": no_votes(question), "first": None}
            start |= {"question": question, "checked": self._checked_before(question)}
            return replace(self, number=self.number + 1, **start)  # type: ignore[arg-type]
        if move == CLOSE:
            none = {"counts": NO_VOTES, "first": None, "checked": None}
            return replace(self, phase=CLOSED, question="", **none)  # type: ignore[arg-type]
        return replace(self, phase={SHOW: SHOWN, REVEAL: REVEALED}[move])

    def _checked_before(self, question: str) -> Counts | None:
        """Find what is to be known of the check before the lesson, once another is asked."""
        if self.check is not None and self.check.when == BEFORE:
            return self.counts
        asked = check_of(question)
        return None if asked is not None and asked.when == BEFORE else self.checked

    def with_vote(self, paper: str, instead_of: str | None = None) -> Self:
        """Count a letter or a paper, instead of another one of the same voter if there is one.

        Raises
        ------
        ValueError
            If it is none for this question.
        """
        counts = list(self.counts)
        for each, step in ((paper, 1), (instead_of, -1)):
            if each is not None:
                _require(is_paper(each, self.question), "vote", each)
                for place, letter in enumerate(each):
                    if letter != NO_GUESS:
                        counts[len(LETTERS) * place + LETTERS.index(letter)] += step
        return replace(self, counts=tuple(counts))

    def snapshot(self) -> dict[str, Any]:
        """Give the leading tab what it needs to open the same room again."""
        names = ("question", "ends", "number", "ballot", "phase", "counts", "first", "checked")
        return {name: getattr(self, name) for name in names}

    def _may_show(self, counts: Counts) -> bool:
        """Return whether these counts may be seen by now."""
        is_few = sum(counts) < FEWEST_SHOWN
        return self.check is None and (self.is_over or (self.phase == SHOWN and not is_few))

    def _correct(self, counts: Counts) -> Shares | None:
        """Compute the share of right answers to each question, if they may be seen by now."""
        if self.check is None or self.phase not in (SHOWN, REVEALED):
            return None
        places = [counts[start:][: len(LETTERS)] for start in range(0, len(counts), len(LETTERS))]
        shares = tuple(_share(each) for each in places[:NUM_CHECKED])
        return shares if any(each is not None for each in shares) else None


class Rooms(Protocol):
    """Where rooms are kept: in the memory of this process, or in a store that several share.

    Every method raises `UnreachableError` if the store does not answer.
    """

    def open(self, room: Room) -> str:
        """Keep a new room; return OPENED, TAKEN if its code is in use, or FULL."""

    def find(self, code: str) -> Room | None:
        """Find a room that has not ended."""

    def move(self, code: str, lock: str, move: str, question: str = "") -> Room | None:
        """Let the leader take a step; return the room after it, or None if there is none to lead.

        A step that the phase does not allow changes nothing.
        """

    def vote(
        self, code: str, turn: str, voter: str, letter: str, *, is_repeated: bool = False
    ) -> str:
        """Count a vote; return COUNTED, LATE, FULL or GONE.

        Parameters
        ----------
        code, turn : str
            The room, and which of its votes it is meant for.
        voter : str
            A random name of the tab that votes.
        letter : str
            The answer; in a check, the whole paper.
        is_repeated : bool
            Whether the tab only makes sure that its vote is there; one that is there then stays.
        """

    def note(self, code: str, place: str, count: int) -> None:
        """Note how many tabs this process has in a room."""

    def here(self, code: str) -> int:
        """Count the tabs in a room, in all processes."""

    def listen(self, changed: "Changed") -> None:
        """Tell about every change from now on."""


class Changed(Protocol):
    """Is told about changes."""

    def __call__(self, code: str, version: str) -> None:
        """Take the code of a room and its new version.

        The version is empty if only its counts have changed; both are empty if anything may have
        changed.
        """


def lock_of(secret: str) -> str:
    """Hash the secret of a leading tab.

    Examples
    --------
    >>> len(lock_of("a")), lock_of("a") == lock_of("b")
    (64, False)
    """
    return sha256(secret.encode()).hexdigest()


def reopened(code: str, lock: str, snapshot: Mapping[str, Any], now: float) -> Room:
    """Make a room again from what its leading tab remembers.

    While a vote is open, its counts start at 0: the phones send their votes again.

    Raises
    ------
    ValueError
        If the tab remembers nothing that can be used, or the time of the room is over.

    Examples
    --------
    >>> room = Room("BCDF", lock_of("secret"), "round=1", ends=7200.0).with_vote("a")
    >>> reopened("BCDF", room.lock, room.snapshot(), now=60.0).counts
    (0, 0, 0, 0)
    >>> reopened("BCDF", room.lock, room.moved(SHOW).snapshot(), now=60.0).counts
    (1, 0, 0, 0)
    """
    try:
        told = dict(snapshot)
        for name in ("counts", "first", "checked"):
            told[name] = told[name] if told[name] is None else tuple(told[name])
        room = Room(code, lock, **told)
    except (KeyError, TypeError) as error:
        raise ValueError(f"snapshot must be of a room, got {error}") from error
    _require(room.phase != CLOSED and now < room.ends <= now + MOST_SECONDS, "ends", room.ends)
    return replace(room, counts=no_votes(room.question)) if room.phase == VOTING else room


def kept_check(sent: object, now: float) -> Counts | None:
    """Read what a tab has kept of the check before a lesson; None if none of it can be used.

    Parameters
    ----------
    sent : object
        "counts" are those of the first check, and "ends" says until when they may be used: whoever
        takes the second one later is another class.
    now : float
        The time, in seconds since 1970.

    Examples
    --------
    >>> kept = {"counts": [5] * 44, "ends": 7200.0}
    >>> kept_check(kept, now=60.0) == (5,) * 44
    True
    >>> kept_check(kept, now=7200.0) is kept_check(kept | {"counts": [5]}, now=60.0) is None
    True
    """
    match sent:
        case {"counts": list() | tuple() as counts, "ends": int() | float() as ends} if (
            now < ends <= now + MOST_SECONDS and _are_counts(tuple(counts), CHECKED)
        ):
            return tuple(counts)
    return None


def no_votes(question: str) -> Counts:
    """Count no votes on a question, or in each place of the papers of a check.

    Examples
    --------
    >>> no_votes("round=1"), len(no_votes("check=before"))
    ((0, 0, 0, 0), 44)
    """
    return NO_VOTES * places_of(question)


def places_of(question: str) -> int:
    """Count the letters of a vote.

    Examples
    --------
    >>> places_of("round=1"), places_of("check=before")
    (1, 11)
    """
    return 1 if check_of(question) is None else NUM_CHECKED + 1


def paper_of(question: str, answers: str) -> str:
    """Write what a tab has answered as a vote.

    Parameters
    ----------
    question : str
        The question, or the check.
    answers : str
        A letter; or, in a check, the field `check_answers` of a scenario.

    Examples
    --------
    >>> paper_of("round=1", "b"), paper_of("check=before&check_seed=7", "abcdn-----")
    ('b', 'bab-b------')
    """
    check = check_of(question)
    if check is None:
        return answers
    marks = check.marks(answers)
    return marks + (NO_GUESS if NO_GUESS in marks else FINISHED)


def is_paper(vote: str, question: str) -> bool:
    """Return whether a vote is one on this question.

    Examples
    --------
    >>> is_paper("b", "round=1"), is_paper("-", "round=1"), is_paper("b", "check=before")
    (True, False, False)
    """
    letters = set(vote) - {NO_GUESS}
    return len(vote) == places_of(question) and bool(letters) and letters <= set(LETTERS)


def is_voter(name: object) -> bool:
    """Return whether this may be the random name of a tab.

    Examples
    --------
    >>> is_voter("0123456789abcdef" * 2), is_voter("me"), is_voter(None)
    (True, False, False)
    """
    return _is_hexadecimal(name, 32)


def is_lock(name: object) -> bool:
    """Return whether this may be the lock of a room.

    Examples
    --------
    >>> is_lock(lock_of("a")), is_lock("a"), is_lock(None)
    (True, False, False)
    """
    return _is_hexadecimal(name, 64)


def _is_hexadecimal(text: object, length: int) -> bool:
    """Return whether a value is so many hexadecimal digits."""
    return isinstance(text, str) and len(text) == length and set(text) <= set("0123456789abcdef")


def _is_count(value: object, most: int) -> bool:
    """Return whether a value is a whole number from 0 to `most`."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most


def _are_counts(values: Counts | None, length: int) -> bool:
    """Return whether values count the votes for each letter."""
    if values is None or len(values) != length:
        return False
    return all(_is_count(each, MOST_VOTERS) for each in values)


def _share(counts: Counts) -> float | None:
    """Compute the share of right answers to a question, unless too few have answered."""
    answered = sum(counts)
    right = counts[LETTERS.index(RIGHT)]
    return right / answered if answered >= FEWEST_SHOWN else None


def _require(holds: bool, name: str, value: object) -> None:
    """Refuse a value of a room."""
    if not holds:
        raise ValueError(f"{name} is not one of a room, got {value!r}")

"""What a room says, on the projector and on the phones."""

from collections.abc import Sequence

from argsoft.state.scenario import LETTERS, ROOM_CODE
from argsoft.teaching.rooms.room import FEWEST_SHOWN, HOURS, SHOWN, VOTING, Counts, Room

OPEN, CLOSE = "Open a room", "Close the room"
SHOW, AGAIN, REVEAL = "Show the votes", "Vote again", "Reveal"
TWIN, NEXT = "Twin question", "Next question"
JOIN, LEAVE, BACK = "Join", "Leave the room", "To the rounds"
CODE = "Code of a room"
VOTES, VOTES_CHART = "Votes", "Bar chart of the votes"
RIGHT, YOUR_VOTE = "✓", "your vote"
ANOTHER = "Ask something else"
INVITATION = "Your class votes on this question, each on a phone, without accounts and names."
NO_SPACE = "No room is free right now. Try again in a few minutes."
UNREACHABLE = "The votes cannot be reached right now. This page comes back by itself."
CLOSED = "This room is closed."
TOO_MANY = "Many wrong codes were tried just now. Check yours, and wait a minute."
LOST = "This tab no longer leads the room: another one has opened it."
# What a phone says.
CHOOSE = "Choose an answer. Only the number of votes is seen, and not who gave them."
CHOOSE_AGAIN = "Vote again: choose what you think now."
COUNTED = "Your vote is in. You may change it until the vote is closed."
WAIT = "The vote is closed. Look at the projector."
LATE = "The vote was closed before your answer came, so it does not count."
FULL = "This room is full: your vote cannot be counted."
# What the leader is told.
DISCUSS = "Let them discuss, then vote again: this first vote stays hidden until you show both."
VOTE_AGAIN = "Let them discuss, then vote again."
FEW = (
    f"With fewer than {FEWEST_SHOWN} votes, they stay hidden until you reveal the answer: they "
    "would tell who chose what."
)
NAMES = tuple(f"{letter.upper()}: " for letter in LETTERS)


def not_a_code(text: str) -> str:
    """Say that a typed text is no code.

    Examples
    --------
    >>> not_a_code("hello")
    'A code has four letters, such as BCDF.'
    """
    del text  # never shown, since nothing typed ever is
    return f"A code has four letters, such as {ROOM_CODE.letters[: ROOM_CODE.length]}."


def no_room(code: str) -> str:
    """Say that there is no room with a code.

    Examples
    --------
    >>> no_room("BCDF")
    'There is no room BCDF right now. If it opens again, this page follows by itself.'
    """
    return f"There is no room {code} right now. If it opens again, this page follows by itself."


def title(code: str) -> str:
    """Name a room.

    Examples
    --------
    >>> title("BCDF")
    'Room BCDF'
    """
    return f"Room {code}"


def attendance(voted: int, here: int) -> str:
    """Say how many have voted.

    Examples
    --------
    >>> attendance(2, 3), attendance(1, 1), attendance(0, 0)
    ('**2 of 3** have voted', '**1 of 1** has voted', 'Nobody is here yet')
    """
    here = max(here, voted)
    if here == 0:
        return "Nobody is here yet"
    return f"**{voted} of {here}** {'has' if voted == 1 else 'have'} voted"


def hint(room: Room) -> str:
    """Say what the leader may want to know next; "" for nothing."""
    if room.phase == SHOWN and room.split is None:
        return FEW
    if room.ballot > 1 or not room.voted:
        return ""
    return {VOTING: DISCUSS, SHOWN: VOTE_AGAIN}.get(room.phase, "")


def votes_title(room: Room) -> tuple[str, str]:
    """Give the title of the chart of votes, and what its bars are parts of.

    Examples
    --------
    >>> from argsoft.teaching.rooms.room import lock_of
    >>> votes_title(Room("BCDF", lock_of(""), "", 0.0).with_vote("a"))
    ('Votes', '1 vote')
    """
    return VOTES, f"{room.voted} {'vote' if room.voted == 1 else 'votes'}"


def marks(counts: Counts, right: int | None) -> Sequence[str]:
    """Mark the right answer below its bar."""
    return [RIGHT if place == right else "" for place in range(len(counts))]


def ended() -> str:
    """Say why a room has ended by itself.

    Examples
    --------
    >>> ended()
    'A room is open for 2 hours. This one has ended: open another one.'
    """
    return f"A room is open for {HOURS} hours. This one has ended: open another one."

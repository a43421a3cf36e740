"""What a room says, on the projector and on the phones."""

from argsoft.language import N_, plural
from argsoft.language import translate as _
from argsoft.state.scenario import LETTERS, ROOM_CODE
from argsoft.teaching.rooms.room import FEWEST_SHOWN, HOURS, SHOWN, VOTING, Counts, Room

OPEN, CLOSE = N_("Open a room"), N_("Close the room")
SHOW, AGAIN, REVEAL = N_("Show the votes"), N_("Vote again"), N_("Reveal")
TWIN, NEXT = N_("Twin question"), N_("Next question")
JOIN, LEAVE, BACK = N_("Join"), N_("Leave room {code}"), N_("To the rounds")
JOINING, TO_ROOM = N_("Join a room"), N_("To room {code}")
ASK_THIS = N_("Ask this in the room")
CODE, TITLE = N_("Code of a room"), N_("Room {code}")
VOTES, VOTES_CHART = N_("Votes"), N_("Bar chart of the votes")
YOUR_VOTE = N_("your vote")
RIGHT = "✓"
ANOTHER = N_("Ask something else")
INVITATION = N_("Your class votes on this question, each on a phone, without accounts and names.")
NO_SPACE = N_("No room is free right now. Try again in a few minutes.")
UNREACHABLE = N_("The votes cannot be reached right now. This page comes back by itself.")
CLOSED = N_("This room is closed.")
NO_ROOM = N_("There is no room {code} right now. If it opens again, this page follows by itself.")
TOO_MANY = N_("Many wrong codes were tried just now. Check yours, and wait a minute.")
LOST = N_("This tab no longer leads the room.")
NOT_A_CODE = N_("A code has {count} letters, such as {code}.")
ENDED = N_("A room is open for {hours} hours. This one has ended: open another one.")
# What a phone says.
CHOOSE = N_("Choose an answer. Only the number of votes is seen, and not who gave them.")
CHOOSE_AGAIN = N_("Vote again: choose what you think now.")
COUNTED = N_("Your vote is in. You may change it until the vote is closed.")
WAIT = N_("The vote is closed. Look at the projector.")
LATE = N_("The vote was closed before your answer came, so it does not count.")
FULL = N_("This room is full: your vote cannot be counted.")
# What the leader is told.
NOBODY = N_("Nobody is here yet")
DISCUSS = N_("Let them discuss, then vote again: this first vote stays hidden until you show both.")
VOTE_AGAIN = N_("Let them discuss, then vote again.")
FEW = N_(
    "With fewer than {fewest} votes, they stay hidden until you reveal the answer: they would tell "
    "who chose what."
)
# What stands before each answer, and what a bar of votes is called.
LETTER_NAMES = tuple(letter.upper() for letter in LETTERS)
NAMES = tuple(f"{letter}: " for letter in LETTER_NAMES)


def told(message: str, code: str = "") -> str:
    """Fill in what a message of a room may name: its code, or what codes and rooms are like.

    Examples
    --------
    >>> told(TITLE, "XYZX"), told(NOT_A_CODE)
    ('Room XYZX', 'A code has 4 letters, such as BCDF.')
    """
    length = ROOM_CODE.length
    code = code or ROOM_CODE.letters[:length]
    return _(message).format(code=code, count=length, hours=HOURS)


def attendance(voted: int, here: int) -> str:
    """Say how many have voted.

    Examples
    --------
    >>> attendance(2, 3), attendance(1, 1), attendance(0, 0)
    ('**2 of 3** have voted', '**1 of 1** has voted', 'Nobody is here yet')
    """
    here = max(here, voted)  # somebody may have voted and left
    if here == 0:
        return _(NOBODY)
    words = plural("**{voted} of {here}** has voted", "**{voted} of {here}** have voted", voted)
    return words.format(voted=voted, here=here)


def hint(room: Room) -> str:
    """Say what the leader may want to know next; "" for nothing.

    Examples
    --------
    >>> from argsoft.teaching.rooms.room import lock_of
    >>> hint(Room("BCDF", lock_of(""), "", 0.0).with_vote("a").moved("show"))[:26]
    'With fewer than 5 votes, t'
    """
    if room.phase == SHOWN and room.split is None:
        return _(FEW).format(fewest=FEWEST_SHOWN)
    if room.ballot > 1 or not room.voted or room.is_over:
        return ""
    return _(DISCUSS if room.phase == VOTING else VOTE_AGAIN)


def votes_title(room: Room) -> tuple[str, str]:
    """Give the title of the chart of votes, and what its bars are parts of.

    Examples
    --------
    >>> from argsoft.teaching.rooms.room import lock_of
    >>> votes_title(Room("BCDF", lock_of(""), "", 0.0).with_vote("a"))
    ('Votes', '1 vote')
    """
    return _(VOTES), plural("{count} vote", "{count} votes", room.voted).format(count=room.voted)


def marks(counts: Counts, right: int | None) -> tuple[str, ...]:
    """Mark the right answer below its bar.

    Examples
    --------
    >>> marks((1, 2, 3), 1), marks((1, 2, 3), None)
    (('', '✓', ''), ('', '', ''))
    """
    return tuple(RIGHT if place == right else "" for place in range(len(counts)))

"""What a room says, on the projector and on the phones."""

from argsoft.language import N_, plural
from argsoft.language import translate as _
from argsoft.state.scenario import LETTERS, NUM_CHECKED, ROOM_CODE
from argsoft.teaching.rooms.room import FEWEST_SHOWN, HOURS, SHOWN, VOTING, Counts, Room, Shares
from argsoft.wording.numerals import percent, plain

OPEN, CLOSE = N_("Open a room"), N_("Close the room")
SHOW, AGAIN, REVEAL = N_("Show the votes"), N_("Vote again"), N_("Reveal")
TWIN, NEXT = N_("Twin question"), N_("Next question")
JOIN, LEAVE, BACK = N_("Join"), N_("Leave room {code}"), N_("To the rounds")
JOINING, TO_ROOM = N_("Join a room"), N_("To room {code}")
ASK_THIS = N_("Ask this in the room")
CODE, TITLE = N_("Room code"), N_("Room {code}")
VOTES, VOTES_CHART = N_("Votes"), N_("Bar chart of the votes")
YOUR_VOTE = N_("your vote")
RIGHT = "✓"
ANOTHER = N_("Ask something else")
INVITATION = N_("Your class votes on this question by phone, without accounts or names.")
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
# Of a check before a lesson and after it.
INVITATION_TO_CHECK = N_(
    "Your class takes this check together by phone, without accounts or names. The room "
    "is open for {hours} hours: take the check after the lesson in the same room."
)
SHOW_RESULTS, CHECK_AFTER = N_("Show the results"), N_("The check after the lesson")
TAKING = N_(
    "Each phone asks ten questions, and everyone takes the time they need. Until you show the "
    "results, nobody sees more than how many have finished."
)
LESSON_NEXT = N_(
    "Now the lesson. Then take the check after it in this same room, which is open for {hours} "
    "hours in all."
)
TOO_FEW = N_(
    "A question that fewer than {fewest} have answered has no bar: it would tell who knew."
)
SHARES_CHART = N_("Bar chart of the percentage of correct answers to each question")
CORRECT, BOTH = N_("Correct, in percent"), N_("outlined: before; filled: after")
CHANGE, NEVER_SHOWN = N_("{before} before, {after} after"), N_("too few answers")
PAPER = N_("The projector shows how many answered correctly, and never who.")
ALL_IN = N_("All your answers are in. You may go back and change them until the check is over.")
OPEN_QUESTIONS = N_("{left_out} Go back to answer, or wait.")
NOT_TAKEN = N_("This check is over, and you have answered none of its questions.")
CHECK_OVER = N_("This check is over. Look at the projector.")
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


def attendance(voted: int, here: int, *, is_check: bool = False) -> str:
    """Say how many have voted, or have finished a check.

    Examples
    --------
    >>> attendance(2, 3), attendance(1, 1), attendance(0, 0)
    ('**2 of 3** have voted', '**1 of 1** has voted', 'Nobody is here yet')
    >>> attendance(7, 20, is_check=True)
    '**7 of 20** have finished'
    """
    here = max(here, voted)  # somebody may have voted and left
    if here == 0:
        return _(NOBODY)
    if is_check:
        words = plural(
            "**{voted} of {here}** has finished", "**{voted} of {here}** have finished", voted
        )
    else:
        words = plural("**{voted} of {here}** has voted", "**{voted} of {here}** have voted", voted)
    return words.format(voted=voted, here=here)


def hint(room: Room) -> str:
    """Say what the leader may want to know next; "" for nothing.

    Examples
    --------
    >>> from argsoft.teaching.rooms.room import lock_of
    >>> hint(Room("BCDF", lock_of(""), "", 0.0).with_vote("a").moved("show"))[:26]
    'With fewer than 5 votes, t'
    >>> hint(Room("BCDF", lock_of(""), "check=after", 0.0, counts=(0,) * 44))[:30]
    'Each phone asks ten questions,'
    """
    if room.check:
        return _check_hint(room)
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


def percentage(share: float | None) -> str:
    """Write the share of correct answers, or that too few have answered.

    Examples
    --------
    >>> percentage(0.725), percentage(None)
    ('72%', 'too few answers')
    """
    return _(NEVER_SHOWN) if share is None else percent(share)


def came_out(share: float | None, before: float | None, *, is_after: bool) -> str:
    """Say how a question of a check came out, and how before the lesson.

    Examples
    --------
    >>> came_out(0.8, 0.25, is_after=True), came_out(0.25, None, is_after=False)
    ('25% before, 80% after', '25%')
    """
    if not is_after:
        return percentage(share)
    return _(CHANGE).format(before=percentage(before), after=percentage(share))


def _check_hint(room: Room) -> str:
    """Say what the leader of a check may want to know next; "" for nothing."""
    if room.phase == VOTING:
        return _(TAKING)
    shown = room.correct or (None,)
    told = _(TOO_FEW).format(fewest=FEWEST_SHOWN) if None in shown else ""
    then = _(LESSON_NEXT).format(hours=HOURS) if room.phase == SHOWN else ""
    return " ".join(filter(None, [average(room), told, then]))


def average(room: Room) -> str:
    """Say how many answers were correct on average; "" while some questions are not shown.

    Examples
    --------
    >>> from argsoft.teaching.rooms.room import lock_of
    >>> papers = (0, 5, 0, 0) + (6, 2, 0, 0) * 9 + (5, 0, 0, 0)
    >>> average(Room("BCDF", lock_of(""), "check=before", 0.0, phase="shown", counts=papers))
    'On average, 6.8 of 10 were correct.'
    """
    if room.correct is None or None in room.correct:
        return ""
    now, before = _total(room.correct), room.correct_before
    if before is None or None in before:
        return _("On average, {count} of {total} were correct.").format(
            count=now, total=NUM_CHECKED
        )
    return _(
        "On average, {before} of {total} were correct before the lesson, and {after} after it."
    ).format(before=_total(before), after=now, total=NUM_CHECKED)


def _total(shares: Shares) -> str:
    """Add up the shares of all questions."""
    return plain(f"{sum(filter(None, shares)):.1f}")

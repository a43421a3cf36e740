"""The words around the questions of the page *Predict*."""

from collections.abc import Sequence

from argsoft.iris import CLASS_NAMES
from argsoft.language import listed
from argsoft.state.scenario import HALF_T, LARGEST_SHARE, NUM_ROUNDS, THE_WINNER
from argsoft.teaching.questions import ARGMAX_SLOPES, SOFTMAX_SLOPES, Outcome, Question, Tally
from argsoft.wording.numerals import number

BACK, NEXT, AGAIN, START_OVER = "Back", "Next", "Again", "Start over"
CHOOSE, CHOOSE_IN_ROOM = "Choose an answer, then see.", "Choose an answer, then reveal."
CHECK, SHOW_ME = "Check", "Show me one way"
REVEAL, HIDE, LEAVE = "Reveal", "Hide it again", "To the rounds"
SUMMARY = "How it came out"
LOOK_AGAIN = "Go back to a round:"
RIGHT, YOUR_GUESS = "right", "your guess"
BARS = (
    "Bar chart of argmax, or question marks until you have guessed",
    "Bar chart of softmax, or question marks until you have guessed",
)
TABLE_CHART = "Table of slopes, or question marks until you have guessed"
TABLE_TITLES = {ARGMAX_SLOPES: "Argmax's slopes", SOFTMAX_SLOPES: "Softmax's slopes"}
ROOM = "Ask a room"
KIND_LABELS = {
    THE_WINNER: "Which class wins?",
    LARGEST_SHARE: "How large is the largest share?",
    HALF_T: "What does half the temperature do?",
}


def progress(place: int) -> str:
    """Say which round it is, by its place from 0.

    Examples
    --------
    >>> progress(2), progress(12)
    ('Round 3 of 12', 'Summary')
    """
    return f"{round_name(place)} of {NUM_ROUNDS}" if place < NUM_ROUNDS else "Summary"


def round_name(place: int) -> str:
    """Name a round by its place from 0.

    Examples
    --------
    >>> round_name(2)
    'Round 3'
    """
    return f"Round {place + 1}"


def summary_words(tally: Tally) -> str:
    """Sum up how all rounds came out.

    Examples
    --------
    >>> summary_words(Tally(7, 9, 1))
    '**7 of 9** came out as you guessed. 1 was shown to you and does not count. 2 are still open.'
    >>> summary_words(Tally(12, 12))
    'All 12 came out as you guessed.'
    >>> summary_words(Tally(0, 0, 0))
    'You have not guessed yet: all 12 rounds are open.'
    """
    right, answered, shown = tally
    open_ = NUM_ROUNDS - answered - shown
    if open_ == NUM_ROUNDS:
        return f"You have not guessed yet: all {NUM_ROUNDS} rounds are open."
    if right == NUM_ROUNDS:
        return f"All {NUM_ROUNDS} came out as you guessed."
    parts = [f"**{right} of {answered}** came out as you guessed."] if answered else []
    if shown:
        parts.append(
            f"{shown} {'was' if shown == 1 else 'were'} shown to you and "
            f"{'does' if shown == 1 else 'do'} not count."
        )
    if open_:
        parts.append(f"{open_} {'is' if open_ == 1 else 'are'} still open.")
    return " ".join(parts)


def verdict(as_guessed: bool | None, *, is_over: bool) -> str:
    """Say how one round came out, for the summary.

    Examples
    --------
    >>> verdict(True, is_over=True), verdict(False, is_over=True)
    ('as you guessed', 'not as you guessed')
    >>> verdict(None, is_over=True), verdict(None, is_over=False)
    ('shown to you', 'still open')
    """
    if as_guessed is None:
        return "shown to you" if is_over else "still open"
    return "as you guessed" if as_guessed else "not as you guessed"


def reason(question: Question) -> str:
    """Give the right answer of a question that has options, and why it is right.

    Examples
    --------
    >>> from argsoft.teaching.questions import QUESTIONS
    >>> reason(QUESTIONS[0])
    'A third each. Softmax looks at the differences alone, and here there are none.'
    """
    answer = f"{question.options[question.right].words}. " if question.options else ""
    return f"{answer}{question.why}"


def state(outcome: Outcome) -> str:
    """Give the raw outputs, and the temperature unless it is 1.

    Examples
    --------
    >>> from argsoft.teaching.questions import outcome
    >>> state(outcome([1.43, -0.40, 0.23], temperature=0.5))
    'Raw outputs: Setosa 1.43, Versicolor −0.40 and Virginica 0.23, at T = 0.5'
    """
    return f"Raw outputs: {_raw_outputs(outcome)}"


def tally_words(tally: Tally, as_guessed: bool | None, *, is_over: bool = False) -> str:
    """Say how this round came out, and all so far.

    Parameters
    ----------
    tally : Tally
        The score of all rounds so far.
    as_guessed : bool or None
        Whether this round came out as guessed, or None if it has no answer yet.
    is_over : bool
        Whether it shows its answer anyway.

    Examples
    --------
    >>> tally_words(Tally(3, 5), True), tally_words(Tally(3, 5), None)
    ('As you guessed. 3 of 5 so far.', '3 of 5 as you guessed.')
    >>> tally_words(Tally(0, 1), False), tally_words(Tally(0, 0), None)
    ('Not as you guessed. 0 of 1 so far.', '')
    >>> tally_words(Tally(3, 5, 1), None, is_over=True)
    'Shown to you, so it does not count. 3 of 5 as you guessed.'
    """
    if as_guessed is None:
        parts = ["Shown to you, so it does not count."] if is_over else []
        if tally.answered:
            parts.append(f"{tally.as_guessed} of {tally.answered} as you guessed.")
        return " ".join(parts)
    so_far = f"{tally.as_guessed} of {tally.answered} so far."
    return f"{'As' if as_guessed else 'Not as'} you guessed. {so_far}"


def goal_words(missing: Sequence[str], guess: int | None, why: str) -> str:
    """Say how a round with the sliders stands.

    Parameters
    ----------
    missing : sequence of str
        What is left to do.
    guess : int or None
        0 if the goal was reached, 1 if a way was shown, 2 if it was missed, else None.
    why : str
        The reason for the answer.

    Examples
    --------
    >>> goal_words(["Too low."], None, "It is so.")
    'Set the sliders, then check.'
    >>> goal_words(["Too low."], 2, "It is so.")
    'Not yet. Too low.'
    >>> goal_words([], 2, "It is so."), goal_words([], 0, "It is so.")
    ('That is it: check again.', 'Reached. It is so.')
    """
    if guess in (0, 1):
        return f"{('Reached.', 'One way to do it.')[guess]} {why}"
    if guess is None:
        return "Set the sliders, then check."
    return f"Not yet. {' '.join(missing)}" if missing else "That is it: check again."


def room_words(outcome: Outcome) -> str:
    """Say what it means to turn a state into a question.

    Examples
    --------
    >>> from argsoft.teaching.questions import outcome
    >>> print(room_words(outcome([2, 1.9, 0.23])))
    Make a question of your own raw outputs: Setosa 2.00, Versicolor 1.90 and Virginica 0.23. \
Anyone who opens the link of the question has their own *Reveal*: yours shows the answer on your \
screen alone. Share the link before you press it: after that, the link shows the answer, too.
    """
    return (
        f"Make a question of your own raw outputs: {_raw_outputs(outcome)}. "
        "Anyone who opens the link of the question has their own *Reveal*: yours shows the answer "
        "on your screen alone. Share the link before you press it: after that, the link shows the "
        "answer, too."
    )


def _raw_outputs(outcome: Outcome) -> str:
    """List the raw outputs, and the temperature unless it is 1."""
    parts = [
        f"{name} {number(round(float(logit), 4))}"
        for name, logit in zip(CLASS_NAMES, outcome.logits, strict=True)
    ]
    at = "" if outcome.temperature == 1 else f", at T = {outcome.temperature:g}"
    return f"{listed(parts)}{at}"

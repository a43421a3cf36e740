"""The words around the questions of the page *Predict*."""

from collections.abc import Sequence

from argsoft.iris import CLASS_NAMES
from argsoft.language import N_, listed, plural
from argsoft.language import translate as _
from argsoft.state.contents import page_at
from argsoft.state.scenario import (
    AFTER,
    BEFORE,
    HALF_T,
    LARGEST_SHARE,
    NO_GUESS,
    NUM_CHECKED,
    NUM_ROUNDS,
    THE_WINNER,
    UNSURE,
)
from argsoft.teaching.check import chosen
from argsoft.teaching.outcomes import ARGMAX_SLOPES, SOFTMAX_SLOPES, Outcome, Question, Shown
from argsoft.teaching.questions import Tally
from argsoft.wording.numerals import number, plain

# Each is translated when it is shown.
BACK, NEXT, AGAIN, START_OVER = N_("Back"), N_("Next"), N_("Again"), N_("Start over")
CHOOSE = N_("Choose an answer, then see.")
CHOOSE_IN_ROOM = N_("Choose an answer, then reveal.")
CHECK, SHOW_ME = N_("Check"), N_("Show me one way")
REVEAL, HIDE, LEAVE = N_("Reveal"), N_("Hide it again"), N_("To the rounds")
SUMMARY = N_("How it came out")
LOOK_AGAIN = N_("Go back to a round:")
RIGHT, YOUR_GUESS = N_("correct"), N_("your guess")
BARS = (
    N_("Bar chart of argmax, or question marks until you have guessed"),
    N_("Bar chart of softmax, or question marks until you have guessed"),
)
TABLE_CHART = N_("Table of slopes, or question marks until you have guessed")
TABLE_TITLES = {ARGMAX_SLOPES: N_("Argmax’s slopes"), SOFTMAX_SLOPES: N_("Softmax’s slopes")}
ROOM = N_("Ask a room")
# Of the check before a lesson and after it.
CHECKS = {BEFORE: N_("Before the lesson"), AFTER: N_("After the lesson")}
YOUR_ANSWER, NOT_KNOWN = N_("your answer"), N_("I do not know yet")
CHOOSE_IN_CHECK = N_("Choose an answer. At the end you see which ones are correct.")
FINISH, RESULT = N_("Finish"), N_("Your result")
KIND_LABELS = {
    THE_WINNER: N_("Which class wins?"),
    LARGEST_SHARE: N_("How large is the largest probability?"),
    HALF_T: N_("What does half the temperature do?"),
}


def bars() -> tuple[str, str]:
    """Name both bar charts for screen readers."""
    return _(BARS[0]), _(BARS[1])


def progress(place: int) -> str:
    """Say which round it is, by its place from 0.

    Examples
    --------
    >>> progress(2), progress(NUM_ROUNDS)
    ('Round 3 of 17', 'Summary')
    """
    if place == NUM_ROUNDS:
        return _("Summary")
    return _("Round {number} of {total}").format(number=place + 1, total=NUM_ROUNDS)


def round_name(place: int) -> str:
    """Name a round by its place from 0.

    Examples
    --------
    >>> round_name(2)
    'Round 3'
    """
    return _("Round {number}").format(number=place + 1)


def where(shown: Shown) -> str:
    """Label the link to the state that shows an answer.

    Examples
    --------
    >>> from argsoft.teaching.questions import question
    >>> where(question(0).shown)
    'See it: Playground'
    """
    return _("See it: {page}").format(page=_(page_at(shown.path).title))


def summary_words(tally: Tally) -> str:
    """Sum up how all rounds came out.

    Examples
    --------
    >>> summary_words(Tally(7, 14, 1))
    '**7 of 14** are correct. 1 was shown to you and does not count. 2 are still open.'
    >>> summary_words(Tally(17, 17))
    'All 17 are correct.'
    >>> summary_words(Tally(0, 0, 0))
    'You have not guessed yet: all 17 rounds are open.'
    """
    right, answered, shown = tally
    still = NUM_ROUNDS - answered - shown
    if still == NUM_ROUNDS:
        return _("You have not guessed yet: all {total} rounds are open.").format(total=NUM_ROUNDS)
    if right == NUM_ROUNDS:
        return _("All {total} are correct.").format(total=NUM_ROUNDS)
    parts = []
    if answered:
        parts.append(
            plural(
                "**{right} of {answered}** is correct.",
                "**{right} of {answered}** are correct.",
                answered,
            ).format(right=right, answered=answered)
        )
    if shown:
        parts.append(
            plural(
                "{count} was shown to you and does not count.",
                "{count} were shown to you and do not count.",
                shown,
            ).format(count=shown)
        )
    if still:
        parts.append(
            plural("{count} is still open.", "{count} are still open.", still).format(count=still)
        )
    return " ".join(parts)


def verdict(as_guessed: bool | None, *, is_over: bool) -> str:
    """Say how one round came out, for the summary.

    Examples
    --------
    >>> verdict(True, is_over=True), verdict(False, is_over=True)
    ('correct', 'not correct')
    >>> verdict(None, is_over=True), verdict(None, is_over=False)
    ('shown to you', 'still open')
    """
    if as_guessed is None:
        return _("shown to you") if is_over else _("still open")
    return _("correct") if as_guessed else _("not correct")


def reason(question: Question) -> str:
    """Give the right answer of a question that has options, and why it is right.

    Examples
    --------
    >>> from argsoft.teaching.questions import question
    >>> print(reason(question(0)))
    A third each. Softmax depends on differences between logits alone, and here there are none. \
Argmax takes the first.
    """
    if not question.options:
        return question.why
    return _("{answer}. {why}").format(
        answer=question.options[question.right].words, why=question.why
    )


def state(outcome: Outcome) -> str:
    """Give the logits, and the temperature unless it is 1.

    Examples
    --------
    >>> from argsoft.teaching.outcomes import outcome
    >>> state(outcome([1.43, -0.40, 0.23], temperature=0.5))
    'Logits: Setosa 1.43, Versicolor −0.40 and Virginica 0.23, at T = 0.5'
    """
    return _("Logits: {logits}").format(logits=_own(outcome))


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
    ('Correct. 3 of 5 so far.', '3 of 5 so far.')
    >>> tally_words(Tally(0, 1), False), tally_words(Tally(0, 0), None)
    ('Not correct. 0 of 1 so far.', '')
    >>> tally_words(Tally(3, 5, 1), None, is_over=True)
    'Shown to you, so it does not count. 3 of 5 so far.'
    """
    so_far = _("{right} of {answered} so far.").format(
        right=tally.as_guessed, answered=tally.answered
    )
    parts = [so_far] if tally.answered else []
    if as_guessed is not None:
        parts.insert(0, _("Correct.") if as_guessed else _("Not correct."))
    elif is_over:
        parts.insert(0, _("Shown to you, so it does not count."))
    return " ".join(parts)


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
        return " ".join([(_("Reached."), _("One way to do it."))[guess], why])
    if guess is None:
        return _("Set the sliders, then check.")
    return " ".join([_("Not yet."), *missing]) if missing else _("That is it: check again.")


def room_words(outcome: Outcome) -> str:
    """Say what it means to turn a state into a question.

    Examples
    --------
    >>> from argsoft.teaching.outcomes import outcome
    >>> print(room_words(outcome([2, 1.9, 0.23])))
    Make a question of your own logits: Setosa 2.00, Versicolor 1.90 and Virginica 0.23. \
Anyone who opens the link of the question has their own *Reveal*: yours shows the answer on your \
screen alone. Share the link before you press it: after that, the link shows the answer, too.
    """
    return _(
        "Make a question of your own logits: {logits}. "
        "Anyone who opens the link of the question has their own *Reveal*: yours shows the answer "
        "on your screen alone. Share the link before you press it: after that, the link shows the "
        "answer, too."
    ).format(logits=_own(outcome))


def _own(outcome: Outcome) -> str:
    """List the logits, and the temperature unless it is 1."""
    if outcome.temperature == 1:
        return _logits(outcome)
    return _("{logits}, at T = {temperature}").format(
        logits=_logits(outcome), temperature=plain(f"{outcome.temperature:g}")
    )


def _logits(outcome: Outcome) -> str:
    """List the logits with their names."""
    pairs = zip(CLASS_NAMES, outcome.logits.tolist(), strict=True)
    return listed([f"{name} {number(round(logit, 4))}" for name, logit in pairs])


def check_progress(when: str, number: int) -> str:
    """Say which question of which check it is, counted from 1.

    Examples
    --------
    >>> check_progress("before", 3)
    'Before the lesson: 3 of 10'
    """
    return _("{check}: {number} of {total}").format(
        check=_(CHECKS[when]), number=number, total=NUM_CHECKED
    )


def answered(answers: str) -> str:
    """Say how many questions of a check are answered.

    Examples
    --------
    >>> answered("ab--n-----"), answered("a---------")
    ('3 answered', '1 answered')
    """
    count = NUM_CHECKED - answers.count(NO_GUESS)
    return plural("{count} answered", "{count} answered", count).format(count=count)


def left_out(answers: str) -> str:
    """Say how many questions of a check are still open; "" for none.

    Examples
    --------
    >>> left_out("aaaaaaaa--"), left_out("aaaaaaaaan")
    ('2 questions are still open.', '')
    """
    count = answers.count(NO_GUESS)
    if count == 0:
        return ""
    words = plural("{count} question is still open.", "{count} questions are still open.", count)
    return words.format(count=count)


def score(right: int) -> str:
    """Say how many answers of a check are correct.

    Examples
    --------
    >>> score(7), score(1), score(10)
    ('**7 of 10** are correct.', '**1 of 10** is correct.', 'All 10 are correct.')
    """
    if right == NUM_CHECKED:
        return _("All {total} are correct.").format(total=NUM_CHECKED)
    words = plural(
        "**{right} of {total}** is correct.", "**{right} of {total}** are correct.", right
    )
    return words.format(right=right, total=NUM_CHECKED)


def missed(question: Question, letter: str) -> tuple[str, ...]:
    """Say what was answered instead of what is so, and why.

    Parameters
    ----------
    question : Question
        A question of a check.
    letter : str
        The answer to it, which is not correct.

    Examples
    --------
    >>> from argsoft.teaching.questions import question
    >>> print(missed(question(0), "c")[0])
    Your answer: “All to Setosa”. That is argmax, which takes the first in a tie. \
Softmax prefers nobody.
    >>> print(missed(question(0), "c")[1][:26])
    Correct: “A third each”. S
    >>> missed(question(0), "n")[0], missed(question(0), "-")[0]
    ('You did not know yet.', 'You gave no answer.')
    """
    guess = chosen(question, letter)
    *tempting, why = question.said(guess)
    if guess is not None:
        own = _("Your answer: “{answer}”. {said}").format(
            answer=question.options[guess].words, said=" ".join(tempting)
        )
    else:
        own = _("You did not know yet.") if letter == UNSURE else _("You gave no answer.")
    right = question.options[question.right].words
    return own, _("Correct: “{answer}”. {why}").format(answer=right, why=why)

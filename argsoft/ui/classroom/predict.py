"""The rounds of *Predict*: questions, answers, and navigation.

The link stores all progress: the round, one letter for each guess, and the question asked.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from html import escape

import streamlit as st

from argsoft.answers import verdict
from argsoft.figures.bars import hidden_bars
from argsoft.figures.heatmap import jacobian_heatmap
from argsoft.iris import CLASS_NAMES
from argsoft.language import translate as _
from argsoft.state.contents import ANSWERS, ARGMAX, SOFTMAX, page_at
from argsoft.state.scenario import (
    KINDS,
    LETTERS,
    NO_GUESS,
    NO_GUESSES,
    NO_TWINS,
    NUM_ROUNDS,
    OFF,
    ON,
    ROUND_FIELDS,
    SUMMARY,
    THE_ROUNDS,
    Scenario,
)
from argsoft.teaching import predict as wording
from argsoft.teaching.outcomes import ARGMAX_SLOPES, BARS, Outcome, Question, outcome
from argsoft.teaching.questions import (
    GIVEN_UP,
    REACHED,
    TRIED,
    guess_of,
    is_as_guessed,
    is_over,
    question_about,
    seed_of,
    tally,
    twin,
    with_guess,
    with_twin,
)
from argsoft.ui.drawing import answer_bars, charts, sentences
from argsoft.ui.following import recording, strips
from argsoft.ui.following.recording import Ways
from argsoft.ui.inputs import controls
from argsoft.ui.visit.hiding import shows
from argsoft.ui.visit.session import on_its_page
from argsoft.wording import playground
from argsoft.wording.derivatives import sides

Link = Mapping[str, str | int]
Take = Callable[[str], None]
UNNAMED = ("",) * len(LETTERS)
State = tuple[tuple[float, ...], float]  # logits and temperature
MOST_KEPT = 64
KEY, BARS_OF = "guess_", (ARGMAX, SOFTMAX)  # prefix and suffixes of the charts' keys


def asked(scenario: Scenario, place: int | None = None) -> Question:
    """Ask a round with its numbers in the link; by default the current one."""
    place = scenario.round - 1 if place is None else place
    return twin(place, seed_of(scenario.twins, place))


def ask(question: Question) -> None:
    """Draw the text of a question."""
    with st.container(key="question"):
        st.header(sentences.coloured(question.text), anchor=False)


def choose(
    question: Question,
    guess: int | None,
    take: Take,
    *,
    is_over: bool,
    invitation: str,
) -> None:
    """Draw a multiple-choice question with its picture.

    Parameters
    ----------
    question : Question
        Question to draw.
    guess : int or None
        Index of the chosen answer.
    take : callable
        Takes the letter of an answer when it is chosen.
    is_over : bool
        Whether to reveal the right answer.
    invitation : str
        Text shown until then.
    """
    ask(question)
    state(question, is_over=is_over)
    picture(question, is_over=is_over)
    if is_over:
        marked(question, guess)
    else:
        options(question, guess, take)
    if is_over:
        explain(*question.said(guess), tells=ANSWERS)
        see(question)
    else:
        explain(invitation)


def choose_in_round(scenario: Scenario) -> None:
    """Draw the multiple-choice question of the current round."""
    place, guesses = scenario.round - 1, scenario.guesses
    choose(
        asked(scenario),
        guess_of(guesses, place),
        lambda letter: _put({"guesses": with_guess(guesses, place, letter)}),
        is_over=is_over(guesses, place),
        invitation=_(wording.CHOOSE),
    )


def choose_in_room(scenario: Scenario) -> None:
    """Draw a question for the class about the visitor's own logits."""
    question = question_about(scenario.ask, scenario.logits, scenario.temperature)
    letters = LETTERS[: len(question.options)]
    choose(
        question,
        letters.index(scenario.guess) if scenario.guess in letters else None,
        lambda letter: _put({"guess": letter}),
        is_over=scenario.reveal == ON,
        invitation=_(wording.CHOOSE_IN_ROOM),
    )


def bars(shown: Outcome) -> None:
    """Draw both bar charts of a state."""
    logits = shown.logits.tolist()
    answer_bars.show(logits, wording.bars(), key=KEY, temperature=shown.temperature)


def explain(*texts: str, tells: Sequence[str] = ()) -> None:
    """Draw the explanation of an answer, or the invitation to give one."""
    sentences.summary(*texts, key="why", tells=tells)


def see(question: Question) -> None:
    """Draw a link to the state that shows the answer."""
    shown = question.shown
    label = wording.where(shown)
    sentences.link(page_at(shown.path).script, label, shown.query, tells=ANSWERS)


def result(scenario: Scenario) -> None:
    """Draw the text of a round with sliders: what is missing, or why the answer is right."""
    question, guess = asked(scenario), guess_of(scenario.guesses, scenario.round - 1)
    missing = question.missing(outcome(scenario.round_logits))
    tells = ANSWERS if guess is not None else ()
    explain(wording.goal_words(missing, guess, question.why), tells=tells)


def check(scenario: Scenario) -> None:
    """Draw the buttons of a round with sliders, until it is answered."""
    place = scenario.round - 1
    if is_over(scenario.guesses, place):
        see(asked(scenario))
        return
    with st.container(horizontal=True, gap="small", key="checks"):
        st.button(_(wording.CHECK), key="check", type="primary", on_click=_check, args=(scenario,))
        given_up = (place, with_guess(scenario.guesses, place, GIVEN_UP), scenario.twins)
        st.button(_(wording.SHOW_ME), key="show_me", on_click=_go, args=given_up)


def summary(scenario: Scenario) -> None:
    """Draw the result of every round, with explanations of the wrong guesses."""
    guesses, twins = scenario.guesses, scenario.twins
    st.header(_(wording.SUMMARY), anchor=False)
    sentences.show(wording.summary_words(tally(guesses, twins)), key="state")
    places = range(NUM_ROUNDS)
    items = [_came_out(scenario, place) for place in places]
    st.html(f'<ol class="summary">{"".join(items)}</ol>')
    again = [place for place in places if not is_as_guessed(guesses, place, twins)]
    if again:
        sentences.plain(_(wording.LOOK_AGAIN), key="look_again")
        with st.container(horizontal=True, gap="small", key="open_rounds"):
            for place in again:
                st.button(
                    wording.round_name(place),
                    key=f"open_round_{place + 1}",
                    on_click=_go,
                    args=(place, guesses, twins),
                )


def turns(scenario: Scenario) -> None:
    """Draw the navigation between rounds, and the score so far.

    PageUp and PageDown, the keys of a presenter's remote, press Back and Next. In a lesson, they
    turn its step before the first round and after the summary.
    """
    place, guesses, twins = scenario.round - 1, scenario.guesses, scenario.twins
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="rounds"):
        for label, key, to in ((wording.BACK, "PageUp", -1), (wording.NEXT, "PageDown", 1)):
            is_end = not 1 <= scenario.round + to <= SUMMARY
            st.button(
                _(label),
                key=label.lower(),
                shortcut=None if is_end and controls.is_led() else key,
                disabled=is_end,
                on_click=_go,
                args=(place + to, guesses, twins),
            )
        over = (0, NO_GUESSES, NO_TWINS)
        if scenario.round == SUMMARY:
            words = ""
        else:
            again = (place, with_guess(guesses, place), with_twin(twins, place))
            st.button(_(wording.AGAIN), key="again", type="tertiary", on_click=_go, args=again)
            is_shown = is_over(guesses, place)
            words = wording.tally_words(
                tally(guesses, twins), is_as_guessed(guesses, place, twins), is_over=is_shown
            )
        st.button(_(wording.START_OVER), key="start_over", type="tertiary", on_click=_go, args=over)
        words = words if shows(*ANSWERS) else ""  # the verdict gives the answer away
        st.html(
            f'<div class="tally"><span>{wording.progress(place)}</span> '
            f'<span role="status">{words}</span></div>'
        )


def reveal(scenario: Scenario) -> None:
    """Draw the buttons below a question for the class.

    PageUp and PageDown, the keys of a presenter's remote, hide and reveal the answer.
    """
    shown: Link = {"reveal": ON}
    hidden: Link = {"reveal": OFF, "guess": NO_GUESS}
    with st.container(horizontal=True, gap="small", key="checks"):
        if scenario.reveal == ON:
            st.button(
                _(wording.HIDE),
                key="reveal_off",
                shortcut="PageUp",
                on_click=_put,
                args=(hidden,),
            )
        else:
            st.button(
                _(wording.REVEAL),
                key="reveal_on",
                type="primary",
                shortcut="PageDown",
                on_click=_put,
                args=(shown,),
            )
        st.button(_(wording.LEAVE), key="leave", type="tertiary", on_click=_leave, args=(scenario,))


def own_questions(scenario: Scenario) -> None:
    """Draw what a class can be asked about the visitor's own logits."""
    own = outcome(scenario.logits, temperature=scenario.temperature)
    st.markdown(sentences.coloured(wording.room_words(own)))
    kinds(lambda kind: _put({"ask": kind, "reveal": OFF, "guess": NO_GUESS}))


def kinds(take: Take) -> None:
    """Draw a button for each kind of question about the visitor's own logits."""
    with st.container(horizontal=True, gap="small", key="kinds"):
        for place, kind in enumerate(KINDS):
            label = _(wording.KIND_LABELS[kind])
            st.button(label, key=f"kind_{place}", on_click=take, args=(kind,))


def state(question: Question, *, is_over: bool) -> None:
    """Draw the raw outputs that a question is about."""
    is_new = is_over or not question.before_is_shown
    sentences.show(wording.state(question.after if is_new else question.before), key="state")


def picture(question: Question, *, is_over: bool) -> None:
    """Draw the picture of a question, and the answer once it is over."""
    if question.picture != BARS:
        _table(question, is_over=is_over)
    elif is_over:
        with recording.arriving(_way(question)):
            bars(question.after)
    elif question.before_is_shown:
        bars(question.before)
    else:
        _draw_hidden()


def options(
    question: Question,
    guess: int | None,
    take: Take,
    *,
    names: Sequence[str] = UNNAMED,
    own: str = "",
) -> None:
    """Draw the answers as buttons.

    Parameters
    ----------
    question : Question
        The question.
    guess : int or None
        Index of the chosen answer.
    take : callable
        Takes the letter of an answer when it is chosen.
    names : sequence of str
        What stands before each answer.
    own : str
        What the chosen answer is called; by default, your guess.
    """
    with st.container(horizontal=True, gap="small", key="options"):
        for place, (name, option) in enumerate(zip(names, question.options, strict=False)):
            words = re.sub("[<>]", r"\\\g<0>", option.words)  # `>` would start a blockquote
            label = f"{name}{words}"
            if place == guess:
                label = f"{label} ({own or _(wording.YOUR_GUESS)})"
            letter = LETTERS[place]
            st.button(label, key=f"option_{letter}", on_click=take, args=(letter,), width="stretch")


def marked(
    question: Question,
    guess: int | None,
    *,
    names: Sequence[str] = UNNAMED,
    own: str = "",
    is_over: bool = True,
) -> None:
    """Draw the answers as a list with the guess marked and, once it is over, the right one."""
    is_told = is_over and shows(*ANSWERS)
    items = "".join(_marked(question, guess, names, own, is_told=is_told))
    with st.container(horizontal=True, gap="small", key="options"):
        st.html(f'<ul class="options">{items}</ul>')


def _table(question: Question, *, is_over: bool) -> None:
    """Draw the table of slopes, empty until the question is over."""
    is_argmax = question.picture == ARGMAX_SLOPES
    figure = jacobian_heatmap(
        question.after.argmax_slopes if is_argmax else question.after.softmax_slopes,
        CLASS_NAMES,
        title=_(wording.TABLE_TITLES[question.picture]),
        sides=sides(),
        hidden=not is_over,
    )
    tells = (ARGMAX if is_argmax else SOFTMAX,)
    charts.side_by_side(charts.Chart(f"{KEY}table", _(wording.TABLE_CHART), figure, tells))


def _way(question: Question) -> Ways:
    """Animate the bars from their old state, or from zero if they were hidden."""
    before, after = question.before, question.after
    ends = [(tuple(each.logits.tolist()), each.temperature) for each in (before, after)]
    return _moved(*ends, is_shown=question.before_is_shown, _view=strips.view())


@lru_cache(maxsize=MOST_KEPT)
def _moved(start: State, end: State, *, is_shown: bool, _view: strips.View) -> Ways:
    """Compute the animation of the bars between two states."""

    def draw(part: float) -> None:
        if not is_shown and part < 1:
            shares = [part * share for share in verdict(*end).shares]
            winner = verdict(*end).leaders[0]
            picked = [part * (i == winner) for i in range(len(shares))]
            _draw_hidden(picked, shares)
            return
        mixed = [a + (b - a) * part for a, b in zip(start[0], end[0], strict=True)]
        bars(outcome(mixed, temperature=start[1] + (end[1] - start[1]) * part))

    return strips.passing(draw)


def _draw_hidden(*heights: Sequence[float]) -> None:
    """Draw both charts with a question mark above each bar."""
    drawn = hidden_bars(CLASS_NAMES, *heights, titles=playground.titles())
    each = zip(BARS_OF, wording.bars(), drawn, strict=True)
    charts.side_by_side(*(charts.Chart(KEY + of, name, bars, (of,)) for of, name, bars in each))


def _marked(
    question: Question, guess: int | None, names: Sequence[str], own: str, *, is_told: bool
) -> list[str]:
    """Render the answers with the guess and, if it is told, the right one marked."""
    items = []
    for place, (name, option) in enumerate(zip(names, question.options, strict=False)):
        is_right, is_guess = is_told and place == question.right, place == guess
        words = [_(wording.RIGHT)] * is_right + [own or _(wording.YOUR_GUESS)] * is_guess
        sign = "✓" if is_right else "✗" if is_guess and is_told else ""
        look = " ".join(["right"] * is_right + ["guess"] * is_guess)
        items.append(
            f'<li class="{look}"><span class="words">{name}{escape(option.words)}</span>'
            f'<span class="mark">{sign} {", ".join(words)}</span></li>'
        )
    return items


def _came_out(scenario: Scenario, place: int) -> str:
    """Render a line of the summary, without answers that are not yet revealed."""
    guesses, question = scenario.guesses, asked(scenario, place)
    is_right = is_as_guessed(guesses, place, scenario.twins)
    verdict = wording.verdict(is_right, is_over=is_over(guesses, place))
    sign = "✓" if is_right else "✗" if is_right is False else ""
    look = "right" if is_right else "guess" if is_right is False else "open"
    why = escape(wording.reason(question)) if is_over(guesses, place) and not is_right else ""
    return (
        f'<li class="{look}"><span class="words">{escape(question.text)}</span> '
        f'<span class="mark">{sign} {verdict}</span> <span class="reason">{why}</span></li>'
    )


def _put(values: Link) -> None:
    """Store values in the link."""
    for field, value in values.items():
        controls.put_into_link(field, value)


def _go(place: int, guesses: str, twins: str) -> None:
    """Open a round, with its sliders at the start or, once it is over, at the solution."""
    _put({"round": place + 1, "guesses": guesses, "twins": twins})
    question = twin(place, seed_of(twins, place)) if place < NUM_ROUNDS else None
    if question and question.conditions:
        shown = question.after if is_over(guesses, place) else question.before
        st.session_state.update(zip(ROUND_FIELDS, shown.logits.tolist(), strict=True))


@on_its_page
def _leave(scenario: Scenario) -> None:
    """Return from a question for the class to the rounds."""
    _put({"ask": THE_ROUNDS, "reveal": OFF, "guess": NO_GUESS})
    _go(scenario.round - 1, scenario.guesses, scenario.twins)


@on_its_page
def _check(scenario: Scenario) -> None:
    """Check whether the sliders meet the goal of the round."""
    now = outcome([st.session_state[field] for field in ROUND_FIELDS])
    place = scenario.round - 1
    letter = TRIED if asked(scenario).missing(now) else REACHED
    _put({"guesses": with_guess(scenario.guesses, place, letter)})

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
from argsoft.state.contents import ANSWERS, ARGMAX, SOFTMAX
from argsoft.state.scenario import (
    KINDS,
    LETTERS,
    NO_GUESS,
    NO_GUESSES,
    NUM_ROUNDS,
    OFF,
    ON,
    ROUND_FIELDS,
    SUMMARY,
    THE_ROUNDS,
    Scenario,
)
from argsoft.teaching import predict as wording
from argsoft.teaching.questions import (
    ARGMAX_SLOPES,
    BARS,
    GIVEN_UP,
    QUESTIONS,
    REACHED,
    TRIED,
    Outcome,
    Question,
    guess_of,
    is_as_guessed,
    is_over,
    outcome,
    question_about,
    tally,
    with_guess,
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
    explain(question.why if is_over else invitation, tells=ANSWERS if is_over else ())


def choose_in_round(scenario: Scenario) -> None:
    """Draw the multiple-choice question of the current round."""
    place, guesses = scenario.round - 1, scenario.guesses
    choose(
        QUESTIONS[place],
        guess_of(guesses, place),
        lambda letter: _put({"guesses": with_guess(guesses, place, letter)}),
        is_over=is_over(guesses, place),
        invitation=wording.CHOOSE,
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
        invitation=wording.CHOOSE_IN_ROOM,
    )


def bars(shown: Outcome) -> None:
    """Draw both bar charts of a state."""
    logits = shown.logits.tolist()
    answer_bars.show(logits, wording.BARS, key=KEY, temperature=shown.temperature)


def explain(why: str, tells: Sequence[str]) -> None:
    """Draw the explanation of an answer, or the invitation to give one."""
    sentences.summary(why, key="why", tells=tells)


def result(scenario: Scenario) -> None:
    """Draw the text of a round with sliders: what is missing, or why the answer is right."""
    question = QUESTIONS[scenario.round - 1]
    guess = guess_of(scenario.guesses, scenario.round - 1)
    missing = question.missing(outcome(scenario.round_logits))
    tells = ANSWERS if guess is not None else ()
    explain(wording.goal_words(missing, guess, question.why), tells)


def check(scenario: Scenario) -> None:
    """Draw the buttons of a round with sliders, until it is answered."""
    place = scenario.round - 1
    if is_over(scenario.guesses, place):
        return
    with st.container(horizontal=True, gap="small", key="checks"):
        st.button(wording.CHECK, key="check", type="primary", on_click=_check, args=(scenario,))
        guesses = with_guess(scenario.guesses, place, GIVEN_UP)
        st.button(wording.SHOW_ME, key="show_me", on_click=_go, args=(place, guesses))


def summary(scenario: Scenario) -> None:
    """Draw the result of every round, with explanations of the wrong guesses."""
    st.header(wording.SUMMARY, anchor=False)
    sentences.show(wording.summary_words(tally(scenario.guesses)), key="state")
    places = range(NUM_ROUNDS)
    items = [_came_out(scenario.guesses, place) for place in places]
    st.html(f'<ol class="summary">{"".join(items)}</ol>')
    again = [place for place in places if not is_as_guessed(scenario.guesses, place)]
    if again:
        sentences.plain(wording.LOOK_AGAIN, key="look_again")
        with st.container(horizontal=True, gap="small", key="open_rounds"):
            for place in again:
                st.button(
                    wording.round_name(place),
                    key=f"open_round_{place + 1}",
                    on_click=_go,
                    args=(place, scenario.guesses),
                )


def turns(scenario: Scenario) -> None:
    """Draw the navigation between rounds, and the score so far.

    PageUp and PageDown, the keys of a presenter's remote, press Back and Next.
    """
    place, guesses = scenario.round - 1, scenario.guesses
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="rounds"):
        for label, key, to in ((wording.BACK, "PageUp", -1), (wording.NEXT, "PageDown", 1)):
            st.button(
                label,
                key=label.lower(),
                shortcut=key,
                disabled=not 1 <= scenario.round + to <= SUMMARY,
                on_click=_go,
                args=(place + to, guesses),
            )
        over = (0, NO_GUESSES)
        if scenario.round == SUMMARY:
            words = ""
        else:
            again = (place, with_guess(guesses, place))
            st.button(wording.AGAIN, key="again", type="tertiary", on_click=_go, args=again)
            is_shown = is_over(guesses, place)
            words = wording.tally_words(
                tally(guesses), is_as_guessed(guesses, place), is_over=is_shown
            )
        st.button(wording.START_OVER, key="start_over", type="tertiary", on_click=_go, args=over)
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
                wording.HIDE,
                key="reveal_off",
                shortcut="PageUp",
                on_click=_put,
                args=(hidden,),
            )
        else:
            st.button(
                wording.REVEAL,
                key="reveal_on",
                type="primary",
                shortcut="PageDown",
                on_click=_put,
                args=(shown,),
            )
        st.button(wording.LEAVE, key="leave", type="tertiary", on_click=_leave, args=(scenario,))


def own_questions(scenario: Scenario) -> None:
    """Draw what a class can be asked about the visitor's own logits."""
    own = outcome(scenario.logits, temperature=scenario.temperature)
    st.markdown(sentences.coloured(wording.room_words(own)))
    kinds(lambda kind: _put({"ask": kind, "reveal": OFF, "guess": NO_GUESS}))


def kinds(take: Take) -> None:
    """Draw a button for each kind of question about the visitor's own logits."""
    with st.container(horizontal=True, gap="small", key="kinds"):
        for place, kind in enumerate(KINDS):
            label = wording.KIND_LABELS[kind]
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
    own: str = wording.YOUR_GUESS,
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
        What the chosen answer is called.
    """
    with st.container(horizontal=True, gap="small", key="options"):
        for place, (name, option) in enumerate(zip(names, question.options, strict=False)):
            words = re.sub("[<>]", r"\\\g<0>", option.words)  # `>` would start a blockquote
            label = f"{name}{words} ({own})" if place == guess else f"{name}{words}"
            letter = LETTERS[place]
            st.button(label, key=f"option_{letter}", on_click=take, args=(letter,), width="stretch")


def marked(
    question: Question,
    guess: int | None,
    *,
    names: Sequence[str] = UNNAMED,
    own: str = wording.YOUR_GUESS,
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
        title=wording.TABLE_TITLES[question.picture],
        sides=sides(),
        hidden=not is_over,
    )
    tells = (ARGMAX if is_argmax else SOFTMAX,)
    charts.side_by_side(charts.Chart(f"{KEY}table", wording.TABLE_CHART, figure, tells))


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
    each = zip(BARS_OF, wording.BARS, drawn, strict=True)
    charts.side_by_side(*(charts.Chart(KEY + of, name, bars, (of,)) for of, name, bars in each))


def _marked(
    question: Question, guess: int | None, names: Sequence[str], own: str, *, is_told: bool
) -> list[str]:
    """Render the answers with the guess and, if it is told, the right one marked."""
    items = []
    for place, (name, option) in enumerate(zip(names, question.options, strict=False)):
        is_right, is_guess = is_told and place == question.right, place == guess
        words = [wording.RIGHT] * is_right + [own] * is_guess
        sign = "✓" if is_right else "✗" if is_guess and is_told else ""
        look = " ".join(["right"] * is_right + ["guess"] * is_guess)
        items.append(
            f'<li class="{look}"><span class="words">{name}{escape(option.words)}</span>'
            f'<span class="mark">{sign} {", ".join(words)}</span></li>'
        )
    return items


def _came_out(guesses: str, place: int) -> str:
    """Render a line of the summary, without answers that are not yet revealed."""
    question, is_right = QUESTIONS[place], is_as_guessed(guesses, place)
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


def _go(place: int, guesses: str) -> None:
    """Open a round, with its sliders at the start or, once it is over, at the solution."""
    _put({"round": place + 1, "guesses": guesses})
    question = QUESTIONS[place] if place < NUM_ROUNDS else None
    if question and question.conditions:
        shown = question.after if is_over(guesses, place) else question.before
        st.session_state.update(zip(ROUND_FIELDS, shown.logits.tolist(), strict=True))


@on_its_page
def _leave(scenario: Scenario) -> None:
    """Return from a question for the class to the rounds."""
    _put({"ask": THE_ROUNDS, "reveal": OFF, "guess": NO_GUESS})
    _go(scenario.round - 1, scenario.guesses)


@on_its_page
def _check(scenario: Scenario) -> None:
    """Check whether the sliders meet the goal of the round."""
    now = outcome([st.session_state[field] for field in ROUND_FIELDS])
    place = scenario.round - 1
    letter = TRIED if QUESTIONS[place].missing(now) else REACHED
    _put({"guesses": with_guess(scenario.guesses, place, letter)})

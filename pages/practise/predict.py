"""Guess first, then see."""

from dataclasses import replace

import streamlit as st

from argsoft import questions
from argsoft.questions import QUESTIONS
from argsoft.scenario import LETTERS, LOGIT_FIELDS, ON, THE_ROUNDS, Scenario
from argsoft.ui import controls, live, predict
from argsoft.wording.predict import CHOOSE, CHOOSE_IN_ROOM

CARRIED = ("round", "guesses", "ask", "temperature")
HERE = ("guess", "reveal")  # no answer may be shown to the question of the next link


@live.picture
def hand(scenario: Scenario) -> None:
    predict.bars(questions.outcome(scenario.logits))
    predict.result(scenario)


def for_a_room(scenario: Scenario) -> None:
    scenario = predict.unseen(scenario)
    question = questions.question_about(scenario.ask, scenario.logits, scenario.temperature)
    letters = LETTERS[: len(question.options)]
    guess = letters.index(scenario.guess) if scenario.guess in letters else None
    is_over = scenario.reveal == ON
    links = [{"guess": each} for each in letters]
    with st.container(key="asked"):
        predict.choose(question, guess, links, is_over=is_over, invitation=CHOOSE_IN_ROOM)
        predict.reveal(is_revealed=is_over)


def rounds(scenario: Scenario) -> None:
    place, guesses = scenario.round - 1, scenario.guesses
    question, guess = QUESTIONS[place], questions.guess_of(guesses, place)
    with st.container(key="asked"):
        if question.conditions:
            predict.ask(question)
            scenario = replace(scenario, **controls.numbers(LOGIT_FIELDS))
            hand(scenario)
            predict.check(scenario)
        else:
            scenario = predict.unseen(scenario)
            links = [{"guesses": questions.with_guess(guesses, place, each)} for each in LETTERS]
            is_over = questions.is_as_guessed(guesses, place) is not None
            predict.choose(question, guess, links, is_over=is_over, invitation=CHOOSE)
        predict.turns(scenario)
    predict.kinds(scenario)


@st.fragment
def page() -> None:
    scenario = Scenario(**controls.carried(CARRIED), **controls.linked(HERE))
    (rounds if scenario.ask == THE_ROUNDS else for_a_room)(scenario)


page()

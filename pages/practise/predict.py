"""Guess first, then see."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from argsoft.questions import QUESTIONS, outcome
from argsoft.scenario import LOGIT_FIELDS, ON, THE_ROUNDS, Scenario
from argsoft.ui import controls, live, predict, process

CARRIED = ("round", "guesses", "ask", "temperature")
HERE = ("guess", "reveal")  # no answer may be shown to the question of the next link


@live.picture
def hand(scenario: Scenario) -> None:
    predict.bars(outcome(scenario.logits))
    predict.result(scenario)


def for_a_room(linked: Mapping[str, Any]) -> None:
    scenario = predict.unseen(Scenario(**linked))
    with st.container(key="asked"):
        predict.choose_in_room(scenario)
        predict.reveal(is_revealed=scenario.reveal == ON)


def own(below: DeltaGenerator, scenario: Scenario) -> None:
    hand(scenario)
    predict.check(scenario)
    with below:
        predict.kinds(scenario)


def rounds(linked: Mapping[str, Any]) -> None:
    scenario = Scenario(**linked)
    question = QUESTIONS[scenario.round - 1]
    asked, below = st.container(key="asked"), st.container()
    with asked:
        if question.conditions:
            predict.ask(question)
            controls.dragged(linked, LOGIT_FIELDS, partial(own, below))
        else:
            scenario = predict.unseen(scenario)
            predict.choose_in_round(scenario)
            with below:
                predict.kinds(scenario)
        predict.turns(scenario)


@process.fragment
def page() -> None:
    linked = controls.carried(CARRIED) | controls.linked(HERE)
    (rounds if linked["ask"] == THE_ROUNDS else for_a_room)(linked)


page()

"""Guess first, then see."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from argsoft.language import translate as _
from argsoft.state.scenario import (
    LOGIT_FIELDS,
    NO_CHECK,
    ROUND_FIELDS,
    SUMMARY,
    THE_ROUNDS,
    Scenario,
)
from argsoft.teaching import predict as wording
from argsoft.teaching.outcomes import outcome
from argsoft.ui.classroom import check, predict, rooms
from argsoft.ui.following import live
from argsoft.ui.inputs import controls
from argsoft.ui.visit import rendering

CHECK = ("check", "check_seed", "check_question", "check_answers")
CARRIED = ("round", "guesses", "twins", "ask", *LOGIT_FIELDS, "temperature", *CHECK, "room")
HERE = ("guess", "reveal")  # must not carry over, or the next question would show its answer


@live.picture
def hand(scenario: Scenario) -> None:
    predict.bars(outcome(scenario.round_logits))
    predict.result(scenario)


def goal(scenario: Scenario) -> None:
    hand(scenario)
    predict.check(scenario)


def with_sliders(scenario: Scenario, linked: Mapping[str, Any]) -> None:
    predict.ask(predict.asked(scenario))
    controls.dragged(linked, ROUND_FIELDS, goal)


def for_a_room(scenario: Scenario) -> None:
    controls.forget(ROUND_FIELDS)
    with st.container(key="asked"):
        predict.choose_in_room(scenario)
        predict.reveal(scenario)
    rooms.invite(scenario)


def rounds(scenario: Scenario, linked: Mapping[str, Any]) -> None:
    with st.container(key="asked"):
        if scenario.round < SUMMARY and predict.asked(scenario).conditions:
            with_sliders(scenario, linked)
        else:
            controls.forget(ROUND_FIELDS)
            (predict.summary if scenario.round == SUMMARY else predict.choose_in_round)(scenario)
        predict.turns(scenario)
    rooms.invite(scenario)
    with st.container(key="for_room"):
        rooms.join()
        with st.expander(_(wording.ROOM), key="own_questions"):
            predict.own_questions(scenario)


def checked(scenario: Scenario) -> None:
    controls.forget(ROUND_FIELDS)
    with st.container(key="asked"):
        check.alone(scenario)
    if scenario.check_question == 1:
        rooms.invite(scenario)


@rendering.fragment
def page() -> None:
    code = controls.carried(["room"])["room"]
    if code:  # before all else, since a whole class runs it at once
        controls.forget(ROUND_FIELDS)
        rooms.draw(code, lambda: Scenario(**controls.carried(CARRIED)))
        return
    linked = controls.carried(CARRIED) | controls.linked(HERE)
    scenario = Scenario(**linked)
    if linked["check"] != NO_CHECK:
        checked(scenario)
    elif linked["ask"] == THE_ROUNDS:
        rounds(scenario, linked)
    else:
        for_a_room(scenario)


page()

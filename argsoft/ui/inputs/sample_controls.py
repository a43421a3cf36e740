"""Controls of Sample: what to draw, and the buttons that draw."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from argsoft.state.scenario import (
    BOUNDS,
    LOGIT_FIELDS,
    MOST_DRAWS,
    NEXT_WORD,
    SHAKEN_ARGMAX,
    Scenario,
)
from argsoft.ui.inputs import controls
from argsoft.ui.visit.session import on_its_page, visit
from argsoft.wording import sample as wording

NUMBERS = (*LOGIT_FIELDS, "temperature", "noise", "top_k", "top_p")
STEPS = (1, 10, 1000)
LINKED = ("draws", "draw_seed")


def settings() -> tuple[dict[str, Any], Sequence[str]]:
    """Draw the choice of what to draw, and the buttons; return the values, and the sliders' fields.

    The sliders of the other choices are drawn, too, but not seen: a new slider would start from the
    value of the first link.
    """
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key="settings"):
        with st.container(horizontal=True, key="choices"):
            values: dict[str, Any] = {"draw": controls.choice("draw")}
        values |= controls.carried(LINKED)
        _buttons(Scenario(**values))
    shown = _shown(values["draw"])
    others = controls.numbers((f for f in NUMBERS if f not in shown), controls.row("aside"))
    return values | others, shown


def _shown(draw: str) -> Sequence[str]:
    """List the fields of the sliders that a choice has."""
    if draw == NEXT_WORD:
        return ("temperature", "top_k", "top_p")
    noise = ("noise",) if draw == SHAKEN_ARGMAX else ()
    return (*LOGIT_FIELDS, "temperature", *noise)


def _buttons(scenario: Scenario) -> None:
    """Draw the buttons that draw, and one that takes all draws back."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="draws"):
        for label, count in zip(wording.buttons(scenario), STEPS, strict=True):
            st.button(
                label,
                key=f"draw_{count}",
                disabled=scenario.draws >= MOST_DRAWS,
                on_click=_draw,
                args=(scenario, count),
            )
        st.button(
            wording.start_over(),
            key="start_over",
            type="tertiary",
            on_click=_start_over,
            args=(scenario,),
        )


@on_its_page
def _draw(scenario: Scenario, count: int) -> None:
    """Draw some more; the charts start from those before, and a single shake from no noise."""
    visit().left = {"draws": scenario.draws}
    controls.choose("draws", min(scenario.draws + count, MOST_DRAWS))
    if scenario.draw == SHAKEN_ARGMAX:
        if count == 1:
            visit().left = {"noise": 0.0}
        controls.choose("noise", 1.0)


@on_its_page
def _start_over(scenario: Scenario) -> None:
    """Take all draws back, and the next random seed."""
    controls.choose("draws", 0)
    controls.choose("draw_seed", (scenario.draw_seed + 1) % (int(BOUNDS["draw_seed"].maximum) + 1))

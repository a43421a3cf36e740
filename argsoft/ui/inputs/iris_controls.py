"""Controls of the Iris pages: the network's settings, and the flower to look at."""

from collections.abc import Sequence
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from argsoft.language import translate as _
from argsoft.state.contents import PRESETS
from argsoft.state.scenario import BOUNDS, HELD_OUT, ONE_OF_150
from argsoft.ui.inputs import controls
from argsoft.ui.visit.hiding import shows
from argsoft.wording.iris import MOST_LISTED, more, pick_label
from argsoft.wording.training import ANOTHER_START, PAUSE, TRAIN


def training() -> tuple[dict[str, Any], DeltaGenerator]:
    """Draw the settings of both trainings, above and below the film.

    Returns
    -------
    dict
        Chosen values.
    DeltaGenerator
        Place for the film.
    """
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="choices"):
        fields = ("versus", "loss", "rate", "steps")
        values: dict[str, Any] = {field: controls.choice(field) for field in fields}
    picture = st.container()
    below = "choices_below"
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key=below):
        values |= {field: controls.pick_one(field) for field in ("across", "up")}
        values["seed"] = controls.count("seed")
        another_start(values["seed"])
    return values, picture


def iris() -> tuple[dict[str, Any], Sequence[str], DeltaGenerator]:
    """Draw the choice of flower and features.

    Returns
    -------
    dict
        Chosen values.
    sequence of str
        Fields of the sliders that the page should draw.
    DeltaGenerator
        Row for these sliders.
    """
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="settings"):
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="choices"):
            values: dict[str, Any] = {"whose": controls.choice("whose")}
            values |= {field: controls.pick_one(field) for field in ("across", "up")}
        if values["whose"] != HELD_OUT:
            values |= controls.carried(("temperature",))
        if values["whose"] == ONE_OF_150:
            return values, ("flower",), controls.row()
        # Keep the slider, invisibly: a new one would start from the value of the first link.
        values |= controls.numbers(("flower",), controls.row("aside"))
        if values["whose"] == HELD_OUT:
            return values, ("temperature",), controls.row()
        own = [values[axis].replace(" ", "_") for axis in ("across", "up")]
        return values, list(dict.fromkeys(own)), controls.row()


def pick(title: str, flowers: Sequence[int], name: str, tells: str) -> None:
    """Draw a button for each of some flowers, unless the link hides what the list gives away.

    Parameters
    ----------
    title : str
        Heading of the list.
    flowers : sequence of int
        Flowers, counted from 0.
    name : str
        Prefix of the buttons' keys.
    tells : str
        Part of the page whose answer the list gives away, see `argsoft.ui.visit.hiding`.
    """
    if not shows(PRESETS, tells):
        return
    st.header(_(title), anchor=False)
    with st.container(horizontal=True, gap="small", key=f"picks_{name}"):
        for place in flowers[:MOST_LISTED]:
            label, number = pick_label(place + 1), place + 1
            st.button(label, key=f"{name}_{number}", on_click=look_at, args=(number,))
        if not flowers or len(flowers) > MOST_LISTED:
            st.markdown(more(len(flowers) - MOST_LISTED))


def look_at(flower: int) -> None:
    """Select one of the 150 flowers, counted from 1."""
    controls.choose("flower", flower)
    controls.choose("whose", ONE_OF_150)


def another_start(seed: int) -> None:
    """Draw a button that trains again, with the next random seed."""
    high = int(BOUNDS["seed"].maximum)
    seed = (seed + 1) % (high + 1)
    st.button(_(ANOTHER_START), key="another_start", on_click=controls.choose, args=("seed", seed))


def film() -> DeltaGenerator:
    """Draw the Train and Pause buttons; return the row for the slider that they move.

    hand.js plays the film by moving that slider.
    """
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="player"):
        st.button(_(TRAIN), key="train", type="primary")
        st.button(_(PAUSE), key="pause")
        return controls.row()

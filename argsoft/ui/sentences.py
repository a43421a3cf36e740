"""The sentence under a picture: what is on screen, in words, with each class in its colour."""

import re

import streamlit as st

from argsoft.iris import CLASS_NAMES

HUES = ("violet", "green", "orange")  # Streamlit's names for what config.toml makes class colours
_HUE_OF = dict(zip(CLASS_NAMES, HUES, strict=True))
_NAMES = re.compile("|".join(CLASS_NAMES))


def show(*texts: str) -> None:
    """Draw sentences, which are ours and so may hold markup, with class names in their colours."""
    with st.container(key="summary"):
        st.markdown(
            _NAMES.sub(lambda name: f"**:{_HUE_OF[name[0]]}[{name[0]}]**", "\n\n".join(texts))
        )

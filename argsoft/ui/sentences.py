"""The sentence under a picture: what is on screen, in words, with each class in its colour."""

import re
from collections.abc import Iterable, Sequence
from html import escape

import streamlit as st

from argsoft.iris import CLASS_NAMES
from argsoft.wording import TABLE_LABEL

HUES = ("violet", "green", "orange")  # Streamlit's names for what config.toml makes class colours
_HUE_OF = dict(zip(CLASS_NAMES, HUES, strict=True))
_NAMES = re.compile("|".join(CLASS_NAMES))


def plain(*texts: str, key: str = "summary", role: str = "none") -> None:
    """Draw sentences that may hold what a visitor typed: nothing in them is markup."""
    paragraphs = "".join(f"<p>{escape(text)}</p>" for text in texts)
    with st.container(key=key):
        st.html(f'<div role="{role}">{paragraphs}</div>')


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Draw the numbers of a picture as a table that can be opened; nothing in it is markup."""
    with st.expander(TABLE_LABEL, key="table", on_change="rerun") as disclosure:
        if disclosure.open:
            head = "".join(f'<th scope="col">{escape(each)}</th>' for each in columns)
            cells = ("".join(f"<td>{escape(each)}</td>" for each in row) for row in rows)
            body = "".join(f"<tr>{row}</tr>" for row in cells)
            st.html(f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>")


def show(*texts: str, key: str = "summary") -> None:
    """Draw sentences, which are ours and so may hold markup, with class names in their colours."""
    with st.container(key=key):
        st.markdown(coloured("\n\n".join(texts)))


def coloured(text: str) -> str:
    """Return a text of ours with class names in their colours."""
    return _NAMES.sub(lambda name: f"**:{_HUE_OF[name[0]]}[{name[0]}]**", text)

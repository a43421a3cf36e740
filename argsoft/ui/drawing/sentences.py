"""The words of a page, with each class in its colour: those around a picture, and those below it.

Words that tell what the link hides are not drawn.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape

import streamlit as st

from argsoft.iris import CLASS_NAMES
from argsoft.state.contents import ANSWERS, SENTENCE, WORDS
from argsoft.ui.following import recording
from argsoft.ui.following.recording import is_recording
from argsoft.ui.visit.hiding import shows
from argsoft.wording.labels import TABLE_LABEL

HUES = ("violet", "green", "orange")  # Streamlit's names for what config.toml makes class colours
_HUE_OF = dict(zip(CLASS_NAMES, HUES, strict=True))
_NAMES = re.compile("|".join(CLASS_NAMES))
_BOLD = re.compile(r"\*\*(.*?)\*\*")
_COLOURED = {
    name: f'<strong class="class-{name.lower()} name">{name}</strong>' for name in CLASS_NAMES
}


def plain(
    *texts: str,
    key: str = "summary",
    role: str = "none",
    tells: Sequence[str] = (SENTENCE, *ANSWERS),
) -> None:
    """Draw sentences that may hold what a visitor typed: nothing in them is markup."""
    if shows(*tells):
        draw(key, "".join(f"<p>{escape(text)}</p>" for text in texts), role)


def table(rows: Iterable[Sequence[str]], tells: Sequence[str] = ANSWERS) -> None:
    """Draw the numbers of a picture as a table that can be opened; nothing in it is markup.

    Parameters
    ----------
    rows : iterable of sequence of str
        The words over the columns, then each row; read only once the table is open.
    tells : sequence of str
        What has to be shown for it to be.
    """
    if is_recording() or not shows(*tells):
        return
    with st.expander(TABLE_LABEL, key="table", on_change="rerun") as disclosure:
        if disclosure.open:
            columns, *others = rows
            head = "".join(f'<th scope="col">{escape(each)}</th>' for each in columns)
            cells = ("".join(f"<td>{escape(each)}</td>" for each in row) for row in others)
            body = "".join(f"<tr>{row}</tr>" for row in cells)
            st.html(f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>")


def show(*texts: str, key: str, tells: Sequence[str] = ()) -> None:
    """Draw sentences, which are ours and so may hold markup, with class names in their colours."""
    if shows(*tells) and not is_recording():
        with st.container(key=key):
            st.markdown(coloured("\n\n".join(texts)))


def summary(*texts: str, key: str = "summary", tells: Sequence[str] = ANSWERS) -> None:
    """Draw the sentences under a picture, which say what it shows; class names have colours."""
    if shows(SENTENCE, *tells):
        draw(key, "".join(f"<p>{_marked_up(text)}</p>" for text in texts))


def link(page: str, label: str, query: Mapping[str, str], tells: Sequence[str] = ()) -> None:
    """Draw a link to another page of the app."""
    if shows(*tells) and not is_recording():
        st.page_link(page, label=label, query_params=query)


def words(text: str, tells: Sequence[str] = ()) -> None:
    """Draw what introduces a picture, or says what to try."""
    if shows(WORDS, *tells):
        st.markdown(text)


def coloured(text: str) -> str:
    """Return a text of ours with class names in their colours."""
    return _NAMES.sub(lambda name: f"**:{_HUE_OF[name[0]]}[{name[0]}]**", text)


def _marked_up(text: str) -> str:
    """Return a sentence of ours as HTML, with class names in their colours."""
    bold = _BOLD.sub(r"<strong>\1</strong>", escape(text))
    return _NAMES.sub(lambda name: _COLOURED[name[0]], bold)


def draw(key: str, html: str, role: str = "none") -> None:
    """Draw a text, or record it."""
    recording.text(key, html)
    if not is_recording():
        with st.container(key=key):
            st.html(f'<div role="{role}">{html}</div>')

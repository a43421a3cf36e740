"""Draw text with class names in their colours, unless the link hides it."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from html import escape

import streamlit as st

from argsoft.iris import CLASS_NAMES
from argsoft.language import translate as _
from argsoft.state.contents import ANSWERS, SENTENCE, WORDS
from argsoft.ui.following import recording
from argsoft.ui.following.recording import is_recording
from argsoft.ui.visit.hiding import shows
from argsoft.wording.labels import TABLE_LABEL

HUES = ("violet", "green", "orange")  # Streamlit colours that config.toml sets to class colours
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
    """Draw plain text, which may quote what the visitor typed; all markup is escaped."""
    if shows(*tells):
        draw(key, "".join(f"<p>{escape(text)}</p>" for text in texts), role)


def table(rows: Iterable[Sequence[str]], tells: Sequence[str] = ANSWERS, *, note: str = "") -> None:
    """Draw the numbers of a picture as a collapsed table; all markup is escaped.

    Parameters
    ----------
    rows : iterable of sequence of str
        Column headings, then the rows. Consumed only if the table is open.
    tells : sequence of str
        Parts of the page that must be visible, see `argsoft.ui.visit.hiding`.
    note : str
        Trusted Markdown below the table; "" for none.
    """
    if is_recording() or not shows(*tells):
        return
    with st.expander(_(TABLE_LABEL), key="table", on_change="rerun") as disclosure:
        if disclosure.open:
            columns, *others = rows
            head = "".join(f'<th scope="col">{escape(each)}</th>' for each in columns)
            cells = ("".join(f"<td>{escape(each)}</td>" for each in row) for row in others)
            body = "".join(f"<tr>{row}</tr>" for row in cells)
            name = escape(_(TABLE_LABEL))
            st.html(  # a region that scrolls can be reached by keyboard
                f'<div role="region" aria-label="{name}" tabindex="0"><table><thead><tr>{head}'
                f"</tr></thead><tbody>{body}</tbody></table></div>"
            )
            if note:
                st.markdown(note)


def code(
    label: str,
    write: Callable[[], str],
    note: Callable[[], str],
    tells: Sequence[str] = ANSWERS,
) -> None:
    """Draw a collapsed script to copy, with a note below it.

    Parameters
    ----------
    label : str
        What to open.
    write, note : callable
        Return the script, and trusted Markdown below it. Called only if it is open.
    tells : sequence of str
        Parts of the page that must be visible, see `argsoft.ui.visit.hiding`.
    """
    if is_recording() or not shows(*tells):
        return
    with st.expander(label, key="code", on_change="rerun") as disclosure:
        if disclosure.open:
            st.code(write(), language=None, wrap_lines=True)
            words(note())


def folded(label: str, *texts: str, key: str, tells: Sequence[str] = ()) -> None:
    """Draw trusted Markdown, collapsed: a list if there are several texts."""
    if is_recording() or not shows(*tells):
        return
    with st.expander(label, key=key):
        st.markdown("\n".join(f"- {each}" for each in texts) if len(texts) > 1 else texts[0])


def show(*texts: str, key: str, tells: Sequence[str] = ()) -> None:
    """Draw trusted Markdown."""
    if shows(*tells) and not is_recording():
        with st.container(key=key):
            st.markdown(coloured("\n\n".join(texts)))


def formula(write: Callable[[], str], *, key: str, tells: Sequence[str]) -> None:
    """Draw a formula in trusted Markdown, written only if it is drawn; "" for none."""
    if shows(*tells) and not is_recording() and (written := write()):
        show(written, key=key)


def summary(*texts: str, key: str = "summary", tells: Sequence[str] = ANSWERS) -> None:
    """Draw the sentences below a picture that describe it."""
    if shows(SENTENCE, *tells):
        draw(key, "".join(f"<p>{_marked_up(text)}</p>" for text in texts))


def link(page: str, label: str, query: Mapping[str, str], tells: Sequence[str] = ()) -> None:
    """Draw a link to another page of the app."""
    if shows(*tells) and not is_recording():
        st.page_link(page, label=label, query_params=query)


def words(text: str, tells: Sequence[str] = ()) -> None:
    """Draw an introduction, or a suggestion what to try."""
    if shows(WORDS, *tells):
        st.markdown(text)


def coloured(text: str) -> str:
    """Colour the class names in Markdown."""
    return _NAMES.sub(lambda name: f"**:{_HUE_OF[name[0]]}[{name[0]}]**", text)


@lru_cache(maxsize=1024)  # a strip repeats most paragraphs
def _marked_up(text: str) -> str:
    """Convert a sentence with bold Markdown to HTML, with coloured class names."""
    bold = _BOLD.sub(r"<strong>\1</strong>", escape(text))
    return _NAMES.sub(lambda name: _COLOURED[name[0]], bold)


def draw(key: str, html: str, role: str = "none") -> None:
    """Draw HTML, or record it."""
    recording.text(key, html)
    if not is_recording():
        with st.container(key=key):
            st.html(f'<div role="{role}">{html}</div>')

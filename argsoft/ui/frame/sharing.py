"""Sharing what is on screen: its link, a QR code of it, and the code that embeds it elsewhere."""

from html import escape
from urllib.parse import quote, urlencode, urlsplit

import streamlit as st

from argsoft.state.contents import Page
from argsoft.ui.browser import source
from argsoft.ui.drawing import sentences
from argsoft.ui.frame.nearby import Nearby, nearby
from argsoft.ui.frame.qr_codes import qr_code
from argsoft.ui.inputs import controls
from argsoft.ui.visit import rendering
from argsoft.wording import view as wording

_mount_copy = st.components.v2.component(
    "argsoft.copying",
    html='<button type="button" aria-live="polite"></button>',
    css=source("copying.css"),
    js=source("copying.js"),
)


def button(page: Page) -> None:
    """Draw the button that opens what is needed to share this page as it is."""
    if st.button(wording.SHARE, key="share"):
        _share(page)


def link(base: str, query: dict[str, str] | dict[str, list[str]]) -> str:
    """Return a link with its parameters, as a browser shows it."""
    address = urlsplit(base)
    return address._replace(path=address.path or "/", query=urlencode(query, doseq=True)).geturl()


def panel(target: str, page: Page) -> None:
    """Draw a link, what copies it, its QR code and the code that embeds it.

    Parameters
    ----------
    target : str
        The link.
    page : argsoft.state.contents.Page
        What it leads to.
    """
    code, near = embed_code(target, page), notice(target)
    with st.container(horizontal=True, gap="large", key="sharing"):
        if near is None or not near.link:
            _qr_code(target)
        with st.container(key="sharing_texts"):
            _copyable("link", wording.LINK, wording.COPY_LINK, target)
            _copyable("embed", wording.EMBED, wording.COPY_EMBED, code)
            st.markdown(wording.WHAT_IT_HOLDS)


def notice(target: str) -> Nearby | None:
    """Draw what to say of a link that only this machine can open, and the link for others.

    Parameters
    ----------
    target : str
        The link; where others can open it, nothing is drawn.
    """
    near = nearby(target)
    if near is None:
        return None
    sentences.plain(near.words, key="nearby", role="note")
    if near.link:
        with st.container(horizontal=True, gap="large", key="nearby_sharing"):
            _qr_code(near.link)
            with st.container(key="nearby_texts"):
                _copyable("nearby", wording.NEARBY_LINK, wording.COPY_NEARBY, near.link)
    return near


@st.dialog(wording.SHARE_TITLE, width="large")
@rendering.in_turn
def _share(page: Page) -> None:
    """Open what is needed to share this page as it is now."""
    panel(link(st.context.url or "", controls.query(st.query_params)), page)


def _qr_code(target: str) -> None:
    """Draw the QR code of a link as a picture that can be copied, or say why there is none."""
    code = qr_code(target)
    if not code:
        st.markdown(wording.TOO_LONG)
        return
    source = f"data:image/svg+xml,{quote(code)}"
    st.html(f'<img class="qr-code" alt="{wording.QR_NAME}" src="{source}">')


def embed_code(target: str, page: Page) -> str:
    """Return the code that shows a link within another page, without the app's own menu."""
    embedded = f"{target}{'&' if '?' in target else '?'}embed=true"
    return (
        f'<iframe src="{escape(embedded)}" title="{escape(page.title)}" '
        f'style="border: 0; width: 100%; height: {page.height}px"></iframe>'
    )


def _copyable(key: str, label: str, copy: str, text: str) -> None:
    """Draw a text that can be selected, and a button that copies it."""
    st.session_state[f"{key}_text"] = text
    st.text_area(label, key=f"{key}_text", height=88)
    _mount_copy(key=f"copy_{key}", data={"text": text, "label": copy, "done": wording.COPIED})

"""Share the current state: its link, a QR code, and HTML that embeds the page."""

from html import escape
from urllib.parse import quote, urlencode, urlsplit

import streamlit as st

from argsoft.language import translate as _
from argsoft.state.contents import Page
from argsoft.state.scenario import fields_of
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
    """Draw the button that opens the sharing dialog."""
    if st.button(_(wording.SHARE), key="share"):
        st.dialog(_(wording.SHARE_TITLE), width="large")(_shared)(page)


def link(base: str, query: dict[str, str] | dict[str, list[str]]) -> str:
    """Join an address and query parameters, as a browser shows them."""
    address = urlsplit(base)
    return address._replace(path=address.path or "/", query=urlencode(query, doseq=True)).geturl()


def panel(target: str, page: Page) -> None:
    """Draw a link and its embed code, each with a copy button, and a QR code.

    Parameters
    ----------
    target : str
        Link to share.
    page : argsoft.state.contents.Page
        Page that it opens.
    """
    code, near = embed_code(target, page), notice(target)
    with st.container(horizontal=True, gap="large", key="sharing"):
        if near is None or not near.link:
            draw_qr_code(target)
        with st.container(key="sharing_texts"):
            _copyable("link", _(wording.LINK), _(wording.COPY_LINK), target)
            _copyable("embed", _(wording.EMBED), _(wording.COPY_EMBED), code)
            st.markdown(_(wording.WHAT_IT_HOLDS))


def notice(target: str) -> Nearby | None:
    """Draw a notice below a link to localhost, and the link for the local network.

    Parameters
    ----------
    target : str
        Link to check. Nothing is drawn if others can open it.
    """
    near = nearby(target)
    if near is None:
        return None
    sentences.plain(near.words, key="nearby", role="note")
    if near.link:
        with st.container(horizontal=True, gap="large", key="nearby_sharing"):
            draw_qr_code(near.link)
            with st.container(key="nearby_texts"):
                _copyable("nearby", _(wording.NEARBY_LINK), _(wording.COPY_NEARBY), near.link)
    return near


@rendering.in_turn
def _shared(page: Page) -> None:
    """Draw the sharing dialog for the current state."""
    # The class gets the page, not the teacher's line over it, nor the room beside it.
    own = fields_of(page.path)
    query = controls.query(
        field
        for field in st.query_params
        if not field.startswith("lesson") and (field != "room" or field in own)
    )
    panel(link(st.context.url or "", query), page)


def reachable(target: str) -> str:
    """Return a link that other devices can open, if there is one."""
    near = nearby(target)
    return near.link if near and near.link else target


def draw_qr_code(target: str) -> None:
    """Draw the QR code of a link as an image that can be copied, or say that it is too long."""
    code = qr_code(target)
    if not code:
        st.markdown(_(wording.TOO_LONG))
        return
    source = f"data:image/svg+xml,{quote(code)}"
    st.html(f'<img class="qr-code" alt="{escape(_(wording.QR_NAME))}" src="{source}">')


def embed_code(target: str, page: Page) -> str:
    """Write HTML that embeds a link in another page, without the app's menu."""
    embedded = f"{target}{'&' if '?' in target else '?'}embed=true"
    return (
        f'<iframe src="{escape(embedded)}" title="{escape(_(page.title))}" '
        f'style="border: 0; width: 100%; height: {page.height}px"></iframe>'
    )


def _copyable(key: str, label: str, copy: str, text: str) -> None:
    """Draw a text box and a button that copies its text.

    The copy button of `st.code` is 24 pixels wide, invisible until hovered over, and so out of
    reach for a finger or the keyboard.
    """
    st.session_state[f"{key}_text"] = text
    st.text_area(label, key=f"{key}_text", height=88)
    _mount_copy(key=f"copy_{key}", data={"text": text, "label": copy, "done": _(wording.COPIED)})

"""Sharing what is on screen: its link, a QR code of it, and the code that embeds it elsewhere."""

from html import escape
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

import streamlit as st
import zxingcpp

from argsoft.ui import controls, process
from argsoft.wording import view as wording

EMBED_HEIGHT = 760
_mount_copy = st.components.v2.component(
    "argsoft.copying",
    html='<button type="button" aria-live="polite"></button>',
    css=Path(__file__).with_name("copying.css").read_text(encoding="utf-8"),
    js=Path(__file__).with_name("copying.js").read_text(encoding="utf-8"),
)


def button(name: str) -> None:
    """Draw the button that opens what is needed to share the page of this name as it is."""
    if st.button(wording.SHARE, key="share"):
        _share(name)


def link(base: str, query: dict[str, str] | dict[str, list[str]]) -> str:
    """Return a link with its parameters, as a browser shows it."""
    address = urlsplit(base)
    return address._replace(path=address.path or "/", query=urlencode(query, doseq=True)).geturl()


def panel(target: str, name: str) -> None:
    """Draw a link, what copies it, its QR code and the code that embeds it.

    Parameters
    ----------
    target : str
        The link.
    name : str
        Of the page that it leads to.
    """
    code = embed_code(target, name)
    with st.container(horizontal=True, gap="large", key="sharing"):
        _qr_code(target)
        with st.container(key="sharing_texts"):
            _copyable("link", wording.LINK, wording.COPY_LINK, target)
            _copyable("embed", wording.EMBED, wording.COPY_EMBED, code)
            st.markdown(wording.WHAT_IT_HOLDS)


@st.dialog(wording.SHARE_TITLE, width="large")
@process.in_turn
def _share(name: str) -> None:
    """Open what is needed to share the page of this name as it is now."""
    panel(link(st.context.url or "", controls.query(st.query_params)), name)


def _qr_code(target: str) -> None:
    """Draw the QR code of a link, dark on light in either theme, as scanners want it."""
    try:
        code = zxingcpp.create_barcode(target, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    except ValueError:
        st.markdown(wording.TOO_LONG)
        return
    source = f"data:image/svg+xml,{quote(code.to_svg())}"
    st.html(f'<img class="qr-code" alt="{wording.QR_NAME}" src="{source}">')


def embed_code(target: str, name: str) -> str:
    """Return the code that shows a link within another page, without the app's own menu."""
    embedded = f"{target}{'&' if '?' in target else '?'}embed=true"
    return (
        f'<iframe src="{escape(embedded)}" title="{escape(name)}" '
        f'style="border: 0; width: 100%; height: {EMBED_HEIGHT}px"></iframe>'
    )


def _copyable(key: str, label: str, copy: str, text: str) -> None:
    """Draw a text that can be selected, and a button that copies it."""
    st.session_state[f"{key}_text"] = text
    st.text_area(label, key=f"{key}_text", height=88)
    _mount_copy(key=f"copy_{key}", data={"text": text, "label": copy, "done": wording.COPIED})

"""The footer: links to the previous and next page, sharing, and the projector view."""

import streamlit as st

from argsoft.language import languages
from argsoft.language import translate as _
from argsoft.state.contents import PAGES, PATHS
from argsoft.ui.frame import sharing, view
from argsoft.ui.inputs import controls
from argsoft.wording import view as wording


def draw(path: str) -> None:
    """Draw the footer of the page at `path`; an embedded page has none."""
    if st.context.is_embedded:
        return
    place = PATHS.index(path)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="foot"):
        if place > 0:
            _way("previous_page", wording.PREVIOUS, place - 1)
        sharing.button(PAGES[place])
        view.switch()
        if place + 1 < len(PAGES):
            _way("next_page", wording.NEXT, place + 1)
    if len(languages()) > 1:
        controls.choice("lang")
    with st.container(key="key_names"):
        st.markdown(f":small[{_(wording.KEYS)}]")


def _way(key: str, label: str, place: int) -> None:
    """Draw a link to the page at index `place` of `PAGES`."""
    page = PAGES[place]
    with st.container(key=key, width="content"):
        st.page_link(page.script, label=_(label).format(page=_(page.title)))

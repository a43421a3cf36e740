"""The menu and the heading: a page's claim, and which values of the link were unusable."""

from pathlib import Path
from typing import Any

import streamlit as st

from argsoft.language import translate as _
from argsoft.state.contents import PAGES, TITLE, VIEW_FIELDS, page_at
from argsoft.state.scenario import fields_of, refusals
from argsoft.ui.inputs import controls
from argsoft.ui.visit import hiding
from argsoft.wording.refusals import refusal_notice
from argsoft.wording.view import tab

_ROOT = Path(__file__).parents[3]


def chosen() -> Any:  # noqa: ANN401 - Streamlit does not export the type of its pages
    """Draw the menu, unless the page is embedded, and set the tab's title; return the page."""
    # No sections: screen readers on phones cannot read Streamlit's sectioned menu.
    pages = [
        st.Page(
            _ROOT / page.script, title=_(page.title), url_path=page.path, default=page is PAGES[0]
        )
        for page in PAGES
    ]
    page = st.navigation(pages, position="hidden" if st.context.is_embedded else "top")
    st.set_page_config(page_title=tab(page.title), layout="wide")
    return page


def heading(path: str) -> None:
    """Draw the claim of the page at `path`, and a warning for unusable values in the link.

    Call this before drawing any control: Streamlit then silently drops unusable values.
    """
    page = page_at(path)
    if hiding.shows(TITLE):
        st.title(_(page.claim), anchor=False)
    given = controls.query(st.query_params)
    if notice := refusal_notice(refusals(given, (*fields_of(page.path), *VIEW_FIELDS))):
        with st.container(key="notice"):
            st.warning(notice)

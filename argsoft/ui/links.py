"""What a link asked for that could not be had."""

from collections.abc import Iterable

import streamlit as st

from argsoft.scenario import LOGIT_FIELDS, refusals
from argsoft.wording import refusal_notice


def show_refusals(fields: Iterable[str] = LOGIT_FIELDS) -> None:
    """Say which values of the visitor's link were not usable; call it before any control.

    `fields` are those that the page has controls for.

    Streamlit drops such values from the link without a word when it draws their controls.
    """
    query = {name: st.query_params.get_all(name) for name in st.query_params}
    if notice := refusal_notice(refusals(query, fields)):
        st.warning(notice)

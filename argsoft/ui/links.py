"""What a link asked for that could not be had."""

import streamlit as st

from argsoft.scenario import refusals
from argsoft.wording import refusal_notice


def show_refusals() -> None:
    """Say which values of the visitor's link were not usable; call it before any control.

    Streamlit drops such values from the link without a word when it draws their controls.
    """
    query = {name: st.query_params.get_all(name) for name in st.query_params}
    if notice := refusal_notice(refusals(query)):
        st.warning(notice)

"""Write parameters that no widget owns into the link, and keep them there."""

from collections.abc import Sequence

import streamlit as st

from argsoft.ui.browser.streamlit_internals import is_bound, query_gone_back_to, script_hash
from argsoft.ui.visit.session import visit


def put(name: str, values: Sequence[str]) -> None:
    """Store the values of a parameter in the link, or remove the parameter if there are none."""
    visit().written[name] = list(values)
    _write(name, values)


def keep() -> None:
    """Undo what a late message did to the link. Call at the start of each run.

    A message brings the link that the browser had when it sent it. If that was before the answer
    to an earlier message, what has been written since would be lost. The link of another page, and
    of Back and Forward, counts.
    """
    written = visit().written
    if visit().script != script_hash() or query_gone_back_to() is not None:
        written.clear()
    for name, values in written.items():
        if not is_bound(name):
            _write(name, values)


def _write(name: str, values: Sequence[str]) -> None:
    if not values:
        st.query_params.pop(name, None)
    elif st.query_params.get_all(name) != values:
        st.query_params[name] = values

"""The router: page settings, the menu, and the page that the visitor asked for."""

import streamlit as st

from argsoft.ui import controls, style

st.set_page_config(page_title="argsoft: argmax and softmax", layout="wide")

# One list, since the menu of a phone cannot be read aloud where Streamlit puts it into sections.
page = st.navigation(
    [
        st.Page("pages/see/playground.py", title="Playground", url_path="", default=True),
        st.Page("pages/understand/step_by_step.py", title="Step by step"),
        st.Page("pages/understand/flat_or_smooth.py", title="Flat or smooth"),
        st.Page("pages/understand/derivatives.py", title="Derivatives"),
        st.Page("pages/understand/chain_rule.py", title="Chain rule"),
        st.Page("pages/use/training.py", title="Training"),
        st.Page("pages/use/iris.py", title="Iris"),
        st.Page("pages/use/any_outputs.py", title="Any outputs"),
    ],
    position="top",
)
style.apply(page.url_path)
controls.arrive(page.url_path)
page.run()

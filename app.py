"""The router: page settings, the menu, and the page that the visitor asked for."""

import streamlit as st

from argsoft.ui import controls, foot, menu, process, scripts, style, view

st.set_page_config(page_title="argsoft: argmax and softmax", layout="wide")

with process.turn:
    page = menu.chosen()
    style.apply()
    scripts.run()
    controls.arrive(page.url_path)
    view.arrange()
    menu.heading(page.url_path)
    page.run()
    foot.draw(page.url_path)
    process.settle()

"""The router: the menu, the page that the visitor asked for, and what its tab is called."""

import streamlit as st

from argsoft.ui import controls, foot, menu, process, scripts, style, view
from argsoft.wording import view as wording

with process.turn:
    page = menu.chosen()
    st.set_page_config(page_title=wording.tab(page.title), layout="wide")
    style.apply()
    scripts.run()
    controls.arrive(page.url_path)
    view.arrange()
    menu.heading(page.url_path)
    page.run()
    foot.draw(page.url_path)
    process.settle()

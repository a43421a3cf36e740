"""The router: the menu, and the page that the visitor asked for."""

from argsoft.ui import controls, foot, menu, process, scripts, style, view

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

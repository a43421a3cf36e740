"""The router: draw the menu, then run the page that the visitor asked for."""

from argsoft.ui.browser import scripts, style
from argsoft.ui.classroom import panel
from argsoft.ui.classroom.attendance import attendance
from argsoft.ui.frame import foot, lesson, menu, view
from argsoft.ui.inputs import controls
from argsoft.ui.visit import link, rendering

attendance()  # a wrong setting must not wait for the first room
with rendering.one_at_a_time:
    link.keep()
    view.speak()
    page = menu.chosen()
    style.apply(page.url_path)
    scripts.run()
    controls.arrive(page.url_path)
    view.arrange()
    lesson.draw(page.url_path, panel.invite)
    panel.draw(page.url_path)
    menu.heading(page.url_path)
    page.run()
    foot.draw(page.url_path)
    rendering.settle()

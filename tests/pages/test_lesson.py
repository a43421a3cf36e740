"""A lesson that leads over the pages, in a session through app.py."""

from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

from argsoft.state.contents import PAGES, page_at
from argsoft.state.scenario import MOST_LESSON_STEPS, Scenario
from argsoft.teaching import teach as wording
from argsoft.teaching.lessons import PLANS, Step, step_of
from tests.pages.conftest import OpenPage, sentence


def script(path: str) -> str:
    return "" if not path else page_at(path).script


def led(open_page: OpenPage, step: Step) -> AppTest:
    """Open a step of a lesson by its link."""
    return open_page(script(step.link.path), **step.query)


def way(app: AppTest, label: str) -> dict[str, str]:
    """Read the parameters of a link of the line."""
    (link,) = (each.proto for each in app.get("page_link") if each.proto.label == label)
    return dict(parse_qsl(link.query_string))


@pytest.mark.parametrize("step", [Step(plan, i) for plan in PLANS for i in range(len(plan.stages))])
def test_each_step_says_what_to_ask_and_not_what_to_expect(open_page: OpenPage, step: Step) -> None:
    app = led(open_page, step)
    assert not app.warning
    assert wording.line(step).replace("**", "") in sentence(app)
    assert step.stage.expect not in sentence(app)
    here = Scenario.from_query(dict(app.query_params))
    assert (here.lesson, here.lesson_step) == (str(step.plan.minutes), step.place + 1)
    assert here.hide == step.stage.hide


def test_next_on_the_same_page_sets_exactly_the_next_state(open_page: OpenPage) -> None:
    app = open_page(lesson="15", setosa="4", virginica="-3")
    app.button(key="lesson_next_here").click().run()
    assert not app.exception
    here = Scenario.from_query(dict(app.query_params))
    assert here.logits == (1.43, -0.40, 1.38)
    assert here.lesson_step == 2
    assert app.slider(key="virginica").value == 1.38
    app.button(key="lesson_back_here").click().run()
    assert app.slider(key="virginica").value == 0.23
    assert "1 of 5" in sentence(app)


def test_next_reaches_controls_that_were_not_drawn(open_page: OpenPage) -> None:
    app = led(open_page, Step(PLANS[1], 3))
    app.button(key="lesson_next_here").click().run()
    assert not app.exception
    assert app.radio(key="part").value == "add"
    assert app.slider(key="shift").value == 2.0
    app.button(key="lesson_back_here").click().run()
    assert app.radio(key="part").value == "steps"


def test_what_was_hidden_is_shown_in_the_next_step(open_page: OpenPage) -> None:
    app = led(open_page, Step(PLANS[1], 1))
    assert "Softmax gives" not in sentence(app)
    app.button(key="show_all").click().run()
    assert "Softmax gives 47%" in sentence(app)
    app.button(key="lesson_again_here").click().run()
    assert "Softmax gives" not in sentence(app), "this step again"
    app.button(key="lesson_back_here").click().run()
    assert "Softmax gives 68%" in sentence(app)


def test_next_leads_to_another_page_and_the_last_step_leads_nowhere(open_page: OpenPage) -> None:
    app = led(open_page, Step(PLANS[0], 1))
    assert way(app, wording.NEXT)["lesson_step"] == "3"
    assert "stage" in way(app, wording.NEXT)
    last = led(open_page, Step(PLANS[0], 4))
    assert wording.NEXT not in [each.proto.label for each in last.get("page_link")]


def test_leaving_and_coming_back_loses_nothing(open_page: OpenPage) -> None:
    left = way(led(open_page, Step(PLANS[1], 6)), wording.LEAVE)
    assert "lesson" not in left
    app = open_page(script("teach"), **left)
    assert "**Ask:**" not in [each.value for each in app.markdown]
    go_on = wording.GO_ON.format(step=7, total=len(PLANS[1].stages))
    assert way(app, go_on)["lesson_step"] == "7"
    assert way(app, go_on)["lesson"] == "45"


def test_a_visit_to_another_page_keeps_the_line(open_page: OpenPage) -> None:
    app = led(open_page, Step(PLANS[0], 1))
    app.switch_page(script("iris")).run()
    assert "2 of 5" in sentence(app)
    assert way(app, wording.HERE_AGAIN)["virginica"] == "1.38"


def test_the_class_gets_the_page_without_the_lesson(open_page: OpenPage) -> None:
    app = open_page(lesson="15", lesson_step="2", virginica="1.38")
    app.button(key="share").click().run()
    link = str(app.text_area(key="link_text").value)
    assert "virginica=1.38" in link
    assert "lesson" not in link


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.title)
def test_without_a_lesson_there_is_no_line(open_page: OpenPage, page: object) -> None:
    app = open_page(script(page.path))  # type: ignore[attr-defined]
    assert "lesson_leave" not in str(app.get("page_link"))
    assert wording.LEAVE not in [each.proto.label for each in app.get("page_link")]


def test_a_lesson_that_does_not_exist_is_refused_and_a_step_too_far_is_the_last(
    open_page: OpenPage,
) -> None:
    assert "Lesson must be" in open_page(lesson="90").warning[0].value
    app = open_page(lesson="15", lesson_step=str(MOST_LESSON_STEPS))
    assert "5 of 5" in sentence(app)


def test_every_step_has_a_number() -> None:
    assert max(len(plan.stages) for plan in PLANS) <= MOST_LESSON_STEPS
    assert step_of("", 1) is None

"""The page Teach, run in a session through app.py, and every prepared link."""

import html as markup
from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Element

from argsoft.state.contents import PAGES
from argsoft.state.scenario import DEFAULTS, TOPICS, Scenario, fields_of
from argsoft.teaching import teach as wording
from argsoft.teaching.lessons import PLANS, PREPARED, Plan, PreparedLink, Step, query
from argsoft.ui.visit.session import Visit
from tests.pages.conftest import APP, OpenPage, another, html, sentence, typed
from tests.server import PATIENCE_SECONDS

PAGE = "pages/teach/teach.py"
APART = ("training", "iris", "predict")  # pages whose state is not a list of raw outputs


def said(app: AppTest) -> str:
    """Read all text on the page."""
    titles = " ".join(each.value for each in (*app.title, *app.header, *app.subheader))
    return f"{titles} {sentence(app)} {markup.unescape(html(app))}"


def opened(app: AppTest) -> list[tuple[str, str, dict[str, str]]]:
    """Return the label, the path and the parameters of every link of the page."""
    links = [each.proto for each in app.get("page_link") if isinstance(each, Element)]
    links = [link for link in links if not link.label.startswith("Previous: ")]  # in the footer
    return [
        (link.label, link.page, dict(parse_qsl(link.query_string, keep_blank_values=True)))
        for link in links
    ]


def shown(app: AppTest) -> dict[str, object]:
    """Return the value of every control on the page."""
    controls = (*app.slider, *app.radio, *app.selectbox, *app.text_area)
    keys = [str(each.key) for each in app.text_input]
    exact = [key.removesuffix("_exact") for key in keys if key.endswith("_exact")]
    views: dict[str, object] = {field: typed(app, field) for field in exact}
    return views | {
        (each.key or "").removesuffix("_text"): each.value
        for each in controls
        if not (each.key or "").endswith("_slider")  # repeats its number field
    }


def expect_state(app: AppTest, link: PreparedLink) -> None:
    assert not app.exception
    assert not app.warning
    assert all(each in said(app) for each in link.says)
    for field, value in shown(app).items():
        assert value == getattr(link.scenario, field), field


@pytest.mark.parametrize("link", PREPARED.values(), ids=PREPARED)
def test_a_prepared_link_opens_what_it_says_whatever_was_set_before(link: PreparedLink) -> None:
    # AppTest cannot follow a link to another page, so build the session of a visitor who is on
    # Teach and has changed every field.
    app = AppTest.from_file(str(APP), default_timeout=PATIENCE_SECONDS)
    others = Scenario.from_query({field: another(field) for field in fields_of(link.page.path)})
    brought = {field: getattr(others, field) for field in fields_of(link.page.path)}
    assert all(value != DEFAULTS[field] for field, value in brought.items())
    app.session_state["visit"] = Visit(page="teach", kept=brought)
    for field, value in brought.items():
        app.session_state[field] = value
    for field, text in query(link).items():
        app.query_params[field] = text
    app.switch_page(link.page.script).run()
    expect_state(app, link)


def test_every_card_opens_its_state(open_page: OpenPage) -> None:
    links = opened(open_page(PAGE))
    assert links == [(each.title, each.path, query(each)) for each in PREPARED.values()]


def test_the_picture_on_a_card_is_of_its_shares(open_page: OpenPage) -> None:
    pictures = html(open_page(PAGE)).split('class="shares"')[1:]
    assert len(pictures) == sum(each.path not in APART for each in PREPARED.values())
    assert 'class-setosa" style="height:68.4%' in pictures[0]
    assert "height:98.7%" in pictures[list(PREPARED).index("runaway")]


@pytest.mark.parametrize("topic", TOPICS)
def test_every_topic_opens_by_its_link(open_page: OpenPage, topic: str) -> None:
    app = open_page(PAGE, topic=topic)
    assert app.radio(key="topic").value == topic
    assert len(said(app)) > len("Take it to class. ")


def test_another_topic_can_be_chosen_and_changes_the_page(open_page: OpenPage) -> None:
    app = open_page(PAGE)
    app.radio(key="topic").set_value("glossary").run()
    assert wording.OPENS not in said(app)
    assert all(term.meaning in said(app) for term in wording.glossary())


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: f"{plan.minutes}")
def test_a_lesson_is_chosen_and_started(open_page: OpenPage, plan: Plan) -> None:
    app = open_page(PAGE, topic="lessons", plan=str(plan.minutes))
    assert wording.lesson(plan) in said(app)
    assert plan.stages[0].expect not in said(app)
    (start,) = opened(app)
    assert start[2] == Step(plan, 0).query
    assert (start[2]["lesson"], start[2]["lesson_step"]) == (str(plan.minutes), "1")


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: f"{plan.minutes}")
def test_the_notes_have_every_step_with_its_answer(open_page: OpenPage, plan: Plan) -> None:
    app = open_page(PAGE, topic="lessons", plan=str(plan.minutes), notes="on")
    assert [each.value for each in app.subheader] == [wording.minutes(s) for s in plan.stages]
    steps = [step["lesson_step"] for *_, step in opened(app)]
    assert steps == [str(place + 1) for place in range(len(plan.stages))]
    for stage in plan.stages:
        assert all(text in said(app) for text in (stage.then, stage.ask, stage.expect))


def test_every_mistake_has_its_answer_and_its_link(open_page: OpenPage) -> None:
    app = open_page(PAGE, topic="misconceptions")
    assert all(f"“{each.said}”" in said(app) for each in wording.mistakes())
    assert all(each.truth in said(app) for each in wording.mistakes())
    assert [link[2] for link in opened(app)] == [
        query(PREPARED[m.link]) for m in wording.mistakes()
    ]


def test_the_sources_have_their_formulas_and_the_note_on_rounding(open_page: OpenPage) -> None:
    app = open_page(PAGE, topic="sources")
    assert [each.value.strip("$\n") for each in app.latex] == [f.latex for f in wording.formulas()]
    assert "0.69" in said(app)
    assert "0.6842" in said(app)


def test_every_page_can_be_reached_from_here() -> None:
    assert {page.path for page in PAGES} == {link.path for link in PREPARED.values()} | {"teach"}


# The teacher's own link, and the files.


def own_link(app: AppTest) -> str:
    """Read the link that the teacher has made."""
    return str(app.text_area(key="link_text").value)


def test_a_link_of_ones_own_leads_where_it_says(open_page: OpenPage) -> None:
    app = open_page(PAGE, topic="builder", learning_rate="2.5", temperature="3")
    app.selectbox(key="link_page").set_value("Chain rule").run()
    app.slider(key="setosa").set_value(2.5).run()
    app.radio(key="link_projector").set_value("on").run()
    parameters = dict(parse_qsl(urlsplit(own_link(app)).query))
    expected = Scenario(setosa=2.5, learning_rate=2.5, projector="on")
    assert Scenario.from_query(parameters) == expected
    assert urlsplit(own_link(app)).path.strip("/") == "chain_rule"
    assert "temperature" not in own_link(app), "that page has no temperature"
    app.selectbox(key="link_page").set_value("Playground").run()
    assert urlsplit(own_link(app)).path.strip("/") == "."


def test_what_a_link_hides_is_chosen_and_stays_in_the_teachers_link(open_page: OpenPage) -> None:
    app = open_page(PAGE, topic="builder", link_hide="softmax")
    assert parse_qsl(urlsplit(own_link(app)).query) == [("hide", "softmax")]
    (pills,) = app.button_group
    assert pills.value == ["softmax"]
    pills.set_value(["softmax", "sentence"]).run()
    assert parse_qsl(urlsplit(own_link(app)).query) == [("hide", "softmax,sentence")]
    assert Scenario.from_query(dict(app.query_params)).link_hide == "softmax,sentence"
    assert not app.warning


def test_a_page_without_raw_outputs_has_no_sliders_for_them(open_page: OpenPage) -> None:
    app = open_page(PAGE, topic="builder", link_page="training")
    assert [each.key for each in app.slider] == []
    assert urlsplit(own_link(app)).path.strip("/") == "training"


def test_the_files_are_for_the_numbers_at_hand(open_page: OpenPage) -> None:
    app = open_page(PAGE, topic="handout", setosa="2.5", moving="Virginica")
    assert app.slider(key="setosa").value == 2.5
    assert app.radio(key="moving").value == "Virginica"
    assert len(app.get("download_button")) == 3

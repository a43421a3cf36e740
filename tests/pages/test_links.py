"""No link breaks a page: its controls show what the page uses, and bad values are reported."""

import logging
import math
import os
import sys
from collections.abc import Iterator
from logging.handlers import BufferingHandler
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from argsoft.softmax import softmax
from argsoft.state.contents import PAGES, Page
from argsoft.state.scenario import (
    BOUNDS,
    LOGIT_FIELDS,
    PARAMETERS,
    TYPED,
    Scenario,
    fields_of,
    refusals,
)
from argsoft.wording.refusals import refusal_notice
from tests.pages.conftest import OpenPage, another, heights, numbers, rounded, typed
from tests.strategies import queries

LINKS = int(os.environ.get("LINKS", "100"))  # over all pages; the full run uses 2000
EACH = -(-LINKS // len(PAGES))
FEW = settings(
    max_examples=EACH,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking would take too long
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
CONTROLS = ("slider", "radio", "selectbox", "text_area")


@pytest.fixture
def log() -> Iterator[list[logging.LogRecord]]:
    """Collect all log records of level warning and above."""
    handler = BufferingHandler(sys.maxsize)
    handler.setLevel(logging.WARNING)
    loggers = [logging.getLogger(), logging.getLogger("streamlit")]
    for logger in loggers:
        logger.addHandler(handler)
    yield handler.buffer
    for logger in loggers:
        logger.removeHandler(handler)


def controls(app: AppTest) -> dict[str, Any]:
    """Return the value of every control on a page, by key."""
    drawn: list[Any] = [each for kind in CONTROLS for each in app.get(kind)]
    keys = [str(each.key) for each in app.text_input]
    exact = [key.removesuffix("_exact") for key in keys if key.endswith("_exact")]
    views = {field: typed(app, field) for field in exact}
    return views | {each.key: each.value for each in drawn}


def read(field: str, value: Any) -> Any:  # noqa: ANN401 - as the field is
    """Convert the value of a control to what the page uses: an int where whole numbers are due."""
    return int(value) if field in BOUNDS and BOUNDS[field].whole else value


def expected(scenario: Scenario, field: str) -> Any:  # noqa: ANN401 - as the field is
    """Compute the value that a control should show; `at` is limited to the last step."""
    value = getattr(scenario, field)
    return min(value, int(scenario.steps)) if field == "at" else value


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.title)
@FEW
@given(data=st.data())
def test_no_link_breaks_a_page(
    open_page: OpenPage, log: list[logging.LogRecord], page: Page, data: st.DataObject
) -> None:
    drawn = data.draw(queries(fields_of(page.path)), label="query")
    query = {name: given for name, given in drawn.items() if given != []}
    log.clear()
    app = open_page(page.script if page.path else "", **query)
    assert [each.getMessage() for each in log] == []
    scenario = Scenario.from_query(query)
    shown = controls(app)
    fields = [field for field in fields_of(page.path) if field in shown]
    wrong = {f: shown[f] for f in fields if read(f, shown[f]) != expected(scenario, f)}
    assert wrong == {}
    assert shown.get("outputs_text", scenario.outputs) == scenario.outputs
    assert all(map(math.isfinite, numbers(app)))
    notice = refusal_notice(refusals(query, (*fields_of(page.path), "projector", "hide")))
    assert [each.value for each in app.warning] == [notice] * bool(notice)
    if page.path == "":
        shares = softmax([shown[field] for field in LOGIT_FIELDS], temperature=scenario.temperature)
        assert heights(app)[-1] == rounded(shares)


@pytest.mark.parametrize("first", [0, 1])
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.title)
def test_every_bad_value_is_named_and_the_others_are_kept(
    open_page: OpenPage, page: Page, first: int
) -> None:
    fields = (*fields_of(page.path), "projector", "hide")
    bad = {
        field: "<b>roses</b>" * (1 + TYPED.most * (PARAMETERS[field].rule == TYPED))
        for field in fields[first::2]
    }
    good = {field: another(field) for field in fields[1 - first :: 2]}
    app = open_page(page.script if page.path else "", **bad, **good)
    (notice,) = app.warning
    assert notice.value == refusal_notice(refusals(bad, fields))
    scenario, shown = Scenario.from_query(good), controls(app)
    for field in fields_of(page.path):
        if field in shown:
            assert shown[field] == expected(scenario, field), field
    assert Scenario.from_query(dict(app.query_params)) == scenario
    assert not set(bad) & set(shown) & set(app.query_params)


def test_what_is_logged_would_be_seen(log: list[logging.LogRecord]) -> None:
    logging.getLogger("streamlit.runtime").error("an error")
    assert "an error" in [each.getMessage() for each in log]

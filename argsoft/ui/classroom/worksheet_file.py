"""The worksheet: printable HTML without scripts, questions on one page and answers on the next."""

from collections.abc import Iterable
from html import escape

from argsoft.language import spoken
from argsoft.language import translate as _
from argsoft.state.scenario import Scenario, class_index
from argsoft.teaching import tasks as wording
from argsoft.teaching.solutions import solve
from argsoft.ui.browser import source
from argsoft.ui.frame.nearby import printed

_SHEET = source("worksheet.css")
_PAGE = """\
<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<main>
{body}</main>
</body>
</html>
"""


def worksheet(scenario: Scenario, link: str) -> str:
    """Build a worksheet on the logits of a scenario, as HTML that prints on two pages.

    Parameters
    ----------
    scenario : Scenario
        Provides the logits, the temperature, and the logit that moves.
    link : str
        Link to the app, or "". It is printed in a form that others can open.
    """
    numbers = solve(scenario.logits, class_index(scenario.moving), temperature=scenario.temperature)
    tasks = wording.tasks(numbers)
    fields = "".join(
        f'<div class="field">{escape(_(each))}</div>' for each in wording.NAME_AND_DATE
    )
    text, code = printed(link)
    live = f'<p class="live">{escape(_(wording.LIVE).format(link=text))}</p>' if text else ""
    questions = _side("questions", _(wording.QUESTIONS), fields + live, map(_question, tasks), code)
    answers = _side("answers", _(wording.ANSWERS), live, map(_answer, tasks), code)
    return _PAGE.format(
        language=spoken(),
        title=escape(_(wording.TITLE)),
        style=_SHEET,
        body=questions + answers,
    )


def _side(kind: str, heading: str, below: str, items: Iterable[str], code: str) -> str:
    """Render one of the two pages."""
    return (
        f'<section class="page {kind}">\n<header>\n<div><h1>{escape(_(wording.TITLE))}</h1>'
        f"<h2>{escape(heading)}</h2>{below}</div>\n{code}</header>\n"
        f"<ol>\n{''.join(items)}</ol>\n</section>\n"
    )


def _question(task: wording.Task) -> str:
    """Render a question with room for the answer."""
    table = _table(task.table, blank=True) if task.table else ""
    lines = '<div class="line"></div>' * task.lines
    return f"<li><p>{escape(task.question)}</p>{table}{lines}</li>\n"


def _answer(task: wording.Task) -> str:
    """Render an answer."""
    table = _table(task.table, blank=False) if task.table else ""
    return f"<li>{table}<p>{escape(task.answer)}</p></li>\n"


def _table(table: wording.Table, *, blank: bool) -> str:
    """Render a table, filled in or with blanks."""
    head = "".join(f'<th scope="col">{escape(each)}</th>' for each in table.columns)
    body = ""
    for first, *rest in table.rows:
        cells = [
            "" if blank and i >= table.given else escape(text) for i, text in enumerate(rest, 1)
        ]
        data = "".join(f"<td>{each}</td>" for each in cells)
        body += f'<tr><th scope="row">{escape(first)}</th>{data}</tr>'
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"

"""The worksheet: printable HTML without scripts, a file of questions and a file of answers."""

from collections.abc import Iterable
from html import escape

from argsoft.language import spoken
from argsoft.language import translate as _
from argsoft.state.scenario import Scenario, class_index
from argsoft.teaching import tasks as wording
from argsoft.teaching.solutions import solve
from argsoft.ui.browser import source
from argsoft.ui.frame.nearby import Printed, printed

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
<main class="{kind}">
<header>
<div><h1>{title}</h1><h2>{heading}</h2>{below}</div>
{code}</header>
<ol>
{items}</ol>
</main>
</body>
</html>
"""


def questions(scenario: Scenario, link: str) -> str:
    """Build a worksheet on the logits of a scenario: HTML to print, with room for working.

    Parameters
    ----------
    scenario : Scenario
        Provides the logits, the temperature, and the logit that moves.
    link : str
        Link to the app, or "". It is printed in a form that others can open.
    """
    fields = "".join(
        f'<div class="field">{escape(_(each))}</div>' for each in wording.NAME_AND_DATE
    )
    items = map(_question, _tasks(scenario))
    return _sheet("questions", _(wording.QUESTIONS), fields, items, printed(link))


def answers(scenario: Scenario, link: str) -> str:
    """Build the answers to `questions`, as HTML to print.

    Parameters
    ----------
    scenario, link
        As for `questions`.
    """
    items = map(_answer, _tasks(scenario))
    return _sheet("answers", _(wording.ANSWERS), "", items, printed(link))


def _tasks(scenario: Scenario) -> tuple[wording.Task, ...]:
    """Write the tasks on the logits of a scenario."""
    moving = class_index(scenario.moving)
    return wording.tasks(solve(scenario.logits, moving, temperature=scenario.temperature))


def _sheet(kind: str, heading: str, fields: str, items: Iterable[str], at: Printed) -> str:
    """Render a sheet."""
    live = f'<p class="live">{escape(_(wording.LIVE).format(link=at.text))}</p>' if at.text else ""
    return _PAGE.format(
        language=spoken(),
        title=escape(_(wording.TITLE)),
        style=_SHEET,
        kind=kind,
        heading=escape(heading),
        below=fields + live,
        code=at.code,
        items="".join(items),
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

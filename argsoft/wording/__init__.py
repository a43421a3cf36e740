"""What is said on screen, in plain sentences: here what all pages share, beside it a file a page.

Numbers here are rounded for reading. Percentages are rounded so that they add up to 100, and tied
classes share one number, so that a tie never reads as a difference.
"""

import math
import re
from collections.abc import Iterable, Sequence

from argsoft.numerals import MINUS, NumberError, one_line
from argsoft.scenario import BOUNDS, CHOICES, DEFAULTS, RULES, Bounds, Refusal

SMALL = 0.005  # a slope that teaches next to nothing
MOST_DECIMALS = 3
FIELD_LABELS = {
    "setosa": "Setosa",
    "versicolor": "Versicolor",
    "virginica": "Virginica",
    "temperature": "Temperature",
    "moving": "Which logit moves",
    "watch": "Whose output",
    "view": "View",
    "output": "Output",
    "by": "Logit that moves",
    "target": "True class",
    "through": "In the middle",
    "learning_rate": "Learning rate",
    "part": "Look at",
    "stage": "Show up to",
    "shift": "Add to all",
    "factor": "Multiply all by",
    "precision": "Numbers kept as",
    "instead": "Instead of e to the power z",
    "mistake": "Common mistake",
    "outputs": "Raw outputs, with or without names",
    "order": "Order",
    "axis": "Axis of the shares",
    "across": "Across",
    "up": "Up",
    "rate": "Learning rate",
    "steps": "Steps",
    "seed": "Start number",
    "at": "Show step",
    "whose": "Look at",
    "flower": "Flower number",
    "sepal_length": "Sepal length (cm)",
    "sepal_width": "Sepal width (cm)",
    "petal_length": "Petal length (cm)",
    "petal_width": "Petal width (cm)",
    "projector": "Projector view",
    "hide": "Hidden",
    "topic": "Look at",
    "link_page": "Page",
    "link_hide": "Hide",
    "link_projector": "Projector view",
    "round": "Round",
    "round_setosa": "Setosa",
    "round_versicolor": "Versicolor",
    "round_virginica": "Virginica",
    "guesses": "Guesses",
    "ask": "Question",
    "guess": "Guess",
    "reveal": "Answer shown",
}
DOWNLOAD_LABEL = "Download the table (CSV)"
TABLE_LABEL = "All numbers in a table"
PRESET_LABELS = {
    "lecture": "Lecture's example",
    "close_call": "Close call",
    "two_way_tie": "Two-way tie",
    "all_equal": "All equal",
    "runaway": "One runaway",
    "all_negative": "All negative",
    "reset": "Reset",
}


def number(value: float) -> str:
    """Return `value` with two decimals, or with as many as it takes to be exact.

    Examples
    --------
    >>> number(-0.4), number(2.5000001)
    ('−0.40', '2.5000001')
    """
    value += 0.0  # a link may say -0.0
    rounded = f"{value:.2f}"
    text = rounded if float(rounded) == value else repr(value)
    return text.replace("-", MINUS)


def probability(value: float) -> str:
    """Return a probability with two decimals that never passes for certain where it is not.

    Examples
    --------
    >>> [probability(p) for p in (0.0, 0.004, 0.684178, 0.9999, 1.0)]
    ['0', '<0.01', '0.68', '>0.99', '1']
    """
    if value in (0.0, 1.0):
        return f"{value:.0f}"
    return "<0.01" if value < 0.005 else ">0.99" if value >= 0.995 else f"{value:.2f}"


def probabilities(values: Iterable[float]) -> list[str]:
    """Return the text of each probability, as `probability` gives it."""
    return [probability(value) for value in values]


def listed(names: Sequence[str]) -> str:
    """Return names as a sentence lists them.

    Examples
    --------
    >>> listed(["Setosa"]), listed(["Setosa", "Versicolor", "Virginica"])
    ('Setosa', 'Setosa, Versicolor and Virginica')
    """
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


def percentages(shares: Sequence[float]) -> list[str]:
    """Return shares of a whole in percent, rounded so that they add up to exactly 100.

    The largest remainders are rounded up. There are as few decimals as it takes for no share to
    read as 0 or 100 that is not, up to three.

    Parameters
    ----------
    shares : sequence of float
        At least 0 each, with the sum 1.

    Examples
    --------
    >>> percentages([0.684178, 0.109751, 0.206070])
    ['68 %', '11 %', '21 %']
    >>> percentages([0.335, 0.335, 0.33])
    ['34 %', '33 %', '33 %']
    >>> percentages([0.9986, 0.0009, 0.0005])
    ['99.86 %', '0.09 %', '0.05 %']
    """
    for decimals in range(MOST_DECIMALS + 1):
        whole = 100 * 10**decimals
        parts = _largest_remainders(shares, whole)
        if len(parts) == 1 or all(0 < part < whole for part in parts):
            break
    return [f"{part / 10**decimals:.{decimals}f} %" for part in parts]


def refusal_notice(refused: Sequence[Refusal]) -> str:
    """Return one friendly line on the values of a link that could not be used, or nothing.

    The values stand in it as inline code, shortened, so that no markup in them comes alive.

    Examples
    --------
    >>> print(refusal_notice([Refusal("setosa", "abc")]))
    Part of this link could not be used: Setosa must be a number from −5 to 5, not `abc`, \
so you see 1.43. All else is as the link says.
    """
    if not refused:
        return ""
    parts = [
        f"{FIELD_LABELS[each.name]} must be {_rule(each.name)}, "
        f"not `{brief(each.text)}`, so {_shown(each.name)}"
        for each in refused
    ]
    return f"Part of this link could not be used: {'; '.join(parts)}. All else is as the link says."


def number_refusal(field: str, text: str, value: float, bounds: Bounds | None = None) -> str:
    """Return why a number that was typed could not be used, and which one is used instead.

    Parameters
    ----------
    field : str
        The field that it was typed for.
    text : str
        What was typed.
    value : float
        What the field still holds.
    bounds : argsoft.scenario.Bounds, optional
        What it may hold, where that is less than ever.

    Examples
    --------
    >>> number_refusal("setosa", "15", 1.43)
    'Setosa must be a number from −5 to 5, not “15”. It stays at 1.43.'
    >>> number_refusal("setosa", "abc", -0.4)
    '“abc” is not a number. Type one, such as 0.5 or −2. Setosa stays at −0.40.'
    """
    label, bounds = FIELD_LABELS[field], bounds or BOUNDS[field]
    stays = f"stays at {number(value) if isinstance(value, float) else value}."
    try:
        bounds.read(text)
    except NumberError as error:
        return f"{error} {label} {stays}"
    except ValueError:
        pass
    return f"{label} must be {_minus(bounds.words)}, not “{brief(text)}”. It {stays}"


def _rule(field: str) -> str:
    """Return in words what a field may be."""
    if field in CHOICES:
        *options, last = CHOICES[field].options
        return f"{', '.join(options)} or {last}"
    return _minus(RULES[field].words)


def _minus(rule: str) -> str:
    """Return a rule with the sign that is a minus."""
    return re.sub(r"-(?=\d)", MINUS, rule)


def _shown(field: str) -> str:
    """Return in words what is seen of a field at its default."""
    value = DEFAULTS[field]
    if value == "":
        return "there is none"
    if field == "at":  # there may be fewer steps than its default
        return "you see the last one"
    return f"you see {number(value) if isinstance(value, float) else value}"


def brief(text: str) -> str:
    r"""Return text from a visitor as one short line without the marks that end inline code.

    Examples
    --------
    >>> brief("a\n`b`"), brief("x" * 30)
    ("a 'b'", 'xxxxxxxxxxxxxxxxxxxxxxxx…')
    """
    return one_line(text.replace("`", "\N{APOSTROPHE}")) or " "


def _largest_remainders(shares: Sequence[float], whole: int) -> list[int]:
    """Return whole numbers in proportion to the shares that add up to `whole`."""
    exact = [share * whole for share in shares]
    parts = [math.floor(each) for each in exact]
    by_remainder = sorted(range(len(parts)), key=lambda i: parts[i] - exact[i])
    for i in by_remainder[: whole - sum(parts)]:
        parts[i] += 1
    return parts

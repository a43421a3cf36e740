"""Why a value of a link, or a number that was typed, could not be used, in a friendly line."""

import re
from collections.abc import Sequence

from argsoft.state.reading import NumberError
from argsoft.state.rules import Bounds, Choice
from argsoft.state.scenario import BOUNDS, DEFAULTS, PARAMETERS, Refusal
from argsoft.wording.numerals import MINUS, number
from argsoft.wording.phrases import brief


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
        f"{PARAMETERS[each.name].label} must be {_rule(each.name)}, "
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
    bounds : argsoft.state.rules.Bounds, optional
        What it may hold, where that is less than ever.

    Examples
    --------
    >>> number_refusal("setosa", "15", 1.43)
    'Setosa must be a number from −5 to 5, not “15”. It stays at 1.43.'
    >>> number_refusal("setosa", "abc", -0.4)
    '“abc” is not a number. Type one, such as 0.5 or −2. Setosa stays at −0.40.'
    """
    label, bounds = PARAMETERS[field].label, bounds or BOUNDS[field]
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
    rule = PARAMETERS[field].rule
    if isinstance(rule, Choice):
        *options, last = rule.options
        return f"{', '.join(options)} or {last}"
    return _minus(rule.words)


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

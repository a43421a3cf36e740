"""Friendly lines on values of a link, or typed numbers, that could not be used."""

import re
from collections.abc import Sequence

from argsoft.state.reading import NumberError
from argsoft.state.rules import Bounds, Choice
from argsoft.state.scenario import BOUNDS, DEFAULTS, PARAMETERS, Refusal
from argsoft.wording.numerals import MINUS, number
from argsoft.wording.phrases import brief


def refusal_notice(refused: Sequence[Refusal]) -> str:
    """Say in one friendly line which values of a link could not be used; "" for none.

    It quotes the values as inline code, shortened, so that no markup in them takes effect.

    Examples
    --------
    >>> print(refusal_notice([Refusal("setosa", "abc")]))
    Part of this link could not be used: Setosa must be a number from −5 to 5, not `abc`, \
so you see 1.43. Everything else is as the link says.
    """
    if not refused:
        return ""
    parts = [
        f"{PARAMETERS[each.name].label} must be {_rule(each.name)}, "
        f"not `{brief(each.text)}`, so {_shown(each.name)}"
        for each in refused
    ]
    return (
        f"Part of this link could not be used: {'; '.join(parts)}. "
        "Everything else is as the link says."
    )


def number_refusal(field: str, text: str, value: float, bounds: Bounds | None = None) -> str:
    """Say why a typed number could not be used, and which one is used instead.

    Parameters
    ----------
    field : str
        The field it was typed into.
    text : str
        What was typed.
    value : float
        The value that the field keeps.
    bounds : argsoft.state.rules.Bounds, optional
        The field's bounds, where they are narrower than usual.

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
    """Describe the values that a field may have."""
    rule = PARAMETERS[field].rule
    if isinstance(rule, Choice):
        *options, last = rule.options
        return f"{', '.join(options)} or {last}"
    return _minus(rule.words)


def _minus(rule: str) -> str:
    """Replace the hyphens before digits by minus signs."""
    return re.sub(r"-(?=\d)", MINUS, rule)


def _shown(field: str) -> str:
    """Say what the page shows of a field at its default."""
    value = DEFAULTS[field]
    if value == "":
        return "there is none"
    if field == "at":  # there may be fewer steps than its default
        return "you see the last one"
    return f"you see {number(value) if isinstance(value, float) else value}"

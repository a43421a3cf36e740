"""Friendly lines on values of a link, or typed numbers, that could not be used."""

from collections.abc import Sequence

from argsoft.language import listed
from argsoft.language import translate as _
from argsoft.state.reading import NumberError
from argsoft.state.rules import Bounds, Choice, Code, NumberList, Pattern, Several, Text
from argsoft.state.scenario import BOUNDS, DEFAULTS, PARAMETERS, Refusal
from argsoft.wording.labels import label, option_label
from argsoft.wording.numerals import number, plain
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
    return _(
        "Part of this link could not be used: {reasons}. Everything else is as the link says."
    ).format(reasons="; ".join(map(_reason, refused)))


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
    bounds = bounds or BOUNDS[field]
    words = {"label": label(field), "value": _written(value)}
    try:
        bounds.read(text)
    except NumberError as error:
        problem = number_problem(error)
        return _("{problem} {label} stays at {value}.").format(problem=problem, **words)
    except ValueError:
        pass
    return _("{label} must be {rule}, not “{text}”. It stays at {value}.").format(
        rule=_range(bounds), text=brief(text), **words
    )


def number_problem(error: NumberError) -> str:
    """Say why a text is not a number.

    Examples
    --------
    >>> number_problem(NumberError("percentage", "68%"))
    '“68%” has a percent sign. Type a plain number, without it.'
    """
    return _(error.message).format_map(error.values)


def _reason(refused: Refusal) -> str:
    """Say why a value could not be used, and what the page shows instead."""
    field, value = refused.name, DEFAULTS[refused.name]
    if value == "":
        reason = _("{label} must be {rule}, not `{text}`, so there is none")
    else:
        reason = _("{label} must be {rule}, not `{text}`, so you see {value}")
    shown = option_label(field, value) if value in PARAMETERS[field].labels else _written(value)
    return reason.format(
        label=label(field), rule=_rule(field), text=brief(refused.text), value=shown
    )


def _rule(field: str) -> str:
    """Describe the values that a field may have."""
    rule, options = PARAMETERS[field].rule, PARAMETERS[field].options
    labels = listed([option_label(field, each) for each in options if each], "or")
    match rule:
        case Choice():
            return labels
        case Several():
            return _("some of {options}").format(options=labels)
        case Bounds():
            return _range(rule)
    return _written_rule(rule)


def _written_rule(rule: Code | NumberList | Pattern | Text) -> str:
    """Describe the values that a field of text may have."""
    match rule:
        case Code():
            return _("a code of {count} letters, each one of {letters}").format(
                count=rule.length, letters=" ".join(rule.letters)
            )
        case Pattern():
            return _("{count} characters, each one of {characters}").format(
                count=rule.length, characters=" ".join(rule.characters)
            )
        case NumberList():
            return _("a list of 1 to {most} numbers").format(most=rule.most)
    return _("a line of at most {most} characters").format(most=rule.most)


def _range(bounds: Bounds) -> str:
    """Describe a range of numbers."""
    ends = {"low": plain(f"{bounds.minimum:g}"), "high": plain(f"{bounds.maximum:g}")}
    if bounds.whole:
        return _("a whole number from {low} to {high}").format(**ends)
    return _("a number from {low} to {high}").format(**ends)


def _written(value: float | str) -> str:
    """Format the value of a field."""
    return number(value) if isinstance(value, float) else str(value)

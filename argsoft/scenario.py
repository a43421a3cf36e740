"""The shareable state: what a visitor can set, its bounds and defaults, presets, and links.

One name per fact: a field here is the key of its control and the parameter of its link.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import NamedTuple, Self

Query = Mapping[str, str | Sequence[str]]


class Bounds(NamedTuple):
    """What a number may be: its range, ends included, and the step of its slider.

    A link or a keyboard may give any number in the range; only the slider moves in steps.
    """

    minimum: float
    maximum: float
    step: float

    def admit(self, value: float) -> bool:
        """Return whether `value` is a number within the range.

        Examples
        --------
        >>> Bounds(-5.0, 5.0, 0.01).admit(2.5000001), Bounds(-5.0, 5.0, 0.01).admit(float("nan"))
        (True, False)
        """
        return self.minimum <= value <= self.maximum


class Refusal(NamedTuple):
    """A value of a link that could not be used."""

    name: str
    text: str


LOGIT = Bounds(-5.0, 5.0, 0.01)


@dataclass(frozen=True)
class Scenario:
    """Everything that a visitor has set. The defaults are the lecture's example.

    Parameters
    ----------
    setosa, versicolor, virginica : float
        The raw outputs (logits) of the three classes, from -5 to 5.

    Raises
    ------
    ValueError
        If a field is not a number within its bounds.

    Examples
    --------
    >>> Scenario(versicolor=2).logits
    (1.43, 2.0, 0.23)
    >>> Scenario(setosa=9.0)
    Traceback (most recent call last):
        ...
    ValueError: setosa must be a number from -5 to 5, got 9.0
    """

    setosa: float = field(default=1.43, metadata={"bounds": LOGIT})
    versicolor: float = field(default=-0.40, metadata={"bounds": LOGIT})
    virginica: float = field(default=0.23, metadata={"bounds": LOGIT})

    def __post_init__(self) -> None:
        for name, limits in BOUNDS.items():
            value = getattr(self, name)
            if not (isinstance(value, int | float) and limits.admit(value)):
                rule = f"a number from {limits.minimum:g} to {limits.maximum:g}"
                raise ValueError(f"{name} must be {rule}, got {value!r}")
            object.__setattr__(self, name, float(value))

    @property
    def logits(self) -> tuple[float, ...]:
        """The three logits, in the order of the class names."""
        return tuple(getattr(self, name) for name in LOGIT_FIELDS)

    def to_query(self) -> dict[str, str]:
        """Return the parameters of a link to this scenario, without what is at its default.

        Examples
        --------
        >>> Scenario(setosa=2.5).to_query()
        {'setosa': '2.5'}
        """
        values = {name: getattr(self, name) for name in BOUNDS}
        return {name: repr(v) for name, v in values.items() if v != DEFAULTS[name]}

    @classmethod
    def from_query(cls, query: Query) -> Self:
        """Return the scenario of a link: the default where a value is missing or of no use.

        Never raises, and ignores what it does not know. `refusals` tells what was of no use.

        Examples
        --------
        >>> Scenario.from_query({"setosa": "2.5", "virginica": "abc"})
        Scenario(setosa=2.5, versicolor=-0.4, virginica=0.23)
        """
        read = {name: _read(name, query[name]) for name in BOUNDS if name in query}
        return cls(**{name: value for name, value in read.items() if value is not None})


LOGIT_FIELDS = ("setosa", "versicolor", "virginica")
BOUNDS: Mapping[str, Bounds] = MappingProxyType(
    {each.name: each.metadata["bounds"] for each in fields(Scenario)}
)
DEFAULTS: Mapping[str, float] = MappingProxyType(
    {each.name: float(each.default) for each in fields(Scenario)}  # type: ignore[arg-type]
)
PRESETS: Mapping[str, Scenario] = MappingProxyType(
    {
        "lecture": Scenario(),
        "close_call": Scenario(virginica=1.38),
        "two_way_tie": Scenario(virginica=1.43),
        "all_equal": Scenario(1.0, 1.0, 1.0),
        "runaway": Scenario(setosa=5.0),
        "all_negative": Scenario(-1.57, -3.40, -2.77),
    }
)


def refusals(query: Query) -> list[Refusal]:
    """Return the values of a link that `Scenario.from_query` replaces by their defaults.

    Examples
    --------
    >>> refusals({"setosa": "abc", "virginica": "9e99", "colour": "red"})
    [Refusal(name='setosa', text='abc'), Refusal(name='virginica', text='9e99')]
    """
    named = {name: query[name] for name in BOUNDS if name in query}
    return [
        Refusal(name, text if isinstance(text, str) else " and ".join(text))
        for name, text in named.items()
        if _read(name, text) is None
    ]


def _read(name: str, text: str | Sequence[str]) -> float | None:
    """Return the one number in a parameter, or None where it is not one within the bounds."""
    given = [text] if isinstance(text, str) else [each for each in text if each]
    try:
        (value,) = map(float, given)
    except ValueError:  # not a number, or not just one
        return None
    return value if math.isfinite(value) and BOUNDS[name].admit(value) else None

"""Hypothesis strategies: each is named for what it draws, and wide enough to overflow."""

import math
import operator
import re
import sys
from collections.abc import Iterable

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from hypothesis.strategies import DrawFn, SearchStrategy, composite

from argsoft.state.outputs import Outputs, OutputsError, format_outputs, parse_outputs
from argsoft.state.rules import Choice, Code, NumberList, Pattern, Several, Text
from argsoft.state.scenario import BOUNDS, DEFAULTS, PARAMETERS, PRESETS, Scenario
from argsoft.validation import Floats

LARGEST = sys.float_info.max  # about 1.8e308
SMALLEST = 5e-324
MASK = -math.inf
_TIES_AND_NEAR_TIES = st.sampled_from((1.43, -0.40, 0.3, 0.1 + 0.2))
_NUMBERS_IN_LINKS = st.floats().map(repr) | st.floats(-5, 5).map(repr) | st.integers().map(str)
_TRAPS_IN_LINKS = st.sampled_from(
    ("", " ", "nan", "-inf", "1_0", "2,5", "0x1", "\n", "`", "``` `", "](", "<b>", "$x$", ":red[a]")
)


def logits(*, min_size: int = 1, max_size: int = 8) -> SearchStrategy[list[float]]:
    """Draw one row of ordinary logits, including ties and near ties."""
    return st.lists(
        st.floats(-700, 700) | _TIES_AND_NEAR_TIES, min_size=min_size, max_size=max_size
    )


def extreme_logits(*, min_size: int = 1, max_size: int = 8) -> SearchStrategy[list[float]]:
    """Draw any valid row: up to the largest floats, with masks, at least one value finite."""
    corners = st.sampled_from((LARGEST, -LARGEST, 1e308, -1e308, 0.0, SMALLEST))
    values = st.floats(-LARGEST, LARGEST) | corners | st.just(MASK)
    rows = st.lists(values, min_size=min_size, max_size=max_size)
    return rows.filter(lambda row: max(row) > MASK)


def temperatures() -> SearchStrategy[float]:
    """Draw any valid temperature, from the smallest float above 0 to the largest."""
    corners = st.sampled_from((SMALLEST, 0.5, 1.0, 2.0, LARGEST))
    return st.floats(SMALLEST, LARGEST) | corners


@composite
def batches(draw: DrawFn) -> tuple[Floats, int]:
    """Draw an array of ordinary logits of any shape, and the axis of its classes."""
    shape = draw(array_shapes(max_dims=4, max_side=5))
    values = draw(arrays(np.float64, shape, elements=st.floats(-700, 700)))
    return values, draw(st.integers(-len(shape), len(shape) - 1))


def scenarios() -> SearchStrategy[Scenario]:
    """Draw any state that a visitor can reach, including presets and ties."""
    tied = st.sampled_from((1.43, 0.0, -5.0, 5.0))
    fields: dict[str, SearchStrategy[float | str]] = {}
    for name, (low, high, _) in BOUNDS.items():
        numbers = st.integers(int(low), int(high)) if BOUNDS[name].whole else st.floats(low, high)
        fields[name] = numbers | tied.filter(BOUNDS[name].admit)
    for name, parameter in PARAMETERS.items():
        match parameter.rule:
            case Choice():
                fields[name] = st.sampled_from(parameter.options)
            case Code(letters, length):
                fields[name] = st.just("") | st.text(letters, min_size=length, max_size=length)
            case NumberList():
                fields[name] = lists().map(format_outputs)
            case Pattern(characters, length):
                fields[name] = st.text(characters, min_size=length, max_size=length)
            case Text():
                fields[name] = st.text().map(parameter.rule.read)
            case Several():
                fields[name] = st.lists(st.sampled_from(parameter.options), unique=True).map(
                    ",".join
                )
    return st.builds(Scenario, **fields) | st.sampled_from(tuple(PRESETS.values()))


def lists() -> SearchStrategy[Outputs]:
    """Draw any list of raw outputs that a text can hold, with and without names."""
    values = st.floats(allow_nan=False, allow_infinity=False) | st.floats(-20, 20)
    value = (values | _TIES_AND_NEAR_TIES).map(lambda z: z + 0.0)
    name = st.text(max_size=12).map(_as_name)
    pairs = st.lists(st.tuples(value, name), min_size=1, max_size=50)
    return pairs.map(lambda each: Outputs(*(tuple(part) for part in zip(*each, strict=True))))


def _as_name(text: str) -> str:
    """Parse a text as the name of one number; "" if it is none."""
    try:
        return parse_outputs(f"{re.sub('[,;:]', '', text)}: 1").given[-1]
    except OutputsError:
        return ""


def link_texts() -> SearchStrategy[str]:
    """Draw any text that a link may hold: numbers, near numbers, markup, huge texts, anything."""
    huge = st.builds(operator.mul, st.text(min_size=1, max_size=3), st.integers(1000, 9000))
    return st.text() | _NUMBERS_IN_LINKS | _TRAPS_IN_LINKS | huge


def queries(fields: Iterable[str] = DEFAULTS) -> SearchStrategy[dict[str, str | list[str]]]:
    """Draw the parameters of a link: known and unknown names, any text, repeated values.

    About half of the names are among `fields`, if given.
    """
    names = st.sampled_from(tuple(fields) or tuple(DEFAULTS)) | st.text()
    options = st.sampled_from([text for each in PARAMETERS.values() for text in each.options])
    return st.dictionaries(
        names, options | link_texts() | st.lists(link_texts(), max_size=3), max_size=5
    )

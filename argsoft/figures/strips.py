"""Strips: charts and sentences at every position of a slider, prepared for the browser.

Each chart is described once, plus what changes between positions. The browser looks values up and
computes nothing.
"""

import math
import operator
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice, repeat
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from argsoft.figures import Figure, parts

DECIMALS = 4  # finer than any screen shows

Keys = tuple[str | int, ...]
_LEAVES = {str, int, bool, float, type(None)}


class Frame(NamedTuple):
    """The charts and texts of a page at one position.

    Attributes
    ----------
    charts : mapping of str to plotly.graph_objects.Figure
        Figures by key.
    texts : mapping of str to str
        Sentences as HTML, by key.
    """

    charts: Mapping[str, Figure]
    texts: Mapping[str, str]


class Change(NamedTuple):
    """A part of a description that changes, and its value at every position.

    Attributes
    ----------
    path : tuple of str and int
        Keys and indices that lead to the part.
    values : list
        The distinct values of the part.
    at : list of int
        Index into `values` for each position.
    """

    path: Keys
    values: list[Any]
    at: list[int]


def strip(frames: Sequence[Frame]) -> dict[str, Any]:
    """Find what changes between frames, in a form that JSON can hold.

    Parameters
    ----------
    frames : sequence of Frame
        One per position, all with the same charts and texts.

    Returns
    -------
    dict
        "charts" holds the changes of each chart's description, "texts" those of all texts.
        Constant parts are in neither.

    Examples
    --------
    >>> from argsoft.figures import figure
    >>> frames = [Frame({"a": figure([{"y": [y, 1]}], {})}, {"b": f"<p>{y}</p>"}) for y in (2, 3)]
    >>> moves = strip(frames)
    >>> moves["charts"]["a"]
    [{'path': ('data', 0, 'y'), 'values': [[2, 1], [3, 1]], 'at': [0, 1]}]
    >>> moves["texts"]
    [{'path': ('b',), 'values': ['<p>2</p>', '<p>3</p>'], 'at': [0, 1]}]
    """
    keys = frames[0].charts
    moves = {key: list(_moves([each.charts[key] for each in frames])) for key in keys}
    return {
        "charts": {key: _dicts(each) for key, each in moves.items() if each},
        "texts": _dicts(changes([dict(each.texts) for each in frames])),
    }


def _moves(figures: Sequence[Figure]) -> Iterator[Change]:
    """Yield every difference between figures, some of which may be the same."""
    known: dict[int, int] = {}
    at = [known.setdefault(id(each), len(known)) for each in figures]
    distinct = dict(zip(at, figures, strict=True))
    for change in changes([_raw(each) for each in distinct.values()]):
        yield change._replace(at=[change.at[place] for place in at])


def _dicts(each: Iterable[Change]) -> list[dict[str, Any]]:
    """Convert changes to dictionaries."""
    return [change._asdict() for change in each]


def described(figure: Figure) -> dict[str, Any]:
    """Describe a figure in a form that JSON can hold, with numbers rounded to screen precision.

    Examples
    --------
    >>> from argsoft.figures import figure
    >>> described(figure([{"y": np.array([2 / 3, np.nan])}], {}))
    {'data': [{'y': [0.6667, None]}], 'layout': {}}
    """
    plain: dict[str, Any] = _plain(_raw(figure))
    return plain


def changes(descriptions: Sequence[Any], path: Keys = ()) -> Iterator[Change]:
    """Yield every difference between descriptions, as deep as their structures match.

    A list of plain values counts as one value.

    Parameters
    ----------
    descriptions : sequence
        Nested dictionaries, lists, arrays, numbers and strings.
    path : tuple of str and int
        Path to these descriptions from the root.

    Examples
    --------
    >>> list(changes([{"x": [1, 2], "y": 0}, {"x": [1, 3], "y": 0}]))
    [Change(path=('x',), values=[[1, 2], [1, 3]], at=[0, 1])]
    """
    first = descriptions[0]
    if all(map(operator.is_, descriptions, repeat(first))) or _are_equal(descriptions):
        return
    if _are(dict, descriptions) and _all_equal([*map(tuple, descriptions)]):
        columns = zip(*map(dict.values, descriptions), strict=True)
        for key, column in zip(first, columns, strict=True):
            yield from changes(column, (*path, key))
    elif _holds_parts(first) and all(
        _holds_parts(each) and len(each) == len(first) for each in descriptions
    ):
        for place in range(len(first)):
            yield from changes([each[place] for each in descriptions], (*path, place))
    else:
        rounded = _rounded(descriptions)
        names = _names(rounded)
        numbers = {name: number for number, name in enumerate(dict.fromkeys(names))}
        if len(numbers) > 1:
            places = dict(zip(reversed(names), range(len(names) - 1, -1, -1), strict=True))
            firsts = [places[name] for name in numbers]
            is_array = isinstance(rounded, np.ndarray)
            values = _plain(rounded[firsts]) if is_array else [rounded[n] for n in firsts]
            yield Change(path, values, [numbers[name] for name in names])


def _are_equal(values: Sequence[Any]) -> bool:
    """Return whether all values are the same number, string or flat list."""
    first = values[0]
    if isinstance(first, list | tuple):
        if any(isinstance(each, np.ndarray | dict | list | tuple) for each in first):
            return False
    elif isinstance(first, np.ndarray | dict):
        return False
    return _are(type(first), values) and _all_equal(values)


# These two run for each part of each figure at each position, so the loops are Python's own.


def _are(kind: type, values: Sequence[Any]) -> bool:
    """Return whether all values are of a type."""
    return {*map(type, values)} == {kind}


def _all_equal(values: Sequence[Any]) -> bool:
    """Return whether all values equal the first."""
    return values.count(values[0]) == len(values)


def _holds_parts(part: Any) -> bool:  # noqa: ANN401 - any part of a figure
    """Return whether a part is a list of parts to compare one by one."""
    return isinstance(part, list | tuple) and any(isinstance(each, dict) for each in part)


def _rounded(values: Sequence[Any]) -> Any:  # noqa: ANN401 - an array, or a list of anything
    """Round values for JSON; arrays of one shape together, which is much faster."""
    types = _types(values)
    if _are(str, values) or types == {str}:
        return values
    if float in types and types <= {float, type(None)}:
        return _rounded_lists(values)
    if all(_is_array(each) and each.shape == values[0].shape for each in values):
        kinds = {each.dtype.kind for each in values}
        if kinds == {"f"}:
            return np.round(np.stack(values).astype(np.float64), DECIMALS) + 0.0  # no -0
        if kinds <= {"i", "u"}:
            return np.stack(values)
    return [_plain(each) for each in values]


def _rounded_lists(values: Sequence[Sequence[float | None]]) -> Any:  # noqa: ANN401 - as `_rounded`
    """Round lists of numbers and gaps, all at once."""
    flat = np.round(np.array([*chain.from_iterable(values)], dtype=np.float64), DECIMALS) + 0.0
    lengths = [*map(len, values)]
    if lengths.count(lengths[0]) == len(lengths):
        return flat.reshape(len(lengths), -1)
    plain = iter(_plain_array(flat))
    return [[*islice(plain, length)] for length in lengths]


def _types(values: Sequence[Any]) -> set[type]:
    """Find the types in lists; none if anything else is among the values."""
    if not {*map(type, values)} <= {list, tuple}:
        return set()
    return {*map(type, chain.from_iterable(values))}


def _is_array(part: object) -> bool:
    """Return whether a part is an array, which JSON cannot hold yet."""
    return isinstance(part, np.ndarray)


def _names(rounded: Any) -> list[Hashable]:  # noqa: ANN401 - as `_rounded` returns
    """List a hashable key of each part, equal for equal parts only."""
    if _are(str, rounded):
        return list(rounded)
    types = _types(rounded)
    return list(map(tuple if types and types <= _LEAVES else _name, rounded))


def _name(rounded: Any) -> Hashable:  # noqa: ANN401 - anything that JSON can hold
    """Return a hashable key that is equal for equal parts only."""
    if isinstance(rounded, np.ndarray):
        return rounded.tobytes()
    if not isinstance(rounded, list | dict):
        return type(rounded), rounded
    is_flat = not any(isinstance(each, list | dict) for each in rounded)
    return tuple(rounded) if is_flat and isinstance(rounded, list) else repr(rounded)


def _raw(figure: Figure) -> dict[str, Any]:
    """Return the description of a figure, with its arrays unchanged."""
    data, layout = parts(figure)
    return {"data": data, "layout": layout}


def _plain(part: Any) -> Any:  # noqa: ANN401 - anything that a figure can hold
    """Convert a part of a figure to a form that JSON can hold, with rounded numbers."""
    if isinstance(part, str):
        return part
    if isinstance(part, dict):
        return {key: _plain(each) for key, each in part.items()}
    if isinstance(part, list | tuple):
        return _plain_list(part)
    if isinstance(part, np.ndarray):
        return _plain_array(part)
    if isinstance(part, float):
        return _plain_number(part)
    return part


def _plain_number(number: float) -> float | None:
    """Round a number, or return None for NaN."""
    return None if math.isnan(number) else round(number, DECIMALS) + 0.0


def _plain_list(parts: Sequence[Any]) -> list[Any]:
    """Convert a list; one of nothing but numbers as an array, which rounds in its own way."""
    types = {*map(type, parts)}
    if types == {float}:
        return _plain_array(np.array(parts))
    if types <= _LEAVES:
        return [_plain_number(each) if type(each) is float else each for each in parts]
    return [_plain(each) for each in parts]


def _plain_array(array: NDArray[Any]) -> list[Any]:
    """Convert an array to a list, with None for NaN."""
    if array.dtype.kind == "f":
        array = np.round(array.astype(np.float64), DECIMALS) + 0.0
        gaps = np.isnan(array)
        if gaps.any():
            array = array.astype(object)
            array[gaps] = None
    values: list[Any] = array.tolist()
    return values

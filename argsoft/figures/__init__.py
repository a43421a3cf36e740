"""Plotly figures: arrays and strings in, a `Figure` out. The mathematics is elsewhere."""

import base64
from pathlib import Path
from typing import Any

import numpy as np

# Plotly looks pandas up lazily, and fails if another session's thread is still importing it.
import pandas  # noqa: F401
from plotly.graph_objects import Figure

__all__ = ["PLOTLY", "Figure", "figure", "parts"]

# The plotly.js bundle with our trace types, of the same version as the Python package.
(PLOTLY,) = Path(__file__).with_name("plotly").glob("*.js")


def figure(traces: list[dict[str, Any]], layout: dict[str, Any]) -> Figure:
    """Make a figure from plain dictionaries, without validation.

    Validating every property would take most of the time of a slider move. The tests validate
    each figure instead, by rebuilding it from its own description.

    Parameters
    ----------
    traces : list of dict
        Plotly traces, each with a "type" key.
    layout : dict

    Returns
    -------
    plotly.graph_objects.Figure
    """
    return _Drawing(traces, layout)


def parts(drawn: Figure) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Return the traces and the layout of a figure, with arrays not packed yet.

    Examples
    --------
    >>> parts(figure([{"type": "bar", "y": [1, 2]}], {"height": 300}))
    ([{'type': 'bar', 'y': [1, 2]}], {'height': 300})
    """
    if isinstance(drawn, _Drawing) and drawn._described:
        traces, layout = drawn._described
        return traces, layout
    return [each.to_plotly_json() for each in drawn.data], drawn.layout.to_plotly_json()


_NESTED = (dict, list, tuple, np.ndarray)
_PACKABLE = {"i1", "u1", "i2", "u2", "i4", "u4", "f4", "f8"}  # dtypes that plotly.js reads


class _Drawing(Figure):  # type: ignore[misc] # plotly has no types
    """A figure that is sent to the browser as it was described.

    Plotly builds an object for each property and copies them all when it serializes, which takes
    longer than drawing most figures. This class defers that until a property is read; the page
    never reads one.
    """

    _described: tuple[Any, ...] | None
    _sent: dict[str, Any]

    def __init__(self, *parts: Any) -> None:  # noqa: ANN401 - as Figure has them
        # Plotly looks at each attribute that is set; a strip has hundreds of figures.
        self.__dict__.update(_described=parts, _sent={})

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - only for attributes not set yet
        parts = vars(self).get("_described")
        if parts is None:
            raise AttributeError(name)
        self._described = None
        super().__init__(*parts, _validate=False)
        return getattr(self, name)

    def __reduce__(self) -> tuple[Any, ...]:
        sent = self.to_dict()
        return figure, (sent["data"], sent["layout"])

    def to_dict(self) -> dict[str, Any]:
        """Return the description of the figure, its arrays packed for the browser."""
        if self._described is None:
            built: dict[str, Any] = super().to_dict()
            return built
        if not self._sent:
            data, layout = self._described
            self._sent = {"data": _packed(data), "layout": layout}
        return dict(self._sent)


def _packed(part: Any) -> Any:  # noqa: ANN401 - any part of a figure
    """Pack the arrays in a part of a figure as Plotly does, in the smallest integer type."""
    if isinstance(part, dict):
        return {name: _packed(each) for name, each in part.items()}
    if isinstance(part, list | tuple):
        mere_words = not any(isinstance(each, _NESTED) for each in part)
        return part if mere_words else [_packed(each) for each in part]
    if not isinstance(part, np.ndarray) or not part.size:
        return part
    if part.dtype in (np.int64, np.uint64):  # plotly.js cannot read 64-bit integers
        part = part.astype(np.result_type(*map(np.min_scalar_type, (part.min(), part.max()))))
    kind = part.dtype.str.lstrip("<|")
    if kind not in _PACKABLE:
        return part
    packed = {"dtype": kind, "bdata": base64.b64encode(part.tobytes()).decode("ascii")}
    return packed | ({"shape": str(part.shape)[1:-1]} if part.ndim > 1 else {})

"""A figure that is built lazily is the same as one that is built at once."""

import base64
import copy
import json
from typing import Any

import numpy as np
import plotly.io
import pytest
from plotly.graph_objects import Figure

from argsoft.figures import figure

LAYOUT = {"template": {}, "title": {"text": "One"}, "xaxis": {"range": [0, 1]}}
ARRAYS = {
    "float64": np.array([0.5, np.nan]),
    "float32": np.array([0.5, 2], dtype=np.float32),
    "small integers": np.array([0, 2]),
    "large integers": np.array([0, 2**40]),
    "negative integers": np.array([-200, 3]),
    "truths": np.array([True, False]),
    "words": np.array(["a", "b"]),
    "none": np.array([]),
    "a table, not in C order": np.arange(6.0).reshape(2, 3).T,
}


def plain(value: Any) -> Any:  # noqa: ANN401 - JSON
    """Unpack the packed arrays in a part of a figure."""
    match value:
        case {"bdata": data, "dtype": kind}:
            flat = np.frombuffer(base64.b64decode(data), dtype=kind)
            shape = [int(each) for each in value.get("shape", str(flat.size)).split(",")]
            return plain(flat.astype(float).reshape(shape).tolist())
        case dict():
            return {name: plain(each) for name, each in value.items()}
        case list():
            return [plain(each) for each in value]
        case float():
            return None if np.isnan(value) else value
    return value


def sent(drawing: Figure) -> Any:  # noqa: ANN401 - JSON
    return plain(json.loads(plotly.io.to_json(drawing.to_dict(), validate=False)))


@pytest.mark.parametrize("name", ARRAYS)
def test_it_is_sent_as_plotly_would_send_it(name: str) -> None:
    traces = [{"type": "scatter", "x": [1, 2], "y": ARRAYS[name], "marker": {"size": ARRAYS[name]}}]
    built = Figure(traces, LAYOUT, _validate=False)
    drawing = figure(traces, LAYOUT)
    assert sent(drawing) == sent(built)
    assert "_data" not in vars(drawing), "no property was read, so it must not be built"


def test_it_can_be_read_and_changed_like_any_figure() -> None:
    drawing = figure([{"type": "bar", "y": [1, 2]}], LAYOUT)
    assert drawing.data[0].y == (1, 2)
    drawing.update_layout(title={"text": "Another"})
    assert sent(drawing)["layout"]["title"]["text"] == "Another"
    assert sent(copy.deepcopy(drawing)) == sent(drawing)
    assert not hasattr(drawing, "nonsense")


def test_a_copy_shares_nothing() -> None:
    drawing = figure([{"type": "bar", "y": [1, 2]}], LAYOUT)
    other = copy.deepcopy(drawing)
    other.update_traces(y=[3, 4])
    assert sent(drawing)["data"][0]["y"] == [1, 2]

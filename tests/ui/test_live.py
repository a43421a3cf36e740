"""What the server takes from a browser that says which value is in hand."""

import pytest

from argsoft.ui import live


@pytest.fixture(autouse=True)
def state(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """What the session holds, in place of Streamlit's."""
    state: dict[str, object] = {}
    monkeypatch.setattr("streamlit.session_state", state)
    return state


def test_legal_values_are_taken(state: dict[str, object]) -> None:
    values = {"setosa": 2, "virginica": -1.5}
    state[live.KEY] = {"held": {"values": values, "number": 7}}
    assert live.in_hand() == values


@pytest.mark.parametrize(
    "values",
    [
        {"setosa": None},
        {"setosa": "2"},
        {"setosa": float("nan")},
        {"setosa": 5.01},
        {"colour": 1.0},
    ],
)
def test_other_values_are_not(state: dict[str, object], values: object) -> None:
    state[live.KEY] = {"held": {"values": values, "number": 7}}
    assert live.in_hand() == {}


@pytest.mark.parametrize("held", [None, "setosa", {"number": 1}, {"values": [2]}])
def test_anything_else_says_nothing(state: dict[str, object], held: object) -> None:
    assert live.in_hand() is None
    state[live.KEY] = {"held": held}
    assert live.in_hand() is None

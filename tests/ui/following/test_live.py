"""The server accepts only legal values from a browser during a drag."""

import pytest

from argsoft.ui.following.live import legal_values


def test_legal_values_are_taken() -> None:
    values = {"setosa": 2, "virginica": -1.5}
    assert legal_values({"values": values, "number": 7}) == values


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
def test_other_values_are_not(values: object) -> None:
    assert legal_values({"values": values, "number": 7}) == {}


@pytest.mark.parametrize("held", [None, "setosa", {"number": 1}, {"values": [2]}])
def test_anything_else_says_nothing(held: object) -> None:
    assert legal_values(held) is None

"""Numbers left blank in a worked softmax, and the slips behind wrong ones."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from argsoft import blanks
from argsoft.blanks import BLANKS, E_TO_Z, PROBABILITY, TOTAL, faded, slips, solved
from argsoft.workings import worked

LECTURE = [1.43, -0.40, 0.23]
# Overflows from about 710 on.
ROWS = st.lists(st.floats(-2000, 2000), min_size=2, max_size=5)


def slip(blank: str, name: str, output: int = 0) -> list[float]:
    """Compute the wrong number that a mistake leads to, from the lecture's logits."""
    return [each.value for each in slips(LECTURE, output, blank) if each.name == name]


def test_the_solution_is_the_lectures() -> None:
    # decimal at 30 digits: e^1.43, the sum and the quotient
    assert solved(LECTURE, 0) == pytest.approx(
        {E_TO_Z: 4.1786992, TOTAL: 6.1076192, PROBABILITY: 0.684178076976}
    )


@pytest.mark.parametrize(
    ("blank", "name", "values"),
    # decimal at 30 digits
    [
        (E_TO_Z, blanks.OTHER_LOGIT, [0.67032005, 1.25860001]),
        (E_TO_Z, blanks.THE_LOGIT, [1.43]),
        (E_TO_Z, blanks.MINUS_Z, [0.23930892]),
        (E_TO_Z, blanks.E_TIMES_Z, [3.88714301]),
        (E_TO_Z, blanks.OTHER_BASE, [2.69446717, 26.9153480]),
        (TOTAL, blanks.SUM_OF_LOGITS, [1.26]),
        (TOTAL, blanks.ONE_MISSING, [1.92892006, 5.43729925, 4.84901929]),
        (TOTAL, blanks.E_TO_THE_SUM, [3.52542149]),
        (PROBABILITY, blanks.ONE_HOT, [1.0]),
        (PROBABILITY, blanks.NOT_DIVIDED, [4.17869919]),
        (PROBABILITY, blanks.BY_OTHERS, [2.16634131]),
        (PROBABILITY, blanks.OF_LOGITS, [1.13492063]),
        (PROBABILITY, blanks.UPSIDE_DOWN, [1.46160778]),
        (PROBABILITY, blanks.OTHER_CLASS, [0.10975145, 0.20607048]),
    ],
)
def test_each_slip_gives_its_number(blank: str, name: str, values: list[float]) -> None:
    assert slip(blank, name) == pytest.approx(values, rel=1e-7)


def test_what_is_divided_by_the_largest_is_so_for_a_loser_too() -> None:
    assert slip(PROBABILITY, blanks.BY_LARGEST, output=1) == pytest.approx([math.exp(-1.83)])
    assert slip(PROBABILITY, blanks.ONE_HOT, output=1) == [0.0]


def test_an_unknown_blank_is_refused() -> None:
    with pytest.raises(
        ValueError, match="blank must be one of e_to_z, total, probability, got 'z'"
    ):
        slips(LECTURE, 0, "z")


@given(ROWS, st.data())
def test_any_logits_have_slips_even_where_the_formula_overflows(
    row: list[float], data: st.DataObject
) -> None:
    output = data.draw(st.integers(0, len(row) - 1))
    for blank in BLANKS:
        found = slips(row, output, blank)
        assert all(isinstance(each.value, float) for each in found)
        assert all(each.culprit is None or each.culprit < len(row) for each in found)


@given(ROWS, st.data())
def test_only_what_is_blank_fades(row: list[float], data: st.DataObject) -> None:
    output = data.draw(st.integers(0, len(row) - 1))
    hidden = data.draw(st.sets(st.sampled_from(BLANKS)))
    before = worked(row)
    after = faded(before, output, hidden)
    others = np.arange(len(row)) != output
    np.testing.assert_array_equal(after.parts[others], before.parts[others])
    assert np.isnan(after.parts[output]) == (E_TO_Z in hidden)
    assert np.isnan(after.shares).all() or PROBABILITY not in hidden
    assert math.isnan(after.total) == (TOTAL in hidden or math.isnan(before.total))
    np.testing.assert_array_equal(faded(before, output, []), before)

"""Time our softmax against SciPy's: ``python tests/benchmarks/softmax_speed.py``.

Both alternate in one run, so other load on the machine slows both alike. Ours includes its input
checks. Exits with code 1 if ours is slower.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

import numpy as np
import scipy.special

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # run from anywhere, not installed

from argsoft.softmax import softmax
from argsoft.validation import Floats


class Case(NamedTuple):
    """Shape of the logits, number of timings, and calls per timing."""

    shape: tuple[int, ...]
    repeats: int
    calls: int


CASES = (Case((1000, 1000), repeats=60, calls=1), Case((3,), repeats=300, calls=100))


def seconds(function: Callable[[Floats], Floats], logits: Floats, calls: int) -> float:
    """Measure the average time of one call."""
    start = perf_counter()
    for _ in range(calls):
        function(logits)
    return (perf_counter() - start) / calls


def theirs(logits: Floats) -> Floats:
    """Compute SciPy's softmax of each row; by default it covers the whole array."""
    answer: Floats = scipy.special.softmax(logits, axis=-1)
    return answer


def compare(case: Case, rng: np.random.Generator) -> tuple[float, float]:
    """Measure the median seconds of ours and of SciPy's, alternating."""
    logits = rng.uniform(-5, 5, case.shape)
    for function in (softmax, theirs):
        function(logits)  # warm up
    pairs = [
        (seconds(softmax, logits, case.calls), seconds(theirs, logits, case.calls))
        for _ in range(case.repeats)
    ]
    return median(ours for ours, _ in pairs), median(other for _, other in pairs)


def main() -> int:
    """Print a line per shape, and return 1 if ours is slower on any."""
    rng = np.random.default_rng(0)
    ratios = []
    print(f"{'shape':>14}{'argsoft':>14}{'scipy':>14}{'ratio':>8}")
    for case in CASES:
        ours, other = compare(case, rng)
        ratios.append(ours / other)
        times = f"{ours * 1e6:>11.1f} µs{other * 1e6:>11.1f} µs"
        print(f"{case.shape!s:>14}{times}{ratios[-1]:>8.2f}")
    return int(max(ratios) > 1)


if __name__ == "__main__":
    sys.exit(main())

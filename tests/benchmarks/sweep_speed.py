"""How long a sweep takes that a page is drawn from: ``python tests/benchmarks/sweep_speed.py``.

It is timed in turns with NumPy's exponentials of as many numbers, so that whatever else the
machine does slows both alike. Ends with exit code 1 where a sweep takes more than a millisecond.
"""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # run from anywhere, not installed

from argsoft.sweeps import logit_sweep

LECTURE = (1.43, -0.40, 0.23)
SHAPE = (3, 201)  # as many outputs as the sweep has
LIMIT = 1e-3  # seconds, what a page may spend on its sweep while a slider is dragged
REPEATS = 200
CALLS = 10


def seconds(function: Callable[[], object]) -> float:
    """Return how long one call takes, on average of several."""
    start = perf_counter()
    for _ in range(CALLS):
        function()
    return (perf_counter() - start) / CALLS


def compare(ours: Callable[[], object], other: Callable[[], object]) -> tuple[float, float]:
    """Return the median seconds of both, taken in turns."""
    for function in (ours, other):
        function()  # the first call is slow for reasons of its own
    pairs = [(seconds(ours), seconds(other)) for _ in range(REPEATS)]
    return median(first for first, _ in pairs), median(second for _, second in pairs)


def main() -> int:
    """Print one line, and return 1 if the sweep takes too long."""
    numbers = np.random.default_rng(0).uniform(-5, 5, SHAPE)
    sweep, exponentials = compare(partial(logit_sweep, LECTURE, 0), partial(np.exp, numbers))
    print(f"{'sweep':>12}{f'exp of {SHAPE}':>20}{'ratio':>8}")
    print(f"{sweep * 1e3:>9.3f} ms{exponentials * 1e3:>17.4f} ms{sweep / exponentials:>8.1f}")
    return int(sweep > LIMIT)


if __name__ == "__main__":
    sys.exit(main())

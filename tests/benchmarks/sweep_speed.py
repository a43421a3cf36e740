"""Time the sweep that a page draws: ``python tests/benchmarks/sweep_speed.py``.

Times a sweep alone, and each of 200 at once, as a strip needs them. Each alternates with NumPy's
exponentials of equally many numbers, so other load on the machine slows both alike. Exits with
code 1 if either takes more than a millisecond.
"""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # run from anywhere, not installed

from argsoft.sweeps import logit_sweep, logit_sweeps

SHAPE = (3, 65)  # that of the sweep's outputs
LIMIT = 1e-3  # seconds that a page may spend on its sweep during a drag
REPEATS = 50
CALLS = 10
MANY = 200


def seconds(function: Callable[[], object]) -> float:
    """Measure the average time of one call."""
    start = perf_counter()
    for _ in range(CALLS):
        function()
    return (perf_counter() - start) / CALLS


def compare(ours: Callable[[], object], other: Callable[[], object]) -> tuple[float, float]:
    """Measure the median seconds of both, alternating."""
    for function in (ours, other):
        function()  # warm up
    pairs = [(seconds(ours), seconds(other)) for _ in range(REPEATS)]
    return median(first for first, _ in pairs), median(second for _, second in pairs)


def main() -> int:
    """Print a line per kind of sweep, and return 1 if one takes too long."""
    numbers = np.random.default_rng(0).uniform(-5, 5, SHAPE)
    rows = np.random.default_rng(1).uniform(-5, 5, (MANY, 3))
    kinds: dict[str, tuple[Callable[[], object], int]] = {
        "alone": (lambda: logit_sweep((1.43, -0.40, 0.23), 0), 1),
        f"of {MANY}": (lambda: logit_sweeps(rows, 0), MANY),
    }
    print(f"{'sweep':>8}{'it':>12}{f'exp of {SHAPE}':>20}{'ratio':>8}")
    slowest = 0.0
    for kind, (sweep, many) in kinds.items():
        total, floor = compare(sweep, partial(np.exp, numbers))
        time = total / many
        print(f"{kind:>8}{time * 1e3:>9.3f} ms{floor * 1e3:>17.4f} ms{time / floor:>8.1f}")
        slowest = max(slowest, time)
    return int(slowest > LIMIT)


if __name__ == "__main__":
    sys.exit(main())

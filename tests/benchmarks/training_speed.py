"""Time the training that a page shows: ``python tests/benchmarks/training_speed.py``.

It alternates with NumPy's bare products of matrices of the same sizes, two per step, so other load
on the machine slows both alike. Exits with code 1 if 500 steps take more than 60 milliseconds.
"""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # run from anywhere, not installed

from argsoft.gradients import Through
from argsoft.iris.data import MEASUREMENTS, SPECIES, standardize
from argsoft.iris.network import start
from argsoft.iris.training import train
from argsoft.validation import Floats

STEPS = 500
LIMIT = 60e-3  # seconds that a visitor may wait for a new run
REPEATS = 15
BOTH: tuple[Through, ...] = ("softmax", "argmax")


def seconds(function: Callable[[], object]) -> float:
    """Measure the time of one call."""
    begin = perf_counter()
    function()
    return perf_counter() - begin


def compare(ours: Callable[[], object], other: Callable[[], object]) -> tuple[float, float]:
    """Measure the median seconds of both, alternating."""
    for function in (ours, other):
        function()  # warm up
    pairs = [(seconds(ours), seconds(other)) for _ in range(REPEATS)]
    return median(first for first, _ in pairs), median(second for _, second in pairs)


def products(inputs: Floats, parameters: Floats) -> None:
    """Multiply the matrices that any training needs: forward and backward at every step."""
    back = np.ascontiguousarray(inputs.transpose())
    for _ in range(STEPS):
        back @ (inputs @ parameters)


def main() -> int:
    """Print a line per way, and return 1 if one takes too long."""
    petals, _ = standardize(MEASUREMENTS[:, 2:])
    network = start(2, rng=0)
    run = partial(train, petals, SPECIES, network, learning_rate=1.0, steps=STEPS)
    floor = partial(
        products,
        np.column_stack([petals, np.ones(len(petals))]),
        np.concatenate([network.weights, network.biases[np.newaxis]]),
    )
    print(f"{STEPS} steps, 150 flowers, 2 features")
    print(f"{'through':>9}{'training':>12}{'products':>12}{'ratio':>8}")
    slowest = 0.0
    for through in BOTH:
        training, bare = compare(partial(run, through=through), floor)
        print(f"{through:>9}{training * 1e3:>9.1f} ms{bare * 1e3:>9.2f} ms{training / bare:>8.1f}")
        slowest = max(slowest, training)
    return int(slowest > LIMIT)


if __name__ == "__main__":
    sys.exit(main())

"""What one training request costs the server: ``python tests/benchmarks/film_speed.py``.

Training both ways, the maps of all pictures, the figure and its JSON, each beside the bare matrix
products of one run in the same process. Ends with exit code 1 where all of it takes over 150 ms, or
the figure is over 1.5 MB.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # run from anywhere, not installed

from argsoft.figures.training import training_film
from argsoft.film import Film, film
from argsoft.iris import CLASS_NAMES, SPECIES
from argsoft.iris_training import train_on_irises
from argsoft.maps import map_range

PETALS, STEPS, TURNS = ("petal length", "petal width"), 500, 15
MOST_MS, MOST_BYTES = 150.0, 1_500_000


def milliseconds(work: Callable[[], object]) -> float:
    """Return the median time of some work."""
    times = []
    for _ in range(TURNS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return 1000 * median(times)


def main() -> int:
    """Measure, print, and return 1 where a limit is missed."""
    training = train_on_irises(PETALS, learning_rate=1.0, steps=STEPS, seed=0)
    weights = np.zeros((2, 3))

    def products() -> None:
        for _ in range(STEPS):
            training.inputs.transpose() @ (training.inputs @ weights)

    def filmed() -> Film:
        runs = (training.through_argmax, training.through_softmax)
        return film(*runs, training.standardization, map_range(2), map_range(3), at=STEPS)

    shown = filmed()

    def drawn() -> str:
        figure = training_film(
            shown,
            training.flowers,
            SPECIES,
            feature_names=PETALS,
            class_names=CLASS_NAMES,
            at=STEPS,
        )
        return str(figure.to_json(validate=False))

    parts = {
        "bare products of one run": milliseconds(products),
        "training both ways": milliseconds(
            lambda: train_on_irises(PETALS, learning_rate=1.0, steps=STEPS, seed=0)
        ),
        "the maps": milliseconds(filmed),
        "the figure and its JSON": milliseconds(drawn),
    }
    for name, value in parts.items():
        print(f"{name:28}{value:8.1f} ms")
    total = sum(list(parts.values())[1:])
    size = len(drawn())
    print(f"{'all of it':28}{total:8.1f} ms   at most {MOST_MS:.0f}")
    print(f"{'size':28}{size / 1e6:8.2f} MB   at most {MOST_BYTES / 1e6:.1f}")
    return int(total > MOST_MS or size > MOST_BYTES)


if __name__ == "__main__":
    sys.exit(main())

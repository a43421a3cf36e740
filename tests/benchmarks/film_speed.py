"""Time the film of a training on the server: ``python tests/benchmarks/film_speed.py``.

At the start of a drag or of the film, the page asks for a strip: the differences between all
pictures and sentences. This measures training both ways, the maps of all pictures, and the strip
with both, next to the bare matrix products of one run. Exits with code 1 if the strip takes over
150 ms or is over 150 kB.
"""

import logging
import runpy
import sys
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from statistics import median
from unittest.mock import patch

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # run from anywhere, not installed

from argsoft.iris.film import film
from argsoft.iris.regions import axis_range
from argsoft.iris.runs import Runs, train_both_ways
from argsoft.state.scenario import Scenario
from argsoft.ui.following import live, strips

PAGE = Path(__file__).resolve().parents[2] / "pages" / "use" / "training.py"
PETALS, STEPS, TURNS = ("petal length", "petal width"), 500, 15
MOST_MS = 150.0


def milliseconds(work: Callable[[], object]) -> float:
    """Measure the median time of some work."""
    times = []
    for _ in range(TURNS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return 1000 * median(times)


def picture_of_the_page() -> tuple[strips.Draw, live.Places]:
    """Find the function that draws the page's picture, and the places of its slider."""
    found: list[tuple[strips.Draw, live.Places]] = []

    def noted(draw: strips.Draw, places: live.Places) -> strips.Draw:
        found.append((draw, places))
        return lambda _: None

    with patch.object(live, "picture", noted):
        runpy.run_path(str(PAGE))
    return found[0]


def main() -> int:
    """Measure, print, and return 1 if a limit is missed."""
    logging.disable(logging.WARNING)  # Streamlit warns that each control runs without a browser
    draw, places = picture_of_the_page()
    seeds = count()
    weights = np.zeros((2, 3))

    def trained(seed: int = 0) -> Runs:
        return train_both_ways(PETALS, learning_rate=1.0, steps=STEPS, seed=seed)

    training = trained()

    def products() -> None:
        for _ in range(STEPS):
            training.inputs.transpose() @ (training.inputs @ weights)

    def filmed() -> object:
        runs = (training.through_argmax, training.through_softmax)
        return film(*runs, training.standardization, axis_range(2), axis_range(3), at=STEPS)

    def strip() -> str:
        scenario = Scenario(steps=str(STEPS), seed=next(seeds))  # a new training each time
        made: str = strips.moving(draw, scenario, "at", places(scenario))["strip"]
        return made

    size = max(len(strip()) for _ in range(3))
    parts = {
        "bare products of one run": milliseconds(products),
        "training both ways": milliseconds(trained),
        "the maps": milliseconds(filmed),
        "the strip, with both": milliseconds(strip),
    }
    for name, value in parts.items():
        print(f"{name:28}{value:8.1f} ms")
    total = parts["the strip, with both"]
    print(f"at most {MOST_MS:.0f} ms; {size / 1000:.0f} kB, at most {strips.MOST_BYTES / 1000:.0f}")
    return int(total > MOST_MS or not 0 < size * 3 / 4 <= strips.MOST_BYTES)


if __name__ == "__main__":
    sys.exit(main())

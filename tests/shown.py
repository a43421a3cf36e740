"""Print digests of all that the pages show of some trainings: ``python -m tests.shown``.

Equal digests mean equal numbers, to the last bit, and equal words. One more digest, of a training
by NumPy's own functions, does depend on the processor.
"""

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import NamedTuple

import numpy as np

from argsoft.iris import FEATURE_NAMES
from argsoft.iris.data import MEASUREMENTS, SPECIES, standardize
from argsoft.iris.film import film
from argsoft.iris.flowers import judge, least_certain
from argsoft.iris.network import start
from argsoft.iris.regions import DecisionRegions, axis_range, decision_regions
from argsoft.iris.runs import Runs, train_both_ways
from argsoft.iris.training import Run
from argsoft.state import results
from argsoft.state.scenario import Scenario
from argsoft.validation import Floats
from argsoft.wording import chart_tables, training
from argsoft.wording.iris import flower_sentence, network_sentence

STEPS = 500


class Setting(NamedTuple):
    """Arguments of a training besides its length."""

    across: str
    up: str
    rate: str
    seed: int


SETTINGS = (
    Setting("petal length", "petal width", "0.1", 0),
    Setting("petal length", "petal width", "1", 7),
    Setting("petal length", "petal width", "1000", 0),
    Setting("petal width", "sepal length", "1", 99),
    Setting("sepal length", "sepal width", "10", 1),
    Setting("sepal length", "sepal width", "1000", 42),
    Setting("sepal width", "sepal width", "10", 3),
    Setting("sepal width", "petal length", "1000", 5),
)


def digest(*parts: Floats | str) -> str:
    """Hash arrays and texts into a few letters."""
    found = sha256()
    for part in parts:
        if isinstance(part, str):
            found.update(part.encode())
        else:
            found.update(np.ascontiguousarray(part, "<f8").tobytes())
    return found.hexdigest()[:12]


def trained(setting: Setting) -> Runs:
    """Train both runs of a setting."""
    across, up, rate, seed = setting
    return train_both_ways((across, up), learning_rate=float(rate), steps=STEPS, seed=seed)


def everything(setting: Setting) -> str:
    """Hash all arrays and all words that the pages show of a training."""
    done = trained(setting)
    return digest(*_arrays(done, setting), *_words(done, setting))


def bare(setting: Setting) -> str:
    """Hash the same training by NumPy's own products, exponentials and sums."""
    features = [FEATURE_NAMES.index(name) for name in setting[:2]]
    inputs, _ = standardize(MEASUREMENTS[:, features])
    weights, biases = start(2, rng=setting.seed)
    wanted = np.eye(3)[SPECIES]
    for _ in range(STEPS):
        powers = np.exp(inputs @ weights + biases - (inputs @ weights + biases).max(1)[:, None])
        misses = powers / powers.sum(axis=1, keepdims=True) - wanted
        weights = weights - float(setting.rate) * (inputs.T @ misses) / len(inputs)
        biases = biases - float(setting.rate) * misses.mean(axis=0)
    return digest(weights, biases)


def _arrays(done: Runs, setting: Setting) -> Iterator[Floats]:
    """Yield all arrays drawn: both runs, the film and the map of the trained network."""
    features = (FEATURE_NAMES.index(setting.across), FEATURE_NAMES.index(setting.up))
    runs: list[Run] = [done.through_argmax, done.through_softmax]
    for run in runs:
        yield from (run.losses, run.accuracies, run.gradient_norms, run.weights, run.biases)
    ranges = (axis_range(features[0]), axis_range(features[1]))
    pictures = film(done.through_argmax, done.through_softmax, done.standardization, *ranges, at=21)
    yield from (pictures.steps.astype(float), pictures.x_values, pictures.y_values)
    yield from (side.winners.astype(float) for side in pictures[3:])
    shown = _map(done, features)
    yield from (shown.x_values, shown.y_values, shown.grid.winners.astype(float), *shown.areas)


def _map(done: Runs, features: tuple[int, int]) -> DecisionRegions:
    network = done.through_softmax.network_after(STEPS)
    return decision_regions(network, features, standardization=done.standardization)


def _words(done: Runs, setting: Setting) -> Iterator[str]:
    """Yield all texts: sentences, tables and the lists of flowers."""
    scenario = Scenario(**setting._asdict(), steps=str(STEPS), flower=84)
    judged = judge(done.through_softmax.network_after(STEPS), done.inputs)
    yield from training.sentences(scenario, done)
    yield training.classified(judged, STEPS)
    yield str(least_certain(judged).tolist())
    for table in (
        chart_tables.training(done, training.headings(scenario)),
        chart_tables.iris(done.flowers, judged, (setting.across, setting.up)),
    ):
        _, *rows = table
        yield str(rows)
    one = judge(done.through_softmax.network_after(STEPS), done.inputs[83:84])
    yield flower_sentence(scenario, done.flowers[83].tolist(), one, 1)
    yield network_sentence(scenario, results.flower(scenario, done))


if __name__ == "__main__":
    shown = {" ".join(map(str, each)): everything(each) for each in SETTINGS}
    print(json.dumps({"shown": shown, "bare": bare(SETTINGS[2])}))

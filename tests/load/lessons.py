"""Actions of a class on each page, and the numbers that charts must show afterwards."""

import base64
import functools
import json
import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple
from urllib.parse import urlencode

import numpy as np

from argsoft.figures.film import LOSS_TOP
from argsoft.figures.strips import DECIMALS
from argsoft.gradients import cross_entropy_gradient, softmax_jacobian
from argsoft.iris.flowers import judge
from argsoft.iris.runs import Runs, train_both_ways
from argsoft.softmax import softmax
from argsoft.state.draws import drawn
from argsoft.state.results import answers_to_list
from argsoft.state.scenario import BOUNDS, BUILDER, LOGIT_FIELDS, ROUND_FIELDS, Scenario
from argsoft.ui.inputs.controls import LOGARITHMIC

Expected = Callable[[Scenario], Mapping[str, Any]]


class Lesson(NamedTuple):
    """What students do on a page.

    Attributes
    ----------
    link : str
        Path of the page, with its query.
    fields : tuple of str
        Fields of the controls to move.
    expected : callable
        Takes a scenario and returns the numbers that charts must hold, by key of the chart.
    """

    link: str
    fields: tuple[str, ...]
    expected: Expected

    def draw(self, rng: random.Random, scenario: Scenario) -> tuple[str, float, Scenario]:
        """Draw a field and a new value for it; return both and the resulting scenario."""
        field = rng.choice(self.fields)
        low, high, step = BOUNDS[field]
        high = min(high, int(scenario.steps)) if field == "at" else high
        value = low + step * rng.randrange(round((high - low) / step) + 1)
        if field in LOGARITHMIC:
            value = rng.choice(LOGARITHMIC[field].stops)
        value = value if BOUNDS[field].whole else round(value, 10)
        changed: dict[str, Any] = {field: value}
        return field, value, replace(scenario, **changed)

    def stands(self, scenario: Scenario, charts: Mapping[str, str]) -> bool:
        """Return whether charts hold the numbers of a scenario."""
        return all(
            _holds(charts.get(f"chart_{name}"), wanted)
            for name, wanted in self.expected(scenario).items()
        )


def _holds(figure: str | None, wanted: Any) -> bool:  # noqa: ANN401 - numbers of any shape
    """Return whether the traces of a figure contain all of some numbers."""
    if figure is None:
        return False
    here = _numbers(json.loads(figure)["data"])
    is_near = functools.partial(np.isclose, here, rtol=0, atol=0.51 * 10**-DECIMALS)
    return bool(here.size) and all(is_near(each).any() for each in np.ravel(wanted))


def _numbers(value: Any) -> Any:  # noqa: ANN401 - any part of a figure
    """Collect all numbers in a part of a figure, whether plain or packed as base64."""
    match value:
        case {"bdata": str(data), "dtype": str(kind)}:
            return np.frombuffer(base64.b64decode(data), dtype=kind).astype(float)
        case dict():
            parts = [_numbers(each) for each in value.values()]
        case list():
            parts = [_numbers(each) for each in value]
        case bool() | str() | None:
            parts = []
        case _:
            parts = [np.array([value], dtype=float)]
    return np.concatenate([np.empty(0), *parts])


def _shares(*charts: str) -> Expected:
    """Expect softmax of the three logits in some charts."""
    return lambda scenario: dict.fromkeys(charts, softmax(scenario.logits))


def _slope(scenario: Scenario) -> Mapping[str, Any]:
    share = softmax(scenario.logits, temperature=scenario.temperature)[0]
    return {"curves": [share, share * (1 - share) / scenario.temperature]}


def _all_draws(scenario: Scenario) -> Mapping[str, Any]:
    made = drawn(scenario)
    return {"all_draws": np.concatenate([made.probabilities, made.frequencies])}


def _listed(scenario: Scenario) -> Mapping[str, Any]:
    both = answers_to_list(scenario)
    return {"any_softmax": both.shares, "any_argmax": both.one_hot}


def _loss(scenario: Scenario) -> Mapping[str, Any]:
    training = _training(scenario.steps)
    step = min(scenario.at, int(scenario.steps))
    losses = [run.losses[step] for run in (training.through_argmax, training.through_softmax)]
    return {"film": [step, *np.minimum(losses, LOSS_TOP)]}


def _flower(scenario: Scenario) -> Mapping[str, Any]:
    training = _training(scenario.steps)
    place = training.flowers[scenario.flower - 1]
    network = training.through_softmax.network_after(int(scenario.steps))
    logits = judge(network, [training.standardization.apply(place)]).logits[0]
    return {"mark_argmax": place, "mark_softmax": place, "picked_softmax": softmax(logits)}


@functools.cache
def _training(steps: str) -> Runs:
    features = ("petal length", "petal width")
    return train_both_ways(features, learning_rate=1.0, steps=int(steps), seed=Scenario().seed)


LESSONS: Mapping[str, Lesson] = {
    "playground": Lesson("", LOGIT_FIELDS, _shares("softmax")),
    "step_by_step": Lesson("step_by_step?stage=all", LOGIT_FIELDS, _shares("working_0")),
    "flat_or_smooth": Lesson("flat_or_smooth", (*LOGIT_FIELDS, "temperature"), _slope),
    "derivatives": Lesson(
        "derivatives", LOGIT_FIELDS, lambda s: {"softmax_slopes": softmax_jacobian(s.logits)}
    ),
    "chain_rule": Lesson(
        "chain_rule", LOGIT_FIELDS, lambda s: {"gradient": cross_entropy_gradient(s.logits, 2)}
    ),
    "training": Lesson("training", ("at",), _loss),
    "iris": Lesson("iris", ("flower",), _flower),
    "any_outputs": Lesson("any_outputs", ("temperature",), _listed),
    "sample": Lesson("sample", (*LOGIT_FIELDS, "temperature"), _all_draws),
    "predict": Lesson(
        "predict?round=3", ROUND_FIELDS, lambda s: {"guess_softmax": softmax(s.round_logits)}
    ),
    "teach": Lesson(f"teach?{urlencode({'topic': BUILDER})}", LOGIT_FIELDS, lambda _: {}),
}
MINIMAL = Lesson("", LOGIT_FIELDS, _shares("softmax"))

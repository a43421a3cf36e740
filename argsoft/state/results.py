"""Results for a scenario, shared by each page and its words."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain, groupby, starmap
from operator import attrgetter
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

import numpy as np

from argsoft.answers import LOG_10, Answers, Verdict, answers, verdicts
from argsoft.gradients import (
    Descent,
    Step,
    Through,
    argmax_jacobian,
    checked_way,
    descent,
    descent_step,
    softmax_jacobian,
)
from argsoft.iris import CLASS_NAMES, FEATURE_NAMES
from argsoft.iris.data import MEASUREMENTS, SPECIES
from argsoft.iris.flowers import Judged, judge
from argsoft.iris.held_out import HeldOut
from argsoft.iris.held_out import held_out as predicted_unseen
from argsoft.iris.network import Network, in_own_units, start
from argsoft.iris.runs import Runs, train_both_ways
from argsoft.losses import Loss, loss_parts, smoothed_target
from argsoft.softmax import log_softmax, sigmoid, softmax
from argsoft.state.outputs import parse_outputs
from argsoft.state.scenario import (
    ADD,
    BREAK,
    CROSS_ENTROPY,
    LOGIT,
    MISTAKES,
    SORTED,
    SQUARED_ERROR,
    STRAIGHT_THROUGH,
    THIS_CLASS,
    TWICE,
    TWO_FLOWERS,
    USUAL,
    WHY,
    YOUR_OWN,
    Scenario,
    class_index,
)
from argsoft.sweeps import LogitSweep, Nudge, logit_sweeps, nudge, steepest
from argsoft.uncertainty import Reliability, reliability
from argsoft.validation import Floats
from argsoft.workings import LARGEST_SUBTRACTED, Working, worked

SURER = 3.0  # a more confident network multiplies all its logits by this

STEPS_AHEAD = 10
STEP_SETTINGS = ("target", "smoothing", "learning_rate", "through", "loss")  # besides the logits

BINS = 10  # of the confidence in held-out flowers


OTHER_FLOWER = (1.0, 3.0, 3.0)  # added for another flower: Setosa's logit rises, its share falls


# The core's name of each loss; None for the usual one of the output function.
LOSSES: Mapping[str, Loss | None] = MappingProxyType(
    {USUAL: None, CROSS_ENTROPY: "cross-entropy", SQUARED_ERROR: "squared error"}
)


Result = TypeVar("Result")


def compared(scenario: Scenario) -> tuple[Working, ...]:
    """Compute the working, or the two workings to compare, for a part of Step by step.

    Parameters
    ----------
    scenario : Scenario
        Its `part` selects what to compare; the fields of that part say how.

    Examples
    --------
    >>> plain, shifted = compared(Scenario(part="add", shift=2.0))
    >>> round(plain.total, 2), round(shifted.total, 2)
    (6.11, 45.13)
    """
    logits = np.array(scenario.logits)
    if scenario.part == ADD:
        return worked(logits), worked(logits + scenario.shift)
    if scenario.part == BREAK:
        large, precision = logits * scenario.factor, scenario.precision
        stable = worked(large, way=LARGEST_SUBTRACTED, precision=precision)
        return worked(large, precision=precision), stable
    if scenario.part == WHY:
        shifted = logits + scenario.shift
        return worked(shifted), worked(shifted, way=scenario.instead)
    if scenario.part == MISTAKES:
        return worked(logits), worked(_mistaken(logits, scenario.mistake))
    return (worked(logits),)


def _mistaken(logits: Floats, mistake: str) -> Floats:
    """Compute the logits that illustrate a common mistake."""
    if mistake == TWICE:
        return softmax(logits)
    if mistake == TWO_FLOWERS:
        return np.add(logits, OTHER_FLOWER)
    return np.multiply(logits, SURER)


def answers_to_list(scenario: Scenario) -> Answers:
    """Compute argmax and softmax of the list of raw outputs, in the chosen order.

    Parameters
    ----------
    scenario : Scenario
        Provides the list, the temperature and the order.

    Examples
    --------
    >>> answers_to_list(Scenario(outputs="cat: 1, dog: 2", order="largest_first")).names
    ('dog', 'cat')
    """
    outputs = parse_outputs(scenario.outputs)
    return answers(
        outputs.names,
        outputs.logits,
        temperature=scenario.temperature,
        largest_first=scenario.order == SORTED,
    )


class Alone(NamedTuple):
    """The probability of each class on its own: sigmoid of its logit.

    Attributes
    ----------
    shares : ndarray of float64, shape (K,)
        Probabilities, which need not sum to 1.
    exponents : ndarray of float64, shape (K,)
        Their base-10 logarithms, accurate even where a probability rounds to 0.
    """

    shares: Floats
    exponents: Floats


def alone(scenario: Scenario, both: Answers) -> Alone:
    """Compute sigmoid of each logit of the list, in the order of both answers.

    Parameters
    ----------
    scenario : Scenario
        Provides the temperature.
    both : Answers
        The result of `answers_to_list`.

    Examples
    --------
    >>> scenario = Scenario(outputs="cat: 2.4, dog: 2.1", temperature=2.0)
    >>> alone(scenario, answers_to_list(scenario)).shares.round(2)
    array([0.77, 0.74])
    """
    temperature = scenario.temperature
    against_zero = np.stack([both.logits, np.zeros_like(both.logits)])
    exponents = log_softmax(against_zero, axis=0, temperature=temperature)[0] / LOG_10
    return Alone(sigmoid(both.logits, temperature=temperature), exponents)


def watched(scenario: Scenario) -> Sequence[int]:
    """List the classes whose outputs to draw as one logit moves.

    Examples
    --------
    >>> watched(Scenario(moving="Virginica")), list(watched(Scenario(watch="all_three")))
    ([2], [0, 1, 2])
    """
    if scenario.watch == THIS_CLASS:
        return [class_index(scenario.moving)]
    return range(len(CLASS_NAMES))


class Answered(NamedTuple):
    """Argmax's and softmax's answers to three logits."""

    scenario: Scenario
    verdict: Verdict


def answered(scenarios: Sequence[Scenario]) -> list[Answered]:
    """Compute argmax and softmax of the three logits of each scenario.

    Examples
    --------
    >>> answered([Scenario(setosa=0.23)])[0].verdict.leaders
    (0, 2)
    """
    return _together(scenarios, ("temperature",), _answered)


def _answered(scenarios: Sequence[Scenario], logits: Floats) -> Iterable[Answered]:
    """Compute both answers to many rows at the same temperature."""
    return map(Answered, scenarios, verdicts(logits, scenarios[0].temperature))


class Along(NamedTuple):
    """What one logit does to the outputs.

    Attributes
    ----------
    scenario : Scenario
        The visitor's settings.
    sweep : LogitSweep
        The outputs as that logit moves.
    nudge : Nudge
        The changes of the outputs after a nudge of it.
    steepest : float
        Where softmax's output of its class is steepest.
    """

    scenario: Scenario
    sweep: LogitSweep
    nudge: Nudge
    steepest: float


def along(scenarios: Sequence[Scenario]) -> list[Along]:
    """Sweep and nudge the chosen logit of each scenario.

    Examples
    --------
    >>> (each,) = along([Scenario(moving="Virginica")])
    >>> each.sweep.jump, each.nudge.softmax.round(3), round(each.steepest, 2)
    (1.43, array([-0.015, -0.002,  0.017]), 1.58)
    """
    return _together(scenarios, ("moving", "temperature"), _along)


def _along(scenarios: Sequence[Scenario], logits: Floats) -> Iterable[Along]:
    """Sweep and nudge the same logit of many rows."""
    moving, temperature = class_index(scenarios[0].moving), scenarios[0].temperature
    sweeps = logit_sweeps(logits, moving, temperature=temperature)
    nudges = map(Nudge, *nudge(logits, moving, temperature=temperature))
    peaks = steepest(logits, moving, temperature=temperature).tolist()
    return map(Along, scenarios, sweeps, nudges, peaks)


def _together(
    scenarios: Sequence[Scenario],
    settings: Sequence[str],
    compute: Callable[[Sequence[Scenario], Floats], Iterable[Result]],
) -> list[Result]:
    """Compute the results of neighbours with the same settings from all their logits at once."""
    groups = groupby(scenarios, attrgetter(*settings))
    alike = [list(group) for _, group in groups]
    logits = [np.array([each.logits for each in group]) for group in alike]
    return list(chain.from_iterable(map(compute, alike, logits)))


def target(scenario: Scenario) -> Floats:
    """Compute what the outputs should be: the true class, with smoothing if any.

    Examples
    --------
    >>> target(Scenario(target="Setosa", smoothing=0.3)).round(2)
    array([0.8, 0.1, 0.1])
    """
    return _target(class_index(scenario.target), scenario.smoothing)


@lru_cache(maxsize=8)
def _target(true_class: int, smoothing: float) -> Floats:
    wanted = smoothed_target(true_class, len(CLASS_NAMES), smoothing)
    wanted.setflags(write=False)
    return wanted


def loss(scenario: Scenario) -> Loss:
    """Look up the loss of the chain rule.

    Examples
    --------
    >>> loss(Scenario()), loss(Scenario(through="argmax"))
    ('cross-entropy', 'squared error')
    """
    return checked_way(scenario.through, LOSSES[scenario.loss])[1]


def step(scenario: Scenario) -> Step:
    """Take one step of gradient descent on the logits, and keep the factors of the chain rule.

    Examples
    --------
    >>> step(Scenario(through="argmax")).links.loss_by_logit
    array([0., 0., 0.])
    """
    return descent_step(scenario.logits, target(scenario), **_descending(scenario))


class Learning(NamedTuple):
    """How three logits learn.

    Attributes
    ----------
    scenario : Scenario
        The visitor's settings.
    step : Step
        One step of gradient descent, with the factors of the chain rule.
    parts : ndarray of float64, shape (K,)
        What each output contributes to the loss.
    ahead : Descent
        The next `STEPS_AHEAD` steps.
    """

    scenario: Scenario
    step: Step
    parts: Floats
    ahead: Descent


def learning(scenarios: Sequence[Scenario]) -> list[Learning]:
    """Take steps of gradient descent on the logits of each scenario.

    Examples
    --------
    >>> (each,) = learning([Scenario()])
    >>> each.step.links.loss_by_logit.round(2), each.parts.round(2)
    (array([ 0.68,  0.11, -0.79]), array([0.  , 0.  , 1.58]))
    >>> each.ahead.losses[:3].round(2)
    array([1.58, 0.68, 0.36])
    """
    return _together(scenarios, STEP_SETTINGS, _learning)


def _learning(scenarios: Sequence[Scenario], logits: Floats) -> Iterable[Learning]:
    """Take steps on many rows with the same settings."""
    first = scenarios[0]
    wanted, descending = target(first), _descending(first)
    steps = descent_step(logits, wanted, **descending)
    parts = loss_parts(steps.links.outputs, wanted, loss=loss(first))
    ahead = descent(logits, wanted, steps=STEPS_AHEAD, **descending)
    paths = zip(ahead.losses.swapaxes(0, 1), ahead.logits.swapaxes(0, 1), strict=True)
    return map(Learning, scenarios, steps.each(), parts, starmap(Descent, paths))


def _descending(scenario: Scenario) -> dict[str, Any]:
    """List the arguments of gradient descent on the logits."""
    return {
        "learning_rate": scenario.learning_rate,
        "through": scenario.through,
        "loss": loss(scenario),
        "bounds": LOGIT[:2],
    }


class Slopes(NamedTuple):
    """The Jacobians of both functions, shape (K, K) each."""

    scenario: Scenario
    smooth: Floats
    flat: Floats


def slopes(scenarios: Sequence[Scenario]) -> list[Slopes]:
    """Compute the Jacobians of softmax and argmax for each scenario.

    Examples
    --------
    >>> (each,) = slopes([Scenario()])
    >>> each.smooth[0].round(2), each.flat[0]
    (array([ 0.22, -0.08, -0.14]), array([0., 0., 0.]))
    """
    logits = np.array([each.logits for each in scenarios])
    return list(map(Slopes, scenarios, softmax_jacobian(logits), argmax_jacobian(logits)))


def runs(scenario: Scenario) -> Runs:
    """Train the scenario's network both ways. This takes milliseconds: keep the result.

    Examples
    --------
    >>> runs(Scenario(steps="50")).through_softmax.steps
    50
    """
    return train_both_ways(
        (scenario.across, scenario.up),
        learning_rate=float(scenario.rate),
        steps=int(scenario.steps),
        seed=scenario.seed,
        loss=LOSSES[scenario.loss],
        hard=hard_way(scenario),
    )


def hard_way(scenario: Scenario) -> Through:
    """Look up how the training beside softmax's goes.

    Examples
    --------
    >>> hard_way(Scenario())
    'argmax'
    """
    return "straight-through" if scenario.versus == STRAIGHT_THROUGH else "argmax"


def held_out(scenario: Scenario) -> HeldOut:
    """Predict each flower by a network that was trained without it, five-fold. Keep the result.

    Examples
    --------
    >>> unseen = held_out(Scenario(seed=0))
    >>> int((unseen.logits.argmax(axis=1) == SPECIES).sum())
    143
    """
    features = [FEATURE_NAMES.index(name) for name in (scenario.across, scenario.up)]
    return predicted_unseen(
        MEASUREMENTS[:, features],
        SPECIES,
        start(2, rng=scenario.seed),
        learning_rate=float(scenario.rate),
        steps=int(scenario.steps),
        rng=np.random.default_rng(scenario.seed),
    )


def counted(scenario: Scenario, unseen: HeldOut) -> Reliability:
    """Compare how confident the answers to held-out flowers are with how often they are correct.

    Examples
    --------
    >>> scenario = Scenario(seed=0, temperature=4.0)
    >>> round(counted(scenario, held_out(scenario)).expected_calibration_error, 3)
    0.295
    """
    return reliability(unseen.probabilities(temperature=scenario.temperature), SPECIES, BINS)


class Flower(NamedTuple):
    """The selected flower.

    Attributes
    ----------
    place : tuple of float, length 2
        Its two measurements, in cm.
    true_class : int or None
        Its class; None if unknown.
    judged : Judged
        Predictions of the network trained through softmax.
    network : Network
        That network, for measurements in cm.
    """

    place: tuple[float, ...]
    true_class: int | None
    judged: Judged
    network: Network


def flower(scenario: Scenario, trained: Runs) -> Flower:
    """Classify the selected flower: one of the 150, or the visitor's own.

    Parameters
    ----------
    scenario : Scenario
        Selects the flower and the two features.
    trained : Runs
        Result of `runs` for this scenario.

    Examples
    --------
    >>> scenario = Scenario()
    >>> flower(scenario, runs(scenario))[:2]
    ((5.1, 1.6), 1)
    """
    if scenario.whose == YOUR_OWN:
        names = (scenario.across.replace(" ", "_"), scenario.up.replace(" ", "_"))
        place, true_class = tuple(getattr(scenario, name) for name in names), None
    else:
        place = tuple(trained.flowers[scenario.flower - 1].tolist())
        true_class = int(SPECIES[scenario.flower - 1])
    network = trained.through_softmax.network_after(int(scenario.steps))
    judged = judge(network, [trained.standardization.apply(place)])
    return Flower(place, true_class, judged, in_own_units(network, trained.standardization))

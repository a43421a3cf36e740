"""How training goes through argmax and through softmax, in words."""

import math

from argsoft.iris.data import SPECIES
from argsoft.iris.flowers import Judged
from argsoft.iris.network import accuracy
from argsoft.iris.runs import Runs
from argsoft.iris.training import Run
from argsoft.selection import argmax
from argsoft.state import results
from argsoft.state.scenario import Scenario
from argsoft.wording.numerals import percent, quantity

FILM = "Two trainings side by side: the map of answers above, the loss below, step by step"
TABLE = "True class against answer"
CONFUSION = "Table: how many flowers of each class were given which answer"
TRAIN, PAUSE = "Train", "Pause"
ANOTHER_START = "Train from another start"
CLASSIFY = "Now classify: argmax takes over"


def sentences(scenario: Scenario, runs: Runs | None = None) -> tuple[str, ...]:
    """Describe the film: what training through argmax and through softmax achieves.

    Parameters
    ----------
    scenario : Scenario
        The visitor's settings.
    runs : Runs, optional
        The result of `argsoft.state.results.runs`, computed if not given.

    Examples
    --------
    >>> print(sentences(Scenario())[1])
    **Through softmax**, from the very same start, the loss falls from 1.08 to 0.11, and 95% of \
the answers are right.
    """
    runs = runs or results.runs(scenario)
    return vain(runs), fruitful(runs)


def vain(runs: Runs) -> str:
    """Say what training through argmax achieves.

    Examples
    --------
    >>> from argsoft.iris.runs import train_both_ways
    >>> petals = ("petal length", "petal width")
    >>> print(vain(train_both_ways(petals, learning_rate=1.0, steps=200, seed=0)))
    **Through argmax** the gradient is 0 at every one of 200 steps. Nothing moves: the loss is \
2.00 before and after, and 0% of the answers are right.
    """
    run = runs.through_argmax
    if any(math.isnan(each) for each in run.gradient_norms):
        gradient = "there is no gradient, since two raw outputs tie."
    else:
        steepest = quantity(float(run.gradient_norms.max()))
        gradient = f"the gradient is {steepest} at every one of {run.steps} steps."
    return (
        f"**Through argmax** {gradient} Nothing moves: the loss is {_loss(run, -1)} before and "
        f"after, and {_right(run)} of the answers are right."
    )


def fruitful(runs: Runs) -> str:
    """Say what training through softmax achieves from the same start.

    Examples
    --------
    >>> from argsoft.iris.runs import train_both_ways
    >>> petals = ("petal length", "petal width")
    >>> print(fruitful(train_both_ways(petals, learning_rate=1.0, steps=200, seed=0)))
    **Through softmax**, from the very same start, the loss falls from 1.08 to 0.11, and 95% of \
the answers are right.
    >>> print(fruitful(train_both_ways(petals, learning_rate=1000.0, steps=200, seed=0)))
    **Through softmax** the steps are too long now: they overshoot, and the loss leaps about, from \
1.08 at the start to 1.47 at the end. It never settles, so where it stops says nothing. Choose a \
lower learning rate.
    """
    run = runs.through_softmax
    first, last = _loss(run, 0), _loss(run, -1)
    if run.diverged:
        return (
            f"**Through softmax** the steps are too long now: they overshoot, and the loss leaps "
            f"about, from {first} at the start to {last} at the end. It never settles, so where it "
            "stops says nothing. Choose a lower learning rate."
        )
    rose = "" if not run.rises else f", though it rose {run.rises} times on the way"
    return (
        f"**Through softmax**, from the very same start, the loss falls from {first} to {last}"
        f"{rose}, and {_right(run)} of the answers are right."
    )


def classified(judged: Judged, step: int) -> str:
    """Say how often argmax is right after training, from raw outputs and probabilities alike.

    Examples
    --------
    >>> from argsoft.iris.flowers import judge
    >>> from argsoft.iris.runs import train_both_ways
    >>> petals = ("petal length", "petal width")
    >>> runs = train_both_ways(petals, learning_rate=1.0, steps=200, seed=0)
    >>> network = runs.through_softmax.network_after(200)
    >>> print(classified(judge(network, runs.inputs), 200))
    After step 200 argmax answers for each flower, and is right for 143 of 150 (95%). Take \
argmax of the raw outputs or of the probabilities: they agree for 150 of 150, since softmax keeps \
the order.
    """
    share = accuracy(SPECIES, judged.answers)
    agree = int((argmax(judged.probabilities) == judged.answers).sum())
    return (
        f"After step {step} argmax answers for each flower, and is right for "
        f"{round(share * len(SPECIES))} of {len(SPECIES)} ({percent(share)}). "
        f"Take argmax of the raw outputs or of the probabilities: they agree for {agree} of "
        f"{len(SPECIES)}, since softmax keeps the order."
    )


def _loss(run: Run, step: int) -> str:
    """Format the loss after a step."""
    return quantity(float(run.losses[step]))


def _right(run: Run) -> str:
    """Format the accuracy at the end."""
    return percent(float(run.accuracies[-1]))

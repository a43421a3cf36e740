"""How training goes through argmax and through softmax, in words."""

import math

from argsoft.gradients import Through, checked_way
from argsoft.iris.data import SPECIES
from argsoft.iris.flowers import Judged
from argsoft.iris.network import accuracy
from argsoft.iris.runs import Runs
from argsoft.iris.training import Run
from argsoft.language import N_, plural
from argsoft.language import translate as _
from argsoft.losses import Loss
from argsoft.selection import argmax
from argsoft.state import results
from argsoft.state.scenario import Scenario
from argsoft.wording.labels import option_label
from argsoft.wording.numerals import decimals, percent, quantity
from argsoft.wording.phrases import loss_name, loss_title

TRAIN, PAUSE = N_("Train"), N_("Pause")
ANOTHER_START = N_("Another random seed")
# Labels in the film, with places for its numbers.
ACCURACY, GRADIENT = N_("accuracy: {accuracy}"), N_("gradient {length}")
STEP = N_("step {step} of {last}")


def charts() -> tuple[str, str]:
    """Name the film and the confusion matrix for screen readers."""
    return (
        _("Two trainings side by side: the map of predictions above, the loss below, by step"),
        _("Confusion matrix: how many flowers of each class were predicted as which class"),
    )


def headings(scenario: Scenario) -> tuple[str, str]:
    """Name both trainings.

    Examples
    --------
    >>> headings(Scenario()), headings(Scenario(versus="straight_through"))
    (('Argmax', 'Softmax'), ('Straight-through', 'Softmax'))
    """
    hard = _("Straight-through") if results.hard_way(scenario) != "argmax" else _("Argmax")
    return hard, _("Softmax")


def losses(scenario: Scenario) -> tuple[Loss, Loss]:
    """Look up the loss of both trainings.

    Examples
    --------
    >>> losses(Scenario()), losses(Scenario(loss="squared_error"))
    (('squared error', 'cross-entropy'), ('squared error', 'squared error'))
    """
    chosen = results.LOSSES[scenario.loss]
    ways: tuple[Through, Through] = (results.hard_way(scenario), "softmax")
    first, second = (checked_way(way, chosen)[1] for way in ways)
    return first, second


def loss_titles(scenario: Scenario) -> tuple[str, str]:
    """Title the loss of both trainings.

    Examples
    --------
    >>> loss_titles(Scenario())
    ('Squared error', 'Cross-entropy')
    """
    first, second = losses(scenario)
    return loss_title(first), loss_title(second)


def axes(scenario: Scenario) -> tuple[str, str]:
    """Title the axes of the maps.

    Examples
    --------
    >>> axes(Scenario())
    ('petal length (cm)', 'petal width (cm)')
    """
    across, up = (
        _("{feature} (cm)").format(feature=option_label(field, getattr(scenario, field)))
        for field in ("across", "up")
    )
    return across, up


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
    **Through softmax**, from the same start, cross-entropy goes from 1.10 to 0.11 at step 200, \
and accuracy from 33% to 95%.
    """
    runs = runs or results.runs(scenario)
    return hard_sentence(scenario, runs), softmax_sentence(scenario, runs)


def hard_sentence(scenario: Scenario, runs: Runs) -> str:
    """Say what training through argmax achieves, or straight through it.

    Examples
    --------
    >>> def said(**settings: object) -> None:
    ...     scenario = Scenario(**settings)
    ...     print(hard_sentence(scenario, results.runs(scenario)))
    >>> said()
    **Through argmax** the gradient is always 0. Nothing moves: squared error stays at 1.33, \
accuracy at 33%.
    >>> said(loss="cross_entropy")
    **Through argmax** the cross-entropy is infinite: it takes ln of 0 wherever argmax is wrong. \
There is no gradient, and nothing moves. Choose squared error.
    >>> said(versus="straight_through")
    **Straight-through** computes the loss from argmax (forward), and the gradient with softmax’s \
slope in place of argmax’s 0 (backward). So it learns: squared error goes from 1.33 to 0.09 at \
step 200, and accuracy from 33% to 95%. PyTorch’s gumbel_softmax(hard=True) does this, with noise \
added.
    """
    run, loss = runs.through_argmax, losses(scenario)[0]
    words = _numbers(run, loss)
    if results.hard_way(scenario) == "argmax":
        return _argmax_message(run).format(**words)
    if math.isinf(run.losses[0]):
        return _(
            "**Straight-through** computes the loss from argmax. Wherever that is wrong, "
            "cross-entropy takes ln of 0 and is infinite. There is no gradient, and nothing moves. "
            "Choose squared error."
        )
    if run.diverged:
        return _(
            "**Straight-through** computes the loss from argmax (forward), and the gradient with "
            "softmax’s slope in place of argmax’s 0 (backward). The learning rate is too high "
            "here: the loss ({loss}) oscillates, from {first} at the start to {last} at the end."
        ).format(**words)
    return _(
        "**Straight-through** computes the loss from argmax (forward), and the gradient with "
        "softmax’s slope in place of argmax’s 0 (backward). So it learns: {loss} goes from "
        "{first} to {last} at step {steps}, and accuracy from {before} to {after}. PyTorch’s "
        "gumbel_softmax(hard=True) does this, with noise added."
    ).format(**words)


def _argmax_message(run: Run) -> str:
    """Choose the message on the training through argmax."""
    if math.isinf(run.losses[0]):
        return _(
            "**Through argmax** the cross-entropy is infinite: it takes ln of 0 wherever argmax "
            "is wrong. There is no gradient, and nothing moves. Choose squared error."
        )
    if any(math.isnan(each) for each in run.gradient_norms):
        return _(
            "**Through argmax** there is no gradient, since two logits tie. Nothing moves: "
            "{loss} stays at {last}, accuracy at {after}."
        )
    return _(
        "**Through argmax** the gradient is always {steepest}. Nothing moves: {loss} stays at "
        "{last}, accuracy at {after}."
    )


def softmax_sentence(scenario: Scenario, runs: Runs) -> str:
    """Say what training through softmax achieves from the same start.

    Examples
    --------
    >>> def said(**settings: object) -> None:
    ...     scenario = Scenario(**settings)
    ...     print(softmax_sentence(scenario, results.runs(scenario)))
    >>> said(loss="squared_error")
    **Through softmax**, from the same start, squared error goes from 0.67 to 0.06 at step 200, \
and accuracy from 33% to 95%.
    >>> said(rate="1000")
    **Through softmax** the learning rate is too high here: the steps overshoot, and the loss \
(cross-entropy) oscillates, from 1.10 at the start to 2.93 at the end. Choose a lower one.
    """
    run = runs.through_softmax
    words = _numbers(run, losses(scenario)[1])
    if run.diverged:
        return _(
            "**Through softmax** the learning rate is too high here: the steps overshoot, and the "
            "loss ({loss}) oscillates, from {first} at the start to {last} at the end. Choose a "
            "lower one."
        ).format(**words)
    if not run.rises:
        return _(
            "**Through softmax**, from the same start, {loss} goes from {first} to {last} at step "
            "{steps}, and accuracy from {before} to {after}."
        ).format(**words)
    return plural(
        "**Through softmax**, from the same start, {loss} goes from {first} to {last} at step "
        "{steps}, though it rises at {count} step, and accuracy from {before} to {after}.",
        "**Through softmax**, from the same start, {loss} goes from {first} to {last} at step "
        "{steps}, though it rises at {count} steps, and accuracy from {before} to {after}.",
        run.rises,
    ).format(count=run.rises, **words)


def key(scenario: Scenario) -> str:
    """Explain the shapes on the maps, and the axes below if they show different losses.

    Examples
    --------
    >>> key(Scenario()).endswith("compare which falls.")
    True
    >>> key(Scenario(loss="squared_error")).endswith("prediction.")
    True
    """
    shapes = _("Filled: true class. Hollow: prediction.")
    first, second = losses(scenario)
    if first == second:
        return shapes
    apart = _("Each has its usual loss: compare which falls.")
    return f"{shapes} {apart}"


def classified(judged: Judged, step: int) -> str:
    """Say how often argmax is right after training, from logits and probabilities alike.

    Examples
    --------
    >>> from argsoft.iris.flowers import judge
    >>> runs = results.runs(Scenario())
    >>> print(classified(judge(runs.through_softmax.network_after(200), runs.inputs), 200))
    **Now classify with argmax**: one answer, no gradient needed. After step 200 through \
softmax, 143 of 150 answers are correct (95%). Probabilities agree for 150 of 150: softmax keeps \
the order.
    """
    share = accuracy(SPECIES, judged.answers)
    agree = int((argmax(judged.probabilities) == judged.answers).sum())
    return _(
        "**Now classify with argmax**: one answer, no gradient needed. After step {step} through "
        "softmax, {correct} of {total} answers are correct ({accuracy}). Probabilities agree for "
        "{agree} of {total}: softmax keeps the order."
    ).format(
        step=step,
        correct=round(share * len(SPECIES)),
        total=len(SPECIES),
        accuracy=percent(share),
        agree=agree,
    )


def confusion_title() -> str:
    """Title the confusion matrix."""
    return _("Confusion matrix")


def confusion_words() -> tuple[str, str, str, str]:
    """Name the rows, the columns, and both kinds of predictions of the confusion matrix."""
    return _("true"), _("predicted"), _("correct"), _("wrong")


def _loss(loss: float) -> str:
    """Format a loss, no finer than the film does."""
    return quantity(loss) if loss > 1 else decimals(loss)


def _numbers(run: Run, loss: Loss) -> dict[str, str]:
    """Format the numbers of a run."""
    return {
        "loss": loss_name(loss),
        "steps": f"{run.steps}",
        "steepest": quantity(float(run.gradient_norms.max())),
        "first": _loss(float(run.losses[0])),
        "last": _loss(float(run.losses[-1])),
        "before": percent(float(run.accuracies[0])),
        "after": percent(float(run.accuracies[-1])),
    }

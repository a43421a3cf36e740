"""The chain rule, factor by factor, in words."""

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from argsoft.gradients import Chain, Step
from argsoft.iris import CLASS_NAMES
from argsoft.language import listed, plural
from argsoft.language import translate as _
from argsoft.losses import Loss, loss_parts
from argsoft.selection import argmax
from argsoft.state import results
from argsoft.state.scenario import Scenario, class_index
from argsoft.wording.numerals import (
    MINUS,
    decimals,
    entry,
    localized,
    quantity,
    signed,
    slope,
)
from argsoft.wording.phrases import SMALL, unbroken

SYMBOLS = {"softmax": "p", "argmax": "a"}  # what an output is called in formulas


class Factor(NamedTuple):
    """A part of the chain rule, ready to show.

    Attributes
    ----------
    sign : str
        The operator before it.
    above, below : str
        The numerator and the denominator of a derivative; empty for a plain number.
    value : str
        Its number.
    origin : str
        Where the number comes from.
    """

    sign: str
    above: str
    below: str
    value: str
    origin: str


def charts() -> tuple[str, str, str]:
    """Name the charts for screen readers."""
    return (
        _("Bar chart: the output of each class, its target y, and its part of the loss above it"),
        _("Line chart: the loss now and after each of the next ten steps"),
        _("Bar chart: the slope of the loss by each logit"),
    )


def columns_title(scenario: Scenario) -> str:
    """Title the chart of the loss: its name and formula.

    Examples
    --------
    >>> columns_title(Scenario()), columns_title(Scenario(through="argmax"))
    ('Cross-entropy: −ln probability', 'Squared error: (output − target)²')
    """
    if results.loss(scenario) == "squared error":
        return _("Squared error: (output − target)²")
    if scenario.smoothing:
        return _("Cross-entropy with soft targets")
    if scenario.through == "argmax":
        return _("Cross-entropy: −ln output")
    return _("Cross-entropy: −ln probability")


def trace_title(loss: Loss) -> str:
    """Title the chart of the loss after each step."""
    return _("Cross-entropy by step") if loss == "cross-entropy" else _("Squared error by step")


def trace_ends(steps: int) -> tuple[str, str]:
    """Name the ends of the axis of steps.

    Examples
    --------
    >>> trace_ends(10)
    ('now', '10 steps')
    """
    return _("now"), plural("{count} step", "{count} steps", steps).format(count=steps)


def gradient_title(scenario: Scenario) -> str:
    """Title the chart of the gradient; p − y belongs to softmax with cross-entropy alone.

    Examples
    --------
    >>> gradient_title(Scenario()), gradient_title(Scenario(through="argmax"))
    ('Slope = probability − target', 'Slope of the loss by logit')
    """
    if _has_short_slopes(scenario):
        return _("Slope = probability − target")
    return _("Slope of the loss by logit")


def factors(scenario: Scenario, step: Step | None = None) -> tuple[Factor, ...]:
    """List the factors from the loss to the true class's logit, and the step that follows.

    Parameters
    ----------
    scenario : Scenario
        The visitor's settings.
    step : Step, optional
        The result of `argsoft.state.results.step`, computed if not given.

    Examples
    --------
    >>> [each.value for each in factors(Scenario())]
    ['−4.853', '0.1636', '−0.79', '−1.0', '+0.79']
    >>> [each.value for each in factors(Scenario(loss="squared_error"))]
    ['−1.588', '0.1636', '0.1979', '−0.46', '−1.0', '+0.46']
    >>> [each.value for each in factors(Scenario(through="argmax"))]
    ['−2', '0', '0', '−1.0', '0']
    """
    step = step or results.step(scenario)
    return (*_slopes(scenario, step.links), *_moves(scenario, step))


def _slopes(scenario: Scenario, links: Chain) -> tuple[Factor, ...]:
    """List the factors of the slope of the loss by the true class's logit, and the slope."""
    true, output = class_index(scenario.target), f"∂{SYMBOLS[scenario.through]}"
    by_output, middle = float(links.loss_by_output[true]), float(links.output_by_logit[true, true])
    product = float(links.loss_by_logit[true])
    return (
        Factor("", "∂L", output, _precise(by_output), _first(scenario, links)),
        Factor("×", output, "∂z", _precise(middle), _middle(scenario, middle)),
        *([_other_paths(links, true)] if _has_other_paths(scenario) else []),
        Factor(_equals(product), "∂L", "∂z", _factor(product), _product_origin(scenario)),
    )


def _product_origin(scenario: Scenario) -> str:
    """Name the logit of the product and, where the factors shorten, what is left of them.

    Examples
    --------
    >>> _product_origin(Scenario()), _product_origin(Scenario(through="argmax"))
    ('Virginica: p − 1', 'Virginica')
    """
    shortens = _has_short_slopes(scenario) and not scenario.smoothing
    return f"{scenario.target}: p − 1" if shortens else scenario.target


def _has_short_slopes(scenario: Scenario) -> bool:
    """Tell whether all slopes are p − y: with cross-entropy through softmax."""
    return (scenario.through, results.loss(scenario)) == ("softmax", "cross-entropy")


def _other_paths(links: Chain, true: int) -> Factor:
    """Add up the ways from the true class's logit to the loss through the other outputs."""
    paths = links.paths[:, true]
    others = float(paths.sum() - paths[true])
    sign = MINUS if others < 0 else "+"
    return Factor(sign, "", "", _precise(abs(others)), _("by way of the other p"))


def _has_other_paths(scenario: Scenario) -> bool:
    """Tell whether the loss depends on the other outputs, and those on the true class's logit."""
    is_shared = scenario.smoothing > 0 or results.loss(scenario) == "squared error"
    return is_shared and scenario.through == "softmax"


def _moves(scenario: Scenario, step: Step) -> tuple[Factor, Factor]:
    """Turn the slope into the step of the true class's logit."""
    true = class_index(scenario.target)
    change, before, after = (
        float(each) for each in (step.change[true], scenario.logits[true], step.logits[true])
    )
    places = 4 if 0 < abs(after - before) < SMALL else 2
    moves = _("the step: {before} → {after}").format(
        before=decimals(before, places), after=decimals(after, places)
    )
    rate = f"{MINUS}{decimals(step.learning_rate, 1, 2)}"
    moved = f"+{_factor(change)}" if change > 0 else _factor(change)
    return (
        Factor("×", "", "", rate, _("minus the learning rate")),
        Factor(_equals(change), "", "", moved, moves if change else _("no step")),
    )


def sentences(scenario: Scenario, step: Step | None = None) -> tuple[str, ...]:
    """Say what the loss is, what the middle factor does, and which way each logit should go.

    Parameters
    ----------
    scenario : Scenario
        The visitor's settings.
    step : Step, optional
        The result of `argsoft.state.results.step`, computed if not given.

    Examples
    --------
    >>> for text in sentences(Scenario()):
    ...     print(*text.split())
    Softmax’s usual loss is cross-entropy, −ln p of the true class: 0 at p = 1, more as p falls. \
Now p ≈ 0.2061, so L ≈ 1.58. The slope of ln p is 1 ÷ p, so L’s is −1 ÷ p. ∂p/∂z is 0.16, not 0, \
so the gradient reaches every logit.
    Setosa: +0.68. Lower it. Versicolor: +0.11. Lower it. Virginica: −0.79. Raise it.
    """
    links = (step or results.step(scenario)).links
    first = f"{loss_sentence(scenario, links)} {chain_sentence(scenario, links)}"
    return first, directions(links.loss_by_logit)


def loss_sentence(scenario: Scenario, links: Chain) -> str:
    """Say which loss it is, how it is computed, and what that means for learning.

    Examples
    --------
    >>> def said(**settings: object) -> None:
    ...     scenario = Scenario(**settings)
    ...     print(*loss_sentence(scenario, results.step(scenario).links).split())
    >>> said(smoothing=0.3)
    The loss here is cross-entropy, the sum of −y ln p: L = 1.52. With soft targets it falls to \
0.64 at best, never to 0, though p − y reaches 0.
    >>> said(setosa=5.0, versicolor=-5.0, virginica=-5.0, loss="squared_error")
    The loss here is squared error, the sum of (p − y)²: L = 2.00. Virginica’s slope is −0.00018; \
with cross-entropy it would be −0.99995.
    >>> said(through="argmax")
    Argmax’s usual loss is squared error, the sum of (a − y)²: L = 2.00.
    >>> said(through="argmax", loss="cross_entropy")
    Cross-entropy takes ln a, and argmax gives 0 to Virginica. ln 0 is −∞, so argmax cannot have \
this loss. Squared error it can have, and still it does not learn.
    """
    if results.loss(scenario) == "cross-entropy":
        return _cross_entropy_sentence(scenario, links)
    loss = quantity(float(links.loss))
    if scenario.through == "argmax":
        return _("Argmax’s usual loss is squared error, the sum of {square}: L = {loss}.").format(
            square=unbroken("(a − y)²"), loss=loss
        )
    true = class_index(scenario.target)
    steep = float(links.loss_by_logit[true])
    usual = float(links.outputs[true] - results.target(scenario)[true])
    places = 5 if abs(steep) < SMALL else 2
    return _(
        "The loss here is squared error, the sum of {square}: L = {loss}. {name}’s slope is "
        "{slope}; with cross-entropy it would be {usual}."
    ).format(
        square=unbroken("(p − y)²"),
        loss=loss,
        name=scenario.target,
        slope=entry(steep, places),
        usual=entry(usual, places),
    )


def _cross_entropy_sentence(scenario: Scenario, links: Chain) -> str:
    """Say how cross-entropy is computed, or why argmax cannot have it."""
    wanted = results.target(scenario)
    if math.isinf(links.loss):
        parts = loss_parts(links.outputs, wanted, loss="cross-entropy")
        names = [
            name for name, part in zip(CLASS_NAMES, parts.tolist(), strict=True) if math.isinf(part)
        ]
        return _(
            "Cross-entropy takes ln a, and argmax gives 0 to {classes}. ln 0 is −∞, so argmax "
            "cannot have this loss. Squared error it can have, and still it does not learn."
        ).format(classes=listed(names))
    loss = quantity(float(links.loss))
    if scenario.through == "argmax":
        return _(
            "The loss here is cross-entropy, −ln a of the true class. Argmax gives it 1, so L = "
            "{loss}. Were argmax wrong, L would be infinite."
        ).format(loss=loss)
    if scenario.smoothing:
        return _(
            "The loss here is cross-entropy, the sum of −y ln p: L = {loss}. With soft targets it "
            "falls to {least} at best, never to 0, though p − y reaches 0."
        ).format(loss=loss, least=quantity(least_loss(scenario)))
    return _(
        "Softmax’s usual loss is cross-entropy, −ln p of the true class: 0 at p = 1, more as p "
        "falls. Now p ≈ {p}, so L ≈ {loss}. The slope of ln p is {log_slope}, so L’s is {slope}."
    ).format(
        log_slope=unbroken("1 ÷ p"),
        slope=unbroken("−1 ÷ p"),
        p=_precise(float(links.outputs[class_index(scenario.target)])),
        loss=loss,
    )


def least_loss(scenario: Scenario) -> float:
    """Compute the least loss that softmax can reach: the entropy of the target, or 0.

    Examples
    --------
    >>> least_loss(Scenario()), round(least_loss(Scenario(smoothing=0.3)), 2)
    (0.0, 0.64)
    """
    if not scenario.smoothing:
        return 0.0
    wanted = results.target(scenario)
    return float(loss_parts(wanted, wanted, loss=results.loss(scenario)).sum())


def chain_sentence(
    scenario: Scenario, links: Chain, class_names: Sequence[str] = CLASS_NAMES
) -> str:
    """Say what the factor in the middle does to the product, and so to learning.

    Examples
    --------
    >>> def said(**settings: object) -> None:
    ...     scenario = Scenario(**settings)
    ...     print(chain_sentence(scenario, results.step(scenario).links))
    >>> said()
    ∂p/∂z is 0.16, not 0, so the gradient reaches every logit.
    >>> said(through="argmax")
    ∂a/∂z is 0, so the product is 0: nothing learns, though argmax is wrong here.
    >>> said(through="argmax", target="Setosa")
    ∂a/∂z is 0, so the product is 0: nothing learns. Argmax happens to be correct here; choose \
another true class, and it stays wrong.
    >>> said(through="argmax", virginica=1.43)
    Setosa and Virginica tie. Argmax jumps there: its derivative is undefined, so there is no \
gradient to follow, and nothing learns.
    >>> said(through="argmax", loss="cross_entropy")
    ∂a/∂z is 0 all the same, and −∞ × 0 is undefined: nothing learns.
    """
    true = class_index(scenario.target)
    if scenario.through == "softmax":
        return _("∂p/∂z is {slope}, not 0, so the gradient reaches every logit.").format(
            slope=slope(float(links.output_by_logit[true, true]))
        )
    jumps = [math.isnan(each) for each in links.output_by_logit.diagonal()]
    if any(jumps):
        names = [name for name, jump in zip(class_names, jumps, strict=True) if jump]
        return _(
            "{classes} tie. Argmax jumps there: its derivative is undefined, so there is no "
            "gradient to follow, and nothing learns."
        ).format(classes=listed(names))
    if math.isinf(links.loss):
        return _("∂a/∂z is 0 all the same, and −∞ × 0 is undefined: nothing learns.")
    if argmax(scenario.logits) != true:
        return _("∂a/∂z is 0, so the product is 0: nothing learns, though argmax is wrong here.")
    return _(
        "∂a/∂z is 0, so the product is 0: nothing learns. Argmax happens to be correct here; "
        "choose another true class, and it stays wrong."
    )


def directions(gradient: Iterable[float], class_names: Sequence[str] = CLASS_NAMES) -> str:
    """Say what the slope of the loss asks of each logit.

    Examples
    --------
    >>> print(directions([-0.32, 0.11, 0.0]))
    Setosa: −0.32. Raise it. Versicolor: +0.11. Lower it. Virginica: 0, no direction.
    >>> print(directions([float("nan"), 0.001], ["A", "B"]))
    A: undefined. B: +0.00. Lower it very slightly.
    """
    return " ".join(
        _direction(float(each)).format(name=name, slope=signed(float(each)))
        for name, each in zip(class_names, gradient, strict=True)
    )


def _direction(steepness: float) -> str:
    """Choose the message on which way a logit should go, against the slope of the loss."""
    if math.isnan(steepness):
        return _("{name}: {slope}.")
    if not steepness:
        return _("{name}: {slope}, no direction.")
    if abs(steepness) >= SMALL:
        if steepness < 0:
            return _("{name}: {slope}. Raise it.")
        return _("{name}: {slope}. Lower it.")
    if steepness < 0:
        return _("{name}: {slope}. Raise it very slightly.")
    return _("{name}: {slope}. Lower it very slightly.")


def _first(scenario: Scenario, links: Chain) -> str:
    """Say how the slope of the loss by the true class's output is computed."""
    true, output = class_index(scenario.target), SYMBOLS[scenario.through]
    at = float(links.outputs[true])
    words = {"output": output, "equals": _equals(at), "value": _precise(at)}
    if results.loss(scenario) == "squared error":
        return _("2 × ({output} − y), with {output} {equals} {value}").format(**words)
    if scenario.smoothing:
        return _("−y ÷ {output}, with {output} {equals} {value}").format(**words)
    return _("−1 ÷ {output}, with {output} {equals} {value}").format(**words)


def _middle(scenario: Scenario, middle: float) -> str:
    """Say how the slope of the true class's output is computed."""
    if scenario.through == "softmax":
        return "p × (1 − p)"
    return _("a tie: argmax jumps here") if math.isnan(middle) else _("argmax is flat here")


def _factor(value: float) -> str:
    """Format a factor like `slope`, but whole and large numbers without decimals."""
    if math.isinf(value):
        return f"{MINUS}∞" if value < 0 else "∞"
    short = value.is_integer() or abs(value) >= 100
    return localized(f"{value + 0.0:,.0f}").replace("-", MINUS) if short else slope(value)


def _precise(value: float) -> str:
    """Format a factor like `_factor`, with two more digits: the product then fits its own."""
    size = abs(value)
    if not 0.001 <= size < 100 or value.is_integer():
        return _factor(value)
    return decimals(value, 3 - math.floor(math.log10(size)))


def _equals(value: float) -> str:
    """Choose the sign before a number that is rounded, unless it is whole or none."""
    return "≈" if math.isfinite(value) and not value.is_integer() else "="


def introduction() -> str:
    """Say what the letters, the chain rule and a gradient are."""
    return _(
        "**L** is the loss: how wrong the answer is. **z** is a logit, **p** softmax’s "
        "probability, **a** argmax’s output, **y** its target (grey line): 1 for the true class, "
        "else 0. **∂L/∂p** is L’s slope as p changes. **Chain rule**: slopes along a chain "
        "multiply. **Gradient**: all ∂L/∂z. A step goes against it, so that L falls; the "
        "**learning rate** says how far. In a network, one more factor leads to each weight."
    )


def suggestion() -> str:
    """Suggest what to try."""
    return _(
        "**Try it.** Hold “Take one step” down: the loss falls. Then choose argmax, and hold it "
        "again."
    )

"""The chain rule, factor by factor, in words."""

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from argsoft.gradients import Chain, Through
from argsoft.iris import CLASS_NAMES
from argsoft.language import listed
from argsoft.state import results
from argsoft.state.scenario import Scenario, class_index
from argsoft.wording.numerals import MINUS, probability, signed, slope
from argsoft.wording.phrases import SMALL

CHARTS = (
    "Bar chart: the slope of the loss by each logit",
    "Line chart: the loss now and after each of the next ten steps",
)
GRADIENT_TITLES = {
    "softmax": "dLoss/dRaw output = p − y",
    "argmax": "dLoss/dRaw output",
}
TRACE_TITLES = {
    "softmax": "Loss (cross-entropy), next ten steps",
    "argmax": "Loss (squared error), next ten steps",
}


class Factor(NamedTuple):
    """One factor of the chain rule, ready to show.

    Attributes
    ----------
    above, below : str
        The numerator and the denominator of the derivative.
    value : str
        The derivative, formatted.
    origin : str
        Where its value comes from.
    """

    above: str
    below: str
    value: str
    origin: str


def factors(
    chain: Chain, target: int, through: Through, class_names: Sequence[str] = CLASS_NAMES
) -> tuple[Factor, ...]:
    """List the factors from the loss to the true class's weight, and their product.

    Only the path through the true class's own output counts. Cross-entropy depends on no other
    output; through argmax the other paths add 0, or nan at a tie.

    Examples
    --------
    >>> from argsoft.gradients import chain
    >>> z = [1.43, -0.40, 0.23]
    >>> [each.value for each in factors(chain(z, 0, through="softmax", feature=0.5), 0, "softmax")]
    ['−1.46', '0.22', '0.50', '−0.16']
    >>> [each.value for each in factors(chain(z, 2, through="argmax", feature=0.5), 2, "argmax")]
    ['−2', '0', '0.50', '0']
    """
    output, middle = float(chain.outputs[target]), float(chain.output_by_logit[target, target])
    if through == "softmax":
        origins = (f"−1 ÷ p, with p = {probability(output)}", "p × (1 − p)")
    else:
        jumps = "a tie: argmax jumps here" if math.isnan(middle) else "argmax is flat here"
        origins = (f"2 × (output − 1), output = {output:.0f}", jumps)
    return (
        Factor("Loss", "Output", _factor(float(chain.loss_by_output[target])), origins[0]),
        Factor("Output", "Raw output", _factor(middle), origins[1]),
        Factor("Raw output", "Weight", _factor(chain.logit_by_weight), "the input"),
        Factor("Loss", "Weight", _factor(float(chain.loss_by_weight[target])), class_names[target]),
    )


def sentences(scenario: Scenario, links: Chain | None = None) -> tuple[str, ...]:
    """Explain the middle factor, and say which way each logit should go.

    Parameters
    ----------
    scenario : Scenario
        The visitor's settings.
    links : Chain, optional
        The result of `argsoft.state.results.links`, computed if not given.

    Examples
    --------
    >>> print(sentences(Scenario())[1])
    Setosa: −0.32. Raise this logit. Versicolor: +0.11. Lower this logit. \
Virginica: +0.21. Lower this logit.
    """
    links = links or results.links(scenario)
    middle = chain_sentence(links, class_index(scenario.target), scenario.through)
    return middle, directions(links.loss_by_logit)


def chain_sentence(
    chain: Chain, target: int, through: Through, class_names: Sequence[str] = CLASS_NAMES
) -> str:
    """Say what the factor in the middle does to the product, and so to learning.

    Examples
    --------
    >>> from argsoft.gradients import chain
    >>> z, tie = [1.43, -0.40, 0.23], [1.43, -0.40, 1.43]
    >>> print(chain_sentence(chain(z, 0, through="softmax"), 0, "softmax"))
    The middle factor is 0.22, not 0, so the loss tells every logit where to go.
    >>> print(chain_sentence(chain(z, 2, through="argmax"), 2, "argmax"))
    The middle factor is 0, so every product is 0: nothing learns, though argmax is wrong here.
    >>> print(chain_sentence(chain(z, 0, through="argmax"), 0, "argmax"))
    The middle factor is 0, so every product is 0: nothing learns. Argmax happens to be right \
here; choose another true class, and it stays wrong.
    >>> print(chain_sentence(chain(tie, 0, through="argmax"), 0, "argmax"))
    Setosa and Virginica tie. There argmax jumps, so its slope is not defined: no slope to follow, \
and nothing learns.
    """
    middle = float(chain.output_by_logit[target, target])
    tied = [i for i, each in enumerate(chain.loss_by_logit) if math.isnan(each)]
    if through == "softmax":
        return (
            f"The middle factor is {slope(middle)}, not 0, "
            "so the loss tells every logit where to go."
        )
    if tied:
        names = listed([class_names[i] for i in tied])
        return (
            f"{names} tie. There argmax jumps, so its slope is not defined: "
            "no slope to follow, and nothing learns."
        )
    flat = "The middle factor is 0, so every product is 0: nothing learns"
    if chain.loss:
        return f"{flat}, though argmax is wrong here."
    return (
        f"{flat}. Argmax happens to be right here; choose another true class, and it stays wrong."
    )


def directions(gradient: Iterable[float], class_names: Sequence[str] = CLASS_NAMES) -> str:
    """Say what the slope of the loss asks of each logit.

    Examples
    --------
    >>> print(directions([-0.32, 0.11, 0.0]))
    Setosa: −0.32. Raise this logit. Versicolor: +0.11. Lower this logit. Virginica: 0. Leave it.
    >>> print(directions([float("nan"), 0.001], ["A", "B"]))
    A: undefined. B: +0.00. Lower this logit very slightly.
    """
    return " ".join(
        f"{name}: {signed(float(each))}.{_direction(float(each))}"
        for name, each in zip(class_names, gradient, strict=True)
    )


def _factor(value: float) -> str:
    """Format a factor like `slope`, but whole and large numbers without decimals."""
    short = value.is_integer() or abs(value) >= 100
    return f"{value + 0.0:,.0f}".replace("-", MINUS) if short else slope(value)


def _direction(steepness: float) -> str:
    """Say which way a logit should go, against the slope of the loss; nothing without one."""
    if math.isnan(steepness):
        return ""
    if not steepness:
        return " Leave it."
    way = "Raise" if steepness < 0 else "Lower"
    return f" {way} this logit{' very slightly' if abs(steepness) < SMALL else ''}."


def chain_notes() -> str:
    """Say what to try on the chain, what p and y are, and where argmax has no slope.

    Examples
    --------
    >>> print(chain_notes().splitlines()[0])
    **Try it.** Hold the button down: the loss falls, and every logit moves. Then put argmax in \
the middle, choose another true class, and hold it again.
    """
    return """\
**Try it.** Hold the button down: the loss falls, and every logit moves. Then put argmax in the \
middle, choose another true class, and hold it again.

In **p − y**, p is what softmax answers, and y is 1 for the true class and 0 for the others.

Your lecture may call argmax’s derivative “always 0”. It is 0 wherever it exists; at a tie, where \
the winner changes, it does not exist."""

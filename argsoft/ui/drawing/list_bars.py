"""Bar charts of a list of logits: argmax beside softmax, or softmax beside sigmoid."""

from typing import Any

from argsoft.answers import Answers
from argsoft.figures import Figure
from argsoft.figures.any_bars import any_bars, logarithmic_bars
from argsoft.state.results import Alone
from argsoft.state.scenario import LOGARITHMIC, Scenario
from argsoft.uncertainty import depth
from argsoft.validation import Floats
from argsoft.wording import any_outputs as wording


def drawn(scenario: Scenario, both: Answers, each: Alone | None) -> dict[str, Figure]:
    """Draw two charts, from left to right.

    Parameters
    ----------
    scenario : Scenario
        Provides the axis.
    both : Answers
        Argmax and softmax of the list.
    each : Alone or None
        Sigmoid of the list, to draw beside softmax; None to draw argmax beside softmax.

    Returns
    -------
    dict
        Figures by the name of their function.
    """
    is_logarithmic = scenario.axis == LOGARITHMIC
    titles = wording.titles(is_logarithmic=is_logarithmic)
    named: dict[str, Any] = {"class_names": both.names, "leaders": both.leaders}

    def probabilities(name: str, shares: Floats, exponents: Floats, deep: float) -> Figure:
        texts: dict[str, Any] = {"labels": wording.shares(exponents), "title": titles[name]}
        if is_logarithmic:
            return logarithmic_bars(exponents, depth=deep, **named, **texts)
        return any_bars(shares, rounded=True, **named, **texts)

    softmax = probabilities("softmax", both.shares, both.exponents, depth(both.logits))
    if each:
        named["leaders"] = _above_half(both)
        deep = depth([float(both.logits.min()), 0.0])
        return {
            "softmax": softmax,
            "sigmoid": probabilities("sigmoid", each.shares, each.exponents, deep),
        }
    picked = [f"{chosen:.0f}" for chosen in both.one_hot]
    argmax = any_bars(both.one_hot, labels=picked, title=titles["argmax"], rounded=False, **named)
    return {"argmax": argmax, "softmax": softmax}


def _above_half(both: Answers) -> tuple[int, ...]:
    """List the classes to which sigmoid gives more than one half, largest first, or the leaders."""
    order = sorted(range(len(both.names)), key=lambda i: -both.logits[i])
    return tuple(i for i in order if both.logits[i] > 0) or both.leaders

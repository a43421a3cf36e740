"""What the subject makes of a scenario, for the page and for its words."""

import numpy as np

from argsoft.answers import Answers, answers
from argsoft.softmax import softmax
from argsoft.state.outputs import parse_outputs
from argsoft.state.scenario import ADD, BREAK, MISTAKES, SORTED, TWICE, TWO_FLOWERS, WHY, Scenario
from argsoft.validation import Floats
from argsoft.workings import LARGEST_SUBTRACTED, Working, worked

SURER = 3.0  # what a more confident network multiplies all its logits by


OTHER_FLOWER = (1.0, 3.0, 3.0)  # what another flower adds: a higher logit, and yet a smaller share


def compared(scenario: Scenario) -> tuple[Working, ...]:
    """Return the one working, or the two side by side, that a part of the page is about.

    Parameters
    ----------
    scenario : Scenario
        Its `part` says what to compare, and the fields of that part how.

    Examples
    --------
    >>> plain, shifted = compared(Scenario(part="add the same", shift=2.0))
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
    """Return the logits that a common mistake is shown with."""
    if mistake == TWICE:
        return softmax(logits)
    if mistake == TWO_FLOWERS:
        return np.add(logits, OTHER_FLOWER)
    return np.multiply(logits, SURER)


def answers_to_list(scenario: Scenario) -> Answers:
    """Return what argmax and softmax answer to the list of raw outputs, in the order chosen.

    Parameters
    ----------
    scenario : Scenario
        Its list, the temperature and the order.

    Examples
    --------
    >>> answers_to_list(Scenario(outputs="cat: 1, dog: 2", order="largest first")).names
    ('dog', 'cat')
    """
    outputs = parse_outputs(scenario.outputs)
    return answers(
        outputs.names,
        outputs.logits,
        temperature=scenario.temperature,
        largest_first=scenario.order == SORTED,
    )

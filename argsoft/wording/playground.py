"""What the two bar charts show, in words."""

from collections.abc import Sequence

from argsoft.answers import verdict
from argsoft.iris import CLASS_NAMES
from argsoft.softmax import softmax
from argsoft.state.scenario import Scenario
from argsoft.wording.numerals import number, percent
from argsoft.wording.phrases import listed

CHARTS = (
    "Bar chart of argmax: 1 for the winning class, 0 for the others",
    "Bar chart of softmax: the probability of each class",
)


def argmax_marks(logits: Sequence[float]) -> tuple[str, ...]:
    """Mark the bars of the one-hot answer: "winner" under one of them.

    Examples
    --------
    >>> argmax_marks([1.43, -0.40, 1.43])
    ('winner', '', '')
    """
    winner = verdict(logits).leaders[0]
    return tuple("winner" if i == winner else "" for i in range(len(logits)))


def softmax_marks(logits: Sequence[float]) -> tuple[str, ...]:
    """Mark the bars of the shares: "winner" under one, or "tie" under each of several.

    Examples
    --------
    >>> softmax_marks([1.43, -0.40, 1.43])
    ('tie', '', 'tie')
    """
    leaders = verdict(logits).leaders
    word = "winner" if len(leaders) == 1 else "tie"
    return tuple(word if i in leaders else "" for i in range(len(logits)))


def summary(
    logits: Sequence[float],
    class_names: Sequence[str] = CLASS_NAMES,
    *,
    temperature: float = 1.0,
) -> str:
    """Describe both charts with their numbers.

    Parameters
    ----------
    logits : sequence of float, length K
        Any real numbers.
    class_names : sequence of str, length K
        What to call the classes.
    temperature : float
        The temperature of softmax, mentioned where it is not 1.

    Examples
    --------
    >>> print(summary([1.43, -0.40, 0.23]))
    Setosa leads Virginica by 1.20. Argmax answers Setosa, all or nothing. \
Softmax gives 68% to Setosa, 21% to Virginica, and 11% to Versicolor.
    >>> print(summary([1.43, -0.40, 1.43]))
    Setosa and Virginica tie at 1.43. Argmax takes the first in the list, Setosa. \
Softmax gives 46% to Setosa, 46% to Virginica, and 7% to Versicolor.
    >>> print(summary([1, 1, 1]))
    Setosa, Versicolor and Virginica tie at 1.00. Argmax takes the first in the list, Setosa. \
Softmax gives 33% to Setosa, 33% to Versicolor, and 33% to Virginica.
    >>> print(summary([1.43, -0.40, 0.23], temperature=0.5))
    Setosa leads Virginica by 1.20. Argmax answers Setosa, all or nothing. \
At temperature 0.50, softmax gives 90% to Setosa, 8% to Virginica, and 2% to Versicolor.
    >>> print(summary([1.43, -0.40, 0.23], temperature=0.05))
    Setosa leads Virginica by 1.20. Argmax answers Setosa, all or nothing. \
At temperature 0.05, softmax gives more than 99.999% to Setosa, less than 0.001% to Virginica, \
and less than 0.001% to Versicolor.
    """
    leaders = [class_names[i] for i in verdict(logits, temperature).leaders]
    winner = leaders[0]
    if len(leaders) > 1:
        standing = f"{listed(leaders)} tie at {number(max(logits))}."
        answer = f"Argmax takes the first in the list, {winner}."
    else:
        standing = _lead(logits, class_names)
        answer = f"Argmax answers {winner}, all or nothing."
    giver = "Softmax" if temperature == 1 else f"At temperature {number(temperature)}, softmax"
    return f"{standing} {answer} {giver} gives {_shares(logits, class_names, temperature)}."


def sentences(scenario: Scenario) -> tuple[str, ...]:
    """List the paragraphs below the charts.

    Examples
    --------
    >>> sentences(Scenario()) == (summary(Scenario().logits),)
    True
    """
    return (summary(scenario.logits),)


def lecture_note() -> str:
    """Explain why the lecture's share of Setosa differs from the one on screen.

    Examples
    --------
    >>> print(lecture_note())
    Your lecture may print 0.69 for Setosa at the start: it rounded on the way. \
Exactly, it is 0.6842.
    """
    exact = softmax(Scenario().logits)[0]
    return (
        "Your lecture may print 0.69 for Setosa at the start: it rounded on the way. "
        f"Exactly, it is {exact:.4f}."
    )


def _lead(logits: Sequence[float], class_names: Sequence[str]) -> str:
    """Say by how much the largest logit leads the next one."""
    if len(logits) == 1:
        return f"{class_names[0]} is the only class."
    first, second = sorted(range(len(logits)), key=lambda i: -logits[i])[:2]
    lead = logits[first] - logits[second]
    amount = f"{lead:.2f}" if lead >= 0.005 else "less than 0.01"
    return f"{class_names[first]} leads {class_names[second]} by {amount}."


def _shares(logits: Sequence[float], class_names: Sequence[str], temperature: float) -> str:
    """List each class with its share, largest first."""
    shares = verdict(logits, temperature).shares
    order = sorted(range(len(logits)), key=lambda i: -logits[i])
    *parts, last = (f"{percent(shares[i])} to {class_names[i]}" for i in order)
    return f"{', '.join(parts)}, and {last}" if parts else last

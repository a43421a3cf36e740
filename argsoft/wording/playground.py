"""What the two bar charts show, in words."""

from collections.abc import Sequence

from argsoft.answers import verdict
from argsoft.iris import CLASS_NAMES
from argsoft.language import listed
from argsoft.language import translate as _
from argsoft.softmax import softmax
from argsoft.state.scenario import Scenario
from argsoft.wording.numerals import decimals, number, percent


def titles() -> tuple[tuple[str, str], tuple[str, str]]:
    """Title argmax's and softmax's charts, with a second line each."""
    return (
        (_("Argmax"), _("1 for the largest, else 0")),
        (_("Softmax"), _("probabilities that sum to 1")),
    )


def charts() -> tuple[str, str]:
    """Name both charts for screen readers."""
    return (
        _("Bar chart of argmax: 1 for the winning class, 0 for the others"),
        _("Bar chart of softmax: the probability of each class"),
    )


def argmax_marks(logits: Sequence[float]) -> tuple[str, ...]:
    """Mark the bars of the one-hot answer: "winner" under one of them.

    Examples
    --------
    >>> argmax_marks([1.43, -0.40, 1.43])
    ('winner', '', '')
    """
    winner = verdict(logits).leaders[0]
    return tuple(_("winner") if i == winner else "" for i in range(len(logits)))


def softmax_marks(logits: Sequence[float]) -> tuple[str, ...]:
    """Mark the bars of the shares: "winner" under one, or "tie" under each of several.

    Examples
    --------
    >>> softmax_marks([1.43, -0.40, 1.43])
    ('tie', '', 'tie')
    """
    leaders = verdict(logits).leaders
    word = _("winner") if len(leaders) == 1 else _("tie")
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
Softmax gives 68% to Setosa, 21% to Virginica and 11% to Versicolor.
    >>> print(summary([1.43, -0.40, 1.43]))
    Setosa and Virginica tie at 1.43. Argmax takes the first in the list, Setosa. \
Softmax gives 46% to Setosa, 46% to Virginica and 7% to Versicolor.
    >>> print(summary([1, 1, 1]))
    Setosa, Versicolor and Virginica tie at 1.00. Argmax takes the first in the list, Setosa. \
Softmax gives 33% to Setosa, 33% to Versicolor and 33% to Virginica.
    >>> print(summary([1.43, -0.40, 0.23], temperature=0.5))
    Setosa leads Virginica by 1.20. Argmax answers Setosa, all or nothing. \
At temperature 0.50, softmax gives 90% to Setosa, 8% to Virginica and 2% to Versicolor.
    >>> print(summary([1.43, -0.40, 0.23], temperature=0.05))
    Setosa leads Virginica by 1.20. Argmax answers Setosa, all or nothing. \
At temperature 0.05, softmax gives more than 99.999% to Setosa, less than 0.001% to Virginica \
and less than 0.001% to Versicolor.
    """
    leaders = [class_names[i] for i in verdict(logits, temperature).leaders]
    if len(leaders) > 1:
        standing = _("{classes} tie at {logit}.").format(
            classes=listed(leaders), logit=number(max(logits))
        )
        answer = _("Argmax takes the first in the list, {winner}.").format(winner=leaders[0])
    else:
        standing = _lead(logits, class_names)
        answer = _("Argmax answers {winner}, all or nothing.").format(winner=leaders[0])
    return f"{standing} {answer} {_given(logits, class_names, temperature)}"


def sentences(scenario: Scenario) -> tuple[str, ...]:
    """List the paragraphs below the charts.

    Examples
    --------
    >>> sentences(Scenario()) == (summary(Scenario().logits),)
    True
    """
    return (summary(scenario.logits),)


def introduction() -> str:
    """Say what the three sliders are."""
    return _(
        "A network that tells three irises apart has three **raw outputs**, also called **logits**."
        " Drag one."
    )


def suggestion() -> str:
    """Suggest what to try."""
    return _(
        "**Try it.** Drag Virginica slowly up past Setosa. Argmax does nothing for a long time, "
        "then flips at once. Softmax moves a little with every step."
    )


def lecture_note() -> str:
    """Explain why the lecture's share of Setosa differs from the one on screen.

    Examples
    --------
    >>> print(lecture_note())
    Your lecture may print 0.69 for Setosa at the start: it rounded on the way. \
Exactly, it is 0.6842.
    """
    return _(
        "Your lecture may print {rounded} for Setosa at the start: it rounded on the way. "
        "Exactly, it is {exact}."
    ).format(rounded=decimals(0.69), exact=decimals(softmax(Scenario().logits)[0], 4))


def _lead(logits: Sequence[float], class_names: Sequence[str]) -> str:
    """Say by how much the largest logit leads the next one."""
    if len(logits) == 1:
        return _("{name} is the only class.").format(name=class_names[0])
    first, second = sorted(range(len(logits)), key=lambda i: -logits[i])[:2]
    lead = logits[first] - logits[second]
    names = {"first": class_names[first], "second": class_names[second]}
    if lead < 0.005:
        return _("{first} leads {second} by less than {lead}.").format(**names, lead=decimals(0.01))
    return _("{first} leads {second} by {lead}.").format(**names, lead=decimals(lead))


def _given(logits: Sequence[float], class_names: Sequence[str], temperature: float) -> str:
    """Say what softmax gives to each class, largest first."""
    shares = verdict(logits, temperature).shares
    order = sorted(range(len(logits)), key=lambda i: -logits[i])
    parts = [
        _("{percent} to {name}").format(percent=percent(shares[i]), name=class_names[i])
        for i in order
    ]
    if temperature == 1:
        return _("Softmax gives {shares}.").format(shares=listed(parts))
    return _("At temperature {temperature}, softmax gives {shares}.").format(
        temperature=number(temperature), shares=listed(parts)
    )

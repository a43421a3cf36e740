"""A scenario in plain sentences: the words under the charts, for the back row and for readers.

Numbers here are rounded for reading. Percentages are rounded so that they add up to 100, and tied
classes share one number, so that a tie never reads as a difference.
"""

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from argsoft.gradients import Chain, Through, softmax_jacobian
from argsoft.iris import CLASS_NAMES
from argsoft.numerals import MINUS, entry, signed, slope
from argsoft.scenario import BOUNDS, CHOICES, DEFAULTS, Refusal, Scenario
from argsoft.selection import argmax, maximizers
from argsoft.softmax import softmax
from argsoft.sweeps import LogitSweep, Nudge

SMALL = 0.005  # a slope that teaches next to nothing
LOW_TEMPERATURE = 0.35
MOST_DECIMALS = 3
LONGEST_QUOTE = 24
# What the lecture prints: slopes, and the rounded probabilities that it multiplied for them.
LECTURE_SLOPES = ("0.21", "−0.07", "−0.15")
LECTURE_SHARE, LECTURE_FACTORS = "0.69", ("0.31", "0.10", "0.21")
FIELD_LABELS = {
    "setosa": "Setosa",
    "versicolor": "Versicolor",
    "virginica": "Virginica",
    "temperature": "Temperature",
    "moving": "Which logit moves",
    "watch": "Whose output",
    "view": "View",
    "output": "Output",
    "by": "Logit that moves",
    "target": "True class",
    "through": "In the middle",
    "learning_rate": "Learning rate",
}
PRESET_LABELS = {
    "lecture": "Lecture's example",
    "close_call": "Close call",
    "two_way_tie": "Two-way tie",
    "all_equal": "All equal",
    "runaway": "One runaway",
    "all_negative": "All negative",
    "reset": "Reset",
}


def number(value: float) -> str:
    """Return `value` with two decimals, or with as many as it takes to be exact.

    Examples
    --------
    >>> number(-0.4), number(2.5000001)
    ('−0.40', '2.5000001')
    """
    value += 0.0  # a link may say -0.0
    rounded = f"{value:.2f}"
    text = rounded if float(rounded) == value else repr(value)
    return text.replace("-", MINUS)


def probability(value: float) -> str:
    """Return a probability with two decimals that never passes for certain where it is not.

    Examples
    --------
    >>> [probability(p) for p in (0.0, 0.004, 0.684178, 0.9999, 1.0)]
    ['0', '<0.01', '0.68', '>0.99', '1']
    """
    if value in (0.0, 1.0):
        return f"{value:.0f}"
    return "<0.01" if value < 0.005 else ">0.99" if value >= 0.995 else f"{value:.2f}"


def probabilities(values: Iterable[float]) -> list[str]:
    """Return the text of each probability, as `probability` gives it."""
    return [probability(value) for value in values]


def listed(names: Sequence[str]) -> str:
    """Return names as a sentence lists them.

    Examples
    --------
    >>> listed(["Setosa"]), listed(["Setosa", "Versicolor", "Virginica"])
    ('Setosa', 'Setosa, Versicolor and Virginica')
    """
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


def percentages(shares: Sequence[float]) -> list[str]:
    """Return shares of a whole in percent, rounded so that they add up to exactly 100.

    The largest remainders are rounded up. There are as few decimals as it takes for no share to
    read as 0 or 100 that is not, up to three.

    Parameters
    ----------
    shares : sequence of float
        At least 0 each, with the sum 1.

    Examples
    --------
    >>> percentages([0.684178, 0.109751, 0.206070])
    ['68 %', '11 %', '21 %']
    >>> percentages([0.335, 0.335, 0.33])
    ['34 %', '33 %', '33 %']
    >>> percentages([0.9986, 0.0009, 0.0005])
    ['99.86 %', '0.09 %', '0.05 %']
    """
    for decimals in range(MOST_DECIMALS + 1):
        whole = 100 * 10**decimals
        parts = _largest_remainders(shares, whole)
        if len(parts) == 1 or all(0 < part < whole for part in parts):
            break
    return [f"{part / 10**decimals:.{decimals}f} %" for part in parts]


def argmax_marks(logits: Sequence[float]) -> tuple[str, ...]:
    """Return the word under each bar of the one-hot answer: "winner" under one of them.

    Examples
    --------
    >>> argmax_marks([1.43, -0.40, 1.43])
    ('winner', '', '')
    """
    winner = argmax(logits)
    return tuple("winner" if i == winner else "" for i in range(len(logits)))


def softmax_marks(logits: Sequence[float]) -> tuple[str, ...]:
    """Return the word under each bar of the shares: "winner", or "tie" under each of several.

    Examples
    --------
    >>> softmax_marks([1.43, -0.40, 1.43])
    ('tie', '', 'tie')
    """
    leaders = maximizers(logits)
    word = "winner" if len(leaders) == 1 else "tie"
    return tuple(word if i in leaders else "" for i in range(len(logits)))


def summary(logits: Sequence[float], class_names: Sequence[str] = CLASS_NAMES) -> str:
    """Return what the two charts show, with the numbers.

    Parameters
    ----------
    logits : sequence of float, length K
        Any real numbers.
    class_names : sequence of str, length K
        What to call the classes.

    Examples
    --------
    >>> print(summary([1.43, -0.40, 0.23]))
    Setosa leads Virginica by 1.20. Argmax answers Setosa, all or nothing. \
Softmax gives 68 % to Setosa, 21 % to Virginica, and 11 % to Versicolor.
    >>> print(summary([1.43, -0.40, 1.43]))
    Setosa and Virginica tie at 1.43. Argmax takes the first in the list, Setosa. \
Softmax gives 93 % in equal parts to Setosa and Virginica, and 7 % to Versicolor.
    >>> print(summary([1, 1, 1]))
    Setosa, Versicolor and Virginica tie at 1.00. Argmax takes the first in the list, Setosa. \
Softmax gives 100 % in equal parts to Setosa, Versicolor and Virginica.
    """
    winner = class_names[int(argmax(logits))]
    leaders = [class_names[i] for i in maximizers(logits)]
    if len(leaders) > 1:
        standing = f"{listed(leaders)} tie at {number(max(logits))}."
        answer = f"Argmax takes the first in the list, {winner}."
    else:
        standing = _lead(logits, class_names)
        answer = f"Argmax answers {winner}, all or nothing."
    return f"{standing} {answer} Softmax gives {_shares(logits, class_names)}."


def lecture_note() -> str:
    """Return why the lecture's share of Setosa is not quite the one on screen.

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


def refusal_notice(refused: Sequence[Refusal]) -> str:
    """Return one friendly line on the values of a link that could not be used, or nothing.

    The values stand in it as inline code, shortened, so that no markup in them comes alive.

    Examples
    --------
    >>> print(refusal_notice([Refusal("setosa", "abc")]))
    Part of this link could not be used: Setosa must be a number from −5 to 5, not `abc`, \
so you see 1.43. All else is as the link says.
    """
    if not refused:
        return ""
    parts = [
        f"{FIELD_LABELS[each.name]} must be {_rule(each.name)}, "
        f"not `{_inert(each.text)}`, so you see {_shown(DEFAULTS[each.name])}"
        for each in refused
    ]
    return f"Part of this link could not be used: {'; '.join(parts)}. All else is as the link says."


def _rule(field: str) -> str:
    """Return in words what a field may be."""
    if field in CHOICES:
        *options, last = CHOICES[field].options
        return f"{', '.join(options)} or {last}"
    bounds = BOUNDS[field]
    return f"a number from {bounds.minimum:g} to {bounds.maximum:g}".replace("-", MINUS)


def _shown(value: float | str) -> str:
    """Return a default in words."""
    return value if isinstance(value, str) else number(value)


def _inert(text: str) -> str:
    """Return text from a link as one short line without the marks that end inline code."""
    line = " ".join(text.replace("`", "\N{APOSTROPHE}").split())
    printable = "".join(each for each in line if each.isprintable())
    return f"{printable[:LONGEST_QUOTE]}…" if len(printable) > LONGEST_QUOTE else printable or " "


def _lead(logits: Sequence[float], class_names: Sequence[str]) -> str:
    """Return by how much the largest logit leads the next one."""
    first, second = sorted(range(len(logits)), key=lambda i: -logits[i])[:2]
    lead = logits[first] - logits[second]
    amount = f"{lead:.2f}" if lead >= 0.005 else "less than 0.01"
    return f"{class_names[first]} leads {class_names[second]} by {amount}."


def _shares(logits: Sequence[float], class_names: Sequence[str]) -> str:
    """Return each class with its share of softmax, tied classes together, largest first."""
    probabilities = softmax(logits)
    tied: dict[float, list[int]] = {}
    for i in sorted(range(len(logits)), key=lambda i: -logits[i]):
        tied.setdefault(logits[i], []).append(i)
    texts = percentages([float(probabilities[group].sum()) for group in tied.values()])
    *parts, last = (
        f"{text}{' in equal parts' * (len(group) > 1)} to {listed([class_names[i] for i in group])}"
        for group, text in zip(tied.values(), texts, strict=True)
    )
    return f"{', '.join(parts)}, and {last}" if parts else last


def _largest_remainders(shares: Sequence[float], whole: int) -> list[int]:
    """Return whole numbers in proportion to the shares that add up to `whole`."""
    exact = [share * whole for share in shares]
    parts = [math.floor(each) for each in exact]
    by_remainder = sorted(range(len(parts)), key=lambda i: parts[i] - exact[i])
    for i in by_remainder[: whole - sum(parts)]:
        parts[i] += 1
    return parts


def jump_sentence(sweep: LogitSweep, class_names: Sequence[str] = CLASS_NAMES) -> str:
    """Return where argmax jumps as a logit moves, and both slopes where it stands.

    Examples
    --------
    >>> from argsoft.sweeps import logit_sweep
    >>> print(jump_sentence(logit_sweep([1.43, -0.40, 0.23], 0)))
    Argmax jumps at 0.23, where Setosa meets Virginica, the largest of the others. \
At 1.43 argmax has slope 0 and softmax 0.22.
    >>> print(jump_sentence(logit_sweep([0.23, -0.40, 0.23], 0)))
    Argmax jumps at 0.23, where Setosa meets Virginica, the largest of the others. \
Right there, at a tie, argmax has no slope; softmax has 0.24.
    """
    mover, rival = class_names[sweep.moving], class_names[sweep.rival]
    steepness = slope(float(sweep.softmax_slopes_at[sweep.moving]))
    jump = (
        f"Argmax jumps at {number(sweep.jump)}, where {mover} meets {rival}, "
        "the largest of the others."
    )
    if sweep.at == sweep.jump:
        return f"{jump} Right there, at a tie, argmax has no slope; softmax has {steepness}."
    return f"{jump} At {number(sweep.at)} argmax has slope 0 and softmax {steepness}."


def nudge_sentence(
    change: Nudge, moving: int, watched: Sequence[int], class_names: Sequence[str] = CLASS_NAMES
) -> str:
    """Return what a push of +0.1 on one logit does to the watched outputs.

    Examples
    --------
    >>> from argsoft.sweeps import nudge
    >>> print(nudge_sentence(nudge([1.43, -0.40, 0.23], 0), 0, [0]))
    Nudge Setosa’s logit by +0.1: argmax’s output changes by 0, softmax’s by +0.0212.
    >>> print(nudge_sentence(nudge([1.43, -0.40, 0.23], 0), 0, [0, 1, 2]))
    Nudge Setosa’s logit by +0.1: argmax’s outputs change by 0, 0, 0, \
softmax’s by +0.0212, −0.0074, −0.0138.
    """
    outputs = "outputs change" if len(watched) > 1 else "output changes"
    steps = ", ".join(signed(float(change.argmax[i])).removesuffix(".00") for i in watched)
    shares = ", ".join(_change(float(change.softmax[i])) for i in watched)
    return (
        f"Nudge {class_names[moving]}’s logit by +0.1: argmax’s {outputs} by {steps}, "
        f"softmax’s by {shares}."
    )


def temperature_sentence(sweep: LogitSweep) -> str:
    """Return what the temperature does to the slope, and what that means for training.

    Examples
    --------
    >>> from argsoft.sweeps import logit_sweep
    >>> print(temperature_sentence(logit_sweep([1.43, -0.40, 0.23], 0, temperature=0.05)))
    At temperature 0.05 softmax is nearly the step. Its slope here is 8 × 10⁻¹⁰: training would \
hardly move.
    """
    steepness = slope(float(sweep.softmax_slopes_at[sweep.moving]))
    if sweep.temperature < LOW_TEMPERATURE:
        effect = (
            "training would hardly move"
            if abs(sweep.softmax_slopes_at[sweep.moving]) < SMALL
            else "steep, but only this near to the jump"
        )
        return (
            f"At temperature {number(sweep.temperature)} softmax is nearly the step. "
            f"Its slope here is {steepness}: {effect}."
        )
    return (
        "Lower the temperature and softmax turns into the step: its slope dies away from the jump, "
        "and with it what training can follow."
    )


def _change(value: float) -> str:
    """Return a change with its sign and four decimals, or more where they would hide it."""
    if value and abs(value) < 0.00005:
        return slope(value) if value < 0 else f"+{slope(value)}"
    return f"{value:+.4f}".replace("-", MINUS) if value else "0"


def derivatives_sentence(
    logits: Sequence[float], by: int, class_names: Sequence[str] = CLASS_NAMES
) -> str:
    """Return what a small push of one logit does to every output, softmax's and argmax's.

    Examples
    --------
    >>> print(derivatives_sentence([1.43, -0.40, 0.23], 0))
    Raise Setosa's logit by a little: its own probability rises at 0.22 per unit, Versicolor's \
falls at 0.08 and Virginica's falls at 0.14. Argmax does not move: its slope is 0.
    >>> print(derivatives_sentence([1.43, -5, 1.43], 0))
    Raise Setosa's logit by a little: its own probability rises at 0.25 per unit, Versicolor's \
falls at less than 0.01 and Virginica's falls at 0.25. Setosa and Virginica tie, so argmax's \
winner changes right here: it has no slope.
    """
    column = softmax_jacobian(logits)[:, by]
    moves = [f"its own probability rises at {_speed(column[by])} per unit"] + [
        f"{name}'s falls at {_speed(column[i])}" for i, name in enumerate(class_names) if i != by
    ]
    leaders = [int(each) for each in maximizers(logits)]
    tied = listed([class_names[i] for i in leaders])
    if len(leaders) == 1:
        answer = "Argmax does not move: its slope is 0."
    elif by in leaders:
        answer = f"{tied} tie, so argmax's winner changes right here: it has no slope."
    else:
        answer = (
            f"Argmax does not move with it, but {tied} tie: with their logits its winner changes "
            "right here, and it has no slope."
        )
    return f"Raise {class_names[by]}'s logit by a little: {listed(moves)}. {answer}"


def derivatives_facts(
    logits: Sequence[float], output: int, by: int, class_names: Sequence[str] = CLASS_NAMES
) -> tuple[str, ...]:
    """Return what there is to notice in softmax's table of slopes, each with its numbers.

    Parameters
    ----------
    logits : sequence of float, length K
        At least two finite numbers.
    output, by : int
        The row and the column that are looked at.
    class_names : sequence of str, length K
        What to call the classes.

    Examples
    --------
    >>> for fact in derivatives_facts([1.43, -0.40, 0.23], 0, 2):
    ...     print(fact)
    **Each row adds up to 0.** Setosa's: 0.2161 − 0.0751 − 0.1410 = 0. Raise all three logits \
together, and nothing changes.
    **It is symmetric.** Setosa's output by Virginica's logit has the slope −0.14, and Virginica's \
output by Setosa's logit has it too: −0.14.
    **Plus on the diagonal, minus elsewhere.** A logit pushes its own output up (0.22, 0.098, \
0.16), and each of the others down (from −0.14 to −0.023).
    **All small when one class is certain.** The steepest slope now is 0.22, with Setosa at 0.68. \
None can pass 0.25, and near certainty all fade to 0.
    """
    matrix, shares = softmax_jacobian(logits), softmax(logits)
    other = by if by != output else (by + 1) % len(logits)
    row, column, leader = class_names[output], class_names[other], int(argmax(logits))
    diagonal = ", ".join(slope(float(each)) for each in matrix.diagonal())
    steepest, gentlest = matrix.min(), max(each for each in matrix.flat if each <= 0)
    return (
        f"**Each row adds up to 0.** {row}'s: {_sum_to_zero(matrix[output])}. "
        "Raise all three logits together, and nothing changes.",
        f"**It is symmetric.** {row}'s output by {column}'s logit has the slope "
        f"{slope(float(matrix[output, other]))}, and {column}'s output by {row}'s logit has it "
        f"too: {slope(float(matrix[other, output]))}.",
        f"**Plus on the diagonal, minus elsewhere.** A logit pushes its own output up ({diagonal}),"
        f" and each of the others down (from {slope(float(steepest))} to "
        f"{slope(float(gentlest))}).",
        "**All small when one class is certain.** The steepest slope now is "
        f"{slope(float(matrix.max()))}, with {class_names[leader]} at "
        f"{probability(float(shares[leader]))}. None can pass 0.25, and near certainty all fade to "
        "0.",
    )


def derivatives_lecture_note(logits: Sequence[float]) -> str:
    """Return why the lecture's derivatives are not quite the exact ones; "" at other logits.

    Examples
    --------
    >>> print(derivatives_lecture_note([1.43, -0.40, 0.23]))
    Your lecture may print 0.21, −0.07 and −0.15 for Setosa's row. It multiplied probabilities \
already rounded, 0.69 × 0.31 = 0.2139, 0.69 × 0.10 = 0.0690 and 0.69 × 0.21 = 0.1449, and rounded \
once more, the last one up. Exactly: 0.22, −0.08 and −0.14.
    >>> derivatives_lecture_note([1.43, -0.40, 0.24])
    ''
    """
    if tuple(logits) != Scenario().logits:
        return ""
    products = [f"{LECTURE_SHARE} × {other} = {_product(other)}" for other in LECTURE_FACTORS]
    exact = [entry(float(each)) for each in softmax_jacobian(logits)[0]]
    return (
        f"Your lecture may print {listed(LECTURE_SLOPES)} for Setosa's row. "
        f"It multiplied probabilities already rounded, {listed(products)}, and rounded once more, "
        f"the last one up. Exactly: {listed(exact)}."
    )


def _product(factor: str) -> str:
    """Return what the lecture's share and another printed number make."""
    return f"{float(LECTURE_SHARE) * float(factor):.4f}"


def _speed(value: float) -> str:
    """Return how fast something moves, whichever way, as the tables round it."""
    return "less than 0.01" if 0 < abs(value) < 0.005 else entry(abs(value))


def _sum_to_zero(row: Iterable[float]) -> str:
    """Return a row of slopes as a sum, with so many decimals that the printed numbers add up."""
    values = [float(each) for each in row]
    fitting = (p for p in range(4, 13) if sum(round(v * 10**p) for v in values) == 0)
    places = next(fitting, 4)
    first, *rest = (f"{MINUS if v < 0 else '+'} {abs(v):.{places}f}" for v in values)
    return f"{first.removeprefix('+ ').replace(' ', '')} {' '.join(rest)} = 0"


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
        What changes, over what changes it.
    value : str
        The slope.
    origin : str
        Where that number comes from.
    """

    above: str
    below: str
    value: str
    origin: str


def factors(
    chain: Chain, target: int, through: Through, class_names: Sequence[str] = CLASS_NAMES
) -> tuple[Factor, ...]:
    """Return the chain from the loss to the true class's weight: three factors and their product.

    The path through the true class's own output is all there is: cross-entropy asks for no other,
    and through argmax the others add 0, or no number either where it ties.

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


def chain_sentence(
    chain: Chain, target: int, through: Through, class_names: Sequence[str] = CLASS_NAMES
) -> str:
    """Return what the factor in the middle does to the product, and so to learning.

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
    """Return what the slope of the loss says to each logit.

    Examples
    --------
    >>> print(directions([-0.32, 0.11, 0.0]))
    Setosa: −0.32. Raise this logit. Versicolor: +0.11. Lower this logit. Virginica: 0. Leave it.
    >>> print(directions([float("nan"), 0.001], ["A", "B"]))
    A: not defined. B: +0.00. Lower this logit a very little.
    """
    return " ".join(
        f"{name}: {signed(float(each))}.{_direction(float(each))}"
        for name, each in zip(class_names, gradient, strict=True)
    )


def _factor(value: float) -> str:
    """Return a factor as `slope` does, but whole and large numbers without decimals."""
    short = value.is_integer() or abs(value) >= 100
    return f"{value + 0.0:,.0f}".replace("-", MINUS) if short else slope(value)


def _direction(steepness: float) -> str:
    """Return which way a logit is to go, against the slope of the loss; nothing without one."""
    if math.isnan(steepness):
        return ""
    if not steepness:
        return " Leave it."
    way = "Raise" if steepness < 0 else "Lower"
    return f" {way} this logit{' a very little' if abs(steepness) < SMALL else ''}."


def chain_notes() -> str:
    """Return what to try on the chain, what p and y are, and where argmax has no slope.

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

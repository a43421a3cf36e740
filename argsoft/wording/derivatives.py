"""The table of derivatives, in words."""

from collections.abc import Iterable, Sequence

from argsoft.gradients import softmax_jacobian
from argsoft.iris import CLASS_NAMES
from argsoft.selection import argmax, maximizers
from argsoft.softmax import softmax
from argsoft.state.scenario import PRESETS, Scenario, class_index
from argsoft.wording.numerals import MINUS, entry, probability, slope
from argsoft.wording.phrases import listed

# The slopes that the lecture prints, and the rounded probabilities that it multiplied.
LECTURE_SLOPES = ("0.21", "−0.07", "−0.15")
LECTURE_SHARE, LECTURE_FACTORS = "0.69", ("0.31", "0.10", "0.21")


def sentences(scenario: Scenario) -> tuple[str, ...]:
    """Describe a small push; the second paragraph is "" except at the lecture's logits.

    Examples
    --------
    >>> push, lecture = sentences(Scenario(setosa=2.0))
    >>> push == derivatives_sentence((2.0, -0.40, 0.23), 0), lecture
    (True, '')
    """
    logits = scenario.logits
    push = derivatives_sentence(logits, class_index(scenario.by))
    return push, derivatives_lecture_note(logits)


def derivatives_sentence(
    logits: Sequence[float], by: int, class_names: Sequence[str] = CLASS_NAMES
) -> str:
    """Say how a small push of one logit changes every output of softmax and argmax.

    Examples
    --------
    >>> print(derivatives_sentence([1.43, -0.40, 0.23], 0))
    Raise Setosa's logit by a little: its own probability rises by 0.22 per unit, Versicolor's \
falls by 0.08 and Virginica's falls by 0.14. Argmax does not move: its slope is 0.
    >>> print(derivatives_sentence([1.43, -5, 1.43], 0))
    Raise Setosa's logit by a little: its own probability rises by 0.25 per unit, Versicolor's \
falls by less than 0.01 and Virginica's falls by 0.25. Setosa and Virginica tie, so argmax's \
winner changes right here: it has no slope.
    """
    column = softmax_jacobian(logits)[:, by]
    moves = [f"its own probability rises by {_speed(column[by])} per unit"] + [
        f"{name}'s falls by {_speed(column[i])}" for i, name in enumerate(class_names) if i != by
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
    """List what to notice in softmax's table of slopes, with its numbers.

    Parameters
    ----------
    logits : sequence of float, length K
        At least two finite numbers.
    output, by : int
        The selected row and column.
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
    """Explain why the lecture's slopes differ from the exact ones; "" at other logits.

    Examples
    --------
    >>> print(derivatives_lecture_note([1.43, -0.40, 0.23]))
    Your lecture may print 0.21, −0.07 and −0.15 for Setosa's row. It multiplied probabilities \
already rounded, 0.69 × 0.31 = 0.2139, 0.69 × 0.10 = 0.0690 and 0.69 × 0.21 = 0.1449, and rounded \
once more, the last one up. Exactly: 0.22, −0.08 and −0.14.
    >>> derivatives_lecture_note([1.43, -0.40, 0.24])
    ''
    """
    if tuple(logits) != PRESETS["lecture"].logits:
        return ""
    products = [f"{LECTURE_SHARE} × {other} = {_product(other)}" for other in LECTURE_FACTORS]
    exact = [entry(float(each)) for each in softmax_jacobian(logits)[0]]
    return (
        f"Your lecture may print {listed(LECTURE_SLOPES)} for Setosa's row. "
        f"It multiplied probabilities already rounded, {listed(products)}, and rounded once more, "
        f"the last one up. Exactly: {listed(exact)}."
    )


def _product(factor: str) -> str:
    """Multiply the lecture's share by another number that it prints."""
    return f"{float(LECTURE_SHARE) * float(factor):.4f}"


def _speed(value: float) -> str:
    """Format how fast something moves, whichever way, rounded as in the tables."""
    return "less than 0.01" if 0 < abs(value) < 0.005 else entry(abs(value))


def _sum_to_zero(row: Iterable[float]) -> str:
    """Write a row of slopes as a sum, with enough decimals for its numbers to add up."""
    values = [float(each) for each in row]
    fitting = (p for p in range(4, 13) if sum(round(v * 10**p) for v in values) == 0)
    places = next(fitting, 4)
    first, *rest = (f"{MINUS if v < 0 else '+'} {abs(v):.{places}f}" for v in values)
    return f"{first.removeprefix('+ ').replace(' ', '')} {' '.join(rest)} = 0"

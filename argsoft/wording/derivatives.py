"""The table of derivatives, in words."""

from collections.abc import Iterable, Sequence

from argsoft.gradients import softmax_jacobian
from argsoft.iris import CLASS_NAMES
from argsoft.language import listed
from argsoft.language import translate as _
from argsoft.selection import argmax, maximizers
from argsoft.softmax import softmax
from argsoft.state.scenario import PRESETS, Scenario, class_index
from argsoft.validation import Floats
from argsoft.wording.numerals import decimals, entry, probability
from argsoft.wording.phrases import unbroken

# The slopes that StatQuest's video prints, and the rounded probabilities that it multiplied.
VIDEO_SLOPES = (0.21, -0.07, -0.15)
VIDEO_SHARE, VIDEO_FACTORS = 0.69, (0.31, 0.10, 0.21)


def introduction() -> str:
    """Say what a slope is, and what to do."""
    return _(
        "A **slope**, or **derivative**, says how fast an output rises as you push one logit up. "
        "All nine make a table, the **Jacobian**. Click one."
    )


def suggestion() -> str:
    """Suggest what to try."""
    return _(
        "**Try it.** One runaway: softmax’s slopes shrink, yet none is 0. Two-way tie: argmax’s "
        "derivative is undefined."
    )


def titles() -> tuple[str, str]:
    """Title softmax's and argmax's table."""
    return _("Softmax: never 0"), _("Argmax: 0, or undefined")


def charts() -> tuple[str, str]:
    """Name softmax's and argmax's table for screen readers."""
    return (
        _("Table of the slope of every output of softmax by every logit"),
        _("Table of the slope of every output of argmax by every logit"),
    )


def sides() -> tuple[str, str]:
    """Call the rows and the columns of both tables."""
    return _("output"), _("logit")


def sentences(scenario: Scenario, matrix: Floats | None = None) -> tuple[str, ...]:
    """Describe a small push.

    Parameters
    ----------
    scenario : Scenario
        The visitor's settings.
    matrix : ndarray of float64, shape (3, 3), optional
        Softmax's Jacobian of its logits, computed if not given.

    Examples
    --------
    >>> sentences(Scenario(setosa=2.0)) == (derivatives_sentence((2.0, -0.40, 0.23), 0),)
    True
    """
    return (derivatives_sentence(scenario.logits, class_index(scenario.by), matrix=matrix),)


def derivatives_sentence(
    logits: Sequence[float],
    by: int,
    class_names: Sequence[str] = CLASS_NAMES,
    *,
    matrix: Floats | None = None,
) -> str:
    """Say how a small push of one logit changes every output of softmax and argmax.

    Examples
    --------
    >>> print(derivatives_sentence([1.43, -0.40, 0.23], 0))
    Raise Setosa’s logit by a little: its own probability rises by 0.22 per unit, Versicolor’s \
falls by 0.08 and Virginica’s falls by 0.14. Argmax does not move: its slope is 0.
    >>> print(derivatives_sentence([1.43, -5, 1.43], 0))
    Raise Setosa’s logit by a little: its own probability rises by 0.25 per unit, Versicolor’s \
falls by less than 0.01 and Virginica’s falls by 0.25. Setosa and Virginica tie, so argmax’s \
winner changes right here: its derivative is undefined.
    """
    matrix = softmax_jacobian(logits) if matrix is None else matrix
    column = matrix[:, by].tolist()
    own = _("its own probability rises by {slope} per unit").format(slope=_speed(column[by]))
    others = [
        _("{name}’s falls by {slope}").format(name=name, slope=_speed(column[i]))
        for i, name in enumerate(class_names)
        if i != by
    ]
    push = _("Raise {name}’s logit by a little: {moves}.").format(
        name=class_names[by], moves=listed([own, *others])
    )
    return f"{push} {_argmax_sentence(logits, by, class_names)}"


def _argmax_sentence(logits: Sequence[float], by: int, class_names: Sequence[str]) -> str:
    """Say what argmax does at a small push."""
    leaders = [int(each) for each in maximizers(logits)]
    tied = listed([class_names[i] for i in leaders])
    if len(leaders) == 1:
        return _("Argmax does not move: its slope is 0.")
    if by in leaders:
        return _(
            "{classes} tie, so argmax’s winner changes right here: its derivative is undefined."
        ).format(classes=tied)
    return _(
        "Argmax does not move with it, but {classes} tie: with their logits its winner changes "
        "right here, and its derivative is undefined."
    ).format(classes=tied)


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
    ...     print(*fact.split())
    **Each row adds up to 0.** Setosa’s: 0.22 − 0.08 − 0.14 = 0. Raise all three logits together, \
and nothing changes.
    **It is symmetric.** Setosa’s output by Virginica’s logit has the slope −0.14; Virginica’s by \
Setosa’s has the same.
    **Plus on the diagonal** (0.22, 0.10, 0.16), **minus elsewhere** (from −0.14 to −0.02).
    **All small when one class is certain.** The steepest slope now is 0.22, with Setosa at 0.68. \
None can pass 0.25 at temperature 1; none is ever 0, though it can be tiny.
    """
    matrix, shares = softmax_jacobian(logits), softmax(logits)
    other, leader = by if by != output else (by + 1) % len(logits), int(argmax(logits))
    gentlest = max(each for each in matrix.flat if each <= 0)
    return (
        _(
            "**Each row adds up to 0.** {name}’s: {sum}. Raise all three logits together, and "
            "nothing changes."
        ).format(name=class_names[output], sum=_sum_to_zero(matrix[output])),
        _symmetry(float(matrix[output, other]), class_names[output], class_names[other]),
        _(
            "**Plus on the diagonal** ({slopes}), **minus elsewhere** (from {steepest} to "
            "{gentlest})."
        ).format(
            slopes=", ".join(entry(float(each)) for each in matrix.diagonal()),
            steepest=entry(float(matrix.min())),
            gentlest=entry(float(gentlest)),
        ),
        _smallness(float(matrix.max()), class_names[leader], float(shares[leader])),
    )


def _symmetry(slope: float, row: str, column: str) -> str:
    """Say that two entries are the same."""
    return _(
        "**It is symmetric.** {row}’s output by {column}’s logit has the slope {slope}; "
        "{column}’s by {row}’s has the same."
    ).format(row=row, column=column, slope=entry(slope))


def _smallness(steepest: float, leader: str, share: float) -> str:
    """Say how steep the table is now, and how steep it can be."""
    return _(
        "**All small when one class is certain.** The steepest slope now is {slope}, with {name} "
        "at {share}. None can pass {most} at temperature 1; none is ever 0, though it can be tiny."
    ).format(slope=entry(steepest), name=leader, share=probability(share), most=decimals(0.25))


def derivatives_video_note(logits: Sequence[float]) -> str:
    """Explain why the video's slopes differ from the exact ones; "" at other logits.

    Examples
    --------
    >>> print(derivatives_video_note([1.43, -0.40, 0.23]))
    StatQuest’s video rounds to 0.21, −0.07 and −0.15 for Setosa’s row: it multiplied \
probabilities already rounded, 0.69 × 0.31 = 0.2139, 0.69 × 0.10 = 0.0690 and 0.69 × 0.21 = \
0.1449, and rounded once more, the last one up. Exactly: 0.22, −0.08 and −0.14.
    >>> derivatives_video_note([1.43, -0.40, 0.24])
    ''
    """
    if tuple(logits) != PRESETS["lecture"].logits:
        return ""
    products = [
        f"{decimals(VIDEO_SHARE)} × {decimals(other)} = {decimals(VIDEO_SHARE * other, 4)}"
        for other in VIDEO_FACTORS
    ]
    return _(
        "StatQuest’s video rounds to {slopes} for Setosa’s row: it multiplied probabilities "
        "already rounded, {products}, and rounded once more, the last one up. Exactly: {exact}."
    ).format(
        slopes=listed([decimals(each) for each in VIDEO_SLOPES]),
        products=listed(products),
        exact=listed([entry(float(each)) for each in softmax_jacobian(logits)[0]]),
    )


def worked_title(output: int, by: int, class_names: Sequence[str] = CLASS_NAMES) -> str:
    """Head the working of one slope.

    Examples
    --------
    >>> worked_title(0, 2)
    'Worked out: Setosa’s output by Virginica’s logit'
    """
    return _("Worked out: {output}’s output by {by}’s logit").format(
        output=class_names[output], by=class_names[by]
    )


def video_title() -> str:
    """Label the disclosure with the slopes of StatQuest’s video."""
    return _("StatQuest’s video rounds earlier")


def notice_title() -> str:
    """Head the list of what to notice."""
    return _("What to notice")


def measured_title() -> str:
    """Label the disclosure with the measured slope."""
    return _("The same slope, measured")


def _speed(value: float) -> str:
    """Format how fast something moves, whichever way, rounded as in the tables."""
    if 0 < abs(value) < 0.005:
        return _("less than {number}").format(number=decimals(0.01))
    return entry(abs(value))


def _sum_to_zero(row: Iterable[float]) -> str:
    """Write a row of slopes as a sum in one line, with enough decimals to add up."""
    values = [float(each) for each in row]
    fitting = (p for p in range(2, 13) if sum(round(v * 10**p) for v in values) == 0)
    places = next(fitting, 4)
    first, *rest = (f"{'−' if v < 0 else '+'} {decimals(abs(v), places)}" for v in values)
    return unbroken(f"{first.removeprefix('+ ').replace(' ', '')} {' '.join(rest)} = 0")

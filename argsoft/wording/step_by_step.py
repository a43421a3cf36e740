"""The steps of softmax, what breaks them, and what fails in their place, in words."""

import math
from collections.abc import Sequence

from argsoft.iris import CLASS_NAMES
from argsoft.language import listed
from argsoft.losses import cross_entropy
from argsoft.softmax import softmax
from argsoft.state.results import SURER, compared
from argsoft.state.scenario import (
    ADD,
    BREAK,
    MISTAKES,
    STAGES,
    STEPS,
    SURE,
    TWICE,
    TWO_FLOWERS,
    WHY,
    Scenario,
    class_index,
)
from argsoft.wording.numerals import decimals, number, quantity, ten_to
from argsoft.wording.playground import summary
from argsoft.workings import (
    TWO_TO_Z,
    Z_ITSELF,
    Z_MINUS_SMALLEST,
    Working,
    largest_exponent,
    smallest_number,
)

HEADINGS = ("raw output z", "e<sup>z</sup>", "add up", "divide")
# The title of the second chart, and the headings of its first two columns.
_SECOND = {
    BREAK: ("Largest subtracted first", "z − largest", "e<sup>z − largest</sup>"),
    Z_ITSELF: ("z itself instead", HEADINGS[0], "z"),
    Z_MINUS_SMALLEST: ("z − smallest instead", "z − smallest", "the same"),
    TWO_TO_Z: ("2 to the power z instead", HEADINGS[0], "2<sup>z</sup>"),
    TWICE: ("Softmax of those shares", "share p", "e<sup>p</sup>"),
    SURE: (f"A surer network: z × {SURER:g}", *HEADINGS[:2]),
    TWO_FLOWERS: ("Another flower", *HEADINGS[:2]),
}
_FIRST = {
    STEPS: "",
    ADD: "As they are",
    BREAK: "As it is written",
    WHY: "Softmax",
    TWICE: "Softmax once",
    SURE: "Your network",
    TWO_FLOWERS: "One flower",
}


def titles(scenario: Scenario) -> tuple[str, str]:
    """Return the titles of the first and the second chart.

    Examples
    --------
    >>> titles(Scenario(part="add", shift=2.0))
    ('As they are', 'Plus 2.00 each')
    """
    if scenario.part == ADD:
        return _FIRST[ADD], f"Plus {number(scenario.shift)} each"
    first = scenario.mistake if scenario.part == MISTAKES else scenario.part
    return _FIRST[first], _second(scenario)[0]


def headings(scenario: Scenario) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the column headings of the first and the second chart.

    Examples
    --------
    >>> headings(Scenario(part="why"))[1]
    ('raw output z', 'z', 'add up', 'divide')
    """
    return HEADINGS, (*_second(scenario)[1:], *HEADINGS[2:])


def _second(scenario: Scenario) -> tuple[str, ...]:
    """Return the title of the second chart and its first two headings."""
    chosen = {BREAK: BREAK, WHY: scenario.instead, MISTAKES: scenario.mistake}
    return _SECOND.get(chosen.get(scenario.part, ""), ("", *HEADINGS[:2]))


def zero(scenario: Scenario) -> str:
    """Choose the text for a number that is 0 in the second column or beyond.

    Where raw outputs are multiplied, it is a power of e that has underflowed, and so above 0.

    Examples
    --------
    >>> zero(Scenario()), zero(Scenario(part="break")), zero(Scenario(part="why"))
    ('0', '<10⁻³²³', '0')
    """
    if scenario.part != BREAK:
        return "0"
    return f"<{ten_to(math.floor(math.log10(smallest_number(scenario.precision))) + 1)}"


def texts(working: Working, *, zero: str = "0") -> list[list[str]]:
    """Format all numbers of a working, step by step.

    Parameters
    ----------
    working : argsoft.workings.Working
        The steps for K classes.
    zero : str
        How to write the numbers that `Working.is_zero` marks.

    Examples
    --------
    >>> from argsoft.workings import worked
    >>> texts(worked([0.0, -2000.0]), zero="tiny")
    [['0', '−2,000'], ['1.00', 'tiny'], ['1.00', '1.00'], ['1.00', 'tiny']]
    """
    return [
        [zero if is_zero else quantity(float(each)) for each, is_zero in zip(*row, strict=True)]
        for row in zip(working, working.is_zero.tolist(), strict=True)
    ]


def sentences(scenario: Scenario, workings: Sequence[Working] = ()) -> tuple[str, ...]:
    """Explain what the charts show, with their numbers.

    Parameters
    ----------
    scenario : Scenario
        The visitor's settings.
    workings : sequence of argsoft.workings.Working, optional
        The result of `argsoft.state.results.compared`, computed if not given.

    Examples
    --------
    >>> print(*sentences(Scenario(stage="divide")))
    Divide each by the sum: 4.18 ÷ 6.11 = 0.68 for Setosa. All were divided by their own sum, so \
the shares add up to 1.
    >>> print(*sentences(Scenario(part="add", shift=2.0)))
    Each eᶻ became 7.39 times as large (that is e to the power 2.00), and so did their sum: 6.11 \
became 45.13. In the division it cancels: no share moves. Only differences between raw outputs \
count.
    >>> print(*sentences(Scenario(part="why")))
    Versicolor gets −0.32 and Setosa 1.13: these are not shares. eᶻ is never negative. Add the \
same to all, and these numbers change; softmax’s do not.
    """
    say = {ADD: _added, BREAK: _broken, WHY: _instead, MISTAKES: _mistaken}.get(
        scenario.part, _step
    )
    return (say(scenario, workings or compared(scenario)),)


def compares(scenario: Scenario) -> bool:
    """Return whether `sentences` also says what argmax answers.

    Examples
    --------
    >>> compares(Scenario(stage="all")), compares(Scenario(stage="divide"))
    (True, False)
    """
    return scenario.part == STEPS and scenario.stage == STAGES[-1]


def _step(scenario: Scenario, workings: Sequence[Working]) -> str:
    """Explain the current stage."""
    (working,) = workings
    chosen = class_index(scenario.output)
    part, share = quantity(float(working.parts[chosen])), quantity(float(working.shares[chosen]))
    total = quantity(working.total)
    texts = (
        "Raw outputs can have any size and any sign, so they are not shares yet. **Press Next.**",
        f"e to the power z is never negative, and keeps the order: {scenario.output}’s "
        f"{number(scenario.logits[chosen])} becomes {part}. One more in z makes eᶻ 2.72 times "
        "as large.",
        f"Add the three up: together they are {total}. The bars lie end to end, and fill the whole "
        "width.",
        f"Divide each by the sum: {part} ÷ {total} = {share} for {scenario.output}. All were "
        "divided by their own sum, so the shares add up to 1.",
        summary(scenario.logits),
    )
    return texts[STAGES.index(scenario.stage)]


def _added(scenario: Scenario, workings: Sequence[Working]) -> str:
    """Explain why adding the same to all leaves the shares alone."""
    before, after = workings
    if not scenario.shift:
        return (
            "**Drag “Add to all”**: watch eᶻ on the right, now "
            f"{listed([quantity(float(each)) for each in after.parts])}, and then the shares."
        )
    return (
        f"Each eᶻ became {quantity(math.exp(scenario.shift))} times as large (that is e to the "
        f"power {number(scenario.shift)}), and so did their sum: {quantity(before.total)} became "
        f"{quantity(after.total)}. In the division it cancels: no share moves. Only differences "
        "between raw outputs count."
    )


def _broken(scenario: Scenario, workings: Sequence[Working]) -> str:
    """Say whether the plain formula still gives shares, what mends it, and what underflows."""
    return f"{_limits(scenario, workings[0])}{_underflow(scenario, workings)}"


def _underflow(scenario: Scenario, workings: Sequence[Working]) -> str:
    """Say which numbers are too small for their precision, and how small that is."""
    lost = [
        name
        for i, name in enumerate(CLASS_NAMES)
        if any(each.is_zero[:, i].any() for each in workings)
    ]
    if not lost:
        return ""
    least = quantity(smallest_number(scenario.precision))
    return (
        f" {zero(scenario)} is **underflow**: eᶻ and its share are never 0, but those of "
        f"{listed(lost)} are below {least}, the smallest number above 0 that {scenario.precision} "
        "can hold, so they are kept as 0."
    )


def _limits(scenario: Scenario, plain: Working) -> str:
    """Say whether the plain formula still gives shares, and what mends it."""
    precision, largest = scenario.precision, quantity(float(plain.inputs.max()))
    limit = f"{largest_exponent(precision):.1f}"
    mended = (
        "With the largest subtracted first, the largest exponent is 0 and the sum at least 1: "
        "nothing can break, and the shares are the same."
    )
    if not plain.total:
        return f"Every eᶻ is too small for {precision} and becomes 0, and 0 ÷ 0 is nan. {mended}"
    if not math.isfinite(plain.total):
        return (
            f"The largest z is {largest}, and {precision} holds eᶻ only up to z = {limit}: beyond "
            "that it is inf. inf ÷ inf is nan, and all else ÷ inf is 0, which no share can be. "
            f"{mended}"
        )
    return (
        f"Both still work: the largest z is {largest}, and {precision} holds eᶻ up to z = {limit}. "
        "**Multiply further**, or keep the numbers in fewer bits."
    )


def _instead(scenario: Scenario, workings: Sequence[Working]) -> str:
    """Say what fails where something else replaces e to the power z."""
    _, other = workings
    if scenario.instead == TWO_TO_Z:
        return (
            "This works: any base above 1 does. 2ᶻ is softmax at temperature 1.44, a little "
            "flatter. e is chosen because its curve is its own slope, which keeps the derivatives "
            "short."
        )
    if not other.total or not math.isfinite(float(other.shares.sum())):
        return "The three add up to 0, and nothing can be divided by 0. eᶻ never adds up to 0."
    return _rescaled(other) if scenario.instead == Z_ITSELF else _above_the_smallest(other)


def _rescaled(other: Working) -> str:
    """Say what fails where the raw outputs are divided by their own sum."""
    wrong = [i for i, share in enumerate(other.shares) if share < 0] + [
        i for i, share in enumerate(other.shares) if share > 1
    ]
    change = "Add the same to all, and these numbers change; softmax’s do not."
    if not wrong:
        return f"These look like shares, as long as no raw output is negative. {change}"
    first, *more = (
        f"{CLASS_NAMES[i]} {'' if n else 'gets '}{quantity(float(other.shares[i]))}"
        for n, i in enumerate(wrong)
    )
    return f"{listed([first, *more])}: these are not shares. eᶻ is never negative. {change}"


def _above_the_smallest(other: Working) -> str:
    """Say what fails where z minus the smallest replaces e to the power z."""
    losers = [name for name, part in zip(CLASS_NAMES, other.parts, strict=True) if not part]
    return (
        f"{listed(losers)} {'gets' if len(losers) == 1 else 'get'} exactly 0, however close to the "
        "others: the smallest has no chance, and nothing to learn from. And multiply all raw "
        "outputs by 10: these shares stay, so such a network could never grow surer."
    )


def _mistaken(scenario: Scenario, workings: Sequence[Working]) -> str:
    """Say what a common mistake does to the numbers on screen."""
    first, second = workings
    leader = int(first.shares.argmax())
    name, before = CLASS_NAMES[leader], quantity(float(first.shares[leader]))
    after = quantity(float(second.shares[leader]))
    if scenario.mistake == TWICE:
        surest = [1.0, 0.0, 0.0]
        return (
            "Shares lie between 0 and 1, so the second softmax sees nearly equal numbers: "
            f"{name}’s {before} becomes {after}. With three classes it can give no more than "
            f"{decimals(float(softmax(surest)[0]))}, and so the loss cannot fall below "
            f"{decimals(float(cross_entropy(surest, 0)), 3)}, however well the network learns."
        )
    if scenario.mistake == SURE:
        return (
            "Take a network with three times your raw outputs, for every flower. Argmax answers "
            f"the same each time, so it is right just as often. Yet here it says {after} for "
            f"{name}, where yours says {before}. A share is how sure a network is; only counting "
            "tells how often it is right."
        )
    return (
        f"The other flower’s raw output for {name} is higher, "
        f"{number(round(float(second.inputs[leader]), 12))} against "
        f"{number(float(first.inputs[leader]))}; yet its share is lower, {after} against {before}. "
        "A raw output says nothing without the others of the same flower."
    )

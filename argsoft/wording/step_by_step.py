"""The steps of softmax, what breaks them, and what fails in their place, in words."""

import math
from collections.abc import Sequence

from argsoft.iris import CLASS_NAMES
from argsoft.language import listed, plural
from argsoft.language import translate as _
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
from argsoft.wording import formulas
from argsoft.wording.labels import label, option_label
from argsoft.wording.numerals import (
    MINUS,
    decimals,
    number,
    plain,
    probability,
    quantity,
    ten_to,
)
from argsoft.wording.playground import summary
from argsoft.workings import (
    TWO_TO_Z,
    Z_ITSELF,
    Z_MINUS_SMALLEST,
    Working,
    largest_exponent,
    smallest_number,
)


def charts() -> tuple[str, str]:
    """Name both charts for screen readers."""
    return (
        _("Bars: the way from logits to probabilities"),
        _("Bars: the same way, to compare"),
    )


def progress(stage: str) -> str:
    """Say which stage is shown, of how many.

    Examples
    --------
    >>> progress("add_up")
    '3 of 5: add up'
    """
    return _("{number} of {count}: {stage}").format(
        number=STAGES.index(stage) + 1, count=len(STAGES), stage=option_label("stage", stage)
    )


def titles(scenario: Scenario) -> tuple[str, str]:
    """Title the first and the second chart.

    Examples
    --------
    >>> titles(Scenario(part="add", shift=2.0))
    ('As they are', 'Plus 2.00 each')
    """
    if scenario.part == ADD:
        return _("As they are"), _("Plus {shift} each").format(shift=number(scenario.shift))
    first = {
        BREAK: _("Naive formula"),
        WHY: _("Softmax"),
        TWICE: _("Softmax once"),
        SURE: _("Your network"),
        TWO_FLOWERS: _("One flower"),
    }
    chosen = scenario.mistake if scenario.part == MISTAKES else scenario.part
    return first.get(chosen, ""), _second(scenario)[0]


def headings(scenario: Scenario) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Write the column headings of the first and the second chart.

    Examples
    --------
    >>> headings(Scenario(part="why"))[1]
    ('logit z', 'z', 'add up', 'divide ≈')
    """
    ends = _("add up"), _("divide ≈")
    return (*_begin(), *ends), (*_second(scenario)[1:], *ends)


def _begin() -> tuple[str, str]:
    """Write the first two headings of softmax."""
    return _("logit z"), "e<sup>z</sup>"


def _second(scenario: Scenario) -> tuple[str, str, str]:
    """Write the title of the second chart and its first two headings."""
    logit, power = _begin()
    if scenario.part not in (BREAK, WHY, MISTAKES):
        return "", logit, power
    confident = _("A more confident network: z × {factor}")
    words = {
        BREAK: (
            _("Largest subtracted first"),
            _("z − largest"),
            _("e<sup>z − largest</sup>"),
        ),
        Z_ITSELF: (_("z itself instead"), logit, "z"),
        Z_MINUS_SMALLEST: (_("z − smallest instead"), _("z − smallest"), _("the same")),
        TWO_TO_Z: (_("2 to the power z instead"), logit, "2<sup>z</sup>"),
        TWICE: (_("Softmax of the probabilities"), _("probability p"), "e<sup>p</sup>"),
        SURE: (confident.format(factor=plain(f"{SURER:g}")), logit, power),
        TWO_FLOWERS: (_("Another flower"), logit, power),
    }
    chosen = {BREAK: BREAK, WHY: scenario.instead, MISTAKES: scenario.mistake}
    return words[chosen[scenario.part]]


def beyond() -> str:
    """Explain an arrow, which is beside a number whose bar leaves its column."""
    return _("off the scale")


def zero(scenario: Scenario) -> str:
    """Choose the text for a number that is 0 in the second column or beyond.

    Where logits are multiplied, it is a power of e that has underflowed, and so above 0.

    Examples
    --------
    >>> zero(Scenario()), zero(Scenario(part="break")), zero(Scenario(part="why"))
    ('0', '<10⁻³²³', '0')
    """
    if scenario.part != BREAK:
        return "0"
    return f"<{ten_to(math.floor(math.log10(smallest_number(scenario.precision))) + 1)}"


def texts(working: Working, *, zero: str = "0", undefined: str = "nan") -> list[list[str]]:
    """Format all numbers of a working, step by step; the third step is a sum and its result.

    Parameters
    ----------
    working : argsoft.workings.Working
        The steps for K classes.
    zero : str
        How to write the numbers that `Working.is_zero` marks.
    undefined : str
        How to write NaN.

    Examples
    --------
    >>> from argsoft.workings import worked
    >>> for row in texts(worked([0.0, -2000.0]), zero="tiny"):
    ...     print(row)
    ['0', '−2,000']
    ['1.00', 'tiny']
    ['1.00', '+tiny', '= 1.00']
    ['1.00', 'tiny']
    """
    inputs, parts, running, shares = (
        [
            zero if is_zero else undefined if math.isnan(each) else quantity(float(each))
            for each, is_zero in zip(*row, strict=True)
        ]
        for row in zip(working, working.is_zero.tolist(), strict=True)
    )
    addends = [
        each if each.startswith(MINUS) or not place else f"+{each}"
        for place, each in enumerate(parts)
    ]
    shares = [
        text if math.isnan(share) or is_zero else _share(float(share))
        for text, share, is_zero in zip(shares, working.shares, working.is_zero[-1], strict=True)
    ]
    return [inputs, parts, [*addends, f"= {running[-1]}"], shares]


def _share(value: float) -> str:
    """Format a probability like `quantity`; only 1 itself reads as 1.

    Examples
    --------
    >>> _share(0.684178), _share(0.9999), _share(1.0)
    ('0.68', '>0.99', '1.00')
    """
    text = quantity(value)
    return probability(value) if text == decimals(1.0) and value < 1 else text


def formula(scenario: Scenario) -> str:
    """Write the probability of one class as a formula with its numbers; "" on other parts.

    Examples
    --------
    >>> formula(Scenario(part="why"))
    ''
    """
    output = class_index(scenario.output)
    if scenario.part == STEPS:
        written = formulas.fraction(scenario.logits, output, scenario.stage)
    elif scenario.part == ADD:
        written = formulas.cancelled(scenario.logits, output, scenario.shift)
    else:
        return ""
    name = _("Probability p of {name}").format(name=scenario.output)
    return rf"{name} $\displaystyle = {written}$"


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
    Divide each by the sum: 4.18 ÷ 6.11 ≈ 0.68 for Setosa. Each is a positive part of the whole, \
so it lies between 0 and 1, and together they make 1: probabilities.
    >>> print(*sentences(Scenario(part="add", shift=2.0)))
    Each eᶻ is now 7.39 times as large (that is e to the power 2.00), and so is their sum: 6.11 \
became 45.13. In the division this factor cancels: no probability moves. Only differences between \
logits count.
    >>> print(*sentences(Scenario(part="why")))
    This gives −0.32 for Versicolor and 1.13 for Setosa: no probability is below 0 or above 1. eᶻ \
is always above 0. 2ᶻ would do too; e makes the derivatives short. Add the same to all logits: \
these numbers change, softmax’s do not.
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
    if compares(scenario):
        return summary(scenario.logits)
    (working,) = workings
    chosen = class_index(scenario.output)
    words = {
        "logits": _(
            "Logits are not probabilities yet: divided by their sum, one could still be negative. "
            "**Press Next** for eᶻ."
        ),
        "exponentiate": _(
            "e to the power z, with e ≈ {e}, is always above 0, and keeps the order: {name}’s "
            "{logit} becomes {part}. One more in z makes eᶻ {e} times as large."
        ),
        "add_up": _(
            "Add the three up: their sum is {total}. Laid end to end, the bars are as long as it."
        ),
        "divide": _(
            "Divide each by the sum: {part} ÷ {total} ≈ {share} for {name}. Each is a positive "
            "part of the whole, so it lies between 0 and 1, and together they make 1: "
            "probabilities."
        ),
    }
    return words[scenario.stage].format(
        name=scenario.output,
        logit=number(scenario.logits[chosen]),
        part=quantity(float(working.parts[chosen])),
        total=quantity(working.total),
        share=_share(float(working.shares[chosen])),
        e=decimals(math.e),
    )


def _added(scenario: Scenario, workings: Sequence[Working]) -> str:
    """Explain why adding the same to all leaves the probabilities alone."""
    before, after = workings
    if not scenario.shift:
        return _(
            "**Drag “{slider}”**: watch eᶻ on the right, now {parts}, and then the probabilities."
        ).format(
            slider=label("shift"), parts=listed([quantity(float(each)) for each in after.parts])
        )
    return _(
        "Each eᶻ is now {factor} times as large (that is e to the power {shift}), and so is their "
        "sum: {before} became {after}. In the division this factor cancels: no probability moves. "
        "Only differences between logits count."
    ).format(
        factor=quantity(math.exp(scenario.shift)),
        shift=number(scenario.shift),
        before=quantity(before.total),
        after=quantity(after.total),
    )


def _broken(scenario: Scenario, workings: Sequence[Working]) -> str:
    """Say whether the naive formula still works, what mends it, and what underflows."""
    return " ".join(filter(None, (*_limits(scenario, workings[0]), _underflow(scenario, workings))))


def _underflow(scenario: Scenario, workings: Sequence[Working]) -> str:
    """Say which numbers are too small for their precision, and how small that is."""
    lost = [
        name
        for i, name in enumerate(CLASS_NAMES)
        if any(each.is_zero[:, i].any() for each in workings)
    ]
    if not lost:
        return ""
    return _(
        "{zero} is **underflow**: eᶻ and its probability are never 0, but those of {names} are "
        "below {least}, the smallest number above 0 that {precision} can hold, so they become 0."
    ).format(
        zero=zero(scenario),
        names=listed(lost),
        least=quantity(smallest_number(scenario.precision)),
        precision=scenario.precision,
    )


def _limits(scenario: Scenario, naive: Working) -> tuple[str, ...]:
    """Say whether the naive formula still gives probabilities, and what mends it."""
    given = {
        "precision": scenario.precision,
        "largest": quantity(float(naive.inputs.max())),
        "limit": decimals(largest_exponent(scenario.precision), 1),
    }
    mended = _(
        "With the largest subtracted first, the largest exponent is 0 and the sum at least 1: "
        "nothing overflows. Mathematically the result is the same."
    )
    if not naive.total:
        said = _("Every eᶻ is too small for {precision} and becomes 0, and 0 ÷ 0 is nan.")
        return said.format(**given), mended
    if not math.isfinite(naive.total):
        said = _(
            "The largest z is {largest}, and {precision} holds eᶻ only up to z = {limit}: beyond "
            "that it is inf. inf ÷ inf is nan, and all else ÷ inf is 0, which no probability can "
            "be."
        )
        return said.format(**given), mended
    said = _(
        "Both still work: the largest z is {largest}, and {precision} holds eᶻ up to z = {limit}. "
        "**Multiply further**, or choose a lower precision."
    )
    return (said.format(**given),)


def _instead(scenario: Scenario, workings: Sequence[Working]) -> str:
    """Say what fails where something else replaces e to the power z."""
    _softmax, other = workings
    if scenario.instead == TWO_TO_Z:
        return _(
            "This works: any base above 1 does. 2ᶻ is softmax at temperature {temperature}, a "
            "little flatter. e is chosen because its curve is its own slope, which keeps the "
            "derivatives short."
        ).format(temperature=decimals(1 / math.log(2)))
    if not other.total or not math.isfinite(float(other.shares.sum())):
        return _("The three add up to 0, and nothing can be divided by 0. eᶻ never adds up to 0.")
    return _rescaled(other) if scenario.instead == Z_ITSELF else _above_the_smallest(other)


def _rescaled(other: Working) -> str:
    """Say what fails where the logits are divided by their own sum."""
    wrong = [i for i, share in enumerate(other.shares) if share < 0] + [
        i for i, share in enumerate(other.shares) if share > 1
    ]
    change = _("Add the same to all logits: these numbers change, softmax’s do not.")
    if not wrong:
        right = _("These look like probabilities, as long as no logit is negative.")
        return f"{right} {change}"
    values = [
        _("{value} for {name}").format(value=quantity(float(other.shares[i])), name=CLASS_NAMES[i])
        for i in wrong
    ]
    said = _(
        "This gives {values}: no probability is below 0 or above 1. eᶻ is always above 0. 2ᶻ would "
        "do too; e makes the derivatives short."
    ).format(values=listed(values))
    return f"{said} {change}"


def _above_the_smallest(other: Working) -> str:
    """Say what fails where z minus the smallest replaces e to the power z."""
    losers = [name for name, part in zip(CLASS_NAMES, other.parts, strict=True) if not part]
    return plural(
        "{names} gets exactly 0, however close to the others: the smallest has no chance, and "
        "nothing to learn from. And multiply all logits by 10: these numbers stay, so such a "
        "network could never grow more confident.",
        "{names} get exactly 0, however close to the others: the smallest have no chance, and "
        "nothing to learn from. And multiply all logits by 10: these numbers stay, so such a "
        "network could never grow more confident.",
        len(losers),
    ).format(names=listed(losers))


def _mistaken(scenario: Scenario, workings: Sequence[Working]) -> str:
    """Say what a common mistake does to the numbers on screen."""
    first, second = workings
    leader = int(first.shares.argmax())
    surest = [1.0, 0.0, 0.0]
    return _mistake_words(scenario.mistake).format(
        name=CLASS_NAMES[leader],
        before=quantity(float(first.shares[leader])),
        after=quantity(float(second.shares[leader])),
        most=decimals(float(softmax(surest)[0])),
        least=decimals(float(cross_entropy(surest, 0)), 3),
        factor=plain(f"{SURER:g}"),
        higher=number(round(float(second.inputs[leader]), 12)),
        lower=number(float(first.inputs[leader])),
    )


def _mistake_words(mistake: str) -> str:
    """Explain a common mistake, with places for its numbers."""
    if mistake == TWICE:
        return _(
            "Probabilities lie between 0 and 1, so the second softmax sees nearly equal numbers: "
            "{name}’s {before} becomes {after}. With three classes it can give no more than "
            "{most}, and so the cross-entropy cannot fall below {least}, however well the network "
            "learns."
        )
    if mistake == SURE:
        return _(
            "Take a network with {factor} times your logits, for every flower. Argmax answers the "
            "same each time, so its accuracy is the same. Yet here it says {after} for {name}, "
            "where yours says {before}. A probability is how confident a network is; only "
            "counting tells how often it is right."
        )
    return _(
        "The other flower’s logit for {name} is higher, {higher} against {lower}; yet its "
        "probability is lower, {after} against {before}. A logit says nothing without the "
        "others of the same flower."
    )

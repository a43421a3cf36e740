"""Formulas in LaTeX, with the current numbers filled in."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from argsoft.gradients import QuotientRule, numerical_jacobian, quotient_rule
from argsoft.iris import CLASS_NAMES
from argsoft.language import translate as _
from argsoft.softmax import softmax
from argsoft.state.scenario import STAGES
from argsoft.wording.numerals import MINUS, brief, number, probability, significant
from argsoft.workings import worked

DIGITS, MOST_DIGITS = 5, 12  # significant
ROOM = "[0.8em]"  # below a line of fractions, which would touch those of the next
_FRACTION = r"\frac"
CLOSE = 0.01  # largest relative error of what the printed numbers give


class Step(NamedTuple):
    """A formula with its numbers, and the words that introduce it."""

    words: str
    formula: str


def derived(
    logits: Sequence[float], output: int, by: int, class_names: Sequence[str] = CLASS_NAMES
) -> list[Step]:
    r"""Work out one slope of softmax by the quotient rule, down to its short form.

    Parameters
    ----------
    logits : sequence of float, length K
        Unnormalised scores, small enough for plain exponentials: up to 300.
    output : int
        The class of the probability.
    by : int
        The class whose logit moves.
    class_names : sequence of str, length K
        What to call the classes.

    Examples
    --------
    >>> for step in derived([1.43, -0.40, 0.23], 0, 2):
    ...     print(step.words)  # doctest: +NORMALIZE_WHITESPACE
    **Quotient rule:** the slope of $u/v$ is $(u'v - uv')/v^2$. Here $u$ is Setosa’s $e^z$ and $v$
    the sum of all, so $u/v$ is Setosa’s probability. $e^z$ is its own slope. Virginica’s logit is
    not in $u$, so $u' = 0$; in the sum, only Virginica’s term moves, so $v'$ is Virginica’s $e^z$.
    **Line by line.** Output $i$ is Setosa, moving logit $j$ is Virginica: $u/v$ is $p_i$, and
    $v'/v$ is $p_j$.
    """
    names = {"output": class_names[output], "by": class_names[by]}
    if output == by:
        parts = _(
            "**Quotient rule:** the slope of $u/v$ is $(u'v - uv')/v^2$. Here $u$ is {output}’s "
            "$e^z$ and $v$ the sum of all, so $u/v$ is {output}’s probability. $e^z$ is its own "
            "slope, and in the sum, only {by}’s term moves, so $v' = u' = u$."
        )
        lines = _(
            "**Line by line.** Output $i$ and moving logit $j$ are both {output}: $u/v$ is $p_i$, "
            "and the rest of the sum, $(v - u)/v$, is $1 - p_i$."
        )
    else:
        parts = _(
            "**Quotient rule:** the slope of $u/v$ is $(u'v - uv')/v^2$. Here $u$ is {output}’s "
            "$e^z$ and $v$ the sum of all, so $u/v$ is {output}’s probability. $e^z$ is its own "
            "slope. {by}’s logit is not in $u$, so $u' = 0$; in the sum, only {by}’s term moves, "
            "so $v'$ is {by}’s $e^z$."
        )
        lines = _(
            "**Line by line.** Output $i$ is {output}, moving logit $j$ is {by}: $u/v$ is $p_i$, "
            "and $v'/v$ is $p_j$."
        )
    return [
        Step(parts.format(**names), quotient_parts(logits, output, by)),
        Step(lines.format(**names), short_form(logits, output, by)),
    ]


def other_short_form(
    logits: Sequence[float], output: int, by: int, class_names: Sequence[str] = CLASS_NAMES
) -> str:
    r"""Work out in a sentence what `derived` does not: the case i ≠ j, or i = j.

    Parameters
    ----------
    logits, output, by, class_names
        As for `derived`.

    Examples
    --------
    >>> print(other_short_form([1.43, -0.40, 0.23], 0, 0))  # doctest: +NORMALIZE_WHITESPACE
    **If another logit moves,** $i ≠ j$, such as Versicolor’s, $u$ stays: $u' = 0$. In the sum only
    its term moves: $v' = e^{-0.40}$, and $v'/v$ is Versicolor’s probability $p_j$. So the slope is
    $-uv'/v^2$ $= -(u/v)\,(v'/v) = -p_i\,p_j$ $\approx -0.68418 \cdot 0.10975$ $\approx -0.075090$.
    >>> print(other_short_form([1.43, -0.40, 0.23], 0, 2))  # doctest: +NORMALIZE_WHITESPACE
    **If $i = j$,** as by Setosa’s logit, $v' = u' = u$ leaves
    $u(v - u)/v^2 = p_i\,(1 - p_i)$ $\approx 0.68418 \cdot 0.31582$ $\approx 0.21608$.
    """
    other = (output + 1) % len(logits) if output == by else output
    if output == by:
        said = _(
            "**If another logit moves,** $i ≠ j$, such as {name}’s, $u$ stays: $u' = 0$. In the "
            "sum only its term moves: $v' = {power}$, and $v'/v$ is {name}’s probability $p_j$. So "
            "the slope is {rule}."
        )
        rule = r"-uv'/v^2$ $= -(u/v)\,(v'/v)"  # a line may break between the two
    else:
        said = _("**If $i = j$,** as by {name}’s logit, $v' = u' = u$ leaves {rule}.")
        rule = "u(v - u)/v^2"
    symbols, numbers = _product(logits, output, other)
    slope = _number(quotient_rule(logits, output, other).derivative)
    return said.format(
        name=class_names[other],
        power=_power(logits[other]),
        rule=rf"${rule} = {symbols}$ $\approx {numbers}$ $\approx {slope}$",
    )


def checked(
    logits: Sequence[float], output: int, by: int, class_names: Sequence[str] = CLASS_NAMES
) -> Step:
    """Measure the same slope.

    Parameters
    ----------
    logits, output, by, class_names
        As for `derived`.

    Examples
    --------
    >>> print(checked([1.43, -0.40, 0.23], 0, 0).words)
    Push Setosa’s logit z up and down by a tiny h, one millionth, and divide the change in \
Setosa’s probability p by 2h.
    """
    words = _(
        "Push {by}’s logit z up and down by a tiny h, one millionth, and divide the change in "
        "{output}’s probability p by 2h."
    )
    return Step(
        words.format(by=class_names[by], output=class_names[output]), measured(logits, output, by)
    )


def quotient_parts(logits: Sequence[float], output: int, by: int) -> str:
    r"""Write u and v of a probability u / v, and how fast each grows as one logit does.

    Parameters
    ----------
    logits, output, by
        As for `derived`.

    Examples
    --------
    >>> print(quotient_parts([1.43, -0.40, 0.23], 0, 2))
    \begin{aligned}
    u &= e^{1.43} \approx 4.1787 \\
    v &= e^{1.43} + e^{-0.40} + e^{0.23} \approx 6.1076 \\
    u' &= 0 \\
    v' &= e^{0.23} \approx 1.2586
    \end{aligned}
    """
    rule, digits = _rule_and_digits(logits, output, by)
    powers = [_power(each) for each in logits]
    growth = rf"{powers[by]} \approx {_number(rule.v_prime, digits)}"
    return _aligned(
        [
            rf"u &= {powers[output]} \approx {_number(rule.u, digits)}",
            rf"v &= {' + '.join(powers)} \approx {_number(rule.v, digits)}",
            *([f"v' = u' &= {growth}"] if output == by else ["u' &= 0", f"v' &= {growth}"]),
        ]
    )


def short_form(logits: Sequence[float], output: int, by: int) -> str:
    r"""Write the quotient rule line by line down to a product of probabilities.

    Symbols are on the left, their numbers on the right: as many digits as it takes for the numbers
    to give the result.

    Parameters
    ----------
    logits, output, by
        As for `derived`.

    Examples
    --------
    >>> print(short_form([1.43, -0.40, 0.23], 0, 0).replace(ROOM, "").replace(r"\approx", "≈"))
    \begin{aligned}
    \frac{u'v - uv'}{v^2} &≈ \frac{4.1787 \cdot 6.1076 - 4.1787 \cdot 4.1787}{6.1076^2} \\
    = \frac{u}{v} \cdot \frac{v - u}{v} &≈ \frac{4.1787}{6.1076} \cdot \frac{1.9289}{6.1076} \\
    = p_i\,(1 - p_i) &≈ 0.68418 \cdot 0.31582 \\
    &≈ 0.21608
    \end{aligned}
    >>> print(short_form([1.43, -0.40, 0.23], 0, 2).replace(ROOM, "").replace(r"\approx", "≈"))
    \begin{aligned}
    \frac{u'v - uv'}{v^2} &≈ \frac{0 \cdot 6.1076 - 4.1787 \cdot 1.2586}{6.1076^2} \\
    = -\frac{u}{v} \cdot \frac{v'}{v} &≈ -\frac{4.1787}{6.1076} \cdot \frac{1.2586}{6.1076} \\
    = -p_i\,p_j &≈ -0.68418 \cdot 0.20607 \\
    &≈ -0.14099
    \end{aligned}
    """
    rule, digits = _rule_and_digits(logits, output, by)
    u, v, u_prime, v_prime = (_number(each, digits) for each in rule[:4])
    first = rf"\frac{{{u_prime} \cdot {v} - {u} \cdot {v_prime}}}{{{v}^2}}"
    if output == by:
        others = sum(math.exp(each) for k, each in enumerate(logits) if k != output)
        apart = (
            rf"= \frac{{u}}{{v}} \cdot \frac{{v - u}}{{v}} &\approx "
            rf"\frac{{{u}}}{{{v}}} \cdot \frac{{{_number(others, digits)}}}{{{v}}}"
        )
    else:
        apart = (
            rf"= -\frac{{u}}{{v}} \cdot \frac{{v'}}{{v}} &\approx "
            rf"-\frac{{{u}}}{{{v}}} \cdot \frac{{{v_prime}}}{{{v}}}"
        )
    symbols, numbers = _product(logits, output, by)
    return _aligned(
        [
            rf"\frac{{u'v - uv'}}{{v^2}} &\approx {first}",
            apart,
            rf"= {symbols} &\approx {numbers}",
            rf"&\approx {_number(rule.derivative)}",
        ]
    )


def _product(logits: Sequence[float], output: int, by: int) -> tuple[str, str]:
    """Write one slope of softmax as a product of probabilities, in symbols and in numbers."""
    shares = softmax(logits).tolist()
    share = _number(shares[output])
    if output != by:
        return r"-p_i\,p_j", rf"-{share} \cdot {_number(shares[by])}"
    rest = sum(each for k, each in enumerate(shares) if k != output)
    return r"p_i\,(1 - p_i)", rf"{share} \cdot {_number(rest)}"


def measured(logits: Sequence[float], output: int, by: int, *, step: float = 1e-6) -> str:
    r"""Write one slope of softmax by central difference: measured, not derived.

    Parameters
    ----------
    logits, output, by
        As for `derived`.
    step : float
        How far the logit moves to either side.

    Examples
    --------
    >>> print(measured([1.43, -0.40, 0.23], 0, 2))
    \begin{aligned}
    \frac{p(z + h) - p(z - h)}{2h} &\approx -0.14099
    \end{aligned}
    """
    slope = numerical_jacobian(softmax, logits, step=step)[output, by]
    return _aligned([rf"\frac{{p(z + h) - p(z - h)}}{{2h}} &\approx {_number(float(slope))}"])


def _rule_and_digits(logits: Sequence[float], output: int, by: int) -> tuple[QuotientRule, int]:
    """Apply the quotient rule, and count the digits its parts need to give its result."""
    rule = quotient_rule(logits, output, by)
    digits = DIGITS
    while digits < MOST_DIGITS:
        u, v, u_prime, v_prime = (float(f"{each:.{digits}g}") for each in rule[:4])
        printed = (u_prime * v - u * v_prime) / v**2
        if abs(printed - rule.derivative) <= CLOSE * abs(rule.derivative):
            break
        digits += 1
    return rule, digits


def _power(logit: float) -> str:
    """Write e to the power of a logit."""
    return f"e^{{{_exponent(logit)}}}"


def _exponent(logit: float) -> str:
    """Format a logit like `number`, with a hyphen as the minus sign."""
    return number(logit).replace(MINUS, "-")


def _number(value: float, digits: int = DIGITS) -> str:
    """Format a number with this many significant digits, and exactly 0 as "0"."""
    return significant(value, digits, grouped=False).latex if value else "0"


def _aligned(lines: Sequence[str]) -> str:
    """Stack lines of LaTeX, aligned at their "&"."""
    ends = [rf" \\{ROOM if _FRACTION in line else ''}" for line in lines[:-1]]
    stacked = [line + end for line, end in zip(lines, [*ends, ""], strict=True)]
    return "\n".join((r"\begin{aligned}", *stacked, r"\end{aligned}"))


def fraction(logits: Sequence[float], output: int, stage: str) -> str:
    r"""Write softmax of one class with all numbers filled in, up to a stage of the steps.

    A box marks what the stage adds. The formula may break at each "≈" to fit a phone.

    Parameters
    ----------
    logits : sequence of float, length K
        Unnormalised scores, small enough for plain exponentials: up to 300.
    output : int
        The class whose share it is.
    stage : str
        One of `argsoft.state.scenario.STAGES`.

    Examples
    --------
    >>> print(fraction([1.43, 0.0], 0, "logits"))
    \frac{e^{\boxed{1.43}}}{e^{\boxed{1.43}} + e^{\boxed{0.00}}}
    >>> print(fraction([1.43, 0.0], 0, "all").replace(r" \approx ", "\n"))
    \frac{e^{1.43}}{e^{1.43} + e^{0.00}}
    \frac{4.18}{4.18 + 1.00}
    \frac{4.18}{5.18}
    0.81
    """
    working, place = worked(logits), STAGES.index(stage)
    exponents = [rf"e^{{{_boxed(_exponent(logit), place == 0)}}}" for logit in logits]
    parts = [_boxed(brief(float(each)).latex, place == 1) for each in working.parts]
    forms = [
        rf"\frac{{{exponents[output]}}}{{{' + '.join(exponents)}}}",
        rf"\frac{{{parts[output]}}}{{{' + '.join(parts)}}}",
        rf"\frac{{{parts[output]}}}{{{_boxed(brief(working.total).latex, place == 2)}}}",
        _boxed(brief(float(working.shares[output])).latex, place == 3),
    ]
    return r" \approx ".join(forms[: place + 1])


def tempered(logits: Sequence[float], output: int, temperature: float) -> str:
    r"""Write softmax of one class with its temperature and all numbers filled in, in Markdown.

    Parameters
    ----------
    logits : sequence of float, length K
        Unnormalised scores.
    output : int
        The class whose probability it is.
    temperature : float
        What divides each logit, above 0.

    Examples
    --------
    >>> print(tempered([1.43, 0.0], 0, 0.5))
    Logits z, temperature T, and ∑, the sum:
    <BLANKLINE>
    $$
    \frac{e^{z/T}}{\sum e^{z/T}} = \frac{e^{1.43/0.50}}{e^{1.43/0.50} + e^{0.00/0.50}} \approx 0.95
    $$
    """
    powers = [f"e^{{{_exponent(logit)}/{_exponent(temperature)}}}" for logit in logits]
    share = float(softmax(logits, temperature=temperature)[output])
    is_nearly_1 = probability(share).startswith(">")  # 1.00 would read as if it got there
    result = "> 0.99" if is_nearly_1 else rf"\approx {brief(share).latex}"
    numbers = rf"\frac{{{powers[output]}}}{{{' + '.join(powers)}}}"
    words = _("Logits z, temperature T, and ∑, the sum:")
    return f"{words}\n\n$$\n\\frac{{e^{{z/T}}}}{{\\sum e^{{z/T}}}} = {numbers} {result}\n$$"


def cancelled(logits: Sequence[float], output: int, shift: float) -> str:
    r"""Write softmax of one class after the same was added to all logits, and cancel the factor.

    Parameters
    ----------
    logits : sequence of float, length K
        The logits before; with the shift, small enough for plain exponentials: up to 300.
    output : int
        The class whose probability it is.
    shift : float
        What was added to each.

    Examples
    --------
    >>> for form in cancelled([1.43, 0.0], 0, -2.0).replace("=", r"\approx").split(r" \approx "):
    ...     print(form)
    \frac{e^{1.43 - 2.00}}{e^{1.43 - 2.00} + e^{0.00 - 2.00}}
    \frac{\cancel{e^{-2.00}}\,e^{1.43}}{\cancel{e^{-2.00}}\,(e^{1.43} + e^{0.00})}
    \frac{4.18}{5.18}
    0.81
    """
    working = worked(logits)
    moved = f"{'-' if shift < 0 else '+'} {_exponent(abs(shift))}"
    before = [_power(each) for each in logits]
    after = [f"e^{{{_exponent(each)} {moved}}}" for each in logits]
    factor = rf"\cancel{{{_power(shift)}}}\,"
    forms = (
        rf"\frac{{{after[output]}}}{{{' + '.join(after)}}}",
        rf"\frac{{{factor}{before[output]}}}{{{factor}({' + '.join(before)})}}",
        rf"\frac{{{brief(float(working.parts[output])).latex}}}{{{brief(working.total).latex}}}",
        brief(float(working.shares[output])).latex,
    )
    rounded = r" \approx ".join(forms[1:])
    return f"{forms[0]} = {rounded}"


def _boxed(formula: str, lit: bool) -> str:
    """Put a box around a part of a formula if it is lit."""
    return rf"\boxed{{{formula}}}" if lit else formula

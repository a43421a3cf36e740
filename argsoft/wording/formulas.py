"""Formulas in LaTeX, with the current numbers filled in."""

from collections.abc import Sequence
from typing import NamedTuple

from argsoft.gradients import QuotientRule, numerical_jacobian, quotient_rule
from argsoft.iris import CLASS_NAMES
from argsoft.softmax import softmax
from argsoft.state.scenario import STAGES
from argsoft.wording.numerals import MINUS, brief, number, significant
from argsoft.workings import worked

DIGITS, MOST_DIGITS = 5, 12  # significant
CLOSE = 0.01  # largest relative error of what the printed numbers give


class Step(NamedTuple):
    """A formula with its numbers, and the words that introduce it."""

    words: str
    formula: str


def derived(
    logits: Sequence[float], output: int, by: int, class_names: Sequence[str] = CLASS_NAMES
) -> list[Step]:
    """Work out one slope of softmax by the quotient rule.

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
    ...     print(step.words)
    **By the quotient rule.** Setosa's probability is u / v: its own exponential over the sum of \
all. u′ and v′ say how fast they grow with Virginica's logit. It is not in u, so u′ is 0.
    With these numbers:
    """
    own = "Here both grow alike" if output == by else "It is not in u, so u′ is 0"
    words = (
        f"**By the quotient rule.** {class_names[output]}'s probability is u / v: its own "
        "exponential over the sum of all. u′ and v′ say how fast they grow with "
        f"{class_names[by]}'s logit. {own}."
    )
    return [
        Step(words, quotient_parts(logits, output, by)),
        Step("With these numbers:", quotient_result(logits, output, by)),
    ]


def checked(
    logits: Sequence[float], output: int, by: int, class_names: Sequence[str] = CLASS_NAMES
) -> list[Step]:
    """Work out the same slope in two other ways: by the short form, and by measuring.

    Parameters
    ----------
    logits, output, by, class_names
        As for `derived`.

    Examples
    --------
    >>> for step in checked([1.43, -0.40, 0.23], 0, 0):
    ...     print(step.words)
    **By the short form.** Two probabilities are enough: what it has, times what it lacks.
    **Measured, not derived.** Push Setosa's logit z up and down by a tiny h, one millionth, and \
divide the change in Setosa's probability p by the distance between the two.
    """
    share = "what it has, times what it lacks" if output == by else "minus their product"
    measure = (
        f"**Measured, not derived.** Push {class_names[by]}'s logit z up and down by a tiny h, one "
        f"millionth, and divide the change in {class_names[output]}'s probability p by the "
        "distance between the two."
    )
    return [
        Step(
            f"**By the short form.** Two probabilities are enough: {share}.",
            short_form(logits, output, by, class_names),
        ),
        Step(measure, measured(logits, output, by)),
    ]


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
    u &= e^{1.43} = 4.1787 \\
    v &= e^{1.43} + e^{-0.40} + e^{0.23} = 6.1076 \\
    u' &= 0 \\
    v' &= e^{0.23} = 1.2586
    \end{aligned}
    """
    rule, digits = _rule_and_digits(logits, output, by)
    powers = [_power(each) for each in logits]
    own = f"{powers[by]} = {_number(rule.u_prime, digits)}" if output == by else "0"
    lines = [
        f"u &= {powers[output]} = {_number(rule.u, digits)}",
        f"v &= {' + '.join(powers)} = {_number(rule.v, digits)}",
        f"u' &= {own}",
        f"v' &= {powers[by]} = {_number(rule.v_prime, digits)}",
    ]
    return _aligned(lines)


def quotient_result(logits: Sequence[float], output: int, by: int) -> str:
    r"""Write the quotient rule for one slope of softmax, with its numbers and its result.

    It prints as many digits as it takes for the numbers to give the result.

    Parameters
    ----------
    logits, output, by
        As for `derived`.

    Examples
    --------
    >>> print(quotient_result([1.43, -0.40, 0.23], 0, 2))
    \begin{aligned}
    \frac{u'v - uv'}{v^2} &= \frac{0 \cdot 6.1076 - 4.1787 \cdot 1.2586}{6.1076^2} \\
    &= -0.14099
    \end{aligned}
    """
    rule, digits = _rule_and_digits(logits, output, by)
    u, v, u_prime, v_prime = (_number(each, digits) for each in rule[:4])
    lines = [
        rf"\frac{{u'v - uv'}}{{v^2}} &= "
        rf"\frac{{{u_prime} \cdot {v} - {u} \cdot {v_prime}}}{{{v}^2}}",
        f"&= {_number(rule.derivative)}",
    ]
    return _aligned(lines)


def short_form(
    logits: Sequence[float], output: int, by: int, class_names: Sequence[str] = CLASS_NAMES
) -> str:
    r"""Write the slope as a product of probabilities, with its numbers.

    Parameters
    ----------
    logits, output, by, class_names
        As for `derived`.

    Examples
    --------
    >>> print(short_form([1.43, -0.40, 0.23], 0, 0))
    \begin{aligned}
    p_\text{Setosa}\,(1 - p_\text{Setosa}) &= 0.68418 \cdot 0.31582 \\
    &= 0.21608
    \end{aligned}
    >>> print(short_form([1.43, -0.40, 0.23], 0, 2))
    \begin{aligned}
    -p_\text{Setosa}\,p_\text{Virginica} &= -0.68418 \cdot 0.20607 \\
    &= -0.14099
    \end{aligned}
    """
    shares = softmax(logits)
    first, second = rf"p_\text{{{class_names[output]}}}", rf"p_\text{{{class_names[by]}}}"
    share, slope = float(shares[output]), quotient_rule(logits, output, by).derivative
    if output == by:
        rest = sum(float(p) for k, p in enumerate(shares) if k != output)
        form, numbers = rf"{first}\,(1 - {first})", (share, rest)
    else:
        form, numbers = rf"-{first}\,{second}", (-share, float(shares[by]))
    product = r" \cdot ".join(_number(each) for each in numbers)
    return _aligned([rf"{form} &= {product}", f"&= {_number(slope)}"])


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
    \frac{p(z + h) - p(z - h)}{2h} &= -0.14099
    \end{aligned}
    """
    slope = numerical_jacobian(softmax, logits, step=step)[output, by]
    return _aligned([rf"\frac{{p(z + h) - p(z - h)}}{{2h}} &= {_number(float(slope))}"])


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
    return "\n".join((r"\begin{aligned}", " \\\\\n".join(lines), r"\end{aligned}"))


def fraction(logits: Sequence[float], output: int, stage: str) -> str:
    r"""Write softmax of one class with all numbers filled in, up to a stage of the steps.

    A box marks what the stage adds. The formula may break at each "=" to fit a phone.

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
    >>> print(fraction([1.43, 0.0], 0, "all"))
    \frac{e^{1.43}}{e^{1.43} + e^{0.00}} = \frac{4.18}{4.18 + 1.00} = \frac{4.18}{5.18} = 0.81
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
    return " = ".join(forms[: place + 1])


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
    >>> for form in cancelled([1.43, 0.0], 0, -2.0).split(" = "):
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
    return " = ".join(forms)


def _boxed(formula: str, lit: bool) -> str:
    """Put a box around a part of a formula if it is lit."""
    return rf"\boxed{{{formula}}}" if lit else formula

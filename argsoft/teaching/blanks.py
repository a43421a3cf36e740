"""A worked softmax to complete: which numbers are blank, and what to say of those typed."""

import math
from typing import NamedTuple

from argsoft import blanks
from argsoft.blanks import E_TO_Z, PROBABILITY, TOTAL, Slip, slips, solved
from argsoft.iris import CLASS_NAMES
from argsoft.language import N_, plural
from argsoft.language import translate as _
from argsoft.state.reading import ONE_OF_EACH, NumberError, read_number
from argsoft.state.scenario import BLANK, STAGES, Scenario, class_index
from argsoft.wording.labels import option_label
from argsoft.wording.numerals import agrees, decimals, number, places_of, quantity
from argsoft.wording.refusals import number_problem
from argsoft.wording.step_by_step import texts
from argsoft.workings import Working, worked

SHOW, HIDE = N_("Show it"), N_("Hide it")
PERCENT = "percent"  # a slip in writing, not in the arithmetic
UNKNOWN = "?"
OPEN, RIGHT, WRONG = "open", "right", "wrong"
NEAR = 2.5  # units of the last digit: what early rounding can do
LARGEST = 1000.0  # above every number asked for; tells "1,234" from a thousand
STAGE_OF = {E_TO_Z: "exponentiate", TOTAL: "add_up", PROBABILITY: "divide"}


class Verdict(NamedTuple):
    """What is said of a typed number.

    Attributes
    ----------
    kind : str
        `OPEN` for nothing to judge yet, `RIGHT` or `WRONG`.
    words : str
        A sentence, which may quote what was typed.
    """

    kind: str
    words: str


def asked(scenario: Scenario) -> tuple[str, ...]:
    """List the blanks that are not shown on request.

    Examples
    --------
    >>> asked(Scenario(blanks="all", told="total"))
    ('e_to_z', 'probability')
    """
    told = scenario.told.split(",")
    return tuple(each for each in BLANK[scenario.blanks] if each not in told)


def is_right(scenario: Scenario, blank: str) -> bool:
    """Check whether the number typed into a blank is correct to the digits shown.

    Examples
    --------
    >>> is_right(Scenario(probability="0,68"), "probability")
    True
    >>> is_right(Scenario(probability="0.69"), "probability")
    False
    """
    typed = _read(getattr(scenario, blank))
    return typed is not None and agrees(typed, _solved(scenario)[blank])


def still_open(scenario: Scenario) -> tuple[str, ...]:
    """List the blanks that are neither correct nor shown.

    Examples
    --------
    >>> still_open(Scenario(blanks="last_two", total="6.11"))
    ('probability',)
    """
    return tuple(each for each in asked(scenario) if not is_right(scenario, each))


def faded(scenario: Scenario) -> Working:
    """Work softmax out, with NaN for each number that is still blank.

    Examples
    --------
    >>> faded(Scenario()).shares
    array([nan, nan, nan])
    >>> faded(Scenario(probability="0.68")).shares.round(2)
    array([0.68, 0.11, 0.21])
    """
    output = class_index(scenario.output)
    return blanks.faded(worked(scenario.logits), output, still_open(scenario))


def lit(scenario: Scenario) -> int | None:
    """Find the stage of the first blank that is still open; None if there is none.

    Examples
    --------
    >>> lit(Scenario(blanks="all")), lit(Scenario(told="probability"))
    (1, None)
    """
    return next((STAGES.index(STAGE_OF[each]) for each in still_open(scenario)), None)


def line(scenario: Scenario, blank: str) -> str:
    """Write how a number is worked out, as HTML; with its result unless it is asked for.

    Examples
    --------
    >>> line(Scenario(), "total")
    '<strong>add up</strong> 4.18 + 0.67 + 1.26 = 6.11'
    >>> line(Scenario(blanks="all", total="6.11"), "probability")
    '<strong>divide</strong> ? ÷ 6.11 ='
    """
    output = class_index(scenario.output)
    _inputs, parts, addends, shares = texts(faded(scenario), undefined=UNKNOWN)
    total = addends[-1].removeprefix("= ")
    worked_out, result = {
        E_TO_Z: (f"e<sup>{number(scenario.logits[output])}</sup>", parts[output]),
        TOTAL: (" + ".join(parts), total),
        PROBABILITY: (f"{parts[output]} ÷ {total}", shares[output]),
    }[blank]
    step = option_label("stage", STAGE_OF[blank])
    end = "" if blank in asked(scenario) else f" {result}"
    return f"<strong>{step}</strong> {worked_out} ={end}"


def verdict(scenario: Scenario, blank: str) -> Verdict:
    """Judge a typed number: correct, or which mistake it may come from.

    Examples
    --------
    >>> verdict(Scenario(probability="0.68"), "probability")
    Verdict(kind='right', words='Correct.')
    >>> print(verdict(Scenario(probability="1"), "probability").words)
    That is argmax’s answer: 1 for the winner, 0 for the others. Divide Setosa’s eᶻ by the sum.
    >>> print(verdict(Scenario(probability="4.18"), "probability").words)
    That is eᶻ, not divided yet. Divide Setosa’s eᶻ by the sum.
    >>> print(verdict(Scenario(blanks="all", e_to_z="0.67"), "e_to_z").words)
    That is e to the power of Versicolor’s logit. Take Setosa’s, 1.43.
    """
    text, value = getattr(scenario, blank), _solved(scenario)[blank]
    if not text:
        return Verdict(OPEN, _to_decimals(places_of(value)))
    try:
        typed = read_number(text, least=-LARGEST, most=LARGEST)
    except NumberError as error:
        return Verdict(OPEN, number_problem(error))
    if agrees(typed, value):
        return Verdict(RIGHT, _("Correct."))
    slip = _slip(scenario, blank, typed)
    if slip is None and _is_short(text, typed, value):
        return Verdict(OPEN, _("Good so far.") + f" {_to_decimals(places_of(value))}")
    return Verdict(WRONG, _what_is_wrong(scenario, blank, typed - value, slip))


def summary(scenario: Scenario) -> str:
    """Say what to do, or that all is done.

    Examples
    --------
    >>> print(summary(Scenario()))
    **Type the numbers that are missing**, for Setosa. A calculator has eˣ; round at the end.
    >>> print(summary(Scenario(probability="0.68")))
    Complete: softmax gives Setosa the probability 0.68. Choose another class, or leave more blank.
    """
    if still_open(scenario):
        words = _(
            "**Type the numbers that are missing**, for {name}. A calculator has eˣ; round at the "
            "end."
        )
        return words.format(name=scenario.output)
    words = _(
        "Complete: softmax gives {name} the probability {probability}. Choose another class, or "
        "leave more blank."
    )
    given = quantity(_solved(scenario)[PROBABILITY])
    return words.format(name=scenario.output, probability=given)


def _solved(scenario: Scenario) -> dict[str, float]:
    """Compute the number of each blank."""
    return solved(scenario.logits, class_index(scenario.output))


def _read(text: str) -> float | None:
    """Read a typed number; None if there is none."""
    try:
        return read_number(text, least=-LARGEST, most=LARGEST)
    except NumberError:
        return None


def _to_decimals(count: int) -> str:
    """Say how many decimals to give."""
    return plural("To {count} decimal.", "To {count} decimals.", count).format(count=count)


def _slip(scenario: Scenario, blank: str, typed: float) -> Slip | None:
    """Find the mistake behind a wrong number, if it is a known one."""
    if blank == PROBABILITY and agrees(typed / 100, _solved(scenario)[blank]):
        return Slip(PERCENT, typed)
    found = slips(scenario.logits, class_index(scenario.output), blank)
    return next((each for each in found if agrees(typed, each.value)), None)


def _what_is_wrong(scenario: Scenario, blank: str, off: float, slip: Slip | None) -> str:
    """Name the mistake behind a wrong number if it is known, and say what to do."""
    if slip is not None:
        return _slip_words(scenario, blank, slip)
    if abs(off) < NEAR * 10.0 ** -places_of(_solved(scenario)[blank]):
        return _("Nearly: only the last digit is off. Round once, at the end.")
    return _("Not correct. {advice}").format(advice=_advice(scenario, blank))


def _is_short(text: str, typed: float, value: float) -> bool:
    """Check whether a number is a value rounded or cut off to fewer digits than shown."""
    digits = text.translate(ONE_OF_EACH).replace(",", ".").partition(".")[2]
    if len(digits) >= places_of(value):
        return False
    size = 10.0 ** len(digits)
    return typed in (math.trunc(value * size) / size, round(value, len(digits)))


def _advice(scenario: Scenario, blank: str) -> str:
    """Say what to do for a blank."""
    words = {
        E_TO_Z: _("Raise e to the power {logit}."),
        TOTAL: _("Add up eᶻ of all three."),
        PROBABILITY: _("Divide {name}’s eᶻ by the sum."),
    }
    logit = number(scenario.logits[class_index(scenario.output)])
    return words[blank].format(name=scenario.output, logit=logit)


def _slip_words(scenario: Scenario, blank: str, slip: Slip) -> str:
    """Name a mistake, and say what to do."""
    logit = scenario.logits[class_index(scenario.output)]
    return _slip_message(slip.name).format(
        name=scenario.output,
        other="" if slip.culprit is None else CLASS_NAMES[slip.culprit],
        logit=number(logit),
        minus=number(-logit),
        e=decimals(math.e),
        advice=_advice(scenario, blank),
    )


def _slip_message(name: str) -> str:
    """Look up the words for a mistake, with places for its numbers."""
    return {
        blanks.THE_LOGIT: _("That is the logit itself. {advice}"),
        blanks.OTHER_LOGIT: _("That is e to the power of {other}’s logit. Take {name}’s, {logit}."),
        blanks.MINUS_Z: _("That is e to the power {minus}: the sign is the other one. {advice}"),
        blanks.E_TIMES_Z: _("That is e times the logit, not e to its power. {advice}"),
        blanks.OTHER_BASE: _("That is a power of another base. Here the base is e, {e}. {advice}"),
        blanks.DIVIDED: _("That is divided by the sum already; that comes last. {advice}"),
        blanks.SUM_OF_LOGITS: _("That adds up the logits. {advice}"),
        blanks.ONE_MISSING: _("{other} is missing. {advice}"),
        blanks.ONE_ALONE: _("That is {other}’s eᶻ alone. {advice}"),
        blanks.E_TO_THE_SUM: _("That adds first, and then takes e to that power. {advice}"),
        blanks.SUM_OF_PROBABILITIES: _("1 is what the probabilities sum to. {advice}"),
        blanks.ONE_HOT: _("That is argmax’s answer: 1 for the winner, 0 for the others. {advice}"),
        blanks.NOT_DIVIDED: _("That is eᶻ, not divided yet. {advice}"),
        blanks.BY_LARGEST: _("That divides by the largest eᶻ. {advice}"),
        blanks.BY_OTHERS: _(
            "That divides by the sum of the two others, but its own eᶻ belongs to the sum. {advice}"
        ),
        blanks.OF_LOGITS: _("That divides the logits. {advice}"),
        blanks.UPSIDE_DOWN: _("That is upside down. {advice}"),
        PERCENT: _("That is in percent. A probability lies between 0 and 1."),
        blanks.OTHER_CLASS: _("That is {other}’s probability. {advice}"),
        blanks.REST: _("That is left for the two others. {advice}"),
    }[name]

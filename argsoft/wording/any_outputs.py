"""What argmax and softmax make of any list of raw outputs, in words.

Class names come from the visitor, so all of this must be shown as plain text.
"""

import math
from collections.abc import Sequence

from argsoft.answers import Answers
from argsoft.language import listed
from argsoft.softmax import softmax_steps
from argsoft.state.outputs import (
    LONGEST_NAME,
    LONGEST_TEXT,
    MOST_CLASSES,
    OutputsError,
    Remark,
    parse_outputs,
)
from argsoft.state.results import answers_to_list
from argsoft.state.scenario import Scenario
from argsoft.uncertainty import classes_within, entropy, margin
from argsoft.wording.numerals import decimals, number, power_of_ten, quantities, quantity
from argsoft.wording.phrases import brief

MOST_NAMED = 4
UNSEEN = -3.0  # log10 of a share too small for the plain axis
CHARTS = (
    "Bar chart of argmax: 1 for the winner, else 0",
    "Bar chart of softmax: the share of each class",
)
TITLES = ("Argmax: 1 for the largest, else 0", "Softmax: shares that add up to 1")
LOGARITHMIC_TITLE = "Softmax on a logarithmic axis"
CODE = "The same in code, to copy"
COLUMNS = ("Class", "Raw output", "Argmax", "Softmax")
LISTS = {
    "source": ("Source’s example", "0.23, 0.99, -102, 10"),
    "two": ("Two classes", "yes: 1.2, no: 0.4"),
    "tie": ("A tie", "cat: 2, dog: 2, fish: -1"),
    "animals": (
        "Eight classes",
        "cat: 3.1, dog: 2.8, fox: 1.9, owl: 0.4, eel: -0.7, bee: -1.5, ant: -2.2, yak: -3",
    ),
    "many": ("Fifty classes", ", ".join(f"{2.5 * math.sin(n):.2f}" for n in range(1, 51))),
}
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")


def problem(text: str) -> str:
    """Say in one friendly line why a text is not a list of numbers; "" where it is one.

    Examples
    --------
    >>> print(problem("1, 2, abc"))
    The third value, “abc”, is not a number.
    >>> problem("1, 2, 3")
    ''
    """
    try:
        parse_outputs(text)
    except OutputsError as error:
        either = " or ".join(map(brief, error.meanings))
        value = f"The {_ordinal(error.place)} value, “{brief(error.text)}”,"
        return {
            "empty": "There is no number yet. Type or paste some, such as 2.1, 0.5, −1.",
            "text too long": f"That is {error.place:,} characters; {LONGEST_TEXT:,} at most fit "
            "into a link.",
            "too many": f"That is {error.place} numbers; {MOST_CLASSES} at most can be shown.",
            "not a number": f"{value} is not a number.",
            "not finite": f"{value} is not a finite number.",
            "percentage": f"{value} has a percent sign. Type plain numbers, without it.",
            "lone sign": f"{value} is a lone sign. Put it directly before its number.",
            "two readings": f"“{brief(error.text)}” may be {either}. Type a point for decimals, "
            "and a space after a comma that separates.",
            "dashes": f"The dash in “{brief(error.text)}” may be a minus sign, or mark a line. "
            "Leave out the space after it, or the dash.",
            "rows": f"That is {error.place} rows of numbers. Paste one of them.",
            "no number": f"No number comes after the name “{brief(error.text)}”.",
            "name too long": f"The name “{brief(error.text)}” is longer than {LONGEST_NAME} "
            "characters.",
        }[error.problem]
    return ""


def heard(text: str) -> str:
    """Say what is wrong with a typed list, or how it was read; "" if that needs no words.

    Examples
    --------
    >>> print(heard("1,43; -0,40"))
    “1,43” is read as 1.43, with a decimal comma.
    >>> print(heard("1,43; abc"))
    The third value, “abc”, is not a number.
    """
    wrong = problem(text)
    return wrong or " ".join(_remark(each) for each in parse_outputs(text).remarks)


def sentences(scenario: Scenario, both: Answers | None = None) -> tuple[str, ...]:
    """List the paragraphs below the charts.

    Parameters
    ----------
    scenario : Scenario
        The visitor's settings.
    both : Answers, optional
        The result of `argsoft.state.results.answers_to_list`, computed if not given.

    Examples
    --------
    >>> for text in sentences(Scenario(outputs="7")):
    ...     print(text)
    Argmax picks class 1 (7.00), all or nothing. Softmax gives it all.
    One class: softmax gives it 1, whatever the number, and argmax has nothing to choose. A single \
output for yes or no goes through the sigmoid instead, as if it stood next to a 0.
    """
    both, temperature = both or answers_to_list(scenario), scenario.temperature
    texts = answer(both), spread(both.logits.tolist(), temperature), special(both, temperature)
    return tuple(text for text in texts if text)


def answer(both: Answers) -> str:
    """Say what argmax and softmax answer.

    Examples
    --------
    >>> from argsoft.answers import answers
    >>> print(answer(answers("1234", [0.23, 0.99, -102, 10])))
    Argmax picks class 4 (10.00), all or nothing. Softmax gives class 4 a share of 0.9998, and \
class 2, the next, 1.2 × 10⁻⁴.
    >>> print(answer(answers(["cat", "dog", "fish"], [2, 2, -1])))
    Cat and dog tie at 2.00. Argmax takes the first in the list, cat. Softmax gives each of them \
0.49.
    """
    first, size = both.leaders[0], len(both.names)
    names = [_called(name) for name in both.names]
    winner, top = names[first], quantities(both.logits.tolist())[first]
    shares = [share(float(each)) for each in both.exponents]
    if len(both.leaders) > 1:
        tied = listed([names[i] for i in both.leaders])
        who = tied if len(both.leaders) <= MOST_NAMED else f"{len(both.leaders)} classes"
        return (
            f"{_capital(who)} tie at {top}. Argmax takes the first in the list, {winner}. "
            f"Softmax gives each of them {shares[first]}."
        )
    picked = f"Argmax picks {winner} ({top}), all or nothing."
    if size == 1:
        return f"{picked} Softmax gives it all."
    second = max((i for i in range(size) if i != first), key=lambda i: both.logits[i])
    return (
        f"{picked} Softmax gives {winner} a share of {shares[first]}, and {names[second]}, the "
        f"next, {shares[second]}."
    )


def spread(logits: Sequence[float], temperature: float) -> str:
    """Say how undecided softmax is: margin, classes within 90%, entropy; "" for one class.

    Examples
    --------
    >>> print(spread([1.43, -0.40, 0.23], 1.0))
    Margin: the first is 0.48 ahead of the second. It takes 3 of 3 classes to hold 90%. Entropy: \
0.83 of at most 1.10 nats, as undecided as an even choice among 2.3.
    """
    size = len(logits)
    if size == 1:
        return ""
    nats = entropy(logits, temperature=temperature)
    within = classes_within(logits, temperature=temperature)
    takes = f"It takes {within} of {size} classes" if within > 1 else "One class is enough"
    ahead = margin(logits, temperature=temperature)
    return (
        f"Margin: the first is {quantity(ahead)} ahead of the second. {takes} to hold 90%. "
        f"Entropy: {quantity(nats)} of at most {decimals(math.log(size))} nats, as undecided as an "
        f"even choice among {math.exp(nats):.1f}."
    )


def special(both: Answers, temperature: float) -> str:
    """Explain one class, two classes, or a share too small to see; "" for all else.

    Examples
    --------
    >>> from argsoft.answers import answers
    >>> print(special(answers("12", [1.2, 0.4]), 1.0))
    Two classes: softmax is the sigmoid of the difference, 1 ÷ (1 + e^−0.80) = 0.69.
    """
    if len(both.names) == 1:
        return (
            "One class: softmax gives it 1, whatever the number, and argmax has nothing to choose. "
            "A single output for yes or no goes through the sigmoid instead, as if it stood next "
            "to a 0."
        )
    if len(both.names) == 2:
        scaled = softmax_steps(both.logits, temperature=temperature).scaled  # one of them is 0
        minus = quantity(float(scaled[1] - scaled[0]))
        divided = "" if temperature == 1 else f" divided by {number(temperature)}"
        return (
            f"Two classes: softmax is the sigmoid of the difference{divided}, 1 ÷ (1 + e^{minus}) "
            f"= {share(float(both.exponents[0]))}."
        )
    smallest = int(both.exponents.argmin())
    if both.exponents[smallest] > UNSEEN:
        return ""
    name, tiny = _called(both.names[smallest]), share(float(both.exponents[smallest]))
    return (
        f"{_capital(name)} gets {tiny}: too small to see, and yet not 0. "
        "Look at it on the logarithmic axis."
    )


def rows(both: Answers) -> list[tuple[str, str, str, str]]:
    """Format name, raw output, argmax and softmax of each class for a table.

    Examples
    --------
    >>> from argsoft.answers import answers
    >>> rows(answers(["cat", "2"], [2, 1]))
    [('cat', '2.00', '1', '0.73'), ('2', '1.00', '0', '0.27')]
    """
    return [
        (name, logit, f"{chosen:.0f}", share(float(exponent)))
        for name, logit, chosen, exponent in zip(
            both.names,
            quantities(both.logits.tolist()),
            both.one_hot,
            both.exponents,
            strict=True,
        )
    ]


def share(exponent: float) -> str:
    """Format a share of any size from its logarithm to base 10; only all of it reads as 1.

    Examples
    --------
    >>> [share(each) for each in (-0.1648, -7.79e-05, -3.913, -48.641)]
    ['0.68', '0.9998', '1.2 × 10⁻⁴', '2.3 × 10⁻⁴⁹']
    """
    value = 10**exponent
    if exponent < -3:
        return power_of_ten(exponent)
    if value < 0.995:
        return quantity(value)
    return decimals(value, 4) if value < 0.99995 else ">0.9999" if exponent < 0 else "1"


def _remark(remark: Remark) -> str:
    """Say how a text was read."""
    text = f"“{brief(remark.text)}”"
    read = f"{text} is read as {brief(remark.meaning)}"
    return {
        "decimal comma": f"{read}, with a decimal comma.",
        "thousands": f"{read}, with a comma between thousands.",
        "both": f"{read}.",
        "separate": f"{read}. Type a point for decimals.",
        "enumeration": f"{text} and the like only count the values.",
    }[remark.kind]


def _called(name: str) -> str:
    """Name a class in a sentence."""
    return f"class {name}" if name.isdigit() else name


def _capital(text: str) -> str:
    """Capitalize the first letter, and leave the others."""
    return f"{text[:1].upper()}{text[1:]}"


def _ordinal(place: int) -> str:
    """Write an ordinal, in words up to the ninth."""
    if place <= len(_ORDINALS):
        return _ORDINALS[place - 1]
    ends = {1: "st", 2: "nd", 3: "rd"}
    return f"{place}{'th' if place % 100 in (11, 12, 13) else ends.get(place % 10, 'th')}"

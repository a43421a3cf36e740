"""What argmax, softmax and sigmoid make of any list of logits, in words.

Class names come from the visitor, so all of this must be shown as plain text.
"""

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from argsoft.answers import Answers
from argsoft.language import N_, listed, plural
from argsoft.language import translate as _
from argsoft.softmax import softmax_steps
from argsoft.state.outputs import (
    LONGEST_NAME,
    LONGEST_TEXT,
    MOST_CLASSES,
    OutputsError,
    Remark,
    parse_outputs,
)
from argsoft.state.results import Alone, alone, answers_to_list
from argsoft.state.scenario import ANY_OF, DEFAULTS, Scenario
from argsoft.uncertainty import classes_within, entropy, margin
from argsoft.wording.numerals import (
    decimals,
    localized,
    number,
    percent,
    plain,
    power_of_ten,
    quantities,
    quantity,
)
from argsoft.wording.phrases import brief

MOST_NAMED = 4
UNSEEN = -3.0  # log10 of a probability too small for the linear axis
HELD = 0.9  # the probability in `classes_within`
CODE = N_("The same in NumPy and PyTorch, to copy")
SLIPS = N_("Code that goes wrong, and why")
IRISES = N_("Your three irises")
SOURCE_LIST = "0.23, 0.99, -102, 10"
LISTS = {
    "photo": (N_("A photo"), DEFAULTS["outputs"]),
    "source": (N_("From −102 to 10"), SOURCE_LIST),
    "two": (N_("Two classes"), "yes: 1.2, no: 0.4"),
    "tie": (N_("A tie"), "cat: 2, dog: 2, fish: -1"),
    "animals": (
        N_("Eight classes"),
        "cat: 3.1, dog: 2.8, fox: 1.9, owl: 0.4, eel: -0.7, bee: -1.5, ant: -2.2, yak: -3",
    ),
    "many": (N_("Fifty classes"), ", ".join(f"{2.5 * math.sin(n):.2f}" for n in range(1, 51))),
}


def charts() -> dict[str, str]:
    """Name the chart of each function for screen readers."""
    return {
        "argmax": _("Bar chart of argmax: 1 for the winner, else 0"),
        "softmax": _("Bar chart of softmax: the probability of each class"),
        "sigmoid": _("Bar chart of sigmoid: the probability of each class on its own"),
    }


def titles(*, is_logarithmic: bool) -> dict[str, str]:
    """Title the chart of each function.

    Examples
    --------
    >>> titles(is_logarithmic=True)["softmax"]
    'Softmax on a logarithmic axis'
    """
    if is_logarithmic:
        softmax = _("Softmax on a logarithmic axis")
        sigmoid = _("Sigmoid on a logarithmic axis")
    else:
        softmax = _("Softmax: probabilities that sum to 1")
        sigmoid = _("Sigmoid: each class on its own")
    argmax = _("Argmax: 1 for the largest, else 0")
    return {"argmax": argmax, "softmax": softmax, "sigmoid": sigmoid}


def problem(text: str) -> str:
    """Say in one friendly line why a text is not a list of numbers; "" where it is one.

    Examples
    --------
    >>> print(problem("1, 2, abc"))
    Value 3, “abc”, is not a number.
    >>> problem("1, 2, 3")
    ''
    """
    try:
        parse_outputs(text)
    except OutputsError as error:
        return _problems()[error.problem].format(
            count=_whole(error.place),
            text=brief(error.text),
            either=listed([_meant(each) for each in error.meanings], "or"),
            example="2.1, 0.5, −1",
            longest=_whole(LONGEST_TEXT),
            most=MOST_CLASSES,
            letters=LONGEST_NAME,
        )
    return ""


def _problems() -> dict[str, str]:
    """List what can be wrong with a text, in words."""
    return {
        "empty": _("There is no number yet. Type or paste some, such as {example}."),
        "text too long": _("That is {count} characters; at most {longest} fit into a link."),
        "too many": _("That is {count} numbers; at most {most} can be shown."),
        "not a number": _("Value {count}, “{text}”, is not a number."),
        "not finite": _("Value {count}, “{text}”, is not a finite number."),
        "percentage": _(
            "Value {count}, “{text}”, has a percent sign. Type plain numbers, without it."
        ),
        "lone sign": _(
            "Value {count}, “{text}”, is a lone sign. Put it directly before its number."
        ),
        "two readings": _(
            "“{text}” may be {either}. Type a point for decimals, and a space after a comma "
            "that separates."
        ),
        "dashes": _(
            "The dash in “{text}” may be a minus sign, or mark a line. Leave out the space "
            "after it, or the dash."
        ),
        "rows": _("That is {count} rows of numbers. Paste one of them."),
        "no number": _("No number comes after the name “{text}”."),
        "name too long": _("The name “{text}” is longer than {letters} characters."),
    }


def heard(text: str) -> str:
    """Say what is wrong with a typed list, or how it was read; "" if that needs no words.

    Examples
    --------
    >>> print(heard("1,43; -0,40"))
    “1,43” is read as 1.43, with a decimal comma.
    >>> print(heard("1,43; abc"))
    Value 3, “abc”, is not a number.
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
    Argmax picks class 1 (7), all or nothing. Softmax gives it all.
    One class: softmax gives it 1, whatever the number, and argmax has nothing to choose. A single \
output for yes or no goes through the sigmoid instead, as if it stood next to a 0.
    """
    both, temperature = both or answers_to_list(scenario), scenario.temperature
    if scenario.true_classes == ANY_OF:
        return each_alone(both, alone(scenario, both)), which()
    return answer(both), special(both, temperature) or which()


def answer(both: Answers) -> str:
    """Say what argmax and softmax answer.

    Examples
    --------
    >>> from argsoft.answers import answers
    >>> print(answer(answers("1234", [0.23, 0.99, -102, 10])))
    Argmax picks class 4 (10), all or nothing. Softmax gives class 4 a probability of 0.9998, \
and the next, class 2, 1.2 × 10⁻⁴.
    >>> print(answer(answers(["cat", "dog", "fish"], [2, 2, -1])))
    Cat and dog tie at 2. Argmax takes the first in the list, cat. Softmax gives each of them \
0.49.
    """
    first, size = both.leaders[0], len(both.names)
    names = [_called(name) for name in both.names]
    shares = [share(float(each)) for each in both.exponents]
    words = {
        "winner": names[first],
        "logit": _as_typed(both.logits.tolist(), first),
        "probability": shares[first],
    }
    if len(both.leaders) > 1:
        return _(
            "{classes} tie at {logit}. Argmax takes the first in the list, {winner}. "
            "Softmax gives each of them {probability}."
        ).format(classes=_capital(_several(names, both.leaders)), **words)
    picked = _("Argmax picks {winner} ({logit}), all or nothing.").format(**words)
    if size == 1:
        return f"{picked} {_('Softmax gives it all.')}"
    second = max((i for i in range(size) if i != first), key=lambda i: both.logits[i])
    given = _(
        "Softmax gives {winner} a probability of {probability}, and the next, {second}, {next}."
    ).format(**words, second=names[second], next=shares[second])
    return f"{picked} {given}"


def each_alone(both: Answers, each: Alone) -> str:
    """Say what sigmoid answers: which classes are above one half, and what all sum to.

    Examples
    --------
    >>> scenario = Scenario(outputs="cat: 2.4, dog: 2.1, fish: -1.9")
    >>> both = answers_to_list(scenario)
    >>> print(each_alone(both, alone(scenario, both)))
    Sigmoid asks about each class alone. Above one half: cat and dog. All together are about 1.94, \
and need not be 1. Softmax makes them compete: cat gets 0.57.
    """
    names, first = [_called(name) for name in both.names], both.leaders[0]
    above = [i for i, logit in enumerate(both.logits) if logit > 0]
    compete = _(
        "All together are about {total}, and need not be 1. Softmax makes them compete: "
        "{winner} gets {probability}."
    ).format(
        total=quantity(float(each.shares.sum())),
        winner=names[first],
        probability=share(float(both.exponents[first])),
    )
    if not above:
        return f"{_('Sigmoid asks about each class alone. None is above one half.')} {compete}"
    asks = _("Sigmoid asks about each class alone. Above one half: {classes}.").format(
        classes=_several(names, above)
    )
    return f"{asks} {compete}"


def which() -> str:
    """Say when to use which."""
    return _(
        "Use softmax if exactly one class is true, like a flower’s species. Use sigmoid, "
        "1 ÷ (1 + e⁻ᶻ) of each logit z alone, if several may be true, like the things in a photo."
    )


def spread(logits: Sequence[float], temperature: float) -> str:
    """Say how undecided softmax is: margin, classes within 90%, entropy; "" for one class.

    Examples
    --------
    >>> print(spread([1.43, -0.40, 0.23], 1.0))
    Margin: the largest probability is 0.48 above the next. It takes 3 of 3 classes to hold 90% \
of the probability. Entropy: 0.83 of at most 1.10 nats, as undecided as an even choice among 2.3.
    """
    size = len(logits)
    if size == 1:
        return ""
    nats = entropy(logits, temperature=temperature)
    within = classes_within(logits, share=HELD, temperature=temperature)
    ahead = margin(logits, temperature=temperature)
    texts = (
        _("Margin: the largest probability is {margin} above the next."),
        plural(
            "One class is enough to hold {share} of the probability.",
            "It takes {count} of {size} classes to hold {share} of the probability.",
            within,
        ),
        _(
            "Entropy: {entropy} of at most {most} nats, as undecided as an even choice among "
            "{count_even}."
        ),
    )
    return " ".join(texts).format(
        margin=quantity(ahead),
        count=within,
        size=size,
        share=percent(HELD),
        entropy=quantity(nats),
        most=decimals(math.log(size)),
        count_even=decimals(math.exp(nats), 1),
    )


def special(both: Answers, temperature: float) -> str:
    """Explain one class, two classes, or a probability too small to see; "" for all else.

    Examples
    --------
    >>> from argsoft.answers import answers
    >>> print(special(answers("12", [1.2, 0.4]), 1.0))
    Two classes: softmax is the sigmoid of the difference, 1 ÷ (1 + e^−0.80) = 0.69.
    """
    if len(both.names) == 1:
        return _(
            "One class: softmax gives it 1, whatever the number, and argmax has nothing to choose. "
            "A single output for yes or no goes through the sigmoid instead, as if it stood next "
            "to a 0."
        )
    if len(both.names) == 2:
        scaled = softmax_steps(both.logits, temperature=temperature).scaled  # one of them is 0
        told = _("Two classes: softmax is the sigmoid of the difference, {formula}.")
        if temperature != 1:
            told = _(
                "Two classes: softmax is the sigmoid of the difference divided by {temperature}, "
                "{formula}."
            )
        minus = quantity(float(scaled[1] - scaled[0]))
        formula = f"1 ÷ (1 + e^{minus}) = {share(float(both.exponents[0]))}"
        return told.format(formula=formula, temperature=number(temperature))
    smallest = int(both.exponents.argmin())
    if both.exponents[smallest] > UNSEEN:
        return ""
    name, tiny = _called(both.names[smallest]), share(float(both.exponents[smallest]))
    return _(
        "{name} gets {probability}: too small to see, and yet not 0. "
        "Look at it on the logarithmic axis."
    ).format(name=_capital(name), probability=tiny)


def columns(*, any_of: bool = False) -> tuple[str, ...]:
    """Head the columns of the table.

    Examples
    --------
    >>> columns()
    ('Class', 'Logit', 'Argmax', 'Softmax')
    """
    return _("Class"), _("Logit"), _("Argmax"), _("Softmax"), *([_("Sigmoid")] if any_of else [])


def rows(both: Answers, each: Alone | None = None) -> list[tuple[str, ...]]:
    """Format name, logit, argmax and softmax of each class for a table, and sigmoid if given.

    Examples
    --------
    >>> from argsoft.answers import answers
    >>> rows(answers(["cat", "2"], [2, 1]))
    [('cat', '2.00', '1', '0.73'), ('2', '1.00', '0', '0.27')]
    """
    columns = [
        both.names,
        quantities(both.logits.tolist()),
        [f"{chosen:.0f}" for chosen in both.one_hot],
        shares(both.exponents),
    ]
    if each:
        columns.append(shares(each.exponents))
    return list(zip(*columns, strict=True))


def shares(exponents: Iterable[float]) -> list[str]:
    """Format each probability as `share` does."""
    return [share(float(each)) for each in exponents]


def share(exponent: float) -> str:
    """Format a probability of any size from its logarithm to base 10; only 1 itself reads as 1.

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
    if value < 0.99995:
        return decimals(value, 4)
    return localized(">0.9999") if exponent < 0 else "1"


class Slip(NamedTuple):
    """A mistake in code: its name, and what it does."""

    title: str
    why: str


def slips() -> tuple[Slip, ...]:
    """Explain the mistakes of `argsoft.wording.snippets.SLIPS`, in their order."""
    return (
        Slip(
            _("Softmax before the loss"),
            _(
                "The loss applies softmax itself, so here it is applied twice. The loss never "
                "comes near 0, and training is slow."
            ),
        ),
        Slip(
            _("Softmax over the batch"),
            _(
                "The first axis counts the examples. Along it, the examples compete, and the "
                "probabilities of one example need not sum to 1."
            ),
        ),
        Slip(
            _("A gradient through argmax"),
            _("Argmax has slope 0, or no derivative, so no gradient comes back. Train a softmax."),
        ),
    )


def _remark(remark: Remark) -> str:
    """Say how a text was read."""
    return {
        "decimal comma": _("“{text}” is read as {meaning}, with a decimal comma."),
        "thousands": _("“{text}” is read as {meaning}, with a comma between thousands."),
        "both": _("“{text}” is read as {meaning}."),
        "separate": _("“{text}” is read as {meaning}. Type a point for decimals."),
        "enumeration": _("“{text}” and the like only count the values."),
    }[remark.kind].format(text=brief(remark.text), meaning=_meant(remark.meaning))


def _meant(meaning: str) -> str:
    """Write a meaning of a text: a number, or several."""
    return listed(brief(meaning).split(" and "))


def _as_typed(logits: Sequence[float], place: int) -> str:
    """Write one of several logits with no more digits than it takes, where these are few."""
    value = logits[place] + 0.0  # a list may hold -0.0
    short = f"{value:g}"
    is_short = float(short) == value and "e" not in short
    return plain(short) if is_short else quantities(logits)[place]


def _whole(count: int) -> str:
    """Write a count with a mark between thousands."""
    return localized(f"{count:,}")


def _called(name: str) -> str:
    """Name a class in a sentence."""
    return _("class {name}").format(name=name) if name.isdigit() else name


def _several(names: Sequence[str], places: Sequence[int]) -> str:
    """Name some classes in a sentence, or count them if they are many."""
    if len(places) <= MOST_NAMED:
        return listed([names[i] for i in places])
    return plural("{count} class", "{count} classes", len(places)).format(count=len(places))


def _capital(text: str) -> str:
    """Capitalize the first letter, and leave the others."""
    return f"{text[:1].upper()}{text[1:]}"

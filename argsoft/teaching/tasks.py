"""The questions of a worksheet, and their answers with the exact numbers."""

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from argsoft.iris import CLASS_NAMES
from argsoft.language import N_, listed
from argsoft.language import translate as _
from argsoft.teaching.solutions import Solutions
from argsoft.wording.numerals import decimals, number, quantity

TITLE = N_("Argmax and softmax: worksheet")
QUESTIONS, ANSWERS = N_("Questions"), N_("Answers")
NAME_AND_DATE = N_("Name:"), N_("Date:")
DOWNLOAD_QUESTIONS, DOWNLOAD_ANSWERS = N_("Worksheet: questions"), N_("Worksheet: answers")
LIVE = N_("Check it live: {link}")
PLACES = 4
SMALLEST, NEARLY_1 = 0.001, 0.99995  # the range of probabilities that four decimals can show


class Table(NamedTuple):
    """A table to fill in.

    Attributes
    ----------
    columns : tuple of str
        The headings.
    rows : tuple of tuple of str
        The cells, filled in.
    given : int
        The number of columns, from the left, that the questions show filled in, too.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    given: int


class Task(NamedTuple):
    """A question with its answer.

    Attributes
    ----------
    question, answer : str
        Plain text.
    lines : int
        The number of lines for working and for the answer.
    table : Table, optional
        What to fill in, instead of lines or before them.
    """

    question: str
    answer: str
    lines: int = 2
    table: Table | None = None


Names = Sequence[str]


def tasks(numbers: Solutions, class_names: Names = CLASS_NAMES) -> tuple[Task, ...]:
    """Write the questions on some logits, with their answers.

    Parameters
    ----------
    numbers : argsoft.teaching.solutions.Solutions
        The result of `argsoft.teaching.solutions.solve`.
    class_names : sequence of str, length K
        What to call the classes.

    Examples
    --------
    >>> from argsoft.teaching.solutions import solve
    >>> for task in tasks(solve([1.43, -0.40, 0.23], 0)):
    ...     print(task.answer)
    Exactly, the probabilities sum to 1; rounded to four decimals, they may miss it by a little.
    Minus wherever output and logit are of different classes, plus on the diagonal. Each row adds \
up to 0.
    By Setosa’s logit, u′ = v′ = u, so p′ = (u v − u u) ÷ v² = p (1 − p) = 0.6842 × 0.3158 = \
+0.2161. By Virginica’s, u′ = 0, and v′ is Virginica’s e to the power z, so p′ = −p q = \
−0.6842 × 0.2061 = −0.1410.
    −1.4616 × +0.2161 = −0.3158. Descent goes against the slope, so the logit goes up. Argmax’s \
slope is 0 wherever it exists. Then the product is 0, and nothing is learned.
    The probabilities are Setosa 0.8957, Versicolor 0.0230 and Virginica 0.0813. Softmax comes \
closer to argmax’s answer, which is still Setosa.
    None. Each e to the power z becomes 2.72 times as large, and so does their sum: in the \
division it cancels. Argmax’s answer stays, too.
    The probabilities are Setosa 0.0948, Versicolor 0.5907 and Virginica 0.3146. Argmax now \
answers Versicolor, which had the smallest logit.
    At 0.23, where Setosa meets Virginica, the largest of the others. Below it the answer is \
Virginica, above it Setosa. Exactly there they tie, and argmax takes the first in the list, Setosa.
    Training follows slopes. Argmax’s are 0 wherever they exist, so they say nothing; softmax’s \
are never 0, and say for every logit which way to go.
    """
    ask = (_steps, _slopes, _quotient, _chain, _halved, _added, _flipped, _jump, _why)
    return tuple(each(numbers, class_names) for each in ask)


def share(value: float) -> str:
    """Format a probability with four decimals, or so that it reads neither as 0 nor as 1.

    Examples
    --------
    >>> [share(value) for value in (0.684178, 4.54e-5, 0.99998, 1 / 3)]
    ['0.6842', '4.5 × 10⁻⁵', '>0.9999', '0.3333']
    """
    return f">{decimals(1 - 10**-PLACES, PLACES)}" if value >= NEARLY_1 else exact(value)


def exact(value: float) -> str:
    """Format a number with four decimals, or with a power of ten where those do not suit it.

    Examples
    --------
    >>> [exact(value) for value in (148.41316, -0.0751, -8e-10, 2.7e43, 0.0)]
    ['148.4132', '−0.0751', '−8.0 × 10⁻¹⁰', '2.7 × 10⁴³', '0']
    """
    plain = SMALLEST <= abs(value) < 1 / SMALLEST**2
    return decimals(value, PLACES) if plain else quantity(value)


def _steps(numbers: Solutions, class_names: Names) -> Task:
    """Ask for softmax by hand, with argmax's answer beside it."""
    columns = _columns(numbers, class_names)
    rows = zip(*((*cells, total) for _name, cells, total in columns), strict=True)
    if numbers.temperature == 1:
        question = _(
            "Work out e to the power z, add the three up, and divide each by the sum: that is "
            "softmax. In the last column, write argmax’s answer: 1 for the winner, else 0."
        )
    else:
        question = _(
            "Divide each logit by the temperature, {temperature}. Work out e to that power, add "
            "the "
            "three up, and divide each by the sum: that is softmax. In the last column, write "
            "argmax’s answer: 1 for the winner, else 0."
        ).format(temperature=number(numbers.temperature))
    return Task(
        question,
        _(
            "Exactly, the probabilities sum to 1; rounded to four decimals, they may miss it by a "
            "little."
        ),
        3,
        Table(tuple(name for name, *_rest in columns), tuple(rows), 2),
    )


def _columns(numbers: Solutions, class_names: Names) -> list[tuple[str, Iterable[str], str]]:
    """List the columns of softmax by hand: heading, cells, and sum."""
    working, is_scaled = numbers.working, numbers.temperature != 1
    inputs = [decimals(z, 2, PLACES) for z in working.inputs.tolist()]
    scaled: list[tuple[str, Iterable[str], str]] = [(_("z ÷ temperature"), inputs, "")]
    return [
        (_("class"), class_names, _("sum")),
        (_("logit z"), map(number, numbers.logits.tolist()), ""),
        *(scaled if is_scaled else []),
        (
            _("e to that power") if is_scaled else _("e to the power z"),
            map(exact, working.parts.tolist()),
            exact(working.total),
        ),
        (_("softmax"), map(share, working.shares.tolist()), "1"),
        (_("argmax"), (f"{each:.0f}" for each in numbers.one_hot), "1"),
    ]


def _slopes(numbers: Solutions, class_names: Names) -> Task:
    """Ask for the signs of softmax's slopes."""
    rows = (
        (name, *(_signed(each) for each in slopes.tolist()))
        for name, slopes in zip(class_names, numbers.jacobian, strict=True)
    )
    logits = (_("{name}’s logit").format(name=name) for name in class_names)
    return Task(
        _(
            "One logit goes up by a little. Which outputs of softmax go up, and which go down? "
            "Write + or − into each field."
        ),
        _(
            "Minus wherever output and logit are of different classes, plus on the diagonal. Each "
            "row adds up to 0."
        ),
        0,
        Table((_("softmax’s output"), *logits), tuple(rows), 1),
    )


def _quotient_numbers(numbers: Solutions, class_names: Names) -> dict[str, str]:
    """Format the numbers of a slope by the quotient rule."""
    p, q = (float(numbers.working.shares[i]) for i in (numbers.moving, numbers.rival))
    return {
        "mover": class_names[numbers.moving],
        "rival": class_names[numbers.rival],
        "temperature": number(numbers.temperature),
        "p": share(p),
        "q": share(q),
        "rest": share(numbers.others),
        "own": _signed(numbers.own_slope),
        "cross": _signed(numbers.cross_slope),
    }


def _quotient(numbers: Solutions, class_names: Names) -> Task:
    """Ask for one slope of each kind by the quotient rule."""
    words = _quotient_numbers(numbers, class_names)
    if numbers.temperature == 1:
        question = _(
            "{mover}’s probability is a quotient, p = u ÷ v: u is e to the power of {mover}’s "
            "logit, v the sum. The quotient rule says p′ = (u′ v − u v′) ÷ v². Work out p′ by "
            "{mover}’s logit, then by {rival}’s."
        )
        answer = _(
            "By {mover}’s logit, u′ = v′ = u, so p′ = (u v − u u) ÷ v² = p (1 − p) = {p} × {rest} "
            "= {own}. By {rival}’s, u′ = 0, and v′ is {rival}’s e to the power z, so p′ = −p q = "
            "−{p} × {q} = {cross}."
        )
    else:
        question = _(
            "{mover}’s probability is a quotient, p = u ÷ v: u is e to the power of {mover}’s "
            "logit "
            "÷ {temperature}, v the sum. The quotient rule says p′ = (u′ v − u v′) ÷ v². Work out "
            "p′ by {mover}’s logit, then by {rival}’s."
        )
        answer = _(
            "By {mover}’s logit, u′ = v′ = u ÷ {temperature}, so p′ = p (1 − p) ÷ {temperature} = "
            "{p} × {rest} ÷ {temperature} = {own}. By {rival}’s, u′ = 0, and v′ is {rival}’s power "
            "of e ÷ {temperature}, so p′ = −p q ÷ {temperature} = −{p} × {q} ÷ {temperature} = "
            "{cross}."
        )
    return Task(question.format(**words), answer.format(**words), 5)


def _chain(numbers: Solutions, class_names: Names) -> Task:
    """Ask for the slope of the loss by the chain rule, through softmax and through argmax."""
    words = {
        "name": class_names[numbers.moving],
        "first": exact(numbers.loss_slope),
        "second": _signed(numbers.own_slope),
        "product": exact(numbers.chained_slope),
    }
    return Task(
        _(
            "The true class is {name}, and the loss is cross-entropy, −ln p. The chain rule "
            "multiplies two slopes: of the loss by p, which is −1 ÷ p, and of p by {name}’s logit. "
            "Work out both, and their product. Which way does gradient descent move this logit? "
            "What would the second factor be with argmax?"
        ).format(**words),
        _(
            "{first} × {second} = {product}. Descent goes against the slope, so the logit goes up. "
            "Argmax’s slope is 0 wherever it exists. Then the product is 0, and nothing is learned."
        ).format(**words),
        4,
    )


def _halved(numbers: Solutions, class_names: Names) -> Task:
    """Ask what half the temperature does."""
    names = [class_names[i] for i in numbers.leaders]
    if len(names) == len(class_names):
        effect = _("Nothing changes: equal logits have equal probabilities at every temperature.")
    elif len(names) > 1:
        effect = _(
            "{classes}, tied, come closer to sharing all; argmax still takes the first in the "
            "list, {winner}."
        )
    else:
        effect = _("Softmax comes closer to argmax’s answer, which is still {winner}.")
    scale = numbers.temperature
    return Task(
        _(
            "The temperature is halved, from {before} to {after}: every z counts double. What are "
            "the probabilities now? Does argmax’s answer change?"
        ).format(before=number(scale), after=number(scale / 2)),
        _answer(numbers.halved.tolist(), class_names, effect, names),
    )


def _added(numbers: Solutions, _names: Names) -> Task:
    """Ask what adding the same to every logit changes: nothing."""
    if numbers.temperature == 1:
        answer = _(
            "None. Each e to the power z becomes {factor} times as large, and so does their sum: "
            "in the division it cancels. Argmax’s answer stays, too."
        )
    else:
        answer = _(
            "None. Each power of e becomes {factor} times as large, and so does their sum: in the "
            "division it cancels. Argmax’s answer stays, too."
        )
    return Task(
        _("Add 1 to all three logits. Which probabilities change?"),
        answer.format(factor=quantity(math.exp(1 / numbers.temperature))),
    )


def _flipped(numbers: Solutions, class_names: Names) -> Task:
    """Ask what flipping every sign does."""
    names = [class_names[i] for i in numbers.last]
    if len(names) == len(class_names):
        effect = _("Nothing changes: all are still equal, and argmax takes the first, {winner}.")
    elif len(names) > 1:
        effect = _(
            "{classes}, which had the smallest logit, now tie for the largest: argmax takes the "
            "first in the list, {winner}."
        )
    else:
        effect = _("Argmax now answers {winner}, which had the smallest logit.")
    return Task(
        _(
            "Change the sign of all three logits. What are the probabilities now, and what does "
            "argmax answer?"
        ),
        _answer(numbers.flipped.tolist(), class_names, effect, names),
    )


def _jump(numbers: Solutions, class_names: Names) -> Task:
    """Ask where argmax changes its answer."""
    words = {
        "mover": class_names[numbers.moving],
        "rival": class_names[numbers.rival],
        "first": class_names[min(numbers.moving, numbers.rival)],
        "jump": number(numbers.jump),
    }
    return Task(
        _(
            "Only {mover}’s logit moves, from −5 to 5; the others stay. Where does argmax change "
            "its answer, and from which class to which?"
        ).format(**words),
        _(
            "At {jump}, where {mover} meets {rival}, the largest of the others. Below it the "
            "answer is {rival}, above it {mover}. Exactly there they tie, and argmax takes the "
            "first in the list, {first}."
        ).format(**words),
    )


def _why(*_numbers_and_names: object) -> Task:
    """Ask why networks train with softmax."""
    return Task(
        _("In one sentence: why do networks train with softmax, and not with argmax?"),
        _(
            "Training follows slopes. Argmax’s are 0 wherever they exist, so they say nothing; "
            "softmax’s are never 0, and say for every logit which way to go."
        ),
        3,
    )


def _answer(
    values: Sequence[float], class_names: Names, effect: str, affected: Sequence[str]
) -> str:
    """List each class with its probability, then say which classes are affected."""
    parts = [f"{name} {share(p)}" for name, p in zip(class_names, values, strict=True)]
    shares = _("The probabilities are {probabilities}.").format(probabilities=listed(parts))
    return f"{shares} {effect.format(classes=listed(affected), winner=affected[0])}"


def _signed(value: float) -> str:
    """Format a slope with its sign, also where it is positive."""
    return exact(value) if value <= 0 else f"+{exact(value)}"

"""The words of the page Teach: common mistakes, a glossary, sources and formulas.

Those on prepared links and lesson plans are in `argsoft.teaching.lessons`.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

from argsoft.gradients import softmax_jacobian
from argsoft.language import N_, listed, plural
from argsoft.language import translate as _
from argsoft.softmax import softmax
from argsoft.state.scenario import PRESETS, Scenario
from argsoft.teaching.lessons import PREPARED, Plan, Stage, Step
from argsoft.wording.numerals import decimals, number, percent, plain, quantity, slope

OPENS = N_("Each opens a page in exactly this state. They are in the order of a lesson.")
PLANS_LEAD = N_(
    "A line over each page says what to ask and what to do then. Next goes on, and so does "
    "Page Down; a page with steps or rounds of its own turns these first. Each step is prepared "
    "anew. What to expect as an answer is in your notes alone: F8 opens them."
)
START, GO_ON = N_("Start"), N_("Go on: step {step} of {total}")
BACK, NEXT, LEAVE = N_("Back"), N_("Next"), N_("Leave")
HERE_AGAIN, NOTES = N_("This step again"), N_("Notes in a window of their own")
SEE_WHETHER = N_(
    "To see what a lesson changed, give the class the check before it and the check after it: see "
    "“before and after”."
)
NOTES_HERE = N_("Notes")
NOTES_LEAD = N_(
    "Keep this window on your own screen. It follows the lesson in another window of this browser."
)
ASK, EXPECT = N_("**Ask:** {question}"), N_("**Expect:** {answer}")
MISTAKES_LEAD = N_("What students say, what is so, and a page that shows it.")
QUOTED = N_("“{said}”")
GLOSSARY_LEAD = N_("The words are the same on every page.")
FORMULAS, READING = N_("Formulas"), N_("Sources and further reading")
CHECKS_LEAD = N_(
    "Ten questions before the lesson, and ten after it: the same ideas with other numbers. Each "
    "link works alone, as homework too: it asks one question at a time, and at the end it shows "
    "what was missed. Another seed makes other numbers."
)
OPEN_CHECK = N_("Open it here")
CHECKS_IN_A_ROOM = N_(
    "In class, open the check before the lesson here and press “Open a room”. The same room takes "
    "the check after the lesson, and shows for each question how many were correct before and "
    "after. A room is open for {hours} hours."
)
BUILDER_LEAD = N_(
    "Choose where your link leads and how it is shown. What you have set on that page goes with it."
)
HANDOUT_LEAD = N_(
    "Set the numbers. The handout is one file that needs no network: four charts in which each "
    "logit and the temperature can be moved. The worksheet asks about the same numbers; its "
    "answers "
    "are a file of their own."
)


class Mistake(NamedTuple):
    """A common mistake.

    Attributes
    ----------
    said : str
        How students put it.
    truth : str
        What is true instead.
    link : str
        The key of the prepared link that shows it.
    """

    said: str
    truth: str
    link: str


class Term(NamedTuple):
    """An entry of the glossary.

    Attributes
    ----------
    name : str
        The term.
    also : tuple of str
        Other names for it here.
    meaning : str
        What it means, in a sentence or two.
    link : str
        The key of the prepared link that shows it; "" where none does.
    """

    name: str
    also: tuple[str, ...]
    meaning: str
    link: str


class Formula(NamedTuple):
    """A formula in LaTeX, with its name."""

    name: str
    latex: str


class Source(NamedTuple):
    """Something to read or watch.

    Attributes
    ----------
    citation : str
        Author, title, and where it appeared, in its own language.
    address : str
        Its URL.
    what : str
        What it is good for, to be translated.
    """

    citation: str
    address: str
    what: str


def mistakes() -> tuple[Mistake, ...]:
    """List the common mistakes, with numbers from the core.

    Examples
    --------
    >>> print(mistakes()[3].truth)
    Versicolor’s −0.40 still gets 11%. Only differences count, not signs.
    """
    return (*_mistakes_about_answers(), *_mistakes_about_sums(), *_mistakes_about_slopes())


def _mistakes_about_answers() -> tuple[Mistake, ...]:
    """List the mistakes about what argmax and softmax answer."""
    logits = Scenario().logits
    shares, tripled = _softmax(logits), _softmax([3 * z for z in logits])
    return (
        Mistake(
            _("Softmax finds the maximum."),
            _(
                "It finds no maximum. It gives every class a probability: the larger the logit, "
                "the larger the probability. Softmax is a smooth argmax; the smooth maximum is "
                "logsumexp."
            ),
            "lecture",
        ),
        Mistake(
            _("At a tie, argmax says fifty-fifty."),
            _(
                "NumPy’s argmax takes the first in the list, and so do these pages. "
                "Mathematically, "
                "arg max is a set: all classes that tie."
            ),
            "two_way_tie",
        ),
        Mistake(
            _("Argmax answers 1, so it is certain."),
            _(
                "The 1 says who wins, and nothing else. Here it stands for a probability of "
                "{probability}."
            ).format(probability=decimals(_softmax(PRESETS["close_call"].logits)[0])),
            "close_call",
        ),
        Mistake(
            _("A logit below 0 means: no chance."),
            _(
                "Versicolor’s {logit} still gets {percent}. Only differences count, not signs."
            ).format(logit=number(logits[1]), percent=percent(shares[1])),
            "lecture",
        ),
        Mistake(
            _("A probability of {percent} means: right 7 times in 10.").format(
                percent=percent(0.7)
            ),
            _("It is how confident the network is. Only counting tells how often it is right."),
            "sure_and_wrong",
        ),
        Mistake(
            _("A network with higher probabilities is the better one."),
            _(
                "Multiply all logits by 3: every answer stays, right or wrong, and the highest "
                "probability rises from {before} to {after}."
            ).format(before=decimals(shares[0]), after=decimals(tripled[0])),
            "surer",
        ),
        Mistake(
            _("A higher logit means a higher probability."),
            _(
                "Only within one flower. Another flower has other logits beside it, and a sum of "
                "its own."
            ),
            "two_flowers",
        ),
        Mistake(
            _("Softmax can change which class wins."),
            _("Never. It keeps the order of the logits, at every temperature."),
            "hot",
        ),
    )


def _mistakes_about_sums() -> tuple[Mistake, ...]:
    """List the mistakes about how softmax is computed."""
    logits = Scenario().logits
    shares, doubled = _softmax(logits), _softmax([2 * z for z in logits])
    twice, listed_four = _softmax(shares), (0.23, 0.99, -102.0, 10.0)
    one, two = (first / second for first, second in (_softmax([z, 0.0]) for z in (1.0, 2.0)))
    return (
        Mistake(
            _("Add the same to all logits, and all probabilities grow."),
            _(
                "No probability changes: each e to the power z grows by the same factor, and so "
                "does their sum. It cancels."
            ),
            "add_the_same",
        ),
        Mistake(
            _("Subtracting the largest logit changes the result."),
            _("It changes no probability. It keeps e to the power z from overflowing."),
            "break_it",
        ),
        Mistake(
            _("Double all logits, and the probabilities stay the same."),
            _(
                "They spread: Setosa’s {before} becomes {after}. Doubling is the same as "
                "temperature {half}."
            ).format(before=decimals(shares[0]), after=decimals(doubled[0]), half=decimals(0.5, 1)),
            "surer",
        ),
        Mistake(
            _("Twice the lead is twice the probability."),
            _(
                "A lead of 1 makes a probability {one} times the other one, a lead of 2 makes it "
                "{two} times."
            ).format(one=decimals(one), two=decimals(two)),
            "runaway",
        ),
        Mistake(
            _("Softmax twice does no harm."),
            _(
                "The second one sees numbers between 0 and 1, and evens them out: {before} becomes "
                "{after}, and no probability of three can pass {most}."
            ).format(
                before=decimals(shares[0]),
                after=decimals(twice[0]),
                most=decimals(_softmax([1.0, 0.0, 0.0])[0]),
            ),
            "twice",
        ),
        Mistake(
            _("A probability shown as {zero} is 0.").format(zero=decimals(0.0)),
            _("None is 0. The smallest for the logits {logits} is {smallest}.").format(
                logits=listed([plain(f"{z:g}") for z in listed_four]),
                smallest=quantity(min(_softmax(listed_four))),
            ),
            "source_list",
        ),
    )


def _mistakes_about_slopes() -> tuple[Mistake, ...]:
    """List the mistakes about slopes and training."""
    logits, cold = Scenario().logits, PREPARED["cold"].scenario.temperature
    warm_slope, cold_slope = (
        float(softmax_jacobian(logits, temperature=each)[0, 0]) for each in (1.0, cold)
    )
    return (
        Mistake(
            _("Argmax has slope 0, so it trains slowly."),
            _(
                "It does not train at all. A step is the slope times the learning rate, and 0 "
                "times anything is 0."
            ),
            "trained",
        ),
        Mistake(
            _("Argmax’s derivative is always 0."),
            _("It is 0 wherever it exists. At a tie, where the winner changes, it is undefined."),
            "tie_slopes",
        ),
        Mistake(
            _("Train at a low temperature: it is nearly argmax, and still has slopes."),
            _(
                "Its slopes are nearly argmax’s too. At temperature {cold}, the slope of {before} "
                "is {after}."
            ).format(cold=decimals(cold), before=slope(warm_slope), after=slope(cold_slope)),
            "cold",
        ),
    )


def glossary() -> tuple[Term, ...]:
    """List the terms of the glossary in alphabetical order."""
    return tuple(sorted(_terms(), key=lambda term: term.name.casefold()))


def _terms() -> tuple[Term, ...]:
    """List the terms of the glossary."""
    return (
        Term(
            _("Accuracy"),
            (),
            _(
                "The share of all answers that are correct. Training does not follow it, since it "
                "moves in jumps."
            ),
            "trained",
        ),
        Term(
            _("Argmax"),
            (),
            _("Names the class with the largest logit, by its index or one-hot."),
            "lecture",
        ),
        Term(
            _("Chain rule"),
            (),
            _(
                "The slope of a chain of functions is the product of their slopes. One 0 makes it "
                "all 0."
            ),
            "chain_argmax",
        ),
        Term(
            _("Class"),
            (),
            _("What a network can answer; here Setosa, Versicolor or Virginica."),
            "lecture",
        ),
        Term(
            _("Confusion matrix"),
            (),
            _(
                "A table that counts, for each true class, how often the network predicted which "
                "class."
            ),
            "trained",
        ),
        Term(
            _("Cross-entropy"),
            (),
            _(
                "The usual loss for softmax: minus the natural logarithm of the true class’s "
                "probability."
            ),
            "chain_softmax",
        ),
        Term(
            _("Entropy"),
            (),
            _(
                "How undecided a set of probabilities is: 0 where one class has it all, largest "
                "where all are equal."
            ),
            "hot",
        ),
        Term(
            _("Exponential"),
            (_("e to the power z"),),
            _(
                "One more in z makes e to the power z {factor} times as large. It is never "
                "negative, and keeps the order."
            ).format(factor=decimals(math.e)),
            "stages",
        ),
        Term(
            _("Gradient"),
            (),
            _("All slopes of the loss together. It points to where the loss rises fastest."),
            "chain_softmax",
        ),
        Term(
            _("Gradient descent"),
            (),
            _(
                "Learning in small steps: each goes against the gradient, down the slope of the "
                "loss."
            ),
            "trained",
        ),
        Term(
            _("Index"),
            (),
            _("The place of a class in the list, counted from 0. NumPy’s argmax returns it."),
            "lecture",
        ),
        Term(
            _("Input"),
            (),
            _("What goes into a network; here the measurements of a flower."),
            "own_flower",
        ),
        Term(
            _("Jacobian"),
            (),
            _("The table of all slopes: every output by every logit, three times three here."),
            "textbook_slopes",
        ),
        Term(
            _("Learning rate"),
            (),
            _("How far a step of gradient descent goes: it is multiplied by the slope."),
            "too_fast",
        ),
        Term(
            _("Logit"),
            (_("raw output"),),
            _(
                "What a network puts out for a class before softmax or argmax: any number, of any "
                "sign."
            ),
            "stages",
        ),
        Term(
            _("Logsumexp"),
            (),
            _(
                "The logarithm of the sum of all e to the power z: a smooth maximum, a little "
                "above the largest logit. Softmax is its slope."
            ),
            "",
        ),
        Term(
            _("Loss"),
            (),
            _(
                "How wrong an answer is, as one number. Training makes it smaller. Cross-entropy "
                "and squared error are two."
            ),
            "trained",
        ),
        Term(_("Margin"), (), _("How far the largest probability is ahead of the second."), "hot"),
        Term(
            _("Nat"),
            (),
            _("The unit of entropy, and of cross-entropy, where the logarithm is the natural one."),
            "hot",
        ),
        Term(
            _("One-hot"),
            (),
            _("A row of numbers with a single 1, and 0 everywhere else."),
            "lecture",
        ),
        Term(
            _("Overflow"),
            (),
            _(
                "A number has grown too large for the computer to hold, and inf stands in its "
                "place."
            ),
            "break_it",
        ),
        Term(
            _("Precision"),
            (
                "float64",
                "float32",
                "float16",
            ),
            _("How many bits hold a number. With fewer bits, e to the power z overflows sooner."),
            "break_it",
        ),
        Term(
            _("Probability"),
            (_("share"),),
            _("What softmax gives a class: a number between 0 and 1. All of them sum to 1."),
            "lecture",
        ),
        Term(
            _("Random seed"),
            (),
            _("The number from which random numbers start. The same seed gives the same training."),
            "trained",
        ),
        Term(
            _("Sigmoid"),
            (),
            _("Softmax with two classes: an S-shaped curve over the difference of their logits."),
            "two_classes",
        ),
        Term(
            _("Slope"),
            (_("derivative"),),
            _(
                "How fast an output rises as one logit is pushed up: the change per unit, right "
                "here."
            ),
            "flat",
        ),
        Term(
            _("Softmax"),
            (),
            _(
                "Turns logits into probabilities: e to the power of each, divided by the sum of "
                "them all. A smooth argmax."
            ),
            "stages",
        ),
        Term(
            _("Squared error"),
            (),
            _("A loss: the differences from the right answer, squared and added up."),
            "chain_argmax",
        ),
        Term(
            _("Temperature"),
            (),
            _(
                "What all logits are divided by before softmax. A low one sharpens the "
                "probabilities, a high one evens them out."
            ),
            "cold",
        ),
        Term(
            _("Tie"),
            (),
            _("Two or more logits are exactly equal, and none is larger. There argmax jumps."),
            "two_way_tie",
        ),
        Term(
            _("Training"),
            (),
            _("Changing the weights, step by step, until the loss is small."),
            "trained",
        ),
        Term(
            _("Weight"),
            (),
            _(
                "What an input is multiplied by on its way to a logit. The weights are what a "
                "network learns."
            ),
            "chain_softmax",
        ),
        Term(
            _("Winner"),
            (),
            _("The class with the largest logit; at a tie, the first of them in the list."),
            "two_way_tie",
        ),
    )


def formulas() -> tuple[Formula, ...]:
    """List the formulas."""
    otherwise = _("otherwise")
    return (
        Formula(_("Softmax"), r"p_i = \frac{e^{z_i}}{\sum_j e^{z_j}}"),
        Formula(
            _("Argmax as NumPy has it, one-hot"),
            r"a_i = \begin{cases} 1 & i = \min\{k : z_k = \max_j z_j\} \\ "
            rf"0 & \text{{{otherwise}}} \end{{cases}}",
        ),
        Formula(_("Arg max in mathematics, a set"), r"\arg\max_k z_k = \{k : z_k = \max_j z_j\}"),
        Formula(
            _("Jacobian of softmax"),
            r"\frac{\partial p_i}{\partial z_j} = "
            r"\begin{cases} p_i (1 - p_i) & i = j \\ -p_i\, p_j & i \neq j \end{cases}",
        ),
        Formula(_("Cross-entropy, true class t"), r"L = -\ln p_t = \ln \sum_j e^{z_j} - z_t"),
        Formula(
            _("Its gradient"),
            r"\frac{\partial L}{\partial z_i} = p_i - y_i, \quad "
            r"y_i = \begin{cases} 1 & i = t \\ 0 & i \neq t \end{cases}",
        ),
    )


SOURCES = (
    Source(
        "StatQuest: Neural Networks Part 5: ArgMax and SoftMax",
        "https://www.youtube.com/watch?v=KpKog-L9veg",
        N_("A video: the example of these pages, and why argmax cannot be trained through."),
    ),
    Source(
        "s_hash_wat: Argmax and Softmax, Medium",
        "https://medium.com/@s_hash_wat/argmax-and-softmax-496714956aab",
        N_("The same in writing, with the quotient rule."),
    ),
    Source(
        "P. Blanchard, D. J. Higham, N. J. Higham: Accurately computing the log-sum-exp and "
        "softmax "
        "functions, IMA Journal of Numerical Analysis 41(4), 2021",
        "https://doi.org/10.1093/imanum/draa038",
        N_("Overflow, and why subtracting the largest is accurate."),
    ),
    Source(
        "R. A. Fisher: The use of multiple measurements in taxonomic problems, Annals of Eugenics "
        "7(2), 1936",
        "https://doi.org/10.1111/j.1469-1809.1936.tb02137.x",
        N_("The 150 irises."),
    ),
)


def lesson(plan: Plan) -> str:
    """Name a lesson by its length.

    Examples
    --------
    >>> from argsoft.teaching.lessons import PLANS
    >>> [lesson(plan) for plan in PLANS]
    ['A lesson of 15 minutes', 'A lesson of 45 minutes']
    """
    return plural("A lesson of {count} minute", "A lesson of {count} minutes", plan.minutes).format(
        count=plan.minutes
    )


def line(step: Step) -> str:
    """Say where a lesson is, what to ask and what to do then, in Markdown.

    Examples
    --------
    >>> from argsoft.teaching.lessons import step_of
    >>> print(line(step_of("15", 2)))
    2 of 5 · **Ask:** Virginica has nearly caught up. Which of the two charts tells you? \
**Then:** Drag Virginica up past Setosa.
    """
    return _("{step} of {total} · **Ask:** {question} **Then:** {action}").format(
        step=step.place + 1,
        total=len(step.plan.stages),
        question=_(step.stage.ask),
        action=_(step.stage.then),
    )


def folded(step: Step) -> str:
    """Say where a lesson is, on a screen that is too small for more.

    Examples
    --------
    >>> from argsoft.teaching.lessons import step_of
    >>> folded(step_of("15", 2))
    'Lesson: 2 of 5'
    """
    return _("Lesson: {step} of {total}").format(step=step.place + 1, total=len(step.plan.stages))


def minutes(stage: Stage) -> str:
    """Say when a stage of a lesson takes place.

    Examples
    --------
    >>> from argsoft.teaching.lessons import PLANS
    >>> minutes(PLANS[0].stages[1])
    '3 to 5 min'
    """
    return _("{start} to {end} min").format(start=stage.start, end=stage.end)


def where(key: str) -> str:
    """Label a link to a prepared state away from its card.

    Examples
    --------
    >>> where("close_call")
    'Playground: A close call'
    """
    link = PREPARED[key]
    return _("{page}: {title}").format(page=_(link.page.title), title=_(link.title))


def entry(term: Term) -> str:
    """Write a term of the glossary with its other names and its meaning, in Markdown.

    Examples
    --------
    >>> entry(Term("Logit", ("raw output",), "A number.", "lecture"))
    '**Logit, also raw output.** A number.'
    """
    if not term.also:
        return _("**{term}.** {meaning}").format(term=term.name, meaning=term.meaning)
    return _("**{term}, also {others}.** {meaning}").format(
        term=term.name, others=listed(term.also), meaning=term.meaning
    )


def reference(source: Source) -> str:
    """Write a source with its link, in Markdown.

    Examples
    --------
    >>> print(reference(Source("A. Writer: On ties", "https://x.org", "Ties.")))
    [A. Writer: On ties](https://x.org). Ties.
    """
    return f"[{source.citation}]({source.address}). {_(source.what)}"


def _softmax(logits: Sequence[float]) -> list[float]:
    """Compute softmax as a list."""
    shares: list[float] = softmax(logits).tolist()
    return shares

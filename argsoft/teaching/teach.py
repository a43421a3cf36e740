"""The words of the page Teach: common mistakes, a glossary, sources and formulas.

Those on prepared links and lesson plans are in `argsoft.teaching.lessons`.
"""

from typing import NamedTuple

from argsoft.language import listed
from argsoft.teaching.lessons import PREPARED, Plan, Stage

OPENS = "Each opens a page in exactly this state. They are in the order of a lesson."
PLANS_LEAD = (
    "Each step opens a prepared page. Change what you like there: the next one is prepared anew."
)
ASK, EXPECT = "Ask", "Expect"
MISTAKES_LEAD = "What students say, what is true, and a page that shows it."
GLOSSARY_LEAD = "The words are the same on every page."
FORMULAS, READING = "Formulas", "Sources and further reading"
BUILDER_LEAD = (
    "Choose where your link leads and how it is shown. What you have set on that page goes with it."
)
HANDOUT_LEAD = (
    "Set the numbers. The handout holds four charts that move, in one file that needs no network. "
    "The worksheet asks about the same numbers, with the answers on its second page."
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
    who, title : str
        Its author and its title.
    where : str
        Where it appeared.
    address : str
        Its URL.
    what : str
        What it is good for.
    """

    who: str
    title: str
    where: str
    address: str
    what: str


MISTAKES = (
    Mistake(
        "Softmax finds the maximum.",
        "It finds no maximum. It gives every class a share: the larger the raw output, the larger "
        "the share. Softmax is a smooth argmax; the smooth maximum is logsumexp.",
        "lecture",
    ),
    Mistake(
        "At a tie, argmax says fifty-fifty.",
        "Argmax always names one winner. At a tie it is the first in the list.",
        "two_way_tie",
    ),
    Mistake(
        "A raw output below 0 means: no chance.",
        "Versicolor’s −0.40 still gets 11%. Only differences count, not signs.",
        "lecture",
    ),
    Mistake(
        "A share of 70% means: right 7 times in 10.",
        "It is how sure the network is; only counting tells how often it is right.",
        "sure_and_wrong",
    ),
    Mistake(
        "A network with higher shares is the better one.",
        "Multiply all raw outputs by 3: every answer stays, right or wrong, and the highest share "
        "rises from 0.68 to 0.97.",
        "surer",
    ),
    Mistake(
        "Argmax has slope 0, so it trains slowly.",
        "It does not train at all. A step is the slope times the learning rate, and 0 times "
        "anything is 0.",
        "trained",
    ),
    Mistake(
        "Argmax’s derivative is always 0.",
        "It is 0 wherever it exists. At a tie, where the winner changes, it does not exist.",
        "tie_slopes",
    ),
    Mistake(
        "Add the same to all raw outputs, and all shares grow.",
        "No share moves: all parts and their sum grow by the same factor, which cancels.",
        "add_the_same",
    ),
    Mistake(
        "Subtracting the largest raw output changes the result.",
        "It changes no share. It keeps e to the power z from growing too large to be written down.",
        "break_it",
    ),
    Mistake(
        "Double all raw outputs, and the shares stay the same.",
        "They spread: Setosa’s 0.68 becomes 0.90. Doubling is the same as temperature 0.5.",
        "surer",
    ),
    Mistake(
        "Twice the lead is twice the share.",
        "A lead of 1 makes a share 2.72 times the other one, a lead of 2 makes it 7.39 times.",
        "runaway",
    ),
    Mistake(
        "A higher raw output means a higher share.",
        "Only within one flower. Another flower has other raw outputs beside it, and a sum of its "
        "own.",
        "two_flowers",
    ),
    Mistake(
        "Softmax twice does no harm.",
        "The second one sees numbers between 0 and 1, and evens them out: 0.68 becomes 0.46, and "
        "no share of three can pass 0.58.",
        "twice",
    ),
    Mistake(
        "A share shown as 0.00 is 0.",
        "No share is 0. Of 0.23, 0.99, −102 and 10 the smallest is 2.3 × 10⁻⁴⁹.",
        "source_list",
    ),
    Mistake(
        "Train at a low temperature: it is nearly argmax, and still has slopes.",
        "Its slopes are nearly argmax’s too. At temperature 0.05 the lecture’s slope of 0.22 is "
        "8 × 10⁻¹⁰.",
        "cold",
    ),
    Mistake(
        "Softmax can change which class wins.",
        "Never. It keeps the order of the raw outputs, at every temperature.",
        "hot",
    ),
)

GLOSSARY = (
    Term(
        "Accuracy",
        (),
        "What part of all answers is right. Training does not follow it, since it moves in jumps.",
        "trained",
    ),
    Term(
        "Argmax",
        (),
        "Names the class with the largest raw output. Written one-hot, it answers 1 for that "
        "class and 0 for the others.",
        "lecture",
    ),
    Term(
        "Chain rule",
        (),
        "The slope of a chain of functions is the product of their slopes. One 0 makes it all 0.",
        "chain_argmax",
    ),
    Term(
        "Class",
        (),
        "What a network can answer; here Setosa, Versicolor or Virginica.",
        "lecture",
    ),
    Term(
        "Cross-entropy",
        (),
        "The loss that goes with softmax: minus the logarithm of the true class’s probability.",
        "chain_softmax",
    ),
    Term(
        "Entropy",
        (),
        "How undecided a set of shares is: 0 where one class has it all, largest where all are "
        "equal.",
        "hot",
    ),
    Term(
        "Exponential",
        ("e to the power z",),
        "e is 2.718…; one more in z makes e to the power z 2.72 times as large. It is never "
        "negative, and keeps the order.",
        "stages",
    ),
    Term(
        "Gradient",
        (),
        "All slopes of the loss together. It points to where the loss rises fastest.",
        "chain_softmax",
    ),
    Term(
        "Gradient descent",
        (),
        "Learning in small steps: each goes against the gradient, down the slope of the loss.",
        "trained",
    ),
    Term(
        "Input",
        (),
        "What goes into a network; here the measurements of a flower.",
        "own_flower",
    ),
    Term(
        "Jacobian",
        (),
        "The table of all slopes: every output by every logit, three times three here.",
        "textbook_slopes",
    ),
    Term(
        "Learning rate",
        (),
        "How far a step of gradient descent goes: it is multiplied by the slope.",
        "too_fast",
    ),
    Term(
        "Logit",
        ("raw output",),
        "What a network puts out for a class before softmax or argmax: any number, of any sign.",
        "stages",
    ),
    Term(
        "Logsumexp",
        (),
        "The logarithm of the sum of all e to the power z: a smooth maximum, a little above the "
        "largest raw output. Softmax is a smooth argmax, and is its slope.",
        "",
    ),
    Term(
        "Loss",
        (),
        "How wrong an answer is, as one number. Training makes it smaller.",
        "trained",
    ),
    Term(
        "Margin",
        (),
        "How far the largest share is ahead of the second.",
        "hot",
    ),
    Term(
        "Nat",
        (),
        "The unit of entropy, and of cross-entropy, where the logarithm is the natural one.",
        "hot",
    ),
    Term(
        "One-hot",
        (),
        "A row of numbers with a single 1, and 0 everywhere else.",
        "lecture",
    ),
    Term(
        "Overflow",
        (),
        "A number has grown too large for the computer to hold, and inf stands in its place.",
        "break_it",
    ),
    Term(
        "Precision",
        ("float64", "float32", "float16"),
        "How many bits hold a number. With fewer bits, e to the power z overflows sooner.",
        "break_it",
    ),
    Term(
        "Probability",
        ("share",),
        "What softmax gives a class: a number between 0 and 1, and all of them add up to 1.",
        "lecture",
    ),
    Term(
        "Sigmoid",
        (),
        "Softmax with two classes: an S-shaped curve over the difference of their raw outputs.",
        "two_classes",
    ),
    Term(
        "Slope",
        ("derivative",),
        "How fast an output rises as one logit is pushed up: the change per unit, right here.",
        "flat",
    ),
    Term(
        "Softmax",
        (),
        "Turns raw outputs into shares: e to the power of each, divided by the sum of them all. A "
        "smooth argmax.",
        "stages",
    ),
    Term(
        "Squared error",
        (),
        "The loss that goes with argmax here: the differences from the right answer, squared and "
        "added up.",
        "chain_argmax",
    ),
    Term(
        "Temperature",
        (),
        "What all raw outputs are divided by before softmax. Low makes it sharp, high makes it "
        "even.",
        "cold",
    ),
    Term(
        "Tie",
        (),
        "Two or more raw outputs are exactly equal, and none is larger. There argmax jumps.",
        "two_way_tie",
    ),
    Term(
        "Training",
        (),
        "Changing the weights, step by step, until the loss is small.",
        "trained",
    ),
    Term(
        "Weight",
        (),
        "What an input is multiplied by on its way to a raw output. The weights are what a network "
        "learns.",
        "chain_softmax",
    ),
)

EQUATIONS = (
    Formula("Softmax", r"p_i = \frac{e^{z_i}}{\sum_j e^{z_j}}"),
    Formula(
        "Argmax, one-hot",
        r"a_i = \begin{cases} 1 & i = \min\{k : z_k = \max_j z_j\} \\ 0 & \text{else} \end{cases}",
    ),
    Formula(
        "Jacobian of softmax",
        r"\frac{\partial p_i}{\partial z_j} = "
        r"\begin{cases} p_i (1 - p_i) & i = j \\ -p_i\, p_j & i \neq j \end{cases}",
    ),
    Formula("Cross-entropy, true class t", r"L = -\ln p_t = \ln \sum_j e^{z_j} - z_t"),
    Formula(
        "Its gradient",
        r"\frac{\partial L}{\partial z_i} = p_i - y_i, \quad "
        r"y_i = \begin{cases} 1 & i = t \\ 0 & i \neq t \end{cases}",
    ),
)

SOURCES = (
    Source(
        "StatQuest",
        "Neural Networks Part 5: ArgMax and SoftMax",
        "a video",
        "https://www.youtube.com/watch?v=KpKog-L9veg",
        "the lecture’s example, and why argmax cannot be trained through",
    ),
    Source(
        "s_hash_wat",
        "Argmax and Softmax",
        "an article on Medium",
        "https://medium.com/@s_hash_wat/argmax-and-softmax-496714956aab",
        "the same in writing, with the quotient rule",
    ),
    Source(
        "P. Blanchard, D. J. Higham, N. J. Higham",
        "Accurately computing the log-sum-exp and softmax functions",
        "IMA Journal of Numerical Analysis 41(4), 2021",
        "https://doi.org/10.1093/imanum/draa038",
        "overflow, and why subtracting the largest is accurate",
    ),
    Source(
        "R. A. Fisher",
        "The use of multiple measurements in taxonomic problems",
        "Annals of Eugenics 7(2), 1936",
        "https://doi.org/10.1111/j.1469-1809.1936.tb02137.x",
        "the 150 irises",
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
    return f"A lesson of {plan.minutes} minutes"


def minutes(stage: Stage) -> str:
    """Say when a stage of a lesson takes place.

    Examples
    --------
    >>> from argsoft.teaching.lessons import PLANS
    >>> minutes(PLANS[0].stages[1])
    '3 to 5 min'
    """
    return f"{stage.start} to {stage.end} min"


def where(key: str) -> str:
    """Label a link to a prepared state away from its card.

    Examples
    --------
    >>> where("close_call")
    'Playground: A close call'
    """
    link = PREPARED[key]
    return f"{link.page.title}: {link.title}"


def entry(term: Term) -> str:
    """Write a term of the glossary with its other names.

    Examples
    --------
    >>> entry(Term("Logit", ("raw output",), "", "lecture"))
    'Logit, also raw output'
    """
    return f"{term.name}, also {listed(term.also)}" if term.also else term.name


def reference(source: Source) -> str:
    """Write a source with its link, in Markdown.

    Examples
    --------
    >>> print(reference(Source("A. Writer", "On ties", "Journal 1, 2020", "https://x.org", "ties")))
    A. Writer: [On ties](https://x.org), Journal 1, 2020. For ties.
    """
    return f"{source.who}: [{source.title}]({source.address}), {source.where}. For {source.what}."

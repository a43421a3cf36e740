"""The shareable state: every setting with its rule and default, presets, and links.

A field's name is also the key of its control and the parameter in a link.
"""

import string
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import asdict, dataclass, field, fields
from types import MappingProxyType
from typing import Any, NamedTuple, Self

from argsoft.blanks import BLANKS
from argsoft.gradients import Through
from argsoft.iris import CLASS_NAMES
from argsoft.iris.data import FEATURE_RANGES
from argsoft.language import N_, names
from argsoft.state.contents import PAGES
from argsoft.state.outputs import MOST_CLASSES
from argsoft.state.rules import (
    Bounds,
    Choice,
    Code,
    LogarithmicBounds,
    NumberList,
    Pattern,
    Rule,
    Several,
    Text,
    named,
)
from argsoft.workings import TWO_TO_Z, Z_ITSELF, Z_MINUS_SMALLEST

Query = Mapping[str, str | Sequence[str]]


class Refusal(NamedTuple):
    """An unusable value in a link."""

    name: str
    text: str


PLAYGROUND = ""  # the first page has no path
LOGIT_PAGES = (
    PLAYGROUND,
    "step_by_step",
    "flat_or_smooth",
    "derivatives",
    "chain_rule",
    "sample",
    "predict",
    "teach",
)
LOGIT = Bounds(-5.0, 5.0, 0.01)
CLASS = named(*CLASS_NAMES)
FEATURE = Choice(
    {
        "sepal length": N_("sepal length"),
        "sepal width": N_("sepal width"),
        "petal length": N_("petal length"),
        "petal width": N_("petal width"),
    }
)
SIDE_BY_SIDE, OVERLAID, TWO_LOGITS = "side_by_side", "overlaid", "two_logits"
STEPS, FILL, ADD, BREAK, WHY, MISTAKES = PARTS = (
    *("steps", "fill", "add", "break", "why", "mistakes"),
)
# How much of the worked example is blank: more and more, from its end.
BLANK: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"last": BLANKS[-1:], "last_two": BLANKS[-2:], "all": BLANKS}
)
BLANK_LABELS: Mapping[str, str] = MappingProxyType(
    {"e_to_z": N_("e to the power z"), "total": N_("Sum"), "probability": N_("Probability")}
)
FILL_FIELDS = (*BLANKS, "told")  # what was typed, and what was shown
TYPED = Text(24)  # longer than any number that people type

PART_FIELDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        STEPS: ("stage", "output"),
        FILL: ("blanks", "output"),
        ADD: ("shift",),
        BREAK: ("precision", "factor"),
        WHY: ("instead", "shift"),
        MISTAKES: ("mistake",),
    }
)

ONE_OF_150, YOUR_OWN, HELD_OUT = "one_of_150", "your_own", "held_out"
THIS_CLASS, ALL_THREE = "this_class", "all_three"
AS_GIVEN, SORTED = "as_given", "largest_first"
LINEAR, LOGARITHMIC = "linear", "logarithmic"
ONE_OF, ANY_OF = "one_of", "any_of"
USUAL, CROSS_ENTROPY, SQUARED_ERROR = "usual", "cross_entropy", "squared_error"
STRAIGHT_THROUGH = "straight_through"
NO_LESSON, LESSON_LENGTHS = "", {"15": N_("15 minutes"), "45": N_("45 minutes")}
MOST_LESSON_STEPS = 13
OFF, ON = "off", "on"
SWITCH = Choice({OFF: N_("off"), ON: N_("on")})
HIDING = Several(
    {
        "title": N_("title"),
        "words": N_("words"),
        "controls": N_("controls"),
        "argmax": "argmax",
        "softmax": "softmax",
        "numbers": N_("numbers"),
        "sentence": N_("sentence"),
        "presets": N_("presets"),
    }
)
LINKS, LESSONS, CHECK, BUILDER, HANDOUT, MISCONCEPTIONS, GLOSSARY, SOURCES = TOPICS = (
    *("links", "lessons", "check", "builder", "handout", "misconceptions", "glossary", "sources"),
)

FROM_SOFTMAX, SHAKEN_ARGMAX, NEXT_WORD = "softmax", "shaken_argmax", "next_word"
MOST_DRAWS = 10_000
WORD_LOGITS = (3.1, 2.3, 1.7, 1.1, 0.4, -0.8, -2.0)  # of a sentence's next word, made up

NUM_ROUNDS = 17
FORMER_NUM_ROUNDS = 12
SUMMARY = NUM_ROUNDS + 1  # follows the last round
NO_GUESS, LETTERS = "-", "abcd"
NO_GUESSES = NO_GUESS * NUM_ROUNDS
SEEDS = string.digits + string.ascii_lowercase  # of a round's numbers; 0 for the first ones
NO_TWINS = SEEDS[0] * NUM_ROUNDS
THE_ROUNDS = "rounds"
THE_WINNER, LARGEST_SHARE, HALF_T = KINDS = ("winner", "largest_share", "half_temperature")
NO_CHECK, BEFORE, AFTER = "", "before", "after"
NUM_CHECKED = 10  # questions of a check
RESULT = NUM_CHECKED + 1  # follows the last of them
UNSURE = "n"  # the answer of those who do not know yet
NO_ANSWERS = NO_GUESS * NUM_CHECKED

# Consonants that no eye takes for another letter or digit, so that no code is a word.
ROOM_CODE = Code("BCDFGHJKMNPRSTWXYZ", 4)

STAGES = ("logits", "exponentiate", "add_up", "divide", "all")
TWICE, SURE, TWO_FLOWERS = COMMON_MISTAKES = ("softmax_twice", "confident", "two_flowers")


class Parameter(NamedTuple):
    """Everything about one setting.

    Attributes
    ----------
    default : float or str
        Value if a link does not mention it.
    rule : Rule
        Its valid values.
    label : str
        Label of its control, to be translated.
    meaning : str
        Description for people who read or write links.
    pages : tuple of str
        Paths of the pages that have it; empty if all do.
    is_view : bool
        Whether its slider only displays the link's value instead of being bound to it.
    has_slider : bool
        Whether it has a slider besides its number field.
    """

    default: float | str
    rule: Rule
    label: str
    meaning: str
    pages: tuple[str, ...]
    is_view: bool = False
    has_slider: bool = True

    @property
    def options(self) -> tuple[str, ...]:
        """Options to choose from; empty if the rule is not a short list."""
        return tuple(self.labels)

    @property
    def labels(self) -> Mapping[str, str]:
        """Label of each option, to be translated."""
        return self.rule.labels if isinstance(self.rule, Choice | Several) else {}

    def from_link(self, text: str | Sequence[str]) -> float | str | None:
        """Read a valid value from a link; None if there is none.

        Parameters
        ----------
        text : str or sequence of str
            One or several values of the parameter in a link.

        Examples
        --------
        >>> PARAMETERS["flower"].from_link("84.5"), PARAMETERS["seed"].from_link("84.5")
        (84, None)
        """
        texts = [text] if isinstance(text, str) else [each for each in text if each]
        value = self.rule.from_link(texts)
        if value is None or (self.is_view and not self.rule.admit(value)):
            return None
        # Truncate fractions as a bound slider does.
        return self.rule.typed(float(value)) if isinstance(self.rule, Bounds) else value


def _set(
    default: float | str,
    rule: Rule,
    label: str,
    meaning: str,
    pages: tuple[str, ...],
    *,
    is_view: bool = False,
    has_slider: bool = True,
) -> Any:  # noqa: ANN401 - as `field` does
    """Define a field of a scenario with its `Parameter` record."""
    record = Parameter(default, rule, label, meaning, pages, is_view, has_slider)
    return field(default=default, metadata={"parameter": record})


def _blank(name: str, meaning: str) -> Any:  # noqa: ANN401 - as `field` does
    """Define the field of what is typed into a blank."""
    return _set("", TYPED, BLANK_LABELS[name], meaning, ("step_by_step",), is_view=True)


@dataclass(frozen=True)
class Scenario:
    """Everything that a visitor can set. The defaults are the lecture's example.

    Parameters
    ----------
    setosa, versicolor, virginica, ... : float, int or str
        See `PARAMETERS` for the meaning, rule, label and pages of each.

    Raises
    ------
    ValueError
        If a field breaks its rule.

    Examples
    --------
    >>> Scenario(versicolor=2).logits
    (1.43, 2.0, 0.23)
    >>> Scenario(setosa=9.0)
    Traceback (most recent call last):
        ...
    ValueError: setosa must be a number from -5 to 5, got 9.0
    """

    setosa: float = _set(
        1.43,
        LOGIT,
        "Setosa",
        "The raw output (logit) of Setosa.",
        LOGIT_PAGES,
    )
    versicolor: float = _set(
        -0.40,
        LOGIT,
        "Versicolor",
        "The raw output (logit) of Versicolor.",
        LOGIT_PAGES,
    )
    virginica: float = _set(
        0.23,
        LOGIT,
        "Virginica",
        "The raw output (logit) of Virginica.",
        LOGIT_PAGES,
    )
    temperature: float = _set(
        1.0,
        LogarithmicBounds(0.05, 10.0, 0.05),
        N_("Temperature"),
        "The softmax temperature; it divides the logits.",
        (PLAYGROUND, "flat_or_smooth", "iris", "any_outputs", "sample", "predict", "teach"),
        is_view=True,
    )
    moving: str = _set(
        "Setosa",
        CLASS,
        N_("Which logit moves"),
        "The class whose logit runs along an axis.",
        ("flat_or_smooth", "teach"),
    )
    watch: str = _set(
        THIS_CLASS,
        Choice(
            {THIS_CLASS: N_("this class"), ALL_THREE: N_("all three")},
            {"this class": THIS_CLASS, "all three": ALL_THREE},
        ),
        N_("Whose output"),
        "Whose outputs to draw: those of the moving class, or of all three.",
        ("flat_or_smooth",),
    )
    view: str = _set(
        SIDE_BY_SIDE,
        Choice(
            {
                SIDE_BY_SIDE: N_("side by side"),
                OVERLAID: N_("overlaid"),
                TWO_LOGITS: N_("two logits"),
            },
            {"side by side": SIDE_BY_SIDE, "over two logits": TWO_LOGITS},
        ),
        N_("View"),
        "How to draw argmax and softmax together.",
        ("flat_or_smooth",),
    )
    output: str = _set(
        "Setosa",
        CLASS,
        N_("Output"),
        "The class whose output is computed or differentiated.",
        ("step_by_step", "derivatives"),
    )
    by: str = _set(
        "Setosa",
        CLASS,
        N_("Logit that moves"),
        "The class by whose logit the output is differentiated.",
        ("derivatives",),
    )
    target: str = _set(
        "Virginica",
        CLASS,
        N_("True class"),
        "The true class of a training example.",
        ("chain_rule",),
    )
    through: Through = _set(  # noqa: RUF009 - it returns a field
        "softmax",
        named("softmax", "argmax"),
        N_("Output function"),
        "The function between logits and loss: softmax or argmax.",
        ("chain_rule",),
    )
    loss: str = _set(
        USUAL,
        Choice(
            {
                USUAL: N_("usual"),
                CROSS_ENTROPY: N_("cross-entropy"),
                SQUARED_ERROR: N_("squared error"),
            }
        ),
        N_("Loss"),
        "The loss; the usual one is cross-entropy for softmax and squared error for argmax.",
        ("chain_rule", "training"),
    )
    smoothing: float = _set(
        0.0,
        Bounds(0.0, 0.5, 0.05),
        N_("Label smoothing"),
        "How much of the target is taken from the true class and shared by all classes.",
        ("chain_rule",),
    )
    learning_rate: float = _set(
        1.0,
        Bounds(0.1, 5.0, 0.1),
        N_("Learning rate"),
        "The learning rate of gradient descent on the logits.",
        ("chain_rule",),
    )
    part: str = _set(
        STEPS,
        Choice(
            {
                STEPS: N_("the steps"),
                FILL: N_("fill in"),
                ADD: N_("add the same"),
                BREAK: N_("break it"),
                WHY: N_("why e?"),
                MISTAKES: N_("mistakes"),
            },
            {"the steps": STEPS, "add the same": ADD, "break it": BREAK, "why e?": WHY},
        ),
        N_("Look at"),
        "The open part of Step by step.",
        ("step_by_step",),
    )
    stage: str = _set(
        STAGES[0],
        Choice(
            {
                "logits": N_("logits"),
                "exponentiate": N_("exponentiate"),
                "add_up": N_("add up"),
                "divide": N_("divide"),
                "all": N_("all"),
            },
            {"raw outputs": "logits", "add up": "add_up"},
        ),
        N_("Show up to"),
        "How far the steps are shown.",
        ("step_by_step",),
    )
    blanks: str = _set(
        "last",
        Choice({"last": N_("the last"), "last_two": N_("the last two"), "all": N_("all three")}),
        N_("Leave blank"),
        "Which numbers of the worked example are left blank.",
        ("step_by_step",),
    )
    e_to_z: str = _blank("e_to_z", "What was typed into the blank for e to the power z.")
    total: str = _blank("total", "What was typed into the blank for the sum.")
    probability: str = _blank("probability", "What was typed into the blank for the probability.")
    told: str = _set(
        "",
        Several(BLANK_LABELS),
        N_("Shown on request"),
        "Which blanks show their number, separated by commas.",
        ("step_by_step",),
        is_view=True,
    )
    shift: float = _set(
        0.0,
        Bounds(-10.0, 10.0, 0.1),
        N_("Add to all"),
        "Added to all logits.",
        ("step_by_step",),
    )
    factor: float = _set(
        1.0,
        Bounds(1.0, 1000.0, 1.0),
        N_("Multiply all by"),
        "All logits are multiplied by it.",
        ("step_by_step",),
    )
    precision: str = _set(
        "float64",
        named("float64", "float32", "float16"),
        N_("Precision"),
        "The NumPy type to compute in.",
        ("step_by_step",),
    )
    instead: str = _set(
        Z_ITSELF,
        Choice(
            {
                Z_ITSELF: N_("z itself"),
                Z_MINUS_SMALLEST: N_("z minus the smallest"),
                TWO_TO_Z: N_("2 to the power z"),
            },
            {
                "z itself": Z_ITSELF,
                "z minus the smallest": Z_MINUS_SMALLEST,
                "2 to the power z": TWO_TO_Z,
            },
        ),
        N_("Instead of e to the power z"),
        "What to try instead of e to the power z.",
        ("step_by_step",),
    )
    mistake: str = _set(
        TWICE,
        Choice(
            {
                TWICE: N_("softmax twice"),
                SURE: N_("confident means right"),
                TWO_FLOWERS: N_("two flowers compared"),
            },
            {
                "softmax twice": TWICE,
                "sure means right": SURE,
                "two flowers compared": TWO_FLOWERS,
            },
        ),
        N_("Common mistake"),
        "The common mistake to show.",
        ("step_by_step",),
    )
    outputs: str = _set(
        "cat: 2.4, dog: 2.1, sofa: 0.6, fish: -1.9",
        NumberList(MOST_CLASSES),
        N_("Logits, with or without names"),
        "A list of any logits, as `argsoft.state.outputs.parse_outputs` reads it.",
        ("any_outputs",),
    )
    order: str = _set(
        AS_GIVEN,
        Choice(
            {AS_GIVEN: N_("as given"), SORTED: N_("largest first")},
            {"as given": AS_GIVEN, "largest first": SORTED},
        ),
        N_("Order"),
        "How the classes of the list are sorted.",
        ("any_outputs",),
    )
    axis: str = _set(
        LINEAR,
        Choice({LINEAR: N_("linear"), LOGARITHMIC: N_("logarithmic")}, {"plain": LINEAR}),
        N_("Probability axis"),
        "The scale of the axis of the probabilities.",
        ("any_outputs",),
    )
    true_classes: str = _set(
        ONE_OF,
        Choice({ONE_OF: N_("exactly one"), ANY_OF: N_("any number")}),
        N_("True classes"),
        "Whether exactly one class is true (softmax) or any number of them (sigmoid).",
        ("any_outputs",),
    )
    across: str = _set(
        "petal length",
        FEATURE,
        N_("x-axis feature"),
        "The first feature that the network learns from, along the x-axis of the map.",
        ("training", "iris"),
    )
    up: str = _set(
        "petal width",
        FEATURE,
        N_("y-axis feature"),
        "The second feature that the network learns from, along the y-axis of the map.",
        ("training", "iris"),
    )
    rate: str = _set(
        "1",
        named("0.1", "1", "10", "1000"),
        N_("Learning rate"),
        "The learning rate of the network.",
        ("training", "iris"),
    )
    steps: str = _set(
        "200",
        named("50", "200", "500"),
        N_("Steps"),
        "The number of training steps.",
        ("training", "iris"),
    )
    versus: str = _set(
        "argmax",
        Choice({"argmax": "argmax", STRAIGHT_THROUGH: N_("straight-through")}),
        N_("Softmax versus"),
        "How the other training computes its gradient: through argmax, or straight through it.",
        ("training",),
    )
    seed: int = _set(
        57,  # starts near chance: with a third of the answers correct, and a loss of ln 3
        Bounds(0, 99, 1),
        N_("Random seed"),
        "The random seed of the network's start.",
        ("training", "iris"),
        is_view=True,
        has_slider=False,
    )
    at: int = _set(
        0,
        Bounds(0, 500, 1),
        N_("Show step"),
        "The step to show first; numbers above the last step mean the last step.",
        ("training",),
        is_view=True,
    )
    whose: str = _set(
        ONE_OF_150,
        Choice(
            {
                ONE_OF_150: N_("one of the 150"),
                YOUR_OWN: N_("your own"),
                HELD_OUT: N_("all 150"),
            },
            {"one of the 150": ONE_OF_150, "your own": YOUR_OWN},
        ),
        N_("Look at"),
        "Whether to show one of the 150 flowers, the visitor's own, or all 150, each held out.",
        ("iris",),
    )
    flower: int = _set(
        84,
        Bounds(1, 150, 1),
        N_("Flower number"),
        "The number of the flower among the 150.",
        ("iris",),
    )
    sepal_length: float = _set(
        6.0,
        Bounds(*FEATURE_RANGES[0], 0.01),
        N_("Sepal length (cm)"),
        "Of the visitor's own flower, in cm.",
        ("iris",),
    )
    sepal_width: float = _set(
        3.0,
        Bounds(*FEATURE_RANGES[1], 0.01),
        N_("Sepal width (cm)"),
        "Of the visitor's own flower, in cm.",
        ("iris",),
    )
    petal_length: float = _set(
        4.9,
        Bounds(*FEATURE_RANGES[2], 0.01),
        N_("Petal length (cm)"),
        "Of the visitor's own flower, in cm.",
        ("iris",),
    )
    petal_width: float = _set(
        1.7,
        Bounds(*FEATURE_RANGES[3], 0.01),
        N_("Petal width (cm)"),
        "Of the visitor's own flower, in cm.",
        ("iris",),
    )
    draw: str = _set(
        FROM_SOFTMAX,
        Choice(
            {
                FROM_SOFTMAX: N_("from softmax"),
                SHAKEN_ARGMAX: N_("by shaking argmax"),
                NEXT_WORD: N_("the next word"),
            }
        ),
        N_("Draw"),
        "How to draw at random: from softmax, by argmax of noisy logits, or the next word of text.",
        ("sample",),
    )
    noise: float = _set(
        1.0,
        Bounds(0.0, 1.0, 0.01),
        N_("Noise added"),
        "How much of its noise the last shake of the logits shows, from none to all.",
        ("sample",),
    )
    top_k: int = _set(
        len(WORD_LOGITS),
        Bounds(1, len(WORD_LOGITS), 1),
        N_("Top-k"),
        "How many of the likeliest next words may be drawn.",
        ("sample",),
    )
    top_p: float = _set(
        1.0,
        Bounds(0.01, 1.0, 0.01),
        N_("Top-p"),
        "The probability that the words which may be drawn reach together.",
        ("sample",),
    )
    draws: int = _set(
        10,
        Bounds(0, MOST_DRAWS, 1),
        N_("Draws"),
        "How many draws to count.",
        ("sample",),
        is_view=True,
        has_slider=False,
    )
    draw_seed: int = _set(
        0,
        Bounds(0, 99, 1),
        N_("Random seed"),
        "The random seed of the draws.",
        ("sample",),
        is_view=True,
        has_slider=False,
    )
    projector: str = _set(
        OFF,
        SWITCH,
        N_("Projector view"),
        "Whether to show the page large and plain, for a room.",
        (),
    )
    hide: str = _set(
        "",
        HIDING,
        N_("Hidden"),
        "What a teacher has hidden on every page, separated by commas.",
        (),
    )
    lang: str = _set(
        "",
        Choice({"": N_("the browser’s"), **names()}),
        N_("Language"),
        "The language of the page; by default the browser's, where there is a translation.",
        (),
    )
    lesson: str = _set(
        NO_LESSON,
        Choice({NO_LESSON: N_("none"), **LESSON_LENGTHS}),
        N_("Lesson"),
        "The lesson that leads over the pages, by its minutes.",
        (),
    )
    lesson_step: int = _set(
        1,
        Bounds(1, MOST_LESSON_STEPS, 1),
        N_("Step of the lesson"),
        "The step of the lesson; numbers above the last step mean the last step.",
        (),
        is_view=True,
        has_slider=False,
    )
    topic: str = _set(
        LINKS,
        Choice(
            {
                LINKS: N_("prepared links"),
                LESSONS: N_("lesson plans"),
                CHECK: N_("before and after"),
                BUILDER: N_("your own link"),
                HANDOUT: N_("handout"),
                MISCONCEPTIONS: N_("misconceptions"),
                GLOSSARY: N_("glossary"),
                SOURCES: N_("sources"),
            },
            {"prepared links": LINKS, "lesson plans": LESSONS, "your own link": BUILDER},
        ),
        N_("Look at"),
        "The open part of Teach.",
        ("teach",),
    )
    plan: str = _set(
        "15",
        Choice(LESSON_LENGTHS),
        N_("Lesson"),
        "The lesson to look at, by its minutes.",
        ("teach",),
    )
    notes: str = _set(
        OFF,
        SWITCH,
        N_("Notes"),
        "Whether to show every step of that lesson, with the answers to expect.",
        ("teach",),
    )
    link_page: str = _set(
        PAGES[0].name,
        Choice(
            {page.name: page.title for page in PAGES}, {page.title: page.name for page in PAGES}
        ),
        N_("Page"),
        "The target page of the link that a teacher makes.",
        ("teach",),
    )
    link_hide: str = _set(
        "",
        HIDING,
        N_("Hide"),
        "What that link hides.",
        ("teach",),
    )
    link_projector: str = _set(
        OFF,
        SWITCH,
        N_("Projector view"),
        "Whether that link shows its page large and plain.",
        ("teach",),
    )
    round: int = _set(
        1,
        Bounds(1, SUMMARY, 1),
        N_("Round"),
        "Which round of questions; after the last one comes the summary.",
        ("predict",),
    )
    round_setosa: float = _set(
        1.43,
        LOGIT,
        "Setosa",
        "The raw output of Setosa in a round answered by setting raw outputs.",
        ("predict",),
    )
    round_versicolor: float = _set(
        -0.40,
        LOGIT,
        "Versicolor",
        "The raw output of Versicolor in such a round.",
        ("predict",),
    )
    round_virginica: float = _set(
        0.23,
        LOGIT,
        "Virginica",
        "The raw output of Virginica in such a round.",
        ("predict",),
    )
    guesses: str = _set(
        NO_GUESSES,
        Pattern(NO_GUESS + LETTERS, NUM_ROUNDS, FORMER_NUM_ROUNDS),
        N_("Guesses"),
        'The letter of the answer chosen in each round; "-" for none.',
        ("predict",),
    )
    twins: str = _set(
        NO_TWINS,
        Pattern(SEEDS, NUM_ROUNDS),
        N_("Fresh numbers"),
        'The random seed of the numbers in each round, from "0" for the first ones to "z".',
        ("predict",),
    )
    ask: str = _set(
        THE_ROUNDS,
        Choice(
            {
                THE_ROUNDS: N_("the rounds"),
                THE_WINNER: N_("the winner"),
                LARGEST_SHARE: N_("the largest probability"),
                HALF_T: N_("half the temperature"),
            },
            {
                "the rounds": THE_ROUNDS,
                "the winner": THE_WINNER,
                "the share of the largest": LARGEST_SHARE,
                "half the temperature": HALF_T,
            },
        ),
        N_("Question"),
        "What to ask: the rounds, or one question about the three logits and the temperature.",
        ("predict",),
    )
    guess: str = _set(
        NO_GUESS,
        named(NO_GUESS, *LETTERS),
        N_("Guess"),
        'The letter of the answer chosen for that question; "-" for none.',
        ("predict",),
    )
    reveal: str = _set(
        OFF,
        SWITCH,
        N_("Answer shown"),
        "Whether the answer to that question is shown.",
        ("predict",),
    )
    check: str = _set(
        NO_CHECK,
        Choice({NO_CHECK: N_("none"), BEFORE: N_("before"), AFTER: N_("after")}),
        N_("Check"),
        "Which check of ten questions to take: that before the lesson, or that after it.",
        ("predict",),
    )
    check_seed: int = _set(
        0,
        Bounds(0, 99, 1),
        N_("Random seed"),
        "The random seed of the numbers in both checks.",
        ("predict", "teach"),
        is_view=True,
        has_slider=False,
    )
    check_question: int = _set(
        1,
        Bounds(1, RESULT, 1),
        N_("Question of the check"),
        "Which question of the check; after the last one comes the result.",
        ("predict",),
        has_slider=False,
    )
    check_answers: str = _set(
        NO_ANSWERS,
        Pattern(NO_GUESS + LETTERS + UNSURE, NUM_CHECKED),
        N_("Answers of the check"),
        'The letter of the answer to each of its questions; "n" for not known yet, "-" for none.',
        ("predict",),
    )
    room: str = _set(
        "",
        ROOM_CODE,
        N_("Room"),
        "The code of the room in which a class votes; empty for none.",
        ("predict",),
    )

    def __post_init__(self) -> None:
        for name, each in PARAMETERS.items():
            rule, value = each.rule, getattr(self, name)
            if value is each.default:  # legal, and most are
                continue
            if not rule.admit(value):
                raise ValueError(f"{name} must be {rule.words}, got {value!r}")
            if isinstance(rule, Bounds):
                object.__setattr__(self, name, rule.typed(value))

    def moved(self, field: str, value: float) -> Self:
        """Replace one number; many times faster than `dataclasses.replace`.

        Raises
        ------
        ValueError
            If the number is not within the bounds of the field.

        Examples
        --------
        >>> Scenario(versicolor=2.0).moved("setosa", 3.0) == Scenario(3.0, 2.0)
        True
        """
        bounds = BOUNDS[field]
        if not bounds.admit(value):
            raise ValueError(f"{field} must be {bounds.words}, got {value!r}")
        scenario = copy(self)
        object.__setattr__(scenario, field, bounds.typed(value))
        return scenario

    @property
    def logits(self) -> tuple[float, ...]:
        """The three logits, in the order of the class names."""
        return self.setosa, self.versicolor, self.virginica

    @property
    def round_logits(self) -> tuple[float, ...]:
        """The three logits of a round of Predict, in the order of the class names."""
        return tuple(getattr(self, name) for name in ROUND_FIELDS)

    def to_query(self) -> dict[str, str]:
        """Format the scenario as link parameters, without those at their defaults.

        Examples
        --------
        >>> Scenario(setosa=2.5, versicolor=5.0, moving="Virginica").to_query()
        {'setosa': '2.5', 'versicolor': '5', 'moving': 'Virginica'}
        """
        return {name: parameter(v) for name, v in asdict(self).items() if v != DEFAULTS[name]}

    @classmethod
    def from_query(cls, query: Query) -> Self:
        """Read a scenario from link parameters, using defaults for missing or unusable values.

        Never raises, and ignores unknown parameters. `refusals` lists the unusable values.

        Examples
        --------
        >>> Scenario.from_query({"setosa": "2.5", "virginica": "abc"}).logits
        (2.5, -0.4, 0.23)
        """
        read = {n: each.from_link(query[n]) for n, each in PARAMETERS.items() if n in query}
        usable: dict[str, Any] = {name: v for name, v in read.items() if v is not None}
        return cls(**usable)


def parameter(value: float | str) -> str:
    """Format a value for a link, as short as possible.

    Examples
    --------
    >>> parameter(5.0), parameter(-0.4), parameter("softmax")
    ('5', '-0.4', 'softmax')
    """
    whole_number = isinstance(value, float) and value.is_integer()
    return str(int(value) if whole_number else value)


def class_index(name: str) -> int:
    """Find the index of a class by its name.

    Examples
    --------
    >>> class_index("Virginica")
    2
    """
    return CLASS_NAMES.index(name)


LOGIT_FIELDS = ("setosa", "versicolor", "virginica")
ROUND_FIELDS = tuple(f"round_{name}" for name in LOGIT_FIELDS)  # for the rounds of Predict
PARAMETERS: Mapping[str, Parameter] = MappingProxyType(
    {each.name: each.metadata["parameter"] for each in fields(Scenario)}
)
BOUNDS: Mapping[str, Bounds] = MappingProxyType(
    {name: each.rule for name, each in PARAMETERS.items() if isinstance(each.rule, Bounds)}
)
DEFAULTS: Mapping[str, Any] = MappingProxyType(
    {each.name: each.default for each in fields(Scenario)}
)

PRESETS: Mapping[str, Scenario] = MappingProxyType(
    {
        "lecture": Scenario(),
        "close_call": Scenario(virginica=1.38),
        "two_way_tie": Scenario(virginica=1.43),
        "all_equal": Scenario(1.0, 1.0, 1.0),
        "runaway": Scenario(setosa=5.0),
        "all_negative": Scenario(-1.57, -3.40, -2.77),
    }
)


def refusals(query: Query, names: Iterable[str]) -> list[Refusal]:
    """List the values of a link that `Scenario.from_query` replaces by defaults.

    Parameters
    ----------
    query : mapping of str to str or to a sequence of str
        Parameters of the link.
    names : iterable of str
        Fields to check, usually those of one page.

    Examples
    --------
    >>> refusals({"setosa": "abc", "virginica": "9e99", "colour": "red"}, LOGIT_FIELDS)
    [Refusal(name='setosa', text='abc'), Refusal(name='virginica', text='9e99')]
    """
    named = {name: query[name] for name in names if name in query}
    return [
        Refusal(name, text if isinstance(text, str) else " and ".join(text))
        for name, text in named.items()
        if PARAMETERS[name].from_link(text) is None
    ]


def fields_of(path: str) -> tuple[str, ...]:
    """List the fields of a page, without those that every page has.

    Examples
    --------
    >>> fields_of("derivatives")
    ('setosa', 'versicolor', 'virginica', 'output', 'by')
    """
    return tuple(name for name, each in PARAMETERS.items() if path in each.pages)

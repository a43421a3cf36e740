"""The shareable state: every setting with its rule and default, presets, and links.

A field's name is also the key of its control and the parameter in a link.
"""

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import asdict, dataclass, field, fields
from types import MappingProxyType
from typing import Any, NamedTuple, Self

from argsoft.gradients import Through
from argsoft.iris import CLASS_NAMES, FEATURE_NAMES
from argsoft.iris.data import FEATURE_RANGES
from argsoft.state.contents import HIDEABLE, TITLES
from argsoft.state.outputs import MOST_CLASSES
from argsoft.state.rules import (
    Bounds,
    Choice,
    LogarithmicBounds,
    NumberList,
    Pattern,
    Rule,
    Several,
)
from argsoft.workings import INSTEAD, Z_ITSELF

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
    "predict",
    "teach",
)
LOGIT = Bounds(-5.0, 5.0, 0.01)
CLASS = Choice(CLASS_NAMES)
SIDE_BY_SIDE, OVERLAID, TWO_LOGITS = VIEWS = ("side by side", "overlaid", "over two logits")
STEPS, ADD, BREAK, WHY, MISTAKES = PARTS = (
    "the steps",
    "add the same",
    "break it",
    "why e?",
    "mistakes",
)

PART_FIELDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        STEPS: ("stage", "output"),
        ADD: ("shift",),
        BREAK: ("precision", "factor"),
        WHY: ("instead", "shift"),
        MISTAKES: ("mistake",),
    }
)

ONE_OF_150, YOUR_OWN = "one of the 150", "your own"
THIS_CLASS = "this class"
AS_GIVEN, SORTED = "as given", "largest first"
PLAIN, LOGARITHMIC = "plain", "logarithmic"
OFF, ON = SWITCH = ("off", "on")
LINKS, LESSONS, BUILDER, HANDOUT, MISCONCEPTIONS, GLOSSARY, SOURCES = TOPICS = (
    "prepared links",
    "lesson plans",
    "your own link",
    "handout",
    "misconceptions",
    "glossary",
    "sources",
)

NUM_ROUNDS = 12
SUMMARY = NUM_ROUNDS + 1  # follows the last round
NO_GUESS, LETTERS = "-", "abcd"
NO_GUESSES = NO_GUESS * NUM_ROUNDS
THE_ROUNDS = "the rounds"
THE_WINNER, LARGEST_SHARE, HALF_T = KINDS = (
    "the winner",
    "the share of the largest",
    "half the temperature",
)

STAGES = ("raw outputs", "exponentiate", "add up", "divide", "all")
TWICE, SURE, TWO_FLOWERS = COMMON_MISTAKES = (
    "softmax twice",
    "sure means right",
    "two flowers compared",
)


class Parameter(NamedTuple):
    """Everything about one setting.

    Attributes
    ----------
    default : float or str
        Value if a link does not mention it.
    rule : Rule
        Its valid values.
    label : str
        Label of its control.
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
        return self.rule.options if isinstance(self.rule, Choice | Several) else ()

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
        "Temperature",
        "The softmax temperature; it divides the logits.",
        ("flat_or_smooth", "any_outputs", "predict", "teach"),
        is_view=True,
    )
    moving: str = _set(
        "Setosa",
        CLASS,
        "Which logit moves",
        "The class whose logit runs along an axis.",
        ("flat_or_smooth", "teach"),
    )
    watch: str = _set(
        THIS_CLASS,
        Choice((THIS_CLASS, "all three")),
        "Whose output",
        "Whose outputs to draw: those of the moving class, or of all three.",
        ("flat_or_smooth",),
    )
    view: str = _set(
        SIDE_BY_SIDE,
        Choice(VIEWS),
        "View",
        "How to draw argmax and softmax together.",
        ("flat_or_smooth",),
    )
    output: str = _set(
        "Setosa",
        CLASS,
        "Output",
        "The class whose output is computed or differentiated.",
        ("step_by_step", "derivatives"),
    )
    by: str = _set(
        "Setosa",
        CLASS,
        "Logit that moves",
        "The class by whose logit the output is differentiated.",
        ("derivatives",),
    )
    target: str = _set(
        "Setosa",
        CLASS,
        "True class",
        "The true class of a training example.",
        ("chain_rule",),
    )
    through: Through = _set(  # noqa: RUF009 - it returns a field
        "softmax",
        Choice(("softmax", "argmax")),
        "In the middle",
        "The function between logits and loss: softmax or argmax.",
        ("chain_rule",),
    )
    learning_rate: float = _set(
        1.0,
        Bounds(0.1, 5.0, 0.1),
        "Learning rate",
        "The learning rate of gradient descent on the logits.",
        ("chain_rule",),
    )
    part: str = _set(
        STEPS,
        Choice(PARTS),
        "Look at",
        "The open part of Step by step.",
        ("step_by_step",),
    )
    stage: str = _set(
        STAGES[0],
        Choice(STAGES),
        "Show up to",
        "How far the steps are shown.",
        ("step_by_step",),
    )
    shift: float = _set(
        0.0,
        Bounds(-10.0, 10.0, 0.1),
        "Add to all",
        "Added to all logits.",
        ("step_by_step",),
    )
    factor: float = _set(
        1.0,
        Bounds(1.0, 1000.0, 1.0),
        "Multiply all by",
        "All logits are multiplied by it.",
        ("step_by_step",),
    )
    precision: str = _set(
        "float64",
        Choice(("float64", "float32", "float16")),
        "Numbers kept as",
        "The NumPy type to compute in.",
        ("step_by_step",),
    )
    instead: str = _set(
        Z_ITSELF,
        Choice(INSTEAD),
        "Instead of e to the power z",
        "What to try instead of e to the power z.",
        ("step_by_step",),
    )
    mistake: str = _set(
        TWICE,
        Choice(COMMON_MISTAKES),
        "Common mistake",
        "The common mistake to show.",
        ("step_by_step",),
    )
    outputs: str = _set(
        "0.23, 0.99, -102, 10",
        NumberList(MOST_CLASSES),
        "Raw outputs, with or without names",
        "A list of any raw outputs, as `argsoft.state.outputs.parse_outputs` reads it.",
        ("any_outputs",),
    )
    order: str = _set(
        AS_GIVEN,
        Choice((AS_GIVEN, SORTED)),
        "Order",
        "How the classes of the list are sorted.",
        ("any_outputs",),
    )
    axis: str = _set(
        PLAIN,
        Choice((PLAIN, LOGARITHMIC)),
        "Axis of the shares",
        "The scale of the axis of the shares.",
        ("any_outputs",),
    )
    across: str = _set(
        "petal length",
        Choice(FEATURE_NAMES),
        "Across",
        "The first feature that the network learns from; it runs across the map.",
        ("training", "iris"),
    )
    up: str = _set(
        "petal width",
        Choice(FEATURE_NAMES),
        "Up",
        "The second feature that the network learns from; it runs up the map.",
        ("training", "iris"),
    )
    rate: str = _set(
        "1",
        Choice(("0.1", "1", "10", "1000")),
        "Learning rate",
        "The learning rate of the network.",
        ("training", "iris"),
    )
    steps: str = _set(
        "200",
        Choice(("50", "200", "500")),
        "Steps",
        "The number of training steps.",
        ("training", "iris"),
    )
    seed: int = _set(
        0,
        Bounds(0, 99, 1),
        "Start number",
        "The random seed of the network's start.",
        ("training", "iris"),
        is_view=True,
        has_slider=False,
    )
    at: int = _set(
        500,
        Bounds(0, 500, 1),
        "Show step",
        "The step to show first; numbers above the last step mean the last step.",
        ("training",),
        is_view=True,
    )
    whose: str = _set(
        ONE_OF_150,
        Choice((ONE_OF_150, YOUR_OWN)),
        "Look at",
        "Whether to show one of the 150 flowers or the visitor's own.",
        ("iris",),
    )
    flower: int = _set(
        84,
        Bounds(1, 150, 1),
        "Flower number",
        "The number of the flower among the 150.",
        ("iris",),
    )
    sepal_length: float = _set(
        6.0,
        Bounds(*FEATURE_RANGES[0], 0.01),
        "Sepal length (cm)",
        "Of the visitor's own flower, in cm.",
        ("iris",),
    )
    sepal_width: float = _set(
        3.0,
        Bounds(*FEATURE_RANGES[1], 0.01),
        "Sepal width (cm)",
        "Of the visitor's own flower, in cm.",
        ("iris",),
    )
    petal_length: float = _set(
        4.9,
        Bounds(*FEATURE_RANGES[2], 0.01),
        "Petal length (cm)",
        "Of the visitor's own flower, in cm.",
        ("iris",),
    )
    petal_width: float = _set(
        1.7,
        Bounds(*FEATURE_RANGES[3], 0.01),
        "Petal width (cm)",
        "Of the visitor's own flower, in cm.",
        ("iris",),
    )
    projector: str = _set(
        OFF,
        Choice(SWITCH),
        "Projector view",
        "Whether to show the page large and plain, for a room.",
        (),
    )
    hide: str = _set(
        "",
        Several(HIDEABLE),
        "Hidden",
        "What a teacher has hidden on every page, separated by commas.",
        (),
    )
    topic: str = _set(
        LINKS,
        Choice(TOPICS),
        "Look at",
        "The open part of Teach.",
        ("teach",),
    )
    link_page: str = _set(
        TITLES[0],
        Choice(TITLES),
        "Page",
        "The target page of the link that a teacher makes.",
        ("teach",),
    )
    link_hide: str = _set(
        "",
        Several(HIDEABLE),
        "Hide",
        "What that link hides.",
        ("teach",),
    )
    link_projector: str = _set(
        OFF,
        Choice(SWITCH),
        "Projector view",
        "Whether that link shows its page large and plain.",
        ("teach",),
    )
    round: int = _set(
        1,
        Bounds(1, SUMMARY, 1),
        "Round",
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
        Pattern(NO_GUESS + LETTERS, NUM_ROUNDS),
        "Guesses",
        'The letter of the answer chosen in each round; "-" for none.',
        ("predict",),
    )
    ask: str = _set(
        THE_ROUNDS,
        Choice((THE_ROUNDS, *KINDS)),
        "Question",
        "What to ask: the rounds, or one question about the three logits and the temperature.",
        ("predict",),
    )
    guess: str = _set(
        NO_GUESS,
        Choice((NO_GUESS, *LETTERS)),
        "Guess",
        'The letter of the answer chosen for that question; "-" for none.',
        ("predict",),
    )
    reveal: str = _set(
        OFF,
        Choice(SWITCH),
        "Answer shown",
        "Whether the answer to that question is shown.",
        ("predict",),
    )

    def __post_init__(self) -> None:
        for name, each in PARAMETERS.items():
            rule, value = each.rule, getattr(self, name)
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
        return tuple(getattr(self, name) for name in LOGIT_FIELDS)

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

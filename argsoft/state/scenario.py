"""The shareable state: what a visitor can set, its bounds and defaults, presets, and links.

One name per fact: a field here is the key of its control and the parameter of its link.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import asdict, dataclass, field, fields
from types import MappingProxyType
from typing import Any, NamedTuple, Self

from argsoft.iris import CLASS_NAMES, FEATURE_NAMES
from argsoft.iris.data import FEATURE_RANGES
from argsoft.state.contents import HIDEABLE, LOGITS, ROUND_LOGITS, TITLES
from argsoft.state.outputs import MOST_CLASSES, OutputsError, parse_outputs
from argsoft.state.reading import read_number
from argsoft.workings import INSTEAD, Z_ITSELF

Query = Mapping[str, str | Sequence[str]]
MOST_PLACES = 250  # of a slider in the hand
# One decade of the preferred numbers R20 of ISO 3, whose ratio is 10 to the power 1/20, rounded.
PREFERRED = (
    *(1.0, 1.12, 1.25, 1.4, 1.6, 1.8, 2.0, 2.24, 2.5, 2.8),
    *(3.15, 3.55, 4.0, 4.5, 5.0, 5.6, 6.3, 7.1, 8.0, 9.0),
)


class Bounds(NamedTuple):
    """What a number may be: its range, ends included, and the step of its slider.

    A link or a keyboard may give any number in the range; only the slider moves in steps. Where all
    three are integers, so is the number.
    """

    minimum: float
    maximum: float
    step: float

    @property
    def whole(self) -> bool:
        """Whether the number is an integer."""
        return isinstance(self.step, int)

    @property
    def words(self) -> str:
        """The rule, as a message says it."""
        kind = "a whole number" if self.whole else "a number"
        return f"{kind} from {self.minimum:g} to {self.maximum:g}"

    def spans(self, value: float) -> bool:
        """Return whether a number lies within the range, whole or not."""
        return self.minimum <= value <= self.maximum

    def admit(self, value: object) -> bool:
        """Return whether `value` is a number within the range.

        Examples
        --------
        >>> Bounds(-5.0, 5.0, 0.01).admit(2.5000001), Bounds(-5.0, 5.0, 0.01).admit(float("nan"))
        (True, False)
        >>> Bounds(1, 150, 1).admit(2.5)
        False
        """
        if not isinstance(value, int | float) or not self.spans(value):
            return False
        return not self.whole or value == int(value)

    def typed(self, value: float) -> float:
        """Return a legal number as this field holds it: an integer, or a float.

        Examples
        --------
        >>> Bounds(1, 150, 1).typed(84.0), Bounds(-5.0, 5.0, 0.01).typed(2)
        (84, 2.0)
        """
        return int(value) if self.whole else float(value)

    def places(self, *values: float) -> tuple[float, ...]:
        """Return where a hand can put a slider: about as many places as its track has pixels.

        Parameters
        ----------
        *values : float
            Legal numbers that are among the places; from the first one on, they lie evenly apart.

        Examples
        --------
        >>> Bounds(1, 3, 1).places(2)
        (1, 2, 3)
        >>> places = Bounds(-5.0, 5.0, 0.01).places(1.43, 0.23)
        >>> len(places), places[:3], 0.23 in places
        (252, (-5.0, -4.97, -4.93), True)
        """
        low, high, step = self
        stride = step * math.ceil((high - low) / step / MOST_PLACES)
        start = values[0]
        back, forth = math.floor((start - low) / stride), math.floor((high - start) / stride)
        even = (round(start + n * stride, 10) for n in range(-back, forth + 1) if n)
        return tuple(sorted({self.typed(each) for each in (low, high, *values, *even)}))

    def near(self, value: float, *, count: int = 50) -> tuple[float, ...]:
        """Return where a key can put a slider that stands at a value, by so many presses.

        Examples
        --------
        >>> Bounds(-5.0, 5.0, 0.01).near(4.98, count=3)
        (4.95, 4.96, 4.97, 4.98, 4.99, 5.0)
        """
        steps = (value + n * self.step for n in range(-count, count + 1))
        return tuple(
            int(each) if self.whole else round(each, 10)
            for each in steps
            if self.spans(round(each, 10))
        )

    def read(self, text: str) -> float:
        """Return the legal number that a text says, however people type it.

        Raises
        ------
        NumberError
            If the text is no number, or could be two.
        ValueError
            If the number is not a legal one.

        Examples
        --------
        >>> LOGIT.read("−0,40")
        -0.4
        >>> LOGIT.read("15")
        Traceback (most recent call last):
            ...
        ValueError: must be a number from -5 to 5, got 15
        """
        value = read_number(text, least=self.minimum, most=self.maximum, whole=self.whole)
        if not self.admit(value):
            raise ValueError(f"must be {self.words}, got {value:g}")
        return int(value) if self.whole else value


class LogarithmicBounds(Bounds):
    """Bounds of a number whose slider moves from stop to stop and gives each ratio one width."""

    @property
    def stops(self) -> tuple[float, ...]:
        """The stops of a logarithmic track: the preferred numbers R20 of ISO 3 within the range.

        Examples
        --------
        >>> LogarithmicBounds(0.5, 2.0, 0.1).stops
        (0.5, 0.56, 0.63, 0.71, 0.8, 0.9, 1.0, 1.12, 1.25, 1.4, 1.6, 1.8, 2.0)
        """
        low, high = (math.floor(math.log10(end)) for end in (self.minimum, self.maximum))
        series = (
            round(each * 10.0**power, 2 - power)
            for power in range(low, high + 1)
            for each in PREFERRED
        )
        return tuple(each for each in series if self.spans(each))

    def places(self, *values: float) -> tuple[float, ...]:
        """Return where a hand can put a slider: at its stops, its ends and some legal numbers.

        Examples
        --------
        >>> LogarithmicBounds(0.9, 1.5, 0.1).places(1.3)
        (0.9, 1.0, 1.12, 1.25, 1.3, 1.4, 1.5)
        """
        return tuple(sorted({self.minimum, self.maximum, *values, *self.stops}))

    def near(self, value: float, *, count: int = 50) -> tuple[float, ...]:  # noqa: ARG002
        """Return where a key can put a slider: at any of its stops."""
        return self.places(value)

    def stop_near(self, value: float) -> float:
        """Return the stop of a logarithmic track that is nearest to a number of its range.

        Examples
        --------
        >>> LogarithmicBounds(0.5, 2.0, 0.1).stop_near(0.61)
        0.63
        """
        return min(self.stops, key=lambda stop: abs(math.log(stop / value)))


class Choice(NamedTuple):
    """What a field with a few possible values may be."""

    options: tuple[str, ...]

    @property
    def words(self) -> str:
        """The rule, as a message says it."""
        return f"one of {', '.join(self.options)}"

    def admit(self, value: object) -> bool:
        """Return whether `value` is one of the options, to the letter.

        Examples
        --------
        >>> Choice(("softmax", "argmax")).admit("Softmax")
        False
        """
        return value in self.options


class NumberList(NamedTuple):
    """What a list of raw outputs may be."""

    most: int

    @property
    def words(self) -> str:
        """The rule, as a message says it."""
        return f"a list of 1 to {self.most} numbers"

    def admit(self, value: object) -> bool:
        """Return whether a text can be read as such a list.

        Examples
        --------
        >>> NumberList(50).admit("cat: 2.1, dog: 0.5"), NumberList(50).admit("cat")
        (True, False)
        """
        try:
            return isinstance(value, str) and len(parse_outputs(value).logits) <= self.most
        except OutputsError:
            return False


class Several(NamedTuple):
    """What a field may be that names any number of a few options, with a comma between."""

    options: tuple[str, ...]

    @property
    def words(self) -> str:
        """The rule, as a message says it."""
        return f"some of {', '.join(self.options)}"

    def admit(self, value: object) -> bool:
        """Return whether `value` names none, some or all of the options, and none of them twice.

        Examples
        --------
        >>> Several(("argmax", "softmax")).admit("softmax,argmax"), Several(("argmax",)).admit("")
        (True, True)
        """
        if not isinstance(value, str):
            return False
        named = value.split(",") if value else []
        return set(named) <= set(self.options) and len(named) == len(set(named))


class Pattern(NamedTuple):
    """What a field may be that holds one character for each of several things, in their order."""

    characters: str
    length: int

    @property
    def words(self) -> str:
        """The rule, as a message says it."""
        return f"{self.length} characters, each one of {' '.join(self.characters)}"

    def admit(self, value: object) -> bool:
        """Return whether `value` has that many characters, and no others.

        Examples
        --------
        >>> [Pattern("-ab", 3).admit(text) for text in ("b-a", "b-", "b-c")]
        [True, False, False]
        """
        if not isinstance(value, str) or len(value) != self.length:
            return False
        return set(value) <= set(self.characters)


class Refusal(NamedTuple):
    """A value of a link that could not be used."""

    name: str
    text: str


Rule = Bounds | Choice | NumberList | Pattern | Several
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
SUMMARY = NUM_ROUNDS + 1  # what follows the last round
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


def _ruled(default: float | str, rule: Rule) -> Any:  # noqa: ANN401 - as `field` does
    """Return a field with the rule that its values keep to."""
    return field(default=default, metadata={"rule": rule})


@dataclass(frozen=True)
class Scenario:
    """Everything that a visitor can set. The defaults are the lecture's example.

    Parameters
    ----------
    setosa, versicolor, virginica : float
        The raw outputs (logits) of the three classes, from -5 to 5.
    temperature : float
        What softmax divides the logits by, from 0.05 to 10.
    moving : str
        The class whose logit runs along an axis.
    watch : str
        Whose outputs to draw: those of the moving class, or of all three.
    view : str
        How to draw argmax and softmax together.
    output, by : str
        Which entry of the Jacobian is looked at: the slope of this output, by that logit.
    target : str
        The true class of a training example.
    through : str
        What stands between logits and loss: softmax or argmax.
    learning_rate : float
        How far one step of gradient descent goes, from 0.1 to 5.
    part : str
        Which part of the step by step page is open.
    stage : str
        How far the steps are shown.
    shift : float
        What is added to all logits, from -10 to 10.
    factor : float
        What all logits are multiplied by, from 1 to 1000.
    precision : str
        The NumPy type to compute in.
    instead : str
        What to try in the place of e to the power z.
    mistake : str
        Which common mistake to look at.
    outputs : str
        A list of any raw outputs, as `argsoft.state.outputs.parse_outputs` reads it.
    order, axis : str
        How its classes are sorted, and the axis of their shares.
    across, up : str
        The two features of the irises that a network learns from, and where they are drawn.
    rate, steps : str
        How it learns: how far a step goes, and how many there are.
    seed : int
        Which start it has, from 0 to 99.
    at : int
        The step that is looked at first; what is above the number of steps is the last one.
    whose : str
        Whether to look at one of the 150 flowers, or at one of the visitor's own.
    flower : int
        The number of a flower, from 1 to 150.
    sepal_length, sepal_width, petal_length, petal_width : float
        The visitor's own flower, in cm.
    projector : str
        Whether the page is shown large and plain, for a room.
    hide : str
        What a teacher has hidden, of any page: names with a comma between.
    topic : str
        What of the teacher's page is open.
    link_page, link_hide, link_projector : str
        What a link leads to that a teacher makes: the page, and how it is shown.
    round : int
        Which round of questions, from 1 to 12; 13 is the summary.
    round_setosa, round_versicolor, round_virginica : float
        The raw outputs of a round that is answered by setting them. They are not the visitor's own.
    guesses : str
        Which answer was taken in each round, by its letter; "-" for none.
    ask : str
        What is asked: the rounds, or a question about the three logits and the temperature.
    guess : str
        Which answer was taken to that question, by its letter; "-" for none.
    reveal : str
        Whether its answer is shown.

    Raises
    ------
    ValueError
        If a field is not a number within its bounds, or not one of its options.

    Examples
    --------
    >>> Scenario(versicolor=2).logits
    (1.43, 2.0, 0.23)
    >>> Scenario(setosa=9.0)
    Traceback (most recent call last):
        ...
    ValueError: setosa must be a number from -5 to 5, got 9.0
    """

    setosa: float = _ruled(1.43, LOGIT)
    versicolor: float = _ruled(-0.40, LOGIT)
    virginica: float = _ruled(0.23, LOGIT)
    temperature: float = _ruled(1.0, LogarithmicBounds(0.05, 10.0, 0.05))
    moving: str = _ruled("Setosa", CLASS)
    watch: str = _ruled("this class", Choice(("this class", "all three")))
    view: str = _ruled(SIDE_BY_SIDE, Choice(VIEWS))
    output: str = _ruled("Setosa", CLASS)
    by: str = _ruled("Setosa", CLASS)
    target: str = _ruled("Setosa", CLASS)
    through: str = _ruled("softmax", Choice(("softmax", "argmax")))
    learning_rate: float = _ruled(1.0, Bounds(0.1, 5.0, 0.1))
    part: str = _ruled(STEPS, Choice(PARTS))
    stage: str = _ruled(STAGES[0], Choice(STAGES))
    shift: float = _ruled(0.0, Bounds(-10.0, 10.0, 0.1))
    factor: float = _ruled(1.0, Bounds(1.0, 1000.0, 1.0))
    precision: str = _ruled("float64", Choice(("float64", "float32", "float16")))
    instead: str = _ruled(Z_ITSELF, Choice(INSTEAD))
    mistake: str = _ruled(TWICE, Choice(COMMON_MISTAKES))
    outputs: str = _ruled("0.23, 0.99, -102, 10", NumberList(MOST_CLASSES))
    order: str = _ruled(AS_GIVEN, Choice((AS_GIVEN, SORTED)))
    axis: str = _ruled(PLAIN, Choice((PLAIN, LOGARITHMIC)))
    across: str = _ruled("petal length", Choice(FEATURE_NAMES))
    up: str = _ruled("petal width", Choice(FEATURE_NAMES))
    rate: str = _ruled("1", Choice(("0.1", "1", "10", "1000")))
    steps: str = _ruled("200", Choice(("50", "200", "500")))
    seed: int = _ruled(0, Bounds(0, 99, 1))
    at: int = _ruled(500, Bounds(0, 500, 1))
    whose: str = _ruled(ONE_OF_150, Choice((ONE_OF_150, YOUR_OWN)))
    flower: int = _ruled(84, Bounds(1, 150, 1))
    sepal_length: float = _ruled(6.0, Bounds(*FEATURE_RANGES[0], 0.01))
    sepal_width: float = _ruled(3.0, Bounds(*FEATURE_RANGES[1], 0.01))
    petal_length: float = _ruled(4.9, Bounds(*FEATURE_RANGES[2], 0.01))
    petal_width: float = _ruled(1.7, Bounds(*FEATURE_RANGES[3], 0.01))
    projector: str = _ruled(OFF, Choice(SWITCH))
    hide: str = _ruled("", Several(HIDEABLE))
    topic: str = _ruled(LINKS, Choice(TOPICS))
    link_page: str = _ruled(TITLES[0], Choice(TITLES))
    link_hide: str = _ruled("", Several(HIDEABLE))
    link_projector: str = _ruled(OFF, Choice(SWITCH))
    round: int = _ruled(1, Bounds(1, SUMMARY, 1))
    round_setosa: float = _ruled(1.43, LOGIT)
    round_versicolor: float = _ruled(-0.40, LOGIT)
    round_virginica: float = _ruled(0.23, LOGIT)
    guesses: str = _ruled(NO_GUESSES, Pattern(NO_GUESS + LETTERS, NUM_ROUNDS))
    ask: str = _ruled(THE_ROUNDS, Choice((THE_ROUNDS, *KINDS)))
    guess: str = _ruled(NO_GUESS, Choice((NO_GUESS, *LETTERS)))
    reveal: str = _ruled(OFF, Choice(SWITCH))

    def __post_init__(self) -> None:
        for name, rule in RULES.items():
            value = getattr(self, name)
            if not rule.admit(value):
                raise ValueError(f"{name} must be {rule.words}, got {value!r}")
            if isinstance(rule, Bounds):
                object.__setattr__(self, name, rule.typed(value))

    def moved(self, field: str, value: float) -> Self:
        """Return the same scenario with another legal number in one field, many times as fast.

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
        """Return the parameters of a link to this scenario, without what is at its default.

        Examples
        --------
        >>> Scenario(setosa=2.5, versicolor=5.0, moving="Virginica").to_query()
        {'setosa': '2.5', 'versicolor': '5', 'moving': 'Virginica'}
        """
        return {name: parameter(v) for name, v in asdict(self).items() if v != DEFAULTS[name]}

    @classmethod
    def from_query(cls, query: Query) -> Self:
        """Return the scenario of a link: the default where a value is missing or of no use.

        Never raises, and ignores what it does not know. `refusals` tells what was of no use.

        Examples
        --------
        >>> Scenario.from_query({"setosa": "2.5", "virginica": "abc"}).logits
        (2.5, -0.4, 0.23)
        """
        read = {name: _read(name, query[name]) for name in DEFAULTS if name in query}
        usable: dict[str, Any] = {name: v for name, v in read.items() if v is not None}
        return cls(**usable)


def parameter(value: float | str) -> str:
    """Return a value as a link has it, which is as short as it can be.

    Examples
    --------
    >>> parameter(5.0), parameter(-0.4), parameter("softmax")
    ('5', '-0.4', 'softmax')
    """
    whole_number = isinstance(value, float) and value.is_integer()
    return str(int(value) if whole_number else value)


def class_index(name: str) -> int:
    """Return the number of a class.

    Examples
    --------
    >>> class_index("Virginica")
    2
    """
    return CLASS_NAMES.index(name)


LOGIT_FIELDS, ROUND_FIELDS = LOGITS, ROUND_LOGITS
RULES: Mapping[str, Rule] = MappingProxyType(
    {each.name: each.metadata["rule"] for each in fields(Scenario)}
)
BOUNDS: Mapping[str, Bounds] = MappingProxyType(
    {name: rule for name, rule in RULES.items() if isinstance(rule, Bounds)}
)
CHOICES: Mapping[str, Choice] = MappingProxyType(
    {name: rule for name, rule in RULES.items() if isinstance(rule, Choice)}
)
LISTINGS: Mapping[str, NumberList] = MappingProxyType(
    {name: rule for name, rule in RULES.items() if isinstance(rule, NumberList)}
)
PATTERNS: Mapping[str, Pattern] = MappingProxyType(
    {name: rule for name, rule in RULES.items() if isinstance(rule, Pattern)}
)
SLIDERLESS = frozenset(("seed",))
TYPED = frozenset(("at", *SLIDERLESS))  # whole numbers that live in the link alone
SEVERALS: Mapping[str, Several] = MappingProxyType(
    {name: rule for name, rule in RULES.items() if isinstance(rule, Several)}
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
    """Return the values of a link that `Scenario.from_query` replaces by their defaults.

    Parameters
    ----------
    query : mapping of str to str or to a sequence of str
        The parameters of the link.
    names : iterable of str
        The fields to look at: those of one page.

    Examples
    --------
    >>> refusals({"setosa": "abc", "virginica": "9e99", "colour": "red"}, LOGIT_FIELDS)
    [Refusal(name='setosa', text='abc'), Refusal(name='virginica', text='9e99')]
    """
    named = {name: query[name] for name in names if name in query}
    return [
        Refusal(name, text if isinstance(text, str) else " and ".join(text))
        for name, text in named.items()
        if _read(name, text) is None
    ]


def _read(name: str, text: str | Sequence[str]) -> float | str | None:
    """Return the one legal value in a parameter, or None where there is none."""
    given = [text] if isinstance(text, str) else [each for each in text if each]
    if name in SEVERALS:
        given = [",".join(given)]
    if name in CHOICES:  # of several values, Streamlit takes the last one
        given = given[-1:]
    if len(given) != 1:
        return None
    if name not in BOUNDS:
        return given[0] if RULES[name].admit(given[0]) else None
    bounds = BOUNDS[name]
    try:
        value = float(given[0])
    except ValueError:
        return None
    if not bounds.spans(value) or (name in TYPED and not bounds.admit(value)):
        return None
    return int(value) if bounds.whole else value  # a slider leaves out what is behind the point

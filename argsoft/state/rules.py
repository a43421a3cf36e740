"""Rules for valid values, whether from a link, a keyboard or a control."""

import math
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from argsoft.state.outputs import OutputsError, parse_outputs
from argsoft.state.reading import read_number

MOST_PLACES = 250  # of a slider during a drag; its track is 125 to 240 pixels long


# One decade of the preferred numbers R20 of ISO 3: rounded powers of 10^(1/20).
PREFERRED = (
    *(1.0, 1.12, 1.25, 1.4, 1.6, 1.8, 2.0, 2.24, 2.5, 2.8),
    *(3.15, 3.55, 4.0, 4.5, 5.0, 5.6, 6.3, 7.1, 8.0, 9.0),
)


class Bounds(NamedTuple):
    """The closed range of a number, and the step of its slider.

    A link or a keyboard may give any number in the range; only the slider moves in steps. If the
    step is an integer, so is the number.
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
        """The rule in words, for messages."""
        kind = "a whole number" if self.whole else "a number"
        return f"{kind} from {self.minimum:g} to {self.maximum:g}"

    def spans(self, value: float) -> bool:
        """Return whether a number lies within the range, integer or not."""
        return self.minimum <= value <= self.maximum

    def admit(self, value: object) -> bool:
        """Return whether `value` is a valid number.

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

    def from_link(self, texts: Sequence[str]) -> float | None:
        """Read a number within the range from a link, integer or not; None if there is none.

        Examples
        --------
        >>> bounds = Bounds(1, 150, 1)
        >>> bounds.from_link(["84"]), bounds.from_link(["abc"]), bounds.from_link(["1", "2"])
        (84.0, None, None)
        """
        try:
            (text,) = texts
            value = float(text)
        except ValueError:
            return None
        return value if self.spans(value) else None

    def typed(self, value: float) -> float:
        """Convert a valid number to the type of the field: int or float.

        Examples
        --------
        >>> Bounds(1, 150, 1).typed(84.0), Bounds(-5.0, 5.0, 0.01).typed(2)
        (84, 2.0)
        """
        return int(value) if self.whole else float(value)

    def places(self, *values: float, most: int = MOST_PLACES) -> tuple[float, ...]:
        """List the values a drag can reach: about as many as the track has pixels.

        Parameters
        ----------
        *values : float
            Valid numbers to include. The places are evenly spaced from the first one.
        most : int
            About how many places there may be.

        Examples
        --------
        >>> Bounds(1, 3, 1).places(2)
        (1, 2, 3)
        >>> places = Bounds(-5.0, 5.0, 0.01).places(1.43, 0.23)
        >>> len(places), places[:3], 0.23 in places
        (252, (-5.0, -4.97, -4.93), True)
        """
        low, high, step = self
        stride = step * math.ceil((high - low) / step / most)
        start = values[0]
        back, forth = math.floor((start - low) / stride), math.floor((high - start) / stride)
        even = (round(start + n * stride, 10) for n in range(-back, forth + 1) if n)
        return tuple(sorted({self.typed(each) for each in (low, high, *values, *even)}))

    def near(self, value: float, *, count: int = 50) -> tuple[float, ...]:
        """List the values that up to `count` key presses can reach from `value`.

        Examples
        --------
        >>> Bounds(-5.0, 5.0, 0.01).near(4.98, count=3)
        (4.95, 4.96, 4.97, 4.98, 4.99, 5.0)
        """
        steps = (round(value + n * self.step, 10) for n in range(-count, count + 1) if n)
        return tuple(sorted({self.typed(each) for each in (value, *steps) if self.spans(each)}))

    def read(self, text: str) -> float:
        """Read a valid number from typed text.

        Raises
        ------
        NumberError
            If the text is not a number, or has two readings.
        ValueError
            If the number is not valid.

        Examples
        --------
        >>> Bounds(-5.0, 5.0, 0.01).read("−0,40")
        -0.4
        >>> Bounds(-5.0, 5.0, 0.01).read("15")
        Traceback (most recent call last):
            ...
        ValueError: must be a number from -5 to 5, got 15
        """
        value = read_number(text, least=self.minimum, most=self.maximum, whole=self.whole)
        if not self.admit(value):
            raise ValueError(f"must be {self.words}, got {value:.15g}")
        return int(value) if self.whole else value


class LogarithmicBounds(Bounds):
    """Bounds of a number whose slider is logarithmic and moves from stop to stop."""

    @property
    def stops(self) -> tuple[float, ...]:
        """The slider's stops: the preferred numbers R20 of ISO 3 within the range.

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

    def places(self, *values: float, most: int = 0) -> tuple[float, ...]:  # noqa: ARG002
        """List the values a drag can reach: the stops, the ends and the given numbers.

        Examples
        --------
        >>> LogarithmicBounds(0.9, 1.5, 0.1).places(1.3)
        (0.9, 1.0, 1.12, 1.25, 1.3, 1.4, 1.5)
        """
        return tuple(sorted({self.minimum, self.maximum, *values, *self.stops}))

    def near(self, value: float, *, count: int = 50) -> tuple[float, ...]:  # noqa: ARG002
        """List the values that key presses can reach: all stops, the ends and `value`."""
        return self.places(value)

    def stop_near(self, value: float) -> float:
        """Find the stop nearest to a positive number, by ratio.

        Examples
        --------
        >>> LogarithmicBounds(0.5, 2.0, 0.1).stop_near(0.61)
        0.63
        """
        return min(self.stops, key=lambda stop: abs(math.log(stop / value)))


class Choice(NamedTuple):
    """Rule of a field that is one of a few options.

    A link holds an option's value, which never changes; its label may.

    Attributes
    ----------
    labels : mapping of str to str
        The label of each option, by its value.
    former : mapping of str to str
        Values that older links may hold, with those that replace them.
    """

    labels: Mapping[str, str]
    former: Mapping[str, str] = MappingProxyType({})

    @property
    def options(self) -> tuple[str, ...]:
        """The values of the options."""
        return tuple(self.labels)

    @property
    def words(self) -> str:
        """The rule in words, for messages."""
        return f"one of {', '.join(self.options)}"

    def admit(self, value: object) -> bool:
        """Return whether `value` is exactly one of the options.

        Examples
        --------
        >>> named("softmax", "argmax").admit("Softmax")
        False
        """
        return isinstance(value, str) and value in self.labels

    def from_link(self, texts: Sequence[str]) -> str | None:
        """Read an option from a link; None if there is none.

        Examples
        --------
        >>> named("softmax", "argmax").from_link(["softmax", "argmax"])
        'argmax'
        >>> Choice({"add": "Add the same"}, {"add the same": "add"}).from_link(["add the same"])
        'add'
        """
        last = texts[-1] if texts else ""  # like Streamlit, which takes the last of several
        value = self.former.get(last, last)
        return value if self.admit(value) else None


def named(*options: str) -> Choice:
    """Make the rule of a field whose options are their own labels.

    Examples
    --------
    >>> named("softmax", "argmax").labels["softmax"]
    'softmax'
    """
    return Choice({option: option for option in options})


class NumberList(NamedTuple):
    """Rule of a list of raw outputs."""

    most: int

    @property
    def words(self) -> str:
        """The rule in words, for messages."""
        return f"a list of 1 to {self.most} numbers"

    def admit(self, value: object) -> bool:
        """Return whether `value` reads as such a list.

        Examples
        --------
        >>> NumberList(50).admit("cat: 2.1, dog: 0.5"), NumberList(50).admit("cat")
        (True, False)
        """
        try:
            return isinstance(value, str) and len(parse_outputs(value).logits) <= self.most
        except OutputsError:
            return False

    def from_link(self, texts: Sequence[str]) -> str | None:
        """Read a list from a link; None unless there is exactly one.

        Examples
        --------
        >>> NumberList(50).from_link(["cat: 2"]), NumberList(50).from_link(["1", "2"])
        ('cat: 2', None)
        """
        return texts[0] if len(texts) == 1 and self.admit(texts[0]) else None


class Several(NamedTuple):
    """Rule of a field that names any number of options, separated by commas.

    Attributes
    ----------
    labels : mapping of str to str
        The label of each option, by its value.
    """

    labels: Mapping[str, str]

    @property
    def options(self) -> tuple[str, ...]:
        """The values of the options."""
        return tuple(self.labels)

    @property
    def words(self) -> str:
        """The rule in words, for messages."""
        return f"some of {', '.join(self.options)}"

    def admit(self, value: object) -> bool:
        """Return whether `value` names only options, none of them twice.

        Examples
        --------
        >>> rule = Several({"argmax": "argmax", "softmax": "softmax"})
        >>> rule.admit("softmax,argmax"), rule.admit(""), rule.admit("softmax,softmax")
        (True, True, False)
        """
        if not isinstance(value, str):
            return False
        given = value.split(",") if value else []
        return set(given) <= self.labels.keys() and len(given) == len(set(given))

    def from_link(self, texts: Sequence[str]) -> str | None:
        """Read options from one or several values of a link; None if any is invalid.

        Examples
        --------
        >>> Several({"argmax": "argmax", "softmax": "softmax"}).from_link(["softmax", "argmax"])
        'softmax,argmax'
        """
        text = ",".join(texts)
        return text if self.admit(text) else None


class Pattern(NamedTuple):
    """Rule of a text with a fixed length and a fixed set of characters.

    Attributes
    ----------
    characters : str
        Those that may occur; the first one fills up a text of the former length.
    length : int
        Length of the text.
    former : int
        Length that older links may have; 0 for none.
    """

    characters: str
    length: int
    former: int = 0

    @property
    def words(self) -> str:
        """The rule in words, for messages."""
        return f"{self.length} characters, each one of {' '.join(self.characters)}"

    def admit(self, value: object) -> bool:
        """Return whether `value` has this length and only these characters.

        Examples
        --------
        >>> [Pattern("-ab", 3).admit(text) for text in ("b-a", "b-", "b-c")]
        [True, False, False]
        """
        if not isinstance(value, str) or len(value) != self.length:
            return False
        return set(value) <= set(self.characters)

    def from_link(self, texts: Sequence[str]) -> str | None:
        """Read a text from a link, filled up if it has the former length; None unless there is one.

        Examples
        --------
        >>> rule = Pattern("-ab", 3, former=2)
        >>> rule.from_link(["b-a"]), rule.from_link(["ba"]), rule.from_link(["b"])
        ('b-a', 'ba-', None)
        """
        if len(texts) != 1:
            return None
        (text,) = texts
        if len(text) == self.former:
            text = text.ljust(self.length, self.characters[0])
        return text if self.admit(text) else None


class Code(NamedTuple):
    """Rule of a short code of capital letters that people copy from a screen, or nothing.

    Letters are read in either case, with any spaces or hyphens between them.
    """

    letters: str
    length: int

    @property
    def words(self) -> str:
        """The rule in words, for messages."""
        return f"a code of {self.length} letters, each one of {' '.join(self.letters)}"

    def read(self, text: str) -> str:
        """Read a code as people type it; "" if it is none.

        Examples
        --------
        >>> [Code("BCDF", 3).read(text) for text in (" b c-D ", "bcd", "bc", "bca")]
        ['BCD', 'BCD', '', '']
        """
        code = "".join(each for each in text if not each.isspace() and each != "-").upper()
        return code if self.admit(code) else ""

    def admit(self, value: object) -> bool:
        """Return whether `value` is a code in capital letters, or empty.

        Examples
        --------
        >>> [Code("BCDF", 3).admit(text) for text in ("BCD", "bcd", "BCA", "")]
        [True, False, False, True]
        """
        if not isinstance(value, str) or len(value) not in (0, self.length):
            return False
        return set(value) <= set(self.letters)

    def from_link(self, texts: Sequence[str]) -> str | None:
        """Read a code from a link: "" for an empty one, None for an illegal one or several.

        Examples
        --------
        >>> rule = Code("BCDF", 3)
        >>> rule.from_link(["b cd"]), rule.from_link([""]), rule.from_link(["BCA"])
        ('BCD', '', None)
        """
        if len(texts) > 1:
            return None
        text = texts[0] if texts else ""  # an empty parameter counts as no text
        return self.read(text) or (None if text else "")


class Text(NamedTuple):
    """Rule of a short line of any text, or nothing.

    Attributes
    ----------
    most : int
        The largest number of characters.
    """

    most: int

    @property
    def words(self) -> str:
        """The rule in words, for messages."""
        return f"a line of at most {self.most} characters"

    def read(self, text: str) -> str:
        r"""Read a line as people type it, without what cannot be seen.

        Examples
        --------
        >>> Text(5).read(" 0,68\u200b\n"), Text(5).read("1234567")
        ('0,68', '12345')
        """
        line = "".join(each for each in text if each.isprintable() or each.isspace())
        return " ".join(line.split())[: self.most].rstrip()

    def admit(self, value: object) -> bool:
        """Return whether `value` is such a line, with nothing to remove.

        Examples
        --------
        >>> [Text(5).admit(text) for text in ("0,68", "", "0.684178", "1 ")]
        [True, True, False, False]
        """
        return isinstance(value, str) and self.read(value) == value

    def from_link(self, texts: Sequence[str]) -> str | None:
        """Read a line from a link: None for one that is too long, or several.

        Examples
        --------
        >>> Text(5).from_link(["0,68"]), Text(5).from_link([]), Text(5).from_link(["1", "2"])
        ('0,68', '', None)
        """
        if len(texts) > 1:
            return None
        text = texts[0] if texts else ""  # an empty parameter counts as no text
        return text if self.admit(text) else None


Rule = Bounds | Choice | Code | NumberList | Pattern | Several | Text

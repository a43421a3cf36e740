"""Phrases that several pages share."""

from collections.abc import Sequence

from argsoft.state.reading import one_line

SMALL = 0.005  # a slope below this hardly moves anything


def listed(names: Sequence[str]) -> str:
    """Join names as in a sentence.

    Examples
    --------
    >>> listed(["Setosa"]), listed(["Setosa", "Versicolor", "Virginica"])
    ('Setosa', 'Setosa, Versicolor and Virginica')
    """
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


def brief(text: str) -> str:
    r"""Shorten a visitor's text to one line without the marks that end inline code.

    Examples
    --------
    >>> brief("a\n`b`"), brief("x" * 30)
    ("a 'b'", 'xxxxxxxxxxxxxxxxxxxxxxxx…')
    """
    return one_line(text.replace("`", "\N{APOSTROPHE}")) or " "

"""Parts of sentences that several pages say."""

from collections.abc import Sequence

from argsoft.state.reading import one_line

SMALL = 0.005  # a slope that teaches next to nothing


def listed(names: Sequence[str]) -> str:
    """Return names as a sentence lists them.

    Examples
    --------
    >>> listed(["Setosa"]), listed(["Setosa", "Versicolor", "Virginica"])
    ('Setosa', 'Setosa, Versicolor and Virginica')
    """
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


def brief(text: str) -> str:
    r"""Return text from a visitor as one short line without the marks that end inline code.

    Examples
    --------
    >>> brief("a\n`b`"), brief("x" * 30)
    ("a 'b'", 'xxxxxxxxxxxxxxxxxxxxxxxx…')
    """
    return one_line(text.replace("`", "\N{APOSTROPHE}")) or " "

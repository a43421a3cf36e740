"""Phrases that several pages share."""

from argsoft.state.reading import one_line

SMALL = 0.005  # a slope below this hardly moves anything


def brief(text: str) -> str:
    r"""Shorten a visitor's text to one line without the marks that end inline code.

    Examples
    --------
    >>> brief("a\n`b`"), brief("x" * 30)
    ("a 'b'", 'xxxxxxxxxxxxxxxxxxxxxxxx…')
    """
    return one_line(text.replace("`", "\N{APOSTROPHE}")) or " "

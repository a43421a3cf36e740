"""Phrases that several pages share."""

from argsoft.language import translate as _
from argsoft.losses import Loss
from argsoft.state.reading import one_line

SMALL = 0.005  # a slope below this hardly moves anything


def loss_name(loss: Loss) -> str:
    """Name a loss within a sentence.

    Examples
    --------
    >>> loss_name("squared error")
    'squared error'
    """
    return _("cross-entropy") if loss == "cross-entropy" else _("squared error")


def loss_title(loss: Loss) -> str:
    """Name a loss in a title.

    Examples
    --------
    >>> loss_title("squared error")
    'Squared error'
    """
    return _("Cross-entropy") if loss == "cross-entropy" else _("Squared error")


def brief(text: str) -> str:
    r"""Shorten a visitor's text to one line without the marks that end inline code.

    Examples
    --------
    >>> brief("a\n`b`"), brief("x" * 30)
    ("a 'b'", 'xxxxxxxxxxxxxxxxxxxxxxxx…')
    """
    return one_line(text.replace("`", "\N{APOSTROPHE}")) or " "


def unbroken(text: str) -> str:
    r"""Keep a short formula in one line.

    Examples
    --------
    >>> unbroken("1 + 1 = 2")
    '1\xa0+\xa01\xa0=\xa02'
    """
    return text.replace(" ", "\N{NO-BREAK SPACE}")

"""The table of contents: every page in the order of the menu."""

from pathlib import PurePosixPath
from typing import NamedTuple

from argsoft.language import N_

VIEW_FIELDS = ("projector", "hide", "lang", "lesson", "lesson_step")  # on every page
# Parts that a teacher may hide on any page that has them.
TITLE, WORDS, CONTROLS, ARGMAX, SOFTMAX, NUMBERS, SENTENCE, PRESETS = HIDEABLE = (
    *("title", "words", "controls", "argmax", "softmax", "numbers", "sentence", "presets"),
)
ANSWERS = (ARGMAX, SOFTMAX, NUMBERS)  # most sentences and tables reveal all three


class Page(NamedTuple):
    """A page as the menu knows it.

    Attributes
    ----------
    script : str
        Path of its file.
    title : str
        Name in the menu, to be translated.
    claim : str
        Heading: the message of the page in one sentence, to be translated.
    height : int
        Pixels it needs when embedded at a width of 800; a test measures it.
    """

    script: str
    title: str
    claim: str
    height: int

    @property
    def name(self) -> str:
        """Its name in links to it."""
        return PurePosixPath(self.script).stem

    @property
    def path(self) -> str:
        """URL path; empty for the first page."""
        return "" if self is PAGES[0] else self.name


PAGES = (
    Page(
        "pages/see/playground.py",
        N_("Playground"),
        N_("Argmax picks a winner. Softmax shares the credit."),
        1490,
    ),
    Page(
        "pages/understand/step_by_step.py",
        N_("Step by step"),
        N_("Softmax is: exponentiate, add up, divide."),
        1105,
    ),
    Page(
        "pages/understand/flat_or_smooth.py",
        N_("Flat or smooth"),
        N_("Argmax is flat wherever you stand: nothing to follow. Softmax’s slope is never 0."),
        1550,
    ),
    Page(
        "pages/understand/derivatives.py",
        N_("Derivatives"),
        N_("One logit up pushes its own probability up, and the others down."),
        2310,
    ),
    Page(
        "pages/understand/chain_rule.py",
        N_("Chain rule"),
        N_("One zero in the chain and nothing learns."),
        1600,
    ),
    Page(
        "pages/use/training.py",
        N_("Training"),
        N_("Train with softmax, classify with argmax."),
        1720,
    ),
    Page(
        "pages/use/iris.py",
        N_("Iris"),
        N_("Real flowers, real logits."),
        1755,
    ),
    Page(
        "pages/use/any_outputs.py",
        N_("Any outputs"),
        N_("Argmax and softmax work for any number of classes."),
        1355,
    ),
    Page(
        "pages/use/sample.py",
        N_("Sample"),
        N_("Draw from softmax, or shake argmax: the same."),
        1370,
    ),
    Page(
        "pages/practise/predict.py",
        N_("Predict"),
        N_("Guess first, then see."),
        1020,
    ),
    Page(
        "pages/teach/teach.py",
        N_("Teach"),
        N_("Take it to class."),
        6150,
    ),
)
PATHS = tuple(page.path for page in PAGES)
TITLES = tuple(page.title for page in PAGES)


def page_named(name: str) -> Page:
    """Find a page by its name in links.

    Examples
    --------
    >>> page_named("playground").path, page_named("iris").path
    ('', 'iris')
    """
    return next(page for page in PAGES if page.name == name)


def page_at(path: str) -> Page:
    """Find a page by its path.

    Raises
    ------
    ValueError
        If no page has this path.

    Examples
    --------
    >>> page_at("iris").title, page_at("").title
    ('Iris', 'Playground')
    >>> page_at("roses")
    Traceback (most recent call last):
        ...
    ValueError: path must be one of the app's pages, got 'roses'
    """
    if path not in PATHS:
        raise ValueError(f"path must be one of the app's pages, got {path!r}")
    return PAGES[PATHS.index(path)]

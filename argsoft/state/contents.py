"""The table of contents: every page in the order of the menu, and what can be set on it."""

from pathlib import PurePosixPath
from typing import NamedTuple

LOGITS = ("setosa", "versicolor", "virginica")
ROUND_LOGITS = tuple(f"round_{name}" for name in LOGITS)  # of a round of Predict alone
VIEW_FIELDS = ("projector", "hide")  # on every page
# What a teacher may hide on every page that has it.
TITLE, WORDS, CONTROLS, ARGMAX, SOFTMAX, NUMBERS, SENTENCE, PRESETS = HIDEABLE = (
    *("title", "words", "controls", "argmax", "softmax", "numbers", "sentence", "presets"),
)
ANSWERS = (ARGMAX, SOFTMAX, NUMBERS)  # what most sentences and tables tell, all three


class Page(NamedTuple):
    """What the app knows of a page before it is opened.

    Attributes
    ----------
    script : str
        Its file.
    title : str
        Its name in the menu.
    claim : str
        What it says in one sentence; its heading.
    fields : tuple of str
        The fields of `argsoft.state.scenario.Scenario` that it has controls for.
    height : int
        How many pixels it needs within another page, at a width of 800; a test measures it.
    """

    script: str
    title: str
    claim: str
    fields: tuple[str, ...]
    height: int

    @property
    def path(self) -> str:
        """The path of its link; the first page has none."""
        return "" if self is PAGES[0] else PurePosixPath(self.script).stem


PAGES = (
    Page(
        "pages/see/playground.py",
        "Playground",
        "Argmax picks a winner. Softmax shares the credit.",
        LOGITS,
        1110,
    ),
    Page(
        "pages/understand/step_by_step.py",
        "Step by step",
        "Softmax is: exponentiate, add up, divide.",
        (
            *LOGITS,
            *("part", "stage", "output", "shift", "precision", "factor", "instead", "mistake"),
        ),
        1190,
    ),
    Page(
        "pages/understand/flat_or_smooth.py",
        "Flat or smooth",
        "Argmax is flat wherever you stand, so it has no slope to follow. Softmax always leans.",
        (*LOGITS, "temperature", "moving", "watch", "view"),
        1480,
    ),
    Page(
        "pages/understand/derivatives.py",
        "Derivatives",
        "One logit up pushes its own probability up, and the others down.",
        (*LOGITS, "output", "by"),
        2435,
    ),
    Page(
        "pages/understand/chain_rule.py",
        "Chain rule",
        "One zero in the chain and nothing learns.",
        (*LOGITS, "target", "through", "learning_rate"),
        1510,
    ),
    Page(
        "pages/use/training.py",
        "Training",
        "Train with softmax, classify with argmax.",
        ("across", "up", "rate", "steps", "seed", "at"),
        1610,
    ),
    Page(
        "pages/use/iris.py",
        "Iris",
        "Real flowers, real raw outputs.",
        (
            *("whose", "across", "up", "rate", "steps", "seed", "flower"),
            *("sepal_length", "sepal_width", "petal_length", "petal_width"),
        ),
        1620,
    ),
    Page(
        "pages/use/any_outputs.py",
        "Any outputs",
        "It is the same for any number of classes.",
        ("outputs", "temperature", "order", "axis"),
        1375,
    ),
    Page(
        "pages/practise/predict.py",
        "Predict",
        "Guess first, then see.",
        ("round", *ROUND_LOGITS, "guesses", "ask", "guess", "reveal", *LOGITS, "temperature"),
        875,
    ),
    Page(
        "pages/teach/teach.py",
        "Teach",
        "Take it to class.",
        (*LOGITS, "temperature", "moving", "topic", "link_page", "link_hide", "link_projector"),
        5280,
    ),
)
PATHS = tuple(page.path for page in PAGES)
TITLES = tuple(page.title for page in PAGES)


def page_at(path: str) -> Page:
    """Return the page of a path.

    Raises
    ------
    ValueError
        If there is none.

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

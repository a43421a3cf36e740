"""The words of the handout that a teacher takes to class."""

from argsoft.iris import CLASS_NAMES
from argsoft.language import listed
from argsoft.state.contents import PAGES
from argsoft.state.scenario import Scenario
from argsoft.wording import flat_or_smooth, playground
from argsoft.wording.numerals import number

TITLE = "Argmax and softmax: handout"
HEADING = PAGES[0].claim
DOWNLOAD = "Handout (one file, works offline)"


def chart_names() -> tuple[str, ...]:
    """Name the four charts for screen readers."""
    return (*playground.charts(), *flat_or_smooth.charts())


def scrubber_label(scenario: Scenario) -> str:
    """Label the scrubber.

    Examples
    --------
    >>> scrubber_label(Scenario(moving="Virginica"))
    'Virginica’s logit'
    """
    return f"{scenario.moving}’s logit"


def notes(scenario: Scenario, link: str) -> tuple[str, ...]:
    """List the notes at the foot: the numbers it opens with, and where the app is.

    Parameters
    ----------
    scenario : Scenario
        The state that the handout opens with.
    link : str
        The link to the app, or "" for none.

    Examples
    --------
    >>> for note in notes(Scenario(), "https://example.org/?setosa=2"):
    ...     print(note)
    Made with the logits Setosa 1.43, Versicolor −0.40 and Virginica 0.23, at temperature 1.00. \
Setosa’s moves, the others stay.
    The live page: https://example.org/?setosa=2
    """
    made = (
        f"Made with the logits {state(scenario)}, at temperature {number(scenario.temperature)}. "
        f"{scenario.moving}’s moves, the others stay."
    )
    return (made, f"The live page: {link}") if link else (made,)


def state(scenario: Scenario) -> str:
    """List the three logits with their names.

    Examples
    --------
    >>> state(Scenario(setosa=2))
    'Setosa 2.00, Versicolor −0.40 and Virginica 0.23'
    """
    pairs = zip(CLASS_NAMES, scenario.logits, strict=True)
    return listed([f"{name} {number(logit)}" for name, logit in pairs])

"""The words of the handout that a teacher takes to class."""

from argsoft.iris import CLASS_NAMES
from argsoft.language import N_, listed
from argsoft.language import translate as _
from argsoft.state.contents import PAGES
from argsoft.state.scenario import LOGIT_FIELDS, Scenario
from argsoft.wording import flat_or_smooth, playground
from argsoft.wording.labels import label
from argsoft.wording.numerals import number

TITLE = N_("Argmax and softmax: handout")
HEADING = PAGES[0].claim
DOWNLOAD = N_("Handout (one file, works offline)")
WHAT_MOVES = N_("What moves")
NO_SCRIPT = N_("The charts need JavaScript, which is switched off here.")


def chart_names() -> tuple[str, ...]:
    """Name the four charts for screen readers."""
    return (*playground.charts(), *flat_or_smooth.charts())


def mover_label(field: str) -> str:
    """Label what moves.

    Examples
    --------
    >>> mover_label("virginica"), mover_label("temperature")
    ('Virginica’s logit', 'Temperature')
    """
    if field not in LOGIT_FIELDS:
        return label(field)
    return _("{name}’s logit").format(name=label(field))


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
While one of them moves, the others stay at these numbers.
    The live page: https://example.org/?setosa=2
    """
    made = _(
        "Made with the logits {logits}, at temperature {temperature}. While one of them moves, the "
        "others stay at these numbers."
    ).format(logits=state(scenario), temperature=number(scenario.temperature))
    return (made, _("The live page: {link}").format(link=link)) if link else (made,)


def state(scenario: Scenario) -> str:
    """List the three logits with their names.

    Examples
    --------
    >>> state(Scenario(setosa=2))
    'Setosa 2.00, Versicolor −0.40 and Virginica 0.23'
    """
    pairs = zip(CLASS_NAMES, scenario.logits, strict=True)
    return listed([f"{name} {number(logit)}" for name, logit in pairs])

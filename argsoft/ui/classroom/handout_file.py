"""The handout: an offline HTML page with interactive charts of one scenario."""

from dataclasses import asdict
from functools import cache

from argsoft.figures import Figure, theme
from argsoft.figures.curves import smooth_plot, step_plot
from argsoft.figures.offline import MovingChart, Scrubber, offline_page
from argsoft.iris import CLASS_NAMES
from argsoft.selection import argmax, one_hot
from argsoft.state.scenario import LOGIT, LOGIT_FIELDS, Scenario, class_index
from argsoft.sweeps import logit_sweep
from argsoft.teaching import handout as wording
from argsoft.ui.drawing.answer_bars import argmax_bars, softmax_bars
from argsoft.ui.frame.nearby import printed
from argsoft.wording import flat_or_smooth, playground
from argsoft.wording.numerals import number

STOPS_PER_UNIT = 10


def handout(scenario: Scenario, link: str) -> str:
    """Build an HTML file with the charts of a scenario, in which one logit can be moved.

    Parameters
    ----------
    scenario : Scenario
        Provides the logits, the temperature, and the logit that moves.
    link : str
        Link to the app, or "". It is printed in a form that others can open.
    """
    text, code = printed(link)
    states = stops(scenario)
    pictures = zip(*(figures(each) for each in states), strict=True)
    moving = class_index(scenario.moving)
    return offline_page(
        [MovingChart(*each) for each in zip(wording.chart_names(), pictures, strict=True)],
        Scrubber(
            wording.scrubber_label(scenario),
            [number(each.logits[moving]) for each in states],
            states.index(scenario),
            theme.CLASS_COLOURS[moving],
        ),
        [_sentence(each) for each in states],
        title=wording.TITLE,
        heading=wording.HEADING,
        notes=wording.notes(scenario, text),
        code=code,
    )


def stops(scenario: Scenario) -> list[Scenario]:
    """Sweep the moving logit along its axis, including its current value."""
    field = LOGIT_FIELDS[class_index(scenario.moving)]
    low, high = (int(each * STOPS_PER_UNIT) for each in LOGIT[:2])
    even = {each / STOPS_PER_UNIT for each in range(low, high + 1)}
    places: list[float] = sorted(even | {getattr(scenario, field)})
    fields = asdict(scenario)
    return [Scenario(**fields | {field: each}) for each in places]


def figures(scenario: Scenario) -> tuple[Figure, ...]:
    """Build the four charts of one state."""
    logits, moving = scenario.logits, class_index(scenario.moving)
    sweep = logit_sweep(logits, moving, temperature=scenario.temperature)
    return (
        _argmax_bars(int(argmax(logits))),
        softmax_bars(logits, temperature=scenario.temperature),
        step_plot(sweep, [moving], **flat_or_smooth.step_words(sweep, [moving])),
        smooth_plot(sweep, [moving], **flat_or_smooth.smooth_words(sweep, [moving])),
    )


@cache
def _argmax_bars(winner: int) -> Figure:
    """Build argmax's bars, which depend only on the winner."""
    return argmax_bars(one_hot(winner, len(CLASS_NAMES)).tolist())


def _sentence(scenario: Scenario) -> str:
    """Describe the charts of one state."""
    return playground.summary(scenario.logits, temperature=scenario.temperature)

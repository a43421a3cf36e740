"""The handout: an offline HTML page with interactive charts of one scenario."""

from argsoft.answers import verdict
from argsoft.figures import Figure, theme
from argsoft.figures.curves import smooth_plot, step_plot
from argsoft.figures.offline import Mover, Words, offline_page
from argsoft.language import spoken
from argsoft.language import translate as _
from argsoft.state.scenario import LOGIT, LOGIT_FIELDS, Scenario, class_index
from argsoft.sweeps import logit_sweep
from argsoft.teaching import handout as wording
from argsoft.ui.drawing.answer_bars import argmax_bars, softmax_bars
from argsoft.ui.frame.nearby import printed
from argsoft.ui.inputs.controls import LOGARITHMIC
from argsoft.wording import flat_or_smooth, playground
from argsoft.wording.numerals import number

STOPS_PER_UNIT = 10
MOVERS = (*LOGIT_FIELDS, "temperature")
TEMPERATURE = LOGARITHMIC["temperature"]


def handout(scenario: Scenario, link: str) -> str:
    """Build an HTML file with the charts of a scenario, in which one number at a time can be moved.

    Parameters
    ----------
    scenario : Scenario
        Provides the logits, the temperature, and the logit that moves first.
    link : str
        Link to the app, or "". It is printed in a form that others can open.
    """
    text, code = printed(link)
    return offline_page(
        [mover(scenario, field) for field in MOVERS],
        class_index(scenario.moving),
        wording.chart_names(),
        Words(
            _(wording.TITLE),
            _(wording.HEADING),
            _(wording.WHAT_MOVES),
            _(wording.NO_SCRIPT),
            wording.notes(scenario, text),
            spoken(),
        ),
        code,
    )


def mover(scenario: Scenario, field: str) -> Mover:
    """Build the charts at every stop of one logit, or of the temperature."""
    states = stops(scenario, field)
    is_logit = field in LOGIT_FIELDS
    return Mover(
        wording.mover_label(field),
        theme.CLASS_COLOURS[LOGIT_FIELDS.index(field)] if is_logit else theme.OTHER_COLOUR,
        states.index(scenario),
        [number(getattr(each, field)) for each in states],
        [_sentence(each) for each in states],
        [figures(each, field) for each in states],
    )


def stops(scenario: Scenario, field: str) -> list[Scenario]:
    """Sweep a field along its axis, including its current value."""
    now: float = getattr(scenario, field)
    if field == "temperature":
        places = {*TEMPERATURE.places(now)}
    else:
        low, high = (int(each * STOPS_PER_UNIT) for each in LOGIT[:2])
        places = {each / STOPS_PER_UNIT for each in range(low, high + 1)} | {now}
    return [scenario.moved(field, each) for each in sorted(places)]


def figures(scenario: Scenario, field: str) -> tuple[Figure, ...]:
    """Build the four charts of one state, the curves over the logit that moves."""
    own = field if field in LOGIT_FIELDS else scenario.moving.lower()
    logits, moving = scenario.logits, LOGIT_FIELDS.index(own)
    said = verdict(logits, scenario.temperature)
    sweep = logit_sweep(logits, moving, temperature=scenario.temperature)
    return (
        argmax_bars(said),
        softmax_bars(said),
        step_plot(sweep, [moving], **flat_or_smooth.step_words(sweep, [moving])),
        smooth_plot(sweep, [moving], **flat_or_smooth.smooth_words(sweep, [moving])),
    )


def _sentence(scenario: Scenario) -> str:
    """Describe the charts of one state."""
    return playground.summary(scenario.logits, temperature=scenario.temperature)

"""Argmax is flat wherever you stand, so it has no slope to follow. Softmax always leans."""

from argsoft import sweeps
from argsoft.figures import curves, surfaces
from argsoft.iris import CLASS_NAMES
from argsoft.state import results
from argsoft.state.contents import ARGMAX, SOFTMAX
from argsoft.state.scenario import LOGIT_FIELDS, OVERLAID, TWO_LOGITS, Scenario, class_index
from argsoft.ui.drawing import charts, sentences
from argsoft.ui.following import live
from argsoft.ui.inputs import controls
from argsoft.ui.visit import rendering
from argsoft.wording import chart_tables
from argsoft.wording import flat_or_smooth as wording

CHOICES = ("moving", "watch", "view")
NUMBERS = (*LOGIT_FIELDS, "temperature")


@live.picture
def slopes(scenario: Scenario) -> None:
    moving, temperature = class_index(scenario.moving), scenario.temperature
    watched, sweep = results.watched(scenario), results.sweep(scenario)
    step, smooth = wording.CHARTS
    if scenario.view == TWO_LOGITS:
        view = sweeps.surface(scenario.logits, moving, sweep.rival, temperature=temperature)
        charts.side_by_side(
            charts.Chart("cliff", step, surfaces.cliff(view, CLASS_NAMES), (ARGMAX,), solid=True),
            charts.Chart("hill", smooth, surfaces.hill(view, CLASS_NAMES), (SOFTMAX,), solid=True),
            wide=True,
        )
    elif scenario.view == OVERLAID:
        both = curves.both_plot(sweep, CLASS_NAMES, watched)
        charts.side_by_side(charts.Chart("overlaid", f"{step}; {smooth}", both, (ARGMAX, SOFTMAX)))
    else:
        stepped = curves.step_plot(sweep, CLASS_NAMES, watched)
        leaning = curves.smooth_plot(sweep, CLASS_NAMES, watched)
        charts.side_by_side(
            charts.Chart("steps", step, stepped, (ARGMAX,)),
            charts.Chart("curves", smooth, leaning, (SOFTMAX,)),
        )
    sentences.summary(*wording.sentences(scenario, sweep))
    sentences.table(chart_tables.flat_or_smooth(sweep))


@rendering.fragment
def flat_or_smooth() -> None:
    sliders, others = controls.row(), controls.choices(CHOICES)
    controls.dragged(others, NUMBERS, slopes, sliders)


flat_or_smooth()
controls.presets()
sentences.words(
    "**Try it.** Drag the logit that moves across the jump. Argmax's point hops between flat "
    "steps; nothing on the way says which way is up. Softmax's tangent leans all along.",
    (ARGMAX, SOFTMAX),
)

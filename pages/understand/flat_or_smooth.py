"""Argmax is flat wherever you stand: nothing to follow. Softmax’s slope is never 0."""

from functools import partial

from argsoft import sweeps
from argsoft.figures import curves, surfaces
from argsoft.iris import CLASS_NAMES
from argsoft.state import results
from argsoft.state.contents import ARGMAX, NUMBERS, SENTENCE, SOFTMAX
from argsoft.state.scenario import LOGIT_FIELDS, OVERLAID, TWO_LOGITS, class_index
from argsoft.ui.drawing import charts, sentences
from argsoft.ui.following import live
from argsoft.ui.inputs import controls
from argsoft.ui.visit import rendering
from argsoft.wording import chart_tables, formulas
from argsoft.wording import flat_or_smooth as wording

CHOICES, VIEW = ("moving", "watch"), ("view",)
SLIDERS = (*LOGIT_FIELDS, "temperature")


@partial(live.picture, compute=results.along)
def slopes(along: results.Along) -> None:
    scenario, sweep = along[:2]
    moving, temperature = class_index(scenario.moving), scenario.temperature
    watched = results.watched(scenario)
    step, smooth = wording.charts()
    if scenario.view == TWO_LOGITS:
        view = sweeps.surface(scenario.logits, moving, sweep.rival, temperature=temperature)
        words = wording.view_words(CLASS_NAMES[view.first], CLASS_NAMES[view.second])
        titles = wording.view_titles()
        cliff = surfaces.cliff(view, title=titles[0], **words)
        hill = surfaces.hill(view, title=titles[1], **words)
        charts.side_by_side(
            charts.Chart("cliff", step, cliff, (ARGMAX,), solid=True),
            charts.Chart("hill", smooth, hill, (SOFTMAX,), solid=True),
            wide=True,
        )
    elif scenario.view == OVERLAID:
        both = curves.both_plot(sweep, watched, **wording.both_words(sweep, watched))
        charts.side_by_side(charts.Chart("overlaid", f"{step}; {smooth}", both, (ARGMAX, SOFTMAX)))
    else:
        stepped = curves.step_plot(sweep, watched, **wording.step_words(sweep, watched))
        leaning = curves.smooth_plot(sweep, watched, **wording.smooth_words(sweep, watched))
        charts.side_by_side(
            charts.Chart("steps", step, stepped, (ARGMAX,)),
            charts.Chart("curves", smooth, leaning, (SOFTMAX,)),
        )
    sentences.summary(*wording.sentences(along))
    formula = partial(formulas.tempered, scenario.logits, moving, temperature)
    sentences.formula(formula, key="tempered", tells=(SENTENCE, SOFTMAX, NUMBERS))
    sentences.table(chart_tables.flat_or_smooth(sweep))


@rendering.fragment
def flat_or_smooth() -> None:
    sliders = controls.row()
    others = controls.choices(CHOICES) | controls.linked(VIEW)
    controls.dragged(others, SLIDERS, slopes, sliders)
    controls.choices(VIEW, key="below")


flat_or_smooth()
controls.presets()
sentences.words(wording.suggestion(), (ARGMAX, SOFTMAX))

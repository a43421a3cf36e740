"""One logit up pushes its own probability up, and the others down."""

from functools import partial

from argsoft.figures.heatmap import jacobian_heatmap
from argsoft.iris import CLASS_NAMES
from argsoft.state import results
from argsoft.state.contents import ARGMAX, SOFTMAX
from argsoft.state.scenario import LOGIT_FIELDS, class_index
from argsoft.ui.drawing import charts, sentences, worked_slope
from argsoft.ui.following import live
from argsoft.ui.inputs import controls
from argsoft.ui.visit import rendering
from argsoft.wording import chart_tables
from argsoft.wording import derivatives as wording

sentences.words(wording.introduction())


@partial(live.picture, compute=results.slopes)
def slopes(computed: results.Slopes) -> None:
    scenario, smooth, flat = computed
    logits = scenario.logits
    entry = class_index(scenario.output), class_index(scenario.by)
    pictures = [
        jacobian_heatmap(matrix, CLASS_NAMES, title=title, sides=wording.sides(), chosen=entry)
        for matrix, title in zip((smooth, flat), wording.titles(), strict=True)
    ]
    names = wording.charts()
    charts.side_by_side(
        charts.Chart("softmax_slopes", names[0], pictures[0], (SOFTMAX,)),
        charts.Chart("argmax_slopes", names[1], pictures[1], (ARGMAX,)),
        wide=True,
    )
    sentences.summary(*wording.sentences(scenario, smooth))
    sentences.table(chart_tables.derivatives(flat, smooth))
    worked_slope.show(logits, *entry)


@rendering.fragment
def derivatives() -> None:
    sliders, others = controls.row(), controls.choices(("output", "by"))
    controls.dragged(others, LOGIT_FIELDS, slopes, sliders)


derivatives()
controls.presets()
sentences.words(wording.suggestion(), (ARGMAX, SOFTMAX))

"""One zero in the chain and nothing learns."""

from argsoft.figures.chain import gradient_bars, loss_trace
from argsoft.gradients import descent
from argsoft.iris import CLASS_NAMES
from argsoft.state import results
from argsoft.state.contents import NUMBERS
from argsoft.state.scenario import LOGIT, LOGIT_FIELDS, Scenario, class_index
from argsoft.ui.drawing import chain_row, charts, sentences
from argsoft.ui.following import live
from argsoft.ui.inputs import controls
from argsoft.ui.visit import rendering
from argsoft.wording import chain_rule as wording
from argsoft.wording import chart_tables

STEPS = 10

sentences.words(
    "A raw output (logit) adds up **inputs** times **weights**. Say one input is 0.5, a petal’s "
    "width. To change its weight, the loss must reach it:"
)


@live.picture
def picture(scenario: Scenario) -> None:
    logits, target = scenario.logits, class_index(scenario.target)
    through, rate = scenario.through, scenario.learning_rate
    tells, links = (through, NUMBERS), results.links(scenario)
    ahead = descent(
        logits, target, steps=STEPS, learning_rate=rate, through=through, bounds=LOGIT[:2]
    )
    slopes = gradient_bars(links.loss_by_logit, CLASS_NAMES, title=wording.GRADIENT_TITLES[through])
    losses = loss_trace(ahead.losses, title=wording.TRACE_TITLES[through])
    chain_row.show(wording.factors(links, target, through), scenario.target, tells)
    charts.side_by_side(
        charts.Chart("gradient", wording.CHARTS[0], slopes, (through,)),
        charts.Chart("trace", wording.CHARTS[1], losses, (through,)),
        wide=True,
    )
    sentences.summary(*wording.sentences(scenario, links), tells=tells)
    sentences.table(chart_tables.chain_rule(links, ahead), tells)


@rendering.fragment
def chain_rule() -> None:
    sliders = controls.row()
    others = controls.step_choices()
    controls.dragged(others, (*LOGIT_FIELDS, "learning_rate"), picture, sliders)


chain_rule()
controls.presets()
sentences.words(wording.chain_notes())

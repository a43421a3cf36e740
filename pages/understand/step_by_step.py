"""Softmax is: exponentiate, add up, divide."""

from functools import partial

from argsoft.figures.working import working_bars
from argsoft.iris import CLASS_NAMES
from argsoft.state.contents import ANSWERS, NUMBERS, SOFTMAX
from argsoft.state.results import compared
from argsoft.state.scenario import (
    BOUNDS,
    FILL,
    FILL_FIELDS,
    LOGIT_FIELDS,
    PART_FIELDS,
    STAGES,
    STEPS,
    Scenario,
)
from argsoft.teaching import blanks
from argsoft.ui.drawing import charts, sentences
from argsoft.ui.following import live
from argsoft.ui.inputs import blanks_row, controls
from argsoft.ui.visit import rendering
from argsoft.wording import chart_tables
from argsoft.wording import step_by_step as wording


@live.picture
def working(scenario: Scenario) -> None:
    fills = scenario.part == FILL
    stage = STAGES.index(scenario.stage) if scenario.part == STEPS else len(STAGES) - 1
    lit = blanks.lit(scenario) if fills else stage
    names, workings = wording.charts(), (blanks.faded(scenario),) if fills else compared(scenario)
    titles, headings = wording.titles(scenario), wording.headings(scenario)
    undefined, zero = blanks.UNKNOWN if fills else "nan", wording.zero(scenario)
    written = [wording.texts(each, zero=zero, undefined=undefined) for each in workings]
    charts.side_by_side(
        *(
            charts.Chart(
                f"working_{i}",
                names[i],
                working_bars(
                    each,
                    CLASS_NAMES,
                    headings[i],
                    texts=written[i],
                    title=titles[i],
                    beyond=wording.beyond(),
                    shown=stage + 1,
                    lit=lit,
                ),
                (SOFTMAX,),
            )
            for i, each in enumerate(workings)
        ),
        wide=True,
    )
    formula = partial(wording.formula, scenario)
    sentences.formula(formula, key="formula", tells=(SOFTMAX, NUMBERS))
    if fills:
        blanks_row.draw(scenario)
    tells = ANSWERS if wording.compares(scenario) else (SOFTMAX, NUMBERS)
    said = (blanks.summary(scenario),) if fills else wording.sentences(scenario, workings)
    sentences.summary(*said, tells=tells)
    sentences.table(chart_tables.step_by_step(written, titles), (SOFTMAX, NUMBERS))


@rendering.fragment
def step_by_step() -> None:
    sliders = controls.row()
    others = {"part": controls.choice("part")}
    fields = PART_FIELDS[others["part"]]
    if others["part"] == STEPS:
        others |= controls.stepper("stage", "output", wording.progress)
    else:
        clears = FILL_FIELDS if others["part"] == FILL else ()
        others |= controls.choices((each for each in fields if each not in BOUNDS), clears=clears)
        others |= controls.carried(clears)
    numbers = (*LOGIT_FIELDS, *(each for each in fields if each in BOUNDS))
    controls.dragged(others, numbers, working, sliders)


step_by_step()
controls.presets()

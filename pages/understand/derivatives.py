"""One logit up pushes its own probability up, and the others down."""

from argsoft.figures.heatmap import jacobian_heatmap
from argsoft.gradients import argmax_jacobian, softmax_jacobian
from argsoft.iris import CLASS_NAMES
from argsoft.state.contents import ARGMAX, SOFTMAX
from argsoft.state.scenario import LOGIT_FIELDS, Scenario, class_index
from argsoft.ui.drawing import charts, sentences, worked_slope
from argsoft.ui.following import live
from argsoft.ui.inputs import controls
from argsoft.ui.visit import rendering
from argsoft.wording import chart_tables
from argsoft.wording import derivatives as wording

sentences.words(
    "A **slope**, or **derivative**, says how fast an output rises as you push one logit up. "
    "All nine make a table, the **Jacobian**. Point at one."
)


@live.picture
def slopes(scenario: Scenario) -> None:
    logits = scenario.logits
    entry = class_index(scenario.output), class_index(scenario.by)
    tables = [
        (SOFTMAX, "Softmax: it always leans", softmax_jacobian(logits)),
        (ARGMAX, "Argmax: flat, or a jump", argmax_jacobian(logits)),
    ]
    charts.side_by_side(
        *(
            charts.Chart(
                f"{name}_slopes",
                f"Table of the slope of every output of {name} by every logit",
                jacobian_heatmap(matrix, CLASS_NAMES, title=title, chosen=entry),
                (name,),
            )
            for name, title, matrix in tables
        ),
        wide=True,
    )
    sentences.summary(*wording.sentences(scenario))
    sentences.table(chart_tables.derivatives(tables[1][2], tables[0][2]))
    worked_slope.show(logits, *entry)


@rendering.fragment
def derivatives() -> None:
    sliders, others = controls.row(), controls.choices(("output", "by"))
    controls.dragged(others, LOGIT_FIELDS, slopes, sliders)


derivatives()
controls.presets()
sentences.words(
    "**Try it.** One runaway: the numbers fade. Two-way tie: argmax has no slope at all.",
    (ARGMAX, SOFTMAX),
)

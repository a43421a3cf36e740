"""One logit up pushes its own probability up, and the others down."""

import streamlit as st

from argsoft import formulas
from argsoft.figures.heatmap import jacobian_heatmap
from argsoft.gradients import argmax_jacobian, softmax_jacobian
from argsoft.iris import CLASS_NAMES
from argsoft.scenario import LOGIT_FIELDS, Scenario, class_index
from argsoft.ui import charts, controls, live, process, sentences
from argsoft.wording import chart_tables
from argsoft.wording import derivatives as wording

st.markdown(
    "A **slope**, or **derivative**, says how fast an output rises as you push one logit up. "
    "All nine make a table, the **Jacobian**. Point at one."
)


@live.picture
def slopes(scenario: Scenario) -> None:
    logits = scenario.logits
    output, by = entry = class_index(scenario.output), class_index(scenario.by)
    tables = [
        ("softmax", "Softmax: it always leans", softmax_jacobian(logits)),
        ("argmax", "Argmax: flat, or a jump", argmax_jacobian(logits)),
    ]
    charts.side_by_side(
        *(
            charts.Chart(
                f"{name}_slopes",
                f"Table of the slope of every output of {name} by every logit",
                jacobian_heatmap(matrix, CLASS_NAMES, title=title, chosen=entry),
            )
            for name, title, matrix in tables
        ),
        wide=True,
    )
    sentences.show(
        wording.derivatives_sentence(logits, by), wording.derivatives_lecture_note(logits)
    )
    sentences.table(*chart_tables.derivatives(tables[1][2], tables[0][2]))
    st.header(f"Worked out: {scenario.output}'s output by {scenario.by}'s logit", anchor=False)
    with st.container(horizontal=True, gap="large"):
        for steps in (formulas.derived(logits, output, by), formulas.checked(logits, output, by)):
            parts = (f"{step.words}\n\n$$\n{step.formula}\n$$" for step in steps)
            st.markdown("\n\n".join(parts), width=520)
    st.header("What to notice", anchor=False)
    st.markdown("\n".join(f"- {fact}" for fact in wording.derivatives_facts(logits, output, by)))


@process.fragment
def derivatives() -> None:
    sliders, others = controls.row(), controls.choices(("output", "by"))
    controls.dragged(others, LOGIT_FIELDS, slopes, sliders)


derivatives()
controls.presets()
st.markdown("**Try it.** One runaway: the numbers fade. Two-way tie: argmax has no slope at all.")

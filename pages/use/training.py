"""Train with softmax, classify with argmax."""

from functools import partial

from argsoft.figures.heatmap import confusion_table
from argsoft.iris import CLASS_NAMES
from argsoft.iris.data import SPECIES
from argsoft.iris.flowers import judge
from argsoft.iris.network import confusion
from argsoft.state.contents import ARGMAX, SOFTMAX
from argsoft.state.scenario import Scenario
from argsoft.ui.drawing import cached_runs, charts, sentences
from argsoft.ui.following import live
from argsoft.ui.inputs import controls, iris_controls
from argsoft.wording import chart_tables
from argsoft.wording import training as wording

BOTH = (ARGMAX, SOFTMAX)  # argmax classifies with the network trained through softmax


@partial(live.picture, places=cached_runs.steps)
def film(scenario: Scenario) -> None:
    runs, step = cached_runs.runs_of(scenario), cached_runs.step_shown(scenario)
    names = wording.charts()
    charts.side_by_side(charts.Chart("film", names[0], cached_runs.picture(scenario), BOTH))
    sentences.summary(*wording.sentences(scenario, runs), wording.key(scenario))
    judged = judge(runs.through_softmax.network_after(step), runs.inputs)
    counts = confusion(SPECIES, judged.answers)
    table = confusion_table(
        counts, CLASS_NAMES, title=wording.confusion_title(), words=wording.confusion_words()
    )
    sentences.summary(wording.classified(judged, step), key="classified")
    charts.row("judged", charts.Chart("confusion", names[1], table, BOTH))
    sentences.table(chart_tables.training(runs, wording.headings(scenario)))


def training() -> None:
    slider = iris_controls.film()
    values, place = iris_controls.training()
    with place:
        controls.dragged(values, ("at",), film, slider, {"at": int(values["steps"])})


training()

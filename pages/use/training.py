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
    charts.side_by_side(charts.Chart("film", wording.FILM, cached_runs.picture(scenario), BOTH))
    sentences.summary(*wording.sentences(scenario, runs))
    judged = judge(runs.through_softmax.network_after(step), runs.inputs)
    counts = confusion(SPECIES, judged.answers)
    words = ("truly", "answer", "right", "wrong")
    table = confusion_table(counts, CLASS_NAMES, title=wording.TABLE, words=words)
    classified = f"**{wording.CLASSIFY}.** {wording.classified(judged, step)}"
    sentences.summary(classified, key="classified")
    charts.row("judged", charts.Chart("confusion", wording.CONFUSION, table, BOTH))
    sentences.table(chart_tables.training(runs))


def training() -> None:
    slider = iris_controls.film()
    values = iris_controls.training()
    controls.dragged(values, ("at",), film, slider, {"at": int(values["steps"])})
    iris_controls.another_start(values["seed"])


training()

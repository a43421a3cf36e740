"""Train with softmax, classify with argmax."""

from functools import partial

from argsoft.contents import ARGMAX, SOFTMAX
from argsoft.figures.heatmap import confusion_table
from argsoft.flowers import judge
from argsoft.iris import CLASS_NAMES, SPECIES
from argsoft.network import confusion
from argsoft.scenario import Scenario
from argsoft.ui import charts, controls, iris_controls, live, sentences, trainings
from argsoft.wording import chart_tables
from argsoft.wording import training as wording

BOTH = (ARGMAX, SOFTMAX)  # argmax classifies with what has been trained through softmax


@partial(live.picture, places=trainings.steps)
def film(scenario: Scenario) -> None:
    trained, step = trainings.trained(scenario), trainings.step_shown(scenario)
    charts.side_by_side(charts.Chart("film", wording.FILM, trainings.picture(scenario), BOTH))
    sentences.summary(wording.vain(trained), wording.fruitful(trained))
    judged = judge(trained.through_softmax.network_after(step), trained.inputs)
    counts = confusion(SPECIES, judged.answers)
    table = confusion_table(counts, CLASS_NAMES, title=wording.TABLE)
    classified = f"**{wording.CLASSIFY}.** {wording.classified(judged, step)}"
    sentences.summary(classified, key="classified")
    charts.row("judged", charts.Chart("confusion", wording.CONFUSION, table, BOTH))
    sentences.table(*chart_tables.training(trained))


def training() -> None:
    slider = iris_controls.film()
    values = iris_controls.training()
    controls.dragged(values, ("at",), film, slider, {"at": int(values["steps"])})
    iris_controls.another_start(values["seed"])


training()

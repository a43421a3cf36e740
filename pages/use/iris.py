"""Real flowers, real logits."""

from argsoft.iris.data import SPECIES
from argsoft.iris.flowers import judge, least_certain, misclassified
from argsoft.language import translate as _
from argsoft.state import results
from argsoft.state.contents import ARGMAX, NUMBERS, SOFTMAX
from argsoft.state.scenario import HELD_OUT, Scenario
from argsoft.ui.drawing import cached_runs, iris_maps, sentences
from argsoft.ui.following import live
from argsoft.ui.inputs import controls, iris_controls
from argsoft.wording import chart_tables
from argsoft.wording import iris as wording


@live.picture
def picture(scenario: Scenario) -> None:
    if scenario.whose == HELD_OUT:
        iris_maps.counted(scenario)
    else:
        flower(scenario)


def flower(scenario: Scenario) -> None:
    looked_at = results.flower(scenario, cached_runs.runs_of(scenario))
    logits = looked_at.judged.logits[0].tolist()
    iris_maps.marks(scenario, looked_at.place)
    sentences.summary(*wording.sentences(scenario, looked_at))
    iris_maps.bars(logits)
    params, changed = wording.in_playground(logits)
    raw = wording.network_sentence(scenario, looked_at)
    sentences.summary(raw, key="network", tells=(NUMBERS,))
    sentences.link("pages/see/playground.py", _(wording.OPEN), params, (NUMBERS,))
    sentences.summary(*filter(None, [changed]), key="changed", tells=(NUMBERS,))


def picks(scenario: Scenario) -> None:
    runs = cached_runs.runs_of(scenario)
    everyone = judge(runs.through_softmax.network_after(int(scenario.steps)), runs.inputs)
    iris_controls.pick(wording.UNSURE, least_certain(everyone).tolist(), "unsure", SOFTMAX)
    iris_controls.pick(wording.WRONG, misclassified(everyone, SPECIES).tolist(), "wrong", ARGMAX)
    features = scenario.across, scenario.up
    sentences.table(chart_tables.iris(runs.flowers, everyone, features))


values, sliders, place = iris_controls.iris()
values |= controls.carried(("rate", "steps", "seed"))
scenario = Scenario(**values)
if scenario.whose != HELD_OUT:
    iris_maps.maps(scenario, iris_controls.look_at)
controls.dragged(values, sliders, picture, place)
if scenario.whose != HELD_OUT:
    picks(scenario)

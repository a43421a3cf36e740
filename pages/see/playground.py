"""Argmax picks a winner. Softmax shares the credit."""

from argsoft.state.contents import ARGMAX, NUMBERS, SOFTMAX
from argsoft.state.scenario import LOGIT_FIELDS, Scenario
from argsoft.ui.drawing import answer_bars, sentences
from argsoft.ui.following import live
from argsoft.ui.inputs import controls
from argsoft.wording import chart_tables
from argsoft.wording import playground as wording

sentences.words(wording.introduction())


@live.picture
def bars(scenario: Scenario) -> None:
    logits = scenario.logits
    answer_bars.show(logits, wording.charts())
    sentences.summary(*wording.sentences(scenario))
    sentences.table(chart_tables.playground(logits))


controls.dragged({}, LOGIT_FIELDS, bars)
controls.presets()

sentences.words(wording.suggestion(), (ARGMAX, SOFTMAX))
sentences.words(wording.lecture_note(), (SOFTMAX, NUMBERS))

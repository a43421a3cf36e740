"""Argmax picks a winner. Softmax shares the credit."""

from functools import partial

from argsoft.state import results
from argsoft.state.contents import ANSWERS, ARGMAX, PRESETS, SOFTMAX, WORDS
from argsoft.state.scenario import LOGIT_FIELDS
from argsoft.ui.drawing import answer_bars, sentences
from argsoft.ui.following import live
from argsoft.ui.inputs import controls
from argsoft.wording import chart_tables
from argsoft.wording import playground as wording
from argsoft.wording.snippets import logits_snippet

TERMS = WORDS, ARGMAX, SOFTMAX  # what the words of the disclosure are about

sentences.words(wording.introduction())


@partial(live.picture, compute=results.answered)
def bars(answered: results.Answered) -> None:
    scenario, said = answered
    logits, temperature = scenario.logits, scenario.temperature
    answer_bars.show_with_logits(logits, said)
    sentences.summary(*wording.sentences(scenario, said))
    sentences.table(chart_tables.playground(logits, temperature=temperature))
    script = partial(logits_snippet, logits, temperature=temperature)
    sentences.code(wording.code_label(), script, wording.code_note)


controls.dragged({}, (*LOGIT_FIELDS, "temperature"), bars)
controls.presets()

sentences.words(wording.suggestion(), (ARGMAX, SOFTMAX))
sentences.words(wording.no_certainty(), (*ANSWERS, PRESETS))
sentences.folded(wording.terms_label(), *wording.terms(), key="terms", tells=TERMS)

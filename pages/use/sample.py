"""Draw from softmax, or shake argmax: the same."""

from collections.abc import Sequence

from argsoft.figures import Figure
from argsoft.figures.sample import counted_bars, shake_bars, throw_column
from argsoft.state.contents import ARGMAX, NUMBERS, SOFTMAX
from argsoft.state.draws import Draws, drawn
from argsoft.state.scenario import NEXT_WORD, SHAKEN_ARGMAX, Scenario
from argsoft.ui.drawing import charts, sentences
from argsoft.ui.following import live
from argsoft.ui.inputs import controls, sample_controls
from argsoft.ui.visit import rendering
from argsoft.wording import sample as wording
from argsoft.wording.numerals import probabilities

sentences.words(wording.introduction())


def one(made: Draws, names: Sequence[str], title: tuple[str, str]) -> Figure:
    shake = made.shake
    if shake is None:
        label = wording.place(made)
        return throw_column(made.kept, names, made.place, label, drawn=made.last, title=title)
    sums, marks = wording.sums(shake), wording.marks(shake)
    return shake_bars(shake.scaled, shake.noisy, names, sums, marks, title=title)


def tells(scenario: Scenario) -> tuple[str, ...]:
    return (ARGMAX, SOFTMAX) if scenario.draw == SHAKEN_ARGMAX else (SOFTMAX,)


@live.picture
def picture(scenario: Scenario) -> None:
    made, names = drawn(scenario), wording.class_names(scenario)
    titles, words = wording.titles(scenario), wording.charts(scenario)
    every = counted_bars(
        made.kept,
        made.frequencies,
        names,
        probabilities(made.kept.tolist()),
        wording.counts(made),
        title=titles[1],
        before=made.probabilities,
    )
    pair = [charts.Chart("all_draws", words[1], every, tells(scenario))]
    if scenario.draw != NEXT_WORD:
        last = one(made, names, titles[0])
        pair.insert(0, charts.Chart("one_draw", words[0], last, tells(scenario)))
    charts.side_by_side(*pair)
    sentences.summary(*wording.sentences(scenario, made))
    sentences.table(wording.rows(scenario, made))


@rendering.fragment
def sample() -> None:
    values, fields = sample_controls.settings()
    controls.dragged(values, fields, picture)
    if values["draw"] != NEXT_WORD:
        controls.presets()
    scenario = Scenario(draw=values["draw"])
    sentences.words(wording.suggestion(scenario), (ARGMAX, SOFTMAX))
    sentences.words(wording.note(scenario), (ARGMAX, SOFTMAX, NUMBERS))


sample()

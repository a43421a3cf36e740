"""Bar charts of argmax's and softmax's answers, the same on every page."""

from collections.abc import Sequence
from functools import lru_cache

from argsoft.answers import Verdict, verdict
from argsoft.figures import Figure
from argsoft.figures.bars import Title, logit_bars, one_hot_bars, probability_bars
from argsoft.iris import CLASS_NAMES
from argsoft.language import spoken
from argsoft.state.contents import ARGMAX, SOFTMAX
from argsoft.ui.drawing import charts
from argsoft.ui.visit.hiding import shows
from argsoft.wording import playground as wording
from argsoft.wording.numerals import number, probabilities


def show(
    logits: Sequence[float], names: Sequence[str], *, key: str = "", temperature: float = 1.0
) -> None:
    """Draw both answers to three logits.

    Parameters
    ----------
    logits : sequence of float, length 3
        Logits.
    names : pair of str
        Accessible names of argmax's and softmax's charts.
    key : str
        Prefix of the charts' keys.
    temperature : float
        Temperature of softmax.
    """
    said = verdict(logits, temperature)
    # The mark below the largest share gives argmax's answer away.
    shares = softmax_bars(said, is_marked=shows(ARGMAX))
    charts.side_by_side(
        charts.Chart(f"{key}argmax", names[0], argmax_bars(said), (ARGMAX,)),
        charts.Chart(f"{key}softmax", names[1], shares, (SOFTMAX,)),
    )


def show_with_logits(logits: Sequence[float], said: Verdict) -> None:
    """Draw three logits beside both answers, each with a line that says it in numbers.

    Parameters
    ----------
    logits : sequence of float, length 3
        Logits, from -5 to 5.
    said : Verdict
        Both answers to them.
    """
    of_logits, *of_answers = wording.short_titles()
    name, *names = wording.logits_chart(), *wording.charts()
    given = logit_bars(logits, CLASS_NAMES, list(map(number, logits)), title=of_logits)
    picked = argmax_bars(said, title=(of_answers[0], ""), caption=wording.one_hot_caption(said))
    shared = softmax_bars(
        said,
        is_marked=shows(ARGMAX),
        title=(of_answers[1], ""),
        caption=wording.sum_caption(said),
    )
    charts.side_by_side(
        charts.Chart("logits", name, given, ()),
        charts.Chart("argmax", names[0], picked, (ARGMAX,)),
        charts.Chart("softmax", names[1], shared, (SOFTMAX,)),
    )


def argmax_bars(said: Verdict, *, title: Title | None = None, caption: str = "") -> Figure:
    """Build argmax's answer to three logits as labelled bars."""
    marks, title = wording.argmax_marks(said), title or wording.titles()[0]
    return _argmax_bars(said.leaders[0], marks, title, caption, spoken())


@lru_cache(maxsize=64)
def _argmax_bars(
    winner: int, marks: tuple[str, ...], title: Title, caption: str, _language: str
) -> Figure:
    """Build those bars, the same for all logits with this winner."""
    answer = [float(i == winner) for i in range(len(marks))]
    labels = probabilities(answer)
    return one_hot_bars(answer, CLASS_NAMES, labels, marks, title=title, caption=caption)


def softmax_bars(
    said: Verdict, *, is_marked: bool = True, title: Title | None = None, caption: str = ""
) -> Figure:
    """Build softmax's answer to three logits as bars, with or without marks."""
    marks = wording.softmax_marks(said) if is_marked else [""] * len(said.shares)
    labels, title = probabilities(said.shares), title or wording.titles()[1]
    return probability_bars(said.shares, CLASS_NAMES, labels, marks, title=title, caption=caption)

"""The draws of Sample, in words."""

from collections.abc import Iterator

import numpy as np

from argsoft.iris import CLASS_NAMES
from argsoft.language import N_, listed, plural
from argsoft.language import translate as _
from argsoft.selection import argmax
from argsoft.state.draws import Draws, Shake, drawn, logits_of
from argsoft.state.scenario import FROM_SOFTMAX, NEXT_WORD, SHAKEN_ARGMAX, Scenario
from argsoft.wording.numerals import decimals, number, percent, plain, probability, signed

MOST_LISTED = 3  # of the words; the rest are in the table
WORDS = (
    *(N_("flower"), N_("rose"), N_("leaf"), N_("table"), N_("window"), N_("moon"), N_("idea")),
)


def class_names(scenario: Scenario) -> tuple[str, ...]:
    """Name what is drawn: the three species, or the next words.

    Examples
    --------
    >>> class_names(Scenario(draw="next_word"))[:2]
    ('flower', 'rose')
    """
    return tuple(map(_, WORDS)) if scenario.draw == NEXT_WORD else CLASS_NAMES


def introduction() -> str:
    """Say what it means to shake argmax."""
    return _("To *shake argmax*, add random noise to each logit, then take argmax.")


def titles(scenario: Scenario) -> tuple[tuple[str, str], tuple[str, str]]:
    """Title both charts, with a second line each."""
    if scenario.draw == SHAKEN_ARGMAX:
        return (
            (_("One shake"), _("the largest sum wins")),
            (_("All shakes"), _("outlines: share of wins")),
        )
    return (
        (_("One draw"), _("random number, 0 to 1")),
        (_("All draws"), _("outlines: share of draws")),
    )


def charts(scenario: Scenario) -> tuple[str, str]:
    """Name both charts for screen readers."""
    if scenario.draw == SHAKEN_ARGMAX:
        return (
            _("Bar chart: each logit, and the noise that the last shake adds"),
            _("Bar chart of softmax, with how often argmax picked each class as outlines"),
        )
    return (
        _("A column divided by the probabilities, and the random number of the last draw"),
        _("Bar chart of softmax, with how often each was drawn as outlines"),
    )


def buttons(scenario: Scenario) -> tuple[str, str, str]:
    """Label the buttons that draw 1, 10 and 1,000 times.

    Examples
    --------
    >>> buttons(Scenario())
    ('Draw 1', 'Draw 10', 'Draw 1,000')
    """
    label = _("Shake {count}") if scenario.draw == SHAKEN_ARGMAX else _("Draw {count}")
    one, ten, thousand = (label.format(count=whole(count)) for count in (1, 10, 1000))
    return one, ten, thousand


def start_over() -> str:
    """Label the button that takes all draws back, and takes the next random seed."""
    return _("Start over")


def whole(count: int) -> str:
    """Format a count, with marks between thousands.

    Examples
    --------
    >>> whole(1010)
    '1,010'
    """
    return plain(f"{count:,}")


def counts(made: Draws) -> list[str]:
    """Format how often each class was drawn.

    Examples
    --------
    >>> counts(drawn(Scenario()))
    ['6', '1', '3']
    """
    return [whole(count) for count in made.counts.tolist()]


def place(made: Draws) -> str:
    """Label the random number of the last draw; "" before the first.

    Examples
    --------
    >>> place(drawn(Scenario())), place(drawn(Scenario(draws=0)))
    ('0.94', '')
    """
    return "" if made.place is None else probability(made.place)


def sums(shake: Shake) -> list[str]:
    """Format each logit with its noise."""
    return [decimals(each) for each in shake.noisy.tolist()]


def marks(shake: Shake) -> list[str]:
    """Mark the winner of a shake.

    Examples
    --------
    >>> marks(drawn(Scenario(draw="shaken_argmax", noise=0.0)).shake)
    ['winner', '', '']
    """
    return [_("winner") if i == shake.winner else "" for i in range(shake.noisy.size)]


def sentences(scenario: Scenario, made: Draws | None = None) -> tuple[str, ...]:
    """List the paragraphs below the charts.

    Parameters
    ----------
    scenario : Scenario
        The visitor's settings.
    made : Draws, optional
        The result of `argsoft.state.draws.drawn`, computed if not given.

    Examples
    --------
    >>> for text in sentences(Scenario()):
    ...     print(text)
    In 10 draws: Setosa 6 (60%), Virginica 3 (30%) and Versicolor 1 (10%). Softmax gives them 68%, \
21% and 11%.
    The last random number, 0.94, lies in Virginica’s part. \
Argmax picks Setosa every time, at any temperature.
    """
    made = made or drawn(scenario)
    texts = _counted(scenario, made), _last(scenario, made), _cut(scenario, made)
    return tuple(text for text in texts if text)


def suggestion(scenario: Scenario) -> str:
    """Suggest what to try."""
    return {
        FROM_SOFTMAX: _(
            "**Try it.** Draw 1,000: the outlines close in on the bars. Then raise the "
            "temperature: unlikely classes are drawn more often."
        ),
        SHAKEN_ARGMAX: _(
            "**Try it.** Drag *Noise added* from 0 to 1 and see who overtakes whom. Then shake "
            "1,000 times: each class’s share of wins is close to its probability."
        ),
        NEXT_WORD: _(
            "**Try it.** Draw a few words at temperature 0.2, then at 2. Top-k keeps the k "
            "likeliest words; top-p keeps the fewest that reach p together."
        ),
    }[scenario.draw]


def note(scenario: Scenario) -> str:
    """Explain the noise, or the made-up words; "" where nothing needs it."""
    return {
        FROM_SOFTMAX: "",
        SHAKEN_ARGMAX: _(
            "The noise is Gumbel noise: −ln(−ln u), with u random between 0 and 1. With this "
            "noise, a class wins with exactly its softmax probability (the Gumbel-max trick)."
        ),
        NEXT_WORD: _(
            "A language model does this for every word. These seven logits are made up; a model "
            "has one for each word it knows."
        ),
    }[scenario.draw]


def prompt() -> str:
    """Give the beginning of the sentence whose next word is drawn."""
    return _("The bee lands on the")


def rows(scenario: Scenario, made: Draws) -> Iterator[tuple[str, ...]]:
    """Yield the header, then the numbers of each class.

    Examples
    --------
    >>> list(rows(Scenario(), drawn(Scenario())))[1]
    ('Setosa', '1.43', '0.68', '6', '60%')
    """
    yield (_("Class"), _("Logit"), _("Probability"), _("Draws"), _("Share of the draws"))
    for name, logit, kept, count, share in zip(
        class_names(scenario),
        logits_of(scenario),
        made.kept.tolist(),
        made.counts.tolist(),
        made.frequencies.tolist(),
        strict=True,
    ):
        yield name, number(logit), probability(kept), whole(count), percent(share)


def _counted(scenario: Scenario, made: Draws) -> str:
    """Say how often the likeliest classes were drawn, and what softmax gives them."""
    names, probabilities = class_names(scenario), made.kept.tolist()
    order = np.argsort(-made.kept, kind="stable")[: max(MOST_LISTED, len(CLASS_NAMES))].tolist()
    given = listed([percent(probabilities[i]) for i in order])
    if not made.total:
        likeliest = listed([names[i] for i in order])
        return _("No draws yet. The probabilities of {names} are {shares}.").format(
            names=likeliest, shares=given
        )
    drawn_of = [
        _("{name} {count} ({percent})").format(
            name=names[i],
            count=whole(int(made.counts[i])),
            percent=percent(float(made.frequencies[i])),
        )
        for i in order
    ]
    counted, gives = _counted_messages(scenario.draw, made.total)
    so_far = counted.format(total=whole(made.total), counts=listed(drawn_of))
    return f"{so_far} {gives.format(shares=given)}"


def _counted_messages(draw: str, total: int) -> tuple[str, str]:
    """Choose the messages on what was drawn, and on what softmax gives."""
    gives = _("Softmax gives them {shares}.")
    if draw == SHAKEN_ARGMAX:
        return plural(
            "In {total} shake, argmax picks: {counts}.",
            "In {total} shakes, argmax picks: {counts}.",
            total,
        ), gives
    if draw == NEXT_WORD:
        return plural(
            "In {total} draw, the likeliest words: {counts}.",
            "In {total} draws, the likeliest words: {counts}.",
            total,
        ), _("Their probabilities are {shares}.")
    return plural("In {total} draw: {counts}.", "In {total} draws: {counts}.", total), gives


def _last(scenario: Scenario, made: Draws) -> str:
    """Say how the last draw came about, and what argmax picks without chance."""
    names = class_names(scenario)
    top = names[int(argmax(logits_of(scenario)))]
    if scenario.draw == SHAKEN_ARGMAX:
        always = _("Without noise, argmax picks {name} every time.").format(name=top)
    else:
        always = _("Argmax picks {name} every time, at any temperature.").format(name=top)
    return always if made.last is None else f"{_said(scenario, made, made.last)} {always}"


def _said(scenario: Scenario, made: Draws, last: int) -> str:
    """Say how the last draw came about."""
    name = class_names(scenario)[last]
    if made.shake is not None:
        return _shaken(made.shake)
    if scenario.draw == NEXT_WORD:
        return _("The last draw reads: “{prompt} {word}.”").format(prompt=prompt(), word=name)
    return _("The last random number, {place}, lies in {name}’s part.").format(
        place=place(made), name=name
    )


def _shaken(shake: Shake) -> str:
    """Say what the last shake added to each logit, and who wins."""
    sums = [
        _("{name} {sum} ({logit} {noise})").format(
            name=name, sum=decimals(total), logit=decimals(logit), noise=_added(noise)
        )
        for name, total, logit, noise in zip(
            CLASS_NAMES,
            shake.noisy.tolist(),
            shake.scaled.tolist(),
            shake.noise.tolist(),
            strict=True,
        )
    ]
    return _("The last shake: {sums}. Argmax picks {winner}.").format(
        sums=listed(sums), winner=CLASS_NAMES[shake.winner]
    )


def _added(noise: float) -> str:
    """Write noise with a sign and a space, as in a sum."""
    text = signed(noise) if noise else "+0"
    return f"{text[0]} {text[1:]}"


def _cut(scenario: Scenario, made: Draws) -> str:
    """Say what top-k and top-p keep; "" where nothing is cut."""
    kept = int((made.kept > 0).sum())
    if scenario.draw != NEXT_WORD or kept == made.kept.size:
        return ""
    total = float(made.probabilities[made.kept > 0].sum())
    return plural(
        "{kept} of {words} words may be drawn: its probability, {total}, becomes 1.",
        "{kept} of {words} words may be drawn: their probabilities, {total} together, are divided "
        "by that sum.",
        kept,
    ).format(kept=kept, words=made.kept.size, total=probability(total))

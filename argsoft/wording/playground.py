"""What the bar charts show, in words."""

from collections.abc import Sequence

from argsoft.answers import Verdict, verdict
from argsoft.iris import CLASS_NAMES
from argsoft.language import listed
from argsoft.language import translate as _
from argsoft.softmax import softmax
from argsoft.state.scenario import PRESETS, Scenario
from argsoft.wording.labels import PRESET_LABELS
from argsoft.wording.numerals import decimals, number, probabilities, whole_percent


def titles() -> tuple[tuple[str, str], tuple[str, str]]:
    """Title argmax's and softmax's charts, with a second line each."""
    return (
        (_("Argmax"), _("1 for the largest, else 0")),
        (_("Softmax"), _("probabilities that sum to 1")),
    )


def short_titles() -> tuple[str, str, str]:
    """Title the charts of the logits, of argmax and of softmax, in one line each."""
    return _("Logits: one per species"), _("Argmax: 1 for the largest"), _("Softmax: probabilities")


def logits_chart() -> str:
    """Name the chart of the logits for screen readers."""
    return _("Bar chart of the three logits, from −5 to 5")


def charts() -> tuple[str, str]:
    """Name both charts for screen readers."""
    return (
        _("Bar chart of argmax: 1 for the winning class, 0 for the others"),
        _("Bar chart of softmax: the probability of each class"),
    )


def argmax_marks(said: Verdict) -> tuple[str, ...]:
    """Mark the bars of the one-hot answer: "winner" under one of them.

    Examples
    --------
    >>> argmax_marks(verdict([1.43, -0.40, 1.43]))
    ('winner', '', '')
    """
    winner = said.leaders[0]
    return tuple(_("winner") if i == winner else "" for i in range(len(said.shares)))


def softmax_marks(said: Verdict) -> tuple[str, ...]:
    """Mark the bars of the shares: "winner" under one, or "tie" under each of several.

    Examples
    --------
    >>> softmax_marks(verdict([1.43, -0.40, 1.43]))
    ('tie', '', 'tie')
    """
    leaders = said.leaders
    word = _("winner") if len(leaders) == 1 else _("tie")
    return tuple(word if i in leaders else "" for i in range(len(said.shares)))


def one_hot_caption(said: Verdict) -> str:
    """Write argmax's answer as an index and as a one-hot vector.

    Examples
    --------
    >>> one_hot_caption(verdict([1.43, -0.40, 3.0]))
    'index 2 · one-hot [0, 0, 1]'
    """
    winner = said.leaders[0]
    vector = ", ".join("1" if i == winner else "0" for i in range(len(said.shares)))
    return _("index {index} · one-hot [{vector}]").format(index=winner, vector=vector)


def sum_caption(said: Verdict) -> str:
    """Write the sum of the probabilities, with "≈" where the rounded numbers do not sum to 1.

    Examples
    --------
    >>> sum_caption(verdict([1.43, -0.40, 0.23])), sum_caption(verdict([1, 1, 1]))
    ('0.68 + 0.11 + 0.21 = 1.00', '0.33 + 0.33 + 0.33 ≈ 1')
    >>> sum_caption(verdict([5, -5, -5]))
    '>0.99 + <0.01 + <0.01 ≈ 1'
    """
    terms = probabilities(said.shares)
    hundredths = sum(int(f"{share:.2f}".replace(".", "")) for share in said.shares)
    is_exact = hundredths == 100 and not any(each[0] in "<>" for each in terms)
    return f"{' + '.join(terms)} {f'= {decimals(1.0)}' if is_exact else '≈ 1'}"


def summary(
    logits: Sequence[float],
    class_names: Sequence[str] = CLASS_NAMES,
    *,
    temperature: float = 1.0,
    said: Verdict | None = None,
) -> str:
    """Describe both charts with their numbers.

    Parameters
    ----------
    logits : sequence of float, length K
        Any real numbers.
    class_names : sequence of str, length K
        What to call the classes.
    temperature : float
        The temperature of softmax, mentioned where it is not 1.
    said : Verdict, optional
        Argmax and softmax of the logits, computed if not given.

    Examples
    --------
    >>> print(summary([1.43, -0.40, 0.23]))
    Setosa leads Virginica by 1.20. Argmax answers Setosa, all or nothing. \
Softmax gives 68% to Setosa, 21% to Virginica and 11% to Versicolor.
    >>> print(summary([1.43, -0.40, 1.43]))
    Setosa and Virginica tie at 1.43. Argmax takes the first in the list, Setosa. \
Softmax gives 46% to Setosa, 46% to Virginica and 7% to Versicolor.
    >>> print(summary([1, 1, 1]))
    Setosa, Versicolor and Virginica tie at 1.00. Argmax takes the first in the list, Setosa. \
Softmax gives 33% to Setosa, 33% to Versicolor and 33% to Virginica.
    >>> print(summary([1.43, -0.40, 0.23], temperature=0.5))
    Setosa leads Virginica by 1.20. Argmax answers Setosa, all or nothing. \
At temperature 0.50, softmax gives 90% to Setosa, 8% to Virginica and 2% to Versicolor.
    >>> print(summary([1.43, -0.40, 0.23], temperature=0.05))
    Setosa leads Virginica by 1.20. Argmax answers Setosa, all or nothing. \
At temperature 0.05, softmax gives more than 99% to Setosa, less than 1% to Virginica \
and less than 1% to Versicolor.
    """
    said = said or verdict(logits, temperature)
    leaders = [class_names[i] for i in said.leaders]
    if len(leaders) > 1:
        standing = _("{classes} tie at {logit}.").format(
            classes=listed(leaders), logit=number(max(logits))
        )
        answer = _("Argmax takes the first in the list, {winner}.").format(winner=leaders[0])
    else:
        standing = _lead(logits, class_names)
        answer = _("Argmax answers {winner}, all or nothing.").format(winner=leaders[0])
    return f"{standing} {answer} {_given(logits, class_names, temperature, said.shares)}"


def sentences(scenario: Scenario, said: Verdict | None = None) -> tuple[str, ...]:
    """List the paragraphs below the charts.

    Parameters
    ----------
    scenario : Scenario
        The visitor's settings.
    said : Verdict, optional
        Argmax and softmax of its logits, computed if not given.

    Examples
    --------
    >>> sentences(Scenario()) == (summary(Scenario().logits),)
    True
    """
    return (summary(scenario.logits, temperature=scenario.temperature, said=said),)


def introduction() -> str:
    """Say what the first three sliders are, and where a network gets their numbers."""
    return _(
        "A network multiplies an iris’s measurements by learned weights and adds up: one **raw "
        "output**, or **logit**, per species."
    )


def suggestion() -> str:
    """Suggest what to try."""
    return _(
        "**Try it.** Drag Virginica up past Setosa: argmax flips at once, softmax changes smoothly."
    )


def no_certainty() -> str:
    """Say that argmax's 1 is no certainty.

    Examples
    --------
    >>> print(no_certainty())
    **A 1 from argmax is no certainty.** It says which, not how likely: only 0.47 in \
“Close call”.
    """
    share = max(softmax(PRESETS["close_call"].logits).tolist())
    return _(
        "**A 1 from argmax is no certainty.** It says which, not how likely: only {share} in "
        "“{preset}”."
    ).format(preset=_(PRESET_LABELS["close_call"]), share=decimals(share))


def terms_label() -> str:
    """Label the disclosure that explains the words of the charts."""
    return _("Index, one-hot, probability, temperature")


def terms() -> tuple[str, ...]:
    """Explain the words of the charts and the fourth slider, one each."""
    return (
        _("**Index**: the winner’s place, counted from 0."),
        _("**One-hot**: a 1 at that place, 0 elsewhere."),
        _(
            "**Probability**: from 0 to 1; together they sum to 1. It is the network’s estimate. "
            "The page Iris counts how often it is right."
        ),
        _(
            "**Temperature** divides the logits before softmax: near 0, the largest gets nearly "
            "all; far above 1, all get nearly the same."
        ),
    )


def code_label() -> str:
    """Label the disclosure that holds the code."""
    return _("The same in NumPy")


def code_note() -> str:
    """Say what the code leaves out, and why StatQuest's video prints another number."""
    overflow = _(
        "Above logits of about 700 this overflows. Step by step breaks it, and mends it by "
        "subtracting the largest logit first."
    )
    return f"{overflow} {lecture_note()}"


def lecture_note() -> str:
    """Explain why the share of Setosa in StatQuest's video differs from the one on screen.

    Examples
    --------
    >>> print(lecture_note())
    StatQuest’s video rounds on the way, to 0.69 for Setosa at the start. Exactly, it is 0.6842.
    """
    return _(
        "StatQuest’s video rounds on the way, to {rounded} for Setosa at the start. "
        "Exactly, it is {exact}."
    ).format(rounded=decimals(0.69), exact=decimals(softmax(PRESETS["lecture"].logits)[0], 4))


def _lead(logits: Sequence[float], class_names: Sequence[str]) -> str:
    """Say by how much the largest logit leads the next one."""
    if len(logits) == 1:
        return _("{name} is the only class.").format(name=class_names[0])
    first, second = sorted(range(len(logits)), key=lambda i: -logits[i])[:2]
    lead = logits[first] - logits[second]
    names = {"first": class_names[first], "second": class_names[second]}
    if lead < 0.005:
        return _("{first} leads {second} by less than {lead}.").format(**names, lead=decimals(0.01))
    return _("{first} leads {second} by {lead}.").format(**names, lead=decimals(lead))


def _given(
    logits: Sequence[float],
    class_names: Sequence[str],
    temperature: float,
    shares: Sequence[float],
) -> str:
    """Say what softmax gives to each class, largest first."""
    order = sorted(range(len(logits)), key=lambda i: -logits[i])
    parts = [
        _("{percent} to {name}").format(percent=whole_percent(shares[i]), name=class_names[i])
        for i in order
    ]
    if temperature == 1:
        return _("Softmax gives {shares}.").format(shares=listed(parts))
    return _("At temperature {temperature}, softmax gives {shares}.").format(
        temperature=number(temperature), shares=listed(parts)
    )

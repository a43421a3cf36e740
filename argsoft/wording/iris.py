"""One flower and what the network makes of it, in words."""

from collections.abc import Sequence

import numpy as np

from argsoft.iris import CLASS_NAMES
from argsoft.iris.data import SPECIES
from argsoft.iris.flowers import Judged
from argsoft.language import N_, listed, plural
from argsoft.language import translate as _
from argsoft.state import results
from argsoft.state.scenario import LOGIT, LOGIT_FIELDS, YOUR_OWN, Scenario
from argsoft.uncertainty import Reliability
from argsoft.wording.labels import option_label
from argsoft.wording.numerals import (
    MINUS,
    decimals,
    localized,
    number,
    percent,
    quantity,
    whole_percent,
)
from argsoft.wording.phrases import unbroken

OPEN = N_("Open these logits in the playground")
UNSURE = N_("Five least confident answers")
WRONG = N_("Wrong answers (true class)")
NOWHERE = N_("nowhere:")  # before the classes that have no area on the map
MOST_LISTED = 16
CALIBRATED = 0.02  # a smaller gap between confidence and accuracy is not worth a word


def key(scenario: Scenario, *, crossed: bool) -> str:
    """Explain the marks on the maps.

    Parameters
    ----------
    scenario : Scenario
        Says whose flower is looked at.
    crossed : bool
        Whether wrong answers have crosses.

    Examples
    --------
    >>> print(key(Scenario(), crossed=True))
    ● Setosa · ■ Versicolor · ◆ Virginica · ✕ wrong · ◯ this one
    """
    looks = [f"{glyph} {name}" for glyph, name in zip("●■◆", CLASS_NAMES, strict=True)]
    if crossed:
        looks.append(_("✕ wrong"))
    looks.append(_("★ yours: drag it") if scenario.whose == YOUR_OWN else _("◯ this one"))
    return " · ".join(looks)


def maps() -> tuple[str, str]:
    """Name both maps for screen readers."""
    return (
        _("Map of argmax: flat regions with hard borders, and the 150 flowers"),
        _("Map of softmax: shades by the largest probability, and the 150 flowers"),
    )


def map_titles() -> tuple[str, str]:
    """Title both maps."""
    return _("Argmax: hard borders"), _("Softmax: probabilities")


def bars() -> tuple[str, str]:
    """Name both bar charts of a flower for screen readers."""
    return (
        _("Bar chart of argmax for this flower: 1 for the winning class"),
        _("Bar chart of softmax for this flower: the probability of each class"),
    )


def mark() -> str:
    """Name the mark on the selected flower for screen readers."""
    return _("Where this flower lies on the map")


def count_chart() -> str:
    """Name the chart of confidence and accuracy for screen readers."""
    return _("Bar chart: how many answers were correct, by the probability that softmax gave them")


def count_titles() -> tuple[str, str]:
    """Title the chart of confidence and accuracy, with a second line."""
    return _("Accuracy by confidence"), _("bars: accuracy · lines: mean probability")


def count_axis() -> str:
    """Title the x-axis of the chart of confidence and accuracy."""
    return _("probability of the answer")


def count_labels(found: Reliability) -> list[str]:
    """Label each bar with its number of flowers; "" for none.

    Examples
    --------
    >>> from argsoft.uncertainty import reliability
    >>> count_labels(reliability([[0.9, 0.1], [0.3, 0.7], [0.2, 0.8]], [0, 0, 1], 2))
    ['', '2<br>of 3']
    """
    correct = np.rint(np.nan_to_num(found.accuracies) * found.counts).astype(int)
    words = _("{correct}<br>of {count}")
    return [
        words.format(correct=right, count=int(count)) if count else ""
        for right, count in zip(correct.tolist(), found.counts, strict=True)
    ]


def count_sentences(scenario: Scenario, found: Reliability) -> tuple[str, ...]:
    """Say how often the answers to held-out flowers are correct, and how confident they are.

    Parameters
    ----------
    scenario : Scenario
        Its temperature is named.
    found : Reliability
        Confidence and accuracy, bin by bin.

    Examples
    --------
    >>> from argsoft.uncertainty import reliability
    >>> found = reliability([[0.9, 0.1], [0.3, 0.7], [0.2, 0.8]], [0, 0, 1], 2)
    >>> for text in count_sentences(Scenario(), found):
    ...     print(text)
    **Count it.** Each of five trainings leaves out a fifth of the flowers, then answers for \
them. 2 of 3 answers are correct: 67%.
    At temperature 1.00, their mean probability is 80%: on the whole, softmax is too confident. \
Bars and lines are 0.13 apart on average, the expected calibration error. Temperature changes no \
answer.
    """
    total = int(found.counts.sum())
    correct = round(float(np.nansum(found.accuracies * found.counts)))
    confidence = float(np.nansum(found.confidences * found.counts)) / total
    gap = confidence - correct / total
    if abs(gap) < CALIBRATED:
        told = _(
            "At temperature {temperature}, their mean probability is {confidence}: softmax is "
            "as confident as it is correct."
        )
    elif gap > 0:
        told = _(
            "At temperature {temperature}, their mean probability is {confidence}: on the "
            "whole, softmax is too confident."
        )
    else:
        told = _(
            "At temperature {temperature}, their mean probability is {confidence}: on the "
            "whole, softmax is too modest."
        )
    counted = _(
        "**Count it.** Each of five trainings leaves out a fifth of the flowers, then answers for "
        "them. {correct} of {count} answers are correct: {accuracy}."
    ).format(correct=correct, count=total, accuracy=percent(correct / total))
    apart = _(
        "Bars and lines are {error} apart on average, the expected calibration error. "
        "Temperature changes no answer."
    ).format(error=quantity(found.expected_calibration_error))
    told = told.format(temperature=number(scenario.temperature), confidence=percent(confidence))
    return counted, f"{told} {apart}"


def sentences(scenario: Scenario, flower: results.Flower | None = None) -> tuple[str, ...]:
    """Describe the flower below the maps.

    Parameters
    ----------
    scenario : Scenario
        The visitor's settings.
    flower : argsoft.state.results.Flower, optional
        The result of `argsoft.state.results.flower`, computed if not given.

    Examples
    --------
    >>> print(*sentences(Scenario()))
    Flower 84 is a Versicolor: petal length 5.1 cm, petal width 1.6 cm. Argmax answers Virginica, \
which is wrong. Softmax gives 54% to Virginica, 46% to Versicolor and less than 1% to Setosa.
    """
    one = flower or results.flower(scenario, results.runs(scenario))
    return (flower_sentence(scenario, one.place, one.judged, one.true_class),)


def flower_sentence(
    scenario: Scenario, place: Sequence[float], judged: Judged, true_class: int | None
) -> str:
    """Describe a flower, and say what argmax and softmax answer.

    Parameters
    ----------
    scenario : Scenario
        The network's features and the number of the flower.
    place : sequence of float, length 2
        The two measurements, in cm.
    judged : argsoft.iris.flowers.Judged
        The network's answer to this flower alone.
    true_class : int or None
        The true class, or None if unknown.

    Examples
    --------
    >>> import numpy as np
    >>> from argsoft.iris.flowers import judge
    >>> from argsoft.iris.network import Network
    >>> network = Network(np.array([[0.0, 1.0, 2.0], [0.0, 0.0, 0.0]]), np.zeros(3))
    >>> print(flower_sentence(Scenario(), (5.1, 1.6), judge(network, [[0.4, 0.5]]), 1))
    Flower 84 is a Versicolor: petal length 5.1 cm, petal width 1.6 cm. Argmax answers Virginica, \
which is wrong. Softmax gives 47% to Virginica, 32% to Versicolor and 21% to Setosa.
    """
    x, y = (decimals(size, 1, 2) for size in place)
    x_feature, y_feature = (
        option_label(field, getattr(scenario, field)) for field in ("across", "up")
    )
    words = {"x_feature": x_feature, "x": x, "y_feature": y_feature, "y": y}
    words["answer"] = CLASS_NAMES[int(judged.answers[0])]
    if true_class is None:
        who = _("Your own flower: {x_feature} {x} cm, {y_feature} {y} cm.")
        verdict = _("Argmax answers {answer}, all or nothing.")
    else:
        words |= {"number": f"{scenario.flower}", "name": CLASS_NAMES[true_class]}
        who = _("Flower {number} is a {name}: {x_feature} {x} cm, {y_feature} {y} cm.")
        if judged.answers[0] == true_class:
            verdict = _("Argmax answers {answer}, which is correct.")
        else:
            verdict = _("Argmax answers {answer}, which is wrong.")
    return f"{who} {verdict}".format(**words) + f" {_given(judged.probabilities[0].tolist())}"


def network_sentence(scenario: Scenario, looked_at: results.Flower) -> str:
    """Give the logits of a flower, work out the largest, and say where its weights are from.

    Examples
    --------
    >>> scenario = Scenario()
    >>> looked_at = results.flower(scenario, results.runs(scenario))
    >>> print(*network_sentence(scenario, looked_at).split())
    Its logits are Setosa −5.36, Versicolor 2.68 and Virginica 2.83. Virginica’s is about 2.00 × \
5.1 + 5.28 × 1.6 − 15.79: each measurement times a weight, plus a bias, learned on Training \
in 200 steps at learning rate 1, random seed 57.
    """
    logits, answer = looked_at.judged.logits[0].tolist(), int(looked_at.judged.answers[0])
    outputs = [f"{name} {decimals(each)}" for name, each in zip(CLASS_NAMES, logits, strict=True)]
    return _(
        "Its logits are {logits}. {name}’s is about {sum}: each measurement times a weight, plus "
        "a bias, learned on Training in {steps} steps at learning rate {rate}, random seed {seed}."
    ).format(
        logits=listed(outputs),
        name=CLASS_NAMES[answer],
        sum=_weighted_sum(looked_at, answer),
        steps=scenario.steps,
        rate=localized(scenario.rate),
        seed=scenario.seed,
    )


def _weighted_sum(looked_at: results.Flower, index: int) -> str:
    """Write the logit of a class as a sum of its products, and the bias."""
    weights = looked_at.network.weights[:, index].tolist()
    sizes = (f" × {decimals(size, 1, 2)}" for size in looked_at.place)
    terms = zip([*weights, looked_at.network.biases.item(index)], [*sizes, ""], strict=True)
    signed = [(MINUS if each < 0 else "+", f"{decimals(abs(each))}{by}") for each, by in terms]
    (sign, first), *others = signed
    rest = "".join(f" {operator} {term}" for operator, term in others)
    return unbroken(f"{sign.strip('+')}{first}{rest}")


def _given(shares: Sequence[float]) -> str:
    """Say what softmax gives to each class, largest first."""
    parts = [
        _("{percent} to {name}").format(percent=whole_percent(shares[i]), name=CLASS_NAMES[i])
        for i in sorted(range(len(shares)), key=lambda i: -shares[i])
    ]
    return _("Softmax gives {shares}.").format(shares=listed(parts))


def in_playground(logits: Sequence[float]) -> tuple[dict[str, str], str]:
    """Return the link parameters that open these logits in the playground, and a note.

    The playground's sliders go from −5 to 5. Logits beyond them are all shifted by the same
    amount, which changes no probability. If they are still too far apart, the smallest are
    clipped.

    Examples
    --------
    >>> in_playground([1.0, 2.0, -3.5])
    ({'setosa': '1.0', 'versicolor': '2.0', 'virginica': '-3.5'}, '')
    >>> in_playground([7.0, 2.0, 1.0])[1]
    '−2.00 is added to all to fit there: no probability changes.'
    >>> in_playground([9.0, 2.0, -6.0])[1]
    '−4.00 is added to all to fit there, and the smallest is cut: it is even smaller.'
    """
    low, high = LOGIT[:2]
    shift = min(0.0, high - max(logits)) or max(0.0, low - min(logits))
    if max(logits) + shift > high:
        shift = high - max(logits)
    moved = [round(each + shift, 4) for each in logits]
    fitted = [max(each, low) for each in moved]
    params = {name: str(each) for name, each in zip(LOGIT_FIELDS, fitted, strict=True)}
    if not shift and fitted == moved:
        return params, ""
    added = _("{shift} is added to all to fit there: no probability changes.")
    if fitted != moved:
        added = _(
            "{shift} is added to all to fit there, and the smallest is cut: it is even smaller."
        )
    return params, added.format(shift=number(round(shift, 2)))


def more(count: int) -> str:
    """Say how many more flowers there are than buttons.

    Examples
    --------
    >>> more(3), more(-16)
    ('and 3 more', 'None.')
    """
    if count <= 0:
        return _("None.")
    return plural("and {count} more", "and {count} more", count).format(count=count)


def pick_label(flower: int) -> str:
    """Label the button of a flower.

    Examples
    --------
    >>> pick_label(84)
    '84 (Versicolor)'
    """
    return f"{flower} ({CLASS_NAMES[int(SPECIES[flower - 1])]})"

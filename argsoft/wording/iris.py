"""One flower and what the network makes of it, in words."""

from collections.abc import Sequence

from argsoft.iris import CLASS_NAMES
from argsoft.iris.data import SPECIES
from argsoft.iris.flowers import Judged
from argsoft.language import listed
from argsoft.state import results
from argsoft.state.scenario import LOGIT, LOGIT_FIELDS, Scenario
from argsoft.wording.numerals import decimals, number, percent

KEY = "● Setosa · ■ Versicolor · ◆ Virginica"  # the glyphs of the map's markers
MAPS = (
    "Map of argmax: flat regions with hard borders, and the 150 flowers",
    "Map of softmax: shades by confidence, and the 150 flowers",
)
BARS = (
    "Bar chart of argmax for this flower: 1 for the winning class",
    "Bar chart of softmax for this flower: the probability of each class",
)
MARK = "Where this flower lies on the map"
OPEN = "Open these raw outputs in the playground"
UNSURE = "The five that the network is least sure of"
WRONG = "All that it gets wrong"
MOST_LISTED = 16


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
and that is wrong. Softmax says how sure that is: 54% Virginica, 46% Versicolor, 0.01% Setosa.
    """
    place, true_class, judged = flower or results.flower(scenario, results.runs(scenario))
    return (flower_sentence(scenario, place, judged, true_class),)


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
and that is wrong. Softmax says how sure that is: 47% Virginica, 32% Versicolor, 21% Setosa.
    """
    answer = CLASS_NAMES[int(judged.answers[0])]
    across, up = (decimals(size, 1, 2) for size in place)
    sizes = f"{scenario.across} {across} cm, {scenario.up} {up} cm"
    shares = judged.probabilities[0].tolist()
    order = sorted(range(len(shares)), key=lambda i: -shares[i])
    sure = ", ".join(f"{percent(shares[i])} {CLASS_NAMES[i]}" for i in order)
    if true_class is None:
        who, verdict = f"Your own flower: {sizes}.", f"Argmax answers {answer}, all or nothing."
    else:
        who = f"Flower {scenario.flower} is a {CLASS_NAMES[true_class]}: {sizes}."
        right = "right" if judged.answers[0] == true_class else "wrong"
        verdict = f"Argmax answers {answer}, and that is {right}."
    return f"{who} {verdict} Softmax says how sure that is: {sure}."


def network_sentence(scenario: Scenario, logits: Sequence[float]) -> str:
    """Give the raw outputs of a flower, and say which network they are from.

    Examples
    --------
    >>> print(network_sentence(Scenario(), [1.0, 2.0, -3.5]))
    Its raw outputs are Setosa 1.00, Versicolor 2.00 and Virginica −3.50, from a network that took \
200 steps at learning rate 1 from start 57: the one on the page Training.
    """
    outputs = listed(
        [f"{name} {decimals(each)}" for name, each in zip(CLASS_NAMES, logits, strict=True)]
    )
    return (
        f"Its raw outputs are {outputs}, from a network that took {scenario.steps} steps at "
        f"learning rate {scenario.rate} from start {scenario.seed}: the one on the page Training."
    )


def in_playground(logits: Sequence[float]) -> tuple[dict[str, str], str]:
    """Return the link parameters that open these raw outputs in the playground, and a note.

    The playground's sliders go from −5 to 5. Raw outputs beyond them are all shifted by the same
    amount, which changes no share. If they are too far apart even so, the smallest are clipped.

    Examples
    --------
    >>> in_playground([1.0, 2.0, -3.5])
    ({'setosa': '1.0', 'versicolor': '2.0', 'virginica': '-3.5'}, '')
    >>> in_playground([7.0, 2.0, 1.0])[1]
    '−2.00 was added to all, so that they fit there. No share moves.'
    >>> in_playground([9.0, 2.0, -6.0])[1]
    '−4.00 was added to all, so that they fit there, and the smallest was cut: it is even smaller.'
    """
    low, high, _ = LOGIT
    shift = min(0.0, high - max(logits)) or max(0.0, low - min(logits))
    if max(logits) + shift > high:
        shift = high - max(logits)
    moved = [round(each + shift, 4) for each in logits]
    fitted = [max(each, low) for each in moved]
    params = {name: str(each) for name, each in zip(LOGIT_FIELDS, fitted, strict=True)}
    if not shift and fitted == moved:
        return params, ""
    added = f"{number(round(shift, 2))} was added to all, so that they fit there"
    if fitted == moved:
        return params, f"{added}. No share moves."
    return params, f"{added}, and the smallest was cut: it is even smaller."


def more(count: int) -> str:
    """Say how many more flowers there are than buttons.

    Examples
    --------
    >>> more(3), more(-16)
    ('and 3 more', 'None.')
    """
    return f"and {count} more" if count > 0 else "None."


def pick_label(flower: int) -> str:
    """Label the button of a flower.

    Examples
    --------
    >>> pick_label(84)
    '84 (Versicolor)'
    """
    return f"{flower} ({CLASS_NAMES[int(SPECIES[flower - 1])]})"

"""The numbers in each page's charts as rows of a table, the header first.

Rows are generated lazily, since a table stays closed until a visitor opens it.
"""

from collections.abc import Iterator, Sequence

from argsoft.gradients import Chain, Descent
from argsoft.iris import CLASS_NAMES
from argsoft.iris.data import SPECIES
from argsoft.iris.flowers import Judged
from argsoft.iris.runs import Runs
from argsoft.language import translate as _
from argsoft.selection import argmax, one_hot
from argsoft.softmax import softmax
from argsoft.sweeps import LogitSweep
from argsoft.validation import Floats
from argsoft.wording.labels import label
from argsoft.wording.numerals import decimals, entry, number, percent, probability, quantity

MOST_STEPS = 10  # rows of a training, besides its start
Row = tuple[str, ...]


def playground(logits: Sequence[float], *, temperature: float = 1.0) -> Iterator[Row]:
    """Yield each class with its logit and both answers.

    Examples
    --------
    >>> list(playground([1.43, -0.40, 0.23]))[:2]
    [('Class', 'Logit', 'Argmax', 'Softmax'), ('Setosa', '1.43', '1', '0.68')]
    """
    yield _("Class"), _("Logit"), _("Argmax"), _("Softmax")
    chosen = one_hot(argmax(logits), len(logits))
    shares = softmax(logits, temperature=temperature)
    for name, logit, pick, share in zip(CLASS_NAMES, logits, chosen, shares, strict=True):
        yield name, number(logit), f"{pick:.0f}", probability(float(share))


def step_by_step(
    written: Sequence[Sequence[Sequence[str]]], titles: Sequence[str]
) -> Iterator[Row]:
    """Yield every number of one or two workings, each with its sum; titles tell two apart.

    Parameters
    ----------
    written : sequence of sequence of sequence of str
        The numbers of one or two workings, as `argsoft.wording.step_by_step.texts` formats them.
    titles : sequence of str
        The title of each.

    Examples
    --------
    >>> from argsoft.wording.step_by_step import texts
    >>> from argsoft.workings import worked
    >>> rows = list(step_by_step([texts(worked([1.43, -0.40, 0.23]))], [""]))
    >>> rows[1], rows[-1]
    (('Setosa', '1.43', '4.18', '0.68'), ('Sum', '', '6.11', ''))
    """
    several = len(written) > 1
    columns = _("Class"), _("Input"), _("Part"), _("Probability")
    yield (_("Chart"), *columns) if several else columns
    for title, (inputs, parts, addends, shares) in zip(titles, written, strict=False):
        rows = zip(
            (*CLASS_NAMES, _("Sum")),
            (*inputs, ""),
            (*parts, addends[-1].removeprefix("= ")),
            (*shares, ""),
            strict=True,
        )
        for row in rows:
            yield (title, *row) if several else row


def flat_or_smooth(sweep: LogitSweep) -> Iterator[Row]:
    """Yield both outputs of each class and their slopes, at the moving logit's value.

    Examples
    --------
    >>> from argsoft.sweeps import logit_sweep
    >>> list(flat_or_smooth(logit_sweep([1.43, -0.40, 0.23], 0)))[1]
    ('Setosa', '1', '0', '0.68', '0.22')
    """
    yield _("Class"), _("Argmax"), _("Argmax’s slope"), _("Softmax"), _("Softmax’s slope")
    argmax_at = zip(sweep.argmax_at, sweep.argmax_slopes_at, strict=True)
    softmax_at = zip(sweep.softmax_at, sweep.softmax_slopes_at, strict=True)
    for name, hard, soft in zip(CLASS_NAMES, argmax_at, softmax_at, strict=True):
        yield name, f"{hard[0]:.0f}", entry(hard[1]), probability(float(soft[0])), entry(soft[1])


def derivatives(of_argmax: Floats, of_softmax: Floats) -> Iterator[Row]:
    """Yield every slope of both Jacobians.

    Examples
    --------
    >>> from argsoft.gradients import argmax_jacobian, softmax_jacobian
    >>> logits = [1.43, -0.40, 0.23]
    >>> list(derivatives(argmax_jacobian(logits), softmax_jacobian(logits)))[1]
    ('Setosa', 'Setosa', '0', '0.22')
    """
    yield _("Output"), _("By the logit"), _("Argmax"), _("Softmax")
    for i, output in enumerate(CLASS_NAMES):
        for j, by in enumerate(CLASS_NAMES):
            yield output, by, entry(float(of_argmax[i, j])), entry(float(of_softmax[i, j]))


def chain_rule(links: Chain, ahead: Descent) -> Iterator[Row]:
    """Yield the slope of the loss by each logit, and the loss now and after each step.

    Examples
    --------
    >>> from argsoft.gradients import chain, descent
    >>> settings = {"learning_rate": 1.0, "through": "softmax"}
    >>> logits = [1.43, -0.40, 0.23]
    >>> ahead = descent(logits, 0, steps=1, bounds=(-5, 5), **settings)
    >>> for row in chain_rule(chain(logits, 0, through="softmax"), ahead):
    ...     print(*row)
    What Value
    Slope by Setosa −0.32
    Slope by Versicolor 0.11
    Slope by Virginica 0.21
    Loss now 0.38
    Loss after step 1 0.25
    """
    yield _("What"), _("Value")
    for name, steepness in zip(CLASS_NAMES, links.loss_by_logit.tolist(), strict=True):
        yield _("Slope by {name}").format(name=name), entry(steepness)
    for step, loss in enumerate(ahead.losses.tolist()):
        when = _("Loss after step {step}").format(step=step) if step else _("Loss now")
        yield when, quantity(loss)


def training(runs: Runs, names: Sequence[str]) -> Iterator[Row]:
    """Yield loss and accuracy of both trainings, from the start to the last step.

    Parameters
    ----------
    runs : Runs
        Both trainings.
    names : sequence of str, length 2
        What to call them.

    Examples
    --------
    >>> from argsoft.iris import FEATURE_NAMES
    >>> from argsoft.iris.runs import train_both_ways
    >>> runs = train_both_ways(FEATURE_NAMES[2:], learning_rate=1.0, steps=200, seed=0)
    >>> [row[:2] for row in training(runs, ["Argmax", "Softmax"])][:2]
    [('Step', 'Argmax: loss'), ('0', '2.00')]
    """
    of_each = (
        words.format(run=name)
        for name in names
        for words in (_("{run}: loss"), _("{run}: accuracy"))
    )
    yield _("Step"), *of_each
    both = (runs.through_argmax, runs.through_softmax)
    last = both[0].steps
    for step in range(0, last + 1, max(1, last // MOST_STEPS)):
        losses = [quantity(float(run.losses[step])) for run in both]
        right = [percent(float(run.accuracies[step])) for run in both]
        yield f"{step}", losses[0], right[0], losses[1], right[1]


def iris(flowers: Floats, judged: Judged, features: Sequence[str]) -> Iterator[Row]:
    """Yield all 150 flowers, with their class and the network's answer.

    Examples
    --------
    >>> from argsoft.iris.flowers import judge
    >>> from argsoft.iris import FEATURE_NAMES
    >>> from argsoft.iris.runs import train_both_ways
    >>> features = FEATURE_NAMES[2:]
    >>> runs = train_both_ways(features, learning_rate=1.0, steps=200, seed=0)
    >>> judged = judge(runs.through_softmax.network_after(200), runs.inputs)
    >>> list(iris(runs.flowers, judged, features))[1][:5]
    ('1', 'Setosa', '1.4', '0.2', 'Setosa')
    """
    sizes = (label(name.replace(" ", "_")) for name in features)
    yield _("Flower"), _("Class"), *sizes, _("Argmax"), _("Softmax")
    for place, ((across, up), species) in enumerate(zip(flowers, SPECIES, strict=True)):
        answer = int(judged.answers[place])
        sure = probability(float(judged.confidence[place]))
        names = CLASS_NAMES[species], CLASS_NAMES[answer]
        yield f"{place + 1}", names[0], decimals(across, 1), decimals(up, 1), names[1], sure

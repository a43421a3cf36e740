"""Train a small network on the irises twice from one start: through argmax and through softmax."""

from typing import NamedTuple

from argsoft.gradients import Through
from argsoft.iris import FEATURE_NAMES
from argsoft.iris.data import MEASUREMENTS, SPECIES, Standardization, standardize
from argsoft.iris.network import start
from argsoft.iris.training import Run, train
from argsoft.losses import Loss
from argsoft.validation import Floats


class Runs(NamedTuple):
    """Two runs of the same network on the same flowers.

    Attributes
    ----------
    flowers : ndarray of float64, shape (150, 2)
        The two features of every flower, in cm.
    inputs : ndarray of float64, shape (150, 2)
        The same features, standardized for the network.
    standardization : argsoft.iris.data.Standardization
        Maps `flowers` to `inputs`.
    through_argmax : argsoft.iris.training.Run
        The run that computes argmax forward; backward it has argmax's slope or, straight-through,
        softmax's.
    through_softmax : argsoft.iris.training.Run
        The run that computes softmax.
    """

    flowers: Floats
    inputs: Floats
    standardization: Standardization
    through_argmax: Run
    through_softmax: Run


def train_both_ways(
    features: tuple[str, str],
    *,
    loss: Loss | None = None,
    hard: Through = "argmax",
    learning_rate: float,
    steps: int,
    seed: int,
) -> Runs:
    """Train a network on two features of the 150 flowers, both ways.

    Parameters
    ----------
    features : pair of str
        Two of `argsoft.iris.FEATURE_NAMES`; they may be the same.
    loss : "cross-entropy" or "squared error", optional
        The loss of both runs. By default cross-entropy through softmax, and squared error through
        argmax.
    hard : "argmax" or "straight-through"
        How the run beside softmax's goes.
    learning_rate : float
        A finite number above 0.
    steps : int
        Number of steps, 1 or more.
    seed : int
        Random seed of 0 or more; determines the start and so both runs.

    Returns
    -------
    Runs
        All arrays are read-only.

    Raises
    ------
    ValueError
        If a feature is unknown, or as for `argsoft.iris.network.start` and
        `argsoft.iris.training.train`.

    Examples
    --------
    >>> petals = train_both_ways(
    ...     ("petal length", "petal width"), learning_rate=1.0, steps=200, seed=0
    ... )
    >>> [round(float(run.accuracies[-1]), 2) for run in petals[3:]]
    [0.0, 0.95]
    >>> straight = train_both_ways(
    ...     ("petal length", "petal width"), hard="straight-through", learning_rate=1.0, steps=200,
    ...     seed=0,
    ... )
    >>> round(float(straight.through_argmax.accuracies[-1]), 2)
    0.96
    """
    unknown = [name for name in features if name not in FEATURE_NAMES]
    if unknown:
        rule = f"two of {', '.join(FEATURE_NAMES)}"
        raise ValueError(f"features must be {rule}, got {unknown[0]!r}")
    flowers = MEASUREMENTS[:, [FEATURE_NAMES.index(name) for name in features]]
    inputs, standardization = standardize(flowers)
    for array in (flowers, inputs, *standardization):
        array.setflags(write=False)
    network = start(2, rng=seed)

    def run(through: Through) -> Run:
        return train(
            inputs,
            SPECIES,
            network,
            through=through,
            loss=loss,
            learning_rate=learning_rate,
            steps=steps,
        )

    return Runs(flowers, inputs, standardization, run(hard), run("softmax"))

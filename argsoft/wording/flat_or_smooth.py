"""Where argmax jumps and how steep softmax is, in words."""

from collections.abc import Sequence

from argsoft.iris import CLASS_NAMES
from argsoft.state import results
from argsoft.state.scenario import Scenario
from argsoft.sweeps import LogitSweep, Nudge, nudge
from argsoft.wording.numerals import number, signed, slope
from argsoft.wording.phrases import SMALL

CHARTS = (
    "Line chart of argmax's output in flat steps, with its slope, 0, below",
    "Line chart of softmax's output as a curve with a tangent, with its slope below",
)
LOW_TEMPERATURE = 0.35


def sentences(scenario: Scenario, sweep: LogitSweep | None = None) -> tuple[str, ...]:
    """Describe the jump, a nudge and the effect of the temperature, a paragraph each.

    Parameters
    ----------
    scenario : Scenario
        The visitor's settings.
    sweep : LogitSweep, optional
        The result of `argsoft.state.results.sweep`, computed if not given.

    Examples
    --------
    >>> print(sentences(Scenario())[1])
    Nudge Setosa’s logit by +0.1: argmax’s output changes by 0, softmax’s by +0.0212.
    """
    sweep = sweep or results.sweep(scenario)
    push = nudge(scenario.logits, sweep.moving, temperature=scenario.temperature)
    return (
        jump_sentence(sweep),
        nudge_sentence(push, sweep.moving, results.watched(scenario)),
        temperature_sentence(sweep),
    )


def jump_sentence(sweep: LogitSweep, class_names: Sequence[str] = CLASS_NAMES) -> str:
    """Say where argmax jumps as a logit moves, and give both slopes where it stands.

    Examples
    --------
    >>> from argsoft.sweeps import logit_sweep
    >>> print(jump_sentence(logit_sweep([1.43, -0.40, 0.23], 0)))
    Argmax jumps at 0.23, where Setosa meets Virginica, the largest of the others. \
At 1.43 argmax has slope 0 and softmax 0.22.
    >>> print(jump_sentence(logit_sweep([0.23, -0.40, 0.23], 0)))
    Argmax jumps at 0.23, where Setosa meets Virginica, the largest of the others. \
Right there, at a tie, argmax has no slope; softmax has 0.24.
    """
    mover, rival = class_names[sweep.moving], class_names[sweep.rival]
    steepness = slope(float(sweep.softmax_slopes_at[sweep.moving]))
    jump = (
        f"Argmax jumps at {number(sweep.jump)}, where {mover} meets {rival}, "
        "the largest of the others."
    )
    if sweep.at == sweep.jump:
        return f"{jump} Right there, at a tie, argmax has no slope; softmax has {steepness}."
    return f"{jump} At {number(sweep.at)} argmax has slope 0 and softmax {steepness}."


def nudge_sentence(
    change: Nudge, moving: int, watched: Sequence[int], class_names: Sequence[str] = CLASS_NAMES
) -> str:
    """Say how a nudge of +0.1 on one logit changes the watched outputs.

    Examples
    --------
    >>> from argsoft.sweeps import nudge
    >>> print(nudge_sentence(nudge([1.43, -0.40, 0.23], 0), 0, [0]))
    Nudge Setosa’s logit by +0.1: argmax’s output changes by 0, softmax’s by +0.0212.
    >>> print(nudge_sentence(nudge([1.43, -0.40, 0.23], 0), 0, [0, 1, 2]))
    Nudge Setosa’s logit by +0.1: argmax’s outputs change by 0, 0, 0, \
softmax’s by +0.0212, −0.0074, −0.0138.
    """
    outputs = "outputs change" if len(watched) > 1 else "output changes"
    steps = ", ".join(signed(float(change.argmax[i])).removesuffix(".00") for i in watched)
    shares = ", ".join(_change(float(change.softmax[i])) for i in watched)
    return (
        f"Nudge {class_names[moving]}’s logit by +0.1: argmax’s {outputs} by {steps}, "
        f"softmax’s by {shares}."
    )


def temperature_sentence(sweep: LogitSweep) -> str:
    """Say what the temperature does to the slope, and so to training.

    Examples
    --------
    >>> from argsoft.sweeps import logit_sweep
    >>> print(temperature_sentence(logit_sweep([1.43, -0.40, 0.23], 0, temperature=0.05)))
    At temperature 0.05 softmax is nearly the step. Its slope here is 8 × 10⁻¹⁰: training would \
hardly move.
    """
    steepness = slope(float(sweep.softmax_slopes_at[sweep.moving]))
    if sweep.temperature < LOW_TEMPERATURE:
        effect = (
            "training would hardly move"
            if abs(sweep.softmax_slopes_at[sweep.moving]) < SMALL
            else "steep, but only this close to the jump"
        )
        return (
            f"At temperature {number(sweep.temperature)} softmax is nearly the step. "
            f"Its slope here is {steepness}: {effect}."
        )
    return (
        "Lower the temperature and softmax turns into the step: its slope fades except at the "
        "jump, and with it what training can follow."
    )


def _change(value: float) -> str:
    """Format a change with its sign and four decimals, or more where those would hide it."""
    if value and abs(value) < 0.00005:
        return slope(value) if value < 0 else f"+{slope(value)}"
    return signed(value, 4)

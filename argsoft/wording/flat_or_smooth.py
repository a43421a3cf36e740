"""Where argmax jumps and how steep softmax is, in words."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from argsoft.iris import CLASS_NAMES
from argsoft.language import spoken
from argsoft.language import translate as _
from argsoft.state import results
from argsoft.sweeps import LogitSweep, Nudge
from argsoft.wording.numerals import decimals, entry, number, signed, slope
from argsoft.wording.phrases import SMALL

LOW_TEMPERATURE = 0.35


def charts() -> tuple[str, str]:
    """Name both charts for screen readers."""
    return (
        _("Line chart of argmax’s output in flat steps, with its slope, 0, below"),
        _("Line chart of softmax’s output as a curve with a tangent, with its slope below"),
    )


def suggestion() -> str:
    """Suggest what to try."""
    return _(
        "**Try it.** Drag the moving logit across the jump: argmax’s point hops. Softmax’s slope "
        "is never 0, since its probability never gets to 0 or 1."
    )


def sentences(along: results.Along) -> tuple[str, ...]:
    """Describe the jump, a nudge and where softmax is steep, a paragraph each.

    Examples
    --------
    >>> from argsoft.state.scenario import Scenario
    >>> print(sentences(*results.along([Scenario()]))[1])
    Nudge Setosa’s logit by +0.1: argmax’s output changes by 0, softmax’s by +0.0212.
    """
    scenario, sweep, push, peak = along
    return (
        jump_sentence(sweep),
        nudge_sentence(push, sweep.moving, results.watched(scenario)),
        temperature_sentence(sweep, peak),
    )


def jump_sentence(sweep: LogitSweep, class_names: Sequence[str] = CLASS_NAMES) -> str:
    """Say where argmax jumps as a logit moves, and give both slopes where it stands.

    Examples
    --------
    >>> from argsoft.sweeps import logit_sweep
    >>> print(jump_sentence(logit_sweep([1.43, -0.40, 0.23], 0)))
    Argmax jumps at 0.23, where Setosa meets Virginica, the largest of the others. \
A jump has no tangent: its derivative is undefined. At 1.43 argmax has slope 0 and softmax 0.22.
    >>> print(jump_sentence(logit_sweep([0.23, -0.40, 0.23], 0)))
    Argmax jumps at 0.23, where Setosa meets Virginica, the largest of the others. \
A jump has no tangent: its derivative is undefined. Softmax’s slope there is 0.24.
    """
    jump = _(
        "Argmax jumps at {jump}, where {mover} meets {rival}, the largest of the others. A jump "
        "has no tangent: its derivative is undefined."
    )
    if sweep.at == sweep.jump:
        place = _("Softmax’s slope there is {slope}.")
    else:
        place = _("At {at} argmax has slope 0 and softmax {slope}.")
    return f"{jump} {place}".format(
        jump=number(sweep.jump),
        mover=class_names[sweep.moving],
        rival=class_names[sweep.rival],
        at=number(sweep.at),
        slope=slope(float(sweep.softmax_slopes_at[sweep.moving])),
    )


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
    steps = [f"{change.argmax[i]:+.0f}" if change.argmax[i] else "0" for i in watched]
    places = {
        "name": class_names[moving],
        "nudge": signed(0.1, 1),
        "steps": ", ".join(steps).replace("-", "−"),
        "shares": ", ".join(_change(float(change.softmax[i])) for i in watched),
    }
    if len(watched) == 1:
        return _(
            "Nudge {name}’s logit by {nudge}: argmax’s output changes by {steps}, "
            "softmax’s by {shares}."
        ).format(**places)
    return _(
        "Nudge {name}’s logit by {nudge}: argmax’s outputs change by {steps}, "
        "softmax’s by {shares}."
    ).format(**places)


def temperature_sentence(
    sweep: LogitSweep, peak: float, class_names: Sequence[str] = CLASS_NAMES
) -> str:
    """Say where softmax is steepest, or what a low temperature does to training.

    Examples
    --------
    >>> from argsoft.sweeps import logit_sweep
    >>> logits = [1.43, -0.40, 0.23]
    >>> print(temperature_sentence(logit_sweep(logits, 0), 0.657))
    Softmax is steepest at 0.66, where Setosa’s probability is one half. A lower \
temperature moves that to the jump, and flattens the rest.
    >>> print(temperature_sentence(logit_sweep(logits, 0, temperature=0.05), 0.23))
    At temperature 0.05 softmax is nearly the step. Its slope here is 8 × 10⁻¹⁰: training would \
hardly move.
    """
    rise = float(sweep.softmax_slopes_at[sweep.moving])
    if sweep.temperature >= LOW_TEMPERATURE:
        return _(
            "Softmax is steepest at {peak}, where {name}’s probability is one half. A lower "
            "temperature moves that to the jump, and flattens the rest."
        ).format(peak=decimals(peak), name=class_names[sweep.moving])
    places = {"temperature": number(sweep.temperature), "slope": slope(rise)}
    if abs(rise) < SMALL:
        return _(
            "At temperature {temperature} softmax is nearly the step. Its slope here is {slope}: "
            "training would hardly move."
        ).format(**places)
    return _(
        "At temperature {temperature} softmax is nearly the step. Its slope here is {slope}: it is "
        "steep only close to the jump."
    ).format(**places)


def step_words(
    sweep: LogitSweep, watched: Sequence[int], class_names: Sequence[str] = CLASS_NAMES
) -> dict[str, str]:
    """Write the words of argmax's chart, see `argsoft.figures.curves.Words`.

    Examples
    --------
    >>> from argsoft.sweeps import logit_sweep
    >>> step_words(logit_sweep([1.43, -0.40, 0.23], 0), [0])["slopes"]
    'slope 0, undefined at a tie'
    """
    here = _undefined(sweep, watched)
    if here and len(watched) == 1:
        slopes = _("slope undefined at a tie")
    elif here:
        slopes = _("slope {slopes}").format(slopes=_step_slopes(sweep, watched))
    elif _jumps_in_frame(sweep, watched):
        slopes = _("slope 0, undefined at a tie")
    else:
        slopes = _("slope 0")
    words = {"title": _("Argmax: flat steps"), "slopes": slopes}
    return words | _shared_words(sweep, watched, class_names)


def smooth_words(
    sweep: LogitSweep, watched: Sequence[int], class_names: Sequence[str] = CLASS_NAMES
) -> dict[str, str]:
    """Write the words of softmax's chart.

    Examples
    --------
    >>> from argsoft.sweeps import logit_sweep
    >>> smooth_words(logit_sweep([1.43, -0.40, 0.23], 0), [0, 1, 2])["slopes"]
    'slope {0} 0.22 {1} −0.08 {2} −0.14'
    """
    slopes = _("slope {slopes}").format(slopes=_smooth_slopes(sweep, watched))
    words = {"title": _("Softmax: a smooth curve"), "slopes": slopes}
    return words | _shared_words(sweep, watched, class_names)


def both_words(
    sweep: LogitSweep, watched: Sequence[int], class_names: Sequence[str] = CLASS_NAMES
) -> dict[str, str]:
    """Write the words of the chart that overlays both.

    Examples
    --------
    >>> from argsoft.sweeps import logit_sweep
    >>> both_words(logit_sweep([1.43, -0.40, 0.23], 0), [0])["slopes"]
    'slope: argmax 0, softmax 0.22'
    """
    flat = _step_slopes(sweep, watched)
    if len(watched) == 1 and _undefined(sweep, watched):
        flat = _("undefined at a tie")
    shared = _shared_words(sweep, watched, class_names)
    return shared | {
        "title": _("Argmax in steps, softmax in curves"),
        "outputs": _("{outputs}: argmax dashed, softmax solid").format(outputs=shared["outputs"]),
        "slopes": _("slope: argmax {argmax}, softmax {softmax}").format(
            argmax=flat, softmax=_smooth_slopes(sweep, watched)
        ),
    }


def view_words(first: str, second: str) -> dict[str, str]:
    """Write the words of a view over the logits of two classes, without its title.

    Examples
    --------
    >>> view_words("Setosa", "Virginica")["output"]
    'Setosa’s output'
    """
    logit = _("{name}’s logit")
    return {
        "output": _("{name}’s output").format(name=first),
        "first": logit.format(name=first),
        "second": logit.format(name=second),
    }


def view_titles() -> tuple[str, str]:
    """Title the views over two logits."""
    return _("Argmax: a cliff, else flat"), _("Softmax: a hill, never flat")


def _shared_words(
    sweep: LogitSweep, watched: Sequence[int], class_names: Sequence[str]
) -> dict[str, str]:
    """Write the words that all charts share: the axes, the outputs and the jump."""
    jump = sweep.jump if _in_frame(sweep) else None
    names = tuple(class_names[index] for index in watched)
    moving, rival = class_names[sweep.moving], class_names[sweep.rival]
    return _shared(moving, rival, jump, tuple(watched), names, spoken())


@lru_cache(maxsize=64)
def _shared(
    moving: str,
    rival: str,
    jump: float | None,
    watched: tuple[int, ...],
    names: tuple[str, ...],
    _language: str,
) -> dict[str, str]:
    """Write those words, once for both charts."""
    if len(names) == 1:
        outputs = _("{name}’s output").format(name=names[0])
    else:
        pairs = zip(watched, names, strict=True)
        outputs = " ".join(f"{{{index}}} {name}" for index, name in pairs)
    tie = _("tie with {name} at {jump}")
    return {
        "x_axis": _("{name}’s logit").format(name=moving),
        "y_axis": _("output") if len(names) > 1 else "",
        "outputs": outputs,
        "jump": "" if jump is None else tie.format(name=rival, jump=decimals(jump)),
    }


def _in_frame(sweep: LogitSweep) -> bool:
    """Whether the jump lies on the axis."""
    return sweep.positions.item(0) <= sweep.jump <= sweep.positions.item(-1)


def _jumps_in_frame(sweep: LogitSweep, watched: Sequence[int]) -> bool:
    """Whether a watched output of argmax jumps within the axis."""
    return _in_frame(sweep) and not {sweep.moving, sweep.rival}.isdisjoint(watched)


def _undefined(sweep: LogitSweep, watched: Sequence[int]) -> list[int]:
    """List the watched classes whose derivative through argmax is undefined here."""
    return [index for index in watched if np.isnan(sweep.argmax_slopes_at[index])]


def _step_slopes(sweep: LogitSweep, watched: Sequence[int]) -> str:
    """Write the slopes of argmax at the current logit, with the markers of their classes."""
    undefined = _undefined(sweep, watched)
    if not undefined:
        return "0"
    flat = "".join(f"{{{index}}} 0, " for index in watched if index not in undefined)
    return f"{flat}{''.join(f'{{{index}}}' for index in undefined)} {entry(np.nan)}"


def _smooth_slopes(sweep: LogitSweep, watched: Sequence[int]) -> str:
    """Write the slopes of softmax at the current logit; several get fewer digits each."""
    slopes = [float(sweep.softmax_slopes_at[index]) for index in watched]
    if len(watched) == 1:
        return slope(slopes[0])
    values = zip(watched, slopes, strict=True)
    return " ".join(f"{{{index}}} {entry(value)}" for index, value in values)


def _change(value: float) -> str:
    """Format a change with its sign and four decimals, or more where those would hide it."""
    if value and abs(value) < 0.00005:
        return slope(value) if value < 0 else f"+{slope(value)}"
    return signed(value, 4)

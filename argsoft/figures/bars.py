"""The bar charts of the playground: the logits, argmax's one-hot answer and softmax's shares."""

from collections.abc import Sequence
from functools import cache, lru_cache
from html import escape
from typing import Any

from numpy.typing import ArrayLike

from argsoft.figures import Figure, figure, parts, theme

Title = tuple[str, str]  # and a second line in smaller type
BAR_WIDTH, CHECK_WIDTH = 0.62, 0.9  # of the ten bars of a check, each a pair
ROUND = 14
OUTLINE, GAP = 3, 0.03  # around a vote before, and between it and the next
# On half a phone screen, there is no room for tick labels beside the bars.
MARGIN = {"l": 2, "r": 2, "t": 86, "b": 50, "pad": 0}
CAPTIONED = {"t": 62, "b": 82}  # one line of title less, and a line below the names more
LOGIT_MARGIN = MARGIN | {"t": 32, "b": 26}
LOGIT_RANGE = (-5.2, 8.2)  # the sliders' -5 to 5, and room for the numbers


def logit_bars(
    logits: Sequence[float], class_names: Sequence[str], labels: Sequence[str], *, title: str
) -> Figure:
    """Draw the logits: bars up or down from 0, in a frame for numbers from -5 to 5.

    Each number stands above its bar, or above 0, so that none meets a name.

    Parameters
    ----------
    logits : sequence of float, length K
        Numbers from -5 to 5.
    class_names : sequence of str, length K
        The name under each bar.
    labels : sequence of str, length K
        The number above each bar.
    title : str
        The title of the chart, in one line.

    Returns
    -------
    plotly.graph_objects.Figure
    """
    bars = _class_bars(logits, [""] * len(labels), corner_radius=0)
    numbers = _still_numbers(len(labels)) | {
        "y": [max(each, 0.0) + 0.3 for each in logits],
        "text": [f"<b>{label}</b>" for label in labels],
    }
    return figure([bars, numbers], _logit_layout(tuple(class_names), title))


@cache
def _still_numbers(count: int) -> dict[str, Any]:
    """Build what never moves in the numbers over the logits."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": list(range(count)),
        "textposition": "top center",
        "textfont": {"size": theme.TEXT_SIZE},
        "cliponaxis": False,
    }


@lru_cache(maxsize=64)
def _logit_layout(class_names: tuple[str, ...], title: str) -> dict[str, Any]:
    """Build the frame of the logits, which never moves."""
    y_axis = {
        "range": list(LOGIT_RANGE),
        "fixedrange": True,
        "showgrid": False,
        "showticklabels": False,
        "zeroline": True,
        "zerolinecolor": theme.AXIS_COLOUR,
        "zerolinewidth": 2,
    }
    names = {"showline": False, "tickfont": {"size": theme.TICK_SIZE - 2}}
    return theme.frame(title) | {
        "margin": LOGIT_MARGIN,
        "xaxis": _class_axis(class_names) | names,
        "yaxis": y_axis,
    }


def one_hot_bars(
    one_hot: ArrayLike,
    class_names: Sequence[str],
    labels: Sequence[str],
    marks: Sequence[str],
    *,
    title: Title,
    caption: str = "",
) -> Figure:
    """Draw argmax's answer: square bars, one of height 1 and the rest of height 0.

    A bar of height 0 has no area, so only its label is visible.

    Parameters
    ----------
    one_hot : array_like, shape (K,)
        1 for the winner, 0 for the others.
    class_names : sequence of str, length K
        The name under each bar.
    labels : sequence of str, length K
        The value over each bar.
    marks : sequence of str, length K
        A word under the name, such as "winner", or "" for none. Marked names are bold.
    title : pair of str
        The title of the chart, and a second line; "" for none.
    caption : str
        A line under the names; "" for none. It takes the place of the title's second line.

    Returns
    -------
    plotly.graph_objects.Figure
    """
    bars = _class_bars(one_hot, labels, corner_radius=0)
    return _framed(bars, class_names, marks, title, caption)


def probability_bars(
    probabilities: ArrayLike,
    class_names: Sequence[str],
    labels: Sequence[str],
    marks: Sequence[str],
    *,
    title: Title,
    caption: str = "",
) -> Figure:
    """Draw softmax's answer: rounded bars whose heights sum to 1.

    The bar of a probability below about 0.005 is too flat to see; its label says that it is not 0.

    Parameters
    ----------
    probabilities : array_like, shape (K,)
        Each from 0 to 1; they sum to 1.
    class_names, labels, marks, title, caption
        As for `one_hot_bars`.

    Returns
    -------
    plotly.graph_objects.Figure
    """
    bars = _class_bars(probabilities, labels, corner_radius=ROUND)
    return _framed(bars, class_names, marks, title, caption)


def hidden_bars(
    class_names: Sequence[str],
    one_hot: Sequence[float] | None = None,
    probabilities: Sequence[float] | None = None,
    *,
    titles: tuple[Title, Title],
) -> tuple[Figure, Figure]:
    """Draw both charts with a question mark instead of each number.

    Parameters
    ----------
    class_names : sequence of str, length K
        The name under each question mark.
    one_hot, probabilities : sequence of float, length K, optional
        Heights of the bars so far; all 0 by default.
    titles : pair of pairs of str
        As for `one_hot_bars` and `probability_bars`.

    Returns
    -------
    pair of plotly.graph_objects.Figure
        Argmax and softmax, with the same frames as `one_hot_bars` and `probability_bars`.
    """
    flat = [0.0] * len(class_names)
    unknown, marks = [theme.HIDDEN] * len(class_names), [""] * len(class_names)
    return (
        one_hot_bars(one_hot or flat, class_names, unknown, marks, title=titles[0]),
        probability_bars(probabilities or flat, class_names, unknown, marks, title=titles[1]),
    )


def vote_bars(
    counts: Sequence[int],
    letters: Sequence[str],
    marks: Sequence[str],
    *,
    title: Title,
    before: Sequence[int] | None = None,
) -> Figure:
    """Draw the votes for each answer, as shares of all that were cast.

    Parameters
    ----------
    counts : sequence of int, length K
        Votes for each answer; the number over its bar.
    letters : sequence of str, length K
        The name under each bar.
    marks : sequence of str, length K
        A sign under the name, such as "✓", or "" for none. Marked names are bold.
    title : pair of str
        The title, and a line below it.
    before : sequence of int, length K, optional
        The vote before, drawn as outlines to the left.

    Returns
    -------
    plotly.graph_objects.Figure
        With the same frame as `one_hot_bars`.
    """
    now, earlier = _vote_bars(counts), None if before is None else _vote_bars(before)
    return _now_and_before(now, earlier, letters, marks, title, BAR_WIDTH)


def check_bars(
    shares: Sequence[float | None],
    numbers: Sequence[str],
    *,
    title: Title,
    before: Sequence[float | None] | None = None,
) -> Figure:
    """Draw the share of correct answers to each question of a check, in percent.

    Parameters
    ----------
    shares : sequence of float or None, length K
        Each from 0 to 1; None for one that is not shown.
    numbers : sequence of str, length K
        The name under each bar.
    title : pair of str
        The title, and a line below it.
    before : sequence of float or None, length K, optional
        The shares before the lesson, drawn as outlines to the left.

    Returns
    -------
    plotly.graph_objects.Figure
        With the frame of `vote_bars`, but without numbers on its axis.
    """
    now, earlier = _percent_bars(shares), None if before is None else _percent_bars(before)
    drawn = _now_and_before(now, earlier, numbers, [""] * len(numbers), title, CHECK_WIDTH)
    traces, layout = parts(drawn)
    layout["yaxis"] |= {"showticklabels": False}  # they would meet the first bar's percentage
    return figure(traces, layout)


def _now_and_before(
    now: dict[str, Any],
    before: dict[str, Any] | None,
    names: Sequence[str],
    marks: Sequence[str],
    title: Title,
    width: float,
) -> Figure:
    """Draw bars, with those before as outlines to the left."""
    now |= {"marker": {"color": theme.OTHER_COLOUR}, "width": width}
    drawn = _framed(now, names, marks, title, "")
    if before is None:
        return drawn
    line = {"color": theme.OTHER_COLOUR, "width": OUTLINE}
    hollow = {"marker": {"color": "rgba(0, 0, 0, 0)", "line": line}}
    half = width / 2
    aside = [
        bars | {"x": [place + way * half / 2 for place in bars["x"]], "width": half - GAP}
        for bars, way in zip([before | hollow, now], (-1, 1), strict=True)
    ]
    return figure(aside, parts(drawn)[1])


def _percent_bars(shares: Sequence[float | None]) -> dict[str, Any]:
    """Draw a bar for each share, with its percentage at its end; none for None."""
    labels = ["" if each is None else f"{each:.0%}".rstrip("%") for each in shares]
    bars = _class_bars([each or 0.0 for each in shares], labels, corner_radius=0)
    return bars | {"textfont": {"size": theme.TICK_SIZE}}


def _vote_bars(counts: Sequence[int]) -> dict[str, Any]:
    """Draw a bar for each answer, as a share of all votes, with their number at its end."""
    shares = [each / (sum(counts) or 1) for each in counts]
    return _class_bars(shares, [str(each) for each in counts], corner_radius=0)


def _framed(
    bars: dict[str, Any],
    class_names: Sequence[str],
    marks: Sequence[str],
    title: Title,
    caption: str,
) -> Figure:
    """Put bars into a frame from 0 to 1, with names and marks below."""
    below = [_caption(caption, (len(class_names) - 1) / 2)] if caption else []
    layout = _layout(tuple(class_names), tuple(marks), title, bool(caption))
    return figure([bars, *below], layout)


@lru_cache(maxsize=64)
def _layout(
    class_names: tuple[str, ...], marks: tuple[str, ...], title: Title, is_captioned: bool
) -> dict[str, Any]:
    """Build the frame from 0 to 1, which changes with the marks alone."""
    names = [
        f"<b>{name}</b><br>{mark}" if mark else name
        for name, mark in zip(class_names, marks, strict=True)
    ]
    return theme.frame(*title) | {
        "margin": MARGIN | (CAPTIONED if is_captioned else {}),
        "xaxis": _class_axis(names),
        "yaxis": theme.probability_axis() | {"ticklabelposition": "inside top"},
    }


def _class_bars(heights: ArrayLike, labels: Sequence[str], *, corner_radius: int) -> dict[str, Any]:
    """Draw one bar per class in its colour, with the value at its end."""
    text = [f"<b>{label}</b>" for label in labels]
    return _still_bars(len(labels), corner_radius) | {"y": heights, "text": text}


@cache
def _still_bars(count: int, corner_radius: int) -> dict[str, Any]:
    """Build what never moves in those bars."""
    return {
        "type": "bar",
        "x": list(range(count)),
        "textposition": "outside",
        "textangle": 0,
        "textfont": {"size": theme.TEXT_SIZE + 4},
        "constraintext": "none",
        "cliponaxis": False,
        "width": BAR_WIDTH,
        "marker": {"color": theme.CLASS_COLOURS, "cornerradius": corner_radius},
    }


def _class_axis(names: Sequence[str]) -> dict[str, Any]:
    """Build the horizontal axis: a name under each bar."""
    places = list(range(len(names)))
    return {
        "tickvals": places,
        "ticktext": names,
        "tickangle": 0,
        "ticklabeloverflow": "allow",
        "range": [-0.5, len(places) - 0.5],
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "linecolor": theme.AXIS_COLOUR,
        "linewidth": 2,
    }


def _caption(text: str, middle: float) -> dict[str, Any]:
    """Write a line below the names and their marks, as a point so that a strip can change it."""
    return _still_caption(middle) | {"text": [f"<br><br><br>{escape(text, quote=False)}"]}


@cache
def _still_caption(middle: float) -> dict[str, Any]:
    """Build what never moves in that line, which starts below name and mark."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": [middle],
        "y": [0],
        "textposition": "bottom center",
        "textfont": {"size": theme.TICK_SIZE},
        "cliponaxis": False,
    }

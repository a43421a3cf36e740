"""The bar charts of the playground: argmax's one-hot answer and softmax's shares."""

from collections.abc import Sequence

from numpy.typing import ArrayLike

from argsoft.figures import Figure, figure, theme

Title = tuple[str, str]  # and a second line in smaller type
BAR_WIDTH = 0.62
ROUND = 14
# On half a phone screen, there is no room for tick labels beside the bars.
MARGIN = {"l": 2, "r": 2, "t": 86, "b": 50, "pad": 0}


def one_hot_bars(
    one_hot: ArrayLike,
    class_names: Sequence[str],
    labels: Sequence[str],
    marks: Sequence[str],
    *,
    title: Title,
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
        The title of the chart, and a second line.

    Returns
    -------
    plotly.graph_objects.Figure
    """
    return _bars(one_hot, class_names, labels, marks, title=title, corner_radius=0)


def probability_bars(
    probabilities: ArrayLike,
    class_names: Sequence[str],
    labels: Sequence[str],
    marks: Sequence[str],
    *,
    title: Title,
) -> Figure:
    """Draw softmax's answer: rounded bars whose heights sum to 1.

    The bar of a probability below about 0.005 is too flat to see; its label says that it is not 0.

    Parameters
    ----------
    probabilities : array_like, shape (K,)
        Each from 0 to 1; they sum to 1.
    class_names, labels, marks, title
        As for `one_hot_bars`.

    Returns
    -------
    plotly.graph_objects.Figure
    """
    return _bars(probabilities, class_names, labels, marks, title=title, corner_radius=ROUND)


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


def _bars(
    heights: ArrayLike,
    class_names: Sequence[str],
    labels: Sequence[str],
    marks: Sequence[str],
    *,
    title: Title,
    corner_radius: int,
) -> Figure:
    """Draw one bar per class in its colour, with the value above and the name below."""
    places = list(range(len(class_names)))
    bar = {
        "type": "bar",
        "x": places,
        "y": heights,
        "text": [f"<b>{label}</b>" for label in labels],
        "textposition": "outside",
        "textangle": 0,
        "textfont": {"size": theme.TEXT_SIZE + 4},
        "constraintext": "none",
        "cliponaxis": False,
        "width": BAR_WIDTH,
        "marker": {"color": theme.CLASS_COLOURS, "cornerradius": corner_radius},
    }
    names = [
        f"<b>{name}</b><br>{mark}" if mark else name
        for name, mark in zip(class_names, marks, strict=True)
    ]
    x_axis = {
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
    y_axis = theme.probability_axis() | {"ticklabelposition": "inside bottom"}
    layout = theme.frame(*title) | {"margin": MARGIN, "xaxis": x_axis, "yaxis": y_axis}
    return figure([bar], layout)

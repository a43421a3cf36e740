"""The chain rule as a row of fractions with their values."""

from collections.abc import Sequence
from functools import lru_cache
from html import escape

from argsoft.ui.drawing import sentences
from argsoft.ui.visit.hiding import shows
from argsoft.wording.chain_rule import Factor

MOST_LARGE = 6  # with this many factors, smaller numbers keep the row in one line


def show(factors: Sequence[Factor], class_name: str, tells: Sequence[str]) -> None:
    """Draw the factors, their product, and the step that follows from it.

    Parameters
    ----------
    factors : sequence of argsoft.wording.chain_rule.Factor
        In the order of the formula.
    class_name : str
        Class whose colour marks the factors that depend on it.
    tells : sequence of str
        Parts of the page that must be visible, see `argsoft.ui.visit.hiding`.
    """
    if shows(*tells):
        look = "chain" if len(factors) < MOST_LARGE else "chain long"
        parts = "".join(_drawn(factor, class_name) for factor in factors)
        sentences.draw("factors", f'<div class="{look}">{parts}</div>')


@lru_cache(maxsize=1024)  # a strip has hundreds of rows, of few different factors
def _drawn(factor: Factor, class_name: str) -> str:
    """Render a factor with the operator before it, from which no line break parts it."""
    sign, above, below, value, origin = (escape(each) for each in factor)
    hue = f" class-{class_name.lower()}" if origin.startswith(class_name) else ""
    operator = f'<span class="sign">{sign}</span>' if sign else ""
    fraction = (
        f'<span class="fraction"><span>{above}</span><span class="bar"> / </span>'
        f"<span>{below}</span></span><span>=</span>"
    )
    return (
        f'<div class="factor">{operator}<div><div class="slope">{fraction if below else ""}'
        f'<span class="value">{value}</span></div><div class="origin{hue}">{origin}</div></div>'
        "</div>"
    )

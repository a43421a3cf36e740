"""The chain rule as a row of fractions with their values."""

from collections.abc import Sequence
from html import escape

from argsoft.ui.drawing import sentences
from argsoft.ui.visit.hiding import shows
from argsoft.wording.chain_rule import Factor

_SIGNS = ("", "×", "×", "=")


def show(factors: Sequence[Factor], class_name: str, tells: Sequence[str]) -> None:
    """Draw three factors and their product.

    Parameters
    ----------
    factors : sequence of argsoft.wording.chain_rule.Factor, length 4
        Factors in the order of the formula, then the product.
    class_name : str
        Class whose colour marks the factors that depend on it.
    tells : sequence of str
        Parts of the page that must be visible, see `argsoft.ui.visit.hiding`.
    """
    if not shows(*tells):
        return
    parts = [_drawn(sign, factor, class_name) for sign, factor in zip(_SIGNS, factors, strict=True)]
    sentences.draw("factors", f'<div class="chain">{"".join(parts)}</div>')


def _drawn(sign: str, factor: Factor, class_name: str) -> str:
    """Render a factor and the operator before it."""
    above, below, value, origin = (escape(each) for each in factor)
    hue = f" class-{class_name.lower()}" if origin == class_name else ""
    operator = f'<span class="sign">{sign}</span>' if sign else ""
    return (
        f'{operator}<div class="factor"><div class="slope">'
        f'<span class="fraction"><span>d{above}</span><span class="bar"> / </span>'
        f"<span>d{below}</span></span>"
        f'<span class="value">{value}</span></div><div class="origin{hue}">{origin}</div></div>'
    )

"""Parts of a page that a link can hide. They are not drawn, so the browser never receives them.

Every element names the parts it belongs to or gives away, and is drawn if none of them is hidden:

========  ==========================================================================================
title     the claim above the page
words     introductions and suggestions what to try
controls  sliders and choices; these alone are hidden by CSS, see `argsoft.ui.frame.view`
argmax    argmax's charts, and any text or table that gives argmax's answer
softmax   softmax's charts, and any text, table, formula or file that gives softmax's answer
numbers   numbers in charts, and any text, table, formula or file with the numbers of an answer
sentence  the sentences below a picture
presets   the buttons for prepared states
========  ==========================================================================================
"""

from argsoft.ui.visit.session import visit


def shows(*parts: str) -> bool:
    """Check that none of these parts is hidden.

    Parameters
    ----------
    *parts : str
        Members of `argsoft.state.contents.HIDEABLE`.
    """
    # Not from the link: a fragment must never show more than the page around it.
    return not {*visit().kept.get("hide", "").split(",")} & {*parts}

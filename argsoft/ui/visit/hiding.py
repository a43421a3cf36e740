"""What the link of a page hides: it is not drawn, and so it is not sent to the browser.

Everything on a page says which parts it tells of, and is drawn where none of them is hidden:

========  ==========================================================================================
title     the claim over the page
words     what introduces a picture or says what to try
controls  sliders and choices; the one part that is drawn unseen, see `argsoft.ui.frame.view`
argmax    argmax's charts, and all words and tables that tell what argmax answers
softmax   softmax's charts, and all words, tables, formulas and files that tell what softmax answers
numbers   the numbers in charts, and all words, tables, formulas and files with numbers of an answer
sentence  the sentences under a picture
presets   the buttons for prepared states
========  ==========================================================================================
"""

from argsoft.ui.visit.session import visit


def shows(*parts: str) -> bool:
    """Return whether none of some parts is hidden.

    Parameters
    ----------
    *parts : str
        Of `argsoft.state.contents.HIDEABLE`.
    """
    # As the page was drawn: a run of a fragment must never show more than the page around it.
    return not {*visit().kept.get("hide", "").split(",")} & {*parts}

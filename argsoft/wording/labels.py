"""Labels of the controls and buttons that several pages share."""

from argsoft.language import N_
from argsoft.language import translate as _
from argsoft.state.scenario import PARAMETERS

DOWNLOAD_LABEL = N_("Download the table (CSV)")

TABLE_LABEL = N_("All numbers in a table")

PRESET_LABELS = {
    "lecture": N_("StatQuest’s example"),
    "close_call": N_("Close call"),
    "two_way_tie": N_("Two-way tie"),
    "all_equal": N_("All equal"),
    "runaway": N_("One runaway"),
    "all_negative": N_("All negative"),
    "reset": N_("Reset"),
}


def label(field: str) -> str:
    """Label a control.

    Examples
    --------
    >>> label("temperature")
    'Temperature'
    """
    return _(PARAMETERS[field].label)


def typed_label(field: str) -> str:
    """Label the number field beside a slider, for screen readers.

    Examples
    --------
    >>> typed_label("temperature")
    'Temperature, typed'
    """
    return _("{label}, typed").format(label=label(field))


def option_label(field: str, option: str) -> str:
    """Label an option of a choice.

    Examples
    --------
    >>> option_label("view", "two_logits")
    'two logits'
    """
    return _(PARAMETERS[field].labels[option])

"""Labels of the controls and buttons that several pages share."""

DOWNLOAD_LABEL = "Download the table (CSV)"

TABLE_LABEL = "All numbers in a table"

PRESET_LABELS = {
    "lecture": "Lecture's example",
    "close_call": "Close call",
    "two_way_tie": "Two-way tie",
    "all_equal": "All equal",
    "runaway": "One runaway",
    "all_negative": "All negative",
    "reset": "Reset",
}

"""What stands around every page: the way on and back, sharing, the projector view."""

PROJECTOR = {"off": "Projector view", "on": "Leave projector view"}
SHARE, SHARE_TITLE = "Share", "Share what you see"
SHOW_ALL = "Show what is hidden"
KEYS = "Keys: F2 for the projector view, Alt with Page Up or Page Down for the pages."
PREVIOUS, NEXT = "Previous: {}", "Next: {}"
LINK, EMBED = "Link", "Code to put it into another page"
COPY_LINK, COPY_EMBED, COPIED = "Copy the link", "Copy the code", "Copied"
QR_NAME = "QR code of the link"
TOO_LONG = "This link is too long for a QR code. Copy it instead."
WHAT_IT_HOLDS = "Whoever opens this link sees this page, with your numbers and your view of it."


def tab(title: str) -> str:
    """Return what the tab of a page is called: of many tabs, only the first words can be read.

    Examples
    --------
    >>> tab("Step by step")
    'Step by step · argsoft'
    """
    return f"{title} · argsoft"

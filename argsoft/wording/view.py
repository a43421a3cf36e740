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
_HERE_ALONE = "This link starts with the name of this computer for itself: no phone can open it."
NEARBY = f"{_HERE_ALONE} Whoever is in the same network can open this one:"
NO_NETWORK = f"{_HERE_ALONE} And this computer is in no network, so nobody else can open the app."
LISTENS_HERE_ALONE = (
    f"{_HERE_ALONE} And the server listens to this computer alone. Start it with "
    "--server.address 0.0.0.0 to let others in."
)
NEARBY_LINK, COPY_NEARBY = "Link in the local network", "Copy this link"
NEARBY_NOTE, HERE_ALONE_NOTE = "in the same network", "on this computer alone"


def tab(title: str) -> str:
    """Return what the tab of a page is called: of many tabs, only the first words can be read.

    Examples
    --------
    >>> tab("Step by step")
    'Step by step · argsoft'
    """
    return f"{title} · argsoft"

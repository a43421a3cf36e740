"""The words around every page: its neighbours, sharing, the projector view."""

PROJECTOR = {"off": "Projector view", "on": "Leave projector view"}
SHARE, SHARE_TITLE = "Share", "Share what you see"
SHOW_ALL = "Show what is hidden"
KEYS = "Keys: F2 for the projector view, Alt with Page Up or Page Down for the pages."
PREVIOUS, NEXT = "Previous: {}", "Next: {}"
LINK, EMBED = "Link", "Code to embed it in another page"
COPY_LINK, COPY_EMBED, COPIED = "Copy the link", "Copy the code", "Copied"
QR_NAME = "QR code of the link"
TOO_LONG = "This link is too long for a QR code. Copy it instead."
WHAT_IT_HOLDS = "Whoever opens this link sees this page, with your numbers and your view of it."
_HERE_ALONE = "This link works on this computer alone: no phone can open it."
NEARBY = f"{_HERE_ALONE} Anyone on the same network can open this one:"
NO_NETWORK = f"{_HERE_ALONE} And this computer is on no network, so nobody else can open the app."
LISTENS_HERE_ALONE = (
    f"{_HERE_ALONE} And the server listens to this computer alone. Start it with "
    "--server.address 0.0.0.0 to let others in."
)
NEARBY_LINK, COPY_NEARBY = "Link in the local network", "Copy this link"
NEARBY_NOTE, HERE_ALONE_NOTE = "on the same network", "on this computer alone"


def tab(title: str) -> str:
    """Name a browser tab; the page comes first, since a narrow tab shows only the first words.

    Examples
    --------
    >>> tab("Step by step")
    'Step by step · argsoft'
    """
    return f"{title} · argsoft"

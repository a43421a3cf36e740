"""The words around every page: its neighbours, sharing, the projector view."""

from argsoft.language import N_

PROJECTOR = {"off": N_("Projector view"), "on": N_("Leave projector view")}
SHARE, SHARE_TITLE = N_("Share"), N_("Share what you see")
SHOW_ALL = N_("Show what is hidden")
KEYS = N_("Keys: F2 for the projector view, Alt with Page Up or Page Down for the pages.")
PREVIOUS, NEXT = N_("Previous: {page}"), N_("Next: {page}")
LINK, EMBED = N_("Link"), N_("Code to embed it in another page")
COPY_LINK, COPY_EMBED, COPIED = N_("Copy the link"), N_("Copy the code"), N_("Copied")
QR_NAME = N_("QR code of the link")
TOO_LONG = N_("This link is too long for a QR code. Copy it instead.")
WHAT_IT_HOLDS = N_("Whoever opens this link sees this page, with your numbers and your view of it.")
NEARBY = N_(
    "This link works on this computer alone: no phone can open it. Anyone on the same network can "
    "open this one:"
)
NO_NETWORK = N_(
    "This link works on this computer alone: no phone can open it. And this computer is on no "
    "network, so nobody else can open the app."
)
LISTENS_HERE_ALONE = N_(
    "This link works on this computer alone: no phone can open it. And the server listens to this "
    "computer alone. Start it with --server.address 0.0.0.0 to let others in."
)
NEARBY_LINK, COPY_NEARBY = N_("Link in the local network"), N_("Copy this link")
NEARBY_NOTE = N_("{link} (on the same network)")
HERE_ALONE_NOTE = N_("{link} (on this computer alone)")


def tab(title: str) -> str:
    """Name a browser tab; the page comes first, since a narrow tab shows only the first words.

    Examples
    --------
    >>> tab("Step by step")
    'Step by step · argsoft'
    """
    return f"{title} · argsoft"

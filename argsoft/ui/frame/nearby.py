"""Whether others can open a link, and which link does it where the given one is of this machine."""

import socket
from ipaddress import ip_address
from typing import NamedTuple
from urllib.parse import urlsplit

import streamlit as st

from argsoft.ui.frame.qr_codes import qr_code
from argsoft.wording import view as wording

# Addresses that documents use as examples (RFC 5737, RFC 3849): nothing is ever sent there.
_EXAMPLES = ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1"))


class Nearby(NamedTuple):
    """What to say of a link that only this machine can open.

    Attributes
    ----------
    link : str
        The same page for others in the local network; "" where there is none.
    words : str
        Who can open which link, and what to do.
    """

    link: str
    words: str


class Printed(NamedTuple):
    """A link on paper.

    Attributes
    ----------
    text : str
        The link that others can open, or the one that none can, and who can open it.
    code : str
        Its QR code as SVG; "" where no other device can open it, or where it is too long.
    """

    text: str
    code: str


def nearby(target: str) -> Nearby | None:
    """Return what to say of a link, and what to give in its place; None where others can open it.

    Parameters
    ----------
    target : str
        A link to this app.
    """
    parts = urlsplit(target)
    if not _is_this_machine(parts.hostname or ""):
        return None
    if _is_this_machine(st.get_option("server.address") or ""):
        return Nearby("", wording.LISTENS_HERE_ALONE)
    host = own_address()
    if host is None:
        return Nearby("", wording.NO_NETWORK)
    port = f":{parts.port}" if parts.port else ""
    return Nearby(parts._replace(netloc=f"{host}{port}").geturl(), wording.NEARBY)


def printed(target: str) -> Printed:
    """Return what stands on paper for a link."""
    near = nearby(target)
    if near is None:
        return Printed(target, qr_code(target))
    if not near.link:
        return Printed(f"{target} ({wording.HERE_ALONE_NOTE})", "")
    return Printed(f"{near.link} ({wording.NEARBY_NOTE})", qr_code(near.link))


def own_address() -> str | None:
    """Return the address of this machine in its network, as a link has it; None without a network.

    No packet is sent: for UDP, to connect only chooses the address that one would leave from.
    """
    for family, example in _EXAMPLES:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            try:
                probe.connect((example, 9))
            except OSError:
                continue
            address = str(probe.getsockname()[0])
        if not (_is_this_machine(address) or ip_address(address).is_unspecified):
            return f"[{address}]" if family == socket.AF_INET6 else address
    return None


def _is_this_machine(host: str) -> bool:
    """Return whether a name or an address means the machine that asks, whichever it is."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")

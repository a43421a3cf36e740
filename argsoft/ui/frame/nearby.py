"""Replace links to localhost, which only this machine can open, by links for the local network."""

import socket
from ipaddress import ip_address
from typing import NamedTuple
from urllib.parse import urlsplit

import streamlit as st

from argsoft.language import translate as _
from argsoft.ui.frame.qr_codes import qr_code
from argsoft.wording import view as wording

# Reserved for documentation (RFC 5737, RFC 3849).
_EXAMPLES = ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1"))


class Nearby(NamedTuple):
    """Notice about a link that only this machine can open.

    Attributes
    ----------
    link : str
        Link to the same page for the local network, or "".
    words : str
        Who can open which link, and what to do.
    """

    link: str
    words: str


class Printed(NamedTuple):
    """A link as it is printed.

    Attributes
    ----------
    text : str
        The link, with a note if not everybody can open it.
    code : str
        Its QR code as SVG, or "" if no other device can open it or it is too long.
    """

    text: str
    code: str


def nearby(target: str) -> Nearby | None:
    """Find a replacement for a link to localhost.

    Parameters
    ----------
    target : str
        Link to this app.

    Returns
    -------
    Nearby or None
        None if others can open the link as it is.
    """
    parts = urlsplit(target)
    if not _is_this_machine(parts.hostname or ""):
        return None
    if _is_this_machine(st.get_option("server.address") or ""):
        return Nearby("", _(wording.LISTENS_HERE_ALONE))
    host = own_address()
    if host is None:
        return Nearby("", _(wording.NO_NETWORK))
    port = f":{parts.port}" if parts.port else ""
    return Nearby(parts._replace(netloc=f"{host}{port}").geturl(), _(wording.NEARBY))


def printed(target: str) -> Printed:
    """Prepare a link for print."""
    near = nearby(target)
    if near is None:
        return Printed(target, qr_code(target))
    if not near.link:
        return Printed(_(wording.HERE_ALONE_NOTE).format(link=target), "")
    return Printed(_(wording.NEARBY_NOTE).format(link=near.link), qr_code(near.link))


def own_address() -> str | None:
    """Look up this machine's address in its network, in URL notation; None without a network.

    No packet is sent: connecting a UDP socket only selects the source address.
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
    """Check whether a host name or address is a loopback one."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")

"""Links to localhost are recognized, and replaced by links for the local network."""

import socket
from ipaddress import ip_address
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from argsoft.ui.frame import nearby as module
from argsoft.ui.frame.nearby import nearby, own_address, printed
from argsoft.ui.frame.qr_codes import qr_code
from argsoft.wording import view as wording

HERE = (
    "http://localhost:8501/iris?seed=3",
    "http://127.0.0.1:8501/iris?seed=3",
    "http://[::1]:8501/iris?seed=3",
    "http://app.localhost:8501/iris?seed=3",
)


@pytest.fixture
def in_a_network(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Simulate a machine in a network whose server listens on all addresses."""
    monkeypatch.setattr(module, "own_address", lambda: "192.168.1.5")
    monkeypatch.setattr("streamlit.get_option", {}.get)
    return monkeypatch


@pytest.mark.usefixtures("in_a_network")
@pytest.mark.parametrize("link", HERE)
def test_the_local_network_has_a_link_to_the_same_page(link: str) -> None:
    near = nearby(link)
    assert near is not None
    assert near.link == "http://192.168.1.5:8501/iris?seed=3"
    assert near.words == wording.NEARBY
    text, code = printed(link)
    assert text == "http://192.168.1.5:8501/iris?seed=3 (on the same network)"
    assert code == qr_code(near.link)


@pytest.mark.usefixtures("in_a_network")
@pytest.mark.parametrize("link", ["https://example.org/iris", "http://192.168.1.5:8501/", ""])
def test_nothing_is_said_of_a_link_that_others_can_open(link: str) -> None:
    assert nearby(link) is None
    assert printed(link) == (link, qr_code(link))


@pytest.mark.parametrize("address", ["localhost", "127.0.0.1", "::1"])
def test_a_server_that_listens_here_alone_is_said_to(
    in_a_network: pytest.MonkeyPatch, address: str
) -> None:
    options = {"server.address": address}
    in_a_network.setattr("streamlit.get_option", options.get)
    near = nearby(HERE[0])
    assert near is not None
    assert near.link == ""
    assert "--server.address 0.0.0.0" in near.words
    assert printed(HERE[0]) == (f"{HERE[0]} (on this computer alone)", "")


def test_without_a_network_there_is_no_other_link(in_a_network: pytest.MonkeyPatch) -> None:
    in_a_network.setattr(module, "own_address", lambda: None)
    near = nearby(HERE[0])
    assert near is not None
    assert near == ("", wording.NO_NETWORK)


class Probe:
    """A fake socket with a fixed address, which cannot send."""

    def __init__(self, address: str | None) -> None:
        self.address, self.asked = address, [""]

    def __call__(self, family: int, kind: int) -> "Probe":
        assert family in (socket.AF_INET, socket.AF_INET6)
        assert kind == socket.SOCK_DGRAM, "to connect a stream would send packets"
        return self

    def __enter__(self) -> "Probe":
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def connect(self, peer: tuple[str, int]) -> None:
        self.asked.append(peer[0])
        if self.address is None:
            raise OSError("Network is unreachable")

    def getsockname(self) -> tuple[Any, ...]:
        return (self.address, 40000)


@pytest.mark.parametrize(
    ("address", "expected"),
    [("10.0.0.7", "10.0.0.7"), ("127.0.0.1", None), ("0.0.0.0", None), (None, None)],  # noqa: S104
)
def test_the_own_address_is_found_without_a_packet(
    monkeypatch: pytest.MonkeyPatch, address: str | None, expected: str | None
) -> None:
    probe = Probe(address)
    monkeypatch.setattr("socket.socket", probe)
    assert own_address() == expected
    assert {each for each in probe.asked if each} <= {"192.0.2.1", "2001:db8::1"}


def test_on_this_machine_too_it_is_an_address_or_none() -> None:
    found = own_address()
    assert found is None or not ip_address(found.strip("[]")).is_loopback


def _notice() -> None:
    from argsoft.ui.frame import sharing  # noqa: PLC0415 - a script of its own

    sharing.notice("http://localhost:8501/?setosa=2")


@pytest.mark.usefixtures("in_a_network")
def test_the_link_of_the_local_network_is_offered_with_its_qr_code() -> None:
    app = AppTest.from_function(_notice).run()
    assert not app.exception
    (field,) = app.text_area
    assert field.value == "http://192.168.1.5:8501/?setosa=2"
    words, code = (each.proto.body for each in app.get("html"))
    assert wording.NEARBY in words
    assert wording.QR_NAME in code

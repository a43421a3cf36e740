"""Fixtures: two replicas behind an nginx with the configuration that ships."""

import getpass
import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.browser.conftest import arrive, arrive_new, complaints, profiles  # noqa: F401
from tests.server import ROOT, Address, Program, Server, free_port

CONFIGURATION = ROOT / "deploy" / "nginx.conf"
# On Debian, it is in a folder of root's PATH only.
NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


class Front(Program):
    """nginx with the shipped configuration, apart from ports and folders.

    Parameters
    ----------
    ports : list of int
        Ports of the two replicas.
    folder : Path
        Folder for its files.
    """

    def __init__(self, ports: list[int], folder: Path) -> None:
        own, inner = free_port(), free_port()
        self.cache = folder / "cache"
        scratch = " ".join(f"{each}_temp_path {folder}/{each};" for each in TEMPORARY)
        text = CONFIGURATION.read_text(encoding="utf-8")
        for shipped, here in (
            ("127.0.0.1:8501", f"127.0.0.1:{ports[0]}"),
            ("127.0.0.1:8502", f"127.0.0.1:{ports[1]}"),
            ("127.0.0.1:8500", f"127.0.0.1:{inner}"),
            ("listen 8080", f"listen 127.0.0.1:{own}"),
            ("/var/cache/nginx-argsoft", str(self.cache)),
            ("\nhttp {", f"\nhttp {{ {scratch}"),
        ):
            assert shipped in text, shipped
            text = text.replace(shipped, here)
        (folder / "nginx.conf").write_text(text, encoding="utf-8")
        who = f"user {getpass.getuser()};" if os.geteuid() == 0 else ""
        settings = f"daemon off; pid {folder}/pid; {who}"
        super().__init__(
            [NGINX or "nginx", "-e", "stderr", "-c", folder / "nginx.conf", "-g", settings], own
        )


@pytest.fixture(scope="session")
def replicas() -> Iterator[list[Server]]:
    """Start two servers, which must print nothing unexpected."""
    with ThreadPoolExecutor() as pool:
        servers = list(pool.map(lambda _: Server(), range(2)))
    yield servers
    for each in servers:
        assert complaints(each.stop()) == []


@pytest.fixture(scope="session")
def front(replicas: list[Server], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    """Start an nginx in front of the replicas, which must log nothing about its visitors."""
    front = Front([each.port for each in replicas], tmp_path_factory.mktemp("nginx"))
    yield front
    assert front.stop() == ""


@pytest.fixture(scope="session")
def server(front: Front) -> Address:
    """Return the address of nginx, where visitors arrive by default."""
    return Address(front.url)

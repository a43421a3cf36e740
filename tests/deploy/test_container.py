"""Parts of the Containerfile that can be tested without a container."""

import json
import os
import re
import subprocess
import sys

from tests.server import ROOT, Server, free_port

CONTAINERFILE = (ROOT / "deploy" / "Containerfile").read_text(encoding="utf-8").replace("\\\n", "")


def health(port: int) -> int:
    """Run the container's health check on this machine, and return its exit code."""
    found = re.search(r"^HEALTHCHECK .* CMD (\[.*\])$", CONTAINERFILE, re.MULTILINE)
    assert found
    _, *arguments = json.loads(found[1])
    return subprocess.run(
        [sys.executable, *arguments],
        env=os.environ | {"PORT": str(port), "no_proxy": "*"},
        capture_output=True,
        check=False,
    ).returncode


def test_its_health_check_tells_a_server_from_none(replicas: list[Server]) -> None:
    assert health(replicas[-1].port) == 0
    assert health(free_port()) != 0


def test_what_is_copied_is_what_dockerignore_lets_through() -> None:
    copied = re.findall(r"^COPY (\S+) \S+$", CONTAINERFILE, re.MULTILINE)
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert sorted(copied) == sorted(line[1:] for line in ignored if line.startswith("!"))
    assert all((ROOT / each).exists() for each in copied)

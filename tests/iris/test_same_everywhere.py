"""What the pages show of a training is the same on every processor, even where it leaps about.

What was found on one x86-64 processor stands here, and every other one must find it, too. Beside
that, this machine is made to work as older processors do.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.shown import SETTINGS, bare, everything, trained

ROOT = Path(__file__).parents[2]

# The loss at the end, how many of 150 answers are right then, and the digest of all that is shown.
KNOWN = (
    (0.183492773740164, 143, "daeca29047ab"),
    (0.08471449563451185, 144, "9185d7b47991"),
    (1.2183107705238645, 144, "3456c81d05dc"),
    (0.12660158689001355, 144, "55809bd04252"),
    (0.6792436677033894, 116, "bf06edfec529"),
    (81.28204327326704, 115, "eee29eb8e089"),
    (2.1219273195242088, 83, "af3562284a9c"),
    (2.6881474546743345, 143, "03c12414fa1a"),
)
DIGESTS = {" ".join(map(str, each)): known[2] for each, known in zip(SETTINGS, KNOWN, strict=True)}

BUILD: Any = np.show_config(mode="dicts")
X86 = BUILD["Machine Information"]["host"]["cpu"] == "x86_64"
OPENBLAS = "openblas" in BUILD["Build Dependencies"]["blas"]["name"]
KERNELS = ("Prescott", "Nehalem") if X86 else ("ARMV8", "CORTEXA57")  # every processor has these
PROCESSORS = {
    "an old one": {
        "OPENBLAS_CORETYPE": KERNELS[0],
        # Of what NumPy makes use of, all that this processor has and others may lack.
        "NPY_DISABLE_CPU_FEATURES": " ".join(BUILD["SIMD Extensions"].get("found", [])),
    },
    "one without fused multiply-add": {
        "OPENBLAS_CORETYPE": KERNELS[1],
        # For the C library's exponential, under its newer and its older names.
        "GLIBC_TUNABLES": "glibc.cpu.hwcaps=-FMA,-AVX2,-FMA_Usable,-AVX2_Usable",
    },
}


@pytest.fixture(scope="module")
def answers() -> Iterator[dict[str, Any]]:
    """What each processor finds; all of them work at once."""
    command = [sys.executable, "-m", "tests.shown"]
    started = {
        name: subprocess.Popen(
            command, cwd=ROOT, env=os.environ | settings, stdout=subprocess.PIPE, text=True
        )
        for name, settings in PROCESSORS.items()
    }
    try:
        yield {name: json.loads(each.communicate()[0]) for name, each in started.items()}
    finally:
        for each in started.values():
            each.kill()


@pytest.mark.parametrize("index", range(len(SETTINGS)), ids=list(DIGESTS))
def test_here_it_is_what_is_known(index: int) -> None:
    loss, right, digest = KNOWN[index]
    run = trained(SETTINGS[index]).through_softmax
    assert run.losses[-1] == loss
    assert run.accuracies[-1] == right / 150
    assert everything(SETTINGS[index]) == digest


@pytest.mark.parametrize("name", PROCESSORS)
def test_it_is_the_same_on_another_processor(answers: dict[str, Any], name: str) -> None:
    assert answers[name]["shown"] == DIGESTS


def test_by_numpys_own_functions_it_would_not_be_the_same(answers: dict[str, Any]) -> None:
    # Else nothing was tried above. Only of these kernels is it known that they differ.
    found = {bare(SETTINGS[2]), *(answer["bare"] for answer in answers.values())}
    assert len(found) > 1 or not (X86 and OPENBLAS)

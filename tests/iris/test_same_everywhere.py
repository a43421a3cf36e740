"""The pages show the same training on every processor, even if it is chaotic.

Every processor must reproduce the results below, found on one x86-64 processor. The tests also make
this machine emulate older processors.
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

# Final loss, number of right answers among 150, and digest of everything shown.
KNOWN = (
    (0.183492773740164, 143, "e657bacbae7b"),
    (0.08471449563451185, 144, "67db48306b69"),
    (1.2183107705238645, 144, "58587d9e6b9d"),
    (0.12660158689001355, 144, "11f9178b6cef"),
    (0.6792436677033894, 116, "d6e0dc89ff1f"),
    (81.28204327326704, 115, "b9e85597ca31"),
    (2.1219273195242088, 83, "f6927a43388f"),
    (2.6881474546743345, 143, "ead522a4084a"),
)
DIGESTS = {" ".join(map(str, each)): known[2] for each, known in zip(SETTINGS, KNOWN, strict=True)}

BUILD: Any = np.show_config(mode="dicts")
X86 = BUILD["Machine Information"]["host"]["cpu"] == "x86_64"
OPENBLAS = "openblas" in BUILD["Build Dependencies"]["blas"]["name"]
KERNELS = ("Prescott", "Nehalem") if X86 else ("ARMV8", "CORTEXA57")  # every processor has these
PROCESSORS = {
    "an old one": {
        "OPENBLAS_CORETYPE": KERNELS[0],
        # All optional features of this processor that NumPy uses.
        "NPY_DISABLE_CPU_FEATURES": " ".join(BUILD["SIMD Extensions"].get("found", [])),
    },
    "one without fused multiply-add": {
        "OPENBLAS_CORETYPE": KERNELS[1],
        # Affects the C library's exponential; newer and older names of the features.
        "GLIBC_TUNABLES": "glibc.cpu.hwcaps=-FMA,-AVX2,-FMA_Usable,-AVX2_Usable",
    },
}


@pytest.fixture(scope="module")
def answers() -> Iterator[dict[str, Any]]:
    """Run `tests.shown` for each processor in parallel and yield its results."""
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
def test_this_machine_agrees_with_the_known_digests(index: int) -> None:
    loss, right, digest = KNOWN[index]
    run = trained(SETTINGS[index]).through_softmax
    assert run.losses[-1] == loss
    assert run.accuracies[-1] == right / 150
    assert everything(SETTINGS[index]) == digest


@pytest.mark.parametrize("name", PROCESSORS)
def test_another_processor_agrees(answers: dict[str, Any], name: str) -> None:
    assert answers[name]["shown"] == DIGESTS


def test_numpys_own_functions_differ_between_processors(answers: dict[str, Any]) -> None:
    # Otherwise the test above would prove nothing. Only these kernels are known to differ.
    found = {bare(SETTINGS[2]), *(answer["bare"] for answer in answers.values())}
    assert len(found) > 1 or not (X86 and OPENBLAS)

"""Start the command line in a process of its own."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

PROGRAM = (sys.executable, "-m", "tests.replay.stand_in")


def environment(**more: str) -> dict[str, str]:
    """Return the environment of a call, with the settings of this test."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("EDAPHON_", "NPY_", "OPENBLAS", "OMP_", "PYTHON"))
        or name == "PYTHONPYCACHEPREFIX"
    }
    return {**kept, "PYTHONPATH": str(ROOT), **more}


def started(*words: str | Path, **more: str) -> "subprocess.Popen[bytes]":
    """Start a call and return the running process."""
    return subprocess.Popen(
        [*PROGRAM, *map(str, words)],
        env=environment(**more),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
    )


def called(
    *words: str | Path, cwd: Path | None = None, more: Mapping[str, str] | None = None
) -> "subprocess.CompletedProcess[str]":
    """Run a call to its end and return what it left."""
    return subprocess.run(
        [*PROGRAM, *map(str, words)],
        env=environment(**(more or {})),
        cwd=cwd,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=120,
        check=False,
        stdin=subprocess.DEVNULL,
    )

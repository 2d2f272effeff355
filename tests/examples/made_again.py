"""What the script of an example writes, beside what is kept of it."""

import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

EXAMPLES = ROOT / "examples"


def contents(folder: Path, prefix: str = "") -> dict[str, bytes]:
    """Return every file below a folder, but not what a verb left there."""
    return {
        prefix + path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and "out" not in path.relative_to(folder).parts
        and path.name != "forecast.json"
    }


def made_and_kept(
    script: str, folders: tuple[str, ...], truth: str, target: Path
) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Run a script into a folder; return its files, and those in ``examples``."""
    call = [sys.executable, EXAMPLES / script, target]
    subprocess.run(call, check=True, capture_output=True)
    kept = {truth: (EXAMPLES / truth).read_bytes()}
    for folder in folders:
        kept |= contents(EXAMPLES / folder, f"{folder}/")
    return contents(target), kept

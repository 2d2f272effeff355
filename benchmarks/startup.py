"""How long ``edaphon --help`` takes, beside a Python that does nothing."""

import statistics
import subprocess
import sys
import time
from collections.abc import Sequence

from figure import Figure

REPEATS = 15
HELP = "from edaphon.cli.main import main; main()"


def figures() -> list[Figure]:
    """Return the median start-up time of help in both languages, and of Python."""
    empty = seconds(["-c", "pass"])
    english = seconds(["-c", HELP, "--help"])
    chinese = seconds(["-c", HELP, "--lang", "zh", "--help"])
    return [
        Figure(name="python -c pass", value=empty, unit="s"),
        Figure(name="edaphon --help", value=english, unit="s", limit=0.3),
        Figure(name="edaphon --lang zh --help", value=chinese, unit="s", limit=0.3),
        Figure(name="help over an empty Python", value=english / empty, unit="x"),
    ]


def seconds(arguments: Sequence[str]) -> float:
    """Return the median wall time of a Python call [s], after one to warm up."""
    call = [sys.executable, *arguments]
    subprocess.run(call, check=True, capture_output=True)
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        subprocess.run(call, check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return statistics.median(times)

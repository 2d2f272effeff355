"""How long an account takes, how that grows with samples, and what a replay costs.

Whole calls of the command line are timed, start-up included: raw files to bundle
and reports, and from the bundle back. A straight line through processor time over
samples shows whether growth is linear; processor time, because it is the same on a
machine that has other things to do.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import linear_regression

from figure import Figure
from landscape import make

RUNS = {1_000: 3, 10_000: 3, 30_000: 2, 100_000: 2}
"""Soil samples of each project, and how often it is timed; the fastest run counts."""

SIZES = tuple(RUNS)
LARGEST = SIZES[-1]
EXAMPLE = Path(__file__).parents[1] / "examples" / "huang-huai"

EXAMPLE_RUNS = 3
MOST_SECONDS_EXAMPLE = 10.0
MOST_SECONDS, MOST_GIGABYTES = 60.0, 4.0
MOST_REPLAY = 1.1
"""Replay over account [1]: no slower, and a tenth for the noise of a machine."""

LEAST_FIT = 0.98
"""Least share of the spread of times that a straight line must explain [1]."""

MAIN = "from edaphon.cli.main import main; main()"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one call took."""

    seconds: float
    """Wall time from cold start [s]."""
    work: float
    """Time on all processors [s]; other programs of the machine do not count."""
    gigabytes: float
    """Largest resident memory [GB]."""


def cost(arguments: Sequence[str | Path]) -> Cost:
    """Return what a call of the command line takes; it must end well."""
    call = [sys.executable, "-c", MAIN, *map(str, arguments)]
    start = time.perf_counter()
    with subprocess.Popen(
        call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - start
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, call)
    per_gigabyte = 1024**3 if sys.platform == "darwin" else 1024**2
    return Cost(
        seconds=seconds,
        work=usage.ru_utime + usage.ru_stime,
        gigabytes=usage.ru_maxrss / per_gigabyte,
    )


def fastest(arguments: Sequence[str | Path], runs: int) -> Cost:
    """Return the cost of the fastest of several calls."""
    return min((cost(arguments) for _ in range(runs)), key=lambda item: item.seconds)


def figures() -> list[Figure]:
    """Return times and memory by size, the fit, and replay over account."""
    with tempfile.TemporaryDirectory(prefix="edaphon-bench-") as place:
        return [*_example(Path(place)), *_sizes(Path(place))]


def _example(place: Path) -> list[Figure]:
    folder = place / "example"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("out"))
    done = fastest(["account", folder], EXAMPLE_RUNS)
    again = fastest(["replay", folder / "out" / "huang-huai.zip"], EXAMPLE_RUNS)
    return [
        Figure(
            name="example, two methods, all reports",
            value=done.seconds, unit="s", limit=MOST_SECONDS_EXAMPLE,
        ),
        Figure(name="example, memory", value=done.gigabytes, unit="GB"),
        _ratio("example", again, done, limit=MOST_REPLAY),
    ]  # fmt: skip


def _sizes(place: Path) -> list[Figure]:
    found = []
    accounts: list[Cost] = []
    for samples, runs in RUNS.items():
        folder = make(place / str(samples), samples)
        done = fastest(["account", folder], runs)
        again = fastest(["replay", folder / "out" / "landscape.zip"], runs)
        shutil.rmtree(folder)
        accounts.append(done)
        is_largest = samples == LARGEST
        name = f"{samples:,} samples"
        found += [
            Figure(
                name=name, value=done.seconds, unit="s",
                limit=MOST_SECONDS if is_largest else None,
            ),
            Figure(
                name=f"{name}, memory", value=done.gigabytes, unit="GB",
                limit=MOST_GIGABYTES if is_largest else None,
            ),
            _ratio(name, again, done, limit=MOST_REPLAY if is_largest else None),
        ]  # fmt: skip
    return [*found, *_fit([item.work for item in accounts])]


def _ratio(name: str, again: Cost, done: Cost, *, limit: float | None) -> Figure:
    return Figure(
        name=f"{name}, replay over account",
        value=again.work / done.work, unit="x", limit=limit,
    )  # fmt: skip


def _fit(seconds: Sequence[float]) -> list[Figure]:
    """Return the straight line through work over samples, and how well it fits."""
    line = linear_regression(SIZES, seconds)
    centre = sum(seconds) / len(seconds)
    rest = sum(
        (value - line.slope * size - line.intercept) ** 2
        for size, value in zip(SIZES, seconds, strict=True)
    )
    spread = sum((value - centre) ** 2 for value in seconds)
    return [
        Figure(name="slope", value=line.slope * 1000, unit="s per 1,000 samples"),
        Figure(name="intercept", value=line.intercept, unit="s"),
        Figure(
            name="share explained by the line",
            value=1 - rest / spread, unit="", limit=LEAST_FIT, sense="at least",
        ),
    ]  # fmt: skip


if __name__ == "__main__":
    for item in figures():
        print(*item.row(), sep="  ")

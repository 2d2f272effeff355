"""How long an account takes, how that grows with samples, and what a replay costs.

Whole calls of the command line are timed, start-up included: raw files to bundle
and reports, and from the bundle back. Processor time stands beside wall time,
because it is the same on a machine that has other things to do. Growth is the
processor time of the largest project over that of the next, both less the time of a
project so small that only the start is left; the floor is the same arithmetic on
arrays in memory, in the same run.
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

from figure import Figure
from floor import floor_seconds
from landscape import FORMS, make

RUNS = {200: 3, 1_000: 3, 10_000: 3, 30_000: 2, 100_000: 2}
"""Soil samples of each project, and how often it is timed; the fastest run counts."""

SMALLEST, NEXT, LARGEST = 200, 30_000, 100_000
OTHER_FORMS = 10_000
"""Samples of the projects in other encodings, containers and designs."""

EXAMPLE = Path(__file__).parents[1] / "examples" / "huang-huai"

EXAMPLE_RUNS = 3
MOST_SECONDS_EXAMPLE = 10.0
MOST_SECONDS, MOST_GIGABYTES = 60.0, 4.0
MOST_REPLAY = 1.1
"""Replay over account [1]: it does the same work, reports included, and reads the
bundle beside it; a tenth is for the noise of a machine."""

MOST_REPLAY_OF_FIGURES = 0.8
"""Replay without its reports over the account with them [1]."""

MOST_WORK_EXAMPLE, MOST_WORK = 5.0, 25.0
"""Processor time of the example and of the largest project [s]."""

MOST_GROWTH = 1.15 * LARGEST / NEXT
"""Growth of the time above the start, from the next to the largest project [1]: a
seventh above a straight line, where n^1.5 would be four fifths above it."""

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
    return min((cost(arguments) for _ in range(runs)), key=lambda item: item.work)


def figures() -> list[Figure]:
    """Return times and memory by size, the fit, and replay over account."""
    with tempfile.TemporaryDirectory(prefix="edaphon-bench-") as place:
        return [*_example(Path(place)), *_sizes(Path(place))]


def _example(place: Path) -> list[Figure]:
    folder = place / "example"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("out"))
    done = fastest(["account", folder], EXAMPLE_RUNS)
    bundle = folder / "out" / "huang-huai.zip"
    again = fastest(["replay", bundle], EXAMPLE_RUNS)
    figures_alone = fastest(["replay", "--no-reports", bundle], EXAMPLE_RUNS)
    return [
        Figure(
            name="example, two methods, all reports",
            value=done.seconds, unit="s", limit=MOST_SECONDS_EXAMPLE,
        ),
        Figure(
            name="example, processors",
            value=done.work, unit="s", limit=MOST_WORK_EXAMPLE,
        ),
        Figure(name="example, memory", value=done.gigabytes, unit="GB"),
        _ratio("example", again, done, limit=MOST_REPLAY),
        _ratio(
            "example, figures alone", figures_alone, done, limit=MOST_REPLAY_OF_FIGURES
        ),
    ]  # fmt: skip


def _sizes(place: Path) -> list[Figure]:
    found: list[Figure] = []
    works: dict[int, float] = {}
    for samples, runs in RUNS.items():
        done, again = _timed(place, samples, "csv", runs)
        works[samples] = done.work
        is_largest = samples == LARGEST
        found += _size(f"{samples:,} samples", done, again, is_largest=is_largest)
    floor = floor_seconds(LARGEST)
    above = {samples: work - works[SMALLEST] for samples, work in works.items()}
    found += [
        Figure(name="start, without samples", value=works[SMALLEST], unit="s"),
        Figure(
            name=f"growth from {NEXT:,} to {LARGEST:,} above the start",
            value=above[LARGEST] / above[NEXT], unit="x", limit=MOST_GROWTH,
        ),
        Figure(name=f"{LARGEST:,}, arithmetic alone", value=floor, unit="s"),
        Figure(
            name="account above the start over its floor",
            value=above[LARGEST] / floor, unit="x",
        ),
    ]  # fmt: skip
    plain, _ = _timed(place, OTHER_FORMS, "csv", 2)
    for form in FORMS[1:]:
        done, _ = _timed(place, OTHER_FORMS, form, 2)
        found.append(
            Figure(
                name=f"{OTHER_FORMS:,} samples, {form}, over CSV and paired points",
                value=done.work / plain.work,
                unit="x",
            )
        )
    return found


def _timed(place: Path, samples: int, form: str, runs: int) -> tuple[Cost, Cost]:
    """Return the cost of the account of a project, and that of its replay."""
    folder = make(place / f"{samples}-{form}", samples, form)
    done = fastest(["account", folder], runs)
    again = fastest(["replay", folder / "out" / "landscape.zip"], runs)
    shutil.rmtree(folder)
    return done, again


def _size(name: str, done: Cost, again: Cost, *, is_largest: bool) -> list[Figure]:
    return [
        Figure(
            name=name, value=done.seconds, unit="s",
            limit=MOST_SECONDS if is_largest else None,
        ),
        Figure(
            name=f"{name}, processors", value=done.work, unit="s",
            limit=MOST_WORK if is_largest else None,
        ),
        Figure(
            name=f"{name}, memory", value=done.gigabytes, unit="GB",
            limit=MOST_GIGABYTES if is_largest else None,
        ),
        _ratio(name, again, done, limit=MOST_REPLAY if is_largest else None),
    ]  # fmt: skip


def _ratio(name: str, again: Cost, done: Cost, *, limit: float | None) -> Figure:
    return Figure(
        name=f"{name}, replay over account",
        value=again.work / done.work, unit="x", limit=limit,
    )  # fmt: skip


if __name__ == "__main__":
    for item in figures():
        print(*item.row(), sep="  ")

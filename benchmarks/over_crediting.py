"""How often the unified method credits more than was removed, world by world.

``python benchmarks/over_crediting.py [--projects N] [--processes N] [WORLD ...]``
draws N projects a world (2,000 by default: an hour on two cores), accounts each on
the real engine, prints one table, and leaves with 1 where a world whose
conditions hold is credited above the truth more often than one time in ten beyond
chance. ``--seed`` draws other projects.
"""

import argparse
import math
import multiprocessing
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
if __name__ == "__main__":
    sys.path[:0] = [str(ROOT)]
    os.environ.setdefault("POLARS_MAX_THREADS", "1")  # the processes share the cores

from scipy.stats import binom  # noqa: E402 - after the path
from worlds import WORLDS, Look, World, drawn  # noqa: E402 - as above

PROMISE = 0.10
"""Chance of over-crediting that the method allows itself."""
BY_CHANCE = 0.001
"""How seldom a world that keeps the promise may be told to miss it."""
AT_ONCE = 25
"""Projects that a process draws before it answers."""


@dataclass(frozen=True, kw_only=True)
class Tally:
    """What was found in one world."""

    world: World
    projects: int
    counted: int
    """Projects of which an account at least is not refused."""
    over: int
    """Those of which one account or more credits above the truth."""
    statuses: Counter[str]
    """Accounts by status."""
    credited: float
    """Mean of R over the truth of those accounts [1]; nan where the truth is 0."""

    @property
    def share(self) -> float:
        """Over-credited share of the counted projects [1]; 0 where there is none."""
        return self.over / self.counted if self.counted else 0.0

    @property
    def most(self) -> int:
        """Projects that may be over-credited by chance alone."""
        return int(binom.ppf(1 - BY_CHANCE, self.counted, PROMISE))

    @property
    def holds(self) -> bool:
        """Tell whether the promise is kept, or none is given.

        A method that refuses everybody keeps no promise.
        """
        if self.world.is_refused:
            return self.counted == 0
        is_asked = 2 * self.counted >= self.projects
        return not self.world.holds or (is_asked and self.over <= self.most)


def tally(world: World, projects: Sequence[Sequence[Look]]) -> Tally:
    """Count the accounts of one world."""
    looks = [look for project in projects for look in project]
    counted = [look for look in looks if look.is_counted]
    truth = math.fsum(look.truth for look in counted)
    removal = math.fsum(look.removal for look in counted)
    return Tally(
        world=world,
        projects=len(projects),
        counted=sum(any(look.is_counted for look in found) for found in projects),
        over=sum(any(look.is_over for look in found) for found in projects),
        statuses=Counter(look.status for look in looks),
        credited=removal / truth if abs(truth) > 1 else math.nan,
    )


def draw(task: tuple[World, int, int]) -> tuple[str, list[list[Look]]]:
    """Return the accounts of some projects of a world, from one seed to another."""
    world, first, last = task
    return world.name, [drawn(world).looks(seed) for seed in range(first, last)]


def tallies(
    worlds: Sequence[World], projects: int, *, seed: int, processes: int
) -> Iterator[Tally]:
    """Yield every world as soon as all its projects are drawn; progress on stderr."""
    tasks = [
        (world, seed + start, seed + min(start + AT_ONCE, projects))
        for world in worlds
        for start in range(0, projects, AT_ONCE)
    ]
    found: dict[str, list[list[Look]]] = {world.name: [] for world in worlds}
    known = {world.name: world for world in worlds}
    done = 0
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        for name, looks in pool.imap(draw, tasks):
            found[name] += looks
            done += len(looks)
            total = projects * len(worlds)
            print(f"\r{done} of {total} projects", end="", file=sys.stderr, flush=True)
            if len(found[name]) == projects:
                yield tally(known[name], found.pop(name))
    print(file=sys.stderr)


def row(found: Tally) -> str:
    """Return one line of the table."""
    verdict = ("ok" if found.holds else "MISSED") if found.world.holds else "shown"
    if found.world.is_refused and found.holds:
        verdict = "refused"
    refused = found.statuses["refused"] / max(1, found.statuses.total())
    return (
        f"{found.world.name:18} {found.over:5} of {found.counted:5} {found.share:7.1%}"
        f"  at most {found.most:4}  {verdict:6}  refused {refused:5.0%}"
        f"  R/truth {found.credited:5.2f}  {found.world.says}"
    )


def main() -> None:
    """Draw, print, and leave with 1 where a promise is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    names = [world.name for world in WORLDS]
    parser.add_argument("world", nargs="*", help=f"of {', '.join(names)}; all")
    parser.add_argument("--projects", type=int, default=2000, help="a world")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    unknown = {*asked.world} - {*names}
    if unknown:
        parser.error(f"no world is called {', '.join(sorted(unknown))}")
    chosen = [one for one in WORLDS if not asked.world or one.name in asked.world]
    began, holds = time.monotonic(), True
    for found in tallies(
        chosen, asked.projects, seed=asked.seed, processes=asked.processes
    ):
        print(f"\r{row(found)}", flush=True)
        holds = holds and found.holds
    print(f"{(time.monotonic() - began) / 60:.1f} min")
    sys.exit(0 if holds else 1)


if __name__ == "__main__":
    main()

"""Ask of every small wrong change of our code whether a test notices it.

``python tools/mutants.py [ROOM ...]`` runs the rooms of ``ROOMS``, all by default,
prints a table and every mutant that lived, and leaves with 1 when a room misses its
goal. ``--only PART`` takes the files whose path holds a text, ``--sample N`` and
``--seed`` draw some of a room's mutants, ``--children`` sets the processes.
Verdicts are kept as they come in ``--kept FILE``; mutants that it says are dead are
not run again, so that a run that was stopped goes on and a new test is tried on the
survivors alone.
"""

import argparse
import hashlib
import json
import math
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

import yaml  # noqa: E402 - after the path

from mutation.making import Mutant, mutants_of  # noqa: E402 - as above
from mutation.running import (  # noqa: E402 - as above
    KILLED,
    SLOW,
    SURVIVED,
    judge,
    run_alone,
)

SEED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Code that is mutated together, with the tests that guard it."""

    code: tuple[str, ...]
    """Globs from ``src/edaphon``."""
    tests: tuple[str, ...]
    goal: float
    """Least share of mutants killed; of a sample, least lower bound of it."""
    sample: int = 0
    """Mutants drawn; all when 0."""


GOLDEN = ("tests/golden",)
ROOMS = {
    "engine": Room(
        code=("methods/engine/*.py",),
        tests=("tests/unit/methods", "tests/property/test_engine.py", *GOLDEN),
        goal=0.90,
    ),
    "equations": Room(
        code=("methods/shared/*.py", "methods/packs/**/*.py"),
        tests=(
            "tests/unit/methods", "tests/unit/accounting",
            "tests/property/test_formulas.py", *GOLDEN,
        ),
        goal=0.90,
    ),
    "rounding": Room(
        code=("kernel/quantities.py", "accounting/account*.py"),
        tests=("tests/unit/kernel", "tests/unit/accounting", *GOLDEN),
        goal=0.90,
    ),
    "thresholds": Room(
        code=("verification/**/*.py",),
        tests=(
            "tests/unit/verification", "tests/unit/cli/test_replay.py",
            "tests/unit/cli/test_show.py", "tests/replay",
        ),
        goal=0.90,
    ),
    "science": Room(
        code=("science/*.py",),
        tests=("tests/unit/science", "tests/property", *GOLDEN),
        goal=0.85,
        sample=400,
    ),
    "accounting": Room(
        code=("accounting/*.py",),
        tests=(
            "tests/unit/accounting", "tests/unit/verification", "tests/unit/reporting",
            "tests/unit/cli/test_show.py", "tests/unit/cli/test_members.py",
            "tests/replay", "tests/property/test_causes.py",
            "tests/property/test_accounting_laws.py", *GOLDEN,
        ),
        goal=0.85,
        sample=400,
    ),
}  # fmt: skip


def mutants(room: Room, part: str, sample: int, seed: int) -> list[Mutant]:
    """Return the mutants of a room that are run; a sample in the order of its draw.

    What a stopped run has judged of a sample is then a smaller sample.
    """
    source = ROOT / "src" / "edaphon"
    files = sorted({file for glob in room.code for file in source.glob(glob)})
    found = [
        mutant
        for file in files
        if part in file.as_posix()
        for mutant in mutants_of(file)
    ]
    if 0 < sample < len(found):
        order = list(range(len(found)))
        random.Random(seed).shuffle(order)  # noqa: S311 - no secret, the same draw each time
        found = [found[at] for at in order[:sample]]
    no_harm = accepted()  # left out after the draw, which they do not change
    return [one for one in found if one.name not in no_harm]


def accepted() -> dict[str, str]:
    """Return the mutants that no test can notice, with the reason."""
    file = ROOT / "tools" / "mutation" / "accepted.yaml"
    found: dict[str, str] = yaml.safe_load(file.read_text("utf-8")) or {}
    return found


def key(mutant: Mutant) -> str:
    """Return what names a mutant of this text of its module, and no other text."""
    digest = hashlib.sha256((ROOT / mutant.file).read_bytes()).hexdigest()[:12]
    return f"{digest} {mutant.number} {mutant}"


def known(file: Path) -> dict[str, str]:
    """Return the mutants that earlier runs killed, by key, with the verdict."""
    if not file.is_file():
        return {}
    pairs = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    return {name: verdict for name, verdict in pairs if verdict in {KILLED, SLOW}}


def keeping(file: Path) -> Callable[[Mutant, str], None]:
    """Return what writes a verdict to the end of a file."""

    def note(mutant: Mutant, verdict: str) -> None:
        with file.open("a", encoding="utf-8") as stream:
            line = json.dumps([key(mutant), verdict], ensure_ascii=False)
            stream.write(line + "\n")

    return note


def lower_bound(killed: int, count: int, z: float = 1.96) -> float:
    """Return the lower end of the 95 % interval of a share, after Wilson (1927)."""
    if not count:
        return 0.0
    share = killed / count
    centre = share + z * z / (2 * count)
    spread = z * math.sqrt(share * (1 - share) / count + (z / (2 * count)) ** 2)
    return (centre - spread) / (1 + z * z / count)


def told(name: str, room: Room, verdicts: dict[Mutant, str], sampled: bool) -> bool:
    """Print what became of a room's mutants; return whether the goal is met."""
    count = Counter(verdicts.values())
    dead = count[KILLED] + count[SLOW]
    score, bound = dead / max(1, len(verdicts)), lower_bound(dead, len(verdicts))
    reached = (bound if sampled else score) >= room.goal
    print(
        f"{name}: {len(verdicts)} mutants, {count[KILLED]} killed, {count[SLOW]} slow, "
        f"{count[SURVIVED]} lived; score {score:.3f}, "
        f"at least {bound:.3f} (95 %); goal {room.goal:.2f} "
        f"{'reached' if reached else 'MISSED'}"
    )
    for mutant, verdict in verdicts.items():
        if verdict == SURVIVED:
            print(f"  lived: {mutant}")
    return reached


def main(words: Sequence[str]) -> int:
    """Run the rooms; return 1 when one of them misses its goal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rooms", nargs="*", help=", ".join(ROOMS))
    parser.add_argument("--only", default="", help="part of the path of the files")
    parser.add_argument("--sample", type=int, help="mutants drawn of each room")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--children", type=int, default=2)
    parser.add_argument("--kept", type=Path, default=ROOT / ".mutants.jsonl")
    parser.add_argument("--tests", nargs="+", help="in place of the tests of the room")
    parser.add_argument("--output", type=Path, help="JSON file of all verdicts")
    asked = parser.parse_args(words)
    reached, verdicts = True, {}
    for name in asked.rooms or ROOMS:
        room = ROOMS[name]
        size = room.sample if asked.sample is None else asked.sample
        chosen = mutants(room, asked.only, size, asked.seed)
        dead = known(asked.kept)
        waiting = [one for one in chosen if key(one) not in dead]
        start = time.monotonic()
        judged = judge(
            waiting, asked.tests or room.tests, asked.children, keeping(asked.kept)
        )
        print(f"\n{len(waiting)} run in {time.monotonic() - start:.0f} s")
        found = {one: dead.get(key(one)) or judged[one] for one in chosen}
        reached = told(name, room, found, sampled=bool(size)) and reached
        verdicts[name] = {str(mutant): verdict for mutant, verdict in found.items()}
    if asked.output:
        asked.output.write_text(json.dumps(verdicts, indent=1, ensure_ascii=False))
    return 0 if reached else 1


def alone(file: str, number: str, *tests: str) -> int:
    """Run the tests against one mutant outside of all functions."""
    mutant = mutants_of(ROOT / file)[int(number)]
    return run_alone(mutant, tests)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--alone"]:
        sys.exit(alone(*sys.argv[2:]))
    sys.exit(main(sys.argv[1:]))

"""Run every benchmark of this folder and print one table.

``python benchmarks/run.py [NAME ...]``; exit code 1 when a limit is missed.
"""

import importlib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from figure import Figure

NOT_BENCHMARKS = {
    "run", "figure", "landscape", "floor", "worlds", "over_crediting",
}  # fmt: skip


def names() -> list[str]:
    """Return the benchmark modules, in alphabetical order."""
    files = Path(__file__).parent.glob("*.py")
    return sorted(file.stem for file in files if file.stem not in NOT_BENCHMARKS)


def measured(chosen: Sequence[str]) -> Iterator[tuple[str, Figure]]:
    """Yield every figure of the chosen modules, as soon as it is measured."""
    for name in chosen:
        print(f"{name} …", file=sys.stderr, flush=True)
        for figure in importlib.import_module(name).figures():
            yield name, figure


def table(rows: Sequence[tuple[str, ...]]) -> str:
    """Return rows as text in columns."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        for row in rows
    )


def main() -> None:
    """Measure, print, and leave with 1 when a limit is missed."""
    found = list(measured(sys.argv[1:] or names()))
    head = ("benchmark", "figure", "value", "limit", "")
    print(table([head, *((name, *figure.row()) for name, figure in found)]))
    sys.exit(0 if all(figure.holds for _, figure in found) else 1)


if __name__ == "__main__":
    main()

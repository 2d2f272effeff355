"""The project folder at its first account, and grown to its second."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from making import texts
from making.jin_xi import quality
from making.jin_xi.place import ROUNDS
from making.quality import Run

GROWING = ("parties", "campaigns", "laboratories")
"""Texts of ``stages.yaml`` to which the second account adds; it replaces the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """The project folder at one of its two accounts."""

    texts: Mapping[str, str]
    """What project.yaml and its disclosure say, by the marks of the templates."""
    rounds: Sequence[str]
    """Rounds of assays."""
    years: Sequence[str]
    """Crop years as file names write them, one a period."""
    reference_runs: str
    ring_runs: str
    is_later: bool

    @property
    def end(self) -> str:
        """Day after the period."""
        return self.texts["end"]


def _runs(found: Sequence[Run], paper: str) -> str:
    return texts.runs(found).replace("papers/quality.txt", paper)


def _stages() -> tuple[Stage, Stage]:
    source = Path(__file__).with_suffix(".yaml").read_text("utf-8")
    told = yaml.safe_load(source)
    first, later = (
        {name: text.rstrip("\n") for name, text in told[stage].items()}
        for stage in ("first", "later")
    )
    grown = {name: f"{first[name]}\n{later[name]}" for name in GROWING}
    names = [item.name for item in ROUNDS]
    runs = [_runs(quality.REFERENCE_RUNS, "papers/quality.txt")]
    runs.append(_runs(quality.LATER_RUNS, "papers/quality-2025.txt"))
    rings = [_runs(quality.RING_RUNS, "papers/quality.txt")]
    rings.append(_runs(quality.LATER_RING_RUNS, "papers/quality-2025.txt"))
    return (
        Stage(
            texts=first,
            rounds=names[:3],
            years=("2020-2022",),
            reference_runs=runs[0],
            ring_runs=rings[0],
            is_later=False,
        ),
        Stage(
            texts={**later, **grown},
            rounds=names,
            years=("2020-2022", "2023-2025"),
            reference_runs="\n".join(runs),
            ring_runs="\n".join(rings),
            is_later=True,
        ),
    )


FIRST, LATER = _stages()

"""Sealing the sampling plan: from here on it cannot change unnoticed."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from msgspec import UNSET

from edaphon.kernel.canonical import dumps, instant
from edaphon.kernel.digests import file_digest
from edaphon.kernel.errors import EdaphonError, Problem, Where
from edaphon.kernel.files import write_atomically
from edaphon.kernel.seeds import LogHead
from edaphon.schemas.record import stated_or
from edaphon.schemas.records import RecordLimits, read, version

LIMITS = RecordLimits(size=65536)
"""A seal is a few lines long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """The record that a plan was complete at an instant."""

    plan: str
    """Digest of the plan's bytes."""
    sealed_at: str
    """UTC instant, as claimed by the developer unless a log head witnesses it."""
    head: LogHead | None = None
    """First head of a log that contains the plan."""
    beside: Mapping[str, str] = field(default_factory=dict)
    """Digest of every file that was sealed with the plan, by its path."""

    BESIDE: ClassVar = ("plan/forecast.json", "plan/expected.yaml", "plan/costs.csv")
    """Files that are sealed with a plan where they are there: a forecast, and the
    expectations and costs that it was made from."""

    def holds(self, folder: Path, name: str) -> bool:
        """Tell whether a file in a folder is still what was sealed with the plan."""
        path = folder / name
        return path.is_file() and file_digest(path) == self.beside.get(name)

    def record(self) -> dict[str, object]:
        """Return the seal as ``plan/seal.json`` holds it."""
        record: dict[str, object] = {
            "v": version("seal"),
            "plan": self.plan,
            "sealed_at": self.sealed_at,
        }
        if self.beside:
            record["beside"] = [
                {"path": path, "digest": held}
                for path, held in sorted(self.beside.items())
            ]
        if self.head:
            record["head"] = {
                "root": base64.b64encode(self.head.root).decode(),
                "signature": base64.b64encode(self.head.signature).decode(),
            }
        return record


def seal_plan(
    folder: Path,
    at: datetime,
    *,
    plan: str = "plan/sampling.yaml",
    seal: str = "plan/seal.json",
    write: bool = True,
) -> Seal:
    """Seal the sampling plan of a project folder, once.

    Parameters
    ----------
    folder
        Project folder.
    at
        Instant of sealing, with its offset.
    plan, seal
        Paths of plan and seal in the folder.
    write
        False to return the seal without writing it.

    Returns
    -------
    Seal
        The seal that was, or would be, written.

    Raises
    ------
    EdaphonError
        ``PLAN_MISSING``; ``PLAN_SEALED`` when a seal exists, for a period has one
        sealed plan; ``TIME_NO_OFFSET``; ``FORECAST_OLD`` for a forecast of other
        files.
    """
    source, target = folder / plan, folder / seal
    if not source.is_file():
        raise _refusal("PLAN_MISSING", plan, found=plan)
    if target.exists():
        raise _refusal("PLAN_SEALED", seal, found=seal)
    made = Seal(plan=file_digest(source), sealed_at=instant(at), beside=_beside(folder))
    if write:
        write_atomically(target, dumps(made.record()), replace=False)
    return made


def _beside(folder: Path) -> dict[str, str]:
    """Return the digests of what is sealed with the plan: a forecast of these files."""
    forecast = Seal.BESIDE[0]
    if not (folder / forecast).is_file():
        return {}
    record = read("forecast", (folder / forecast).read_bytes(), file=forecast)
    for item in record.inputs:
        path = folder / item.path
        if not path.is_file() or file_digest(path) != item.digest:
            where, facts = Where(file=forecast), {"file": item.path}
            raise EdaphonError(Problem(code="FORECAST_OLD", where=where, facts=facts))
    there = [name for name in Seal.BESIDE if (folder / name).is_file()]
    return {name: file_digest(folder / name) for name in there}


def changed_beside(folder: Path, seal: Seal) -> list[Problem]:
    """Return which files that were sealed with a plan are no longer what they were.

    Parameters
    ----------
    folder, seal
        Project folder and its seal.

    Returns
    -------
    list of Problem
        ``FORECAST_CHANGED``, a warning: no account rests on a forecast.
    """
    return [
        Problem(
            code="FORECAST_CHANGED",
            where=Where(file=name),
            facts={"file": name, "sealed": sealed[:23]},
        )
        for name, sealed in sorted(seal.beside.items())
        if not seal.holds(folder, name)
    ]


def read_seal(folder: Path, file: str) -> tuple[Seal | None, list[Problem]]:
    """Read the seal of a plan.

    Parameters
    ----------
    folder, file
        Project folder and path of the seal in it.

    Returns
    -------
    tuple of Seal or None, and list of Problem
        None without problems when there is no seal; those of `parse_seal` when it is
        not one of ours.
    """
    path = folder / file
    if not path.is_file():
        return None, []
    try:
        return parse_seal(path.read_bytes(), file), []
    except EdaphonError as refusal:
        return None, list(refusal.problems)


def parse_seal(data: bytes, file: str = "plan/seal.json") -> Seal:
    """Return the seal that a record holds.

    Raises
    ------
    EdaphonError
        ``SEAL_FORM`` where the instant does not exist, and the codes of
        `edaphon.schemas.records.read`.
    """
    record = read("seal", data, file=file, limits=LIMITS)
    try:
        datetime.fromisoformat(record.sealed_at)
    except ValueError:
        raise _refusal("SEAL_FORM", file, found=record.sealed_at) from None
    head = None
    if record.head is not UNSET:
        head = LogHead(
            root=base64.b64decode(record.head.root),
            signature=base64.b64decode(record.head.signature),
        )
    beside: dict[str, str] = {
        item.path: item.digest for item in stated_or(record.beside, [])
    }
    return Seal(plan=record.plan, sealed_at=record.sealed_at, head=head, beside=beside)


def _refusal(code: str, file: str, **facts: object) -> EdaphonError:
    return EdaphonError(Problem(code=code, where=Where(file=file), facts=facts))

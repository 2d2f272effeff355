"""Sealing the sampling plan: from here on it cannot change unnoticed."""

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from edaphon.kernel.canonical import check_fields, dumps, instant, loads
from edaphon.kernel.digests import file_digest, is_digest
from edaphon.kernel.errors import EdaphonError, Problem, Where
from edaphon.kernel.files import write_atomically
from edaphon.kernel.seeds import LogHead

VERSION = "edaphon.seal/1"

_INSTANT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z", re.ASCII
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """The record that a plan was complete at an instant."""

    plan: str
    """Digest of the plan's bytes."""
    sealed_at: str
    """UTC instant, as claimed by the developer unless a log head witnesses it."""
    head: LogHead | None = None
    """First head of a log that contains the plan."""

    def record(self) -> dict[str, object]:
        """Return the seal as ``plan/seal.json`` holds it."""
        record: dict[str, object] = {
            "v": VERSION,
            "plan": self.plan,
            "sealed_at": self.sealed_at,
        }
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
        sealed plan; ``TIME_NO_OFFSET``.
    """
    source, target = folder / plan, folder / seal
    if not source.is_file():
        raise _refusal("PLAN_MISSING", plan, found=plan)
    if target.exists():
        raise _refusal("PLAN_SEALED", seal, found=seal)
    made = Seal(plan=file_digest(source), sealed_at=instant(at))
    if write:
        write_atomically(target, dumps(made.record()), replace=False)
    return made


def read_seal(folder: Path, file: str) -> tuple[Seal | None, list[Problem]]:
    """Read the seal of a plan.

    Parameters
    ----------
    folder, file
        Project folder and path of the seal in it.

    Returns
    -------
    tuple of Seal or None, and list of Problem
        None without problems when there is no seal; ``SEAL_FORM`` when it is not
        one of ours, or a JSON problem.
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
        ``SEAL_FORM``, ``FIELD_MISSING``, ``FIELD_UNKNOWN`` or a JSON problem.
    """
    record = loads(data, max_bytes=65536, file=file)
    check_fields(record, ("v", "plan", "sealed_at"), ("head",), where=Where(file=file))
    told = (record["v"], record["plan"], record["sealed_at"])
    version, plan, sealed_at = told
    is_instant = isinstance(sealed_at, str) and _INSTANT.fullmatch(sealed_at)
    if version != VERSION or not is_digest(plan) or not is_instant:
        raise _refusal("SEAL_FORM", file, found=", ".join(map(str, told)))
    head = _head(record["head"], file) if "head" in record else None
    return Seal(plan=plan, sealed_at=sealed_at, head=head)


def _head(record: Mapping[str, Any], file: str) -> LogHead:
    place = Where(file=file, path="head")
    check_fields(record, ("root", "signature"), where=place)
    try:
        root, signature = (
            base64.b64decode(record[name], validate=True)
            for name in ("root", "signature")
        )
    except (binascii.Error, TypeError, ValueError) as error:
        raise _refusal("SEAL_FORM", file, found="head") from error
    if (len(root), len(signature)) != (32, 64):
        raise _refusal("SEAL_FORM", file, found=f"{len(root)}, {len(signature)}")
    return LogHead(root=root, signature=signature)


def _refusal(code: str, file: str, **facts: object) -> EdaphonError:
    return EdaphonError(Problem(code=code, where=Where(file=file), facts=facts))

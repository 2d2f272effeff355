"""From a project folder to a bundle and its reports, whole or not at all."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from edaphon import __version__
from edaphon.accounting import Account, Evidence, accounts, gather, members
from edaphon.bundle import BundleId, CrateDescription, write
from edaphon.kernel.environment import code_digest
from edaphon.kernel.errors import Problem
from edaphon.kernel.files import crash_point, workspace

OUT = "out"
"""Folder of results inside a project folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What one call of ``edaphon account`` left behind."""

    bundle: Path
    bundle_id: BundleId
    reports: tuple[Path, ...]
    accounts: tuple[Account, ...]
    warnings: tuple[Problem, ...]


def publish(
    folder: Path,
    method_ids: Sequence[str] = (),
    *,
    now: datetime,
    progress: Callable[[str], None] | None = None,
) -> Publication:
    """Seal the evidence of a project folder, account, report and bundle.

    Parameters
    ----------
    folder
        Project folder.
    method_ids
        Packs; those of the project document when empty.
    now
        Time of the call, with its offset; the only clock there is.
    progress
        Told what is being done.

    Returns
    -------
    Publication
        ``out/<id>.zip`` and ``out/<id>/report.*``; a killed call leaves what was
        there before.

    Raises
    ------
    EdaphonError
        Every error and open question of the folder, or of the methods.
    """
    evidence, problems = gather(folder, progress=progress)
    _say(progress, "account")
    done = accounts(evidence, method_ids or evidence.project.methods)
    run = run_record(now)
    _say(progress, "reports")
    reports = report_members(done, run)
    _say(progress, "bundle")
    crash_point("account.before_write")
    with workspace(folder / OUT) as out:
        name = evidence.project.id
        bundle_id = write(
            out / f"{name}.zip",
            {**members(evidence, done, run=run), **reports},
            _description(evidence, now),
        )
        crash_point("account.bundle_written")
        (out / name).mkdir()
        for path, content in reports.items():
            (out / name / Path(path).name).write_bytes(content)
        crash_point("account.reports_written")
    return Publication(
        bundle=folder / OUT / f"{name}.zip",
        bundle_id=bundle_id,
        reports=tuple(folder / OUT / name / Path(path).name for path in reports),
        accounts=done,
        warnings=tuple(item for item in problems if item.severity == "warning"),
    )


def run_record(now: datetime) -> dict[str, Any]:
    """Return what is true of this run alone (class N)."""
    instant = now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return {"v": "edaphon.run/1", "generated_at": instant, "version": __version__}


def report_members(
    done: Sequence[Account], run: Mapping[str, Any]
) -> Mapping[str, bytes]:
    """Return the reports by their place in the bundle; replay makes them again."""
    from edaphon.reporting import render  # noqa: PLC0415 - a second to load

    return render(
        done,
        generated_at=str(run["generated_at"]),
        code_version=str(run["version"]),
    )


def _description(evidence: Evidence, now: datetime) -> CrateDescription:
    document = evidence.project.document
    proponent = document["proponent"]
    names = document["name"]
    return CrateDescription(
        name=names,
        description={
            "en": "Evidence, account and report of a soil carbon project.",
            "zh": "土壤碳项目的证据、核算结果和报告。",
        },
        proponent=proponent["name"],
        proponent_identifier=str(proponent.get("identifier", "")),
        published_on=now.astimezone(UTC).date(),
        licence=str(document.get("licence", "")),
        started_at=now,
        ended_at=now,
        code_version=__version__,
        code_digest=code_digest(),
    )


def _say(progress: Callable[[str], None] | None, what: str) -> None:
    if progress:
        progress(what)

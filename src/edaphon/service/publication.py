"""From a project folder to a bundle and its reports, whole or not at all."""

import platform
import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from edaphon.accounting import (
    ACCOUNT,
    crate_description,
    members,
    program_record,
    told_by_reading,
)
from edaphon.bundle import open_bundle, write
from edaphon.kernel.digests import file_digest
from edaphon.kernel.errors import EdaphonError, Problem, Where
from edaphon.kernel.files import (
    crash_point,
    refuse_where_nothing_can_be_written,
    workspace,
)
from edaphon.kernel.identity import BundleId
from edaphon.methods import pack_code
from edaphon.schemas.records import read
from edaphon.service.readiness import OUT, prepared

if TYPE_CHECKING:
    from edaphon.accounting import Account, Evidence
    from edaphon.schemas.models.account import AccountSet

OLD = "old."
"""What begins the name of a report that tells of an earlier account than the bundle."""

_REPORT = re.compile(r"report\.(json|[a-z]{2}\.(html|pdf))")
"""Names of the reports that stand beside a bundle."""

Clock = Callable[[], datetime]
"""Gives the time with its offset; below the command line there is no other."""

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What one call left behind."""

    bundle: Path
    bundle_id: BundleId
    reports: tuple[Path, ...]
    """Empty when none were asked for."""
    kept: tuple[Path, ...]
    """Reports of an earlier account, under their new names; empty where none lay here,
    or where new ones took their place."""
    kept_bundle: Path | None
    """The bundle of an earlier account that this one stands on, under its new name;
    None where another file, or none, lay in the place of the new bundle."""
    account: "AccountSet"
    """The account set, as ``account/account.json`` of the bundle holds it."""
    warnings: tuple[Problem, ...]


def publish(
    folder: Path,
    method_ids: Sequence[str] = (),
    *,
    clock: Clock,
    progress: Progress | None = None,
    with_reports: bool = True,
) -> Publication:
    """Seal the evidence of a project folder, account, report and bundle.

    Parameters
    ----------
    folder
        Project folder.
    method_ids
        Packs, each taken once; those of the project document when empty.
    clock
        Asked once, when the call begins.
    progress
        Told what is being done.
    with_reports
        False leaves the reports out; the bundle is as valid without them.

    Returns
    -------
    Publication
        ``out/<id>.zip`` and ``out/<id>/report.*``; a killed call leaves what was
        there before. Whatever else lies in ``out`` stays. Without new reports those
        of an earlier account are kept as ``old.report.*``: they do not tell of the
        bundle beside them. The bundle of an account that ``earlier`` names is kept
        beside it, named for the end of its period: whoever replays the chain needs it.

    Raises
    ------
    EdaphonError
        Every error and open question of the folder, or of the methods; what
        `too_early` finds, where the clock stands before the end of the period or
        the seal of the plan; ``FILE_NOT_WRITABLE`` before anything is read.
    """
    refuse_where_nothing_can_be_written(folder)
    now, tell = clock(), progress or _silent
    held = _held(folder)
    ready = prepared(folder, tuple(dict.fromkeys(method_ids)), now=now, progress=tell)
    if ready.stopping or ready.evidence is None:
        raise EdaphonError(ready.stopping or ready.problems)
    evidence, done, problems = ready.evidence, ready.accounts, ready.problems
    run = _run(evidence, done, now)
    contents = members(evidence, done, run=run)
    if with_reports:
        tell("reports")
    reports = report_members(contents) if with_reports else {}
    tell("bundle")
    crash_point("account.before_write")
    bundle = folder / OUT / f"{evidence.project.id}.zip"
    beside = bundle.with_suffix("")
    earlier = () if with_reports else _reports_in(beside)
    places = [path.relative_to(folder / OUT) for path in earlier]
    before = _bundle_before(bundle, evidence)
    with workspace(folder / OUT, but=places) as out:
        description = crate_description(evidence, run)
        bundle_id = write(out / bundle.name, {**contents, **reports}, description)
        _refuse_changes(folder, held, contents)
        crash_point("account.bundle_written")
        _write_reports(out / beside.name, reports)
        for path in earlier:
            shutil.copy2(path, out / beside.name / f"{OLD}{path.name}")
        if before is not None and not before.exists():
            shutil.copy2(bundle, out / before.name)
        crash_point("account.reports_written")
    return Publication(
        bundle=bundle,
        bundle_id=bundle_id,
        reports=tuple(beside / Path(path).name for path in reports),
        kept=tuple(path.with_name(f"{OLD}{path.name}") for path in earlier),
        kept_bundle=before,
        account=read("account", _bytes(contents[ACCOUNT]), file=ACCOUNT),
        warnings=tuple(item for item in problems if item.severity == "warning"),
    )


def _held(folder: Path) -> dict[Path, str]:
    """Return the digest of every file of a project folder that can be read."""
    found: dict[Path, str] = {}
    for path in sorted(folder.rglob("*")):
        if path.relative_to(folder).parts[0] != OUT and path.is_file():
            with suppress(OSError):  # told with its name where an account needs it
                found[path] = file_digest(path)
    return found


def _refuse_changes(
    folder: Path, before: Mapping[Path, str], contents: Mapping[str, object]
) -> None:
    """Refuse to seal other bytes than those that were read and accounted for.

    Raises
    ------
    EdaphonError
        ``BUNDLE_CHANGED`` for each file of the bundle that changed meanwhile.
    """
    after = _held(folder)
    sealed = sorted(path for path in contents.values() if isinstance(path, Path))
    names = [
        path.relative_to(folder).as_posix()
        for path in sealed
        if before.get(path) != after.get(path)
    ]
    if names:
        raise EdaphonError(
            [
                Problem(
                    code="BUNDLE_CHANGED", where=Where(file=name), facts={"name": name}
                )
                for name in names
            ]
        )


def draft(
    evidence: "Evidence", accounts: "Sequence[Account]", path: Path, *, now: datetime
) -> BundleId:
    """Write the bundle of accounts to a place of the caller's choice, without reports.

    For looking at accounts that nobody publishes: the records are those that `publish`
    would write, and the project folder stays as it is.

    Parameters
    ----------
    evidence
        What the accounts rest on.
    accounts
        One a method.
    path
        The zip file to write.
    now
        Time of the run.

    Raises
    ------
    EdaphonError
        As `edaphon.bundle.write`.
    """
    run = _run(evidence, accounts, now)
    contents = members(evidence, accounts, run=run)
    return write(path, contents, crate_description(evidence, run))


def _run(
    evidence: "Evidence", accounts: "Sequence[Account]", now: datetime
) -> dict[str, object]:
    """Return what is true of this run alone, with what reading the files told."""
    methods = tuple(item.pack.id for item in accounts)
    return {**run_record(now, methods), **_told(evidence)}


def _told(evidence: "Evidence") -> dict[str, object]:
    """Return what reading the files told, nothing where it told nothing."""
    found = told_by_reading(evidence)
    return {"warnings": found} if found else {}


def _bundle_before(bundle: Path, evidence: "Evidence") -> Path | None:
    """Return where the bundle in a place goes, if this account stands on it."""
    if not bundle.is_file() or not evidence.earlier:
        return None
    try:
        with open_bundle(bundle) as held:
            name = held.id
    except EdaphonError:
        return None  # no bundle of ours, or a damaged one: nobody takes it for one
    for item in evidence.earlier:
        if item.bundle == name:
            digits = name.removeprefix("sha256:")[:8]
            return bundle.with_suffix(f".{item.end}.{digits}.zip")
    return None


def _reports_in(folder: Path) -> tuple[Path, ...]:
    """Return the reports that an earlier call left in a folder."""
    if not folder.is_dir():
        return ()
    found = (path for path in folder.iterdir() if _REPORT.fullmatch(path.name))
    return tuple(sorted(path for path in found if path.is_file()))


def _write_reports(folder: Path, reports: Mapping[str, bytes]) -> None:
    folder.mkdir()
    for path, content in reports.items():
        (folder / Path(path).name).write_bytes(content)


def run_record(now: datetime, methods: Sequence[str] = ()) -> dict[str, object]:
    """Return what is true of this run alone (class N).

    Parameters
    ----------
    now
        Time of the run.
    methods
        Ids of its methods; those of other packages are part of the program.
    """
    instant = now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    program = program_record()
    codes = {name: pack_code(name) for name in methods}
    packs = [{"id": name, "code": code} for name, code in codes.items() if code]
    if packs:
        program["program"] = {**program["program"], "packs": packs}
    return {
        **program,
        "generated_at": instant,
        "python": platform.python_version(),
        "numpy": metadata.version("numpy"),
    }


def report_members(records: Mapping[str, bytes | Path]) -> Mapping[str, bytes]:
    """Return the reports by their place in the bundle; replay makes them again.

    Parameters
    ----------
    records
        Members of the bundle, of which the records are read.
    """
    from edaphon.reporting import (  # noqa: PLC0415 - a second to load
        render,
        source_from_members,
    )

    return render(source_from_members(records))


def _bytes(given: bytes | Path) -> bytes:
    return given if isinstance(given, bytes) else given.read_bytes()


def _silent(_: str) -> None:
    """Tell nobody."""

"""Running the list of checks over one bundle."""

import os
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from edaphon.accounting import ACCOUNT, EVIDENCE, OBSERVATIONS, TRACE
from edaphon.bundle import MANIFEST
from edaphon.kernel.digests import digest
from edaphon.kernel.errors import EdaphonError, Problem
from edaphon.kernel.files import explained
from edaphon.verification.checklist import Check, checks, number_of
from edaphon.verification.comparing import Comparison
from edaphon.verification.examination import (
    Examination,
    Recomputed,
    Reports,
    Sameness,
    UnitsCheck,
)
from edaphon.verification.finding import LEFT_OUT, Finding, of_problem
from edaphon.verification.manifest_again import manifest_again
from edaphon.verification.steps import (
    earlier as earlier_accounts,
)
from edaphon.verification.steps import (
    log,
    opening,
    reading,
    recomputing,
    remaking,
)

Figures = Literal["identical", "within_tolerance", "differ", "not_checked"]

RUNS: Mapping[str, Callable[[Examination], Iterator[Finding]]] = {
    "container": opening.container,
    "manifest": opening.manifest,
    "crate": opening.crate,
    "records": reading.records,
    "links": reading.links,
    "program": reading.program,
    "evidence": recomputing.evidence,
    "method": recomputing.method,
    "figures": recomputing.figures,
    "units": recomputing.units,
    "reports": remaking.reports,
    "members": remaking.members,
    "earlier": earlier_accounts.earlier,
}
"""Checks that a bundle alone answers; the others ask the log."""

RESTING_ON = (EVIDENCE, OBSERVATIONS, ACCOUNT, TRACE)
"""Members that hold the figures: they are identical when every byte of them is."""

IS_DRAFT = ("METHOD_RELEASED", "FORMS_RELEASED")
"""Codes that say that this program knows as a draft what the bundle calls released."""

GROUND = ("container", "manifest", "crate", "records", "evidence", "method")
"""Checks without which nothing after them can be said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What a stranger knows of a bundle after the list of checks."""

    bundle: str
    """Identity: digest of the manifest; empty when the bundle could not be opened."""
    manifest: str
    """Digest of the manifest with every member that was made again in its place."""
    findings: tuple[Finding, ...]
    figures: Figures
    program: Sameness
    method: Sameness
    comparisons: tuple[Comparison, ...]
    units: tuple[UnitsCheck, ...]
    version: str
    """Version of the program that made the account."""
    code: str
    """Digest of its code."""
    packs: Mapping[str, str]
    """Digest of the code that ran, of each pack whose code here is other."""
    draft: bool
    """Whether the forms or a method of the bundle may still change, as the bundle says
    or as this program knows them."""
    stopping: tuple[Problem, ...] = ()
    """What the reading rules of this program would stop at, and those of the bundle did
    not: it would not be accounted today."""

    def of(self, number: int) -> tuple[Finding, ...]:
        """Return the findings of one check."""
        return tuple(item for item in self.findings if item.step == number)

    @property
    def failed(self) -> bool:
        """Tell whether a check failed."""
        return any(item.verdict == "failed" for item in self.findings)

    def unchecked(self, required: Collection[int] = ()) -> tuple[int, ...]:
        """Return the checks without an answer, but those that nobody asked one of.

        Parameters
        ----------
        required
            Checks that the caller asks an answer of, although only a log answers
            them or the caller left them out.
        """
        free = {item.number for item in checks() if item.needs_log}
        free |= {item.step for item in self.findings if item.code == LEFT_OUT}
        free -= {*required}
        found = {
            item.step
            for item in self.findings
            if item.verdict == "not_checked" and item.step not in free
        }
        return tuple(sorted(found))

    def passed(self, required: Collection[int] = ()) -> bool:
        """Tell whether every check was answered and none failed."""
        return not self.failed and not self.unchecked(required)

    def exit_code(self, required: Collection[int] = ()) -> int:
        """Return how ``edaphon replay`` ends: 0 passed, 1 failed, 3 not checked."""
        if self.failed:
            return 1
        return 3 if self.unchecked(required) else 0

    @property
    def is_identical(self) -> bool:
        """Tell whether every byte that was made again is the same."""
        return self.manifest == self.bundle != ""

    @property
    def not_compared(self) -> tuple[Comparison, ...]:
        """Members that were not compared, each with its reason."""
        return tuple(
            item for item in self.comparisons if item.likeness == "not_compared"
        )


def verify(
    path: Path,
    *,
    reports: Reports | None = None,
    progress: Callable[[str], None] | None = None,
    reverse_rows: bool = False,
    earlier: Sequence[Path] | None = (),
) -> Verification:
    """Run the list of checks over a bundle, without network or database.

    Parameters
    ----------
    path
        A zip file or its folder; it may be anybody's, and hostile.
    reports
        Makes the reports again; without it they are not compared.
    progress
        Told what is being done.
    reverse_rows
        Read every table from its last row, to show that the order does not matter.
    earlier
        Bundles of earlier accounts, besides those in the folder of the bundle; each
        is known by its identity. None where nothing is asked about earlier accounts.

    Returns
    -------
    Verification
        Nothing is raised for a bundle that is wrong: each check says what it found.

    Raises
    ------
    EdaphonError
        ``BUNDLE_NOT_ONE`` where the path is no bundle at all: nothing to check.
        The codes of `explained` where this machine gives no folder to work in.
    """
    with _room() as folder:
        exam = Examination(
            path=path,
            folder=folder,
            reports=reports,
            progress=progress or _silent,
            reverse_rows=reverse_rows,
            earlier=earlier or (),
            recompute=None if earlier is None else _recomputed,
        )
        try:
            findings = tuple(_run(exam))
            return _concluded(exam, findings)
        finally:
            if exam.bundle is not None:
                exam.bundle.close()


def _recomputed(path: Path) -> Recomputed:
    """Run the list over an earlier bundle; the accounts before it are listed too."""
    found = verify(path, earlier=None)
    failed = {item.step for item in found.findings if item.verdict == "failed"}
    likeness = {item.member: item.likeness for item in found.comparisons}
    return Recomputed(
        failed=tuple(sorted(failed)),
        unchecked=found.unchecked(),
        understated=tuple(item for item in found.units if item.is_understated),
        is_exact=likeness.get(TRACE) == "identical",
    )


@contextmanager
def _room() -> Iterator[Path]:
    """Give an empty folder for the raw files, gone afterwards."""
    with explained(Path(os.environ.get("TMPDIR", "TMPDIR"))):
        made = tempfile.TemporaryDirectory(
            prefix="edaphon-replay-", ignore_cleanup_errors=True
        )
    with made as folder:
        yield Path(folder)


def _silent(stage: str) -> None:
    """Say nothing."""


def _run(exam: Examination) -> Iterator[Finding]:
    broken = 0
    for check in checks():
        if broken and not check.needs_log:
            yield _rests(check, broken)
            continue
        run = RUNS.get(check.name) or log.unanswered(check.name)
        told = list(_answered(exam, check, run(exam)))
        yield from told or [Finding(step=check.number, verdict="passed")]
        if check.name in GROUND and _stops(exam, check, told):
            broken = check.number


def _answered(
    exam: Examination, check: Check, told: Iterator[Finding]
) -> Iterator[Finding]:
    """Yield what a check tells; what it stumbles over is its answer too.

    A disk that is full or a font that is missing says nothing against the bundle.
    """
    try:
        with explained(exam.folder):
            yield from told
    except EdaphonError as error:
        for problem in error.problems:
            if problem.code == "BUNDLE_NOT_ONE":
                raise
            yield of_problem(check.number, "failed", problem)


def _rests(check: Check, broken: int) -> Finding:
    facts = {"number": broken}
    return Finding(
        step=check.number, verdict="not_checked", code="CHECK_RESTS", facts=facts
    )


def _stops(exam: Examination, check: Check, told: list[Finding]) -> bool:
    """Tell whether the checks after this one have nothing to stand on."""
    if check.name == "evidence":
        return exam.evidence is None
    if check.name == "method":
        return exam.method == "unknown"
    if check.name == "records":
        return exam.records is None
    return exam.bundle is None and any(item.verdict != "note" for item in told)


def _concluded(exam: Examination, findings: tuple[Finding, ...]) -> Verification:
    bundle = exam.bundle
    _name_the_rest(exam)
    compared = {
        name: content
        for name, content in exam.made.items()
        if name in exam.comparisons
        and exam.comparisons[name].likeness != "not_compared"
    }
    return Verification(
        bundle="" if bundle is None else str(bundle.id),
        manifest="" if bundle is None else digest(manifest_again(bundle, compared)),
        findings=findings,
        figures=_figures(exam, findings),
        program=exam.program,
        method=exam.method,
        comparisons=tuple(exam.comparisons[name] for name in sorted(exam.comparisons)),
        units=exam.units,
        version=exam.maker[0],
        code=exam.maker[1],
        packs=dict(exam.packs),
        draft=exam.records is not None
        and (exam.records.is_draft or any(item.code in IS_DRAFT for item in findings)),
        stopping=exam.stopping,
    )


def _name_the_rest(exam: Examination) -> None:
    """Name every file that no check came to, because one before it gave no ground."""
    names = () if exam.bundle is None else exam.bundle.names
    for name in names:
        if name not in exam.comparisons and name != MANIFEST:
            exam.comparisons[name] = Comparison(
                member=name, likeness="not_compared", reason="rests"
            )


WORDS_ONLY = {"WARNINGS_DIFFER", "WORDS_DIFFER", "DATA_UNNAMED"}
"""Codes of failed checks of the figures that leave every figure as it was."""


def _figures(exam: Examination, findings: tuple[Finding, ...]) -> Figures:
    """Return the verdict on the figures: observations, account and trace."""
    numbers = {number_of(name) for name in ("evidence", "figures", "units")}
    about = [item for item in findings if item.step in numbers]
    if exam.method == "other" or not exam.units:
        failed = {item.code for item in about if item.verdict == "failed"}
        return "differ" if failed - {"BUNDLE_SHARED_PLACE"} else "not_checked"
    failed = {item.code for item in about if item.verdict == "failed"}
    if failed - WORDS_ONLY:
        return "differ"
    if any(item.problem and item.problem.of_this_machine for item in about):
        return "not_checked"
    rest = {exam.comparisons[name].likeness for name in RESTING_ON}
    return "identical" if rest == {"identical"} else "within_tolerance"


def json_record(found: Verification, required: Collection[int] = ()) -> dict[str, Any]:
    """Return everything that was found, for machines."""
    return {
        "bundle": found.bundle,
        "replayed": "" if found.figures == "not_checked" else found.manifest,
        "passed": found.passed(required),
        "figures": found.figures,
        "program": found.program,
        "method": found.method,
        "version": found.version,
        "code": found.code,
        "packs": dict(found.packs),
        "draft": found.draft,
        "stopping": [item.as_json() for item in found.stopping],
        "checks": [
            {
                "number": check.number,
                "name": check.name,
                "title": dict(check.title),
                "findings": [item.as_json() for item in found.of(check.number)],
            }
            for check in checks()
        ],
        "members": [
            {
                "member": item.member,
                "verdict": item.likeness,
                "differences": list(item.places),
                "reason": item.reason,
            }
            for item in found.comparisons
        ],
        "units": [_units(item) for item in found.units],
    }


def _units(item: UnitsCheck) -> dict[str, Any]:
    return {
        "method": item.method,
        "stated": item.stated,
        "recomputed": item.recomputed,
        "status": item.status,
        "holds": item.holds,
    }

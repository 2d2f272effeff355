"""Checks 11 and 12: reports and every other file, made again or named."""

# spec/verification: reports, members

from collections.abc import Iterator
from pathlib import Path

from edaphon.accounting import RUN
from edaphon.bundle import LOOSE, MANIFEST
from edaphon.kernel import canonical
from edaphon.kernel.digests import digest
from edaphon.kernel.errors import Where
from edaphon.verification.checklist import number_of
from edaphon.verification.comparing import Comparison, Likeness
from edaphon.verification.examination import Examination
from edaphon.verification.finding import LEFT_OUT, Finding
from edaphon.verification.records import CODE
from edaphon.verification.steps.recomputing import comparison
from edaphon.verification.way_back import way_back

REPORT, EVIDENCE_FOLDERS = "report/", ("data/", "plan/")

MACHINE = frozenset(
    ("env/numeric.json", "env/python.txt", "env/sbom.json", "env/requirements.lock")
)
"""Members that describe the machine that computed; no figure rests on them."""

LOCK = "env/requirements.lock"

MOST_NAMED = 5
"""Files added later that a finding names."""


def reports(exam: Examination) -> Iterator[Finding]:
    """Make the reports again and compare them."""
    number = number_of("reports")
    if not _has_reports(exam):
        yield Finding(step=number, verdict="note", code="REPORTS_NONE")
        return
    if exam.reports is None:
        yield Finding(step=number, verdict="not_checked", code=LEFT_OUT)
        return
    if exam.method == "other":
        yield from _reports_unmade(exam)
        return
    exam.progress("reports")
    exam.made |= exam.reports(_records(exam))
    for name in sorted({*exam.made, *exam.opened.manifest}):
        if name.startswith(REPORT):
            yield from _told(exam, number, name)


def _reports_unmade(exam: Examination) -> Iterator[Finding]:
    """Name the reports as not compared: another method cannot write them again."""
    number = number_of("reports")
    names = [name for name in exam.opened.names if name.startswith(REPORT)]
    for name in names:
        exam.comparisons[name] = Comparison(
            member=name, likeness="not_compared", reason="method"
        )
    facts = {"count": len(names)}
    yield Finding(
        step=number, verdict="not_checked", code="REPORTS_ELSEWHERE", facts=facts
    )


def _has_reports(exam: Examination) -> bool:
    """Tell whether there is a report: a bundle is as valid without."""
    return any(name.startswith(REPORT) for name in exam.opened.manifest)


def _records(exam: Examination) -> dict[str, bytes | Path]:
    """Return what the reports are made from: the bundle's own records, where they hold.

    A record that differs was told already; the report is then made from the one that
    was computed again, so that nothing unchecked is read. So are the warnings of the
    run record.
    """
    close = {"within_tolerance", "counts_differ"}
    run = {**exam.stated.run_record, "warnings": list(exam.told)}
    if not exam.told:
        del run["warnings"]
    return {
        **exam.again,
        RUN: canonical.dumps(run),
        **{
            name: exam.opened.read(name)
            for name, found in exam.comparisons.items()
            if found.likeness in close
        },
    }


def members(exam: Examination) -> Iterator[Finding]:
    """Compare every other file, or name it as not compared."""
    exam.progress("members")
    number = number_of("members")
    yield from _added_later(exam, number)
    for name in sorted({*exam.made, *exam.opened.names} - exam.comparisons.keys()):
        if name == MANIFEST:
            continue
        if reason := _not_compared(exam, name):
            exam.comparisons[name] = Comparison(
                member=name, likeness="not_compared", reason=reason
            )
        elif name in exam.inputs:
            exam.comparisons[name] = Comparison(member=name, likeness="read")
        elif name.startswith(EVIDENCE_FOLDERS):
            exam.comparisons[name] = Comparison(member=name, likeness="unknown")
            yield Finding(
                step=number, verdict="failed", code="DATA_UNNAMED",
                where=Where(file=name), facts={"name": name},
            )  # fmt: skip
        elif name != LOCK or name in exam.opened.names:
            yield from _told(exam, number, name)


def _added_later(exam: Examination, number: int) -> Iterator[Finding]:
    """Say of what was added after the sealing that nothing of it was checked."""
    names = [name for name in sorted(exam.opened.names) if name.startswith(LOOSE)]
    if names:
        listed = ", ".join(names[:MOST_NAMED]) + (" …" if names[MOST_NAMED:] else "")
        yield Finding(
            step=number, verdict="note", code="ADDED_LATER",
            where=Where(file=names[0]), facts={"count": len(names), "names": listed},
        )  # fmt: skip


def _not_compared(exam: Examination, name: str) -> str:
    """Return the name of the reason why a member is not compared, if there is one."""
    if name.startswith(LOOSE):
        return "later"
    if name.startswith(REPORT):
        return "left_out"
    if name not in exam.opened.names:
        return ""
    if name == RUN:
        return "run"
    if name == CODE and exam.code == "other":
        return "code"
    return "machine" if name in MACHINE and not _is_identical(exam, name) else ""


def _is_identical(exam: Examination, name: str) -> bool:
    made = exam.made.get(name)
    stated = exam.opened.manifest[name].sha256
    return made is not None and digest(made) == f"sha256:{stated}"


def _told(exam: Examination, number: int, name: str) -> Iterator[Finding]:
    """Compare one member, and blame the bundle only where this program wrote it."""
    likeness = _likeness(exam, name)
    exam.comparisons[name] = Comparison(member=name, likeness=likeness)
    codes = {
        "missing": "MEMBER_MISSING",
        "unknown": "MEMBER_UNKNOWN",
        "different": "MEMBER_DIFFERS",
    }
    if likeness not in codes:
        return
    ours = _is_ours(exam, name)
    code = codes[likeness] if ours else "MEMBER_ELSEWHERE"
    facts = {
        "name": name,
        "version": exam.stated.version,
        "way": way_back(exam.stated, exam.packs),
    }
    yield Finding(
        step=number,
        verdict="failed" if ours or _is_identity(exam, name) else "not_checked",
        code=code,
        where=Where(file=name),
        facts=facts,
    )


def _is_ours(exam: Examination, name: str) -> bool:
    """Tell whether what writes a member is the very code that wrote the bundle's.

    Packs have a hand in reports and in what the bundle holds of a method; the rest is
    of Edaphon alone.
    """
    if name.startswith((REPORT, "method/")):
        return exam.program == "same" and exam.method == "same"
    return exam.code == "same"


def _likeness(exam: Examination, name: str) -> Likeness:
    if name not in exam.made:
        return "unknown"
    found = comparison(exam, name, {}).likeness
    return found if found in {"identical", "missing"} else "different"


def _is_identity(exam: Examination, name: str) -> bool:
    """Tell whether a member is the record whose digest is the method's identity."""
    made = exam.made.get(name)
    stated = {item.method.digest for item in exam.stated.account.accounts}
    return made is not None and digest(made) in stated

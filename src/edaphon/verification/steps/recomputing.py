"""Checks 7 to 10: observations, method, figures and units, all computed again."""

# spec/verification: evidence, method, figures, units

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from edaphon.accounting import (
    ACCOUNT,
    RECORD,
    RUN,
    TRACE,
    accounts,
    crate_description,
    evidence_members,
    gather,
    members,
    method_folder,
)
from edaphon.bundle import CRATE, README, crate_of, readme, stored_names
from edaphon.kernel.digests import digest
from edaphon.kernel.errors import EdaphonError, Problem, Where
from edaphon.kernel.files import explained
from edaphon.kernel.too_early import too_early
from edaphon.methods import accountable, with_status
from edaphon.methods.showing import unproved_problems
from edaphon.monitoring import NEWEST
from edaphon.schemas.records import read
from edaphon.verification.checklist import number_of
from edaphon.verification.comparing import Comparison, Tolerance, compared
from edaphon.verification.examination import Examination, UnitsCheck
from edaphon.verification.finding import Finding, Verdict, of_problem
from edaphon.verification.links import SOURCE
from edaphon.verification.method_apart import apart
from edaphon.verification.steps.stated_editions import known_since, stated_editions
from edaphon.verification.steps.stated_status import is_ours, under_stated_status
from edaphon.verification.warnings_again import told_again, warning_findings
from edaphon.verification.way_back import way_back

if TYPE_CHECKING:
    from edaphon.schemas.models.account import Account


PACK_FILE = "pack/pack.yaml"

Told: TypeAlias = tuple[Verdict, str, Mapping[str, object]]
"""What is said of the units of one account: verdict, code and facts."""

PLAN = "plan/"
"""Folder of the sampling plan, in a bundle as in a project folder."""


def evidence(exam: Examination) -> Iterator[Finding]:
    """Read the raw files again and compare what they say with the observations."""
    number = number_of("evidence")
    if not 1 <= exam.stated.reading_rules <= NEWEST:
        facts = {"found": exam.stated.reading_rules, "known": NEWEST}
        yield Finding(
            step=number, verdict="not_checked", code="RULES_UNKNOWN", facts=facts
        )
        return
    try:
        _extract(exam)
        exam.evidence, noted = gather(
            exam.folder,
            methods=exam.stated.methods,
            rules=exam.stated.reading_rules,
            progress=exam.progress,
            reverse_rows=exam.reverse_rows,
        )
    except EdaphonError as error:
        for problem in error.problems:
            yield of_problem(number, "failed", problem)
        return
    exam.stopping = tuple(item for item in noted if item.severity != "warning")
    for problem in exam.stopping:
        yield of_problem(number, "note", problem)
    exam.told = told_again(exam.evidence, exam.stated.reading_rules)
    yield from warning_findings(exam, number)
    yield from _too_early(exam, number)
    made = evidence_members(exam.evidence)
    exam.made |= made
    for name in made:
        yield from _judged(exam, number, name, {})


def _too_early(exam: Examination, number: int) -> Iterator[Finding]:
    """Tell a run that says it was before its period ended or its plan was sealed.

    This program refuses to account then; an older one did not ask.
    """
    assert exam.evidence is not None  # noqa: S101 - the list runs in order
    moment = datetime.fromisoformat(exam.stated.run.generated_at)
    where = Where(file=RUN, path="generated_at")
    end = str(exam.evidence.project.model.period.end)
    early = list(too_early(moment, end, exam.evidence.plan.sealed_at))
    for _, day in exam.evidence.project.signed_after(moment):
        early.append(Problem(code="SIGNED_LATER", facts={"day": day}))
    for problem in early:
        yield of_problem(
            number,
            "failed" if exam.code == "same" else "not_checked",
            replace(problem, where=where),
        )


def _extract(exam: Examination) -> None:
    """Write raw files and plan into the folder, as they lay in the project folder."""
    exam.opened.extract(exam.folder)
    plan = exam.folder / PLAN
    names = [name for name in exam.opened.names if name.startswith(PLAN)]
    _refuse_shared_places(exam.folder, names)
    with explained(plan):
        plan.mkdir(exist_ok=True)
    exam.opened.extract(plan, under=PLAN)


def _refuse_shared_places(folder: Path, names: list[str]) -> None:
    """Refuse raw files that lie where the files of the plan belong."""
    places = [name for name in names if (folder / name).exists()]
    if names and (folder / PLAN).is_file():
        places = names
    if places:
        code = "BUNDLE_SHARED_PLACE"
        raise EdaphonError(
            Problem(code=code, where=Where(file=name), facts={"name": name})
            for name in places
        )


def method(exam: Examination) -> Iterator[Finding]:
    """Compute the accounts; tell where the method here is not the one that was used."""
    number = number_of("method")
    assert exam.evidence is not None  # noqa: S101 - the list runs in order
    exam.progress("account")
    if unusable := _unusable(exam.stated.methods):
        for problem in unusable:
            yield of_problem(number, "not_checked", problem)
        return
    ids, known = exam.stated.methods, stated_editions(exam)
    try:
        exam.accounts = accounts(exam.evidence, ids, is_replay=True, editions=known)
    except EdaphonError as error:
        for problem in error.problems:
            yield of_problem(number, "failed", problem)
        return
    yield from _false_formulas(exam, number)
    yield from under_stated_status(exam, number)
    yield from known_since(exam, number)
    _remake(exam)
    exam.method = "same"
    pairs = zip(exam.stated.account.accounts, _made(exam), exam.accounts, strict=True)
    for stated, made, account in pairs:
        if stated.method.digest == made.method.digest:
            continue
        exam.method = "other"
        # The same program brings its own packs: it cannot have used another.
        told: Verdict = "not_checked"
        if is_ours(exam, account):
            told = "failed"
        facts = {
            "id": stated.method.id,
            "stated": stated.method.digest,
            "here": made.method.digest,
            "apart": apart(
                _record(exam, stated.method.id),
                account.pack.record,
                is_draft=bool(stated.method.draft),
            ),
            "way": way_back(exam.stated, exam.packs),
        }
        yield Finding(step=number, verdict=told, code="METHOD_CHANGED", facts=facts)


def _unusable(methods: Sequence[str]) -> list[Problem]:
    """Return what keeps the packs installed here from being used, whatever it is."""
    found: list[Problem] = []
    for method_id in methods:
        try:
            accountable(method_id)
        except EdaphonError as error:
            found += error.problems
    return found


def _false_formulas(exam: Examination, number: int) -> Iterator[Finding]:
    """Tell of printed formulas that do not compute: of the bundle, or of the pack here.

    What the same program and packs print falsely is sealed.
    """
    verdict: Verdict = "failed" if exam.program == "same" else "not_checked"
    for account in exam.accounts:
        for problem in unproved_problems(account.pack):
            yield of_problem(number, verdict, problem)


def _record(exam: Examination, method: str) -> bytes:
    """Return the record of a method in the bundle; nothing where it has none."""
    name = f"{method_folder(method)}/{RECORD}"
    return exam.opened.read(name) if name in exam.opened.names else b"{}"


def _remake(exam: Examination) -> None:
    """Make every member again that follows from the raw files, the method, the code."""
    assert exam.evidence is not None  # noqa: S101 - the list runs in order
    again = _with_status(
        exam, members(exam.evidence, exam.accounts, run=exam.stated.run_record)
    )
    exam.again = again
    stored = stored_names(again)
    exam.inputs = frozenset(
        stored[name] for name, content in again.items() if isinstance(content, Path)
    )
    exam.made |= {
        name: content for name, content in again.items() if isinstance(content, bytes)
    }
    exam.made[README] = readme()
    description = crate_description(exam.evidence, exam.stated.run_record)
    exam.made[CRATE] = crate_of(exam.opened, description, stored)


def _with_status(
    exam: Examination, made: Mapping[str, bytes | Path]
) -> dict[str, bytes | Path]:
    """Return the members with each pack.yaml under the status of its account."""
    found = dict(made)
    for account in exam.accounts:
        name = f"{method_folder(account.pack.id)}/{SOURCE}{PACK_FILE}"
        content = found.get(name)
        if isinstance(content, bytes):
            status = str(account.pack.document["status"])
            found[name] = with_status(PACK_FILE, content, status)
    return found


def _made(exam: Examination) -> Sequence["Account"]:
    """Return the accounts that were computed again, as their record holds them."""
    return read("account", exam.made[ACCOUNT], file=ACCOUNT).accounts


def figures(exam: Examination) -> Iterator[Finding]:
    """Compare account and trace, each value under the tolerance of its method."""
    number = number_of("figures")
    own = {method: _tolerance(exam, method) for method in exam.stated.methods}
    for name in (ACCOUNT, TRACE):
        yield from _judged(exam, number, name, own)


def _tolerance(exam: Examination, method: str) -> Tolerance:
    """Return the tolerance of class T that the record of a method states."""
    record = json.loads(exam.made[f"{method_folder(method)}/{RECORD}"])
    stated = record["tolerance"]
    return Tolerance(
        relative=float(stated["relative"]),
        absolute=float(stated["absolute"]),
        same_text=exam.program == "same",
    )


def units(exam: Examination) -> Iterator[Finding]:
    """Compare whole units, in all, by label and by vintage: more is a failed check."""
    number = number_of("units")
    pairs = list(zip(exam.stated.account.accounts, _made(exam), strict=True))
    exam.units = tuple(
        UnitsCheck(
            method=stated.method.id,
            stated=stated.units,
            recomputed=made.units,
            status=made.status,
        )
        for stated, made in pairs
        if _is_same(stated, made)
    )
    for place, (stated, made) in enumerate(pairs):
        where = Where(file=ACCOUNT, path=f"accounts/{place}")
        counted = _counted if _is_same(stated, made) else _uncounted
        for verdict, code, facts in (*counted(stated, made), *_summed(stated, made)):
            yield Finding(
                step=number, verdict=verdict, code=code, where=where, facts=facts
            )


def _is_same(stated: "Account", made: "Account") -> bool:
    """Tell whether both accounts are of one edition of the method."""
    return stated.method.digest == made.method.digest


def _uncounted(stated: "Account", made: "Account") -> Iterator[Told]:
    facts = {
        "method": stated.method.id,
        "stated": stated.units,
        "digest": stated.method.digest,
        "here": made.method.digest,
    }
    yield "not_checked", "UNITS_UNCHECKED", facts


def _counted(stated: "Account", made: "Account") -> Iterator[Told]:
    """Compare each count; what one side does not count is 0 there."""
    found, again = _counts(stated), _counts(made)
    for name in dict.fromkeys((*found, *again)):
        count, other = found.get(name, 0), again.get(name, 0)
        facts = {
            "method": stated.method.id,
            "part": name,
            "stated": count,
            "found": other,
        }
        if count > other:
            yield "failed", "UNITS_OVERSTATED", facts
        elif count < other:
            yield "note", "UNITS_UNDERSTATED", facts


VINTAGES = {"en": "vintages", "zh": "分年度数量"}
LABELS = {"en": "labels", "zh": "各标签数量"}


def _summed(stated: "Account", made: "Account") -> Iterator[Told]:
    """Refuse parts that do not add up to the units.

    Vintages always do. Labels do where they share the recomputed units out; a method
    may also have labels that overlap.
    """
    sums = [(VINTAGES, sum(item.units for item in stated.vintages))]
    if _is_same(stated, made) and sum(made.labels.values()) == made.units:
        sums.append((LABELS, sum(stated.labels.values())))
    for parts, total in sums:
        if total != stated.units:
            facts = {
                "method": stated.method.id,
                "stated": stated.units,
                "parts": parts,
                "found": total,
            }
            yield "failed", "UNITS_SUM", facts


def _counts(account: "Account") -> dict[str, int]:
    """Return every count of units of an account by its place."""
    labels = {f"labels/{name}": count for name, count in account.labels.items()}
    years = {f"vintages/{one.year}": one.units for one in account.vintages}
    return {"units": account.units, **labels, **years}


def _judged(
    exam: Examination, number: int, name: str, own: Mapping[str, Tolerance]
) -> Iterator[Finding]:
    """Compare one member and say what a difference means."""
    found = comparison(exam, name, own)
    exam.comparisons[name] = found
    where = Where(file=name)
    facts = {"name": name, "places": ", ".join(found.places) or name}
    if found.likeness == "missing":
        yield Finding(
            step=number, verdict="failed", code="MEMBER_MISSING", where=where,
            facts=facts,
        )  # fmt: skip
    elif found.likeness == "different":
        other = exam.method == "other"
        yield Finding(
            step=number, verdict="not_checked" if other else "failed",
            code="FIGURES_ELSEWHERE" if other else "FIGURES_DIFFER",
            where=where, facts=facts,
        )  # fmt: skip
    elif found.likeness == "words_differ":
        verdict: Verdict = "failed" if exam.program == "same" else "not_checked"
        yield Finding(
            step=number, verdict=verdict, code="WORDS_DIFFER", where=where, facts=facts
        )
    elif found.likeness == "within_tolerance":
        yield Finding(
            step=number, verdict="note", code="FIGURES_CLOSE", where=where, facts=facts
        )


def comparison(
    exam: Examination, name: str, own: Mapping[str, Tolerance]
) -> Comparison:
    """Compare one member of the bundle with the one that was made again."""
    bundle, made = exam.opened, exam.made[name]
    if name not in bundle.manifest:
        return Comparison(member=name, likeness="missing")
    if digest(made) == f"sha256:{bundle.manifest[name].sha256}":
        return Comparison(member=name, likeness="identical")
    return compared(name, bundle.read(name), made, own)

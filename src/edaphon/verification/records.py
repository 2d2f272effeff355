"""The records of a bundle, read by their published forms; a stranger wrote them."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

import msgspec

from edaphon.accounting import ACCOUNT, EVIDENCE, RUN, TRACE
from edaphon.bundle import Bundle
from edaphon.kernel import canonical
from edaphon.kernel.digests import digest
from edaphon.kernel.errors import EdaphonError, Problem, Where
from edaphon.schemas.models.run import Version
from edaphon.schemas.record import stated_or
from edaphon.schemas.record_problems import shape_of
from edaphon.schemas.records import read
from edaphon.schemas.trace_form import is_trace_form
from edaphon.schemas.traces import Trace, read_trace

if TYPE_CHECKING:
    from edaphon.schemas.models.account import AccountSet
    from edaphon.schemas.models.evidence import EvidenceRecord
    from edaphon.schemas.models.run import RunRecord

MACHINE = ("env/numeric.json", "env/sbom.json")
"""Members that describe the machine; they are read, and nothing rests on them."""

CODE = "env/code.sha256"
"""Listing of the program's source files; its digest is the identity of the code."""


@dataclass(frozen=True, kw_only=True)
class Records:
    """Account, trace, run and evidence record of one bundle, each of its form."""

    account: "AccountSet"
    run: "RunRecord"
    evidence: "EvidenceRecord"
    trace: Trace
    run_text: bytes

    @property
    def methods(self) -> tuple[str, ...]:
        """Ids of the methods of the account, in its order."""
        return tuple(item.method.id for item in self.account.accounts)

    @cached_property
    def run_record(self) -> Mapping[str, Any]:
        """The run record as plain values, for those who write it again."""
        found: Mapping[str, Any] = canonical.loads(self.run_text, file=RUN)
        return found

    @property
    def code(self) -> str:
        """Digest of the code of the program that made the account."""
        return self.run.program.code

    @property
    def packs(self) -> dict[str, str]:
        """Digest of the code of each pack of another package, as the run names it."""
        return {item.id: item.code for item in stated_or(self.run.program.packs, [])}

    @property
    def version(self) -> str:
        """Version of the program that made the account."""
        return self.run.program.version

    @property
    def is_draft(self) -> bool:
        """Whether the forms of the records, or a method, may still change."""
        return self.run.draft or any(
            item.method.draft for item in self.account.accounts
        )

    @property
    def reading_rules(self) -> int:
        """Version of the rules by which the raw files were read."""
        return int(self.run.reading_rules.rpartition("/")[2])


def read_records(bundle: Bundle) -> Records:
    """Return the records of a bundle.

    Raises
    ------
    EdaphonError
        ``RECORD_VERSION`` where another version of the program wrote them,
        ``BUNDLE_MISSING``, and every fault of form of the records at once.
    """
    problems: list[Problem] = []
    texts = {name: _bytes(bundle, name, problems) for name in _FORMS}
    _refuse(problems)
    found: dict[str, Any] = {}
    for name, form in _FORMS.items():
        try:
            found[name] = form(texts[name])
        except EdaphonError as error:
            problems += error.problems
    for name in MACHINE:
        if name in bundle.manifest:
            problems += _object_problems(bundle.read(name), name)
    _refuse(with_maker(bundle, problems))
    return Records(
        account=found[ACCOUNT],
        run=found[RUN],
        evidence=found[EVIDENCE],
        trace=found[TRACE],
        run_text=texts[RUN],
    )


def _bytes(bundle: Bundle, name: str, problems: list[Problem]) -> bytes:
    """Return a member; that it is missing joins the problems."""
    try:
        return bundle.read(name)
    except EdaphonError as error:
        problems += error.problems
        return b""


def with_maker(bundle: Bundle, problems: Sequence[Problem]) -> list[Problem]:
    """Return problems of records; one only where another version wrote them.

    One program writes all records of a bundle, so that its version is one cause.
    """
    for item in problems:
        if item.code == "RECORD_VERSION":
            return [replace(item, facts={**item.facts, **_made_by(bundle)})]
    return list(problems)


def _made_by(bundle: Bundle) -> dict[str, str]:
    """Return version and code digest of the program, as far as an older form tells."""
    try:
        found = canonical.loads(bundle.read(RUN), file=RUN)
    except EdaphonError:
        found = None
    stated = found if isinstance(found, dict) else {}
    program = stated.get("program")
    version = program.get("version") if isinstance(program, dict) else None
    code = digest(bundle.read(CODE)) if CODE in bundle.names else "?"
    return {"version": _version(version or stated.get("version")), "code": code}


def _version(found: object) -> str:
    """Return a version that a stranger wrote, or ``?`` where it is no version.

    It is printed inside a command that a person may copy.
    """
    try:
        return msgspec.convert(found, Version)
    except msgspec.ValidationError:
        return "?"


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise EdaphonError(problems)


# --- Forms --------------------------------------------------------------------


def _account(text: bytes) -> "AccountSet":
    record = read("account", text, file=ACCOUNT)
    _check_canonical(text, ACCOUNT)
    counted = Counter(item.method.id for item in record.accounts)
    where = Where(file=ACCOUNT, path="accounts")
    _refuse(
        [
            Problem(code="METHOD_TWICE", where=where, facts={"id": method})
            for method, count in counted.items()
            if count > 1
        ]
    )
    return record


def _run(text: bytes) -> "RunRecord":
    record = read("run", text, file=RUN)
    _check_canonical(text, RUN)
    if not _is_instant(record.generated_at):
        where = Where(file=RUN, path="generated_at")
        wanted = {"en": "a time that exists", "zh": "真实存在的时间"}
        facts = {"found": record.generated_at, "wanted": wanted}
        raise EdaphonError(Problem(code="RECORD_FORM", where=where, facts=facts))
    return record


def _evidence(text: bytes) -> "EvidenceRecord":
    record = read("evidence", text, file=EVIDENCE)
    _check_canonical(text, EVIDENCE)
    return record


def _trace(text: bytes) -> Trace:
    found = read_trace(text, file=TRACE)
    for number, line in enumerate(text.split(b"\n")[:-1], start=1):
        if not is_trace_form(line):
            where = Where(file=TRACE, row=number)
            raise EdaphonError(Problem(code="RECORD_NOT_CANONICAL", where=where))
    return found


def _object_problems(text: bytes, name: str) -> Sequence[Problem]:
    """Return what keeps a member from being one JSON object."""
    try:
        found = canonical.loads(text, file=name)
    except EdaphonError as error:
        return error.problems
    if isinstance(found, dict):
        return ()
    facts = {"found": shape_of(found), "wanted": {"en": "an object", "zh": "对象"}}
    return (Problem(code="RECORD_FORM", where=Where(file=name), facts=facts),)


def _check_canonical(text: bytes, name: str) -> None:
    if canonical.dumps(canonical.loads(text, max_bytes=len(text), file=name)) != text:
        where = Where(file=name)
        raise EdaphonError(Problem(code="RECORD_NOT_CANONICAL", where=where))


def _is_instant(value: str) -> bool:
    """Tell whether a text of the right form names a time that exists."""
    try:
        return canonical.instant(datetime.fromisoformat(value)) == value
    except ValueError:
        return False


_FORMS: Mapping[str, Callable[[bytes], Any]] = {
    ACCOUNT: _account,
    EVIDENCE: _evidence,
    RUN: _run,
    TRACE: _trace,
}

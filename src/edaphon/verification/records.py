"""The records of a bundle, read by their published forms; a stranger wrote them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from edaphon.accounting import ACCOUNT, EVIDENCE, RUN, VERSIONS
from edaphon.bundle import Bundle
from edaphon.kernel import canonical
from edaphon.kernel.digests import digest, is_digest
from edaphon.kernel.errors import EdaphonError, Problem, Where

CODE = "env/code.sha256"
"""Listing of the program's source files; its digest is the identity of the code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """Account, run and evidence record of one bundle, each of its form."""

    account: Mapping[str, Any]
    run: Mapping[str, Any]
    evidence: Mapping[str, Any]

    @property
    def methods(self) -> tuple[str, ...]:
        """Ids of the methods of the account, in its order."""
        return tuple(str(item["method"]["id"]) for item in self.account["accounts"])

    @property
    def code(self) -> str:
        """Digest of the code of the program that made the account."""
        return str(self.run["program"]["code"])

    @property
    def version(self) -> str:
        """Version of the program that made the account."""
        return str(self.run["program"]["version"])

    @property
    def reading_rules(self) -> int:
        """Version of the rules by which the raw files were read."""
        return int(str(self.run["reading_rules"]).rpartition("/")[2])


def read_records(bundle: Bundle) -> Records:
    """Return the records of a bundle.

    Raises
    ------
    EdaphonError
        ``RECORD_VERSION`` where another version of the program wrote them,
        ``BUNDLE_MISSING``, and every fault of form of the three records at once.
    """
    problems: list[Problem] = []
    found = {name: _loaded(bundle, name, problems) for name in _FORMS}
    _refuse(problems)
    made_by = _made_by(bundle, found[RUN])
    for name, record in found.items():
        if (problem := _version_problem(name, record, made_by)) is not None:
            problems.append(problem)
    _refuse(problems)
    for name, record in found.items():
        try:
            _FORMS[name](record, name)
        except EdaphonError as error:
            problems += error.problems
    _refuse(problems)
    return Records(account=found[ACCOUNT], run=found[RUN], evidence=found[EVIDENCE])


def _loaded(bundle: Bundle, name: str, problems: list[Problem]) -> Any:  # noqa: ANN401 - any JSON value
    """Return a canonical record; its faults join the problems."""
    try:
        text = bundle.read(name)
        record = canonical.loads(text, allow_floats=False, file=name)
        if canonical.dumps(record) == text:
            return record
        problems.append(_problem("RECORD_NOT_CANONICAL", name))
    except EdaphonError as error:
        problems += error.problems
    return None


def _made_by(bundle: Bundle, run: object) -> dict[str, str]:
    """Return version and code digest of the program, as far as an older form tells."""
    stated = run if isinstance(run, dict) else {}
    program = stated.get("program")
    version = program.get("version") if isinstance(program, dict) else None
    code = digest(bundle.read(CODE)) if CODE in bundle.names else "?"
    return {"version": str(version or stated.get("version") or "?"), "code": code}


def _version_problem(
    name: str, record: object, made_by: Mapping[str, str]
) -> Problem | None:
    stated = record.get("v") if isinstance(record, dict) else None
    kind = VERSIONS[name].rpartition("/")[0]
    if stated == VERSIONS[name] or not isinstance(stated, str):
        return None
    if not stated.startswith(f"{kind}/"):
        return None
    facts = {**made_by, "found": stated, "known": VERSIONS[name]}
    return Problem(code="RECORD_VERSION", where=Where(file=name), facts=facts)


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise EdaphonError(problems)


def _problem(code: str, name: str, path: str = "", **facts: object) -> Problem:
    return Problem(code=code, where=Where(file=name, path=path), facts=facts)


# --- Forms --------------------------------------------------------------------


def _account(record: Any, name: str) -> None:  # noqa: ANN401 - any JSON value
    fields = ("v", "project", "project_document", "evidence", "plan", "accounts")
    _has(record, name, "", *fields)
    _is(record["accounts"], list, name, "accounts")
    if not record["accounts"]:
        raise EdaphonError(_problem("FIELD_TYPE", name, "accounts", found="[]"))
    seen: set[str] = set()
    for number, item in enumerate(record["accounts"]):
        _one_account(item, name, f"accounts/{number}")
        if (method := item["method"]["id"]) in seen:
            raise EdaphonError(_problem("METHOD_TWICE", name, id=method))
        seen.add(method)


def _one_account(item: Any, name: str, path: str) -> None:  # noqa: ANN401 - any JSON value
    _has(item, name, path, "method", "units", "vintages", "status", "figures", "labels")
    _has(item["method"], name, f"{path}/method", "id", "digest")
    for field in ("id", "digest"):
        _is(item["method"][field], str, name, f"{path}/method/{field}")
    _count(item["units"], name, f"{path}/units")
    _is(item["labels"], dict, name, f"{path}/labels")
    for label, units in item["labels"].items():
        _count(units, name, f"{path}/labels/{label}")
    _is(item["vintages"], list, name, f"{path}/vintages")
    for number, part in enumerate(item["vintages"]):
        place = f"{path}/vintages/{number}"
        _has(part, name, place, "year", "units")
        _is(part["year"], str, name, f"{place}/year")
        _count(part["units"], name, f"{place}/units")


def _run(record: Any, name: str) -> None:  # noqa: ANN401 - any JSON value
    _has(record, name, "", "v", "generated_at", "program", "reading_rules")
    _has(record["program"], name, "program", "version", "code")
    _is(record["program"]["version"], str, name, "program/version")
    if not is_digest(record["program"]["code"]):
        _is(record["program"]["code"], dict, name, "program/code")
    if not _is_instant(record["generated_at"]):
        found = record["generated_at"]
        raise EdaphonError(_problem("FIELD_TYPE", name, "generated_at", found=found))
    rules = str(record["reading_rules"])
    if not rules.removeprefix("edaphon.reading/").isdecimal() or len(rules) > 24:
        _is(record["reading_rules"], dict, name, "reading_rules")


def _is_instant(value: object) -> bool:
    """Tell whether a value is an instant as records write it."""
    try:
        return isinstance(value, str) and (
            canonical.instant(datetime.fromisoformat(value)) == value
        )
    except (ValueError, EdaphonError):
        return False


def _evidence(record: Any, name: str) -> None:  # noqa: ANN401 - any JSON value
    _has(record, name, "", "v", "project", "files", "observations")


def _has(record: Any, name: str, path: str, *fields: str) -> None:  # noqa: ANN401 - any JSON value
    where = Where(file=name, path=path)
    known = tuple(record) if isinstance(record, dict) else ()
    canonical.check_fields(record, fields, known, where=where)


def _is(value: object, kind: type, name: str, path: str) -> None:
    if not isinstance(value, kind):
        found = type(value).__name__
        raise EdaphonError(_problem("FIELD_TYPE", name, path, found=found))


def _count(value: object, name: str, path: str) -> None:
    if type(value) is not int or value < 0:
        found = type(value).__name__
        raise EdaphonError(_problem("FIELD_TYPE", name, path, found=found))


_FORMS: Mapping[str, Callable[[Any, str], None]] = {
    ACCOUNT: _account,
    EVIDENCE: _evidence,
    RUN: _run,
}

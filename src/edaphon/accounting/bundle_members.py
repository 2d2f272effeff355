"""What an account puts into a bundle: raw files, plan, method, environment, result."""

from collections.abc import Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

from msgspec import UNSET, to_builtins

from edaphon.accounting.account import Account
from edaphon.accounting.account_record import VERSION, account_set
from edaphon.accounting.coeffects import effects_record
from edaphon.accounting.decimal_texts import text_of
from edaphon.accounting.evidence import Evidence
from edaphon.accounting.shares import shares_text
from edaphon.accounting.trace import text
from edaphon.evidence import PlanStatus, Seal
from edaphon.kernel import canonical, environment
from edaphon.kernel.digests import file_digest
from edaphon.kernel.errors import shown
from edaphon.methods import source_files
from edaphon.methods.showing import description
from edaphon.schemas.record import stated_or
from edaphon.schemas.records import ACCOUNT_MEMBER, version

Record = dict[str, Any]

ACCOUNT, TRACE = ACCOUNT_MEMBER, "account/trace.jsonl"
EVIDENCE, OBSERVATIONS = "account/evidence.json", "account/observations.csv"
SHARES = "account/shares.csv"
"""Units of each member; only where the project has a roster."""
COEFFECTS = "account/coeffects.json"
"""Co-effects as computed; only where the project has ``coeffects.yaml``."""
RUN = "env/run.json"
DATA = "data/"
PROJECT = DATA + "project.yaml"
RECORD = "record.json"
"""Canonical record of a method, in the folder of the method; its digest is the
identity of the method."""
DESCRIPTION = "description.json"
"""Words, scope and equations of a method, in the folder of the method."""

VERSIONS = {
    ACCOUNT: VERSION,
    EVIDENCE: version("evidence"),
    RUN: version("run"),
}
"""Form of each record that this program writes and reads."""

Source = bytes | Path


def members(
    evidence: Evidence, accounts: Sequence[Account], *, run: Mapping[str, Any]
) -> dict[str, Source]:
    """Return every member of a bundle but the reports.

    Parameters
    ----------
    evidence
        Evidence with its project folder, whose raw files are taken as they lie.
    accounts
        Accounts of one evidence.
    run
        What is true of this run alone and never compared: times, program version.
    """
    import numpy as np  # noqa: PLC0415 - its build is part of the environment

    found: dict[str, Source] = {
        **raw_files(evidence),
        **records(evidence, accounts, run=run),
        **environment.members(np),
    }
    for item in accounts:
        folder = method_folder(item.pack.id)
        found[f"{folder}/{RECORD}"] = item.pack.record
        for path, content in source_files(item.pack.id).items():
            found[f"{folder}/source/{path}"] = content
    lock = _lock()
    if lock:
        found["env/requirements.lock"] = lock
    return found


def records(
    evidence: Evidence, accounts: Sequence[Account], *, run: Mapping[str, Any]
) -> dict[str, Source]:
    """Return the records of an account, from which alone its report is made."""
    descriptions = {
        f"{method_folder(item.pack.id)}/{DESCRIPTION}": canonical.dumps(
            description(item.pack, item.ruling.known)
        )
        for item in accounts
    }
    return {
        PROJECT: evidence.project.folder / "project.yaml",
        **result(evidence, accounts),
        **descriptions,
        RUN: canonical.dumps(dict(run)),
    }


def method_folder(method_id: str) -> str:
    """Return where a bundle keeps what it holds of a method."""
    return "method/" + method_id.replace("/", "-")


def result(evidence: Evidence, accounts: Sequence[Account]) -> dict[str, bytes]:
    """Return the members that a replay makes again and compares."""
    found = {
        EVIDENCE: canonical.dumps(evidence_record(evidence)),
        OBSERVATIONS: evidence.table_text,
        ACCOUNT: canonical.dumps(account_set(accounts)),
        TRACE: trace_text(accounts),
    }
    if evidence.roster is not None:
        found[SHARES] = shares_text(evidence, accounts)
    if evidence.project.coeffects.present:
        found[COEFFECTS] = canonical.dumps(to_builtins(effects_record(evidence)))
    return found


def trace_text(accounts: Sequence[Account]) -> bytes:
    """Return the trace, one JSON line a step; floats stand here and nowhere else."""
    return "".join(line for account in accounts for line in text(account)).encode()


def evidence_record(evidence: Evidence) -> Record:
    """Return the evidence record: raw files by digest, table, areas, plan."""
    plan = evidence.plan
    return {
        "v": VERSIONS[EVIDENCE],
        "project": {"path": "project.yaml", "digest": evidence.project.digest},
        "plan": plan_facts(plan),
        "files": [
            {"path": path, "digest": digest}
            for path, digest in sorted(evidence.files.items())
        ],
        **_papers(evidence),
        **_coeffects(evidence),
        "observations": {
            "digest": evidence.digest,
            "rows": evidence.observations.height,
        },
        "strata": _strata(evidence),
        "area_ha": _area(evidence),
        "geography": evidence.geography.record(),
    }


def _papers(evidence: Evidence) -> Record:
    """Return the papers that the project names and nobody reads for numbers."""
    project = evidence.project
    names = sorted({*project.named_files} - {*evidence.files, "coeffects.yaml"})
    found = [
        {"path": name, "digest": file_digest(project.folder / name)}
        for name in names
        if place(name).startswith(DATA) and (project.folder / name).is_file()
    ]
    return {"papers": found} if found else {}


def _coeffects(evidence: Evidence) -> Record:
    """Return the file of co-effects by digest, where the project has one."""
    found = evidence.project.coeffects
    if not found.present:
        return {}
    return {"coeffects": {"path": "coeffects.yaml", "digest": found.digest}}


def told_by_reading(evidence: Evidence) -> list[Record]:
    """Return what reading the files told, so that a report can tell it too.

    A replay reads it again and compares it; another version may tell more or less,
    which is then not checked and accuses nobody. The facts stand here and not the
    words.
    """
    return [
        {
            "code": item.code,
            "where": item.where.as_json(),
            "facts": {name: _fact(fact) for name, fact in sorted(item.facts.items())},
        }
        for item in evidence.warnings
    ]


def _fact(fact: object) -> str | dict[str, str]:
    if isinstance(fact, Mapping):
        return {str(key): shown(words) for key, words in fact.items()}
    return shown(fact)


def plan_facts(plan: PlanStatus) -> Record:
    """Return what the plan says of itself; every point stands in the plan alone."""
    said = plan.model
    told = {} if said is UNSET else to_builtins(said)
    return {
        "present": plan.present,
        "digest": plan.digest,
        "sealed_at": plan.sealed_at,
        "intact": plan.intact,
        "points": len(plan.points),
        "layers": [[str(top), str(bottom)] for top, bottom in plan.layers],
        "tests": list(plan.tests),
        "description": told.get("description"),
        "seed": told.get("seed"),
        "cores_per_sample": told.get("cores_per_sample"),
    }


def _strata(evidence: Evidence) -> list[Record]:
    """Return the area of each stratum that counts, and whether a map gave it."""
    names = [item.id for item in evidence.strata]
    return [
        {
            "id": name,
            "area_ha": text_of(evidence.area_ha(name), 4),
            "computed": evidence.area_from(name) == "map",
        }
        for name in names
    ]


def _area(evidence: Evidence) -> str | None:
    return text_of(sum(evidence.area_ha(item.id) for item in evidence.strata), 4)


def raw_files(evidence: Evidence) -> dict[str, Source]:
    """Return the raw files of the project folder by their place in the bundle.

    Everything the project document names, what was sealed with its plan, and nothing
    else that lies in the folder.
    """
    project, seal = evidence.project, evidence.plan.seal
    folder = project.folder
    names = {
        *_beside(folder, seal),
        "project.yaml",
        *project.named_files,
        stated_or(evidence.sampling.plan, "plan/sampling.yaml"),
        stated_or(evidence.sampling.seal, "plan/seal.json"),
    }
    return {
        place(name): folder / name
        for name in sorted(names)
        if (folder / name).is_file()
    }


def _beside(folder: Path, seal: Seal | None) -> list[str]:
    """Return what was sealed with the plan and is still what was sealed."""
    if seal is None:
        return []
    return [name for name in seal.beside if seal.holds(folder, name)]


def place(name: str) -> str:
    """Return where a file of the project folder stands in a bundle."""
    return name if name.startswith("plan/") else DATA + name


def _lock() -> bytes:
    """Return the lock that this installation was made from, where it is at hand."""
    inside = resources.files("edaphon") / "requirements.lock"
    if inside.is_file():
        return inside.read_bytes()
    beside = Path(str(resources.files("edaphon"))).parents[1] / "requirements.lock"
    return beside.read_bytes() if beside.is_file() else b""

"""What a replay needs to make the members of a bundle again."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from msgspec import to_builtins

from edaphon.accounting.bundle_members import (
    EVIDENCE,
    OBSERVATIONS,
    evidence_record,
)
from edaphon.accounting.evidence import Evidence
from edaphon.bundle import CrateDescription
from edaphon.kernel import canonical
from edaphon.schemas.record import stated_or

WORDS = {
    "en": "Evidence, account and report of a soil carbon project.",
    "zh": "土壤碳项目的证据、核算结果和报告。",
}
"""What every bundle says that it holds."""


def evidence_members(evidence: Evidence) -> dict[str, bytes]:
    """Return the members that follow from the raw files before any method."""
    return {
        EVIDENCE: canonical.dumps(evidence_record(evidence)),
        OBSERVATIONS: evidence.table_text,
    }


def crate_description(evidence: Evidence, run: Mapping[str, Any]) -> CrateDescription:
    """Return what a bundle says of itself, from the project and the run record.

    Parameters
    ----------
    evidence
        Evidence with its project document.
    run
        The run record; its time and program are the crate's.
    """
    project = evidence.project.model
    moment = datetime.fromisoformat(str(run["generated_at"]))
    return CrateDescription(
        name=to_builtins(project.name),
        description=WORDS,
        proponent=to_builtins(project.proponent.name),
        proponent_identifier=stated_or(project.proponent.identifier, ""),
        published_on=moment.astimezone(UTC).date(),
        licence=stated_or(project.licence, ""),
        started_at=moment,
        ended_at=moment,
        code_version=str(run["program"]["version"]),
        code_digest=str(run["program"]["code"]),
    )

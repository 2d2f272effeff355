"""Whose word a loss rests on: another party, at the time, on a paper of its own."""

from collections.abc import Mapping
from datetime import date, timedelta

from msgspec import UNSET

from edaphon.accounting.evidence import Evidence
from edaphon.accounting.papers import paper_fault
from edaphon.evidence import takes_part
from edaphon.methods import MethodPack
from edaphon.schemas.models.project import MissingItem, ProjectDocument, Statement
from edaphon.schemas.record import stated_or

DAYS = "witness_days"
"""Parameter of a pack: days after a campaign within which a loss is witnessed [d]."""

LOSSES = ("sampling", "missing")
"""Where a project lists lost samples."""

Sample = tuple[str, str]
"""Point and campaign."""


def witness_days(method: MethodPack) -> float:
    """Return the window of a method [d]; 0 where it states none: the campaign alone."""
    asked = method.parameters.get(DAYS)
    return 0.0 if asked is None else asked.number


def losses_seen(evidence: Evidence, most_days: float) -> Mapping[Sample, str]:
    """Return what stands against the witness of every listed loss, empty for nothing.

    Parameters
    ----------
    evidence
        Project document and raw files.
    most_days
        Days after the last day of a campaign within which a witness signs [d].

    Returns
    -------
    Mapping
        By point and campaign: ``absent``, ``no_paper``, ``own_party``, ``no_campaign``,
        ``too_early``, ``too_late``, ``not_a_paper``, ``serves_elsewhere`` or empty.
        Of two entries for one sample the one that is witnessed counts.
    """
    found: dict[Sample, str] = {}
    for item in stated_or(evidence.sampling.missing, []):
        key = (item.point, item.campaign)
        fault = _fault(evidence, item, most_days)
        if found.get(key, fault) or not fault:
            found[key] = fault
    return found


def _fault(evidence: Evidence, item: MissingItem, most_days: float) -> str:
    seen = item.witness
    if seen is UNSET:
        return "absent"
    if seen.file is UNSET:
        return "no_paper"
    project = evidence.project.model
    if takes_part(evidence.project, seen.signed_by):
        return "own_party"
    return _out_of_time(project, item.campaign, seen, most_days) or paper_fault(
        evidence.project, seen.file, LOSSES
    )


def _out_of_time(
    project: ProjectDocument, campaign: str, seen: Statement, most_days: float
) -> str:
    days = [item for item in project.campaigns if item.id == campaign]
    if not days:
        return "no_campaign"
    latest = date.fromisoformat(days[0].end) + timedelta(days=most_days)
    if seen.signed_on < days[0].start:
        return "too_early"
    return "too_late" if date.fromisoformat(seen.signed_on) > latest else ""

"""Whose word a loss rests on: another party, at the time, on a paper of its own."""

from collections.abc import Mapping
from datetime import date, timedelta

from edaphon.accounting.evidence import Evidence
from edaphon.evidence import word_fault
from edaphon.methods import MethodPack
from edaphon.schemas.record import stated_or

DAYS = "witness_days"
"""Parameter of a pack: days after a campaign within which a loss is witnessed [d]."""

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
    for at, item in enumerate(stated_or(evidence.sampling.missing, [])):
        key = (item.point, item.campaign)
        fault = _fault(evidence, at, item.campaign, most_days)
        if found.get(key, fault) or not fault:
            found[key] = fault
    return found


def _fault(evidence: Evidence, at: int, campaign: str, most_days: float) -> str:
    """Return what stands against the witness of one loss, by the rule for every word.

    It is signed from the first day of the campaign until some days after its last.
    """
    rounds = {item.id: item for item in evidence.project.model.campaigns}
    held = rounds.get(campaign)
    first = date.min if held is None else date.fromisoformat(held.start)
    until = None
    if held is not None:
        until = date.fromisoformat(held.end) + timedelta(days=most_days)
    place = ("sampling", "missing", at, "witness")
    fault = word_fault(evidence.project, place, since=first, until=until)
    return fault or ("no_campaign" if held is None else "")

"""What a project states, with a reason, not to exist."""

from msgspec import UNSET

from edaphon.accounting.evidence import Evidence
from edaphon.schemas.models.project import SourcesAbsent
from edaphon.schemas.record import stated_or


def denied(evidence: Evidence, name: str) -> bool:
    """Tell whether ``sources_absent`` states that something does not exist.

    A reason that says nothing is no reason: reading leaves it out.
    """
    absent = stated_or(evidence.project.model.sources_absent, SourcesAbsent())
    return getattr(absent, name) is not UNSET

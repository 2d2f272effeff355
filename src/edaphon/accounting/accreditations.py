"""Whether a laboratory was accredited when it analysed what an account rests on."""

import re
from collections.abc import Iterator

from edaphon.evidence import Project
from edaphon.kernel.errors import Problem
from edaphon.schemas.models.project import LaboratoryItem
from edaphon.schemas.record import stated_or

SEVERAL = re.compile(r"[|｜]")
"""What stands between the names of one laboratory in several languages."""


def accreditation_problems(project: Project) -> Iterator[Problem]:
    """Tell of an accreditation that ended before a campaign began (``LAB_OVER``).

    A laboratory of a campaign is found in the list of laboratories by its name in
    either language, or by a part of it. Of one that states no last day, nothing is
    said here: the checklist of the report does.
    """
    for campaign in project.campaigns:
        start = campaign.start.isoformat()
        for at, entry in enumerate(stated_or(project.model.laboratory, [])):
            until = stated_or(entry.valid_until, start)
            if until < start and _is_named(campaign.laboratory, entry):
                facts = {
                    "laboratory": {"en": names(entry)[0], "zh": names(entry)[-1]},
                    "until": until,
                    "campaign": campaign.id,
                    "start": start,
                }
                where = project.where("laboratory", at, "valid_until")
                yield Problem(code="LAB_OVER", where=where, facts=facts)


def names(entry: LaboratoryItem) -> list[str]:
    """Return the names of a laboratory, English first."""
    given = (stated_or(entry.name.en, ""), stated_or(entry.name.zh, ""))
    return [one for one in given if one]


def _is_named(stated: str, entry: LaboratoryItem) -> bool:
    """Tell whether a campaign's laboratory is that of an entry."""
    said = [part.strip().casefold() for part in SEVERAL.split(stated) if part.strip()]
    known = [one.casefold() for one in names(entry)]
    return any(part in one or one in part for part in said for one in known)

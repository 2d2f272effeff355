"""Settings of the soil stock that project.yaml states and that count for nothing."""

from collections.abc import Iterator

from edaphon.evidence import PlanStatus, Project
from edaphon.kernel.errors import Problem

SINCE = 6
"""Reading rules from which they are told."""

OF_THE_PLAN = ("interpolation", "mass", "reference_mass")
"""What the sealed plan alone sets: project.yaml may be written after sampling."""

WITHOUT_PLAN = frozenset({"reference_mass"})
"""What the document sets where there is no plan."""


def unused_settings(project: Project, plan: PlanStatus) -> Iterator[Problem]:
    """Tell of each setting that the plan does not state likewise (``SETTING_UNUSED``).

    Whoever reads it in project.yaml would take it for what the account rests on.
    """
    for name in OF_THE_PLAN:
        stated = project.sampling.get(name)
        planned = plan.document.get(name)
        is_used = not plan.present and name in WITHOUT_PLAN
        if stated is None or is_used or stated == planned:
            continue
        where = project.where("sampling", name)
        facts = {"field": name, "found": str(stated)}
        yield Problem(code="SETTING_UNUSED", where=where, facts=facts)

"""A stratum with control points of its own takes none of another."""

from collections import Counter
from collections.abc import Iterator

from edaphon.evidence import PlanStatus, Project
from edaphon.kernel.errors import Problem


def other_controls(project: Project, plan: PlanStatus) -> Iterator[Problem]:
    """Refuse ``controls`` of a stratum for which the plan drew control points.

    The plan was sealed before sampling; ``controls`` may be written when it is known
    which control gained least (``CONTROLS_OF_OTHER``, since reading rules 6).
    """
    own = Counter(
        stratum for stratum, role in plan.points.values() if role == "control"
    )
    for at, stratum in enumerate(project.strata):
        other = stratum.controls or stratum.id
        if other != stratum.id and own[stratum.id]:
            where = project.where("strata", at, "controls")
            facts = {"stratum": stratum.id, "other": other, "count": own[stratum.id]}
            yield Problem(code="CONTROLS_OF_OTHER", where=where, facts=facts)

"""The land of an account, held against the areas that the sealed plan states."""

from collections.abc import Iterator
from decimal import Decimal

from edaphon.evidence import PlanStatus, Project
from edaphon.kernel.errors import Problem
from edaphon.monitoring.land.doubts import AREA_TOLERANCE
from edaphon.monitoring.land.record import Geography


def area_problems(
    project: Project, plan: PlanStatus, geography: Geography
) -> Iterator[Problem]:
    """Refuse land that was drawn after the plan was made (``PLAN_AREA``).

    Less land than planned is no gain; more than stated and computed areas may differ
    was chosen after the fact. What lies between counts for nothing, and is told
    (``PLAN_AREA_COUNTS``).
    """
    sealed = plan.areas
    for at, stratum in enumerate(project.strata):
        held = geography.area_ha.get(stratum.id) or stratum.area_ha
        planned = sealed.get(stratum.id)
        if held is None or planned is None:
            continue
        area = Decimal(str(held))
        is_larger = area > planned * (1 + AREA_TOLERANCE)
        if is_larger or round(area, 2) > round(planned, 2):
            facts = {
                "stratum": stratum.id,
                "found": f"{area:.4f}",
                "planned": str(planned),
                "percent": int(100 * AREA_TOLERANCE),
            }
            where = project.where("strata", at)
            code = "PLAN_AREA" if is_larger else "PLAN_AREA_COUNTS"
            yield Problem(code=code, where=where, facts=facts)


def land_problems(
    project: Project, plan: PlanStatus, geography: Geography
) -> Iterator[Problem]:
    """Ask for the land where a map holds points alone (``GEO_NO_LAND``).

    Neither the area of a stratum nor on whose land a point stands can then be held
    against anything. Areas that the plan states were said before sampling; without a
    plan nothing is credited.
    """
    if not plan.present or not geography.points or geography.parcels:
        return
    sealed = plan.areas
    bare = [item.id for item in project.strata if item.id not in sealed]
    if bare:
        facts = {"found": ", ".join(bare), "count": len(geography.points)}
        where = project.where("fields", "path")
        yield Problem(code="GEO_NO_LAND", where=where, facts=facts)

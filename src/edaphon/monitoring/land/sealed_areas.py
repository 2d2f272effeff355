"""The land of an account, held against the areas that the sealed plan states."""

from collections.abc import Iterator
from decimal import Decimal

from edaphon.evidence import PlanStatus, Project
from edaphon.kernel.errors import Problem
from edaphon.monitoring.land.doubts import AREA_TOLERANCE
from edaphon.monitoring.land.record import Geography
from edaphon.schemas.record import stated_or


def area_problems(
    project: Project, plan: PlanStatus, geography: Geography
) -> Iterator[Problem]:
    """Refuse land that was drawn after the plan was made (``PLAN_AREA``).

    Less land than planned is no gain; more than stated and computed areas may differ
    was chosen after the fact.
    """
    sealed = _sealed(plan)
    for at, stratum in enumerate(project.strata):
        held = geography.area_ha.get(stratum.id) or stratum.area_ha
        planned = sealed.get(stratum.id)
        if held is None or planned is None:
            continue
        if Decimal(str(held)) > planned * (1 + AREA_TOLERANCE):
            facts = {
                "stratum": stratum.id,
                "found": f"{Decimal(str(held)):.4f}",
                "planned": str(planned),
                "percent": int(100 * AREA_TOLERANCE),
            }
            where = project.where("strata", at)
            yield Problem(code="PLAN_AREA", where=where, facts=facts)


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
    sealed = _sealed(plan)
    bare = [item.id for item in project.strata if item.id not in sealed]
    if bare:
        facts = {"found": ", ".join(bare), "count": len(geography.points)}
        where = project.where("fields", "path")
        yield Problem(code="GEO_NO_LAND", where=where, facts=facts)


def _sealed(plan: PlanStatus) -> dict[str, Decimal]:
    """Return the area of each stratum that the plan states [ha]."""
    return {
        item.id: Decimal(str(item.area_ha))
        for item in stated_or(getattr(plan.model, "strata", []), [])
        if stated_or(item.area_ha, None) is not None
    }

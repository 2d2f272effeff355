"""Areas of the land of a project, as far as plan, map and document tell them."""

from collections.abc import Mapping
from decimal import Decimal

from edaphon.evidence import PlanStatus, Project
from edaphon.monitoring.land.record import Geography
from edaphon.monitoring.rows.row_places import Land


def known_land(project: Project, plan: PlanStatus, geography: Geography) -> Land:
    """Return the areas by which amounts per hectare may be multiplied [ha].

    Of a stratum the area counts that the plan states, which is the sealed one; without
    it that of the map, then that of the document. Of control land the map counts before
    what the document states.
    """
    return Land(
        parcels={one.id: one.area_ha for one in geography.parcels},
        strata=_strata(project, plan, geography),
        controls=_controls(project, geography),
    )


def _strata(
    project: Project, plan: PlanStatus, geography: Geography
) -> Mapping[str, Decimal]:
    found = {}
    for stratum in project.strata:
        known = (
            plan.areas.get(stratum.id),
            geography.area_ha.get(stratum.id),
            stratum.area_ha,
        )
        area = next((one for one in known if one is not None), None)
        if area is not None and Decimal(str(area)) > 0:
            found[stratum.id] = Decimal(str(area))
    return found


def _controls(project: Project, geography: Geography) -> Mapping[str, Decimal]:
    found: dict[str, Decimal] = {}
    for at, stratum in enumerate(project.strata):
        stated = project.get("strata", at, "control_area_ha")
        if stated is not None and Decimal(str(stated)) > 0:
            found.setdefault(stratum.controls, Decimal(str(stated)))
    mapped: dict[str, Decimal] = {}
    for parcel in geography.parcels:
        if parcel.is_control:
            held = mapped.get(parcel.stratum, Decimal(0))
            mapped[parcel.stratum] = held + parcel.area_ha
    return found | mapped

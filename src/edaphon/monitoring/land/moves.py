"""What is stated of points that were moved, held against plan and map."""

from collections.abc import Iterator

from edaphon.evidence import PlanStatus, Project
from edaphon.kernel.errors import Problem
from edaphon.monitoring.land.record import Geography


def move_problems(
    project: Project, plan: PlanStatus, found: Geography
) -> Iterator[Problem]:
    """Ask about a stated move that is smaller than plan and map show (``PLAN_MOVED``).

    The two may differ by the error of position that the project states.
    """
    error = float(project.sampling.get("gps_error_m", 0))
    for at, item in enumerate(project.sampling.get("moved", ())):
        name, stated = str(item["point"]), float(item["metres"])
        metres = found.metres_off(name, plan.coordinates.get(name))
        if metres is not None and metres > stated + error:
            facts = {"point": name, "stated": f"{stated:g}", "metres": f"{metres:.1f}"}
            where = project.where("sampling", "moved", at, "metres")
            yield Problem(code="PLAN_MOVED", where=where, facts=facts)

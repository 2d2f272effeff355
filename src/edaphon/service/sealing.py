"""Sealing a sampling plan, and what no account under it could ever meet."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from edaphon.evidence import PlanStatus, Project, Seal, read, read_plan, seal_of_project
from edaphon.kernel.errors import Problem
from edaphon.methods import MethodPack, pack, unknown_packs
from edaphon.monitoring import Geography, fields, read_geography, standings

NEEDED = frozenset(("", "v", "id", "strata", "sampling", "methods", "fields"))
"""Fields that must be sound before a plan can be held against the methods."""


def seal(
    folder: Path, at: datetime, *, write: bool = True
) -> tuple[list[Problem], Seal]:
    """Seal the plan of a project folder.

    Parameters
    ----------
    folder, at
        Project folder, and the instant of sealing with its offset.
    write
        False to check only.

    Returns
    -------
    tuple of list of Problem, and Seal
        Warnings that remain, among them ``PLAN_NEVER_COUNTS`` for each condition of a
        method of the project that the plan can never meet; and the seal.

    Raises
    ------
    EdaphonError
        As `edaphon.evidence.seal_of_project`.
    """
    told, made = seal_of_project(folder, at, write=write)
    return [*told, *_never_counts(folder)], made


def _never_counts(folder: Path) -> Iterator[Problem]:
    project, _ = read(folder, needed=NEEDED)
    if project is None:
        return  # its document is not complete yet
    plan, _ = read_plan(project)
    geography, _ = read_geography(project)
    known = [name for name in project.methods if not unknown_packs([name])]
    for method in map(pack, known):
        sampling = _planned(project, plan, geography, method)
        for rule in method.conditions:
            outcome = rule.against_plan(sampling, method.parameters)
            if outcome is not None:
                facts = {
                    "method": method.id,
                    "condition": rule.id,
                    "found": outcome.found,
                    "cure": outcome.cure,
                }
                where = project.where("sampling", "plan")
                yield Problem(code="PLAN_NEVER_COUNTS", where=where, facts=facts)


def _planned(
    project: Project, plan: PlanStatus, geography: Geography, method: MethodPack
) -> dict[str, object]:
    """Return what the plan alone says of sampling, as the facts of an account name it.

    Every planned point is taken to give its result.
    """
    groups = list[dict[str, object]]()
    for stratum in project.strata:
        for role, name in (("project", stratum.id), ("control", stratum.controls)):
            points = [one for one, held in plan.points.items() if held == (name, role)]
            groups.append(
                {
                    "stratum": name,
                    "role": role,
                    "points": len(points),
                    "fields": _fields(plan, geography, points, method),
                }
            )
    once = {(item["stratum"], item["role"]): item for item in groups}
    return {
        "plan": {"later_campaigns": dict(plan.later_campaigns)},
        "groups": list(once.values()),
    }


def _fields(
    plan: PlanStatus, geography: Geography, points: list[str], method: MethodPack
) -> int:
    """Return how many fields points stand in; each its own where that is the unit."""
    if method.field_distance is None:
        return len(points)
    standing = standings(plan, geography, points)
    return len(fields([standing[one] for one in points], method.field_distance))

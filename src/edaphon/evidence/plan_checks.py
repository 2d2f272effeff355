"""What a schema cannot say of a sampling plan: names, places, layers."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from msgspec import UNSET

from edaphon.evidence import vocabulary
from edaphon.evidence.project import Project
from edaphon.kernel.errors import Problem
from edaphon.schemas.documents import Document
from edaphon.schemas.models.plan import PlanDocument, Point
from edaphon.schemas.record import stated_or


def twice_named(document: Document, plan: PlanDocument) -> list[Problem]:
    """Refuse a campaign, stratum or test that the plan names twice."""
    strata = [item.id for item in stated_or(plan.strata, [])]
    named = (
        ("campaigns", plan.campaigns),
        ("strata", strata),
        ("tests", stated_or(plan.tests, ())),
    )
    problems = []
    for field, names in named:
        for at, name in enumerate(names):
            if (before := list(names).index(name)) < at:
                first = document.where(field, before).row or 0
                facts = {"found": name, "field": field, "first": first}
                where = document.where(field, at)
                problems.append(
                    Problem(code="ENTRY_DUPLICATE", where=where, facts=facts)
                )
    return problems


def key_problems(
    project: Project, document: Document, plan: PlanDocument
) -> list[Problem]:
    """Tell of what the plan states of a stratum or campaign that is none."""
    strata = list(project.stratum_names)
    masses = stated_or(plan.reference_mass, None)
    groups: tuple[tuple[str, Sequence[tuple[str, str | int]], Sequence[str]], ...] = (
        (
            "reference_mass",
            [(name, name) for name in masses] if isinstance(masses, Mapping) else [],
            strata,
        ),
        (
            "planned_days",
            [(name, name) for name in stated_or(plan.planned_days, {})],
            plan.campaigns,
        ),
        (
            "strata",
            [(item.id, at) for at, item in enumerate(stated_or(plan.strata, []))],
            strata,
        ),
    )
    return [
        Problem(
            code="REFERENCE_UNKNOWN",
            where=document.where(field, place),
            facts={"found": name, "known": ", ".join(known)},
        )
        for field, names, known in groups
        for name, place in names
        if name not in known
    ]


def layer_problems(
    document: Document, field: str, layers: Sequence[Sequence[str]]
) -> list[Problem]:
    """Tell of planned layers that leave a gap or overlap."""
    problems, above = [], Decimal(0)
    for at, (top, bottom) in enumerate(layers):
        if Decimal(top) != above or Decimal(bottom) <= above:
            facts = {"found": f"{top}-{bottom}", "above": f"{above:f}"}
            where = document.where(field, at)
            problems.append(Problem(code="PLAN_LAYERS", where=where, facts=facts))
        above = Decimal(bottom)
    return problems


def point_problems(
    project: Project, document: Document, plan: PlanDocument
) -> list[Problem]:
    """Tell of points of an unknown stratum, named twice, or off the Earth."""
    strata = project.stratum_names
    problems, seen = [], dict[str, int]()
    for at, point in enumerate(plan.points):
        if point.stratum not in strata:
            facts = {"found": point.stratum, "known": ", ".join(strata)}
            where = document.where("points", at, "stratum")
            problems.append(Problem(code="REFERENCE_UNKNOWN", where=where, facts=facts))
        if point.id in seen:
            first = document.where("points", seen[point.id]).row
            facts = {"found": point.id, "field": "points", "first": str(first)}
            where = document.where("points", at, "id")
            problems.append(Problem(code="ENTRY_DUPLICATE", where=where, facts=facts))
        seen.setdefault(point.id, at)
        problems += _place_problems(document, at, point)
    return problems


def _place_problems(document: Document, at: int, point: Point) -> list[Problem]:
    """Tell of a point that does not lie on Earth."""
    return [
        Problem(
            code="PLAN_PLACE",
            where=document.where("points", at, name),
            facts={"found": stated, "field": name, "limit": limit, "point": point.id},
        )
        for name, stated, limit in (
            ("longitude", point.longitude, 180),
            ("latitude", point.latitude, 90),
        )
        if stated is not UNSET and abs(Decimal(stated)) > limit
    ]


def test_problems(document: Document, plan: PlanDocument) -> list[Problem]:
    """Tell of planned tests that are no property of the vocabulary."""
    return [
        Problem(
            code="PROPERTY_UNKNOWN",
            where=document.where("tests", at),
            facts={"name": name, "nearest": vocabulary.nearest(name)},
        )
        for at, name in enumerate(stated_or(plan.tests, ()))
        if name not in vocabulary.properties()
    ]

"""A project as it stands before sampling: its days from the plan, no data, a seal."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from edaphon.evidence import PlanStatus, Project, Seal
from edaphon.kernel.errors import Problem, Where
from edaphon.schemas.documents import read_document


def of_dates(problem: Problem) -> bool:
    """Tell whether a problem is a day that the plan can tell."""
    steps = problem.where.path.split("/")
    return problem.code == "ENTRY_EMPTY" and steps[0] in {"period", "campaigns"}


def before_sampling(project: Project, plan: PlanStatus) -> Project | None:
    """Return a project as it stands before sampling.

    No data, nothing lost or moved. Days that are still blank are those of the plan: the
    last campaign's is its planned day, the period has the days of its campaigns. None
    where the plan does not tell them. A forecast is of the plan as a whole, so earlier
    accounts that are named take nothing off; where nothing is said it stays unsaid.
    """
    listed = [dict(item) for item in project.get("campaigns") or ()]
    for item in listed[1:]:
        planned = plan.later_campaigns.get(str(item.get("id")))
        day = item.get("start") or item.get("end") or planned
        if day:
            item.setdefault("start", day)
            item.setdefault("end", day)
    if len(listed) < 2 or not all({"start", "end"} <= item.keys() for item in listed):
        return None
    ends = {"start": listed[0]["start"], "end": listed[-1]["start"]}
    sampling = {
        name: value
        for name, value in project.sampling.items()
        if name not in {"missing", "moved"}
    }
    named = {"earlier": "none"} if project.get("earlier") else {}
    return project.with_fields(
        **named,
        campaigns=[listed[0], listed[-1]],
        period={**ends, **(project.get("period") or {})},
        sampling=sampling,
        files=[
            {"path": Seal.BESIDE[1], "about": "soil", "columns": {"soc": {"is": "soc"}}}
        ],
        members=None,
        disclosure=None,
    )


def under_seal(plan: PlanStatus, project: Project) -> PlanStatus:
    """Return the plan under a seal: its own, or one of the day before the start."""
    if plan.seal is not None:
        return plan
    days = [*project.campaign_starts, str(project.get("practice", "start"))]
    first = min(day for day in days if day[:1].isdigit())
    eve = date.fromisoformat(first) - timedelta(days=1)
    seal = Seal(plan=plan.digest, sealed_at=f"{eve.isoformat()}T00:00:00Z")
    return replace(plan, seal=seal)


def days_lacking(
    project: Project, plan: PlanStatus, dates: Iterable[Problem]
) -> Iterator[Problem]:
    """Yield the days that neither project nor plan tells, each with its own cure.

    The period follows from the campaigns, and a later campaign from the plan: neither
    is asked for where the other tells it.

    Parameters
    ----------
    project, plan
        Project and its plan.
    dates
        Blank days of the project document.
    """
    yield from (item for item in dates if item.where.path.startswith("campaigns/0/"))
    name = str(project.sampling.get("plan", "plan/sampling.yaml"))
    document, _ = read_document(project.folder / name, name)
    where = document.where("planned_days") if document else Where(file=name)
    for item in (project.get("campaigns") or ())[1:]:
        code = str(item.get("id"))
        is_told = item.get("start") or item.get("end") or code in plan.later_campaigns
        if not is_told:
            yield Problem(code="EXPECTED_DAY", where=where, facts={"campaign": code})

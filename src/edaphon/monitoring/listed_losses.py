"""Points that a project lists as lost, held against plan and data."""

import difflib
from collections.abc import Iterator, Mapping

import polars as pl

from edaphon.evidence import UNUSED, PlanStatus, Project, properties
from edaphon.kernel.errors import Problem
from edaphon.monitoring.land.doubts import BORDER_TOLERANCE_M
from edaphon.monitoring.land.record import Geography


def losses(project: Project) -> list[tuple[str, str]]:
    """Return point and campaign of every sample that the project lists as lost."""
    listed = _entries(project, "missing")
    return [(str(one["point"]), str(one.get("campaign", ""))) for one in listed]


def _entries(project: Project, name: str) -> list[Mapping[str, object]]:
    """Return the entries that name a point; others are told by their form."""
    listed = project.get("sampling", name)
    entries = listed if isinstance(listed, list) else []
    return [one for one in entries if isinstance(one, Mapping) and "point" in one]


def loss_problems(
    project: Project,
    observations: pl.DataFrame,
    plan: PlanStatus,
    geography: Geography,
) -> Iterator[Problem]:
    """Tell of listed losses that plan or data know nothing of, or contradict.

    A core of which some results are there may be listed: it is then left out whole. A
    point that was found too far off its place is left out although its results are
    whole: the map says how far, and what is stated only where the map says nothing.

    Yields
    ------
    Problem
        ``REFERENCE_UNKNOWN`` for a point neither planned nor in the data,
        ``MISSING_HAS_RESULT`` for one whose core lacks nothing.
    """
    listed = list(losses(project))
    if not listed:
        return
    sampled = observations.filter(pl.col("point") != "")["point"].unique().to_list()
    known = sorted({*sampled, *plan.points})
    moved = _moved(project, plan, geography)
    whole = _whole_cores(observations)
    for at, (point, campaign) in enumerate(listed):
        where = project.where("sampling", "missing", at, "point")
        if known and point not in known:
            near = ", ".join(difflib.get_close_matches(point, known, n=3, cutoff=0.0))
            facts = {"found": point, "known": near}
            yield Problem(code="REFERENCE_UNKNOWN", where=where, facts=facts)
        elif (point, campaign) in whole and point not in moved:
            facts = {"point": point, "campaign": campaign}
            yield Problem(code="MISSING_HAS_RESULT", where=where, facts=facts)


def _moved(project: Project, plan: PlanStatus, geography: Geography) -> set[str]:
    """Return the points listed as moved that lie farther off than a position errs."""
    limit = float(project.sampling.get("gps_error_m", BORDER_TOLERANCE_M))
    found = set()
    for one in _entries(project, "moved"):
        point = str(one["point"])
        off = geography.metres_off(point, plan.coordinates.get(point))
        stated = float(str(one.get("metres", 0)))
        if (stated if off is None else off) > limit:
            found.add(point)
    return found


def _whole_cores(observations: pl.DataFrame) -> set[tuple[str, str]]:
    """Return point and campaign of the cores that lack nothing which others have.

    A core is held against every layer and property that is known of half the cores of
    its stratum and role in its campaign: a value that one core alone has is owed by
    none.
    """
    stocked = [code for code, entry in properties().items() if entry.in_stock]
    rows = observations.filter(
        pl.col("property").is_in(stocked)
        & (pl.col("number") != "")
        & ~pl.col("flag").is_in(UNUSED)
        & (pl.col("point") != "")
        & (pl.col("top_cm") != "")
        & (pl.col("bottom_cm") != "")
    )
    group = ["stratum", "role", "campaign"]
    cells = rows.select(
        *group, "point", "property",
        pl.col("top_cm").cast(pl.Float64), pl.col("bottom_cm").cast(pl.Float64),
    ).unique()  # fmt: skip
    cell = [*group, "property", "top_cm", "bottom_cm"]
    cores = cells.group_by(group).agg(pl.col("point").n_unique().alias("cores"))
    usual = (
        cells.group_by(cell)
        .len("times")
        .join(cores, on=group)
        .filter(2 * pl.col("times") >= pl.col("cores"))
    )
    owed = usual.group_by(group).len("owed")
    held = (
        cells.join(usual.select(cell), on=cell, how="inner")
        .group_by(*group, "point")
        .len("held")
        .join(owed, on=group)
    )
    whole = held.filter(pl.col("held") == pl.col("owed"))
    return set(whole.select("point", "campaign").rows())

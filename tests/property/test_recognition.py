"""On evidence that both accept, the unified method credits no more than VM0042.

Section 6 of the unified method asks for it before rounding: for one account over the
same two campaigns and the same point pairs, each control point a field of its own.
Rounding may differ by a unit a vintage.
"""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from edaphon.accounting.account import Account
from tests.property.test_accounting_laws import Case, accounted, cases, some
from tests.synthetic_documents import ACTIVITY, END, SOIL, START
from tests.synthetic_project import SyntheticProject

paired = cases.map(lambda case: replace(case, design="paired"))
"""The unified method accepts points that are visited again, and no others."""

ratings = st.tuples(st.integers(0, 35), st.integers(0, 20), st.integers(0, 5))
"""Internal, external and natural risk, within the limits of the risk tool."""


def both(project: SyntheticProject) -> tuple[Account, Account]:
    """Return our account and theirs; only where both accept the evidence."""
    ours, theirs = accounted(project)
    assume(ours.status == "credited" and theirs.status in {"credited", "deficit"})
    return ours, theirs


def rated(project: SyntheticProject, rating: tuple[int, int, int]) -> SyntheticProject:
    """Give a project its ratings of non-permanence risk."""
    names = ("internal", "external", "natural")
    stated = dict(zip(names, map(str, rating), strict=True))
    project.document["permanence"].update(stated)
    return project


def leaking(project: SyntheticProject, tonnes: int) -> SyntheticProject:
    """Displace production, which both charge, by tonnes a year."""
    if tonnes:
        del project.document["sources_absent"]["displaced_production"]
        project.document["leakage"]["displaced_production"] = str(tonnes)
    return project


def importing(
    project: SyntheticProject, material: str, now: int, before: int
) -> SyntheticProject:
    """Bring tonnes of carbon a year on the land, now and in the baseline."""
    if now or before:
        del project.document["sources_absent"]["amendments"]
        years = {"baseline": ("2018", "2019", "2020"),
                 "project": ("2022", "2023", "2024")}  # fmt: skip
        project.tables[ACTIVITY] += [
            {"role": role, "year": year, "item": f"imported_carbon_{material}",
             "amount": str(amount), "unit": "t{C}"}
            for role, amount in (("baseline", before), ("project", now))
            for year in years[role]
        ]  # fmt: skip
        if material != "biochar":
            given = {"baseline": before, "project": now}
            project.fertilise(*(role for role in given if given[role]), amount="0.1")
    return project


def planted(project: SyntheticProject, ours: int, theirs: int) -> SyntheticProject:
    """Let trees of both lands grow or shrink from 9 t C/ha, by tenths of a tonne."""
    del project.document["sources_absent"]["woody_plants"]
    end = {"project": 9 + ours / 10, "control": 9 + theirs / 10}
    for stratum in project.document["strata"]:
        project.tables[ACTIVITY] += [
            {"role": role, "year": year, "item": f"{kind}_carbon",
             "amount": str(amount), "unit": "t{C}/har", "stratum": stratum["id"]}
            for role, last in end.items() for kind in ("tree", "shrub")
            for year, amount in ((START, 9), (END, last if kind == "tree" else 9))
        ]  # fmt: skip
    project.map_column(ACTIVITY, "stratum", **{"is": "stratum"})
    return project


def per_period(theirs: Account, figure: str) -> float:
    return theirs.run.value(figure) * theirs.run.value("years")


@some
@given(
    case=paired,
    rating=ratings,
    percent=st.just(0) | st.integers(11, 300),
    leak=st.integers(0, 200),
    shift=st.sampled_from([None, 0.98, 1.0, 1.02]),
)
def test_what_is_credited_here_is_never_more_than_there(
    case, rating, percent, leak, shift
):
    """Of diesel more than a tenth of the baseline: a deeper fall is asked about."""
    project = rated(case.project(), rating)
    leaking(project, leak)
    for row in project.rows(ACTIVITY, role="project", item="diesel_used"):
        row["amount"] = f"{percent / 100 * float(row['amount']):g}"
    if shift is not None:
        project.archive(shift)

    ours, theirs = both(project)

    bound = per_period(theirs, "credit_total")
    assert ours.run.value("creditable") <= bound + 1e-6
    assert ours.units <= theirs.units + len(ours.vintages)


def sure_project() -> SyntheticProject:
    """Return a project of 100 ha with a rating of 30 and almost no uncertainty."""
    case = Case(
        areas=(100,), points=6, controls=5, gain=2.0, control_gain=0.0, spread=0.0,
        design="paired",
    )  # fmt: skip
    project = rated(case.project(), (20, 5, 5))
    project.archive(1.0)
    for row in project.tables[SOIL]:
        row["bd"] = "1.3" if row["bd"] else ""
    return project


@pytest.mark.parametrize("leak", [0, 100])
def test_leakage_does_not_lift_our_units_above_theirs(leak):
    project = sure_project()
    leaking(project, leak)

    ours, theirs = accounted(project)

    assert ours.status == "credited"
    assert ours.run.value("creditable") <= per_period(theirs, "credit_total")
    assert ours.units <= theirs.units + len(ours.vintages)


@some
@given(
    material=st.sampled_from(["compost", "manure", "residue", "biochar", "other"]),
    now=st.integers(2, 12),
    before=st.just(0) | st.integers(2, 12),
    trees=st.none() | st.tuples(st.integers(-5, 5), st.integers(-5, 5)),
)
def test_what_is_brought_in_and_what_is_felled_credits_no_more_than_there(
    material, now, before, trees
):
    """Of what was brought before more than a tenth: a deeper fall is asked about."""
    project = sure_project()
    importing(project, material, now, before)
    if trees is not None:
        planted(project, *trees)

    ours, theirs = both(project)

    bound = per_period(theirs, "credit_total")
    assert ours.run.value("creditable") <= bound + 1e-6
    assert ours.units <= theirs.units + len(ours.vintages)

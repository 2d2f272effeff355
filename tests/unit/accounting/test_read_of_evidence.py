"""What an account reads of its evidence: cores, days, parcels, papers, years."""

from fractions import Fraction
from functools import partial
from types import SimpleNamespace

import numpy as np
import polars as pl
import pytest
from msgspec import UNSET

from edaphon.accounting.account import accounts
from edaphon.accounting.account_record import _texts
from edaphon.accounting.activity import activity
from edaphon.accounting.applications import unapplied
from edaphon.accounting.bundle_members import _papers, members
from edaphon.accounting.emission_sources import sources
from edaphon.accounting.evidence import Evidence
from edaphon.accounting.gathering import look
from edaphon.accounting.microbial_limits import Limits
from edaphon.accounting.microbial_share import Share
from edaphon.accounting.sampled import points
from edaphon.accounting.soil import area_origin, soil
from edaphon.accounting.soil_design import whole_cores
from edaphon.science.estimates import Estimate
from tests.synthetic_documents import ACTIVITY, MCS, SOIL
from tests.synthetic_project import SyntheticProject


@pytest.mark.parametrize(("planned", "whole"), [
    ([(0, 10), (10, 40)], [1, 0]), ([(0, 10), (10, 20)], [1, 1]), ([], [1, 0]),
])  # fmt: skip
def test_a_core_is_whole_down_to_the_deepest_layer(planned, whole):
    rows = [(0, "A", 0, 10), (0, "A", 0, 40), (0, "B", 0, 10), (0, "B", 0, 20)]
    table = pl.DataFrame(
        rows, schema=["group", "point", "round", "bottom"], orient="row"
    )
    evidence = SimpleNamespace(plan=SimpleNamespace(layers=planned))

    found = whole_cores(evidence, SimpleNamespace(whole=table))

    assert found.values.tolist() == whole
    assert found.origin.kind == ("plan" if planned else "observations")


def test_every_sampled_point_is_listed_and_the_placed_ones_counted(tmp_path):
    project = SyntheticProject(points=3, controls=3)
    done = project.account(tmp_path)

    found = points(done)

    assert found["total"] == 12
    assert found["placed"] == len(
        {*done.evidence.coordinates} & {row["point"] for row in found["listed"]}
    )
    assert found["placed"] == sum(
        row["longitude"] is not None for row in found["listed"]
    )


@pytest.mark.parametrize(("stated", "kind"), [(True, "project"), (False, "assumed")])
def test_the_depth_says_where_it_comes_from(tmp_path, stated, kind):
    project = SyntheticProject(points=3, controls=3)
    if not stated:
        project.document["sampling"].pop("depth_cm")

    origin = soil(project.evidence(tmp_path)).inputs["share_within_depth"].origin

    assert origin.kind == kind
    assert origin.paths == ("sampling/depth_cm",) * stated


@pytest.mark.parametrize("years", [1, 2, 3, 4])
def test_a_year_begins_where_the_one_before_ends(tmp_path, years):
    project = SyntheticProject(points=3, controls=3)
    project.document["period"] = {"start": "2021-10-01", "end": f"{2021 + years}-10-01"}
    inputs = activity(project.evidence(tmp_path)).inputs

    before = inputs["share_before"].values
    through = inputs["share_through"].values

    assert before.size == through.size == years + 1
    assert before[0] == 0
    np.testing.assert_array_equal(before[1:], through[:-1])
    assert through[-1] == pytest.approx(float(Fraction(1)))


def test_a_place_without_any_application_lacks_all_of_them(tmp_path):
    project = SyntheticProject(points=3, controls=3)
    project.drop(ACTIVITY, item="product_applied", stratum="S2")
    evidence = project.evidence(tmp_path)

    lacking = unapplied(evidence)

    assert {item.place for item in lacking} == {"S2"}
    assert {(item.held, item.wanted) for item in lacking} == {(0, 1)}


def test_a_project_without_applications_lacks_none_of_what_nobody_had(tmp_path):
    project = SyntheticProject(points=3, controls=3)
    project.drop(ACTIVITY, item="product_applied")

    assert unapplied(project.evidence(tmp_path)) == []


def test_the_lock_of_the_installation_travels_with_an_account(tmp_path):
    project = SyntheticProject(points=3, controls=3)
    evidence = project.evidence(tmp_path)

    found = members(evidence, accounts(evidence, [MCS]), run={})

    assert b"numpy==" in found["env/requirements.lock"]


def test_a_named_paper_travels_by_digest_only_where_it_is_a_file(tmp_path):
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "here.txt").write_text("shown", "utf-8")
    (tmp_path / "papers" / "table.csv").write_text("a,b", "utf-8")
    names = ["here.txt", "lost.txt", "table.csv"]
    project = SimpleNamespace(
        folder=tmp_path,
        named_files=tuple(f"papers/{name}" for name in names),
    )

    found = _papers(SimpleNamespace(project=project, files={"papers/table.csv": None}))

    assert [item["path"] for item in found["papers"]] == ["papers/here.txt"]


@pytest.mark.parametrize(
    ("lower", "positive"), [(-0.1, False), (0, False), (0.4, True)]
)
def test_necromass_shares_where_both_intervals_lie_above_zero(lower, positive):
    share = _share(necromass=(lower, 2.0), gain=(0.3, 3.0))
    other = _share(necromass=(0.3, 2.0), gain=(lower, 3.0))

    assert share.is_positive is other.is_positive is positive


@pytest.mark.parametrize(("total", "gain", "word"), [
    (1.0, (0.2, 1.0), "agrees"), (1.01, (0.2, 1.0), "exceeds"),
    (0.2, (0.2, 1.0), "agrees"), (0.2, (-1.0, 0.0), "no_gain"),
    (0.2, (-1.0, 0.3), "agrees"),
])  # fmt: skip
def test_microbial_carbon_exceeds_a_gain_only_beyond_its_interval(total, gain, word):
    assert _share(total=(total, 5.0), gain=gain).agreement == word


def _share(*, necromass=(0.1, 0.2), total=(0.1, 0.2), gain=(0.1, 0.2)):
    limits = Limits(**dict.fromkeys(Limits.__dataclass_fields__, 1))
    return Share(
        parts=(), depth=(0.0, 20.0), total=1.0, total_interval=total,
        necromass_interval=necromass,
        gain=Estimate(terms=()),
        gain_interval=gain, limits=limits,
    )  # fmt: skip


def test_numbers_of_a_record_have_six_decimals():
    assert _texts({"a": [1 / 3, 2.0], "b": "x", "c": 4}) == {
        "a": ["0.333333", "2.000000"], "b": "x", "c": 4,
    }  # fmt: skip


def test_rows_that_were_recorded_are_not_told_as_lacking(tmp_path):
    done = SyntheticProject(points=3, controls=3).account(tmp_path)

    found = {row["name"]: row.get("recorded", True) for row in sources(done)}

    assert found["co2_fuel"] is True
    assert found["n2o_fertiliser"] is True
    assert found["ch4_enteric"] is False


def test_a_refused_document_of_a_stranger_opens_no_table(tmp_path):
    project = SyntheticProject(points=3, controls=3)
    folder = project.write(tmp_path)
    text = (folder / "project.yaml").read_text("utf-8")
    (folder / "project.yaml").write_text(text + "\nnobody_knows_this: 1\n", "utf-8")
    (folder / SOIL).write_text("no table at all", "utf-8")

    trusted, strange = look(folder), look(folder, rules=2)

    assert strange.imported is None
    assert trusted.imported is not None
    assert len(trusted.problems) > len(strange.problems) >= 1


@pytest.mark.parametrize(("mapped", "stated", "planned", "kind", "paths"), [
    ({}, {"S1": 1, "S2": 1}, {}, "project", (0, 1)),
    ({"S1": 1, "S2": 1}, {}, {}, "map", ()),
    ({"S1": 1}, {"S2": 1}, {}, "map", (1,)),
    ({"S1": 1, "S2": 1}, {"S1": 1, "S2": 1}, {}, "map", ()),
    ({"S1": 2, "S2": 1}, {"S1": 1, "S2": 2}, {}, "map", (0,)),
    ({"S1": 1, "S2": 1}, {"S1": 2, "S2": 2}, {"S1": 3, "S2": 3}, "map", ()),
    ({"S1": 2, "S2": 1}, {"S1": 2, "S2": 2}, {"S1": 1, "S2": 3}, "plan", None),
    ({}, {"S1": 2, "S2": 2}, {"S1": 1, "S2": 1}, "plan", None),
])  # fmt: skip
def test_areas_say_whose_is_the_smallest(mapped, stated, planned, kind, paths):
    strata = [
        SimpleNamespace(id=name, area_ha=stated.get(name, UNSET))
        for name in ("S1", "S2")
    ]
    evidence = SimpleNamespace(
        areas=mapped,
        strata=strata,
        plan=SimpleNamespace(areas=planned),
        planned_land=frozenset(),
    )
    evidence._counted = partial(Evidence._counted, evidence)
    evidence.area_from = partial(Evidence.area_from, evidence)

    origin = area_origin(evidence)

    assert origin.kind == kind
    if paths is None:
        assert origin.paths == ("strata",)
    else:
        assert origin.paths == tuple(f"strata/{place}/area_ha" for place in paths)

"""Land that was drawn after the plan bears nothing."""

import pytest

from edaphon.accounting.account import accounts
from edaphon.accounting.gathering import gather
from tests.synthetic_documents import METHODS
from tests.synthetic_project import SyntheticProject
from tests.unit.monitoring.asking import asked


def stopped(folder, area, sealed="100"):
    project = SyntheticProject()
    project.plan["strata"] = [{"id": "S1", "area_ha": sealed}, {"id": "S2"}]
    (stratum,) = [one for one in project.document["strata"] if one["id"] == "S1"]
    stratum["area_ha"] = area
    return {item.code: item for item in asked(project, folder)}


@pytest.mark.parametrize(("area", "more"), [
    ("103", False), ("103.0001", True), ("60", False), ("700", True),
])  # fmt: skip
def test_a_stratum_is_no_larger_than_its_sealed_area(tmp_path, area, more):
    found = stopped(tmp_path, area)

    assert ("PLAN_AREA" in found) is more
    if more:
        assert "the sampling plan states 100 ha" in found["PLAN_AREA"].found("en")
        assert "另设碳层" in found["PLAN_AREA"].remedy("zh")


def test_a_map_of_points_alone_is_asked_about_where_no_plan_states_the_area(tmp_path):
    """Nothing held a stated area against anything, and the sum is by area."""
    project = SyntheticProject()
    project.plan["strata"] = [{"id": "S1", "area_ha": "120"}]

    (problem,) = asked(project, tmp_path)

    assert (problem.code, problem.severity) == ("GEO_NO_LAND", "question")
    assert problem.where.path == "fields/path"
    assert "20 points and no land" in problem.found("en")
    assert problem.found("en").endswith("area of: S2.")
    assert "20 个采样点而没有地块" in problem.found("zh")
    assert "control_parcel" in problem.remedy("en")
    assert "control_parcel" in problem.remedy("zh")


def test_areas_that_the_plan_states_answer(tmp_path):
    assert asked(SyntheticProject(), tmp_path) == []


def test_without_a_plan_nothing_is_credited_and_nothing_is_asked(tmp_path):
    project = SyntheticProject()
    project.plan = None

    assert "GEO_NO_LAND" not in {item.code for item in asked(project, tmp_path)}


@pytest.mark.parametrize(("areas", "counted"), [
    (("123.5", "82.3"), (120, 80)), (("119", "80"), (119, 80)),
])  # fmt: skip
def test_the_smallest_area_counts(tmp_path, areas, counted):
    """Land within the tolerance above the plan was credited like sampled land."""
    project = SyntheticProject()
    for stratum, area in zip(project.document["strata"], areas, strict=True):
        stratum["area_ha"] = area
    evidence = project.evidence(tmp_path / "larger")

    assert tuple(evidence.area_ha(name) for name in ("S1", "S2")) == counted
    assert evidence.area_from("S1") == ("plan" if counted[0] == 120 else "project")
    found, usual = (
        accounts(one, METHODS)
        for one in (evidence, SyntheticProject().evidence(tmp_path / "as planned"))
    )
    for one, other in zip(found, usual, strict=True):
        assert 0 < one.units <= other.units
        assert (one.units == other.units) is (counted[0] == 120)


def warned(folder, area):
    project = SyntheticProject()
    project.document["strata"][0]["area_ha"] = area
    found = gather(project.write(folder))[1]
    return [item for item in found if item.code == "PLAN_AREA_COUNTS"]


def test_that_the_planned_area_counts_is_told(tmp_path):
    (problem,) = warned(tmp_path, "122.9")

    assert problem.severity == "warning"
    assert problem.found("en").startswith("Stratum S1 has 122.9000 ha")
    assert "counts: 120 ha" in problem.needed("en")
    assert "面积最小者核算：120 公顷" in problem.needed("zh")


def test_rounding_of_the_plan_is_not_told(tmp_path):
    assert warned(tmp_path, "120.004") == []

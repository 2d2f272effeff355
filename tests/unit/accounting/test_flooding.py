"""Land that is flooded by its crops, cover or methane is not accounted for as dry."""

import pytest

from edaphon.accounting.gathering import look
from edaphon.kernel.errors import Problem
from tests.synthetic_documents import ACTIVITY, exactly
from tests.synthetic_project import SyntheticProject

FLUX = "flux/chambers.csv"


def told(project, folder):
    found = look(project.write(folder)).problems
    return [one for one in found if one.code == "LAND_FLOODED"]


def growing(crop):
    """Return the made-up project whose book of applications names a crop."""
    project = SyntheticProject()
    for row in project.rows(ACTIVITY, item="product_applied"):
        row["crop"] = crop
    project.map_column(ACTIVITY, "crop", **{"is": "crop"})
    return project


@pytest.mark.parametrize("crop", ["水稻", "Rice", "茭白"])
def test_a_crop_of_flooded_land_stops_an_account_of_dry_land(crop, tmp_path):
    (problem,) = told(growing(crop), tmp_path)

    assert problem.where.file == ACTIVITY
    assert f"“{crop}” names a crop of flooded land" in problem.found("en")
    assert f"“{crop}”含水田作物" in problem.found("zh")
    assert "scenario: paddy" in problem.remedy("en")
    assert "旱稻" in problem.remedy("zh")
    assert problem.stops()
    assert not problem.stops(rules=1)


@pytest.mark.parametrize("crop", ["旱稻", "upland rice", "夏玉米"])
def test_rice_that_is_never_flooded_is_a_crop_of_dry_land(crop, tmp_path):
    assert told(growing(crop), tmp_path) == []


def test_rice_of_a_paddy_is_no_contradiction(tmp_path):
    project = growing("水稻")
    project.document["scenario"] = "paddy"

    assert told(project, tmp_path) == []


@pytest.mark.parametrize("scenario", ["cropland", "grassland", "forest", "degraded"])
def test_every_scenario_but_the_flooded_one_is_dry(scenario, tmp_path):
    project = growing("水稻")
    project.document["scenario"] = scenario

    assert told(project, tmp_path)


@pytest.mark.parametrize("part", ["practice", "baseline"])
def test_a_description_names_crops_too(part, tmp_path):
    project = SyntheticProject()
    project.document[part]["description"] = {"zh": "小麦、水稻轮作。"}

    (problem,) = told(project, tmp_path)

    assert problem.where.path == f"{part}/description"


def test_a_cover_of_wetland_is_flooded_land(tmp_path):
    project = SyntheticProject()
    project.document["land"]["cover"] = "wetland"

    (problem,) = told(project, tmp_path / "dry")
    project.document["scenario"] = "paddy"

    assert problem.where.path == "land/cover"
    assert told(project, tmp_path / "wet") == []


def test_a_factor_of_flooded_soil_is_flooded_land(tmp_path):
    project = SyntheticProject()
    project.document["factors"]["ch4_flooded.project"] = {
        **exactly("2.5"), "unit": "t{CO2e}/har/a", "reference": "Chambers",
    }  # fmt: skip

    (problem,) = told(project, tmp_path)

    assert "factors.ch4_flooded.project" in problem.found("en")


@pytest.mark.parametrize(("amount", "is_told"), [("0", False), ("1", True)])
def test_burnt_straw_of_rice_is_flooded_land(amount, is_told, tmp_path):
    assert bool(told(burning(SyntheticProject(), amount), tmp_path)) == is_told


def test_burnt_straw_of_upland_rice_is_none(tmp_path):
    assert told(burning(growing("旱稻"), "1"), tmp_path) == []


def burning(project, amount):
    del project.document["sources_absent"]["residue_burning"]
    years = {"baseline": (2018, 2019, 2020), "project": (2022, 2023, 2024)}
    project.tables[ACTIVITY] += [
        {"role": role, "year": str(year), "item": "residue_burnt_rice",
         "amount": amount, "unit": "kg"}
        for role, listed in years.items() for year in listed
    ]  # fmt: skip
    return project


def measured(values, day="2023-07-01"):
    """Return the made-up project with methane fluxes of one day [mg/m2/h]."""
    project = SyntheticProject()
    project.tables[FLUX] = [
        {"point": f"S1-P{number + 1}", "day": day, "flux": value}
        for number, value in enumerate(values)
    ]
    columns = {
        "point": {"is": "point"},
        "day": {"is": "sampled_on"},
        "flux": {"is": "ch4_flux", "unit": "mg/m2/h"},
    }
    entry = {"path": FLUX, "about": "sensor", "dates": "iso", "columns": columns}
    project.document["files"].append(
        {**entry, "constants": {"campaign": "2023", "stratum": "S1", "role": "project"}}
    )
    return project


@pytest.mark.parametrize(
    ("values", "is_told"),
    [
        (("1.9", "2.0"), False),
        (("2.1", "2.0"), True),
        (("-0.1", "3.9"), False),  # one wet spot beside dry soil
        (("18", "80"), True),
    ],
)
def test_methane_above_that_of_aerated_soil_is_flooded_land(values, is_told, tmp_path):
    assert bool(told(measured(values), tmp_path)) == is_told


def test_methane_is_told_by_its_first_day(tmp_path):
    project = measured(("5", "7"))
    project.tables[FLUX] += [{**row, "day": "2023-12-01", "flux": "0"}
                             for row in project.tables[FLUX]]  # fmt: skip

    (problem,) = told(project, tmp_path)

    assert isinstance(problem, Problem)
    assert "on 2023-07-01 its chambers gave off 6 mg/m²/h" in problem.found("en")
    assert "2023-07-01 静态箱甲烷通量平均 6 mg/m²/h" in problem.found("zh")

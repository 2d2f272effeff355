"""Soil observations become layers, layers masses; expected values by hand."""

import math

import pytest

from edaphon.accounting import layers
from edaphon.accounting.layers import layers_of
from edaphon.accounting.soil import groups, soil
from edaphon.evidence import properties
from tests.synthetic_documents import END, SOIL, START, VM0042
from tests.synthetic_project import SyntheticProject, deviation

THIN = "lab/rings.csv"


@pytest.fixture
def project():
    """One stratum with one project and one control point."""
    return SyntheticProject(strata={"S1": 100}, points=1, controls=1)


VALUES = {
    "carbon": "soc", "density": "bulk_density", "stones": "coarse_fraction",
    "mass": "layer_mass", "reported": "density_reported",
}  # fmt: skip


def layer(project, folder, top="0"):
    """Return one layer of the project point's first campaign, None for unknown."""
    account = project.account(folder)
    run, evidence = account.run, account.evidence
    axis = run.axes["layer"]
    place = next(
        place
        for place, label in enumerate(axis.labels)
        if label.startswith("S1-P1 ") and axis.attributes["top_cm"][place] == top
    )
    values = {
        name: run.values(held)[place] if run.values(held).size else math.nan
        for name, held in VALUES.items()
    }
    places = [(item.stratum, item.role) for item in groups(evidence)]
    told = layers_of(evidence, places).whole.row(place, named=True)
    found = {name: None if math.isnan(one) else one for name, one in values.items()}
    return {**found, "derived_from": told["derived_from"]}


def with_columns(project, rule=None, **cells):
    """Give every soil row more cells, each a property of its own name."""
    for row in project.tables[SOIL]:
        row.update(cells)
    for name in cells:
        project.map_column(SOIL, name, **(rule or {"is": name, "unit": "g/kg"}))


def with_basis(project, basis, **stones):
    for entry in project.document["files"]:
        if entry["path"] == SOIL:
            entry["columns"]["bd"]["basis"] = basis
    with_columns(project, **stones)
    for name in stones:
        project.map_column(SOIL, name, **{"is": name, "unit": "%"})


def with_rings(project, rings, basis="fine_earth"):
    """Move bulk density to a file of its own, in thinner layers."""
    for row in project.tables[SOIL]:
        del row["bd"]
    project.tables[THIN] = [
        {"point": site.point, "role": site.role, "campaign": campaign, **ring}
        for site in project.sites()
        for campaign in (START, END)
        for ring in rings
    ]
    for entry in project.document["files"]:
        entry["columns"].pop("bd", None)
    columns = {
        "point": {"is": "point"},
        "role": {"is": "role"},
        "campaign": {"is": "campaign"},
        "from": {"is": "top", "unit": "cm"},
        "to": {"is": "bottom", "unit": "cm"},
        "bd": {"is": "bulk_density", "unit": "g/cm3", "basis": basis},
    }
    if "stones" in rings[0]:
        columns["stones"] = {"is": "coarse_fraction", "unit": "%"}
        project.document["land"]["stone_free"] = False
    project.document["files"].append(
        {
            "path": THIN,
            "about": "soil",
            "columns": columns,
            "constants": {"stratum": "S1"},
        }
    )


def test_organic_carbon_as_reported_goes_before_every_derivation(project, tmp_path):
    with_columns(project, soc2="", total_carbon="30", som="40")
    project.map_column(SOIL, "soc2", **{"is": "ignore"})

    found = layer(project, tmp_path)

    assert found["derived_from"] == "soc"
    assert found["carbon"] == pytest.approx(14 + 0.5 * deviation(0, 7), abs=1e-4)


def test_total_less_inorganic_carbon(project, tmp_path):
    with_columns(project, total_carbon="16.5", inorganic_carbon="4.25")
    for row in project.tables[SOIL]:
        row["soc"] = ""

    found = layer(project, tmp_path)

    assert (found["carbon"], found["derived_from"]) == (12.25, "total_carbon")


def test_total_carbon_alone_is_organic_only_on_land_without_carbonate(
    project, tmp_path
):
    with_columns(project, total_carbon="16.5")
    for row in project.tables[SOIL]:
        row["soc"] = ""

    assert layer(project, tmp_path / "plain")["carbon"] == 16.5

    project.document["land"]["calcareous"] = True

    assert layer(project, tmp_path / "calcareous")["carbon"] is None


def test_organic_matter_is_divided_by_the_conventional_factor(project, tmp_path):
    with_columns(project, som="17.24")
    for row in project.tables[SOIL]:
        row["soc"] = ""

    found = layer(project, tmp_path)

    assert found["carbon"] == pytest.approx(10.0, rel=1e-15)
    assert found["derived_from"] == "som"


def test_replicates_of_one_layer_are_averaged(project, tmp_path):
    project.tables[SOIL] = [
        {**row, "rep": rep} for row in project.tables[SOIL] for rep in "12"
    ]
    for row in project.rows(point="S1-P1", campaign=START, top="0"):
        row["soc"] = {"1": "13", "2": "15"}[row["rep"]]
    project.map_column(SOIL, "rep", **{"is": "replicate"})

    assert layer(project, tmp_path)["carbon"] == 14


def test_density_of_fine_earth_with_stones_by_volume(project, tmp_path):
    with_basis(project, "fine_earth", coarse_fraction="12")

    found = layer(project, tmp_path)

    assert found["density"] == found["reported"]
    assert found["stones"] == pytest.approx(0.12)


def test_density_per_whole_core_leaves_the_stones_out_already(project, tmp_path):
    with_basis(project, "fine_earth_per_core", coarse_fraction="12")

    found = layer(project, tmp_path)

    assert (found["density"], found["stones"]) == (found["reported"], 0.0)


def test_density_of_the_whole_soil_loses_the_mass_and_the_volume_of_stones(
    project, tmp_path
):
    """1.3 g/cm3 with 20 % stones by mass: 0.26 g of stones fill 0.1 cm3, and 1.04 g
    of fine earth the other 0.9 cm3."""
    with_basis(project, "whole_soil", coarse_mass="20")
    for row in project.tables[SOIL]:
        row["bd"] = "1.3"

    found = layer(project, tmp_path)

    assert found["stones"] == pytest.approx(0.1, rel=1e-12)
    assert found["density"] == pytest.approx(1.04 / 0.9, rel=1e-12)


def test_density_of_the_whole_soil_with_stones_by_volume(project, tmp_path):
    with_basis(project, "whole_soil", coarse_fraction="10")
    for row in project.tables[SOIL]:
        row["bd"] = "1.3"

    found = layer(project, tmp_path)

    assert found["density"] == pytest.approx(1.04 / 0.9, rel=1e-12)


def test_stones_by_mass_beside_the_density_of_fine_earth(project, tmp_path):
    """The same soil as above: 1.04/0.9 g/cm3 of fine earth, 20 % stones by mass."""
    with_basis(project, "fine_earth", coarse_mass="20")
    for row in project.tables[SOIL]:
        row["bd"] = "1.1555555555555556"

    found = layer(project, tmp_path)

    assert found["stones"] == pytest.approx(0.1, rel=1e-12)


def test_thin_density_layers_fill_a_carbon_layer_with_their_own_mass(project, tmp_path):
    rings = [
        {"from": "0", "to": "5", "bd": "1.0"},
        {"from": "5", "to": "10.0", "bd": "1.2"},
        {"from": "10", "to": "40", "bd": "1.5"},
    ]
    with_rings(project, rings)

    assert layer(project, tmp_path)["mass"] == pytest.approx(1100, rel=1e-15)


def test_thin_density_layers_keep_their_stones_and_their_basis(project, tmp_path):
    rings = [
        {"from": "0", "to": "5", "bd": "1.0", "stones": "0"},
        {"from": "5", "to": "10", "bd": "1.2", "stones": "50"},
        {"from": "10", "to": "40", "bd": "1.5", "stones": "0"},
    ]
    with_rings(project, rings)

    found = layer(project, tmp_path / "fine")

    assert found["mass"] == pytest.approx(500 * 1.0 + 500 * 1.2 * 0.5, rel=1e-12)

    (entry,) = [one for one in project.document["files"] if one["path"] == THIN]
    entry["columns"]["bd"]["basis"] = "fine_earth_per_core"
    found = layer(project, tmp_path / "core")

    assert found["mass"] == pytest.approx(500 * 1.0 + 500 * 1.2, rel=1e-12)


def test_a_gap_between_density_layers_leaves_the_density_unknown(project, tmp_path):
    rings = [
        {"from": "0", "to": "4", "bd": "1.0"},
        {"from": "5", "to": "40", "bd": "1.5"},
    ]
    with_rings(project, rings)

    assert layer(project, tmp_path)["mass"] is None


def test_a_gap_between_carbon_layers_takes_the_profile_out(project, tmp_path):
    project.drop(SOIL, point="S1-P1", campaign=START, top="10")
    project.plan = None

    found = soil(project.evidence(tmp_path))

    values = dict(
        zip(found.axes[4].labels, found.inputs["soc_reported"].values, strict=True)
    )
    assert found.axes[3].labels[0] == "S1-P1 start"
    assert math.isnan(found.inputs["soc_reported"].values[0])
    assert math.isfinite(values["S1-C1 start 0-10 cm"])


def test_a_profile_that_does_not_begin_at_the_surface_is_taken_out(project, tmp_path):
    project.drop(SOIL, point="S1-P1", campaign=START, top="0")
    project.plan = None

    found = soil(project.evidence(tmp_path))

    assert math.isnan(found.inputs["soc_reported"].values[0])


def test_a_failed_value_is_not_used(project, tmp_path):
    project.rows(point="S1-P1", campaign=START, top="0")[0]["soc"] = ""
    project.plan = None

    found = soil(project.evidence(tmp_path))

    assert "S1-P1 start 0-10 cm" not in found.axes[4].labels[:3]


def test_a_missing_campaign_leaves_the_point_without_a_change(tmp_path):
    project = SyntheticProject(points=7)
    project.drop(SOIL, point="S1-P1", campaign=END)

    run = project.account(tmp_path).run

    place = run.axes["point"].labels.index("S1-P1")
    assert math.isnan(run.values("change")[place])
    assert run.values("change_freedom").tolist() == [5.0, 3.0, 6.0, 3.0]


def test_order_is_that_of_the_design_and_of_depth(project, tmp_path):
    project.tables[SOIL].reverse()

    found = soil(project.evidence(tmp_path))

    assert found.axes[1].labels == ("S1 project", "S1 control")
    assert found.axes[3].labels == (
        "S1-P1 start", "S1-P1 end", "S1-C1 start", "S1-C1 end",
    )  # fmt: skip
    assert found.axes[4].labels[:3] == (
        "S1-P1 start 0-10 cm", "S1-P1 start 10-20 cm", "S1-P1 start 20-30 cm",
    )  # fmt: skip


def test_a_project_without_soil_values_has_empty_axes(project, tmp_path):
    project.tables[SOIL] = project.tables[SOIL][:1]
    project.tables[SOIL][0].update(soc="", bd="")

    found = soil(project.evidence(tmp_path))

    assert [len(axis.labels) for axis in found.axes] == [1, 2, 0, 0, 0]


def test_without_a_plan_the_lowest_baseline_mass_is_the_yardstick(tmp_path):
    project = SyntheticProject(strata={"S1": 100}, points=3, controls=3)
    project.plan = None
    for row in project.tables[SOIL]:
        row["bd"] = "1.3"
    for row in project.rows(point="S1-P2", top="0"):
        row["bd"] = "1.2"

    ours = project.account(tmp_path / "ours").run.steps["reference_mass"]
    theirs = project.account(tmp_path / "theirs", VM0042).run.steps["reference_mass"]

    assert ours.values.tolist() == pytest.approx([0.99 * 3800.0], rel=1e-12)
    assert theirs.values.tolist() == pytest.approx([3800.0, 3800.0], rel=1e-12)
    assert theirs.given is None


def share_control(project):
    """Let the plan draw no control point in the second stratum."""
    project.document["strata"][1]["controls"] = "S1"
    project.drop(SOIL, stratum="S2", role="control")
    project.plan["points"] = [
        item
        for item in project.plan["points"]
        if (item["stratum"], item["role"]) != ("S2", "control")
    ]


def test_a_shared_control_stands_for_the_area_of_all_its_strata(tmp_path):
    project = SyntheticProject(strata={"S1": 120, "S2": 80})
    share_control(project)

    run = project.account(tmp_path).run

    assert run.axes["group"].labels == ("S1 project", "S1 control", "S2 project")
    assert run.values("group_area").tolist() == [120.0, 200.0, 80.0]
    variances = run.values("change_variance").tolist()
    by_hand = math.sqrt(
        120**2 * variances[0] + 200**2 * variances[1] + 80**2 * variances[2]
    )
    assert run.value("difference_error") == pytest.approx(by_hand, rel=1e-12)


def test_a_shared_control_is_less_sure_than_two_of_the_same_spread(tmp_path):
    """(120 + 80)^2 v is more than 120^2 v + 80^2 v: the covariance."""
    apart = SyntheticProject(strata={"S1": 120, "S2": 80})
    shared = SyntheticProject(strata={"S1": 120, "S2": 80})
    share_control(shared)

    errors = [
        each.account(tmp_path / name).run.value("difference_error")
        for name, each in (("apart", apart), ("shared", shared))
    ]

    assert errors[0] < errors[1]


def test_what_a_stock_reads_is_what_the_vocabulary_marks():
    marked = {code for code, entry in properties().items() if entry.in_stock}

    assert {*layers.CARBON, *layers.MASS, *layers.CORES} == marked

"""A source that nobody speaks of is unknown in the equations; a stated one says so."""

import json
import math

import pytest

from edaphon.accounting.account_record import account_record
from edaphon.accounting.activity import activity
from edaphon.accounting.trace import text
from tests.synthetic_documents import ACTIVITY, MCS, METHODS, SOURCES_ABSENT, VM0042
from tests.synthetic_project import SyntheticProject

OF_SOURCE = {
    "lime": "co2_lime", "organic_nitrogen": "n2o_soil", "nitrogen_fixing": "n2o_soil",
    "residue_burning": "ch4_burning", "livestock": "ch4_enteric",
    "amendments": "project_import", "carrier": "project_import",
    "woody_plants": "woody_loss", "displaced_livestock": "leakage",
    "diverted_residues": "leakage", "displaced_production": "leakage",
}  # fmt: skip


DENIED = {
    "limestone_applied": "lime", "organic_n": "organic_nitrogen",
    "residue_burnt": "residue_burning", "recorded_heads": "livestock",
    "import_project": "amendments", "import_baseline": "amendments",
}  # fmt: skip


def without(item, role, *years):
    project = SyntheticProject()
    for year in years:
        project.drop(ACTIVITY, item=item, role=role, year=year)
    return project


@pytest.mark.parametrize(
    ("method", "source"),
    [
        (method, source)
        for method in METHODS
        for source in SOURCES_ABSENT
        if (method, source) != (VM0042, "displaced_livestock")
    ],
)
def test_a_source_that_nobody_speaks_of_is_unknown_in_every_equation(
    method, source, tmp_path
):
    project = SyntheticProject()
    del project.document["sources_absent"][source]

    account = project.account(tmp_path, method)

    assert OF_SOURCE[source] not in account.run.steps
    assert math.isnan(account.computed_units)
    assert account.lacking["units"]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("item", ["diesel_used", "synthetic_n_applied"])
@pytest.mark.parametrize("role", ["baseline", "project"])
@pytest.mark.parametrize("lost", ["last", "every"])
def test_an_amount_that_lacks_a_year_is_unknown(method, item, role, lost, tmp_path):
    years = {"project": ("2022", "2023", "2024"), "baseline": ("2018", "2019", "2020")}
    gone = years[role] if lost == "every" else years[role][-1:]

    account = without(item, role, *gone).account(tmp_path, method)

    name = {"diesel_used": "fuel_consumption", "synthetic_n_applied": "synthetic_n"}
    assert math.isnan(account.computed_units)
    assert account.lacking["units"] == (name[item],)


def test_no_figure_of_an_unknown_fuel_has_a_value(tmp_path):
    project = without("diesel_used", "project", "2022", "2023", "2024")

    mcs, vm0042 = (project.account(tmp_path / m[:3], m).run for m in METHODS)

    assert math.isnan(mcs.value("fuel_increase"))
    assert math.isnan(vm0042.value("fuel_reduction"))


def test_years_that_are_too_few_leave_every_amount_of_the_project_unknown(tmp_path):
    project = SyntheticProject()
    project.drop(ACTIVITY, role="project", year="2024")

    found = activity(project.evidence(tmp_path))

    before, after = found.inputs["synthetic_n"].values
    assert before == 44.0
    assert math.isnan(after)


def test_a_herd_that_lacks_a_year_is_not_taken_as_that_of_the_baseline(tmp_path):
    project = SyntheticProject()
    del project.document["sources_absent"]["livestock"]
    for year in ("2018", "2019", "2020", "2022", "2023"):
        role = "project" if year > "2021" else "baseline"
        row = {"role": role, "year": year, "item": "livestock_heads_sheep"}
        project.tables[ACTIVITY].append({**row, "amount": "40", "unit": "{head}"})

    account = project.account(tmp_path, VM0042)

    assert "ch4_enteric" not in account.run.steps
    assert "livestock" in account.lacking["units"]


def test_what_is_stated_not_to_exist_names_the_field_that_says_so(tmp_path):
    account = SyntheticProject().account(tmp_path, MCS)
    lines = [json.loads(line) for line in text(account)]
    inputs = {line["name"]: line for line in lines if line["kind"] == "input"}

    for name, source in DENIED.items():
        origin = {"kind": "absent", "paths": [f"sources_absent/{source}"]}
        assert inputs[name]["origin"] == origin, name
        assert "rows" not in inputs[name]


def brought(project, role, *years, stratum=""):
    """Record compost of some years."""
    for year in years:
        row = {"role": role, "year": year, "item": "imported_carbon_compost"}
        more = {"amount": "4", "unit": "t{C}", "stratum": stratum}
        project.tables[ACTIVITY].append({**row, **more})


BASELINE, PERIOD = ("2018", "2019", "2020"), ("2022", "2023", "2024")


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    ("baseline", "project", "lacking"),
    [
        ({"": BASELINE}, {"": PERIOD[:2]}, "import_project"),
        ({"": BASELINE[:2]}, {"": PERIOD}, "import_baseline"),
        ({"": BASELINE}, {"S1": PERIOD}, "import_project"),
        ({"": BASELINE}, {}, "import_project"),
    ],
    ids=["a year", "a year before", "a stratum", "a scenario"],
)
def test_an_import_that_lacks_a_year_or_land_is_unknown(
    method, baseline, project, lacking, tmp_path
):
    made = SyntheticProject()
    del made.document["sources_absent"]["amendments"]
    made.fertilise("baseline", *(["project"] if project else []))
    for role, told in (("baseline", baseline), ("project", project)):
        for stratum, years in told.items():
            brought(made, role, *years, stratum=stratum)

    account = made.account(tmp_path, method)

    assert math.isnan(account.computed_units)
    assert lacking in account.lacking["units"]


@pytest.mark.parametrize("method", METHODS)
def test_organic_fertiliser_without_its_carbon_leaves_the_imports_unknown(
    method, tmp_path
):
    made = SyntheticProject()
    made.document["practice"]["description"] = {"en": "Inoculated compost."}
    made.fertilise()

    account = made.account(tmp_path, method)

    assert math.isnan(account.computed_units)
    assert "import" in account.lacking["units"]


@pytest.mark.parametrize("method", METHODS)
def test_no_input_claims_observations_without_a_row_or_a_column(method, tmp_path):
    account = SyntheticProject().account(tmp_path, method)

    for name, step in account.run.steps.items():
        if step.given is not None and step.given.origin.kind == "observations":
            rows = step.given.rows
            named = rows is not None and rows.ids.size > 0
            assert named or step.given.origin.paths or not step.values.size, name


def test_a_kind_of_a_recorded_source_that_no_record_names_was_not_used(tmp_path):
    project = SyntheticProject()
    del project.document["sources_absent"]["lime"]
    for year in ("2018", "2019", "2020", "2022", "2023", "2024"):
        role = "project" if year > "2021" else "baseline"
        row = {"role": role, "year": year, "item": "limestone_applied"}
        project.tables[ACTIVITY].append({**row, "amount": "9", "unit": "t"})

    found = activity(project.evidence(tmp_path)).inputs

    assert found["limestone_applied"].values.tolist() == [9.0, 9.0]
    assert found["dolomite_applied"].values.tolist() == [0.0, 0.0]
    assert found["dolomite_applied"].origin.kind == "assumed"


@pytest.mark.parametrize("method", METHODS)
def test_changes_by_source_hold_the_known_beside_the_unknown(method, tmp_path):
    project = SyntheticProject()
    del project.document["sources_absent"]["lime"]

    account = project.account(tmp_path, method)
    changes = account_record(account)["emission_changes"]

    rows = {row["name"]: row["value"] for row in changes["rows"]}
    lime = next(name for name in rows if "lime" in name)
    assert rows[lime] is None
    assert changes["total"]["value"] is None
    assert [name for name, value in rows.items() if value is None] == [lime]

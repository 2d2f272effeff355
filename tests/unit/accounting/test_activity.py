"""Activity records become yearly amounts; silence is never zero."""

import math

import pytest

from edaphon.accounting.activity import activity
from tests.synthetic_documents import ACTIVITY, MCS, PRODUCT, VM0042
from tests.synthetic_project import SyntheticProject


def record(project, role, year, item, amount, unit):
    project.tables[ACTIVITY].append(
        {"role": role, "year": year, "item": item, "amount": amount, "unit": unit}
    )


def values(found, name):
    return found.inputs[name].values.tolist()


def test_a_yearly_amount_is_the_sum_over_the_years_that_have_records(tmp_path):
    project = SyntheticProject()
    record(project, "baseline", "2019", "limestone_applied", "9", "t")

    found = activity(project.evidence(tmp_path))

    assert values(found, "limestone_applied") == [3.0, 0.0]
    assert values(found, "synthetic_n") == [44.0, 44.0]
    assert found.years == {
        "baseline": ("2018", "2019", "2020"), "project": ("2022", "2023"),
    }  # fmt: skip


def test_a_content_is_averaged_over_its_records(tmp_path):
    project = SyntheticProject()
    for year, content in (("2022", "2"), ("2023", "4")):
        record(project, "project", year, "nfix_n_content", content, "%")

    found = activity(project.evidence(tmp_path))

    assert values(found, "nfix_n_content") == [0.0, pytest.approx(0.03)]


@pytest.mark.parametrize("role", ["baseline", "project"])
def test_without_the_records_of_a_scenario_no_source_is_known(role, tmp_path):
    project = SyntheticProject()
    project.drop(ACTIVITY, role=role)

    found = activity(project.evidence(tmp_path))

    assert "synthetic_n" not in found.inputs
    assert "new_amendment_carbon" not in found.inputs


@pytest.mark.parametrize("method", [MCS, VM0042])
def test_an_account_without_any_record_claims_no_emission_and_no_unit(method, tmp_path):
    project = SyntheticProject()
    project.tables[ACTIVITY] = project.tables[ACTIVITY][:1]

    account = project.account(tmp_path, method)

    assert account.status == "refused"
    assert math.isnan(account.computed_units)


def test_only_what_is_new_of_an_amendment_leaks(tmp_path):
    project = SyntheticProject()
    for role, year, amount in (("baseline", "2018", "30"), ("project", "2022", "50")):
        record(project, role, year, "amendment_applied", amount, "t")
        record(project, role, year, "amendment_carbon_content", "20", "%")

    found = activity(project.evidence(tmp_path))

    # 50 t in 2 years less 30 t in 3 years, a fifth of it carbon.
    assert values(found, "new_amendment_carbon") == [pytest.approx((25 - 10) * 0.2)]


def test_less_amendment_than_before_is_no_gain(tmp_path):
    project = SyntheticProject()
    for role, year, amount in (("baseline", "2018", "90"), ("project", "2022", "10")):
        record(project, role, year, "amendment_applied", amount, "t")
        record(project, role, year, "amendment_carbon_content", "20", "%")

    found = activity(project.evidence(tmp_path))

    assert values(found, "new_amendment_carbon") == [0.0]


def test_factors_of_animals_are_the_projects_own_or_unknown(tmp_path):
    project = SyntheticProject()
    record(project, "project", "2022", "livestock_heads_sheep", "40", "{head}")
    record(project, "project", "2022", "livestock_heads_goats", "10", "{head}")
    stated = {"value": "9", "unit": "kg/a", "reference": "IPCC", "tier": 1}
    project.document["factors"]["enteric_factor.sheep"] = stated

    found = activity(project.evidence(tmp_path))

    labels = next(axis.labels for axis in found.axes if axis.name == "livestock")
    known = dict(zip(labels, values(found, "enteric_factor"), strict=True))
    assert known["project sheep"] == 9.0
    assert math.isnan(known["project goats"])
    assert set(values(found, "manure_deposited_share")) == {1.0}


def test_a_factor_for_all_animals_serves_each(tmp_path):
    project = SyntheticProject()
    record(project, "project", "2022", "livestock_heads_sheep", "40", "{head}")
    stated = {"value": "8", "unit": "kg/a", "reference": "IPCC", "tier": 1}
    project.document["factors"]["enteric_factor"] = stated

    found = activity(project.evidence(tmp_path))

    assert values(found, "enteric_factor") == [8.0, 8.0]


def test_the_carrier_is_an_import_unless_the_control_got_it_too(tmp_path):
    project = SyntheticProject()
    product = project.document["practice"]["product"]
    project.tables[PRODUCT][0]["carbon"] = "25"
    project.map_column(
        PRODUCT, "carbon", **{"is": "product_carbon_content", "unit": "%"}
    )

    sterile = activity(project.evidence(tmp_path / "sterile"))
    del product["sterile_carrier_on_control"]
    measured = activity(project.evidence(tmp_path / "measured"))
    product["carrier_carbon"] = {"value": "7", "unit": "t"}
    stated = activity(project.evidence(tmp_path / "stated"))

    assert values(sterile, "carrier_carbon") == [0.0]
    # 6 t a year, a quarter of it carbon, over 3 years.
    assert values(measured, "carrier_carbon") == [pytest.approx(6 * 0.25 * 3)]
    assert values(stated, "carrier_carbon") == [7.0]


def test_shares_of_the_vintages_end_at_one(tmp_path):
    found = activity(SyntheticProject().evidence(tmp_path))

    assert values(found, "share_before")[0] == 0.0
    assert values(found, "share_through")[-1] == 1.0
    assert values(found, "years") == [3.0]


def test_methane_of_flooded_soil_needs_both_scenarios(tmp_path):
    project = SyntheticProject()
    factor = {"value": "4", "unit": "t{CO2e}/har/a", "reference": "Chambers", "tier": 2}
    project.document["factors"]["ch4_flooded.project"] = factor

    alone = activity(project.evidence(tmp_path / "alone"))
    project.document["factors"]["ch4_flooded.baseline"] = {**factor, "value": "3"}
    both = activity(project.evidence(tmp_path / "both"))

    assert "ch4_flooded" not in alone.inputs
    assert values(both, "ch4_flooded") == [3.0, 4.0]

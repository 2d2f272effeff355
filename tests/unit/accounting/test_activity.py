"""Activity records become yearly amounts; silence is never zero."""

import math

import pytest

from edaphon.accounting.activity import activity
from edaphon.accounting.yearly import yearly_amounts
from edaphon.kernel.errors import EdaphonError
from tests.synthetic_documents import ACTIVITY, MCS, VM0042, exactly
from tests.synthetic_project import SyntheticProject

YEARS = {"baseline": ("2018", "2019", "2020"), "project": ("2022", "2023", "2024")}


def record(project, role, year, item, amount, unit):
    project.tables[ACTIVITY].append(
        {"role": role, "year": year, "item": item, "amount": amount, "unit": unit}
    )


def every_year(project):
    """Fill the years that lack a record with the last amount, or 0 where none is."""
    for item in {row["item"] for row in project.tables[ACTIVITY]}:
        if item.endswith("_content") or item.startswith("livestock_weight_"):
            continue
        unit = project.rows(ACTIVITY, item=item)[0]["unit"]
        for role, years in YEARS.items():
            rows = project.rows(ACTIVITY, item=item, role=role)
            amount = rows[-1]["amount"] if rows else "0"
            for year in sorted(set(years) - {row["year"] for row in rows}):
                record(project, role, year, item, amount, unit)
    return project


def values(found, name):
    return found.inputs[name].values.tolist()


def test_a_yearly_amount_is_the_sum_over_the_years_that_have_records(tmp_path):
    project = SyntheticProject()
    for year, amount in (("2018", "3"), ("2019", "9"), ("2020", "6")):
        record(project, "baseline", year, "limestone_applied", amount, "t")

    found = activity(every_year(project).evidence(tmp_path))

    assert values(found, "limestone_applied") == [6.0, 0.0]
    assert values(found, "synthetic_n") == [44.0, 44.0]
    assert found.years == {
        "baseline": ("2018", "2019", "2020"), "project": ("2022", "2023", "2024"),
    }  # fmt: skip


def biomass(project, role, year, *pairs):
    """Record biomass [t] and its content of nitrogen [%]; None where there is none."""
    for tonnes, content in pairs:
        if tonnes is not None:
            record(project, role, year, "nfix_biomass", tonnes, "t")
        if content is not None:
            record(project, role, year, "nfix_n_content", content, "%")


def test_a_content_counts_with_the_amount_of_its_year(tmp_path):
    """By hand: (300 x 2 % + 100 x 4 %) / 400; its rows are those of both."""
    project = SyntheticProject()
    biomass(project, "project", "2022", ("300", "2"))
    biomass(project, "project", "2023", ("100", "4"))

    evidence = project.evidence(tmp_path)
    found = yearly_amounts(evidence)

    assert found.amounts["project", "nfix_n_content"] == pytest.approx(0.025)
    rows = evidence.observations[list(found.rows("project", "nfix_n_content"))]
    assert sorted(rows["property"]) == ["nfix_biomass"] * 2 + ["nfix_n_content"] * 2
    assert set(rows["role"]) == {"project"}


@pytest.mark.parametrize(
    "beside", [(None, "0.9"), ("0", "0.9"), ("5", None)], ids=["alone", "nil", "other"]
)
def test_contents_that_do_not_pair_are_taken_from_the_end_that_credits_less(
    beside, tmp_path
):
    """Rows of a low content without biomass took the emissions off: 0 to 248 units."""
    project = SyntheticProject()
    for role, year in (("baseline", "2018"), ("project", "2022")):
        biomass(project, role, year, ("300", "2"), ("100", "4"), beside)

    evidence = project.evidence(tmp_path)
    found = yearly_amounts(evidence)

    ends = {"baseline": 0.02 if beside[1] is None else 0.009, "project": 0.04}
    for role, end in ends.items():
        assert found.amounts[role, "nfix_n_content"] == pytest.approx(end)
        (row,) = evidence.observations[
            list(found.rows(role, "nfix_n_content"))
        ].iter_rows(named=True)
        assert (row["role"], row["property"]) == (role, "nfix_n_content")
        assert float(row["number"]) == pytest.approx(end)


def test_rows_of_low_content_without_biomass_earn_nothing(tmp_path):
    plain, diluted = (every_year(SyntheticProject()) for _ in range(2))
    for made in (plain, diluted):
        del made.document["sources_absent"]["nitrogen_fixing"]
        for role, years in YEARS.items():
            for year in years:
                biomass(made, role, year, ("900" if role == "project" else "0", "3"))
    for place in range(1, 10):
        biomass(diluted, "project", "2023", (None, f"0.8{place}"))

    before, after = (
        made.account(tmp_path / name) for name, made in (("a", plain), ("b", diluted))
    )

    assert before.status == after.status
    assert before.run.value("emission_increases") > 0
    assert after.run.value("emission_increases") == pytest.approx(
        before.run.value("emission_increases")
    )


def test_contents_in_the_row_of_their_amount_need_no_other_name(tmp_path):
    """By hand: (300 x 2 % + 100 x 4 %) / 400, two rows of one year."""
    project = SyntheticProject()
    path = "activity/legumes.csv"
    project.tables[path] = [
        {"role": "project", "year": "2022", "biomass": tonnes, "content": content}
        for tonnes, content in (("300", "2"), ("100", "4"))
    ]
    columns = {
        "role": {"is": "role"}, "year": {"is": "campaign"},
        "biomass": {"is": "nfix_biomass", "unit": "t"},
        "content": {"is": "nfix_n_content", "unit": "%"},
    }  # fmt: skip
    project.document["files"].append(
        {"path": path, "about": "activity", "columns": columns}
    )

    found = yearly_amounts(project.evidence(tmp_path))

    assert found.amounts["project", "nfix_n_content"] == pytest.approx(0.025)


@pytest.mark.parametrize(
    ("heads", "expected"),
    [(("60", "70"), [20.0, 50.0]), (("60", "50"), [50.0, 50.0])],
    ids=["rose", "fell"],
)
def test_weights_that_do_not_pair_are_taken_from_the_end_that_credits_less(
    heads, expected, tmp_path
):
    """A herd that fell is charged where it went, with its larger weight."""
    project = SyntheticProject()
    for role, number in zip(YEARS, heads, strict=True):
        year = YEARS[role][0]
        record(project, role, year, "livestock_heads_sheep", number, "{head}")
        for weight in ("50", "20"):
            record(project, role, year, "livestock_weight_sheep", weight, "kg")

    found = activity(every_year(project).evidence(tmp_path))

    assert values(found, "recorded_weight") == expected


@pytest.mark.parametrize("role", ["baseline", "project"])
def test_without_the_records_of_a_scenario_no_source_is_known(role, tmp_path):
    project = SyntheticProject()
    project.drop(ACTIVITY, role=role)

    found = activity(project.evidence(tmp_path))

    assert "synthetic_n" not in found.inputs
    assert "nfix_n_content" not in found.inputs


@pytest.mark.parametrize("method", [MCS, VM0042])
def test_an_account_without_any_record_claims_no_emission_and_no_unit(method, tmp_path):
    project = SyntheticProject()
    project.tables[ACTIVITY] = project.tables[ACTIVITY][:1]

    account = project.account(tmp_path, method)

    assert account.status == "refused"
    assert math.isnan(account.computed_units)


def test_factors_of_animals_are_the_projects_own_or_unknown(tmp_path):
    project = SyntheticProject()
    record(project, "project", "2022", "livestock_heads_sheep", "40", "{head}")
    record(project, "project", "2022", "livestock_heads_goats", "10", "{head}")
    stated = {**exactly("9"), "unit": "kg/a", "reference": "IPCC", "tier": 1}
    project.document["factors"]["enteric_factor.sheep"] = stated

    found = activity(every_year(project).evidence(tmp_path))

    labels = next(axis.labels for axis in found.axes if axis.name == "livestock")
    known = dict(zip(labels, values(found, "enteric_factor"), strict=True))
    assert known["project sheep"] == 9.0
    assert math.isnan(known["project goats"])
    assert set(values(found, "manure_deposited_share")) == {1.0}


def test_a_factor_for_all_animals_serves_each(tmp_path):
    project = SyntheticProject()
    record(project, "project", "2022", "livestock_heads_sheep", "40", "{head}")
    stated = {**exactly("8"), "unit": "kg/a", "reference": "IPCC", "tier": 1}
    project.document["factors"]["enteric_factor"] = stated

    found = activity(every_year(project).evidence(tmp_path))

    assert values(found, "enteric_factor") == [8.0, 8.0]


def test_shares_of_the_vintages_add_up_to_one(tmp_path):
    found = activity(SyntheticProject().evidence(tmp_path))

    # 20 October 2021 to 20 October 2024: 1,096 days, of them 73 in 2021, 293 in 2024.
    assert values(found, "vintage_share") == pytest.approx(
        [73 / 1096, 365 / 1096, 365 / 1096, 293 / 1096]
    )
    assert values(found, "years") == [3.0]


def test_methane_of_flooded_soil_needs_both_scenarios(tmp_path):
    project = SyntheticProject()
    factor = {"unit": "t{CO2e}/har/a", "reference": "Chambers", "tier": 2}
    project.document["scenario"] = "paddy"
    project.document["factors"]["ch4_flooded.project"] = {**factor, **exactly("4")}

    alone = activity(project.evidence(tmp_path / "alone"))
    project.document["factors"]["ch4_flooded.baseline"] = {**factor, **exactly("3")}
    both = activity(project.evidence(tmp_path / "both"))

    assert "ch4_flooded" not in alone.inputs
    assert values(both, "ch4_flooded") == [3.0, 4.0]


def test_a_period_from_autumn_to_autumn_is_divided_by_its_length(tmp_path):
    project = SyntheticProject()
    project.drop(ACTIVITY, role="project")
    for year, amount in (("2021", "7"), ("2022", "44"), ("2023", "44"), ("2024", "37")):
        record(project, "project", year, "synthetic_n_applied", amount, "t{N}")

    found = activity(project.evidence(tmp_path))

    # 132 t in a period of three years that touches four calendar years.
    assert values(found, "synthetic_n") == [44.0, 44.0]
    assert len(found.years["project"]) == 4


def test_a_product_that_no_record_shows_was_applied_in_an_unknown_amount(tmp_path):
    project = SyntheticProject()
    project.drop(ACTIVITY, item="product_applied")
    record(project, "project", "2022", "dose", "30", "kg/har")

    account = project.account(tmp_path)

    assert (account.status, account.units) == ("refused", 0)
    assert account.lacking["emission_increases"] == ("product_applied",)


@pytest.mark.parametrize(
    ("item", "unit", "name"),
    [
        ("nfix_biomass", "t", "nfix_n_content"),
        ("livestock_heads_sheep", "{head}", "recorded_weight"),
    ],
)
def test_an_amount_without_its_content_is_not_a_content_of_zero(
    item, unit, name, tmp_path
):
    project = SyntheticProject()
    record(project, "project", "2022", item, "40", unit)

    found = activity(every_year(project).evidence(tmp_path))

    assert math.isnan(values(found, name)[-1])


@pytest.mark.parametrize(
    ("heads", "weights"),
    [
        (("10", "30"), ("50", "50")),
        (("30", "10"), ("50", "50")),
        (("20", "20"), ("50", "50")),
        (("20", "20"), ("50", "60")),
    ],
    ids=["grows", "shrinks", "stays", "grows heavier"],
)
def test_a_range_of_an_animal_counts_at_its_high_end(heads, weights, tmp_path):
    """A herd never counts smaller than before; one that was sold is charged."""
    project = SyntheticProject()
    for role, year, number, weight in zip(
        ("baseline", "project"), ("2018", "2022"), heads, weights, strict=True
    ):
        record(project, role, year, "livestock_heads_sheep", number, "{head}")
        record(project, role, year, "livestock_weight_sheep", weight, "kg")
    shared = {"reference": "IPCC", "tier": 1}
    project.document["factors"] |= {
        "enteric_factor.sheep": {
            "value": "8", "low": "5", "high": "9", "unit": "kg/a", **shared,
        },
        "manure_ch4_factor": {
            "value": "0.2", "low": "0.1", "high": "0.3", "unit": "g/kg", **shared,
        },
    }  # fmt: skip

    found = activity(every_year(project).evidence(tmp_path))

    assert values(found, "enteric_factor") == [9.0, 9.0]
    assert values(found, "manure_ch4_factor") == [0.3, 0.3]


def test_the_product_counts_at_the_high_end_of_its_factor(tmp_path):
    project = SyntheticProject()
    project.document["factors"]["product_emissions"].update(low="0.1", high="3")

    found = activity(project.evidence(tmp_path))

    assert values(found, "product_factor") == [3.0]


def test_methane_of_flooded_soil_counts_at_the_ends_that_credit_less(tmp_path):
    project = SyntheticProject()
    project.document["scenario"] = "paddy"
    stated = {"value": "4", "low": "3", "high": "6", "unit": "t{CO2e}/har/a"}
    for role in ("baseline", "project"):
        project.document["factors"][f"ch4_flooded.{role}"] = {
            **stated, "reference": "Chambers", "tier": 2,
        }  # fmt: skip

    found = activity(project.evidence(tmp_path))

    assert values(found, "ch4_flooded") == [3.0, 6.0]


@pytest.mark.parametrize("method", [MCS, VM0042])
@pytest.mark.parametrize(("used", "factor"), [("20000", 0.0031), ("9000", 0.0029)])
def test_a_fuel_factor_of_the_projects_own_counts_at_its_conservative_end(
    method, used, factor, tmp_path
):
    project = SyntheticProject()
    for row in project.rows(ACTIVITY, role="project", item="diesel_used"):
        row["amount"] = used
    project.document["factors"]["fuel_factor.diesel"] = {
        "value": "0.003", "low": "0.0029", "high": "0.0031", "unit": "t{CO2e}/L",
        "reference": "Supplier",
    }  # fmt: skip

    run = project.account(tmp_path, method).run

    expected = [14000 * factor, float(used) * factor]
    assert run.values("fuel_emission").tolist() == pytest.approx(expected)


@pytest.mark.parametrize(
    "place",
    [
        ("leakage", "displaced_livestock"),
        ("leakage", "diverted_residues"), ("leakage", "displaced_production"),
        ("permanence", "internal"), ("permanence", "external"),
        ("permanence", "natural"),
        ("sampling", "gps_error_m"),
    ],
    ids="/".join,
)  # fmt: skip
def test_nothing_below_zero_is_a_gift(tmp_path, place):
    project = SyntheticProject()
    holder = project.document
    for step in place[:-1]:
        holder = holder.setdefault(step, {})
    holder[place[-1]] = "-100"

    with pytest.raises(EdaphonError) as caught:
        project.evidence(tmp_path)

    (problem,) = caught.value.problems
    assert (problem.code, problem.where.path) == ("AMOUNT_NEGATIVE", "/".join(place))
    assert "0 or more" in problem.text("en")
    assert "不小于 0" in problem.text("zh")


@pytest.mark.parametrize(
    ("ends", "code"),
    [
        ({"value": "-1", "low": "-1", "high": "0"}, "AMOUNT_NEGATIVE"),
        ({"low": "0.1"}, "FACTOR_ONE_END"),
        ({"high": "0.9"}, "FACTOR_ONE_END"),
        ({"low": "0.6", "high": "0.9"}, "FACTOR_RANGE"),
        ({"low": "0.1", "high": "0.4"}, "FACTOR_RANGE"),
        ({"low": "0.9", "high": "0.1"}, "FACTOR_RANGE"),
    ],
)
def test_a_factor_stands_in_its_range_and_never_below_zero(tmp_path, ends, code):
    project = SyntheticProject()
    factor = project.document["factors"]["product_emissions"]
    del factor["low"], factor["high"]
    factor |= ends

    with pytest.raises(EdaphonError) as caught:
        project.evidence(tmp_path)

    assert {problem.code for problem in caught.value.problems} == {code}


def test_a_factor_may_be_an_end_of_its_range(tmp_path):
    project = SyntheticProject()
    project.document["factors"]["product_emissions"] |= {"low": "0.5", "high": "0.5"}

    assert project.account(tmp_path).units


@pytest.mark.parametrize("method", [MCS, VM0042])
def test_without_records_no_source_shows_a_zero(method, tmp_path):
    project = SyntheticProject()
    project.tables[ACTIVITY] = project.tables[ACTIVITY][:1]

    run = project.account(tmp_path, method).run

    for name in ("co2_fuel", "ch4_enteric", "ch4_manure", "ch4_burning", "n2o_soil"):
        assert name in run.absent
    optional = {MCS: "product_increase", VM0042: "tree_change_project"}[method]
    assert run.value(optional) == 0.0


def test_a_herd_is_summed_over_parcels_and_averaged_over_the_years_counted(tmp_path):
    project = SyntheticProject()
    for year, number in (
        ("2022", "10"), ("2022", "30"), ("2023", "60"), ("2024", "50"),
    ):  # fmt: skip
        record(project, "project", year, "livestock_heads_sheep", number, "{head}")

    found = activity(every_year(project).evidence(tmp_path))

    baseline, counted = values(found, "recorded_heads")
    assert baseline == 0.0
    assert counted == 50.0


def test_the_worse_of_recorded_and_stated_yield_counts(tmp_path):
    project = SyntheticProject()
    project.document["leakage"]["yield_change_percent"] = "1"
    for role, number in (("project", "9"), ("control", "10")):
        record(project, role, "2022", "yield", number, "t/har")

    run = project.account(tmp_path).run

    assert run.value("yield_change") == pytest.approx(-0.1)


def test_a_herd_is_averaged_over_the_years_that_count_it(tmp_path):
    """By hand: ((60 + 40) + 80) / 2 heads of two years.

    Weights (100 x 20 + 80 x 50) / 180.
    """
    project = SyntheticProject()
    for year, heads in (("2018", "60"), ("2018", "40"), ("2019", "80")):
        record(project, "baseline", year, "livestock_heads_sheep", heads, "{head}")
    for year, weight in (("2018", "20"), ("2019", "50")):
        record(project, "baseline", year, "livestock_weight_sheep", weight, "kg")

    found = yearly_amounts(project.evidence(tmp_path))

    assert found.covered["baseline"] == 3.0
    assert found.amounts["baseline", "livestock_heads_sheep"] == 90.0
    weight = found.amounts["baseline", "livestock_weight_sheep"]
    assert weight == pytest.approx(6000 / 180)

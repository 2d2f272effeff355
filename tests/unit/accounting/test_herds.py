"""A herd that is sold is no reduction: the animals emit somewhere else."""

import pytest

from tests.synthetic_documents import ACTIVITY, MCS, VM0042, exactly
from tests.synthetic_project import SyntheticProject

FACTORS = {
    "enteric_factor": ("66", "kg/a"), "volatile_solids_rate": ("8.9", "kg/t/d"),
    "manure_system_share": ("1", "1"), "manure_ch4_factor": ("0.6", "g/kg"),
    "nitrogen_excretion": ("50", "kg/a"), "manure_n2o_factor": ("0.004", "1"),
}  # fmt: skip
YEARS = {"baseline": ("2018", "2019", "2020"), "project": ("2022", "2023", "2024")}


def with_herds(**herds):
    """Return a project with cattle and sheep, heads of baseline and of project."""
    project = SyntheticProject()
    del project.document["sources_absent"]["livestock"]
    for name, (number, unit) in FACTORS.items():
        project.document["factors"][name] = {
            **exactly(number), "unit": unit, "reference": "Own", "tier": 2,
        }  # fmt: skip
    for kind, (before, after) in herds.items():
        for role, heads in (("baseline", before), ("project", after)):
            for year in YEARS[role]:
                for item, amount, unit in (
                    (f"livestock_heads_{kind}", heads, "{head}"),
                    (f"livestock_weight_{kind}", "150", "kg"),
                ):
                    project.tables[ACTIVITY].append(
                        {"role": role, "year": year, "item": item, "amount": amount,
                         "unit": unit}
                    )  # fmt: skip
    return project


def units(folder, **herds):
    account = with_herds(**herds).account(folder, VM0042)
    assert account.status == "credited"
    return account.units


def test_selling_the_herd_earns_nothing(tmp_path):
    kept = units(tmp_path / "kept", other_cattle=("60", "60"), sheep=("110", "110"))
    sold = units(tmp_path / "sold", other_cattle=("60", "10"), sheep=("110", "10"))

    assert sold <= kept


def test_a_herd_that_grows_costs_units(tmp_path):
    kept = units(tmp_path / "kept", other_cattle=("60", "60"))
    grown = units(tmp_path / "grown", other_cattle=("60", "90"))

    assert grown < kept


@pytest.mark.parametrize("heads", [("60", "0"), ("0", "60")])
def test_an_explicit_zero_is_a_herd_of_none(tmp_path, heads):
    account = with_herds(sheep=heads).account(tmp_path, VM0042)

    assert account.run.values("livestock_heads").max() == 60.0
    assert account.status == "credited"


def leaked(folder, **herds):
    """Return the yearly leakage of animals under the unified method."""
    made = with_herds(**herds)
    made.document["factors"] |= {
        "enteric_factor": {"value": "66", "low": "55", "high": "75", "unit": "kg/a",
                           "reference": "IPCC", "tier": 1},
        "manure_ch4_factor": {**exactly("0"), "unit": "g/kg", "reference": "Own",
                              "file": "papers/manure.txt"},
        "nitrogen_excretion": {**exactly("0"), "unit": "kg/a", "reference": "Own",
                               "file": "papers/manure.txt"},
    }  # fmt: skip
    (folder / "papers").mkdir()
    (folder / "papers/manure.txt").write_text("No manure is kept.\n", "utf-8")
    return made.account(folder, MCS).run.value("livestock_leakage")


def test_a_herd_that_fell_is_charged_at_the_high_end(tmp_path):
    """Unified method §3, piece "Herd": 50 cattle x 75 kg x 28 / 1000."""
    assert leaked(tmp_path, other_cattle=("60", "10")) == pytest.approx(105)


def test_a_herd_that_grew_pays_for_none_that_fell(tmp_path):
    found = leaked(tmp_path, other_cattle=("60", "10"), sheep=("10", "500"))

    assert found == pytest.approx(105)


def test_selling_the_herd_earns_nothing_under_the_unified_method(tmp_path):
    kept, sold = (
        with_herds(other_cattle=("60", heads)).account(tmp_path / heads, MCS).units
        for heads in ("60", "10")
    )

    assert sold < kept


@pytest.mark.parametrize("method", [MCS, VM0042])
@pytest.mark.parametrize("item", ["livestock_weight_sheep", "livestock_heads_sheep"])
def test_a_herd_of_which_the_project_records_no_weight_or_heads_is_unknown(
    item, method, tmp_path
):
    """What the baseline had would stand for it, however the animals grew."""
    made = with_herds(sheep=("60", "60"))
    made.drop(ACTIVITY, item=item, role="project")

    account = made.account(tmp_path, method)

    assert (account.status != "credited", account.units) == (True, 0)

"""A herd that is sold is no reduction: the animals emit somewhere else."""

import pytest

from tests.synthetic_documents import ACTIVITY, VM0042
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
            "value": number, "unit": unit, "reference": "Own", "tier": 2,
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

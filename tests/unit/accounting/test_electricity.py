"""Electricity is told as not counted, and no fuel that it replaces is credited."""

import pytest

from edaphon.accounting.gathering import gather
from tests.synthetic_documents import ACTIVITY, MCS, METHODS, VM0042
from tests.synthetic_project import SyntheticProject
from tests.unit.accounting.verdicts import assessed, broken, check_refusal

YEARS = {"baseline": ("2018", "2019", "2020"), "project": ("2022", "2023", "2024")}
LESS, SAME = "4000", "14000"


def with_electricity(made, diesel, **kilowatt_hours):
    """Let the project burn some diesel, and record electricity by scenario."""
    for row in made.rows(ACTIVITY, item="diesel_used", role="project"):
        row["amount"] = diesel
    for role, amounts in kilowatt_hours.items():
        for year, amount in zip(YEARS.get(role, ()) or YEARS["project"], amounts,
                                strict=True):  # fmt: skip
            if amount is not None:
                made.tables[ACTIVITY].append(
                    {"role": role, "year": year, "item": "electricity_used",
                     "amount": str(amount), "unit": "kW.h"}
                )  # fmt: skip


EVEN = (1000, 1000, 1000)


@pytest.mark.parametrize(
    ("diesel", "amounts", "result"),
    [
        (LESS, {}, "not_applicable"),
        (SAME, {"baseline": EVEN, "project": (9000, 9000, 9000)}, "not_applicable"),
        (LESS, {"baseline": EVEN, "project": EVEN}, "met"),
        (LESS, {"baseline": EVEN, "project": (900, 900, 900)}, "met"),
        (LESS, {"baseline": EVEN, "project": (1000, 1000, 1001)}, "not_met"),
        (LESS, {"baseline": (3000, None, None), "project": EVEN}, "met"),
        (LESS, {"baseline": (1000, None, None), "project": EVEN}, "not_met"),
        (LESS, {"baseline": EVEN, "project": (None, 2000, None)}, "not_met"),
        (LESS, {"project": EVEN}, "not_assessed"),
        (LESS, {"baseline": EVEN}, "not_assessed"),
    ],
)
def test_a_fall_of_fuel_is_not_credited_while_electricity_rises(
    diesel, amounts, result, tmp_path
):
    """A switch from diesel to electricity was a reduction; nothing counted it."""
    account = broken(
        lambda project: with_electricity(project, diesel, **amounts), tmp_path, VM0042
    )

    assert assessed(account, "8.2-energy").outcome.result == result
    if result in {"not_met", "not_assessed"}:
        check_refusal(account, "8.2-energy")
    else:
        assert account.status == "credited"


def test_electricity_of_neither_scenario_is_the_projects(tmp_path):
    def unsaid(project):
        with_electricity(project, LESS, baseline=EVEN, project=(2000, 2000, 2000))
        for row in project.rows(ACTIVITY, item="electricity_used", role="project"):
            row["role"] = ""

    account = broken(unsaid, tmp_path, VM0042)

    assert assessed(account, "8.2-energy").outcome.result == "not_met"


def test_a_rise_is_told_in_both_languages(tmp_path):
    account = broken(
        lambda project: with_electricity(
            project, LESS, baseline=EVEN, project=(2000, 2000, 2000)
        ),
        tmp_path,
        VM0042,
    )

    outcome = assessed(account, "8.2-energy").outcome
    assert "1000 kWh a year in the baseline, 2000 kWh in" in outcome.found["en"]
    assert "基准线 1000 kWh/年，项目 2000 kWh/年" in outcome.found["zh"]
    assert "no equation for electricity" in outcome.cure["en"]
    assert "以电代油不属于减排" in outcome.cure["zh"]


@pytest.mark.parametrize("method", METHODS)
def test_electricity_is_told_once_as_not_counted(method, tmp_path):
    project = SyntheticProject()
    with_electricity(project, SAME, baseline=EVEN, project=EVEN)

    _, told = gather(project.write(tmp_path), methods=[method])

    (found,) = [item for item in told if item.code == "EMISSION_UNCOUNTED"]
    assert found.severity == "warning"
    assert found.where.file == ACTIVITY
    english, chinese = (found.text(language) for language in ("en", "zh"))
    assert "electricity_used" in english
    assert "No method here has an equation" in english
    assert "6 values" in english
    assert "用电量" in chinese
    assert "均无其排放的计算公式" in chinese


def test_without_electricity_nothing_is_told(tmp_path):
    _, told = gather(SyntheticProject().write(tmp_path))

    assert "EMISSION_UNCOUNTED" not in {item.code for item in told}


def test_the_unified_method_credits_no_fall_of_fuel(tmp_path):
    plain = SyntheticProject().account(tmp_path / "plain", MCS)
    switched = broken(
        lambda project: with_electricity(
            project, LESS, baseline=EVEN, project=(2000, 2000, 2000)
        ),
        tmp_path / "switched",
        MCS,
    )

    assert switched.units == plain.units

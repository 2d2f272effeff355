"""What falls pays for nothing that rises, and no form of nitrogen for the other.

By hand, from the ends of IPCC (2019) Tables 11.1 and 11.3 in a wet climate.
"""

import pytest

from tests.synthetic_documents import ACTIVITY, MCS, METHODS, VM0042
from tests.synthetic_project import SyntheticProject

YEARS = {"baseline": ("2018", "2019", "2020"), "project": ("2022", "2023", "2024")}


def recorded(amounts, unit):
    """Return a project with yearly amounts of items, before and after the start."""
    project = SyntheticProject()
    project.document["land"]["wet_climate"] = True
    for absent in ("organic_nitrogen", "residue_burning"):
        if any(item.startswith(absent[:7]) for item in amounts):
            del project.document["sources_absent"][absent]
    for item, pair in amounts.items():
        project.drop(ACTIVITY, item=item)
        for role, amount in zip(YEARS, pair, strict=True):
            for year in YEARS[role]:
                project.tables[ACTIVITY].append(
                    {"role": role, "year": year, "item": item, "amount": amount,
                     "unit": unit}
                )  # fmt: skip
    return project


def nitrogen(folder, method, synthetic, organic):
    amounts = {"synthetic_n_applied": synthetic, "organic_n_applied": organic}
    return recorded(amounts, "t{N}").account(folder, method).run


def test_less_nitrogen_of_one_form_and_new_nitrogen_of_the_other_credits_nothing(
    tmp_path,
):
    run = nitrogen(tmp_path, VM0042, ("100", "60"), ("0", "39"))

    # -40 x 0.013 + 39 x 0.011 + (-40 x 0.02 + 39 x 0.31) x 0.018 = 0.11222 t N.
    assert run.value("soil_n2o_reduction") == pytest.approx(-46.7316, abs=1e-4)


def test_nitrogen_is_one_source_whose_rise_is_charged(tmp_path):
    run = nitrogen(tmp_path, MCS, ("100", "60"), ("0", "39"))

    assert run.value("n2o_fertiliser_increase") == pytest.approx(46.7316 * 3, abs=1e-3)


@pytest.mark.parametrize("method", METHODS)
def test_both_forms_that_fall_stand_at_their_low_ends(method, tmp_path):
    run = nitrogen(tmp_path, method, ("100", "60"), ("39", "0"))

    # (100 x 0.013 + 39 x 0.001) x 44/28 x 265.
    assert run.values("fertiliser_direct")[0] == pytest.approx(557.597857)


def test_diesel_that_falls_does_not_pay_for_gasoline_that_rises(tmp_path):
    used = {"diesel_used": ("14000", "4000"), "gasoline_used": ("1000", "5000")}
    run = recorded(used, "L").account(tmp_path).run

    assert run.value("fuel_increase") == pytest.approx(4000 * 0.002810 * 3)


def test_wheat_burnt_no_more_does_not_pay_for_maize_that_is(tmp_path):
    burnt = {
        "residue_burnt_wheat": ("150000", "0"), "residue_burnt_maize": ("0", "1000"),
    }  # fmt: skip
    run = recorded(burnt, "kg").account(tmp_path).run

    methane = 28 * 1000 * 0.80 * 2.7 / 1e6 * 3
    oxide = 265 * 1000 * 0.80 * 0.07 / 1e6 * 3
    assert run.value("burning_increase") == pytest.approx(methane + oxide)

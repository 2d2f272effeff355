"""Limits and choices of the credited path at their edge, from both sides."""

import math
from dataclasses import replace

import numpy as np
import pytest

from edaphon.accounting.account import accounts
from edaphon.accounting.activity import activity
from edaphon.accounting.silent_land import RULE
from edaphon.methods.engine.pack import pack
from tests.synthetic_documents import END, MCS, PRODUCT, VM0042
from tests.synthetic_project import SyntheticProject
from tests.unit.accounting.verdicts import against, assessed

BAR = next(item for item in pack(VM0042).conditions if item.id == "8.6-bar")


def equation(method, name):
    """Return the only variant of an equation."""
    (found,) = [item for item in pack(method).equations if item.name == name]
    return found


@pytest.mark.parametrize(
    ("width", "result"),
    [(0.5, "met"), (1.0, "met"), (math.nextafter(1.0, 2.0), "not_met"),
     (1.5, "not_met"), (2.0, "not_met")],
)  # fmt: skip
def test_the_eligibility_bar_is_one_hundred_percent_of_the_estimate(width, result):
    figures = {"horizon_half_width": width}

    found = BAR.assess(None, figures, pack(VM0042).parameters)
    assert found.result == result


@pytest.mark.parametrize(
    ("total", "units"), [(9.0, 8), (8.0, 8), (7.999, 7), (0.0, 0), (-3.0, 0)]
)
def test_a_vintage_of_vm0042_never_passes_its_total(total, units):
    """Reductions of 3.9 and removals of 5.9 are 3 and 5 whole units apart."""
    vintage = equation(VM0042, "vintage_units")

    assert vintage(3.9, total, 5.0, 1.0) == units


@pytest.mark.parametrize(("total", "units"), [(6.0, 5), (5.0, 5), (4.999, 4), (-1, 0)])
def test_removals_of_a_vintage_never_pass_its_total(total, units):
    assert (
        equation(VM0042, "vintage_removals")(
            5.9, total, earlier_deficit=0.0, years=1.0, vintage_years=1.0
        )
        == units
    )


@pytest.mark.parametrize(
    ("irrigated", "wet", "leaching"),
    [
        (True, False, ("yes", "yes")),
        (False, True, ("yes", "yes")),
        (True, True, ("yes", "yes")),
        (False, False, ("no", "no")),
        (None, False, ("no", "yes")),
        (False, None, ("no", "yes")),
        (True, None, ("yes", "yes")),
        (None, True, ("yes", "yes")),
    ],
)
def test_nitrogen_leaches_from_irrigated_or_wet_land(
    irrigated, wet, leaching, tmp_path
):
    project = SyntheticProject()
    answer_land(project, irrigated, wet)

    axes = {axis.name: axis for axis in activity(project.evidence(tmp_path)).axes}
    assert tuple(axes["scenario"].attributes["leaching"]) == leaching


def answer_land(project, irrigated, wet):
    land = project.document["land"]
    for name, answer in {"irrigated": irrigated, "wet_climate": wet}.items():
        land.pop(name, None)
        if answer is not None:
            land[name] = answer


def lossy(irrigated, wet):
    """Return a project that gained nothing."""
    project = SyntheticProject(gain=0.0)
    answer_land(project, irrigated, wet)
    return project


@pytest.mark.parametrize(
    ("irrigated", "wet", "blank"),
    [
        (None, False, "land.irrigated"),
        (False, None, "land.wet_climate"),
        (None, None, "land.wet_climate, land.irrigated"),
    ],
)
def test_a_loss_that_a_blank_may_have_made_is_refused(irrigated, wet, blank, tmp_path):
    found = lossy(irrigated, wet).evidence(tmp_path)
    for account in accounts(found, (MCS, VM0042)):
        assert account.computed_units == 0
        assert account.status == "refused"
        (told,) = [one for one in account.assessed if one.condition.id == RULE]
        assert told.condition.source == "LAND_UNSTATED"
        assert told.outcome.found.en.startswith(f"Not stated: {blank}.")


def test_a_loss_of_land_that_is_stated_is_one(tmp_path):
    for irrigated, wet in ((False, False), (True, True), (None, True)):
        folder = tmp_path / f"{irrigated}-{wet}"
        folder.mkdir()
        made = accounts(lossy(irrigated, wet).evidence(folder), (MCS,))

        assert RULE not in {one.condition.id for one in made[0].assessed}


def test_a_blank_beside_a_gain_is_no_refusal(tmp_path):
    project = SyntheticProject(gain=4.0)
    answer_land(project, None, None)
    (made,) = accounts(project.evidence(tmp_path), (MCS,))

    assert made.computed_units > 0
    assert RULE not in {one.condition.id for one in made.assessed}


def test_an_older_bundle_is_told_its_loss_as_it_was(tmp_path):
    """Until rules 6 a blank could make a loss."""
    found = replace(lossy(None, None).evidence(tmp_path), rules=5)
    (made,) = accounts(found, (MCS,))

    assert made.status == "deficit"


@pytest.mark.parametrize("contents", [("25", "40", "30"), ("40", "25"), ("40",)])
def test_of_several_certificates_the_one_with_most_carbon_counts(contents, tmp_path):
    project = SyntheticProject()
    del project.document["practice"]["product"]["sterile_carrier_on_control"]
    batch = project.tables[PRODUCT][0]
    project.tables[PRODUCT] = [
        {**batch, "batch": f"B{place + 1}", "carbon": content}
        for place, content in enumerate(contents)
    ]
    project.map_column(
        PRODUCT, "carbon", **{"is": "product_carbon_content", "unit": "%"}
    )

    found = project.account(tmp_path).run.value("carrier_carbon")
    # 6 t a year, two fifths of it carbon, over 3 years.
    assert found == pytest.approx(6 * 0.4 * 3)


@pytest.mark.parametrize(
    ("change", "leaked"), [(-0.051, 56.1), (-0.05, 0.0), (-0.049, 0.0), (0.2, 0.0)]
)
def test_a_yield_may_fall_by_its_threshold(change, leaked):
    threshold = pack(MCS).parameters["yield_threshold"].number

    assert threshold == 0.05
    displaced = equation(MCS, "yield_leakage")
    assert displaced(change, 300.0, threshold, 44 / 12, 0.0) == pytest.approx(leaked)
    assert displaced(change, -300.0, threshold, 44 / 12, 0.0) == 0
    # What an earlier account charged is its floor on both sides of the threshold.
    floored = displaced(change, 300.0, threshold, 44 / 12, 40.0)
    assert floored == pytest.approx(max(40.0, leaked))
    assert displaced(change, -300.0, threshold, 44 / 12, 40.0) == 40


@pytest.mark.parametrize(("rating", "share"), [(0.19, 0.2), (0.2, 0.2), (0.21, 0.21)])
def test_the_buffer_has_a_floor(rating, share):
    least = pack(MCS).parameters["least_buffer"].number

    assert equation(MCS, "buffer_share")(rating, least) == share


@pytest.mark.parametrize(
    ("ratings", "applied"),
    [((4, 4, 4), 0.12), ((4, 4, 4.001), 0.13), ((3, 4, 4), 0.12), ((-9, 7, 6), 0.13)],
)
def test_a_risk_rating_is_rounded_up_and_has_a_floor(ratings, applied):
    least = pack(VM0042).parameters["least_buffer"].number
    total = equation(VM0042, "risk_total")(*ratings)
    rating = equation(VM0042, "non_permanence_rating")(total)

    assert equation(VM0042, "buffer_rating")(rating, least) == applied


def test_a_core_of_exactly_the_reference_mass_is_heavy_enough(tmp_path):
    """40 cm at 1.25 g/cm3 are 5,000 t/ha; the 30 cm above are 3,750."""
    project = SyntheticProject()
    for row in project.rows():
        row["bd"] = "1.25"
    project.plan["reference_mass"] = "5000"

    account = project.account(tmp_path)

    assert "C4" not in against(account)
    assert np.isfinite(account.run.values("stock")).all()


def test_the_reference_mass_is_held_against_cores_of_the_first_campaign(tmp_path):
    """3,400 t/ha are 0.85 of the 4,000 before, and 0.9444 of the 3,600 after."""
    project = SyntheticProject()
    for row in project.rows():
        row["bd"] = "1.2" if row["campaign"] == END else f"{4 / 3:.9f}"
    project.plan["reference_mass"] = "3400"

    account = project.account(tmp_path, VM0042)

    assert (
        "85.0% of the lightest core's mass"
        in assessed(account, "8.2.1-depth").outcome.found["en"]
    )

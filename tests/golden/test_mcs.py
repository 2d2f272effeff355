"""The unified method: its worked account, and what its decisions forbid.

*By hand*: section 3 of the method and the calculations beside each number. The
worked account itself stands as an example of the pack.
"""

import math

import pytest

from edaphon.methods.engine.axes import Axis
from edaphon.methods.engine.pack import pack
from tests.golden.methods_run import figures, steps

MCS = "edaphon.mcs/1.1"
BY_NAME = {item.name: item for item in reversed(pack(MCS).equations)}
FIRST = {"issued_before": 0, "buffer_before": 0, "soil_removal_before": 0}
"""No account came before: nothing was issued, withheld or charged."""

NET = {
    **FIRST,
    "soil_removal": 1094.903782,
    "emission_increases": 0,
    "leakage": 132,
    "woody_loss": 0,
    "non_permanence_rating": 0.14,
}


def net(wanted: str, **changes) -> float:
    return figures(MCS, {**NET, **changes}, [wanted])[wanted]


def test_the_buffer_is_taken_before_leakage():
    assert net("net_removals") == pytest.approx(962.903782)
    assert net("buffer") == pytest.approx(0.2 * 1094.903782)
    assert net("creditable") == pytest.approx(0.8 * 1094.903782 - 132)


def test_the_buffer_is_the_larger_of_a_fifth_and_the_rating():
    assert net("buffer_share") == 0.20
    assert net("buffer_share", non_permanence_rating=0.31) == 0.31


LEAST = {
    "difference_bound": 300.0, "gain_bound": 300.0, "full_difference_bound": 300.0,
    "full_gain_bound": 300.0, "scheme_difference_bound": 300.0,
    "project_import": 0.0, "contrast_import": 0.0,
}  # fmt: skip


def removal(**changes) -> float:
    found = figures(MCS, {**LEAST, **changes}, ["soil_removal"])
    return found["soil_removal"] * 12 / 44


@pytest.mark.parametrize("name", [name for name in LEAST if name.endswith("_bound")])
def test_a_removal_is_never_more_than_any_of_the_five_bounds(name):
    assert removal() == pytest.approx(300)
    assert removal(**{name: 120.0}) == pytest.approx(120)
    assert removal(**{name: -60.0}) == pytest.approx(-60)


def test_what_was_brought_on_the_land_is_no_removal():
    assert removal(project_import=50.0) == pytest.approx(250)
    assert removal(contrast_import=50.0) == pytest.approx(250)
    own = {"gain_bound": 200.0, "full_gain_bound": 200.0}
    assert removal(**own, contrast_import=80.0) == pytest.approx(200)


def test_what_the_project_lost_less_than_its_control_is_avoided_loss():
    assert BY_NAME["avoided_loss"](300.0, -60.0, 0.0, 0.0, 44 / 12) == pytest.approx(
        1100
    )
    assert BY_NAME["avoided_loss"](300.0, 90.0, 60.0, 80.0, 44 / 12) == pytest.approx(
        44 / 12 * 230
    )


def test_a_negative_result_is_no_unit_and_stays_in_the_cumulative_result():
    assert net("new_removals", emission_increases=1200) == 0
    assert net("creditable", emission_increases=1200) == pytest.approx(
        0.8 * 1094.903782 - 1332
    )


def test_what_was_issued_is_not_issued_again():
    result = net("creditable")

    assert net("new_removals", issued_before=result) == 0
    assert net("new_removals", issued_before=result + 100) == 0
    assert net("new_removals", issued_before=result - 50) == pytest.approx(50)


@pytest.mark.parametrize(("campaigns", "chance"), [(1, 0.10), (2, 0.05), (5, 0.02)])
def test_every_planned_campaign_takes_its_part_of_the_one_chance_in_ten(
    campaigns, chance
):
    found = figures(MCS, {"planned_campaigns": campaigns}, ["confidence"])

    assert found["confidence"] == pytest.approx(1 - chance)


def test_without_a_number_of_campaigns_or_a_rating_nothing_is_credited():
    unrated = {
        name: value for name, value in NET.items() if name != "non_permanence_rating"
    }
    done = steps(MCS, unrated, ["creditable", "confidence"])

    assert set(done.absent["creditable"]) == {
        "risk_internal", "risk_external", "risk_natural",
    }  # fmt: skip
    assert done.absent["confidence"] == ("planned_campaigns",)


def test_a_fall_of_emissions_is_never_credited():
    sources = [item for item in pack(MCS).equations if item.name.endswith("_increase")]
    pairs = [item for item in sources if item.arguments[0].name == "baseline"]
    known = {"area": 100.0, "years": 5.0, "before": 0.0, "closed": 0.0}

    assert len(pairs) == 9
    for item in pairs:
        size = {of.name: known[of.name] for of in item.arguments[2:]}
        area = size.get("area", 1.0)
        assert item(3.0, 2.0, **size) == 0.0
        assert item(2.0, 3.0, **size) == 5.0 * area


def test_leakage_is_never_negative():
    displaced = BY_NAME["displaced_leakage"](-5.0, -5.0, -5.0, 5.0, 0.0)
    assert displaced == 0.0
    assert BY_NAME["leakage"](0.0, 0.0, displaced) == 0.0
    assert BY_NAME["import_beyond_baseline"](1.0, 10.0, 1.0, 5.0) == 0.0
    assert BY_NAME["yield_leakage"](0.3, 300.0, 0.05, 44 / 12, 0.0) == 0.0


def test_a_yield_that_fell_by_exactly_the_threshold_displaces_nothing():
    assert BY_NAME["yield_leakage"](-0.05, 300.0, 0.05, 44 / 12, 0.0) == 0.0
    displaced = BY_NAME["yield_leakage"](-0.0501, 300.0, 0.05, 44 / 12, 0.0)
    assert displaced == pytest.approx(0.0501 * 1100)


@pytest.mark.parametrize("new", [0.0, 0.9, 7.0, 770.323026, 1e6 + 0.999])
@pytest.mark.parametrize("shares", [(1.0,), (0.1, 0.2, 0.2, 0.2, 0.2, 0.1)])
def test_units_are_the_floors_of_the_years_and_never_more_than_is_new(new, shares):
    vintage = Axis(
        name="vintage",
        parent="account",
        labels=tuple(str(year) for year in range(len(shares))),
        parents=(0,) * len(shares),
    )
    inputs = {"new_removals": new, "vintage_share": list(shares)}
    over = {"vintage_share": "vintage"}
    done = steps(MCS, inputs, ["vintage_units", "units"], axes=[vintage], over=over)

    assert math.fsum(done.values("vintage_units")) == done.value("units")
    assert min(done.values("vintage_units")) >= 0
    assert new - len(shares) < done.value("units") <= new


def test_paddy_adds_the_measured_methane_and_other_land_does_not():
    scenario = Axis(
        name="scenario", parent="account", labels=("b", "p"), parents=(0, 0),
        attributes={"role": ("baseline", "project")},
    )  # fmt: skip
    inputs = {
        "source_increases": 12, "ch4_flooded": [3.0, 3.4], "area": 50, "years": 3,
        "flooded_increase_before": 0, "closed_years": 0,
    }  # fmt: skip
    found = {
        land: figures(
            MCS, inputs, ["emission_increases"], axes=[scenario],
            over={"ch4_flooded": "scenario"}, scenario=land,
        )["emission_increases"]
        for land in ("paddy", "cropland", "forest")
    }  # fmt: skip

    assert found == {"paddy": pytest.approx(72), "cropland": 12.0, "forest": 12.0}


def test_the_bars_of_the_waterfall_add_up_to_the_units():
    vintage = Axis(name="vintage", parent="account", labels=("2024",), parents=(0,))
    inputs = {
        **FIRST, **LEAST, "difference": 351.866667, "gain_bound": 250.0,
        "contrast_import": 6.0, "project_import": 9.0,
        "emission_increases": 120, "leakage": 132, "woody_loss": 10,
        "issued_before": 15, "non_permanence_rating": 0.14, "vintage_share": [1],
    }  # fmt: skip
    bars = [term.source for term in pack(MCS).waterfall]
    done = steps(MCS, inputs, [*bars, "units"], axes=[vintage],
                 over={"vintage_share": "vintage"})  # fmt: skip

    assert done.value("units") == math.floor(44 / 12 * 241 * 0.8 - 262 - 15)
    assert math.fsum(done.value(name) for name in bars) == pytest.approx(
        done.value("units")
    )


def test_microbial_evidence_is_in_no_equation():
    sources = {
        argument.source for item in pack(MCS).equations for argument in item.arguments
    }

    assert not [name for name in sources if "microb" in name or "necromass" in name]

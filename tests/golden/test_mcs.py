"""The unified method: its worked account, and what its decisions forbid.

*By hand*: section 3 of the method and the calculations beside each number. The
worked account itself stands as an example of the pack.
"""

import math

import pytest

from edaphon.methods.engine.axes import Axis
from edaphon.methods.engine.pack import pack
from tests.golden.methods_run import figures, steps

MCS = "edaphon.mcs/1.0"
BY_NAME = {item.name: item for item in reversed(pack(MCS).equations)}
NET = {
    "soil_removal": 1094.903782,
    "emission_increases": 0,
    "leakage": 132,
    "woody_loss": 0,
    "deep_loss": 0,
    "carried_deficit": 0,
    "non_permanence_rating": 0.14,
}


def net(wanted: str, **changes) -> float:
    return figures(MCS, {**NET, **changes}, [wanted])[wanted]


def test_the_worked_account_gives_770_units():
    assert net("net_removals") == pytest.approx(962.903782)
    assert net("buffer") == pytest.approx(192.580756, abs=1e-6)
    assert net("units") == 770


def test_the_buffer_is_the_larger_of_a_fifth_and_the_rating():
    assert net("buffer_share") == 0.20
    assert net("buffer_share", non_permanence_rating=0.31) == 0.31


def test_a_removal_is_never_more_than_the_gain_itself():
    removal = BY_NAME["soil_removal"]

    assert removal(300.0, 120.0, 0.0, 0.0, 44 / 12) == pytest.approx(440)
    assert removal(120.0, 300.0, 0.0, 0.0, 44 / 12) == pytest.approx(440)


def test_an_import_stands_against_each_bound_by_itself():
    removal = BY_NAME["soil_removal"]

    assert removal(300.0, 120.0, 0.0, 80.0, 44 / 12) == pytest.approx(44 / 12 * 40)
    assert removal(300.0, 120.0, 250.0, 0.0, 44 / 12) == pytest.approx(44 / 12 * 50)


def test_what_the_project_lost_less_than_its_control_is_avoided_loss():
    bounds = (300.0, -60.0, 0.0, 0.0, 44 / 12)
    assert BY_NAME["soil_removal"](*bounds) == pytest.approx(-220)
    assert BY_NAME["avoided_loss"](*bounds) == pytest.approx(1100)


def test_a_negative_result_gives_no_units_and_is_carried_until_repaid():
    deficit = net("deficit", emission_increases=1200)

    assert deficit == pytest.approx(237.096218)
    assert net("units", emission_increases=1200) == 0
    assert net("net_removals", carried_deficit=deficit) == pytest.approx(
        962.903782 - deficit
    )


def test_a_fall_of_emissions_is_never_credited():
    sources = [item for item in pack(MCS).equations if item.name.endswith("_increase")]
    pairs = [item for item in sources if item.arguments[0].name == "baseline"]

    assert len(pairs) == 9
    for item in pairs:
        area = 100.0 if len(item.arguments) == 4 else 1.0
        size = (area, 5.0) if len(item.arguments) == 4 else (5.0,)
        assert item(3.0, 2.0, *size) == 0.0
        assert item(2.0, 3.0, *size) == 5.0 * area


def test_leakage_is_never_negative():
    assert BY_NAME["leakage"](0.0, 0.0, -5.0, -5.0, -5.0, 5.0) == 0.0
    assert BY_NAME["import_beyond_baseline"](1.0, 10.0, 1.0, 5.0) == 0.0
    assert BY_NAME["yield_leakage"](0.3, 1000.0, 0.05, 44 / 12) == 0.0


def test_a_yield_that_fell_by_exactly_the_threshold_displaces_nothing():
    assert BY_NAME["yield_leakage"](-0.05, 300.0, 0.05, 44 / 12) == 0.0
    displaced = BY_NAME["yield_leakage"](-0.0501, 300.0, 0.05, 44 / 12)
    assert displaced == pytest.approx(0.0501 * 1100)


@pytest.mark.parametrize("creditable", [0.0, 0.9, 7.0, 770.323026, 1e6 + 0.999])
@pytest.mark.parametrize("cuts", [(0.5,), (0.1, 0.3, 0.5, 0.7, 0.9), (1 / 3, 2 / 3)])
def test_vintages_add_up_to_the_units_of_the_period(creditable, cuts):
    through = (*cuts, 1.0)
    vintage = Axis(
        name="vintage",
        parent="account",
        labels=tuple(map(str, through)),
        parents=(0,) * len(through),
    )
    inputs = {
        "creditable": creditable,
        "share_before": [0.0, *cuts],
        "share_through": list(through),
    }
    over = dict.fromkeys(("share_before", "share_through"), "vintage")
    done = steps(MCS, inputs, ["vintage_units", "units"], axes=[vintage], over=over)

    assert math.fsum(done.values("vintage_units")) == done.value("units")
    assert min(done.values("vintage_units")) >= 0


def test_paddy_adds_the_measured_methane_and_other_land_does_not():
    scenario = Axis(
        name="scenario", parent="account", labels=("b", "p"), parents=(0, 0),
        attributes={"role": ("baseline", "project")},
    )  # fmt: skip
    inputs = {
        "source_increases": 12, "ch4_flooded": [3.0, 3.4], "area": 50, "years": 3,
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
    inputs = {
        "difference": 351.866667, "difference_bound": 298.610122,
        "gain_bound": 250.0, "contrast_import": 6, "project_import": 9,
        "emission_increases": 120, "leakage": 132, "woody_loss": 0,
        "deep_loss": 40, "carried_deficit": 15, "non_permanence_rating": 0.14,
    }  # fmt: skip
    bars = [term.source for term in pack(MCS).waterfall]
    found = figures(MCS, inputs, [*bars, "units"])

    assert found["units"] == math.floor((44 / 12 * 241 - 307) * 0.8)
    assert math.fsum(found[name] for name in bars) == pytest.approx(found["units"])


def test_microbial_evidence_is_in_no_equation():
    sources = {
        argument.source for item in pack(MCS).equations for argument in item.arguments
    }

    assert not [name for name in sources if "microb" in name or "necromass" in name]

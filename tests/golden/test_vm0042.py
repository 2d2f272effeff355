"""VM0042 v2.2: published numbers, and the traps its text sets.

*Published*: Figure 3 of the methodology. *By hand*: the accounts of the standards
sheet 7.1 to 7.4, computed there with scipy; they stand as worked examples of the
pack and are compared by ``tests/unit/methods/test_examples.py``. This file holds
one test for each trap of section 8 of that sheet which the equations can fall into,
named by its number. Traps 17 and 18 concern importers and laboratories, 10 to 13
and 27 other schemes.
"""

import math

import numpy as np
import pytest

from edaphon.kernel.units import compatible
from edaphon.methods.engine.axes import Axis
from edaphon.methods.engine.equation import Factor
from edaphon.methods.engine.pack import pack
from edaphon.methods.engine.worked_examples import examples
from edaphon.science.esm import equal_mass_stock
from edaphon.science.profiles import Profiles
from edaphon.science.student import quantile
from tests.golden.methods_run import figures

VM = "verra.vm0042/2.2"
BY_NAME = {item.name: item for item in reversed(pack(VM).equations)}
"""The first variant of each equation."""

SIGNS = {
    "source_reductions": 0, "leakage": 0, "buffer_rating": 0.2, "years": 1,
    "without_wood": 1,
}  # fmt: skip
GROUPS = Axis(
    name="group",
    parent="account",
    labels=("A project", "A control"),
    parents=(0, 0),
    attributes={"role": ("project", "control")},
)


def signs(project: float, baseline: float, wanted: str, **more) -> float:
    """Return a figure from soil changes with UNC given."""
    inputs = {
        **SIGNS,
        "soil_change_project": project,
        "soil_change_baseline": baseline,
        "uncertainty": 0.2,
        "earlier_removals": 0,
        **more,
    }
    return figures(VM, inputs, [wanted])[wanted]


def test_trap_1_the_probability_is_stored_and_not_the_printed_constant():
    stored = pack(VM).parameters["probability"]

    assert stored.value == "0.667"
    assert quantile(stored.number, math.inf) == pytest.approx(0.4316, abs=5e-5)
    assert quantile(2 / 3, math.inf) == pytest.approx(0.4307, abs=5e-5)
    assert not [item for item in pack(VM).parameters.values() if item.value == "0.4307"]


def test_trap_2_error_and_mean_stand_on_the_same_yearly_basis():
    relative = {
        years: figures(
            VM,
            {
                "soil_change_project": 1000 / years,
                "soil_change_baseline": 0,
                "mean_variance": 1.0,
                "area": 100,
                "years": years,
            },
            ["relative_error"],
        )["relative_error"]
        for years in (1, 5)
    }

    assert relative[1] == pytest.approx(0.1)
    assert relative[5] == pytest.approx(relative[1])


def test_trap_3_no_cap_on_the_deduction_the_bar_is_a_gate():
    assert BY_NAME["uncertainty"](5.0, 9.0, 0.667) == pytest.approx(2.23096, abs=1e-5)
    assert BY_NAME["interval_half_width"](5.0, 9.0, 0.95) > 1
    assert signs(100, 0, "stock_change_project", uncertainty=1.5) == pytest.approx(-50)


def test_trap_4_removals_look_at_all_years_and_the_sign_at_this_one():
    cumulated = {"earlier_removals": -500}

    assert signs(60, 10, "soil_sign", **cumulated) == 1
    assert signs(60, 10, "removal_indicator", **cumulated) == 0
    assert signs(60, 70, "soil_sign", earlier_removals=500) == -1
    assert signs(60, 70, "removal_indicator", earlier_removals=500) == 1


@pytest.mark.parametrize(
    ("reductions", "removals", "share"),
    [(30, 90, 0.25), (-5, 90, 0), (30, -5, 1), (0, 0, 1), (-5, -5, 1), (0, 90, 0)],
)
def test_trap_5_leakage_falls_on_the_positive_part(reductions, removals, share):
    borne = BY_NAME["reduction_leakage"](12.0, float(reductions), float(removals))

    assert borne == pytest.approx(12 * share)
    assert BY_NAME["removal_leakage"](12.0, borne) == pytest.approx(12 * (1 - share))


def test_trap_6_displaced_production_is_deducted_like_other_leakage():
    displaced = BY_NAME["displacement_leakage"]

    assert BY_NAME["leakage"](6.6, 22.0, 5.0) == pytest.approx(33.6)
    assert [item.source for item in displaced.arguments] == ["displaced_production"]
    assert displaced.mark == "D"
    assert "Corrections 2 and 3" in displaced.source


def test_trap_7_manure_nitrogen_is_divided_by_a_thousand_and_solids_are_yearly():
    factor = Factor(0.01, 0.01, 0.01)
    share = Factor(0.21, 0.21, 0.21)
    volatilised = BY_NAME["manure_volatilised"](3000.0, 1.0, share, factor, 265.0)

    assert volatilised == pytest.approx(2.6235, abs=5e-5)
    assert BY_NAME["volatile_solids"](8.9, 420.0) == pytest.approx(1364.37)
    assert BY_NAME["volatile_solids"].unit == "kg/a"


def test_trap_7_the_mass_of_an_increment_is_tonnes_and_not_kilograms():
    mass = next(
        item for item in pack(VM).equations if ("mass_from", "cores") in item.when
    )

    core = [np.array([value]) for value in (283.2, 21.5, 4.0, math.nan, 1.0)]
    assert mass(*core) == pytest.approx(1950.14, abs=5e-3)
    assert mass.unit == "t/har"
    assert compatible(BY_NAME["layer_carbon"].unit, "t{C}/har")


def test_trap_8_the_buffer_of_a_loss_is_a_choice_that_is_stated():
    literal, none = (
        figures(
            VM,
            {
                "buffer_rating": 0.15,
                "stock_change_project": -48.8,
                "stock_change_baseline": 30.5,
                "removal_indicator": 0,
            },
            ["reduction_buffer"],
            buffer_on_losses=choice,
        )["reduction_buffer"]
        for choice in ("literal", "none")
    )

    assert (literal, none) == (pytest.approx(-11.895), 0.0)
    assert pack(VM).document["settings"]["buffer_on_losses"] == "none"
    assert "losses carry no buffer" in BY_NAME["removal_buffer"].source


def test_trap_9_a_loss_is_enlarged_and_never_floored():
    assert signs(-40, 25, "stock_change_project") == pytest.approx(-48)
    assert signs(-40, 25, "credit_total") < -40


def test_trap_14_only_the_natural_spline_gives_the_published_stocks():
    mass = np.array([1533.53, 993.67, 1497.73, 988.15])
    carbon = np.array([44.120, 10.582, 30.973, 11.146])
    cores = Profiles(mass, carbon, np.array([0, 2, 4]))
    natural = equal_mass_stock(cores, 1950.0, interpolation="natural")
    linear = equal_mass_stock(cores, 1950.0, interpolation="linear")

    assert natural.round(1).tolist() == [49.9, 36.8]
    assert linear.round(1).tolist() == [48.6, 36.1]
    marks = {
        item.when: item.mark for item in pack(VM).equations if item.name == "stock"
    }
    assert [when for when, mark in marks.items() if mark == "P"] == [
        (("interpolation", "natural"), ("mass", "whole"))
    ]


def test_trap_14_a_reference_mass_beyond_the_sampled_mass_gives_no_stock():
    cores = Profiles(
        np.array([1500.0, 1000.0]), np.array([40.0, 10.0]), np.array([0, 2])
    )

    assert math.isnan(equal_mass_stock(cores, 2600.0, interpolation="natural")[0])


def test_trap_15_the_rule_for_degrees_of_freedom_is_stated():
    nine, welch = (BY_NAME["uncertainty"](0.11119, df, 0.667) for df in (9.0, 11.2865))

    assert (round(nine, 5), round(welch, 5)) == (0.04961, 0.04928)
    assert pack(VM).document["probability"]["rule"]["en"].startswith("Sum over strata")
    assert "leaves the rule to the design" in BY_NAME["freedom"].source


def test_trap_16_the_deduction_touches_the_soil_stream_alone():
    without, with_uncertainty = (
        signs(100, 0, "net_total", source_reductions=50, uncertainty=deduction)
        for deduction in (0.0, 0.3)
    )

    assert without == pytest.approx(150)
    assert with_uncertainty == pytest.approx(120)


def test_trap_19_a_negative_mean_keeps_the_deduction_positive():
    assert BY_NAME["relative_error"](0.5, -2.0) == 0.25
    assert math.isnan(BY_NAME["relative_error"](0.5, 0.0))


def test_trap_20_one_sign_and_one_deduction_for_both_scenarios():
    assert signs(-40, -10, "stock_change_project") == pytest.approx(-48)
    assert signs(-40, -10, "stock_change_baseline") == pytest.approx(-12)
    assert signs(-10, -40, "stock_change_project") == pytest.approx(-8)
    assert signs(-10, -40, "stock_change_baseline") == pytest.approx(-32)


def test_trap_21_the_running_sum_is_after_the_deduction_and_holds_this_period():
    assert signs(60, 0, "removal_indicator", earlier_removals=-47) == 1
    assert signs(60, 0, "removal_indicator", earlier_removals=-48) == 0
    assert signs(60, 0, "removal_indicator", earlier_removals=-55) == 0


@pytest.mark.parametrize(
    ("parts", "rating"),
    [
        ((14, 2, 7.2), 0.24),
        ((4, 0, 2.3), 0.12),
        ((12, 0, 0), 0.12),
        ((12, 0, 0.1), 0.13),
        ((10, 1, 2.5), 0.14),
        ((-4, 0, 13.2), 0.14),
    ],
)
def test_trap_22_the_sum_is_rounded_up_and_then_floored(parts, rating):
    declared = BY_NAME["non_permanence_rating"](BY_NAME["risk_total"](*parts))

    assert BY_NAME["buffer_rating"](declared, 0.12) == pytest.approx(rating)


def test_trap_23_shares_of_manure_are_shares_and_its_nitrogen_kilograms():
    nitrogen = BY_NAME["manure_nitrogen"]

    assert nitrogen(60.0, 50.0, 1.0, 1.0) == 3000.0
    assert nitrogen.unit == "kg/a"
    shares = [item for item in nitrogen.arguments if "share" in item.source]
    assert [item.origin.unit for item in shares] == ["1", "1"]


def test_trap_24_each_form_of_nitrogen_has_its_own_factor():
    synthetic, organic = (
        pack(VM).parameters[f"n2o_direct_{form}.wet"].factor
        for form in ("synthetic", "organic")
    )

    assert synthetic == Factor(0.013, 0.016, 0.019)
    assert organic.value == 0.006
    residues = next(
        item for item in BY_NAME["n2o_fixation"].arguments if item.name == "factor"
    )
    assert residues.source == "n2o_direct_organic"


def test_trap_25_the_control_stands_on_the_project_area():
    found = figures(
        VM,
        {"mean_change": [1.0, 0.5], "group_area": [120, 120], "years": 5},
        ["soil_change_baseline"],
        axes=[GROUPS],
        over={"mean_change": "group", "group_area": "group"},
    )

    assert found["soil_change_baseline"] == pytest.approx(44 / 12 * 120 * 0.5 / 5)


def test_trap_26_woody_equations_subtract_stocks():
    wood = Axis(
        name="wood", parent="account", labels=("tree",), parents=(0,),
        attributes={"kind": ("tree",)},
    )  # fmt: skip
    stocks = {
        "wood_area": [10], "wood_project_start": [2], "wood_project_end": [5],
        "wood_control_start": [2], "wood_control_end": [3],
    }  # fmt: skip
    found = figures(
        VM,
        {**stocks, "years": 5, "without_wood": 0},
        ["tree_change_project", "tree_change_baseline"],
        axes=[wood],
        over=dict.fromkeys(stocks, "wood"),
    )

    assert found["tree_change_project"] == pytest.approx(44 / 12 * 30 / 5)
    assert found["tree_change_baseline"] == pytest.approx(44 / 12 * 10 / 5)


def test_the_bars_of_the_waterfall_add_up_to_the_units():
    example = next(
        item for item in examples(pack(VM)) if item["name"]["en"].startswith("VM-A")
    )
    inputs = {name: item["value"] for name, item in example["inputs"].items()}
    over = {
        name: item.get("over", "account") for name, item in example["inputs"].items()
    }
    axes = [
        Axis(
            name=name,
            parent=item.get("parent", "account"),
            labels=tuple(item["labels"]),
            parents=tuple(item.get("parents", [0] * len(item["labels"]))),
            attributes={
                key: tuple(column)
                for key, column in item.items()
                if key not in {"parent", "labels", "parents"}
            },
        )
        for name, item in example["axes"].items()
    ]
    bars = [term.source for term in pack(VM).waterfall]
    found = figures(VM, inputs, [*bars, "units"], axes=axes, over=over)

    assert found["units"] == 1070
    assert math.fsum(found[name] for name in bars) == pytest.approx(1070, abs=1e-9)
    assert found["leakage_term"] == pytest.approx(-132)

"""Laws that hold for every account, whatever its numbers."""

import math

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from edaphon.kernel.units import parse
from edaphon.methods.engine.axes import Axis
from edaphon.methods.engine.pack import pack
from tests.golden.methods_run import figures

MCS, VM = "edaphon.mcs/1.1", "verra.vm0042/2.2"

stocks = st.floats(20, 80)
changes = st.lists(st.floats(-5, 8), min_size=3, max_size=12)
tonnes = st.floats(-2000, 5000)
shares = st.floats(0, 0.6)


def groups(*sizes: int) -> list[Axis]:
    """Return project and control land with so many points, each a field of its own."""
    labels = tuple(f"g{index}" for index in range(len(sizes)))
    roles = ("project", "control") * (len(sizes) // 2)
    owners = tuple(index for index, size in enumerate(sizes) for _ in range(size))
    return [
        Axis(
            name="group", parent="account", labels=labels,
            parents=(0,) * len(sizes), attributes={"role": roles},
        ),
        Axis(
            name="field", parent="group", labels=tuple(map(str, range(len(owners)))),
            parents=owners,
        ),
    ]  # fmt: skip


SOIL = ["difference", "gain", "difference_error", "gain_error", "soil_removal"]
STOCKS = ("", "full_", "scheme_")


def soil(lists, areas, wanted=SOIL, **more):
    """Return figures of the unified method from changes of points and fields."""
    changes = np.concatenate(lists)
    signed = [area if place % 2 == 0 else -area for place, area in enumerate(areas)]
    inputs = {
        **{f"{stock}field_change": changes for stock in STOCKS},
        **{
            f"{stock}{what}_campaign_error": 0.0
            for stock in STOCKS
            for what in ("difference", "gain")
            if (stock, what) != ("scheme_", "gain")
        },
        "lost_field": np.zeros(changes.size),
        "loss_sign": [-1.0, 1.0] * (len(lists) // 2),
        "group_area": areas,
        "signed_area": signed,
        "planned_campaigns": 1.0,
        "project_import": 0.0,
        "contrast_import": 0.0,
        **more,
    }
    over = {
        **{f"{stock}field_change": "field" for stock in STOCKS},
        "lost_field": "field", "group_area": "group", "signed_area": "group",
        "loss_sign": "group",
    }  # fmt: skip
    return figures(MCS, inputs, wanted, axes=groups(*map(len, lists)), over=over)


@given(project=changes, control=changes, seed=st.integers(0, 99))
def test_the_order_of_points_changes_no_bit(project, control, seed):
    mixed = list(np.random.default_rng(seed).permutation(project))

    assert soil([project, control], [50, 50]) == soil([mixed, control], [50, 50])


@given(project=changes, control=changes, share=st.floats(0.1, 0.9))
def test_splitting_an_area_and_adding_up_changes_neither_difference_nor_gain(
    project, control, share
):
    whole = soil([project, control], [80, 80])
    parts = soil(
        [project, control, project, control],
        [80 * share, 80 * share, 80 * (1 - share), 80 * (1 - share)],
    )

    for name in ("difference", "gain"):
        assert math.isclose(whole[name], parts[name], rel_tol=1e-9, abs_tol=1e-7)


@given(project=changes, control=changes, scale=st.floats(1, 4))
def test_more_spread_around_the_same_means_never_credits_more(project, control, scale):
    wider = [
        [mean + scale * (value - mean) for value in values]
        for values, mean in (
            (item, sum(item) / len(item)) for item in (project, control)
        )
    ]
    one = soil([project, control], [50, 50])
    other = soil(wider, [50, 50])

    assert other["soil_removal"] <= one["soil_removal"] + 1e-6


@given(project=changes, control=changes, own=st.floats(0, 500),
       contrast=st.floats(0, 500))  # fmt: skip
def test_carbon_that_is_brought_in_never_credits_more(project, control, own, contrast):
    assume(np.ptp(project) > 0.5)
    assume(np.ptp(control) > 0.5)
    none = soil([project, control], [50, 50], ["soil_removal"])
    some = soil(
        [project, control], [50, 50], ["soil_removal"],
        project_import=own, contrast_import=contrast,
    )  # fmt: skip

    least = 44 / 12 * min(own, contrast)
    assert some["soil_removal"] <= none["soil_removal"] - least + 1e-6


@given(project=changes, control=changes, error=st.floats(0, 5000),
       more=st.floats(0, 900))  # fmt: skip
def test_a_larger_campaign_error_never_credits_more(project, control, error, more):
    """Whichever of the bounds it enters."""
    assume(np.ptp(project) > 0.5)
    assume(np.ptp(control) > 0.5)
    for name in ("difference", "gain", "full_difference", "full_gain",
                 "scheme_difference"):  # fmt: skip
        one, other = (
            soil([project, control], [50, 50], **{f"{name}_campaign_error": size})
            for size in (error, error + more)
        )
        assert other["soil_removal"] <= one["soil_removal"] + 1e-9


CAMPAIGN = {
    "mean_start": [50.0, 49.0], "mean_end": [53.0, 49.5],
    "mean_start_part": [18.0, 17.5], "mean_end_part": [20.0, 18.0],
    "signed_area": [100.0, -100.0], "group_area": [100.0, 100.0],
}  # fmt: skip


def campaign_error(**stated):
    return figures(
        MCS, {**CAMPAIGN, **stated}, ["gain_campaign_error"], axes=groups(1, 1),
        over=dict.fromkeys(CAMPAIGN, "group"),
    )["gain_campaign_error"]  # fmt: skip


relative = st.floats(0, 0.1)


@given(laboratory=relative, density=relative, shift=relative, more=relative,
       rho=st.floats(0, 1), less=st.floats(0, 1), rings=st.floats(0, 1))  # fmt: skip
def test_a_larger_error_and_a_lower_correlation_never_make_it_smaller(
    laboratory, density, shift, more, rho, less, rings
):
    stated = {
        "laboratory_error": laboratory, "density_error": density, "shift_error": shift,
        "laboratory_correlation": rho, "density_correlation": rings,
    }  # fmt: skip
    one = campaign_error(**stated)

    for name in ("laboratory_error", "density_error", "shift_error"):
        assert campaign_error(**stated | {name: stated[name] + more}) >= one - 1e-9
    for name in ("laboratory_correlation", "density_correlation"):
        assert campaign_error(**stated | {name: stated[name] * less}) >= one - 1e-9


@given(project=changes, control=changes, place=st.integers(0, 99), side=st.booleans())
def test_a_lost_point_or_field_never_credits_more(project, control, place, side):
    """Whichever point is lost, and whatever it would have shown within the others.

    One that lies outside them may be worse than its stand-in: it was random, and is
    one in a hundred.
    """
    assume(np.ptp(project) > 0.5)
    assume(np.ptp(control) > 0.5)
    lists = [list(project), list(control)]
    chosen = lists[side]
    place %= len(chosen)
    rest = [value for at, value in enumerate(chosen) if at != place]
    assume(len(rest) > 1)
    assume(min(rest) <= chosen[place] <= max(rest))
    whole = soil(lists, [50, 50], ["difference", "gain", "soil_removal"])
    chosen[place] = math.nan
    lost = np.zeros(sum(map(len, lists)))
    lost[place + side * len(project)] = 1
    less = soil(lists, [50, 50], ["difference", "gain", "soil_removal"],
                lost_field=lost)  # fmt: skip

    assert less["soil_removal"] <= whole["soil_removal"] + 1e-9


NET = ["net_removals", "buffer", "creditable", "new_removals"]


def net(removal, increases, leakage, rating, issued):
    inputs = {
        "soil_removal": removal, "emission_increases": increases, "leakage": leakage,
        "woody_loss": 0.0, "issued_before": issued, "non_permanence_rating": rating,
        "soil_removal_before": 0.0, "buffer_before": 0.0,
    }  # fmt: skip
    return figures(MCS, inputs, NET)


@given(removal=tonnes, increases=st.floats(0, 900), leakage=st.floats(0, 900),
       rating=shares, issued=st.floats(0, 500))  # fmt: skip
def test_what_is_new_buffer_and_issued_never_exceed_the_net(
    removal, increases, leakage, rating, issued
):
    found = net(removal, increases, leakage, rating, issued)
    held = found["new_removals"] + found["buffer"]

    assert found["new_removals"] >= 0
    assert found["new_removals"] == 0 or held + issued <= found["net_removals"] + 1e-6
    assert found["creditable"] <= found["net_removals"]


@given(removal=tonnes, increases=st.floats(0, 900), more=st.floats(0, 300),
       leakage=st.floats(0, 900), rating=shares, issued=st.floats(0, 500))  # fmt: skip
def test_more_emissions_risk_or_earlier_units_never_credit_more(
    removal, increases, more, leakage, rating, issued
):
    def new(*given):
        return net(*given)["new_removals"]

    before = new(removal, increases, leakage, rating, issued)

    assert new(removal, increases + more, leakage, rating, issued) <= before
    assert new(removal, increases, leakage + more, rating, issued) <= before
    assert new(removal, increases, leakage, rating + more / 1000, issued) <= before
    assert new(removal, increases, leakage, rating, issued + more) <= before


def sign_logic(project, baseline, uncertainty, source, leakage, rating, earlier):
    inputs = {
        "soil_change_project": project, "soil_change_baseline": baseline,
        "uncertainty": uncertainty, "source_reductions": source, "leakage": leakage,
        "buffer_rating": rating, "earlier_removals": earlier, "years": 5,
        "without_wood": 1,
    }  # fmt: skip
    return figures(VM, inputs, ["reductions", "removals", "net_total", "credit_total"])


@given(project=tonnes, baseline=tonnes, uncertainty=st.floats(0, 0.9), source=tonnes,
       earlier=tonnes, leakage=st.floats(0, 500))  # fmt: skip
def test_reductions_and_removals_only_share_out_what_soil_and_sources_gave(
    project, baseline, uncertainty, source, earlier, leakage
):
    found = sign_logic(project, baseline, uncertainty, source, leakage, 0.2, earlier)
    sign = 1 if project >= baseline else -1
    soil_part = (project - baseline) * (1 - uncertainty * sign)

    assert math.isclose(
        found["reductions"] + found["removals"], source + soil_part,
        rel_tol=1e-9, abs_tol=1e-6,
    )  # fmt: skip
    assert math.isclose(
        found["net_total"], source + soil_part - leakage, rel_tol=1e-9, abs_tol=1e-6
    )


@given(project=tonnes, baseline=tonnes, less=st.floats(0, 0.5), more=st.floats(0, 0.4),
       source=tonnes)  # fmt: skip
def test_a_larger_deduction_never_raises_the_net_of_vm0042(
    project, baseline, less, more, source
):
    small = sign_logic(project, baseline, less, source, 0, 0.2, 0)["net_total"]
    large = sign_logic(project, baseline, less + more, source, 0, 0.2, 0)["net_total"]

    assert large <= small + 1e-6


def test_units_of_every_equation_are_known_and_tonnes_stay_tonnes():
    for pack_id in (MCS, VM):
        for item in pack(pack_id).equations:
            parse(item.unit)
            for argument in item.arguments:
                parse(argument.origin.unit)
        units = next(item for item in pack(pack_id).equations if item.name == "units")
        assert units.unit == "t{CO2e}"

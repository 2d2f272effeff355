"""Laws that hold for every account, whatever its numbers."""

import math

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from edaphon.kernel.units import parse
from edaphon.methods.engine.axes import Axis
from edaphon.methods.engine.pack import pack
from tests.golden.methods_run import figures

MCS, VM = "edaphon.mcs/1.0", "verra.vm0042/2.2"

stocks = st.floats(20, 80)
changes = st.lists(st.floats(-5, 8), min_size=3, max_size=12)
tonnes = st.floats(-2000, 5000)
shares = st.floats(0, 0.6)


def groups(*sizes: int) -> list[Axis]:
    """Return strata of project and control land with so many points each."""
    labels = tuple(f"g{index}" for index in range(len(sizes)))
    roles = ("project", "control") * (len(sizes) // 2)
    owners = tuple(index for index, size in enumerate(sizes) for _ in range(size))
    return [
        Axis(
            name="group", parent="account", labels=labels,
            parents=(0,) * len(sizes), attributes={"role": roles},
        ),
        Axis(
            name="point", parent="group", labels=tuple(map(str, range(len(owners)))),
            parents=owners,
        ),
    ]  # fmt: skip


SOIL = ["difference", "gain", "difference_error", "gain_error", "soil_removal"]


def soil(lists, areas, wanted=SOIL, **more):
    """Return figures of the unified method from changes at points."""
    inputs = {
        "change": np.concatenate(lists),
        "group_area": areas,
        "shared_variance_difference": 0.0,
        "shared_variance_gain": 0.0,
        "project_import": 0.0,
        "contrast_import": 0.0,
        **more,
    }
    over = {"change": "point", "group_area": "group"}
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


@given(project=changes, control=changes, shared=st.floats(0, 5000))
def test_an_error_common_to_all_rows_never_credits_more(project, control, shared):
    assume(np.ptp(project) > 0.5)
    assume(np.ptp(control) > 0.5)
    alone = soil([project, control], [50, 50], ["difference_error"])
    common = soil(
        [project, control], [50, 50], ["difference_error"],
        shared_variance_difference=shared,
    )  # fmt: skip

    assert common["difference_error"] >= alone["difference_error"]


NET = ["net_removals", "buffer", "creditable", "units", "deficit"]


def net(removal, increases, leakage, rating, carried):
    inputs = {
        "soil_removal": removal, "emission_increases": increases, "leakage": leakage,
        "woody_loss": 0.0, "deep_loss": 0.0, "carried_deficit": carried,
        "non_permanence_rating": rating,
    }  # fmt: skip
    return figures(MCS, inputs, NET)


@given(removal=tonnes, increases=st.floats(0, 900), leakage=st.floats(0, 900),
       rating=shares, carried=st.floats(0, 500))  # fmt: skip
def test_units_and_buffer_never_exceed_the_net_and_a_loss_gives_none(
    removal, increases, leakage, rating, carried
):
    found = net(removal, increases, leakage, rating, carried)

    assert 0 <= found["units"] <= max(0.0, found["net_removals"] - found["buffer"])
    assert found["units"] == math.floor(found["creditable"])
    assert (found["deficit"] > 0) == (found["net_removals"] < 0)


@given(removal=tonnes, increases=st.floats(0, 900), more=st.floats(0, 300),
       leakage=st.floats(0, 900), rating=shares)  # fmt: skip
def test_more_emissions_or_more_risk_never_credit_more(
    removal, increases, more, leakage, rating
):
    before = net(removal, increases, leakage, rating, 0)["units"]

    assert net(removal, increases + more, leakage, rating, 0)["units"] <= before
    assert net(removal, increases, leakage + more, rating, 0)["units"] <= before
    assert net(removal, increases, leakage, rating + more / 1000, 0)["units"] <= before


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

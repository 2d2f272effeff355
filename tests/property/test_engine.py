"""Laws that hold for every account, whatever its numbers."""

import math

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from edaphon.methods.engine.axes import Axis
from tests.golden.methods_run import figures

MCS, VM = "edaphon.mcs/1.1", "verra.vm0042/2.2"

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
        "planned_campaigns": 1.0,
        "shared_variance_difference": 0.0,
        "shared_variance_gain": 0.0,
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


NET = ["net_removals", "buffer", "creditable", "new_removals"]


def net(removal, increases, leakage, rating, issued):
    inputs = {
        "soil_removal": removal, "emission_increases": increases, "leakage": leakage,
        "deep_loss": 0.0, "issued_before": issued, "non_permanence_rating": rating,
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

"""What an account prints of its evidence, against the table it came from."""

import statistics

import numpy as np
import pytest

from edaphon.accounting.account import accounts
from edaphon.accounting.assays import Assays, changes
from edaphon.accounting.emission_sources import sources
from edaphon.accounting.microbial_limits import Limits
from edaphon.accounting.sampled import profiles
from edaphon.accounting.soil import soil
from edaphon.accounting.sources import unsaid_imports
from edaphon.accounting.yearly import Yearly
from tests.synthetic_documents import MCS, SOIL, VM0042
from tests.synthetic_project import SyntheticProject


def made(tmp_path, method=MCS, **more):
    project = SyntheticProject(points=5, controls=5, **more)
    return project, accounts(project.evidence(tmp_path), [method])


def test_a_layer_has_the_mean_and_the_error_of_its_cores(tmp_path):
    project, done = made(tmp_path)

    found = {
        tuple(
            row[name] for name in ("stratum", "role", "campaign", "top_cm", "bottom_cm")
        ): row
        for row in profiles(done)
    }

    assert len(found) == 2 * 2 * 2 * 4
    for key, row in found.items():
        values = [
            float(cell["soc"])
            for cell in project.tables[SOIL]
            if (cell["stratum"], cell["role"], cell["campaign"]) == key[:3]
            and (f"{cell['top']}.00", f"{cell['bottom']}.00") == key[3:]
        ]
        error = statistics.stdev(values) / len(values) ** 0.5
        assert row["cores"] == len(values) == 5
        assert row["mean"] == f"{statistics.fmean(values):.4f}"
        assert row["error"] == f"{error:.4f}"


@pytest.mark.parametrize("method", [MCS, VM0042])
def test_rows_that_add_up_others_are_named(tmp_path, method):
    _, done = made(tmp_path, method)

    rows = {row["name"]: row for row in sources(done[0])}

    sums = {name for name, row in rows.items() if row.get("subtotal") is True}
    assert sums == {"co2_lime", "n2o_fertiliser", "n2o_soil"}
    assert all("subtotal" not in row for name, row in rows.items() if name not in sums)
    assert rows["co2_fuel"]["baseline"] == "0.202020"


@pytest.mark.parametrize(("depth", "within"), [
    ("30", [1, 1, 1, 0]), ("25", [1, 1, 0.5, 0]), ("10", [1, 0, 0, 0]),
])  # fmt: skip
def test_a_layer_is_as_thick_as_it_says_and_counts_down_to_the_depth(
    tmp_path, depth, within
):
    project = SyntheticProject(points=3, controls=3)
    project.document["sampling"]["depth_cm"] = depth
    project.plan["depth_cm"] = depth

    inputs = soil(project.evidence(tmp_path)).inputs

    assert inputs["thickness"].values[:4].tolist() == [10, 10, 10, 10]
    assert inputs["share_within_depth"].values[:4].tolist() == within


@pytest.mark.parametrize(("said", "value"), [(True, 1.0), (False, 0.0), (None, 0.0)])
def test_land_is_without_stones_only_where_it_is_said(tmp_path, said, value):
    project = SyntheticProject(points=3, controls=3)
    project.document["land"].pop("stone_free")
    if said is not None:
        project.document["land"]["stone_free"] = said

    evidence = project.evidence(tmp_path)

    np.testing.assert_array_equal(
        soil(evidence).inputs["without_stones"].values, [value]
    )


def test_a_change_is_the_end_less_the_start_of_points_that_have_both():
    assays = Assays(
        values={
            ("mbc", "a", "project"): {"P1": 2.0, "P2": 3.0, "P3": 1.0},
            ("mbc", "b", "project"): {"P1": 2.5, "P2": 7.0, "P4": 9.0},
        },
        campaigns=("a", "b"),
        first_day={"a": "2021-10-01", "b": "2024-10-01"},
        bounds={},
    )  # fmt: skip

    assert changes(assays, "mbc", ("a", "b"), "project") == {"P1": 0.5, "P2": 4.0}
    assert changes(assays, "mbc", ("a", "b"), "control") == {}


@pytest.mark.parametrize(("draws", "confidence", "drawn"), [
    (0, 0.9, False), (1, 0.9, True), (1, float("nan"), False),
])  # fmt: skip
def test_an_interval_needs_a_draw_and_all_that_it_is_drawn_with(
    draws, confidence, drawn
):
    limits = Limits(
        **{
            name: 1.0
            for name in Limits.__dataclass_fields__
            if name not in {"draws", "confidence"}
        },
        draws=draws,
        confidence=confidence,
    )

    assert limits.draws_intervals is drawn


@pytest.mark.parametrize(("amount", "named"), [("0.5", True), ("0", False)])
def test_any_amount_of_organic_nitrogen_speaks_of_organic_carbon(
    tmp_path, amount, named
):
    project = SyntheticProject(points=3, controls=3)
    evidence = project.evidence(tmp_path)
    held = Yearly(**{
        **{name: {} for name in Yearly.__dataclass_fields__},
        "amounts": {("project", "organic_n_applied"): float(amount)},
    })  # fmt: skip

    told = unsaid_imports(evidence, held)

    assert any("named" in item for item in told) is named

"""Guards at their edge, from both sides: what is just enough, and what is not."""

import pytest

from edaphon.accounting.account import accounts
from edaphon.accounting.activity import activity
from edaphon.accounting.assays import Assays
from edaphon.accounting.facts import facts
from edaphon.accounting.gathering import gather
from edaphon.accounting.layers import layers_of
from edaphon.accounting.soil import soil
from tests.synthetic_documents import ACTIVITY, END, MCS, SOIL, START
from tests.synthetic_project import SyntheticProject


@pytest.mark.parametrize(("project", "control", "enough"), [
    (3, 3, True), (3, 2, False), (2, 3, False), (9, 2, False), (2, 2, False),
])  # fmt: skip
def test_both_sides_of_a_comparison_have_the_least_values(project, control, enough):
    sides = {"project": project, "control": control}
    points = {
        role: {f"{role}{place}": float(place) for place in range(count)}
        for role, count in sides.items()
    }
    found = Assays(
        values={}, campaigns=(), first_day={}, bounds={},
        strata={name: "S1" for held in points.values() for name in held},
        weights={role: {"S1": 1.0} for role in sides},
    )  # fmt: skip

    made = found.contrast(points["project"], points["control"], 3)

    assert (made is not None) is enough


def sampling(evidence):
    run = accounts(evidence, [MCS])[0].run
    found = facts(
        evidence, soil(evidence), activity(evidence), run, {}, archive={}, losses={}
    )
    return found.sampling


@pytest.mark.parametrize("poorer", [START, END])
def test_independent_campaigns_count_the_points_of_the_poorer_one(tmp_path, poorer):
    made = SyntheticProject(points=4, controls=3, design="independent")
    lost = {START: "a", END: "b"}[poorer]
    made.drop(point=f"S1-P1{lost}")

    group = sampling(made.evidence(tmp_path))["groups"][0]

    assert (group["label"], group["both"]) == ("S1 project", 3)
    assert sorted((group["start"], group["end"])) == [3, 4]


@pytest.mark.parametrize(("amount", "first"), [("0", "2022"), ("1", "2020")])
def test_a_record_of_no_product_is_no_first_application(tmp_path, amount, first):
    made = SyntheticProject(points=3, controls=3)
    row = made.rows(ACTIVITY, item="product_applied")[0]
    made.tables[ACTIVITY].append({**row, "year": "2020", "amount": amount})
    evidence, _ = gather(made.write(tmp_path), rules=1)

    assert sampling(evidence)["first_application"] == first


@pytest.mark.parametrize(("top", "sound"), [("10", True), ("8", False), ("12", False)])
def test_a_core_that_overlaps_or_has_a_gap_is_not_sound(tmp_path, top, sound):
    made = SyntheticProject(points=3, controls=3)
    for row in made.rows(SOIL, point="S1-P1", campaign=START, top="10"):
        row["top"] = top
    evidence, _ = gather(made.write(tmp_path), rules=1)

    whole = layers_of(evidence, [("S1", "project")]).whole
    (core,) = whole.filter(
        (whole["point"] == "S1-P1") & (whole["round"] == 0)
    ).partition_by("group")

    assert core["is_sound"].to_list() == [sound] * 4

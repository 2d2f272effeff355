"""A change is that of like with like: point by point, and project against control.

A set of quantities, procedures or densities that both campaigns share proves nothing:
one core that is the other way round makes the sets equal.
"""

import pytest

from tests.synthetic_documents import (
    ARCHIVED,
    END,
    MCS,
    METHODS,
    SIGNED,
    SOIL,
    START,
    VM0042,
)
from tests.synthetic_project import SyntheticProject
from tests.unit.accounting.verdicts import against, assessed, broken, check_refusal

LIKENESS = [(MCS, "C3a"), (VM0042, "8.2.1-season")]
OTHER = "HJ 695-2014"
both = pytest.mark.parametrize(("method", "condition"), LIKENESS)


def found(account, condition):
    outcome = assessed(account, condition).outcome
    return outcome.found


def as_matter(project, **wanted):
    """Move values of organic carbon into a column of organic matter."""
    rows = [row for row in project.rows(**wanted) if row["soc"]]
    project.map_column(SOIL, "som", **{"is": "som", "unit": "g/kg"})
    for row in rows:
        row["som"], row["soc"] = f"{1.724 * float(row['soc']):.4f}", ""


def by_other(project, **wanted):
    for row in project.rows(**wanted):
        row["method"] = OTHER


def less_inorganic(project, **wanted):
    """Report total carbon everywhere, and inorganic carbon of some samples."""
    columns = project.document["files"][0]["columns"]
    del columns["soc"]
    columns["tc"] = {"is": "total_carbon", "unit": "g/kg"}
    columns["ic"] = {"is": "inorganic_carbon", "unit": "g/kg"}
    project.document["land"]["calcareous"] = False
    for row in project.rows():
        row["tc"] = row.pop("soc")
    for row in project.rows(**wanted):
        row["ic"] = "0.5"


def project_then_one_control(project):
    """What was credited 8,440 instead of 305: both campaigns hold both quantities."""
    as_matter(project, campaign=START, role="project")
    as_matter(project, campaign=END, point="S1-C1")


def one_control_throughout(project):
    as_matter(project, point="S1-C1")


def all_control_throughout(project):
    as_matter(project, role="control")


def one_layer_throughout(project):
    as_matter(project, point="S1-P1", top="10")


def layers_exchanged(project):
    """Each point holds both quantities in both campaigns, of other layers."""
    as_matter(project, campaign=START, top="0")
    as_matter(project, campaign=END, top="10")


def strata_exchanged(project):
    as_matter(project, campaign=START, stratum="S1")
    as_matter(project, campaign=END, stratum="S2")


def inorganic_at_first(project):
    less_inorganic(project, campaign=START, role="project")


@pytest.mark.parametrize(
    "change",
    [project_then_one_control, one_control_throughout, all_control_throughout,
     one_layer_throughout, layers_exchanged, strata_exchanged, inorganic_at_first],
)  # fmt: skip
@both
def test_a_stratum_is_compared_by_one_quantity(method, condition, change, tmp_path):
    account = broken(change, tmp_path, method)

    check_refusal(account, condition)
    assert "not determined alike" in found(account, condition)["en"]
    assert "碳指标不一致" in found(account, condition)["zh"]


@pytest.mark.parametrize("method", METHODS)
def test_strata_may_differ_where_each_is_alike_throughout(method, tmp_path):
    account = broken(lambda made: as_matter(made, stratum="S1"), tmp_path, method)

    assert (account.status, against(account)) == ("credited", [])


@pytest.mark.parametrize("method", METHODS)
def test_layers_may_differ_where_each_depth_is_alike(method, tmp_path):
    account = broken(lambda made: as_matter(made, top="30"), tmp_path, method)

    assert (account.status, against(account)) == ("credited", [])


def test_it_is_told_which_points_are_unlike(tmp_path):
    account = broken(one_control_throughout, tmp_path, MCS)

    told = found(account, "C3a")
    assert "S1, organic" in told["en"]
    assert "organic matter at the start, 0-10 cm, at 1 point (S1-C1)" in told["en"]
    assert "organic carbon at the start, 0-10 cm, at 9 points (S1-C2" in told["en"]
    assert "期初 0～10 cm 为有机质，计 1 个采样点（S1-C1）" in told["zh"]
    assert "计 9 个采样点（S1-C2等）" in told["zh"]


def procedures_exchanged(project):
    """What was credited 4,827: project from A to B, one control the other way."""
    by_other(project, campaign=END)
    by_other(project, campaign=START, point="S1-C1")
    for row in project.rows(campaign=END, point="S1-C1"):
        row["method"] = "NY/T 1121.6-2006"


def control_by_another(project):
    by_other(project, role="control")


def strata_by_turns(project):
    by_other(project, campaign=START, stratum="S1")
    by_other(project, campaign=END, stratum="S2")


def replicates_by_two(project):
    """Every sample by both procedures, with other weights at the end."""
    again = [{**row, "method": OTHER, "again": "2"} for row in project.rows()]
    for row in project.rows():
        row["again"] = "1"
    project.tables[SOIL] += again
    project.map_column(SOIL, "again", **{"is": "replicate"})


MIXED = [procedures_exchanged, control_by_another, strata_by_turns, replicates_by_two]


@pytest.mark.parametrize("change", MIXED)
@both
def test_a_stratum_is_compared_by_one_procedure(method, condition, change, tmp_path):
    account = broken(change, tmp_path, method)

    check_refusal(account, condition)
    assert "procedure" in found(account, condition)["en"]
    assert "检测方法" in found(account, condition)["zh"]


SHOWN = {
    **SIGNED, "signed_on": "2024-11-01", "signed_by": "Laboratory C",
    "file": "papers/c.csv",
}  # fmt: skip


def bridged(project):
    project.archive(1.0)
    project.tables["papers/c.csv"] = [{"sample": "S1-P1", "soc": "14.1"}]
    project.document["campaigns"][1] |= {"bridging": "By both.", "reanalysis": SHOWN}


@pytest.mark.parametrize("change", MIXED)
@both
def test_a_bridge_is_from_one_procedure_to_one(method, condition, change, tmp_path):
    """What was measured of one shift says nothing of two, each way round."""

    def with_bridge(project):
        change(project)
        bridged(project)

    account = broken(with_bridge, tmp_path, method)

    assert condition in against(account)


@both
def test_a_whole_campaign_by_another_procedure_is_bridged(method, condition, tmp_path):
    def with_bridge(project):
        bridged(project)
        by_other(project, campaign=END)
        by_other(project, campaign=ARCHIVED)

    account = broken(with_bridge, tmp_path, method)

    assert condition not in against(account)


def test_archived_samples_by_the_old_procedure_bridge_nothing(tmp_path):
    """They show the shift of the laboratory, and none from one procedure to another."""

    def with_bridge(project):
        bridged(project)
        by_other(project, campaign=END)

    account = broken(with_bridge, tmp_path, MCS)

    check_refusal(account, "C3a")
    assert "Procedures differ" in found(account, "C3a")["en"]


@both
def test_one_sample_without_a_procedure_is_asked_about(method, condition, tmp_path):
    def nameless(project):
        for row in project.rows(campaign=END, point="S1-P1", top="0"):
            row["method"] = ""

    account = broken(nameless, tmp_path, method)

    assert assessed(account, condition).outcome.result == "not_assessed"
    assert account.units == 0
    assert "S1-P1" in found(account, condition)["en"]


def densities(project, stones="15", **whole):
    """State the density of some rows as that of whole soil, of others per core."""
    rule = {"is": "bulk_density", "unit": "g/cm3"}
    project.map_column(SOIL, "bd", **rule, basis="fine_earth_per_core")
    project.map_column(SOIL, "whole", **rule, basis="whole_soil")
    for row in project.rows():
        row["whole"] = ""
    for row in project.rows(**whole):
        row["whole"], row["bd"] = row["bd"], ""
    if stones:
        for row in project.rows():
            row["st"] = stones
        project.map_column(SOIL, "st", **{"is": "coarse_mass", "unit": "%"})


@pytest.mark.parametrize(
    "whole",
    [{"campaign": END, "role": "control"}, {"role": "control"}, {"campaign": START},
     {"point": "S1-C1"}, {"stratum": "S2"}],
    ids=["control at the end", "control", "start", "one point", "one stratum"],
)  # fmt: skip
@both
def test_densities_of_stony_land_are_of_one_thing(method, condition, whole, tmp_path):
    """With 15 % of stones the sheet split by role was credited 1,336 instead of 258."""
    account = broken(lambda made: densities(made, **whole), tmp_path, method)

    assert condition in against(account)
    assert account.units == 0
    told = assessed(account, condition).outcome
    assert "fine earth per core volume and whole soil" in told.found["en"]
    assert "全土容重" in told.found["zh"]
    assert "basis" in told.cure["en"]
    assert "basis" in told.cure["zh"]


@both
def test_one_stone_is_enough(method, condition, tmp_path):
    def one(project):
        densities(project, stones="0", role="control")
        project.rows(point="S2-P1", campaign=START, top="30")[0]["st"] = "1"

    assert condition in against(broken(one, tmp_path, method))


@pytest.mark.parametrize("stones", ["", "0"], ids=["stated", "measured"])
@both
def test_land_without_stones_may_mix_densities(method, condition, stones, tmp_path):
    account = broken(
        lambda made: densities(made, stones, role="control"), tmp_path, method
    )

    assert condition not in against(account)


@both
def test_densities_of_one_thing_on_stony_land_are_compared(method, condition, tmp_path):
    account = broken(lambda made: densities(made, point="none"), tmp_path, method)

    assert condition not in against(account)


def test_points_of_two_designs_are_held_to_the_same(tmp_path):
    """Where other points are sampled again the groups are alike, or nothing is."""
    project = SyntheticProject(design="independent")
    as_matter(project, campaign=END, role="control")
    as_matter(project, campaign=START, point="S1-C1a")

    account = project.account(tmp_path, VM0042)

    assert "8.2.1-season" in against(account)

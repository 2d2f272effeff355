"""Changes by depth: what a unit is, what its interval is, and when nothing is said.

The expected numbers are by hand: t(0.975; 2.635) of the second case from SciPy.
"""

from dataclasses import replace

from edaphon.accounting.account import accounts
from edaphon.accounting.account_record import account_set
from tests.synthetic_documents import END, MCS, METHODS, VM0042
from tests.synthetic_project import SyntheticProject

RISES = {"P": ("1", "2", "3"), "C": ("0", "0.5")}
"""Change of each point in the uppermost layer [g/kg]."""


def project(design="paired", **more):
    made = SyntheticProject(
        strata={"S1": 120}, points=3, controls=2, design=design, **more
    )
    for site in made.sites():
        first, last = made.names(site)[0], made.names(site)[-1]
        rise = RISES[site.role[0].upper()][site.number]
        for row in made.rows(top="0"):
            if row["point"] in {first, last}:
                is_end = row["campaign"] == END
                row["soc"] = f"{10 + float(rise) if is_end else 10:.4f}"
    return made


def changes(made, folder, *methods):
    found = accounts(made.evidence(folder), methods or [VM0042])
    return {row["top_cm"]: row for row in account_set(found)["layer_changes"]}


def test_a_change_is_that_of_the_project_less_that_of_the_control(tmp_path):
    """Means 2 and 0.25, variances 1/3 and 1/16; Welch and Satterthwaite."""
    row = changes(project(), tmp_path)["0.00"]

    assert row["change"] == {
        "value": "1.750000",
        "low": "-0.418651",
        "high": "3.918651",
        "freedom": "2.635036",
    }
    assert (row["project"], row["control"], row["control_unit"]) == (3, 2, "point")
    assert (row["stratum"], row["bottom_cm"]) == ("S1", "10.00")


def test_new_points_each_time_compare_the_means_of_both_ends(tmp_path):
    """The start has no spread: variance and freedom are those of the two ends."""
    row = changes(project("independent"), tmp_path)["0.00"]

    assert row["change"]["value"] == "1.750000"
    assert row["change"]["freedom"] == "2.635036"
    assert (row["project"], row["control"]) == (3, 2)


def test_the_points_of_one_control_field_are_one_unit(tmp_path):
    made = SyntheticProject(strata={"S1": 120})
    points = {item["id"]: item for item in made.plan["points"]}
    for name in ("longitude", "latitude"):
        points["S1-C2"][name] = points["S1-C1"][name]
    points["S1-C2"]["latitude"] = f"{float(points['S1-C1']['latitude']) + 0.0005:.6f}"

    evidence = made.evidence(tmp_path)
    both, alone = (
        account_set(accounts(evidence, methods))["layer_changes"][0]
        for methods in (METHODS, [VM0042])
    )

    assert (both["control"], both["control_unit"]) == (3, "field")
    assert (alone["control"], alone["control_unit"]) == (4, "point")


def test_a_single_unit_has_no_interval(tmp_path):
    made = project()
    made.drop(point="S1-C2", campaign=END)
    row = changes(made, tmp_path)["0.00"]

    assert row["change"] is None
    assert (row["project"], row["control"]) == (3, 1)


def test_layers_of_other_bounds_are_not_compared(tmp_path):
    made = project()
    made.plan = made.sealed_at = None
    for row in made.rows(campaign=END, top="30"):
        row["bottom"] = "45"

    assert set(changes(made, tmp_path)) == {"0.00", "10.00", "20.00"}


def test_evidence_of_earlier_rules_has_the_record_of_its_time(tmp_path):
    evidence = project().evidence(tmp_path)
    earlier = replace(evidence, rules=4)
    new, old = (account_set(accounts(one, [MCS])) for one in (evidence, earlier))

    assert new.pop("layer_changes")
    assert (new.pop("v"), old.pop("v")) == ("edaphon.account/3", "edaphon.account/2")
    assert new == old


def test_nothing_is_said_where_no_layer_has_carbon(tmp_path):
    made = project()
    for row in made.rows():
        row["soc"] = ""
    record = account_set(accounts(made.evidence(tmp_path), [VM0042]))

    assert record["layer_changes"] == record["profiles"] == []

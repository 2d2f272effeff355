"""Trees and shrubs: what is lost counts, what is gained does not, silence refuses."""

import pytest

from edaphon.accounting.wood import wood
from tests.synthetic_documents import ACTIVITY, END, MCS, METHODS, START, VM0042
from tests.synthetic_project import SyntheticProject
from tests.unit.accounting.verdicts import assessed, check_refusal

SOURCES = {MCS: "C9", VM0042: "9-sources"}


def planted(strata=("S1", "S2"), kinds=("tree", "shrub"), **ends):
    """Return a project with woody stocks [t C/ha] at the end, by side; 5 before."""
    project = SyntheticProject()
    del project.document["sources_absent"]["woody_plants"]
    for kind in kinds:
        for stratum in strata:
            for role, at_end in ends.items():
                for campaign, stock in ((START, "5"), (END, at_end)):
                    project.tables[ACTIVITY].append(
                        {"role": role, "year": campaign, "item": f"{kind}_carbon",
                         "amount": stock, "unit": "t{C}/har", "stratum": stratum}
                    )  # fmt: skip
    project.map_column(ACTIVITY, "stratum", **{"is": "stratum"})
    return project


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    ("project", "control", "loss"),
    [("5", "5", 0), ("4", "5", 1), ("4", "3", 1), ("5", "6", 1), ("9", "5", 0)],
    ids=["stays", "lost", "both lost", "control gained", "gained"],
)
def test_a_loss_is_charged_and_a_gain_earns_nothing(
    method, project, control, loss, tmp_path
):
    plain = SyntheticProject().account(tmp_path / "plain", method)
    found = planted(project=project, control=control).account(tmp_path / "a", method)

    # Trees and shrubs, 200 ha, over the period or a year of its three.
    tonnes = loss * 2 * 200 * 44 / 12
    per = 1 if method == MCS else 3
    assert found.run.value("woody_loss") == pytest.approx(tonnes / per)
    assert found.units <= plain.units
    assert (found.units == plain.units) == (loss == 0)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    "told",
    [
        {"project": "5"},
        {"control": "5"},
        {"project": "5", "control": "5", "strata": ("S1",)},
        {"project": "5", "control": "5", "kinds": ("tree",)},
    ],
    ids=["no control", "no project", "one stratum", "trees alone"],
)
def test_a_stock_that_lacks_a_side_a_stratum_or_a_kind_is_unknown(
    method, told, tmp_path
):
    account = planted(**told).account(tmp_path, method)

    check_refusal(account, SOURCES[method])
    found = assessed(account, SOURCES[method]).outcome
    assert "trees and shrubs of S" in found.found["en"]
    assert "乔灌木碳储量" in found.found["zh"]
    assert "tree_carbon" in found.cure["en"]


@pytest.mark.parametrize("method", METHODS)
def test_a_stock_without_a_stratum_stands_for_all_land(method, tmp_path):
    project = planted(strata=("",), project="4", control="5")
    found = project.account(tmp_path, method).run

    per = 1 if method == MCS else 3
    assert found.value("woody_loss") == pytest.approx(2 * 200 * 44 / 12 / per)


def test_a_control_of_another_stratum_lends_its_stock(tmp_path):
    """S2 has no control of its own: its control stock is that of S1's control land."""
    project = planted(project="5", control="6")
    project.drop(ACTIVITY, item="tree_carbon", role="control", stratum="S2")
    project.drop(ACTIVITY, item="shrub_carbon", role="control", stratum="S2")
    project.document["strata"][1]["controls"] = "S1"
    project.plan["points"] = [
        item
        for item in project.plan["points"]
        if (item["stratum"], item["role"]) != ("S2", "control")
    ]

    _, inputs = wood(project.evidence(tmp_path))

    assert inputs["wood_control_end"].values.tolist() == [6.0, 6.0, 6.0, 6.0]


def plots(side, start, end):
    """Return a project whose woody plots [t C/ha] differ on one side alone."""
    project = SyntheticProject()
    del project.document["sources_absent"]["woody_plants"]
    for stratum in ("S1", "S2"):
        for role in ("project", "control"):
            of = (start, end) if role == side else (["30"], ["30"])
            for campaign, stocks in zip((START, END), of, strict=True):
                for kind, values in (("tree", stocks), ("shrub", ["0"])):
                    project.tables[ACTIVITY] += [
                        {"role": role, "year": campaign, "item": f"{kind}_carbon",
                         "amount": value, "unit": "t{C}/har", "stratum": stratum}
                        for value in values
                    ]  # fmt: skip
    project.map_column(ACTIVITY, "stratum", **{"is": "stratum"})
    return project


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    ("side", "start", "end"),
    [
        ("project", ["49", "11"], ["40"]),
        ("project", ["49", "11"], ["40", "40", "40"]),
        ("control", ["10", "10"], ["10"]),
    ],
    ids=["a felled plot left out", "more plots", "a grown control plot left out"],
)
def test_other_plots_at_the_end_leave_the_stock_unknown(
    method, side, start, end, tmp_path
):
    account = plots(side, start, end).account(tmp_path, method)

    check_refusal(account, SOURCES[method])
    found = assessed(account, SOURCES[method]).outcome.found
    assert "on the same plots in both campaigns" in found["en"]
    assert "同一批样地" in found["zh"]


@pytest.mark.parametrize("method", METHODS)
def test_the_same_plots_charge_their_loss(method, tmp_path):
    account = plots("project", ["49", "11"], ["40", "5"]).account(tmp_path, method)

    per = 1 if method == MCS else 3
    loss = (30 - 22.5) * 200 * 44 / 12 / per
    assert account.run.value("woody_loss") == pytest.approx(loss)
    assert account.units == 0

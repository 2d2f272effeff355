"""A loss after an account that credited: what the command line says of it.

Organic carbon of project land falls by 4 % between the second campaign and the third;
the first account credited more than what is left.
"""

import json
import shutil

import pytest
from click.testing import CliRunner

from edaphon.bundle.sealed import open_bundle
from edaphon.cli.main import build
from edaphon.cli.naming import tonnes
from tests.chained_project import continued, planned_twice
from tests.synthetic_bundle import published

GAINING = {"gain": 2.6, "points": 8, "controls": 5}


def run(verb, *words, lang="en"):
    return CliRunner().invoke(
        build(), [verb, *map(str, words)],
        env={"SOURCE_DATE_EPOCH": "1830000000", "EDAPHON_LANG": lang},
    )  # fmt: skip


@pytest.fixture(scope="module")
def lost(tmp_path_factory):
    """Return a folder with a loss, whose first bundle lies in out/ as it was made."""
    folder = planned_twice(**GAINING).write(tmp_path_factory.mktemp("lost"))
    published(folder)
    shutil.copy(folder / "out/synthetic.zip", folder / "first.zip")
    project = continued(planned_twice(**GAINING), 0.96)
    project.sealed_at = None
    project.write(folder)
    assert run("history", folder, "--add", folder / "first.zip").exit_code == 0
    return folder


@pytest.fixture(scope="module")
def told(lost):
    """Return what the second account prints, with the record behind it."""
    accounted = run("account", lost, "--no-reports")
    assert accounted.exit_code == 0, accounted.output
    with open_bundle(lost / "out/synthetic.zip") as bundle:
        record = json.loads(bundle.read("account/account.json"))
    figures = {item["name"]: item["value"] for item in record["accounts"][0]["figures"]}
    return accounted.stdout, figures


def test_the_account_tells_the_reversal_and_who_bears_it(told):
    """Bug: it said that nothing was counted, and nothing of what is gone."""
    printed, figures = told

    assert float(figures["reversal"]) > 0
    assert (
        f"cumulative from the first campaign {tonnes(figures['creditable'])} t"
        in printed
    )
    assert f"reversal {tonnes(figures['reversal'])} t CO2e" in printed
    assert f"from the buffer {tonnes(figures['covered_reversal'])} t CO2e" in printed
    assert f"to be replaced {tonnes(figures['replaced_reversal'])} t CO2e" in printed


def test_a_result_above_zero_is_not_said_to_be_below(told):
    printed, _ = told

    assert "is not beyond the 2447 t CO2e that were credited before" in printed
    assert "cumulative result is below zero" not in printed


def test_the_same_in_chinese(lost, told):
    _, figures = told
    printed = run("account", lost, "--dry-run", lang="zh").stdout

    assert f"逆转量 {tonnes(figures['reversal'])} tCO2e" in printed
    assert "须另行补足" in printed
    assert "未超过以前已计入的 2447 tCO2e" in printed


def test_an_account_without_earlier_ones_speaks_of_none(tmp_path):
    folder = planned_twice(**GAINING).write(tmp_path)
    printed = run("account", folder, "--dry-run").stdout

    assert "cumulative" not in printed
    assert "reversal" not in printed


@pytest.mark.usefixtures("told")
def test_the_chain_says_which_account_counted_nothing_and_why(lost):
    """Bug: a refused account read as a result of 0 t CO2e."""
    shown = run("history", lost).stdout

    assert "edaphon.mcs/1.1  no new result, 0 t CO2e counted" in shown
    assert "that were credited before" in shown
    assert "result (not verified): 0 t CO2e" not in shown


def test_the_bundle_of_an_earlier_account_is_kept(lost, told):
    """Bug: the next account took its place, and nobody could replay the chain."""
    printed, _ = told
    (kept,) = (lost / "out").glob("synthetic.2024-10-20.*.zip")

    assert kept.read_bytes() == (lost / "first.zip").read_bytes()
    assert f"Kept:    {kept}, the bundle of an earlier account" in printed


def test_the_account_says_what_comes_after_a_loss(told):
    """Bug: it told the loss, and not by whom and when it is replaced and what next."""
    printed, figures = told
    after = printed.partition("After the loss:")[2]
    replaced = f"{float(figures['replaced_reversal']):,.2f}"

    assert f"Still to be replaced: {replaced} t CO2e." in after
    assert "the method names nobody and no deadline" in after
    assert "the project proponent reports the loss to the registry" in after
    assert "the plan has no campaign left" in after


def test_a_negative_result_under_vm0042_names_its_deadlines(told):
    printed, _ = told
    part = printed.partition("verra.vm0042/2.2")[2]

    assert "Left to make good (carried deficit): " in part
    assert "within 30 days" in part
    assert "within two years" in part


@pytest.mark.usefixtures("told")
def test_the_chain_adds_up_what_is_covered_and_what_is_to_be_replaced(lost):
    record = json.loads(run("history", lost, "--json").stdout)
    result = record["accounts"][-1]["results"][0]
    whole = record["losses"]["edaphon.mcs/1.1"]
    printed = run("history", lost).stdout

    assert float(result["reversal"]) > 0
    assert float(result["covered"]) + float(result["replaced"]) == pytest.approx(
        float(result["reversal"]), abs=2e-6
    )
    assert {name: whole[name] for name in ("reversal", "covered", "replaced")} == {
        name: result[name] for name in ("reversal", "covered", "replaced")
    }
    assert record["losses"]["verra.vm0042/2.2"]["owed"] is not None
    assert any("Still to be replaced" in item["en"] for item in whole["next"])
    assert f"to be replaced {tonnes(result['replaced'])} t CO2e" in printed
    assert "After the loss:" in printed


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("words", [[], ["replaced_reversal"]])
def test_a_shown_bundle_says_what_comes_after_a_loss(lost, words):
    shown = run("show", lost / "out/synthetic.zip", *words, "--method",
                "edaphon.mcs/1.1").stdout  # fmt: skip

    assert "Still to be replaced: " in shown
    assert "the method names nobody and no deadline" in shown


@pytest.mark.usefixtures("told")
def test_a_figure_before_the_loss_is_shown_without_it(lost):
    shown = run("show", lost / "out/synthetic.zip", "gain").stdout

    assert "Still to be replaced" not in shown


def test_an_account_without_a_loss_says_nothing_of_one(lost):
    printed = run("show", lost / "first.zip").stdout

    assert "After the loss" not in printed

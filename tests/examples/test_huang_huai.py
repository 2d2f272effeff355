"""The example project: made again byte for byte, checked, accounted for, walked back.

Golden values come from the truth that the generator knows (closed form); what an
account may say is bounded by it, and never copied from an earlier run.
"""

import json
from functools import cache

import numpy as np
import pytest

from edaphon.accounting.account import Account, accounts
from edaphon.accounting.account_record import account_set
from edaphon.accounting.coeffects import effects_record
from edaphon.accounting.gathering import gather
from edaphon.bundle.sealed import open_bundle
from edaphon.kernel.canonical import dumps
from edaphon.planning.basis import read_basis
from edaphon.planning.design import design_of
from edaphon.planning.simulated import Simulated
from edaphon.verification import nodes, verify
from edaphon.verification.walking import Trail
from tests.examples.bundling import sealed
from tests.examples.made_again import EXAMPLES, made_and_kept
from tests.unit.reporting.cases import source_of, told_by

PROJECT = EXAMPLES / "huang-huai"
MCS, VM0042 = METHODS = ("edaphon.mcs/1.1", "verra.vm0042/2.2")

HARMLESS = {
    "FACTOR_STATED",
    "FOOTER_SET_ASIDE",
    "ID_FILLED_DOWN",
    "QC_SET_ASIDE",
    "SHEET_HIDDEN",
}
"""Warnings that files as messy as life must give, and no others."""


@cache
def truth() -> dict:
    """Return what the generator knows and no account sees."""
    return json.loads((EXAMPLES / "huang-huai-truth.json").read_text("utf-8"))


@cache
def accounted(*, reverse_rows: bool = False) -> tuple[Account, ...]:
    """Account for the example under both methods."""
    evidence, _ = gather(PROJECT, reverse_rows=reverse_rows)
    return accounts(evidence, METHODS)


def of(method: str) -> Account:
    """Return the account under one method."""
    return accounted()[METHODS.index(method)]


def test_the_script_writes_the_same_bytes_again(tmp_path):
    made, kept = made_and_kept(
        "make_huang_huai.py", ("huang-huai",), "huang-huai-truth.json", tmp_path
    )

    assert sorted(made) == sorted(kept)
    assert [name for name in kept if made[name] != kept[name]] == []
    assert sum(map(len, kept.values())) < 1_000_000


def test_no_condition_stands_against_what_was_expected_before_the_first_sample():
    basis = read_basis(PROJECT)
    planned = Simulated(basis=basis, design=design_of(basis), gains=basis.gains or {})

    for account in accounts(planned.evidence(0), METHODS):
        assert account.units > 0
        assert [item.condition.id for item in account.assessed
                if item.stands_against] == []  # fmt: skip


def test_the_check_finds_nothing_to_decide():
    _, problems = gather(PROJECT)

    assert {problem.severity for problem in problems} == {"warning"}
    assert {problem.code for problem in problems} == HARMLESS


@pytest.mark.parametrize("method", METHODS)
def test_every_condition_holds_and_units_are_credited(method):
    account = of(method)
    open_ones = [item.condition.id for item in account.assessed if item.stands_against]

    assert open_ones == []
    assert account.lacking == {}
    assert account.status == "credited"
    assert account.units > 0
    assert sum(units for _, units in account.vintages) == account.units


@pytest.mark.parametrize("method", METHODS)
def test_credit_stays_below_what_was_really_removed(method):
    assert of(method).units <= truth()["net_removal_tCO2e"]


def test_the_unified_method_credits_no_more_than_vm0042():
    assert of(MCS).units <= of(VM0042).units


def test_stocks_at_the_start_agree_with_the_truth():
    run = of(VM0042).run
    for stratum, true_stock in truth()["stock_start_t_per_ha"].items():
        found = [
            value
            for value, label, end in zip(
                run.values("stock"),
                run.axes["profile"].labels,
                run.axes.attribute("profile", "campaign"),
                strict=True,
            )
            if label.startswith(stratum) and end == "start"
        ]
        spread = np.std(found, ddof=1) / np.sqrt(len(found))

        # Three standard errors of the sampled mean, and the error of the curve.
        assert abs(np.mean(found) - true_stock) < 3 * spread + 0.2


def test_the_interval_of_the_difference_holds_the_truth():
    """The lost point enters with a value that is low on purpose; all others hold it."""
    run = of(MCS).run
    changes, lost = (
        np.asarray(run.values(name)) for name in ("field_change", "lost_field")
    )
    group = np.asarray(run.axes["field"].parents)
    measured = sum(
        area * changes[(group == place) & (lost == 0)].mean()
        for place, area in enumerate(run.values("signed_area"))
    )

    assert lost.sum() == 1
    assert abs(measured - truth()["difference_tC"]) < 2 * run.value("difference_error")
    assert run.value("difference") < measured


def test_carbon_of_the_granules_is_an_import():
    # By hand: the books hold 36 349.2 kg of granules with 18 % carbon.
    expected = 36_349.2 / 1000 * 0.18

    assert of(MCS).run.value("project_import") == pytest.approx(expected, rel=1e-12)
    term = of(MCS).run.value("import_term")
    assert term == pytest.approx(-expected * 44 / 12, rel=1e-9)


def test_the_microbes_earn_grade_a_and_no_tonnes():
    microbial = of(MCS).microbial

    assert microbial.grade == "A"
    assert microbial.label == "microbial"
    assert microbial.share.agreement == "agrees"


def test_below_detection_is_kept_as_a_limit():
    observations = of(MCS).evidence.observations
    ammonium = observations.filter(property="ammonium_n", censored="<")

    assert set(ammonium["campaign"]) == {"2021", "2024"}
    assert set(ammonium["number"]) == {"1.0"}


def test_sensors_and_chambers_are_sealed_and_used_by_no_figure():
    evidence = of(MCS).evidence
    sensed = evidence.observations.filter(point="S2-P01", property="soil_temperature")

    assert "sensors/墒情仪.csv" in evidence.files
    # 366 days less four with a flat battery.
    assert sensed.height == 362
    assert sensed["value"].str.contains(",", literal=True).sum() == 0


def test_the_report_leaves_nothing_unsaid():
    record = told_by(source_of(accounted()))
    silent = [
        row["id"] for row in record["disclosure"] if row["state"] == "not_provided"
    ]

    assert silent == ["verification", "validator_differs"]


def test_the_order_of_rows_never_shows():
    forwards = account_set(accounted())
    backwards = account_set(accounted(reverse_rows=True))

    assert dumps(forwards) == dumps(backwards)


@pytest.fixture(scope="module")
def bundle(tmp_path_factory):
    """Seal the accounts of the example in a bundle."""
    path = tmp_path_factory.mktemp("example") / "huang-huai.zip"
    return sealed(path, accounted())


@pytest.fixture(scope="module")
def trail(bundle):
    """Open the bundle to walk in it."""
    with open_bundle(bundle) as opened:
        return Trail(opened)


@pytest.mark.parametrize("reverse_rows", [False, True])
def test_a_stranger_recomputes_every_byte(bundle, reverse_rows):
    again = verify(bundle, reverse_rows=reverse_rows)

    assert again.is_identical
    assert [check.recomputed for check in again.units] == [
        account.units for account in accounted()
    ]


def test_a_figure_walks_to_cells_of_the_raw_files(trail):
    walk = trail.walk(MCS, "net_removals")
    carbon = walk.rows.filter(property="soc", point="S1-P01", campaign="2021")
    top = carbon.filter(top_cm="0").row(0, named=True)
    lines = (PROJECT / top["file"]).read_text("gb18030").splitlines()
    cells = lines[top["row"] - 1].split(",")

    assert top["file"] == "lab/土壤检测结果2021.csv"
    assert cells[ord(top["column"]) - ord("A")] == top["value"]


@pytest.mark.parametrize("method", METHODS)
def test_every_figure_walks_to_something(trail, method):
    for figure in trail.figures(method):
        walk = trail.walk(method, figure.name)

        assert walk.figure.value is not None
        assert walk.root.step.source


def test_the_units_rest_on_every_file_that_counts(trail):
    """Yields too: the change that the project states is held against them."""
    walk = trail.walk(MCS, "units")
    files = set(walk.files)
    (stated,) = {
        node.step.origin.paths[0]
        for _, node in nodes(walk.root)
        if node.name == "stated_yield_change" and not node.seen_above
    }

    assert stated == "leakage/yield_change_percent"

    assert files == {
        "lab/土壤检测结果2021.csv",
        "lab/土壤检测报告2024.xlsx",
        "activity/施用记录.csv",
        "activity/投入品台账.csv",
        "activity/产量.csv",
        "product/产品检验单.csv",
    }


def test_co_effects_hold_what_got_worse_and_what_nobody_measured():
    # Water: (203 + 209 + 201) / 3 x 15 = 3065 m3/ha against 3180; pesticide:
    # (0.211 + 0.226 + 0.213) / 3 x 15 = 3.25 kg/ha against 3.075.
    found = effects_record(gather(PROJECT)[0])

    assert [(item.indicator, item.verdict) for item in found.indicators] == [
        ("pesticide_active", "worse"),
        ("women_work_share", "no_baseline"),
        ("earthworms", "no_change"),
        ("irrigation_water", "better"),
        ("synthetic_nitrogen", "better"),
        ("yield_against_control", "better"),
    ]
    assert [item.mean for item in found.indicators][:4] == [
        "3.25", "45.5", "46", "3065",
    ]  # fmt: skip
    assert {"income", "consent", "contaminants"} <= {
        item.topic for item in found.without
    }
    assert [item.status for item in found.safeguards].count("no_data") == 7


def test_co_effects_leave_the_result_where_it_was():
    assert [of(method).units for method in METHODS] == [305, 696]

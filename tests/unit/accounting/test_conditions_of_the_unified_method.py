"""Every condition of edaphon.mcs/1.0, broken alone, refuses and says the cure."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from edaphon.accounting.account import accounts
from edaphon.accounting.gathering import gather
from edaphon.kernel.errors import EdaphonError
from tests.synthetic_documents import END, MCS, MICROBES, SOIL, START
from tests.synthetic_project import SyntheticProject
from tests.unit.accounting.verdicts import against, assessed, broken, check_refusal


def unsealed(project):
    project.sealed_at = None


def sealed_late(project):
    project.sealed_at = datetime(2021, 10, 4, 9, tzinfo=UTC)


def no_reference_mass(project):
    del project.plan["reference_mass"]


def baseline_not_sealed(project):
    del project.document["baseline"]["sealed_on"]


def baseline_sealed_on_the_first_day(project):
    project.document["baseline"]["sealed_on"] = "2021-10-20"


def another_season(project):
    project.document["campaigns"][1].update(start="2025-01-01", end="2025-01-10")
    project.document["period"]["end"] = "2025-01-04"
    for row in project.rows(campaign=END):
        row["date"] = "2025-01-04"


def another_procedure(project):
    for row in project.rows(campaign=END):
        row["method"] = "HJ 695-2014"


def no_procedure(project):
    for row in project.rows(campaign=START):
        row["method"] = ""


def moved_by_an_error_that_is_not_stated(project):
    entry = {"point": "S1-P1", "metres": "1", "reason": {"en": "Tree", "zh": "有树"}}
    project.document["sampling"]["moved"] = [entry]


def moved_by_a_receiver_that_is_too_poor(project):
    moved_point(project)
    project.document["sampling"]["gps_error_m"] = "30"


def moved_point(project):
    entry = {"point": "S1-P1", "metres": "8", "reason": {"en": "Tree", "zh": "有树"}}
    project.document["sampling"]["moved"] = [entry]


def reported_to_twenty_centimetres(project):
    for document in (project.document["sampling"], project.plan):
        document["depth_cm"] = "20"
    project.plan["reference_mass"] = "2500"


def two_layers_above_thirty(project):
    """Layers 0-20, 20-30 and 30-40 cm."""
    for row in project.rows(top="0"):
        row["bottom"] = "20"
    project.drop(top="10")
    project.plan["layers"] = [["0", "20"], ["20", "30"], ["30", "40"]]


def no_layer_below(project):
    project.drop(top="30")
    project.plan["layers"].pop()
    project.plan["reference_mass"] = "3800"


def core_too_light(project):
    project.plan["reference_mass"] = "5600"


def silent_gap(project):
    project.points = 12
    project.__post_init__()
    project.drop(SOIL, point="S1-P1", campaign=END)


def cores_without_density(project):
    """Three cores of the last campaign that no stock can be read from."""
    for point in ("S1-P1", "S1-P2", "S1-P3"):
        for row in project.rows(SOIL, point=point, campaign=END, top="10"):
            row["bd"] = ""


def reference_of_the_uppermost_layer(project):
    project.plan["reference_mass"] = "1250"


def a_third_missing(project):
    project.drop(SOIL, point="S1-P1")
    project.drop(SOIL, point="S1-P2")
    project.document["sampling"]["missing"] = [
        {"point": point, "campaign": campaign, "reason": {"en": "Lost", "zh": "丢失"}}
        for point in ("S1-P1", "S1-P2")
        for campaign in (START, END)
    ]


def no_deposit(project):
    del project.document["practice"]["product"]["strains"][0]["deposit"]


def no_statement(project):
    del project.document["additionality"]["statement"]


def required_by_law(project):
    project.document["additionality"]["regulatory_surplus"] = False


def nothing_said_of_the_law(project):
    del project.document["additionality"]["regulatory_surplus"]


def nothing_said_of_barriers(project):
    del project.document["additionality"]["barriers"]


def nothing_said_of_adoption(project):
    del project.document["additionality"]["adoption_percent"]


def no_uniqueness(project):
    del project.document["uniqueness"]


def no_tenure(project):
    del project.document["land"]["tenure"]


def degraded_land(project):
    project.document["scenario"] = "degraded"


def paddy_without_methane(project):
    project.document["scenario"] = "paddy"


BROKEN = [
    ("C1", unsealed, "No sealed sampling plan"),
    ("C1", sealed_late, "sealed on 2021-10-04, but sampling began on 2021-10-04"),
    ("C1", no_reference_mass, "names no reference soil mass"),
    ("C1", baseline_not_sealed, "sealed on (no date)"),
    ("C1", baseline_sealed_on_the_first_day, "practice starts on 2021-10-20"),
    ("C3a", another_season, "3.0 months apart"),
    ("C3a", another_procedure, "NY/T 1121.6-2006 and HJ 695-2014"),
    ("C3a", no_procedure, "not stated"),
    ("C3b", moved_point, "S1-P1 by 8 m"),
    ("C3b", moved_by_an_error_that_is_not_stated, "more than 0 m"),
    ("C3b", moved_by_a_receiver_that_is_too_poor, "more than 5 m"),
    ("C4", reported_to_twenty_centimetres, "depth is 20 cm, 2 layers"),
    ("C4", two_layers_above_thirty, "2 layers lie above it"),
    ("C4", no_layer_below, "no layer lies below it"),
    ("C4", core_too_light, "40 cores hold less soil"),
    ("C4", reference_of_the_uppermost_layer, "of the lightest core's mass above 30"),
    ("C5", cores_without_density, "3 planned samples have neither a complete"),
    ("C5", silent_gap, "1 planned samples have neither a complete result nor a reason"),
    ("C5", a_third_missing, "33.4% of the planned points"),
    ("C6", no_deposit, "Grade D: M1 not shown"),
    ("C7", no_statement, "additionality.statement"),
    ("C7", no_tenure, "land.tenure"),
    ("C7", no_uniqueness, "uniqueness"),
    ("C7", required_by_law, "does not go beyond"),
    ("C7", nothing_said_of_the_law, "additionality.regulatory_surplus"),
    ("C7", nothing_said_of_barriers, "additionality.barriers"),
    ("C7", nothing_said_of_adoption, "additionality.adoption_percent"),
    ("S5", degraded_land, "inorganic carbon was not measured apart"),
    ("S5", paddy_without_methane, "methane of the flooded soil is not known"),
]


def test_the_synthetic_project_meets_every_condition(tmp_path):
    account = SyntheticProject().account(tmp_path)

    assert (account.status, against(account)) == ("credited", [])
    assert account.units > 0


@pytest.mark.parametrize(
    ("condition", "change", "found"), BROKEN, ids=[item[1].__name__ for item in BROKEN]
)
def test_a_broken_condition_refuses_and_says_what_would_cure_it(
    condition, change, found, tmp_path
):
    account = broken(change, tmp_path, MCS)

    check_refusal(account, condition)
    assert found in assessed(account, condition).outcome.found["en"]


def test_a_plan_changed_after_sealing_is_not_even_read(tmp_path):
    folder = SyntheticProject().write(tmp_path)
    plan = folder / "plan" / "sampling.yaml"
    plan.write_text(plan.read_text("utf-8").replace("'3900'", "'3950'"), "utf-8")

    with pytest.raises(EdaphonError) as caught:
        gather(folder)

    assert [problem.code for problem in caught.value.problems] == ["PLAN_CHANGED"]


def test_a_plan_changed_after_sealing_is_no_plan(tmp_path):
    evidence = SyntheticProject().evidence(tmp_path)
    another = replace(evidence.plan, digest=f"sha256:{'0' * 64}")

    (account,) = accounts(replace(evidence, plan=another), [MCS])

    check_refusal(account, "C1")
    outcome = assessed(account, "C1").outcome
    assert outcome.found["en"] == "The plan was changed after it was sealed."
    assert "Restore the sealed plan" in outcome.cure["en"]
    assert "恢复封存时的方案" in outcome.cure["zh"]


def test_two_control_points_are_too_few(tmp_path):
    account = broken(lambda _: None, tmp_path, MCS, controls=2)

    check_refusal(account, "C2")
    assert "S1 (2), S2 (2)" in assessed(account, "C2").outcome.found["en"]


def test_one_year_gives_a_provisional_account_with_figures_and_without_units(tmp_path):
    def one_year(project):
        project.document["campaigns"][1].update(start="2022-10-01", end="2022-10-10")
        project.document["period"]["end"] = "2022-10-04"
        for row in project.rows(campaign=END) + project.rows(MICROBES, campaign=END):
            row["date"] = "2022-10-04"

    account = broken(one_year, tmp_path, MCS)

    check_refusal(account, "C3", "provisional")
    assert account.computed_units > 0


def test_a_refusal_outweighs_a_provisional_account(tmp_path):
    def both(project):
        no_tenure(project)
        project.document["period"]["end"] = "2022-10-04"
        for row in project.rows(campaign=END) + project.rows(MICROBES, campaign=END):
            row["date"] = "2022-10-04"

    account = broken(both, tmp_path, MCS)

    assert (account.status, against(account)) == ("refused", ["C3", "C7"])


def test_a_bridging_set_allows_another_procedure(tmp_path):
    def bridged(project):
        another_procedure(project)
        project.document["campaigns"][1]["bridging"] = "40 archived samples"

    assert broken(bridged, tmp_path, MCS).status == "credited"


def test_a_failed_condition_leaves_the_figures_computed(tmp_path):
    whole = SyntheticProject().account(tmp_path / "whole")
    refused = broken(no_tenure, tmp_path / "refused", MCS)

    assert refused.computed_units == whole.units
    assert refused.run.value("difference") == whole.run.value("difference")


def test_losses_are_a_deficit_and_carry_no_units(tmp_path):
    account = SyntheticProject(gain=-1.0).account(tmp_path)

    assert (account.status, account.units) == ("deficit", 0)
    assert account.run.value("deficit") == -account.run.value("net_removals") > 0


def test_a_product_without_emission_factor_leaves_the_units_unknown(tmp_path):
    def no_factor(project):
        del project.document["factors"]

    account = broken(no_factor, tmp_path, MCS)

    assert (account.status, account.units) == ("refused", 0)
    assert account.lacking["units"] == ("product_factor",)

"""Every condition of verra.vm0042/2.2, broken alone, refuses and says the cure."""

from dataclasses import replace
from decimal import Decimal

import pytest

from edaphon.accounting.account import accounts
from edaphon.accounting.account_record import account_record
from edaphon.methods import Facts, pack
from edaphon.monitoring.land.record import Parcel
from tests.synthetic_documents import ACTIVITY, END, MCS, SOIL, START, VM0042, exactly
from tests.synthetic_project import SyntheticProject
from tests.unit.accounting.verdicts import against, assessed, broken, check_refusal


def no_evidence_of_practice(project):
    del project.document["practice"]["evidence"]


def small_change(project):
    project.document["practice"].update(change="changed", change_percent="4")


def change_not_stated(project):
    project.document["practice"]["change"] = "changed"


def cover_not_stated(project):
    del project.document["land"]["cover"]


def wetland(project):
    project.document["scenario"] = "paddy"
    project.document["land"]["cover"] = "wetland"


def organic_soil(project):
    project.document["land"]["organic_soil"] = True


def cleared_nine_years_before(project):
    project.document["land"]["converted_from_native"] = "2012-05-01"


def yield_not_stated(project):
    project.is_harvested = False
    project.document["scenario"] = "grassland"
    project.document["land"]["cover"] = "grassland"
    del project.document["leakage"]["yield_change_percent"]


def yield_lost(project):
    project.document["leakage"]["yield_change_percent"] = "-5.1"


def uniqueness_not_stated(project):
    del project.document["uniqueness"]


def look_back_not_stated(project):
    del project.document["baseline"]["look_back"]


def two_years_of_look_back(project):
    project.drop(ACTIVITY, year="2018")
    project.document["baseline"]["look_back"]["start"] = "2019-01-01"


def barriers_not_stated(project):
    del project.document["additionality"]["barriers"]


def required_by_law(project):
    project.document["additionality"]["regulatory_surplus"] = False


def common_practice(project):
    project.document["additionality"]["adoption_percent"] = "20"


def a_site_not_described(project):
    project.document["control_sites"].pop()


def far_site(project):
    project.document["control_sites"][0]["distance_km"] = "251"


def unlike_soil(project):
    project.document["control_sites"][0]["same_texture"] = False


def practised_four_years(project):
    project.document["control_sites"][0]["same_practice_years"] = "4"


def one_increment(project):
    """One layer of 0-40 cm, which no equal soil mass can be read from."""
    for top in ("10", "20", "30"):
        project.drop(top=top)
    for row in project.rows(top="0"):
        row["bottom"] = "40"
    project.plan["layers"] = [["0", "40"]]


def cores_too_light(project):
    project.plan["reference_mass"] = "6000"


def moved_and_not_stated(project):
    """A thousandth of a degree of latitude is 111 m."""
    project.document["sampling"]["gps_error_m"] = "3"
    project.found["S1-P1"] = (115.0, 34.401)


def not_on_the_map(project):
    project.found["S1-P1"] = None


def another_laboratory(project):
    project.document["campaigns"][1]["laboratory"] = "B"


def another_procedure(project):
    for row in project.rows(campaign=END):
        row["method"] = "HJ 695-2014"


def six_years(project):
    project.plan["planned_days"] = {END: "2027-10-04"}
    project.document["period"]["end"] = "2027-10-20"
    project.document["campaigns"][1].update(start="2027-10-01", end="2027-10-10")
    for row in project.rows(campaign=END):
        row["date"] = "2027-10-04"
    for row in project.rows(ACTIVITY, role="project", year="2024"):
        for year in ("2025", "2026", "2027"):
            project.tables[ACTIVITY].append({**row, "year": year})


def flooded_soil(project):
    project.document["scenario"] = "paddy"
    for role, amount in (("baseline", "1.0"), ("project", "2.5")):
        project.document["factors"][f"ch4_flooded.{role}"] = {
            **exactly(amount), "unit": "t{CO2e}/har/a", "reference": "Chambers",
        }  # fmt: skip


def rating_not_stated(project):
    del project.document["permanence"]["natural"]


def failing_category(project):
    project.document["permanence"]["external"] = "21"


def longevity_not_stated(project):
    del project.document["permanence"]["longevity_years"]


def short_longevity(project):
    project.document["permanence"]["longevity_years"] = "39"


BROKEN = [
    ("4.1", no_evidence_of_practice, "without evidence"),
    ("4.2", small_change, "The change is 4 %"),
    ("4.2", change_not_stated, "not stated"),
    ("4.3", cover_not_stated, "not stated"),
    ("4.3", organic_soil, "organic soil: True"),
    ("4.3", cleared_nine_years_before, "cleared on 2012-05-01"),
    ("4.6", yield_not_stated, "yield is not known"),
    ("4.6", yield_lost, "Yield changed by -5.1 %"),
    ("6", two_years_of_look_back, "cover 2 baseline years"),
    ("6", look_back_not_stated, "look-back is not stated"),
    ("7", barriers_not_stated, "additionality.barriers"),
    ("VCS-unique", uniqueness_not_stated, "another programme"),
    ("7", required_by_law, "Required by law: True"),
    ("7", common_practice, "adoption 20 %"),
    ("8.2-table7", a_site_not_described, "7 of 8 control sites"),
    ("8.2-table7", far_site, "S1-C1 distance 251 (at most 250 km)"),
    ("8.2-table7", unlike_soil, "S1-C1 texture class"),
    ("8.2-table7", practised_four_years, "same practice 4 (at least 5 years)"),
    ("8.2.1-places", moved_and_not_stated, "S1-P1 by 110.9 m"),
    ("8.2.1-places", not_on_the_map, "not known where they stand: S1-P1."),
    ("8.2.1-season", another_laboratory, "laboratories A and B"),
    ("8.2.1-season", another_procedure, "HJ 695-2014"),
    ("9-interval", six_years, "6.0 years apart"),
    ("8.2-flooded", flooded_soil, "no equation for its methane"),
    ("8.7-rating", failing_category, "external risk 21 % (at most 20 %)"),
    ("8.7-rating", short_longevity, "longevity 39 years"),
]


def test_the_synthetic_project_meets_every_condition(tmp_path):
    account = SyntheticProject().account(tmp_path, VM0042)

    assert (account.status, against(account)) == ("credited", [])
    assert account.units > 0


@pytest.mark.parametrize(
    ("condition", "change", "found"), BROKEN, ids=[item[1].__name__ for item in BROKEN]
)
def test_a_broken_condition_refuses_and_says_what_would_cure_it(
    condition, change, found, tmp_path
):
    account = broken(change, tmp_path, VM0042)

    check_refusal(account, condition)
    assert found in assessed(account, condition).outcome.found["en"]


def test_wetland_is_no_land_of_the_methodology_and_is_flooded(tmp_path):
    account = broken(wetland, tmp_path, VM0042)

    check_refusal(account, "4.3", also=["8.2-flooded"])
    assert "Land cover wetland" in assessed(account, "4.3").outcome.found["en"]


@pytest.mark.parametrize("design", ["paired", "independent"])
def test_a_point_outside_its_stratum_cannot_count_for_it(design, tmp_path):
    """A thousandth of a degree of longitude at 34.4 degrees north is 91.9 m."""
    evidence = SyntheticProject(design=design).evidence(tmp_path)
    corners = ((114.9, 34.3), (115.039, 34.3), (115.039, 34.5), (114.9, 34.5))
    parcel = Parcel(
        id="F", stratum="S1", is_control=False, polygons=(((*corners, corners[0]),),),
        area_ha=Decimal(120), stated_ha=None, index=0,
    )  # fmt: skip
    land = replace(evidence.geography, parcels=(parcel,), crs="EPSG:4490")
    moved = replace(evidence, geography=land)
    mcs, vm0042 = accounts(moved, [MCS, VM0042])

    found = assessed(vm0042, "8.2.1-places").outcome.found["en"]
    assert vm0042.units == 0
    assert "lie outside the land of their stratum" in found
    if design == "paired":  # S1-P5 and S1-P6 stand 92 and 1,011 m east of the parcel
        assert "2 points" in found
        assert "S1-P6, 1011." in found
        assert assessed(mcs, "C3b").outcome.found["en"] == found
        assert mcs.units == 0


def test_an_unrated_category_leaves_the_buffer_unknown_too(tmp_path):
    account = broken(rating_not_stated, tmp_path, VM0042)

    check_refusal(account, "8.7-rating")
    assert account.lacking["units"] == ("risk_natural",)


def test_a_longevity_that_is_not_stated_is_what_the_cure_names(tmp_path):
    account = broken(longevity_not_stated, tmp_path, VM0042)

    check_refusal(account, "8.7-rating")
    outcome = assessed(account, "8.7-rating").outcome
    assert outcome.found["en"] == "Not provided: permanence.longevity_years."
    assert outcome.cure["en"].startswith("State permanence.longevity_years.")
    assert "category" not in outcome.cure["en"]
    assert "请填写 permanence.longevity_years" in outcome.cure["zh"]


def test_a_stratum_without_control_site_is_refused(tmp_path):
    def no_control(project):
        project.drop(SOIL, stratum="S2", role="control")
        del project.document["control_sites"][4:]

    account = broken(no_control, tmp_path, VM0042)

    assert account.status == "refused"
    assert "8.2-controls" in against(account)
    assert "S2: 0" in assessed(account, "8.2-controls").outcome.found["en"]


@pytest.mark.parametrize("change", [one_increment, cores_too_light])
def test_without_equal_soil_mass_the_account_still_tells_the_fixed_depth_change(
    change, tmp_path
):
    account = broken(change, tmp_path, VM0042)

    assert account.status == "refused"
    assert against(account) == ["8.2.1-depth", "8.6-bar"]
    assert account.run.values("mean_fixed_depth_change").size == 4
    assert account.run.values("fixed_depth_change_variance").min() > 0


def test_a_wide_interval_does_not_pass_the_bar(tmp_path):
    account = broken(lambda _: None, tmp_path, VM0042, gain=0.2, spread=1.0)

    check_refusal(account, "8.6-bar")
    assert account.run.value("horizon_half_width") > 1


def test_a_first_verification_is_not_stopped_by_its_period_alone(tmp_path):
    account = broken(lambda _: None, tmp_path, VM0042, gain=0.4, spread=1.5)

    wide = account.run.value("interval_half_width")
    assert wide > 1
    assert account.run.value("horizon_half_width") == pytest.approx(wide * 0.3)
    assert "8.6-bar" not in against(account)


SHOWN = {
    "text": {"en": "Re-analysed by a third laboratory."}, "signed_on": "2024-11-01",
    "signed_by": "Laboratory C", "file": "papers/c.csv",
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "told", "stands"),
    [
        (another_laboratory, {}, True),
        (another_laboratory, {"bridging": "Closed; B follows A's protocol."}, False),
        (another_procedure, {"bridging": "20 samples by both."}, True),
        (another_procedure, {"reanalysis": SHOWN}, True),
        (another_procedure, {"bridging": "20 by both.", "reanalysis": SHOWN}, False),
    ],
)
def test_another_laboratory_is_justified_another_procedure_shown(
    change, told, stands, tmp_path
):
    """Clarification 7 of June 2026."""

    def with_word(project):
        change(project)
        project.tables["papers/c.csv"] = [{"sample": "S1-P1", "soc": "14.1"}]
        project.document["campaigns"][1] |= told

    account = broken(with_word, tmp_path, VM0042)

    assert ("8.2.1-season" in against(account)) == stands


def test_no_records_of_the_project_leave_the_sources_unknown(tmp_path):
    account = broken(
        lambda project: project.drop(ACTIVITY, role="project"), tmp_path, VM0042
    )

    check_refusal(account, "9-records")
    assert "synthetic_n" in account.lacking["units"]


def test_two_points_a_stratum_are_noted_and_refuse_nothing(tmp_path):
    account = broken(lambda _: None, tmp_path, VM0042, points=2, spread=0.05)

    assert account.status == "credited"
    assert assessed(account, "8.2.1-points").outcome.result == "not_met"
    assert START in account.evidence.campaign_ids


def of_a_slope(slope, aspect):
    """Return a change that describes how steep every site is, and its aspect."""

    def change(project):
        for site in project.document["control_sites"]:
            told = {"slope_percent_class": slope, "same_aspect": aspect}
            for name, value in told.items():
                site.pop(name)
                if value is not None:
                    site[name] = value

    return change


@pytest.mark.parametrize(
    ("slope", "aspect", "tests", "is_met"),
    [
        ("4-8", None, 10, True),
        ("0–3 %", False, 10, True),
        ("9-16", True, 11, True),
        ("9-16", False, 11, False),
        ("> 45", None, 11, False),
        ("steep", None, 11, False),
        (None, None, 11, False),
        (None, True, 11, True),
    ],
)
def test_aspect_is_compared_unless_a_site_is_stated_not_to_be_steep(
    slope, aspect, tests, is_met, tmp_path
):
    account = broken(of_a_slope(slope, aspect), tmp_path, VM0042)

    found = assessed(account, "8.2-table7").outcome
    assert (found.result == "met") is is_met
    assert is_met or "aspect" in found.found["en"]
    assert {item.tests for item in found.tested} == {tests}
    assert {item.met for item in found.tested} == {tests - (not is_met)}


def test_a_site_that_is_described_twice_is_one_site(tmp_path):
    def twice(project):
        sites = project.document["control_sites"]
        sites[1] = dict(sites[0])

    account = broken(twice, tmp_path, VM0042)

    check_refusal(account, "8.2-table7")
    assert "7 of 8 control sites" in assessed(account, "8.2-table7").outcome.found["en"]


def test_the_record_counts_the_tests_of_every_site(tmp_path):
    account = broken(unlike_soil, tmp_path, VM0042)

    record = {item["id"]: item for item in account_record(account)["conditions"]}
    tested = record["8.2-table7"]["tested"]
    assert len(tested) == 8
    assert sorted({(item["met"], item["tests"]) for item in tested}) == [
        (9, 10), (10, 10),
    ]  # fmt: skip
    assert "tested" not in record["8.2-controls"]


@pytest.mark.parametrize(("share", "status"), [(0.96, "credited"), (0.78, "refused")])
def test_recorded_yields_outweigh_a_statement(share, status, tmp_path):
    """What project.yaml states is +1 %; the records say otherwise."""

    def recorded(project):
        for role, tonnes in (("project", 10 * share), ("control", 10.0)):
            project.tables[ACTIVITY] += [
                {"role": role, "year": year, "item": "yield", "amount": f"{tonnes:g}",
                 "unit": "t/har"} for year in ("2022", "2023", "2024")
            ]  # fmt: skip

    account = broken(recorded, tmp_path, VM0042)

    assert account.status == status
    assert ("4.6" in against(account)) is (status == "refused")


def core_left_out(project):
    project.drop(point="S1-P1", campaign=END)


def density_of_one_layer_lost(project):
    project.rows(point="S1-P1", campaign=END, top="10")[0]["bd"] = ""


@pytest.mark.parametrize("change", [core_left_out, density_of_one_layer_lost])
@pytest.mark.parametrize("planned", [True, False])
def test_points_without_a_stock_are_named_and_earn_nothing(change, planned, tmp_path):
    """The points that gained least, left out, would raise the mean."""

    def changed(project):
        change(project)
        if not planned:
            project.plan = None

    account = broken(changed, tmp_path, VM0042)

    unplanned = [] if planned else ["8.2.1-places", "9-planned"]
    assert (account.units, against(account)) == (0, ["8.2.1-complete", *unplanned])
    outcome = assessed(account, "8.2.1-complete").outcome
    assert "S1-P1 end" in outcome.found["en"]
    assert "sampling.missing" in outcome.cure["zh"]


def control_lost(project, **witness):
    """Leave one layer of a control core without its density, and list it as lost."""
    project.rows(point="S1-C1", campaign=START, top="0")[0]["bd"] = "-"
    project.document["sampling"]["missing"] = [
        {"point": "S1-C1", "campaign": START, "reason": {"en": "Stones"}, **witness}
    ]


def test_a_lost_point_that_nobody_saw_lost_earns_nothing(tmp_path):
    """The control that gained most, left out with one sentence, raised the result."""
    account = broken(control_lost, tmp_path, VM0042)

    assert (account.units, against(account)) == (0, ["8.2.1-complete"])
    outcome = assessed(account, "8.2.1-complete").outcome
    assert outcome.result == "not_assessed"
    assert "S1-C1 start" in outcome.found["en"]
    assert "raises the result" in outcome.found["en"]
    assert "见证" in outcome.cure["zh"]


def test_a_witnessed_loss_is_left_out(tmp_path):
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers/loss.txt").write_text(
        "Point S1-C1, seen on 4 October 2021.\n", "utf-8"
    )
    witness = {
        "text": {"en": "The village committee saw it."},
        "signed_on": "2021-10-05",
        "signed_by": "Village committee",
        "file": "papers/loss.txt",
    }

    def seen(project):
        control_lost(project, witness=witness)

    account = broken(seen, tmp_path, VM0042)

    assert against(account) == []


def test_land_measured_once_is_named_in_the_readers_language():
    groups = [
        {"label": f"S1 {role}", "stratum": "S1", "role": role, "both": 0}
        for role in ("project", "control")
    ]
    sampling = {"years_between": 3.0, "groups": groups}
    facts = Facts(project={}, sampling=sampling, microbial={}, activity={})
    method = pack(VM0042)
    (rule,) = [item for item in method.conditions if item.id == "9-interval"]
    found = rule.assess(facts, {}, method.parameters).found

    assert found["en"] == "Not measured in both campaigns: S1 project, S1 control."
    assert found["zh"] == "未两次测定：S1 项目地、S1 对照地。"

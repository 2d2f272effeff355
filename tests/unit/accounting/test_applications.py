"""An application, a lot or a certificate that is left out is unknown, never less."""

import math
from dataclasses import replace
from decimal import Decimal

import pytest

from edaphon.accounting.activity import activity
from edaphon.accounting.applications import applied_shares
from edaphon.monitoring.land.record import Parcel
from tests.synthetic_documents import ACTIVITY, MCS, METHODS, PRODUCT, VM0042
from tests.synthetic_project import SyntheticProject
from tests.unit.accounting.test_imports import given_to_control
from tests.unit.accounting.verdicts import against, assessed, broken, check_refusal

YEARS = ("2022", "2023", "2024")


def told(account, condition="C9"):
    return assessed(account, condition).outcome.found


def booked(project):
    return project.rows(ACTIVITY, item="product_applied")


# --- Land and years ---------------------------------------------------------------


@pytest.mark.parametrize("stratum", ["S1", "S2"])
@pytest.mark.parametrize("year", YEARS)
def test_a_row_that_is_left_out_earns_nothing(stratum, year, tmp_path):
    """One row of the example's book: 608 units became 609."""

    def change(project):
        project.drop(ACTIVITY, item="product_applied", stratum=stratum, year=year)

    account = broken(change, tmp_path, MCS)

    check_refusal(account, "C9")
    assert f"{stratum} in {year} (0 of 1)" in told(account)["en"]
    assert f"{stratum} {year} 年度（0/1 次）" in told(account)["zh"]


@pytest.mark.parametrize("year", YEARS)
def test_a_year_that_is_left_out_earns_nothing(year, tmp_path):
    """All rows of 2024 in the example's book: 608 units became 624."""

    def change(project):
        project.drop(ACTIVITY, item="product_applied", year=year)

    account = broken(change, tmp_path, MCS)

    check_refusal(account, "C9")
    assert f"S1 in {year} (0 of 1), S2 in {year} (0 of 1)" in told(account)["en"]


@pytest.mark.parametrize("stratum", ["S1", "S2"])
def test_land_that_is_left_out_in_every_year_earns_nothing(stratum, tmp_path):
    def change(project):
        project.drop(ACTIVITY, item="product_applied", stratum=stratum)

    account = broken(change, tmp_path, MCS)

    check_refusal(account, "C9")
    assert stratum in told(account)["en"]


def test_a_book_that_is_left_out_earns_nothing(tmp_path):
    def change(project):
        project.drop(ACTIVITY, item="product_applied")

    account = broken(change, tmp_path, MCS)

    assert account.units == 0
    assert "C9" in against(account)
    assert "No application of the product" in told(account)["en"]


@pytest.mark.parametrize("lost", ["stratum", "role"])
def test_an_application_on_no_land_is_not_known(lost, tmp_path):
    def change(project):
        for row in booked(project):
            row[lost] = ""

    account = broken(change, tmp_path, MCS)

    assert account.units == 0
    assert "C9" in against(account)


def test_an_application_to_all_land_says_so_by_its_area(tmp_path):
    def change(project):
        project.map_column(ACTIVITY, "area", **{"is": "area_treated", "unit": "har"})
        for row in booked(project):
            row.update(stratum="", area="200")
        for row in project.tables[ACTIVITY]:
            row.setdefault("area", "")

    assert broken(change, tmp_path, MCS).status == "credited"


@pytest.mark.parametrize(("area", "status"), [("117", "credited"), ("116", "refused")])
def test_the_area_of_an_application_is_that_of_the_stratum(area, status, tmp_path):
    """Of 120 ha at least 97 % must be reached."""

    def change(project):
        project.map_column(ACTIVITY, "area", **{"is": "area_treated", "unit": "har"})
        for row in project.tables[ACTIVITY]:
            row["area"] = ""
        for row in booked(project):
            row["area"] = "120" if row["stratum"] == "S1" else "80"
        project.rows(ACTIVITY, item="product_applied", stratum="S1")[0]["area"] = area

    account = broken(change, tmp_path, MCS)

    assert account.status == status
    assert ("S1 in 2022 (96.6% of its area)" in told(account)["en"]) is (
        status == "refused"
    )


def test_the_overstated_area_of_one_parcel_covers_no_other(tmp_path):
    """Of two parcels of 60 ha one got the product, and is said to have 120."""
    project = SyntheticProject()
    project.map_column(ACTIVITY, "area", **{"is": "area_treated", "unit": "har"})
    project.map_column(ACTIVITY, "plot", **{"is": "point"})
    for row in project.tables[ACTIVITY]:
        row.update(area="", plot="")
    for row in booked(project):
        if row["stratum"] == "S1":
            row.update(area="120", plot="F1")
        else:
            row["area"] = "80"
    evidence = project.evidence(tmp_path)
    parcels = tuple(
        Parcel(
            id=name, stratum="S1", is_control=False, polygons=(),
            area_ha=Decimal(60), stated_ha=None, index=place,
        )
        for place, name in enumerate(("F1", "F2"))
    )  # fmt: skip
    land = replace(evidence.geography, parcels=parcels)
    shares = applied_shares(replace(evidence, geography=land))

    assert {item.held for item in shares if item.place == "S1"} == {0.5}
    assert {item.held for item in shares if item.place == "S2"} == {1.0}


def second_crop(project, years=YEARS):
    """Give both strata two crops a year, each with its application and its yields."""
    project.map_column(ACTIVITY, "crop", **{"is": "crop"})
    for row in booked(project):
        row["crop"] = "wheat"
        if row["year"] in years:
            maize = {"crop": "maize", "amount": f"{int(row['amount']) + 1}"}
            project.tables[ACTIVITY].append({**row, **maize})
    for row in project.tables[ACTIVITY]:
        row.setdefault("crop", "")
    for stratum in ("S1", "S2"):
        for year in YEARS:
            for crop in ("wheat", "maize"):
                for role, amount in (("project", "7.1"), ("control", "7")):
                    project.tables[ACTIVITY].append({
                        "role": role, "year": year, "item": "yield",
                        "amount": amount if crop == "wheat" else "8",
                        "unit": "t/har", "stratum": stratum, "crop": crop, "lot": "",
                    })  # fmt: skip


def test_every_crop_of_every_year_is_in_the_book(tmp_path):
    assert broken(second_crop, tmp_path, MCS).status == "credited"


@pytest.mark.parametrize("years", [YEARS[:2], YEARS[1:], YEARS[:1]])
def test_a_season_that_is_left_out_earns_nothing(years, tmp_path):
    account = broken(lambda project: second_crop(project, years), tmp_path, MCS)

    check_refusal(account, "C9")


def test_a_crop_that_is_harvested_and_not_in_the_book_is_not_known(tmp_path):
    """Half the rows of the example's book: 608 units became 633."""
    account = broken(lambda project: second_crop(project, ()), tmp_path, MCS)

    check_refusal(account, "C9")
    assert "a crop of 3 harvests, applications in 0" in told(account)["en"]
    assert "maize" in told(account)["zh"]


def test_a_book_that_names_a_crop_once_is_asked_for_the_others(tmp_path):
    def change(project):
        second_crop(project, ())
        for row in booked(project)[1:]:
            row["crop"] = ""

    account = broken(change, tmp_path, MCS)

    check_refusal(account, "C9")
    assert "a crop of 3 harvests" in told(account)["en"]


@pytest.mark.parametrize("silent", ["product_applied", "yield"])
def test_a_crop_is_found_where_book_or_yields_name_no_stratum(silent, tmp_path):
    def change(project):
        second_crop(project)
        project.map_column(ACTIVITY, "area", **{"is": "area_treated", "unit": "har"})
        for row in project.tables[ACTIVITY]:
            row["area"] = ""
        for row in booked(project):
            row["area"] = "120" if row["stratum"] == "S1" else "80"
        if silent == "yield":
            project.drop(ACTIVITY, item="yield", stratum="S2")
        for row in project.rows(ACTIVITY, item=silent):
            row["stratum"] = ""

    assert broken(change, tmp_path, MCS).status == "credited"


def test_a_crop_that_got_nothing_is_recorded_with_zero(tmp_path):
    def change(project):
        second_crop(project, ())
        for row in booked(project):
            project.tables[ACTIVITY].append({**row, "crop": "maize", "amount": "0"})

    assert broken(change, tmp_path, MCS).status == "credited"


@pytest.mark.parametrize("stratum", ["S1", "S2"])
def test_a_stratum_that_got_nothing_is_not_treated_land(stratum, tmp_path):
    """Zero in every row of a stratum: 739 units became 744, and grade A stayed."""

    def change(project):
        for row in project.rows(ACTIVITY, item="product_applied", stratum=stratum):
            row["amount"] = "0"

    account = broken(change, tmp_path, MCS)

    check_refusal(account, "C9")
    assert f"{stratum} in 2022 (0 of 1)" in told(account)["en"]


def test_a_product_that_was_never_applied_shows_nothing(tmp_path):
    def change(project):
        for row in booked(project):
            row["amount"] = "0"

    account = broken(change, tmp_path, MCS)

    assert account.status == "refused"
    assert not account.microbial.is_eligible


def test_an_area_without_an_amount_is_no_application(tmp_path):
    def change(project):
        for row in booked(project):
            place = {name: row[name] for name in ("role", "year", "stratum", "lot")}
            project.tables[ACTIVITY].append(
                {**place, "item": "area_treated", "amount": "5", "unit": "har"}
            )
            row["amount"] = "0"

    assert broken(change, tmp_path, MCS).status == "refused"


def test_a_practice_without_a_product_needs_no_book(tmp_path):
    def change(project):
        project.drop(ACTIVITY, item="product_applied")
        del project.document["practice"]["product"]
        project.document["practice"]["kind"] = "microbial_management"

    assert "C9" not in against(broken(change, tmp_path, MCS))


# --- Lots -------------------------------------------------------------------------


def without_certificate(project):
    project.tables[PRODUCT][0]["batch"] = "B9"


def without_lot(project):
    booked(project)[0]["lot"] = ""


def without_lots(project):
    for row in booked(project):
        row["lot"] = ""


def another_lot(project):
    booked(project)[-1]["lot"] = "B2"


def without_count(project):
    project.tables[PRODUCT].append({"batch": "B2", "cfu": ""})
    booked(project)[0]["lot"] = "B2"


def without_label(project):
    del project.document["practice"]["product"]["labelled_count"]


def without_minimum(project):
    del project.document["practice"]["product"]["legal_minimum"]


LOTS = {
    without_certificate: "B1", without_lot: "(no lot stated)", another_lot: "B2",
    without_lots: "(no lot stated)", without_count: "B2", without_label: "",
    without_minimum: "",
}  # fmt: skip


@pytest.mark.parametrize("change", LOTS)
def test_a_lot_without_its_count_shows_no_identity(change, tmp_path):
    """Lot A2209 of the example below its label, then without certificate: 608."""
    account = broken(change, tmp_path, MCS)

    check_refusal(account, "C6")
    assert not account.microbial.identity["viable_count"]
    assert LOTS[change] in told(account, "C6")["en"]


def carbon(project, contents):
    """Let the product bring carbon; contents by lot, one lot a stratum."""
    product = project.document["practice"]["product"]
    del project.document["sources_absent"]["carrier"]
    product["carrier_carbon"] = {"value": "0.1", "unit": "t{C}"}
    project.map_column(
        PRODUCT, "carbon", **{"is": "product_carbon_content", "unit": "%"}
    )
    project.tables[PRODUCT] = [
        {"batch": lot, "cfu": "320000000", "carbon": content}
        for lot, content in contents.items()
    ]
    for row in booked(project):
        row["lot"] = row["stratum"].replace("S", "B")


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("sterile", [False, True])
@pytest.mark.parametrize("stated", [False, True])
@pytest.mark.parametrize("lost", ["B1", "B2"])
def test_a_lot_without_its_carbon_makes_the_carrier_unknown(
    lost, stated, sterile, method, tmp_path
):
    """A content of 25 % blanked: 608 units instead of 601."""

    def change(project):
        carbon(project, {"B1": "1", "B2": "1.2", lost: ""})
        product = project.document["practice"]["product"]
        if sterile:
            given_to_control(project)
        if not stated:
            del product["carrier_carbon"]

    account = broken(change, tmp_path, method)

    sources = {MCS: "C9", VM0042: "9-sources"}[method]
    assert (account.status, account.units) == ("refused", 0)
    assert sources in against(account)
    assert f"(content missing for lots: {lost})" in told(account, sources)["en"]
    assert f"（缺含量的批次：{lost}）" in told(account, sources)["zh"]
    assert math.isnan(account.run.value("carrier_carbon"))


def test_the_content_of_every_lot_makes_the_carrier_known(tmp_path):
    account = broken(
        lambda project: carbon(project, {"B1": "1", "B2": "1.2"}), tmp_path, MCS
    )

    assert account.status == "credited"
    # 6 t a year, the richer lot 1.2 % carbon, over 3 years.
    assert account.run.value("carrier_carbon") == pytest.approx(6 * 0.012 * 3)


def test_a_carrier_that_is_said_to_bring_no_carbon_needs_no_content(tmp_path):
    project = SyntheticProject()

    found = activity(project.evidence(tmp_path))

    assert found.inputs["stated_carrier_carbon"].values.tolist() == [0.0]
    assert "product_carbon_content" not in found.inputs

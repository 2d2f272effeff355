"""The waterfall and the summary table add up exactly as they are printed."""

from dataclasses import replace as source_with
from decimal import Decimal

import pytest
from msgspec import to_builtins
from msgspec.structs import replace

from edaphon.reporting.content import content_record
from edaphon.reporting.layout.compose import compose
from edaphon.reporting.page import page
from edaphon.reporting.quantities import waterfall
from edaphon.schemas.models.account import Bar, Text
from tests.unit.reporting.cases import CASES, content, source


@pytest.mark.parametrize("name", CASES)
def test_printed_terms_add_up_to_the_units(name):
    for method in content(name)["methods"]:
        found = method["waterfall"]
        if not found["is_complete"]:
            assert found["total"] is None
            continue
        total = sum(Decimal(item["value"]) for item in found["terms"])
        assert total == Decimal(method["units"]) == Decimal(found["total"])
        assert "unexplained" not in {item["name"] for item in found["terms"]}


@pytest.mark.parametrize("name", CASES)
def test_every_row_of_the_summary_adds_up(name):
    for method in content(name)["methods"]:
        summary = method["summary"]
        for row in (*summary["rows"], summary["total"]):
            if row["deductions"] is None:
                assert None in (method["computed_units"], row["project"])
            else:
                assert row["units"] == (
                    row["project"]
                    - row["baseline"]
                    - (row["leakage"] or 0)
                    - row["deductions"]
                )


@pytest.mark.parametrize("column", ["baseline", "project", "leakage", "units"])
def test_years_add_up_to_the_total(column):
    for method in content("credited")["methods"]:
        summary = method["summary"]
        assert sum(row[column] for row in summary["rows"]) == summary["total"][column]


def test_deficit_is_shown_and_carried():
    terms = content("deficit")["methods"][0]["waterfall"]["terms"]

    issued = next(item for item in terms if item["name"] == "issued")
    assert Decimal(issued["value"]) > 0
    assert content("deficit")["methods"][0]["units"] == 0


def term(name, value):
    return Bar(name=name, title=Text(en=name, zh=name), figure=name, value=value)


def printed(computed, units, status, *terms):
    """Return the waterfall of an account as the report's file holds it."""
    account = source("credited").account.accounts[0]
    changed = replace(
        account, waterfall=list(terms), computed_units=computed, units=units,
        status=status,
    )  # fmt: skip
    return to_builtins(waterfall(changed))


def test_what_the_display_leaves_over_is_a_term_of_its_own():
    found = printed(
        "5",
        5,
        "credited",
        term("gross", "3.004"),
        term("more", "3.004"),
        term("rounding", "-1.008"),
    )

    assert [item["value"] for item in found["terms"]] == [
        "3.00", "3.00", "-1.01", "0.01",
    ]  # fmt: skip
    assert found["terms"][-1]["title"]["zh"] == "各项取两位小数所致差额"


def test_every_bar_is_its_figure_rounded():
    for method in content("credited")["methods"]:
        figures = {item["name"]: item["value"] for item in method["figures"]}
        for item in method["waterfall"]["terms"]:
            if item["figure"]:
                apart = Decimal(item["value"]) - Decimal(figures[item["figure"]])
                assert abs(apart) <= Decimal("0.005")


def test_carbon_of_the_product_is_what_the_account_charges():
    found = content("credited")["practice"]["product"]["carrier_carbon"]

    assert found == {"value": "6.543", "unit": "t{C}", "relation": "="}


def test_rounding_is_left_alone_where_the_display_leaves_nothing_over():
    found = printed(
        "9", 9, "credited", term("gross", "10.004"), term("rounding", "-1.004")
    )

    assert [item["value"] for item in found["terms"]] == ["10.00", "-1.00"]


def test_terms_that_do_not_add_up_are_told_apart():
    found = printed("5", 5, "credited", term("gross", "10"), term("rounding", "-1"))

    assert found["terms"][-1]["name"] == "unexplained"
    assert found["terms"][-1]["value"] == "-4.00"


def test_refused_account_ends_at_zero():
    found = printed("9", 0, "refused", term("gross", "10"), term("rounding", "-1"))

    assert found["terms"][-1]["title"]["zh"] == "条件未满足或无法判定"
    assert found["total"] == "0"


def test_unknown_term_leaves_the_sum_open():
    found = printed(None, 0, "refused", term("gross", "10"), term("leakage", None))

    assert found == {
        "terms": found["terms"],
        "is_complete": False,
        "total": None,
    }


@pytest.mark.parametrize(
    ("computed", "units", "status"),
    [("0", 0, "deficit"), ("12", 12, "credited"), ("12", 0, "refused")],
)
def test_a_method_without_a_waterfall_has_its_result_and_no_term(
    computed, units, status
):
    assert printed(computed, units, status) == {
        "terms": [], "is_complete": True, "total": str(units),
    }  # fmt: skip


def test_a_report_is_made_of_methods_without_a_waterfall():
    held = source("deficit")
    bare = [
        replace(one, waterfall=[], computed_units="0", units=0)
        for one in held.account.accounts
    ]
    told = source_with(held, account=replace(held.account, accounts=bare))

    printed_page = page(compose(content_record(told), "en", held.evidence.geography))

    assert "From the measured effect to the account result" in printed_page.decode()

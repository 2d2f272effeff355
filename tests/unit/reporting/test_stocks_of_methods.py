"""Stock changes are printed once a method, with what its result rests on marked."""

import pytest
from msgspec import convert

from edaphon.reporting.layout.blocks import Table
from edaphon.reporting.layout.monitoring_chapters import monitoring_chapter
from edaphon.reporting.layout.reader import Reader
from edaphon.reporting.layout.stock_tables import stock_tables
from edaphon.schemas.models.report import Report
from tests.unit.reporting.cases import METHODS, case, content, source_of

MCS, VCS = METHODS


def reader(name="credited", language="en"):
    land = source_of(case(name)).evidence.geography
    return Reader(convert(content(name), Report), language, land)


def rows(blocks, name):
    (found,) = [one for one in blocks if isinstance(one, Table) and one.id == name]
    return [[cell.text for cell in line] for line in found.rows]


def test_groups_are_printed_on_the_mass_of_each_method():
    """Origin: the account records of the two methods, read beside the page."""
    found = rows(stock_tables(reader()), "groups")

    assert [(line[0], line[2], line[7]) for line in found[:4]] == [
        ("S1", MCS, "4,161.3"), ("S1", VCS, "4,100.0"),
        ("S1", MCS, "4,161.3"), ("S1", VCS, "4,100.0"),
    ]  # fmt: skip
    assert [line[8] for line in found[:2]] == ["●\xa01.531", "●\xa01.814"]
    assert [line[9] for line in found[2:4]] == ["0.0572", "0.0402"]


def test_the_total_of_each_method_closes_the_table_of_changes():
    """By MCS the witnessed loss of S2 enters with its value (docs/adr/0029)."""
    found = rows(stock_tables(reader()), "changes")

    assert [[line[2], line[4], line[6]] for line in found[-2:]] == [
        [MCS, "0.68", "0.84"], [VCS, "0.80", "0.84"],
    ]  # fmt: skip
    assert [line[3] for line in found[-2:]] == ["●\xa01.14", "●\xa01.18"]


def test_a_result_that_is_refused_rests_on_nothing_and_marks_nothing():
    blocks = stock_tables(reader("refused"))
    told = "".join(
        cell for name in ("groups", "changes") for line in rows(blocks, name)
        for cell in line
    )  # fmt: skip

    assert "●" not in told


def test_without_equal_mass_each_method_names_fixed_depth_as_its_basis():
    found = rows(stock_tables(reader("one_layer")), "groups")

    assert {line[3] for line in found} == {"Fixed depth"}
    assert {line[2] for line in found} == {MCS, VCS}


@pytest.mark.parametrize(
    ("language", "curves"),
    [("en", ["Monotone spline (Hyman)", "Natural cubic spline"]),
     ("zh", ["单调样条（Hyman）", "自然三次样条"])],
)  # fmt: skip
def test_chapter_three_names_the_curve_of_each_method(language, curves):
    found = rows(monitoring_chapter(reader(language=language)).blocks, "stock-methods")

    assert [line[0] for line in found] == [MCS, VCS]
    assert [line[2] for line in found] == curves
    assert found[0][3].count("VM0042") == 1
    assert found[1][3].count("VM0042") == 0

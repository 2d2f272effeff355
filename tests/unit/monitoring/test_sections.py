"""Sheets of one workbook are told apart, as files are."""

from msgspec import UNSET

from edaphon.evidence.observations import frame
from edaphon.monitoring.checking import without_repeats
from edaphon.schemas.models.project import Column, File
from edaphon.schemas.sections import sections_of, sheets_about


def section(path, sheet=UNSET, about=UNSET):
    columns = {"a": Column(is_="soc")}
    return File(path=path, sheet=sheet, about=about, columns=columns)


def test_a_sheet_is_read_by_the_entry_that_names_it():
    files = [section("a.xlsx"), section("a.xlsx", "x"), section("b.csv")]

    assert sections_of(files, "a.xlsx", "x") == files[1:2]
    assert sections_of(files, "a.xlsx", "y") == files[:1]
    assert sections_of(files, "b.csv", "") == files[2:]
    assert sections_of(files, "c.csv", "") == []


def test_one_sheet_of_a_logger_makes_no_logger_of_the_others():
    files = [section("a.xlsx", "x", "sensor"), section("a.xlsx", "y", "soil")]
    sheets = [("a.xlsx", "x"), ("a.xlsx", "y")]

    assert sheets_about(files, sheets, ("sensor",)) == sheets[:1]
    assert sheets_about(files, sheets, ("sensor", "soil")) == sheets


def record(sheet, **more):
    return {
        "sample": "book.xlsx#2", "campaign": "2022", "property": "diesel_used",
        "value": "900", "number": "900", "unit": "L", "file": "book.xlsx",
        "sheet": sheet, "row": 2, "column": "B", **more,
    }  # fmt: skip


def test_rows_of_two_sheets_that_only_share_a_number_are_two_records():
    both = frame([record("old", role="baseline"), record("new", role="project")])
    apart = frame([record("old"), record("new", value="700", number="700")])

    for rows in (both, apart):
        kept, problems = without_repeats(rows)
        assert problems == []
        assert kept.equals(rows)


def test_a_cell_that_is_read_twice_is_one_record():
    kept, problems = without_repeats(frame([record("old"), record("old")]))

    assert kept.height == 1
    assert [item.code for item in problems] == ["ROW_REPEATED"]
